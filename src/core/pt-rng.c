/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-rng.h"

#include <string.h>

static guint64
splitmix (guint64 *state)
{
  guint64 z = (*state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}

static guint64
rotate_left (guint64 x, int bits)
{
  return (x << bits) | (x >> (64 - bits));
}

void
pt_rng_init (PtRng *self, guint64 seed)
{
  g_return_if_fail (self != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->state); i++)
    self->state[i] = splitmix (&seed);
}

void
pt_rng_init_named (PtRng *self, guint64 seed, const char *purpose)
{
  /* FNV-1a: the names are ours, nobody attacks them. */
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  g_return_if_fail (self != NULL);
  g_return_if_fail (purpose != NULL);

  for (const char *p = purpose; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  pt_rng_init (self, splitmix (&seed) ^ hash);
}

guint64
pt_rng_next (PtRng *self)
{
  guint64 *s;
  guint64 result, t;

  g_return_val_if_fail (self != NULL, 0);

  s = self->state;
  result = rotate_left (s[1] * 5, 7) * 9;
  t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);

  return result;
}

double
pt_rng_double (PtRng *self)
{
  return (pt_rng_next (self) >> 11) * 0x1p-53;
}

gint64
pt_rng_range (PtRng *self, gint64 low, gint64 high)
{
  guint64 span, limit, draw;

  g_return_val_if_fail (low <= high, low);

  span = (guint64) high - (guint64) low + 1;
  if (span == 0)
    return (gint64) pt_rng_next (self);

  /* Draws above the last whole multiple of the span would favour the low values. */
  limit = G_MAXUINT64 - G_MAXUINT64 % span;
  do
    draw = pt_rng_next (self);
  while (draw >= limit);

  return (gint64) ((guint64) low + draw % span);
}

gboolean
pt_rng_chance (PtRng *self, double probability)
{
  return pt_rng_double (self) < probability;
}
