/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-scale.h"

#include <glib/gi18n-lib.h>

#include "core/pt-name.h"
#include "core/pt-note.h"

static const PtScale scales[] = {
  { "major", 7, { 0, 2, 4, 5, 7, 9, 11 } },
  { "minor", 7, { 0, 2, 3, 5, 7, 8, 10 } },
  { "dorian", 7, { 0, 2, 3, 5, 7, 9, 10 } },
  { "phrygian", 7, { 0, 1, 3, 5, 7, 8, 10 } },
  { "lydian", 7, { 0, 2, 4, 6, 7, 9, 11 } },
  { "mixolydian", 7, { 0, 2, 4, 5, 7, 9, 10 } },
  { "locrian", 7, { 0, 1, 3, 5, 6, 8, 10 } },
  { "harmonic_minor", 7, { 0, 2, 3, 5, 7, 8, 11 } },
  { "melodic_minor", 7, { 0, 2, 3, 5, 7, 9, 11 } },
  { "pentatonic", 5, { 0, 2, 4, 7, 9 } },
  { "minor_pentatonic", 5, { 0, 3, 5, 7, 10 } },
  { "blues", 6, { 0, 3, 5, 6, 7, 10 } },
  { "whole_tone", 6, { 0, 2, 4, 6, 8, 10 } },
  { "chromatic", 12, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 } },
  { NULL },
};

const PtScale *
pt_scale_all (void)
{
  return scales;
}

const PtScale *
pt_scale_lookup (const char *name, GError **error)
{
  const char *names[G_N_ELEMENTS (scales)];
  guint index;

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    names[i] = scales[i].name;

  return pt_name_parse (N_ ("scale"), name, names, &index, error) ? &scales[index] : NULL;
}

gboolean
pt_scale_contains (const PtScale *self, int tonic, int pitch)
{
  int step;

  g_return_val_if_fail (self != NULL, FALSE);

  step = pt_pitch_class (pitch - tonic);
  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i] == step)
      return TRUE;

  return FALSE;
}

int
pt_scale_snap (const PtScale *self, int tonic, int pitch)
{
  g_return_val_if_fail (self != NULL, pitch);

  for (int distance = 0; distance < 12; distance++)
    {
      if (pt_scale_contains (self, tonic, pitch - distance))
        return pitch - distance;
      if (pt_scale_contains (self, tonic, pitch + distance))
        return pitch + distance;
    }

  return pitch;
}

int
pt_scale_move (const PtScale *self, int tonic, int pitch, int steps)
{
  int direction = steps < 0 ? -1 : 1;

  g_return_val_if_fail (self != NULL, pitch);
  g_return_val_if_fail (ABS (steps) <= 128, pitch);

  pitch = pt_scale_snap (self, tonic, pitch);
  for (int left = ABS (steps); left > 0; left--)
    do
      pitch += direction;
    while (!pt_scale_contains (self, tonic, pitch));

  return pitch;
}
