/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The energy a set is meant to have along its way: a named shape, or points of one's own.
 * Position and energy both run from 0 to 1; between points the line is straight.
 *
 * JSON: {"shape":"hill"} or {"shape":"custom","points":[[position, energy], ...]}; unknown
 * keys survive. Signal "changed". Property "shape" notifies too. */

typedef enum
{
  PT_ARC_HILL, /* up, a long top past the middle, down */
  PT_ARC_RAMP, /* up to the end */
  PT_ARC_WAVE, /* two tops with a breakdown between */
  PT_ARC_PLATEAU, /* quickly up, held, quickly down */
  PT_ARC_CUSTOM,
} PtArcShape;

/* NULL-terminated: hill ramp wave plateau custom */
extern const char *const pt_arc_shape_names[];

typedef struct
{
  double position;
  double energy;
} PtArcPoint;

#define PT_ARC_MIN_POINTS 2
#define PT_ARC_MAX_POINTS 256

#define PT_TYPE_ARC (pt_arc_get_type ())
G_DECLARE_FINAL_TYPE (PtArc, pt_arc, PT, ARC, GObject)

PtArc *pt_arc_new (PtArcShape shape);
PtArc *pt_arc_copy (PtArc *self);
PtArc *pt_arc_new_from_json (JsonObject *object,
                             const char *where,
                             GError **error);
JsonNode *pt_arc_to_json (PtArc *self);

PtArcShape pt_arc_get_shape (PtArc *self);
/* Custom keeps the points there are, so that one bends a named shape. */
void pt_arc_set_shape (PtArc *self,
                       PtArcShape shape);
/* (transfer none), by position */
const PtArcPoint *pt_arc_get_points (PtArc *self,
                                     guint *n_points);
/* Sorts them and makes the shape custom. FALSE, and nothing changes, when there are too few
 * or too many or one lies outside 0..1. */
gboolean pt_arc_set_points (PtArc *self,
                            const PtArcPoint *points,
                            guint n_points);
double pt_arc_get_energy (PtArc *self,
                          double position);
/* In the middle of bar @bar (from 0) of @total. */
double pt_arc_get_energy_at_bar (PtArc *self,
                                 gint64 bar,
                                 gint64 total);

G_END_DECLS
