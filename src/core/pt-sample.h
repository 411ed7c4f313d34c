/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-role.h"

G_BEGIN_DECLS

/* One audio file in the library. Plain facts live in PtSampleInfo, a value that scanner
 * and index fill without touching a GObject; PtSample wraps it for lists and notifies. */

#define PT_SAMPLE_MAX_RATING 5

/* What a sound is like, in small numbers, each a signed byte. */
typedef enum
{
  PT_PROFILE_OCTAVES, /* nine: the share of each octave from 100 Hz on, in half decibels, 0 and below */
  PT_PROFILE_FLATNESS = 9, /* likewise: 0 noise, below it ever more tonal */
  PT_PROFILE_ATTACK, /* log2 of seconds, in eighths */
  PT_PROFILE_DECAY,
  PT_PROFILE_GLIDE, /* how far the pitch falls, log2, in sixteenths */
} PtProfileField;
#define PT_PROFILE_N_OCTAVES 9u
#define PT_PROFILE_SIZE 13u

typedef struct
{
  char *path; /* absolute, file-name encoding */
  char *name; /* UTF-8, without folder and ending */
  PtRole role;
  double role_confidence; /* 0..1 */
  gboolean loop;
  double loop_confidence;
  double bpm; /* 0: unknown */
  double bars; /* 0: unknown or none; 0.5, 1, 2, 4 ... at bpm */
  char *key; /* "F minor", "C# major"; NULL: not tonal or unknown */
  double key_confidence;
  guint64 frames;
  guint sample_rate;
  guint channels;
  double duration_s;
  double peak_dbfs; /* -INFINITY: silent; NAN: not measured, here and below */
  double rms_dbfs;
  double lufs_i;
  double brightness_hz; /* spectral centroid */
  double onset_rate_hz; /* onsets per second */
  gboolean has_profile;
  gint8 profile[PT_PROFILE_SIZE]; /* by PtProfileField; zeros without */
  guint8 content_hash[32]; /* SHA-256 of the file; zeros: not known */
  gint64 file_size;
  gint64 modified_usec;
  gint64 added_usec;
  /* what the user said: never overwritten by a scan */
  char **tags; /* NULL-terminated or NULL */
  gboolean favourite;
  int rating; /* 0: none, 1..5 */
  gboolean role_by_user;
  gboolean missing; /* the file was not there when last looked for */
} PtSampleInfo;

/* Everything unknown, measured values NAN. */
PtSampleInfo *pt_sample_info_new (const char *path);
PtSampleInfo *pt_sample_info_copy (const PtSampleInfo *info);
void pt_sample_info_free (PtSampleInfo *info);
/* Every field; NAN equals NAN, no tags equal an empty list. */
gboolean pt_sample_info_equal (const PtSampleInfo *a,
                               const PtSampleInfo *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtSampleInfo, pt_sample_info_free)

#define PT_TYPE_SAMPLE (pt_sample_get_type ())
G_DECLARE_FINAL_TYPE (PtSample, pt_sample, PT, SAMPLE, GObject)

/* Takes @info. Properties (for lists and expressions): path name role loop bpm bars key
 * duration-s brightness-hz lufs-i tags favourite rating missing; the user's own are
 * writable. */
PtSample *pt_sample_new (PtSampleInfo *info);
/* (transfer none), valid until the sample changes */
const PtSampleInfo *pt_sample_get_info (PtSample *self);
/* What names are compared by with strcmp(): the order of the language, numbers by their value.
 * Made when first asked for, which is slow: whoever makes many samples asks on its thread. */
const char *pt_sample_get_name_key (PtSample *self);
/* Replaces everything, notifies what differs. Takes @info. */
void pt_sample_set_info (PtSample *self,
                         PtSampleInfo *info);
void pt_sample_set_role (PtSample *self,
                         PtRole role); /* by the user */
void pt_sample_set_favourite (PtSample *self,
                              gboolean favourite);
void pt_sample_set_rating (PtSample *self,
                           int rating);
void pt_sample_set_tags (PtSample *self,
                         const char *const *tags);
void pt_sample_set_missing (PtSample *self,
                            gboolean missing);

G_END_DECLS
