/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-table-private.h"

#include "core/pt-similarity.h"
#include "widgets/pt-waveform-view.h"

/* The cells of the table. Rows are recycled: at every key stroke each of them gets another
 * sound, so that giving it one must cost next to nothing. */

/* A row that flies past while somebody scrolls asks for no picture. */
#define LOAD_DELAY_MSEC 40

/* What a waveform shows, kept with it. */
typedef struct
{
  PtSample *sample;
  GCancellable *cancellable; /* a picture is on its way */
} Wave;

typedef struct
{
  PtWaveformView *view;
  GCancellable *cancellable;
} Request;

static G_DEFINE_QUARK (pt_sound_column, column);
static G_DEFINE_QUARK (pt_sound_wave, wave);
static G_DEFINE_QUARK (pt_sound_slot, slot);

/* --- thumbnails --- */

static void
wave_stop (Wave *wave)
{
  if (wave->cancellable != NULL)
    g_cancellable_cancel (wave->cancellable);
  g_clear_object (&wave->cancellable);
}

static void
wave_free (gpointer data)
{
  Wave *wave = data;

  wave_stop (wave);
  g_clear_object (&wave->sample);
  g_free (wave);
}

static Wave *
get_wave (gpointer view)
{
  return g_object_get_qdata (view, wave_quark ());
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (PtWaveformView) view = request->view;
  g_autoptr (GCancellable) cancellable = request->cancellable;
  g_autoptr (GBytes) columns = pt_library_keeper_load_thumbnail_finish (PT_LIBRARY_KEEPER (source), result, NULL);
  Wave *wave = get_wave (view);

  /* The row shows another sound meanwhile. */
  if (g_cancellable_is_cancelled (cancellable) || wave == NULL || wave->cancellable != cancellable)
    return;
  g_clear_object (&wave->cancellable);
  if (columns != NULL)
    pt_waveform_view_set_columns (view, columns);
}

static gboolean
is_seen (PtSoundTable *self, GtkWidget *widget)
{
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) && gtk_widget_compute_bounds (widget, self->scroller, &bounds)
         && bounds.origin.y + bounds.size.height > 0
         && bounds.origin.y < (float) gtk_widget_get_height (self->scroller);
}

static gboolean
load_cb (gpointer user_data)
{
  PtSoundTable *self = user_data;

  self->load_source = 0;
  for (guint i = 0; i < self->waves->len; i++)
    {
      PtWaveformView *view = self->waves->pdata[i];
      Wave *wave = get_wave (view);
      Request *request;

      if (wave->sample == NULL || wave->cancellable != NULL || pt_waveform_view_get_columns (view) != NULL
          || !is_seen (self, GTK_WIDGET (view)))
        continue;
      wave->cancellable = g_cancellable_new ();
      request = g_new (Request, 1);
      request->view = g_object_ref (view);
      request->cancellable = g_object_ref (wave->cancellable);
      pt_library_keeper_load_thumbnail_async (self->keeper, pt_sample_get_info (wave->sample)->path, wave->cancellable,
                                              loaded_cb, request);
    }

  return G_SOURCE_REMOVE;
}

void
_pt_sound_table_load_soon (PtSoundTable *self)
{
  if (self->load_source == 0)
    self->load_source = g_timeout_add (LOAD_DELAY_MSEC, load_cb, self);
}

static void
show_position (PtSoundTable *self, PtWaveformView *view)
{
  gboolean heard = self->heard != NULL && get_wave (view)->sample == self->heard;

  pt_waveform_view_set_position (view, heard ? pt_audition_get_position (self->audition) : -1);
}

static void
bind_wave (PtSoundTable *self, PtWaveformView *view, PtSample *sample)
{
  Wave *wave = get_wave (view);

  wave_stop (wave);
  g_set_object (&wave->sample, sample);
  pt_waveform_view_set_columns (view, pt_library_keeper_peek_thumbnail (self->keeper, pt_sample_get_info (sample)->path));
  show_position (self, view);
  if (pt_waveform_view_get_columns (view) == NULL)
    _pt_sound_table_load_soon (self);
}

static void
seek_cb (PtSoundTable *self, double position, PtWaveformView *view)
{
  PtSample *sample = get_wave (view)->sample;

  if (sample != NULL)
    g_signal_emit (self, _pt_sound_table_signals[PT_SOUND_TABLE_SEEK], 0, sample, position);
}

static GtkWidget *
new_wave (PtSoundTable *self)
{
  GtkWidget *view = pt_waveform_view_new ();

  g_object_set_qdata_full (G_OBJECT (view), wave_quark (), g_new0 (Wave, 1), wave_free);
  pt_waveform_view_set_seekable (PT_WAVEFORM_VIEW (view), TRUE);
  /* Rows have one stop of the Tab key; keys of the list seek. */
  gtk_widget_set_focusable (view, FALSE);
  g_signal_connect_object (view, "seek", G_CALLBACK (seek_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->waves, view);

  return view;
}

/* --- cells --- */

static double
get_value (PtSoundTable *self, PtSoundColumn column, PtSample *sample)
{
  PtSample *similar_to = pt_sound_list_get_similar_to (self->list);

  if (column == PT_SOUND_COLUMN_USED)
    return pt_sound_list_get_usage (self->list, sample);

  return similar_to != NULL ? pt_similarity_distance (pt_sample_get_info (similar_to), pt_sample_get_info (sample)) : 0;
}

/* Screen readers read the row, not the cells. */
static void
label_row (PtSoundCell *cell)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (cell));
  GtkWidget *row = parent != NULL ? gtk_widget_get_parent (parent) : NULL;
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = pt_sound_cell_describe (cell);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_cell (PtSoundTable *self, PtSoundCell *cell, PtSample *sample)
{
  switch (pt_sound_cell_get_column (cell))
    {
    case PT_SOUND_COLUMN_USED:
    case PT_SOUND_COLUMN_DISTANCE:
      pt_sound_cell_set_value (cell, get_value (self, pt_sound_cell_get_column (cell), sample));
      break;
    case PT_SOUND_COLUMN_NAME:
      pt_sound_cell_set_playing (cell, sample == self->heard);
      label_row (cell);
      break;
    default:
      break;
    }
}

/* The row may let go of its child before it says so. */
static void
destroyed_cb (PtSoundTable *self, GtkWidget *child)
{
  if (self->cells != NULL)
    g_ptr_array_remove_fast (PT_IS_SOUND_CELL (child) ? self->cells : self->waves, child);
}

static void
setup_cb (PtSoundTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  PtSoundColumn column = GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (factory), column_quark ()));
  GtkWidget *child;

  if (column == PT_SOUND_COLUMN_WAVEFORM)
    child = new_wave (self);
  else
    {
      child = pt_sound_cell_new (column);
      g_ptr_array_add (self->cells, child);
    }
  g_signal_connect_object (child, "destroy", G_CALLBACK (destroyed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, child);
}

static void
show_cell_sample (PtSoundTable *self, PtSoundCell *cell, PtSample *sample)
{
  pt_sound_cell_set_sample (cell, sample);
  show_cell (self, cell, sample);
}

static void
bind_cb (PtSoundTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  PtSoundSlot *slot = gtk_list_item_get_item (item);

  g_object_set_qdata (G_OBJECT (child), slot_quark (), slot);
  if (PT_IS_SOUND_CELL (child))
    show_cell_sample (self, PT_SOUND_CELL (child), pt_sound_slot_get_sample (slot));
  else
    bind_wave (self, PT_WAVEFORM_VIEW (child), pt_sound_slot_get_sample (slot));
}

static void
unbind_cb (PtSoundTable *self, GtkListItem *item, GtkListItemFactory *factory)
{
  GtkWidget *child = gtk_list_item_get_child (item);

  g_object_set_qdata (G_OBJECT (child), slot_quark (), NULL);
  if (PT_IS_WAVEFORM_VIEW (child))
    wave_stop (get_wave (child));
}

GtkListItemFactory *
_pt_sound_table_new_factory (PtSoundTable *self, PtSoundColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_qdata (G_OBJECT (factory), column_quark (), GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);

  return factory;
}

/* --- what changes while a row is shown --- */

void
_pt_sound_table_follow_slots (PtSoundTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      PtSoundCell *cell = self->cells->pdata[i];
      PtSoundSlot *slot = g_object_get_qdata (G_OBJECT (cell), slot_quark ());

      if (slot != NULL && pt_sound_slot_get_sample (slot) != pt_sound_cell_get_sample (cell))
        show_cell_sample (self, cell, pt_sound_slot_get_sample (slot));
    }
  for (guint i = 0; i < self->waves->len; i++)
    {
      PtWaveformView *view = self->waves->pdata[i];
      PtSoundSlot *slot = g_object_get_qdata (G_OBJECT (view), slot_quark ());

      if (slot != NULL && pt_sound_slot_get_sample (slot) != get_wave (view)->sample)
        bind_wave (self, view, pt_sound_slot_get_sample (slot));
    }
}

void
pt_sound_table_refresh (PtSoundTable *self, GPtrArray *samples)
{
  g_autoptr (GHashTable) changed = NULL;

  g_return_if_fail (PT_IS_SOUND_TABLE (self));

  if (samples != NULL)
    {
      changed = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < samples->len; i++)
        g_hash_table_add (changed, samples->pdata[i]);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      PtSample *sample = pt_sound_cell_get_sample (self->cells->pdata[i]);

      if (sample == NULL || (changed != NULL && !g_hash_table_contains (changed, sample)))
        continue;
      pt_sound_cell_refresh (self->cells->pdata[i]);
      show_cell (self, self->cells->pdata[i], sample);
    }
}

void
_pt_sound_table_update_heard (PtSoundTable *self)
{
  const char *path = pt_audition_get_playing (self->audition) ? pt_audition_get_path (self->audition) : NULL;
  PtSample *heard = path != NULL ? pt_library_lookup (pt_library_keeper_get_library (self->keeper), path) : NULL;

  if (g_set_object (&self->heard, heard))
    for (guint i = 0; i < self->cells->len; i++)
      {
        PtSoundCell *cell = self->cells->pdata[i];
        PtSample *sample = pt_sound_cell_get_sample (cell);

        if (pt_sound_cell_get_column (cell) == PT_SOUND_COLUMN_NAME && sample != NULL)
          show_cell (self, cell, sample);
      }
  for (guint i = 0; i < self->waves->len; i++)
    show_position (self, self->waves->pdata[i]);
}

void
_pt_sound_table_drop_rows (PtSoundTable *self)
{
  g_clear_handle_id (&self->load_source, g_source_remove);
  for (guint i = 0; self->waves != NULL && i < self->waves->len; i++)
    wave_stop (get_wave (self->waves->pdata[i]));
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->waves, g_ptr_array_unref);
}
