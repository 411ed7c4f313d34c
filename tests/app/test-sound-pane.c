/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane.h"
#include "app/pt-sound-table.h"
#include "audio/pt-library-scan.h"
#include "pt-test-window.h"
#include "widgets/pt-chip-bar.h"
#include "widgets/pt-sound-cell.h"
#include "widgets/pt-tag-editor.h"
#include "widgets/pt-waveform-view.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_SOUNDS 40

typedef struct
{
  char *folder;
  PtStudio *studio;
  GSettings *settings;
  PtLibrary *library;
  GSimpleActionGroup *window_actions;
  PtSoundPane *pane;
  PtSoundTable *table;
  GtkEditable *entry;
  GtkSelectionModel *selection;
  GtkWindow *window;
  PtSample *used; /* what "use-sound" said */
  PtRole used_role;
} Fixture;

static PtSample *
make_sample (guint i)
{
  g_autofree char *path = g_strdup_printf ("/sounds/%s/sound %02u.wav", i % 2 == 0 ? "kicks" : "loops", i);
  PtSampleInfo *info = pt_sample_info_new (path);

  info->role = i % 2 == 0 ? PT_ROLE_KICK : PT_ROLE_DRUM_LOOP;
  info->loop = i % 2 == 1;
  info->bpm = 120 + i;
  info->duration_s = 0.5 + i;
  info->brightness_hz = 100.0 * i;
  info->lufs_i = -10.0 - i;

  return pt_sample_new (info);
}

static gboolean
is_ready (gpointer data)
{
  Fixture *f = data;

  return pt_library_keeper_get_state (pt_studio_get_keeper (f->studio)) == PT_LIBRARY_READY;
}

static gboolean
is_idle (gpointer data)
{
  Fixture *f = data;

  return pt_job_list_get_n_running (pt_studio_get_jobs (f->studio)) == 0;
}

static void
use_cb (PtSoundPane *pane, PtSample *sample, PtRole role, Fixture *f)
{
  g_set_object (&f->used, sample);
  f->used_role = role;
}

typedef struct
{
  GListModel *model;
  guint n_rows;
} Wanted;

static gboolean
has_rows (gpointer data)
{
  Wanted *wanted = data;

  return g_list_model_get_n_items (wanted->model) == wanted->n_rows;
}

/* Rows come a few at a time. */
static void
assert_rows (Fixture *f, guint n_rows)
{
  Wanted wanted = { G_LIST_MODEL (f->selection), n_rows };

  pt_test_wait_until (has_rows, &wanted, 20);
}

static char *
below (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *kit = NULL;
  g_autofree char *index = NULL;
  g_autofree char *palettes = NULL;
  PtStudioOptions options = { 0 };

  f->folder = g_dir_make_tmp ("peaktime-pane-XXXXXX", &error);
  g_assert_no_error (error);
  /* A kit of nothing, so that only the sounds of the test are there. */
  kit = below (f, "kit");
  index = below (f, "library.db");
  palettes = below (f, "palettes");
  g_assert_cmpint (g_mkdir (kit, 0700), ==, 0);
  g_setenv ("PEAKTIME_KIT", kit, TRUE);
  options.state_folder = f->folder;
  options.index_path = index;
  options.curated_folder = palettes;
  options.palettes_folder = palettes;
  options.cache_folder = f->folder;
  f->studio = pt_studio_new (&options);
  f->settings = g_settings_new ("org.peaktime.Peaktime");
  g_settings_reset (f->settings, "sound-columns");
  g_settings_set_boolean (f->settings, "audition-enabled", TRUE);
  pt_audition_set_enabled (pt_studio_get_audition (f->studio), TRUE);
  f->library = pt_studio_get_library (f->studio);
  f->pane = g_object_new (PT_TYPE_SOUND_PANE, NULL);
  /* It is in the window first, as in the application. */
  f->window = pt_test_show (GTK_WIDGET (f->pane), 900, 500);
  pt_sound_pane_set_studio (f->pane, f->studio, f->settings);
  f->window_actions = g_simple_action_group_new ();
  pt_sound_pane_add_actions (f->pane, G_ACTION_MAP (f->window_actions));
  gtk_widget_insert_action_group (GTK_WIDGET (f->pane), "win", G_ACTION_GROUP (f->window_actions));
  g_signal_connect (f->pane, "use-sound", G_CALLBACK (use_cb), f);
  pt_studio_open (f->studio);
  pt_test_wait_until (is_ready, f, 20);

  if (GPOINTER_TO_INT (data) > 0)
    {
      for (guint i = 0; i < (guint) GPOINTER_TO_INT (data); i++)
        g_ptr_array_add (samples, make_sample (i));
      pt_library_add_many (f->library, samples);
    }
  f->table = PT_SOUND_TABLE (pt_test_find (GTK_WIDGET (f->pane), PT_TYPE_SOUND_TABLE, NULL));
  f->entry = GTK_EDITABLE (pt_test_find (GTK_WIDGET (f->pane), GTK_TYPE_SEARCH_ENTRY, NULL));
  f->selection = gtk_column_view_get_model (pt_sound_table_get_view (f->table));
  assert_rows (f, (guint) GPOINTER_TO_INT (data));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->pane), (gpointer *) &f->pane);
  gtk_window_destroy (f->window);
  pt_test_settle ();
  g_assert_null (f->pane);
  pt_studio_close (f->studio);
  g_clear_object (&f->used);
  g_clear_object (&f->window_actions);
  g_clear_object (&f->settings);
  g_assert_finalize_object (f->studio);
  remove_folder (f->folder);
  g_free (f->folder);
}

static PtSample *
get_row (Fixture *f, guint position)
{
  g_autoptr (PtSoundSlot) slot = g_list_model_get_item (G_LIST_MODEL (f->selection), position);

  g_assert_nonnull (slot);

  return pt_sound_slot_get_sample (slot);
}

static const PtSampleInfo *
get_info (Fixture *f, guint position)
{
  return pt_sample_get_info (get_row (f, position));
}

static const char *
get_page (Fixture *f)
{
  GtkWidget *stack = pt_test_find (GTK_WIDGET (f->pane), GTK_TYPE_STACK, "stack");

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

/* The picture of the pane, when somebody wants to look at it. */
static void
keep_picture (Fixture *f, const char *name)
{
  const char *folder = g_getenv ("PT_KEEP_PICTURES");
  g_autofree char *path = NULL;
  cairo_surface_t *picture;

  if (folder == NULL)
    return;
  pt_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->pane));
  picture = pt_test_draw (GTK_WIDGET (f->pane));
  path = g_strdup_printf ("%s/%s.png", folder, name);
  cairo_surface_write_to_png (picture, path);
  cairo_surface_destroy (picture);
}

/* --- searching --- */

static void
test_search (Fixture *f, gconstpointer data)
{
  GtkWidget *chips = pt_test_find (GTK_WIDGET (f->pane), PT_TYPE_CHIP_BAR, NULL);
  GtkWidget *chip;

  assert_rows (f, N_SOUNDS);
  keep_picture (f, "rows");
  gtk_editable_set_text (f->entry, "role:kick -07 bpm:>150");
  assert_rows (f, 4);
  keep_picture (f, "search");
  chip = pt_chip_bar_get_chip (PT_CHIP_BAR (chips), 1);
  g_assert_nonnull (chip);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, "Remove “not 07” from the search");
  g_signal_emit_by_name (chip, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (f->entry), ==, "role:kick bpm:>150");

  gtk_editable_set_text (f->entry, "nowhere");
  g_assert_cmpstr (get_page (f), ==, "nothing");
  keep_picture (f, "nothing");
  pt_test_activate (GTK_WIDGET (f->pane), "win.clear-search");
  g_assert_cmpstr (get_page (f), ==, "rows");
  assert_rows (f, N_SOUNDS);
  g_signal_emit_by_name (f->entry, "stop-search");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), GTK_WIDGET (f->table)));
  pt_test_activate (GTK_WIDGET (f->pane), "win.find-sounds");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (f->window)), GTK_WIDGET (f->entry)));
}

/* --- hearing and using --- */

static void
test_audition (Fixture *f, gconstpointer data)
{
  PtAudition *audition = pt_studio_get_audition (f->studio);

  gtk_selection_model_select_item (f->selection, 3, TRUE);
  g_assert_cmpstr (pt_audition_get_path (audition), ==, get_info (f, 3)->path);
  pt_test_activate (GTK_WIDGET (f->pane), "win.audition-enabled");
  pt_audition_set_enabled (audition, g_settings_get_boolean (f->settings, "audition-enabled"));
  g_assert_false (pt_audition_get_enabled (audition));
  gtk_selection_model_select_item (f->selection, 5, TRUE);
  g_assert_cmpstr (pt_audition_get_path (audition), ==, get_info (f, 3)->path);
  /* Space plays whatever the ear says. */
  pt_test_activate (GTK_WIDGET (f->pane), "win.audition-sound");
  g_assert_cmpstr (pt_audition_get_path (audition), ==, get_info (f, 5)->path);
}

static void
test_use (Fixture *f, gconstpointer data)
{
  gtk_selection_model_select_item (f->selection, 2, TRUE);
  g_signal_emit_by_name (pt_sound_table_get_view (f->table), "activate", 2u);
  g_assert_true (f->used == get_row (f, 2));
  g_assert_cmpint (f->used_role, ==, PT_ROLE_NONE);
  pt_test_activate (GTK_WIDGET (f->pane), "win.put-sound-in('clap')");
  g_assert_cmpint (f->used_role, ==, PT_ROLE_CLAP);
  pt_test_activate (GTK_WIDGET (f->pane), "win.put-sound-in-menu");
  g_assert_nonnull (pt_test_find (GTK_WIDGET (f->table), GTK_TYPE_POPOVER_MENU, NULL));
}

static gboolean
press (GtkWidget *widget, guint keyval, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == keyval
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }

  return FALSE;
}

static GtkWidget *
get_focus (Fixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

/* The list is one stop of the Tab key, and Space in it plays. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  PtAudition *audition = pt_studio_get_audition (f->studio);
  GtkWidget *bar = pt_test_find (GTK_WIDGET (f->pane), GTK_TYPE_BOX, "edit_bar");

  gtk_selection_model_select_range (f->selection, 1, 2, TRUE);
  pt_test_settle ();
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->pane));
  g_assert_true (pt_sound_table_focus_rows (f->table));
  g_assert_true (gtk_widget_is_ancestor (get_focus (f), GTK_WIDGET (f->table)));
  g_assert_true (press (GTK_WIDGET (f->table), GDK_KEY_Tab, 0));
  g_assert_true (gtk_widget_is_ancestor (get_focus (f), bar));
  g_assert_true (pt_sound_table_focus_rows (f->table));
  g_assert_true (press (GTK_WIDGET (f->table), GDK_KEY_Tab, GDK_SHIFT_MASK));
  g_assert_false (gtk_widget_is_ancestor (get_focus (f), GTK_WIDGET (f->table)));
  g_assert_false (gtk_widget_is_ancestor (get_focus (f), bar));

  gtk_selection_model_select_item (f->selection, 6, TRUE);
  pt_audition_stop (audition);
  g_assert_true (press (GTK_WIDGET (f->table), GDK_KEY_space, 0));
  g_assert_cmpstr (pt_audition_get_path (audition), ==, get_info (f, 6)->path);
  g_assert_true (press (GTK_WIDGET (f->table), GDK_KEY_Menu, 0));
  g_assert_nonnull (pt_test_find (GTK_WIDGET (f->table), GTK_TYPE_POPOVER_MENU, NULL));
}

/* --- edits --- */

static void
select_range (Fixture *f, guint start, guint n)
{
  gtk_selection_model_select_range (f->selection, start, n, TRUE);
}

static void
test_edit_many (Fixture *f, gconstpointer data)
{
  PtUndoHistory *history = pt_studio_get_history (f->studio);
  GtkWidget *bar = pt_test_find (GTK_WIDGET (f->pane), GTK_TYPE_BOX, "edit_bar");
  g_autoptr (PtSample) first = g_object_ref (get_row (f, 0));
  g_autoptr (PtSample) third = g_object_ref (get_row (f, 2));
  PtRole before = pt_sample_get_info (first)->role;
  g_autoptr (GPtrArray) selected = NULL;

  g_assert_false (gtk_widget_get_visible (bar));
  select_range (f, 1, 1);
  g_assert_false (gtk_widget_get_visible (bar));
  select_range (f, 0, 3);
  pt_test_settle ();
  for (GtkWidget *child = gtk_widget_get_first_child (bar); child != NULL; child = gtk_widget_get_next_sibling (child))
    g_assert_true (gtk_widget_is_sensitive (child));
  g_assert_true (gtk_widget_get_visible (bar));
  keep_picture (f, "many");
  pt_test_activate (GTK_WIDGET (f->pane), "win.set-sound-role('fx')");
  g_assert_cmpint (pt_sample_get_info (first)->role, ==, PT_ROLE_FX);
  g_assert_cmpint (pt_sample_get_info (third)->role, ==, PT_ROLE_FX);
  /* The same rows stay selected. */
  selected = pt_sound_pane_get_selected (f->pane);
  g_assert_cmpuint (selected->len, ==, 3);
  g_assert_true (pt_undo_history_undo (history));
  g_assert_cmpint (pt_sample_get_info (first)->role, ==, before);

  pt_test_activate (GTK_WIDGET (f->pane), "win.rate-sounds(4)");
  g_assert_cmpint (pt_sample_get_info (third)->rating, ==, 4);
  pt_test_activate (GTK_WIDGET (f->pane), "win.favourite-sounds");
  g_assert_true (pt_sample_get_info (third)->favourite);
  pt_test_activate (GTK_WIDGET (f->pane), "win.favourite-sounds");
  g_assert_false (pt_sample_get_info (third)->favourite);
  g_assert_true (pt_undo_history_undo (history));
  g_assert_true (pt_sample_get_info (third)->favourite);
}

static void
test_tags (Fixture *f, gconstpointer data)
{
  GtkWidget *editor;

  select_range (f, 0, 2);
  pt_test_activate (GTK_WIDGET (f->pane), "win.tag-sounds");
  editor = pt_test_find (GTK_WIDGET (f->table), PT_TYPE_TAG_EDITOR, NULL);
  g_assert_nonnull (editor);
  g_signal_emit_by_name (editor, "add", "dark");
  g_assert_nonnull (get_info (f, 1)->tags);
  g_assert_cmpstr (get_info (f, 1)->tags[0], ==, "dark");
  g_signal_emit_by_name (editor, "remove", "dark");
  g_assert_true (get_info (f, 1)->tags == NULL || get_info (f, 1)->tags[0] == NULL);
}

static void
test_click_cell (Fixture *f, gconstpointer data)
{
  PtSample *sample = get_row (f, 4);

  select_range (f, 0, 2);
  g_signal_emit_by_name (f->table, "favourite", sample);
  g_assert_true (pt_sample_get_info (sample)->favourite);
  g_assert_false (get_info (f, 0)->favourite);
  g_signal_emit_by_name (f->table, "rate", sample, 3);
  g_assert_cmpint (pt_sample_get_info (sample)->rating, ==, 3);
  g_signal_emit_by_name (f->table, "seek", sample, 0.5);
  g_assert_cmpstr (pt_audition_get_path (pt_studio_get_audition (f->studio)), ==, pt_sample_get_info (sample)->path);
}

/* --- what stays --- */

static void
test_selection_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (PtSample) sample = g_object_ref (get_row (f, 10));
  g_autoptr (GPtrArray) selected = NULL;
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (g_object_unref);
  const char *heard;

  gtk_selection_model_select_item (f->selection, 10, TRUE);
  pt_audition_stop (pt_studio_get_audition (f->studio));
  heard = pt_audition_get_path (pt_studio_get_audition (f->studio));
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sounds/a %02u.wav", i);

      g_ptr_array_add (batch, pt_sample_new (pt_sample_info_new (path)));
    }
  pt_library_add_many (f->library, batch);
  selected = pt_sound_pane_get_selected (f->pane);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_true (selected->pdata[0] == sample);
  /* Nor is it played again. */
  g_assert_false (pt_audition_get_playing (pt_studio_get_audition (f->studio)));
  g_assert_cmpstr (pt_audition_get_path (pt_studio_get_audition (f->studio)), ==, heard);

  g_clear_pointer (&selected, g_ptr_array_unref);
  pt_test_activate (GTK_WIDGET (f->pane), "win.sort-sounds::rating");
  pt_test_activate (GTK_WIDGET (f->pane), "win.rate-sounds(5)");
  selected = pt_sound_pane_get_selected (f->pane);
  g_assert_cmpuint (selected->len, ==, 1);
  g_assert_true (selected->pdata[0] == sample);
}

/* --- columns and sorting --- */

static GtkColumnViewColumn *
find_column (Fixture *f, PtSoundColumn id)
{
  GListModel *columns = pt_sound_table_get_columns (f->table);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (pt_sound_table_get_column_id (column) == id)
        return column;
    }
  g_assert_not_reached ();
}

static void
test_sort (Fixture *f, gconstpointer data)
{
  /* As a click on the header does it. */
  gtk_column_view_sort_by_column (pt_sound_table_get_view (f->table), find_column (f, PT_SOUND_COLUMN_BPM), GTK_SORT_DESCENDING);
  g_assert_cmpfloat (get_info (f, 0)->bpm, ==, 120 + N_SOUNDS - 1);
  gtk_column_view_sort_by_column (pt_sound_table_get_view (f->table), find_column (f, PT_SOUND_COLUMN_BPM), GTK_SORT_ASCENDING);
  g_assert_cmpfloat (get_info (f, 0)->bpm, ==, 120);
  pt_test_activate (GTK_WIDGET (f->pane), "win.sort-sounds::role");
  g_assert_cmpint (get_info (f, 0)->role, ==, PT_ROLE_KICK);
  pt_test_activate (GTK_WIDGET (f->pane), "win.sort-sounds-descending");
  g_assert_cmpint (get_info (f, 0)->role, ==, PT_ROLE_DRUM_LOOP);
}

static void
assert_first_columns (Fixture *f, const char *first, const char *second)
{
  g_auto (GStrv) names = g_settings_get_strv (f->settings, "sound-columns");

  g_assert_cmpstr (names[0], ==, first);
  g_assert_cmpstr (names[1], ==, second);
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) names = NULL;

  assert_first_columns (f, "favourite", "waveform");
  pt_sound_table_move_column (f->table, PT_SOUND_COLUMN_NAME, -1);
  assert_first_columns (f, "favourite", "name");
  pt_sound_table_show_column (f->table, PT_SOUND_COLUMN_FAVOURITE, FALSE);
  assert_first_columns (f, "name", "waveform");
  pt_sound_table_show_column (f->table, PT_SOUND_COLUMN_BRIGHTNESS, TRUE);
  names = g_settings_get_strv (f->settings, "sound-columns");
  g_assert_true (g_strv_contains ((const char *const *) names, "brightness"));
  g_assert_false (gtk_column_view_column_get_visible (find_column (f, PT_SOUND_COLUMN_FAVOURITE)));
}

static void
test_similar (Fixture *f, gconstpointer data)
{
  gtk_selection_model_select_item (f->selection, 7, TRUE);
  g_assert_false (gtk_column_view_column_get_visible (find_column (f, PT_SOUND_COLUMN_DISTANCE)));
  pt_test_activate (GTK_WIDGET (f->pane), "win.similar-sounds");
  g_assert_true (gtk_column_view_column_get_visible (find_column (f, PT_SOUND_COLUMN_DISTANCE)));
  keep_picture (f, "similar");
  pt_test_activate (GTK_WIDGET (f->pane), "win.end-similar");
  g_assert_false (gtk_column_view_column_get_visible (find_column (f, PT_SOUND_COLUMN_DISTANCE)));
}

/* --- states --- */

static void
test_empty (Fixture *f, gconstpointer data)
{
  assert_rows (f, 0);
  pt_test_wait_until (is_idle, f, 20);
  g_assert_cmpstr (get_page (f), ==, "empty");
  keep_picture (f, "empty");
}

static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();

  g_ptr_array_add (gone, get_row (f, 1));
  pt_sample_set_missing (get_row (f, 1), TRUE);
  pt_library_tell_edited (f->library, gone);
  gtk_editable_set_text (f->entry, "");
  pt_test_activate (GTK_WIDGET (f->pane), "win.show-missing-sounds");
  g_assert_cmpstr (gtk_editable_get_text (f->entry), ==, "missing:yes");
  assert_rows (f, 1);
  keep_picture (f, "missing");
}

/* --- rows are recycled --- */

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static void
test_recycled (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  guint n_names = 0;

  gtk_editable_set_text (f->entry, "role:kick");
  gtk_editable_set_text (f->entry, "role:drum_loop");
  assert_rows (f, N_SOUNDS / 2);
  collect (GTK_WIDGET (f->table), PT_TYPE_SOUND_CELL, cells);
  for (guint i = 0; i < cells->len; i++)
    {
      PtSoundCell *cell = cells->pdata[i];
      g_autofree char *text = pt_sound_cell_describe (cell);

      if (pt_sound_cell_get_column (cell) != PT_SOUND_COLUMN_NAME)
        continue;
      n_names++;
      g_assert_nonnull (strstr (text, "Drum Loop, loop"));
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell)))),
                                           GTK_ACCESSIBLE_PROPERTY_LABEL, text);
    }
  g_assert_cmpuint (n_names, ==, N_SOUNDS / 2);
}

/* --- menus, drops, what could not be read --- */

static void
test_menu (Fixture *f, gconstpointer data)
{
  const GdkRectangle at = { 10, 60, 1, 1 };
  GtkWidget *menu;

  gtk_selection_model_select_item (f->selection, 2, TRUE);
  g_signal_emit_by_name (f->table, "menu", &at);
  menu = pt_test_find (GTK_WIDGET (f->table), GTK_TYPE_POPOVER_MENU, NULL);
  g_assert_nonnull (menu);
  /* Another one takes its place. */
  g_signal_emit_by_name (f->table, "role-menu", get_row (f, 5), pt_test_find (GTK_WIDGET (f->table), PT_TYPE_SOUND_CELL, NULL));
  g_assert_true (gtk_selection_model_is_selected (f->selection, 5));
  g_assert_nonnull (pt_test_find (GTK_WIDGET (f->table), GTK_TYPE_POPOVER_MENU, NULL));
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL && gtk_widget_get_mapped (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;

  return FALSE;
}

static void
test_failures (Fixture *f, gconstpointer data)
{
  PtScanFailure failures[] = { { (char *) "/sounds/a.wav", (char *) "It is cut short" }, { (char *) "/sounds/b.wav", (char *) "It is empty" } };
  g_autoptr (GPtrArray) failed = g_ptr_array_new ();
  PtScanSummary summary = { .files = 2, .failed = failed };

  g_assert_false (has_label (GTK_WIDGET (f->pane), "could not be read"));
  g_ptr_array_add (failed, &failures[0]);
  g_ptr_array_add (failed, &failures[1]);
  g_signal_emit_by_name (pt_studio_get_keeper (f->studio), "scanned", &summary);
  pt_test_settle ();
  g_assert_true (has_label (GTK_WIDGET (f->pane), "2 files could not be read"));
  keep_picture (f, "failures");
}

/* --- pictures of sounds --- */

/* Silence, but for a beat at a place of its own. */
static void
write_wave (const char *path, guint which)
{
  guint8 bytes[44 + 2000] = { 'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm', 't', ' ', 16, 0, 0, 0, 1, 0, 1, 0,
                              0x44, 0xac, 0, 0, 0x88, 0x58, 1, 0, 2, 0, 16, 0, 'd', 'a', 't', 'a', 2000 & 0xff, 2000 >> 8, 0, 0 };
  g_autoptr (GError) error = NULL;

  bytes[4] = (sizeof bytes - 8) & 0xff;
  bytes[5] = (sizeof bytes - 8) >> 8;
  for (guint i = 0; i < 40; i++)
    bytes[44 + which * 100 + 2 * (i / 2) + i % 2] = 0x60;
  g_assert_true (g_file_set_contents (path, (const char *) bytes, sizeof bytes, &error));
  g_assert_no_error (error);
}

#define N_FILES 6

static gboolean
has_files (gpointer data)
{
  Fixture *f = data;

  return g_list_model_get_n_items (G_LIST_MODEL (f->library)) == N_FILES && is_idle (f);
}

/* How many rows show their picture; none shows another one's. */
static guint
count_pictures (Fixture *f)
{
  g_autoptr (GPtrArray) waves = g_ptr_array_new ();
  guint n = 0;

  collect (GTK_WIDGET (f->table), PT_TYPE_WAVEFORM_VIEW, waves);
  for (guint i = 0; i < waves->len; i++)
    {
      GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (waves->pdata[i]));
      GtkWidget *cell = pt_test_find (row, PT_TYPE_SOUND_CELL, NULL);
      GBytes *columns = pt_waveform_view_get_columns (waves->pdata[i]);
      GBytes *wanted = pt_library_keeper_peek_thumbnail (
          pt_studio_get_keeper (f->studio), pt_sample_get_info (pt_sound_cell_get_sample (PT_SOUND_CELL (cell)))->path);

      if (columns == NULL)
        continue;
      g_assert_nonnull (wanted);
      g_assert_true (g_bytes_equal (columns, wanted));
      n++;
    }

  return n;
}

static gboolean
has_pictures (gpointer data)
{
  return count_pictures (data) == g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->selection));
}

static void
test_pictures (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = below (f, "mine");
  char *dropped[] = { folder, NULL };

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (guint i = 0; i < N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %02u.wav", i % 2 == 0 ? "even" : "odd", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      write_wave (path, i);
    }
  g_signal_emit_by_name (f->table, "dropped", dropped);
  pt_test_wait_until (has_files, f, 30);
  g_assert_cmpstr (get_page (f), ==, "rows");
  pt_test_wait_until (has_pictures, f, 20);
  keep_picture (f, "pictures");
  gtk_editable_set_text (f->entry, "odd");
  assert_rows (f, N_FILES / 2);
  pt_test_wait_until (has_pictures, f, 20);
  gtk_editable_set_text (f->entry, "");
  assert_rows (f, N_FILES);
  pt_test_wait_until (has_pictures, f, 20);
}

int
main (int argc, char **argv)
{
  const gpointer many = GINT_TO_POINTER (N_SOUNDS);

  /* Reads the table of content types, by which icons are known, before it is out of sight. */
  g_free (g_content_type_guess ("icon.svg", NULL, 0, NULL));
  pt_test_window_init (&argc, &argv);
#define ADD(name, sounds, function) g_test_add ("/app/sound-pane/" name, Fixture, sounds, set_up, function, tear_down)
  ADD ("search", many, test_search);
  ADD ("audition", many, test_audition);
  ADD ("use", many, test_use);
  ADD ("edit-many", many, test_edit_many);
  ADD ("tags", many, test_tags);
  ADD ("click-cell", many, test_click_cell);
  ADD ("selection-stays", many, test_selection_stays);
  ADD ("sort", many, test_sort);
  ADD ("columns", many, test_columns);
  ADD ("similar", many, test_similar);
  ADD ("missing", many, test_missing);
  ADD ("recycled", many, test_recycled);
  ADD ("keys", many, test_keys);
  ADD ("menu", many, test_menu);
  ADD ("failures", many, test_failures);
  ADD ("pictures", NULL, test_pictures);
  ADD ("empty", NULL, test_empty);

  return g_test_run ();
}
