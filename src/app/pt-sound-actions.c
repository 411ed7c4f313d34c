/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-shortcut.h"
#include "app/pt-sound-pane-private.h"

#include <glib/gi18n.h>

#include "app/pt-file-chooser.h"
#include "app/pt-window.h"
#include "audio/kit/pt-kit.h"
#include "core/pt-query-edit.h"
#include "core/pt-util.h"

/* Every command of the list of sounds. They are "win." for everybody; within the pane they are
 * "sounds.", too, which keys that are letters have: those work in the list alone. */
const PtShortcut pt_shortcuts_sounds[] = {
  { "win.find-sounds", N_ ("Sounds"), N_ ("Search sounds"), { "<Control>f" } },
  { "sounds.audition-sound", N_ ("Sounds"), N_ ("Play or stop the selected sound"), { NULL } },
  { "win.put-sound-in-menu", N_ ("Sounds"), N_ ("Put the selected sound in a slot"), { "<Control>Return", "<Control>KP_Enter" } },
  { "sounds.favourite-sounds", N_ ("Sounds"), N_ ("Favourite or not"), { "f" } },
  { "win.rate-sounds(1)", N_ ("Sounds"), N_ ("Rate with one star, and so on"), { "<Control>1" } },
  { "win.rate-sounds(2)", N_ ("Sounds"), N_ ("Rate with two stars"), { "<Control>2" } },
  { "win.rate-sounds(3)", N_ ("Sounds"), N_ ("Rate with three stars"), { "<Control>3" } },
  { "win.rate-sounds(4)", N_ ("Sounds"), N_ ("Rate with four stars"), { "<Control>4" } },
  { "win.rate-sounds(5)", N_ ("Sounds"), N_ ("Rate with five stars"), { "<Control>5" } },
  { "win.rate-sounds(0)", N_ ("Sounds"), N_ ("Take the rating away"), { "<Control>0" } },
  { "win.tag-sounds", N_ ("Sounds"), N_ ("Tags of the selected sounds"), { "<Control>t" } },
  { "win.similar-sounds", N_ ("Sounds"), N_ ("Similar sounds"), { "<Control>e" } },
  { NULL },
};

static PtSample *
get_first (PtSoundPane *self)
{
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);

  return samples->len > 0 ? g_object_ref (samples->pdata[0]) : NULL;
}

/* --- searching --- */

static void
find_sounds_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pt_sound_pane_focus_search (user_data);
}

static void
clear_search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;

  pt_sound_search_set_text (self->search, "");
  pt_sound_search_focus (self->search);
}

static void
only_favourites_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PtSoundPane *self = user_data;

  if (g_variant_get_boolean (value) != pt_query_edit_has_term (pt_sound_list_get_query (self->list), "fav:yes"))
    pt_sound_search_toggle_term (self->search, "fav:yes");
}

static void
only_missing_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PtSoundPane *self = user_data;

  if (g_variant_get_boolean (value) != pt_query_edit_has_term (pt_sound_list_get_query (self->list), "missing:yes"))
    pt_sound_search_toggle_term (self->search, "missing:yes");
}

static void
show_missing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;

  pt_sound_search_set_text (self->search, "missing:yes");
}

static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PtSoundPane *self = user_data;
  PtSoundSort sort;

  if (pt_sound_sort_parse (g_variant_get_string (value, NULL), &sort, NULL))
    pt_sound_list_set_sort (self->list, sort, pt_sound_list_get_descending (self->list));
}

static void
descending_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  PtSoundPane *self = user_data;

  pt_sound_list_set_sort (self->list, pt_sound_list_get_sort (self->list), g_variant_get_boolean (value));
}

static void
similar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (PtSample) sample = get_first (self);

  if (sample == NULL)
    return;
  pt_sound_list_set_similar_to (self->list, sample);
  pt_sound_table_show_row (self->table, pt_sound_list_find (self->list, sample));
}

static void
end_similar_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;

  pt_sound_list_set_similar_to (self->list, NULL);
  pt_sound_table_focus_rows (self->table);
}

/* --- hearing and using --- */

static void
audition_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (PtSample) sample = get_first (self);

  if (sample == NULL)
    return;
  if (pt_audition_get_playing (self->audition)
      && g_strcmp0 (pt_audition_get_path (self->audition), pt_sample_get_info (sample)->path) == 0)
    pt_audition_stop (self->audition);
  else
    pt_audition_play (self->audition, sample, 0);
}

static void
use_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (PtSample) sample = get_first (self);

  if (sample != NULL)
    g_signal_emit_by_name (self, "use-sound", sample, PT_ROLE_NONE);
}

static void
put_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (PtSample) sample = get_first (self);
  PtRole role = pt_role_from_string (g_variant_get_string (parameter, NULL));

  if (sample != NULL && role != PT_ROLE_NONE)
    g_signal_emit_by_name (self, "use-sound", sample, role);
}

static void
put_in_menu_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _pt_sound_pane_open_role_menu (user_data, "sounds.put-sound-in", NULL);
}

/* --- edits --- */

static void
set_role_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);
  const char *text = g_variant_get_string (parameter, NULL);
  PtRole role = pt_role_from_string (text);

  if (role != PT_ROLE_NONE || g_strcmp0 (text, "none") == 0)
    _pt_sound_pane_edit_role (self, samples, role);
}

static void
rate_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);

  _pt_sound_pane_edit_rating (self, samples, g_variant_get_int32 (parameter));
}

static void
favourite_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);

  _pt_sound_pane_edit_favourite (self, samples);
}

static void
tag_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);

  _pt_sound_pane_edit_tags (self, samples);
}

/* --- files --- */

static void
show_in_files_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (PtSample) sample = get_first (self);

  if (sample != NULL)
    _pt_sound_pane_show_in_files (self, sample);
}

static void
copy_path_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      g_autofree char *path = pt_display_path (pt_sample_get_info (samples->pdata[i])->path);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", path);
    }
  if (samples->len > 0)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

static void
relink_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_autoptr (PtSample) sample = get_first (self);

  if (sample != NULL)
    _pt_sound_pane_relink (self, sample);
}

static void
find_missing_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _pt_sound_pane_find_moved (user_data);
}

/* --- folders --- */

static void
folder_chosen_cb (const char *path, gpointer user_data)
{
  PtSoundPane *self = user_data;

  if (self->keeper != NULL)
    pt_library_keeper_add_folder (self->keeper, path);
}

static void
add_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (user_data);

  pt_file_chooser_ask (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, PT_FILE_CHOOSER_FOLDER,
                       g_get_user_special_dir (G_USER_DIRECTORY_MUSIC), NULL, folder_chosen_cb, user_data);
}

static void
locate_kit (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *folder = pt_kit_locate (cancellable, &error);

  if (folder != NULL)
    g_task_return_pointer (task, folder, g_free);
  else
    g_task_return_error (task, error);
}

static void
kit_located_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PtSoundPane *self = PT_SOUND_PANE (source);
  PtWindow *window = pt_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_task_propagate_pointer (G_TASK (result), &error);

  if (folder == NULL && window != NULL)
    pt_window_toast (window, error->message, NULL, NULL);
  if (folder != NULL && self->keeper != NULL)
    pt_library_keeper_add_folder (self->keeper, folder);
}

static void
use_demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* It may have to be made first. */
  g_autoptr (GTask) task = g_task_new (user_data, NULL, kit_located_cb, NULL);

  g_task_run_in_thread (task, locate_kit);
}

static void
rebuild_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;
  g_auto (GStrv) folders = g_strdupv ((char **) pt_library_keeper_get_roots (self->keeper));

  pt_library_keeper_rebuild (self->keeper, folders != NULL && folders[0] != NULL ? (const char *const *) folders : NULL);
}

static void
rescan_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtSoundPane *self = user_data;

  pt_library_keeper_rescan (self->keeper);
}

/* --- */

static const GActionEntry entries[] = {
  { "find-sounds", find_sounds_cb },
  { "clear-search", clear_search_cb },
  { "only-favourites", NULL, NULL, "false", only_favourites_cb },
  { "only-missing", NULL, NULL, "false", only_missing_cb },
  { "show-missing-sounds", show_missing_cb },
  { "sort-sounds", NULL, "s", "'name'", sort_cb },
  { "sort-sounds-descending", NULL, NULL, "false", descending_cb },
  { "similar-sounds", similar_cb },
  { "end-similar", end_similar_cb },
  { "audition-sound", audition_cb },
  { "use-sound", use_cb },
  { "put-sound-in", put_in_cb, "s" },
  { "put-sound-in-menu", put_in_menu_cb },
  { "set-sound-role", set_role_cb, "s" },
  { "rate-sounds", rate_cb, "i" },
  { "favourite-sounds", favourite_cb },
  { "tag-sounds", tag_cb },
  { "show-sound-in-files", show_in_files_cb },
  { "copy-sound-path", copy_path_cb },
  { "relink-sound", relink_cb },
  { "find-missing-sounds", find_missing_cb },
  { "add-sound-folder", add_folder_cb },
  { "use-demo-sounds", use_demo_cb },
  { "rebuild-library", rebuild_cb },
  { "rescan-library", rescan_cb },
};

/* What needs a selected sound. */
static const char *const of_selected[] = {
  "similar-sounds", "audition-sound", "use-sound", "put-sound-in", "put-sound-in-menu", "set-sound-role", "rate-sounds",
  "favourite-sounds", "tag-sounds", "show-sound-in-files", "copy-sound-path", "relink-sound"
};

static void
set_state (PtSoundPane *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), state);
}

void
_pt_sound_pane_update_actions (PtSoundPane *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  const PtQuery *query = pt_sound_list_get_query (self->list);

  for (guint i = 0; i < G_N_ELEMENTS (of_selected); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), of_selected[i])),
                                 !gtk_bitset_is_empty (selected));
  set_state (self, "only-favourites", g_variant_new_boolean (pt_query_edit_has_term (query, "fav:yes")));
  set_state (self, "only-missing", g_variant_new_boolean (pt_query_edit_has_term (query, "missing:yes")));
  set_state (self, "sort-sounds", g_variant_new_string (pt_sound_sort_to_string (pt_sound_list_get_sort (self->list))));
  set_state (self, "sort-sounds-descending", g_variant_new_boolean (pt_sound_list_get_descending (self->list)));
}

void
_pt_sound_pane_init_actions (PtSoundPane *self)
{
  const char *const settings[] = { "audition-enabled", "audition-in-tempo" };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, settings[i]);

      g_action_map_add_action (G_ACTION_MAP (self->actions), action);
    }
}

void
pt_sound_pane_add_actions (PtSoundPane *self, GActionMap *map)
{
  g_auto (GStrv) names = NULL;

  g_return_if_fail (PT_IS_SOUND_PANE (self));
  g_return_if_fail (G_IS_ACTION_MAP (map));
  g_return_if_fail (self->actions != NULL);

  names = g_action_group_list_actions (G_ACTION_GROUP (self->actions));
  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_add_action (map, g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i]));
}
