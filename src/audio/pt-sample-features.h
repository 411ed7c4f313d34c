/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-key-detect.h"

G_BEGIN_DECLS

/* Cheap features of a whole sample, for the library scan. Only the first 30 s of a longer
 * file are listened to. Every value is a number, whatever the input. */
#define PT_SAMPLE_FEATURES_MAX_S 30
#define PT_SAMPLE_N_OCTAVES 9

typedef struct
{
  double brightness_hz; /* power-weighted spectral centroid */
  double flatness; /* 0 tonal .. 1 noise */
  double low_share; /* share of energy below 150 Hz, and above 5 kHz */
  double high_share;
  /* Shares of energy in octaves: below 100 Hz, 100..200, 200..400 and so on, above 12.8 kHz. */
  double octaves[PT_SAMPLE_N_OCTAVES];
  double attack_s; /* from 10 % to 90 % of the peak envelope */
  double decay_s; /* from the peak to 20 dB below it; the length when it never falls */
  double onset_rate_hz;
  guint n_onsets;
  double onset_at_end; /* 0..1: loudness of the last 16th of the length against the whole */
  double edge_step; /* |first - last| against the RMS: 0 joins without a click */
  double pitch_glide; /* ratio of the low-band pitch at the start to that at the end; 1 none */
  double tempo_bpm; /* 0: none */
  double tempo_confidence;
  PtKeyEstimate key;
} PtSampleFeatures;

/* @tempo: also look for a tempo (costs more). */
void
pt_sample_features_measure (const float *mono,
                            guint64 frames,
                            guint sample_rate,
                            gboolean tempo,
                            PtSampleFeatures *features);

G_END_DECLS
