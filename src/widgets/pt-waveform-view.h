/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The shape of a sound as columns, with the place that is heard; a click or drag seeks. Draws
 * rectangles in the colour of its CSS, "accent" what was heard. It asks for nothing: who owns
 * it sets the columns when it has them.
 *
 * Properties: columns (GBytes of pairs of signed bytes, minimum and maximum, nullable: a
 * quiet line), position (0..1; below 0: none), seekable (bool). Signal: "seek" (double 0..1). */
#define PT_TYPE_WAVEFORM_VIEW (pt_waveform_view_get_type ())
G_DECLARE_FINAL_TYPE (PtWaveformView, pt_waveform_view, PT, WAVEFORM_VIEW, GtkWidget)

GtkWidget *pt_waveform_view_new (void);
GBytes *pt_waveform_view_get_columns (PtWaveformView *self);
void pt_waveform_view_set_columns (PtWaveformView *self,
                                   GBytes *columns);
double pt_waveform_view_get_position (PtWaveformView *self);
void pt_waveform_view_set_position (PtWaveformView *self,
                                    double position);
gboolean pt_waveform_view_get_seekable (PtWaveformView *self);
void pt_waveform_view_set_seekable (PtWaveformView *self,
                                    gboolean seekable);

G_END_DECLS
