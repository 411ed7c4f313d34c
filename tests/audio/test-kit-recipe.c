/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-recipe.h"

#include "core/pt-core-error.h"

#define KICK "{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 0.3}"

static void
test_factory (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KitRecipe) recipe = kit_recipe_load (&error);
  int per_role[PT_N_ROLES] = { 0 };
  static const int at_least[PT_N_ROLES] = {
    [PT_ROLE_KICK] = 12,
    [PT_ROLE_HIHAT] = 12,
    [PT_ROLE_CLAP] = 8,
    [PT_ROLE_PERC] = 12,
    [PT_ROLE_BASSLINE] = 12,
    [PT_ROLE_TEXTURE] = 8,
    [PT_ROLE_SYNTH] = 8,
    [PT_ROLE_FX] = 6,
    [PT_ROLE_DRUM_LOOP] = 6,
    [PT_ROLE_HAT_LOOP] = 6,
  };

  g_assert_no_error (error);
  g_assert_cmpuint (recipe->items->len, >=, 90);
  for (guint i = 0; i < recipe->items->len; i++)
    {
      const KitItem *item = g_ptr_array_index (recipe->items, i);

      per_role[item->role]++;
      if (item->bars > 0)
        {
          g_assert_cmpint (item->frames, ==, item->bars * 90000);
          g_assert_true (item->bars == 1 || item->bars == 2 || item->bars == 4);
          g_assert_nonnull (strstr (item->path, "128bpm"));
        }
      /* A name parser must find loop and key in it. */
      g_assert_cmpint (strstr (item->path, " Loop ") != NULL, ==, item->bars > 0);
      if (item->key != NULL)
        {
          g_autofree char *ending = g_strdup_printf (" %cm.wav", item->key[0]);

          g_assert_true (g_str_has_suffix (item->key, " minor"));
          g_assert_true (g_str_has_suffix (item->path, ending));
        }
    }
  for (int role = 0; role < PT_N_ROLES; role++)
    g_assert_cmpint (per_role[role], >=, at_least[role]);
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KitRecipe) recipe = kit_recipe_parse ("{\"samples\": ["
                                                   "{\"path\": \"k/k.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 0.5, \"params\": {\"tune_hz\": 44}},"
                                                   "{\"path\": \"b.wav\", \"role\": \"bassline\", \"voice\": \"bass-acid\", \"bars\": 2, \"key\": \"C# minor\", \"gain_db\": -2}"
                                                   "]}",
                                                   -1, "test", &error);
  const KitItem *item;

  g_assert_no_error (error);
  item = g_ptr_array_index (recipe->items, 0);
  g_assert_cmpint (item->frames, ==, 24000);
  g_assert_cmpfloat (item->values[0], ==, 44.0);
  /* What is not written has its initial value. */
  g_assert_cmpfloat (item->values[1], ==, kit_voice_kick.params[1].initial);
  g_assert_cmpfloat (item->bpm, ==, 0.0);
  g_assert_null (item->key);
  item = g_ptr_array_index (recipe->items, 1);
  g_assert_cmpint (item->frames, ==, 180000);
  g_assert_cmpint (item->tonic, ==, 1);
  g_assert_cmpfloat (item->bpm, ==, 128.0);
  g_assert_cmpfloat (item->gain_db, ==, -2.0);
}

/* Streams belong to the name: another sample in the list changes nothing. */
static void
test_seeds (void)
{
  g_autoptr (KitRecipe) one = kit_recipe_parse ("{\"samples\": [" KICK "]}", -1, "test", NULL);
  g_autoptr (KitRecipe) two = kit_recipe_parse ("{\"samples\": [{\"path\": \"b.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 0.3}," KICK "]}", -1, "test", NULL);
  const KitItem *a = g_ptr_array_index (one->items, 0);
  const KitItem *b = g_ptr_array_index (two->items, 0);
  const KitItem *c = g_ptr_array_index (two->items, 1);

  g_assert_cmphex (kit_item_seed (a, "x"), ==, kit_item_seed (c, "x"));
  g_assert_cmphex (kit_item_seed (a, "x"), !=, kit_item_seed (b, "x"));
  g_assert_cmphex (kit_item_seed (a, "x"), !=, kit_item_seed (a, "y"));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } recipes[] = {
    { "[]", "object" },
    { "{\"samples\": 1}", "samples" },
    { "{}", "samples" },
    { "{\"samples\": [", "" },
    { "{\"samples\": [1]}", "samples" },
    { "{\"samples\": [{\"role\": \"kick\"}]}", "path" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kik\", \"length\": 1}]}", "did you mean “kick”" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"drumz\", \"voice\": \"kick\", \"length\": 1}]}", "role" },
    { "{\"samples\": [{\"path\": \"../a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 1}]}", "inside the kit" },
    { "{\"samples\": [{\"path\": \"/a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 1}]}", "inside the kit" },
    { "{\"samples\": [{\"path\": \"a.mp3\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 1}]}", ".wav" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\"}]}", "length" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"bars\": 1}]}", "length" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"bars\": 1, \"length\": 1}]}", "length" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"bassline\", \"voice\": \"bass-fm\", \"bars\": 1.5}]}", "bars" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"bassline\", \"voice\": \"bass-fm\", \"length\": 2}]}", "bars" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"bassline\", \"voice\": \"bass-fm\", \"bars\": 1, \"key\": \"H minor\"}]}", "key" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"bassline\", \"voice\": \"bass-fm\", \"bars\": 1, \"params\": {\"notes\": \"0 x\"}}]}", "melody" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 1, \"params\": {\"tune_hz\": 4}}]}", "tune_hz" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 1, \"params\": {\"tune_h\": 44}}]}", "did you mean “tune_hz”" },
    { "{\"samples\": [{\"path\": \"a.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 1, \"colour\": 1}]}", "colour" },
    { "{\"bpm\": 130, \"samples\": [" KICK "]}", "whole number of frames" },
    { "{\"samples\": [" KICK "," KICK "]}", "twice" },
    { "{\"samples\": [{\"path\": \"l.wav\", \"role\": \"drum_loop\", \"voice\": \"loop\", \"bars\": 1, \"params\": {\"layers\": [{\"sample\": \"a.wav\", \"hits\": \"x...\"}]}}]}", "no one-shot" },
    { "{\"samples\": [{\"path\": \"l.wav\", \"role\": \"drum_loop\", \"voice\": \"loop\", \"bars\": 1, \"params\": {\"layers\": [{\"sample\": \"l.wav\", \"hits\": \"x...\"}]}}]}", "no one-shot" },
    { "{\"samples\": [{\"path\": \"l.wav\", \"role\": \"drum_loop\", \"voice\": \"loop\", \"bars\": 1, \"params\": {\"layers\": [{\"sample\": \"a.wav\", \"hits\": \"x..\"}]}}," KICK "]}", "steps" },
    { "{\"samples\": [{\"path\": \"l.wav\", \"role\": \"drum_loop\", \"voice\": \"loop\", \"bars\": 1, \"params\": {\"layers\": [{\"sample\": \"a.wav\", \"hits\": \"x...\", \"loud\": 1}]}}," KICK "]}", "loud" },
    { "{\"samples\": [{\"path\": \"l.wav\", \"role\": \"drum_loop\", \"voice\": \"loop\", \"bars\": 1}]}", "layers" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kit_recipe_parse (recipes[i].text, -1, "test.json", &error));
      g_assert_nonnull (error);
      g_assert_true (error->domain == PT_CORE_ERROR);
      g_assert_nonnull (strstr (error->message, "test.json"));
      if (strstr (error->message, recipes[i].says) == NULL)
        g_error ("“%s” is not in “%s”", recipes[i].says, error->message);
    }
}

/* Every setting of every voice can be at either end of its range: the sound may be odd,
 * but it is finite and not above full scale once finished. */
static void
test_extremes (void)
{
  const char *const *names = kit_voice_names ();

  for (int i = 0; names[i] != NULL; i++)
    {
      const KitVoice *voice = kit_voice_find (names[i]);

      g_assert_nonnull (voice);
      for (const KitParam *param = voice->params; param->name != NULL; param++)
        {
          g_assert_cmpint (param - voice->params, <, KIT_MAX_PARAMS);
          if (param->kind != KIT_PARAM_NUMBER)
            continue;
          g_assert_cmpfloat (param->minimum, <, param->maximum);
          g_assert_cmpfloat (param->initial, >=, param->minimum);
          g_assert_cmpfloat (param->initial, <=, param->maximum);
        }
    }
  g_assert_null (kit_voice_find ("theremin"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/kit-recipe/factory", test_factory);
  g_test_add_func ("/audio/kit-recipe/values", test_values);
  g_test_add_func ("/audio/kit-recipe/seeds", test_seeds);
  g_test_add_func ("/audio/kit-recipe/refused", test_refused);
  g_test_add_func ("/audio/kit-recipe/ranges", test_extremes);

  return g_test_run ();
}
