/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane-private.h"

#include <glib/gi18n.h>

#include "app/pt-file-chooser.h"
#include "app/pt-window.h"
#include "core/pt-util.h"

/* Where the files of sounds are: showing them, and finding those that moved. */

static void
tell (PtSoundPane *self, const char *message)
{
  PtWindow *window = pt_window_of (GTK_WIDGET (self));

  if (window != NULL)
    pt_window_toast (window, message, NULL, NULL);
}

static GtkWindow *
get_window (PtSoundPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* --- in the file manager --- */

typedef struct
{
  PtSoundPane *pane;
  char *path;
} Show;

static void
show_free (Show *show)
{
  g_object_unref (show->pane);
  g_free (show->path);
  g_free (show);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Show, show_free)

static void
show_folder (Show *show)
{
  g_autofree char *folder = g_path_get_dirname (show->path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (get_window (show->pane), uri, GDK_CURRENT_TIME);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Show) show = user_data;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (answer == NULL)
    show_folder (show);
}

static void
bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Show) show = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);
  g_autofree char *uri = g_filename_to_uri (show->path, NULL, NULL);
  const char *uris[] = { uri, NULL };

  if (bus == NULL || uri == NULL)
    {
      show_folder (show);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.FileManager1", "/org/freedesktop/FileManager1", "org.freedesktop.FileManager1",
                          "ShowItems", g_variant_new ("(^ass)", uris, ""), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, shown_cb,
                          g_steal_pointer (&show));
}

void
_pt_sound_pane_show_in_files (PtSoundPane *self, PtSample *sample)
{
  Show *show = g_new (Show, 1);

  *show = (Show){ g_object_ref (self), g_strdup (pt_sample_get_info (sample)->path) };
  g_bus_get (G_BUS_TYPE_SESSION, NULL, bus_cb, show);
}

/* --- what moved --- */

static void
answered_cb (PtSoundPane *self, const char *response, AdwMessageDialog *dialog)
{
  GPtrArray *moved = g_object_get_data (G_OBJECT (dialog), "moved");

  if (g_strcmp0 (response, "relink") == 0)
    pt_library_keeper_relink (self->keeper, moved);
}

static GtkWidget *
new_pairs (GPtrArray *moved)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  for (guint i = 0; i < moved->len; i++)
    {
      const PtMovedFile *pair = moved->pdata[i];
      g_autofree char *name = g_path_get_basename (pair->old_path);
      g_autofree char *title = pt_display_path (name);
      g_autofree char *subtitle = pt_display_path (pair->new_path);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sounds that were found"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);

  return scroller;
}

static void
offer (PtSoundPane *self, GPtrArray *moved)
{
  GtkWidget *dialog = adw_message_dialog_new (get_window (self), _ ("Sounds Found"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  ngettext ("%u missing sound was found. It keeps its role, tags and rating.",
                                            "%u missing sounds were found. They keep their roles, tags and ratings.", moved->len),
                                  moved->len);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), new_pairs (moved));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "relink", _ ("Relink"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "relink", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "relink");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "moved", g_ptr_array_ref (moved), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtSoundPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) moved = pt_library_keeper_find_moved_finish (PT_LIBRARY_KEEPER (source), result, &error);

  if (self->keeper == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (moved == NULL)
    tell (self, error->message);
  else if (moved->len == 0)
    tell (self, _ ("None of the missing sounds is in that folder"));
  else
    offer (self, moved);
}

static void
folder_chosen_cb (const char *path, gpointer user_data)
{
  PtSoundPane *self = user_data;

  if (self->keeper != NULL)
    pt_library_keeper_find_moved_async (self->keeper, path, found_cb, g_object_ref (self));
}

void
_pt_sound_pane_find_moved (PtSoundPane *self)
{
  pt_file_chooser_ask (get_window (self), PT_FILE_CHOOSER_FOLDER, NULL, NULL, folder_chosen_cb, self);
}

/* --- one file --- */

static void
file_chosen_cb (const char *path, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_moved_file_free);

  if (self->keeper == NULL || self->relinked_path == NULL)
    return;
  g_ptr_array_add (moved, pt_moved_file_new (self->relinked_path, path));
  pt_library_keeper_relink (self->keeper, moved);
}

void
_pt_sound_pane_relink (PtSoundPane *self, PtSample *sample)
{
  const char *path = pt_sample_get_info (sample)->path;
  g_autofree char *folder = g_path_get_dirname (path);

  pt_set_str (&self->relinked_path, path);
  pt_file_chooser_ask (get_window (self), PT_FILE_CHOOSER_OPEN_SOUND, folder, NULL, file_chosen_cb, self);
}
