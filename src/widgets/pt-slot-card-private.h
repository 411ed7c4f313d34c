/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "widgets/pt-slot-card.h"

G_BEGIN_DECLS

struct _PtSlotCard
{
  GtkWidget parent_instance;

  PtRole role;
  PtSlotState state;
  char *sound_name;
  char *detail;
  double gain;
  double pan;
  gboolean locked;
  gboolean solo;
  gboolean mute;
  gboolean updating; /* the scales are set by us */
  gboolean sliding;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *lock_button;
  GtkWidget *reroll_button;
  GtkWidget *waveform;
  GtkWidget *hint; /* instead of it */
  GtkWidget *meter;
  GtkWidget *remarks;
  GtkWidget *name_button;
  GtkWidget *name_icon;
  GtkWidget *name_label;
  GtkWidget *gain_scale;
  GtkWidget *gain_label;
  GtkWidget *pan_scale;
  GtkWidget *solo_button;
  GtkWidget *mute_button;
  GtkWidget *menu_button;
};

/* pt-slot-card-build.c: the children, connected to these. */
void _pt_slot_card_build (PtSlotCard *self);

void _pt_slot_card_command (PtSlotCard *self,
                            PtSlotCommand command);
void _pt_slot_card_slide_gain (PtSlotCard *self,
                               double gain_db);
void _pt_slot_card_slide_pan (PtSlotCard *self,
                              double pan);
void _pt_slot_card_set_sliding (PtSlotCard *self,
                                gboolean sliding);
void _pt_slot_card_cure (PtSlotCard *self,
                         guint id);

/* The scale shows so much; a palette may hold more. */
#define PT_SLOT_CARD_MIN_DB -48.0
#define PT_SLOT_CARD_MAX_DB 12.0

G_END_DECLS
