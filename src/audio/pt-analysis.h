/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-key-detect.h"
#include "audio/pt-mono-mix.h"
#include "audio/pt-onsets.h"
#include "audio/pt-sample-features.h"
#include "audio/pt-tempo-detect.h"

G_BEGIN_DECLS

/* What the signal itself says. All functions are pure, thread safe, and take a mono mix;
 * pt_mono_mix() makes it. Times in seconds. */

/* --- energy per 16th --- */
typedef struct
{
  float rms;
  float flux;
  float centroid_hz;
} PtEnergyFrame;

/* (element-type PtEnergyFrame): one per 16th note at @bpm */
GArray *
pt_energy_frames (const float *mono,
                  guint64 frames,
                  guint sample_rate,
                  double bpm);

/* --- structure --- */
typedef struct
{
  double start_s;
  double end_s;
  char label; /* 'A', 'B' ... in order of first appearance; equal letters sound alike */
} PtSegment;

/* (element-type PtSegment); empty when there are fewer than 4 bars. */
GArray *
pt_segments_detect (const float *mono,
                    guint64 frames,
                    guint sample_rate,
                    double bpm);

/* --- clash of two files: sqrt (e1 e2) per band --- */
#define PT_N_CLASH_BANDS 6
typedef struct
{
  const char *name; /* sub bass low_mid mid upper_mid high */
  double low_hz, high_hz;
  double energy_1, energy_2;
  double clash;
} PtClashBand;

void
pt_clash_measure (const float *first,
                  guint64 first_frames,
                  guint first_rate,
                  const float *second,
                  guint64 second_frames,
                  guint second_rate,
                  PtClashBand bands[PT_N_CLASH_BANDS]);

G_END_DECLS
