/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

/* Play, stop, where the music is, and its tempo: the start of the header. */
#define PT_TYPE_TRANSPORT (pt_transport_get_type ())
G_DECLARE_FINAL_TYPE (PtTransport, pt_transport, PT, TRANSPORT, AdwBin)

/* Once. */
void pt_transport_set_studio (PtTransport *self,
                              PtStudio *studio);
/* One tap of the tempo; from the second on the set follows. */
void pt_transport_tap (PtTransport *self);
/* Adds to the set's tempo, as an edit. */
void pt_transport_change_tempo (PtTransport *self,
                                double bpm);

/* "17.3.2": bar, beat and sixteenth as people count them, from 1. (transfer full) */
char *pt_transport_format_position (double beats);

G_END_DECLS
