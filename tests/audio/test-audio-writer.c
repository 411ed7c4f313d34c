/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sndfile.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-audio-writer.h"
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
  fixture->path = g_build_filename (fixture->folder, "out.wav", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static gboolean
write_in_parts (PtAudioWriter *writer, const float *samples, guint64 frames, guint channels, guint part, GError **error)
{
  for (guint64 done = 0; done < frames; done += part)
    if (!pt_audio_writer_add (writer, samples + done * channels, MIN (part, frames - done), error))
      return FALSE;

  return TRUE;
}

/* Writes and returns the hash. */
static char *
write_file (const char *path, PtFileFormat format, guint channels, guint rate, const float *samples, guint64 frames, guint part, gboolean threaded)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtAudioWriter) writer = pt_audio_writer_new (path, format, channels, rate, frames,
                                                          (threaded ? PT_AUDIO_WRITER_THREADED : 0) | PT_AUDIO_WRITER_HASHED, &error);
  char *sha256;

  g_assert_no_error (error);
  g_assert_true (write_in_parts (writer, samples, frames, channels, part, &error));
  g_assert_true (pt_audio_writer_finish (writer, &error));
  g_assert_no_error (error);
  sha256 = g_strdup (pt_audio_writer_get_sha256 (writer));
  g_assert_true (pt_audio_writer_commit (writer, &error));
  g_assert_no_error (error);

  return sha256;
}

static char *
hash_of (const char *path)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);
}

/* What libsndfile reads is what was written, to the width of the format; pieces and
 * threads make no difference, and the hash is the file's. */
static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const double steps[] = { 1.6 / 32768, 0.51 / 8388608, 0, 0.51 / 8388608 };
  static const int subtypes[] = { SF_FORMAT_PCM_16, SF_FORMAT_PCM_24, SF_FORMAT_FLOAT, SF_FORMAT_PCM_24 };
  const guint64 frames = 200001;
  g_autofree float *samples = pt_test_noise (1, 0.99, frames, 2);

  for (PtFileFormat format = PT_FILE_FORMAT_WAV16; format <= PT_FILE_FORMAT_FLAC; format++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%d.%s", fixture->folder, format, pt_file_format_get_ending (format));
      g_autofree char *first = write_file (name, format, 2, 44100, samples, frames, 100000, TRUE);
      g_autofree char *actual = hash_of (name);
      g_autofree char *second = write_file (name, format, 2, 44100, samples, frames, 777, FALSE);
      g_autofree float *back = NULL;
      guint64 n;
      guint channels, rate;
      SF_INFO info = { 0 };

      g_assert_cmpstr (first, ==, actual);
      g_assert_cmpstr (first, ==, second);
      sf_close (sf_open (name, SFM_READ, &info));
      g_assert_cmpint (info.format & SF_FORMAT_SUBMASK, ==, subtypes[format]);
      back = pt_test_read_audio (name, &n, &channels, &rate);
      g_assert_cmpuint (n, ==, frames);
      g_assert_cmpuint (channels, ==, 2);
      g_assert_cmpuint (rate, ==, 44100);
      for (guint64 i = 0; i < 2 * frames; i++)
        if (!(fabs (back[i] - samples[i]) <= steps[format]))
          g_error ("format %d, sample %" G_GUINT64_FORMAT ": %g is not %g", format, i, back[i], samples[i]);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 4);
}

/* FLAC and 24-bit WAV hold the same steps. */
static void
test_flac_is_wav24 (Fixture *fixture, gconstpointer data)
{
  const guint64 frames = 50000;
  g_autofree float *samples = pt_test_noise (3, 0.3, frames, 2);
  g_autofree char *flac = g_build_filename (fixture->folder, "a.flac", NULL);
  g_autofree float *a = NULL;
  g_autofree float *b = NULL;

  g_free (write_file (fixture->path, PT_FILE_FORMAT_WAV24, 2, 48000, samples, frames, 1000, TRUE));
  g_free (write_file (flac, PT_FILE_FORMAT_FLAC, 2, 48000, samples, frames, 1000, TRUE));
  a = pt_test_read_audio (fixture->path, NULL, NULL, NULL);
  b = pt_test_read_audio (flac, NULL, NULL, NULL);
  g_assert_cmpmem (a, 2 * frames * sizeof (float), b, 2 * frames * sizeof (float));
}

static void
test_without_hash (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (3, 0.3, 200000, 2);

  for (PtFileFormat format = PT_FILE_FORMAT_WAV16; format <= PT_FILE_FORMAT_FLAC; format++)
    for (guint threaded = 0; threaded < 2; threaded++)
      {
        g_autoptr (PtAudioWriter) writer = pt_audio_writer_new (fixture->path, format, 2, 48000, 200000, threaded, NULL);

        g_assert_true (write_in_parts (writer, samples, 200000, 2, 1000, NULL));
        g_assert_true (pt_audio_writer_finish (writer, NULL));
        g_assert_cmpstr (pt_audio_writer_get_sha256 (writer), ==, "");
      }
}

static void
test_mono (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (3, 0.3, 7, 1);
  g_autofree float *back = NULL;
  guint64 frames;
  guint channels;

  g_free (write_file (fixture->path, PT_FILE_FORMAT_WAV24, 1, 8000, samples, 7, 2, TRUE));
  back = pt_test_read_audio (fixture->path, &frames, &channels, NULL);
  g_assert_cmpuint (frames, ==, 7);
  g_assert_cmpuint (channels, ==, 1);
}

static guint64
number_at (const guint8 *header, guint offset, guint bytes)
{
  guint64 value = 0;

  for (guint i = bytes; i-- > 0;)
    value = value << 8 | header[offset + i];

  return value;
}

static void
test_headers (Fixture *fixture, gconstpointer data)
{
  guint8 header[PT_WAV_HEADER_MAX];
  const guint64 many = G_GUINT64_CONSTANT (2000000000);

  g_assert_cmpuint (pt_audio_writer_make_wav_header (PT_FILE_FORMAT_WAV16, 2, 48000, 1000, header), ==, 44);
  g_assert_cmpmem (header, 4, "RIFF", 4);
  g_assert_cmpuint (number_at (header, 4, 4), ==, 36 + 4000);
  g_assert_cmpuint (number_at (header, 40, 4), ==, 4000);
  g_assert_cmpuint (pt_audio_writer_make_wav_header (PT_FILE_FORMAT_WAV32F, 2, 48000, 1000, header), ==, 58);
  g_assert_cmpuint (number_at (header, 4, 4), ==, 50 + 8000);
  g_assert_cmpuint (number_at (header, 20, 2), ==, 3);

  /* Beyond 4 GB. */
  g_assert_cmpuint (pt_audio_writer_make_wav_header (PT_FILE_FORMAT_WAV24, 2, 48000, many, header), ==, 80);
  g_assert_cmpmem (header, 4, "RF64", 4);
  g_assert_cmpuint (number_at (header, 4, 4), ==, G_MAXUINT32);
  g_assert_cmpmem (header + 12, 4, "ds64", 4);
  g_assert_cmpuint (number_at (header, 20, 8), ==, 72 + 6 * many);
  g_assert_cmpuint (number_at (header, 28, 8), ==, 6 * many);
  g_assert_cmpuint (number_at (header, 36, 8), ==, many);
  g_assert_cmpuint (number_at (header, 76, 4), ==, G_MAXUINT32);
}

/* libsndfile agrees about RF64: a sparse file with such a header. */
static void
test_rf64_opens (Fixture *fixture, gconstpointer data)
{
  guint8 header[PT_WAV_HEADER_MAX];
  const guint64 frames = G_GUINT64_CONSTANT (1200000000);
  gsize length = pt_audio_writer_make_wav_header (PT_FILE_FORMAT_WAV16, 2, 48000, frames, header);
  int fd = g_open (fixture->path, O_WRONLY | O_CREAT, 0666);
  SF_INFO info = { 0 };
  SNDFILE *file;

  g_assert_cmpint (write (fd, header, length), ==, length);
  if (ftruncate (fd, length + frames * 4) != 0)
    {
      close (fd);
      g_test_skip ("no sparse files here");
      return;
    }
  close (fd);
  file = sf_open (fixture->path, SFM_READ, &info);
  g_assert_nonnull (file);
  g_assert_cmpint (info.frames, ==, frames);
  g_assert_cmpint (info.format & SF_FORMAT_TYPEMASK, ==, SF_FORMAT_RF64);
  sf_close (file);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

/* Given up in the middle: nothing stays, the older file is untouched. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  g_autofree float *samples = pt_test_noise (3, 0.3, 300000, 2);

  g_file_set_contents (fixture->path, "older", -1, NULL);
  for (PtFileFormat format = PT_FILE_FORMAT_WAV16; format <= PT_FILE_FORMAT_FLAC; format++)
    for (guint threaded = 0; threaded < 2; threaded++)
      for (guint finished = 0; finished < 2; finished++)
        {
          PtAudioWriter *writer = pt_audio_writer_new (fixture->path, format, 2, 48000, 300000, threaded, NULL);

          g_assert_true (pt_audio_writer_add (writer, samples, finished ? 300000 : 200000, NULL));
          if (finished)
            g_assert_true (pt_audio_writer_finish (writer, NULL));
          g_assert_cmpuint (count_files (fixture->folder), ==, 2);
          pt_audio_writer_free (writer);
          g_assert_cmpuint (count_files (fixture->folder), ==, 1);
        }
  assert_contents (fixture->path, "older");
}

static void
limit_files (guint64 bytes)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  setrlimit (RLIMIT_FSIZE, &limit);
}

/* A full disk, played by a limit on the size of files: full from the start, or filled by
 * somebody else meanwhile. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  const guint64 frames = 2000000;
  g_autofree float *samples = pt_test_noise (3, 0.3, frames, 2);

  g_file_set_contents (fixture->path, "older", -1, NULL);
  signal (SIGXFSZ, SIG_IGN);
  for (PtFileFormat format = PT_FILE_FORMAT_WAV16; format <= PT_FILE_FORMAT_FLAC; format++)
    for (guint flags = 0; flags < 4; flags++)
      for (guint later = 0; later < 2; later++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (PtAudioWriter) writer = NULL;

          limit_files (later ? RLIM_INFINITY : 1000000);
          writer = pt_audio_writer_new (fixture->path, format, 2, 48000, frames, flags, &error);
          limit_files (1000000);
          g_assert_true (writer != NULL || !later);
          if (writer != NULL && write_in_parts (writer, samples, frames, 2, 4096, &error))
            g_assert_false (pt_audio_writer_finish (writer, &error));
          limit_files (RLIM_INFINITY);
          g_assert_error (error, G_IO_ERROR, g_io_error_from_errno (EFBIG));
          g_assert_nonnull (strstr (error->message, "out.wav"));
          g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
          g_clear_pointer (&writer, pt_audio_writer_free);
          g_assert_cmpuint (count_files (fixture->folder), ==, 1);
        }
  assert_contents (fixture->path, "older");
}

static void
assert_refused (const char *path, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pt_audio_writer_check (path, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” is not in: %s", says, error->message);
  g_assert_null (pt_audio_writer_new (path, PT_FILE_FORMAT_WAV16, 2, 48000, 10, FALSE, NULL));
}

static void
test_bad_places (Fixture *fixture, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "missing", "a.wav", NULL);
  g_autofree char *below_file = g_build_filename (fixture->path, "a.wav", NULL);
  g_autofree char *slash = g_strconcat (fixture->folder, "/new/", NULL);

  g_file_set_contents (fixture->path, "older", -1, NULL);
  assert_refused (nowhere, g_strerror (ENOENT));
  assert_refused (below_file, g_strerror (ENOTDIR));
  assert_refused (fixture->folder, "is a folder");
  assert_refused ("/dev/null", "not a plain file");
  assert_refused (slash, "names no file");
  if (geteuid () != 0)
    {
      g_chmod (fixture->folder, 0555);
      assert_refused (fixture->path, g_strerror (EACCES));
      g_chmod (fixture->folder, 0755);
    }
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* A link stays a link, and what it leads to is replaced. */
static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link_path = g_build_filename (fixture->folder, "link.wav", NULL);
  g_autofree float *samples = pt_test_noise (3, 0.3, 100, 2);
  g_autofree float *back = NULL;

  g_file_set_contents (fixture->path, "older", -1, NULL);
  g_assert_cmpint (symlink ("out.wav", link_path), ==, 0);
  g_free (write_file (link_path, PT_FILE_FORMAT_WAV32F, 2, 48000, samples, 100, 100, FALSE));
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  back = pt_test_read_audio (fixture->path, NULL, NULL, NULL);
  g_assert_cmpmem (back, 800, samples, 800);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  PtFileFormat format;

  g_assert_true (pt_file_format_parse ("FLAC", &format, NULL));
  g_assert_cmpint (format, ==, PT_FILE_FORMAT_FLAC);
  g_assert_true (pt_file_format_parse ("wav32f", &format, NULL));
  g_assert_cmpint (format, ==, PT_FILE_FORMAT_WAV32F);
  g_assert_false (pt_file_format_parse ("mp3", &format, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "wav16, wav24, wav32f or flac"));
  g_assert_true (pt_file_format_from_path ("a/b.c.Wav", &format));
  g_assert_cmpint (format, ==, PT_FILE_FORMAT_WAV24);
  g_assert_false (pt_file_format_from_path (".wav", &format));
  g_assert_false (pt_file_format_from_path ("wav", &format));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/audio-writer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("formats", test_formats);
  ADD ("flac-is-wav24", test_flac_is_wav24);
  ADD ("without-hash", test_without_hash);
  ADD ("mono", test_mono);
  ADD ("headers", test_headers);
  ADD ("rf64-opens", test_rf64_opens);
  ADD ("given-up", test_given_up);
  ADD ("full-disk", test_full_disk);
  ADD ("bad-places", test_bad_places);
  ADD ("link", test_link);
  ADD ("names", test_names);

  return g_test_run ();
}
