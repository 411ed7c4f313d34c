/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A small counter-based generator (splitmix64 seeding xoshiro256**): one seed gives one
 * sequence on every machine, for ever. A value type: put it on the stack. */
typedef struct
{
  guint64 state[4];
} PtRng;

void pt_rng_init (PtRng *self,
                  guint64 seed);
/* A stream of its own for a named purpose: adding a draw to one purpose leaves the
 * others as they were. */
void pt_rng_init_named (PtRng *self,
                        guint64 seed,
                        const char *purpose);
guint64 pt_rng_next (PtRng *self);
/* Uniform in [0, 1), 53 bits. */
double pt_rng_double (PtRng *self);
/* Uniform in [low, high], without bias. */
gint64 pt_rng_range (PtRng *self,
                     gint64 low,
                     gint64 high);
gboolean pt_rng_chance (PtRng *self,
                        double probability);

G_END_DECLS
