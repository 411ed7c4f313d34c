/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-writer.h"

#include <time.h>

#include "core/pt-json.h"
#include "core/pt-set-edit.h"

static PtSet *
new_set (guint n_tracks, guint n_scenes)
{
  PtSet *set = pt_set_new ();

  for (guint t = 0; t < n_tracks; t++)
    {
      g_autofree char *name = g_strdup_printf ("Track %u", t);
      g_autoptr (PtTrack) track = pt_track_new (name, t % PT_N_ROLES);

      pt_set_insert_track (set, G_MAXUINT, track);
    }
  for (guint s = 0; s < n_scenes; s++)
    {
      g_autofree char *name = g_strdup_printf ("Scene “%u”\n\"scenes\": [", s);
      g_autoptr (PtScene) scene = pt_scene_new (name, 8);

      for (guint t = 0; t < n_tracks; t++)
        {
          g_autoptr (PtClip) clip = pt_clip_new (PT_CLIP_PATTERN, "Four");

          pt_clip_set_sample (clip, t % 2 == 0 ? "/music/here/a.wav" : "/elsewhere/b.wav");
          pt_scene_set_clip (scene, pt_track_get_id (pt_set_get_track (set, t)), clip);
        }
      pt_set_insert_scene (set, G_MAXUINT, scene);
    }

  return set;
}

static void
assert_same_text (PtSetWriter *writer)
{
  g_autoptr (JsonNode) node = pt_set_to_json (pt_set_writer_get_set (writer), pt_set_writer_get_folder (writer));
  g_autofree char *expected = pt_json_to_string (node);
  g_autoptr (PtSetText) text = pt_set_writer_take (writer);
  g_autofree char *found = pt_set_text_join (text);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_same_text (void)
{
  g_autoptr (PtSet) empty = pt_set_new ();
  g_autoptr (PtSet) set = new_set (3, 4);
  g_autoptr (PtSetWriter) first = pt_set_writer_new (empty, NULL);
  g_autoptr (PtSetWriter) absolute = pt_set_writer_new (set, NULL);
  g_autoptr (PtSetWriter) relative = pt_set_writer_new (set, "/music");

  assert_same_text (first);
  assert_same_text (absolute);
  assert_same_text (relative);
}

static void
test_every_change (void)
{
  g_autoptr (PtSet) set = new_set (3, 4);
  g_autoptr (PtSetWriter) writer = pt_set_writer_new (set, "/music");
  PtTrack *track = pt_set_get_track (set, 1);
  PtScene *scene = pt_set_get_scene (set, 2);
  g_autoptr (PtClip) clip = pt_clip_new (PT_CLIP_NOTES, "Notes");
  g_autoptr (PtScene) added = pt_scene_new ("Added", 4);
  const PtBeats beats[] = { { 1, 2 }, { 3, 1 } };

  assert_same_text (writer);
  pt_set_edit_double (set, pt_set_get_clip (set, track, scene), "gain", 0.5);
  assert_same_text (writer);
  pt_set_edit_clip_beats (set, pt_set_get_clip (set, track, scene), beats, 2);
  assert_same_text (writer);
  pt_set_edit_text (set, scene, "name", "Other");
  assert_same_text (writer);
  pt_set_edit_clip (set, track, scene, clip);
  assert_same_text (writer);
  pt_set_edit_clip (set, track, scene, NULL);
  assert_same_text (writer);
  pt_set_edit_insert_scene (set, 1, added);
  assert_same_text (writer);
  pt_set_edit_move_scene (set, added, 3);
  assert_same_text (writer);
  pt_set_edit_remove_scene (set, scene);
  assert_same_text (writer);
  pt_set_edit_remove_track (set, track);
  assert_same_text (writer);
  while (pt_undo_history_undo (pt_set_get_history (set)))
    assert_same_text (writer);
  while (pt_undo_history_redo (pt_set_get_history (set)))
    assert_same_text (writer);
}

static void
test_in_steps (void)
{
  g_autoptr (PtSet) set = new_set (64, 50);
  g_autoptr (PtSetWriter) writer = pt_set_writer_new (set, NULL);
  guint n = 0;

  /* One scene at least, so that it comes to an end however little time there is. */
  while (!pt_set_writer_step (writer, 0) && n < 1000)
    n++;
  g_assert_cmpuint (n, >=, 1);
  g_assert_cmpuint (n, <=, 50);
  g_assert_true (pt_set_writer_step (writer, 0));
  assert_same_text (writer);
  /* One clip was changed: one scene is written. */
  pt_clip_set_gain (pt_set_get_clip (set, pt_set_get_track (set, 9), pt_set_get_scene (set, 30)), 0.25);
  g_assert_true (pt_set_writer_step (writer, 10 * G_USEC_PER_SEC));
  assert_same_text (writer);
}

/* Of this thread: other programs may have the machine, too. */
static gint64
get_cpu_usec (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Nothing that one turn of the main loop does with it may be seen. */
static void
test_large (void)
{
  g_autoptr (PtSet) set = NULL;
  g_autoptr (PtSetWriter) writer = NULL;
  gint64 longest_usec = 0, begin_usec;
  g_autoptr (PtSetText) text = NULL;
  gboolean done = FALSE;

  set = new_set (256, 200);
  writer = pt_set_writer_new (set, NULL);
  while (!done)
    {
      begin_usec = get_cpu_usec ();
      done = pt_set_writer_step (writer, 4000);
      longest_usec = MAX (longest_usec, get_cpu_usec () - begin_usec);
    }
  g_test_message ("the longest step: %.1f ms", longest_usec / 1e3);
  begin_usec = get_cpu_usec ();
  text = pt_set_writer_take (writer);
  g_test_message ("taking it: %.1f ms", (get_cpu_usec () - begin_usec) / 1e3);
  g_assert_cmpint (longest_usec, <, 16000);
  g_assert_cmpint (get_cpu_usec () - begin_usec, <, 16000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/set-writer/same-text", test_same_text);
  g_test_add_func ("/core/set-writer/every-change", test_every_change);
  g_test_add_func ("/core/set-writer/in-steps", test_in_steps);
  g_test_add_func ("/core/set-writer/large", test_large);

  return g_test_run ();
}
