/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-finish.h"
#include "audio/kit/kit-recipe.h"
#include "core/pt-rng.h"

#include <math.h>

/* Every voice with its settings at the ends of their ranges, and anywhere between: whatever
 * a recipe may say, what comes out is finite, within full scale and free of DC. */

enum
{
  AT_MINIMUM,
  AT_MAXIMUM,
  ANYWHERE,
};

static void
append_params (GString *text, const KitVoice *voice, int where, PtRng *rng)
{
  gboolean first = TRUE;

  for (const KitParam *param = voice->params; param->name != NULL; param++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      double at = where == AT_MINIMUM ? 0.0 : (where == AT_MAXIMUM ? 1.0 : pt_rng_double (rng));

      if (param->kind == KIT_PARAM_LAYERS)
        {
          g_string_append_printf (text, "%s\"%s\": [{\"sample\": \"k.wav\", \"hits\": \"x..x\"}]", first ? "" : ", ", param->name);
        }
      else if (param->kind == KIT_PARAM_NUMBER)
        {
          g_ascii_dtostr (number, sizeof number, param->minimum + at * (param->maximum - param->minimum));
          g_string_append_printf (text, "%s\"%s\": %s", first ? "" : ", ", param->name, number);
        }
      else if (param->kind == KIT_PARAM_NOTES)
        {
          g_string_append_printf (text, "%s\"%s\": \"0 . . . . 3! _ . 0~ 7 . . . . . .\"", first ? "" : ", ", param->name);
        }
      else
        {
          continue;
        }
      first = FALSE;
    }
}

static void
assert_sound (const KitItem *item, const char *text)
{
  g_autoptr (KitBuffer) buffer = item->voice->render (item);
  double sum = 0.0, peak = 0.0;

  g_assert_cmpint (buffer->frames, ==, item->frames);
  g_assert_cmpfloat (buffer->rate, ==, KIT_RATE);
  kit_finish (item, buffer);
  for (gint64 n = 0; n < buffer->frames; n++)
    {
      if (!isfinite (buffer->left[n]) || !isfinite (buffer->right[n]))
        g_error ("not finite: %s", text);
      peak = MAX (peak, MAX (fabs (buffer->left[n]), fabs (buffer->right[n])));
      sum += buffer->left[n];
    }
  g_assert_cmpfloat (peak, <=, 1.0);
  if (fabs (sum / buffer->frames) > 0.003)
    g_error ("DC of %g: %s", sum / buffer->frames, text);
}

static void
try_voice (const KitVoice *voice, int where, PtRng *rng)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KitRecipe) recipe = NULL;

  g_string_append_printf (text, "{\"samples\": [{\"path\": \"k.wav\", \"role\": \"kick\", \"voice\": \"kick\", \"length\": 0.2},"
                                "{\"path\": \"x.wav\", \"role\": \"%s\", \"voice\": \"%s\", %s, \"key\": \"F minor\", \"params\": {",
                          voice->loop ? "texture" : "fx", voice->name, voice->loop ? "\"bars\": 1" : "\"length\": 0.5");
  append_params (text, voice, where, rng);
  g_string_append (text, "}}]}");
  recipe = kit_recipe_parse (text->str, text->len, "test", &error);
  g_assert_no_error (error);
  assert_sound (g_ptr_array_index (recipe->items, 1), text->str);
}

static void
test_ends (gconstpointer data)
{
  const KitVoice *voice = data;
  PtRng rng;

  pt_rng_init_named (&rng, 1, voice->name);
  try_voice (voice, AT_MINIMUM, &rng);
  try_voice (voice, AT_MAXIMUM, &rng);
  try_voice (voice, ANYWHERE, &rng);
}

int
main (int argc, char **argv)
{
  const char *const *names = kit_voice_names ();

  g_test_init (&argc, &argv, NULL);
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("/audio/kit-voices/%s", names[i]);

      g_test_add_data_func (path, kit_voice_find (names[i]), test_ends);
    }

  return g_test_run ();
}
