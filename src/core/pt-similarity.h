/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-library.h"

G_BEGIN_DECLS

/* How alike two sounds are by what the analysis measured of them: pure functions. */

/* 0: the same; about 1: as different as two sounds of a library are on average. Never NAN:
 * what is not known of either counts as the average difference. */
double pt_similarity_distance (const PtSampleInfo *a,
                               const PtSampleInfo *b);

typedef struct
{
  PtSample *sample; /* (transfer none) */
  double distance;
} PtSimilar;

/* The @n_max nearest of @samples (of PtSample), nearest first, without @sample itself, those
 * that are missing, and, unless @role is PT_ROLE_NONE, those of other roles. (element-type
 * PtSimilar) (transfer full) */
GArray *pt_similarity_find (GPtrArray *samples,
                            const PtSampleInfo *sample,
                            PtRole role,
                            guint n_max);

/* What may stand in @role of a palette instead of @current (nullable), best first: sounds of
 * the role that keep its loop rule, ranked by likeness, tempo (0: any) and key (NULL: any).
 * (element-type PtSimilar) (transfer full) */
GArray *pt_similarity_rank_alternatives (PtLibrary *library,
                                         PtRole role,
                                         const PtSampleInfo *current,
                                         double bpm,
                                         const char *key,
                                         guint n_max);

G_END_DECLS
