/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Little-endian PCM of files to floats, bit for bit what libsndfile makes of it. */

typedef enum
{
  PT_PCM_INT16,
  PT_PCM_INT24,
  PT_PCM_INT32,
  PT_PCM_FLOAT32,
} PtPcmKind;

guint pt_pcm_bytes (PtPcmKind kind);

/* @raw needs no alignment. PT_PCM_FLOAT32 is copied as it is: see below. */
void pt_pcm_to_float (PtPcmKind kind,
                      const guint8 *raw,
                      float *samples,
                      gsize n);

/* Makes what is NaN, infinite or beyond any sense (above 2^40) 0, so that one bad sample
 * does not silence or deafen a whole mix; returns how many there were. */
gsize pt_pcm_make_usable (float *samples,
                          gsize n);

G_END_DECLS
