/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-sample.h"

G_BEGIN_DECLS

/* What one types to find a sound. Terms stand side by side and all must hold:
 *
 *   deep "warm up"      words and phrases in name, path or tags, whatever case and accents
 *   role:kick,clap      a role, or the beginning of its name; role:none
 *   bpm:128 bpm:120-130 bpm:>125   likewise bars: len: rating: rate: ch: lufs: peak: bright:
 *                       conf:; len:<2s len:500ms-1s len:4bars; rate:44.1k
 *   key:Fm key:~Fm      ~: the same, or one that mixes well with it
 *   tag:dark name:bd path:909
 *   loop oneshot fav:yes missing:no loop:no
 *   -term               not
 *
 * Nothing is wrong: what is not understood is a word. Values with spaces go in quotes. */

typedef enum
{
  PT_QUERY_WORD,
  PT_QUERY_ROLE,
  PT_QUERY_NUMBER,
  PT_QUERY_KEY,
  PT_QUERY_TAG,
  PT_QUERY_NAME,
  PT_QUERY_PATH,
  PT_QUERY_FLAG,
} PtQueryKind;

/* A term as it was understood, for the chips below a search entry. */
typedef struct
{
  PtQueryKind kind;
  gboolean negated;
  const char *text; /* as typed, with its minus */
} PtQueryChip;

#define PT_QUERY_MAX_TERMS 64

typedef struct _PtQuery PtQuery;

/* NULL and "" match everything. */
PtQuery *pt_query_new (const char *text);
void pt_query_free (PtQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtQuery, pt_query_free)

/* Allocates nothing and may be called from several threads at once. */
gboolean pt_query_matches (const PtQuery *self,
                           const PtSampleInfo *info);
/* All that words are looked for in: to be kept by whoever asks more than once, for this is the
 * slow part. Not terminated. (transfer full) */
char *pt_query_fold_words (const PtSampleInfo *info,
                           gsize *length);
/* The same answer, with what pt_query_fold_words() made of @info. */
gboolean pt_query_matches_folded (const PtQuery *self,
                                  const PtSampleInfo *info,
                                  const char *words,
                                  gsize length);
guint pt_query_get_n_chips (const PtQuery *self);
/* In the order typed; valid as long as the query. */
const PtQueryChip *pt_query_get_chip (const PtQuery *self,
                                      guint index);

G_END_DECLS
