/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small band for tests that listen: everything is added to a mono signal of @frames
 * frames at @rate, from @at_s on, and what does not fit is cut off. */

typedef struct
{
  float *mono;
  guint64 frames;
  guint rate;
} PtTestMusic;

PtTestMusic *pt_test_music_new (double seconds,
                                guint rate);
void pt_test_music_free (PtTestMusic *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtTestMusic, pt_test_music_free)

/* A falling sine with a click, a burst of bright noise, a broader one, a pulse wave note
 * with a short attack and a decay (sounding like an acid bass). */
void pt_test_music_kick (PtTestMusic *self,
                         double at_s,
                         double gain);
void pt_test_music_hat (PtTestMusic *self,
                        double at_s,
                        double gain);
void pt_test_music_clap (PtTestMusic *self,
                         double at_s,
                         double gain);
void pt_test_music_note (PtTestMusic *self,
                         double at_s,
                         double length_s,
                         double midi_pitch,
                         double gain);
/* A steady tone of @n_partials partials, faded in and out over 20 ms. */
void pt_test_music_tone (PtTestMusic *self,
                         double at_s,
                         double length_s,
                         double midi_pitch,
                         guint n_partials,
                         double gain);
void pt_test_music_noise (PtTestMusic *self,
                          guint32 seed,
                          double gain);

G_END_DECLS
