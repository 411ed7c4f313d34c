/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane-private.h"

#include <glib/gi18n.h>

/* Selected sounds that are looked for one by one. */
#define FEW 16

enum
{
  USE_SOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtSoundPane, pt_sound_pane, ADW_TYPE_BIN)

/* --- what is shown --- */

void
_pt_sound_pane_update_state (PtSoundPane *self)
{
  PtLibraryState state;
  guint n_rows, n_total;
  const char *page = "rows";

  /* On the way out. */
  if (self->keeper == NULL)
    return;
  state = pt_library_keeper_get_state (self->keeper);
  n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  n_total = pt_sound_list_get_n_total (self->list);
  if (state == PT_LIBRARY_FAILED)
    page = "failed";
  else if (n_total == 0 && state == PT_LIBRARY_READY && pt_job_list_get_n_running (pt_studio_get_jobs (self->studio)) == 0)
    page = "empty";
  else if (n_rows == 0 && n_total > 0)
    page = "nothing";
  if (state == PT_LIBRARY_FAILED)
    adw_status_page_set_description (self->failed_page, pt_library_keeper_get_error (self->keeper));
  gtk_stack_set_visible_child_name (self->stack, page);
  _pt_sound_pane_update_tools (self);
}

static void
update_selected (PtSoundPane *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  guint n_selected;
  g_autofree char *text = NULL;

  if (self->keeper == NULL)
    return;
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  n_selected = (guint) gtk_bitset_get_size (selected);
  text = g_strdup_printf (ngettext ("%u sound", "%u sounds", n_selected), n_selected);
  gtk_label_set_text (self->selected_label, text);
  gtk_widget_set_visible (self->edit_bar, n_selected >= 2);
  _pt_sound_pane_update_actions (self);
}

/* Where the chosen sounds stand now. */
static GtkBitset *
find_chosen (PtSoundPane *self)
{
  GtkBitset *places = gtk_bitset_new_empty ();
  guint n_slots = g_list_model_get_n_items (G_LIST_MODEL (self->slots));

  if (g_hash_table_size (self->chosen) <= FEW)
    {
      GHashTableIter iter;
      gpointer sample;

      g_hash_table_iter_init (&iter, self->chosen);
      while (g_hash_table_iter_next (&iter, &sample, NULL))
        {
          guint position = pt_sound_list_find (self->list, sample);

          if (position < n_slots)
            gtk_bitset_add (places, position);
        }
    }
  else
    for (guint i = 0; i < n_slots; i++)
      {
        g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (self->list), i);

        if (g_hash_table_contains (self->chosen, sample))
          gtk_bitset_add (places, i);
      }

  return places;
}

/* Other sounds stand at the places: the same sounds stay selected. */
static void
move_selection (PtSoundPane *self)
{
  g_autoptr (GtkBitset) before = NULL;
  g_autoptr (GtkBitset) after = NULL;

  if (self->keeper == NULL)
    return;
  before = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  after = find_chosen (self);
  if (gtk_bitset_equals (before, after))
    return;
  self->moving = TRUE;
  gtk_bitset_union (before, after);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), after, before);
  self->moving = FALSE;
}

static void
choose (PtSoundPane *self, GtkBitset *selected)
{
  GtkBitsetIter iter;
  guint position;

  g_hash_table_remove_all (self->chosen);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    g_hash_table_add (self->chosen, g_list_model_get_item (G_LIST_MODEL (self->list), position));
}

static void
items_changed_cb (PtSoundPane *self)
{
  _pt_sound_pane_update_state (self);
  update_selected (self);
}

/* One row alone is played; the same again, because rows moved, is not. */
static void
selection_changed_cb (PtSoundPane *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  g_autoptr (PtSample) sample = NULL;

  if (self->keeper == NULL)
    return;
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  update_selected (self);
  if (self->moving)
    return;
  choose (self, selected);
  if (gtk_bitset_get_size (selected) != 1)
    {
      g_clear_object (&self->auditioned);
      return;
    }
  sample = g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (selected));
  if (g_set_object (&self->auditioned, sample) && !self->quiet)
    pt_audition_select (self->audition, sample);
}

/* --- how often a sound is used --- */

static gboolean
count_usage_cb (gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GHashTable) usage = pt_palette_shelf_count_usage (pt_studio_get_shelf (self->studio), pt_library_keeper_get_folders (self->keeper));

  self->usage_source = 0;
  pt_sound_list_set_usage (self->list, usage);
  pt_sound_table_refresh (self->table, NULL);

  return G_SOURCE_REMOVE;
}

static void
shelf_changed_cb (PtSoundPane *self)
{
  if (self->usage_source == 0)
    self->usage_source = g_idle_add_full (G_PRIORITY_LOW, count_usage_cb, self, NULL);
}

/* --- from the table and the search --- */

static void
leave_search_cb (PtSoundPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  /* Down and Enter go to what was found. */
  if (gtk_bitset_is_empty (selected) && *pt_sound_search_get_text (self->search) != '\0')
    pt_sound_table_show_row (self->table, 0);
  pt_sound_table_focus_rows (self->table);
}

static void
use_cb (PtSoundPane *self, PtSample *sample)
{
  g_signal_emit (self, signals[USE_SOUND], 0, sample, PT_ROLE_NONE);
}

static void
favourite_cb (PtSoundPane *self, PtSample *sample)
{
  g_autoptr (GPtrArray) samples = _pt_sound_pane_get_targets (self, sample);

  _pt_sound_pane_edit_favourite (self, samples);
}

static void
rate_cb (PtSoundPane *self, PtSample *sample, int rating)
{
  g_autoptr (GPtrArray) samples = _pt_sound_pane_get_targets (self, sample);

  _pt_sound_pane_edit_rating (self, samples, rating);
}

/* The menu acts on what is selected. */
static void
select_quietly (PtSoundPane *self, PtSample *sample)
{
  guint position = pt_sound_list_find (self->list, sample);

  if (position == G_MAXUINT || gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    return;
  self->quiet = TRUE;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  self->quiet = FALSE;
}

static void
role_menu_cb (PtSoundPane *self, PtSample *sample, GtkWidget *cell)
{
  graphene_rect_t bounds;
  GdkRectangle rectangle;

  if (!gtk_widget_compute_bounds (cell, GTK_WIDGET (self->table), &bounds))
    return;
  select_quietly (self, sample);
  rectangle = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };
  _pt_sound_pane_open_role_menu (self, "sounds.set-sound-role", &rectangle);
}

static void
menu_cb (PtSoundPane *self, const GdkRectangle *rectangle)
{
  _pt_sound_pane_open_menu (self, rectangle);
}

static void
seek_cb (PtSoundPane *self, PtSample *sample, double position)
{
  select_quietly (self, sample);
  pt_audition_play (self->audition, sample, position);
}

static void
dropped_cb (PtSoundPane *self, const char *const *paths)
{
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *folder = g_path_get_dirname (paths[i]);

      pt_library_keeper_add_folder (self->keeper, g_file_test (paths[i], G_FILE_TEST_IS_DIR) ? paths[i] : folder);
    }
}

/* --- class --- */

static void
pt_sound_pane_dispose (GObject *object)
{
  PtSoundPane *self = PT_SOUND_PANE (object);

  g_clear_handle_id (&self->usage_source, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sounds", NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_SOUND_PANE);
  g_clear_pointer (&self->relinked_path, g_free);
  g_clear_object (&self->auditioned);
  g_clear_object (&self->actions);
  g_clear_object (&self->selection);
  g_clear_object (&self->slots);
  g_clear_object (&self->list);
  g_clear_object (&self->keeper);
  g_clear_object (&self->audition);
  g_clear_object (&self->settings);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_sound_pane_parent_class)->dispose (object);
}

static void
pt_sound_pane_finalize (GObject *object)
{
  g_hash_table_unref (PT_SOUND_PANE (object)->chosen);

  G_OBJECT_CLASS (pt_sound_pane_parent_class)->finalize (object);
}

static void
pt_sound_pane_class_init (PtSoundPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_sound_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = pt_sound_pane_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[USE_SOUND] = g_signal_new ("use-sound", PT_TYPE_SOUND_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                     PT_TYPE_SAMPLE, PT_TYPE_ROLE);

  g_type_ensure (PT_TYPE_SOUND_BARS);
  g_type_ensure (PT_TYPE_SOUND_SEARCH);
  g_type_ensure (PT_TYPE_SOUND_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-sound-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, search);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, bars);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, stack);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, table);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, failed_page);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, edit_bar);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, selected_label);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, role_button);
  gtk_widget_class_bind_template_child (widget_class, PtSoundPane, rating_button);
  gtk_widget_class_bind_template_callback (widget_class, leave_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, favourite_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_cb);
  gtk_widget_class_bind_template_callback (widget_class, role_menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, menu_cb);
  gtk_widget_class_bind_template_callback (widget_class, seek_cb);
  gtk_widget_class_bind_template_callback (widget_class, dropped_cb);
}

static void
pt_sound_pane_init (PtSoundPane *self)
{
  self->chosen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  /* Before there are buttons: they do not find it later. */
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sounds", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
follow (PtSoundPane *self)
{
  g_signal_connect_object (self->slots, "changed", G_CALLBACK (move_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->slots, "items-changed", G_CALLBACK (move_selection), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->list, "notify", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (_pt_sound_pane_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::n-missing", G_CALLBACK (_pt_sound_pane_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_jobs (self->studio), "notify::n-running", G_CALLBACK (_pt_sound_pane_update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_shelf (self->studio), "items-changed", G_CALLBACK (shelf_changed_cb), self, G_CONNECT_SWAPPED);
}

void
pt_sound_pane_set_studio (PtSoundPane *self, PtStudio *studio, GSettings *settings)
{
  g_autoptr (GMenuModel) roles = NULL;
  g_autoptr (GMenuModel) ratings = NULL;

  g_return_if_fail (PT_IS_SOUND_PANE (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  self->keeper = g_object_ref (pt_studio_get_keeper (studio));
  self->audition = g_object_ref (pt_studio_get_audition (studio));
  self->list = pt_sound_list_new (pt_studio_get_library (studio));
  /* With a badge, so that nobody wonders where they went. */
  pt_sound_list_set_show_missing (self->list, TRUE);
  self->slots = pt_sound_slots_new (self->list);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->slots)));
  _pt_sound_pane_init_actions (self);
  pt_sound_search_add_tools (self->search, _pt_sound_pane_new_tools (self));
  pt_sound_search_set_list (self->search, self->list);
  pt_sound_table_set_model (self->table, studio, settings, self->list, self->slots, self->selection);
  pt_sound_bars_set_model (self->bars, studio, self->list);
  roles = _pt_sound_pane_new_role_menu ("sounds.set-sound-role", TRUE);
  ratings = _pt_sound_pane_new_rating_menu ();
  gtk_menu_button_set_menu_model (self->role_button, roles);
  gtk_menu_button_set_menu_model (self->rating_button, ratings);
  follow (self);
  items_changed_cb (self);
  shelf_changed_cb (self);
}

void
pt_sound_pane_focus_search (PtSoundPane *self)
{
  g_return_if_fail (PT_IS_SOUND_PANE (self));

  pt_sound_search_focus (self->search);
}

void
pt_sound_pane_search (PtSoundPane *self, const char *query)
{
  g_return_if_fail (PT_IS_SOUND_PANE (self));

  pt_sound_search_set_text (self->search, query);
}

GPtrArray *
pt_sound_pane_get_selected (PtSoundPane *self)
{
  GPtrArray *samples;
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (PT_IS_SOUND_PANE (self), NULL);

  samples = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->selection == NULL)
    return samples;
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (samples, g_list_model_get_item (G_LIST_MODEL (self->list), position));

  return samples;
}
