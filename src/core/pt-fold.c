/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-fold.h"

#include <string.h>

/* The most one character becomes. */
#define MAX_FOLDED (G_UNICHAR_MAX_DECOMPOSITION_LENGTH * 6)

/* Letters that have no decomposition, but that people type without. */
static const char *
fold_special (gunichar c)
{
  switch (c)
    {
    case 0xdf:
    case 0x1e9e:
      return "ss";
    case 0xe6:
    case 0xc6:
      return "ae";
    case 0x153:
    case 0x152:
      return "oe";
    case 0xf8:
    case 0xd8:
      return "o";
    case 0x142:
    case 0x141:
      return "l";
    case 0x111:
    case 0x110:
    case 0xf0:
    case 0xd0:
      return "d";
    case 0xfe:
    case 0xde:
      return "th";
    case 0x131:
      return "i";
    default:
      return NULL;
    }
}

static gsize
fold_character (gunichar c, char *out)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  const char *special = fold_special (c);
  gsize n_parts, length = 0;

  if (special != NULL)
    {
      length = strlen (special);
      memcpy (out, special, length);
      return length;
    }

  n_parts = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n_parts; i++)
    if (g_unichar_combining_class (parts[i]) == 0)
      length += g_unichar_to_utf8 (g_unichar_tolower (parts[i]), out + length);

  return length;
}

/* Eight ASCII letters at once; FALSE when one of them is none of ASCII. */
static gboolean
fold_eight (const char *text, char *out)
{
  const guint64 high = G_GUINT64_CONSTANT (0x8080808080808080);
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 word, from_a, beyond_z;

  memcpy (&word, text, sizeof word);
  if ((word & high) != 0)
    return FALSE;
  /* The high bit of each byte tells whether it is at or above A, above Z. */
  from_a = word + ones * (0x80 - 'A');
  beyond_z = word + ones * (0x80 - 'Z' - 1);
  word |= ((from_a ^ beyond_z) & high) >> 2;
  memcpy (out, &word, sizeof word);

  return TRUE;
}

gsize
pt_fold_into (const char *text, gsize length, char *out, gsize room)
{
  gsize at = 0;
  gsize written = 0;

  g_return_val_if_fail (text != NULL || length == 0, 0);
  g_return_val_if_fail (out != NULL || room == 0, 0);

  while (at < length && written < room)
    {
      gunichar c;

      if (length - at >= 8 && room - written >= 8 && fold_eight (text + at, out + written))
        {
          at += 8;
          written += 8;
          continue;
        }
      if ((guchar) text[at] < 0x80)
        {
          out[written++] = g_ascii_tolower (text[at++]);
          continue;
        }

      c = g_utf8_get_char_validated (text + at, length - at);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        {
          out[written++] = text[at++];
          continue;
        }
      if (room - written < MAX_FOLDED)
        break;
      written += fold_character (c, out + written);
      at = g_utf8_next_char (text + at) - text;
    }

  return written;
}

char *
pt_fold (const char *text)
{
  gsize length, room;
  char *folded;

  g_return_val_if_fail (text != NULL, NULL);

  length = strlen (text);
  room = length * MAX_FOLDED;
  folded = g_malloc (room + 1);
  length = pt_fold_into (text, length, folded, room);
  folded[length] = '\0';

  return g_realloc (folded, length + 1);
}
