/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A long session in a short time: every action of the window and every widget in it, by
 * chance, with documents, scans and palettes. What it looks for are crashes, what a sanitizer
 * or valgrind says, warnings, and memory that goes on growing.
 *
 *   soak [--seconds 20] [--seed 1] [--verbose]
 */

#include "config.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <malloc.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/pt-application.h"
#include "app/pt-window.h"
#include "pt-test-audio.h"
#include "pt-test-monkey.h"

#define N_MEASURES 12
/* What the last third may be above the middle one: sounds that were heard are kept for a while. */
#define GROWTH_FACTOR 1.04
#define GROWTH_BYTES (16.0 * 1024 * 1024)
#define SETTLE_SECONDS 20

static int seconds = 20;
static int seed = 1;
static gboolean verbose = FALSE;

static const char *const words[] = {
  "",
  "kick",
  "bass",
  "bassline",
  "hihat",
  "clap",
  "perc",
  "synth",
  "texture",
  "role:kick",
  "bpm:120-130 -loop",
  "key:~Fm len:<2s",
  "tag:dark fav:yes",
  "rating:>3",
  "\"",
  "role:",
  "ö ü 日本",
  "intro",
  "build",
  "full",
  "strip",
  "whole",
  "Deep",
  "Deep 2",
  "My Palette",
  "128",
  "127.5",
  "abc",
  "1e9",
  "/",
  "%s%n",
  "a",
  "b",
  "mine",
  "curated",
  "dark",
  "light",
  "default",
  "name",
  "palettes",
  "-",
  NULL,
};
/* They end the program, or leave it for another one. */
static const char *const spared[] = { "quit", "close", "close-window", "help", "open-help", "show-help", NULL };

typedef struct
{
  PtApplication *application;
  GRand *chance;
  char *folder;
  char *sounds;
  gint64 start;
  guint n_rounds;
  guint n_measures;
  double bytes[N_MEASURES];
  gint64 settling_since;
  GHashTable *done; /* action -> count */
} Soak;

/* --- memory --- */

static double
get_resident_bytes (void)
{
  g_autofree char *text = NULL;
  long pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);

  return (double) pages * (double) sysconf (_SC_PAGESIZE);
}

/* What is allocated now. The sanitizer counts for itself, malloc is a stranger to it; under
 * valgrind nobody counts. */
static double
get_bytes (void)
{
  size_t (*counted) (void) = dlsym (RTLD_DEFAULT, "__sanitizer_get_current_allocated_bytes");
  struct mallinfo2 info;

  if (counted != NULL)
    return (double) counted ();
  info = mallinfo2 ();

  return info.uordblks > 0 ? (double) info.uordblks + (double) info.hblkhd : get_resident_bytes ();
}

static gboolean
levels_off (const Soak *soak)
{
  double middle = 0, last = 0;
  guint third = soak->n_measures / 3;

  if (third == 0)
    return TRUE;
  for (guint i = 0; i < third; i++)
    {
      middle += soak->bytes[soak->n_measures - 2 * third + i] / third;
      last += soak->bytes[soak->n_measures - third + i] / third;
    }

  return last <= middle * GROWTH_FACTOR + GROWTH_BYTES;
}

/* --- what a person does beside pressing buttons --- */

static void
saved_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  pt_set_document_save_finish (PT_SET_DOCUMENT (object), result, &error);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  pt_set_document_open_finish (PT_SET_DOCUMENT (object), result, &error);
}

static void
work_documents (Soak *soak, PtStudio *studio)
{
  PtSetDocument *document = pt_studio_get_document (studio);
  g_autofree char *name = g_strdup_printf ("%d.peaktime", g_rand_int_range (soak->chance, 0, 4));
  g_autofree char *path = g_build_filename (soak->folder, name, NULL);

  switch (g_rand_int_range (soak->chance, 0, 3))
    {
    case 0:
      pt_set_document_save_async (document, path, NULL, saved_cb, NULL);
      break;
    case 1:
      pt_set_document_open_async (document, path, NULL, opened_cb, NULL);
      break;
    default:
      pt_set_document_new_set (document, NULL);
      break;
    }
}

static void
work_library (Soak *soak, PtStudio *studio)
{
  PtLibraryKeeper *keeper = pt_studio_get_keeper (studio);

  switch (g_rand_int_range (soak->chance, 0, 4))
    {
    case 0:
      pt_library_keeper_add_folder (keeper, soak->sounds);
      break;
    case 1:
      pt_library_keeper_remove_folder (keeper, soak->sounds);
      break;
    case 2:
      pt_library_keeper_rescan (keeper);
      break;
    default:
      pt_job_list_cancel_all (pt_studio_get_jobs (studio));
      break;
    }
}

/* Dialogs are closed as with Esc; the window itself stays. */
static void
close_dialogs (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (!PT_IS_WINDOW (l->data) && gtk_widget_get_visible (l->data))
      gtk_window_close (l->data);
}

static GtkWidget *
choose_window (Soak *soak)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  GtkWidget *chosen = NULL;

  for (GList *l = windows; l != NULL; l = l->next)
    if (gtk_widget_get_mapped (l->data) && (chosen == NULL || g_rand_boolean (soak->chance))
        && !GTK_IS_FILE_CHOOSER (l->data))
      chosen = l->data;

  return chosen;
}

static void
act (Soak *soak, GActionGroup *group)
{
  char *name = pt_test_monkey_act (group, spared, soak->chance);

  if (name == NULL)
    return;
  if (verbose)
    g_printerr ("%u %s\n", soak->n_rounds, name);
  g_hash_table_insert (soak->done, name, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (soak->done, name)) + 1));
}

static void
do_round (Soak *soak)
{
  PtStudio *studio = pt_application_get_studio (soak->application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (soak->application));
  int dice = g_rand_int_range (soak->chance, 0, 100);
  GtkWidget *chosen;

  soak->n_rounds++;
  if (dice < 45 && PT_IS_WINDOW (window))
    act (soak, G_ACTION_GROUP (window));
  else if (dice < 48)
    act (soak, G_ACTION_GROUP (soak->application));
  else if (dice < 94 && (chosen = choose_window (soak)) != NULL)
    pt_test_monkey_poke (chosen, soak->chance);
  else if (dice < 96)
    work_library (soak, studio);
  else if (dice < 98)
    work_documents (soak, studio);
  else
    close_dialogs ();
}

/* --- measuring: always from the same state --- */

static void
remove_palettes (PtStudio *studio)
{
  PtPaletteShelf *shelf = pt_studio_get_shelf (studio);

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (shelf)); i-- > 0;)
    {
      g_autoptr (PtPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (shelf), i);
      g_autoptr (GError) error = NULL;

      if (pt_palette_item_get_kind (item) != PT_PALETTE_CURATED)
        pt_palette_shelf_remove (shelf, item, NULL, &error);
    }
}

static void
begin_settling (Soak *soak)
{
  PtStudio *studio = pt_application_get_studio (soak->application);

  close_dialogs ();
  pt_groove_stop (pt_studio_get_groove (studio));
  pt_audition_stop (pt_studio_get_audition (studio));
  pt_studio_end_ab (studio);
  pt_job_list_cancel_all (pt_studio_get_jobs (studio));
  pt_library_keeper_remove_folder (pt_studio_get_keeper (studio), soak->sounds);
  remove_palettes (studio);
  pt_set_document_new_set (pt_studio_get_document (studio), NULL);
  soak->settling_since = g_get_monotonic_time ();
}

/* TRUE when it has been measured. */
static gboolean
measure (Soak *soak)
{
  PtStudio *studio = pt_application_get_studio (soak->application);
  gint64 waited = g_get_monotonic_time () - soak->settling_since;

  if ((pt_job_list_get_n_running (pt_studio_get_jobs (studio)) > 0 || waited < G_USEC_PER_SEC / 4)
      && waited < SETTLE_SECONDS * G_USEC_PER_SEC)
    return FALSE;
  malloc_trim (0);
  soak->bytes[soak->n_measures] = get_bytes ();
  printf ("# %u rounds: %.1f MB in use, %.1f MB resident\n", soak->n_rounds, soak->bytes[soak->n_measures] / 1e6,
          get_resident_bytes () / 1e6);
  fflush (stdout);
  soak->n_measures++;
  soak->settling_since = 0;

  return TRUE;
}

static gboolean
round_cb (gpointer data)
{
  Soak *soak = data;
  gint64 gone = g_get_monotonic_time () - soak->start;

  if (soak->settling_since != 0)
    {
      measure (soak);
    }
  else if (gone >= (gint64) (soak->n_measures + 1) * seconds * G_USEC_PER_SEC / N_MEASURES)
    {
      begin_settling (soak);
    }
  else
    {
      do_round (soak);
    }
  if (soak->n_measures < N_MEASURES)
    return G_SOURCE_CONTINUE;
  gtk_window_destroy (gtk_application_get_active_window (GTK_APPLICATION (soak->application)));
  g_application_quit (G_APPLICATION (soak->application));

  return G_SOURCE_REMOVE;
}

static void
activate_cb (GApplication *application, gpointer data)
{
  Soak *soak = data;

  if (soak->start != 0)
    return;
  soak->start = g_get_monotonic_time ();
  /* After everything else that waits to be done. */
  g_timeout_add_full (G_PRIORITY_LOW, 1, round_cb, soak, NULL);
}

/* --- warnings end it --- */

/* Without a window manager a window can be larger than the screen; GTK then finds no monitor
 * for a popover at its edge. */
static const char *const harmless[] = { "gdk_monitor_get_geometry: assertion", "gdk_monitor_get_workarea: assertion", NULL };

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const char *message = "";

  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0)
    return G_LOG_WRITER_HANDLED;
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      message = fields[i].value;
  for (guint i = 0; harmless[i] != NULL; i++)
    if (g_str_has_prefix (message, harmless[i]))
      return G_LOG_WRITER_HANDLED;
  g_log_writer_standard_streams (level, fields, n_fields, NULL);
  abort ();
}

/* --- a home of its own --- */

static void
make_home (Soak *soak)
{
  static const char *const names[] = { "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "HOME" };

  soak->folder = pt_test_make_folder ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], soak->folder, TRUE);
  /* Names that are given to actions may be names of files. */
  g_assert_cmpint (g_chdir (soak->folder), ==, 0);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  soak->sounds = g_build_filename (soak->folder, "sounds", NULL);
  g_mkdir (soak->sounds, 0700);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%s_%02u.wav", soak->sounds, words[1 + i % 7], i);
      guint64 frames = 9600 + 2400 * i;
      g_autofree float *sine = pt_test_sine (100 + 20 * i, 0.5, frames, 1, 48000);

      pt_test_write_audio (name, sine, frames, 1, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    }
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "How long", "S" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Another session", "N" },
    { "verbose", 0, 0, G_OPTION_ARG_NONE, &verbose, "Name every action", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Soak soak = { 0 };
  int status;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_log_set_writer_func (write_log, NULL, NULL);
  make_home (&soak);
  pt_test_monkey_set_words (words);
  soak.chance = g_rand_new_with_seed ((guint32) seed);
  soak.done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  printf ("1..2\n");
  soak.application = pt_application_new ();
  g_application_set_flags (G_APPLICATION (soak.application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect_after (soak.application, "activate", G_CALLBACK (activate_cb), &soak);
  status = g_application_run (G_APPLICATION (soak.application), 1, argv);
  printf ("# %u actions were done\n", g_hash_table_size (soak.done));
  printf ("%s 1 - %u rounds, seed %d\n", status == 0 && soak.n_rounds >= N_MEASURES ? "ok" : "not ok", soak.n_rounds, seed);
  printf ("%s 2 - memory levels off\n", levels_off (&soak) && soak.n_measures == N_MEASURES ? "ok" : "not ok");
  g_assert_finalize_object (soak.application);
  g_hash_table_unref (soak.done);
  g_rand_free (soak.chance);
  pt_test_remove_folder (soak.folder);
  g_free (soak.sounds);
  g_free (soak.folder);

  return 0;
}
