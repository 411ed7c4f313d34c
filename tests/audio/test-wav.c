/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-wav.h"

/* A little-endian header writer. */
static void
put (GByteArray *bytes, const char *id, guint64 number, guint n)
{
  if (id != NULL)
    g_byte_array_append (bytes, (const guint8 *) id, 4);
  for (guint i = 0; i < n; i++)
    {
      guint8 byte = number >> (8 * i);

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
put_format (GByteArray *bytes, guint tag, guint channels, guint rate, guint bits)
{
  put (bytes, "fmt ", 16, 4);
  put (bytes, NULL, tag, 2);
  put (bytes, NULL, channels, 2);
  put (bytes, NULL, rate, 4);
  put (bytes, NULL, rate * channels * bits / 8, 4);
  put (bytes, NULL, channels * bits / 8, 2);
  put (bytes, NULL, bits, 2);
}

/* RIFF with a 16-bit stereo format, @there bytes of audio where @riff_size and @data_size
 * are promised. */
static GByteArray *
make (const char *magic, guint64 riff_size, guint64 data_size, gsize there)
{
  GByteArray *bytes = g_byte_array_new ();

  put (bytes, magic, riff_size, 4);
  g_byte_array_append (bytes, (const guint8 *) "WAVE", 4);
  put_format (bytes, 1, 2, 48000, 16);
  put (bytes, "data", data_size, 4);
  g_byte_array_set_size (bytes, bytes->len + there);
  memset (bytes->data + bytes->len - there, 0, there);

  return bytes;
}

static PtWavKind
examine (GByteArray *bytes, PtWavLayout *layout, GError **error)
{
  g_autoptr (PtByteSource) source = pt_byte_source_new_for_data (bytes->data, bytes->len, "x.wav");

  return pt_wav_examine (source, layout, error);
}

static void
assert_frames (GByteArray *bytes, guint64 frames)
{
  g_autoptr (GByteArray) own = bytes;
  g_autoptr (GError) error = NULL;
  PtWavLayout layout;
  PtWavKind kind = examine (own, &layout, &error);

  g_assert_no_error (error);
  g_assert_cmpint (kind, ==, PT_WAV_PLAIN);
  g_assert_cmpuint (layout.frames, ==, frames);
  g_assert_cmpuint (layout.channels, ==, 2);
  g_assert_cmpuint (layout.sample_rate, ==, 48000);
  g_assert_cmpint (layout.pcm, ==, PT_PCM_INT16);
}

static void
assert_torn (GByteArray *bytes)
{
  g_autoptr (GByteArray) own = bytes;
  g_autoptr (GError) error = NULL;
  PtWavLayout layout;

  g_assert_cmpint (examine (own, &layout, &error), ==, PT_WAV_BAD);
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN);
  g_assert_nonnull (strstr (error->message, "x.wav"));
}

static void
test_whole (void)
{
  assert_frames (make ("RIFF", 36 + 400, 400, 400), 100);
  assert_frames (make ("RIFF", 44 + 400, 400, 400), 100); /* a common mistake of writers */
  assert_frames (make ("RIFF", 36 + 402, 402, 402), 100); /* half a frame too many */
}

static void
test_streams (void)
{
  assert_frames (make ("RIFF", 0xffffffff, 0xffffffff, 400), 100); /* ffmpeg */
  assert_frames (make ("RIFF", 0x7ffff024, 0x7ffff000, 400), 100); /* sox */
  assert_frames (make ("RIFF", 0x80000024, 0x80000000, 400), 100); /* arecord */
  assert_frames (make ("RIFF", 0, 0, 400), 100);
  assert_frames (make ("RIFF", 36, 0, 400), 100); /* a recorder that crashed */
  assert_frames (make ("RIFF", 36, 0, 0), 0);
}

static void
test_torn (void)
{
  g_autoptr (GByteArray) whole = make ("RIFF", 36 + 400, 400, 400);

  assert_torn (make ("RIFF", 36 + 400, 400, 396));
  assert_torn (make ("RIFF", 36 + 400, 400, 0));
  assert_torn (make ("RIFF", 36 + 800, 400, 400));
  assert_torn (make ("RIFF", 0, 400, 100));
  /* Cut anywhere in the header. */
  for (guint length = 4; length < 44; length++)
    {
      GByteArray *cut = g_byte_array_new ();

      g_byte_array_append (cut, whole->data, length);
      assert_torn (cut);
    }
}

static void
test_rf64 (void)
{
  static const struct
  {
    guint64 riff, data;
    gsize there;
    gboolean whole;
  } cases[] = {
    { 72 + 400, 400, 400, TRUE },
    { 72 + 400, 400, 300, FALSE },
    { 0, 0, 400, TRUE },
    { G_MAXUINT64, G_MAXUINT64, 400, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GByteArray *bytes = g_byte_array_new ();

      put (bytes, "RF64", 0xffffffff, 4);
      g_byte_array_append (bytes, (const guint8 *) "WAVE", 4);
      put (bytes, "ds64", 28, 4);
      put (bytes, NULL, cases[i].riff, 8);
      put (bytes, NULL, cases[i].data, 8);
      put (bytes, NULL, 100, 8);
      put (bytes, NULL, 0, 4);
      put_format (bytes, 1, 2, 48000, 16);
      put (bytes, "data", 0xffffffff, 4);
      for (gsize j = 0; j < cases[i].there; j++)
        put (bytes, NULL, 0, 1);
      if (cases[i].whole)
        assert_frames (bytes, 100);
      else
        assert_torn (bytes);
    }
}

static void
test_extensible (void)
{
  static const guint8 rest[14] = { 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71 };
  GByteArray *bytes = g_byte_array_new ();

  put (bytes, "RIFF", 60 + 400, 4);
  g_byte_array_append (bytes, (const guint8 *) "WAVE", 4);
  put (bytes, "fmt ", 40, 4);
  put (bytes, NULL, 0xfffe, 2);
  put (bytes, NULL, 2, 2);
  put (bytes, NULL, 48000, 4);
  put (bytes, NULL, 192000, 4);
  put (bytes, NULL, 4, 2);
  put (bytes, NULL, 16, 2);
  put (bytes, NULL, 22, 2);
  put (bytes, NULL, 16, 2);
  put (bytes, NULL, 3, 4);
  put (bytes, NULL, 1, 2);
  g_byte_array_append (bytes, rest, sizeof rest);
  put (bytes, "data", 400, 4);
  for (guint i = 0; i < 100; i++)
    put (bytes, NULL, i, 4);
  assert_frames (bytes, 100);
}

static void
test_odd_chunks (void)
{
  GByteArray *bytes = g_byte_array_new ();
  g_autoptr (GByteArray) endless = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  PtWavLayout layout;

  /* A chunk of odd length is followed by a byte that does not count. */
  put (bytes, "RIFF", 36 + 14 + 400, 4);
  g_byte_array_append (bytes, (const guint8 *) "WAVE", 4);
  put (bytes, "LIST", 5, 4);
  put (bytes, NULL, 0, 6);
  put_format (bytes, 1, 2, 48000, 16);
  put (bytes, "data", 400, 4);
  for (guint i = 0; i < 100; i++)
    put (bytes, NULL, i, 4);
  assert_frames (bytes, 100);

  put (endless, "RIFF", 0, 4);
  g_byte_array_append (endless, (const guint8 *) "WAVE", 4);
  for (guint i = 0; i < 20000; i++)
    put (endless, "junk", 0, 4);
  g_assert_cmpint (examine (endless, &layout, &error), ==, PT_WAV_BAD);
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE);
}

static void
test_others (void)
{
  static const struct
  {
    guint tag, bits;
  } cases[] = { { 1, 8 }, { 3, 64 }, { 7, 8 }, { 2, 4 }, { 1, 20 } };
  g_autoptr (GByteArray) text = g_byte_array_new ();
  PtWavLayout layout;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      put (bytes, "RIFF", 36 + 80, 4);
      g_byte_array_append (bytes, (const guint8 *) "WAVE", 4);
      put_format (bytes, cases[i].tag, 2, 48000, cases[i].bits);
      put (bytes, "data", 80, 4);
      for (guint j = 0; j < 20; j++)
        put (bytes, NULL, j, 4);
      g_assert_cmpint (examine (bytes, &layout, NULL), ==, PT_WAV_OTHER);
    }

  g_byte_array_append (text, (const guint8 *) "Hello, this is a text", 21);
  g_assert_cmpint (examine (text, &layout, NULL), ==, PT_WAV_NO);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/wav/whole", test_whole);
  g_test_add_func ("/audio/wav/streams", test_streams);
  g_test_add_func ("/audio/wav/torn", test_torn);
  g_test_add_func ("/audio/wav/rf64", test_rf64);
  g_test_add_func ("/audio/wav/extensible", test_extensible);
  g_test_add_func ("/audio/wav/odd-chunks", test_odd_chunks);
  g_test_add_func ("/audio/wav/others", test_others);

  return g_test_run ();
}
