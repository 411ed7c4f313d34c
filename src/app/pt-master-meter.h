/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* What goes to the device: a bar for each channel, the highest peak of the last moments as a
 * number, and a mark that stays when the limiter had to step in. Activating it takes the mark
 * away. */
#define PT_TYPE_MASTER_METER (pt_master_meter_get_type ())
G_DECLARE_FINAL_TYPE (PtMasterMeter, pt_master_meter, PT, MASTER_METER, GtkButton)

/* Once. */
void pt_master_meter_set_studio (PtMasterMeter *self,
                                 PtStudio *studio);
/* What was heard: linear peaks, and the limiter's lowest gain. */
void pt_master_meter_update (PtMasterMeter *self,
                             const double peak[2],
                             double limiter_gain,
                             gint64 now_usec);
gboolean pt_master_meter_get_clipped (PtMasterMeter *self);
/* The number that is held, or -INFINITY. */
double pt_master_meter_get_hold_db (PtMasterMeter *self);
void pt_master_meter_reset (PtMasterMeter *self);

G_END_DECLS
