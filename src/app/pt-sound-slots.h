/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-sound-list.h"

G_BEGIN_DECLS

/* A row of the table: a place, at which another sound stands after the next key stroke. */
#define PT_TYPE_SOUND_SLOT (pt_sound_slot_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundSlot, pt_sound_slot, PT, SOUND_SLOT, GObject)

/* (transfer none) */
PtSample *pt_sound_slot_get_sample (PtSoundSlot *self);

/* The sounds of a list as places: a GListModel of PtSoundSlot.
 *
 * This GTK makes new row widgets for new items, 200 rows of ten cells at every key stroke, and
 * that takes five times as long as it may. So places stay, and what changed is only which
 * sound stands there: it is told by "changed" instead of items-changed, which tells of more
 * or fewer places alone. Those that come are handed out a few at a time, in the order of the
 * list, until there are more than GTK makes widgets for.
 *
 * Signal: "changed" (some slots have other sounds now). */
#define PT_TYPE_SOUND_SLOTS (pt_sound_slots_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundSlots, pt_sound_slots, PT, SOUND_SLOTS, GObject)

PtSoundSlots *pt_sound_slots_new (PtSoundList *list);
/* Hands out what is left. */
void pt_sound_slots_flush (PtSoundSlots *self);

G_END_DECLS
