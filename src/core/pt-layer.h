/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "core/pt-beats.h"
#include "core/pt-role.h"

G_BEGIN_DECLS

/* Role + sample + pattern or loop + gain, audible for a span of bars of its section.
 *
 * JSON: {"role","type":"oneshot"|"loop","gain","beats":[..]|"pattern name","start_bar",
 * "end_bar"} and, ours: "gain_end" (linear ramp over the span), "pan", "mute", "choke"
 * (group name: a new hit of the group ends the last), "sample" (instead of the palette's
 * for the role). Unknown keys survive. Without "type" the role's loop rule decides,
 * without "beats" a one-shot sounds on the first beat.
 *
 * Properties: role layer-type gain gain-end pan mute choke sample pattern start-bar
 * end-bar. */

typedef enum
{
  PT_LAYER_ONE_SHOT,
  PT_LAYER_LOOP,
} PtLayerType;

#define PT_LAYER_MAX_GAIN 4.0

#define PT_TYPE_LAYER (pt_layer_get_type ())
G_DECLARE_FINAL_TYPE (PtLayer, pt_layer, PT, LAYER, GObject)

PtLayer *pt_layer_new (PtRole role,
                       PtLayerType type,
                       double gain);
PtLayer *pt_layer_copy (PtLayer *self);
/* @section_bars bounds the span; @where names the place for messages. */
PtLayer *pt_layer_new_from_json (JsonObject *object,
                                 gint64 section_bars,
                                 const char *where,
                                 GError **error);
JsonNode *pt_layer_to_json (PtLayer *self);

PtRole pt_layer_get_role (PtLayer *self);
PtLayerType pt_layer_get_layer_type (PtLayer *self);
void pt_layer_set_layer_type (PtLayer *self,
                              PtLayerType type);
double pt_layer_get_gain (PtLayer *self);
void pt_layer_set_gain (PtLayer *self,
                        double gain);
/* Equal to the gain when there is no ramp. */
double pt_layer_get_gain_end (PtLayer *self);
void pt_layer_set_gain_end (PtLayer *self,
                            double gain);
double pt_layer_get_pan (PtLayer *self);
void pt_layer_set_pan (PtLayer *self,
                       double pan);
gboolean pt_layer_get_mute (PtLayer *self);
void pt_layer_set_mute (PtLayer *self,
                        gboolean mute);
/* NULL: none. Hats choke each other only when told. */
const char *pt_layer_get_choke (PtLayer *self);
void pt_layer_set_choke (PtLayer *self,
                         const char *group);
const char *pt_layer_get_sample (PtLayer *self);
void pt_layer_set_sample (PtLayer *self,
                          const char *path);
/* (transfer none), sorted, each in [0, 4) and there once */
const PtBeats *pt_layer_get_beats (PtLayer *self,
                                   guint *n_beats);
void pt_layer_set_beats (PtLayer *self,
                         const PtBeats *beats,
                         guint n_beats);
/* Asserts that the pattern exists. */
void pt_layer_set_pattern (PtLayer *self,
                           const char *name);
/* The name they were set by; NULL: the beats are a list of their own. */
const char *pt_layer_get_pattern (PtLayer *self);
gint64 pt_layer_get_start_bar (PtLayer *self);
/* -1: to the end of the section. */
gint64 pt_layer_get_end_bar (PtLayer *self);
void pt_layer_set_span (PtLayer *self,
                        gint64 start_bar,
                        gint64 end_bar);

G_END_DECLS
