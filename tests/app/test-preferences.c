/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-application.h"
#include "app/pt-help.h"
#include "app/pt-preferences.h"
#include "app/pt-shortcuts-window.h"
#include "app/pt-window.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"
#include "pt-test-window.h"

/* The program itself, with what it keeps in a folder of the test. */
static PtApplication *application;

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static gboolean
is_ready (gpointer data)
{
  return pt_preferences_is_ready (data);
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }

  return NULL;
}

static PtWindow *
get_window (void)
{
  return PT_WINDOW (find_window (PT_TYPE_WINDOW));
}

static GtkWindow *
open_window (const char *action, GType type)
{
  GtkWindow *window;

  pt_test_activate (GTK_WIDGET (get_window ()), action);
  window = find_window (type);
  g_assert_nonnull (window);
  pt_test_wait_until (is_mapped, window, 10);

  return window;
}

static GtkWidget *
find (GtkWindow *window, GType type, const char *id)
{
  GtkWidget *widget = pt_test_find (GTK_WIDGET (window), type, id);

  g_assert_nonnull (widget);

  return widget;
}

static PtPreferences *
open_preferences (const char *page)
{
  g_autofree char *action = g_strdup_printf ("app.preferences('%s')", page);
  PtPreferences *preferences = PT_PREFERENCES (open_window (action, PT_TYPE_PREFERENCES));

  pt_test_wait_until (is_ready, preferences, 20);
  g_assert_cmpstr (adw_preferences_window_get_visible_page_name (ADW_PREFERENCES_WINDOW (preferences)), ==, page);

  return preferences;
}

static void
test_appearance (void)
{
  GSettings *settings = pt_application_get_settings (application);
  GtkWindow *window = GTK_WINDOW (open_preferences ("appearance"));
  AdwComboRow *scheme = ADW_COMBO_ROW (find (window, ADW_TYPE_COMBO_ROW, "scheme_row"));
  GtkSwitch *motion = GTK_SWITCH (find (window, GTK_TYPE_SWITCH, "motion_switch"));
  gboolean animations = FALSE;

  adw_combo_row_set_selected (scheme, 2);
  g_assert_cmpint (g_settings_get_enum (settings, "colour-scheme"), ==, 2);
  g_assert_true (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (scheme, 1);
  g_assert_false (adw_style_manager_get_dark (adw_style_manager_get_default ()));
  adw_combo_row_set_selected (scheme, 0);

  gtk_switch_set_active (motion, TRUE);
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animations, NULL);
  g_assert_false (animations);
  gtk_switch_set_active (motion, FALSE);
  g_assert_false (g_settings_get_boolean (settings, "reduce-motion"));
  gtk_window_destroy (window);
}

static void
test_audio (void)
{
  PtStudio *studio = pt_application_get_studio (application);
  GtkWindow *window = GTK_WINDOW (open_preferences ("audio"));
  AdwComboRow *device = ADW_COMBO_ROW (find (window, ADW_TYPE_COMBO_ROW, "device_row"));
  AdwComboRow *block = ADW_COMBO_ROW (find (window, ADW_TYPE_COMBO_ROW, "block_row"));
  GtkRange *volume = GTK_RANGE (find (window, GTK_TYPE_SCALE, "volume_scale"));
  GtkSwitch *in_tempo = GTK_SWITCH (find (window, GTK_TYPE_SWITCH, "in_tempo_switch"));

  /* At least the one of the system and the silent one. */
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (device)), >=, 2);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (device)));
  adw_combo_row_set_selected (block, 5);
  pt_test_wait_for (pt_device_get_block_frames (pt_player_get_device (pt_studio_get_player (studio))) == 2048);
  gtk_range_set_value (volume, 0.5);
  g_assert_cmpfloat_with_epsilon (pt_audition_get_volume (pt_studio_get_audition (studio)), 0.5, 1e-6);
  gtk_switch_set_active (in_tempo, FALSE);
  g_assert_false (pt_audition_get_in_tempo (pt_studio_get_audition (studio)));
  gtk_switch_set_active (in_tempo, TRUE);
  g_assert_true (pt_audition_get_in_tempo (pt_studio_get_audition (studio)));
  gtk_window_destroy (window);
}

static gboolean
has_root (gpointer data)
{
  return g_strv_contains (pt_library_keeper_get_roots (pt_studio_get_keeper (pt_application_get_studio (application))), data);
}

static gboolean
has_no_root (gpointer data)
{
  return !has_root (data);
}

static gboolean
is_open (gpointer data)
{
  return pt_library_keeper_get_state (data) == PT_LIBRARY_READY;
}

/* The row of the folder, by its subtitle. */
static GtkWidget *
find_folder_row (GtkWidget *widget, const char *path)
{
  if (ADW_IS_ACTION_ROW (widget) && g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), path) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_folder_row (child, path);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_sounds (void)
{
  PtLibraryKeeper *keeper = pt_studio_get_keeper (pt_application_get_studio (application));
  GtkWindow *window = GTK_WINDOW (open_preferences ("sounds"));
  g_autofree char *folder = pt_test_make_folder ();
  GtkWidget *row;

  pt_test_wait_until (is_open, keeper, 100);
  pt_library_keeper_add_folder (keeper, folder);
  pt_test_wait_until (has_root, folder, 100);
  row = find_folder_row (GTK_WIDGET (window), folder);
  g_assert_nonnull (row);
  g_signal_emit_by_name (pt_test_find (row, GTK_TYPE_BUTTON, NULL), "clicked");
  pt_test_wait_until (has_no_root, folder, 100);
  g_assert_null (find_folder_row (GTK_WIDGET (window), folder));
  g_signal_emit_by_name (find (window, GTK_TYPE_BUTTON, "rescan_button"), "clicked");
  gtk_window_destroy (window);
  pt_test_remove_folder (folder);
}

static void
test_accessibility (void)
{
  GtkWindow *window = GTK_WINDOW (open_preferences ("accessibility"));
  GtkSwitch *space = GTK_SWITCH (find (window, GTK_TYPE_SWITCH, "space_switch"));

  gtk_widget_grab_focus (find (GTK_WINDOW (get_window ()), GTK_TYPE_BUTTON, "tap_button"));
  g_assert_true (pt_window_takes_space (get_window ()));
  gtk_switch_set_active (space, TRUE);
  g_assert_false (pt_window_takes_space (get_window ()));
  gtk_switch_set_active (space, FALSE);
  gtk_window_destroy (window);
}

static guint
count (GtkWidget *widget, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (widget), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count (child, type);

  return n;
}

static void
test_shortcuts (void)
{
  GtkWindow *window = open_window ("app.shortcuts", GTK_TYPE_SHORTCUTS_WINDOW);

  g_assert_cmpuint (count (GTK_WIDGET (window), GTK_TYPE_SHORTCUTS_SHORTCUT), >=, 20);
  g_assert_cmpuint (count (GTK_WIDGET (window), GTK_TYPE_SHORTCUTS_GROUP), >=, 3);
  gtk_window_destroy (window);
}

static void
test_help (void)
{
  GtkWindow *window;

  pt_test_activate (GTK_WIDGET (get_window ()), "app.help");
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  for (GList *node = gtk_application_get_windows (GTK_APPLICATION (application)); node != NULL; node = node->next)
    if (!PT_IS_WINDOW (node->data))
      window = node->data;
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Help");
  pt_test_wait_until (is_mapped, window, 10);
  g_assert_cmpuint (count (GTK_WIDGET (window), GTK_TYPE_STACK), ==, 1);
  /* Once: a second time it comes to the front. */
  pt_test_activate (GTK_WIDGET (get_window ()), "app.help");
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), ==, 2);
  gtk_window_destroy (window);
}

static void
test_about (void)
{
  GtkWindow *window = open_window ("app.about", ADW_TYPE_ABOUT_WINDOW);

  g_assert_cmpstr (adw_about_window_get_version (ADW_ABOUT_WINDOW (window)), ==, PT_VERSION);
  gtk_window_destroy (window);
}

static void
activate_cb (GApplication *app, gpointer user_data)
{
  int *status = user_data;

  pt_test_wait_until (is_mapped, get_window (), 20);
  *status = g_test_run ();
  g_action_group_activate_action (G_ACTION_GROUP (app), "quit", NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  gpointer gone;
  int status = 1;

  /* Not isolated by g_test_init(), which would leave no type of a picture to be found. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  application = pt_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_test_add_func ("/app/preferences/appearance", test_appearance);
  g_test_add_func ("/app/preferences/audio", test_audio);
  g_test_add_func ("/app/preferences/sounds", test_sounds);
  g_test_add_func ("/app/preferences/accessibility", test_accessibility);
  g_test_add_func ("/app/windows/shortcuts", test_shortcuts);
  g_test_add_func ("/app/windows/help", test_help);
  g_test_add_func ("/app/windows/about", test_about);
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &status);
  g_application_run (G_APPLICATION (application), 1, argv);
  gone = application;
  g_object_add_weak_pointer (G_OBJECT (application), &gone);
  g_object_unref (application);
  g_assert_null (gone);
  pt_test_remove_folder (folder);

  return status;
}
