/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-application.h"
#include "app/pt-bench-pane-private.h"
#include "app/pt-drag.h"
#include "app/pt-gallery-row.h"
#include "app/pt-name-popover.h"
#include "app/pt-palettes-page-private.h"
#include "app/pt-swap-popover.h"
#include "app/pt-window.h"
#include "core/pt-set-edit.h"
#include "pt-test-audio.h"
#include "pt-test-window.h"
#include "session/pt-palette-advice.h"
#include "widgets/pt-remark-button.h"
#include "widgets/pt-slot-grid.h"

#include <glib/gstdio.h>
#include <sndfile.h>

typedef struct
{
  char *folder;
  char *sounds;
  char *curated;
  GtkApplication *application;
  GSettings *settings;
  PtStudio *studio;
  PtWindow *window;
  PtPalettesPage *page;
} Fixture;

#define RATE 48000

static char *
sound_path (Fixture *fixture, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".wav", NULL);

  return g_build_filename (fixture->sounds, file, NULL);
}

static void
add_sound (Fixture *fixture, const char *name, PtRole role, gboolean loop)
{
  g_autofree char *path = sound_path (fixture, name);
  const guint64 frames = loop ? 4 * 22500 : 4800;
  g_autofree float *samples = pt_test_sine (60.0 * (role + 1), 0.5, frames, 1, RATE);
  PtSampleInfo *info = pt_sample_info_new (path);
  g_autoptr (PtSample) sample = NULL;

  pt_test_write_audio (path, samples, frames, 1, RATE, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
  g_free (info->name);
  info->name = g_strdup (name);
  info->role = role;
  info->loop = loop;
  info->loop_confidence = info->role_confidence = 1.0;
  info->bpm = loop ? 128 : 0;
  info->bars = loop ? 1 : 0;
  info->frames = frames;
  info->sample_rate = RATE;
  info->channels = 1;
  info->duration_s = (double) frames / RATE;
  sample = pt_sample_new (info);
  pt_library_add (pt_studio_get_library (fixture->studio), sample);
}

static void
write_palette (Fixture *fixture, const char *name, const char *kick)
{
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autofree char *path = g_strdup_printf ("%s/%s.json", fixture->curated, name);
  g_autofree char *kick_path = sound_path (fixture, kick);
  g_autofree char *bass_path = sound_path (fixture, "Bass 1");
  g_autofree char *hat_path = sound_path (fixture, "Hat 1");

  pt_palette_set_name (palette, name);
  pt_palette_set_bpm (palette, 128);
  pt_palette_set_path (palette, PT_ROLE_KICK, kick_path);
  pt_palette_set_path (palette, PT_ROLE_HIHAT, hat_path);
  pt_palette_set_path (palette, PT_ROLE_BASSLINE, bass_path);
  g_assert_true (pt_palette_save (palette, path, NULL));
}

static gboolean
is_shelf_read (gpointer data)
{
  PtPaletteShelf *shelf = pt_studio_get_shelf (data);

  return !pt_palette_shelf_get_loading (shelf) && g_list_model_get_n_items (G_LIST_MODEL (shelf)) >= 3;
}

static gboolean
is_library_ready (gpointer data)
{
  return pt_library_keeper_get_state (pt_studio_get_keeper (data)) == PT_LIBRARY_READY;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kit = NULL;
  g_autofree char *index = NULL;
  g_autofree char *palettes = NULL;
  PtStudioOptions options = { 0 };

  fixture->folder = pt_test_make_folder ();
  fixture->sounds = g_build_filename (fixture->folder, "sounds", NULL);
  fixture->curated = g_build_filename (fixture->folder, "curated", NULL);
  kit = g_build_filename (fixture->folder, "kit", NULL);
  index = g_build_filename (fixture->folder, "index.sqlite", NULL);
  palettes = g_build_filename (fixture->folder, "palettes", NULL);
  g_assert_cmpint (g_mkdir (fixture->sounds, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->curated, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (kit, 0700), ==, 0);
  g_setenv ("PEAKTIME_KIT", kit, TRUE);

  options.state_folder = fixture->folder;
  options.index_path = index;
  options.curated_folder = fixture->curated;
  options.palettes_folder = palettes;
  options.cache_folder = fixture->folder;
  fixture->studio = pt_studio_new (&options);
  write_palette (fixture, "Alpha", "Kick 1");
  write_palette (fixture, "Beta", "Kick 2");
  write_palette (fixture, "Gamma", "Kick 3");
  pt_studio_open (fixture->studio);
  pt_test_wait_until (is_library_ready, fixture->studio, 20);
  add_sound (fixture, "Kick 1", PT_ROLE_KICK, FALSE);
  add_sound (fixture, "Kick 2", PT_ROLE_KICK, FALSE);
  add_sound (fixture, "Kick 3", PT_ROLE_KICK, FALSE);
  add_sound (fixture, "Hat 1", PT_ROLE_HIHAT, FALSE);
  add_sound (fixture, "Hat 2", PT_ROLE_HIHAT, FALSE);
  add_sound (fixture, "Bass 1", PT_ROLE_BASSLINE, TRUE);
  add_sound (fixture, "Bass 2", PT_ROLE_BASSLINE, TRUE);

  fixture->application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, NULL));
  fixture->settings = g_settings_new (PT_APPLICATION_ID);
  fixture->window = pt_window_new (fixture->application, fixture->studio, fixture->settings);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->page = PT_PALETTES_PAGE (pt_test_find (GTK_WIDGET (fixture->window), PT_TYPE_PALETTES_PAGE, NULL));
  pt_test_wait_until (is_shelf_read, fixture->studio, 20);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  pt_test_settle ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pt_test_settle ();
  pt_studio_close (fixture->studio);
  pt_test_settle ();
  g_clear_object (&fixture->application);
  pt_test_settle ();
  g_assert_finalize_object (fixture->studio);
  g_settings_reset (fixture->settings, "changeover");
  g_clear_object (&fixture->settings);
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->sounds);
  g_free (fixture->curated);
}

/* --- helpers --- */

static PtPalette *
get_palette (Fixture *fixture)
{
  return pt_set_get_palette (pt_studio_get_set (fixture->studio));
}

static PtUndoHistory *
get_history (Fixture *fixture)
{
  return pt_studio_get_history (fixture->studio);
}

static PtPaletteItem *
find_item (Fixture *fixture, const char *name)
{
  return pt_palette_shelf_find (pt_studio_get_shelf (fixture->studio), name);
}

static PtSlotCard *
get_card (Fixture *fixture, PtRole role)
{
  return pt_bench_pane_get_card (fixture->page->bench, role);
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (pt_test_find (GTK_WIDGET (fixture->page->gallery), GTK_TYPE_LIST_BOX, NULL));
}

static GtkListBoxRow *
find_row (Fixture *fixture, const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (fixture), i)) != NULL; i++)
    if (g_str_equal (pt_palette_item_get_name (pt_gallery_row_get_item (PT_GALLERY_ROW (row))), name))
      return row;

  return NULL;
}

static void
choose (Fixture *fixture, const char *name)
{
  GtkListBoxRow *row = find_row (fixture, name);

  g_assert_nonnull (row);
  /* What Enter does; arrows and clicks are tried from outside. */
  g_signal_emit_by_name (get_list (fixture), "row-activated", row);
}

static void
activate (Fixture *fixture, const char *action)
{
  pt_test_activate (GTK_WIDGET (fixture->window), action);
}

static void
assert_sound (Fixture *fixture, PtRole role, const char *name)
{
  g_autofree char *path = name != NULL ? sound_path (fixture, name) : NULL;

  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), role), ==, path);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (pt_undo_history_undo (get_history (fixture)));
}

static void
redo (Fixture *fixture)
{
  g_assert_true (pt_undo_history_redo (get_history (fixture)));
}

/* --- tests --- */

static void
test_gallery (Fixture *fixture, gconstpointer data)
{
  /* A palette is there from the start, and nothing to undo. */
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha");
  g_assert_false (pt_undo_history_can_undo (get_history (fixture)));
  g_assert_true (pt_gallery_row_get_on_bench (PT_GALLERY_ROW (find_row (fixture, "Alpha"))));

  choose (fixture, "Beta");
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Beta");
  assert_sound (fixture, PT_ROLE_KICK, "Kick 2");
  g_assert_cmpstr (pt_slot_card_get_sound_name (get_card (fixture, PT_ROLE_KICK)), ==, "Kick 2");
  g_assert_true (pt_gallery_row_get_on_bench (PT_GALLERY_ROW (find_row (fixture, "Beta"))));
  g_assert_false (pt_gallery_row_get_on_bench (PT_GALLERY_ROW (find_row (fixture, "Alpha"))));

  /* A walk down the list is one edit. */
  choose (fixture, "Gamma");
  g_assert_cmpuint (pt_undo_history_get_n_edits (get_history (fixture)), ==, 1);
  undo (fixture);
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha");
  g_assert_true (gtk_list_box_get_selected_row (get_list (fixture)) == find_row (fixture, "Alpha"));
  redo (fixture);
  g_assert_cmpstr (pt_slot_card_get_sound_name (get_card (fixture, PT_ROLE_KICK)), ==, "Kick 3");
  g_assert_true (gtk_list_box_get_selected_row (get_list (fixture)) == find_row (fixture, "Gamma"));
}

static void
test_in_place (Fixture *fixture, gconstpointer data)
{
  const char *const names[] = { "Alpha", "Beta", "Gamma" };
  PtSlotCard *card = get_card (fixture, PT_ROLE_KICK);
  gint64 start, slowest = 0;

  for (guint i = 1; i < 60; i++)
    {
      start = g_get_monotonic_time ();
      choose (fixture, names[i % 3]);
      slowest = MAX (slowest, g_get_monotonic_time () - start);
      g_assert_true (get_card (fixture, PT_ROLE_KICK) == card);
    }
  g_test_message ("the slowest change took %.2f ms", (double) slowest / 1000.0);
  /* Loose, because others share the machine; on a quiet one it is below 5 ms. */
  g_assert_cmpint (slowest, <, 100000);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  GtkEditable *search = GTK_EDITABLE (pt_test_find (GTK_WIDGET (fixture->page->gallery), GTK_TYPE_SEARCH_ENTRY, NULL));

  gtk_editable_set_text (search, "gam");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_null (find_row (fixture, "Alpha"));
  g_assert_nonnull (find_row (fixture, "Gamma"));
  /* Looking is not choosing. */
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha");
  gtk_editable_set_text (search, "nothing like it");
  g_signal_emit_by_name (search, "search-changed");
  g_assert_null (gtk_list_box_get_row_at_index (get_list (fixture), 0));
  g_signal_emit_by_name (search, "stop-search");
  g_signal_emit_by_name (search, "search-changed");
  pt_test_settle ();
  g_assert_true (gtk_list_box_get_selected_row (get_list (fixture)) == find_row (fixture, "Alpha"));
  g_assert_false (pt_undo_history_can_undo (get_history (fixture)));
}

static void
test_slots (Fixture *fixture, gconstpointer data)
{
  PtSlotCard *kick = get_card (fixture, PT_ROLE_KICK);

  activate (fixture, "win.lock-slot::kick");
  g_assert_true (pt_slot_card_get_locked (kick));
  g_assert_true (pt_palette_get_lock (get_palette (fixture), PT_ROLE_KICK));
  undo (fixture);
  g_assert_false (pt_slot_card_get_locked (kick));

  activate (fixture, "win.clear-slot::kick");
  assert_sound (fixture, PT_ROLE_KICK, NULL);
  g_assert_cmpint (pt_slot_card_get_state (kick), ==, PT_SLOT_EMPTY);
  undo (fixture);
  assert_sound (fixture, PT_ROLE_KICK, "Kick 1");
  g_assert_cmpint (pt_slot_card_get_state (kick), ==, PT_SLOT_FILLED);

  activate (fixture, "win.solo-slot::kick");
  g_assert_true (pt_groove_get_solo (pt_studio_get_groove (fixture->studio), PT_ROLE_KICK));
  g_assert_true (pt_slot_card_get_solo (kick));
  activate (fixture, "win.solo-slot::kick");
  g_assert_false (pt_slot_card_get_solo (kick));
  activate (fixture, "win.mute-slot::hihat");
  g_assert_true (pt_slot_card_get_mute (get_card (fixture, PT_ROLE_HIHAT)));
  g_assert_true (pt_groove_get_mute (pt_studio_get_groove (fixture->studio), PT_ROLE_HIHAT));
}

static void
test_levels (Fixture *fixture, gconstpointer data)
{
  PtSlotCard *kick = get_card (fixture, PT_ROLE_KICK);

  /* Two in a row of one slide are one edit, however slow. */
  g_signal_emit_by_name (kick, "sliding", TRUE);
  g_signal_emit_by_name (kick, "gain", 0.8);
  g_signal_emit_by_name (kick, "gain", 0.5);
  g_signal_emit_by_name (kick, "sliding", FALSE);
  g_assert_cmpfloat (pt_palette_get_gain (get_palette (fixture), PT_ROLE_KICK), ==, 0.5);
  g_assert_cmpfloat (pt_slot_card_get_gain (kick), ==, 0.5);
  g_assert_cmpuint (pt_undo_history_get_n_edits (get_history (fixture)), ==, 1);
  g_signal_emit_by_name (kick, "pan", -0.25);
  g_assert_cmpfloat (pt_palette_get_pan (get_palette (fixture), PT_ROLE_KICK), ==, -0.25);
  undo (fixture);
  g_assert_cmpfloat (pt_slot_card_get_pan (kick), ==, 0.0);
  g_assert_cmpfloat (pt_slot_card_get_gain (kick), ==, 0.5);
  undo (fixture);
  g_assert_cmpfloat (pt_slot_card_get_gain (kick), ==, 1.0);
}

static void
test_reroll (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_strdup (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK));

  activate (fixture, "win.reroll-slot::kick");
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), !=, before);
  g_assert_nonnull (strstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), "Kick"));
  undo (fixture);
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), ==, before);

  pt_set_edit_palette_lock (pt_studio_get_set (fixture->studio), PT_ROLE_KICK, TRUE);
  activate (fixture, "win.reroll-slot::kick");
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), ==, before);
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  g_autofree char *kick = g_strdup (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK));
  g_autofree char *first = NULL;

  pt_set_edit_palette_lock (pt_studio_get_set (fixture->studio), PT_ROLE_KICK, TRUE);
  for (guint i = 0; i < 10; i++)
    {
      activate (fixture, "win.random-palette");
      g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), ==, kick);
      g_assert_nonnull (strstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_BASSLINE), "Bass"));
    }
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.random-palette-seed", "t", (guint64) 7);
  g_assert_cmpuint (pt_bench_pane_get_seed (fixture->page->bench), ==, 7);
  first = g_strdup (pt_palette_get_path (get_palette (fixture), PT_ROLE_HIHAT));
  activate (fixture, "win.random-palette");
  g_assert_cmpuint (pt_bench_pane_get_seed (fixture->page->bench), ==, 8);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.random-palette-seed", "t", (guint64) 7);
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_HIHAT), ==, first);
}

static void
test_shelf (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.duplicate-palette");
  g_assert_nonnull (find_item (fixture, "Alpha 2"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha 2");
  undo (fixture);
  g_assert_null (find_item (fixture, "Alpha 2"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha");
  redo (fixture);
  g_assert_nonnull (find_item (fixture, "Alpha 2"));

  _pt_palettes_page_rename (fixture->page, find_item (fixture, "Alpha 2"), "Deep");
  g_assert_nonnull (find_item (fixture, "Deep"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Deep");
  undo (fixture);
  g_assert_null (find_item (fixture, "Deep"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha 2");

  /* The keys are on its row, and go to another one with it; that is no choice. */
  gtk_widget_grab_focus (GTK_WIDGET (find_row (fixture, "Alpha 2")));
  activate (fixture, "win.delete-palette");
  pt_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  pt_test_settle ();
  g_assert_null (find_item (fixture, "Alpha 2"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha 2");
  undo (fixture);
  pt_test_settle ();
  g_assert_nonnull (find_item (fixture, "Alpha 2"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha 2");

  activate (fixture, "win.new-palette");
  g_assert_nonnull (find_item (fixture, pt_palette_get_name (get_palette (fixture))));
  assert_sound (fixture, PT_ROLE_KICK, NULL);
  undo (fixture);
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha 2");
}

static void
test_curated_stays (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "win.delete-palette");
  g_assert_nonnull (find_item (fixture, "Alpha"));
  _pt_palettes_page_rename (fixture->page, find_item (fixture, "Alpha"), "Mine now");
  g_assert_null (find_item (fixture, "Mine now"));
  g_assert_false (pt_undo_history_can_undo (get_history (fixture)));
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  GAction *save = g_action_map_lookup_action (G_ACTION_MAP (fixture->window), "save-palette");
  g_autofree char *kick = sound_path (fixture, "Kick 3");

  g_assert_false (g_action_get_enabled (save));
  activate (fixture, "win.duplicate-palette");
  pt_set_edit_palette_path (pt_studio_get_set (fixture->studio), PT_ROLE_KICK, kick);
  g_assert_true (fixture->page->edited);
  g_assert_true (g_action_get_enabled (save));
  activate (fixture, "win.save-palette");
  g_assert_false (fixture->page->edited);
  g_assert_cmpstr (pt_palette_get_path (pt_palette_item_get_palette (find_item (fixture, "Alpha 2")), PT_ROLE_KICK), ==, kick);
  undo (fixture);
  g_assert_true (fixture->page->edited);
  activate (fixture, "win.revert-palette");
  assert_sound (fixture, PT_ROLE_KICK, "Kick 1");

  _pt_palettes_page_save_as (fixture->page, "Other");
  g_assert_nonnull (find_item (fixture, "Other"));
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Other");
  undo (fixture);
  g_assert_null (find_item (fixture, "Other"));
}

static gboolean
is_exported (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static gboolean
has_imported (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pt_studio_get_shelf (data))) == 4;
}

static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "Exported.json", NULL);
  g_autoptr (PtPalette) exported = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.export-palette-file", "^ay", path);
  pt_test_wait_until (is_exported, path, 10);
  pt_test_settle ();
  exported = pt_palette_load (path, NULL);
  g_assert_nonnull (exported);
  g_assert_nonnull (strstr (pt_palette_get_path (exported, PT_ROLE_KICK), "Kick 1"));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-palette-file", "^ay", path);
  pt_test_wait_until (has_imported, fixture->studio, 10);
  pt_test_settle ();
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Exported");
  undo (fixture);
  g_assert_cmpstr (pt_palette_get_name (get_palette (fixture)), ==, "Alpha");
}

typedef struct
{
  Fixture *fixture;
  PtRole role;
  const char *name;
} Expected;

static gboolean
has_sound (gpointer data)
{
  const Expected *expected = data;

  return g_strcmp0 (pt_slot_card_get_sound_name (get_card (expected->fixture, expected->role)), expected->name) == 0;
}

static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sound_path (fixture, "Kick 3");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->sounds);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  g_autoptr (GSList) folders = g_slist_append (NULL, folder);
  Expected expected = { fixture, PT_ROLE_CLAP, "Kick 3" };
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) wrong = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  g_value_init (&wrong, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&wrong, folders);
  g_assert_true (pt_bench_pane_drop (fixture->page->bench, PT_ROLE_CLAP, &wrong));
  g_assert_true (pt_bench_pane_drop (fixture->page->bench, PT_ROLE_CLAP, &value));
  pt_test_wait_until (has_sound, &expected, 10);
  assert_sound (fixture, PT_ROLE_CLAP, "Kick 3");
  undo (fixture);
  assert_sound (fixture, PT_ROLE_CLAP, NULL);
  /* The folder left no trace. */
  g_assert_false (pt_undo_history_can_undo (get_history (fixture)));
}

static void
test_add_role (Fixture *fixture, gconstpointer data)
{
  GtkWidget *synth = GTK_WIDGET (get_card (fixture, PT_ROLE_SYNTH));
  g_autofree char *path = sound_path (fixture, "Bass 2");

  g_assert_false (gtk_widget_get_visible (synth));
  activate (fixture, "win.add-role::synth");
  g_assert_true (gtk_widget_get_visible (synth));
  pt_set_edit_palette_path (pt_studio_get_set (fixture->studio), PT_ROLE_SYNTH, path);
  g_assert_cmpint (pt_slot_card_get_state (PT_SLOT_CARD (synth)), ==, PT_SLOT_FILLED);
  choose (fixture, "Beta");
  g_assert_false (gtk_widget_get_visible (synth));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->sounds, "Gone Away.wav", NULL);

  pt_set_edit_palette_path (pt_studio_get_set (fixture->studio), PT_ROLE_PERC, path);
  g_assert_cmpint (pt_slot_card_get_state (get_card (fixture, PT_ROLE_PERC)), ==, PT_SLOT_MISSING);
  g_assert_cmpstr (pt_slot_card_get_sound_name (get_card (fixture, PT_ROLE_PERC)), ==, "Gone Away");
}

static gboolean
has_remark (gpointer data)
{
  return pt_slot_card_get_n_remarks (data) > 0;
}

static void
test_advice (Fixture *fixture, gconstpointer data)
{
  PtSlotCard *kick = get_card (fixture, PT_ROLE_KICK);
  g_autofree char *loop = sound_path (fixture, "Bass 2");
  GPtrArray *advice;
  guint id = G_MAXUINT;

  pt_set_edit_palette_path (pt_studio_get_set (fixture->studio), PT_ROLE_KICK, loop);
  g_assert_cmpuint (pt_slot_card_get_n_remarks (kick), ==, 0);
  pt_test_wait_until (has_remark, kick, 20);
  advice = pt_advisor_get_advice (fixture->page->bench->advisor);
  for (guint i = 0; i < advice->len; i++)
    {
      const PtAdvice *one = g_ptr_array_index (advice, i);

      if (one->role == PT_ROLE_KICK && one->cure != PT_CURE_NONE)
        id = i;
    }
  g_assert_cmpuint (id, !=, G_MAXUINT);
  g_signal_emit_by_name (kick, "cure", id);
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), !=, loop);
  /* What was said is not true any more. */
  g_assert_cmpuint (pt_slot_card_get_n_remarks (kick), ==, 0);
  undo (fixture);
  g_assert_cmpstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), ==, loop);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  activate (fixture, "win.show-slot::clap");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (pt_palettes_page_get_sound_pane (fixture->page))));
}

static void
test_swap (Fixture *fixture, gconstpointer data)
{
  PtSwapPopover *swap;

  activate (fixture, "win.swap-slot::kick");
  swap = PT_SWAP_POPOVER (pt_test_find (GTK_WIDGET (fixture->page->bench), PT_TYPE_SWAP_POPOVER, NULL));
  g_assert_nonnull (swap);
  g_assert_cmpuint (pt_swap_popover_get_n_sounds (swap), ==, 2);
  pt_swap_popover_try (swap, 0);
  pt_swap_popover_try (swap, 1);
  g_assert_nonnull (strstr (pt_palette_get_path (get_palette (fixture), PT_ROLE_KICK), "Kick"));
  g_assert_false (has_sound (&(Expected){ fixture, PT_ROLE_KICK, "Kick 1" }));
  gtk_popover_popdown (GTK_POPOVER (swap));
  pt_test_settle ();
  assert_sound (fixture, PT_ROLE_KICK, "Kick 1");
  g_assert_false (pt_undo_history_can_undo (get_history (fixture)));

  activate (fixture, "win.swap-slot::kick");
  pt_swap_popover_try (swap, 0);
  pt_swap_popover_try (swap, 1);
  pt_swap_popover_keep (swap);
  pt_test_settle ();
  g_assert_false (has_sound (&(Expected){ fixture, PT_ROLE_KICK, "Kick 1" }));
  g_assert_cmpuint (pt_undo_history_get_n_edits (get_history (fixture)), ==, 1);
  undo (fixture);
  assert_sound (fixture, PT_ROLE_KICK, "Kick 1");
}

/* The set goes away under what is being tried. */
static void
test_swap_new_set (Fixture *fixture, gconstpointer data)
{
  PtSwapPopover *swap;
  g_autoptr (PtSet) old = g_object_ref (pt_studio_get_set (fixture->studio));
  g_autofree char *before = g_strdup (pt_palette_get_path (pt_set_get_palette (old), PT_ROLE_KICK));

  activate (fixture, "win.swap-slot::kick");
  swap = PT_SWAP_POPOVER (pt_test_find (GTK_WIDGET (fixture->page->bench), PT_TYPE_SWAP_POPOVER, NULL));
  pt_swap_popover_try (swap, 0);
  g_signal_emit_by_name (get_card (fixture, PT_ROLE_KICK), "sliding", TRUE);
  pt_set_document_new_set (pt_studio_get_document (fixture->studio), NULL);
  pt_test_settle ();
  g_assert_true (pt_studio_get_set (fixture->studio) != old);
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (old), PT_ROLE_KICK), ==, before);
  g_signal_emit_by_name (get_card (fixture, PT_ROLE_KICK), "sliding", FALSE);
  g_signal_emit_by_name (get_card (fixture, PT_ROLE_KICK), "gain", 0.5);
  undo (fixture);
  g_assert_false (pt_undo_history_can_undo (get_history (fixture)));
}

static void
test_use_sound (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sound_path (fixture, "Hat 2");
  PtSample *sample = pt_library_lookup (pt_studio_get_library (fixture->studio), path);

  _pt_palettes_page_use_sound (fixture->page, sample, PT_ROLE_NONE);
  assert_sound (fixture, PT_ROLE_HIHAT, "Hat 2");
  _pt_palettes_page_use_sound (fixture->page, sample, PT_ROLE_CLAP);
  assert_sound (fixture, PT_ROLE_CLAP, "Hat 2");
}

static void
test_groove (Fixture *fixture, gconstpointer data)
{
  PtGroove *groove = pt_studio_get_groove (fixture->studio);
  g_autoptr (GVariant) state = NULL;

  activate (fixture, "win.groove-part::build");
  g_assert_cmpint (pt_groove_get_part (groove), ==, PT_GROOVE_BUILD);
  state = g_action_group_get_action_state (G_ACTION_GROUP (fixture->window), "groove-part");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "build");
  activate (fixture, "win.changeover::phrase");
  g_assert_cmpuint (pt_groove_bar_get_quantum_beats (fixture->page->groove_bar), ==, PT_PLAYER_PHRASE);
  activate (fixture, "win.changeover::beat");
  g_assert_cmpuint (pt_groove_bar_get_quantum_beats (fixture->page->groove_bar), ==, PT_PLAYER_BEAT);

  activate (fixture, "win.play");
  g_assert_true (pt_groove_get_playing (groove));
  choose (fixture, "Beta");
  g_assert_true (pt_groove_get_palette (groove) == get_palette (fixture));
  activate (fixture, "win.play");
  g_assert_false (pt_groove_get_playing (groove));
}

static void
test_ab (Fixture *fixture, gconstpointer data)
{
  GAction *end = g_action_map_lookup_action (G_ACTION_MAP (fixture->window), "end-ab");

  g_assert_false (g_action_get_enabled (end));
  activate (fixture, "win.switch-ab");
  g_assert_true (pt_studio_get_on_b (fixture->studio));
  g_assert_true (g_action_get_enabled (end));
  choose (fixture, "Gamma");
  activate (fixture, "win.switch-ab");
  g_assert_false (pt_studio_get_on_b (fixture->studio));
  assert_sound (fixture, PT_ROLE_KICK, "Kick 1");
  activate (fixture, "win.switch-ab");
  assert_sound (fixture, PT_ROLE_KICK, "Kick 3");
  activate (fixture, "win.match-levels");
  activate (fixture, "win.end-ab");
  g_assert_null (pt_studio_get_other_palette (fixture->studio));
  g_assert_false (g_action_get_enabled (end));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GAction *show = g_action_map_lookup_action (G_ACTION_MAP (fixture->window), "show-gallery");
  const gboolean shown = adw_flap_get_reveal_flap (fixture->page->flap);

  g_assert_nonnull (show);
  activate (fixture, "win.show-gallery");
  g_assert_cmpint (adw_flap_get_reveal_flap (fixture->page->flap), !=, shown);
  activate (fixture, "win.show-gallery");
  g_assert_cmpint (adw_flap_get_reveal_flap (fixture->page->flap), ==, shown);
}

/* Twice as large letters fit into the window as well. */
static void
test_large_text (Fixture *fixture, gconstpointer data)
{
  int minimum, height;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  pt_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  pt_test_settle ();
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 720);
  gtk_widget_measure (GTK_WIDGET (get_card (fixture, PT_ROLE_KICK)), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, 150);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static void
test_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *kick = GTK_WIDGET (get_card (fixture, PT_ROLE_KICK));
  GtkWidget *focus;

  gtk_widget_grab_focus (kick);
  g_assert_cmpint (pt_bench_pane_get_focused_role (fixture->page->bench), ==, PT_ROLE_KICK);
  /* One stop each, and nothing within. */
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == GTK_WIDGET (get_card (fixture, PT_ROLE_HIHAT)));
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_RIGHT);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == GTK_WIDGET (get_card (fixture, PT_ROLE_BASSLINE)));
  activate (fixture, "win.lock");
  g_assert_true (pt_slot_card_get_locked (get_card (fixture, PT_ROLE_BASSLINE)));
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  add ("/app/palettes-page/gallery", test_gallery);
  add ("/app/palettes-page/in-place", test_in_place);
  add ("/app/palettes-page/search", test_search);
  add ("/app/palettes-page/slots", test_slots);
  add ("/app/palettes-page/levels", test_levels);
  add ("/app/palettes-page/reroll", test_reroll);
  add ("/app/palettes-page/random", test_random);
  add ("/app/palettes-page/shelf", test_shelf);
  add ("/app/palettes-page/curated-stays", test_curated_stays);
  add ("/app/palettes-page/save", test_save);
  add ("/app/palettes-page/files", test_files);
  add ("/app/palettes-page/drop", test_drop);
  add ("/app/palettes-page/add-role", test_add_role);
  add ("/app/palettes-page/missing", test_missing);
  add ("/app/palettes-page/advice", test_advice);
  add ("/app/palettes-page/find", test_find);
  add ("/app/palettes-page/swap", test_swap);
  add ("/app/palettes-page/swap-new-set", test_swap_new_set);
  add ("/app/palettes-page/use-sound", test_use_sound);
  add ("/app/palettes-page/groove", test_groove);
  add ("/app/palettes-page/ab", test_ab);
  add ("/app/palettes-page/narrow", test_narrow);
  add ("/app/palettes-page/large-text", test_large_text);
  add ("/app/palettes-page/focus", test_focus);

  return g_test_run ();
}
