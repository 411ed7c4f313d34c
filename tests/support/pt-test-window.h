/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What tests of widgets and of the window share. Run under scripts/headless. */

/* Instead of g_test_init(): GTK and libadwaita too, animations off, the application's own
 * style, a fixed font. */
void pt_test_window_init (int *argc,
                          char ***argv);

/* Lets the main context work until @predicate holds; fails the test after @seconds. */
typedef gboolean (*PtTestPredicate) (gpointer data);
void pt_test_wait_until (PtTestPredicate predicate,
                         gpointer data,
                         double seconds);
/* Until nothing is pending, at most a second. */
void pt_test_settle (void);

/* A window around @child, mapped and drawn once. (transfer none): destroy it. */
GtkWindow *pt_test_show (GtkWidget *child,
                         int width,
                         int height);
/* @widget as it looks now, on an opaque ground. (transfer full) */
cairo_surface_t *pt_test_draw (GtkWidget *widget);
/* Compares @widget with tests/data/pictures/@name.png, pixel by pixel with a small tolerance;
 * with PT_UPDATE_PICTURES set it writes the picture instead. On failure what was seen and the
 * difference are left in the build folder, and the message says where. */
void pt_test_assert_picture (GtkWidget *widget,
                             const char *name);
/* The same, but it may take up to @seconds until it looks so: sounds are read, pictures drawn. */
void pt_test_wait_picture (GtkWidget *widget,
                           const char *name,
                           double seconds);
/* The first widget below @root of @type, or with the name @id when not NULL; depth first. */
GtkWidget *pt_test_find (GtkWidget *root,
                         GType type,
                         const char *id);
/* Activates a detailed action ("win.undo") as a menu would; fails when there is none or it is
 * disabled. */
void pt_test_activate (GtkWidget *widget,
                       const char *action);

G_END_DECLS
