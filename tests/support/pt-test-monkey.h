/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Hands that know nothing: they work whatever stands in a window, by chance but in the same
 * order for the same seed. */

/* Words to be typed and to be given to actions; NULL-terminated, static. */
void pt_test_monkey_set_words (const char *const *words);
/* Clicks, types into, drags or chooses in one widget below @root that can be seen and worked.
 * FALSE: there is none. */
gboolean pt_test_monkey_poke (GtkWidget *root,
                              GRand *chance);
/* Activates one action of @group with a parameter that fits its type; those in @spared, a
 * list of names, are left alone. Returns its name. (transfer full) (nullable) */
char *pt_test_monkey_act (GActionGroup *group,
                          const char *const *spared,
                          GRand *chance);

G_END_DECLS
