/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-waveform-view.h"

struct _PtWaveformView
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PtWaveformView, pt_waveform_view, GTK_TYPE_WIDGET)

static void
pt_waveform_view_class_init (PtWaveformViewClass *klass)
{
}

static void
pt_waveform_view_init (PtWaveformView *self)
{
}

GtkWidget *
pt_waveform_view_new (void)
{
  return g_object_new (pt_waveform_view_get_type (), NULL);
}

GBytes *
pt_waveform_view_get_columns (PtWaveformView *self)
{
  return NULL;
}

void
pt_waveform_view_set_columns (PtWaveformView *self, GBytes *columns)
{
}

double
pt_waveform_view_get_position (PtWaveformView *self)
{
  return 0;
}

void
pt_waveform_view_set_position (PtWaveformView *self, double position)
{
}

gboolean
pt_waveform_view_get_seekable (PtWaveformView *self)
{
  return FALSE;
}

void
pt_waveform_view_set_seekable (PtWaveformView *self, gboolean seekable)
{
}
