/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-critique.h"

#include <math.h>

#include "core/pt-energy.h"
#include "core/pt-phase.h"

#define PHRASE PT_CRITIQUE_PHRASE_BARS
#define ENERGY_TOLERANCE 0.15
#define DRIFT_TOLERANCE 0.20
#define KICK_SHARE 0.85
#define MOST_STATES 4 /* different bars in a phrase: three changes */
#define REPETITION_BARS 32
#define REPETITION_BARS_BUILDING 16
#define REPETITION_BARS_MUCH 64
#define UNASKED_BREAKDOWN_BARS 16

/* A phrase and what the arc wants of it. */
typedef struct
{
  PtBarState *const *bars;
  guint n_bars;
  gint64 total_bars;
  const PtTargetCurve *curve;
  PtPhase phase;
  GPtrArray *found;
} Critic;

const char *
pt_observation_kind_to_string (PtObservationKind kind)
{
  static const char *const names[] = {
    "energy_low", "energy_high", "energy_falling", "energy_rising", "kick_missing", "too_dense", "restless", "repetition"
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

const char *
pt_advice_to_string (PtAdvice advice)
{
  static const char *const names[] = { "add", "subtract", "hold", "vary" };

  g_return_val_if_fail (advice < G_N_ELEMENTS (names), NULL);

  return names[advice];
}

static void
observation_free (PtObservation *observation)
{
  g_free (observation->message);
  g_free (observation);
}

static void
observe (Critic *critic, PtObservationKind kind, PtAdvice advice, double measured, double target, char *message)
{
  PtObservation *observation = g_new (PtObservation, 1);

  *observation = (PtObservation){ kind, advice, measured, target, message };
  g_ptr_array_add (critic->found, observation);
}

/* Nobody asked, but it is one: in the middle of the set a few bars of hardly anything
 * between bars of much more. */
static gboolean
looks_like_breakdown (const Critic *critic, guint bar)
{
  guint start = bar, end = bar + 1;

  if (pt_phase_get (bar, critic->total_bars) != PT_PHASE_FULL_GROOVE && critic->total_bars > 0)
    return FALSE;
  if (pt_bar_state_count_audible (critic->bars[bar]) > 2)
    return FALSE;

  while (start > 0 && end - start <= UNASKED_BREAKDOWN_BARS && pt_bar_state_count_audible (critic->bars[start - 1]) <= 2)
    start--;
  while (end < critic->n_bars && end - start <= UNASKED_BREAKDOWN_BARS && pt_bar_state_count_audible (critic->bars[end]) <= 2)
    end++;

  return start > 0 && end - start <= UNASKED_BREAKDOWN_BARS;
}

static gboolean
is_breakdown (const Critic *critic, guint bar)
{
  return critic->bars[bar]->breakdown || looks_like_breakdown (critic, bar);
}

/* The mean target over the bars of [from, until) that are judged; @shift earlier. */
static double
mean_target (const Critic *critic, guint from, guint until, gint64 shift)
{
  double sum = 0.0;
  guint n = 0;

  for (guint bar = from; bar < until; bar++)
    if (!is_breakdown (critic, bar))
      {
        sum += pt_target_curve_get (critic->curve, MAX ((gint64) bar - shift, 0), critic->total_bars);
        n++;
      }

  return n > 0 ? sum / n : NAN;
}

static double
mean_energy (const Critic *critic, guint from, guint until)
{
  double sum = 0.0;
  guint n = 0;

  for (guint bar = from; bar < until; bar++)
    if (!is_breakdown (critic, bar))
      {
        sum += pt_energy_of_bar (critic->bars[bar]);
        n++;
      }

  return n > 0 ? sum / n : NAN;
}

/* A phrase late is still in time: between this phrase's target and the last one's
 * everything is right. */
static void
judge_energy (Critic *critic)
{
  guint start = critic->n_bars - PHRASE;
  double energy = mean_energy (critic, start, critic->n_bars);
  double now = mean_target (critic, start, critic->n_bars, 0);
  double before = mean_target (critic, start, critic->n_bars, PHRASE);

  if (!isfinite (energy))
    return;

  if (energy < MIN (now, before) - ENERGY_TOLERANCE)
    observe (critic, PT_OBSERVATION_ENERGY_LOW, PT_ADVICE_ADD, energy, now,
             g_strdup_printf ("Energy is %.2f where the arc has %.2f: bring something in or turn it up", energy, now));
  else if (energy > MAX (now, before) + ENERGY_TOLERANCE)
    observe (critic, PT_OBSERVATION_ENERGY_HIGH, PT_ADVICE_SUBTRACT, energy, now,
             g_strdup_printf ("Energy is %.2f where the arc has %.2f: take something out or turn it down", energy, now));
}

static void
judge_drift (Critic *critic)
{
  guint start = critic->n_bars - PHRASE;
  guint middle = critic->n_bars - PHRASE / 2;
  double drift = mean_energy (critic, middle, critic->n_bars) - mean_energy (critic, start, middle);
  double wanted = pt_target_curve_get (critic->curve, (gint64) critic->n_bars - 1 + PHRASE, critic->total_bars) - pt_target_curve_get (critic->curve, MAX ((gint64) start - PHRASE, 0), critic->total_bars);

  if (!isfinite (drift))
    return;

  if (drift < -DRIFT_TOLERANCE && wanted > 0.0)
    observe (critic, PT_OBSERVATION_ENERGY_FALLING, PT_ADVICE_ADD, drift, wanted,
             g_strdup_printf ("Energy falls by %.2f within the phrase while the arc rises: bring back what left", -drift));
  else if (drift > DRIFT_TOLERANCE && wanted < 0.0)
    observe (critic, PT_OBSERVATION_ENERGY_RISING, PT_ADVICE_SUBTRACT, drift, wanted,
             g_strdup_printf ("Energy rises by %.2f within the phrase while the arc falls: let go of what came", drift));
}

static void
judge_kick (Critic *critic)
{
  guint n_judged = 0, n_kicks = 0;

  if (critic->phase == PT_PHASE_INTRO || critic->phase == PT_PHASE_OUTRO)
    return;

  for (guint bar = critic->n_bars - PHRASE; bar < critic->n_bars; bar++)
    if (!is_breakdown (critic, bar))
      {
        n_judged++;
        n_kicks += pt_bar_state_has_role (critic->bars[bar], PT_ROLE_KICK) ? 1 : 0;
      }

  if (n_judged > 0 && n_kicks < KICK_SHARE * n_judged)
    observe (critic, PT_OBSERVATION_KICK_MISSING, PT_ADVICE_ADD, (double) n_kicks / n_judged, KICK_SHARE,
             g_strdup_printf ("The kick plays in %u of %u bars: bring it back, or ask for a breakdown", n_kicks, n_judged));
}

static void
judge_density (Critic *critic)
{
  guint layers = 0, ceilings = 0;

  for (guint bar = critic->n_bars - PHRASE; bar < critic->n_bars; bar++)
    {
      layers += pt_bar_state_count_audible (critic->bars[bar]);
      ceilings += pt_phase_get_ceiling (pt_phase_get (bar, critic->total_bars));
    }

  if (layers > ceilings)
    observe (critic, PT_OBSERVATION_TOO_DENSE, PT_ADVICE_SUBTRACT, (double) layers / PHRASE, (double) ceilings / PHRASE,
             g_strdup_printf ("%.1f layers in the %s, which bears %.1f: take one out", (double) layers / PHRASE,
                              pt_phase_to_string (critic->phase), (double) ceilings / PHRASE));
}

static void
judge_rest (Critic *critic)
{
  guint64 states[PHRASE];
  guint n_states = 0;

  for (guint bar = critic->n_bars - PHRASE; bar < critic->n_bars; bar++)
    {
      guint64 state = pt_bar_state_get_fingerprint (critic->bars[bar]);
      guint i = 0;

      if (is_breakdown (critic, bar))
        continue;
      while (i < n_states && states[i] != state)
        i++;
      if (i == n_states)
        states[n_states++] = state;
    }

  if (n_states > MOST_STATES)
    observe (critic, PT_OBSERVATION_RESTLESS, PT_ADVICE_HOLD, n_states, MOST_STATES,
             g_strdup_printf ("%u different bars in a phrase of %d: leave it alone for a while", n_states, PHRASE));
}

static gboolean
phrases_are_equal (PtBarState *const *a, PtBarState *const *b)
{
  for (guint i = 0; i < PHRASE; i++)
    if (pt_bar_state_get_fingerprint (a[i]) != pt_bar_state_get_fingerprint (b[i]))
      return FALSE;

  return TRUE;
}

static gboolean
phrase_is_held (PtBarState *const *phrase)
{
  for (guint i = 0; i < PHRASE; i++)
    if (!phrase[i]->hold)
      return FALSE;

  return TRUE;
}

guint
pt_critique_count_repeated_bars (PtBarState *const *bars, guint n_bars)
{
  PtBarState *const *last;
  guint repeated = 0;

  g_return_val_if_fail (bars != NULL || n_bars == 0, 0);

  if (n_bars < PHRASE)
    return 0;

  last = bars + n_bars - PHRASE;
  for (guint end = n_bars; end >= PHRASE && phrases_are_equal (bars + end - PHRASE, last); end -= PHRASE)
    if (!phrase_is_held (bars + end - PHRASE))
      repeated += PHRASE;

  return repeated;
}

static void
judge_repetition (Critic *critic)
{
  guint repeated = pt_critique_count_repeated_bars (critic->bars, critic->n_bars);
  gint64 limit = REPETITION_BARS;

  /* On the way up something happens every phrase or two, as long as a part of the reference
   * is at this length. */
  if (critic->phase == PT_PHASE_INTRO || critic->phase == PT_PHASE_BUILDING)
    limit = CLAMP (critic->total_bars / 4, REPETITION_BARS_BUILDING, REPETITION_BARS);

  if (repeated < limit || phrase_is_held (critic->bars + critic->n_bars - PHRASE) || is_breakdown (critic, critic->n_bars - 1))
    return;

  if (repeated >= REPETITION_BARS_MUCH)
    observe (critic, PT_OBSERVATION_REPETITION, PT_ADVICE_VARY, repeated, limit,
             g_strdup_printf ("The same phrase for %u bars: faders will not do, change a pattern, a sample or the layers", repeated));
  else
    observe (critic, PT_OBSERVATION_REPETITION, PT_ADVICE_VARY, repeated, limit,
             g_strdup_printf ("The same phrase for %u bars: change one thing", repeated));
}

static gboolean
has_advice (const GPtrArray *found, PtAdvice advice)
{
  for (guint i = 0; i < found->len; i++)
    if (((PtObservation *) g_ptr_array_index (found, i))->advice == advice)
      return TRUE;

  return FALSE;
}

/* The first @most observations with this advice stay, the others go. */
static void
limit_advice (GPtrArray *found, PtAdvice advice, guint most)
{
  guint seen = 0;

  for (guint i = 0; i < found->len;)
    {
      PtObservation *observation = g_ptr_array_index (found, i);

      if (observation->advice == advice && ++seen > most)
        g_ptr_array_remove_index (found, i);
      else
        i++;
    }
}

/* At most one direction, and beside it at most one of hold and vary. */
static void
settle (Critic *critic)
{
  gboolean taking_apart = critic->phase == PT_PHASE_STRIPPING || critic->phase == PT_PHASE_OUTRO;
  gboolean vary = has_advice (critic->found, PT_ADVICE_VARY);
  /* A phrase that comes again and again is not restless, however much happens in it. */
  gboolean hold = has_advice (critic->found, PT_ADVICE_HOLD) && !vary;
  gboolean add = has_advice (critic->found, PT_ADVICE_ADD) && !taking_apart && !hold;
  gboolean subtract = has_advice (critic->found, PT_ADVICE_SUBTRACT) && !add;

  limit_advice (critic->found, PT_ADVICE_ADD, add ? 1 : 0);
  limit_advice (critic->found, PT_ADVICE_SUBTRACT, subtract ? 1 : 0);
  limit_advice (critic->found, PT_ADVICE_HOLD, hold ? 1 : 0);
  limit_advice (critic->found, PT_ADVICE_VARY, vary ? 1 : 0);
}

GPtrArray *
pt_critique_phrase (PtBarState *const *bars, guint n_bars, gint64 total_bars, const PtTargetCurve *curve)
{
  Critic critic = { bars, n_bars, total_bars, curve, PT_PHASE_INFINITE, NULL };

  g_return_val_if_fail (bars != NULL || n_bars == 0, NULL);

  critic.found = g_ptr_array_new_with_free_func ((GDestroyNotify) observation_free);
  if (n_bars < PHRASE)
    return critic.found;

  critic.phase = pt_phase_get ((gint64) n_bars - 1, total_bars);
  judge_kick (&critic);
  judge_energy (&critic);
  judge_drift (&critic);
  judge_density (&critic);
  judge_rest (&critic);
  judge_repetition (&critic);
  settle (&critic);

  return critic.found;
}

gint64
pt_critique_get_next_due (gint64 bars, gint64 every)
{
  g_return_val_if_fail (bars >= 0, 0);
  g_return_val_if_fail (every > 0, 0);

  return (bars / every + 1) * every;
}
