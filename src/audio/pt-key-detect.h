/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  int tonic; /* 0 = C .. 11 = B */
  gboolean minor;
  double confidence; /* correlation, clamped to 0..1 */
  double tonalness; /* 0..1: share of steady pitches; below 0.2 is not tonal */
} PtKeyEstimate;

#define PT_KEY_TONAL 0.2

/* The key, by spectral peaks summed into twelve pitch classes after the tuning was
 * estimated, against the Krumhansl profiles. */
void
pt_key_detect (const float *mono,
               guint64 frames,
               guint sample_rate,
               PtKeyEstimate *estimate);
/* "F minor", "C# major" (transfer full) */
char *
pt_key_estimate_to_string (const PtKeyEstimate *estimate);
/* "C#" */
const char *
pt_key_tonic_name (int tonic);

/* The same with scratch space that is kept between calls, for one thread. */
typedef struct _PtKeyDetector PtKeyDetector;

PtKeyDetector *
pt_key_detector_new (void);
void
pt_key_detector_free (PtKeyDetector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtKeyDetector, pt_key_detector_free)
/* @pitched: the signal as pt_decimate() makes it, of @n frames at @rate. @tonal_share:
 * the share of the whole signal's energy that is left in it. */
void
pt_key_detector_run (PtKeyDetector *self,
                     const float *pitched,
                     guint64 n,
                     double rate,
                     double tonal_share,
                     PtKeyEstimate *estimate);

G_END_DECLS
