/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-beats.h"

G_BEGIN_DECLS

/* How clips and scenes start, and what follows them. */

typedef enum
{
  PT_LAUNCH_TRIGGER, /* starts; pressed again it starts anew */
  PT_LAUNCH_GATE, /* sounds while it is held */
  PT_LAUNCH_TOGGLE, /* pressed again it stops */
  PT_LAUNCH_REPEAT, /* starts anew at every quantum while it is held */
} PtLaunchMode;

/* NULL-terminated: trigger gate toggle repeat */
extern const char *const pt_launch_mode_names[];

/* On which boundary a launch waits. */
typedef enum
{
  PT_QUANTIZE_INHERIT, /* as the set says; of the set itself: one bar */
  PT_QUANTIZE_NONE,
  PT_QUANTIZE_SIXTEENTH,
  PT_QUANTIZE_EIGHTH,
  PT_QUANTIZE_QUARTER,
  PT_QUANTIZE_HALF,
  PT_QUANTIZE_1_BAR,
  PT_QUANTIZE_2_BARS,
  PT_QUANTIZE_4_BARS,
  PT_QUANTIZE_8_BARS,
} PtQuantize;

/* NULL-terminated: inherit none 1/16 1/8 1/4 1/2 1 bar, 2 bars ... */
extern const char *const pt_quantize_names[];

/* The length of the boundary; zero for none. @inherited stands in for INHERIT. */
PtBeats pt_quantize_get_beats (PtQuantize quantize,
                               PtQuantize inherited);

typedef enum
{
  PT_FOLLOW_NONE, /* it plays on */
  PT_FOLLOW_STOP,
  PT_FOLLOW_AGAIN,
  PT_FOLLOW_PREVIOUS,
  PT_FOLLOW_NEXT,
  PT_FOLLOW_FIRST,
  PT_FOLLOW_LAST,
  PT_FOLLOW_ANY, /* by chance, itself too */
  PT_FOLLOW_OTHER, /* by chance, not itself */
} PtFollowAction;

/* NULL-terminated: none stop again previous next first last any other */
extern const char *const pt_follow_action_names[];

#define PT_FOLLOW_MAX_BARS 4096

/* {"action","bars"}; bars 0: its own length. Reads nothing when the member is missing. */
gboolean pt_follow_read_json (JsonObject *object,
                              const char *member,
                              const char *where,
                              PtFollowAction *action,
                              gint64 *bars,
                              GError **error);
/* Writes nothing for no action and no bars. */
void pt_follow_write_json (JsonObject *object,
                           const char *member,
                           PtFollowAction action,
                           gint64 bars);

/* Colours of tracks, scenes and clips: "#rrggbb". */
gboolean pt_colour_is_valid (const char *text);
/* NULL when there is none. */
gboolean pt_colour_read_json (JsonObject *object,
                              const char *member,
                              const char *where,
                              char **colour,
                              GError **error);

G_END_DECLS
