/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-similarity.h"

double
pt_similarity_distance (const PtSampleInfo *a, const PtSampleInfo *b)
{
  return 0;
}

GArray *
pt_similarity_find (GPtrArray *samples, const PtSampleInfo *sample, PtRole role, guint n_max)
{
  return NULL;
}

GArray *
pt_similarity_rank_alternatives (PtLibrary *library, PtRole role, const PtSampleInfo *current, double bpm, const char *key, guint n_max)
{
  return NULL;
}
