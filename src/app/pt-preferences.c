/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-preferences.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/pt-file-chooser.h"
#include "core/pt-util.h"

struct _PtPreferences
{
  AdwPreferencesWindow parent_instance;

  PtStudio *studio;
  GSettings *settings;
  GCancellable *cancellable;
  GPtrArray *folder_rows; /* of GtkWidget, owned by the group */
  GStrv devices; /* (nullable) as in the list; the first is the default one */

  AdwPreferencesGroup *folders_group;
  GtkSwitch *watch_switch;
  AdwComboRow *device_row;
  AdwComboRow *block_row;
  GtkScale *volume_scale;
  GtkSwitch *in_tempo_switch;
  AdwComboRow *scheme_row;
  GtkSwitch *motion_switch;
  GtkSwitch *space_switch;
  GtkSwitch *describe_switch;
};

G_DEFINE_FINAL_TYPE (PtPreferences, pt_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const guint block_sizes[] = { 64, 128, 256, 512, 1024, 2048, 4096 };

/* --- folders --- */

static void
remove_clicked_cb (PtPreferences *self, GtkButton *button)
{
  pt_library_keeper_remove_folder (pt_studio_get_keeper (self->studio), g_object_get_data (G_OBJECT (button), "folder"));
}

static GtkWidget *
new_folder_row (PtPreferences *self, const char *folder)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *path = pt_display_path (folder);
  g_autofree char *base = g_path_get_basename (folder);
  g_autofree char *name = pt_display_path (base);
  /* The kit is there without anybody having added it. */
  gboolean removable = g_strv_contains (pt_library_keeper_get_roots (pt_studio_get_keeper (self->studio)), folder);
  /* Installed, in the user's cache, or in a build folder. */
  gboolean is_kit = !removable || g_str_has_suffix (folder, "/peaktime/kit") || g_str_has_suffix (folder, "/data/kit");
  const char *title = is_kit ? _ ("Factory kit") : name;
  g_autofree char *label = g_strdup_printf (_ ("Remove “%s”; no file is touched"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), path);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), is_kit ? "emblem-music-symbolic" : "folder-symbolic");
  gtk_widget_set_visible (button, removable);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "folder", g_strdup (folder), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_folders_cb (PtPreferences *self)
{
  const char *const *folders = pt_library_keeper_get_folders (pt_studio_get_keeper (self->studio));

  g_assert (PT_IS_PREFERENCES (self));

  for (guint i = 0; i < self->folder_rows->len; i++)
    adw_preferences_group_remove (self->folders_group, g_ptr_array_index (self->folder_rows, i));
  g_ptr_array_set_size (self->folder_rows, 0);
  for (guint i = 0; folders != NULL && folders[i] != NULL; i++)
    {
      GtkWidget *row = new_folder_row (self, folders[i]);

      adw_preferences_group_add (self->folders_group, row);
      g_ptr_array_add (self->folder_rows, row);
    }
}

static void
folder_chosen_cb (const char *path, gpointer user_data)
{
  PtPreferences *self = user_data;

  if (self->studio != NULL)
    pt_library_keeper_add_folder (pt_studio_get_keeper (self->studio), path);
}

static void
add_folder_cb (PtPreferences *self)
{
  pt_file_chooser_ask (GTK_WINDOW (self), PT_FILE_CHOOSER_FOLDER, g_get_user_special_dir (G_USER_DIRECTORY_MUSIC), NULL, folder_chosen_cb, self);
}

static void
rescan_cb (PtPreferences *self)
{
  pt_library_keeper_rescan (pt_studio_get_keeper (self->studio));
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (_ ("Looking at all folders again")));
}

/* --- audio --- */

static void
device_selected_cb (PtPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->device_row);

  if (self->devices == NULL || selected >= g_strv_length (self->devices))
    return;
  g_settings_set_string (self->settings, "audio-device", self->devices[selected]);
}

static void
block_selected_cb (PtPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->block_row);

  if (self->settings != NULL && selected < G_N_ELEMENTS (block_sizes))
    g_settings_set_uint (self->settings, "audio-block-frames", block_sizes[selected]);
}

static void
show_devices (PtPreferences *self, GPtrArray *infos)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) devices = g_strv_builder_new ();
  g_autofree char *wanted = g_settings_get_string (self->settings, "audio-device");
  guint selected = 0;
  guint n = 1;

  gtk_string_list_append (names, _ ("As the system"));
  g_strv_builder_add (devices, "");
  for (guint i = 0; i < infos->len; i++)
    {
      const PtDeviceInfo *info = g_ptr_array_index (infos, i);
      gboolean silent = g_str_equal (info->name, "silent");

      gtk_string_list_append (names, silent ? _ ("Silent, for working without sound") : info->name);
      g_strv_builder_add (devices, info->name);
      if (g_strcmp0 (wanted, info->name) == 0)
        selected = n;
      n++;
    }
  /* One that is away stays what is wanted. */
  if (selected == 0 && *wanted != '\0')
    {
      g_autofree char *label = g_strdup_printf (_ ("%s (not there)"), wanted);

      gtk_string_list_append (names, label);
      g_strv_builder_add (devices, wanted);
      selected = n;
    }
  adw_combo_row_set_model (self->device_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->device_row, selected);
  self->devices = g_strv_builder_end (devices);
  gtk_widget_set_sensitive (GTK_WIDGET (self->device_row), TRUE);
}

static void
list_devices_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, pt_device_list (), (GDestroyNotify) g_ptr_array_unref);
}

static void
list_devices_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  PtPreferences *self = PT_PREFERENCES (object);
  g_autoptr (GPtrArray) infos = g_task_propagate_pointer (G_TASK (result), NULL);

  if (infos != NULL && self->studio != NULL)
    show_devices (self, infos);
}

static char *
format_volume_cb (GtkScale *scale, double value, gpointer user_data)
{
  double gain_db = pt_gain_to_db (value);

  /* Translators: a level in decibels */
  return gain_db < -60.0 ? g_strdup (_ ("Off")) : g_strdup_printf (_ ("%+.1f dB"), gain_db);
}

static void
init_audio (PtPreferences *self)
{
  g_autoptr (GtkStringList) sizes = gtk_string_list_new (NULL);
  guint frames = g_settings_get_uint (self->settings, "audio-block-frames");
  double rate = pt_player_get_sample_rate (pt_studio_get_player (self->studio));
  guint selected = 3;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, list_devices_cb, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (block_sizes); i++)
    {
      /* Translators: frames, then milliseconds */
      g_autofree char *text = g_strdup_printf (_ ("%u frames, %.1f ms"), block_sizes[i], 1000.0 * block_sizes[i] / rate);

      gtk_string_list_append (sizes, text);
      if (block_sizes[i] == frames)
        selected = i;
    }
  adw_combo_row_set_model (self->block_row, G_LIST_MODEL (sizes));
  adw_combo_row_set_selected (self->block_row, selected);
  g_signal_connect_swapped (self->block_row, "notify::selected", G_CALLBACK (block_selected_cb), self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->device_row), FALSE);
  g_signal_connect_swapped (self->device_row, "notify::selected", G_CALLBACK (device_selected_cb), self);
  gtk_scale_set_format_value_func (self->volume_scale, format_volume_cb, NULL, NULL);
  g_settings_bind (self->settings, "audition-volume", gtk_range_get_adjustment (GTK_RANGE (self->volume_scale)), "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "audition-in-tempo", self->in_tempo_switch, "active", G_SETTINGS_BIND_DEFAULT);
  /* Asking the drivers takes up to a second. */
  g_task_run_in_thread (task, list_devices_worker);
}

/* --- appearance --- */

static void
scheme_selected_cb (PtPreferences *self)
{
  if (self->settings != NULL)
    g_settings_set_enum (self->settings, "colour-scheme", (int) adw_combo_row_get_selected (self->scheme_row));
}

static void
pt_preferences_dispose (GObject *object)
{
  PtPreferences *self = PT_PREFERENCES (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_PREFERENCES);
  g_clear_pointer (&self->folder_rows, g_ptr_array_unref);
  g_clear_pointer (&self->devices, g_strfreev);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (pt_preferences_parent_class)->dispose (object);
}

static void
pt_preferences_class_init (PtPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, folders_group);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, watch_switch);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, device_row);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, block_row);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, volume_scale);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, in_tempo_switch);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, motion_switch);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, space_switch);
  gtk_widget_class_bind_template_child (widget_class, PtPreferences, describe_switch);
  gtk_widget_class_bind_template_callback (widget_class, add_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, rescan_cb);
}

static void
pt_preferences_init (PtPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->folder_rows = g_ptr_array_new ();
}

PtPreferences *
pt_preferences_new (GtkWindow *parent, PtStudio *studio, GSettings *settings)
{
  PtPreferences *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (PT_IS_STUDIO (studio), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PT_TYPE_PREFERENCES, "transient-for", parent, NULL);
  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  g_signal_connect_object (pt_studio_get_keeper (studio), "notify::folders", G_CALLBACK (show_folders_cb), self, G_CONNECT_SWAPPED);
  show_folders_cb (self);
  init_audio (self);
  adw_combo_row_set_selected (self->scheme_row, (guint) g_settings_get_enum (settings, "colour-scheme"));
  g_signal_connect_swapped (self->scheme_row, "notify::selected", G_CALLBACK (scheme_selected_cb), self);
  g_settings_bind (settings, "watch-folders", self->watch_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "reduce-motion", self->motion_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "space-for-focus", self->space_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "describe-more", self->describe_switch, "active", G_SETTINGS_BIND_DEFAULT);

  return self;
}

static const char *const page_names[] = { "sounds", "audio", "appearance", "accessibility", NULL };

void
pt_preferences_show_page (PtPreferences *self, const char *name)
{
  g_return_if_fail (PT_IS_PREFERENCES (self));
  g_return_if_fail (name != NULL);

  /* The name may come from outside, over the bus. */
  if (g_strv_contains (page_names, name))
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (self), name);
}

gboolean
pt_preferences_is_ready (PtPreferences *self)
{
  g_return_val_if_fail (PT_IS_PREFERENCES (self), FALSE);

  return self->devices != NULL;
}
