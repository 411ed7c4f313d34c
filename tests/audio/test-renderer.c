/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sndfile.h>
#include <string.h>
#include <sys/resource.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-renderer.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "pt-test-audio.h"

#define RATE 48000

typedef struct
{
  char *folder;
  char *out;
  char *stems;
  PtSampleLoader *loader;
} Fixture;

/* Takes @samples. */
static void
write_sample (Fixture *fixture, const char *name, float *samples, guint64 frames, guint rate)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  pt_test_write_audio (path, samples, frames, 2, rate, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
  g_free (samples);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->out = g_build_filename (fixture->folder, "out.wav", NULL);
  fixture->stems = g_build_filename (fixture->folder, "new", "stems", NULL);
  fixture->loader = pt_sample_loader_new_with_cache (NULL);
  write_sample (fixture, "hit.wav", pt_test_noise (1, 0.5, 4000, 2), 4000, RATE);
  write_sample (fixture, "long.wav", pt_test_noise (2, 0.25, 2 * RATE, 2), 2 * RATE, RATE);
  write_sample (fixture, "full.wav", pt_test_sine (220, 1, 20000, 2, RATE), 20000, RATE);
  write_sample (fixture, "silent.wav", g_new0 (float, 2000), 1000, RATE);
  write_sample (fixture, "loop 4bars 120bpm.wav", pt_test_noise (3, 0.25, 4 * 96000, 2), 4 * 96000, RATE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->out);
  g_free (fixture->stems);
  g_object_unref (fixture->loader);
}

/* Single quotes stand for double ones. */
static PtArrangement *
parse (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = pt_json_parse (json, -1, "test", &error);
  PtArrangement *arrangement;

  g_assert_no_error (error);
  arrangement = pt_arrangement_new_from_json (node, fixture->folder, &error);
  g_assert_no_error (error);

  return arrangement;
}

/* Something of everything. */
#define MUSIC \
  "{'bpm': 127.3, 'palette': {'kick': 'hit.wav', 'texture': 'long.wav', 'clap': 'full.wav', 'perc': 'hit.wav'}, 'sections': [" \
  "{'name': 'a', 'bars': 4, 'fade_in': 2, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [0, 1, 2, 3]}," \
  " {'role': 'clap', 'type': 'oneshot', 'beats': [1, 3], 'gain': 0.3, 'gain_end': 0.8, 'pan': -0.3}]}," \
  "{'name': 'b', 'bars': 3, 'fade_out': 1.5, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [0.5, 2.25], 'gain': 0.7}," \
  " {'role': 'perc', 'type': 'oneshot', 'beats': [0, 0.75], 'choke': 'x'}," \
  " {'role': 'texture', 'type': 'oneshot', 'beats': [2], 'start_bar': 1}]}]}"

static void
render (Fixture *fixture, const char *text, const PtRenderOptions *options, const char *path, PtRenderResult *result)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, text);
  g_autoptr (GError) error = NULL;
  gboolean done = pt_render (arrangement, fixture->loader, options, path, result, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* As floats, at the level it has. */
static float *
render_plain (Fixture *fixture, const char *text, guint64 *frames)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };

  options.format = PT_FILE_FORMAT_WAV32F;
  options.normalize = PT_NORMALIZE_OFF;
  render (fixture, text, &options, fixture->out, &result);

  return pt_test_read_audio (fixture->out, frames, NULL, NULL);
}

static float *
read_sample (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  return pt_test_read_audio (path, NULL, NULL, NULL);
}

static gboolean
has_notice (const PtRenderResult *result, const char *words)
{
  for (guint i = 0; i < result->notices->len; i++)
    if (strstr (result->notices->pdata[i], words) != NULL)
      return TRUE;

  return FALSE;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

/* --- what it sounds like --- */

/* The frame near @expected where @sample fits best. */
static guint64
find_onset (const float *audio, const float *sample, guint length, guint64 expected)
{
  guint64 best = 0;
  double most = -INFINITY;

  for (guint64 at = expected > 40 ? expected - 40 : 0; at <= expected + 40; at++)
    {
      double sum = 0;

      for (guint i = 0; i < 2 * length; i++)
        sum += audio[2 * at + i] * sample[i];
      if (sum > most)
        {
          most = sum;
          best = at;
        }
    }

  return best;
}

/* Found in the file by cross-correlation, on the exact frame, at tempi that divide nothing. */
static void
test_onsets (Fixture *fixture, gconstpointer data)
{
  static const double tempi[] = { 90, 128, 130, 133.37, 174.2 };
  g_autofree float *hit = read_sample (fixture, "hit.wav");

  for (guint t = 0; t < G_N_ELEMENTS (tempi); t++)
    {
      g_autofree char *text = g_strdup_printf ("{'bpm': %g, 'palette': {'kick': 'hit.wav', 'texture': 'long.wav'}, 'sections': ["
                                               "{'name': 's', 'bars': 6, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [0, 1.5, 2.666667]},"
                                               "{'role': 'texture', 'type': 'oneshot', 'gain': 0.3}]}]}",
                                               tempi[t]);
      g_autofree float *audio = render_plain (fixture, text, NULL);
      PtTempo tempo = pt_tempo_from_bpm (tempi[t]);

      for (gint64 bar = 0; bar < 6; bar++)
        {
          PtBeats beats[] = { pt_beats_new (4 * bar, 1), pt_beats_new (8 * bar + 3, 2), pt_beats_new (12 * bar + 8, 3) };

          for (guint i = 0; i < G_N_ELEMENTS (beats); i++)
            {
              guint64 expected = pt_beats_to_frame (beats[i], tempo, RATE);

              g_assert_cmpuint (find_onset (audio, hit, 1500, expected), ==, expected);
            }
        }
    }
}

static void
test_100_bars_at_130 (Fixture *fixture, gconstpointer data)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };

  render (fixture, "{'bpm': 130, 'palette': {'kick': 'hit.wav'}, 'sections': [{'name': 's', 'bars': 100, 'layers': [{'role': 'kick', 'type': 'oneshot'}]}]}",
          &options, NULL, &result);
  g_assert_cmpuint (result.frames, ==, 8861538);
  g_assert_cmpuint (result.loudness.frames, ==, 8861538);
  g_assert_cmpfloat_with_epsilon ((double) result.frames / result.sample_rate, 184.615, 0.0005);
  g_assert_cmpstr (result.sha256, ==, "");
}

/* A two-second hit on beat 3 rings over the bar line, and over the section's end. */
static void
test_tails_ring (Fixture *fixture, gconstpointer data)
{
  g_autofree float *audio = render_plain (fixture,
                                          "{'bpm': 120, 'palette': {'fx': 'long.wav'}, 'sections': ["
                                          "{'name': 'a', 'bars': 1, 'layers': [{'role': 'fx', 'type': 'oneshot', 'beats': [3]}]},"
                                          "{'name': 'b', 'bars': 2, 'layers': []}]}",
                                          NULL);
  g_autofree float *sample = read_sample (fixture, "long.wav");

  for (guint i = 0; i < 2 * 2 * RATE; i++)
    g_assert_cmpfloat (audio[2 * 72000 + i], ==, sample[i]);
}

/* Bar n begins where bar n - 1 ended, within a section and over its end. */
static void
test_loop_continuity (Fixture *fixture, gconstpointer data)
{
#define LOOP(bars) "{'name': 's', 'bars': " #bars ", 'layers': [{'role': 'bassline', 'type': 'loop'}]}"
  g_autofree float *audio = render_plain (fixture,
                                          "{'bpm': 120, 'palette': {'bassline': 'loop 4bars 120bpm.wav'}, 'sections': [" LOOP (1) "," LOOP (2) "," LOOP (4) "]}",
                                          NULL);
  g_autofree float *sample = read_sample (fixture, "loop 4bars 120bpm.wav");

  /* Its last 5 ms fade. */
  for (guint i = 0; i < 2 * (7 * 96000 - 240); i++)
    g_assert_cmpfloat (audio[i], ==, sample[i % (2 * 4 * 96000)]);
  g_assert_cmpfloat (fabsf (audio[2 * (7 * 96000 - 1)]), <, 0.01);
}

/* Two loud layers add up; nothing is clipped, the peak is where it was asked for. */
static void
test_summing (Fixture *fixture, gconstpointer data)
{
  const char *text = "{'bpm': 120, 'palette': {'kick': 'full.wav', 'clap': 'full.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': ["
                     "{'role': 'kick', 'type': 'oneshot'}, {'role': 'clap', 'type': 'oneshot'}]}]}";
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autofree float *audio = NULL;
  g_autofree float *limited = NULL;
  g_autofree float *sample = read_sample (fixture, "full.wav");
  float scale = (float) (pt_gain_from_db (-1) / 2);
  guint n_at_top = 0;

  options.format = PT_FILE_FORMAT_WAV32F;
  render (fixture, text, &options, fixture->out, &result);
  audio = pt_test_read_audio (fixture->out, NULL, NULL, NULL);
  for (guint i = 0; i < 40000; i++)
    g_assert_cmpfloat_with_epsilon (audio[i], 2 * sample[i] * scale, 1e-6);
  g_assert_cmpfloat_with_epsilon (pt_gain_to_db (result.loudness.sample_peak), -1, 1e-5);
  g_assert_cmpuint (result.notices->len, ==, 0);

  options.normalize = PT_NORMALIZE_OFF;
  pt_render_result_clear (&result);
  render (fixture, text, &options, fixture->out, &result);
  g_assert_true (has_notice (&result, "6.0 dB over full scale"));
  g_assert_cmpfloat (result.loudness.sample_peak, <, 1);
  g_assert_cmpfloat (pt_gain_to_db (result.loudness.true_peak), <, 0);
  g_assert_cmpuint (result.loudness.frames, ==, 96000);
  limited = pt_test_read_audio (fixture->out, NULL, NULL, NULL);
  /* In time: where the sine crosses zero, so does the output; and rounded, not cut off. */
  for (guint i = 0; i < 20000; i++)
    {
      if (fabsf (sample[2 * i]) < 1e-6)
        g_assert_cmpfloat (fabsf (limited[2 * i]), <, 1e-5);
      n_at_top += fabsf (limited[2 * i]) > 0.9885f;
    }
  g_assert_cmpuint (n_at_top, <, 20000 / 10);
}

static void
test_ramp_and_fades (Fixture *fixture, gconstpointer data)
{
  g_autofree float *audio = render_plain (fixture,
                                          "{'bpm': 120, 'palette': {'bassline': 'loop 4bars 120bpm.wav'}, 'sections': ["
                                          "{'name': 's', 'bars': 4, 'fade_in': 0.5, 'fade_out': 1, 'layers': ["
                                          "{'role': 'bassline', 'type': 'loop', 'gain': 0.2, 'gain_end': 1}]}]}",
                                          NULL);
  g_autofree float *sample = read_sample (fixture, "loop 4bars 120bpm.wav");

  for (guint i = 0; i < 4 * 96000 - 240; i++)
    {
      double gain = 0.2 + 0.8 * i / (4 * 96000.0);

      gain *= CLAMP (i / 48000.0, 0, 1) * CLAMP ((4 * 96000.0 - i) / 96000, 0, 1);
      g_assert_cmpfloat_with_epsilon (audio[2 * i], sample[2 * i] * gain, 2e-6);
    }
}

static void
test_other_rates (Fixture *fixture, gconstpointer data)
{
  static const guint rates[] = { 8000, 22050, 44100, 96000, 192000 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    {
      PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
      g_auto (PtRenderResult) result = { 0 };
      guint64 frames;
      guint rate;

      options.sample_rate = rates[r];
      options.tempo = pt_tempo_from_bpm (131);
      render (fixture, MUSIC, &options, fixture->out, &result);
      g_free (pt_test_read_audio (fixture->out, &frames, NULL, &rate));
      g_assert_cmpuint (rate, ==, rates[r]);
      g_assert_cmpuint (frames, ==, pt_bars_to_frame (7, pt_tempo_from_bpm (131), rates[r]));
      g_assert_cmpuint (result.sample_rate, ==, rates[r]);
    }
}

/* --- levels --- */

static void
test_result_is_the_file (Fixture *fixture, gconstpointer data)
{
  for (PtFileFormat format = PT_FILE_FORMAT_WAV16; format <= PT_FILE_FORMAT_FLAC; format++)
    {
      PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
      g_auto (PtRenderResult) result = { 0 };
      PtLoudness loudness;
      g_autoptr (GError) error = NULL;
      double tolerance = format == PT_FILE_FORMAT_WAV16 ? 0.005 : 1e-4;

      options.format = format;
      options.target_db = -3;
      render (fixture, MUSIC, &options, fixture->out, &result);
      g_assert_true (pt_loudness_measure_file (fixture->out, NULL, &loudness, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (result.loudness.lufs_i, loudness.lufs_i, tolerance);
      g_assert_cmpfloat_with_epsilon (result.loudness.lra_lu, loudness.lra_lu, tolerance);
      g_assert_cmpfloat_with_epsilon (pt_gain_to_db (result.loudness.true_peak), pt_gain_to_db (loudness.true_peak), tolerance);
      g_assert_cmpfloat_with_epsilon (pt_gain_to_db (loudness.sample_peak), -3, tolerance);
      g_assert_cmpuint (result.loudness.frames, ==, loudness.frames);
    }
}

static void
test_loudness_target (Fixture *fixture, gconstpointer data)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) met = { 0 };
  g_auto (PtRenderResult) limited = { 0 };
  g_auto (PtRenderResult) quiet = { 0 };

  options.normalize = PT_NORMALIZE_LOUDNESS;
  options.target_db = -30;
  render (fixture, MUSIC, &options, fixture->out, &met);
  g_assert_cmpfloat_with_epsilon (met.loudness.lufs_i, -30, 0.01);
  g_assert_cmpuint (met.notices->len, ==, 0);

  options.target_db = -3;
  options.ceiling_dbtp = -2;
  render (fixture, MUSIC, &options, fixture->out, &limited);
  g_assert_cmpfloat_with_epsilon (pt_gain_to_db (limited.loudness.true_peak), -2, 0.001);
  g_assert_cmpfloat (limited.loudness.lufs_i, <, -3);
  g_assert_true (has_notice (&limited, "true-peak limit of -2 dBTP won"));
  g_assert_true (has_notice (&limited, "LUFS instead of -3"));

  /* Nothing above the gate. */
  render (fixture, "{'bpm': 120, 'palette': {'kick': 'hit.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'kick', 'type': 'oneshot', 'gain': 0.0002}]}]}",
          &options, fixture->out, &quiet);
  g_assert_true (has_notice (&quiet, "Too quiet"));
}

static void
test_silence (Fixture *fixture, gconstpointer data)
{
  const PtNormalize ways[] = { PT_NORMALIZE_OFF, PT_NORMALIZE_PEAK, PT_NORMALIZE_LOUDNESS };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
      g_auto (PtRenderResult) result = { 0 };

      options.normalize = ways[i];
      options.target_db = -14;
      render (fixture, "{'bpm': 120, 'palette': {'kick': 'silent.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'kick', 'type': 'oneshot'}]}]}",
              &options, fixture->out, &result);
      g_assert_true (has_notice (&result, "silent"));
      g_assert_cmpfloat (result.loudness.sample_peak, ==, 0);
      g_assert_true (isinf (result.loudness.lufs_i));
    }
}

static void
test_missing_role_is_a_notice (Fixture *fixture, gconstpointer data)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };

  render (fixture, "{'bpm': 120, 'palette': {'kick': 'hit.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'kick', 'type': 'oneshot'}, {'role': 'clap', 'type': 'oneshot'}]}]}",
          &options, NULL, &result);
  g_assert_true (has_notice (&result, "No sample for clap"));
}

/* --- the same for ever --- */

static void
test_deterministic (Fixture *fixture, gconstpointer data)
{
  static const guint threads[] = { 1, 1, 2, 3, 8, 0 };

  for (PtFileFormat format = PT_FILE_FORMAT_WAV16; format <= PT_FILE_FORMAT_FLAC; format++)
    {
      g_autofree char *first = NULL;
      PtLoudness loudness = { 0 };

      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        {
          PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
          g_auto (PtRenderResult) result = { 0 };
          g_autoptr (PtSampleLoader) loader = pt_sample_loader_new_with_cache (NULL);
          g_autoptr (PtArrangement) arrangement = parse (fixture, MUSIC);

          options.format = format;
          options.threads = threads[i];
          g_assert_true (pt_render (arrangement, loader, &options, fixture->out, &result, NULL, NULL, NULL, NULL));
          if (first == NULL)
            {
              first = g_strdup (result.sha256);
              loudness = result.loudness;
            }
          g_assert_cmpstr (result.sha256, ==, first);
          g_assert_cmpmem (&result.loudness, sizeof loudness, &loudness, sizeof loudness);
        }
    }
}

/* One loader, many renders at once, as screening does it. */
static gpointer
screen_thread (gpointer data)
{
  Fixture *fixture = data;
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };

  options.threads = 1;
  render (fixture, MUSIC, &options, NULL, &result);

  return g_memdup2 (&result.loudness, sizeof result.loudness);
}

static void
test_screening (Fixture *fixture, gconstpointer data)
{
  g_autofree PtLoudness *first = screen_thread (fixture);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("screen", screen_thread, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree PtLoudness *loudness = g_thread_join (threads[i]);

      g_assert_cmpmem (loudness, sizeof *loudness, first, sizeof *first);
    }
  g_assert_cmpuint (pt_sample_loader_get_n_prepared (fixture->loader), ==, 3);
}

/* --- stems --- */

static float *
read_stem (Fixture *fixture, const char *name, const char *ending, guint64 *frames)
{
  g_autofree char *file = g_strconcat (name, ".", ending, NULL);
  g_autofree char *path = g_build_filename (fixture->stems, file, NULL);

  return pt_test_read_audio (path, frames, NULL, NULL);
}

static void
test_stems_sum (Fixture *fixture, gconstpointer data)
{
  static const char *const roles[] = { "kick", "texture", "clap", "perc" };
  static const PtFileFormat formats[] = { PT_FILE_FORMAT_WAV16, PT_FILE_FORMAT_WAV24, PT_FILE_FORMAT_WAV32F, PT_FILE_FORMAT_FLAC };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
      g_auto (PtRenderResult) result = { 0 };
      g_auto (PtRenderResult) alone = { 0 };
      g_autofree float *mix = NULL;
      g_autofree double *sum = NULL;
      guint64 frames;
      const char *ending = pt_file_format_get_ending (formats[f]);
      double tolerance = formats[f] == PT_FILE_FORMAT_WAV16 ? 2.0 / 32768 : formats[f] == PT_FILE_FORMAT_WAV32F ? 1e-6
                                                                                                                : 3.0 / 8388608;

      options.format = formats[f];
      render (fixture, MUSIC, &options, fixture->out, &alone);
      options.stems_folder = fixture->stems;
      render (fixture, MUSIC, &options, fixture->out, &result);
      /* The mix is the same with stems or without. */
      g_assert_cmpstr (result.sha256, ==, alone.sha256);

      mix = pt_test_read_audio (fixture->out, &frames, NULL, NULL);
      sum = g_new0 (double, 2 * frames);
      for (guint r = 0; r < G_N_ELEMENTS (roles); r++)
        {
          guint64 n;
          g_autofree float *stem = read_stem (fixture, roles[r], ending, &n);

          g_assert_cmpuint (n, ==, frames);
          for (guint64 i = 0; i < 2 * frames; i++)
            sum[i] += stem[i];
        }
      for (guint64 i = 0; i < 2 * frames; i++)
        g_assert_cmpfloat_with_epsilon (sum[i], mix[i], tolerance);
    }
  /* Four WAVs and four FLACs. */
  g_assert_cmpuint (count_files (fixture->stems), ==, 8);
}

/* Two stems that cancel each other in the mix are each far above full scale. */
static void
test_stems_over_full_scale (Fixture *fixture, gconstpointer data)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autofree float *inverse = read_sample (fixture, "full.wav");
  g_autofree float *mix = NULL;
  g_autofree float *kick = NULL;
  g_autofree float *clap = NULL;
  guint64 frames;

  for (guint i = 0; i < 40000; i++)
    inverse[i] *= -0.9f;
  write_sample (fixture, "inverse.wav", g_steal_pointer (&inverse), 20000, RATE);
  options.stems_folder = fixture->stems;
  render (fixture, "{'bpm': 120, 'palette': {'kick': 'full.wav', 'clap': 'inverse.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': ["
                   "{'role': 'kick', 'type': 'oneshot'}, {'role': 'clap', 'type': 'oneshot'}]}]}",
          &options, fixture->out, &result);
  g_assert_true (has_notice (&result, "over full scale"));
  mix = pt_test_read_audio (fixture->out, &frames, NULL, NULL);
  kick = read_stem (fixture, "kick", "wav", NULL);
  clap = read_stem (fixture, "clap", "wav", NULL);
  for (guint64 i = 0; i < 2 * frames; i++)
    g_assert_cmpfloat_with_epsilon (kick[i] + clap[i], mix[i], 2e-6);
}

static void
test_old_stem_is_noticed (Fixture *fixture, gconstpointer data)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autofree char *stranger = g_build_filename (fixture->stems, "synth.wav", NULL);

  g_mkdir_with_parents (fixture->stems, 0777);
  g_file_set_contents (stranger, "", 0, NULL);
  options.stems_folder = fixture->stems;
  render (fixture, MUSIC, &options, fixture->out, &result);
  g_assert_true (has_notice (&result, "synth.wav is from an earlier render"));
}

/* --- failing, and giving up --- */

typedef struct
{
  GCancellable *cancellable;
  double at;
  guint n_calls;
  double last;
} Canceller;

static void
cancel_at (double fraction, const char *message, gpointer user_data)
{
  Canceller *canceller = user_data;

  g_assert_cmpfloat (fraction, >=, canceller->last - 1e-9);
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_nonnull (message);
  canceller->last = fraction;
  canceller->n_calls++;
  if (fraction >= canceller->at)
    g_cancellable_cancel (canceller->cancellable);
}

static void
assert_nothing_left (Fixture *fixture)
{
  g_autofree char *contents = NULL;
  g_autofree char *parent = g_path_get_dirname (fixture->stems);

  g_assert_true (g_file_get_contents (fixture->out, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "older");
  g_assert_false (g_file_test (parent, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_files (fixture->folder), ==, 6);
}

/* At any moment; long enough that there is progress to be told of. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const double moments[] = { 0, 0.15, 0.3, 0.5 };
  g_autoptr (PtArrangement) arrangement = parse (fixture,
                                                 "{'bpm': 120, 'palette': {'kick': 'hit.wav', 'fx': 'long.wav'}, 'sections': [{'name': 's', 'bars': 400, 'layers': ["
                                                 "{'role': 'kick', 'type': 'oneshot', 'beats': [0, 1, 2, 3]}, {'role': 'fx', 'type': 'oneshot', 'gain': 0.1, 'gain_end': 1}]}]}");

  g_file_set_contents (fixture->out, "older", -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
      g_auto (PtRenderResult) result = { 0 };
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Canceller canceller = { cancellable, moments[i] };

      options.stems_folder = fixture->stems;
      options.threads = 1 + i % 2;
      g_assert_false (pt_render (arrangement, fixture->loader, &options, fixture->out, &result, cancel_at, &canceller, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_null (result.notices);
      assert_nothing_left (fixture);
    }
}

static void
assert_refused (Fixture *fixture, const char *text, const PtRenderOptions *options, const char *path, const char *says)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, text);
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (pt_render (arrangement, fixture->loader, options, path, &result, NULL, NULL, NULL, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” is not in: %s", says, error->message);
}

#define ONE_HIT(sample) "{'bpm': 120, 'palette': {'kick': '" sample "'}, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'kick', 'type': 'oneshot'}]}]}"

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_autofree char *sample = g_build_filename (fixture->folder, "hit.wav", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "out.wav", NULL);
  g_autofree char *in_the_way = g_build_filename (fixture->folder, "stems", "kick.wav", NULL);
  g_autofree char *stems = g_build_filename (fixture->folder, "stems", NULL);

  assert_refused (fixture, ONE_HIT ("gone.wav"), &options, fixture->out, "gone.wav");
  assert_refused (fixture, ONE_HIT ("."), &options, fixture->out, "folder");
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, sample, "is one of the samples");
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, nowhere, "Cannot write");
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, fixture->folder, "is a folder");

  options.stems_folder = sample;
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, fixture->out, "hit.wav");
  g_mkdir_with_parents (in_the_way, 0777);
  options.stems_folder = stems;
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, fixture->out, "is a folder");
  options.stems_folder = NULL;

  options.target_db = 3;
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, fixture->out, "3 dB");
  options.target_db = NAN;
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, fixture->out, "cannot be reached");
  options.target_db = -14;
  options.normalize = PT_NORMALIZE_LOUDNESS;
  options.ceiling_dbtp = 1;
  assert_refused (fixture, ONE_HIT ("hit.wav"), &options, fixture->out, "true-peak limit");
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

/* The disk fills up: while writing the mix, or only at the stems. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const guint64 limits[] = { 1000, 500000, 2200000 };
  struct rlimit old, small;

  g_file_set_contents (fixture->out, "older", -1, NULL);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      PtRenderOptions options = PT_RENDER_OPTIONS_INIT;

      options.format = PT_FILE_FORMAT_WAV16; /* 2.5 MB; stems of 24 bit 3.8 MB */
      options.stems_folder = fixture->stems;
      small = (struct rlimit){ limits[i], old.rlim_max };
      setrlimit (RLIMIT_FSIZE, &small);
      assert_refused (fixture, MUSIC, &options, fixture->out, "Cannot write");
      setrlimit (RLIMIT_FSIZE, &old);
      assert_nothing_left (fixture);
    }
  small = (struct rlimit){ 3000000, old.rlim_max };
  {
    PtRenderOptions options = PT_RENDER_OPTIONS_INIT;

    options.format = PT_FILE_FORMAT_WAV16;
    options.stems_folder = fixture->stems;
    setrlimit (RLIMIT_FSIZE, &small);
    assert_refused (fixture, MUSIC, &options, fixture->out, "/stems/");
    setrlimit (RLIMIT_FSIZE, &old);
    assert_nothing_left (fixture);
  }
}

/* --- on a thread --- */

typedef struct
{
  GMainLoop *loop;
  GThread *main_thread;
  PtRenderResult result;
  GError *error;
  guint n_progress;
  gboolean done;
} Waiter;

static void
progress_cb (double fraction, const char *message, gpointer user_data)
{
  Waiter *waiter = user_data;

  g_assert_true (g_thread_self () == waiter->main_thread);
  g_assert_false (waiter->done);
  waiter->n_progress++;
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiter *waiter = user_data;

  pt_render_finish (result, &waiter->result, &waiter->error);
  waiter->done = TRUE;
  g_main_loop_quit (waiter->loop);
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, MUSIC);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) expected = { 0 };
  Waiter waiter = { .loop = loop, .main_thread = g_thread_self () };
  char *path = g_strdup (fixture->out);

  render (fixture, MUSIC, &options, fixture->out, &expected);
  pt_render_async (arrangement, fixture->loader, &options, path, progress_cb, &waiter, NULL, finished_cb, &waiter);
  /* What happens to these now does not matter. */
  g_free (path);
  pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (60));
  options.target_db = -50;
  g_main_loop_run (loop);
  g_assert_no_error (waiter.error);
  g_assert_cmpstr (waiter.result.sha256, ==, expected.sha256);
  g_assert_cmpuint (waiter.n_progress, >, 0);
  pt_render_result_clear (&waiter.result);
}

static void
test_async_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, MUSIC);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  Waiter waiter = { .loop = loop, .main_thread = g_thread_self () };

  pt_render_async (arrangement, fixture->loader, &options, fixture->out, NULL, NULL, cancellable, finished_cb, &waiter);
  g_cancellable_cancel (cancellable);
  g_main_loop_run (loop);
  g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiter.error);
  g_assert_false (g_file_test (fixture->out, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/renderer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("onsets", test_onsets);
  ADD ("100-bars-at-130", test_100_bars_at_130);
  ADD ("tails-ring", test_tails_ring);
  ADD ("loop-continuity", test_loop_continuity);
  ADD ("summing", test_summing);
  ADD ("ramp-and-fades", test_ramp_and_fades);
  ADD ("other-rates", test_other_rates);
  ADD ("result-is-the-file", test_result_is_the_file);
  ADD ("loudness-target", test_loudness_target);
  ADD ("silence", test_silence);
  ADD ("missing-role-is-a-notice", test_missing_role_is_a_notice);
  ADD ("deterministic", test_deterministic);
  ADD ("screening", test_screening);
  ADD ("stems-sum", test_stems_sum);
  ADD ("stems-over-full-scale", test_stems_over_full_scale);
  ADD ("old-stem-is-noticed", test_old_stem_is_noticed);
  ADD ("cancel", test_cancel);
  ADD ("refusals", test_refusals);
  ADD ("full-disk", test_full_disk);
  ADD ("async", test_async);
  ADD ("async-cancelled", test_async_cancelled);

  return g_test_run ();
}
