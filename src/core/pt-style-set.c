/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-style-set.h"

guint
pt_style_set_count_active (const PtStyleSet *self)
{
  const PtStyleSet silent = PT_STYLE_SET_SILENT;

  return pt_style_set_count_changes (self, &silent);
}

guint
pt_style_set_count_changes (const PtStyleSet *a, const PtStyleSet *b)
{
  g_return_val_if_fail (a != NULL, 0);
  g_return_val_if_fail (b != NULL, 0);

  return (a->drums != b->drums) + (a->bass != b->bass) + (a->pad != b->pad) + (a->stab != b->stab) + (a->texture != b->texture);
}

gboolean
pt_style_set_equal (const PtStyleSet *a, const PtStyleSet *b)
{
  return pt_style_set_count_changes (a, b) == 0;
}

char *
pt_style_set_to_string (const PtStyleSet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strjoin ("/", pt_drum_style_to_string (self->drums), pt_bass_style_to_string (self->bass),
                    pt_pad_style_to_string (self->pad), pt_pad_style_to_string (self->stab),
                    pt_pad_style_to_string (self->texture), NULL);
}
