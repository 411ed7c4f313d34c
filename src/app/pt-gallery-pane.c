/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-gallery-pane.h"

#include "app/pt-gallery-row.h"
#include "app/pt-name-popover.h"

#include <glib/gi18n.h>

/* With more palettes than that rows show only what is in memory. */
#define MAX_PICTURED_ROWS 100

struct _PtGalleryPane
{
  AdwBin parent_instance;

  PtStudio *studio;
  GtkFilterListModel *model;
  GtkFilter *filter;
  char *words; /* folded */
  PtPaletteItem *bench;
  gboolean edited;
  gboolean choosing; /* the selection is moved by us */
  guint input_source; /* not 0: a key or the mouse is at work in the list */
  PtPaletteItem *menu_item;
  GtkWidget *menu; /* popover of the rows */
  GtkWidget *name_popover;
  PtPaletteItem *renamed;
  guint sync_source;
  guint scroll_id;

  GtkSearchEntry *search;
  GtkWidget *new_button;
  GtkStack *stack;
  GtkWidget *scroller;
  GtkListBox *list;
  GMenuModel *row_menu;
};

enum
{
  SIGNAL_PUT,
  SIGNAL_DELETE,
  SIGNAL_RENAME,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtGalleryPane, pt_gallery_pane, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

static const char *
title_of (PtPaletteKind kind)
{
  switch (kind)
    {
    case PT_PALETTE_CURATED:
      return _ ("Curated");
    case PT_PALETTE_SCREENED:
      return _ ("Screened");
    case PT_PALETTE_MINE:
    default:
      return _ ("Mine");
    }
}

static void
header_func (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const PtPaletteKind kind = pt_palette_item_get_kind (pt_gallery_row_get_item (PT_GALLERY_ROW (row)));
  GtkWidget *label;

  if (before != NULL && pt_palette_item_get_kind (pt_gallery_row_get_item (PT_GALLERY_ROW (before))) == kind)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (title_of (kind));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "section");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
matches (gpointer object, gpointer data)
{
  PtGalleryPane *self = data;
  PtPaletteItem *item = object;
  PtPalette *palette = pt_palette_item_get_palette (item);
  g_autofree char *tags = g_strjoinv (" ", (char **) pt_palette_get_tags (palette));
  g_autofree char *text = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (self->words == NULL || *self->words == '\0')
    return TRUE;
  text = g_strjoin (" ", pt_palette_item_get_name (item), tags,
                    pt_palette_get_key (palette) != NULL ? pt_palette_get_key (palette) : "",
                    pt_palette_get_description (palette) != NULL ? pt_palette_get_description (palette) : "", NULL);
  folded = g_utf8_casefold (text, -1);
  words = g_strsplit (self->words, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  PtGalleryPane *self = data;
  GtkWidget *row = pt_gallery_row_new (item);

  pt_gallery_row_show_sounds (PT_GALLERY_ROW (row), pt_studio_get_keeper (self->studio),
                              g_list_model_get_n_items (G_LIST_MODEL (self->model)) <= MAX_PICTURED_ROWS);

  return row;
}

static GtkListBoxRow *
find_row (PtGalleryPane *self, PtPaletteItem *item)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (pt_gallery_row_get_item (PT_GALLERY_ROW (row)) == item)
      return row;

  return NULL;
}

static void
update_stack (PtGalleryPane *self)
{
  PtPaletteShelf *shelf = pt_studio_get_shelf (self->studio);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (pt_palette_shelf_get_loading (shelf))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else if (g_list_model_get_n_items (G_LIST_MODEL (shelf)) > 0)
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
}

/* Once it has its place. */
static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  PtGalleryPane *self = PT_GALLERY_PANE (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  graphene_rect_t bounds;

  if (row != NULL && gtk_widget_get_height (GTK_WIDGET (row)) == 0)
    return G_SOURCE_CONTINUE;
  self->scroll_id = 0;
  if (row != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);

  return G_SOURCE_REMOVE;
}

/* The row of what is on the bench is chosen, and says so. */
static void
show_bench (PtGalleryPane *self)
{
  GtkListBoxRow *row;
  GtkListBoxRow *chosen = NULL;

  g_clear_handle_id (&self->sync_source, g_source_remove);
  update_stack (self);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      gboolean on_bench = self->bench != NULL && pt_gallery_row_get_item (PT_GALLERY_ROW (row)) == self->bench;

      pt_gallery_row_set_on_bench (PT_GALLERY_ROW (row), on_bench, self->edited);
      if (on_bench)
        chosen = row;
    }
  self->choosing = TRUE;
  if (chosen == NULL)
    gtk_list_box_unselect_all (self->list);
  else if (chosen != gtk_list_box_get_selected_row (self->list))
    gtk_list_box_select_row (self->list, chosen);
  self->choosing = FALSE;
  if (chosen != NULL && self->scroll_id == 0)
    self->scroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static gboolean
sync_idle_cb (gpointer data)
{
  PtGalleryPane *self = data;

  self->sync_source = 0;
  show_bench (self);

  return G_SOURCE_REMOVE;
}

static void
queue_sync (PtGalleryPane *self)
{
  if (self->sync_source == 0)
    self->sync_source = g_idle_add_full (G_PRIORITY_DEFAULT, sync_idle_cb, self, NULL);
}

/* The list is about to lose and get rows, and chooses others in the place of those it loses;
 * that is no wish of the user. */
static void
rows_change_cb (PtGalleryPane *self)
{
  self->choosing = TRUE;
  /* Nor is the focus that moves on when its row goes, though a key took the row away. */
  g_clear_handle_id (&self->input_source, g_source_remove);
  queue_sync (self);
}

/* Other folders, or sounds that came: paths may name files now. */
static void
show_sounds (PtGalleryPane *self)
{
  const gboolean load = g_list_model_get_n_items (G_LIST_MODEL (self->model)) <= MAX_PICTURED_ROWS;
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    pt_gallery_row_show_sounds (PT_GALLERY_ROW (row), pt_studio_get_keeper (self->studio), load);
}

/* --- what the user does --- */

static void
row_selected_cb (PtGalleryPane *self, GtkListBoxRow *row)
{
  PtPaletteItem *item = row != NULL ? pt_gallery_row_get_item (PT_GALLERY_ROW (row)) : NULL;

  if (self->choosing || item == NULL || item == self->bench)
    return;
  if (self->input_source == 0)
    {
      /* GTK chooses what the keyboard focus comes to, after Tab or because a row went away;
       * that is no wish to hear it. */
      queue_sync (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_PUT], 0, item);
}

static void
row_activated_cb (PtGalleryPane *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[SIGNAL_PUT], 0, pt_gallery_row_get_item (PT_GALLERY_ROW (row)));
}

static void
search_changed_cb (PtGalleryPane *self)
{
  g_free (self->words);
  self->words = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  self->choosing = TRUE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->choosing = FALSE;
  show_bench (self);
}

static void
stop_search_cb (PtGalleryPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  pt_gallery_pane_focus_list (self);
}

static void
search_activate_cb (PtGalleryPane *self)
{
  pt_gallery_pane_focus_list (self);
}

/* From row to row is for the arrow keys; GTK would do it with Tab as well. */
static gboolean
leave_list (PtGalleryPane *self, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  gtk_widget_child_focus (GTK_WIDGET (root), direction);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), TRUE);

  return TRUE;
}

/* Where @row is in the pane, for what points to it; the search entry's place when it has none
 * yet, or is scrolled out. */
static GdkRectangle
place_of (PtGalleryPane *self, GtkWidget *row)
{
  graphene_rect_t bounds, pane;
  graphene_rect_t seen;

  if (!gtk_widget_compute_bounds (row, GTK_WIDGET (self), &bounds) || !gtk_widget_compute_bounds (self->scroller, GTK_WIDGET (self), &pane)
      || !graphene_rect_intersection (&bounds, &pane, &seen) || seen.size.width < 1 || seen.size.height < 1)
    {
      if (!gtk_widget_compute_bounds (GTK_WIDGET (self->search), GTK_WIDGET (self), &seen))
        graphene_rect_init (&seen, 0, 0, 1, 1);
    }

  return (GdkRectangle){ (int) seen.origin.x, (int) seen.origin.y, MAX (1, (int) seen.size.width), MAX (1, (int) seen.size.height) };
}

static gboolean
popup_menu (PtGalleryPane *self, PtGalleryRow *row)
{
  GdkRectangle place;

  if (row == NULL)
    return FALSE;
  g_set_object (&self->menu_item, pt_gallery_row_get_item (row));
  place = place_of (self, GTK_WIDGET (row));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &place);
  gtk_popover_popup (GTK_POPOVER (self->menu));

  return TRUE;
}

static gboolean
key_pressed_cb (PtGalleryPane *self, guint key, guint code, GdkModifierType state, GtkEventController *controller)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  if (key == GDK_KEY_Tab && modifiers == 0)
    return leave_list (self, GTK_DIR_TAB_FORWARD);
  if (key == GDK_KEY_ISO_Left_Tab || (key == GDK_KEY_Tab && modifiers == GDK_SHIFT_MASK))
    return leave_list (self, GTK_DIR_TAB_BACKWARD);
  if ((key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete) && modifiers == 0)
    {
      g_signal_emit (self, signals[SIGNAL_DELETE], 0);
      return TRUE;
    }
  if ((key == GDK_KEY_Menu && modifiers == 0) || (key == GDK_KEY_F10 && modifiers == GDK_SHIFT_MASK))
    return popup_menu (self, PT_GALLERY_ROW (gtk_widget_get_ancestor (focus, PT_TYPE_GALLERY_ROW)));

  return FALSE;
}

static gboolean
input_done_cb (gpointer data)
{
  PT_GALLERY_PANE (data)->input_source = 0;

  return G_SOURCE_REMOVE;
}

static gboolean
list_event_cb (PtGalleryPane *self, GdkEvent *event)
{
  const GdkEventType type = gdk_event_get_event_type (event);
  const guint key = type == GDK_KEY_PRESS ? gdk_key_event_get_keyval (event) : GDK_KEY_VoidSymbol;

  if (type != GDK_KEY_PRESS && type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE && type != GDK_TOUCH_BEGIN && type != GDK_TOUCH_END)
    return FALSE;
  if (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab || key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    return FALSE;
  if (self->input_source == 0)
    self->input_source = g_idle_add_full (G_PRIORITY_DEFAULT, input_done_cb, self, NULL);

  return FALSE;
}

static void
pressed_cb (PtGalleryPane *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (row != NULL && popup_menu (self, PT_GALLERY_ROW (row)))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
forget_menu_item_idle_cb (gpointer data)
{
  PtGalleryPane *self = data;

  if (self->menu != NULL && !gtk_widget_get_visible (self->menu))
    g_clear_object (&self->menu_item);

  return G_SOURCE_REMOVE;
}

/* The action of the chosen line comes after the menu has closed. */
static void
menu_closed_cb (PtGalleryPane *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, forget_menu_item_idle_cb, g_object_ref (self), g_object_unref);
}

static void
name_chosen_cb (PtGalleryPane *self, const char *name)
{
  g_autoptr (PtPaletteItem) item = g_steal_pointer (&self->renamed);

  if (item != NULL)
    g_signal_emit (self, signals[SIGNAL_RENAME], 0, item, name);
}

/* --- the widget --- */

static void
pt_gallery_pane_dispose (GObject *object)
{
  PtGalleryPane *self = PT_GALLERY_PANE (object);

  g_clear_handle_id (&self->sync_source, g_source_remove);
  g_clear_handle_id (&self->input_source, g_source_remove);
  if (self->scroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_id);
  self->scroll_id = 0;
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->name_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_GALLERY_PANE);
  g_clear_object (&self->model);
  g_clear_object (&self->menu_item);
  g_clear_object (&self->renamed);
  g_clear_object (&self->bench);
  g_clear_object (&self->studio);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (pt_gallery_pane_parent_class)->dispose (object);
}

static void
pt_gallery_pane_class_init (PtGalleryPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_gallery_pane_dispose;

  signals[SIGNAL_PUT] = g_signal_new ("put", PT_TYPE_GALLERY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, PT_TYPE_PALETTE_ITEM);
  signals[SIGNAL_DELETE] = g_signal_new ("delete", PT_TYPE_GALLERY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);
  signals[SIGNAL_RENAME] = g_signal_new ("rename", PT_TYPE_GALLERY_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, PT_TYPE_PALETTE_ITEM, G_TYPE_STRING);

  g_type_ensure (PT_TYPE_GALLERY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-gallery-pane.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryPane, search);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryPane, new_button);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryPane, stack);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryPane, list);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryPane, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pt_gallery_pane_init (PtGalleryPane *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *watcher = gtk_event_controller_legacy_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_func, NULL, NULL);

  gtk_event_controller_set_propagation_phase (watcher, GTK_PHASE_CAPTURE);
  g_signal_connect_object (watcher, "event", G_CALLBACK (list_event_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), watcher);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));

  self->menu = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
  self->name_popover = pt_name_popover_new (_ ("Rename Palette"), _ ("_Rename"));
  gtk_widget_set_parent (self->name_popover, GTK_WIDGET (self));
  g_signal_connect_object (self->name_popover, "chosen", G_CALLBACK (name_chosen_cb), self, G_CONNECT_SWAPPED);
}

void
pt_gallery_pane_set_studio (PtGalleryPane *self, PtStudio *studio)
{
  PtPaletteShelf *shelf;

  g_return_if_fail (PT_IS_GALLERY_PANE (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  shelf = pt_studio_get_shelf (studio);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (shelf)), self->filter);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (rows_change_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->model), create_row, self, NULL);
  g_signal_connect_object (shelf, "notify::loading", G_CALLBACK (queue_sync), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_keeper (studio), "notify::folders", G_CALLBACK (show_sounds), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_keeper (studio), "scanned", G_CALLBACK (show_sounds), self, G_CONNECT_SWAPPED);
  update_stack (self);
}

void
pt_gallery_pane_set_bench (PtGalleryPane *self, PtPaletteItem *item, gboolean edited)
{
  g_return_if_fail (PT_IS_GALLERY_PANE (self));
  g_return_if_fail (item == NULL || PT_IS_PALETTE_ITEM (item));

  if (self->bench == item && self->edited == !!edited)
    return;
  g_set_object (&self->bench, item);
  self->edited = !!edited;
  show_bench (self);
}

PtPaletteItem *
pt_gallery_pane_get_target (PtGalleryPane *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (PT_IS_GALLERY_PANE (self), NULL);

  if (self->menu_item != NULL)
    return self->menu_item;
  row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? pt_gallery_row_get_item (PT_GALLERY_ROW (row)) : NULL;
}

gboolean
pt_gallery_pane_has_focus (PtGalleryPane *self)
{
  g_return_val_if_fail (PT_IS_GALLERY_PANE (self), FALSE);

  return self->menu_item != NULL || gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
}

void
pt_gallery_pane_start_rename (PtGalleryPane *self, PtPaletteItem *item)
{
  GtkListBoxRow *row;
  GdkRectangle place;

  g_return_if_fail (PT_IS_GALLERY_PANE (self));
  g_return_if_fail (PT_IS_PALETTE_ITEM (item));

  row = find_row (self, item);
  if (row == NULL)
    return;
  g_set_object (&self->renamed, item);
  place = place_of (self, GTK_WIDGET (row));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->name_popover), &place);
  pt_name_popover_show (PT_NAME_POPOVER (self->name_popover), pt_palette_item_get_name (item));
}

void
pt_gallery_pane_focus_list (PtGalleryPane *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (PT_IS_GALLERY_PANE (self));

  row = gtk_list_box_get_selected_row (self->list);
  if (row == NULL)
    row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
