/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "app/pt-sound-slots.h"
#include "core/pt-sound-list.h"
#include "session/pt-studio.h"
#include "widgets/pt-sound-cell.h"

G_BEGIN_DECLS

/* The rows of the sound list as a table: columns that are shown, hidden, moved and sorted by,
 * thumbnails that come when a row is seen, and the place that is heard.
 *
 * Signals, all (PtSample): "use" (Enter, double click), "favourite" (the star was clicked),
 * "rate" (PtSample, gint: a star was clicked), "role-menu" (PtSample, GtkWidget: below that
 * cell), "menu" (GdkRectangle *, of the table), "seek" (PtSample, double 0..1),
 * "dropped" (GStrv of paths). */
#define PT_TYPE_SOUND_TABLE (pt_sound_table_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundTable, pt_sound_table, PT, SOUND_TABLE, AdwBin)

/* Once. */
void pt_sound_table_set_model (PtSoundTable *self,
                               PtStudio *studio,
                               GSettings *settings,
                               PtSoundList *list,
                               PtSoundSlots *slots,
                               GtkMultiSelection *selection);
GtkColumnView *pt_sound_table_get_view (PtSoundTable *self);
/* The row that has the keys, the first selected one, or the first. FALSE: there is none. */
gboolean pt_sound_table_focus_rows (PtSoundTable *self);
/* Scrolls there and selects it. */
void pt_sound_table_show_row (PtSoundTable *self,
                              guint position);
/* @samples (of PtSample; NULL: all) have other values now. */
void pt_sound_table_refresh (PtSoundTable *self,
                             GPtrArray *samples);
/* Which columns are shown, in order; a distance comes and goes by itself. */
gboolean pt_sound_table_get_column_shown (PtSoundTable *self,
                                          PtSoundColumn column);
void pt_sound_table_show_column (PtSoundTable *self,
                                 PtSoundColumn column,
                                 gboolean shown);
/* One place to the start (@step -1) or to the end (1). */
void pt_sound_table_move_column (PtSoundTable *self,
                                 PtSoundColumn column,
                                 int step);
/* Hidden ones too. */
GListModel *pt_sound_table_get_columns (PtSoundTable *self);
PtSoundColumn pt_sound_table_get_column_id (GtkColumnViewColumn *column);

G_END_DECLS
