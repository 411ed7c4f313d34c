/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-sample-loader.h"
#include "pt-test-audio.h"

typedef struct
{
  char *root;
  char *folder; /* its name says nothing about tempo; that of @root might */
  char *cache;
  PtSampleLoader *loader;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->root = pt_test_make_folder ();
  fixture->folder = g_build_filename (fixture->root, "samples", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  fixture->cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->loader = pt_sample_loader_new_with_cache (fixture->cache);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->loader);
  pt_test_remove_folder (fixture->root);
  g_free (fixture->root);
  g_free (fixture->folder);
  g_free (fixture->cache);
}

/* Noise of @frames, as a 32-bit float file. */
static char *
make_file (Fixture *fixture, const char *name, guint64 frames, guint channels, guint rate)
{
  g_autofree float *noise = pt_test_noise (frames, 0.5, frames, channels);
  char *path = g_build_filename (fixture->folder, name, NULL);

  pt_test_write_audio (path, noise, frames, channels, rate, SF_FORMAT_WAV | SF_FORMAT_FLOAT);

  return path;
}

static guint64
bars (double n, double bpm, guint rate)
{
  return pt_beats_to_frame (pt_beats_from_double (n * 4), pt_tempo_from_bpm (bpm), rate);
}

static PtAudioBuffer *
load_loop (Fixture *fixture, const char *path, double loop_bpm, double bpm, guint rate, gboolean expect_stretched)
{
  g_autoptr (GError) error = NULL;
  gboolean stretched = !expect_stretched;
  PtAudioBuffer *buffer = pt_sample_loader_load_loop (fixture->loader, path, loop_bpm, pt_tempo_from_bpm (bpm), rate, &stretched, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (buffer);
  g_assert_cmpint (stretched, ==, expect_stretched);
  g_assert_cmpuint (pt_audio_buffer_get_channels (buffer), ==, 2);
  g_assert_cmpuint (pt_audio_buffer_get_sample_rate (buffer), ==, rate);

  return buffer;
}

/* --- one-shots --- */

static void
test_one_shots (Fixture *fixture, gconstpointer data)
{
  g_autofree char *stereo = make_file (fixture, "stereo 133 bpm.wav", 5000, 2, 48000);
  g_autofree char *mono = make_file (fixture, "mono.wav", 4410, 1, 44100);
  g_autoptr (PtAudioBuffer) same = pt_sample_loader_load_one_shot (fixture->loader, stereo, 48000, NULL, NULL);
  g_autoptr (PtAudioBuffer) widened = pt_sample_loader_load_one_shot (fixture->loader, mono, 44100, NULL, NULL);
  g_autoptr (PtAudioBuffer) resampled = pt_sample_loader_load_one_shot (fixture->loader, mono, 48000, NULL, NULL);
  g_autofree float *expected = pt_test_noise (5000, 0.5, 5000, 2);
  g_autofree float *expected_mono = pt_test_noise (4410, 0.5, 4410, 1);

  /* Never stretched, whatever the name says. */
  g_assert_cmpuint (pt_audio_buffer_get_frames (same), ==, 5000);
  g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (same), expected, 5000 * 8), ==, 0);

  g_assert_cmpuint (pt_audio_buffer_get_channels (widened), ==, 2);
  for (guint i = 0; i < 4410; i++)
    {
      g_assert_cmpfloat (pt_audio_buffer_get_samples (widened)[2 * i], ==, expected_mono[i]);
      g_assert_cmpfloat (pt_audio_buffer_get_samples (widened)[2 * i + 1], ==, expected_mono[i]);
    }
  g_assert_cmpuint (pt_audio_buffer_get_frames (resampled), ==, 4800);
}

static void
test_second_load_is_the_same_buffer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (fixture, "a.wav", 5000, 2, 44100);
  g_autoptr (PtAudioBuffer) first = pt_sample_loader_load_one_shot (fixture->loader, path, 48000, NULL, NULL);
  g_autoptr (PtAudioBuffer) second = pt_sample_loader_load_one_shot (fixture->loader, path, 48000, NULL, NULL);
  g_autoptr (PtAudioBuffer) other_rate = pt_sample_loader_load_one_shot (fixture->loader, path, 96000, NULL, NULL);
  g_autoptr (PtAudioBuffer) rewritten = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (first == second);
  g_assert_true (first != other_rate);
  g_assert_cmpuint (pt_sample_loader_get_n_prepared (fixture->loader), ==, 2);

  /* A file that was changed is read again, one that is gone is missed. */
  g_free (make_file (fixture, "a.wav", 6000, 2, 44100));
  rewritten = pt_sample_loader_load_one_shot (fixture->loader, path, 48000, NULL, NULL);
  g_assert_cmpuint (pt_audio_buffer_get_frames (rewritten), ==, 6531);
  g_unlink (path);
  g_assert_null (pt_sample_loader_load_one_shot (fixture->loader, path, 48000, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  g_autofree char *eight = make_file (fixture, "eight.wav", 1000, 8, 48000);
  g_autofree char *torn = make_file (fixture, "torn.wav", 1000, 2, 48000);
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_sample_loader_load_one_shot (fixture->loader, eight, 48000, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, eight));
  g_assert_nonnull (strstr (error->message, "8 channels"));
  g_assert_nonnull (strstr (error->message, "sox"));
  g_clear_error (&error);

  g_assert_cmpint (truncate (torn, 4000), ==, 0);
  g_assert_null (pt_sample_loader_load_loop (fixture->loader, torn, 0, pt_tempo_from_bpm (128), 48000, NULL, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN);
  g_clear_error (&error);

  g_assert_null (pt_sample_loader_load_one_shot (fixture->loader, fixture->folder, 48000, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
}

/* --- loops --- */

static void
test_loop_in_tempo_is_untouched (Fixture *fixture, gconstpointer data)
{
  guint64 frames = bars (2, 131, 48000);
  g_autofree char *path = make_file (fixture, "Loop 131 BPM.wav", frames, 2, 48000);
  g_autofree float *expected = pt_test_noise (frames, 0.5, frames, 2);
  g_autoptr (PtAudioBuffer) buffer = load_loop (fixture, path, 0, 131, 48000, TRUE);

  g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, frames);
  g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (buffer), expected, frames * 8), ==, 0);
}

static void
test_loop_lengths (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    double file_bars, file_bpm; /* what the file is */
    guint file_rate;
    double loop_bpm; /* what we say */
    double bpm;
    guint rate;
    double result_bars;
  } cases[] = {
    { "a 133bpm.wav", 2, 133, 44100, 0, 128, 48000, 2 },
    { "b.wav", 1, 128, 48000, 128, 97.3, 44100, 1 },
    { "c_120_F.wav", 1, 120, 48000, 0, 130, 48000, 1 },
    { "d.wav", 2, 125, 48000, 0, 125, 44100, 2 }, /* plain resampling */
    { "e.wav", 1, 122, 48000, 0, 128, 48000, 1 }, /* the length says it */
    { "f 140 bpm.wav", 1.2, 140, 48000, 0, 128, 48000, 1 }, /* a tail */
    { "g 140 bpm.wav", 0.9, 140, 48000, 0, 128, 48000, 1 }, /* cut */
    { "h 140 bpm.wav", 0.5, 140, 48000, 0, 128, 48000, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = make_file (fixture, cases[i].name, bars (cases[i].file_bars, cases[i].file_bpm, cases[i].file_rate), 1, cases[i].file_rate);
      g_autoptr (PtAudioBuffer) buffer = load_loop (fixture, path, cases[i].loop_bpm, cases[i].bpm, cases[i].rate, TRUE);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, bars (cases[i].result_bars, cases[i].bpm, cases[i].rate));
    }
}

/* Two bars of kicks and hats at @bpm, as a file whose name says nothing. */
static char *
make_groove (Fixture *fixture, double bpm, guint rate)
{
  guint64 frames = bars (2, bpm, rate);
  g_autofree float *noise = pt_test_noise (5, 0.3, frames, 1);
  g_autofree float *samples = g_new (float, frames);
  char *path = g_build_filename (fixture->folder, "groove.wav", NULL);

  for (guint64 i = 0; i < frames; i++)
    {
      double beat = fmod (8.0 * i / frames, 1) * 60 / bpm;
      double off_beat = fmod (8.0 * i / frames + 0.5, 1) * 60 / bpm;

      samples[i] = 0.8 * exp (-beat * 14) * sin (2 * G_PI * 55 * beat) + noise[i] * exp (-off_beat * 60);
    }
  pt_test_write_audio (path, samples, frames, 1, rate, SF_FORMAT_WAV | SF_FORMAT_PCM_16);

  return path;
}

static void
test_heard_tempo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_groove (fixture, 131.37, 44100);
  g_autoptr (PtAudioBuffer) buffer = load_loop (fixture, path, 0, 126, 48000, TRUE);

  g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, bars (2, 126, 48000));
}

static void
test_tail_rings_on (Fixture *fixture, gconstpointer data)
{
  guint64 bar = bars (1, 128, 48000);
  guint64 frames = bar + 9000;
  g_autofree float *noise = pt_test_noise (frames, 0.5, frames, 2);
  g_autofree char *path = make_file (fixture, "tail 128 bpm.wav", frames, 2, 48000);
  g_autoptr (PtAudioBuffer) buffer = load_loop (fixture, path, 0, 128, 48000, TRUE);
  const float *samples = pt_audio_buffer_get_samples (buffer);

  g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, bar);
  g_assert_cmpfloat (samples[100], ==, noise[100] + noise[2 * bar + 100]);
  g_assert_cmpfloat (samples[2 * 9000], ==, noise[2 * 9000]);
}

static void
test_drone_is_not_stretched (Fixture *fixture, gconstpointer data)
{
  g_autofree char *drone = make_file (fixture, "drone.wav", 123457, 2, 48000);
  g_autofree char *absurd = make_file (fixture, "absurd.wav", bars (8, 400, 48000), 2, 48000);
  g_autoptr (PtAudioBuffer) buffer = load_loop (fixture, drone, 0, 128, 48000, FALSE);
  g_autoptr (PtAudioBuffer) resampled = load_loop (fixture, drone, 0, 128, 24000, FALSE);
  g_autoptr (PtAudioBuffer) too_far = load_loop (fixture, absurd, 400, 25, 48000, FALSE);

  g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, 123457);
  g_assert_cmpuint (pt_audio_buffer_get_frames (resampled), ==, 61729);
  g_assert_cmpuint (pt_audio_buffer_get_frames (too_far), ==, bars (8, 400, 48000));
}

/* --- caches --- */

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_disk_cache (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (fixture, "a 133bpm.wav", bars (1, 133, 48000), 1, 48000);
  g_autofree char *renamed = g_build_filename (fixture->folder, "b.wav", NULL);
  g_autoptr (PtAudioBuffer) first = load_loop (fixture, path, 0, 128, 48000, TRUE);
  g_autoptr (PtSampleLoader) other = pt_sample_loader_new_with_cache (fixture->cache);
  g_autoptr (PtSampleLoader) none = pt_sample_loader_new_with_cache (NULL);
  g_autoptr (PtAudioBuffer) second = NULL;
  g_autoptr (PtAudioBuffer) third = NULL;
  gint64 start, found, made;

  g_assert_cmpuint (count_files (fixture->cache), ==, 1);
  /* Found by content: the name does not matter. */
  g_assert_cmpint (g_rename (path, renamed), ==, 0);
  start = g_get_monotonic_time ();
  second = pt_sample_loader_load_loop (other, renamed, 133, pt_tempo_from_bpm (128), 48000, NULL, NULL, NULL);
  found = g_get_monotonic_time () - start;
  start = g_get_monotonic_time ();
  third = pt_sample_loader_load_loop (none, renamed, 133, pt_tempo_from_bpm (128), 48000, NULL, NULL, NULL);
  made = g_get_monotonic_time () - start;
  g_test_message ("found in %.2f ms, made in %.2f ms", found / 1e3, made / 1e3);
  g_assert_cmpuint (count_files (fixture->cache), ==, 1);
  for (guint64 i = 0; i < 2 * pt_audio_buffer_get_frames (first); i++)
    {
      g_assert_cmpfloat (pt_audio_buffer_get_samples (first)[i], ==, pt_audio_buffer_get_samples (second)[i]);
      g_assert_cmpfloat (pt_audio_buffer_get_samples (first)[i], ==, pt_audio_buffer_get_samples (third)[i]);
    }
}

static void
test_memory_is_bounded (Fixture *fixture, gconstpointer data)
{
  PtAudioBuffer *kept;

  pt_sample_loader_set_max_memory (fixture->loader, 100000);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.wav", i);
      g_autofree char *path = make_file (fixture, name, 2000, 2, 48000);
      g_autofree char *first = g_build_filename (fixture->folder, "0.wav", NULL);
      g_autoptr (PtAudioBuffer) buffer = pt_sample_loader_load_one_shot (fixture->loader, path, 48000, NULL, NULL);
      g_autoptr (PtAudioBuffer) used = pt_sample_loader_load_one_shot (fixture->loader, first, 48000, NULL, NULL);

      g_assert_cmpuint (pt_sample_loader_get_memory (fixture->loader), <=, 100000);
    }
  /* The first was used all the time and never went. */
  g_assert_cmpuint (pt_sample_loader_get_n_prepared (fixture->loader), ==, 20);

  /* One that alone is too large is kept until the next comes. */
  {
    g_autofree char *path = make_file (fixture, "large.wav", 200000, 2, 48000);

    kept = pt_sample_loader_load_one_shot (fixture->loader, path, 48000, NULL, NULL);
    g_assert_cmpuint (pt_sample_loader_get_memory (fixture->loader), ==, 1600000);
    pt_audio_buffer_unref (kept);
  }
}

/* --- threads --- */

typedef struct
{
  PtSampleLoader *loader;
  char *path;
  GCancellable *cancellable;
  PtAudioBuffer *buffer;
  GError *error;
} Work;

static gpointer
load_thread (gpointer data)
{
  Work *work = data;

  work->buffer = pt_sample_loader_load_loop (work->loader, work->path, 133, pt_tempo_from_bpm (128), 48000, NULL,
                                             work->cancellable, &work->error);

  return NULL;
}

static void
test_threads_share (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (fixture, "a.wav", bars (1, 133, 48000), 1, 48000);
  Work work[6] = { 0 };
  GThread *threads[6];

  for (guint i = 0; i < 6; i++)
    {
      work[i].loader = fixture->loader;
      work[i].path = path;
      threads[i] = g_thread_new ("load", load_thread, &work[i]);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_thread_join (threads[i]);
      g_assert_no_error (work[i].error);
      g_assert_true (work[i].buffer == work[0].buffer);
    }
  g_assert_cmpuint (pt_sample_loader_get_n_prepared (fixture->loader), ==, 1);
  for (guint i = 0; i < 6; i++)
    pt_audio_buffer_unref (work[i].buffer);
}

/* Some are cancelled at some time; those that are not get their loop all the same. */
static void
test_threads_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (fixture, "a.wav", bars (2, 133, 48000), 1, 48000);
  Work work[6] = { 0 };
  GThread *threads[6];

  for (guint i = 0; i < 6; i++)
    {
      work[i].loader = fixture->loader;
      work[i].path = path;
      work[i].cancellable = g_cancellable_new ();
      threads[i] = g_thread_new ("load", load_thread, &work[i]);
    }
  for (guint i = 0; i < 4; i++)
    g_cancellable_cancel (work[i].cancellable);
  for (guint i = 0; i < 6; i++)
    {
      g_thread_join (threads[i]);
      if (work[i].buffer == NULL)
        g_assert_error (work[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (i >= 4)
        g_assert_nonnull (work[i].buffer);
      g_clear_pointer (&work[i].buffer, pt_audio_buffer_unref);
      g_clear_error (&work[i].error);
      g_object_unref (work[i].cancellable);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/sample-loader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-shots", test_one_shots);
  ADD ("second-load-is-the-same-buffer", test_second_load_is_the_same_buffer);
  ADD ("errors", test_errors);
  ADD ("loop-in-tempo-is-untouched", test_loop_in_tempo_is_untouched);
  ADD ("loop-lengths", test_loop_lengths);
  ADD ("heard-tempo", test_heard_tempo);
  ADD ("tail-rings-on", test_tail_rings_on);
  ADD ("drone-is-not-stretched", test_drone_is_not_stretched);
  ADD ("disk-cache", test_disk_cache);
  ADD ("memory-is-bounded", test_memory_is_bounded);
  ADD ("threads-share", test_threads_share);
  ADD ("threads-cancelled", test_threads_cancelled);
#undef ADD

  return g_test_run ();
}
