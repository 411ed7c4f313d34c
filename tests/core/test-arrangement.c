/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "core/pt-arrangement.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "pt-test-audio.h"

static PtArrangement *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", error);

  return node != NULL ? pt_arrangement_new_from_json (node, NULL, error) : NULL;
}

static char *
write_again (PtArrangement *arrangement)
{
  g_autoptr (JsonNode) node = pt_arrangement_to_json (arrangement);

  return pt_json_to_string (node);
}

/* Whatever we know and whatever we do not, at every level, in its order. */
static const char full[] = "{\n"
                           "  \"bpm\": 130.5,\n"
                           "  \"sample_rate\": 44100,\n"
                           "  \"palette\": {\n"
                           "    \"name\": \"Night\",\n"
                           "    \"description\": \"cold\",\n"
                           "    \"bpm\": 130,\n"
                           "    \"key\": \"F minor\",\n"
                           "    \"tags\": [\"dark\", \"dry\"],\n"
                           "    \"palette\": {\n"
                           "      \"kick\": {\n"
                           "        \"path\": \"k.wav\",\n"
                           "        \"gain\": 0.8,\n"
                           "        \"pan\": -0.25,\n"
                           "        \"lock\": true,\n"
                           "        \"y_ours\": [1, {\n"
                           "          \"deep\": null\n"
                           "        }],\n"
                           "        \"a_ours\": 1\n"
                           "      },\n"
                           "      \"texture\": \"t.wav\",\n"
                           "      \"vocals\": \"v.wav\"\n"
                           "    },\n"
                           "    \"zz\": 1,\n"
                           "    \"aa\": 2\n"
                           "  },\n"
                           "  \"channels\": {\n"
                           "    \"hihat\": {\n"
                           "      \"gain_db\": -3.5,\n"
                           "      \"pan\": 0.5,\n"
                           "      \"mute\": true,\n"
                           "      \"solo\": false,\n"
                           "      \"colour\": \"red\"\n"
                           "    }\n"
                           "  },\n"
                           "  \"sections\": [\n"
                           "    {\n"
                           "      \"name\": \"intro\",\n"
                           "      \"bars\": 8,\n"
                           "      \"fade_in\": 4,\n"
                           "      \"fade_out\": 0.5,\n"
                           "      \"layers\": [\n"
                           "        {\n"
                           "          \"role\": \"kick\",\n"
                           "          \"type\": \"oneshot\",\n"
                           "          \"gain\": 0.5,\n"
                           "          \"gain_end\": 1,\n"
                           "          \"beats\": [0, 0.3333333333333333, 2.75],\n"
                           "          \"start_bar\": 2,\n"
                           "          \"end_bar\": 8,\n"
                           "          \"pan\": 0.25,\n"
                           "          \"mute\": true,\n"
                           "          \"choke\": \"drums\",\n"
                           "          \"sample\": \"other.wav\",\n"
                           "          \"why\": \"because\"\n"
                           "        },\n"
                           "        {\n"
                           "          \"role\": \"perc\",\n"
                           "          \"type\": \"oneshot\",\n"
                           "          \"gain\": 0,\n"
                           "          \"beats\": \"gallop\",\n"
                           "          \"mute\": true\n"
                           "        },\n"
                           "        {\n"
                           "          \"role\": \"bassline\",\n"
                           "          \"type\": \"loop\",\n"
                           "          \"gain\": 0.65\n"
                           "        }\n"
                           "      ],\n"
                           "      \"mood\": \"calm\"\n"
                           "    }\n"
                           "  ],\n"
                           "  \"made_by\": {\n"
                           "    \"seed\": 7\n"
                           "  }\n"
                           "}\n";

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) given = pt_json_parse (full, -1, "test", &error);
  g_autoptr (PtArrangement) arrangement = parse (full, &error);
  g_autoptr (PtArrangement) copy = NULL;
  g_autofree char *again = NULL;
  g_autofree char *copied = NULL;
  g_autofree char *expected = NULL;

  g_assert_no_error (error);
  expected = pt_json_to_string (given);
  again = write_again (arrangement);
  g_assert_cmpstr (again, ==, expected);
  copy = pt_arrangement_copy (arrangement);
  g_clear_object (&arrangement);
  copied = write_again (copy);
  g_assert_cmpstr (copied, ==, expected);
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtArrangement) arrangement = parse (full, &error);
  PtSection *section;
  PtLayer *layer;
  const PtBeats *beats;
  guint n;

  g_assert_no_error (error);
  g_assert_cmpint (pt_arrangement_get_tempo (arrangement), ==, 130500000);
  g_assert_cmpuint (pt_arrangement_get_sample_rate (arrangement), ==, 44100);
  g_assert_cmpint (pt_arrangement_get_bars (arrangement), ==, 8);
  g_assert_true (pt_mixer_channel_get_mute (pt_arrangement_get_channel (arrangement, PT_ROLE_HIHAT)));
  g_assert_cmpfloat (pt_mixer_channel_get_gain_db (pt_arrangement_get_channel (arrangement, PT_ROLE_HIHAT)), ==, -3.5);
  section = pt_arrangement_get_section (arrangement, 0);
  g_assert_cmpuint (pt_section_get_n_layers (section), ==, 3);
  layer = pt_section_get_layer (section, 0);
  beats = pt_layer_get_beats (layer, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (beats[1].num, ==, 1);
  g_assert_cmpint (beats[1].den, ==, 3);
  g_assert_cmpfloat (pt_layer_get_gain_end (layer), ==, 1.0);
  layer = pt_section_get_layer (section, 1);
  g_assert_cmpstr (pt_layer_get_pattern (layer), ==, "gallop");
  pt_layer_get_beats (layer, &n);
  g_assert_cmpuint (n, ==, 4);
  layer = pt_section_get_layer (section, 2);
  g_assert_cmpint (pt_layer_get_layer_type (layer), ==, PT_LAYER_LOOP);
  g_assert_cmpint (pt_layer_get_end_bar (layer), ==, -1);
}

static void
test_defaults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtArrangement) arrangement = parse (
      "{\"sections\": [{\"bars\": 1.0, \"fade_in\": null, \"layers\": ["
      "{\"role\": \"Kick\"}, {\"role\": \"texture\"}, {\"role\": \"clap\", \"beats\": [3, 1, 1.0000001]}]}]}",
      &error);
  PtSection *section;
  const PtBeats *beats;
  guint n;

  g_assert_no_error (error);
  g_assert_cmpint (pt_arrangement_get_tempo (arrangement), ==, 128000000);
  g_assert_cmpuint (pt_arrangement_get_sample_rate (arrangement), ==, 0);
  section = pt_arrangement_get_section (arrangement, 0);
  g_assert_cmpint (pt_layer_get_layer_type (pt_section_get_layer (section, 0)), ==, PT_LAYER_ONE_SHOT);
  g_assert_cmpfloat (pt_layer_get_gain (pt_section_get_layer (section, 0)), ==, 1.0);
  beats = pt_layer_get_beats (pt_section_get_layer (section, 0), &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (beats[0].num, ==, 0);
  g_assert_cmpint (pt_layer_get_layer_type (pt_section_get_layer (section, 1)), ==, PT_LAYER_LOOP);
  /* Sorted, and the same hit once. */
  beats = pt_layer_get_beats (pt_section_get_layer (section, 2), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (beats[0].num, ==, 1);
  g_assert_cmpint (beats[1].num, ==, 3);
}

static void
test_refused (void)
{
#define LAYER(text) "{\"sections\": [{\"bars\": 4, \"layers\": [{\"role\": \"kick\", " text "}]}]}"
#define SECTION(text) "{\"sections\": [{" text ", \"layers\": []}]}"
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "[]", "An arrangement must be an object in braces, not an array" },
    { "{}", "“sections” is missing" },
    { "{\"sections\": {}}", "“sections” must be an array, not an object" },
    { "{\"sections\": []}", "“sections” is empty" },
    { "{\"sections\": [1]}", "“sections[0]” must be an object, not a number" },
    { "{\"sections\": [{}]}", "“sections[0].bars” is missing" },
    { "{\"sections\": [{\"bars\": 4}]}", "“sections[0].layers” is missing" },
    { "{\"sections\": [{\"bars\": 4, \"layers\": [\"kick\"]}]}", "“sections[0].layers[0]” must be an object, not a string" },
    { SECTION ("\"bars\": 0"), "“sections[0].bars” is 0; it must lie between 1 and 4096" },
    { SECTION ("\"bars\": 1000000000"), "“sections[0].bars” is 1e+09; it must lie between 1 and 4096" },
    { SECTION ("\"bars\": 1e9"), "“sections[0].bars” is 1e+09" },
    { SECTION ("\"bars\": 2.5"), "“sections[0].bars” is 2.5; it must be a whole number" },
    { SECTION ("\"bars\": \"8 bars\""), "“sections[0].bars” must be a whole number, not a string" },
    { SECTION ("\"bars\": 4, \"fade_in\": 4.5"), "“sections[0].fade_in” is 4.5; it must lie between 0 and 4" },
    { SECTION ("\"bars\": 4, \"fade_out\": -1"), "“sections[0].fade_out” is -1" },
    { SECTION ("\"bars\": 4, \"name\": 7"), "“sections[0].name” must be a string" },
    { LAYER ("\"gain\": -1"), "“sections[0].layers[0].gain” is -1; it must lie between 0 and 4" },
    { LAYER ("\"gain\": 0"), "“sections[0].layers[0].gain” is 0, so the layer would never sound" },
    { LAYER ("\"gain\": 0, \"gain_end\": 0"), "would never sound" },
    { LAYER ("\"gain\": 1e9"), "“sections[0].layers[0].gain” is 1e+09" },
    { LAYER ("\"gain\": NaN"), "NaN and Infinity are not JSON" },
    { LAYER ("\"gain\": \"loud\""), "“sections[0].layers[0].gain” must be a number, not a string" },
    { LAYER ("\"gain_end\": 5"), "“sections[0].layers[0].gain_end” is 5" },
    { LAYER ("\"pan\": 2"), "“sections[0].layers[0].pan” is 2; it must lie between -1 and 1" },
    { LAYER ("\"mute\": 1"), "“sections[0].layers[0].mute” must be true or false" },
    { LAYER ("\"type\": \"sample\""), "“sections[0].layers[0].type”: There is no layer type “sample”; there are: oneshot, loop" },
    { LAYER ("\"start_bar\": 4"), "“sections[0].layers[0].start_bar” is 4; it must lie between 0 and 3" },
    { LAYER ("\"start_bar\": -1"), "“sections[0].layers[0].start_bar” is -1" },
    { LAYER ("\"end_bar\": 5"), "“sections[0].layers[0].end_bar” is 5; it must lie between 1 and 4" },
    { LAYER ("\"start_bar\": 2, \"end_bar\": 2"), "“sections[0].layers[0].end_bar” is 2; it must lie after “start_bar”, 2" },
    { LAYER ("\"beats\": 1"), "“sections[0].layers[0].beats” must be an array of beats or the name of a pattern" },
    { LAYER ("\"beats\": [-1, 9.7]"), "“sections[0].layers[0].beats[0]” is -1; a beat lies at or after 0 and before 4" },
    { LAYER ("\"beats\": [0, 4]"), "beats[1]” is 4" },
    { LAYER ("\"beats\": [3.9999999]"), "beats[0]” is 4" },
    { LAYER ("\"beats\": [1e300]"), "beats[0]” is 1e+300" },
    { LAYER ("\"beats\": [\"x\"]"), "beats[0]” must be a number of beats" },
    { LAYER ("\"beats\": [null]"), "beats[0]” must be a number of beats" },
    { LAYER ("\"beats\": \"909.wav\""), "“sections[0].layers[0].beats”: There is no pattern “909.wav”" },
    { LAYER ("\"beats\": \"galop\""), "did you mean “gallop”" },
    { LAYER ("\"sample\": \"file://far/away.wav\""), "“sections[0].layers[0].sample” is “file://far/away.wav”" },
    { "{\"sections\": [{\"bars\": 4, \"layers\": [{}]}]}", "“sections[0].layers[0].role” is missing" },
    { "{\"sections\": [{\"bars\": 4, \"layers\": [{\"role\": \"hihats\"}]}]}",
      "“sections[0].layers[0].role”: There is no role “hihats”; did you mean “hihat”" },
    { "{\"bpm\": 0, \"sections\": []}", "“bpm” is 0; it must lie between 20 and 400" },
    { "{\"bpm\": 1e9, \"sections\": []}", "“bpm” is 1e+09" },
    { "{\"sample_rate\": 1, \"sections\": []}", "“sample_rate” is 1" },
    { "{\"sample_rate\": 44100.5, \"sections\": []}", "“sample_rate” is 44100.5; it must be a whole number" },
    { "{\"palette\": [], \"sections\": []}", "“palette”: A palette must be an object" },
    { "{\"palette\": {\"kick\": 1}, \"sections\": []}", "“palette”: “kick” must be a string, not a number" },
    { "{\"channels\": {\"hats\": {}}, \"sections\": []}", "“channels”: There is no role “hats”" },
    { "{\"channels\": {\"hihat\": 1}, \"sections\": []}", "“channels.hihat” must be an object" },
    { "{\"channels\": {\"hihat\": {\"gain_db\": 40}}, \"sections\": []}", "“channels.hihat.gain_db” is 40" },
    { "{\"channels\": {\"hihat\": {\"solo\": \"yes\"}}, \"sections\": []}", "“channels.hihat.solo” must be true or false" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtArrangement) arrangement = parse (cases[i].text, &error);

      g_assert_null (arrangement);
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("%s: “%s” does not say “%s”", cases[i].text, error->message, cases[i].says);
      g_assert_false (g_str_has_suffix (error->message, "."));
    }
}

/* Too many of anything is refused before it is made. */
static void
test_bounds (void)
{
  g_autoptr (GString) beats = g_string_new ("{\"sections\": [{\"bars\": 1, \"layers\": [{\"role\": \"kick\", \"beats\": [0");
  g_autoptr (GString) layers = g_string_new ("{\"sections\": [{\"bars\": 1, \"layers\": [{\"role\": \"kick\"}");
  g_autoptr (GString) sections = g_string_new ("{\"sections\": [{\"bars\": 4096, \"layers\": []}");
  const char *texts[3];
  static const char *const says[] = {
    "“sections[0].layers[0].beats” has 65 beats; a bar takes at most 64",
    "“sections[0].layers” has 1025 layers; at most 1024 are allowed",
    "The sections up to “sections[4]” are 16385 bars long; at most 16384 are allowed",
  };

  for (guint i = 0; i < PT_SECTION_MAX_LAYERS; i++)
    g_string_append (layers, ", {\"role\": \"kick\"}");
  for (guint i = 0; i < 64; i++)
    g_string_append_printf (beats, ", %g", i / 32.0);
  for (guint i = 0; i < 3; i++)
    g_string_append (sections, ", {\"bars\": 4096, \"layers\": []}");
  g_string_append (beats, "]}]}]}");
  g_string_append (layers, "]}]}");
  g_string_append (sections, ", {\"bars\": 1, \"layers\": []}]}");
  texts[0] = beats->str;
  texts[1] = layers->str;
  texts[2] = sections->str;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtArrangement) arrangement = parse (texts[i], &error);

      g_assert_null (arrangement);
      g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, says[i]);
    }
}

static void
note_name (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_layer_notifies (void)
{
  g_autoptr (PtLayer) layer = pt_layer_new (PT_ROLE_HIHAT, PT_LAYER_ONE_SHOT, 0.5);
  g_autoptr (GString) names = g_string_new (NULL);

  g_signal_connect (layer, "notify", G_CALLBACK (note_name), names);
  pt_layer_set_gain (layer, 0.6);
  pt_layer_set_gain_end (layer, 0.9);
  pt_layer_set_gain (layer, 0.7);
  pt_layer_set_gain_end (layer, 0.7);
  pt_layer_set_gain (layer, 0.8);
  g_assert_cmpfloat (pt_layer_get_gain_end (layer), ==, 0.8);
  g_assert_cmpstr (names->str, ==, "gain gain-end gain-end gain gain-end gain gain-end ");
  g_string_truncate (names, 0);
  g_object_set (layer, "pan", 0.5, "mute", TRUE, "choke", "hats", "sample", "x.wav", "layer-type", PT_LAYER_LOOP, NULL);
  pt_layer_set_pattern (layer, " Offbeat_8ths ");
  pt_layer_set_span (layer, 1, 3);
  pt_layer_set_choke (layer, "");
  g_assert_null (pt_layer_get_choke (layer));
  g_assert_cmpstr (names->str, ==, "layer-type sample choke mute pan pattern end-bar start-bar choke ");
}

static void
test_list_models (void)
{
  g_autoptr (PtArrangement) arrangement = pt_arrangement_new ();
  g_autoptr (PtLayer) layer = NULL;
  g_autoptr (PtSection) got = NULL;
  PtSection *section = pt_section_new ("drop", 16);

  pt_section_add_layer (section, pt_layer_new (PT_ROLE_KICK, PT_LAYER_ONE_SHOT, 1.0));
  pt_section_set_fades (section, 1.5, 2);
  pt_arrangement_add_section (arrangement, section);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (arrangement)), ==, 1);
  got = g_list_model_get_item (G_LIST_MODEL (arrangement), 0);
  g_assert_true (got == section);
  layer = g_list_model_get_item (G_LIST_MODEL (section), 0);
  g_assert_true (PT_IS_LAYER (layer));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (section), 1));
  g_assert_cmpint (pt_arrangement_get_bars (arrangement), ==, 16);
}

static void
test_files (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autofree char *moved = g_build_filename (inner, "b.json", NULL);
  g_autofree char *sample = g_build_filename (folder, "k.wav", NULL);
  g_autofree char *resolved = NULL;
  g_autofree char *palette_path = NULL;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (PtArrangement) again = NULL;
  g_autoptr (GError) error = NULL;
  PtLayer *layer;

  g_assert_cmpint (g_mkdir (inner, 0755), ==, 0);
  g_assert_true (g_file_set_contents (sample, "x", 1, NULL));
  g_assert_true (g_file_set_contents (path,
                                      "{\"palette\": {\"kick\": \"k.wav\", \"clap\": \"of the library.wav\"}, \"sections\": "
                                      "[{\"bars\": 1, \"layers\": [{\"role\": \"kick\"}, {\"role\": \"perc\", \"sample\": \"k.wav\"}]}]}",
                                      -1, NULL));
  arrangement = pt_arrangement_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (pt_arrangement_save (arrangement, moved, &error));
  g_assert_no_error (error);

  again = pt_arrangement_load (moved, &error);
  g_assert_no_error (error);
  layer = pt_section_get_layer (pt_arrangement_get_section (again, 0), 1);
  resolved = pt_arrangement_resolve_sample (again, layer, NULL);
  g_assert_cmpstr (resolved, ==, sample);
  palette_path = pt_arrangement_resolve_sample (again, pt_section_get_layer (pt_arrangement_get_section (again, 0), 0), NULL);
  g_assert_cmpstr (palette_path, ==, sample);
  /* What does not lie beside the file is looked for under the roots: left alone. */
  g_assert_cmpstr (pt_palette_get_path (pt_arrangement_get_palette (again), PT_ROLE_CLAP), ==, "of the library.wav");
  /* Saving elsewhere changes the file, not the arrangement in hand. */
  g_assert_cmpstr (pt_palette_get_path (pt_arrangement_get_palette (arrangement), PT_ROLE_KICK), ==, "k.wav");

  g_assert_true (g_file_set_contents (path, "{\"sections\": []}", -1, NULL));
  g_assert_null (pt_arrangement_load (path, &error));
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_nonnull (strstr (error->message, ": “sections” is empty"));
  g_clear_error (&error);
  g_assert_null (pt_arrangement_load (folder, &error));
  g_assert_nonnull (strstr (error->message, "is a folder"));
  pt_test_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/arrangement/round-trip", test_round_trip);
  g_test_add_func ("/core/arrangement/values", test_values);
  g_test_add_func ("/core/arrangement/defaults", test_defaults);
  g_test_add_func ("/core/arrangement/refused", test_refused);
  g_test_add_func ("/core/arrangement/bounds", test_bounds);
  g_test_add_func ("/core/arrangement/layer-notifies", test_layer_notifies);
  g_test_add_func ("/core/arrangement/list-models", test_list_models);
  g_test_add_func ("/core/arrangement/files", test_files);

  return g_test_run ();
}
