/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-note.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-util.h"

/* More accidentals than this are a slip of the keyboard; the limit keeps sums small. */
#define MAX_ACCIDENTALS 24

static const char *const sharp_names[] = {
  "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
};

static const char *const flat_names[] = {
  "C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"
};

PtNote
pt_note_clamp (PtNote note)
{
  note.pitch = CLAMP (note.pitch, 0, PT_NOTE_MAX_PITCH);
  note.velocity = CLAMP (note.velocity, 1, PT_NOTE_MAX_VELOCITY);
  if (note.start.num < 0)
    note.start = PT_BEATS_ZERO;
  if (pt_beats_compare (note.length, PT_NOTE_MIN_LENGTH) < 0)
    note.length = PT_NOTE_MIN_LENGTH;

  return note;
}

int
pt_note_compare (const PtNote *a, const PtNote *b)
{
  int order;

  g_return_val_if_fail (a != NULL, 0);
  g_return_val_if_fail (b != NULL, 0);

  order = pt_beats_compare (a->start, b->start);
  if (order == 0)
    order = (a->pitch > b->pitch) - (a->pitch < b->pitch);
  if (order == 0)
    order = pt_beats_compare (a->length, b->length);
  if (order == 0)
    order = (a->velocity > b->velocity) - (a->velocity < b->velocity);

  return order;
}

GArray *
pt_note_list_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (PtNote));
}

void
pt_note_list_add (GArray *notes, int pitch, PtBeats start, PtBeats length, int velocity)
{
  PtNote note = { pitch, start, length, velocity };

  g_return_if_fail (notes != NULL);

  g_array_append_val (notes, note);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  return pt_note_compare (a, b);
}

void
pt_note_list_finish (GArray *notes)
{
  g_return_if_fail (notes != NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      PtNote *note = &g_array_index (notes, PtNote, i);

      *note = pt_note_clamp (*note);
    }
  g_array_sort (notes, compare_notes);
}

PtBeats
pt_note_list_get_end (const GArray *notes)
{
  PtBeats end = PT_BEATS_ZERO;

  g_return_val_if_fail (notes != NULL, end);

  for (guint i = 0; i < notes->len; i++)
    {
      const PtNote *note = &g_array_index (notes, PtNote, i);
      PtBeats note_end = pt_beats_add (note->start, note->length);

      if (pt_beats_compare (note_end, end) > 0)
        end = note_end;
    }

  return end;
}

int
pt_pitch_class (int pitch)
{
  return (pitch % 12 + 12) % 12;
}

const char *
pt_pitch_class_name (int pitch_class, gboolean flats)
{
  g_return_val_if_fail (pitch_class >= 0 && pitch_class < 12, "C");

  return flats ? flat_names[pitch_class] : sharp_names[pitch_class];
}

char *
pt_note_name (int pitch, gboolean flats)
{
  g_return_val_if_fail (pitch >= 0 && pitch <= PT_NOTE_MAX_PITCH, NULL);

  return g_strdup_printf ("%s%d", pt_pitch_class_name (pitch % 12, flats), pitch / 12 - 1);
}

gboolean
pt_pitch_class_scan (const char **cursor, int *steps, gboolean *flats)
{
  static const int letter_steps[] = { 9, 11, 0, 2, 4, 5, 7 };
  const char *p;
  int accidentals = 0;
  int alteration = 0;
  char letter;

  g_return_val_if_fail (cursor != NULL && *cursor != NULL, FALSE);
  g_return_val_if_fail (steps != NULL, FALSE);

  p = *cursor;
  letter = g_ascii_toupper (*p);
  if (letter < 'A' || letter > 'G')
    return FALSE;

  for (p++; accidentals < MAX_ACCIDENTALS; accidentals++)
    {
      if (*p == '#' || g_str_has_prefix (p, "♯"))
        alteration++;
      else if (*p == 'b' || g_str_has_prefix (p, "♭"))
        alteration--;
      else
        break;
      p = g_utf8_next_char (p);
    }

  *steps = letter_steps[letter - 'A'] + alteration;
  if (flats != NULL)
    *flats = alteration < 0;
  *cursor = p;

  return TRUE;
}

gboolean
pt_note_parse (const char *text, int *pitch, GError **error)
{
  g_autofree char *trimmed = NULL;
  const char *p;
  int steps;
  gint64 octave = 4;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (pitch != NULL, FALSE);

  trimmed = g_strstrip (g_strdup (text));
  p = trimmed;
  if (!pt_pitch_class_scan (&p, &steps, NULL))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX,
                   _ ("“%s” is not a note; write a letter A to G, then # or b, then the octave, like F#2"), PT_SHORT (text));
      return FALSE;
    }

  if (*p != '\0')
    {
      gboolean digits = *p == '-' ? g_ascii_isdigit (p[1]) : g_ascii_isdigit (*p);
      char *end = NULL;

      if (digits)
        octave = g_ascii_strtoll (p, &end, 10);
      if (!digits || *end != '\0')
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX,
                       _ ("“%s” is not a note: “%s” is no octave; write a number from -1 to 9"), PT_SHORT (text), PT_SHORT (p));
          return FALSE;
        }
    }

  octave = CLAMP (octave, -100, 100);
  steps += ((int) octave + 1) * 12;
  if (steps < 0 || steps > PT_NOTE_MAX_PITCH)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   steps < 0 ? _ ("No MIDI note is as low as “%s”; they go from C-1 to G9")
                             : _ ("No MIDI note is as high as “%s”; they go from C-1 to G9"),
                   PT_SHORT (text));
      return FALSE;
    }
  *pitch = steps;

  return TRUE;
}
