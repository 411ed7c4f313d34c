/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-palette.h"
#include "core/pt-sample-path.h"
#include "pt-test-audio.h"

static PtPalette *
parse (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, -1, "test", error);

  return node != NULL ? pt_palette_new_from_json (node, NULL, error) : NULL;
}

static char *
write_again (PtPalette *palette)
{
  g_autoptr (JsonNode) node = pt_palette_to_json (palette);

  return pt_json_to_string (node);
}

static PtLibrary *
make_library (gboolean backwards)
{
  PtLibrary *library = pt_library_new ();

  for (guint n = 0; n < 200; n++)
    {
      guint i = backwards ? 199 - n : n;
      g_autofree char *path = g_strdup_printf ("/kit/%03u.wav", i);
      PtSampleInfo *info = pt_sample_info_new (path);
      g_autoptr (PtSample) sample = NULL;

      info->role = i % PT_N_ROLES;
      info->loop = i / PT_N_ROLES % 2;
      sample = pt_sample_new (info);
      pt_library_add (library, sample);
    }

  return library;
}

static void
test_flat_stays_flat (void)
{
  static const char text[] = "{\n  \"kick\": \"a/k.wav\",\n  \"hihat\": \"h.wav\",\n  \"vocals\": \"v.wav\"\n}\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = parse (text, &error);
  g_auto (GStrv) unknown = NULL;
  g_autofree char *again = NULL;
  g_autofree char *richer = NULL;
  g_autoptr (JsonNode) flat = NULL;
  g_autofree char *flat_text = NULL;

  g_assert_no_error (error);
  again = write_again (palette);
  g_assert_cmpstr (again, ==, text);
  unknown = pt_palette_get_unknown_roles (palette);
  g_assert_cmpuint (g_strv_length (unknown), ==, 1);
  g_assert_cmpstr (unknown[0], ==, "vocals");

  /* Said more than the flat form holds. */
  pt_palette_set_gain (palette, PT_ROLE_KICK, 0.5);
  richer = write_again (palette);
  g_assert_cmpstr (richer, ==,
                   "{\n  \"palette\": {\n    \"kick\": {\n      \"path\": \"a/k.wav\",\n      \"gain\": 0.5\n    },\n"
                   "    \"hihat\": \"h.wav\",\n    \"vocals\": \"v.wav\"\n  }\n}\n");
  flat = pt_palette_to_flat_json (palette);
  flat_text = pt_json_to_string (flat);
  g_assert_cmpstr (flat_text, ==, text);
}

static void
test_empty_roles (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = parse ("{\"kick\": \"\", \"hihat\": null, \"perc\": {\"path\": null, \"pan\": 1}}", &error);

  g_assert_no_error (error);
  g_assert_null (pt_palette_get_path (palette, PT_ROLE_KICK));
  g_assert_null (pt_palette_get_path (palette, PT_ROLE_HIHAT));
  g_assert_null (pt_palette_get_path (palette, PT_ROLE_PERC));
  g_assert_cmpfloat (pt_palette_get_pan (palette, PT_ROLE_PERC), ==, 1.0);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "\"kick.wav\"", "A palette must be an object in braces, not a string" },
    { "{\"kick\": 1}", "“kick” must be a string, not a number" },
    { "{\"kick\": [\"a\"]}", "“kick” must be a string, not an array" },
    { "{\"palette\": \"x\"}", "“palette” must be an object" },
    { "{\"palette\": {\"kick\": {\"path\": 1}}}", "“palette.kick.path” must be a string" },
    { "{\"palette\": {\"kick\": {\"gain\": 0}}}", "“palette.kick.gain” is 0" },
    { "{\"palette\": {\"kick\": {\"gain\": -1}}}", "“palette.kick.gain” is -1; it must lie between 0.001 and 4" },
    { "{\"palette\": {\"kick\": {\"gain\": 1e9}}}", "“palette.kick.gain” is 1e+09" },
    { "{\"palette\": {\"kick\": {\"pan\": 1.5}}}", "“palette.kick.pan” is 1.5" },
    { "{\"palette\": {\"kick\": {\"lock\": 1}}}", "“palette.kick.lock” must be true or false" },
    { "{\"kick\": \"a\", \"Kick\": \"b\"}", "The role “kick” stands twice" },
    { "{\"palette\": {}, \"bpm\": 2}", "“bpm” is 2" },
    { "{\"palette\": {}, \"tags\": \"dark\"}", "“tags” must be an array" },
    { "{\"palette\": {}, \"tags\": [\"dark\", 2]}", "“tags[1]” must be a string, not a number" },
    { "{\"palette\": {}, \"name\": []}", "“name” must be a string" },
    { "{\"kick\": \"file://elsewhere/k.wav\"}", "“kick” is “file://elsewhere/k.wav”, which names no file on this machine" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtPalette) palette = parse (cases[i].text, &error);

      g_assert_null (palette);
      g_assert_nonnull (error);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("%s: “%s” does not say “%s”", cases[i].text, error->message, cases[i].says);
    }
}

static void
test_too_many_tags (void)
{
  g_autoptr (GString) text = g_string_new ("{\"palette\": {}, \"tags\": [\"a\"");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < PT_PALETTE_MAX_TAGS; i++)
    g_string_append (text, ", \"a\"");
  g_string_append (text, "]}");
  g_assert_null (parse (text->str, &error));
  g_assert_cmpstr (error->message, ==, "“tags” has 65 entries; at most 64 are allowed");
}

static void
changed_cb (PtPalette *palette, PtRole role, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pt_role_to_string (role));
}

static void
test_setters (void)
{
  static const char *const tags[] = { "dark", NULL };
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autoptr (GString) said = g_string_new (NULL);

  g_signal_connect (palette, "changed", G_CALLBACK (changed_cb), said);
  pt_palette_set_path (palette, PT_ROLE_KICK, "k.wav");
  pt_palette_set_path (palette, PT_ROLE_KICK, "k.wav");
  g_assert_true (pt_palette_set_gain (palette, PT_ROLE_HIHAT, 0.5));
  g_assert_false (pt_palette_set_gain (palette, PT_ROLE_HIHAT, 0));
  g_assert_false (pt_palette_set_gain (palette, PT_ROLE_HIHAT, -1));
  g_assert_false (pt_palette_set_gain (palette, PT_ROLE_HIHAT, 1e9));
  g_assert_true (pt_palette_set_pan (palette, PT_ROLE_CLAP, -1));
  g_assert_false (pt_palette_set_pan (palette, PT_ROLE_CLAP, 1.01));
  pt_palette_set_lock (palette, PT_ROLE_PERC, 4);
  pt_palette_set_name (palette, "Night");
  pt_palette_set_bpm (palette, 130);
  pt_palette_set_key (palette, "F minor");
  pt_palette_set_description (palette, "cold");
  pt_palette_set_tags (palette, tags);
  g_assert_cmpstr (said->str, ==, "kick hihat clap perc none none none none none ");
  g_assert_cmpfloat (pt_palette_get_gain (palette, PT_ROLE_HIHAT), ==, 0.5);
  g_assert_true (pt_palette_get_lock (palette, PT_ROLE_PERC));
  g_assert_cmpstr (pt_palette_get_tags (palette)[0], ==, "dark");
  pt_palette_set_path (palette, PT_ROLE_KICK, NULL);
  g_assert_null (pt_palette_get_path (palette, PT_ROLE_KICK));
}

static void
test_resolve (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *root = g_build_filename (folder, "root", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autofree char *here = g_build_filename (folder, "here.wav", NULL);
  g_autofree char *there = g_build_filename (root, "there.wav", NULL);
  g_autofree char *path = g_build_filename (folder, "p.json", NULL);
  const char *const roots[] = { other, root, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autofree char *kick = NULL;
  g_autofree char *hihat = NULL;
  g_autofree char *perc = NULL;
  g_autofree char *clap = NULL;
  g_autofree char *nowhere = g_build_filename (folder, "nowhere.wav", NULL);

  g_mkdir_with_parents (root, 0755);
  g_file_set_contents (here, "x", 1, NULL);
  g_file_set_contents (there, "x", 1, NULL);
  g_file_set_contents (path, "{\"kick\": \"here.wav\", \"hihat\": \"there.wav\", \"perc\": \"nowhere.wav\", \"clap\": \"/a/../b.wav\"}", -1, NULL);
  palette = pt_palette_load (path, &error);
  g_assert_no_error (error);
  kick = pt_palette_resolve (palette, PT_ROLE_KICK, roots);
  hihat = pt_palette_resolve (palette, PT_ROLE_HIHAT, roots);
  perc = pt_palette_resolve (palette, PT_ROLE_PERC, roots);
  clap = pt_palette_resolve (palette, PT_ROLE_CLAP, roots);
  g_assert_cmpstr (kick, ==, here);
  g_assert_cmpstr (hihat, ==, there);
  g_assert_cmpstr (perc, ==, nowhere);
  g_assert_cmpstr (clap, ==, "/b.wav");
  g_assert_null (pt_palette_resolve (palette, PT_ROLE_FX, roots));
  pt_test_remove_folder (folder);
}

static void
test_moves_with_its_file (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *inner = g_build_filename (folder, "inner", NULL);
  g_autofree char *sample = g_build_filename (inner, "k.wav", NULL);
  g_autofree char *path = g_build_filename (folder, "p.json", NULL);
  g_autofree char *inside = g_build_filename (inner, "q.json", NULL);
  g_autofree char *sibling = g_build_filename (folder, "sibling", NULL);
  g_autofree char *outside = g_build_filename (sibling, "r.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (PtPalette) moved_in = NULL;
  g_autoptr (PtPalette) moved_out = NULL;

  g_mkdir_with_parents (inner, 0755);
  g_mkdir_with_parents (sibling, 0755);
  g_file_set_contents (sample, "x", 1, NULL);
  g_file_set_contents (path, "{\"kick\": \"inner/k.wav\"}", -1, NULL);
  palette = pt_palette_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (pt_palette_save (palette, inside, &error));
  moved_in = pt_palette_load (inside, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_get_path (moved_in, PT_ROLE_KICK), ==, "k.wav");
  g_assert_true (pt_palette_save (moved_in, outside, &error));
  moved_out = pt_palette_load (outside, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_get_path (moved_out, PT_ROLE_KICK), ==, sample);

  g_file_set_contents (path, "{\"kick\": 3}", -1, NULL);
  g_assert_null (pt_palette_load (path, &error));
  g_assert_true (g_str_has_prefix (error->message, path));
  pt_test_remove_folder (folder);
}

static void
test_any_bytes (void)
{
  static const char strange[] = "/music/\xfc\xff kick.wav";
  g_autoptr (GError) error = NULL;
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autoptr (PtPalette) again = NULL;
  g_autofree char *text = NULL;

  pt_palette_set_path (palette, PT_ROLE_KICK, strange);
  text = write_again (palette);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  again = parse (text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_get_path (again, PT_ROLE_KICK), ==, strange);
}

static void
test_random_is_one_for_all (void)
{
  g_autoptr (PtLibrary) forwards = make_library (FALSE);
  g_autoptr (PtLibrary) backwards = make_library (TRUE);
  guint differ = 0;

  for (guint seed = 0; seed < 50; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtPalette) a = pt_palette_new_random (forwards, seed, NULL, &error);
      g_autoptr (PtPalette) b = pt_palette_new_random (backwards, seed, NULL, &error);
      g_autoptr (PtPalette) c = pt_palette_new_random (backwards, seed + 1000, NULL, &error);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      g_autofree char *third = NULL;

      g_assert_no_error (error);
      first = write_again (a);
      second = write_again (b);
      third = write_again (c);
      g_assert_cmpstr (first, ==, second);
      differ += g_strcmp0 (first, third) != 0;
      for (guint role = 0; role < PT_N_ROLES; role++)
        {
          const char *path = pt_palette_get_path (a, role);
          const PtSampleInfo *info;

          if (role >= PT_N_DEFAULT_ROLES)
            {
              g_assert_null (path);
              continue;
            }
          info = pt_sample_get_info (pt_library_lookup (forwards, path));
          g_assert_cmpint (info->role, ==, role);
          g_assert_cmpint (info->loop, ==, pt_role_get_loop_rule (role) == PT_LOOP_RULE_LOOP);
        }
    }
  g_assert_cmpuint (differ, ==, 50);
}

static void
test_random_is_uniform (void)
{
  g_autoptr (PtLibrary) library = make_library (FALSE);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer count;
  double chi_square = 0;

  for (guint seed = 0; seed < 2000; seed++)
    {
      g_autoptr (PtPalette) palette = pt_palette_new_random (library, seed, NULL, NULL);
      const char *path = pt_palette_get_path (palette, PT_ROLE_KICK);

      g_hash_table_insert (counts, g_strdup (path), GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, path)) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (counts), ==, 10);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    chi_square += (GPOINTER_TO_UINT (count) - 200.0) * (GPOINTER_TO_UINT (count) - 200.0) / 200.0;
  /* 9 degrees of freedom: 27.9 is passed once in a thousand libraries. */
  g_assert_cmpfloat (chi_square, <, 27.9);
}

static void
test_random_keeps_locks (void)
{
  g_autoptr (PtLibrary) library = make_library (FALSE);
  g_autoptr (PtPalette) locked = pt_palette_new ();
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (PtPalette) without = NULL;
  g_autoptr (GError) error = NULL;

  pt_palette_set_path (locked, PT_ROLE_KICK, "mine.wav");
  pt_palette_set_gain (locked, PT_ROLE_KICK, 0.5);
  pt_palette_set_lock (locked, PT_ROLE_KICK, TRUE);
  pt_palette_set_path (locked, PT_ROLE_SYNTH, "lead.wav");
  pt_palette_set_lock (locked, PT_ROLE_SYNTH, TRUE);
  pt_palette_set_path (locked, PT_ROLE_CLAP, "not locked.wav");
  palette = pt_palette_new_random (library, 3, locked, &error);
  without = pt_palette_new_random (library, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_get_path (palette, PT_ROLE_KICK), ==, "mine.wav");
  g_assert_cmpfloat (pt_palette_get_gain (palette, PT_ROLE_KICK), ==, 0.5);
  g_assert_true (pt_palette_get_lock (palette, PT_ROLE_KICK));
  g_assert_cmpstr (pt_palette_get_path (palette, PT_ROLE_SYNTH), ==, "lead.wav");
  /* A lock does not change what the others draw. */
  for (guint role = PT_ROLE_HIHAT; role < PT_N_DEFAULT_ROLES; role++)
    g_assert_cmpstr (pt_palette_get_path (palette, role), ==, pt_palette_get_path (without, role));
}

static void
test_random_from_little (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (PtSample) sample = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (GError) error = NULL;
  PtSampleInfo *info = pt_sample_info_new ("/s.wav");

  g_assert_null (pt_palette_new_random (library, 1, NULL, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  info->role = PT_ROLE_TEXTURE;
  sample = pt_sample_new (info);
  pt_library_add (library, sample);
  palette = pt_palette_new_random (library, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_palette_get_path (palette, PT_ROLE_TEXTURE), ==, "/s.wav");
  g_assert_null (pt_palette_get_path (palette, PT_ROLE_KICK));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/palette/flat-stays-flat", test_flat_stays_flat);
  g_test_add_func ("/core/palette/empty-roles", test_empty_roles);
  g_test_add_func ("/core/palette/refused", test_refused);
  g_test_add_func ("/core/palette/too-many-tags", test_too_many_tags);
  g_test_add_func ("/core/palette/setters", test_setters);
  g_test_add_func ("/core/palette/resolve", test_resolve);
  g_test_add_func ("/core/palette/moves-with-its-file", test_moves_with_its_file);
  g_test_add_func ("/core/palette/any-bytes", test_any_bytes);
  g_test_add_func ("/core/palette/random-is-one-for-all", test_random_is_one_for_all);
  g_test_add_func ("/core/palette/random-is-uniform", test_random_is_uniform);
  g_test_add_func ("/core/palette/random-keeps-locks", test_random_keeps_locks);
  g_test_add_func ("/core/palette/random-from-little", test_random_from_little);

  return g_test_run ();
}
