/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/pt-cli.h"
#include "core/pt-arrangement.h"

G_BEGIN_DECLS

/* What the arrange commands say about what they wrote to @out:
 * {"out","bpm","bars","duration_s","sections":[{"name","bars","layers"}],"palette":{role:path}} */
void pt_cli_print_arrangement (PtCli *cli,
                               PtArrangement *arrangement,
                               const char *out);

G_END_DECLS
