/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-pattern.h"

G_BEGIN_DECLS

/* The hits of a bar, as layers and clips have them: a named pattern, which is kept as the
 * name, or a list of beats in [0, 4), sorted, each there once. A value; zeroed it is empty. */
typedef struct
{
  const PtPattern *pattern; /* NULL: the beats are a list of their own */
  PtBeats *beats; /* never NULL once set */
  guint n_beats;
} PtHits;

void pt_hits_clear (PtHits *self);
/* @self was cleared, or never set. */
void pt_hits_copy (PtHits *self,
                   const PtHits *from);
gboolean pt_hits_set_beats (PtHits *self,
                            const PtBeats *beats,
                            guint n_beats);
/* FALSE: there is no such pattern. */
gboolean pt_hits_set_pattern (PtHits *self,
                              const char *name);

/* An array of numbers or a name; @place for messages. */
gboolean pt_hits_read_json (PtHits *self,
                            JsonNode *node,
                            const char *place,
                            GError **error);
/* (transfer full) */
JsonNode *pt_hits_to_json (const PtHits *self);

/* One beat: a number where that reads back the same, else a fraction in a string. */
JsonNode *pt_beats_to_json (PtBeats beats);
/* In [@minimum, @maximum]. */
gboolean pt_beats_read_json (JsonNode *node,
                             const char *place,
                             double minimum,
                             double maximum,
                             PtBeats *beats,
                             GError **error);

G_END_DECLS
