/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-table-private.h"

#include <glib/gi18n.h>

#include "app/pt-drag.h"
#include "widgets/pt-waveform-view.h"

/* Pointer and keys in the rows. One gesture for the whole table finds the cell below the
 * pointer: 50 000 rows of 10 cells with gestures of their own would be slow to make. */

#define SEEK_STEP 0.05
#define DRAG_ICON_SIZE 16

/* --- the cell below the pointer --- */

static PtSoundCell *
pick_cell (PtSoundTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self->rows, x, y, GTK_PICK_DEFAULT);

  if (widget == NULL)
    return NULL;
  if (!PT_IS_SOUND_CELL (widget))
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);

      /* The padding around it counts, too. */
      widget = child != NULL && PT_IS_SOUND_CELL (child) ? child : NULL;
    }

  return widget != NULL ? PT_SOUND_CELL (widget) : NULL;
}

/* The sound of the row, whatever of it is below the pointer. */
static PtSample *
pick_sample (PtSoundTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self->rows, x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && gtk_widget_get_parent (widget) != self->rows)
    widget = gtk_widget_get_parent (widget);
  for (GtkWidget *cell = widget != NULL ? gtk_widget_get_first_child (widget) : NULL; cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    {
      GtkWidget *child = gtk_widget_get_first_child (cell);

      if (PT_IS_SOUND_CELL (child))
        return pt_sound_cell_get_sample (PT_SOUND_CELL (child));
    }

  return NULL;
}

/* --- click --- */

static gboolean
click_cell (PtSoundTable *self, PtSoundCell *cell, double x, double y)
{
  PtSample *sample = pt_sound_cell_get_sample (cell);
  graphene_point_t point;
  int rating;

  if (sample == NULL
      || !gtk_widget_compute_point (self->rows, GTK_WIDGET (cell), &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;
  switch (pt_sound_cell_get_column (cell))
    {
    case PT_SOUND_COLUMN_FAVOURITE:
      g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_FAVOURITE], 0, sample);
      return TRUE;
    case PT_SOUND_COLUMN_RATING:
      rating = pt_sound_cell_get_rating_at (cell, point.x);
      /* The same star again takes it back. */
      if (rating == pt_sample_get_info (sample)->rating)
        rating = 0;
      g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_RATE], 0, sample, rating);
      return TRUE;
    case PT_SOUND_COLUMN_ROLE:
      g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_ROLE_MENU], 0, sample, cell);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
pressed_cb (PtSoundTable *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  PtSoundCell *cell = pick_cell (self, x, y);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  PtSample *sample;
  guint position;

  if ((state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0)
    return;
  if (cell != NULL && click_cell (self, cell, x, y))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      return;
    }
  /* Pressing one of several selected rows may begin a drag of them all: the others are let go
   * of when the button is. */
  sample = n_press == 1 && gtk_bitset_get_size (selected) > 1 ? pick_sample (self, x, y) : NULL;
  position = sample != NULL ? pt_sound_list_find (self->list, sample) : G_MAXUINT;
  if (position != G_MAXUINT && gtk_bitset_contains (selected, position))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (PtSoundTable *self, int n_press, double x, double y, GtkGesture *gesture)
{
  GdkEventSequence *sequence = gtk_gesture_get_last_updated_sequence (gesture);
  PtSoundCell *cell = pick_cell (self, x, y);
  PtSample *sample;
  guint position;

  if (gtk_gesture_get_sequence_state (gesture, sequence) != GTK_EVENT_SEQUENCE_CLAIMED)
    return;
  if (cell != NULL
      && (pt_sound_cell_get_column (cell) == PT_SOUND_COLUMN_FAVOURITE || pt_sound_cell_get_column (cell) == PT_SOUND_COLUMN_RATING
          || pt_sound_cell_get_column (cell) == PT_SOUND_COLUMN_ROLE))
    return;
  sample = pick_sample (self, x, y);
  position = sample != NULL ? pt_sound_list_find (self->list, sample) : G_MAXUINT;
  if (position != G_MAXUINT)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
}

static void
menu_pressed_cb (PtSoundTable *self, int n_press, double x, double y, GtkGesture *gesture)
{
  PtSample *sample = pick_sample (self, x, y);
  guint position = sample != NULL ? pt_sound_list_find (self->list, sample) : G_MAXUINT;
  double table_x, table_y;
  GdkRectangle rectangle;

  if (position == G_MAXUINT)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (!gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), position))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  if (!gtk_widget_translate_coordinates (self->rows, GTK_WIDGET (self), x, y, &table_x, &table_y))
    return;
  rectangle = (GdkRectangle){ (int) table_x, (int) table_y, 1, 1 };
  g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_MENU], 0, &rectangle);
}

/* --- keys --- */

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PtSoundTable *self = PT_SOUND_TABLE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;
  GdkRectangle rectangle = { 0, 0, 1, 1 };

  if (focus != NULL && gtk_widget_is_ancestor (focus, widget) && gtk_widget_compute_bounds (focus, widget, &bounds))
    rectangle = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) MAX (bounds.size.width, 1), (int) MAX (bounds.size.height, 1) };
  g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_MENU], 0, &rectangle);

  return TRUE;
}

static gboolean
seek_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PtSoundTable *self = PT_SOUND_TABLE (widget);

  if (self->heard == NULL)
    return FALSE;
  g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_SEEK], 0, self->heard,
                 CLAMP (pt_audition_get_position (self->audition) + GPOINTER_TO_INT (user_data) * SEEK_STEP, 0, 1));

  return TRUE;
}

/* Whether the keys come to @other behind @inner, its sibling: as they lie, not as they were
 * added. */
static gboolean
comes_next (GtkWidget *inner, GtkWidget *other, gboolean forward)
{
  GtkWidget *parent = gtk_widget_get_parent (inner);
  gboolean rtl = gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL;
  graphene_rect_t a, b;

  if (!gtk_widget_get_mapped (other) || !gtk_widget_compute_bounds (forward ? inner : other, parent, &a)
      || !gtk_widget_compute_bounds (forward ? other : inner, parent, &b))
    return FALSE;
  if (b.origin.y >= a.origin.y + a.size.height - 1)
    return TRUE;
  if (b.origin.y + b.size.height <= a.origin.y + 1)
    return FALSE;

  return rtl ? b.origin.x + b.size.width <= a.origin.x + 1 : b.origin.x >= a.origin.x + a.size.width - 1;
}

/* This GTK's lists take the Tab key row by row; here it leaves them. */
static gboolean
tab_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gboolean forward = GPOINTER_TO_INT (user_data) > 0;
  GtkDirectionType direction = forward ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD;
  GtkRoot *root = gtk_widget_get_root (widget);

  for (GtkWidget *inner = PT_SOUND_TABLE (widget)->rows; inner != NULL && !GTK_IS_ROOT (inner); inner = gtk_widget_get_parent (inner))
    for (GtkWidget *other = forward ? gtk_widget_get_next_sibling (inner) : gtk_widget_get_prev_sibling (inner); other != NULL;
         other = forward ? gtk_widget_get_next_sibling (other) : gtk_widget_get_prev_sibling (other))
      if (comes_next (inner, other, forward) && gtk_widget_child_focus (other, direction))
        return TRUE;
  /* Around to the other end. */
  gtk_root_set_focus (root, NULL);

  return gtk_widget_child_focus (GTK_WIDGET (root), direction);
}

static void
add_key (GtkEventController *keys, guint keyval, GdkModifierType modifiers, GtkShortcutFunc callback, int data)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                                          gtk_callback_action_new (callback, GINT_TO_POINTER (data), NULL)));
}

static void
add_action_key (GtkEventController *keys, guint keyval, GdkModifierType modifiers, const char *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                                          gtk_named_action_new (action)));
}

static void
add_keys (PtSoundTable *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Before the rows, which would select with Space. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  /* Menus show the last one. */
  add_action_key (keys, GDK_KEY_KP_Space, 0, "sounds.audition-sound");
  add_action_key (keys, GDK_KEY_space, 0, "sounds.audition-sound");
  add_key (keys, GDK_KEY_Menu, 0, menu_key_cb, 0);
  add_key (keys, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, 0);
  add_key (keys, GDK_KEY_Left, GDK_ALT_MASK, seek_key_cb, -1);
  add_key (keys, GDK_KEY_Right, GDK_ALT_MASK, seek_key_cb, 1);
  add_key (keys, GDK_KEY_Tab, 0, tab_key_cb, 1);
  add_key (keys, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, tab_key_cb, -1);
  add_key (keys, GDK_KEY_Tab, GDK_SHIFT_MASK, tab_key_cb, -1);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* --- drags --- */

static GPtrArray *
get_dragged (PtSoundTable *self, PtSample *sample)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint position = pt_sound_list_find (self->list, sample);
  GtkBitsetIter iter;
  guint i;

  if (!gtk_bitset_contains (selected, position))
    g_ptr_array_add (samples, g_object_ref (sample));
  else
    for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &i); more; more = gtk_bitset_iter_next (&iter, &i))
      g_ptr_array_add (samples, g_list_model_get_item (G_LIST_MODEL (self->list), i));

  return samples;
}

static GtkWidget *
new_drag_icon (PtSoundTable *self, GPtrArray *samples)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const PtSampleInfo *first = pt_sample_get_info (samples->pdata[0]);
  GBytes *columns = pt_library_keeper_peek_thumbnail (self->keeper, first->path);
  g_autofree char *count = g_strdup_printf (ngettext ("%u sound", "%u sounds", samples->len), samples->len);

  gtk_widget_add_css_class (box, "sound-drag");
  if (columns != NULL)
    {
      GtkWidget *wave = pt_waveform_view_new ();

      pt_waveform_view_set_columns (PT_WAVEFORM_VIEW (wave), columns);
      gtk_box_append (GTK_BOX (box), wave);
    }
  gtk_box_append (GTK_BOX (box), gtk_label_new (samples->len == 1 ? first->name : count));

  return box;
}

static GdkContentProvider *
prepare_drag_cb (PtSoundTable *self, double x, double y, GtkDragSource *source)
{
  PtSample *sample = pick_sample (self, x, y);
  GtkWidget *widget = gtk_widget_pick (self->rows, x, y, GTK_PICK_DEFAULT);
  g_autoptr (GPtrArray) samples = NULL;

  /* Dragging in a waveform seeks. */
  if (sample == NULL || PT_IS_WAVEFORM_VIEW (widget))
    return NULL;
  samples = get_dragged (self, sample);

  return pt_drag_new_provider (samples);
}

static void
drag_begin_cb (PtSoundTable *self, GdkDrag *drag, GtkDragSource *source)
{
  GtkWidget *icon = gtk_drag_icon_get_for_drag (drag);
  GdkContentProvider *content = gtk_drag_source_get_content (source);
  g_autoptr (GdkContentProvider) of_drag = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get (drag, "content", &of_drag, NULL);
  g_value_init (&value, PT_TYPE_SOUND_DRAG);
  if (gdk_content_provider_get_value (content != NULL ? content : of_drag, &value, NULL))
    gtk_drag_icon_set_child (GTK_DRAG_ICON (icon), new_drag_icon (self, g_value_get_boxed (&value)));
}

/* Folders and files from a file manager; our own rows are here already. */
static gboolean
drop_cb (PtSoundTable *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  g_auto (GStrv) paths = pt_drag_get_paths (value);

  if (paths == NULL)
    return FALSE;
  g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_DROPPED], 0, paths);

  return TRUE;
}

/* --- */

static void
add_drags (PtSoundTable *self, GtkGesture *click)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_drag_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->rows, GTK_EVENT_CONTROLLER (source));
  /* Both live when the press is taken from the rows. */
  gtk_gesture_group (GTK_GESTURE (source), click);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
_pt_sound_table_add_gestures (PtSoundTable *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->rows, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu), GTK_PHASE_CAPTURE);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->rows, GTK_EVENT_CONTROLLER (menu));

  add_keys (self);
  add_drags (self, click);
}
