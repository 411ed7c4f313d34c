/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* Keeps what is to be said of the palette on the bench: asks again a moment after it changed,
 * so that walking down a list does not wait for listening, and drops answers that are late.
 * Signal: "changed". */
#define PT_TYPE_ADVISOR (pt_advisor_get_type ())
G_DECLARE_FINAL_TYPE (PtAdvisor, pt_advisor, PT, ADVISOR, GObject)

PtAdvisor *pt_advisor_new (PtStudio *studio);
/* The palette, the library, the tempo or the key is another; what was known is forgotten. */
void pt_advisor_ask (PtAdvisor *self);
/* (element-type PtAdvice) (transfer none) (nullable) not known yet */
GPtrArray *pt_advisor_get_advice (PtAdvisor *self);

G_END_DECLS
