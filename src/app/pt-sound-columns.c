/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-table-private.h"

#include <string.h>

/* Which columns there are, which are shown and in what order, and sorting by their headers.
 * The list sorts itself; the sorters of the columns only find out which header was clicked,
 * because this GTK does not tell: comparing two rows asks the sorter of that column, and the
 * answer comes back turned over when it sorts down. */

#define STAR "★"

static const PtSoundSort sorts[PT_N_SOUND_COLUMNS] = {
  [PT_SOUND_COLUMN_FAVOURITE] = PT_SOUND_SORT_FAVOURITE,
  [PT_SOUND_COLUMN_WAVEFORM] = PT_N_SOUND_SORTS,
  [PT_SOUND_COLUMN_NAME] = PT_SOUND_SORT_NAME,
  [PT_SOUND_COLUMN_ROLE] = PT_SOUND_SORT_ROLE,
  [PT_SOUND_COLUMN_BPM] = PT_SOUND_SORT_BPM,
  [PT_SOUND_COLUMN_KEY] = PT_SOUND_SORT_KEY,
  [PT_SOUND_COLUMN_LENGTH] = PT_SOUND_SORT_LENGTH,
  [PT_SOUND_COLUMN_LOOP] = PT_SOUND_SORT_LOOP,
  [PT_SOUND_COLUMN_RATING] = PT_SOUND_SORT_RATING,
  [PT_SOUND_COLUMN_TAGS] = PT_N_SOUND_SORTS,
  [PT_SOUND_COLUMN_BRIGHTNESS] = PT_SOUND_SORT_BRIGHTNESS,
  [PT_SOUND_COLUMN_LOUDNESS] = PT_SOUND_SORT_LOUDNESS,
  [PT_SOUND_COLUMN_ADDED] = PT_SOUND_SORT_ADDED,
  [PT_SOUND_COLUMN_USED] = PT_SOUND_SORT_USED,
  [PT_SOUND_COLUMN_DISTANCE] = PT_SOUND_SORT_DISTANCE,
};

static G_DEFINE_QUARK (pt_sound_column_id, column_id);

PtSoundColumn
pt_sound_table_get_column_id (GtkColumnViewColumn *column)
{
  g_return_val_if_fail (GTK_IS_COLUMN_VIEW_COLUMN (column), PT_SOUND_COLUMN_NAME);

  return GPOINTER_TO_UINT (g_object_get_qdata (G_OBJECT (column), column_id_quark ()));
}

/* --- sorting --- */

typedef struct
{
  PtSoundTable *table;
  int column;
} Probe;

static int
probe_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Probe *probe = user_data;

  probe->table->probed_column = probe->column;

  return -1;
}

static void
sorter_changed_cb (PtSoundTable *self, GtkSorterChange change, GtkSorter *sorter)
{
  GtkOrdering order;

  if (self->restoring)
    return;
  self->probed_column = -1;
  /* Any two objects will do. */
  order = gtk_sorter_compare (sorter, self->view, self->list);
  if (self->probed_column < 0)
    pt_sound_list_set_sort (self->list, PT_SOUND_SORT_NAME, FALSE);
  else
    pt_sound_list_set_sort (self->list, sorts[self->probed_column], order == GTK_ORDERING_LARGER);
}

void
_pt_sound_table_update_sort (PtSoundTable *self)
{
  PtSoundSort sort = pt_sound_list_get_sort (self->list);

  self->restoring = TRUE;
  for (guint i = 0; i < PT_N_SOUND_COLUMNS; i++)
    if (sorts[i] == sort)
      gtk_column_view_sort_by_column (self->view, self->columns[i],
                                      pt_sound_list_get_descending (self->list) ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->restoring = FALSE;
}

/* --- what is shown --- */

static void
save_columns (PtSoundTable *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GListModel *columns = pt_sound_table_get_columns (self);
  g_auto (GStrv) names = NULL;

  if (self->restoring || self->settings == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      PtSoundColumn id = pt_sound_table_get_column_id (column);

      if (id != PT_SOUND_COLUMN_DISTANCE && gtk_column_view_column_get_visible (column))
        g_strv_builder_add (builder, pt_sound_column_to_string (id));
    }
  names = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, "sound-columns", (const char *const *) names);
}

static int
find_column (const char *name)
{
  for (guint i = 0; i < PT_N_SOUND_COLUMNS; i++)
    if (strcmp (pt_sound_column_to_string (i), name) == 0)
      return (int) i;

  return -1;
}

static void
restore_columns (PtSoundTable *self)
{
  g_auto (GStrv) names = g_settings_get_strv (self->settings, "sound-columns");
  guint position = 0;

  self->restoring = TRUE;
  for (guint i = 0; i < PT_N_SOUND_COLUMNS; i++)
    gtk_column_view_column_set_visible (self->columns[i], FALSE);
  for (guint i = 0; names[i] != NULL; i++)
    {
      int id = find_column (names[i]);

      if (id < 0 || id == PT_SOUND_COLUMN_DISTANCE || gtk_column_view_column_get_visible (self->columns[id]))
        continue;
      gtk_column_view_insert_column (self->view, position++, self->columns[id]);
      gtk_column_view_column_set_visible (self->columns[id], TRUE);
    }
  /* A table of nothing cannot be got out of. */
  gtk_column_view_column_set_visible (self->columns[PT_SOUND_COLUMN_NAME], TRUE);
  self->restoring = FALSE;
}

void
_pt_sound_table_update_distance (PtSoundTable *self)
{
  gtk_column_view_column_set_visible (self->columns[PT_SOUND_COLUMN_DISTANCE],
                                      pt_sound_list_get_similar_to (self->list) != NULL);
}

gboolean
pt_sound_table_get_column_shown (PtSoundTable *self, PtSoundColumn column)
{
  g_return_val_if_fail (PT_IS_SOUND_TABLE (self), FALSE);
  g_return_val_if_fail (column < PT_N_SOUND_COLUMNS, FALSE);

  return gtk_column_view_column_get_visible (self->columns[column]);
}

void
pt_sound_table_show_column (PtSoundTable *self, PtSoundColumn column, gboolean shown)
{
  g_return_if_fail (PT_IS_SOUND_TABLE (self));
  g_return_if_fail (column < PT_N_SOUND_COLUMNS);

  if (column == PT_SOUND_COLUMN_NAME)
    return;
  gtk_column_view_column_set_visible (self->columns[column], shown);
  save_columns (self);
}

GListModel *
pt_sound_table_get_columns (PtSoundTable *self)
{
  g_return_val_if_fail (PT_IS_SOUND_TABLE (self), NULL);

  return gtk_column_view_get_columns (self->view);
}

static int
find_place (GListModel *columns, GtkColumnViewColumn *column)
{
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) item = g_list_model_get_item (columns, i);

      if (item == column)
        return (int) i;
    }
  g_assert_not_reached ();
}

void
pt_sound_table_move_column (PtSoundTable *self, PtSoundColumn column, int step)
{
  GListModel *columns;
  int n_columns, place;
  gboolean found = FALSE;

  g_return_if_fail (PT_IS_SOUND_TABLE (self));
  g_return_if_fail (column < PT_N_SOUND_COLUMNS);
  g_return_if_fail (step == -1 || step == 1);

  columns = pt_sound_table_get_columns (self);
  n_columns = (int) g_list_model_get_n_items (columns);
  place = find_place (columns, self->columns[column]);
  /* Past those that are hidden. */
  do
    {
      g_autoptr (GtkColumnViewColumn) neighbour = NULL;

      place += step;
      neighbour = place >= 0 ? g_list_model_get_item (columns, (guint) place) : NULL;
      found = neighbour != NULL && gtk_column_view_column_get_visible (neighbour);
    }
  while (!found && place >= 0 && place < n_columns);
  if (found)
    gtk_column_view_insert_column (self->view, (guint) place, self->columns[column]);
  save_columns (self);
}

/* --- building --- */

/* A head of one character says what it is in a word, too. */
static void
name_star (GtkWidget *widget)
{
  const char *word = pt_sound_column_get_title (PT_SOUND_COLUMN_FAVOURITE);

  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), STAR) == 0)
    {
      gtk_widget_set_tooltip_text (gtk_widget_get_parent (widget), word);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_star (child);
}

static GtkColumnViewColumn *
new_column (PtSoundTable *self, PtSoundColumn id)
{
  GtkColumnViewColumn *column = /* A word would be wider than the star below it. */
      gtk_column_view_column_new (id == PT_SOUND_COLUMN_FAVOURITE ? "★" : pt_sound_column_get_title (id),
                                  _pt_sound_table_new_factory (self, id));

  g_object_set_qdata (G_OBJECT (column), column_id_quark (), GUINT_TO_POINTER (id));
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, id == PT_SOUND_COLUMN_NAME);
  if (sorts[id] < PT_N_SOUND_SORTS)
    {
      Probe *probe = g_new (Probe, 1);
      g_autoptr (GtkSorter) sorter = NULL;

      *probe = (Probe){ self, (int) id };
      sorter = GTK_SORTER (gtk_custom_sorter_new (probe_cb, probe, g_free));
      gtk_column_view_column_set_sorter (column, sorter);
    }

  return column;
}

void
_pt_sound_table_add_columns (PtSoundTable *self)
{
  GtkSorter *sorter;

  self->restoring = TRUE;
  for (guint i = 0; i < PT_N_SOUND_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = new_column (self, i);

      gtk_column_view_append_column (self->view, column);
      self->columns[i] = column;
    }
  self->restoring = FALSE;
  restore_columns (self);
  name_star (GTK_WIDGET (self->view));
  _pt_sound_table_update_distance (self);
  _pt_sound_table_update_sort (self);
  sorter = gtk_column_view_get_sorter (self->view);
  g_signal_connect_object (sorter, "changed", G_CALLBACK (sorter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_sound_table_get_columns (self), "items-changed", G_CALLBACK (save_columns), self, G_CONNECT_SWAPPED);
}
