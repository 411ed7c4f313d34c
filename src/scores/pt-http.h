/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-render-plan.h"

G_BEGIN_DECLS

/* One POST of a form with files, and the answer. libcurl is opened when the first one is made:
 * it brings thirty libraries with it, which every start of the program would pay for. Nothing is
 * followed, kept or logged; only http and https are spoken. */

typedef struct
{
  const char *name;
  const char *value; /* of a plain field; NULL: a file */
  const char *path;
} PtHttpPart;

typedef struct
{
  const char *url;
  const char *bearer; /* NULL: none */
  const PtHttpPart *parts;
  guint n_parts;
  double timeout_s;
  gsize max_answer_bytes;
  gboolean direct; /* past any proxy: the host is this machine */
  PtProgressFunc progress; /* nullable; fraction of the upload, below 0 while waiting */
  gpointer user_data;
} PtHttpRequest;

typedef struct
{
  guint status;
  char *body; /* NUL-terminated; it may hold anything */
  gsize length;
  double retry_after_s; /* below 0: not said */
  gboolean lost; /* when it failed: the connection was there and broke */
} PtHttpAnswer;

void pt_http_answer_clear (PtHttpAnswer *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtHttpAnswer, pt_http_answer_clear)

/* Blocks. TRUE for any answer, whatever its status. */
gboolean pt_http_post (const PtHttpRequest *request,
                       PtHttpAnswer *answer,
                       GCancellable *cancellable,
                       GError **error);

G_END_DECLS
