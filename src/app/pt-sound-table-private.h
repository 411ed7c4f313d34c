/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-sound-slots.h"
#include "app/pt-sound-table.h"

G_BEGIN_DECLS

struct _PtSoundTable
{
  AdwBin parent_instance;

  PtLibraryKeeper *keeper;
  PtAudition *audition;
  GSettings *settings;
  PtSoundList *list;
  PtSoundSlots *slots;
  GtkMultiSelection *selection; /* of the slots */

  GtkWidget *scroller;
  GtkColumnView *view;
  GtkWidget *rows; /* the list view within */
  GtkColumnViewColumn *columns[PT_N_SOUND_COLUMNS];
  GPtrArray *cells; /* of PtSoundCell, those that exist */
  GPtrArray *waves; /* of PtWaveformView, likewise */
  PtSample *heard;
  guint load_source;

  int probed_column; /* see pt-sound-columns.c */
  guint restoring : 1; /* columns or sorting are set from outside */
};

/* pt-sound-columns.c */
void _pt_sound_table_add_columns (PtSoundTable *self);
void _pt_sound_table_update_sort (PtSoundTable *self);
void _pt_sound_table_update_distance (PtSoundTable *self);

/* pt-sound-rows.c */
GtkListItemFactory *_pt_sound_table_new_factory (PtSoundTable *self,
                                                 PtSoundColumn column);
void _pt_sound_table_follow_slots (PtSoundTable *self);
void _pt_sound_table_load_soon (PtSoundTable *self);
void _pt_sound_table_update_heard (PtSoundTable *self);
void _pt_sound_table_drop_rows (PtSoundTable *self);

/* pt-sound-gestures.c */
void _pt_sound_table_add_gestures (PtSoundTable *self);

/* pt-sound-table.c */
enum
{
  PT_SOUND_TABLE_USE,
  PT_SOUND_TABLE_FAVOURITE,
  PT_SOUND_TABLE_RATE,
  PT_SOUND_TABLE_ROLE_MENU,
  PT_SOUND_TABLE_MENU,
  PT_SOUND_TABLE_SEEK,
  PT_SOUND_TABLE_DROPPED,
  PT_SOUND_TABLE_N_SIGNALS
};
extern guint _pt_sound_table_signals[PT_SOUND_TABLE_N_SIGNALS];

G_END_DECLS
