/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-pattern.h"

G_BEGIN_DECLS

/* The beats of a bar in JSON: an array of numbers in [0, 4), or the name of a pattern,
 * which is kept as the name. */

/* @beats has room for PT_PATTERN_MAX_BEATS; both outputs are filled when it is a pattern. */
gboolean pt_beats_read_json (JsonNode *node,
                             const char *place,
                             PtBeats *beats,
                             guint *n_beats,
                             const PtPattern **pattern,
                             GError **error);
/* (transfer full) */
JsonNode *pt_beats_to_json (const PtBeats *beats,
                            guint n_beats,
                            const PtPattern *pattern);

G_END_DECLS
