/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-notes.h"

#include <math.h>

const PtNote *
pt_test_find_note (const GArray *notes, int pitch, double start)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const PtNote *note = &g_array_index (notes, PtNote, i);

      if (note->pitch == pitch && fabs (pt_beats_to_double (note->start) - start) < 1e-9)
        return note;
    }

  return NULL;
}

gboolean
pt_test_has_note (const GArray *notes, int pitch, double start)
{
  return pt_test_find_note (notes, pitch, start) != NULL;
}

guint
pt_test_count_pitch (const GArray *notes, int pitch)
{
  return pt_test_count_between (notes, pitch, -1.0, 1e9);
}

guint
pt_test_count_between (const GArray *notes, int pitch, double from, double until)
{
  guint found = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const PtNote *note = &g_array_index (notes, PtNote, i);
      double start = pt_beats_to_double (note->start);

      if ((pitch < 0 || note->pitch == pitch) && start >= from && start < until)
        found++;
    }

  return found;
}

void
pt_test_assert_contains_all (const GArray *notes, const GArray *some)
{
  guint at = 0;

  for (guint i = 0; i < some->len; i++)
    {
      const PtNote *wanted = &g_array_index (some, PtNote, i);

      /* Both lists are in the order of start and pitch. */
      while (at < notes->len && (g_array_index (notes, PtNote, at).pitch != wanted->pitch || pt_beats_compare (g_array_index (notes, PtNote, at).start, wanted->start) != 0))
        at++;
      if (at == notes->len)
        g_error ("pitch %d at %g is missing", wanted->pitch, pt_beats_to_double (wanted->start));
    }
}

void
pt_test_assert_playable (const GArray *notes, guint bars)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const PtNote *note = &g_array_index (notes, PtNote, i);
      const PtNote *last = i > 0 ? note - 1 : NULL;

      g_assert_cmpint (note->pitch, >=, 0);
      g_assert_cmpint (note->pitch, <=, 127);
      g_assert_cmpint (note->velocity, >=, 1);
      g_assert_cmpint (note->velocity, <=, 127);
      g_assert_cmpfloat (pt_beats_to_double (note->start), >=, 0.0);
      g_assert_cmpfloat (pt_beats_to_double (note->start), <, bars * 4.0);
      g_assert_cmpfloat (pt_beats_to_double (note->length), >=, 0.01);
      if (last != NULL)
        {
          g_assert_cmpint (pt_note_compare (last, note), <, 0);
          g_assert_true (last->pitch != note->pitch || pt_beats_compare (last->start, note->start) != 0);
        }
    }
}

char *
pt_test_sum_notes (const GArray *notes)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < notes->len; i++)
    {
      const PtNote *note = &g_array_index (notes, PtNote, i);
      g_autofree char *line = g_strdup_printf ("%d %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %d\n",
                                               note->pitch, note->start.num, note->start.den, note->length.num, note->length.den, note->velocity);

      g_checksum_update (sum, (const guchar *) line, -1);
    }

  return g_strndup (g_checksum_get_string (sum), 16);
}
