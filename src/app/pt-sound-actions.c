/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-shortcut.h"

#include <glib/gi18n.h>

const PtShortcut pt_shortcuts_sounds[] = {
  { NULL },
};
