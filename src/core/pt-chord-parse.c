/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-chord.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-note.h"
#include "core/pt-util.h"

typedef enum
{
  TRIAD_MAJOR,
  TRIAD_MINOR,
  TRIAD_DIMINISHED,
  TRIAD_AUGMENTED,
} Triad;

typedef enum
{
  FLAT_5 = 1 << 0,
  SHARP_5 = 1 << 1,
  FLAT_9 = 1 << 2,
  SHARP_9 = 1 << 3,
  SHARP_11 = 1 << 4,
  FLAT_13 = 1 << 5,
} Alterations;

typedef enum
{
  SUS_2 = 1 << 0,
  SUS_4 = 1 << 1,
  ADD_9 = 1 << 2,
  ADD_11 = 1 << 3,
  ADD_13 = 1 << 4,
  NO_3 = 1 << 5,
  NO_5 = 1 << 6,
} Changes;

/* What the quality says, before it is turned into tones. */
typedef struct
{
  Triad triad;
  gboolean needs_seventh; /* said by "dom", "ø" and "Δ" */
  gboolean major_seventh;
  guint extension; /* 0, 5, 6, 7, 9, 11, 13; 69 for 6/9 */
  guint alterations;
  guint changes;
} Quality;

typedef struct
{
  const char *word;
  guint value;
} Word;

static const Word extension_words[] = {
  { "6/9", 69 },
  { "69", 69 },
  { "5", 5 },
  { "6", 6 },
  { "7", 7 },
  { "9", 9 },
  { "11", 11 },
  { "13", 13 }
};

static const Word alteration_words[] = {
  { "b5", FLAT_5 },
  { "b9", FLAT_9 },
  { "b13", FLAT_13 },
  { "#5", SHARP_5 },
  { "#9", SHARP_9 },
  { "#11", SHARP_11 },
};

static const Word change_words[] = {
  { "sus2", SUS_2 },
  { "sus4", SUS_4 },
  { "sus", SUS_4 },
  { "add9", ADD_9 },
  { "add2", ADD_9 },
  { "add11", ADD_11 },
  { "add4", ADD_11 },
  { "add13", ADD_13 },
  { "add6", ADD_13 },
  { "no3", NO_3 },
  { "no5", NO_5 },
  { "omit3", NO_3 },
  { "omit5", NO_5 },
};

/* In the order they are written. */
static const Word alteration_order[] = {
  { "b5", FLAT_5 },
  { "#5", SHARP_5 },
  { "b9", FLAT_9 },
  { "#9", SHARP_9 },
  { "#11", SHARP_11 },
  { "b13", FLAT_13 }
};

static const Word change_order[] = {
  { "sus2", SUS_2 },
  { "sus4", SUS_4 },
  { "add9", ADD_9 },
  { "add11", ADD_11 },
  { "add13", ADD_13 },
  { "no3", NO_3 },
  { "no5", NO_5 }
};

static gboolean
skip (const char **cursor, const char *word)
{
  if (!g_str_has_prefix (*cursor, word))
    return FALSE;
  *cursor += strlen (word);

  return TRUE;
}

/* Words of letters may be written in any case; single letters and symbols may not. */
static gboolean
skip_word (const char **cursor, const char *word)
{
  gsize length = strlen (word);

  if (g_ascii_strncasecmp (*cursor, word, length) != 0)
    return FALSE;
  *cursor += length;

  return TRUE;
}

static guint
skip_one_of (const char **cursor, const Word *words, gsize n_words)
{
  for (gsize i = 0; i < n_words; i++)
    if (skip_word (cursor, words[i].word))
      return words[i].value;

  return 0;
}

static gboolean
skip_major (const char **cursor)
{
  return skip_word (cursor, "major") || skip_word (cursor, "maj") || skip (cursor, "M");
}

static gboolean
skip_delta (const char **cursor)
{
  return skip (cursor, "Δ") || skip (cursor, "∆");
}

/* "maj", "m", "dim" and so on, and the extension that belongs to them. */
static void
scan_family (const char **cursor, Quality *quality)
{
  gboolean half_diminished = FALSE;
  gboolean delta = FALSE;

  if (skip_major (cursor))
    quality->major_seventh = TRUE;
  else if (skip_delta (cursor))
    delta = TRUE;
  else if (skip_word (cursor, "minor") || skip_word (cursor, "min") || skip (cursor, "m") || skip (cursor, "-"))
    quality->triad = TRIAD_MINOR;
  else if (skip_word (cursor, "dim") || skip (cursor, "°") || skip (cursor, "º") || (!g_str_has_prefix (*cursor, "omit") && skip (cursor, "o")))
    quality->triad = TRIAD_DIMINISHED;
  else if (skip_word (cursor, "aug") || skip (cursor, "+"))
    quality->triad = TRIAD_AUGMENTED;
  else if (skip (cursor, "ø") || skip (cursor, "Ø"))
    half_diminished = TRUE;
  else if (skip_word (cursor, "dom"))
    quality->needs_seventh = TRUE;

  if (quality->triad != TRIAD_MAJOR)
    {
      delta = skip_delta (cursor);
      quality->major_seventh = !delta && skip_major (cursor);
    }

  /* "C minor 7" */
  if (g_ascii_isdigit ((*cursor)[strspn (*cursor, " ")]))
    *cursor += strspn (*cursor, " ");
  quality->extension = skip_one_of (cursor, extension_words, G_N_ELEMENTS (extension_words));
  if ((delta || half_diminished) && quality->extension == 0)
    quality->extension = 7;
  if (delta)
    quality->major_seventh = quality->needs_seventh = TRUE;
  if (half_diminished)
    {
      quality->triad = TRIAD_MINOR;
      quality->alterations |= FLAT_5;
      quality->needs_seventh = TRUE;
    }
}

/* "b9", "♯11", "+5", "-13" */
static guint
scan_alteration (const char **cursor)
{
  const char *p = *cursor;
  char word[4] = { 0 };
  const char *at = word;
  guint found;

  if (skip (&p, "b") || skip (&p, "♭") || skip (&p, "-"))
    word[0] = 'b';
  else if (skip (&p, "#") || skip (&p, "♯") || skip (&p, "+"))
    word[0] = '#';
  else
    return 0;

  for (gsize i = 1; i < 3 && g_ascii_isdigit (*p); i++)
    word[i] = *p++;
  found = skip_one_of (&at, alteration_words, G_N_ELEMENTS (alteration_words));
  if (found != 0 && *at == '\0')
    *cursor = p;
  else
    found = 0;

  return found;
}

/* "maj7", "M9", "Δ" behind something that has no extension of its own: m(maj7). */
static gboolean
scan_late_seventh (const char **cursor, Quality *quality)
{
  const char *p = *cursor;
  guint extension;

  if (quality->extension != 0 || quality->major_seventh)
    return FALSE;

  if (skip_delta (&p))
    {
      extension = skip_one_of (&p, extension_words, G_N_ELEMENTS (extension_words));
      if (extension == 0)
        extension = 7;
    }
  else if (skip_major (&p))
    extension = skip_one_of (&p, extension_words, G_N_ELEMENTS (extension_words));
  else
    return FALSE;

  if (extension != 7 && extension != 9 && extension != 11 && extension != 13)
    return FALSE;

  quality->extension = extension;
  quality->major_seventh = TRUE;
  *cursor = p;

  return TRUE;
}

static gboolean
scan_change (const char **cursor, Quality *quality)
{
  const char *p = *cursor;
  guint found;

  found = skip_one_of (&p, change_words, G_N_ELEMENTS (change_words));
  if (found != 0)
    {
      quality->changes |= found;
      *cursor = p;
      return TRUE;
    }

  skip_word (&p, "add");
  found = scan_alteration (&p);
  if (found != 0)
    {
      quality->alterations |= found;
      *cursor = p;
      return TRUE;
    }

  return scan_late_seventh (cursor, quality);
}

/* Stops at the slash of the bass, at the end, or where nobody understands any more. */
static void
scan_quality (const char **cursor, Quality *quality)
{
  guint brackets = 0;
  const char *good;

  scan_family (cursor, quality);
  for (good = *cursor;; good = brackets == 0 ? *cursor : good)
    {
      if (**cursor == ' ' || **cursor == ',')
        (*cursor)++;
      else if (**cursor == '(' && brackets == 0)
        {
          brackets++;
          (*cursor)++;
        }
      else if (**cursor == ')' && brackets == 1)
        {
          brackets--;
          (*cursor)++;
        }
      else if (!scan_change (cursor, quality))
        break;
    }
  *cursor = good;
}

static gboolean
has_seventh (const Quality *quality)
{
  return quality->extension >= 7 && quality->extension <= 13;
}

static gboolean
quality_is_sound (const Quality *quality)
{
  if (quality->needs_seventh && !has_seventh (quality))
    return FALSE;
  /* No power chord has a third to be minor, and no sixth comes with a major seventh. */
  if (quality->extension == 5 && (quality->triad != TRIAD_MAJOR || quality->major_seventh))
    return FALSE;
  if (quality->major_seventh && quality->triad != TRIAD_MAJOR && !has_seventh (quality))
    return FALSE;

  return quality->triad != TRIAD_DIMINISHED || quality->extension == 0 || quality->extension == 7;
}

static guint32
third_tones (const Quality *quality)
{
  guint32 tones = 0;

  if (quality->changes & SUS_2)
    tones |= 1u << 2;
  if (quality->changes & SUS_4)
    tones |= 1u << 5;
  if (tones != 0 || quality->extension == 5 || (quality->changes & NO_3))
    return tones;

  return quality->triad == TRIAD_MINOR || quality->triad == TRIAD_DIMINISHED ? 1u << 3 : 1u << 4;
}

static guint32
fifth_tones (const Quality *quality)
{
  guint32 tones = 0;

  if (quality->changes & NO_5)
    return 0;
  if (quality->alterations & FLAT_5)
    tones |= 1u << 6;
  if (quality->alterations & SHARP_5)
    tones |= 1u << 8;
  if (tones != 0)
    return tones;
  if (quality->triad == TRIAD_DIMINISHED)
    return 1u << 6;

  return quality->triad == TRIAD_AUGMENTED ? 1u << 8 : 1u << 7;
}

static guint32
upper_tones (const Quality *quality)
{
  guint extension = quality->extension;
  guint32 tones = 0;

  if (has_seventh (quality) && quality->major_seventh)
    tones |= 1u << 11;
  else if (has_seventh (quality))
    tones |= quality->triad == TRIAD_DIMINISHED ? 1u << 9 : 1u << 10;
  if (extension == 6 || extension == 69)
    tones |= 1u << 9;

  /* An altered ninth takes the natural one's place, and so on up. */
  if (quality->alterations & FLAT_9)
    tones |= 1u << 13;
  if (quality->alterations & SHARP_9)
    tones |= 1u << 15;
  if (extension >= 9 && !(quality->alterations & (FLAT_9 | SHARP_9)))
    tones |= 1u << 14;
  if (quality->changes & ADD_9)
    tones |= 1u << 14;
  if (quality->alterations & SHARP_11)
    tones |= 1u << 18;
  if ((quality->changes & ADD_11) || (extension == 11 && !(quality->alterations & SHARP_11)))
    tones |= 1u << 17;
  if (quality->alterations & FLAT_13)
    tones |= 1u << 20;
  if ((quality->changes & ADD_13) || (extension == 13 && !(quality->alterations & FLAT_13)))
    tones |= 1u << 21;

  return tones;
}

static void
set_tones (PtChord *chord, const Quality *quality)
{
  guint32 tones = 1u | third_tones (quality) | fifth_tones (quality) | upper_tones (quality);

  chord->n_tones = 0;
  for (int step = 0; step < 24; step++)
    {
      /* The ninth of a sus2 chord is its second again; one is enough. */
      if (!(tones & 1u << step) || (step >= 12 && (tones & 1u << (step - 12))))
        continue;
      g_assert (chord->n_tones < PT_CHORD_MAX_TONES);
      chord->tones[chord->n_tones++] = step;
    }
}

static void
append_words (GString *name, const Word *words, gsize n_words, guint mask)
{
  for (gsize i = 0; i < n_words; i++)
    if (mask & words[i].value)
      g_string_append (name, words[i].word);
}

static void
set_name (PtChord *chord, const Quality *quality, gboolean flats, gboolean bass_flats)
{
  static const char *const families[] = { "", "m", "dim", "aug" };
  g_autoptr (GString) name = g_string_new (pt_pitch_class_name (chord->root, flats));
  gsize root_length = name->len;

  g_string_append (name, families[quality->triad]);
  /* "Cmaj" and "C" are one chord. */
  if (quality->major_seventh && has_seventh (quality))
    g_string_append (name, quality->triad == TRIAD_MAJOR ? "maj" : "M");
  if (quality->extension == 69)
    g_string_append (name, "6/9");
  else if (quality->extension != 0)
    g_string_append_printf (name, "%u", quality->extension);
  append_words (name, change_order, G_N_ELEMENTS (change_order), quality->changes & (SUS_2 | SUS_4));

  /* "Cb5" is a power chord on C flat. */
  if (name->len == root_length && quality->alterations != 0)
    {
      g_string_append_c (name, '(');
      append_words (name, alteration_order, G_N_ELEMENTS (alteration_order), quality->alterations);
      g_string_append_c (name, ')');
    }
  else
    append_words (name, alteration_order, G_N_ELEMENTS (alteration_order), quality->alterations);

  append_words (name, change_order, G_N_ELEMENTS (change_order), quality->changes & ~(SUS_2 | SUS_4));
  if (chord->bass >= 0)
    g_string_append_printf (name, "/%s", pt_pitch_class_name (chord->bass, bass_flats));

  g_assert (name->len < PT_CHORD_MAX_NAME);
  memcpy (chord->name, name->str, name->len + 1);
}

static gboolean
scan_bass (const char **cursor, int *bass, gboolean *flats)
{
  int steps;

  if (!skip (cursor, "/"))
    return TRUE;
  *cursor += strspn (*cursor, " ");
  if (!pt_pitch_class_scan (cursor, &steps, flats))
    return FALSE;
  *bass = pt_pitch_class (steps);

  return TRUE;
}

gboolean
pt_chord_parse (const char *text, PtChord *chord, GError **error)
{
  g_autofree char *trimmed = NULL;
  const char *p, *quality_text;
  PtChord found = { .bass = -1 };
  Quality quality = { 0 };
  gboolean flats = FALSE, bass_flats = FALSE;
  int steps;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (chord != NULL, FALSE);

  trimmed = g_strstrip (g_strdup (text));
  p = trimmed;
  if (!pt_pitch_class_scan (&p, &steps, &flats))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_SYNTAX,
                   _ ("“%s” is not a chord: it has to begin with a root, A to G, like Fm9 or Abmaj7"), PT_SHORT (text));
      return FALSE;
    }

  found.root = pt_pitch_class (steps);
  p += strspn (p, " ");
  quality_text = p;
  scan_quality (&p, &quality);
  if (!scan_bass (&p, &found.bass, &bass_flats) || *p != '\0' || !quality_is_sound (&quality))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
                   _ ("“%s” is not a chord: nobody knows the quality “%s”; write nothing, m, dim, aug, maj or ø, "
                      "then 5, 6, 6/9, 7, 9, 11 or 13, then sus2, sus4, b5, #5, b9, #9, #11, b13, add9, add11, add13, "
                      "no3 or no5, then / and the bass"),
                   PT_SHORT (text), PT_SHORT (quality_text));
      return FALSE;
    }

  set_tones (&found, &quality);
  set_name (&found, &quality, flats, bass_flats);
  *chord = found;

  return TRUE;
}
