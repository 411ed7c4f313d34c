/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "audio/pt-clash.h"
#include "core/pt-sample.h"

G_BEGIN_DECLS

/* What was heard of sound files before: kept in memory by path, as long as the file is the
 * same, so that clicking through palettes listens to each file once. Thread safe; blocks when
 * a file is new. */

/* What the library would say of the file. The error names it. (transfer full) */
PtSampleInfo *pt_sound_facts_learn (const char *path,
                                    GError **error);
/* What it has in the bands of pt_clash_measure(); of long files, the beginning. */
gboolean pt_sound_facts_measure (const char *path,
                                 double energies[PT_N_CLASH_BANDS],
                                 GCancellable *cancellable,
                                 GError **error);
/* How often a file was listened to, since the program began: for tests. */
guint pt_sound_facts_get_n_heard (void);

G_END_DECLS
