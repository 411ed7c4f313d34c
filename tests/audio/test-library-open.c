/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-index.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <stdlib.h>

#include "audio/kit/pt-kit.h"
#include "audio/pt-library-measure.h"
#include "audio/pt-library-scan.h"
#include "pt-test-audio.h"

static void
test_kit_without_an_index (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtLibrary) library = pt_library_open (NULL, &roots, NULL, &error);
  guint n;

  g_assert_no_error (error);
  n = g_list_model_get_n_items (G_LIST_MODEL (library));
  g_assert_cmpuint (n, >=, 90);
  g_assert_cmpuint (g_strv_length (roots), ==, 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (library), i);
      const PtSampleInfo *info = pt_sample_get_info (sample);

      g_assert_true (g_str_has_prefix (info->path, roots[0]));
      g_assert_true (g_file_test (info->path, G_FILE_TEST_IS_REGULAR));
      g_assert_cmpint (info->role, !=, PT_ROLE_NONE);
      g_assert_cmpuint (info->frames, >, 0);
      g_assert_cmpuint (info->sample_rate, ==, 48000);
      g_assert_cmpfloat (fabs (info->duration_s - info->frames / 48000.0), <, 0.001);
      g_assert_false (info->missing);
      g_assert_true (!info->loop || info->bpm > 0);
    }
  for (guint role = 0; role < PT_N_DEFAULT_ROLES; role++)
    {
      g_autoptr (GPtrArray) candidates = pt_library_get_candidates (library, role);

      g_assert_cmpuint (candidates->len, >, 0);
    }
}

static void
test_index_and_roots (void)
{
  g_autofree char *made = pt_test_make_folder ();
  g_autofree char *index_path = g_build_filename (made, "library.index", NULL);
  g_autofree char *file = g_build_filename (made, "Kick.wav", NULL);
  g_autofree float *noise = pt_test_noise (1, 0.5, 4000, 1);
  const char *const folders[] = { made, NULL };
  g_autofree char *kit = pt_kit_locate (NULL, NULL);
  g_auto (PtScanResult) result = { 0 };
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_library_open (index_path, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);

  pt_test_write_audio (file, noise, 4000, 1, 44100, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  index = pt_library_index_open (index_path, TRUE, &error);
  g_assert_true (pt_library_scan (index, folders, 1, &result, NULL, NULL, NULL, &error));
  library = pt_library_open (index_path, &roots, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, 1);
  /* The folders of the library first, then the kit's. */
  g_assert_cmpuint (g_strv_length (roots), ==, 2);
  g_assert_cmpstr (roots[1], ==, kit);
  g_clear_object (&library);
  library = pt_library_open (index_path, NULL, NULL, &error);
  g_assert_nonnull (library);
  pt_test_remove_folder (made);
}

static void
test_vanished_during_the_scan (void)
{
  g_autoptr (PtMeasureScratch) scratch = pt_measure_scratch_new ();
  PtWalkFile file = { .path = "/nowhere/Kick.wav", .size = 1000, .n_folders = 1 };
  g_autoptr (GBytes) waveform = NULL;
  g_autoptr (GError) error = NULL;
  gint64 modified_ns;

  g_assert_null (pt_library_measure (scratch, &file, &modified_ns, &waveform, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "The file vanished during the scan");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/library-open/kit-without-an-index", test_kit_without_an_index);
  g_test_add_func ("/audio/library-open/index-and-roots", test_index_and_roots);
  g_test_add_func ("/audio/library-open/vanished-during-the-scan", test_vanished_during_the_scan);

  return g_test_run ();
}
