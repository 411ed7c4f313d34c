/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-role.h"

G_BEGIN_DECLS

/* One role of the palette on the bench: its sound with picture, gain and pan, and what can be
 * done with it. It knows nothing but what it is told and changes nothing itself: it says what
 * the user wants. One stop of the Tab key; single letters work while it has the focus itself.
 *
 * Signals: "command" (PtSlotCommand); "gain" (double, linear) and "pan" (double) while one
 * slides; "sliding" (gboolean: the mouse button went down, or up); "cure" (uint, the id of a
 * remark). */

typedef enum
{
  PT_SLOT_EMPTY,
  PT_SLOT_FILLED,
  PT_SLOT_MISSING, /* it has a sound whose file is not there */
} PtSlotState;

typedef enum
{
  PT_SLOT_COMMAND_FIND, /* Enter on an empty slot */
  PT_SLOT_COMMAND_SWAP,
  PT_SLOT_COMMAND_REROLL,
  PT_SLOT_COMMAND_LOCK, /* or unlock */
  PT_SLOT_COMMAND_SOLO,
  PT_SLOT_COMMAND_MUTE,
  PT_SLOT_COMMAND_AUDITION,
  PT_SLOT_COMMAND_CLEAR,
  PT_SLOT_COMMAND_RELINK,
} PtSlotCommand;

GType pt_slot_command_get_type (void);
#define PT_TYPE_SLOT_COMMAND (pt_slot_command_get_type ())

#define PT_TYPE_SLOT_CARD (pt_slot_card_get_type ())
G_DECLARE_FINAL_TYPE (PtSlotCard, pt_slot_card, PT, SLOT_CARD, GtkWidget)

GtkWidget *pt_slot_card_new (PtRole role);
PtRole pt_slot_card_get_role (PtSlotCard *self);

/* @name: of the sound; @detail (nullable): a line for the tooltip. */
void pt_slot_card_set_sound (PtSlotCard *self,
                             PtSlotState state,
                             const char *name,
                             const char *detail);
PtSlotState pt_slot_card_get_state (PtSlotCard *self);
const char *pt_slot_card_get_sound_name (PtSlotCard *self);
void pt_slot_card_set_columns (PtSlotCard *self,
                               GBytes *columns);
/* 0..1, below 0: none. */
void pt_slot_card_set_position (PtSlotCard *self,
                                double position);
void pt_slot_card_set_level (PtSlotCard *self,
                             double peak);

/* Linear. */
void pt_slot_card_set_gain (PtSlotCard *self,
                            double gain);
double pt_slot_card_get_gain (PtSlotCard *self);
void pt_slot_card_set_pan (PtSlotCard *self,
                           double pan);
double pt_slot_card_get_pan (PtSlotCard *self);
void pt_slot_card_set_locked (PtSlotCard *self,
                              gboolean locked);
gboolean pt_slot_card_get_locked (PtSlotCard *self);
void pt_slot_card_set_solo (PtSlotCard *self,
                            gboolean solo);
void pt_slot_card_set_mute (PtSlotCard *self,
                            gboolean mute);
gboolean pt_slot_card_get_solo (PtSlotCard *self);
gboolean pt_slot_card_get_mute (PtSlotCard *self);

void pt_slot_card_set_menu (PtSlotCard *self,
                            GMenuModel *menu);
void pt_slot_card_popup_menu (PtSlotCard *self);
/* (element-type PtRemark) (nullable) */
void pt_slot_card_set_remarks (PtSlotCard *self,
                               GPtrArray *remarks);
guint pt_slot_card_get_n_remarks (PtSlotCard *self);

G_END_DECLS
