/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-shortcut.h"

#include <glib/gi18n.h>

const PtShortcut pt_shortcuts_general[] = {
  { "app.quit", N_ ("General"), N_ ("Quit"), { "<Control>q" } },
  { NULL },
};

const PtShortcut *const *
pt_shortcut_get_tables (void)
{
  static const PtShortcut *const tables[] = {
    pt_shortcuts_general,
    pt_shortcuts_palettes,
    pt_shortcuts_sounds,
    NULL,
  };

  return tables;
}

char *
pt_shortcut_get_tooltip (const char *action)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      if (g_strcmp0 (shortcut->action, action) == 0)
        {
          GdkModifierType modifiers = 0;
          guint key = 0;
          g_autofree char *label = NULL;

          if (shortcut->accels[0] == NULL || !gtk_accelerator_parse (shortcut->accels[0], &key, &modifiers))
            return g_strdup (_ (shortcut->title));
          label = gtk_accelerator_get_label (key, modifiers);
          return g_strdup_printf ("%s (%s)", _ (shortcut->title), label);
        }

  return NULL;
}
