/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-set.h"
#include "pt-test-audio.h"

static const char full[] = "{\n"
                           "  \"format\": \"peaktime-set\",\n"
                           "  \"schema_version\": 1,\n"
                           "  \"name\": \"Friday\",\n"
                           "  \"tempo\": 130.5,\n"
                           "  \"key\": \"8A\",\n"
                           "  \"quantize\": \"2 bars\",\n"
                           "  \"palette\": {\n"
                           "    \"kick\": \"/k.wav\"\n"
                           "  },\n"
                           "  \"arc\": {\n"
                           "    \"shape\": \"wave\",\n"
                           "    \"z\": 1\n"
                           "  },\n"
                           "  \"master\": {\n"
                           "    \"gain_db\": -2,\n"
                           "    \"pan\": 0,\n"
                           "    \"mute\": false,\n"
                           "    \"solo\": false\n"
                           "  },\n"
                           "  \"tracks\": [\n"
                           "    {\n"
                           "      \"id\": \"kick\",\n"
                           "      \"name\": \"Kick\",\n"
                           "      \"role\": \"kick\",\n"
                           "      \"colour\": \"#3584e4\",\n"
                           "      \"lock\": true,\n"
                           "      \"channel\": {\n"
                           "        \"gain_db\": -3.5,\n"
                           "        \"pan\": 0.25,\n"
                           "        \"mute\": true,\n"
                           "        \"solo\": true,\n"
                           "        \"width\": 1\n"
                           "      },\n"
                           "      \"device\": \"909\"\n"
                           "    },\n"
                           "    {\n"
                           "      \"id\": \"keys\",\n"
                           "      \"name\": \"Keys\",\n"
                           "      \"role\": \"none\"\n"
                           "    }\n"
                           "  ],\n"
                           "  \"scenes\": [\n"
                           "    {\n"
                           "      \"id\": \"intro\",\n"
                           "      \"name\": \"Intro\",\n"
                           "      \"bars\": 16,\n"
                           "      \"energy\": 0.3,\n"
                           "      \"tempo\": 129,\n"
                           "      \"colour\": \"#e01b24\",\n"
                           "      \"follow\": {\n"
                           "        \"action\": \"next\",\n"
                           "        \"bars\": 16\n"
                           "      },\n"
                           "      \"clips\": {\n"
                           "        \"keys\": {\n"
                           "          \"kind\": \"notes\",\n"
                           "          \"length_bars\": 2,\n"
                           "          \"gain\": 1,\n"
                           "          \"notes\": [\n"
                           "            [60, 0, 0.5, 100],\n"
                           "            [63, 0.3333333333333333, 1, 90],\n"
                           "            [65, \"123457/99991\", 1, 1]\n"
                           "          ]\n"
                           "        },\n"
                           "        \"kick\": {\n"
                           "          \"kind\": \"pattern\",\n"
                           "          \"name\": \"Four\",\n"
                           "          \"colour\": \"#ffffff\",\n"
                           "          \"length_bars\": 1,\n"
                           "          \"gain\": 0.9,\n"
                           "          \"sample\": \"/other.wav\",\n"
                           "          \"beats\": \"four_on_floor\",\n"
                           "          \"launch\": \"toggle\",\n"
                           "          \"quantize\": \"1/4\",\n"
                           "          \"legato\": true,\n"
                           "          \"follow\": {\n"
                           "            \"action\": \"other\",\n"
                           "            \"bars\": 4\n"
                           "          },\n"
                           "          \"probability\": 0.5\n"
                           "        }\n"
                           "      },\n"
                           "      \"mood\": \"calm\"\n"
                           "    }\n"
                           "  ],\n"
                           "  \"takes\": [\n"
                           "    {\n"
                           "      \"name\": \"Take 1\",\n"
                           "      \"path\": \"/takes/1.wav\",\n"
                           "      \"hash\": \"abcd\",\n"
                           "      \"stage\": \"built-in\",\n"
                           "      \"created\": \"2026-05-01T21:30:00.250000Z\",\n"
                           "      \"duration_s\": 61.5,\n"
                           "      \"stars\": 3\n"
                           "    }\n"
                           "  ],\n"
                           "  \"scores\": [\"abcd\", \"ef01\"],\n"
                           "  \"log\": [\n"
                           "    {\n"
                           "      \"time\": \"2026-05-01T21:31:00Z\",\n"
                           "      \"source\": \"guardrail\",\n"
                           "      \"bar\": 7,\n"
                           "      \"text\": \"hat held back\",\n"
                           "      \"x\": null\n"
                           "    }\n"
                           "  ],\n"
                           "  \"plugin\": {\n"
                           "    \"deep\": [1, 2]\n"
                           "  }\n"
                           "}\n";

static PtSet *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", error);

  return node != NULL ? pt_set_new_from_json (node, NULL, error) : NULL;
}

static char *
write_again (PtSet *set)
{
  g_autoptr (JsonNode) node = pt_set_to_json (set, NULL);

  return pt_json_to_string (node);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtSet) set = parse (full, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = write_again (set);
  g_assert_cmpstr (again, ==, full);
  g_assert_false (pt_undo_history_get_modified (pt_set_get_history (set)));
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtSet) set = parse (full, &error);
  PtTrack *track;
  PtScene *scene;
  PtClip *clip;
  const GArray *notes;
  g_autoptr (PtTake) take = NULL;
  g_autofree char *own = NULL;
  g_autofree char *palettes = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (pt_set_get_tempo (set), ==, 130500000);
  g_assert_cmpint (pt_set_get_quantize (set), ==, PT_QUANTIZE_2_BARS);
  g_assert_cmpint (pt_set_get_bars (set), ==, 16);
  track = pt_set_find_track (set, "kick");
  g_assert_true (track == pt_set_get_track (set, 0));
  g_assert_true (pt_track_get_lock (track));
  g_assert_true (pt_mixer_channel_get_solo (pt_track_get_channel (track)));
  scene = pt_set_get_scene (set, 0);
  g_assert_cmpfloat (pt_scene_get_energy (scene), ==, 0.3);
  g_assert_cmpint (pt_scene_get_follow_action (scene), ==, PT_FOLLOW_NEXT);
  clip = pt_set_get_clip (set, track, scene);
  g_assert_cmpstr (pt_clip_get_pattern (clip), ==, "four_on_floor");
  g_assert_cmpint (pt_clip_get_launch_mode (clip), ==, PT_LAUNCH_TOGGLE);
  g_assert_cmpint (pt_quantize_get_beats (pt_clip_get_quantize (clip), pt_set_get_quantize (set)).num, ==, 1);
  own = pt_set_resolve_sample (set, track, clip, NULL);
  g_assert_cmpstr (own, ==, "/other.wav");
  palettes = pt_set_resolve_sample (set, track, NULL, NULL);
  g_assert_cmpstr (palettes, ==, "/k.wav");
  clip = pt_set_get_clip (set, pt_set_get_track (set, 1), scene);
  notes = pt_clip_get_notes (clip);
  g_assert_cmpuint (notes->len, ==, 3);
  g_assert_cmpint (g_array_index (notes, PtNote, 1).start.den, ==, 3);
  g_assert_cmpint (g_array_index (notes, PtNote, 2).start.den, ==, 99991);
  g_assert_null (pt_set_resolve_sample (set, pt_set_get_track (set, 1), clip, NULL));
  take = g_list_model_get_item (pt_set_get_takes (set), 0);
  g_assert_cmpint (pt_take_get_created_usec (take) % G_USEC_PER_SEC, ==, 250000);
}

static void
test_quantum (void)
{
  g_assert_cmpint (pt_quantize_get_beats (PT_QUANTIZE_INHERIT, PT_QUANTIZE_INHERIT).num, ==, 4);
  g_assert_cmpint (pt_quantize_get_beats (PT_QUANTIZE_INHERIT, PT_QUANTIZE_NONE).num, ==, 0);
  g_assert_cmpint (pt_quantize_get_beats (PT_QUANTIZE_SIXTEENTH, PT_QUANTIZE_NONE).den, ==, 4);
  g_assert_cmpint (pt_quantize_get_beats (PT_QUANTIZE_8_BARS, PT_QUANTIZE_NONE).num, ==, 32);
}

static void
test_refused (void)
{
#define SET(text) "{\"schema_version\": 1, " text "}"
#define TRACK(text) SET ("\"tracks\": [{" text "}]")
#define SCENE(text) SET ("\"tracks\": [{\"id\": \"k\"}], \"scenes\": [{" text "}]")
#define CLIP(text) SCENE ("\"clips\": {\"k\": {" text "}}")
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "[]", "A set must be an object" },
    { "{}", "This is no Peaktime set" },
    { "{\"schema_version\": 1, \"format\": \"als\"}", "“format” is not “peaktime-set”" },
    { "{\"schema_version\": \"1\"}", "“schema_version” must be a whole number" },
    { "{\"schema_version\": -1}", "“schema_version” is -1" },
    { "{\"schema_version\": 2}", "written by a newer Peaktime (schema 2, this version reads up to 1); update Peaktime" },
    { SET ("\"tempo\": 0"), "“tempo” is 0; it must lie between 20 and 400" },
    { SET ("\"key\": \"H moll\""), "“key”: " },
    { SET ("\"quantize\": \"3 bars\""), "“quantize”: There is no launch quantum “3 bars”" },
    { SET ("\"palette\": 1"), "“palette”: A palette must be an object" },
    { SET ("\"arc\": {\"shape\": \"x\"}"), "“arc.shape”: " },
    { SET ("\"master\": {\"gain_db\": 99}"), "“master.gain_db” is 99" },
    { SET ("\"tracks\": {}"), "“tracks” must be an array" },
    { SET ("\"tracks\": [1]"), "“tracks[0]” must be an object" },
    { TRACK ("\"role\": \"drum\""), "“tracks[0].role”: There is no role “drum”" },
    { TRACK ("\"colour\": \"red\""), "“tracks[0].colour” is “red”; a colour is written like “#3584e4”" },
    { TRACK ("\"lock\": 1"), "“tracks[0].lock” must be true or false" },
    { TRACK ("\"channel\": {\"pan\": 3}"), "“tracks[0].channel.pan” is 3" },
    { SET ("\"tracks\": [{\"id\": \"a\"}, {\"id\": \"a\"}]"), "“tracks[1].id” is “a”, which is another track's" },
    { SCENE ("\"bars\": 0"), "“scenes[0].bars” is 0" },
    { SCENE ("\"bars\": 2.5"), "“scenes[0].bars” is 2.5" },
    { SCENE ("\"energy\": 1.5"), "“scenes[0].energy” is 1.5" },
    { SCENE ("\"tempo\": 1"), "“scenes[0].tempo” is 1" },
    { SCENE ("\"follow\": {\"action\": \"jump\"}"), "“scenes[0].follow.action”: There is no follow action “jump”" },
    { SCENE ("\"follow\": {\"bars\": -1}"), "“scenes[0].follow.bars” is -1" },
    { SCENE ("\"clips\": []"), "“scenes[0].clips” must be an object" },
    { SCENE ("\"clips\": {\"z\": {\"kind\": \"loop\"}}"), "“scenes[0].clips” has a clip for “z”, and no track has that id" },
    { CLIP (""), "“scenes[0].clips.k.kind” is missing" },
    { CLIP ("\"kind\": \"midi\""), "“scenes[0].clips.k.kind”: There is no clip kind “midi”" },
    { CLIP ("\"kind\": \"loop\", \"gain\": -1"), "“scenes[0].clips.k.gain” is -1" },
    { CLIP ("\"kind\": \"loop\", \"gain\": 1e9"), "“scenes[0].clips.k.gain” is 1e+09" },
    { CLIP ("\"kind\": \"loop\", \"length_bars\": 1000000000"), "“scenes[0].clips.k.length_bars” is 1e+09" },
    { CLIP ("\"kind\": \"pattern\", \"beats\": \"polka\""), "“scenes[0].clips.k.beats”: There is no pattern “polka”" },
    { CLIP ("\"kind\": \"pattern\", \"beats\": [4]"), "“scenes[0].clips.k.beats[0]” is 4" },
    { CLIP ("\"kind\": \"loop\", \"launch\": \"now\""), "“scenes[0].clips.k.launch”: " },
    { CLIP ("\"kind\": \"loop\", \"legato\": 0"), "“scenes[0].clips.k.legato” must be true or false" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60]]"), "“scenes[0].clips.k.notes[0]” must be an array of four" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[128, 0, 1, 1]]"), "notes[0][0]” must be a whole number from 0 to 127" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, -1, 1, 1]]"), "notes[0][1]” must be a number of beats between 0 and 4096" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, \"1/0\", 1, 1]]"), "notes[0][1]” must be a number of beats" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, \"99999/2\", 1, 1]]"), "notes[0][1]” must be a number of beats" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, true, 1, 1]]"), "notes[0][1]” must be a number of beats" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, 0, 0, 1]]"), "notes[0][2]” must be a number of beats between 0.01 and 4096" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, 0, 1, 0]]"), "notes[0][3]” must be a whole number from 1 to 127" },
    { CLIP ("\"kind\": \"notes\", \"notes\": [[60, 0, 1, 0.5]]"), "notes[0][3]” must be a whole number" },
    { SET ("\"takes\": [{}]"), "“takes[0].path” is missing" },
    { SET ("\"takes\": [{\"path\": \"\"}]"), "“takes[0].path” is empty" },
    { SET ("\"takes\": [{\"path\": \"a\", \"created\": \"yesterday\"}]"), "“takes[0].created” is “yesterday”; a time is written like" },
    { SET ("\"takes\": [{\"path\": \"a\", \"duration_s\": -1}]"), "“takes[0].duration_s” is -1" },
    { SET ("\"scores\": [1]"), "“scores[0]” must be a string" },
    { SET ("\"log\": [{\"time\": 1}]"), "“log[0].time” must be a string" },
    { SET ("\"log\": [{\"bar\": -3}]"), "“log[0].bar” is -3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtSet) set = parse (cases[i].text, &error);

      if (set != NULL)
        g_error ("%s was read", cases[i].text);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("%s: “%s” does not say “%s”", cases[i].text, error->message, cases[i].says);
    }
}

static void
test_bounds (void)
{
  static const struct
  {
    const char *member;
    const char *element;
    guint n;
  } cases[] = {
    { "tracks", "{}", PT_SET_MAX_TRACKS },
    { "scenes", "{}", PT_SET_MAX_SCENES },
    { "takes", "{\"path\": \"a\"}", PT_SET_MAX_TAKES },
    { "scores", "\"a\"", PT_SET_MAX_SCORES },
    { "log", "{}", PT_SET_MAX_LOG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint extra = 0; extra < 2; extra++)
      {
        g_autoptr (GString) text = g_string_new ("{\"schema_version\": 1, ");
        g_autoptr (GError) error = NULL;
        g_autoptr (PtSet) set = NULL;

        g_string_append_printf (text, "\"%s\": [%s", cases[i].member, cases[i].element);
        for (guint n = 1; n < cases[i].n + extra; n++)
          g_string_append_printf (text, ", %s", cases[i].element);
        g_string_append (text, "]}");
        set = parse (text->str, &error);
        if (extra == 0)
          {
            g_assert_no_error (error);
            continue;
          }
        g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
        g_assert_nonnull (strstr (error->message, "entries; at most"));
      }
}

static void
test_migrates (void)
{
  static const char old[] = "{\"schema_version\": 0, \"bpm\": 126, \"tracks\": [\"kick\", \"clap\", {\"id\": \"x\"}], "
                            "\"scenes\": [{\"clips\": {\"kick\": {\"kind\": \"pattern\"}}}], \"mine\": 1}";
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pt_json_parse (old, -1, "test", NULL);
  g_autoptr (JsonNode) before = pt_json_parse (old, -1, "test", NULL);
  g_autoptr (PtSet) set = pt_set_new_from_json (node, NULL, &error);
  g_autoptr (JsonNode) written = NULL;
  JsonObject *object;

  g_assert_no_error (error);
  g_assert_true (json_node_equal (node, before));
  g_assert_cmpint (pt_set_get_tempo (set), ==, 126000000);
  g_assert_cmpuint (pt_set_get_n_tracks (set), ==, 3);
  g_assert_cmpint (pt_track_get_role (pt_set_find_track (set, "clap")), ==, PT_ROLE_CLAP);
  written = pt_set_to_json (set, NULL);
  object = json_node_get_object (written);
  g_assert_cmpint (json_object_get_int_member (object, "schema_version"), ==, PT_SET_SCHEMA_VERSION);
  g_assert_false (json_object_has_member (object, "bpm"));
  g_assert_cmpint (json_object_get_int_member (object, "mine"), ==, 1);
}

static void
test_ids (void)
{
  g_autoptr (PtSet) set = pt_set_new_default ();
  g_autoptr (PtTrack) second = pt_track_new ("Kick", PT_ROLE_KICK);
  g_autoptr (PtTrack) odd = pt_track_new ("  Föö / Bar!  ", PT_ROLE_NONE);
  g_autoptr (PtTrack) nameless = pt_track_new ("???", PT_ROLE_HIHAT);

  g_assert_cmpuint (pt_set_get_n_tracks (set), ==, 6);
  g_assert_cmpstr (pt_track_get_id (pt_set_get_track (set, 0)), ==, "kick");
  pt_set_insert_track (set, 1, second);
  g_assert_cmpstr (pt_track_get_id (second), ==, "kick-2");
  g_assert_cmpuint (pt_set_get_track_position (set, second), ==, 1);
  pt_set_insert_track (set, G_MAXUINT, odd);
  g_assert_cmpstr (pt_track_get_id (odd), ==, "foo-bar");
  pt_set_insert_track (set, G_MAXUINT, nameless);
  g_assert_cmpstr (pt_track_get_id (nameless), ==, "hihat");
}

static void
test_files_move (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *sample = g_build_filename (inner, "k.wav", NULL);
  g_autofree char *path = g_build_filename (folder, "a.peaktime", NULL);
  g_autofree char *inside = g_build_filename (inner, "b.peaktime", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PtSet) set = NULL;
  g_autoptr (PtSet) again = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *clips;
  PtClip *clip;

  g_mkdir (inner, 0755);
  g_file_set_contents (sample, "x", 1, NULL);
  g_file_set_contents (path,
                       "{\"schema_version\": 1, \"palette\": {\"kick\": \"inner/k.wav\", \"clap\": \"not/here.wav\"}, "
                       "\"tracks\": [{\"id\": \"k\", \"role\": \"kick\"}], \"takes\": [{\"path\": \"inner/k.wav\"}], "
                       "\"scenes\": [{\"clips\": {\"k\": {\"kind\": \"loop\", \"sample\": \"inner/k.wav\"}}}]}",
                       -1, NULL);
  set = pt_set_load (path, &error);
  g_assert_no_error (error);
  clip = pt_set_get_clip (set, pt_set_get_track (set, 0), pt_set_get_scene (set, 0));
  g_assert_cmpstr (pt_clip_get_sample (clip), ==, sample);
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (set), PT_ROLE_KICK), ==, sample);
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (set), PT_ROLE_CLAP), ==, "not/here.wav");

  g_assert_true (pt_set_save (set, inside, &error));
  g_assert_no_error (error);
  node = pt_json_load (inside, &error);
  g_assert_no_error (error);
  clips = json_object_get_object_member (
      json_array_get_object_element (json_object_get_array_member (json_node_get_object (node), "scenes"), 0), "clips");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (clips, "k"), "sample"), ==, "k.wav");
  again = pt_set_load (inside, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_get_path (pt_set_get_palette (again), PT_ROLE_KICK), ==, sample);

  g_file_set_contents (path, "{\"schema_version\": 1, \"tempo\": 5}", -1, NULL);
  g_assert_null (pt_set_load (path, &error));
  g_assert_true (g_str_has_prefix (error->message, path));
  g_clear_error (&error);
  g_assert_false (pt_set_save (set, "/nowhere/at/all.peaktime", &error));
  g_assert_nonnull (error);
  pt_test_remove_folder (folder);
}

static void
test_log_forgets (void)
{
  g_autoptr (PtSet) set = pt_set_new ();
  g_autoptr (PtLogEntry) first = NULL;

  for (guint i = 0; i < PT_SET_MAX_LOG + 5; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autoptr (PtLogEntry) entry = pt_log_entry_new (i, "hand", -1, text);

      pt_set_add_log (set, entry);
    }
  g_assert_cmpuint (g_list_model_get_n_items (pt_set_get_log (set)), ==, PT_SET_MAX_LOG);
  first = g_list_model_get_item (pt_set_get_log (set), 0);
  g_assert_cmpstr (pt_log_entry_get_text (first), ==, "5");
  g_assert_true (pt_set_add_score (set, "a"));
  g_assert_false (pt_set_add_score (set, "a"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/set/round-trip", test_round_trip);
  g_test_add_func ("/core/set/values", test_values);
  g_test_add_func ("/core/set/quantum", test_quantum);
  g_test_add_func ("/core/set/refused", test_refused);
  g_test_add_func ("/core/set/bounds", test_bounds);
  g_test_add_func ("/core/set/migrates", test_migrates);
  g_test_add_func ("/core/set/ids", test_ids);
  g_test_add_func ("/core/set/files-move", test_files_move);
  g_test_add_func ("/core/set/log-forgets", test_log_forgets);

  return g_test_run ();
}
