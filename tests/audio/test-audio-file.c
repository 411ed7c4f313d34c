/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-audio-file.h"
#include "pt-test-audio.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "sample.wav", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* --- the same bits as libsndfile, whichever way the file is read --- */

typedef struct
{
  float *samples;
  guint64 frames;
  guint channels;
  guint64 stop_after;
} Collected;

static gboolean
collect_cb (const float *samples, guint64 frames, gpointer user_data)
{
  Collected *collected = user_data;

  memcpy (collected->samples + collected->frames * collected->channels, samples,
          frames * collected->channels * sizeof (float));
  collected->frames += frames;

  return collected->stop_after == 0 || collected->frames < collected->stop_after;
}

static void
assert_reads_like_sndfile (const char *path, const char *format)
{
  guint64 frames;
  guint channels;
  guint rate;
  g_autofree float *expected = pt_test_read_audio (path, &frames, &channels, &rate);
  g_autoptr (PtAudioBuffer) buffer = NULL;
  g_autoptr (PtAudioBuffer) decoded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  g_autofree float *streamed = g_new (float, frames *channels);
  Collected collected = { .samples = streamed, .channels = channels };
  PtAudioFileInfo info;
  gsize length;
  gsize size = frames * channels * sizeof (float);

  g_assert_true (pt_audio_file_probe (path, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (info.format, ==, format);
  g_assert_cmpuint (info.frames, ==, frames);
  g_assert_cmpuint (info.channels, ==, channels);
  g_assert_cmpuint (info.sample_rate, ==, rate);

  buffer = pt_audio_file_read (path, &info, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, frames);
  g_assert_cmpuint (pt_audio_buffer_get_channels (buffer), ==, channels);
  g_assert_cmpuint (pt_audio_buffer_get_sample_rate (buffer), ==, rate);
  g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (buffer), expected, size), ==, 0);
  g_assert_cmpuint (info.n_unusable, ==, 0);

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  decoded = pt_audio_file_decode (bytes, length, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pt_audio_buffer_get_frames (decoded), ==, frames);
  g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (decoded), expected, size), ==, 0);

  g_assert_true (pt_audio_file_stream (path, &info, collect_cb, &collected, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (collected.frames, ==, frames);
  g_assert_cmpuint (info.frames, ==, frames);
  g_assert_cmpint (memcmp (streamed, expected, size), ==, 0);
}

static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int format;
    guint channels;
    guint rate;
    const char *name;
  } cases[] = {
    { SF_FORMAT_WAV | SF_FORMAT_PCM_16, 1, 44100, "WAV 16 bit" },
    { SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 48000, "WAV 16 bit" },
    { SF_FORMAT_WAV | SF_FORMAT_PCM_24, 1, 96000, "WAV 24 bit" },
    { SF_FORMAT_WAV | SF_FORMAT_PCM_24, 2, 48000, "WAV 24 bit" },
    { SF_FORMAT_WAV | SF_FORMAT_PCM_32, 2, 48000, "WAV 32 bit" },
    { SF_FORMAT_WAV | SF_FORMAT_FLOAT, 2, 48000, "WAV 32 bit float" },
    { SF_FORMAT_WAV | SF_FORMAT_FLOAT, 8, 48000, "WAV 32 bit float" },
    { SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 2, 48000, "WAV 64 bit float" },
    { SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 2, 22050, "WAV 8 bit" },
    { SF_FORMAT_WAV | SF_FORMAT_ULAW, 1, 8000, "WAV µ-law" },
    { SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 2, 44100, "WAV ADPCM" },
    { SF_FORMAT_WAVEX | SF_FORMAT_PCM_24, 6, 48000, "WAV 24 bit" },
    { SF_FORMAT_WAVEX | SF_FORMAT_FLOAT, 2, 192000, "WAV 32 bit float" },
    { SF_FORMAT_RF64 | SF_FORMAT_PCM_16, 2, 48000, "WAV 16 bit" },
    { SF_FORMAT_AIFF | SF_FORMAT_PCM_24, 2, 44100, "AIFF 24 bit" },
    { SF_FORMAT_AIFF | SF_FORMAT_FLOAT, 1, 44100, "AIFF 32 bit float" },
    { SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 2, 44100, "FLAC 16 bit" },
    { SF_FORMAT_FLAC | SF_FORMAT_PCM_24, 1, 48000, "FLAC 24 bit" },
    { SF_FORMAT_OGG | SF_FORMAT_VORBIS, 2, 44100, "Ogg Vorbis" },
    { SF_FORMAT_OGG | SF_FORMAT_OPUS, 2, 48000, "Ogg Opus" },
    { SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 2, 44100, "MP3" },
    { SF_FORMAT_CAF | SF_FORMAT_PCM_24, 2, 48000, "CAF 24 bit" },
    { SF_FORMAT_AU | SF_FORMAT_PCM_16, 2, 48000, "AU 16 bit" },
    { SF_FORMAT_W64 | SF_FORMAT_PCM_16, 2, 48000, "W64 16 bit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint long_one = 0; long_one < 2; long_one++)
      {
        guint64 frames = long_one ? 70001 : 1009;
        g_autofree float *samples = pt_test_noise (i, 0.9, frames, cases[i].channels);

        g_test_message ("%s, %u channels, %u frames", cases[i].name, cases[i].channels, (guint) frames);
        pt_test_write_audio (fixture->path, samples, frames, cases[i].channels, cases[i].rate, cases[i].format);
        assert_reads_like_sndfile (fixture->path, cases[i].name);
      }
}

/* --- bad input --- */

static void
assert_refused (const char *path, int code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) stream_error = NULL;
  float scratch[16 * 1024];
  Collected collected = { .samples = scratch, .channels = 0 };

  g_assert_null (pt_audio_file_read (path, NULL, NULL, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, PT_AUDIO_ERROR, code);
  g_assert_nonnull (strstr (error->message, path));
  g_assert_nonnull (strstr (error->message, says));
  g_assert_false (g_str_has_suffix (error->message, "."));

  g_assert_false (pt_audio_file_stream (path, NULL, collect_cb, &collected, NULL, &stream_error));
  g_assert_error (stream_error, PT_AUDIO_ERROR, code);
}

static void
write_bytes (const char *path, const void *bytes, gsize length)
{
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
}

static void
test_not_audio (Fixture *fixture, gconstpointer data)
{
  g_autofree float *noise = pt_test_noise (3, 1, 1000, 1);
  guint8 fake_mp3[2000] = "ID3\4";

  assert_refused (fixture->path, PT_AUDIO_ERROR_UNREADABLE, "There is no file");
  assert_refused (fixture->folder, PT_AUDIO_ERROR_UNREADABLE, "folder");
  write_bytes (fixture->path, "", 0);
  assert_refused (fixture->path, PT_AUDIO_ERROR_EMPTY, "nothing in the file");
  write_bytes (fixture->path, "Kick, 4 to the floor.\n", 22);
  assert_refused (fixture->path, PT_AUDIO_ERROR_UNREADABLE, "text file");
  write_bytes (fixture->path, noise, 4000);
  assert_refused (fixture->path, PT_AUDIO_ERROR_UNREADABLE, "not audio");
  write_bytes (fixture->path, "R", 1);
  assert_refused (fixture->path, PT_AUDIO_ERROR_UNREADABLE, "text file");
  write_bytes (fixture->path, fake_mp3, sizeof fake_mp3);
  assert_refused (fixture->path, PT_AUDIO_ERROR_UNREADABLE, "no MP3 audio");
}

static void
test_torn (Fixture *fixture, gconstpointer data)
{
  static const int formats[] = {
    SF_FORMAT_WAV | SF_FORMAT_PCM_16,
    SF_FORMAT_WAV | SF_FORMAT_PCM_U8,
    SF_FORMAT_WAV | SF_FORMAT_FLOAT,
    SF_FORMAT_RF64 | SF_FORMAT_PCM_24,
    SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
    SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
    SF_FORMAT_OGG | SF_FORMAT_VORBIS,
    SF_FORMAT_OGG | SF_FORMAT_OPUS,
    SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III,
  };
  g_autofree float *samples = pt_test_noise (1, 0.5, 48000, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;

      pt_test_write_audio (fixture->path, samples, 48000, 2, 48000, formats[i]);
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      write_bytes (fixture->path, bytes, length * 6 / 10);
      assert_refused (fixture->path, PT_AUDIO_ERROR_TORN, "torn");
    }
}

static void
test_no_frames (Fixture *fixture, gconstpointer data)
{
  float sample = 0;

  pt_test_write_audio (fixture->path, &sample, 0, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_24);
  assert_refused (fixture->path, PT_AUDIO_ERROR_EMPTY, "0 frames");
  pt_test_write_audio (fixture->path, &sample, 0, 2, 48000, SF_FORMAT_AIFF | SF_FORMAT_PCM_24);
  assert_refused (fixture->path, PT_AUDIO_ERROR_EMPTY, "0 frames");
}

static void
patch (Fixture *fixture, gsize offset, guint32 value, guint n)
{
  g_autofree float *samples = pt_test_noise (1, 0.5, 1000, 2);
  g_autofree char *bytes = NULL;
  gsize length;

  pt_test_write_audio (fixture->path, samples, 1000, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (guint i = 0; i < n; i++)
    bytes[offset + i] = value >> (8 * i);
  write_bytes (fixture->path, bytes, length);
}

static void
test_absurd_headers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  patch (fixture, 24, 0, 4);
  assert_refused (fixture->path, PT_AUDIO_ERROR_UNSUPPORTED, "0 Hz");
  patch (fixture, 24, 1000000000, 4);
  assert_refused (fixture->path, PT_AUDIO_ERROR_UNSUPPORTED, "1000000000 Hz");
  patch (fixture, 22, 0, 2);
  g_assert_null (pt_audio_file_read (fixture->path, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  patch (fixture, 22, 1000, 2);
  g_assert_null (pt_audio_file_read (fixture->path, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  patch (fixture, 16, 3, 4);
  g_assert_null (pt_audio_file_read (fixture->path, NULL, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize length;
  guint32 frames = PT_AUDIO_FILE_MAX_FRAMES + 1;
  float sample[1] = { 0 };

  /* 8-bit mono, and a hole where the audio should be. */
  pt_test_write_audio (fixture->path, sample, 1, 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_U8);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (guint i = 0; i < 4; i++)
    {
      bytes[4 + i] = (frames + 36) >> (8 * i);
      bytes[40 + i] = frames >> (8 * i);
    }
  write_bytes (fixture->path, bytes, length);
  if (truncate (fixture->path, (goffset) frames + 44) != 0)
    {
      g_test_skip ("no file of that length possible here");
      return;
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_null (pt_audio_file_read (fixture->path, NULL, NULL, &error));
    g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED);
    g_assert_nonnull (strstr (error->message, "too long"));
  }
}

static void
test_unusable_samples (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (1, 0.5, 1000, 2);
  static const int formats[] = { SF_FORMAT_WAV | SF_FORMAT_FLOAT, SF_FORMAT_AIFF | SF_FORMAT_FLOAT };

  samples[10] = NAN;
  samples[1999] = INFINITY;
  samples[500] = -3e38f;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (PtAudioBuffer) buffer = NULL;
      PtAudioFileInfo info;

      pt_test_write_audio (fixture->path, samples, 1000, 2, 48000, formats[i]);
      buffer = pt_audio_file_read (fixture->path, &info, NULL, NULL);
      g_assert_nonnull (buffer);
      g_assert_cmpuint (info.n_unusable, ==, 3);
      g_assert_cmpfloat (pt_audio_buffer_get_samples (buffer)[10], ==, 0);
      g_assert_cmpfloat (pt_audio_buffer_get_samples (buffer)[1999], ==, 0);
      g_assert_cmpfloat (pt_audio_buffer_get_samples (buffer)[500], ==, 0);
      g_assert_cmpfloat (pt_audio_buffer_get_samples (buffer)[11], ==, samples[11]);
    }
}

/* Any file cut anywhere and any byte changed: a buffer or an error, nothing else. */
static void
test_mangled (Fixture *fixture, gconstpointer data)
{
  static const int formats[] = {
    SF_FORMAT_WAV | SF_FORMAT_PCM_16,
    SF_FORMAT_WAVEX | SF_FORMAT_FLOAT,
    SF_FORMAT_RF64 | SF_FORMAT_PCM_24,
    SF_FORMAT_AIFF | SF_FORMAT_PCM_16,
    SF_FORMAT_FLAC | SF_FORMAT_PCM_16,
  };
  g_autofree float *samples = pt_test_noise (1, 0.5, 100, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length;

      pt_test_write_audio (fixture->path, samples, 100, 2, 48000, formats[i]);
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      for (gsize n = 0; n < MIN (length, 160) * 4; n++)
        {
          g_autoptr (PtAudioBuffer) buffer = NULL;
          g_autoptr (GError) error = NULL;
          gsize place = n / 4;
          char saved = bytes[place];
          static const guint8 values[] = { 0x00, 0xff, 0x80 };

          if (n % 4 < 3)
            bytes[place] = values[n % 4];
          buffer = pt_audio_file_decode (bytes, n % 4 < 3 ? length : place, "mangled", NULL, &error);
          bytes[place] = saved;
          g_assert_true ((buffer == NULL) == (error != NULL));
        }
    }
}

/* --- other people's files, and other threads --- */

static gboolean
run (const char *command)
{
  int status;

  return g_spawn_command_line_sync (command, NULL, NULL, &status, NULL) && status == 0;
}

static void
test_pipes (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (1, 0.5, 30000, 2);
  g_autofree char *out = g_build_filename (fixture->folder, "piped.wav", NULL);
  static const char *const commands[] = {
    "sh -c 'ffmpeg -v error -i %s -c:a pcm_s16le -f wav - | cat > %s'",
    "sh -c 'sox %s -t wav - 2>/dev/null | cat > %s'",
    "sh -c 'cat %s | sox -t wav - -t wav - 2>/dev/null | cat > %s'",
  };

  pt_test_write_audio (fixture->path, samples, 30000, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *command = g_strdup_printf (commands[i], fixture->path, out);
      g_autoptr (PtAudioBuffer) expected = pt_audio_file_read (fixture->path, NULL, NULL, NULL);
      g_autoptr (PtAudioBuffer) buffer = NULL;
      g_autoptr (GError) error = NULL;

      if (!run (command) || !g_file_test (out, G_FILE_TEST_EXISTS))
        {
          g_test_message ("not installed: %s", command);
          continue;
        }
      buffer = pt_audio_file_read (out, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pt_audio_buffer_get_frames (buffer), ==, 30000);
      g_assert_cmpint (memcmp (pt_audio_buffer_get_samples (buffer), pt_audio_buffer_get_samples (expected), 240000), ==, 0);
      g_unlink (out);
    }
}

static gpointer
read_thread (gpointer data)
{
  const char *const *paths = data;

  for (guint round = 0; round < 40; round++)
    for (guint i = 0; paths[i] != NULL; i++)
      {
        g_autoptr (PtAudioBuffer) buffer = pt_audio_file_read (paths[i], NULL, NULL, NULL);

        g_assert_true ((buffer == NULL) == g_str_has_suffix (paths[i], ".txt"));
      }

  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (1, 0.5, 3000, 2);
  g_autofree char *flac = g_build_filename (fixture->folder, "sample.flac", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "sample.txt", NULL);
  const char *paths[] = { fixture->path, flac, text, NULL };
  GThread *threads[4];

  pt_test_write_audio (fixture->path, samples, 3000, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  pt_test_write_audio (flac, samples, 3000, 2, 48000, SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
  write_bytes (text, "text", 4);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("read", read_thread, paths);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_cancelled_and_stopped (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (1, 0.5, 200000, 1);
  g_autofree float *copy = g_new (float, 200000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Collected collected = { .samples = copy, .channels = 1, .stop_after = 1 };
  PtAudioFileInfo info;

  pt_test_write_audio (fixture->path, samples, 200000, 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  g_assert_true (pt_audio_file_stream (fixture->path, &info, collect_cb, &collected, cancellable, &error));
  g_assert_cmpuint (collected.frames, <, 200000);
  g_assert_cmpuint (info.frames, ==, collected.frames);

  g_cancellable_cancel (cancellable);
  g_assert_null (pt_audio_file_read (fixture->path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (pt_audio_file_stream (fixture->path, NULL, collect_cb, &collected, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/audio-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("formats", test_formats);
  ADD ("not-audio", test_not_audio);
  ADD ("torn", test_torn);
  ADD ("no-frames", test_no_frames);
  ADD ("absurd-headers", test_absurd_headers);
  ADD ("too-long", test_too_long);
  ADD ("unusable-samples", test_unusable_samples);
  ADD ("mangled", test_mangled);
  ADD ("pipes", test_pipes);
  ADD ("threads", test_threads);
  ADD ("cancelled-and-stopped", test_cancelled_and_stopped);
#undef ADD

  return g_test_run ();
}
