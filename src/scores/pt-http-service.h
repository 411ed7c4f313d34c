/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-http.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A service that takes a sound and answers in JSON: asked again when it is busy or the connection
 * breaks, with growing pauses or the one it asks for, all within one limit of time. Whatever goes
 * wrong ends in an error that says what, with the server's own words where it had any. */

typedef struct
{
  char *url;
  char *key; /* bearer; NULL: none */
  double timeout_s; /* for everything, pauses included */
  double first_pause_s; /* 0.5; tests are in a hurry */
  gboolean allowed; /* sending there was allowed for this once */
} PtHttpService;

#define PT_HTTP_TIMEOUT_S 120.0
#define PT_HTTP_MAX_TRIES 5
#define PT_HTTP_MAX_ANSWER 1000000

/* @url is checked; NULL with an error. @key may be NULL; it is refused on a connection that
 * others can read. */
PtHttpService *pt_http_service_new (const char *url,
                                    const char *key,
                                    GError **error);
void pt_http_service_free (PtHttpService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtHttpService, pt_http_service_free)

/* Blocks. The object that the answer is. */
JsonNode *pt_http_service_ask (const PtHttpService *self,
                               const PtHttpPart *parts,
                               guint n_parts,
                               PtProgressFunc progress,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
