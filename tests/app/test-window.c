/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <sndfile.h>
#include <string.h>
#include <unistd.h>

#include "app/pt-job-row.h"
#include "app/pt-notice-bar.h"
#include "app/pt-shortcut.h"
#include "app/pt-window-private.h"
#include "core/pt-set-edit.h"
#include "pt-test-audio.h"
#include "pt-test-wait.h"
#include "pt-test-window.h"

/* One for all: an application is for life. */
static GtkApplication *application;
static const char *program;

typedef struct
{
  char *folder;
  char *index_path;
  PtStudio *studio;
  GSettings *settings;
  PtWindow *window;
} Fixture;

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

static void
show_window (Fixture *fixture)
{
  fixture->window = pt_window_new (application, fixture->studio, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  pt_test_wait_until (is_mapped, fixture->window, 10);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[] = { "window-width", "window-height", "window-maximized", "show-gallery", "last-folder",
                                      "space-for-focus", "describe-more", "audio-device", "audio-block-frames", NULL };
  PtStudioOptions options = { 0 };

  fixture->folder = pt_test_make_folder ();
  fixture->index_path = g_build_filename (fixture->folder, "library.db", NULL);
  options.state_folder = fixture->folder;
  options.index_path = fixture->index_path;
  options.curated_folder = fixture->folder;
  options.palettes_folder = fixture->folder;
  options.cache_folder = fixture->folder;
  fixture->settings = g_settings_new (PT_APPLICATION_ID);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (fixture->settings, keys[i]);
  g_settings_set_string (fixture->settings, "audio-device", "silent");
  fixture->studio = pt_studio_new (&options);
  show_window (fixture);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;
  gpointer studio = fixture->studio;

  g_object_add_weak_pointer (G_OBJECT (fixture->window), &window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pt_studio_close (fixture->studio);
  pt_test_settle ();
  g_assert_null (window);
  g_object_add_weak_pointer (G_OBJECT (fixture->studio), &studio);
  g_object_unref (fixture->studio);
  /* What threads were asked for lives until they answer. */
  pt_test_wait_until (is_gone, &studio, 10);
  g_object_unref (fixture->settings);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->index_path);
  g_free (fixture->folder);
}

static PtSet *
get_set (Fixture *fixture)
{
  return pt_studio_get_set (fixture->studio);
}

static double
get_tempo (Fixture *fixture)
{
  return pt_tempo_to_bpm (pt_set_get_tempo (get_set (fixture)));
}

static void
set_tempo (Fixture *fixture, double bpm)
{
  g_assert_true (pt_set_edit_double (get_set (fixture), get_set (fixture), "tempo", bpm));
}

static GtkWidget *
find (Fixture *fixture, GType type, const char *id)
{
  GtkWidget *widget = pt_test_find (GTK_WIDGET (fixture->window), type, id);

  g_assert_nonnull (widget);

  return widget;
}

static PtNoticeBar *
find_bar (Fixture *fixture, const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->window->bars)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_has_prefix (pt_notice_bar_get_id (PT_NOTICE_BAR (child)), id))
      return PT_NOTICE_BAR (child);

  return NULL;
}

static void
click_in_bar (PtNoticeBar *bar, const char *label)
{
  GtkWidget *buttons = pt_test_find (GTK_WIDGET (bar), GTK_TYPE_BOX, "buttons");

  for (GtkWidget *child = gtk_widget_get_first_child (buttons); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), label) == 0)
      {
        g_signal_emit_by_name (child, "clicked");
        return;
      }
  g_assert_not_reached ();
}

static gboolean
press (Fixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &taken);
    }

  return taken;
}

/* What a key without a modifier does when no widget wanted it. */
static gboolean
press_plain (Fixture *fixture, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller) || gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_BUBBLE)
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (fixture->window), NULL);
        }
    }
  g_assert_not_reached ();
}

static const char *
get_message (Fixture *fixture)
{
  return pt_status_bar_get_message (fixture->window->status_bar);
}

/* --- transport --- */

static void
use_sound (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "Kick One.wav", NULL);
  g_autofree float *sound = pt_test_sine (60.0, 0.5, 12000, 1, 48000);

  pt_test_write_audio (path, sound, 12000, 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  g_assert_true (pt_set_edit_palette_path (get_set (fixture), PT_ROLE_KICK, path));
}

static gboolean
moves_on (gpointer data)
{
  Fixture *fixture = data;

  return pt_player_get_position_beats (pt_studio_get_player (fixture->studio)) > 0.3;
}

static gboolean
stands (gpointer data)
{
  return !pt_groove_get_playing (data);
}

static gboolean
get_play_state (Fixture *fixture)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "play");

  return g_variant_get_boolean (state);
}

static void
test_play (Fixture *fixture, gconstpointer data)
{
  PtGroove *groove = pt_studio_get_groove (fixture->studio);
  GtkInscription *position = GTK_INSCRIPTION (find (fixture, GTK_TYPE_INSCRIPTION, "position"));
  GtkWidget *button = find (fixture, GTK_TYPE_TOGGLE_BUTTON, "play_button");

  g_assert_cmpstr (gtk_inscription_get_text (position), ==, "1.1.1");
  use_sound (fixture);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.play");
  g_assert_true (pt_groove_get_playing (groove));
  g_assert_true (get_play_state (fixture));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  pt_test_wait_until (moves_on, fixture, 20);
  pt_test_settle ();
  g_assert_cmpstr (gtk_inscription_get_text (position), !=, "1.1.1");

  pt_test_activate (GTK_WIDGET (fixture->window), "win.stop");
  pt_test_wait_until (stands, groove, 5);
  g_assert_false (get_play_state (fixture));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
}

static void
test_position (void)
{
  static const struct
  {
    double beats;
    const char *text;
  } places[] = { { 0.0, "1.1.1" }, { -1.0, "1.1.1" }, { 0.25, "1.1.2" }, { 3.999, "1.4.4" }, { 4.0 - 1e-9, "2.1.1" }, { 66.25, "17.3.2" } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *text = pt_transport_format_position (places[i].beats);

      g_assert_cmpstr (text, ==, places[i].text);
    }
}

static void
test_tempo (Fixture *fixture, gconstpointer data)
{
  GtkSpinButton *entry = GTK_SPIN_BUTTON (find (fixture, GTK_TYPE_SPIN_BUTTON, "tempo"));
  PtUndoHistory *history = pt_studio_get_history (fixture->studio);

  g_assert_cmpfloat (gtk_spin_button_get_value (entry), ==, 128.0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "131.5");
  gtk_spin_button_update (entry);
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 131.5, 1e-9);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Set Tempo");
  pt_test_activate (GTK_WIDGET (fixture->window), "win.undo");
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 128.0, 1e-9);
  g_assert_cmpfloat (gtk_spin_button_get_value (entry), ==, 128.0);
  g_assert_cmpstr (get_message (fixture), ==, "Undone: Set Tempo");
  pt_test_activate (GTK_WIDGET (fixture->window), "win.redo");
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 131.5, 1e-9);

  /* More digits than it shows are kept. */
  set_tempo (fixture, 127.123);
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 127.123, 1e-9);

  pt_test_activate (GTK_WIDGET (fixture->window), "win.change-tempo(1.0)");
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 128.123, 1e-9);
  set_tempo (fixture, 400.0);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.change-tempo(1.0)");
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 400.0, 1e-9);
}

static gboolean
after (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

static void
test_tap (Fixture *fixture, gconstpointer data)
{
  gint64 next = g_get_monotonic_time ();

  for (int i = 0; i < 5; i++)
    {
      next += 300000;
      pt_test_activate (GTK_WIDGET (fixture->window), "win.tap");
      pt_test_wait_until (after, &next, 5);
    }
  /* 200 bpm, as well as this machine keeps time. */
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 200.0, 25.0);
  g_assert_cmpstr (pt_undo_history_get_undo_name (pt_studio_get_history (fixture->studio)), ==, "Set Tempo");
}

static void
test_meter (Fixture *fixture, gconstpointer data)
{
  PtMasterMeter *meter = fixture->window->meter;
  GtkLevelBar *bar = GTK_LEVEL_BAR (find (fixture, GTK_TYPE_LEVEL_BAR, "bar_left"));
  gint64 now = g_get_monotonic_time ();

  pt_master_meter_update (meter, (double[]){ 0.5, 0.1 }, 1.0, now);
  g_assert_cmpfloat_with_epsilon (pt_master_meter_get_hold_db (meter), -6.02, 0.01);
  g_assert_cmpfloat_with_epsilon (gtk_level_bar_get_value (bar), 53.98, 0.01);
  g_assert_false (pt_master_meter_get_clipped (meter));

  /* held, then let go */
  pt_master_meter_update (meter, (double[]){ 0.1, 0.1 }, 1.0, now + G_USEC_PER_SEC);
  g_assert_cmpfloat_with_epsilon (pt_master_meter_get_hold_db (meter), -6.02, 0.01);
  pt_master_meter_update (meter, (double[]){ 0.1, 0.1 }, 1.0, now + 2 * G_USEC_PER_SEC);
  g_assert_cmpfloat_with_epsilon (pt_master_meter_get_hold_db (meter), -20.0, 0.01);

  /* latched until it is reset */
  pt_master_meter_update (meter, (double[]){ 0.9, 0.9 }, 0.5, now + 2 * G_USEC_PER_SEC);
  pt_master_meter_update (meter, (double[]){ 0.0, 0.0 }, 1.0, now + 9 * G_USEC_PER_SEC);
  g_assert_true (pt_master_meter_get_clipped (meter));
  g_signal_emit_by_name (meter, "clicked");
  g_assert_false (pt_master_meter_get_clipped (meter));
  g_assert_true (isinf (pt_master_meter_get_hold_db (meter)));
}

/* --- undo --- */

static void
test_history (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = find (fixture, GTK_TYPE_BUTTON, "undo_button");
  g_autoptr (GVariant) label = NULL;
  g_autofree char *undo_label = NULL;

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
  set_tempo (fixture, 140.0);
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "undo"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "redo"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Undo Set Tempo (Ctrl+Z)");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Undo Set Tempo");
  label = g_menu_model_get_item_attribute_value (G_MENU_MODEL (fixture->window->undo_section), 0, G_MENU_ATTRIBUTE_LABEL, NULL);
  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, "Undo Set Tempo");
  pt_test_activate (GTK_WIDGET (fixture->window), "win.undo");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "redo"));

  /* Another set has a history of its own. */
  pt_test_activate (GTK_WIDGET (fixture->window), "win.new-set");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "redo"));

  g_settings_set_boolean (fixture->settings, "describe-more", TRUE);
  set_tempo (fixture, 141.0);
  g_assert_cmpstr (get_message (fixture), ==, "Set Tempo");
}

/* --- documents --- */

static gboolean
has_path (gpointer data)
{
  Fixture *fixture = data;
  PtSetDocument *document = pt_studio_get_document (fixture->studio);

  return pt_set_document_get_path (document) != NULL && !pt_set_document_get_modified (document);
}

static gboolean
has_open_failed (gpointer data)
{
  return find_bar (data, "open-failed") != NULL;
}

static gboolean
has_changed_bar (gpointer data)
{
  return find_bar (data, "file-changed") != NULL;
}

static gboolean
has_no_changed_bar (gpointer data)
{
  return find_bar (data, "file-changed") == NULL && has_path (data);
}

static gboolean
is_at_130 (gpointer data)
{
  return fabs (get_tempo (data) - 130.0) < 1e-6;
}

static char *
save_at_130 (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new_string (path));

  set_tempo (fixture, 130.0);
  gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), "win.save-to", target);
  pt_test_wait_until (has_path, fixture, 10);

  return path;
}

static void
open_path (Fixture *fixture, const char *path)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-path", "s", path);
}

static void
test_documents (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  g_autofree char *path = NULL;
  g_autoptr (GVariant) label = NULL;

  g_assert_cmpstr (gtk_window_get_title (window), ==, "Untitled — Peaktime");
  set_tempo (fixture, 129.0);
  g_assert_cmpstr (gtk_window_get_title (window), ==, "● Untitled — Peaktime");
  g_assert_cmpstr (adw_view_switcher_title_get_subtitle (fixture->window->title), ==, "Edited");

  path = save_at_130 (fixture, "Night 3.peaktime");
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Night 3 — Peaktime");
  g_assert_cmpstr (get_message (fixture), ==, "Saved “Night 3”");
  label = g_menu_model_get_item_attribute_value (G_MENU_MODEL (fixture->window->recent_section), 0, G_MENU_ATTRIBUTE_LABEL, NULL);
  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, "Night 3");

  pt_test_activate (GTK_WIDGET (fixture->window), "win.new-set");
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Untitled — Peaktime");
  open_path (fixture, path);
  pt_test_wait_until (is_at_130, fixture, 10);
  pt_test_wait_until (has_path, fixture, 10);
  g_assert_cmpstr (gtk_window_get_title (window), ==, "Night 3 — Peaktime");

  /* Ctrl+S where it is */
  set_tempo (fixture, 133.0);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.save");
  pt_test_wait_until (has_path, fixture, 10);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.reload");
  pt_test_wait_until (has_path, fixture, 10);
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 133.0, 1e-6);

  pt_test_activate (GTK_WIDGET (fixture->window), "win.clear-recent");
  g_clear_pointer (&label, g_variant_unref);
  label = g_menu_model_get_item_attribute_value (G_MENU_MODEL (fixture->window->recent_section), 0, G_MENU_ATTRIBUTE_LABEL, NULL);
  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, "No Recent Sets");
}

static void
test_open_failed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "broken.peaktime", NULL);

  g_assert_true (g_file_set_contents (path, "{ \"schema", -1, NULL));
  set_tempo (fixture, 135.0);
  open_path (fixture, path);
  pt_test_wait_until (has_open_failed, fixture, 10);
  g_assert_nonnull (strstr (pt_notice_bar_get_message (find_bar (fixture, "open-failed")), "broken.peaktime"));
  /* The old set stays. */
  g_assert_cmpfloat_with_epsilon (get_tempo (fixture), 135.0, 1e-6);
  g_signal_emit_by_name (pt_test_find (GTK_WIDGET (find_bar (fixture, "open-failed")), GTK_TYPE_BUTTON, "close_button"), "clicked");
  g_assert_null (find_bar (fixture, "open-failed"));
}

static void
test_changed_on_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = save_at_130 (fixture, "Shared.peaktime");
  g_autofree char *text = NULL;
  g_autofree char *seen = NULL;
  g_autofree char *longer = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  longer = g_strconcat (text, "\n\n", NULL);
  g_assert_true (g_file_set_contents (path, longer, -1, NULL));
  set_tempo (fixture, 134.0);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.save");
  pt_test_wait_until (has_changed_bar, fixture, 10);
  g_assert_true (g_file_get_contents (path, &seen, NULL, NULL));
  g_assert_cmpstr (seen, ==, longer);

  click_in_bar (find_bar (fixture, "file-changed"), "Save Anyway");
  pt_test_wait_until (has_no_changed_bar, fixture, 10);
  g_clear_pointer (&seen, g_free);
  g_assert_true (g_file_get_contents (path, &seen, NULL, NULL));
  g_assert_cmpstr (seen, !=, longer);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = save_at_130 (fixture, "Future.peaktime");
  g_autofree char *text = NULL;
  g_autoptr (GString) newer = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  newer = g_string_new (text);
  g_assert_cmpuint (g_string_replace (newer, "\"schema\": 1", "\"schema\": 9", 1) + g_string_replace (newer, "\"version\": 1", "\"version\": 9", 1)
                        + g_string_replace (newer, "\"schema_version\": 1", "\"schema_version\": 9", 1),
                    ==, 1);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.new-set");
  g_assert_true (g_file_set_contents (path, newer->str, -1, NULL));
  open_path (fixture, path);
  pt_test_wait_until (is_at_130, fixture, 10);
  pt_test_settle ();
  g_assert_nonnull (find_bar (fixture, "read-only"));
  g_assert_cmpstr (adw_view_switcher_title_get_subtitle (fixture->window->title), ==, "Read-only");
}

/* --- recovery: another program leaves a draft --- */

static int
leave_draft (const char *folder)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (folder);
  PtSet *set = pt_set_document_get_set (document);

  pt_set_edit_text (set, set, "name", "Night 3");
  pt_set_edit_double (set, set, "tempo", 130.0);
  pt_set_document_flush (document);
  _exit (0);
}

static void
spawn_draft (Fixture *fixture)
{
  const char *const argv[] = { program, "--leave-draft", fixture->folder, NULL };
  g_autoptr (GError) error = NULL;
  int status = 1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

static gboolean
has_draft (gpointer data)
{
  return find_bar (data, "draft-") != NULL;
}

static void
test_recover (Fixture *fixture, gconstpointer data)
{
  spawn_draft (fixture);
  pt_window_list_drafts (fixture->window, fixture->folder);
  pt_test_wait_until (has_draft, fixture, 10);
  g_assert_nonnull (strstr (pt_notice_bar_get_message (find_bar (fixture, "draft-")), "“Night 3”"));
  click_in_bar (find_bar (fixture, "draft-"), "Recover");
  pt_test_wait_until (is_at_130, fixture, 10);
  pt_test_settle ();
  g_assert_null (find_bar (fixture, "draft-"));
  g_assert_true (pt_set_document_get_modified (pt_studio_get_document (fixture->studio)));
}

static void
test_discard (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drafts = NULL;

  spawn_draft (fixture);
  spawn_draft (fixture);
  pt_window_list_drafts (fixture->window, fixture->folder);
  pt_test_wait_until (has_draft, fixture, 10);
  click_in_bar (find_bar (fixture, "draft-"), "Discard");
  g_assert_nonnull (find_bar (fixture, "draft-"));
  click_in_bar (find_bar (fixture, "draft-"), "Discard");
  g_assert_null (find_bar (fixture, "draft-"));
  pt_set_document_flush (pt_studio_get_document (fixture->studio));
  drafts = pt_set_document_list_drafts (fixture->folder);
  g_assert_cmpuint (drafts->len, ==, 0);
}

/* --- drop --- */

static gboolean
drop (Fixture *fixture, const char *path)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (&(GSList){ file, NULL }));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }

  return taken;
}

static gboolean
has_two_folders (gpointer data)
{
  Fixture *fixture = data;
  const char *const *roots = pt_library_keeper_get_roots (pt_studio_get_keeper (fixture->studio));

  for (guint i = 0; roots[i] != NULL; i++)
    if (g_str_has_suffix (roots[i], "My Sounds"))
      return TRUE;

  return FALSE;
}

static gboolean
has_palette (gpointer data)
{
  Fixture *fixture = data;

  return pt_palette_shelf_find (pt_studio_get_shelf (fixture->studio), "Dropped") != NULL;
}

static gboolean
is_ready (gpointer data)
{
  Fixture *fixture = data;

  return pt_library_keeper_get_state (pt_studio_get_keeper (fixture->studio)) == PT_LIBRARY_READY;
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = save_at_130 (fixture, "Dropped Set.peaktime");
  g_autofree char *palette = g_build_filename (fixture->folder, "Dropped.json", NULL);
  g_autofree char *sounds = g_build_filename (fixture->folder, "My Sounds", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "notes.txt", NULL);

  pt_test_activate (GTK_WIDGET (fixture->window), "win.new-set");
  g_assert_true (drop (fixture, path));
  pt_test_wait_until (is_at_130, fixture, 10);

  pt_studio_open (fixture->studio);
  pt_test_wait_until (is_ready, fixture, 60);
  g_assert_true (g_file_set_contents (palette, "{ \"kick\": \"Kick One.wav\" }", -1, NULL));
  g_assert_true (drop (fixture, palette));
  pt_test_wait_until (has_palette, fixture, 10);

  g_assert_cmpint (g_mkdir (sounds, 0755), ==, 0);
  g_assert_true (drop (fixture, sounds));
  pt_test_wait_until (has_two_folders, fixture, 30);

  g_assert_true (g_file_set_contents (other, "x", -1, NULL));
  g_assert_false (drop (fixture, other));
}

/* --- jobs --- */

static GtkButton *
find_job_button (Fixture *fixture)
{
  return GTK_BUTTON (pt_test_find (find (fixture, PT_TYPE_JOB_ROW, NULL), GTK_TYPE_BUTTON, "button"));
}

static void
test_jobs (Fixture *fixture, gconstpointer data)
{
  PtJobList *jobs = pt_studio_get_jobs (fixture->studio);
  GtkStack *stack = GTK_STACK (find (fixture, GTK_TYPE_STACK, "stack"));
  g_autoptr (PtJob) job = pt_job_new ("Scan “Vinyl”");
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is gone");
  GtkWidget *detail;

  stack = GTK_STACK (pt_test_find (GTK_WIDGET (fixture->window->jobs_button), GTK_TYPE_STACK, "stack"));
  pt_test_activate (GTK_WIDGET (fixture->window), "win.show-jobs");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
  pt_job_list_add (jobs, job);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  g_assert_cmpstr (gtk_button_get_label (find_job_button (fixture)), ==, "Cancel");
  g_signal_emit_by_name (find_job_button (fixture), "clicked");
  g_assert_true (g_cancellable_is_cancelled (pt_job_get_cancellable (job)));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (find_job_button (fixture))));

  pt_job_finish (job, error);
  detail = pt_test_find (find (fixture, PT_TYPE_JOB_ROW, NULL), GTK_TYPE_LABEL, "detail");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (detail)), ==, "The disk is gone");
  g_assert_cmpstr (gtk_button_get_label (find_job_button (fixture)), ==, "Dismiss");
  g_signal_emit_by_name (find_job_button (fixture), "clicked");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "empty");
}

/* --- devices --- */

static void
test_device_lost (Fixture *fixture, gconstpointer data)
{
  PtPlayer *player = pt_studio_get_player (fixture->studio);

  /* Silence that was asked for needs no bar. */
  g_assert_null (find_bar (fixture, "device"));
  g_signal_emit_by_name (fixture->studio, "device-lost", "Good Card");
  g_assert_cmpstr (pt_notice_bar_get_message (find_bar (fixture, "device")), ==, "Audio device “Good Card” was lost; playing silently");
  click_in_bar (find_bar (fixture, "device"), "Reconnect");
  pt_test_wait_for (pt_studio_get_player (fixture->studio) != player);

  g_settings_set_string (fixture->settings, "audio-device", "A card that nobody has");
  pt_test_wait_for (find_bar (fixture, "device") != NULL
                    && strstr (pt_notice_bar_get_message (find_bar (fixture, "device")), "A card that nobody has") != NULL);
}

static void
test_block_size (Fixture *fixture, gconstpointer data)
{
  g_settings_set_uint (fixture->settings, "audio-block-frames", 1024);
  pt_test_wait_for (pt_device_get_block_frames (pt_player_get_device (pt_studio_get_player (fixture->studio))) == 1024);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (find (fixture, GTK_TYPE_LABEL, "device"))), "1024"));
}

/* --- keys --- */

static void
test_space (Fixture *fixture, gconstpointer data)
{
  PtGroove *groove = pt_studio_get_groove (fixture->studio);
  GtkWidget *tempo = find (fixture, GTK_TYPE_SPIN_BUTTON, "tempo");

  use_sound (fixture);
  gtk_widget_grab_focus (find (fixture, GTK_TYPE_BUTTON, "tap_button"));
  g_assert_true (press (fixture, GDK_KEY_space));
  g_assert_true (pt_groove_get_playing (groove));
  g_assert_true (press (fixture, GDK_KEY_space));
  g_assert_false (pt_groove_get_playing (groove));

  /* where text is typed it is a letter */
  gtk_widget_grab_focus (tempo);
  g_assert_false (press (fixture, GDK_KEY_space));
  g_assert_false (pt_groove_get_playing (groove));
  g_assert_false (press_plain (fixture, GDK_KEY_t));

  /* and it belongs to the focus where somebody prefers that */
  gtk_widget_grab_focus (find (fixture, GTK_TYPE_BUTTON, "tap_button"));
  g_settings_set_boolean (fixture->settings, "space-for-focus", TRUE);
  g_assert_false (press (fixture, GDK_KEY_space));
  g_assert_true (press_plain (fixture, GDK_KEY_t));
}

static void
test_popover (Fixture *fixture, gconstpointer data)
{
  use_sound (fixture);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.show-jobs");
  gtk_widget_grab_focus (find (fixture, GTK_TYPE_BUTTON, "tap_button"));
  g_assert_true (pt_window_takes_space (fixture->window));
  gtk_widget_child_focus (pt_test_find (GTK_WIDGET (fixture->window->menu_button), GTK_TYPE_POPOVER, NULL), GTK_DIR_TAB_FORWARD);
  if (gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_TYPE_POPOVER) != NULL)
    g_assert_false (pt_window_takes_space (fixture->window));
}

static void
test_escape (Fixture *fixture, gconstpointer data)
{
  PtGroove *groove = pt_studio_get_groove (fixture->studio);

  use_sound (fixture);
  pt_test_activate (GTK_WIDGET (fixture->window), "win.play");
  g_assert_false (press (fixture, GDK_KEY_Escape));
  g_assert_true (pt_groove_get_playing (groove));
  /* A key between the two: it was no double press. */
  press (fixture, GDK_KEY_a);
  press (fixture, GDK_KEY_Escape);
  g_assert_true (pt_groove_get_playing (groove));
  press (fixture, GDK_KEY_Escape);
  g_assert_false (pt_groove_get_playing (groove));
}

static void
test_plain (void)
{
  g_assert_true (pt_shortcut_is_plain ("t"));
  g_assert_true (pt_shortcut_is_plain ("<Shift>x"));
  g_assert_true (pt_shortcut_is_plain ("space"));
  g_assert_false (pt_shortcut_is_plain ("<Control>t"));
  g_assert_false (pt_shortcut_is_plain ("<Alt>plus"));
  g_assert_false (pt_shortcut_is_plain ("F9"));
}

/* --- the window itself --- */

static void
test_size (Fixture *fixture, gconstpointer data)
{
  int width, height;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 640);
  pt_test_settle ();
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  gtk_window_close (GTK_WINDOW (fixture->window));
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-width"), ==, width);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "window-height"), ==, height);

  /* larger than the screen */
  g_settings_set_int (fixture->settings, "window-width", 9000);
  g_settings_set_int (fixture->settings, "window-height", 500);
  show_window (fixture);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, <=, 1600);
  g_assert_cmpint (height, ==, 500);
}

static guint
count_visible_toasts (GtkWidget *widget)
{
  guint n = g_str_equal (gtk_widget_get_css_name (widget), "toast") ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_visible_toasts (child);

  return n;
}

static void
test_toasts (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *message = g_strdup_printf ("<%d> & more", i);

      pt_window_toast (fixture->window, message, i % 2 == 0 ? "Undo" : NULL, i % 2 == 0 ? "win.undo" : NULL);
    }
  pt_test_settle ();
  g_assert_cmpuint (count_visible_toasts (GTK_WIDGET (fixture->window->toasts)), ==, 1);
  g_assert_cmpstr (adw_toast_get_title (fixture->window->toast), ==, "&lt;19&gt; &amp; more");
  g_assert_cmpstr (get_message (fixture), ==, "<19> & more");
}

static void
test_draft_words (void)
{
  static const struct
  {
    PtDraftState state;
    gboolean modified;
    gint64 age_s;
    const char *text;
  } rows[] = {
    { PT_DRAFT_NONE, FALSE, 0, "Saved" },
    { PT_DRAFT_NONE, TRUE, 0, "Not saved yet" },
    { PT_DRAFT_PENDING, TRUE, 0, "Not saved yet" },
    { PT_DRAFT_WRITTEN, TRUE, 0, "Draft kept" },
    { PT_DRAFT_WRITTEN, TRUE, 12, "Draft kept 12 s ago" },
    { PT_DRAFT_WRITTEN, TRUE, 130, "Draft kept 2 min ago" },
    { PT_DRAFT_FAILED, TRUE, 0, "Draft could not be kept" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = pt_status_bar_describe_draft (rows[i].state, rows[i].modified, rows[i].age_s);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* Every key of the tables leads to an action that is there. */
static void
test_shortcuts (Fixture *fixture, gconstpointer data)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      {
        g_autofree char *name = NULL;
        g_autoptr (GVariant) target = NULL;
        g_autoptr (GError) error = NULL;

        g_action_parse_detailed_name (shortcut->action, &name, &target, &error);
        g_assert_no_error (error);
        for (guint j = 0; shortcut->accels[j] != NULL; j++)
          g_assert_true (gtk_accelerator_parse (shortcut->accels[j], NULL, NULL));
        if (g_str_has_prefix (name, "win.") && !g_action_group_has_action (G_ACTION_GROUP (fixture->window), name + 4))
          {
            g_test_message ("There is no action %s", name);
            g_test_fail ();
          }
      }
}

/* Not pt_test_window_init(): with folders of its own it would find no type of a picture, and
 * the window has pictures. What a test writes is in the folder of its fixture. */
static void
init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_disable_setlocale ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}

int
main (int argc, char **argv)
{
  int status;

  if (argc == 3 && g_str_equal (argv[1], "--leave-draft"))
    return leave_draft (argv[2]);
  program = argv[0];
  init (&argc, &argv);
  application = GTK_APPLICATION (g_object_new (ADW_TYPE_APPLICATION, "application-id", PT_APPLICATION_ID, "flags", G_APPLICATION_NON_UNIQUE,
                                               "resource-base-path", "/org/peaktime/Peaktime", NULL));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/app/window/position", test_position);
  g_test_add_func ("/app/window/plain-keys", test_plain);
  g_test_add_func ("/app/window/draft-words", test_draft_words);
#define ADD(name, function) g_test_add ("/app/window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("play", test_play);
  ADD ("tempo", test_tempo);
  ADD ("tap", test_tap);
  ADD ("meter", test_meter);
  ADD ("history", test_history);
  ADD ("documents", test_documents);
  ADD ("open-failed", test_open_failed);
  ADD ("changed-on-disk", test_changed_on_disk);
  ADD ("read-only", test_read_only);
  ADD ("recover", test_recover);
  ADD ("discard", test_discard);
  ADD ("drop", test_drop);
  ADD ("jobs", test_jobs);
  ADD ("device-lost", test_device_lost);
  ADD ("block-size", test_block_size);
  ADD ("space", test_space);
  ADD ("popover", test_popover);
  ADD ("escape", test_escape);
  ADD ("toasts", test_toasts);
  ADD ("size", test_size);
  ADD ("shortcuts", test_shortcuts);
#undef ADD
  status = g_test_run ();
  g_object_unref (application);

  return status;
}
