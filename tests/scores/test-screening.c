/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "audio/pt-library-index.h"
#include "pt-test-audio.h"
#include "scores/pt-score-music.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-screening.h"
#include "scores/pt-signal-scorer.h"

#include "core/pt-reference.h"

static PtLibrary *library;
static PtScorer *scorer;

static void
test_palettes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) ten = pt_screening_make_palettes (library, NULL, 10, 7, NULL, &error);
  g_autoptr (GPtrArray) twenty = pt_screening_make_palettes (library, NULL, 20, 7, seeds, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ten->len, ==, 10);
  g_assert_cmpuint (twenty->len, ==, 20);
  g_assert_cmpuint (seeds->len, ==, 20);
  /* More palettes begin with the same ones. */
  for (guint i = 0; i < 10; i++)
    for (guint role = 0; role < PT_N_ROLES; role++)
      g_assert_cmpstr (pt_palette_get_path (ten->pdata[i], role), ==, pt_palette_get_path (twenty->pdata[i], role));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (PtPalette) again = pt_palette_new_random (library, g_array_index (seeds, guint64, i), NULL, &error);

      g_assert_cmpstr (pt_palette_get_path (again, PT_ROLE_KICK), ==, pt_palette_get_path (twenty->pdata[i], PT_ROLE_KICK));
    }
}

typedef struct
{
  guint n;
  guint last;
  GCancellable *cancel_at_five;
} Seen;

static void
on_done (const PtScreeningItem *item, guint n_done, guint n_all, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpuint (n_done, ==, seen->last + 1);
  g_assert_true (isfinite (item->objective));
  seen->last = n_done;
  seen->n++;
  if (seen->cancel_at_five != NULL && seen->n == 5)
    g_cancellable_cancel (seen->cancel_at_five);
}

static void
test_run (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *out = g_build_filename (folder, "s", NULL);
  PtScreeningOptions options = { .library = library, .scorer = scorer, .folder = out, .count = 24, .top = 3, .seed = 1, .bars = 32 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Seen seen = { .cancel_at_five = cancellable };

  {
    g_auto (PtScreeningResult) result = { 0 };

    g_assert_false (pt_screening_run (&options, on_done, &seen, &result, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_clear_error (&error);
    g_assert_cmpuint (seen.n, >=, 5);
    g_assert_cmpuint (seen.n, <, 24);
  }
  {
    g_auto (PtScreeningResult) result = { 0 };

    g_assert_false (pt_screening_run (&options, NULL, NULL, &result, NULL, &error));
    g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
    g_clear_error (&error);
  }
  {
    g_auto (PtScreeningResult) result = { 0 };

    options.resume = TRUE;
    seen.cancel_at_five = NULL;
    g_assert_true (pt_screening_run (&options, on_done, &seen, &result, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (result.n_scored, ==, 24);
    g_assert_cmpuint (seen.n, ==, 24);
    g_assert_cmpuint (result.n_top, ==, 3);
    g_assert_nonnull (((PtScreeningItem *) result.items->pdata[2])->saved_path);
    g_assert_null (((PtScreeningItem *) result.items->pdata[3])->saved_path);
    g_assert_cmpfloat (result.max, >=, result.median);
  }
  pt_test_remove_folder (folder);
}

/* The hash tells apart what sounds different, whether there is a file or not. */
static void
test_music (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.wav", NULL);
  g_autoptr (PtSampleLoader) loader = pt_sample_loader_new_with_cache (NULL);
  g_autoptr (PtScoreRecord) first = pt_score_record_new ();
  g_autoptr (PtScoreRecord) again = pt_score_record_new ();
  g_autoptr (PtScoreRecord) other = pt_score_record_new ();
  g_autoptr (PtScoreRecord) file = pt_score_record_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = NULL;

  for (guint i = 0; i < 4; i++)
    {
      PtScoreRecord *const records[] = { first, again, other, file };
      g_autoptr (PtPalette) palette = pt_palette_new_random (library, i == 2 ? 8 : 7, NULL, &error);
      g_autoptr (PtArrangement) arrangement = pt_reference_arrangement_new (32, 128, palette, &error);

      g_assert_true (pt_score_music (arrangement, loader, NULL, scorer, i == 3 ? path : NULL, records[i], NULL, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpstr (first->file_hash, ==, again->file_hash);
  g_assert_cmpstr (first->file_hash, !=, other->file_hash);
  g_assert_null (first->path);
  g_assert_cmpfloat (first->objective, ==, again->objective);
  g_assert_cmpfloat_with_epsilon (first->objective, file->objective, 0.02);
  g_assert_cmpstr (file->path, ==, path);
  hash = pt_score_hash_file (path, NULL, &error);
  g_assert_cmpstr (file->file_hash, ==, hash);
  g_assert_cmpfloat_with_epsilon (file->duration_s, 60, 1e-9);
  pt_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  library = pt_library_open (NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  scorer = pt_signal_scorer_new ();

  g_test_add_func ("/screening/palettes", test_palettes);
  g_test_add_func ("/screening/run", test_run);
  g_test_add_func ("/screening/music", test_music);
  status = g_test_run ();

  g_assert_finalize_object (scorer);
  g_assert_finalize_object (library);

  return status;
}
