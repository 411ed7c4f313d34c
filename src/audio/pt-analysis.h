/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"

G_BEGIN_DECLS

/* What the signal itself says. All functions are pure, thread safe, and take a mono mix;
 * pt_mono_mix() makes it. Times in seconds. */

/* The mean of the channels; g_free. */
float *pt_mono_mix (const PtAudioBuffer *buffer);

/* --- onsets: spectral flux on FFTW, picked against a moving median --- */
typedef struct
{
  double time_s;
  double strength; /* 0..1 of the strongest */
} PtOnset;

/* (element-type PtOnset) */
GArray *pt_onsets_detect (const float *mono,
                          guint64 frames,
                          guint sample_rate);

/* --- tempo and beats --- */
typedef struct
{
  double bpm; /* 0: none found */
  double confidence; /* 0..1 */
  GArray *beats; /* of double, seconds; NULL unless asked for */
} PtTempoEstimate;

void pt_tempo_estimate_clear (PtTempoEstimate *estimate);
/* Prefers 70..180 bpm. */
void pt_tempo_detect (const float *mono,
                      guint64 frames,
                      guint sample_rate,
                      gboolean with_beats,
                      PtTempoEstimate *estimate);

/* --- key: chroma against the Krumhansl profiles --- */
typedef struct
{
  int tonic; /* 0 = C .. 11 = B */
  gboolean minor;
  double confidence; /* correlation, clamped to 0..1 */
  double tonalness; /* 0..1: how far the chroma stands above noise; below 0.2 is not tonal */
} PtKeyEstimate;

void pt_key_detect (const float *mono,
                    guint64 frames,
                    guint sample_rate,
                    PtKeyEstimate *estimate);
/* "F minor", "C# major" (transfer full) */
char *pt_key_estimate_to_string (const PtKeyEstimate *estimate);

/* --- energy per 16th --- */
typedef struct
{
  float rms;
  float flux;
  float centroid_hz;
} PtEnergyFrame;

/* (element-type PtEnergyFrame): one per 16th note at @bpm */
GArray *pt_energy_frames (const float *mono,
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
GArray *pt_segments_detect (const float *mono,
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

void pt_clash_measure (const float *first,
                       guint64 first_frames,
                       guint first_rate,
                       const float *second,
                       guint64 second_frames,
                       guint second_rate,
                       PtClashBand bands[PT_N_CLASH_BANDS]);

/* --- cheap whole-sample features for the library scan, one pass over short hops --- */
typedef struct
{
  double brightness_hz; /* power-weighted spectral centroid */
  double flatness; /* 0 tonal .. 1 noise */
  double low_share; /* share of energy below 150 Hz, and above 5 kHz */
  double high_share;
  double attack_s; /* from 10 % to 90 % of the peak envelope */
  double decay_s; /* from the peak to 20 dB below it; the length when it never falls */
  double onset_rate_hz;
  guint n_onsets;
  double onset_at_end; /* 0..1: activity in the last 16th against the rest */
  double edge_step; /* |first - last| against the RMS: 0 joins without a click */
  double pitch_glide; /* ratio of the low-band pitch at the start to that at the end; 1 none */
  double tempo_bpm; /* 0: none */
  double tempo_confidence;
  PtKeyEstimate key;
} PtSampleFeatures;

/* @tempo: also look for a tempo (costs more). */
void pt_sample_features_measure (const float *mono,
                                 guint64 frames,
                                 guint sample_rate,
                                 gboolean tempo,
                                 PtSampleFeatures *features);

G_END_DECLS
