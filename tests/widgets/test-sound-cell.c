/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-sound-cell.h"

static PtSample *
make_sample (void)
{
  PtSampleInfo *info = pt_sample_info_new ("/sounds/BD 04.wav");

  info->role = PT_ROLE_KICK;
  info->bpm = 128;
  info->key = g_strdup ("F minor");
  info->duration_s = 1.25;
  info->rating = 3;

  return pt_sample_new (info);
}

static void
assert_described (PtSample *sample, PtSoundColumn column, const char *wanted)
{
  GtkWidget *cell = g_object_ref_sink (pt_sound_cell_new (column));
  g_autofree char *text = NULL;

  pt_sound_cell_set_sample (PT_SOUND_CELL (cell), sample);
  text = pt_sound_cell_describe (PT_SOUND_CELL (cell));
  g_assert_cmpstr (text, ==, wanted);
  g_object_unref (cell);
}

static void
test_described (void)
{
  g_autoptr (PtSample) sample = make_sample ();

  assert_described (sample, PT_SOUND_COLUMN_NAME, "BD 04, Kick");
  assert_described (sample, PT_SOUND_COLUMN_FAVOURITE, "Not a favourite");
  assert_described (sample, PT_SOUND_COLUMN_RATING, "3 of 5 stars");
  assert_described (sample, PT_SOUND_COLUMN_BPM, "BPM: 128");
  assert_described (sample, PT_SOUND_COLUMN_KEY, "Key: Fm");
  assert_described (sample, PT_SOUND_COLUMN_LENGTH, "Length: 1.25 s");
  assert_described (sample, PT_SOUND_COLUMN_LOUDNESS, "Loudness: unknown");
  assert_described (sample, PT_SOUND_COLUMN_TAGS, "Tags: unknown");
  pt_sample_set_missing (sample, TRUE);
  pt_sample_set_favourite (sample, TRUE);
  assert_described (sample, PT_SOUND_COLUMN_NAME, "BD 04, Kick, favourite, file missing");
}

static guint
count_ink (GtkWidget *widget)
{
  cairo_surface_t *picture;
  guint n = 0;

  gtk_test_widget_wait_for_draw (widget);
  picture = pt_test_draw (widget);
  for (int y = 0; y < cairo_image_surface_get_height (picture); y++)
    {
      const guint32 *row = (const guint32 *) (gpointer) (cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture));

      for (int x = 0; x < cairo_image_surface_get_width (picture); x++)
        n += (row[x] & 0xffffff) != 0xfafafa;
    }
  cairo_surface_destroy (picture);

  return n;
}

/* A cell that gets another sound shows that one, also when it was drawn before. */
static void
test_recycled (void)
{
  g_autoptr (PtSample) sample = make_sample ();
  g_autoptr (PtSample) unnamed = pt_sample_new (pt_sample_info_new ("/sounds/i.wav"));
  GtkWidget *cell = pt_sound_cell_new (PT_SOUND_COLUMN_NAME);
  GtkWindow *window = pt_test_show (cell, 200, 40);
  guint long_name;

  g_assert_cmpuint (count_ink (cell), ==, 0);
  pt_sound_cell_set_sample (PT_SOUND_CELL (cell), sample);
  long_name = count_ink (cell);
  g_assert_cmpuint (long_name, >, 0);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, "BD 04, Kick");
  pt_sound_cell_set_sample (PT_SOUND_CELL (cell), unnamed);
  g_assert_cmpuint (count_ink (cell), <, long_name);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, "i, Other");
  gtk_window_destroy (window);
}

static void
test_rating (void)
{
  g_autoptr (PtSample) sample = make_sample ();
  GtkWidget *cell = pt_sound_cell_new (PT_SOUND_COLUMN_RATING);
  GtkWindow *window = pt_test_show (cell, 120, 40);
  int width = gtk_widget_get_width (cell);

  pt_sound_cell_set_sample (PT_SOUND_CELL (cell), sample);
  g_assert_cmpint (pt_sound_cell_get_rating_at (PT_SOUND_CELL (cell), -1), ==, 0);
  g_assert_cmpint (pt_sound_cell_get_rating_at (PT_SOUND_CELL (cell), 2), ==, 1);
  g_assert_cmpint (pt_sound_cell_get_rating_at (PT_SOUND_CELL (cell), 50), ==, 4);
  g_assert_cmpint (pt_sound_cell_get_rating_at (PT_SOUND_CELL (cell), 1000), ==, 5);
  gtk_widget_set_direction (cell, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (pt_sound_cell_get_rating_at (PT_SOUND_CELL (cell), width - 2), ==, 1);
  gtk_window_destroy (window);
}

/* Sizes do not depend on the sound: none of many needs a layout when rows are recycled. */
static void
test_size (void)
{
  g_autoptr (PtSample) sample = make_sample ();

  for (guint i = 0; i < PT_N_SOUND_COLUMNS; i++)
    {
      GtkWidget *cell = g_object_ref_sink (pt_sound_cell_new (i));
      int before, after, height;

      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &before, NULL, NULL);
      pt_sound_cell_set_sample (PT_SOUND_CELL (cell), sample);
      gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &after, NULL, NULL);
      gtk_widget_measure (cell, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      g_assert_cmpint (before, ==, after);
      g_assert_cmpint (height, >=, 24);
      g_assert_cmpstr (pt_sound_column_to_string (i), !=, "");
      g_object_unref (cell);
    }
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/sound-cell/described", test_described);
  g_test_add_func ("/widgets/sound-cell/recycled", test_recycled);
  g_test_add_func ("/widgets/sound-cell/rating", test_rating);
  g_test_add_func ("/widgets/sound-cell/size", test_size);

  return g_test_run ();
}
