/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-key.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-note.h"
#include "core/pt-util.h"

/* Where the key's seven notes sit on the wheel of fifths, 1..12; C major and A minor are 8. */
static int
wheel_number (const PtKey *key)
{
  int major_tonic = key->minor ? key->tonic + 3 : key->tonic;

  return (pt_pitch_class (major_tonic * 7) + 7) % 12 + 1;
}

static gboolean
parse_wheel (const char *text, PtKey *key)
{
  char *end;
  gint64 number = g_ascii_strtoll (text, &end, 10);
  char letter = g_ascii_toupper (*end);

  if (number < 1 || number > 12 || (letter != 'A' && letter != 'B') || end[1] != '\0')
    return FALSE;

  /* Seven fifths up is one semitone, so seven undoes seven. */
  key->tonic = pt_pitch_class (((int) number - 8) * 7);
  key->minor = letter == 'A';
  if (key->minor)
    key->tonic = pt_pitch_class (key->tonic - 3);
  key->flats = number >= 2 && number <= 7;

  return TRUE;
}

static gboolean
parse_mode (const char *text, gboolean *minor)
{
  static const struct
  {
    const char *word;
    gboolean minor;
  } words[] = {
    { "minor", TRUE },
    { "min", TRUE },
    { "major", FALSE },
    { "maj", FALSE },
  };

  text += strspn (text, " _-");
  if (*text == '\0' || g_str_equal (text, "M") || g_str_equal (text, "m"))
    {
      *minor = *text == 'm';
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i].word) == 0)
      {
        *minor = words[i].minor;
        return TRUE;
      }

  return FALSE;
}

gboolean
pt_key_parse (const char *text, PtKey *key, GError **error)
{
  char trimmed[64]; /* searches read a key for every row: nothing is allocated */
  const char *p;
  PtKey found;
  int steps;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  g_strlcpy (trimmed, text, sizeof trimmed);
  p = g_strstrip (trimmed);
  if (g_ascii_isdigit (*p))
    {
      if (parse_wheel (p, &found))
        {
          *key = found;
          return TRUE;
        }
    }
  else if (pt_pitch_class_scan (&p, &steps, &found.flats) && parse_mode (p, &found.minor))
    {
      found.tonic = pt_pitch_class (steps);
      *key = found;
      return TRUE;
    }

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX,
               _ ("“%s” is not a key; write for example Fm, F minor, Ab, C# major or 4A"), PT_SHORT (text));

  return FALSE;
}

char *
pt_key_to_string (const PtKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return g_strconcat (pt_pitch_class_name (key->tonic, key->flats), key->minor ? "m" : "", NULL);
}

char *
pt_key_to_long_string (const PtKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return g_strconcat (pt_pitch_class_name (key->tonic, key->flats), key->minor ? " minor" : " major", NULL);
}

char *
pt_key_to_wheel_string (const PtKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return g_strdup_printf ("%d%c", wheel_number (key), key->minor ? 'A' : 'B');
}

gboolean
pt_key_equal (const PtKey *a, const PtKey *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return a->tonic == b->tonic && !a->minor == !b->minor;
}

PtKeyRelation
pt_key_relate (const PtKey *from, const PtKey *to)
{
  int steps;

  g_return_val_if_fail (from != NULL, PT_KEY_DISTANT);
  g_return_val_if_fail (to != NULL, PT_KEY_DISTANT);

  if (pt_key_equal (from, to))
    return PT_KEY_SAME;

  steps = pt_pitch_class (wheel_number (to) - wheel_number (from));
  if (steps == 0)
    return PT_KEY_RELATIVE;
  if (!from->minor != !to->minor)
    return PT_KEY_DISTANT;
  if (steps == 1)
    return PT_KEY_FIFTH_UP;

  return steps == 11 ? PT_KEY_FIFTH_DOWN : PT_KEY_DISTANT;
}

gboolean
pt_key_is_compatible (const PtKey *a, const PtKey *b)
{
  return pt_key_relate (a, b) != PT_KEY_DISTANT;
}

const PtScale *
pt_key_get_scale (const PtKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  /* The first two of the table. */
  return pt_scale_all () + (key->minor ? 1 : 0);
}

gboolean
pt_key_contains (const PtKey *key, int pitch)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return pt_scale_contains (pt_key_get_scale (key), key->tonic, pitch);
}
