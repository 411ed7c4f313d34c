/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove.h"

struct _PtGroove
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PtGroove, pt_groove, G_TYPE_OBJECT)

static void
pt_groove_class_init (PtGrooveClass *klass)
{
}

static void
pt_groove_init (PtGroove *self)
{
}

GType
pt_groove_part_get_type (void)
{
  return G_TYPE_INT;
}

const char *
pt_groove_part_to_string (PtGroovePart part)
{
  return NULL;
}

gboolean
pt_groove_part_parse (const char *text, PtGroovePart *part, GError **error)
{
  return FALSE;
}

PtArrangement *
pt_groove_new_arrangement (PtGroovePart part, PtPalette *palette, PtTempo tempo, GError **error)
{
  return NULL;
}

PtGroove *
pt_groove_new (PtPlayer *player, PtSampleLoader *loader)
{
  return g_object_new (pt_groove_get_type (), NULL);
}

void
pt_groove_set_player (PtGroove *self, PtPlayer *player)
{
}

void
pt_groove_set_palette (PtGroove *self, PtPalette *palette, guint quantum_beats)
{
}

PtPalette *
pt_groove_get_palette (PtGroove *self)
{
  return NULL;
}

void
pt_groove_set_roots (PtGroove *self, const char *const *roots)
{
}

void
pt_groove_set_tempo (PtGroove *self, PtTempo tempo)
{
}

PtGroovePart
pt_groove_get_part (PtGroove *self)
{
  return 0;
}

void
pt_groove_set_part (PtGroove *self, PtGroovePart part)
{
}

void
pt_groove_play (PtGroove *self)
{
}

void
pt_groove_stop (PtGroove *self)
{
}

gboolean
pt_groove_get_playing (PtGroove *self)
{
  return FALSE;
}

gboolean
pt_groove_get_loading (PtGroove *self)
{
  return FALSE;
}

gboolean
pt_groove_get_solo (PtGroove *self, PtRole role)
{
  return FALSE;
}

void
pt_groove_set_solo (PtGroove *self, PtRole role, gboolean solo)
{
}

gboolean
pt_groove_get_mute (PtGroove *self, PtRole role)
{
  return FALSE;
}

void
pt_groove_set_mute (PtGroove *self, PtRole role, gboolean mute)
{
}

void
pt_groove_set_other (PtGroove *self, PtPalette *other)
{
}

gboolean
pt_groove_get_matching (PtGroove *self)
{
  return FALSE;
}

void
pt_groove_set_matching (PtGroove *self, gboolean matching)
{
}

double
pt_groove_get_match_gain_db (PtGroove *self)
{
  return 0;
}
