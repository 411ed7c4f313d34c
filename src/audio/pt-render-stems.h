/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-writer.h"
#include "audio/pt-render-plan.h"

G_BEGIN_DECLS

/* One file per role that sounds, <folder>/<role>.wav, with the mix's gain: they add up to
 * the mix as it was before dither and limiter. */
typedef struct _PtRenderStems PtRenderStems;

/* Makes the folder when it is missing. */
PtRenderStems *
pt_render_stems_new (PtRenderPlan *plan,
                     const char *folder,
                     PtFileFormat mix_format,
                     GError **error);
/* Not committed: files and the folder that it made are gone. */
void
pt_render_stems_free (PtRenderStems *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtRenderStems, pt_render_stems_free)

/* Called now and then with the share of the work that is done; FALSE stops with @error. */
typedef gboolean (*PtRenderStepFunc) (double fraction,
                                      gpointer user_data,
                                      GError **error);

/* Writes all beside their places. */
gboolean
pt_render_stems_write (PtRenderStems *self,
                       float gain,
                       guint sample_rate,
                       gboolean threaded,
                       GPtrArray *notices,
                       PtRenderStepFunc step,
                       gpointer user_data,
                       GError **error);
gboolean
pt_render_stems_commit (PtRenderStems *self,
                        GError **error);

G_END_DECLS
