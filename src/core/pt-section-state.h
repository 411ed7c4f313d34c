/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-style-set.h"

G_BEGIN_DECLS

/* A composed section as guardrails and arc see it: a plain snapshot. */

typedef struct
{
  double energy; /* 0..1 */
  gint64 bars;
  PtStyleSet styles;
  const char *chords; /* names with spaces between; NULL or "": none */
} PtSectionState;

G_END_DECLS
