/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-set.h"

G_BEGIN_DECLS

/* Every change of a set as a named edit in its history: what menus, conductors and guardrails
 * call. FALSE: nothing was changed and there is nothing to undo, because it is so already or
 * is not allowed. Several at once: between pt_undo_history_begin_group() and end_group(). */

/* A property of the set, or of a track, scene, clip, take or mixer channel in it; values out
 * of range are refused. Repeated quickly for the same property they make one edit. */
gboolean pt_set_edit_double (PtSet *self,
                             gpointer object,
                             const char *property,
                             double value);
gboolean pt_set_edit_int (PtSet *self,
                          gpointer object,
                          const char *property,
                          gint64 value);
gboolean pt_set_edit_boolean (PtSet *self,
                              gpointer object,
                              const char *property,
                              gboolean value);
/* NULL and "" empty it. */
gboolean pt_set_edit_text (PtSet *self,
                           gpointer object,
                           const char *property,
                           const char *text);
/* Text that a person typed: the error says why it is no key. */
gboolean pt_set_edit_key (PtSet *self,
                          const char *text,
                          GError **error);

gboolean pt_set_edit_palette (PtSet *self,
                              PtPalette *palette);
/* The same with a name of its own, such as "Randomise Palette", and always an edit of its own,
 * however soon after the last. The palette becomes the set's: give a copy of one that others
 * have. */
gboolean pt_set_edit_palette_named (PtSet *self,
                                    PtPalette *palette,
                                    const char *name);
gboolean pt_set_edit_palette_path (PtSet *self,
                                   PtRole role,
                                   const char *path);
gboolean pt_set_edit_palette_gain (PtSet *self,
                                   PtRole role,
                                   double gain);
gboolean pt_set_edit_palette_pan (PtSet *self,
                                  PtRole role,
                                  double pan);
gboolean pt_set_edit_palette_lock (PtSet *self,
                                   PtRole role,
                                   gboolean lock);

gboolean pt_set_edit_arc_shape (PtSet *self,
                                PtArcShape shape);
gboolean pt_set_edit_arc_points (PtSet *self,
                                 const PtArcPoint *points,
                                 guint n_points);
/* Moves point @index, between its neighbours; the ends keep their position. */
gboolean pt_set_edit_arc_move (PtSet *self,
                               guint index,
                               PtArcPoint point);
gboolean pt_set_edit_arc_add (PtSet *self,
                              PtArcPoint point);
gboolean pt_set_edit_arc_remove (PtSet *self,
                                 guint index);

gboolean pt_set_edit_insert_track (PtSet *self,
                                   guint position,
                                   PtTrack *track);
gboolean pt_set_edit_remove_track (PtSet *self,
                                   PtTrack *track);
gboolean pt_set_edit_move_track (PtSet *self,
                                 PtTrack *track,
                                 guint position);
gboolean pt_set_edit_insert_scene (PtSet *self,
                                   guint position,
                                   PtScene *scene);
gboolean pt_set_edit_remove_scene (PtSet *self,
                                   PtScene *scene);
gboolean pt_set_edit_move_scene (PtSet *self,
                                 PtScene *scene,
                                 guint position);
/* A copy right below it; (transfer none), NULL when there is no room. */
PtScene *pt_set_edit_duplicate_scene (PtSet *self,
                                      PtScene *scene);
gboolean pt_set_edit_remove_take (PtSet *self,
                                  PtTake *take);

/* NULL empties the slot. */
gboolean pt_set_edit_clip (PtSet *self,
                           PtTrack *track,
                           PtScene *scene,
                           PtClip *clip);
gboolean pt_set_edit_clip_beats (PtSet *self,
                                 PtClip *clip,
                                 const PtBeats *beats,
                                 guint n_beats);
/* FALSE also when there is no such pattern. */
gboolean pt_set_edit_clip_pattern (PtSet *self,
                                   PtClip *clip,
                                   const char *name);
gboolean pt_set_edit_clip_notes (PtSet *self,
                                 PtClip *clip,
                                 const GArray *notes);

G_END_DECLS
