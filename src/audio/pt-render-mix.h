/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-render-plan.h"

G_BEGIN_DECLS

/* One run through a plan, block by block, as fast as it goes. The song is never in memory:
 * what needs it twice (the peak, then the file) mixes it twice, which is cheaper. */
typedef struct _PtRenderMix PtRenderMix;

#define PT_RENDER_ALL_LANES G_MAXUINT64
#define PT_RENDER_MAX_BLOCK 2048

PtRenderMix *
pt_render_mix_new (PtRenderPlan *plan);
void
pt_render_mix_free (PtRenderMix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtRenderMix, pt_render_mix_free)

/* Back to the first bar. */
void
pt_render_mix_rewind (PtRenderMix *self);
/* Goes to the next block and returns its frames, 0 at the end. */
guint
pt_render_mix_next (PtRenderMix *self);
/* The block mixed from the lanes whose bits are set: interleaved stereo, writable, valid
 * until the next call. */
float *
pt_render_mix_get_block (PtRenderMix *self,
                         guint64 lanes);
/* Its sample peak; blocks that are the same as one before are not mixed again. */
float
pt_render_mix_get_peak (PtRenderMix *self);
/* Voices that had to go for others so far. */
guint64
pt_render_mix_get_stolen (PtRenderMix *self);

G_END_DECLS
