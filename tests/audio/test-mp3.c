/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-mp3.h"

/* MPEG 1 layer 3, 128 kbit/s, 44.1 kHz, stereo: 417 bytes a frame. */
#define FRAME 417

static guint8 *
make (guint n_frames, gsize *length)
{
  guint8 *bytes = g_malloc0 (n_frames * FRAME);

  for (guint i = 0; i < n_frames; i++)
    memcpy (bytes + i * FRAME, "\xff\xfb\x90\x00", 4);
  *length = n_frames * FRAME;

  return bytes;
}

static gboolean
is_sound (const guint8 *bytes, gsize length, int code)
{
  g_autoptr (PtByteSource) source = pt_byte_source_new_for_data (bytes, length, "x.mp3");
  g_autoptr (GError) error = NULL;
  gboolean sound = pt_mp3_is_sound (source, &error);

  if (!sound)
    {
      g_assert_error (error, PT_AUDIO_ERROR, code);
      g_assert_nonnull (strstr (error->message, "x.mp3"));
    }

  return sound;
}

static void
test_frames (void)
{
  gsize length;
  g_autofree guint8 *bytes = make (10, &length);
  g_autofree guint8 *tagged = g_malloc0 (length + 1034);

  g_assert_true (is_sound (bytes, length, 0));
  g_assert_true (is_sound (bytes, FRAME, 0)); /* one alone */
  g_assert_false (is_sound (bytes, FRAME - 1, PT_AUDIO_ERROR_UNREADABLE));

  /* A tag of 1024 bytes in front. */
  memcpy (tagged, "ID3\4\0\0\0\0\10\0", 10);
  memcpy (tagged + 1034, bytes, length);
  g_assert_true (is_sound (tagged, length + 1034, 0));
  g_assert_false (is_sound (tagged, 1034, PT_AUDIO_ERROR_UNREADABLE));
}

static void
test_not_mp3 (void)
{
  guint8 noise[5000];
  guint32 state = 1;

  for (gsize i = 0; i < sizeof noise; i++)
    {
      state = state * 1664525 + 1013904223;
      noise[i] = state >> 24;
    }
  memcpy (noise, "RIFF", 4);
  g_assert_true (is_sound (noise, sizeof noise, 0)); /* not ours to judge */
  memcpy (noise, "\xff\xfb\x90\x00", 4);
  g_assert_false (is_sound (noise, sizeof noise, PT_AUDIO_ERROR_UNREADABLE));
  memcpy (noise, "ID3", 3);
  g_assert_false (is_sound (noise, sizeof noise, PT_AUDIO_ERROR_UNREADABLE));
  g_assert_true (is_sound (noise, 2, 0));
}

static void
test_promise (void)
{
  gsize length;
  g_autofree guint8 *bytes = make (40, &length);

  memcpy (bytes + 36, "Xing\0\0\0\3\0\0\0\50", 12);
  bytes[50] = length >> 8;
  bytes[51] = length & 0xff;
  g_assert_true (is_sound (bytes, length, 0));
  g_assert_false (is_sound (bytes, length / 2, PT_AUDIO_ERROR_TORN));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/mp3/frames", test_frames);
  g_test_add_func ("/audio/mp3/not-mp3", test_not_mp3);
  g_test_add_func ("/audio/mp3/promise", test_promise);

  return g_test_run ();
}
