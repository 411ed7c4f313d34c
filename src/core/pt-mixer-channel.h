/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "core/pt-role.h"

G_BEGIN_DECLS

/* One role's strip: gain, pan, mute, solo.
 * JSON: {"gain_db","pan","mute","solo"}; unknown keys survive. */
#define PT_MIXER_CHANNEL_MIN_GAIN_DB (-60.0)
#define PT_MIXER_CHANNEL_MAX_GAIN_DB 12.0

#define PT_TYPE_MIXER_CHANNEL (pt_mixer_channel_get_type ())
G_DECLARE_FINAL_TYPE (PtMixerChannel, pt_mixer_channel, PT, MIXER_CHANNEL, GObject)

/* PT_ROLE_NONE: the strip of a track, which knows its role itself, or of the whole. */
PtMixerChannel *pt_mixer_channel_new (PtRole role);
PtMixerChannel *pt_mixer_channel_copy (PtMixerChannel *self);
PtMixerChannel *pt_mixer_channel_new_from_json (JsonObject *object,
                                                PtRole role,
                                                const char *where,
                                                GError **error);
JsonNode *pt_mixer_channel_to_json (PtMixerChannel *self);

/* Whether it changes nothing and carries nothing. */
gboolean pt_mixer_channel_is_default (PtMixerChannel *self);

PtRole pt_mixer_channel_get_role (PtMixerChannel *self);
/* Properties: gain-db (-60..12, default 0), pan (-1..1), mute, solo. */
double pt_mixer_channel_get_gain_db (PtMixerChannel *self);
void pt_mixer_channel_set_gain_db (PtMixerChannel *self,
                                   double gain_db);
double pt_mixer_channel_get_pan (PtMixerChannel *self);
void pt_mixer_channel_set_pan (PtMixerChannel *self,
                               double pan);
gboolean pt_mixer_channel_get_mute (PtMixerChannel *self);
void pt_mixer_channel_set_mute (PtMixerChannel *self,
                                gboolean mute);
gboolean pt_mixer_channel_get_solo (PtMixerChannel *self);
void pt_mixer_channel_set_solo (PtMixerChannel *self,
                                gboolean solo);

G_END_DECLS
