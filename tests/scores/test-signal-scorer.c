/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-library-index.h"
#include "audio/pt-renderer.h"
#include "core/pt-objective.h"
#include "core/pt-reference.h"
#include "pt-test-audio.h"
#include "scores/pt-signal-scorer.h"

#include <sndfile.h>

/* What a scorer has to hear, with the factory kit in the reference arrangement. */

static PtScorer *scorer;
static PtLibrary *library;
static PtSampleLoader *loader;

static double
objective_of (const PtScorerResult *result)
{
  return pt_objective (result->metrics.ce, result->metrics.cu, result->metrics.pc, result->metrics.pq);
}

static PtScorerResult
score_arrangement (PtArrangement *arrangement)
{
  const PtRenderPlanOptions options = { .threads = 1 };
  g_autoptr (PtRenderPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  PtScorerResult result;

  plan = pt_render_plan_new (arrangement, loader, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pt_scorer_score_plan (scorer, plan, &result, NULL, &error));
  g_assert_no_error (error);

  return result;
}

static PtArrangement *
make_reference (guint64 seed, gint64 bars)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = pt_palette_new_random (library, seed, NULL, &error);
  PtArrangement *arrangement;

  g_assert_no_error (error);
  arrangement = pt_reference_arrangement_new (bars, 128, palette, &error);
  g_assert_no_error (error);

  return arrangement;
}

/* Loops played as one-shots, or one-shots as drones. */
static void
spoil (PtArrangement *arrangement, PtLayerType type)
{
  for (guint i = 0; i < pt_arrangement_get_n_sections (arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (arrangement, i);

      for (guint k = 0; k < pt_section_get_n_layers (section); k++)
        {
          PtLayer *layer = pt_section_get_layer (section, k);

          if (pt_layer_get_layer_type (layer) == type)
            pt_layer_set_layer_type (layer, type == PT_LAYER_LOOP ? PT_LAYER_ONE_SHOT : PT_LAYER_LOOP);
        }
    }
}

static PtScorerResult
score_samples (const float *samples, guint64 frames)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.wav", NULL);
  g_autoptr (GError) error = NULL;
  PtScorerResult result;

  pt_test_write_audio (path, samples, frames, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_24);
  g_assert_true (pt_scorer_score_file (scorer, path, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  pt_test_remove_folder (folder);

  return result;
}

static void
test_order (void)
{
  const guint64 frames = 48000 * 20;
  g_autofree float *noise = pt_test_noise (1, 0.7, frames, 2);
  g_autofree float *nothing = g_new0 (float, 2 * frames);
  PtScorerResult noisy = score_samples (noise, frames);
  PtScorerResult silent = score_samples (nothing, frames);

  g_assert_cmpfloat (objective_of (&silent), ==, 1.0);
  g_assert_cmpfloat (objective_of (&noisy), >, objective_of (&silent) + 1);
  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr (PtArrangement) good = make_reference (seed, 32);
      g_autoptr (PtArrangement) one_shots = make_reference (seed, 32);
      g_autoptr (PtArrangement) drones = make_reference (seed, 32);
      PtScorerResult a, b, c;

      spoil (one_shots, PT_LAYER_LOOP);
      spoil (drones, PT_LAYER_ONE_SHOT);
      a = score_arrangement (good);
      b = score_arrangement (one_shots);
      c = score_arrangement (drones);
      g_test_message ("seed %d: %.3f %.3f %.3f", (int) seed, objective_of (&a), objective_of (&b), objective_of (&c));
      g_assert_cmpfloat (objective_of (&a), >, objective_of (&b));
      g_assert_cmpfloat (objective_of (&a), >, objective_of (&c) + 0.2);
      g_assert_cmpfloat (objective_of (&b), >, objective_of (&noisy) + 1);
      g_assert_cmpfloat (objective_of (&c), >, objective_of (&noisy) + 1);
    }
}

static void
assert_within (const PtScorerResult *a, const PtScorerResult *b, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (a->metrics.ce, b->metrics.ce, tolerance);
  g_assert_cmpfloat_with_epsilon (a->metrics.cu, b->metrics.cu, tolerance);
  g_assert_cmpfloat_with_epsilon (a->metrics.pc, b->metrics.pc, tolerance);
  g_assert_cmpfloat_with_epsilon (a->metrics.pq, b->metrics.pq, tolerance);
}

static void
test_length (void)
{
  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr (PtArrangement) short_one = make_reference (seed, 32);
      g_autoptr (PtArrangement) long_one = make_reference (seed, 64);
      PtScorerResult a = score_arrangement (short_one), b = score_arrangement (long_one);

      g_assert_cmpfloat_with_epsilon (a.duration_s, 60, 1e-9);
      g_assert_cmpfloat_with_epsilon (b.duration_s, 120, 1e-9);
      /* docs/scores.md says 0.15. */
      assert_within (&a, &b, 0.15);
    }
}

/* The reference as samples, at peak 0.9. */
static float *
render_reference (guint64 seed, guint64 *frames)
{
  g_autoptr (PtArrangement) arrangement = make_reference (seed, 32);
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.wav", NULL);
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  guint channels, rate;
  float *samples;

  g_assert_true (pt_render (arrangement, loader, &options, path, &result, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  samples = pt_test_read_audio (path, frames, &channels, &rate);
  pt_test_remove_folder (folder);

  return samples;
}

static PtScorerResult
score_scaled (const float *samples, guint64 frames, double gain)
{
  g_autofree float *scaled = g_new (float, 2 * frames);

  for (guint64 i = 0; i < 2 * frames; i++)
    scaled[i] = CLAMP (gain * samples[i], -1, 1);

  return score_samples (scaled, frames);
}

static void
test_level (void)
{
  guint64 frames;
  g_autofree float *samples = render_reference (3, &frames);
  PtScorerResult plain = score_scaled (samples, frames, 1);
  PtScorerResult quiet = score_scaled (samples, frames, 0.5);
  PtScorerResult very_quiet = score_scaled (samples, frames, 0.05);

  assert_within (&plain, &quiet, 0.05);
  assert_within (&plain, &very_quiet, 0.05);
  g_assert_true (isfinite (plain.lufs_i));
  g_assert_cmpfloat_with_epsilon (plain.lufs_i - quiet.lufs_i, 6.02, 0.05);
}

static void
test_clipping (void)
{
  guint64 frames;

  for (guint64 seed = 0; seed < 3; seed++)
    {
      g_autofree float *samples = render_reference (seed, &frames);
      PtScorerResult plain = score_scaled (samples, frames, 1);
      PtScorerResult clipped = score_scaled (samples, frames, 2);
      PtScorerResult crushed = score_scaled (samples, frames, 8);

      g_assert_cmpfloat (clipped.metrics.pq, <, plain.metrics.pq - 0.5);
      g_assert_cmpfloat (crushed.metrics.pq, <, clipped.metrics.pq - 0.5);
    }
}

/* A file and the plan it was made from say the same. */
static void
test_file_and_plan (void)
{
  g_autoptr (PtArrangement) arrangement = make_reference (5, 32);
  guint64 frames;
  g_autofree float *samples = render_reference (5, &frames);
  PtScorerResult a = score_arrangement (arrangement), b = score_scaled (samples, frames, 1);

  assert_within (&a, &b, 0.02);
  g_assert_cmpfloat (a.duration_s, ==, b.duration_s);
}

static void
test_refused (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  PtScorerResult result;

  g_assert_false (pt_scorer_score_file (scorer, folder, &result, NULL, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, folder));
  g_clear_error (&error);
  g_assert_true (isnan (result.metrics.ce));
  g_cancellable_cancel (cancellable);
  g_assert_false (pt_scorer_score_file (scorer, folder, &result, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pt_test_remove_folder (folder);
}

static void
test_what_it_is (void)
{
  g_assert_cmpstr (pt_scorer_get_name (scorer), ==, "signal");
  g_assert_cmpstr (pt_scorer_get_version (scorer), !=, "");
  g_assert_true (pt_scorer_is_estimate (scorer));
  g_assert_true (pt_scorer_can_score_plan (scorer));
  g_assert_cmpuint (pt_scorer_get_max_concurrent (scorer), >=, 1);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  scorer = pt_signal_scorer_new ();
  loader = pt_sample_loader_new_with_cache (NULL);
  library = pt_library_open (NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  g_test_add_func ("/signal-scorer/what-it-is", test_what_it_is);
  g_test_add_func ("/signal-scorer/order", test_order);
  g_test_add_func ("/signal-scorer/length", test_length);
  g_test_add_func ("/signal-scorer/level", test_level);
  g_test_add_func ("/signal-scorer/clipping", test_clipping);
  g_test_add_func ("/signal-scorer/file-and-plan", test_file_and_plan);
  g_test_add_func ("/signal-scorer/refused", test_refused);
  status = g_test_run ();

  g_assert_finalize_object (scorer);
  g_assert_finalize_object (loader);
  g_assert_finalize_object (library);

  return status;
}
