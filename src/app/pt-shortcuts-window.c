/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-shortcuts-window.h"

#include <glib/gi18n.h>

#include "app/pt-shortcut.h"

static char *
describe_keys (const PtShortcut *shortcut)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_str_equal (shortcut->action, "win.stop-now"))
    return g_strdup ("Escape+Escape");
  for (guint i = 0; shortcut->accels[i] != NULL; i++)
    if (!g_str_has_prefix (shortcut->accels[i], "KP_"))
      g_strv_builder_add (keys, shortcut->accels[i]);
  all = g_strv_builder_end (keys);

  /* Several keys for one thing: either of them. */
  return g_strjoinv (" ", all);
}

static void
add_shortcuts_of_group (GString *xml, const char *group)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();
  g_autofree char *title = g_markup_escape_text (_ (group), -1);

  g_string_append_printf (xml, "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);
  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      {
        g_autofree char *keys = describe_keys (shortcut);
        g_autofree char *escaped = g_markup_escape_text (keys, -1);
        g_autofree char *words = g_markup_escape_text (_ (shortcut->title), -1);

        if (*keys != '\0' && g_str_equal (shortcut->group, group))
          g_string_append_printf (xml,
                                  "<child><object class='GtkShortcutsShortcut'><property name='title'>%s</property>"
                                  "<property name='accelerator'>%s</property></object></child>",
                                  words, escaped);
      }
  g_string_append (xml, "</object></child>");
}

GtkWidget *
pt_shortcuts_window_new (GtkWindow *parent)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  /* Before GTK 4.14 only a builder can put groups into sections. */
  g_string_append (xml, "<interface><object class='GtkShortcutsWindow' id='window'><property name='modal'>1</property>"
                        "<child><object class='GtkShortcutsSection'><property name='section-name'>all</property>"
                        "<property name='max-height'>30</property>");
  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      if (g_hash_table_add (groups, (gpointer) shortcut->group))
        add_shortcuts_of_group (xml, shortcut->group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, (gssize) xml->len);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);

  return window;
}
