/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-chord.h"

#include <string.h>

#include "core/pt-note.h"

void
pt_chord_init_diatonic (PtChord *chord, const PtKey *key, guint degree, gboolean seventh)
{
  static const char *const major_qualities[7][2] = {
    { "", "maj7" }, { "m", "m7" }, { "m", "m7" }, { "", "maj7" }, { "", "7" }, { "m", "m7" }, { "dim", "m7b5" }
  };
  g_autofree char *name = NULL;
  const PtScale *scale;
  guint major_degree;

  g_return_if_fail (chord != NULL);
  g_return_if_fail (key != NULL);
  g_return_if_fail (degree < 7);

  scale = pt_key_get_scale (key);
  /* The minor key has the chords of its relative major, from the sixth on. */
  major_degree = (degree + (key->minor ? 5 : 0)) % 7;
  name = g_strconcat (pt_pitch_class_name (pt_pitch_class (key->tonic + scale->steps[degree]), key->flats),
                      major_qualities[major_degree][seventh ? 1 : 0], NULL);
  if (!pt_chord_parse (name, chord, NULL))
    g_assert_not_reached ();
}

gboolean
pt_chord_equal (const PtChord *a, const PtChord *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return a->root == b->root && a->bass == b->bass && a->n_tones == b->n_tones && memcmp (a->tones, b->tones, a->n_tones * sizeof a->tones[0]) == 0;
}

static gboolean
has_tone (const PtChord *chord, int step)
{
  for (guint i = 0; i < chord->n_tones; i++)
    if (chord->tones[i] == step)
      return TRUE;

  return FALSE;
}

gboolean
pt_chord_contains (const PtChord *chord, int pitch)
{
  int step;

  g_return_val_if_fail (chord != NULL, FALSE);

  if (chord->bass >= 0 && pt_pitch_class (pitch) == chord->bass)
    return TRUE;
  step = pt_pitch_class (pitch - chord->root);

  return has_tone (chord, step) || has_tone (chord, step + 12);
}

static int
first_tone (const PtChord *chord, const int *steps, gsize n_steps, int otherwise)
{
  for (gsize i = 0; i < n_steps; i++)
    if (has_tone (chord, steps[i]))
      return steps[i];

  return otherwise;
}

int
pt_chord_get_third (const PtChord *chord)
{
  static const int steps[] = { 3, 4, 5, 2 };

  g_return_val_if_fail (chord != NULL, 4);

  return first_tone (chord, steps, G_N_ELEMENTS (steps), pt_chord_get_fifth (chord));
}

int
pt_chord_get_fifth (const PtChord *chord)
{
  static const int steps[] = { 7, 6, 8 };

  g_return_val_if_fail (chord != NULL, 7);

  return first_tone (chord, steps, G_N_ELEMENTS (steps), 7);
}

int
pt_chord_get_seventh (const PtChord *chord)
{
  static const int steps[] = { 10, 11, 9 };

  g_return_val_if_fail (chord != NULL, 12);

  return first_tone (chord, steps, G_N_ELEMENTS (steps), 12);
}

int
pt_chord_get_bass (const PtChord *chord)
{
  g_return_val_if_fail (chord != NULL, 0);

  return chord->bass >= 0 ? chord->bass : chord->root;
}

guint
pt_chord_count_outside (const PtChord *chord, const PtKey *key)
{
  guint outside = 0;

  g_return_val_if_fail (chord != NULL, 0);
  g_return_val_if_fail (key != NULL, 0);

  for (guint i = 0; i < chord->n_tones; i++)
    if (!pt_key_contains (key, chord->root + chord->tones[i]))
      outside++;

  return outside;
}
