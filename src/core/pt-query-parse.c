/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-query-private.h"

#include <math.h>
#include <string.h>

#include "core/pt-fold.h"
#include "core/pt-key.h"

/* Half of what one types is not finished yet, so nothing here is an error: a term either
 * becomes what it says, or a word. */

typedef struct
{
  const char *suffix; /* folded */
  double factor;
} Unit;

static const Unit no_units[] = { { NULL } };
static const Unit time_units[] = { { "ms", 0.001 }, { "sec", 1 }, { "min", 60 }, { "s", 1 }, { "m", 60 }, { NULL } };
static const Unit bar_units[] = { { "bars", 1 }, { "bar", 1 }, { NULL } };
static const Unit hertz_units[] = { { "khz", 1000 }, { "hz", 1 }, { "k", 1000 }, { NULL } };
static const Unit level_units[] = { { "dbfs", 1 }, { "lufs", 1 }, { "db", 1 }, { NULL } };
static const Unit tempo_units[] = { { "bpm", 1 }, { NULL } };

static const struct
{
  const char *name;
  PtQueryField field;
  const Unit *units;
  double slack; /* a single number means this much more or less */
} number_fields[] = {
  { "bpm", PT_QUERY_FIELD_BPM, tempo_units, 0.5 },
  { "tempo", PT_QUERY_FIELD_BPM, tempo_units, 0.5 },
  { "bars", PT_QUERY_FIELD_BARS, bar_units, 0.01 },
  /* "len:4bars" is one of bars and stands first. */
  { "len", PT_QUERY_FIELD_BARS, bar_units, 0.01 },
  { "len", PT_QUERY_FIELD_LENGTH_S, time_units, 0.05 },
  { "length", PT_QUERY_FIELD_BARS, bar_units, 0.01 },
  { "length", PT_QUERY_FIELD_LENGTH_S, time_units, 0.05 },
  { "rating", PT_QUERY_FIELD_RATING, no_units, 0 },
  { "rate", PT_QUERY_FIELD_RATE, hertz_units, 0.5 },
  { "ch", PT_QUERY_FIELD_CHANNELS, no_units, 0 },
  { "channels", PT_QUERY_FIELD_CHANNELS, no_units, 0 },
  { "lufs", PT_QUERY_FIELD_LUFS, level_units, 0.5 },
  { "peak", PT_QUERY_FIELD_PEAK, level_units, 0.5 },
  { "bright", PT_QUERY_FIELD_BRIGHTNESS, hertz_units, 50 },
  { "conf", PT_QUERY_FIELD_CONFIDENCE, no_units, 0.005 },
};

static const struct
{
  const char *name;
  PtQueryField field;
  gboolean flag;
} flag_words[] = {
  { "loop", PT_QUERY_FIELD_LOOP, TRUE },
  { "loops", PT_QUERY_FIELD_LOOP, TRUE },
  { "oneshot", PT_QUERY_FIELD_LOOP, FALSE },
  { "oneshots", PT_QUERY_FIELD_LOOP, FALSE },
  { "one-shot", PT_QUERY_FIELD_LOOP, FALSE },
};

static const struct
{
  const char *name;
  PtQueryField field;
} flag_fields[] = {
  { "loop", PT_QUERY_FIELD_LOOP },
  { "fav", PT_QUERY_FIELD_FAVOURITE },
  { "favourite", PT_QUERY_FIELD_FAVOURITE },
  { "missing", PT_QUERY_FIELD_MISSING },
};

/* Reads "128", "1.5s", "-14"; *@cursor moves behind it. A unit is needed where @needs_unit. */
static gboolean
read_number (const char **cursor, const Unit *units, gboolean needs_unit, double *value, gboolean *had_unit)
{
  char *end;
  double number = g_ascii_strtod (*cursor, &end);

  /* strtod also reads "nan", "inf" and hexadecimal. */
  if (end == *cursor || !isfinite (number) || strspn (*cursor, "+-.0123456789e") < (gsize) (end - *cursor))
    return FALSE;
  /* "120..130": the first dot is not the number's, unless it is all there is, in the middle
   * of typing. */
  if (end[-1] == '.' && *end != '\0')
    end--;
  *had_unit = FALSE;
  for (; units->suffix != NULL; units++)
    if (g_str_has_prefix (end, units->suffix))
      {
        number *= units->factor;
        end += strlen (units->suffix);
        *had_unit = TRUE;
        break;
      }
  if (needs_unit && !*had_unit)
    return FALSE;
  *value = number;
  *cursor = end;

  return TRUE;
}

static gboolean
parse_comparison (const char **value, PtQueryTerm *term)
{
  const char *p = *value;
  const gboolean greater = *p == '>';

  if (*p != '<' && *p != '>')
    return FALSE;
  p++;
  term->low = -INFINITY;
  term->high = INFINITY;
  *(greater ? &term->low_open : &term->high_open) = *p != '=';
  *value = *p == '=' ? p + 1 : p;

  return TRUE;
}

/* "128", "120-130", "120..130", ">125", "<=2s" */
static gboolean
parse_range (const char *value, const Unit *units, gboolean needs_unit, double slack, PtQueryTerm *term)
{
  const char *p = value;
  const gboolean greater = *p == '>';
  gboolean had_unit, high_had_unit;
  double low, high;
  gsize dots;

  if (parse_comparison (&p, term))
    {
      if (!read_number (&p, units, needs_unit, &low, &had_unit) || *p != '\0')
        return FALSE;
      *(greater ? &term->low : &term->high) = low;
      return TRUE;
    }

  if (!read_number (&p, units, FALSE, &low, &had_unit))
    return FALSE;
  if (*p == '\0')
    {
      term->low = low - slack;
      term->high = low + slack;
      return had_unit || !needs_unit;
    }

  dots = strspn (p, ".");
  if (*p != '-' && dots < 2)
    return FALSE;
  p += *p == '-' ? 1 : dots;
  /* "120-": still typing the end. */
  if (*p == '\0')
    {
      term->low = low;
      term->high = INFINITY;
      return had_unit || !needs_unit;
    }
  if (!read_number (&p, units, needs_unit, &high, &high_had_unit) || *p != '\0')
    return FALSE;
  /* "1-3s": the unit of the end is that of both; "500ms-1s" has its own. */
  if (!had_unit && high_had_unit)
    {
      const char *again = value;
      const Unit *unit = units;

      while (!g_str_has_suffix (value, unit->suffix))
        unit++;
      read_number (&again, no_units, FALSE, &low, &had_unit);
      low *= unit->factor;
    }
  term->low = MIN (low, high);
  term->high = MAX (low, high);

  return TRUE;
}

static gboolean
parse_number (const char *field, const char *value, PtQueryTerm *term)
{
  for (gsize i = 0; i < G_N_ELEMENTS (number_fields); i++)
    {
      /* A length in bars says so; all others may leave the unit out. */
      const gboolean needs_unit = number_fields[i].field == PT_QUERY_FIELD_BARS && *field == 'l';

      if (!g_str_equal (field, number_fields[i].name))
        continue;
      term->low_open = term->high_open = FALSE;
      if (!parse_range (value, number_fields[i].units, needs_unit, number_fields[i].slack, term))
        continue;
      term->kind = PT_QUERY_NUMBER;
      term->field = number_fields[i].field;
      return TRUE;
    }
  if (g_str_equal (field, "ch") && (g_str_equal (value, "mono") || g_str_equal (value, "stereo")))
    {
      term->kind = PT_QUERY_NUMBER;
      term->field = PT_QUERY_FIELD_CHANNELS;
      term->low = term->high = *value == 'm' ? 1 : 2;
      return TRUE;
    }

  return FALSE;
}

/* "kick,clap", "hi": every role whose name begins so. */
static gboolean
parse_roles (const char *value, PtQueryTerm *term)
{
  g_auto (GStrv) names = g_strsplit (value, ",", PT_N_ROLES + 2);

  term->mask = 0;
  for (char **name = names; *name != NULL; name++)
    {
      guint32 found = 0;

      if (**name == '\0')
        continue;
      for (guint role = 0; role <= PT_ROLE_NONE; role++)
        if (g_str_has_prefix (pt_role_to_string (role), *name))
          found |= 1u << role;
      if (found == 0)
        return FALSE;
      term->mask |= found;
    }
  term->kind = PT_QUERY_ROLE;

  return term->mask != 0;
}

/* "Fm", "~Fm", "8A,9A". Case tells minor from major: not folded. */
static gboolean
parse_keys (const char *value, PtQueryTerm *term)
{
  g_auto (GStrv) names = g_strsplit (value, ",", 25);

  term->mask = 0;
  for (char **name = names; *name != NULL; name++)
    {
      const gboolean wide = **name == '~';
      PtKey wanted, key;

      if (**name == '\0')
        continue;
      if (!pt_key_parse (*name + wide, &wanted, NULL))
        return FALSE;
      for (guint i = 0; i < 24; i++)
        {
          key = (PtKey){ .tonic = i / 2, .minor = i % 2 };
          if (pt_key_equal (&wanted, &key) || (wide && pt_key_is_compatible (&wanted, &key)))
            term->mask |= 1u << i;
        }
    }
  term->kind = PT_QUERY_KEY;

  return term->mask != 0;
}

static gboolean
parse_flag (const char *field, const char *value, PtQueryTerm *term)
{
  static const char *const yes[] = { "yes", "y", "true", "1", "on", NULL };
  static const char *const no[] = { "no", "n", "false", "0", "off", NULL };

  if (!g_strv_contains (yes, value) && !g_strv_contains (no, value))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (flag_fields); i++)
    if (g_str_equal (field, flag_fields[i].name))
      {
        term->kind = PT_QUERY_FLAG;
        term->field = flag_fields[i].field;
        term->flag = g_strv_contains (yes, value);
        return TRUE;
      }

  return FALSE;
}

static void
set_needle (PtQueryTerm *term, PtQueryKind kind, const char *folded)
{
  /* As often as they stand in paths of samples; what is not here is rarer still. */
  static const char usual[] = "/eaosirtnmlc pdu0hk1bg2_3-.w456789fvyxzjq";
  gsize rarity = 0;

  term->kind = kind;
  term->needle = g_strdup (folded);
  term->needle_length = strlen (folded);
  for (gsize i = 0; i < term->needle_length; i++)
    {
      const char *place = strchr (usual, folded[i]);
      gsize this_rarity = place != NULL ? (gsize) (place - usual) : sizeof usual;

      if (this_rarity < rarity)
        continue;
      rarity = this_rarity;
      term->rare = i;
    }
}

static gboolean
parse_text_field (const char *field, const char *folded, PtQueryTerm *term)
{
  static const struct
  {
    const char *name;
    PtQueryKind kind;
  } fields[] = { { "tag", PT_QUERY_TAG }, { "name", PT_QUERY_NAME }, { "path", PT_QUERY_PATH } };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (field, fields[i].name))
      {
        set_needle (term, fields[i].kind, folded);
        return TRUE;
      }

  return FALSE;
}

/* @content without minus and quotes; @quoted: the whole of it was, so that it is a phrase. */
static void
parse_term (PtQueryTerm *term, const char *content, gboolean quoted)
{
  const char *colon = quoted ? NULL : strchr (content, ':');
  g_autofree char *folded = pt_fold (content);

  if (colon != NULL && colon[1] != '\0')
    {
      g_autofree char *name = g_strndup (content, colon - content);
      g_autofree char *field = pt_fold (name);
      g_autofree char *value = pt_fold (colon + 1);

      if ((g_str_equal (field, "role") && parse_roles (value, term))
          || (g_str_equal (field, "key") && parse_keys (colon + 1, term))
          || parse_number (field, value, term)
          || parse_flag (field, value, term)
          || parse_text_field (field, value, term))
        return;
    }

  for (gsize i = 0; !quoted && i < G_N_ELEMENTS (flag_words); i++)
    if (g_str_equal (folded, flag_words[i].name))
      {
        term->kind = PT_QUERY_FLAG;
        term->field = flag_words[i].field;
        term->flag = flag_words[i].flag;
        return;
      }
  set_needle (term, PT_QUERY_WORD, folded);
}

/* One term from *@cursor: up to a space outside quotes. Quotes are taken out of @content. */
static void
read_term (const char **cursor, GString *content, gboolean *quoted)
{
  const char *p = *cursor;
  gboolean inside = FALSE;

  *quoted = *p == '"';
  for (; *p != '\0' && (inside || !g_ascii_isspace (*p)); p++)
    if (*p == '"')
      inside = !inside;
    else
      g_string_append_c (content, *p);
  *cursor = p;
}

void
_pt_query_parse (PtQuery *self, const char *text)
{
  const char *p = text;

  while (self->terms->len < PT_QUERY_MAX_TERMS)
    {
      g_autoptr (GString) content = g_string_new (NULL);
      PtQueryTerm term = { 0 };
      const char *start;
      gboolean quoted;

      while (g_ascii_isspace (*p))
        p++;
      if (*p == '\0')
        break;
      start = p;
      /* A minus alone is a word, or the beginning of one. */
      term.negated = *p == '-' && p[1] != '\0' && !g_ascii_isspace (p[1]);
      p += term.negated;
      read_term (&p, content, &quoted);
      if (content->len == 0)
        continue;
      parse_term (&term, content->str, quoted);
      term.text = g_strndup (start, p - start);
      g_array_append_val (self->terms, term);
    }
}
