/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "scores/pt-http-service.h"
#include "scores/pt-scorer.h"

G_BEGIN_DECLS

/* A scorer that is elsewhere: it is sent the file, as the part "file" of a form, and answers
 * {"scores":{"CE","CU","PC","PQ"}}. Its version is its address, which is all that is known. */
#define PT_TYPE_HTTP_SCORER (pt_http_scorer_get_type ())
G_DECLARE_FINAL_TYPE (PtHttpScorer, pt_http_scorer, PT, HTTP_SCORER, PtScorer)

#define PT_HTTP_SCORER_NAME "http"

/* Takes @service. */
PtScorer *pt_http_scorer_new (PtHttpService *service);

G_END_DECLS
