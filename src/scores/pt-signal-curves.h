/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-signal-meter.h"

G_BEGIN_DECLS

/* How the measured quantities go over time, and what can be read from that in the end. */

#define PT_SIGNAL_HOPS 4 /* in a window */
#define PT_SIGNAL_CHROMA 12

typedef struct
{
  float peak;
  guint held;
  float energy[PT_SIGNAL_HOPS];
  float slope[PT_SIGNAL_HOPS];
  float octaves[PT_SIGNAL_OCTAVES];
} PtSignalWindow;

typedef struct
{
  guint window; /* frames */
  double window_s;
  guint n_windows;
  float peak;
  GArray *windows; /* of PtSignalWindow */
  GArray *chroma; /* of float, twelve for each chroma window */
  double flatness_sum;
} PtSignalCurves;

void pt_signal_curves_init (PtSignalCurves *self,
                            guint window,
                            guint sample_rate);
void pt_signal_curves_clear (PtSignalCurves *self);
void pt_signal_curves_add (PtSignalCurves *self,
                           const PtSignalWindow *window);
void pt_signal_curves_add_chroma (PtSignalCurves *self,
                                  const float chroma[PT_SIGNAL_CHROMA],
                                  double flatness);
/* Fills everything but duration_s and width. */
void pt_signal_curves_report (PtSignalCurves *self,
                              PtSignalFeatures *features);

G_END_DECLS
