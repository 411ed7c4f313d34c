/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-json.h"
#include "core/pt-pattern.h"
#include "core/pt-rng.h"
#include "core/pt-set-edit.h"

static char *
text_of (PtSet *set)
{
  g_autoptr (JsonNode) node = pt_set_to_json (set, NULL);

  return pt_json_to_string (node);
}

static PtTrack *
any_track (PtSet *set, PtRng *rng)
{
  const guint n = pt_set_get_n_tracks (set);

  return n > 0 ? pt_set_get_track (set, pt_rng_range (rng, 0, n - 1)) : NULL;
}

static PtScene *
any_scene (PtSet *set, PtRng *rng)
{
  const guint n = pt_set_get_n_scenes (set);

  return n > 0 ? pt_set_get_scene (set, pt_rng_range (rng, 0, n - 1)) : NULL;
}

static PtClip *
new_clip (PtRng *rng)
{
  PtClip *clip = pt_clip_new (pt_rng_range (rng, PT_CLIP_PATTERN, PT_CLIP_NOTES), "Clip");

  if (pt_rng_chance (rng, 0.5))
    pt_clip_set_pattern (clip, pt_pattern_all ()[pt_rng_range (rng, 0, 7)].name);
  pt_clip_set_gain (clip, pt_rng_double (rng));

  return clip;
}

static gboolean
edit_value (PtSet *set, PtRng *rng)
{
  PtTrack *track = any_track (set, rng);
  PtScene *scene = any_scene (set, rng);

  switch (pt_rng_range (rng, 0, 12))
    {
    case 0:
      return pt_set_edit_double (set, set, "tempo", pt_rng_range (rng, 100, 150));
    case 1:
      return pt_set_edit_key (set, pt_rng_chance (rng, 0.5) ? "Fm" : "", NULL);
    case 2:
      return pt_set_edit_text (set, set, "name", pt_rng_chance (rng, 0.5) ? "Friday" : "Saturday");
    case 3:
      return pt_set_edit_int (set, set, "quantize", pt_rng_range (rng, PT_QUANTIZE_NONE, PT_QUANTIZE_8_BARS));
    case 4:
      return track != NULL && pt_set_edit_text (set, track, "name", pt_rng_chance (rng, 0.5) ? "Drums" : "More Drums");
    case 5:
      return track != NULL && pt_set_edit_double (set, pt_track_get_channel (track), "gain-db", pt_rng_range (rng, -60, 12));
    case 6:
      return track != NULL && pt_set_edit_boolean (set, pt_track_get_channel (track), "mute", pt_rng_chance (rng, 0.5));
    case 7:
      return track != NULL && pt_set_edit_text (set, track, "colour", pt_rng_chance (rng, 0.5) ? "#102030" : NULL);
    case 8:
      return track != NULL && pt_set_edit_int (set, track, "role", pt_rng_range (rng, 0, PT_ROLE_NONE));
    case 9:
      return scene != NULL && pt_set_edit_double (set, scene, "energy", pt_rng_double (rng));
    case 10:
      return scene != NULL && pt_set_edit_int (set, scene, "bars", pt_rng_range (rng, 1, 32));
    case 11:
      return scene != NULL && pt_set_edit_int (set, scene, "follow-action", pt_rng_range (rng, 0, PT_FOLLOW_OTHER));
    default:
      return pt_set_edit_double (set, pt_set_get_master (set), "pan", pt_rng_double (rng));
    }
}

static gboolean
edit_palette_or_arc (PtSet *set, PtRng *rng)
{
  PtRole role = pt_rng_range (rng, 0, PT_N_ROLES - 1);
  g_autoptr (PtPalette) palette = NULL;

  switch (pt_rng_range (rng, 0, 8))
    {
    case 0:
      return pt_set_edit_palette_path (set, role, pt_rng_chance (rng, 0.7) ? "/a.wav" : NULL);
    case 1:
      return pt_set_edit_palette_gain (set, role, pt_rng_double (rng));
    case 2:
      return pt_set_edit_palette_pan (set, role, pt_rng_double (rng));
    case 3:
      return pt_set_edit_palette_lock (set, role, pt_rng_chance (rng, 0.5));
    case 4:
      palette = pt_palette_new ();
      pt_palette_set_path (palette, role, "/new.wav");
      return pt_set_edit_palette (set, palette);
    case 5:
      return pt_set_edit_arc_shape (set, pt_rng_range (rng, PT_ARC_HILL, PT_ARC_CUSTOM));
    case 6:
      return pt_set_edit_arc_move (set, pt_rng_range (rng, 0, 10), (PtArcPoint){ pt_rng_double (rng), pt_rng_double (rng) });
    case 7:
      return pt_set_edit_arc_add (set, (PtArcPoint){ pt_rng_double (rng), pt_rng_double (rng) });
    default:
      return pt_set_edit_arc_remove (set, pt_rng_range (rng, 0, 10));
    }
}

static gboolean
edit_clip (PtSet *set, PtRng *rng)
{
  PtTrack *track = any_track (set, rng);
  PtScene *scene = any_scene (set, rng);
  PtClip *clip = track != NULL && scene != NULL ? pt_set_get_clip (set, track, scene) : NULL;
  g_autoptr (PtClip) fresh = new_clip (rng);
  g_autoptr (GArray) notes = pt_note_list_new ();
  const PtBeats beats[] = { { pt_rng_range (rng, 0, 15), 4 }, { 7, 3 } };

  if (track == NULL || scene == NULL)
    return FALSE;
  if (clip == NULL || pt_rng_chance (rng, 0.2))
    return pt_set_edit_clip (set, track, scene, fresh);
  switch (pt_rng_range (rng, 0, 6))
    {
    case 0:
      return pt_set_edit_clip (set, track, scene, NULL);
    case 1:
      return pt_set_edit_clip_beats (set, clip, beats, 2);
    case 2:
      return pt_set_edit_clip_pattern (set, clip, pt_pattern_all ()[pt_rng_range (rng, 0, 7)].name);
    case 3:
      pt_note_list_add (notes, pt_rng_range (rng, 30, 90), (PtBeats){ 1, 3 }, (PtBeats){ 1, 1 }, 100);
      return pt_set_edit_clip_notes (set, clip, notes);
    case 4:
      return pt_set_edit_double (set, clip, "gain", pt_rng_double (rng));
    case 5:
      return pt_set_edit_boolean (set, clip, "legato", pt_rng_chance (rng, 0.5));
    default:
      return pt_set_edit_text (set, clip, "sample", pt_rng_chance (rng, 0.5) ? "/s.wav" : "");
    }
}

static gboolean
edit_grid (PtSet *set, PtRng *rng)
{
  PtTrack *track = any_track (set, rng);
  PtScene *scene = any_scene (set, rng);
  guint position = pt_rng_range (rng, 0, 12);
  g_autoptr (PtTrack) new_track = pt_track_new ("Track", pt_rng_range (rng, 0, PT_ROLE_NONE));
  g_autoptr (PtScene) new_scene = pt_scene_new ("Scene", pt_rng_range (rng, 1, 16));
  g_autoptr (PtTake) take = g_list_model_get_item (pt_set_get_takes (set), 0);

  switch (pt_rng_range (rng, 0, 7))
    {
    case 0:
      return pt_set_edit_insert_track (set, position, new_track);
    case 1:
      return track != NULL && pt_set_edit_remove_track (set, track);
    case 2:
      return track != NULL && pt_set_edit_move_track (set, track, position);
    case 3:
      return pt_set_edit_insert_scene (set, position, new_scene);
    case 4:
      return scene != NULL && pt_set_edit_remove_scene (set, scene);
    case 5:
      return scene != NULL && pt_set_edit_move_scene (set, scene, position);
    case 6:
      return scene != NULL && pt_set_edit_duplicate_scene (set, scene) != NULL;
    default:
      return take != NULL && pt_rng_chance (rng, 0.2) && pt_set_edit_remove_take (set, take);
    }
}

static gboolean
edit_something (PtSet *set, PtRng *rng)
{
  switch (pt_rng_range (rng, 0, 3))
    {
    case 0:
      return edit_value (set, rng);
    case 1:
      return edit_palette_or_arc (set, rng);
    case 2:
      return edit_clip (set, rng);
    default:
      return edit_grid (set, rng);
    }
}

static PtSet *
make_set (PtRng *rng)
{
  PtSet *set = pt_set_new_default ();

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (PtScene) scene = pt_scene_new ("Drop", 16);
      g_autoptr (PtTake) take = pt_take_new ("Take", "/t.wav", NULL, "built-in", i, 60);

      for (guint t = 0; t < 3; t++)
        {
          g_autoptr (PtClip) clip = new_clip (rng);

          pt_scene_set_clip (scene, pt_track_get_id (pt_set_get_track (set, t)), clip);
        }
      pt_set_insert_scene (set, i, scene);
      pt_set_insert_take (set, i, take);
    }

  return set;
}

/* Follows a list by its signals alone. */
static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  GPtrArray *rows = user_data;

  if (removed > 0)
    g_ptr_array_remove_range (rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (rows, position + i, item);
    }
  g_assert_cmpuint (rows->len, ==, g_list_model_get_n_items (model));
}

static GPtrArray *
mirror (GListModel *model)
{
  GPtrArray *rows = g_ptr_array_new ();

  mirror_cb (model, 0, 0, g_list_model_get_n_items (model), rows);
  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_cb), rows);

  return rows;
}

static void
check_mirror (GListModel *model, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      g_assert_true (g_ptr_array_index (rows, i) == item);
    }
}

/* Any edits in any order: undone they leave the set as it was, redone as it became, and at
 * every step on the way as it was then. */
static void
test_any_sequence (void)
{
  for (guint seed = 0; seed < 8; seed++)
    {
      PtRng rng;
      g_autoptr (PtSet) set = NULL;
      g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) tracks = NULL;
      g_autoptr (GPtrArray) scenes = NULL;
      PtUndoHistory *history;
      guint n_groups = 0;

      pt_rng_init (&rng, seed);
      set = make_set (&rng);
      history = pt_set_get_history (set);
      tracks = mirror (pt_set_get_tracks (set));
      scenes = mirror (pt_set_get_scenes (set));
      g_ptr_array_add (states, text_of (set));
      for (guint i = 0; i < 100; i++)
        {
          guint before = pt_undo_history_get_n_edits (history);
          gboolean group = pt_rng_chance (&rng, 0.1);

          /* Half of them as one slider after the other, half as gestures of their own. */
          if (pt_rng_chance (&rng, 0.5))
            pt_undo_history_seal (history);
          if (group)
            {
              pt_undo_history_begin_group (history, "Gesture");
              for (guint j = 0; j < 4; j++)
                edit_something (set, &rng);
              if (pt_rng_chance (&rng, 0.3))
                {
                  g_autofree char *now = NULL;

                  pt_undo_history_cancel_group (history);
                  now = text_of (set);
                  g_assert_cmpstr (now, ==, g_ptr_array_index (states, states->len - 1));
                }
              else
                {
                  pt_undo_history_end_group (history);
                  n_groups++;
                }
            }
          else if (!edit_something (set, &rng))
            {
              g_autofree char *now = text_of (set);

              /* FALSE means that nothing happened. */
              g_assert_cmpstr (now, ==, g_ptr_array_index (states, states->len - 1));
              g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, before);
            }
          /* One state for each edit; one that merged changes the last. */
          g_ptr_array_set_size (states, pt_undo_history_get_n_edits (history));
          g_ptr_array_add (states, text_of (set));
        }
      g_assert_cmpuint (states->len, ==, pt_undo_history_get_n_edits (history) + 1);
      g_assert_cmpuint (n_groups, >, 0);

      for (guint pass = 0; pass < 2; pass++)
        {
          for (guint i = states->len - 1; i > 0; i--)
            {
              g_autofree char *now = text_of (set);

              g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
              g_assert_true (pt_undo_history_undo (history));
            }
          g_assert_false (pt_undo_history_undo (history));
          g_assert_false (pt_undo_history_get_modified (history));
          for (guint i = 0; i + 1 < states->len; i++)
            {
              g_autofree char *now = text_of (set);

              g_assert_cmpstr (now, ==, g_ptr_array_index (states, i));
              g_assert_true (pt_undo_history_redo (history));
            }
          g_assert_false (pt_undo_history_redo (history));
        }
      check_mirror (pt_set_get_tracks (set), tracks);
      check_mirror (pt_set_get_scenes (set), scenes);

      {
        /* And what is written can be read. */
        g_autoptr (GError) error = NULL;
        g_autoptr (JsonNode) node = pt_set_to_json (set, NULL);
        g_autoptr (PtSet) again = pt_set_new_from_json (node, NULL, &error);
        g_autofree char *first = text_of (set);
        g_autofree char *second = NULL;

        g_assert_no_error (error);
        second = text_of (again);
        g_assert_cmpstr (first, ==, second);
      }
      g_signal_handlers_disconnect_by_data (pt_set_get_tracks (set), tracks);
      g_signal_handlers_disconnect_by_data (pt_set_get_scenes (set), scenes);
    }
}

static void
test_names (void)
{
  g_autoptr (PtSet) set = pt_set_new_default ();
  PtUndoHistory *history = pt_set_get_history (set);
  g_autoptr (PtPalette) first = pt_palette_new ();
  g_autoptr (PtPalette) second = pt_palette_new ();
  PtTrack *track = pt_set_get_track (set, 0);
  PtScene *scene = pt_set_get_scene (set, 0);
  g_autoptr (PtClip) clip = pt_clip_new (PT_CLIP_PATTERN, "Four");

  pt_set_edit_double (set, set, "tempo", 130);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Set Tempo");
  pt_set_edit_text (set, track, "name", "Boom");
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Rename Track");
  pt_set_edit_clip (set, track, scene, clip);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Add Clip");
  pt_set_edit_double (set, clip, "gain", 0.5);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Set Clip Gain");
  pt_set_edit_clip (set, track, scene, NULL);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Clear Slot");
  pt_set_edit_double (set, pt_track_get_channel (track), "gain-db", -6);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Set Volume");
  pt_set_edit_remove_track (set, track);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Remove Track");
  pt_set_edit_palette_path (set, PT_ROLE_KICK, "/k.wav");
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Change Sound");
  g_assert_true (pt_set_edit_palette_named (set, first, "Choose Palette “Deep”"));
  g_assert_true (pt_set_edit_palette_named (set, second, "Randomise Palette"));
  g_assert_false (pt_set_edit_palette_named (set, second, "Randomise Palette"));
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Randomise Palette");
  pt_undo_history_undo (history);
  g_assert_true (pt_set_get_palette (set) == first);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Choose Palette “Deep”");
}

static void
test_refuses_what_is_not_allowed (void)
{
  g_autoptr (PtSet) set = pt_set_new_default ();
  PtTrack *track = pt_set_get_track (set, 0);
  PtScene *scene = pt_set_get_scene (set, 0);
  g_autoptr (PtClip) clip = pt_clip_new (PT_CLIP_PATTERN, "Four");
  g_autoptr (PtTrack) stranger = pt_track_new ("Stranger", PT_ROLE_KICK);
  g_autoptr (PtTake) take = pt_take_new ("Take", "/t.wav", NULL, "live", 0, 1);
  g_autoptr (GError) error = NULL;
  const PtBeats beyond = { 4, 1 };

  g_assert_false (pt_set_edit_double (set, set, "tempo", 128));
  g_assert_false (pt_set_edit_double (set, set, "tempo", 1e9));
  g_assert_false (pt_set_edit_double (set, set, "tempo", 0.0 / 0.0));
  g_assert_false (pt_set_edit_key (set, "Q sharp", &error));
  g_assert_nonnull (error);
  g_assert_false (pt_set_edit_text (set, set, "key", "Q sharp"));
  g_assert_false (pt_set_edit_text (set, track, "colour", "red"));
  g_assert_false (pt_set_edit_text (set, take, "path", ""));
  g_assert_false (pt_set_edit_double (set, scene, "energy", -0.5));
  g_assert_false (pt_set_edit_double (set, scene, "energy", 2));
  g_assert_false (pt_set_edit_double (set, scene, "tempo", 5));
  g_assert_false (pt_set_edit_int (set, scene, "bars", 0));
  g_assert_false (pt_set_edit_int (set, scene, "bars", G_MAXINT64));
  g_assert_false (pt_set_edit_int (set, set, "quantize", PT_QUANTIZE_INHERIT));
  g_assert_false (pt_set_edit_double (set, pt_track_get_channel (track), "gain-db", 13));
  g_assert_false (pt_set_edit_palette_gain (set, PT_ROLE_KICK, -1));
  g_assert_false (pt_set_edit_palette_gain (set, PT_ROLE_KICK, 1e9));
  g_assert_false (pt_set_edit_palette_pan (set, PT_ROLE_KICK, 2));
  g_assert_false (pt_set_edit_palette_path (set, PT_ROLE_KICK, ""));
  g_assert_false (pt_set_edit_arc_move (set, 99, (PtArcPoint){ 0, 0 }));
  g_assert_false (pt_set_edit_arc_move (set, 1, (PtArcPoint){ 0.1, 7 }));
  g_assert_false (pt_set_edit_arc_add (set, (PtArcPoint){ -1, 0 }));
  g_assert_false (pt_set_edit_arc_remove (set, 99));
  g_assert_false (pt_set_edit_clip (set, stranger, scene, clip));
  g_assert_false (pt_set_edit_clip (set, track, scene, NULL));
  g_assert_false (pt_set_edit_clip_beats (set, clip, &beyond, 1));
  g_assert_false (pt_set_edit_clip_pattern (set, clip, "polka"));
  g_assert_false (pt_set_edit_remove_track (set, stranger));
  g_assert_false (pt_set_edit_move_track (set, stranger, 0));
  g_assert_false (pt_set_edit_move_track (set, track, 0));
  g_assert_false (pt_set_edit_insert_track (set, 0, track));
  g_assert_false (pt_set_edit_insert_scene (set, 0, scene));
  g_assert_cmpuint (pt_undo_history_get_n_edits (pt_set_get_history (set)), ==, 0);
  g_assert_false (pt_undo_history_get_modified (pt_set_get_history (set)));
}

/* The history of a set holds edits of the set: neither may keep the other alive. */
static void
test_goes_away (void)
{
  PtSet *set = pt_set_new_default ();

  pt_set_edit_double (set, set, "tempo", 131);
  pt_set_edit_text (set, set, "name", "Friday");
  pt_set_edit_remove_track (set, pt_set_get_track (set, 0));
  pt_undo_history_undo (pt_set_get_history (set));
  g_assert_finalize_object (set);
}

static void
test_arc_points (void)
{
  g_autoptr (PtSet) set = pt_set_new ();
  const PtArcPoint *points;
  guint n;

  pt_set_edit_arc_shape (set, PT_ARC_PLATEAU);
  /* The ends stay at the ends, and a point stays between its neighbours. */
  g_assert_true (pt_set_edit_arc_move (set, 0, (PtArcPoint){ 0.4, 0.6 }));
  g_assert_true (pt_set_edit_arc_move (set, 1, (PtArcPoint){ 0.99, 0.7 }));
  points = pt_arc_get_points (pt_set_get_arc (set), &n);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpfloat (points[0].position, ==, 0);
  g_assert_cmpfloat (points[0].energy, ==, 0.6);
  g_assert_cmpfloat (points[1].position, ==, 0.85);
  g_assert_cmpfloat (points[1].energy, ==, 0.7);
  for (int i = 0; i < 50; i++)
    pt_set_edit_arc_move (set, 2, (PtArcPoint){ 0.9, i / 50.0 });
  g_assert_cmpuint (pt_undo_history_get_n_edits (pt_set_get_history (set)), ==, 4);
  pt_undo_history_undo (pt_set_get_history (set));
  points = pt_arc_get_points (pt_set_get_arc (set), &n);
  g_assert_cmpfloat (points[2].energy, ==, 0.85);
  pt_set_edit_arc_remove (set, 1);
  pt_set_edit_arc_remove (set, 1);
  g_assert_false (pt_set_edit_arc_remove (set, 1));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/set-edit/any-sequence", test_any_sequence);
  g_test_add_func ("/core/set-edit/names", test_names);
  g_test_add_func ("/core/set-edit/refuses-what-is-not-allowed", test_refuses_what_is_not_allowed);
  g_test_add_func ("/core/set-edit/goes-away", test_goes_away);
  g_test_add_func ("/core/set-edit/arc-points", test_arc_points);

  return g_test_run ();
}
