/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "core/pt-launch.h"
#include "core/pt-note.h"

G_BEGIN_DECLS

/* What one slot of the grid plays: a pattern on a sample, a loop, or notes.
 *
 * JSON: {"kind":"pattern"|"loop"|"notes","name","colour","length_bars","gain","sample",
 * "beats":[..]|"pattern name","notes":[[pitch,start,length,velocity], ...],"launch",
 * "quantize","legato","follow":{"action","bars"}}. Beats of notes are numbers, or "1/3" where
 * a number would not come back the same. Unknown keys survive.
 *
 * Properties: kind name colour length-bars gain sample pattern launch-mode quantize legato
 * follow-action follow-bars; all but kind and pattern are writable. Signal "content-changed":
 * beats or notes. */

typedef enum
{
  PT_CLIP_PATTERN,
  PT_CLIP_LOOP,
  PT_CLIP_NOTES,
} PtClipKind;

/* NULL-terminated: pattern loop notes */
extern const char *const pt_clip_kind_names[];

#define PT_CLIP_MAX_BARS 1024
#define PT_CLIP_MAX_GAIN 4.0
#define PT_CLIP_MAX_NOTES 65536

#define PT_TYPE_CLIP (pt_clip_get_type ())
G_DECLARE_FINAL_TYPE (PtClip, pt_clip, PT, CLIP, GObject)

PtClip *pt_clip_new (PtClipKind kind,
                     const char *name);
PtClip *pt_clip_copy (PtClip *self);
PtClip *pt_clip_new_from_json (JsonObject *object,
                               const char *where,
                               GError **error);
JsonNode *pt_clip_to_json (PtClip *self);
/* About what it takes in memory, for the bounds of the undo history. */
gsize pt_clip_get_size (PtClip *self);

PtClipKind pt_clip_get_kind (PtClip *self);
const char *pt_clip_get_name (PtClip *self);
void pt_clip_set_name (PtClip *self,
                       const char *name);
/* NULL: the track's. */
const char *pt_clip_get_colour (PtClip *self);
void pt_clip_set_colour (PtClip *self,
                         const char *colour);
gint64 pt_clip_get_length_bars (PtClip *self);
void pt_clip_set_length_bars (PtClip *self,
                              gint64 bars);
double pt_clip_get_gain (PtClip *self);
void pt_clip_set_gain (PtClip *self,
                       double gain);
/* NULL: the palette's for the role of the track. */
const char *pt_clip_get_sample (PtClip *self);
void pt_clip_set_sample (PtClip *self,
                         const char *path);

/* As for layers: sorted, each in [0, 4) and there once; the bar repeats. */
const PtBeats *pt_clip_get_beats (PtClip *self,
                                  guint *n_beats);
void pt_clip_set_beats (PtClip *self,
                        const PtBeats *beats,
                        guint n_beats);
void pt_clip_set_pattern (PtClip *self,
                          const char *name);
const char *pt_clip_get_pattern (PtClip *self);

/* (element-type PtNote) (transfer none), sorted; not to be changed */
const GArray *pt_clip_get_notes (PtClip *self);
/* Copies, clamps and sorts them; at most PT_CLIP_MAX_NOTES. */
void pt_clip_set_notes (PtClip *self,
                        const GArray *notes);

PtLaunchMode pt_clip_get_launch_mode (PtClip *self);
void pt_clip_set_launch_mode (PtClip *self,
                              PtLaunchMode mode);
PtQuantize pt_clip_get_quantize (PtClip *self);
void pt_clip_set_quantize (PtClip *self,
                           PtQuantize quantize);
/* Takes over the position of the clip that played before. */
gboolean pt_clip_get_legato (PtClip *self);
void pt_clip_set_legato (PtClip *self,
                         gboolean legato);
PtFollowAction pt_clip_get_follow_action (PtClip *self);
void pt_clip_set_follow_action (PtClip *self,
                                PtFollowAction action);
/* 0: after its own length */
gint64 pt_clip_get_follow_bars (PtClip *self);
void pt_clip_set_follow_bars (PtClip *self,
                              gint64 bars);

G_END_DECLS
