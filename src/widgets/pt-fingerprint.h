/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "core/pt-role.h"

G_BEGIN_DECLS

/* A palette at a glance: a tiny picture of the sound in each role, side by side, a dot where
 * there is none. Drawn in the colour of its CSS. */
#define PT_TYPE_FINGERPRINT (pt_fingerprint_get_type ())
G_DECLARE_FINAL_TYPE (PtFingerprint, pt_fingerprint, PT, FINGERPRINT, GtkWidget)

GtkWidget *pt_fingerprint_new (void);
/* Whether the role has a sound. */
void pt_fingerprint_set_filled (PtFingerprint *self,
                                PtRole role,
                                gboolean filled);
/* Pairs of signed bytes, minimum and maximum; NULL: not known yet. */
void pt_fingerprint_set_columns (PtFingerprint *self,
                                 PtRole role,
                                 GBytes *columns);

G_END_DECLS
