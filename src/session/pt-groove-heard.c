/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove-heard.h"

typedef struct
{
  char *path; /* NULL: the role is empty */
  double gain;
  double pan;
} Role;

struct _PtGrooveHeard
{
  Role roles[PT_N_ROLES];
};

PtGrooveHeard *
pt_groove_heard_new (PtPalette *palette, const char *const *roots)
{
  PtGrooveHeard *self = g_new0 (PtGrooveHeard, 1);

  g_return_val_if_fail (palette == NULL || PT_IS_PALETTE (palette), self);

  for (guint role = 0; role < PT_N_ROLES && palette != NULL; role++)
    {
      char *path = pt_palette_resolve (palette, role, roots);

      /* An empty role sounds the same at any gain. */
      if (path != NULL)
        self->roles[role] = (Role){ path, pt_palette_get_gain (palette, role), pt_palette_get_pan (palette, role) };
    }

  return self;
}

void
pt_groove_heard_free (PtGrooveHeard *self)
{
  g_return_if_fail (self != NULL);

  for (guint role = 0; role < PT_N_ROLES; role++)
    g_free (self->roles[role].path);
  g_free (self);
}

gboolean
pt_groove_heard_has_sounds (const PtGrooveHeard *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (self->roles[role].path != NULL)
      return TRUE;

  return FALSE;
}

gboolean
pt_groove_heard_has_same_sounds (const PtGrooveHeard *self, const PtGrooveHeard *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (g_strcmp0 (self->roles[role].path, other->roles[role].path) != 0)
      return FALSE;

  return TRUE;
}

gboolean
pt_groove_heard_has_same_levels (const PtGrooveHeard *self, const PtGrooveHeard *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (self->roles[role].gain != other->roles[role].gain || self->roles[role].pan != other->roles[role].pan)
      return FALSE;

  return TRUE;
}

char *
pt_groove_heard_describe (const PtGrooveHeard *self)
{
  GString *text = g_string_new (NULL);

  for (guint role = 0; role < PT_N_ROLES && self != NULL; role++)
    if (self->roles[role].path != NULL)
      g_string_append_printf (text, "%u %.6f %.6f %s\n", role, self->roles[role].gain, self->roles[role].pan,
                              self->roles[role].path);

  return g_string_free (text, FALSE);
}
