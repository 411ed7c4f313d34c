/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-expression.h"
#include "core/pt-note.h"
#include "core/pt-pad-style.h"
#include "pt-test-notes.h"

static PtProgression *
progression (const char *chords, guint bars)
{
  g_auto (GStrv) names = g_strsplit (chords, " ", -1);
  g_autoptr (GError) error = NULL;
  PtProgression *made;

  made = pt_progression_new ((const char *const *) names, NULL, bars, &error);
  g_assert_no_error (error);

  return made;
}

static GArray *
render (PtPadStyle style, const char *chords, double energy, guint bars)
{
  g_autoptr (PtProgression) made = progression (chords, bars);

  return pt_pad_style_render (style, PT_PAD_VARIANT_PAD, made, energy, 1, NULL, NULL);
}

static void
test_names (void)
{
  static const char *const expected[] = {
    "sustained", "atmospheric", "pulsing", "arpeggiated", "swells", "none"
  };
  g_autoptr (GError) error = NULL;
  PtPadStyle style;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_assert_true (pt_pad_style_parse (expected[i], &style, NULL));
      g_assert_cmpint (style, ==, i);
      g_assert_cmpstr (pt_pad_style_to_string (style), ==, expected[i]);
    }
  g_assert_false (pt_pad_style_parse ("swell", &style, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "did you mean “swells”"));
}

static void
test_energy_voices (void)
{
  g_autoptr (GArray) open = render (PT_PAD_STYLE_SUSTAINED, "Fm7", 0.1, 2);
  g_autoptr (GArray) close = render (PT_PAD_STYLE_SUSTAINED, "Fm7", 0.5, 2);
  g_autoptr (GArray) half = render (PT_PAD_STYLE_SUSTAINED, "Fm7", 0.7, 2);
  g_autoptr (GArray) full = render (PT_PAD_STYLE_SUSTAINED, "Fm7", 0.9, 2);

  /* Must differ: the old open voicing lost its seventh. */
  g_assert_cmpuint (open->len, ==, 4);
  g_assert_true (pt_test_has_note (open, 53, 0));
  g_assert_true (pt_test_has_note (open, 75, 0));
  g_assert_cmpuint (close->len, ==, 4);
  g_assert_true (pt_test_has_note (close, 65, 0));
  g_assert_cmpuint (half->len, ==, 6);
  g_assert_cmpuint (full->len, ==, 8);
  g_assert_true (pt_test_has_note (full, 53, 0));
  for (guint i = 0; i < full->len; i++)
    g_assert_cmpfloat (pt_beats_to_double (g_array_index (full, PtNote, i).length), ==, 8.0);
}

static void
test_leading (void)
{
  g_autoptr (GArray) notes = render (PT_PAD_STYLE_SUSTAINED, "Fm Db", 0.5, 2);

  g_assert_cmpuint (notes->len, ==, 6);
  g_assert_true (pt_test_has_note (notes, 65, 4));
  g_assert_true (pt_test_has_note (notes, 68, 4));
  g_assert_true (pt_test_has_note (notes, 73, 4));
}

/* Each chord lasts as long as it says. */
static void
test_spans (void)
{
  g_autoptr (GArray) notes = render (PT_PAD_STYLE_SUSTAINED, "C5:6 A5:2", 0.5, 2);

  g_assert_cmpfloat (pt_beats_to_double (g_array_index (notes, PtNote, 0).length), ==, 6.0);
  g_assert_cmpfloat (pt_beats_to_double (g_array_index (notes, PtNote, 2).start), ==, 6.0);
  g_assert_cmpfloat (pt_beats_to_double (g_array_index (notes, PtNote, 3).length), ==, 2.0);
}

static void
test_atmospheric (void)
{
  g_autoptr (GArray) notes = render (PT_PAD_STYLE_ATMOSPHERIC, "C5 D5", 0.5, 2);
  g_autoptr (GArray) held = render (PT_PAD_STYLE_ATMOSPHERIC, "C5 C5", 0.5, 2);

  g_assert_cmpfloat (pt_beats_to_double (g_array_index (notes, PtNote, 0).length), ==, 4.5);
  /* A key cannot be struck while it is down. */
  g_assert_cmpfloat (pt_beats_to_double (g_array_index (held, PtNote, 0).length), ==, 4.0);
}

static void
test_pulsing (void)
{
  g_autoptr (GArray) slow = render (PT_PAD_STYLE_PULSING, "C5", 0.3, 1);
  g_autoptr (GArray) middle = render (PT_PAD_STYLE_PULSING, "C5", 0.5, 100);
  g_autoptr (GArray) fast = render (PT_PAD_STYLE_PULSING, "C5", 0.61, 1);

  g_assert_cmpuint (slow->len, ==, 4);
  g_assert_cmpfloat (pt_beats_to_double (g_array_index (slow, PtNote, 0).length), ==, 1.75);
  g_assert_cmpuint (fast->len, ==, 8);
  g_assert_cmpfloat (pt_beats_to_double (g_array_index (fast, PtNote, 0).length), ==, 0.75);
  g_assert_cmpfloat (pt_beats_to_double (g_array_index (fast, PtNote, 7).length), ==, 0.75);
  /* Half way, three pulses a bar: on 1, 3 and 4. */
  g_assert_cmpuint (middle->len, ==, 600);
  g_assert_true (pt_test_has_note (middle, 60, 3));
  g_assert_false (pt_test_has_note (middle, 60, 1));
}

static void
test_arpeggiated (void)
{
  g_autoptr (GArray) notes = render (PT_PAD_STYLE_ARPEGGIATED, "C", 0.5, 1);
  static const int expected[] = { 60, 64, 67, 60, 64, 67, 60, 64 };

  g_assert_cmpuint (notes->len, ==, 8);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpint (g_array_index (notes, PtNote, i).pitch, ==, expected[i]);
      g_assert_cmpfloat (pt_beats_to_double (g_array_index (notes, PtNote, i).start), ==, i / 2.0);
    }
}

/* Must differ: the old swell was two strikes, one soft, one loud. */
static void
test_swells (void)
{
  g_autoptr (PtProgression) made = progression ("C Am", 4);
  g_autoptr (GArray) curve = NULL;
  g_autoptr (GArray) notes = pt_pad_style_render (PT_PAD_STYLE_SWELLS, PT_PAD_VARIANT_PAD, made, 0.5, 1, NULL, &curve);
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) sustained = pt_pad_style_render (PT_PAD_STYLE_SUSTAINED, PT_PAD_VARIANT_PAD, made, 0.5, 1, NULL, &none);
  double last = 0.0;

  g_assert_cmpuint (notes->len, ==, 6);
  g_assert_cmpuint (sustained->len, ==, 6);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (curve->len, ==, 4);
  g_assert_cmpfloat_with_epsilon (pt_expression_get_value (curve, PT_BEATS_ZERO), 50.0 / 90.0, 1e-12);
  for (int tick = 0; tick < 64; tick++)
    {
      double value = pt_expression_get_value (curve, pt_beats_new (tick, 8));

      g_assert_cmpfloat (value, >, last);
      last = value;
    }
  /* The next chord begins softly again. */
  g_assert_cmpfloat_with_epsilon (pt_expression_get_value (curve, (PtBeats){ 8, 1 }), 50.0 / 90.0, 1e-12);
  g_assert_cmpfloat (pt_expression_get_value (curve, (PtBeats){ 16, 1 }), ==, 1.0);
  for (guint i = 0; i < notes->len; i++)
    g_assert_cmpint (ABS (g_array_index (notes, PtNote, i).velocity - 90), <=, 8);
}

static void
test_variants (void)
{
  g_autoptr (PtProgression) made = progression ("C", 1);
  g_autoptr (GArray) pad = pt_pad_style_render (PT_PAD_STYLE_PULSING, PT_PAD_VARIANT_PAD, made, 0.5, 1, NULL, NULL);
  g_autoptr (GArray) stab = pt_pad_style_render (PT_PAD_STYLE_PULSING, PT_PAD_VARIANT_STAB, made, 0.5, 1, NULL, NULL);
  g_autoptr (GArray) texture = pt_pad_style_render (PT_PAD_STYLE_PULSING, PT_PAD_VARIANT_TEXTURE, made, 0.5, 1, NULL, NULL);

  for (guint i = 0; i < 3; i++)
    {
      const PtNote *a = &g_array_index (pad, PtNote, i), *b = &g_array_index (stab, PtNote, i), *c = &g_array_index (texture, PtNote, i);

      g_assert_cmpint (b->pitch, ==, a->pitch + 12);
      g_assert_cmpfloat (pt_beats_to_double (b->length), ==, pt_beats_to_double (a->length) / 2);
      g_assert_cmpint (ABS (b->velocity - 85), <=, 8);
      g_assert_cmpint (c->pitch, ==, a->pitch - 12);
      g_assert_cmpint (ABS (c->velocity - 50), <=, 8);
    }
}

static void
test_energy_only_adds (void)
{
  g_autoptr (PtProgression) made = progression ("Fm9 Db Ab/C:3 Eb5", 8);

  for (guint style = 0; style < PT_N_PAD_STYLES; style++)
    for (guint64 seed = 0; seed < 4; seed++)
      {
        guint before = 0;

        for (int step = 0; step <= 50; step++)
          {
            g_autoptr (GArray) notes = pt_pad_style_render (style, PT_PAD_VARIANT_PAD, made, step / 50.0, seed, NULL, NULL);

            g_assert_cmpuint (notes->len, >=, before);
            before = notes->len;
          }
      }
}

/* A chord strays as one: its notes begin together. */
static void
test_stray (void)
{
  g_autoptr (PtProgression) made = progression ("C G C G C G C G", 8);
  PtFeel feel = PT_FEEL_PLAIN;
  g_autoptr (GArray) notes = NULL;
  gboolean strayed = FALSE;

  feel.timing_beats = 0.1;
  notes = pt_pad_style_render (PT_PAD_STYLE_SUSTAINED, PT_PAD_VARIANT_PAD, made, 0.5, 1, &feel, NULL);
  g_assert_cmpuint (notes->len, ==, 24);
  for (guint i = 0; i < 24; i += 3)
    {
      const PtNote *note = &g_array_index (notes, PtNote, i);
      double start = pt_beats_to_double (note->start);

      g_assert_cmpint (pt_beats_compare (note[0].start, note[1].start), ==, 0);
      g_assert_cmpint (pt_beats_compare (note[0].start, note[2].start), ==, 0);
      strayed |= fabs (start - i / 3 * 4.0) > 0.01;
    }
  g_assert_true (strayed);
}

static void
test_for_ever (void)
{
  static const char *const sums[] = { "f29ee6c2a8936097", "933f2c576c973b5d", "0fcebec91b2cab60", "258d04171c8684a2", "b1abf78942580034" };
  g_autoptr (PtProgression) made = progression ("Fm9 Dbmaj7 Ab:6 Eb7/G", 8);
  PtFeel feel = { 0.55, 16, 0.02, 1.0, 0.7, 4 };

  for (guint style = 0; style < PT_N_PAD_STYLES; style++)
    {
      g_autoptr (GArray) notes = pt_pad_style_render (style, style % 3, made, 0.77, 0x5eed, &feel, NULL);
      g_autofree char *sum = pt_test_sum_notes (notes);

      g_assert_cmpstr (sum, ==, sums[style]);
    }
}

static void
test_wild (void)
{
  PtFeel feel = { 1.0, 8, 0.1, 2.0, 1.0, 1 };
  g_autoptr (PtProgression) made = progression ("B13/Bb C7b5#5b9#9#11b13add9 B7b9#9#11b13add9add11add13/C E5 A B C D E F G A B:0.25 C F:0.3333", 3);

  for (guint style = 0; style <= PT_N_PAD_STYLES; style++)
    for (guint variant = 0; variant < 3; variant++)
      for (int step = 0; step <= 10; step++)
        {
          g_autoptr (GArray) curve = NULL;
          g_autoptr (GArray) notes = pt_pad_style_render (style, variant, made, step / 10.0, G_MAXUINT64, &feel, &curve);

          pt_test_assert_playable (notes, 3);
        }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/pad-style/names", test_names);
  g_test_add_func ("/core/pad-style/energy-voices", test_energy_voices);
  g_test_add_func ("/core/pad-style/leading", test_leading);
  g_test_add_func ("/core/pad-style/spans", test_spans);
  g_test_add_func ("/core/pad-style/atmospheric", test_atmospheric);
  g_test_add_func ("/core/pad-style/pulsing", test_pulsing);
  g_test_add_func ("/core/pad-style/arpeggiated", test_arpeggiated);
  g_test_add_func ("/core/pad-style/swells", test_swells);
  g_test_add_func ("/core/pad-style/variants", test_variants);
  g_test_add_func ("/core/pad-style/energy-only-adds", test_energy_only_adds);
  g_test_add_func ("/core/pad-style/stray", test_stray);
  g_test_add_func ("/core/pad-style/for-ever", test_for_ever);
  g_test_add_func ("/core/pad-style/wild", test_wild);

  return g_test_run ();
}
