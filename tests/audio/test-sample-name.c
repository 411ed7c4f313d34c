/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-name.h"

#include <string.h>

#include "audio/pt-sample-words.h"

/* Looking up is by bisection: the table has to be in order. */
static void
test_table_is_sorted (void)
{
  gsize n;
  const PtSampleWord *words = pt_sample_word_table (&n);

  g_assert_cmpuint (n, >, 400);
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_assert_cmpstr (words[i - 1].word, <, words[i].word);
      g_assert_cmpuint (words[i].weight, <=, 100);
      g_assert_true (pt_sample_word_lookup (words[i].word, strlen (words[i].word)) == &words[i]);
      for (const char *p = words[i].word; *p != '\0'; p++)
        g_assert_true (g_ascii_islower (*p));
    }
  g_assert_null (pt_sample_word_lookup ("kic", 3));
  g_assert_null (pt_sample_word_lookup ("kickx", 5));
  g_assert_null (pt_sample_word_lookup ("", 0));
}

static void
test_role (void)
{
  static const struct
  {
    const char *path;
    PtRole role;
  } names[] = {
    { "/s/Kick_01.wav", PT_ROLE_KICK },
    { "/s/BD0000.WAV", PT_ROLE_KICK },
    { "/s/Bass Drum 3.wav", PT_ROLE_KICK },
    { "/s/HardKick.aif", PT_ROLE_KICK },
    { "/s/gabbakick.wav", PT_ROLE_KICK },
    { "/s/Grosse Trommel tief.wav", PT_ROLE_KICK },
    { "/s/Kicks/0001.wav", PT_ROLE_KICK },
    { "/s/Drums/nasty_bass01.ogg", PT_ROLE_KICK },
    { "/s/CHH 2.wav", PT_ROLE_HIHAT },
    { "/s/909 hi-hat open.wav", PT_ROLE_HIHAT },
    { "/s/HHClosed.wav", PT_ROLE_HIHAT },
    { "/s/OH25.wav", PT_ROLE_HIHAT },
    { "/s/Ride 1.wav", PT_ROLE_HIHAT },
    { "/s/Hangbecken.wav", PT_ROLE_HIHAT },
    { "/s/Claps/Room.wav", PT_ROLE_CLAP },
    { "/s/hand_clap.wav", PT_ROLE_CLAP },
    { "/s/Klatschen.wav", PT_ROLE_CLAP },
    { "/s/Clap Snare.wav", PT_ROLE_CLAP },
    { "/s/SD7550.wav", PT_ROLE_PERC },
    { "/s/Perx/Perx 3.wav", PT_ROLE_PERC },
    { "/s/TomFloor-Hard.wav", PT_ROLE_PERC },
    { "/s/Schellenkranz.flac", PT_ROLE_PERC },
    { "/s/DFAM-Bassline-Loops-128/DFAM (2).wav", PT_ROLE_BASSLINE },
    { "/s/Reese.wav", PT_ROLE_BASSLINE },
    { "/s/synth_bass_a.wav", PT_ROLE_BASSLINE },
    { "/s/TB303_Acid_Line.wav", PT_ROLE_BASSLINE },
    { "/s/Stab 4.wav", PT_ROLE_SYNTH },
    { "/s/BOS_DT_128_Synth_Loop_Acid_Fmin.wav", PT_ROLE_SYNTH },
    { "/s/Akkord.wav", PT_ROLE_SYNTH },
    { "/s/Textures & Atmospheres & Pads/4bar dark.wav", PT_ROLE_TEXTURE },
    { "/s/Fl\xc3\xa4"
      "che warm.wav",
      PT_ROLE_TEXTURE },
    { "/s/Atmospha\xcc\x88re.wav", PT_ROLE_TEXTURE },
    { "/s/FX-Impacts/big one.wav", PT_ROLE_FX },
    { "/s/Uplifter_8bar.wav", PT_ROLE_FX },
    { "/s/crash.wav", PT_ROLE_FX },
    { "/s/Drum Loops/top end.wav", PT_ROLE_DRUM_LOOP },
    { "/s/Breakbeats/amen.wav", PT_ROLE_DRUM_LOOP },
    { "/s/Kick Loop 130bpm.wav", PT_ROLE_DRUM_LOOP },
    { "/s/Conga Loops/slow.wav", PT_ROLE_DRUM_LOOP },
    { "/s/Noise-Hihat-Loops-133bpm/n1.wav", PT_ROLE_HAT_LOOP },
    { "/s/HatLoop.wav", PT_ROLE_HAT_LOOP },
    /* what looks like a word and is none */
    { "/s/organic barrel.wav", PT_ROLE_NONE },
    { "/s/tomorrow.wav", PT_ROLE_NONE },
    { "/s/bride.wav", PT_ROLE_NONE },
    { "/s/0001.wav", PT_ROLE_NONE },
    { "/s/\xff\xfe.wav", PT_ROLE_NONE },
    { "/s/.wav", PT_ROLE_NONE },
    { "/", PT_ROLE_NONE },
    { "", PT_ROLE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *shown = g_strescape (names[i].path, NULL);
      PtSampleNameFacts facts;

      pt_sample_name_read (names[i].path, 1, &facts);
      g_test_message ("%s: %s %.2f", shown, pt_role_to_string (facts.role), facts.role_confidence);
      g_assert_cmpstr (pt_role_to_string (facts.role), ==, pt_role_to_string (names[i].role));
      if (facts.role == PT_ROLE_NONE)
        g_assert_cmpfloat (facts.role_confidence, ==, 0);
      else
        g_assert_cmpfloat (facts.role_confidence, >, 0.3);
    }
}

static void
test_folders (void)
{
  PtSampleNameFacts facts;

  /* Only the folders below the one that was chosen speak. */
  pt_sample_name_read ("/homes/tom/a.wav", 0, &facts);
  g_assert_cmpint (facts.role, ==, PT_ROLE_NONE);
  pt_sample_name_read ("/homes/tom/a.wav", 1, &facts);
  g_assert_cmpint (facts.role, ==, PT_ROLE_PERC);
  /* The file's own strong word wins, what agrees adds to it. */
  pt_sample_name_read ("/s/Synth/Kick 3.wav", 1, &facts);
  g_assert_cmpint (facts.role, ==, PT_ROLE_KICK);
  g_assert_cmpfloat (facts.role_confidence, <, 0.9);
  pt_sample_name_read ("/s/Kicks/Kick 3.wav", 1, &facts);
  g_assert_cmpfloat (facts.role_confidence, >, 0.95);
  /* A weak one does not. */
  pt_sample_name_read ("/s/HiHats/metal 3.wav", 1, &facts);
  g_assert_cmpint (facts.role, ==, PT_ROLE_HIHAT);
  /* Some drum. */
  pt_sample_name_read ("/s/Drums/0001.wav", 1, &facts);
  g_assert_cmpint (facts.role, ==, PT_ROLE_NONE);
  g_assert_true (facts.drums);
}

static void
test_loop (void)
{
  static const struct
  {
    const char *path;
    int loop;
  } names[] = {
    { "/s/Drum Loops/a.wav", 1 },
    { "/s/x_loop_1.wav", 1 },
    { "/s/Bass 4 bars.wav", 1 },
    { "/s/Bass_128bpm.wav", 1 },
    { "/s/Breaks/01.wav", 1 },
    { "/s/One Shots/Bass C.wav", -1 },
    { "/s/bass_oneshot.wav", -1 },
    { "/s/Synth Hits/01.wav", -1 },
    { "/s/Loops/bass oneshot.wav", -1 },
    { "/s/barrel.wav", 0 },
    { "/s/Sandbar.wav", 0 },
    { "/s/kick.wav", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PtSampleNameFacts facts;

      pt_sample_name_read (names[i].path, 1, &facts);
      g_test_message ("%s: %.2f", names[i].path, facts.loop);
      if (names[i].loop > 0)
        g_assert_cmpfloat (facts.loop, >, 0.3);
      else if (names[i].loop < 0)
        g_assert_cmpfloat (facts.loop, <, -0.05);
      else
        g_assert_cmpfloat (facts.loop, ==, 0);
    }
}

static void
test_tempo (void)
{
  static const struct
  {
    const char *path;
    double bpm;
    double bars;
    double number;
  } names[] = {
    { "/s/loop 128bpm.wav", 128, 0, 0 },
    { "/s/loop_127.5 BPM.wav", 127.5, 0, 0 },
    { "/s/BPM_140_loop.wav", 140, 0, 0 },
    { "/s/Noise-Hihat-Loops-133bpm/3.wav", 133, 0, 0 },
    { "/s/130bpm/loop 128 bpm.wav", 128, 0, 0 },
    { "/s/pad 4bar.wav", 0, 4, 0 },
    { "/s/2 Takte.wav", 0, 2, 0 },
    { "/s/16beats.wav", 0, 4, 0 },
    { "/s/BOS_DT_128_Synth_Loop.wav", 0, 0, 128 },
    { "/s/kick 909.wav", 0, 0, 0 },
    { "/s/sh101 bass.wav", 0, 0, 0 },
    { "/s/loop 012.wav", 0, 0, 0 },
    { "/s/loop 9999999999999999999999bpm.wav", 0, 0, 0 },
    { "/s/bpm.wav", 0, 0, 0 },
    { "/s/12bpm.wav", 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PtSampleNameFacts facts;

      g_test_message ("%s", names[i].path);
      pt_sample_name_read (names[i].path, 1, &facts);
      g_assert_cmpfloat (facts.bpm, ==, names[i].bpm);
      g_assert_cmpfloat (facts.bars, ==, names[i].bars);
      g_assert_cmpfloat (facts.n_numbers > 0 ? facts.numbers[0] : 0, ==, names[i].number);
    }
}

static void
test_key (void)
{
  static const struct
  {
    const char *path;
    int tonic;
    int minor;
  } names[] = {
    { "/s/Loop_128_Fmin.wav", 5, 1 },
    { "/s/Loop Fm.wav", 5, 1 },
    { "/s/Loop F#m.wav", 6, 1 },
    { "/s/Loop f#min.wav", 6, 1 },
    { "/s/Pad C# major.wav", 1, 0 },
    { "/s/Pad Bbmaj.wav", 10, 0 },
    { "/s/Pad A minor.wav", 9, 1 },
    { "/s/Fl\xc3\xa4"
      "che Fis-Moll.wav",
      6, 1 },
    { "/s/Bass Es-Dur.wav", 3, 0 },
    { "/s/Bass a-Moll.wav", 9, 1 },
    { "/s/Bass H moll.wav", 11, 1 },
    { "/s/Bass As-Dur.wav", 8, 0 },
    { "/s/Bass G\xe2\x99\xaf.wav", 8, -1 },
    { "/s/Bass C#.wav", 1, -1 },
    { "/s/Bass Eb2.wav", 3, -1 },
    { "/s/Bass C.wav", 0, -1 },
    { "/s/Bass.wav", -1, -1 },
    { "/s/i am a bass.wav", -1, -1 },
    { "/s/as is.wav", -1, -1 },
    { "/s/Fmax.wav", -1, -1 },
    { "/s/Adminton.wav", -1, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      PtSampleNameFacts facts;

      pt_sample_name_read (names[i].path, 0, &facts);
      g_test_message ("%s: %d %d", names[i].path, facts.tonic, facts.minor);
      g_assert_cmpint (facts.tonic, ==, names[i].tonic);
      g_assert_cmpint (facts.minor, ==, names[i].minor);
    }
}

/* Names are bytes: whatever they hold, the reader ends. */
static void
test_any_bytes (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int round = 0; round < 20000; round++)
    {
      char path[600];
      gsize n = g_rand_int_range (random, 0, sizeof path - 1);
      PtSampleNameFacts facts;

      for (gsize i = 0; i < n; i++)
        {
          static const char likely[] = "kickbassloop #b0123456789bpm_-/ABCDEFGHm.\xc3\xa4\xff";

          path[i] = likely[g_rand_int_range (random, 0, sizeof likely - 1)];
        }
      path[n] = '\0';
      pt_sample_name_read (path, 3, &facts);
      g_assert_cmpint (facts.tonic, >=, -1);
      g_assert_cmpint (facts.tonic, <, 12);
      g_assert_cmpfloat (facts.role_confidence, >=, 0);
      g_assert_cmpfloat (facts.role_confidence, <=, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/sample-name/table-is-sorted", test_table_is_sorted);
  g_test_add_func ("/audio/sample-name/role", test_role);
  g_test_add_func ("/audio/sample-name/folders", test_folders);
  g_test_add_func ("/audio/sample-name/loop", test_loop);
  g_test_add_func ("/audio/sample-name/tempo", test_tempo);
  g_test_add_func ("/audio/sample-name/key", test_key);
  g_test_add_func ("/audio/sample-name/any-bytes", test_any_bytes);

  return g_test_run ();
}
