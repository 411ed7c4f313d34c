/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-sample-loader.h"
#include "core/pt-arrangement.h"

G_BEGIN_DECLS

/* What it takes to listen to an arrangement as it goes round. */
typedef struct
{
  PtArrangement *arrangement;
  PtSampleLoader *loader;
  const char *const *roots; /* nullable */
  guint sample_rate;
  GPtrArray *notices; /* nullable, of char *: gets the roles that cannot be read, which are silent */
  GCancellable *cancellable; /* nullable */
} PtGrooveListener;

/* Empties the roles whose samples cannot be read, in the arrangement itself. FALSE: nothing is
 * left to be heard (or it was cancelled). Blocks. */
gboolean pt_groove_listener_silence_missing (const PtGrooveListener *self);
/* How loud the groove plays it at @gain_db, headroom and limiter included, in LUFS; -INFINITY: silent. Blocks. */
gboolean pt_groove_listener_measure (const PtGrooveListener *self,
                                     double gain_db,
                                     double *lufs,
                                     GError **error);
/* By how much it is to be turned down, in dB, at most 0, to be no louder than @rival_lufs.
 * @lufs is what it is at 0 dB. Measures until it is right, because what the limiter took off
 * comes back when the gain goes down. Blocks. */
gboolean pt_groove_listener_match (const PtGrooveListener *self,
                                   double lufs,
                                   double rival_lufs,
                                   double *gain_db,
                                   GError **error);

G_END_DECLS
