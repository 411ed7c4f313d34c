/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-set.h"

G_BEGIN_DECLS

struct _PtSet
{
  GObject parent_instance;

  char *name;
  PtTempo tempo;
  char *key;
  PtQuantize quantize;
  PtPalette *palette;
  PtArc *arc;
  PtMixerChannel *master;
  GListStore *tracks;
  GListStore *scenes;
  GHashTable *tracks_by_id; /* to PtTrack, the list owns both */
  GHashTable *scenes_by_id;
  GHashTable *last_numbers; /* of made ids: stem -> guint */
  GListStore *takes;
  GListStore *log;
  GPtrArray *scores; /* of char *, NULL-terminated */
  PtUndoHistory *history;
  char *folder; /* where it was loaded from */
  JsonObject *unknown;
};

/* Brings a document of an older schema up to ours, in place; its version was checked. */
gboolean _pt_set_migrate (JsonObject *object,
                          gint64 version,
                          GError **error);

/* Without scenes, the list of them is empty. */
JsonNode *_pt_set_to_json (PtSet *self,
                           const char *folder,
                           gboolean with_scenes);
JsonNode *_pt_set_scene_to_json (PtSet *self,
                                 PtScene *scene,
                                 const char *folder);

void _pt_set_insert (GListStore *list,
                     guint position,
                     gpointer item);
void _pt_set_remove (GListStore *list,
                     gpointer item);
/* Moves one item of a list; tells of the span between as one change. */
void _pt_set_move (GListStore *list,
                   guint from,
                   guint to);

G_END_DECLS
