/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-advisor.h"
#include "app/pt-bench-pane.h"
#include "app/pt-swap-popover.h"

G_BEGIN_DECLS

typedef struct
{
  PtSlotCard *card;
  char *path; /* absolute; NULL: empty */
  gboolean wanted; /* shown although it is empty */
  double loop_beats; /* 0: not a loop of known length */
  GCancellable *cancellable; /* of its picture */
} PtBenchSlot;

struct _PtBenchPane
{
  AdwBin parent_instance;

  PtStudio *studio;
  PtAdvisor *advisor;
  GSignalGroup *set_signals;
  GSignalGroup *palette_signals;
  GSignalGroup *player_signals;
  PtBenchSlot slots[PT_ROLE_NONE];
  PtRole focused;
  guint64 seed; /* of the last drawing */
  guint refresh_source;
  guint n_updates;
  gboolean levels_shown;
  PtSet *sliding; /* in whose history the edit of a knob is open */

  GtkWidget *header;
  GtkWidget *grid;
  GtkWidget *add_button;
  GtkEditableLabel *name;
  GtkWidget *edited;
  GtkLabel *facts;
  GtkWidget *summary;
  GtkEditable *seed_entry;
  GtkWidget *seed_popover;
  GtkWidget *save_button;
  GtkWidget *name_popover;
  PtSwapPopover *swap;
};

/* pt-bench-pane.c */
void _pt_bench_pane_emit_find (PtBenchPane *self,
                               PtRole role);
void _pt_bench_pane_emit_relink (PtBenchPane *self,
                                 PtRole role);

/* The knob was let go, or is taken out of the hand. */
void _pt_bench_pane_end_sliding (PtBenchPane *self);

/* pt-bench-pane-slots.c: cards as the palette says. */
void _pt_bench_pane_refresh_slot (PtBenchPane *self,
                                  PtRole role);
void _pt_bench_pane_refresh (PtBenchPane *self);
void _pt_bench_pane_show_advice (PtBenchPane *self);
void _pt_bench_pane_show_levels (PtBenchPane *self);
/* (transfer full) (nullable) */
GPtrArray *_pt_bench_pane_new_remarks (GPtrArray *advice,
                                       PtRole role);

G_END_DECLS
