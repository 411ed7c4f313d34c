/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane.h"

struct _PtSoundPane
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PtSoundPane, pt_sound_pane, ADW_TYPE_BIN)

static void
pt_sound_pane_class_init (PtSoundPaneClass *klass)
{
}

static void
pt_sound_pane_init (PtSoundPane *self)
{
}

void
pt_sound_pane_set_studio (PtSoundPane *self, PtStudio *studio, GSettings *settings)
{
}

void
pt_sound_pane_add_actions (PtSoundPane *self, GActionMap *map)
{
}

void
pt_sound_pane_focus_search (PtSoundPane *self)
{
}

void
pt_sound_pane_search (PtSoundPane *self, const char *query)
{
}

GPtrArray *
pt_sound_pane_get_selected (PtSoundPane *self)
{
  return NULL;
}
