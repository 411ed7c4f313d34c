/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-app.h"
#include "pt-test-audio.h"

/* The window as a whole in its states, against tests/data/pictures. PT_UPDATE_PICTURES=1
 * writes them; look at them before you commit. */

/* @data: the picture's name. */
static void
assert_content (PtApplication *application, gconstpointer data)
{
  pt_test_wait_picture (pt_test_app_get_content (application), data, 30);
}

static void
look_light_and_dark (PtApplication *application, gconstpointer data)
{
  assert_content (application, "page-light");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  assert_content (application, "page-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_light_and_dark (void)
{
  pt_test_app_run (1280, 800, look_light_and_dark, NULL);
}

static void
test_narrow (void)
{
  pt_test_app_run (720, 900, assert_content, "page-narrow");
}

static void
test_large_text (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 144 * 1024, NULL);
  pt_test_app_run (1280, 800, assert_content, "page-large-text");
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static void
test_right_to_left (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  pt_test_app_run (1280, 800, assert_content, "page-right-to-left");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* libadwaita 1.2 takes high contrast from the environment alone, when it starts. */
static void
test_high_contrast_subprocess (void)
{
  pt_test_app_run (1280, 800, assert_content, "page-high-contrast");
}

static void
test_high_contrast (void)
{
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  /* The process begins like any other; it gets folders of its own itself. */
  g_unsetenv ("XDG_DATA_DIRS");
  g_test_trap_subprocess ("/app/pictures/high-contrast/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv ("ADW_DEBUG_HIGH_CONTRAST");
  g_test_trap_assert_passed ();
}

/* Nothing was found and nothing came with the program. */
static void
test_empty (void)
{
  g_autofree char *folder = pt_test_make_folder ();

  g_setenv ("PEAKTIME_KIT", folder, TRUE);
  g_setenv ("PEAKTIME_PALETTES", folder, TRUE);
  pt_test_app_run (1280, 800, assert_content, "page-empty");
  g_unsetenv ("PEAKTIME_KIT");
  g_unsetenv ("PEAKTIME_PALETTES");
  pt_test_remove_folder (folder);
}

static void
look_busy (PtApplication *application, gconstpointer data)
{
  PtJobList *jobs = pt_studio_get_jobs (pt_application_get_studio (application));
  g_autoptr (PtJob) job = pt_job_new ("Looking at “Drums”");
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");

  pt_job_list_add (jobs, job);
  pt_job_report (job, 0.4, "1 240 of 5 012");
  pt_test_wait_picture (pt_test_app_get_content (application), "page-busy", 30);
  pt_job_finish (job, error);
}

static void
test_busy (void)
{
  pt_test_app_run (1280, 800, look_busy, NULL);
}

/* A device that went away, sounds that are gone. */
static void
look_broken (PtApplication *application, gconstpointer data)
{
  PtStudio *studio = pt_application_get_studio (application);
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (studio));

  g_signal_emit_by_name (studio, "device-lost", "USB Audio");
  pt_palette_set_path (palette, PT_ROLE_KICK, "gone/Kick that is gone.wav");
  pt_palette_set_path (palette, PT_ROLE_BASSLINE, NULL);
  pt_palette_set_lock (palette, PT_ROLE_CLAP, TRUE);
  pt_test_activate (GTK_WIDGET (pt_test_app_get_window (application)), "win.mute-slot('hihat')");
  pt_test_activate (GTK_WIDGET (pt_test_app_get_window (application)), "win.solo-slot('texture')");
  pt_test_wait_picture (pt_test_app_get_content (application), "page-broken", 30);
}

static void
test_broken (void)
{
  pt_test_app_run (1280, 800, look_broken, NULL);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/app/pictures/light-and-dark", test_light_and_dark);
  g_test_add_func ("/app/pictures/narrow", test_narrow);
  g_test_add_func ("/app/pictures/large-text", test_large_text);
  g_test_add_func ("/app/pictures/right-to-left", test_right_to_left);
  g_test_add_func ("/app/pictures/empty", test_empty);
  g_test_add_func ("/app/pictures/busy", test_busy);
  g_test_add_func ("/app/pictures/broken", test_broken);
  g_test_add_func ("/app/pictures/high-contrast", test_high_contrast);
  g_test_add_func ("/app/pictures/high-contrast/subprocess", test_high_contrast_subprocess);

  return g_test_run ();
}
