/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-palette-clash.h"

#include <math.h>

#include "audio/pt-sound-facts.h"

/* Kick and bassline share the bottom by design, one after the other; a texture lies below
 * both all the time. docs/decisions/0058-clash.md says where the limits come from. */
static const PtPaletteClash pairs[] = {
  { PT_ROLE_TEXTURE, PT_ROLE_BASSLINE, 0, 0.055 },
  { PT_ROLE_TEXTURE, PT_ROLE_KICK, 0, 0.055 },
  { PT_ROLE_BASSLINE, PT_ROLE_KICK, 0, 0.28 },
};

/* Sub and bass. */
#define N_LOW_BANDS 2

static double
get_level (PtPalette *palette, PtRole role)
{
  return pt_palette_get_gain (palette, role) * pt_role_get_reference_gain (role);
}

static double
measure_pair (const double first[PT_N_CLASH_BANDS], double first_level, const double second[PT_N_CLASH_BANDS], double second_level)
{
  double sum = 0;

  for (guint b = 0; b < N_LOW_BANDS; b++)
    sum += sqrt (first[b] * first_level * second[b] * second_level);

  return sum;
}

static gboolean
measure_role (PtPalette *palette, PtRole role, const char *const *roots, GCancellable *cancellable, double energies[PT_N_CLASH_BANDS])
{
  g_autofree char *path = pt_palette_resolve (palette, role, roots);

  return path != NULL && pt_sound_facts_measure (path, energies, cancellable, NULL);
}

GArray *
pt_palette_clash_find (PtPalette *palette, const char *const *roots, GCancellable *cancellable)
{
  static const PtRole roles[] = { PT_ROLE_KICK, PT_ROLE_BASSLINE, PT_ROLE_TEXTURE };
  GArray *found = g_array_new (FALSE, FALSE, sizeof (PtPaletteClash));
  double energies[PT_N_ROLES][PT_N_CLASH_BANDS];
  gboolean known[PT_N_ROLES] = { FALSE };

  g_return_val_if_fail (PT_IS_PALETTE (palette), found);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    known[roles[i]] = measure_role (palette, roles[i], roots, cancellable, energies[roles[i]]);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      PtPaletteClash clash = pairs[i];

      if (!known[clash.role] || !known[clash.other])
        continue;
      clash.amount = measure_pair (energies[clash.role], get_level (palette, clash.role),
                                   energies[clash.other], get_level (palette, clash.other));
      if (clash.amount > clash.limit)
        g_array_append_val (found, clash);
    }

  return found;
}

double
pt_palette_clash_with (const PtPaletteClash *clash, PtPalette *palette, const char *path, const char *const *roots, GCancellable *cancellable)
{
  double first[PT_N_CLASH_BANDS];
  double second[PT_N_CLASH_BANDS];

  g_return_val_if_fail (clash != NULL, NAN);
  g_return_val_if_fail (PT_IS_PALETTE (palette), NAN);
  g_return_val_if_fail (path != NULL, NAN);

  if (!pt_sound_facts_measure (path, first, cancellable, NULL)
      || !measure_role (palette, clash->other, roots, cancellable, second))
    return NAN;

  return measure_pair (first, get_level (palette, clash->role), second, get_level (palette, clash->other));
}

double
pt_palette_clash_get_factor (const PtPaletteClash *clash)
{
  g_return_val_if_fail (clash != NULL, 1.0);

  /* The clash grows with the root of the level; a hair below, so that it does not stand on
   * the limit. */
  return 0.98 * pow (clash->limit / clash->amount, 2);
}
