/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pt-test-monkey.h"

#include <string.h>

static const char *const no_words[] = { "", NULL };
static const char *const *words = no_words;

void
pt_test_monkey_set_words (const char *const *list)
{
  words = list;
}

static const char *
choose_word (GRand *chance)
{
  return words[g_rand_int_range (chance, 0, (gint) g_strv_length ((char **) words))];
}

/* --- widgets --- */

/* A hand reaches only what is not scrolled out of sight; below a popover everything is in. */
static gboolean
is_in_sight (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_rect_t bounds;
  graphene_point_t centre;

  if (native == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds))
    return FALSE;
  graphene_rect_get_center (&bounds, &centre);

  return centre.x >= 0 && centre.y >= 0 && centre.x < (float) gtk_widget_get_width (GTK_WIDGET (native))
         && centre.y < (float) gtk_widget_get_height (GTK_WIDGET (native));
}

static gboolean
is_workable (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget) || !is_in_sight (widget))
    return FALSE;
  /* The window would be gone. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL)
    return FALSE;

  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget)
         || GTK_IS_RANGE (widget) || GTK_IS_DROP_DOWN (widget) || GTK_IS_LIST_VIEW (widget) || GTK_IS_GRID_VIEW (widget) || GTK_IS_COLUMN_VIEW (widget)
         || GTK_IS_FLOW_BOX (widget) || GTK_IS_LIST_BOX (widget) || GTK_IS_POPOVER (widget)
         || GTK_IS_SCROLLED_WINDOW (widget) || (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget))
         || gtk_widget_get_focusable (widget);
}

static void
collect (GtkWidget *widget, GPtrArray *found)
{
  if (!gtk_widget_get_visible (widget))
    return;
  /* A toast that fades away takes no clicks any more, and libadwaita 1.2 stumbles over one. */
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "AdwToastWidget"))
    return;
  if (is_workable (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, found);
}

static void
choose_item (GtkSelectionModel *model, GRand *chance)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));

  if (n_items > 0)
    gtk_selection_model_select_item (model, (guint) g_rand_int_range (chance, 0, (gint) MIN (n_items, 100000)),
                                     g_rand_int_range (chance, 0, 3) != 0);
}

static void
work_column_view (GtkColumnView *view, GRand *chance)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint n_columns = g_list_model_get_n_items (columns);

  if (n_columns > 0 && g_rand_int_range (chance, 0, 4) == 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, (guint) g_rand_int_range (chance, 0, (gint) n_columns));

      gtk_column_view_sort_by_column (view, column, g_rand_boolean (chance) ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
    }
  else if (gtk_column_view_get_model (view) != NULL)
    {
      choose_item (gtk_column_view_get_model (view), chance);
    }
}

static void
work_adjustment (GtkAdjustment *adjustment, GRand *chance)
{
  double lower = gtk_adjustment_get_lower (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  if (upper > lower)
    gtk_adjustment_set_value (adjustment, g_rand_double_range (chance, lower, upper));
}

static void
work_editable (GtkWidget *widget, GRand *chance)
{
  gtk_editable_set_text (GTK_EDITABLE (widget), choose_word (chance));
  if (GTK_IS_ENTRY (widget) || GTK_IS_SEARCH_ENTRY (widget))
    g_signal_emit_by_name (widget, "activate");
}

static void
work_list (GtkWidget *widget, GRand *chance)
{
  if (GTK_IS_FLOW_BOX (widget))
    {
      GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (GTK_FLOW_BOX (widget), g_rand_int_range (chance, 0, 12));

      if (child != NULL)
        gtk_flow_box_select_child (GTK_FLOW_BOX (widget), child);
    }
  else
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (widget), g_rand_int_range (chance, 0, 12));

      if (row != NULL)
        gtk_list_box_select_row (GTK_LIST_BOX (widget), row);
    }
}

static void
work (GtkWidget *widget, GRand *chance)
{
  if (GTK_IS_MENU_BUTTON (widget))
    gtk_menu_button_popup (GTK_MENU_BUTTON (widget));
  else if (GTK_IS_POPOVER (widget))
    gtk_popover_popdown (GTK_POPOVER (widget));
  else if (GTK_IS_TOGGLE_BUTTON (widget))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (widget)));
  else if (GTK_IS_BUTTON (widget))
    g_signal_emit_by_name (widget, "clicked");
  else if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), g_rand_boolean (chance));
  else if (GTK_IS_SWITCH (widget))
    gtk_switch_set_active (GTK_SWITCH (widget), g_rand_boolean (chance));
  else if (GTK_IS_SPIN_BUTTON (widget))
    work_adjustment (gtk_spin_button_get_adjustment (GTK_SPIN_BUTTON (widget)), chance);
  else if (GTK_IS_RANGE (widget))
    work_adjustment (gtk_range_get_adjustment (GTK_RANGE (widget)), chance);
  else if (GTK_IS_SCROLLED_WINDOW (widget))
    work_adjustment (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget)), chance);
  else if (GTK_IS_DROP_DOWN (widget) && gtk_drop_down_get_model (GTK_DROP_DOWN (widget)) != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (widget),
                                (guint) g_rand_int_range (chance, 0, 1 + (gint) g_list_model_get_n_items (gtk_drop_down_get_model (GTK_DROP_DOWN (widget)))));
  else if (GTK_IS_COLUMN_VIEW (widget))
    work_column_view (GTK_COLUMN_VIEW (widget), chance);
  else if (GTK_IS_LIST_VIEW (widget) && gtk_list_view_get_model (GTK_LIST_VIEW (widget)) != NULL)
    choose_item (gtk_list_view_get_model (GTK_LIST_VIEW (widget)), chance);
  else if (GTK_IS_GRID_VIEW (widget) && gtk_grid_view_get_model (GTK_GRID_VIEW (widget)) != NULL)
    choose_item (gtk_grid_view_get_model (GTK_GRID_VIEW (widget)), chance);
  else if (GTK_IS_FLOW_BOX (widget) || GTK_IS_LIST_BOX (widget))
    work_list (widget, chance);
  else if (GTK_IS_EDITABLE (widget) && !GTK_IS_TEXT (widget))
    work_editable (widget, chance);
  else
    gtk_widget_grab_focus (widget);
}

gboolean
pt_test_monkey_poke (GtkWidget *root, GRand *chance)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GtkWidget) chosen = NULL;

  collect (root, found);
  if (found->len == 0)
    return FALSE;
  chosen = g_object_ref (found->pdata[g_rand_int_range (chance, 0, (gint) found->len)]);
  work (chosen, chance);

  return TRUE;
}

/* --- actions --- */

static GVariant *
new_number (const GVariantType *type, GRand *chance)
{
  if (g_variant_type_equal (type, G_VARIANT_TYPE_INT32))
    return g_variant_new_int32 (g_rand_int_range (chance, -1, 9));
  if (g_variant_type_equal (type, G_VARIANT_TYPE_UINT32))
    return g_variant_new_uint32 ((guint) g_rand_int_range (chance, 0, 9));
  if (g_variant_type_equal (type, G_VARIANT_TYPE_INT64))
    return g_variant_new_int64 (g_rand_int_range (chance, -1, 9));
  if (g_variant_type_equal (type, G_VARIANT_TYPE_UINT64))
    return g_variant_new_uint64 ((guint) g_rand_int_range (chance, 0, 9));

  return NULL;
}

static GVariant *
new_value (const GVariantType *type, GRand *chance)
{
  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING))
    return g_variant_new_string (choose_word (chance));
  if (g_variant_type_equal (type, G_VARIANT_TYPE_BOOLEAN))
    return g_variant_new_boolean (g_rand_boolean (chance));
  if (g_variant_type_equal (type, G_VARIANT_TYPE_DOUBLE))
    return g_variant_new_double (g_rand_boolean (chance) ? g_rand_double_range (chance, -2, 2)
                                                         : g_rand_double_range (chance, 40, 220));
  if (g_variant_type_is_tuple (type))
    {
      GVariantBuilder builder;

      g_variant_builder_init (&builder, type);
      for (const GVariantType *item = g_variant_type_first (type); item != NULL; item = g_variant_type_next (item))
        {
          GVariant *value = new_value (item, chance);

          if (value == NULL)
            {
              g_variant_builder_clear (&builder);
              return NULL;
            }
          g_variant_builder_add_value (&builder, value);
        }
      return g_variant_builder_end (&builder);
    }
  if (g_variant_type_equal (type, G_VARIANT_TYPE_STRING_ARRAY))
    {
      const char *const list[] = { choose_word (chance), choose_word (chance), NULL };

      return g_variant_new_strv (list, -1);
    }

  return new_number (type, chance);
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
pt_test_monkey_act (GActionGroup *group, const char *const *spared, GRand *chance)
{
  g_auto (GStrv) names = g_action_group_list_actions (group);
  guint n_names = g_strv_length (names);
  const char *name;
  const GVariantType *type;
  GVariant *value = NULL;

  if (n_names == 0)
    return NULL;
  /* The group's own order depends on addresses. */
  qsort (names, n_names, sizeof *names, compare_names);
  name = names[g_rand_int_range (chance, 0, (gint) n_names)];
  if (g_strv_contains (spared, name) || !g_action_group_get_action_enabled (group, name))
    return NULL;
  type = g_action_group_get_action_parameter_type (group, name);
  if (type != NULL)
    {
      value = new_value (type, chance);
      if (value == NULL)
        return NULL;
    }
  g_action_group_activate_action (group, name, value);

  return g_strdup (name);
}
