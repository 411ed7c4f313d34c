/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-window-private.h"

static gboolean
drop_cb (PtWindow *self, const GValue *value)
{
  GSList *files;
  gboolean taken = FALSE;
  gboolean has_set = FALSE;

  g_assert (PT_IS_WINDOW (self));

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  files = g_value_get_boxed (value);
  for (GSList *node = files; node != NULL; node = node->next)
    {
      g_autofree char *path = g_file_get_path (node->data);

      /* Of several sets only the first: one is open at a time. */
      if (path != NULL && pt_window_can_open (path) && !(has_set && g_str_has_suffix (path, ".peaktime")))
        {
          has_set = has_set || g_str_has_suffix (path, ".peaktime");
          pt_window_open_path (self, path);
          taken = TRUE;
        }
    }

  return taken;
}

gboolean
pt_window_can_open (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  return g_str_has_suffix (path, ".peaktime") || g_str_has_suffix (path, ".json") || g_file_test (path, G_FILE_TEST_IS_DIR);
}

/* Drop targets of the page stand before this one: a sound that falls on a slot is theirs. */
void
pt_window_init_drop (PtWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
