/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-reference.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "core/pt-core-error.h"

#define REFERENCE_PARTS 8
#define MAX_PART_LAYERS 6

/* The measure of a palette: the same 8 parts for everyone, so nothing here may change
 * without every score of the past losing its meaning. */
static const struct
{
  const char *name;
  struct
  {
    PtRole role;
    const char *pattern; /* NULL: a loop */
  } layers[MAX_PART_LAYERS];
  guint n_layers;
} reference_parts[REFERENCE_PARTS] = {
  { "kick", { { PT_ROLE_KICK, "four_on_floor" } }, 1 },
  { "hats", { { PT_ROLE_KICK, "four_on_floor" }, { PT_ROLE_HIHAT, "offbeat_8ths" } }, 2 },
  { "bass",
    { { PT_ROLE_KICK, "four_on_floor" }, { PT_ROLE_HIHAT, "offbeat_8ths" }, { PT_ROLE_BASSLINE, NULL } },
    3 },
  { "groove",
    { { PT_ROLE_KICK, "four_on_floor" },
      { PT_ROLE_HIHAT, "offbeat_8ths" },
      { PT_ROLE_BASSLINE, NULL },
      { PT_ROLE_PERC, "syncopated_a" } },
    4 },
  { "full",
    { { PT_ROLE_KICK, "four_on_floor" },
      { PT_ROLE_HIHAT, "offbeat_8ths" },
      { PT_ROLE_BASSLINE, NULL },
      { PT_ROLE_PERC, "syncopated_a" },
      { PT_ROLE_TEXTURE, NULL },
      { PT_ROLE_CLAP, "backbeat" } },
    6 },
  { "drive",
    { { PT_ROLE_KICK, "four_on_floor" },
      { PT_ROLE_HIHAT, "sixteenth_drive" },
      { PT_ROLE_BASSLINE, NULL },
      { PT_ROLE_PERC, "gallop" },
      { PT_ROLE_TEXTURE, NULL },
      { PT_ROLE_CLAP, "backbeat" } },
    6 },
  { "strip",
    { { PT_ROLE_KICK, "four_on_floor" },
      { PT_ROLE_HIHAT, "offbeat_8ths" },
      { PT_ROLE_BASSLINE, NULL },
      { PT_ROLE_PERC, "syncopated_b" } },
    4 },
  { "outro", { { PT_ROLE_KICK, "four_on_floor" }, { PT_ROLE_TEXTURE, NULL } }, 2 },
};

static void
add_layer (PtSection *section, PtRole role, const char *pattern, double gain)
{
  PtLayer *layer = pt_layer_new (role, pattern != NULL ? PT_LAYER_ONE_SHOT : PT_LAYER_LOOP, gain);

  if (pattern != NULL)
    pt_layer_set_pattern (layer, pattern);
  pt_section_add_layer (section, layer);
}

PtArrangement *
pt_reference_arrangement_new (gint64 bars, double bpm, PtPalette *palette, GError **error)
{
  g_autoptr (PtArrangement) self = NULL;

  g_return_val_if_fail (palette == NULL || PT_IS_PALETTE (palette), NULL);

  if (bars != 32 && bars != 64)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("The reference arrangement has 32 or 64 bars, not %" PRId64), bars);
      return NULL;
    }
  if (!(bpm >= PT_TEMPO_MIN_BPM && bpm <= PT_TEMPO_MAX_BPM))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("A tempo lies between %g and %g bpm, %g does not"), PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, bpm);
      return NULL;
    }

  self = pt_arrangement_new ();
  pt_arrangement_set_tempo (self, pt_tempo_from_bpm (bpm));
  if (palette != NULL)
    pt_arrangement_set_palette (self, palette);
  for (guint part = 0; part < REFERENCE_PARTS; part++)
    {
      PtSection *section = pt_section_new (reference_parts[part].name, bars / REFERENCE_PARTS);

      for (guint i = 0; i < reference_parts[part].n_layers; i++)
        {
          PtRole role = reference_parts[part].layers[i].role;

          add_layer (section, role, reference_parts[part].layers[i].pattern, pt_role_get_reference_gain (role));
        }
      pt_arrangement_add_section (self, section);
    }

  return g_steal_pointer (&self);
}
