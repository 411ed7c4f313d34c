/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-shortcut.h"

#include <glib/gi18n.h>

const PtShortcut pt_shortcuts_general[] = {
  { "win.play", N_ ("Transport"), N_ ("Play or stop"), { "space" } },
  { "win.stop-now", N_ ("Transport"), N_ ("Stop at once: Esc twice"), { NULL } },
  { "win.tap", N_ ("Transport"), N_ ("Tap the tempo"), { "t" } },
  { "win.change-tempo(1.0)", N_ ("Transport"), N_ ("Tempo up by 1"), { "plus", "KP_Add" } },
  { "win.change-tempo(-1.0)", N_ ("Transport"), N_ ("Tempo down by 1"), { "minus", "KP_Subtract" } },
  { "win.change-tempo(0.1)", N_ ("Transport"), N_ ("Tempo up by 0.1"), { "<Alt>plus" } },
  { "win.change-tempo(-0.1)", N_ ("Transport"), N_ ("Tempo down by 0.1"), { "<Alt>minus" } },
  { "win.new-set", N_ ("Sets"), N_ ("New set"), { "<Control>n" } },
  { "win.open", N_ ("Sets"), N_ ("Open a set"), { "<Control>o" } },
  { "win.save", N_ ("Sets"), N_ ("Save"), { "<Control>s" } },
  { "win.save-as", N_ ("Sets"), N_ ("Save as"), { "<Control><Shift>s" } },
  { "win.undo", N_ ("Sets"), N_ ("Undo"), { "<Control>z" } },
  { "win.redo", N_ ("Sets"), N_ ("Redo"), { "<Control><Shift>z", "<Control>y" } },
  { "win.show-gallery", N_ ("Window"), N_ ("Show the palettes"), { "F9" } },
  { "win.main-menu", N_ ("Window"), N_ ("Main menu"), { "F10" } },
  { "win.full-screen", N_ ("Window"), N_ ("Full screen"), { "F11" } },
  { "app.preferences('sounds')", N_ ("Window"), N_ ("Preferences"), { "<Control>comma" } },
  { "app.shortcuts", N_ ("Window"), N_ ("Keyboard shortcuts"), { "<Control>question" } },
  { "app.help", N_ ("Window"), N_ ("Help"), { "F1" } },
  { "window.close", N_ ("Window"), N_ ("Close"), { "<Control>w" } },
  { "app.quit", N_ ("Window"), N_ ("Quit"), { "<Control>q" } },
  { NULL },
};

static const PtShortcut *
find_shortcut (const char *action)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      if (g_strcmp0 (shortcut->action, action) == 0)
        return shortcut;

  return NULL;
}

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
  const PtShortcut *shortcut = find_shortcut (action);
  GdkModifierType modifiers = 0;
  guint key = 0;
  g_autofree char *label = NULL;

  if (shortcut == NULL)
    return NULL;
  if (shortcut->accels[0] == NULL || !gtk_accelerator_parse (shortcut->accels[0], &key, &modifiers))
    return g_strdup (_ (shortcut->title));
  label = gtk_accelerator_get_label (key, modifiers);

  return g_strdup_printf ("%s (%s)", _ (shortcut->title), label);
}

const char *const *
pt_shortcut_get_accels (const char *action)
{
  const PtShortcut *shortcut = find_shortcut (action);

  return shortcut != NULL ? (const char *const *) shortcut->accels : NULL;
}

gboolean
pt_shortcut_is_plain (const char *accel)
{
  GdkModifierType modifiers = 0;
  guint key = 0;

  if (!gtk_accelerator_parse (accel, &key, &modifiers))
    return FALSE;

  return (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) == 0 && !(key >= GDK_KEY_F1 && key <= GDK_KEY_F35);
}
