/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double time_s;
  double strength; /* 0..1 of the strongest */
} PtOnset;

/* Where sounds begin, in order of time, to a few milliseconds: spectral flux picked
 * against a moving median, then placed where the envelope rises.
 * (element-type PtOnset) (transfer full) */
GArray *
pt_onsets_detect (const float *mono,
                  guint64 frames,
                  guint sample_rate);

G_END_DECLS
