/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-reference.h"

#define REFERENCE_BARS 32

G_DEFINE_ENUM_TYPE (PtGroovePart, pt_groove_part, G_DEFINE_ENUM_VALUE (PT_GROOVE_INTRO, "intro"), G_DEFINE_ENUM_VALUE (PT_GROOVE_BUILD, "build"), G_DEFINE_ENUM_VALUE (PT_GROOVE_FULL, "full"), G_DEFINE_ENUM_VALUE (PT_GROOVE_STRIP, "strip"), G_DEFINE_ENUM_VALUE (PT_GROOVE_WHOLE, "whole"))

/* Which sections of the reference each part is made of: two of four bars. */
static const struct
{
  const char *name;
  guint first;
  guint n;
} parts[PT_N_GROOVE_PARTS] = {
  [PT_GROOVE_INTRO] = { "intro", 0, 2 }, /* kick, hats */
  [PT_GROOVE_BUILD] = { "build", 2, 2 }, /* bass, groove */
  [PT_GROOVE_FULL] = { "full", 4, 2 }, /* full, drive */
  [PT_GROOVE_STRIP] = { "strip", 6, 2 }, /* strip, outro */
  [PT_GROOVE_WHOLE] = { "whole", 0, 8 },
};

const char *
pt_groove_part_to_string (PtGroovePart part)
{
  g_return_val_if_fail (part < PT_N_GROOVE_PARTS, NULL);

  return parts[part].name;
}

gboolean
pt_groove_part_parse (const char *text, PtGroovePart *part, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (part != NULL, FALSE);

  for (guint i = 0; i < PT_N_GROOVE_PARTS; i++)
    if (g_str_equal (text, parts[i].name))
      {
        *part = i;
        return TRUE;
      }
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("There is no part “%s”; choose intro, build, full, strip or whole"), text);

  return FALSE;
}

PtArrangement *
pt_groove_new_arrangement (PtGroovePart part, PtPalette *palette, PtTempo tempo, GError **error)
{
  g_autoptr (PtArrangement) reference = NULL;
  PtArrangement *self;

  g_return_val_if_fail (part < PT_N_GROOVE_PARTS, NULL);
  g_return_val_if_fail (palette == NULL || PT_IS_PALETTE (palette), NULL);

  reference = pt_reference_arrangement_new (REFERENCE_BARS, pt_tempo_to_bpm (tempo), palette, error);
  if (reference == NULL)
    return NULL;

  self = pt_arrangement_new ();
  pt_arrangement_set_tempo (self, tempo);
  if (palette != NULL)
    pt_arrangement_set_palette (self, palette);
  for (guint i = 0; i < parts[part].n; i++)
    pt_arrangement_add_section (self, pt_section_copy (pt_arrangement_get_section (reference, parts[part].first + i)));

  return self;
}
