/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A thin bar that shows how loud something is, from -48 to 0 dB; cheap enough for many at
 * once. Draws in the colour of its CSS; what is too loud has a mark at the end, not a colour
 * alone. */
#define PT_TYPE_LEVEL_METER (pt_level_meter_get_type ())
G_DECLARE_FINAL_TYPE (PtLevelMeter, pt_level_meter, PT, LEVEL_METER, GtkWidget)

GtkWidget *pt_level_meter_new (void);
/* Linear; 0: nothing sounds; below 0: nothing is played, so that nothing is drawn. */
void pt_level_meter_set_peak (PtLevelMeter *self,
                              double peak);
double pt_level_meter_get_peak (PtLevelMeter *self);

G_END_DECLS
