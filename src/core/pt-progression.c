/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-progression.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-util.h"

/* Nobody hears chords faster than sixteenths. */
#define CHORDS_PER_BEAT 4

static PtBeats
subtract (PtBeats a, PtBeats b)
{
  return pt_beats_add (a, pt_beats_new (-b.num, b.den));
}

/* Zero when there is no length. */
static gboolean
parse_span (const char *text, PtChordSpan *span, GError **error)
{
  const char *colon = strchr (text, ':');
  g_autofree char *name = colon != NULL ? g_strndup (text, colon - text) : g_strdup (text);
  double beats;
  char *end;

  span->start = span->length = PT_BEATS_ZERO;
  if (!pt_chord_parse (name, &span->chord, error))
    return FALSE;
  if (colon == NULL)
    return TRUE;

  beats = g_ascii_strtod (colon + 1, &end);
  if (end == colon + 1 || *end != '\0' || !isfinite (beats) || beats < 0.25 || beats > PT_PROGRESSION_MAX_BARS * PT_BEATS_PER_BAR)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s”: the length behind the colon has to be a number of beats, at least 0.25"), PT_SHORT (text));
      return FALSE;
    }
  /* On the grid of twelfths: sixteenths and triplets, and sums that stay small. */
  span->length = pt_beats_new (llround (beats * 12), 12);

  return TRUE;
}

/* Chords without a length share @total evenly, on whole beats if there are enough. */
static void
share_evenly (GArray *spans, PtBeats total, guint n_open)
{
  gint64 grid = pt_beats_to_double (total) >= n_open ? 1 : CHORDS_PER_BEAT;
  guint seen = 0;
  PtBeats given = PT_BEATS_ZERO;

  for (guint i = 0; i < spans->len; i++)
    {
      PtChordSpan *span = &g_array_index (spans, PtChordSpan, i);
      PtBeats until;

      if (span->length.num != 0)
        continue;
      seen++;
      until = seen == n_open ? total : pt_beats_new (total.num * grid * seen / (total.den * n_open), grid);
      span->length = subtract (until, given);
      given = until;
    }
}

/* Repeats the spans until the clip is full; the last one is cut. */
static void
lay_out (GArray *spans, PtBeats total)
{
  guint n = spans->len;
  PtBeats at = PT_BEATS_ZERO;

  for (guint i = 0; pt_beats_compare (at, total) < 0; i++)
    {
      PtChordSpan span = g_array_index (spans, PtChordSpan, i % n);
      PtBeats rest = subtract (total, at);

      span.start = at;
      if (pt_beats_compare (span.length, rest) > 0)
        span.length = rest;
      at = pt_beats_add (at, span.length);
      if (i < n)
        g_array_index (spans, PtChordSpan, i) = span;
      else
        g_array_append_val (spans, span);
    }
}

static gboolean
measure (GArray *spans, guint bars, GError **error)
{
  PtBeats total = { (gint64) bars * PT_BEATS_PER_BAR, 1 };
  PtBeats fixed = PT_BEATS_ZERO;
  PtBeats rest;
  guint n_open = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const PtChordSpan *span = &g_array_index (spans, PtChordSpan, i);

      fixed = pt_beats_add (fixed, span->length);
      n_open += span->length.num == 0;
    }

  rest = subtract (total, fixed);
  if (rest.num < 0 || (n_open > 0 && pt_beats_to_double (rest) * CHORDS_PER_BEAT < n_open))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("%u chords do not fit into %u bars; take fewer or shorter chords, or more bars"), spans->len, bars);
      return FALSE;
    }
  if (n_open > 0)
    share_evenly (spans, rest, n_open);
  lay_out (spans, total);

  return TRUE;
}

PtProgression *
pt_progression_new (const char *const *chords, const PtKey *key, guint bars, GError **error)
{
  g_autoptr (PtProgression) self = NULL;

  g_return_val_if_fail (bars > 0 && bars <= PT_PROGRESSION_MAX_BARS, NULL);

  self = g_new0 (PtProgression, 1);
  self->spans = g_array_new (FALSE, FALSE, sizeof (PtChordSpan));
  self->bars = bars;
  self->has_key = key != NULL;
  if (key != NULL)
    self->key = *key;

  for (guint i = 0; chords != NULL && chords[i] != NULL; i++)
    {
      PtChordSpan span;

      if (!parse_span (chords[i], &span, error))
        return NULL;
      g_array_append_val (self->spans, span);
    }
  if (self->spans->len == 0)
    {
      PtChordSpan span = { .start = PT_BEATS_ZERO, .length = PT_BEATS_ZERO };

      pt_chord_init_diatonic (&span.chord, &self->key, 0, FALSE);
      g_array_append_val (self->spans, span);
    }
  if (!measure (self->spans, bars, error))
    return NULL;

  return g_steal_pointer (&self);
}

PtProgression *
pt_progression_copy (const PtProgression *self)
{
  PtProgression *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->spans = g_array_copy (self->spans);

  return copy;
}

void
pt_progression_free (PtProgression *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->spans);
  g_free (self);
}

char *
pt_progression_to_string (const PtProgression *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < self->spans->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", g_array_index (self->spans, PtChordSpan, i).chord.name);

  return g_string_free (text, FALSE);
}
