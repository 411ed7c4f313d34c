/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-analysis.h"
#include "audio/pt-sample-name.h"

G_BEGIN_DECLS

/* What a sample is, from what its name says and how it sounds. The name counts first where
 * it is clear; the sound decides where it is not, and lowers the confidence where it
 * disagrees. A confidence below 0.5 means: have a look. */

typedef struct
{
  PtRole role;
  double role_confidence;
  gboolean loop;
  double loop_confidence;
  double bpm; /* 0: none */
  double bars;
  gboolean tonal; /* it has a key */
  int tonic;
  gboolean minor;
  double key_confidence;
} PtSampleVerdict;

/* Role and loop. @peak is linear, @crest peak over RMS. */
void pt_sample_classify (const PtSampleNameFacts *name,
                         const PtSampleFeatures *features,
                         double duration_s,
                         double peak,
                         double crest,
                         PtSampleVerdict *verdict);

/* Whether listening for a tempo is worth the time: a loop whose name and length do not
 * already say it. */
gboolean pt_sample_needs_tempo (const PtSampleNameFacts *name,
                                const PtSampleVerdict *verdict,
                                double duration_s);
/* Tempo and bars: the name's, else the one heard (@features' tempo, 0 when not listened
 * for), else the length as whole bars at a plausible tempo. After pt_sample_classify(). */
void pt_sample_settle_tempo (const PtSampleNameFacts *name,
                             const PtSampleFeatures *features,
                             double duration_s,
                             PtSampleVerdict *verdict);
/* The key of tonal material: the name's, else the one heard. After pt_sample_classify(). */
void pt_sample_settle_key (const PtSampleNameFacts *name,
                           const PtSampleFeatures *features,
                           PtSampleVerdict *verdict);

G_END_DECLS
