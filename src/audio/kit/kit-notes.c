/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-notes.h"

#include <math.h>

#include "core/pt-core-error.h"
#include "core/pt-util.h"

#define MAX_LIST 32

static gboolean
read_note (const char *token, KitNote *note, GError **error)
{
  char *end;
  gint64 semitone = g_ascii_strtoll (token, &end, 10);

  note->semitone = semitone;
  for (; *end != '\0' && end != token; end++)
    if (*end == '!')
      note->accent = TRUE;
    else if (*end == '?')
      note->ghost = TRUE;
    else if (*end == '~')
      note->slide = TRUE;
    else
      break;
  if (*end == '\0' && end != token && ABS (semitone) <= 48)
    return TRUE;

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "“%s” is no step of a melody: write ., _ or a number from -48 to 48, with !, ? or ~ behind it",
               PT_SHORT (token));

  return FALSE;
}

static gboolean
fits (int n_written, int n_steps, GError **error)
{
  if (n_written > 0 && n_steps % n_written == 0)
    return TRUE;

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "%d steps do not fill a loop of %d; write 16 for each bar", n_written, n_steps);

  return FALSE;
}

GArray *
kit_notes_parse (const char *text, int n_steps, GError **error)
{
  g_autoptr (GArray) notes = g_array_new (FALSE, TRUE, sizeof (KitNote));
  g_auto (GStrv) tokens = NULL;
  int n_written = 0;
  guint n_notes;

  g_return_val_if_fail (text != NULL, NULL);

  tokens = g_strsplit_set (text, " |\t\n", -1);
  for (gsize i = 0; tokens[i] != NULL; i++)
    {
      KitNote note = { .step = n_written, .length = 1 };

      if (tokens[i][0] == '\0')
        continue;
      n_written++;
      if (g_str_equal (tokens[i], "."))
        continue;
      if (g_str_equal (tokens[i], "_"))
        {
          KitNote *last = notes->len > 0 ? &g_array_index (notes, KitNote, notes->len - 1) : NULL;

          if (last == NULL || last->step + last->length != note.step)
            {
              g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                           "Step %d holds a note, but there is none before it", n_written);
              return NULL;
            }
          last->length++;
          continue;
        }
      if (!read_note (tokens[i], &note, error))
        return NULL;
      g_array_append_val (notes, note);
    }
  if (!fits (n_written, n_steps, error))
    return NULL;

  n_notes = notes->len;
  for (int start = n_written; start < n_steps; start += n_written)
    for (guint i = 0; i < n_notes; i++)
      {
        KitNote note = g_array_index (notes, KitNote, i);

        note.step += start;
        g_array_append_val (notes, note);
      }

  return g_steal_pointer (&notes);
}

GArray *
kit_hits_parse (const char *text, int n_steps, GError **error)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, TRUE, sizeof (KitHit));
  int n_written = 0;
  guint n_hits;

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      KitHit hit = { .step = n_written };

      if (*p == ' ' || *p == '|')
        continue;
      n_written++;
      if (*p == '.')
        continue;
      if (*p == 'X')
        hit.velocity = 1.0;
      else if (*p == 'x')
        hit.velocity = 0.78;
      else if (*p == 'o')
        hit.velocity = 0.4;
      else
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       "“%s”: a drum hit is X, x, o or .", PT_SHORT (p));
          return NULL;
        }
      g_array_append_val (hits, hit);
    }
  if (!fits (n_written, n_steps, error))
    return NULL;

  n_hits = hits->len;
  for (int start = n_written; start < n_steps; start += n_written)
    for (guint i = 0; i < n_hits; i++)
      {
        KitHit hit = g_array_index (hits, KitHit, i);

        hit.step += start;
        g_array_append_val (hits, hit);
      }

  return g_steal_pointer (&hits);
}

GArray *
kit_numbers_parse (const char *text, double minimum, double maximum, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  g_auto (GStrv) tokens = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  tokens = g_strsplit (text, " ", -1);
  for (gsize i = 0; tokens[i] != NULL; i++)
    {
      char *end;
      double number;

      if (tokens[i][0] == '\0')
        continue;
      number = g_ascii_strtod (tokens[i], &end);
      if (*end != '\0' || end == tokens[i] || !isfinite (number) || number < minimum || number > maximum)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                       "“%s” is not a number from %g to %g", PT_SHORT (tokens[i]), minimum, maximum);
          return NULL;
        }
      g_array_append_val (numbers, number);
    }
  if (numbers->len == 0 || numbers->len > MAX_LIST)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "A list has 1 to %d numbers, not %u", MAX_LIST, numbers->len);
      return NULL;
    }

  return g_steal_pointer (&numbers);
}

gint64
kit_step_frame (int step, double swing, gint64 step_frames)
{
  double late = step % 2 != 0 ? swing * (double) step_frames + 0.5 : 0.0;

  return step * step_frames + (gint64) late;
}
