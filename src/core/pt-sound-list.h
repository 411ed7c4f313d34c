/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-library.h"
#include "core/pt-query.h"

G_BEGIN_DECLS

/* The rows of the sound list: what of a library matches a search, sorted. A GListModel of
 * PtSample that follows the library. Made for 50 000 rows: a new search filters all of them
 * and says so with one items-changed for the smallest span, within 16 ms; a batch that a
 * scan found is merged in, not sorted anew.
 *
 * Properties: query (string), sort, descending, show-missing, similar-to (PtSample),
 * n-total (uint: of the library, what is missing included when shown). */

typedef enum
{
  PT_SOUND_SORT_NAME,
  PT_SOUND_SORT_ROLE,
  PT_SOUND_SORT_BPM,
  PT_SOUND_SORT_KEY, /* by the Camelot wheel, so that neighbours mix */
  PT_SOUND_SORT_LENGTH,
  PT_SOUND_SORT_LOOP,
  PT_SOUND_SORT_BRIGHTNESS,
  PT_SOUND_SORT_LOUDNESS,
  PT_SOUND_SORT_RATING,
  PT_SOUND_SORT_FAVOURITE,
  PT_SOUND_SORT_ADDED,
  PT_SOUND_SORT_USED,
  PT_SOUND_SORT_DISTANCE, /* to similar-to; by name when there is none */
} PtSoundSort;
#define PT_N_SOUND_SORTS 13u

GType pt_sound_sort_get_type (void);
#define PT_TYPE_SOUND_SORT (pt_sound_sort_get_type ())
/* "name", "brightness" ...; what --sort takes. */
const char *pt_sound_sort_to_string (PtSoundSort sort);
gboolean pt_sound_sort_parse (const char *text,
                              PtSoundSort *sort,
                              GError **error);

#define PT_TYPE_SOUND_LIST (pt_sound_list_get_type ())
G_DECLARE_FINAL_TYPE (PtSoundList, pt_sound_list, PT, SOUND_LIST, GObject)

PtSoundList *pt_sound_list_new (PtLibrary *library);

/* NULL and "": everything. */
void pt_sound_list_set_query (PtSoundList *self,
                              const char *text);
/* As it was understood, for the chips; (transfer none), valid until the next one is set. */
const PtQuery *pt_sound_list_get_query (PtSoundList *self);
const char *pt_sound_list_get_query_text (PtSoundList *self);

PtSoundSort pt_sound_list_get_sort (PtSoundList *self);
gboolean pt_sound_list_get_descending (PtSoundList *self);
/* Equal rows stand by name, then by path, whichever way. What is not known comes last. */
void pt_sound_list_set_sort (PtSoundList *self,
                             PtSoundSort sort,
                             gboolean descending);
gboolean pt_sound_list_get_show_missing (PtSoundList *self);
void pt_sound_list_set_show_missing (PtSoundList *self,
                                     gboolean show);
/* Turns to sorting by distance; NULL goes back to the sorting before. (nullable) */
PtSample *pt_sound_list_get_similar_to (PtSoundList *self);
void pt_sound_list_set_similar_to (PtSoundList *self,
                                   PtSample *sample);
/* How often each path is used, for the column and PT_SOUND_SORT_USED: path -> guint.
 * Takes a reference. (nullable) */
void pt_sound_list_set_usage (PtSoundList *self,
                              GHashTable *usage);
guint pt_sound_list_get_usage (PtSoundList *self,
                               PtSample *sample);
guint pt_sound_list_get_n_total (PtSoundList *self);
/* G_MAXUINT: it is not among the rows. */
guint pt_sound_list_find (PtSoundList *self,
                          PtSample *sample);

G_END_DECLS
