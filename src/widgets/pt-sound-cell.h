/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-sample.h"

G_BEGIN_DECLS

/* What a list of sounds shows of each, in the order it does so at first. */
typedef enum
{
  PT_SOUND_COLUMN_FAVOURITE,
  PT_SOUND_COLUMN_WAVEFORM,
  PT_SOUND_COLUMN_NAME,
  PT_SOUND_COLUMN_ROLE,
  PT_SOUND_COLUMN_BPM,
  PT_SOUND_COLUMN_KEY,
  PT_SOUND_COLUMN_LENGTH,
  PT_SOUND_COLUMN_LOOP,
  PT_SOUND_COLUMN_RATING,
  PT_SOUND_COLUMN_TAGS,
  PT_SOUND_COLUMN_BRIGHTNESS,
  PT_SOUND_COLUMN_LOUDNESS,
  PT_SOUND_COLUMN_ADDED,
  PT_SOUND_COLUMN_USED,
  PT_SOUND_COLUMN_DISTANCE,
} PtSoundColumn;
#define PT_N_SOUND_COLUMNS 15u

/* "favourite"; what settings remember. */
const char *pt_sound_column_to_string (PtSoundColumn column);
/* "Favourite", translated. */
const char *pt_sound_column_get_title (PtSoundColumn column);

/* One value of one sound, drawn without children: a list of 50 000 rows gives every cell
 * another sound at every key stroke, which costs next to nothing until the cell is seen. */
#define PT_TYPE_SOUND_CELL (pt_sound_cell_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundCell, pt_sound_cell, PT, SOUND_CELL, GtkWidget)

GtkWidget *pt_sound_cell_new (PtSoundColumn column);
PtSoundColumn pt_sound_cell_get_column (PtSoundCell *self);
/* (transfer none) (nullable) */
PtSample *pt_sound_cell_get_sample (PtSoundCell *self);
void pt_sound_cell_set_sample (PtSoundCell *self,
                               PtSample *sample);
/* What no sample knows of itself: how often it is used, how far it is from another one. */
void pt_sound_cell_set_value (PtSoundCell *self,
                              double value);
/* The name says and shows that it is heard. */
void pt_sound_cell_set_playing (PtSoundCell *self,
                                gboolean playing);
/* The sample has other values now. */
void pt_sound_cell_refresh (PtSoundCell *self);
/* Which star is at @x: 1..5; 0: before the first. */
int pt_sound_cell_get_rating_at (PtSoundCell *self,
                                 double x);
/* In words: "Favourite", "3 of 5 stars", "120 bpm". (transfer full) */
char *pt_sound_cell_describe (PtSoundCell *self);

G_END_DECLS
