/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-audition.h"

struct _PtAudition
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PtAudition, pt_audition, G_TYPE_OBJECT)

static void
pt_audition_class_init (PtAuditionClass *klass)
{
}

static void
pt_audition_init (PtAudition *self)
{
}

PtAudition *
pt_audition_new (PtPlayer *player, PtSampleLoader *loader)
{
  return g_object_new (pt_audition_get_type (), NULL);
}

void
pt_audition_set_player (PtAudition *self, PtPlayer *player)
{
}

gboolean
pt_audition_get_enabled (PtAudition *self)
{
  return FALSE;
}

void
pt_audition_set_enabled (PtAudition *self, gboolean enabled)
{
}

gboolean
pt_audition_get_in_tempo (PtAudition *self)
{
  return FALSE;
}

void
pt_audition_set_in_tempo (PtAudition *self, gboolean in_tempo)
{
}

double
pt_audition_get_volume (PtAudition *self)
{
  return 0;
}

void
pt_audition_set_volume (PtAudition *self, double volume)
{
}

void
pt_audition_set_tempo (PtAudition *self, PtTempo tempo)
{
}

void
pt_audition_select (PtAudition *self, PtSample *sample)
{
}

void
pt_audition_play (PtAudition *self, PtSample *sample, double from)
{
}

void
pt_audition_stop (PtAudition *self)
{
}

gboolean
pt_audition_get_playing (PtAudition *self)
{
  return FALSE;
}

const char *
pt_audition_get_path (PtAudition *self)
{
  return NULL;
}

double
pt_audition_get_position (PtAudition *self)
{
  return 0;
}
