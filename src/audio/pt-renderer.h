/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-writer.h"
#include "audio/pt-loudness.h"
#include "audio/pt-render-plan.h"
#include "audio/pt-sample-loader.h"
#include "core/pt-arrangement.h"

G_BEGIN_DECLS

/* Offline rendering: an arrangement becomes a file, or a measurement without a file. The
 * same engine as live (audio/rt), driven as fast as it goes. Bit-identical from run to run
 * and for any number of threads. */

typedef enum
{
  PT_NORMALIZE_OFF,
  PT_NORMALIZE_PEAK, /* sample peak to target_db */
  PT_NORMALIZE_LOUDNESS, /* integrated to target_db LUFS, true peak at most ceiling_dbtp */
} PtNormalize;

typedef struct
{
  guint sample_rate; /* 0: the arrangement's, else 48000 */
  PtTempo tempo; /* 0: the arrangement's */
  PtFileFormat format;
  PtNormalize normalize;
  double target_db; /* default -1 */
  double ceiling_dbtp; /* default -1 */
  const char *stems_folder; /* NULL: none; made when missing */
  guint threads; /* 0: one per processor */
  gboolean without_hash; /* leave sha256 out; it is a fifth of the work */
  const char *const *roots; /* where relative sample paths are looked for */
} PtRenderOptions;

/* clang-format off */
#define PT_RENDER_OPTIONS_INIT \
  { .format = PT_FILE_FORMAT_WAV24, .normalize = PT_NORMALIZE_PEAK, .target_db = -1.0, .ceiling_dbtp = -1.0 }
/* clang-format on */

typedef struct
{
  guint64 frames;
  guint sample_rate;
  guint channels;
  PtLoudness loudness; /* of what was written */
  char sha256[65]; /* of the written file; "" when there is none or it was not wanted */
  double render_s;
  double gain; /* linear, by which it was normalised */
  GPtrArray *notices; /* of char *: what the listener should know */
} PtRenderResult;

void pt_render_result_clear (PtRenderResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtRenderResult, pt_render_result_clear)

/* Blocks; call it on a worker. @path NULL renders and measures without a file. Cancelled
 * or failed, nothing is left behind and an older file of that name is untouched. */
gboolean pt_render (PtArrangement *arrangement,
                    PtSampleLoader *loader,
                    const PtRenderOptions *options,
                    const char *path,
                    PtRenderResult *result,
                    PtProgressFunc progress,
                    gpointer user_data,
                    GCancellable *cancellable,
                    GError **error);

/* The same on a GTask thread, over a snapshot of @arrangement taken at once; progress
 * arrives on the caller's main context. */
void pt_render_async (PtArrangement *arrangement,
                      PtSampleLoader *loader,
                      const PtRenderOptions *options,
                      const char *path,
                      PtProgressFunc progress,
                      gpointer user_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer callback_data);
gboolean pt_render_finish (GAsyncResult *async_result,
                           PtRenderResult *result,
                           GError **error);

G_END_DECLS
