/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One line of what happened to a set: who did what, when, at which bar. Never changes.
 *
 * JSON: {"time","source","bar","text"}; unknown keys survive.
 * Properties: time-usec source bar text. */
#define PT_TYPE_LOG_ENTRY (pt_log_entry_get_type ())
G_DECLARE_FINAL_TYPE (PtLogEntry, pt_log_entry, PT, LOG_ENTRY, GObject)

/* @source: "hand", "conductor", "guardrail" ...; @bar -1: while nothing played. */
PtLogEntry *pt_log_entry_new (gint64 time_usec,
                              const char *source,
                              gint64 bar,
                              const char *text);
PtLogEntry *pt_log_entry_new_from_json (JsonObject *object,
                                        const char *where,
                                        GError **error);
JsonNode *pt_log_entry_to_json (PtLogEntry *self);

gint64 pt_log_entry_get_time_usec (PtLogEntry *self);
const char *pt_log_entry_get_source (PtLogEntry *self);
gint64 pt_log_entry_get_bar (PtLogEntry *self);
const char *pt_log_entry_get_text (PtLogEntry *self);

G_END_DECLS
