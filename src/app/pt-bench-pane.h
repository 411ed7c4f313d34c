/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"
#include "widgets/pt-slot-card.h"

G_BEGIN_DECLS

/* The palette of the set: its name, what is to be said of it, and a card for each role. Cards
 * are made once and updated in place, whatever palette comes. What the user does becomes
 * edits of the set.
 *
 * Signals: "find" (PtRole: the user wants to look for a sound for it), "relink" (PtRole),
 * "rename" (string: a name was typed for the palette), "save-as" (string). */
#define PT_TYPE_BENCH_PANE (pt_bench_pane_get_type ())
G_DECLARE_FINAL_TYPE (PtBenchPane, pt_bench_pane, PT, BENCH_PANE, AdwBin)

void pt_bench_pane_set_studio (PtBenchPane *self,
                               PtStudio *studio);
/* What is on the bench is no longer what was saved. */
void pt_bench_pane_set_edited (PtBenchPane *self,
                               gboolean edited);
/* (transfer none) */
PtSlotCard *pt_bench_pane_get_card (PtBenchPane *self,
                                    PtRole role);
/* Of the card that has the focus, or had it last; PT_ROLE_NONE: none. */
PtRole pt_bench_pane_get_focused_role (PtBenchPane *self);

void pt_bench_pane_command (PtBenchPane *self,
                            PtRole role,
                            PtSlotCommand command);
/* Shows a card for a role that has no sound, and goes there. */
void pt_bench_pane_add_role (PtBenchPane *self,
                             PtRole role);
/* Puts the file there when it is one that can be played; looks on a thread, says why not. */
void pt_bench_pane_put_file (PtBenchPane *self,
                             PtRole role,
                             const char *path);
/* The same for what was dropped. FALSE: nothing in it. */
gboolean pt_bench_pane_drop (PtBenchPane *self,
                             PtRole role,
                             const GValue *value);
/* Takes the cure of a remark; @id counts the advice. */
void pt_bench_pane_cure (PtBenchPane *self,
                         guint id);
/* Draws all that are not locked. */
void pt_bench_pane_randomise (PtBenchPane *self,
                              guint64 seed);
void pt_bench_pane_start_rename (PtBenchPane *self);
/* Asks under which name it is to be saved; the answer is "save-as". */
void pt_bench_pane_ask_name (PtBenchPane *self,
                             const char *name);
/* So that nothing has to be scrolled, in a pane that is @width wide. */
int pt_bench_pane_get_whole_height (PtBenchPane *self,
                                    int width);
guint64 pt_bench_pane_get_seed (PtBenchPane *self);

G_END_DECLS
