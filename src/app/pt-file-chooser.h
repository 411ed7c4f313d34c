/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one place that asks for files and folders, so that a newer way of asking changes one
 * file. */

typedef enum
{
  PT_FILE_CHOOSER_OPEN_SET,
  PT_FILE_CHOOSER_SAVE_SET,
  PT_FILE_CHOOSER_OPEN_PALETTE,
  PT_FILE_CHOOSER_SAVE_PALETTE,
  PT_FILE_CHOOSER_FOLDER,
  PT_FILE_CHOOSER_OPEN_SOUND,
} PtFileChooserKind;

/* Not called when nothing was chosen. @path: absolute, with the ending of its kind. */
typedef void (*PtFileChosenFunc) (const char *path,
                                  gpointer user_data);

/* @folder and @name (nullable): where it begins, what it suggests. @user_data: an object that
 * is kept until the answer. */
void pt_file_chooser_ask (GtkWindow *parent,
                          PtFileChooserKind kind,
                          const char *folder,
                          const char *name,
                          PtFileChosenFunc chosen,
                          gpointer user_data);

G_END_DECLS
