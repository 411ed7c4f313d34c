/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-sound-list [SOUNDS]: what the list of sounds costs the main thread, in milliseconds.
 *
 * A key stroke is the new search (filter, sort, what GTK's list does about it) and the frame
 * that follows; a scrolled frame is the frame alone. The frame is what lies between
 * before-paint and after-paint of the frame clock. Measured is the main thread's time on the
 * processor. Run it below scripts/headless. */

#include "config.h"

#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/pt-sound-pane.h"
#include "app/pt-sound-table.h"

#define N_SOUNDS 50000
#define N_SCROLLS 200
#define ROUNDS 8

/* Of this thread, so that others who are at work on the machine do not count. */
static gint64
get_usec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

typedef struct
{
  gint64 frame_start;
  gint64 frame_usec;
  gint64 layout_usec;
  guint n_frames;
} Clock;

static void
before_cb (GdkFrameClock *frame_clock, Clock *clock)
{
  clock->frame_start = get_usec ();
}

static void
paint_cb (GdkFrameClock *frame_clock, Clock *clock)
{
  clock->layout_usec = get_usec () - clock->frame_start;
}

static void
after_cb (GdkFrameClock *frame_clock, Clock *clock)
{
  clock->frame_usec = get_usec () - clock->frame_start;
  clock->n_frames++;
}

static void
wait_frame (Clock *clock)
{
  guint before = clock->n_frames;

  while (clock->n_frames == before)
    g_main_context_iteration (NULL, TRUE);
}

static GPtrArray *
make_samples (guint n)
{
  static const char *const words[] = { "Deep", "Warm", "Dark", "Acid", "Rolling", "Tight", "Wide", "Dusty", "Raw", "Clean" };
  static const char *const keys[] = { "F minor", "G minor", "A minor", "C major", NULL };
  GPtrArray *samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < n; i++)
    {
      PtRole role = (PtRole) g_rand_int_range (rand, 0, (int) PT_N_ROLES);
      g_autofree char *path = g_strdup_printf ("/samples/pack %u/%s %s %s %u.wav", i / 500, words[g_rand_int_range (rand, 0, 10)],
                                               words[g_rand_int_range (rand, 0, 10)], pt_role_to_string (role), i);
      PtSampleInfo *info = pt_sample_info_new (path);

      info->role = role;
      info->loop = pt_role_get_loop_rule (role) == PT_LOOP_RULE_LOOP;
      info->bpm = 110 + g_rand_int_range (rand, 0, 40);
      info->key = g_strdup (keys[g_rand_int_range (rand, 0, 5)]);
      info->duration_s = g_rand_double_range (rand, 0.05, 12);
      info->brightness_hz = g_rand_double_range (rand, 80, 9000);
      info->lufs_i = g_rand_double_range (rand, -40, -6);
      info->rating = g_rand_int_range (rand, 0, 6);
      info->favourite = g_rand_int_range (rand, 0, 20) == 0;
      g_ptr_array_add (samples, pt_sample_new (info));
    }

  return samples;
}

static GtkWidget *
find (GtkWidget *root, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
report (const char *what, GArray *values)
{
  g_array_sort (values, compare);
  printf ("%-34s median %6.2f   95 %% %6.2f   most %6.2f ms (%u)\n", what, g_array_index (values, double, values->len / 2),
          g_array_index (values, double, values->len * 95 / 100), g_array_index (values, double, values->len - 1), values->len);
  g_array_set_size (values, 0);
}

static void
add (GArray *values, gint64 usec)
{
  double msec = (double) usec / 1000;

  g_array_append_val (values, msec);
}

static const char *const typed[] = { "d", "de", "dee", "deep", "deep ", "deep r", "deep ro", "deep rol", "deep role:kick", "deep role:kick bpm:120-130",
                                     "deep role:kick", "deep", "de", "" };

/* Without anybody who shows it. */
static void
filter_alone (PtLibrary *library)
{
  g_autoptr (PtSoundList) list = pt_sound_list_new (library);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        gint64 start = get_usec ();

        pt_sound_list_set_query (list, typed[i]);
        add (values, get_usec () - start);
      }
  report ("key stroke: the model alone", values);
}

static void
type (GtkEditable *entry, Clock *clock)
{
  g_autoptr (GArray) search = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) frame = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) layout = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
      {
        gint64 start = get_usec ();
        gint64 spent;

        gtk_editable_set_text (entry, typed[i]);
        spent = get_usec () - start;
        wait_frame (clock);
        add (search, spent);
        add (layout, clock->layout_usec);
        add (frame, clock->frame_usec);
        add (whole, spent + clock->frame_usec);
      }
  report ("key stroke: search and rows", search);
  report ("key stroke: style and layout", layout);
  report ("key stroke: frame", frame);
  report ("key stroke: all of it", whole);
}

static void
scroll (GtkScrolledWindow *scroller, Clock *clock, const char *what, double step)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  g_autoptr (GArray) frame = g_array_new (FALSE, FALSE, sizeof (double));

  gtk_adjustment_set_value (adjustment, 0);
  wait_frame (clock);
  for (guint i = 0; i < N_SCROLLS; i++)
    {
      gint64 start = get_usec ();
      gint64 spent;

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      spent = get_usec () - start;
      wait_frame (clock);
      add (frame, spent + clock->frame_usec);
    }
  report (what, frame);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("peaktime-bench-XXXXXX", NULL);
  g_autofree char *index = g_build_filename (folder, "library.db", NULL);
  const PtStudioOptions options = {
    .state_folder = folder,
    .index_path = index,
    .curated_folder = folder,
    .palettes_folder = folder,
    .cache_folder = folder,
  };
  guint n_sounds = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : N_SOUNDS;
  g_autoptr (GPtrArray) samples = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (PtStudio) studio = NULL;
  GtkWidget *window, *pane;
  Clock clock = { 0 };
  GdkFrameClock *frame_clock;

  adw_init ();
  settings = g_settings_new (PT_APPLICATION_ID);
  samples = make_samples (n_sounds);
  studio = pt_studio_new (&options);
  pt_library_add_many (pt_studio_get_library (studio), samples);
  pane = g_object_new (PT_TYPE_SOUND_PANE, NULL);
  pt_sound_pane_set_studio (PT_SOUND_PANE (pane), studio, settings);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (window), pane);
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (pane))
    g_main_context_iteration (NULL, TRUE);
  frame_clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (frame_clock, "before-paint", G_CALLBACK (before_cb), &clock);
  g_signal_connect (frame_clock, "paint", G_CALLBACK (paint_cb), &clock);
  g_signal_connect_after (frame_clock, "after-paint", G_CALLBACK (after_cb), &clock);
  gtk_widget_queue_draw (window);
  wait_frame (&clock);

  filter_alone (pt_studio_get_library (studio));
  printf ("%u sounds\n", g_list_model_get_n_items (G_LIST_MODEL (pt_studio_get_library (studio))));
  type (GTK_EDITABLE (find (pane, GTK_TYPE_SEARCH_ENTRY)), &clock);
  scroll (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (find (pane, GTK_TYPE_COLUMN_VIEW))), &clock, "scrolling by 30 pixels", 30);
  scroll (GTK_SCROLLED_WINDOW (gtk_widget_get_parent (find (pane, GTK_TYPE_COLUMN_VIEW))), &clock, "scrolling by 600 pixels", 600);
  gtk_window_destroy (GTK_WINDOW (window));
  pt_studio_close (studio);

  return 0;
}
