/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "session/pt-studio.h"

G_BEGIN_DECLS

#define PT_TYPE_APPLICATION (pt_application_get_type ())
G_DECLARE_FINAL_TYPE (PtApplication, pt_application, PT, APPLICATION, AdwApplication)

PtApplication *pt_application_new (void);
/* (transfer none); NULL before startup. */
PtStudio *pt_application_get_studio (PtApplication *self);
GSettings *pt_application_get_settings (PtApplication *self);
/* Of what the program was run for, beside its window. */
int pt_application_get_exit_status (PtApplication *self);

G_END_DECLS
