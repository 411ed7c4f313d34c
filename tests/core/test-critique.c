/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-arrangement-bars.h"
#include "core/pt-critique.h"
#include "core/pt-reference.h"
#include "core/pt-rng.h"
#include "pt-test-bars.h"

#define FULL "kick hihat bassline perc:2 texture clap:2"

/* Kinds and advice of what the critic says about the bars so far. */
static char *
critique (GPtrArray *bars, gint64 total)
{
  g_autoptr (GPtrArray) found = pt_critique_phrase ((PtBarState *const *) bars->pdata, bars->len, total, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const PtObservation *observation = g_ptr_array_index (found, i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", pt_advice_to_string (observation->advice),
                              pt_observation_kind_to_string (observation->kind));
      g_assert_nonnull (observation->message);
    }

  return g_string_free (text, FALSE);
}

#define assert_critique(bars, total, expected) \
  G_STMT_START \
  { \
    g_autofree char *found_critique = critique (bars, total); \
    g_assert_cmpstr (found_critique, ==, expected); \
  } \
  G_STMT_END

static void
assert_nothing_to_say (GPtrArray *bars)
{
  for (guint n = 0; n <= bars->len; n++)
    {
      g_autoptr (GPtrArray) found = pt_critique_phrase ((PtBarState *const *) bars->pdata, n, bars->len, NULL);

      if (found->len > 0)
        g_error ("after bar %u: %s", n, ((PtObservation *) g_ptr_array_index (found, 0))->message);
    }
}

/* The old critic complained about the reference in every window. Ours is silent, and not
 * only at the phrase ends but after any bar. */
static void
test_reference (void)
{
  static const gint64 lengths[] = { 32, 64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (PtArrangement) reference = pt_reference_arrangement_new (lengths[i], 128.0, NULL, NULL);
      g_autoptr (GPtrArray) bars = pt_arrangement_get_bar_states (reference);

      assert_nothing_to_say (bars);
    }
}

/* The same at other tempos of change: each part four times as long. */
static void
test_long_reference (void)
{
  g_autoptr (PtArrangement) reference = pt_reference_arrangement_new (64, 128.0, NULL, NULL);
  g_autoptr (GPtrArray) short_bars = pt_arrangement_get_bar_states (reference);
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  for (guint i = 0; i < 128; i++)
    {
      const PtBarState *bar = g_ptr_array_index (short_bars, i / 2);

      g_ptr_array_add (bars, pt_bar_state_new ((const PtLayerState *) (void *) bar->layers->data, bar->layers->len));
    }
  assert_nothing_to_say (bars);
}

static void
test_too_early (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 7, FULL);
  assert_critique (bars, 64, "");
  assert_critique (bars, 0, "");
}

static void
test_all_at_once (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 8, FULL);
  assert_critique (bars, 64, "subtract:energy_high");
}

static void
test_never_gets_going (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  /* The first 8 bars are the reference's; then nothing comes. A phrase late is in time. */
  pt_test_add_bars (bars, 8, "kick");
  assert_critique (bars, 64, "");
  pt_test_add_bars (bars, 8, "kick");
  assert_critique (bars, 64, "vary:repetition");
  pt_test_add_bars (bars, 16, "kick");
  assert_critique (bars, 64, "add:energy_low vary:repetition");
}

static void
test_one_phrase_late (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 8, "kick");
  pt_test_add_bars (bars, 8, "kick hihat");
  pt_test_add_bars (bars, 8, "kick hihat texture*0.2");
  assert_critique (bars, 64, "");
}

static void
test_loud_outro (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 48, FULL);
  pt_test_add_bars (bars, 8, "kick hihat bassline perc");
  assert_critique (bars, 64, "");
  pt_test_add_bars (bars, 8, FULL);
  assert_critique (bars, 64, "subtract:energy_high");
}

static void
test_nothing_is_added_at_the_end (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 48, FULL);
  pt_test_add_bars (bars, 8, "texture*0.1");
  assert_critique (bars, 64, "");
}

static void
test_missing_kick (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 24, "kick hihat bassline");
  pt_test_add_bars (bars, 8, "hihat:8 bassline*0.9 perc clap texture drum_loop");
  assert_critique (bars, 64, "add:kick_missing");
}

static void
test_too_dense (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 32, FULL);
  g_ptr_array_set_size (bars, 24);
  pt_test_add_bars (bars, 8, "kick*0.7 hihat*0.4 bassline*0.5 perc:2 texture clap:2 synth*0.1 fx*0.1");
  assert_critique (bars, 64, "subtract:too_dense");
}

static void
test_restless (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();
  static const char *const changes[] = {
    "kick hihat bassline perc:2 texture clap:2", "kick hihat:8 bassline perc:2 texture clap:2",
    "kick hihat bassline perc:4 texture clap:2", "kick hihat bassline perc:2 texture clap:4",
    "kick hihat:8 bassline perc:4 texture clap:2"
  };

  pt_test_add_bars (bars, 32, FULL);
  for (guint i = 0; i < 4; i++)
    pt_test_add_bars (bars, 2, changes[i]);
  assert_critique (bars, 64, "");
  for (guint i = 0; i < 8; i++)
    pt_test_add_bars (bars, 1, changes[i % 5]);
  assert_critique (bars, 64, "hold:restless");
}

/* Two bars in turn are a pattern and not restless. */
static void
test_turns (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 32, FULL);
  for (guint i = 0; i < 4; i++)
    {
      pt_test_add_bars (bars, 1, "kick hihat bassline perc:2 texture clap:2");
      pt_test_add_bars (bars, 1, "kick hihat:8 bassline perc:2 texture clap:2");
    }
  assert_critique (bars, 64, "");
}

/* The old test for this was dead code: it could not fire on 64 equal bars. */
static void
test_repetition (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  for (guint phrase = 1; phrase <= 8; phrase++)
    {
      pt_test_add_bars (bars, 8, FULL);
      g_assert_cmpuint (pt_critique_count_repeated_bars ((PtBarState *const *) bars->pdata, bars->len), ==, phrase * 8);
    }
  /* In a set without an end: 32 bars are the limit, at 64 the words get stronger. */
  {
    g_autoptr (GPtrArray) found = pt_critique_phrase ((PtBarState *const *) bars->pdata, 64, 0, NULL);
    const PtObservation *observation;

    g_ptr_array_remove_range (found, 0, found->len - 1);
    observation = g_ptr_array_index (found, 0);
    g_assert_cmpint (observation->kind, ==, PT_OBSERVATION_REPETITION);
    g_assert_cmpfloat (observation->measured, ==, 64);
    g_assert_nonnull (strstr (observation->message, "faders will not do"));
  }
  g_ptr_array_set_size (bars, 32);
  assert_critique (bars, 0, "subtract:energy_high vary:repetition");
  g_ptr_array_set_size (bars, 24);
  assert_critique (bars, 0, "subtract:energy_high");
}

/* 16 bars at the peak are what people want; on the way up they are too long. */
static void
test_repetition_by_phase (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 8, "kick hihat");
  pt_test_add_bars (bars, 16, "kick hihat bassline*0.4");
  assert_critique (bars, 64, "vary:repetition");
  pt_test_add_bars (bars, 16, FULL);
  assert_critique (bars, 64, "");
  pt_test_add_bars (bars, 8, FULL);
  assert_critique (bars, 64, "");
}

static void
hold (GPtrArray *bars, guint from, guint until)
{
  for (guint i = from; i < until; i++)
    ((PtBarState *) g_ptr_array_index (bars, i))->hold = TRUE;
}

static void
test_holds (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 48, FULL);
  assert_critique (bars, 80, "vary:repetition");
  hold (bars, 32, 48);
  assert_critique (bars, 80, "");
  g_assert_cmpuint (pt_critique_count_repeated_bars ((PtBarState *const *) bars->pdata, 48), ==, 32);
  /* The hold is over, and nothing has changed before, during and after it. */
  pt_test_add_bars (bars, 8, FULL);
  assert_critique (bars, 80, "vary:repetition");
  hold (bars, 0, 32);
  assert_critique (bars, 80, "");
}

/* The old variance test flagged every window with a breakdown in it. */
static void
test_breakdowns (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();
  g_autoptr (GPtrArray) long_one = pt_test_bars_new ();

  pt_test_add_bars (bars, 24, "kick hihat bassline");
  pt_test_add_bars (bars, 4, "kick hihat bassline perc");
  pt_test_add_bars (bars, 4, "kick");
  assert_critique (bars, 64, "");
  pt_test_add_bars (bars, 4, "texture");
  pt_test_add_bars (bars, 4, FULL);
  assert_critique (bars, 64, "");
  pt_test_add_bars (bars, 8, FULL);
  assert_critique (bars, 64, "");

  /* Said aloud, it may have more in it and last longer. */
  pt_test_add_bars (long_one, 32, FULL);
  pt_test_add_bars (long_one, 24, "texture bassline synth*0.3");
  assert_critique (long_one, 128, "add:kick_missing");
  for (guint i = 32; i < 56; i++)
    ((PtBarState *) g_ptr_array_index (long_one, i))->breakdown = TRUE;
  assert_critique (long_one, 128, "");

  /* And not said, at some point it is no breakdown any more. */
  g_ptr_array_set_size (long_one, 32);
  pt_test_add_bars (long_one, 8, FULL);
  pt_test_add_bars (long_one, 16, "texture");
  assert_critique (long_one, 96, "");
  pt_test_add_bars (long_one, 8, "texture");
  assert_critique (long_one, 96, "add:kick_missing");
}

static void
test_drift (void)
{
  g_autoptr (GPtrArray) bars = pt_test_bars_new ();

  pt_test_add_bars (bars, 16, "kick hihat");
  pt_test_add_bars (bars, 4, "kick*1.0 hihat bassline*0.9");
  pt_test_add_bars (bars, 4, "kick hihat:2");
  assert_critique (bars, 64, "add:energy_falling");

  g_ptr_array_set_size (bars, 0);
  pt_test_add_bars (bars, 48, FULL);
  pt_test_add_bars (bars, 4, "kick hihat bassline*0.2");
  pt_test_add_bars (bars, 4, FULL);
  assert_critique (bars, 64, "subtract:energy_rising");
}

/* Whatever happens, advice never points two ways, and never up at the end. */
static void
test_never_contradicts_itself (void)
{
  PtRng rng;

  pt_rng_init (&rng, 1);
  for (guint set = 0; set < 200; set++)
    {
      g_autoptr (GPtrArray) bars = pt_test_bars_new ();
      gint64 total = pt_rng_chance (&rng, 0.2) ? 0 : pt_rng_range (&rng, 8, 128);

      for (guint i = 0; i < 64; i++)
        {
          g_autoptr (GString) text = g_string_new ("");

          for (guint role = 0; role < PT_N_ROLES; role++)
            if (pt_rng_chance (&rng, 0.5))
              g_string_append_printf (text, " %s*%d.%d", pt_role_to_string (role), pt_rng_chance (&rng, 0.1) ? 3 : 0,
                                      (int) pt_rng_range (&rng, 0, 9));
          pt_test_add_bars (bars, pt_rng_range (&rng, 1, 12), text->str);
        }
      for (guint n = 8; n <= bars->len; n += 8)
        {
          g_autoptr (GPtrArray) found = pt_critique_phrase ((PtBarState *const *) bars->pdata, n, total, NULL);
          guint advice = 0;

          g_assert_cmpuint (found->len, <=, 2);
          for (guint i = 0; i < found->len; i++)
            advice |= 1u << ((PtObservation *) g_ptr_array_index (found, i))->advice;
          g_assert_false ((advice & 1u << PT_ADVICE_ADD) && (advice & (1u << PT_ADVICE_SUBTRACT | 1u << PT_ADVICE_HOLD)));
          if (total > 0 && n - 1 >= 0.8125 * total)
            g_assert_false (advice & 1u << PT_ADVICE_ADD);
        }
    }
}

static void
test_due (void)
{
  /* Played 4, then 8: the old program missed bar 8 for ever. */
  g_assert_cmpint (pt_critique_get_next_due (0, 8), ==, 8);
  g_assert_cmpint (pt_critique_get_next_due (4, 8), ==, 8);
  g_assert_cmpint (pt_critique_get_next_due (8, 8), ==, 16);
  g_assert_cmpint (pt_critique_get_next_due (31, 16), ==, 32);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/critique/reference", test_reference);
  g_test_add_func ("/core/critique/long-reference", test_long_reference);
  g_test_add_func ("/core/critique/too-early", test_too_early);
  g_test_add_func ("/core/critique/all-at-once", test_all_at_once);
  g_test_add_func ("/core/critique/never-gets-going", test_never_gets_going);
  g_test_add_func ("/core/critique/one-phrase-late", test_one_phrase_late);
  g_test_add_func ("/core/critique/loud-outro", test_loud_outro);
  g_test_add_func ("/core/critique/nothing-is-added-at-the-end", test_nothing_is_added_at_the_end);
  g_test_add_func ("/core/critique/missing-kick", test_missing_kick);
  g_test_add_func ("/core/critique/too-dense", test_too_dense);
  g_test_add_func ("/core/critique/restless", test_restless);
  g_test_add_func ("/core/critique/turns", test_turns);
  g_test_add_func ("/core/critique/repetition", test_repetition);
  g_test_add_func ("/core/critique/repetition-by-phase", test_repetition_by_phase);
  g_test_add_func ("/core/critique/holds", test_holds);
  g_test_add_func ("/core/critique/breakdowns", test_breakdowns);
  g_test_add_func ("/core/critique/drift", test_drift);
  g_test_add_func ("/core/critique/never-contradicts-itself", test_never_contradicts_itself);
  g_test_add_func ("/core/critique/due", test_due);

  return g_test_run ();
}
