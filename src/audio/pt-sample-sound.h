/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-sample-features.h"
#include "core/pt-role.h"

G_BEGIN_DECLS

/* The role and the loop a sound alone speaks for, names aside. The role is a linear model
 * (multinomial logistic regression) of some thirty numbers, trained by
 * tests/support/train-sound on the packs marked as tuned in tests/audio/truth and on the
 * factory kit; the loop is a handful of rules. */

#define PT_SAMPLE_SOUND_INPUTS 27

/* @crest: peak over RMS. All inputs are bounded, whatever the features are. */
void pt_sample_sound_inputs (const PtSampleFeatures *features,
                             double duration_s,
                             double crest,
                             double inputs[PT_SAMPLE_SOUND_INPUTS]);
/* Probabilities; they sum to 1. */
void pt_sample_sound_roles (const double inputs[PT_SAMPLE_SOUND_INPUTS],
                            double roles[PT_N_ROLES]);
/* 0..1 */
double pt_sample_sound_loop (const PtSampleFeatures *features,
                             double duration_s);

G_END_DECLS
