/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-sample-loader.h"
#include "audio/rt/pt-rt-plan.h"
#include "core/pt-role.h"

G_BEGIN_DECLS

/* The samples of a plan, each loaded once, loops prepared to repeat. */

typedef struct
{
  char *path;
  PtRole role; /* the first that asked, for messages */
  gboolean loop;
  PtAudioBuffer *buffer;
  float *tails; /* short and long, or exact */
  gboolean stretched;
  PtRtSource rt;
} PtRenderSource;

/* (element-type PtRenderSource) */
GPtrArray *
pt_render_sources_new (void);
/* The number of the source, which is added when it is not there yet. */
guint
pt_render_sources_add (GPtrArray *self,
                       const char *path,
                       PtRole role,
                       gboolean loop);
/* Loads all on up to @threads threads. When several fail the error is that of the first in
 * the list. */
gboolean
pt_render_sources_load (GPtrArray *self,
                        PtSampleLoader *loader,
                        PtTempo tempo,
                        guint sample_rate,
                        guint threads,
                        GCancellable *cancellable,
                        GError **error);

/* Fills @source->rt from its buffer; exported for the tests. */
void
pt_render_source_prepare (PtRenderSource *source,
                          PtTempo tempo,
                          guint sample_rate);

G_END_DECLS
