/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-segments.h"

#include <math.h>

#include "pt-test-audio.h"
#include "pt-test-music.h"

/* Layers: k kick, h offbeat hats, H sixteenth hats, b bass, p perc, P another perc, t
 * texture, c clap, m chords in a minor key, M the same a third higher. */
static void
play_bar (PtTestMusic *music, const char *layers, double at, double sixteenth)
{
  for (guint i = 0; i < 16; i++)
    {
      double t = at + i * sixteenth;

      if (strchr (layers, 'k') != NULL && i % 4 == 0)
        pt_test_music_kick (music, t, 0.9);
      if (strchr (layers, 'h') != NULL && i % 4 == 2)
        pt_test_music_hat (music, t, 0.4);
      if (strchr (layers, 'H') != NULL)
        pt_test_music_hat (music, t, 0.35);
      if (strchr (layers, 'b') != NULL && i % 4 != 0)
        pt_test_music_note (music, t, sixteenth * 0.9, 33 + (i == 7 ? 3 : 0), 0.4);
      if (strchr (layers, 'p') != NULL && (i == 3 || i == 6 || i == 11))
        pt_test_music_note (music, t, sixteenth, 76, 0.2);
      if (strchr (layers, 'P') != NULL && i % 4 != 1)
        pt_test_music_note (music, t, sixteenth, 79, 0.2);
      if (strchr (layers, 'c') != NULL && (i == 4 || i == 12))
        pt_test_music_clap (music, t, 0.5);
    }
  if (strchr (layers, 't') != NULL)
    for (guint k = 0; k < 3; k++)
      pt_test_music_tone (music, at, sixteenth * 16, 57 + 3.5 * k, 6, 0.04);
  for (guint k = 0; k < 3; k++)
    {
      if (strchr (layers, 'm') != NULL)
        pt_test_music_tone (music, at, sixteenth * 16, 57 + (k == 1 ? 3 : 3.5 * k), 6, 0.08);
      if (strchr (layers, 'M') != NULL)
        pt_test_music_tone (music, at, sixteenth * 16, 60 + (k == 1 ? 4 : 3.5 * k), 6, 0.08);
    }
}

/* "khb*8 kt*4": layers and bars, "-" for none. @lead_s of silence goes before it. Writes
 * the bars at which parts begin to @starts and returns how many there are. */
static PtTestMusic *
play (const char *parts, double bpm, double lead_s, guint rate, guint *starts, guint *n_starts)
{
  g_auto (GStrv) words = g_strsplit (parts, " ", -1);
  double sixteenth = 15 / bpm;
  PtTestMusic *music;
  guint bar = 0;

  *n_starts = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      starts[(*n_starts)++] = bar;
      bar += atoi (strchr (words[i], '*') + 1);
    }
  music = pt_test_music_new (lead_s + bar * 16 * sixteenth, rate);
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint end = words[i + 1] != NULL ? starts[i + 1] : bar;
      g_autofree char *layers = g_strndup (words[i], strchr (words[i], '*') - words[i]);

      for (guint b = starts[i]; b < end; b++)
        play_bar (music, layers, lead_s + b * 16 * sixteenth, sixteenth);
    }

  return music;
}

static void
report (const GArray *segments, double bpm)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const PtSegment *segment = &g_array_index (segments, PtSegment, i);

      g_test_message ("%c from bar %.2f to %.2f", segment->label, segment->start_s * bpm / 240, segment->end_s * bpm / 240);
    }
}

/* Every part is found within a bar, and nothing else is. */
static GArray *
check_parts (const char *parts, double bpm, double lead_s, guint rate)
{
  guint starts[32];
  guint n;
  g_autoptr (PtTestMusic) music = play (parts, bpm, lead_s, rate, starts, &n);
  GArray *segments = pt_segments_detect (music->mono, music->frames, rate, bpm);
  double bar_s = 240 / bpm;

  g_test_message ("%s at %g bpm", parts, bpm);
  report (segments, bpm);
  g_assert_cmpuint (segments->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const PtSegment *segment = &g_array_index (segments, PtSegment, i);

      if (i > 0)
        g_assert_cmpfloat_with_epsilon (segment->start_s, lead_s + starts[i] * bar_s, bar_s * 0.26);
      g_assert_cmpfloat (segment->end_s, ==, i + 1 < n ? (segment + 1)->start_s : (double) music->frames / rate);
    }
  g_assert_cmpfloat (g_array_index (segments, PtSegment, 0).start_s, ==, 0);
  g_assert_cmpint (g_array_index (segments, PtSegment, 0).label, ==, 'A');

  return segments;
}

/* The parts of the 64-bar reference arrangement. */
static void
test_reference (void)
{
  static const double tempi[] = { 128, 133.7 };

  for (guint i = 0; i < G_N_ELEMENTS (tempi); i++)
    {
      g_autoptr (GArray) segments = check_parts ("k*8 kh*8 khb*8 khbp*8 khbptc*8 kHbPtc*8 khbp*8 kt*8", tempi[i], 0, 48000);

      /* The strip is the groove again. */
      g_assert_cmpint (g_array_index (segments, PtSegment, 6).label, ==, g_array_index (segments, PtSegment, 3).label);
      g_assert_cmpint (g_array_index (segments, PtSegment, 5).label, !=, g_array_index (segments, PtSegment, 4).label);
      g_assert_cmpint (g_array_index (segments, PtSegment, 7).label, !=, g_array_index (segments, PtSegment, 0).label);
    }
}

static void
test_labels (void)
{
  g_autoptr (GArray) segments = check_parts ("kh*8 khbm*16 m*8 khbm*16 kh*8", 125, 0, 44100);
  static const char expected[] = "ABCBA";

  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (g_array_index (segments, PtSegment, i).label, ==, expected[i]);
}

static void
test_chords_alone (void)
{
  g_autoptr (GArray) segments = check_parts ("m*8 M*8 m*8", 124, 0, 48000);

  g_assert_cmpint (g_array_index (segments, PtSegment, 0).label, ==, g_array_index (segments, PtSegment, 2).label);
}

/* Bars do not begin with the file. */
static void
test_lead_in (void)
{
  g_autoptr (GArray) two_beats = check_parts ("kh*8 khbc*8 kt*8", 126, 2 * 60 / 126.0, 48000);
  g_autoptr (GArray) a_bit = check_parts ("kh*8 khbc*8 kt*8", 126, 0.2, 48000);
}

static void
test_one_part (void)
{
  g_autoptr (GArray) groove = check_parts ("khbc*32", 130, 0, 48000);
  g_autoptr (PtTestMusic) silence = pt_test_music_new (60, 48000);
  g_autoptr (PtTestMusic) noise = pt_test_music_new (60, 48000);
  g_autoptr (GArray) of_silence = pt_segments_detect (silence->mono, silence->frames, 48000, 128);
  g_autoptr (GArray) of_noise = NULL;

  pt_test_music_noise (noise, 5, 0.3);
  of_noise = pt_segments_detect (noise->mono, noise->frames, 48000, 128);
  g_assert_cmpuint (of_silence->len, ==, 1);
  g_assert_cmpuint (of_noise->len, ==, 1);
}

static void
test_too_short (void)
{
  guint starts[4];
  guint n;
  g_autoptr (PtTestMusic) three = play ("kh*3", 128, 0, 48000, starts, &n);
  g_autoptr (PtTestMusic) four = play ("kh*4", 128, 0, 48000, starts, &n);
  g_autoptr (GArray) of_three = pt_segments_detect (three->mono, three->frames, 48000, 128);
  g_autoptr (GArray) of_four = pt_segments_detect (four->mono, four->frames, 48000, 128);

  g_assert_cmpuint (of_three->len, ==, 0);
  g_assert_cmpuint (of_four->len, ==, 1);
}

static void
test_anything_is_survived (void)
{
  static const double tempi[] = { NAN, -INFINITY, 0, 1e-9, 20, 500, 1000, 1e9 };
  static const guint rates[] = { 1, 1000, 48000, 655350 };
  g_autofree float *mono = pt_test_noise (5, 1, 200000, 1);

  mono[50] = NAN;
  mono[51] = INFINITY;
  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint t = 0; t < G_N_ELEMENTS (tempi); t++)
      for (guint64 frames = 0; frames <= 200000; frames = frames * 9 + 7)
        {
          g_autoptr (GArray) segments = pt_segments_detect (mono, frames, rates[r], tempi[t]);

          for (guint i = 0; i < segments->len; i++)
            {
              const PtSegment *segment = &g_array_index (segments, PtSegment, i);

              g_assert_true (segment->start_s < segment->end_s);
              g_assert_true (segment->label >= 'A' && segment->label <= 'Z');
            }
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/segments/reference", test_reference);
  g_test_add_func ("/audio/segments/labels", test_labels);
  g_test_add_func ("/audio/segments/chords-alone", test_chords_alone);
  g_test_add_func ("/audio/segments/lead-in", test_lead_in);
  g_test_add_func ("/audio/segments/one-part", test_one_part);
  g_test_add_func ("/audio/segments/too-short", test_too_short);
  g_test_add_func ("/audio/segments/anything-is-survived", test_anything_is_survived);

  return g_test_run ();
}
