/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-role.h"

G_BEGIN_DECLS

/* The words by which people name samples: English, German, and the abbreviations of drum
 * machines and sample packs. */

/* What a word speaks for: a role, or one of these. */
enum
{
  PT_SAMPLE_WORD_DRUM = PT_ROLE_NONE, /* some drum, which one is not said */
  PT_SAMPLE_WORD_LOOP,
  PT_SAMPLE_WORD_ONE_SHOT,
  PT_SAMPLE_WORD_IGNORED, /* known, says nothing, and is not to be taken apart */
};

typedef enum
{
  PT_SAMPLE_WORD_ABBREVIATION = 1 << 0, /* two letters can mean anything: counts where it leads */
  PT_SAMPLE_WORD_WHOLE = 1 << 1, /* never a part of a longer word */
} PtSampleWordFlags;

typedef struct
{
  const char *word;
  guint8 meaning;
  guint8 weight; /* 0..100: how sure */
  guint8 flags;
} PtSampleWord;

/* @text lower case ASCII letters. NULL: not known. */
const PtSampleWord *pt_sample_word_lookup (const char *text,
                                           gsize length);
/* The longest known word of at least four letters that @text begins or, failing that,
 * ends with ("hardkick", "clappy"); *@start and *@end are where it stands. */
const PtSampleWord *pt_sample_word_find_part (const char *text,
                                              gsize length,
                                              gsize *start,
                                              gsize *end);
/* All words, sorted. */
const PtSampleWord *pt_sample_word_table (gsize *n_words);

G_END_DECLS
