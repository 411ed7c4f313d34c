/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-http-service.h"

G_BEGIN_DECLS

/* The analysing service beside the scorer: the same questions that `analyze` answers here, for
 * whoever wants a second opinion. @type: key, structure, energy, onsets or frequency_clash, which
 * needs @second_path; @bpm 0: unknown. Blocks. What it answers is passed on as it is; an answer
 * {"error"} is an error. */
JsonNode *pt_http_analyze (const PtHttpService *service,
                           const char *path,
                           const char *type,
                           double bpm,
                           const char *second_path,
                           PtProgressFunc progress,
                           gpointer user_data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
