/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-beats.h"

G_BEGIN_DECLS

/* Named lists of beat positions in a bar of four beats. */

#define PT_PATTERN_MAX_BEATS 64

typedef struct
{
  const char *name;
  const char *use; /* what it is good for, one phrase */
  guint n_beats;
  PtBeats beats[8];
} PtPattern;

/* The eight named patterns, NULL-name terminated. */
const PtPattern *pt_pattern_all (void);
/* Trims and folds case. NULL with PT_CORE_ERROR_UNKNOWN_NAME and the list of names. */
const PtPattern *pt_pattern_lookup (const char *name,
                                    GError **error);
/* The named pattern with just these beats, NULL when none has them. */
const PtPattern *pt_pattern_find (const PtBeats *beats,
                                  guint n_beats);

G_END_DECLS
