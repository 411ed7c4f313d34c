/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* What the signal itself says: onsets, tempo and beats, key, energy, structure, clash, and
 * cheap features for the library scan. All functions are pure and thread safe, give the
 * same numbers on every machine, and take a mono mix, which pt_mono_mix() makes. Samples
 * that are no numbers count as silence. Times are in seconds. */

#include "audio/pt-clash.h"
#include "audio/pt-energy-frames.h"
#include "audio/pt-key-detect.h"
#include "audio/pt-mono-mix.h"
#include "audio/pt-onsets.h"
#include "audio/pt-sample-features.h"
#include "audio/pt-segments.h"
#include "audio/pt-tempo-detect.h"
