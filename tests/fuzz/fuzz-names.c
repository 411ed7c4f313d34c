/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-bass-style.h"
#include "core/pt-drum-style.h"
#include "core/pt-note.h"
#include "core/pt-pad-style.h"
#include "core/pt-pattern.h"
#include "core/pt-progression.h"
#include "core/pt-role.h"
#include "pt-fuzz.h"

static void
try_note (const char *text)
{
  g_autoptr (GError) error = NULL;
  int pitch, again;
  gboolean found = pt_note_parse (text, &pitch, &error);

  pt_fuzz_check_outcome (found, error);
  if (found)
    {
      g_autofree char *name = pt_note_name (pitch, FALSE);

      if (!pt_note_parse (name, &again, NULL) || again != pitch)
        g_error ("note %s", name);
    }
}

static void
try_key (const char *text)
{
  g_autoptr (GError) error = NULL;
  PtKey key, again;
  gboolean found = pt_key_parse (text, &key, &error);

  pt_fuzz_check_outcome (found, error);
  if (found)
    {
      g_autofree char *name = pt_key_to_string (&key);
      g_autofree char *long_name = pt_key_to_long_string (&key);
      g_autofree char *wheel = pt_key_to_wheel_string (&key);

      if (!pt_key_parse (name, &again, NULL) || !pt_key_equal (&key, &again))
        g_error ("key %s", name);
      if (!pt_key_parse (long_name, &again, NULL) || !pt_key_equal (&key, &again))
        g_error ("key %s", long_name);
      if (!pt_key_parse (wheel, &again, NULL) || !pt_key_equal (&key, &again))
        g_error ("key %s", wheel);
    }
}

static void
try_chord (const char *text)
{
  g_autoptr (GError) error = NULL;
  PtChord chord, again;
  gboolean found = pt_chord_parse (text, &chord, &error);

  pt_fuzz_check_outcome (found, error);
  if (!found)
    return;

  if (!pt_chord_parse (chord.name, &again, NULL) || !pt_chord_equal (&chord, &again) || strcmp (chord.name, again.name) != 0)
    g_error ("chord %s", chord.name);
  for (guint i = 0; i < chord.n_tones; i++)
    if (chord.tones[i] < 0 || chord.tones[i] > 21 || (i > 0 && chord.tones[i] <= chord.tones[i - 1]))
      g_error ("tones of %s", chord.name);
}

/* Words are chords; what they make is played in every style. */
static void
try_progression (const char *text, guint64 seed)
{
  g_auto (GStrv) names = g_strsplit (text, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (PtProgression) progression = NULL;
  PtFeel feel = { 0.6, 16, 0.05, 1.0, 1.0, 4 };

  progression = pt_progression_new ((const char *const *) names, NULL, 1 + seed % 9, &error);
  pt_fuzz_check_outcome (progression != NULL, error);
  if (progression == NULL)
    return;

  for (guint style = 0; style < PT_N_BASS_STYLES; style++)
    g_array_unref (pt_bass_style_render (style, progression, (seed % 11) / 10.0, seed, &feel));
  for (guint style = 0; style < PT_N_PAD_STYLES; style++)
    g_array_unref (pt_pad_style_render (style, seed % 3, progression, (seed % 11) / 10.0, seed, &feel, NULL));
}

static void
try_names (const char *text)
{
  g_autoptr (GError) error = NULL;
  PtRole role;
  PtDrumStyle drums;
  PtBassStyle bass;
  PtPadStyle pad;

  pt_fuzz_check_outcome (pt_role_parse (text, &role, &error), error);
  g_clear_error (&error);
  pt_fuzz_check_outcome (pt_drum_style_parse (text, &drums, &error), error);
  g_clear_error (&error);
  pt_fuzz_check_outcome (pt_bass_style_parse (text, &bass, &error), error);
  g_clear_error (&error);
  pt_fuzz_check_outcome (pt_pad_style_parse (text, &pad, &error), error);
  g_clear_error (&error);
  pt_fuzz_check_outcome (pt_pattern_lookup (text, &error) != NULL, error);
  g_clear_error (&error);
  pt_fuzz_check_outcome (pt_scale_lookup (text, &error) != NULL, error);
}

/* Everything musical that people and language models type. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = pt_fuzz_text (data, size);

  try_note (text);
  try_key (text);
  try_chord (text);
  try_progression (text, size);
  try_names (text);

  return 0;
}
