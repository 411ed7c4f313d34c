/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-application.h"

#include <glib/gi18n.h>

#include "app/pt-help.h"
#include "app/pt-preferences.h"
#include "app/pt-screenshot.h"
#include "app/pt-shortcut.h"
#include "app/pt-shortcuts-window.h"
#include "app/pt-trace.h"
#include "app/pt-window.h"

struct _PtApplication
{
  AdwApplication parent_instance;

  PtStudio *studio;
  GSettings *settings;
  PtScreenshot *screenshot; /* (nullable) what this run is for */
  GtkWindow *help; /* weak */
  GtkWindow *preferences; /* weak */
  gboolean animations; /* what the system wants */
};

G_DEFINE_FINAL_TYPE (PtApplication, pt_application, ADW_TYPE_APPLICATION)

static void
add_accels (PtApplication *self)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      {
        const char *accels[G_N_ELEMENTS (shortcut->accels) + 1] = { NULL };
        guint n = 0;

        /* Those that a person types words with are the window's. */
        for (guint j = 0; shortcut->accels[j] != NULL; j++)
          if (!pt_shortcut_is_plain (shortcut->accels[j]))
            accels[n++] = shortcut->accels[j];
        if (n > 0)
          gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcut->action, accels);
      }
}

static PtWindow *
get_window (PtApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *node = windows; node != NULL; node = node->next)
    if (PT_IS_WINDOW (node->data))
      return node->data;

  return NULL;
}

/* --- actions --- */

static void
quit_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtApplication *self = user_data;
  PtWindow *window = get_window (self);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  g_application_quit (G_APPLICATION (self));
}

static void
about_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtApplication *self = user_data;

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (self)),
                         "application-name", "Peaktime",
                         "application-icon", PT_APPLICATION_ID,
                         "version", PT_VERSION,
                         "developer-name", _ ("The Peaktime developers"),
                         "comments", _ ("A workstation for techno that is conducted by a language model and judged by measurement."),
                         "copyright", "© 2026 The Peaktime developers",
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "translator-credits", _ ("translator-credits"),
                         NULL);
}

static void
shortcuts_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  gtk_window_present (GTK_WINDOW (pt_shortcuts_window_new (parent)));
}

static void
help_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtApplication *self = user_data;

  if (self->help == NULL)
    g_set_weak_pointer (&self->help, GTK_WINDOW (pt_help_new (GTK_APPLICATION (self))));
  gtk_window_present (self->help);
}

static void
preferences_activate (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PtApplication *self = user_data;
  PtWindow *window = get_window (self);

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences, GTK_WINDOW (pt_preferences_new (GTK_WINDOW (window), self->studio, self->settings)));
  pt_preferences_show_page (PT_PREFERENCES (self->preferences), g_variant_get_string (parameter, NULL));
  gtk_window_present (self->preferences);
}

/* --- settings --- */

static void
colour_scheme_changed_cb (PtApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  int scheme = g_settings_get_enum (self->settings, "colour-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (scheme, 0, 2)]);
}

static void
reduce_motion_changed_cb (PtApplication *self)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations",
                self->animations && !g_settings_get_boolean (self->settings, "reduce-motion"), NULL);
}

static void
watch_folders_changed_cb (PtApplication *self)
{
  pt_library_keeper_set_watch (pt_studio_get_keeper (self->studio), g_settings_get_boolean (self->settings, "watch-folders"));
}

static void
apply_settings (PtApplication *self)
{
  PtAudition *audition = pt_studio_get_audition (self->studio);

  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &self->animations, NULL);
  g_signal_connect_object (self->settings, "changed::colour-scheme", G_CALLBACK (colour_scheme_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::reduce-motion", G_CALLBACK (reduce_motion_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::watch-folders", G_CALLBACK (watch_folders_changed_cb), self, G_CONNECT_SWAPPED);
  colour_scheme_changed_cb (self);
  reduce_motion_changed_cb (self);
  watch_folders_changed_cb (self);
  g_settings_bind (self->settings, "audition-enabled", audition, "enabled", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "audition-in-tempo", audition, "in-tempo", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "audition-volume", audition, "volume", G_SETTINGS_BIND_DEFAULT);
}

/* --- life --- */

static PtWindow *
ensure_window (PtApplication *self)
{
  PtWindow *window = get_window (self);

  if (window != NULL)
    return window;
  window = pt_window_new (GTK_APPLICATION (self), self->studio, self->settings);
  pt_trace_milestone ("window made");
  if (self->screenshot == NULL)
    {
      pt_window_list_drafts (window, NULL);
      pt_window_use_device (window);
    }
  pt_trace_watch (GTK_WINDOW (window), pt_studio_get_keeper (self->studio));

  return window;
}

static void
pt_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_activate },
    { .name = "about", .activate = about_activate },
    { .name = "shortcuts", .activate = shortcuts_activate },
    { .name = "help", .activate = help_activate },
    { .name = "preferences", .parameter_type = "s", .activate = preferences_activate },
  };
  PtApplication *self = PT_APPLICATION (application);
  PtStudioOptions options = { 0 };

  G_APPLICATION_CLASS (pt_application_parent_class)->startup (application);

  self->settings = g_settings_new (PT_APPLICATION_ID);
  if (self->screenshot != NULL)
    pt_screenshot_prepare (self->screenshot, self->settings);
  options.block_frames = g_settings_get_uint (self->settings, "audio-block-frames");
  if (self->screenshot != NULL)
    pt_screenshot_fill_options (self->screenshot, &options);
  self->studio = pt_studio_new (&options);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_accels (self);
  apply_settings (self);
  gtk_window_set_default_icon_name (PT_APPLICATION_ID);
  pt_studio_open (self->studio);
  pt_trace_milestone ("startup");
}

static void
pt_application_activate (GApplication *application)
{
  PtApplication *self = PT_APPLICATION (application);
  PtWindow *window = ensure_window (self);

  if (self->screenshot != NULL)
    pt_screenshot_take (self->screenshot, window);
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
pt_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  PtWindow *window = ensure_window (PT_APPLICATION (application));

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        pt_window_open_path (window, path);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static int
pt_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  PtApplication *self = PT_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("peaktime %s\n", PT_VERSION);
      return 0;
    }
  self->screenshot = pt_screenshot_new_from_options (options, &error);
  if (error != NULL)
    {
      g_printerr ("peaktime: %s\n", error->message);
      return 2;
    }
  if (self->screenshot != NULL)
    {
      /* A run of its own that leaves no trace. */
      g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
      g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
    }

  return -1;
}

static void
pt_application_shutdown (GApplication *application)
{
  PtApplication *self = PT_APPLICATION (application);

  /* They hold the application and what it has. */
  while (gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    gtk_window_destroy (gtk_application_get_windows (GTK_APPLICATION (self))->data);
  if (self->preferences != NULL)
    gtk_window_destroy (self->preferences);
  G_APPLICATION_CLASS (pt_application_parent_class)->shutdown (application);

  if (self->studio != NULL)
    pt_studio_close (self->studio);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);
}

static void
pt_application_finalize (GObject *object)
{
  PtApplication *self = PT_APPLICATION (object);

  g_clear_weak_pointer (&self->help);
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->screenshot);

  G_OBJECT_CLASS (pt_application_parent_class)->finalize (object);
}

static void
pt_application_class_init (PtApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pt_application_finalize;
  application_class->startup = pt_application_startup;
  application_class->activate = pt_application_activate;
  application_class->open = pt_application_open;
  application_class->handle_local_options = pt_application_handle_local_options;
  application_class->shutdown = pt_application_shutdown;
}

static void
pt_application_init (PtApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_add_main_option_entries (G_APPLICATION (self), pt_screenshot_get_options ());
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

PtApplication *
pt_application_new (void)
{
  return g_object_new (PT_TYPE_APPLICATION,
                       "application-id", PT_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/peaktime/Peaktime",
                       NULL);
}

PtStudio *
pt_application_get_studio (PtApplication *self)
{
  g_return_val_if_fail (PT_IS_APPLICATION (self), NULL);

  return self->studio;
}

GSettings *
pt_application_get_settings (PtApplication *self)
{
  g_return_val_if_fail (PT_IS_APPLICATION (self), NULL);

  return self->settings;
}

int
pt_application_get_exit_status (PtApplication *self)
{
  g_return_val_if_fail (PT_IS_APPLICATION (self), 1);

  return self->screenshot != NULL ? pt_screenshot_get_exit_status (self->screenshot) : 0;
}
