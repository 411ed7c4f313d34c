/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "app/pt-file-chooser.h"
#include "app/pt-window-private.h"
#include "core/pt-util.h"

/* More bars than this push the work out of sight; the rest follows when these are answered. */
#define MAX_DRAFT_BARS 3

static PtSetDocument *
get_document (PtWindow *self)
{
  return pt_studio_get_document (self->studio);
}

static char *
dup_title (PtSetDocument *document)
{
  const char *title = pt_set_document_get_title (document);

  return g_strdup (title == NULL || g_str_equal (title, "Untitled") ? _ ("Untitled") : title);
}

static void
show_title_cb (PtWindow *self)
{
  PtSetDocument *document = get_document (self);
  gboolean modified = pt_set_document_get_modified (document);
  g_autofree char *title = dup_title (document);
  g_autofree char *marked = NULL;
  g_autofree char *window_title = NULL;

  g_assert (PT_IS_WINDOW (self));

  /* Translators: the title of a set that was edited */
  marked = modified ? g_strdup_printf (_ ("● %s"), title) : g_strdup (title);
  window_title = g_strdup_printf ("%s — Peaktime", marked);
  gtk_window_set_title (GTK_WINDOW (self), window_title);
  adw_view_switcher_title_set_title (self->title, marked);
  adw_view_switcher_title_set_subtitle (self->title, pt_set_document_get_read_only (document) ? _ ("Read-only") : modified ? _ ("Edited")
                                                                                                                           : NULL);
}

/* --- recent --- */

static void
show_recent (PtWindow *self)
{
  g_auto (GStrv) recent = pt_set_document_list_recent (get_document (self));

  g_menu_remove_all (self->recent_section);
  g_menu_remove_all (self->recent_tail);
  if (recent == NULL || recent[0] == NULL)
    {
      g_menu_append (self->recent_section, _ ("No Recent Sets"), "win.none");
      return;
    }
  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *name = g_path_get_basename (recent[i]);
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) item = NULL;
      char **parts;

      if (g_str_has_suffix (name, ".peaktime"))
        name[strlen (name) - strlen (".peaktime")] = '\0';
      label = pt_display_path (name);
      /* An underscore in a name is no mnemonic. */
      parts = g_strsplit (label, "_", -1);
      g_free (label);
      label = g_strjoinv ("__", parts);
      g_strfreev (parts);
      item = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (item, "win.open-path", "s", recent[i]);
      g_menu_append_item (self->recent_section, item);
    }
  g_menu_append (self->recent_tail, _ ("_Clear List"), "win.clear-recent");
}

static void
clear_recent_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  pt_set_document_forget_recent (get_document (self), NULL);
  show_recent (self);
}

/* --- open --- */

static void
forget_file_bars (PtWindow *self)
{
  pt_window_hide_bar (self, "file-changed");
  pt_window_hide_bar (self, "save-failed");
  pt_window_hide_bar (self, "open-failed");
  pt_window_hide_bar (self, "read-only");
}

static void
show_read_only_cb (PtWindow *self)
{
  g_assert (PT_IS_WINDOW (self));

  if (!pt_set_document_get_read_only (get_document (self)))
    {
      pt_window_hide_bar (self, "read-only");
      return;
    }
  pt_window_show_bar (self, "read-only", "changes-prevent-symbolic",
                      _ ("This set comes from a newer Peaktime. It can be heard, and saved as another set"), _ ("Save As…"), "win.save-as", NULL, NULL);
}

static void
say_title (PtWindow *self, const char *format)
{
  g_autofree char *title = dup_title (get_document (self));
  g_autofree char *message = g_strdup_printf (format, title);

  pt_window_say (self, message);
}

static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pt_set_document_open_finish (PT_SET_DOCUMENT (object), result, &error))
    {
      show_read_only_cb (self);
      /* Translators: the title of a set */
      say_title (self, _ ("Opened “%s”"));
      return;
    }
  if (self->studio == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  pt_window_show_bar (self, "open-failed", "dialog-error-symbolic", error->message, _ ("Open Another…"), "win.open", NULL, NULL);
}

static void
open_set (PtWindow *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  forget_file_bars (self);
  g_settings_set_string (self->settings, "last-folder", folder);
  pt_set_document_open_async (get_document (self), path, self->cancellable, open_cb, g_object_ref (self));
}

static void
open_chosen_cb (const char *path, gpointer user_data)
{
  pt_window_open_path (user_data, path);
}

static void
open_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  g_autofree char *folder = g_settings_get_string (self->settings, "last-folder");

  pt_file_chooser_ask (GTK_WINDOW (self), PT_FILE_CHOOSER_OPEN_SET, folder, NULL, open_chosen_cb, self);
}

static void
open_path_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pt_window_open_path (user_data, g_variant_get_string (parameter, NULL));
}

static void
import_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  PtPaletteItem *item = pt_palette_shelf_import_finish (PT_PALETTE_SHELF (object), result, &error);
  g_autofree char *message = NULL;

  if (self->studio == NULL)
    return;
  if (item == NULL)
    {
      pt_window_show_bar (self, "open-failed", "dialog-error-symbolic", error->message, NULL, NULL, NULL, NULL);
      return;
    }
  message = g_strdup_printf (_ ("Palette “%s” imported"), pt_palette_item_get_name (item));
  pt_window_toast (self, message, _ ("Undo"), "win.undo");
}

void
pt_window_open_path (PtWindow *self, const char *path)
{
  g_return_if_fail (PT_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autofree char *message = g_strdup_printf (_ ("Folder “%s” is being added to the sounds"), name);

      pt_library_keeper_add_folder (pt_studio_get_keeper (self->studio), path);
      pt_window_say (self, message);
      return;
    }
  if (g_str_has_suffix (path, ".json"))
    {
      pt_palette_shelf_import_async (pt_studio_get_shelf (self->studio), path, pt_studio_get_history (self->studio), import_cb, g_object_ref (self));
      return;
    }
  open_set (self, path);
}

static void
reload_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  g_autofree char *path = g_strdup (pt_set_document_get_path (get_document (self)));

  if (path != NULL)
    open_set (self, path);
}

static void
new_set_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  forget_file_bars (self);
  pt_set_document_new_set (get_document (self), NULL);
  pt_window_say (self, _ ("New set"));
}

/* --- save --- */

static void
save_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pt_set_document_save_finish (PT_SET_DOCUMENT (object), result, &error))
    {
      if (self->studio == NULL)
        return;
      forget_file_bars (self);
      show_recent (self);
      /* Translators: the title of a set */
      say_title (self, _ ("Saved “%s”"));
      return;
    }
  if (self->studio == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (g_error_matches (error, PT_SET_DOCUMENT_ERROR, PT_SET_DOCUMENT_ERROR_CHANGED))
    pt_window_show_bar (self, "file-changed", "dialog-warning-symbolic", error->message, _ ("Save Anyway"), "win.save-anyway", _ ("Reload"),
                        "win.reload");
  else
    pt_window_show_bar (self, "save-failed", "dialog-error-symbolic", error->message, _ ("Save As…"), "win.save-as", NULL, NULL);
}

static void
save_chosen_cb (const char *path, gpointer user_data)
{
  PtWindow *self = user_data;
  g_autofree char *folder = g_path_get_dirname (path);

  if (self->studio == NULL)
    return;
  g_settings_set_string (self->settings, "last-folder", folder);
  pt_set_document_save_async (get_document (self), path, self->cancellable, save_cb, g_object_ref (self));
}

static void
save_as_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  const char *path = pt_set_document_get_path (get_document (self));
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : g_settings_get_string (self->settings, "last-folder");
  g_autofree char *title = dup_title (get_document (self));
  g_autofree char *name = NULL;

  /* A title may hold what no file name can. */
  g_strdelimit (title, G_DIR_SEPARATOR_S, '-');
  name = g_strconcat (title, ".peaktime", NULL);
  pt_file_chooser_ask (GTK_WINDOW (self), PT_FILE_CHOOSER_SAVE_SET, folder, name, save_chosen_cb, self);
}

static void
save_to_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  save_chosen_cb (g_variant_get_string (parameter, NULL), user_data);
}

static void
save_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  PtSetDocument *document = get_document (self);

  if (pt_set_document_get_path (document) == NULL || pt_set_document_get_read_only (document))
    save_as_activate (action, parameter, user_data);
  else
    pt_set_document_save_async (document, NULL, self->cancellable, save_cb, g_object_ref (self));
}

static void
save_anyway_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;

  if (pt_set_document_get_path (get_document (self)) != NULL)
    pt_set_document_save_anyway_async (get_document (self), self->cancellable, save_cb, g_object_ref (self));
}

/* --- what an earlier run left --- */

static char *
describe_draft (const PtDraft *draft)
{
  g_autoptr (GDateTime) edited = g_date_time_new_from_unix_local (draft->edited_usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gboolean today = edited != NULL && g_date_time_get_year (edited) == g_date_time_get_year (now)
                   && g_date_time_get_day_of_year (edited) == g_date_time_get_day_of_year (now);
  g_autofree char *time = edited != NULL ? g_date_time_format (edited, today ? "%H:%M" : "%x %H:%M") : g_strdup ("?");
  const char *title = draft->title == NULL || g_str_equal (draft->title, "Untitled") ? _ ("Untitled") : draft->title;

  /* Translators: a time (“14:32”), then the title of a set */
  return g_strdup_printf (_ ("Unsaved work from %s — “%s”"), time, title);
}

static void
show_drafts (PtWindow *self)
{
  for (guint i = 0; self->drafts != NULL && i < self->drafts->len && i < MAX_DRAFT_BARS; i++)
    {
      const PtDraft *draft = g_ptr_array_index (self->drafts, i);
      g_autofree char *id = g_strconcat ("draft-", draft->id, NULL);
      g_autofree char *message = describe_draft (draft);
      g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (draft->id));
      g_autofree char *recover = g_action_print_detailed_name ("win.recover-draft", target);
      g_autofree char *discard = g_action_print_detailed_name ("win.discard-draft", target);

      pt_window_show_bar (self, id, "document-open-recent-symbolic", message, _ ("Recover"), recover, _ ("Discard"), discard);
    }
}

/* Out of the list, with its bar; NULL: it was dealt with already. */
static PtDraft *
steal_draft (PtWindow *self, const char *id)
{
  for (guint i = 0; self->drafts != NULL && i < self->drafts->len; i++)
    {
      PtDraft *draft = g_ptr_array_index (self->drafts, i);

      if (g_str_equal (draft->id, id))
        {
          g_autofree char *bar = g_strconcat ("draft-", id, NULL);

          pt_window_hide_bar (self, bar);
          return g_ptr_array_steal_index (self->drafts, i);
        }
    }

  return NULL;
}

static void
recover_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pt_set_document_recover_finish (PT_SET_DOCUMENT (object), result, &error))
    {
      if (self->studio == NULL)
        return;
      show_drafts (self);
      /* Translators: the title of a set */
      say_title (self, _ ("Recovered “%s”"));
    }
  else if (self->studio != NULL)
    pt_window_show_bar (self, "open-failed", "dialog-error-symbolic", error->message, NULL, NULL, NULL, NULL);
}

static void
recover_draft_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  PtDraft *draft = steal_draft (self, g_variant_get_string (parameter, NULL));

  if (draft == NULL)
    return;
  pt_set_document_recover_async (get_document (self), draft, recover_cb, g_object_ref (self));
  pt_draft_free (draft);
}

static void
discard_draft_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtWindow *self = user_data;
  PtDraft *draft = steal_draft (self, g_variant_get_string (parameter, NULL));

  if (draft == NULL)
    return;
  pt_set_document_discard_draft (get_document (self), draft);
  pt_draft_free (draft);
  show_drafts (self);
  pt_window_say (self, _ ("Draft discarded"));
}

static void
list_drafts_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, pt_set_document_list_drafts (data), (GDestroyNotify) g_ptr_array_unref);
}

static void
list_drafts_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtWindow *self = PT_WINDOW (object);
  GPtrArray *drafts = g_task_propagate_pointer (G_TASK (result), NULL);

  if (drafts == NULL)
    return;
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
  self->drafts = drafts;
  if (self->studio != NULL)
    show_drafts (self);
}

void
pt_window_list_drafts (PtWindow *self, const char *state_folder)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PT_IS_WINDOW (self));

  task = g_task_new (self, self->cancellable, list_drafts_cb, NULL);
  g_task_set_source_tag (task, pt_window_list_drafts);
  g_task_set_task_data (task, g_strdup (state_folder), g_free);
  g_task_run_in_thread (task, list_drafts_worker);
}

void
pt_window_init_document (PtWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "new-set", .activate = new_set_activate },
    { .name = "open", .activate = open_activate },
    { .name = "open-path", .parameter_type = "s", .activate = open_path_activate },
    { .name = "clear-recent", .activate = clear_recent_activate },
    { .name = "reload", .activate = reload_activate },
    { .name = "save", .activate = save_activate },
    { .name = "save-as", .activate = save_as_activate },
    { .name = "save-to", .parameter_type = "s", .activate = save_to_activate },
    { .name = "save-anyway", .activate = save_anyway_activate },
    { .name = "recover-draft", .parameter_type = "s", .activate = recover_draft_activate },
    { .name = "discard-draft", .parameter_type = "s", .activate = discard_draft_activate },
  };
  PtSetDocument *document = get_document (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (document, "notify::title", G_CALLBACK (show_title_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::modified", G_CALLBACK (show_title_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::read-only", G_CALLBACK (show_title_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::read-only", G_CALLBACK (show_read_only_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::path", G_CALLBACK (show_recent), self, G_CONNECT_SWAPPED);
  show_title_cb (self);
  show_recent (self);
}

void
pt_window_dispose_document (PtWindow *self)
{
  g_clear_pointer (&self->drafts, g_ptr_array_unref);
}
