/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-score-query.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MAX_TERMS 64

static const struct
{
  const char *name;
  const char *column;
} number_fields[] = {
  { "CE", "ce" },
  { "CU", "cu" },
  { "PC", "pc" },
  { "PQ", "pq" },
  { "OBJ", "obj" },
  { "dur", "duration_s" },
  { "lufs", "lufs" },
};

static const char *const text_fields[] = {
  "palette", "path", "arrangement", "set", "seed", "model", "prompt", "settings", "note"
};

static const char *const word_columns[] = { "path", "palette", "model", "prompt", "note" };

/* --- parts of a condition --- */

static void
clear_value (gpointer data)
{
  g_free (((PtScoreQueryValue *) data)->text);
}

static void
add_text (PtScoreQuery *self, const char *text)
{
  const PtScoreQueryValue value = { .kind = PT_SCORE_VALUE_TEXT, .text = g_strdup (text) };

  g_array_append_val (self->values, value);
}

static void
add_number (PtScoreQuery *self, double number)
{
  const PtScoreQueryValue value = { .kind = PT_SCORE_VALUE_NUMBER, .number = number };

  g_array_append_val (self->values, value);
}

static void
add_integer (PtScoreQuery *self, gint64 integer)
{
  const PtScoreQueryValue value = { .kind = PT_SCORE_VALUE_INTEGER, .integer = integer };

  g_array_append_val (self->values, value);
}

/* "set" is a word of SQL. */
static void
add_contains (PtScoreQuery *self, GString *where, const char *column, const char *text)
{
  g_autoptr (GString) pattern = g_string_new ("%");

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '%' || *c == '_' || *c == '\\')
        g_string_append_c (pattern, '\\');
      g_string_append_c (pattern, *c);
    }
  g_string_append_c (pattern, '%');
  g_string_append_printf (where, "coalesce(\"%s\", '') LIKE ? ESCAPE '\\'", column);
  add_text (self, pattern->str);
}

/* --- ranges: 6, >6, <=6, 6-7, -9..-7 --- */

typedef struct
{
  double low;
  double high;
  gboolean open_low; /* low itself does not count */
  gboolean open_high;
} Range;

static gboolean
read_number (const char *text, double *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);

  return end != text && *end == '\0' && isfinite (*value);
}

static gboolean
read_range (const char *text, Range *range)
{
  const char *dots = strstr (text, "..");
  const char *dash = *text != '\0' ? strchr (text + 1, '-') : NULL;
  const Range all = { .low = -INFINITY, .high = INFINITY };

  *range = all;
  if (*text == '>' || *text == '<')
    {
      const gboolean also_equal = text[1] == '=';
      double *end = *text == '>' ? &range->low : &range->high;

      range->open_low = *text == '>' && !also_equal;
      range->open_high = *text == '<' && !also_equal;
      return read_number (text + 1 + also_equal, end);
    }
  if (dots != NULL || dash != NULL)
    {
      const char *cut = dots != NULL ? dots : dash;
      g_autofree char *low = g_strndup (text, cut - text);

      return read_number (low, &range->low) && read_number (cut + (dots != NULL ? 2 : 1), &range->high);
    }
  if (!read_number (text, &range->low))
    return FALSE;
  range->high = range->low;

  return TRUE;
}

static void
add_range (PtScoreQuery *self, GString *where, const char *column, const Range *range)
{
  g_string_append_printf (where, "coalesce(%s %s ? AND %s %s ?, 0)", column, range->open_low ? ">" : ">=", column,
                          range->open_high ? "<" : "<=");
  /* What was scored with more digits than a person types is meant too. */
  if (range->low == range->high)
    {
      add_number (self, range->low - 0.005);
      add_number (self, range->high + 0.005);
      return;
    }
  add_number (self, MAX (range->low, -1e9));
  add_number (self, MIN (range->high, 1e9));
}

/* --- dates --- */

/* A day or a month: the first microsecond of it, and the first after it. */
static gboolean
read_date (const char *text, gint64 *from, gint64 *behind)
{
  int year, month, day = 0, n = 0;
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) end = NULL;

  if ((sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3 || text[n] != '\0')
      && (sscanf (text, "%4d-%2d%n", &year, &month, &n) != 2 || text[n] != '\0'))
    return FALSE;
  if (n < 8)
    day = 0;
  start = g_date_time_new_utc (year, month, day > 0 ? day : 1, 0, 0, 0);
  if (start == NULL)
    return FALSE;
  end = day > 0 ? g_date_time_add_days (start, 1) : g_date_time_add_months (start, 1);
  *from = g_date_time_to_unix (start) * G_USEC_PER_SEC;
  *behind = g_date_time_to_unix (end) * G_USEC_PER_SEC;

  return TRUE;
}

static gboolean
add_date (PtScoreQuery *self, GString *where, const char *text)
{
  gint64 from = G_MININT64, behind = G_MAXINT64, unused;
  const char *dots = strstr (text, "..");

  if (dots != NULL)
    {
      g_autofree char *first = g_strndup (text, dots - text);

      if (!read_date (first, &from, &unused) || !read_date (dots + 2, &unused, &behind))
        return FALSE;
    }
  else if (*text == '>')
    {
      if (!read_date (text + 1, &unused, &from))
        return FALSE;
    }
  else if (*text == '<')
    {
      if (!read_date (text + 1, &behind, &unused))
        return FALSE;
    }
  else if (!read_date (text, &from, &behind))
    {
      return FALSE;
    }
  g_string_append (where, "(scored_usec >= ? AND scored_usec < ?)");
  add_integer (self, from);
  add_integer (self, behind);

  return TRUE;
}

/* --- terms --- */

static gboolean
add_flag (GString *where, const char *value)
{
  if (value == NULL || g_ascii_strcasecmp (value, "yes") == 0)
    g_string_append (where, "star = 1");
  else if (g_ascii_strcasecmp (value, "no") == 0)
    g_string_append (where, "star = 0");
  else
    return FALSE;

  return TRUE;
}

static gboolean
add_field (PtScoreQuery *self, GString *where, const char *name, const char *value)
{
  Range range;

  for (guint i = 0; i < G_N_ELEMENTS (number_fields); i++)
    if (g_ascii_strcasecmp (name, number_fields[i].name) == 0)
      {
        if (!read_range (value, &range))
          return FALSE;
        add_range (self, where, number_fields[i].column, &range);
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (text_fields); i++)
    if (g_ascii_strcasecmp (name, text_fields[i]) == 0)
      {
        if (*value == '=' && value[1] != '\0')
          {
            g_string_append_printf (where, "\"%s\" = ? AND \"%s\" IS NOT NULL", text_fields[i], text_fields[i]);
            add_text (self, value + 1);
            return TRUE;
          }
        add_contains (self, where, text_fields[i], value);
        return TRUE;
      }
  if (g_ascii_strcasecmp (name, "date") == 0)
    return add_date (self, where, value);
  if (g_ascii_strcasecmp (name, "star") == 0)
    return add_flag (where, value);
  if (g_ascii_strcasecmp (name, "hash") == 0)
    {
      g_string_append (where, "substr(file_hash, 1, length(?)) = lower(?)");
      add_text (self, value);
      add_text (self, value);
      return TRUE;
    }
  if (g_ascii_strcasecmp (name, "scorer") == 0 || g_ascii_strcasecmp (name, "version") == 0)
    {
      g_string_append_printf (where, "%s = ?", g_ascii_strcasecmp (name, "scorer") == 0 ? "scorer" : "version");
      add_text (self, value);
      return TRUE;
    }
  if (g_ascii_strcasecmp (name, "id") == 0 && read_range (value, &range) && range.low == range.high)
    {
      g_string_append (where, "id = ?");
      add_integer (self, range.low);
      return TRUE;
    }

  return FALSE;
}

static void
add_word (PtScoreQuery *self, GString *where, const char *word)
{
  g_string_append_c (where, '(');
  for (guint i = 0; i < G_N_ELEMENTS (word_columns); i++)
    {
      g_string_append (where, i > 0 ? " OR " : "");
      add_contains (self, where, word_columns[i], word);
    }
  g_string_append_c (where, ')');
}

static void
add_term (PtScoreQuery *self, GString *where, const char *term)
{
  const gboolean negated = *term == '-' && term[1] != '\0';
  const char *text = negated ? term + 1 : term;
  const char *colon = strchr (text, ':');
  g_autofree char *name = colon != NULL ? g_strndup (text, colon - text) : NULL;
  g_autoptr (GString) condition = g_string_new (NULL);
  const guint n_values = self->values->len;
  gboolean done = FALSE;

  if (colon != NULL && colon[1] != '\0')
    done = add_field (self, condition, name, colon + 1);
  else if (g_ascii_strcasecmp (text, "star") == 0)
    done = add_flag (condition, NULL);
  if (!done)
    {
      g_string_truncate (condition, 0);
      g_array_set_size (self->values, n_values);
      add_word (self, condition, text);
    }
  g_string_append_printf (where, "%s%s(%s)", where->len > 0 ? " AND " : "", negated ? "NOT " : "", condition->str);
}

/* Up to the next space that stands in no quotes, without the quotes. */
static char *
next_term (const char **text)
{
  GString *term = g_string_new (NULL);
  gboolean quoted = FALSE;
  const char *c = *text;

  while (g_ascii_isspace (*c))
    c++;
  for (; *c != '\0' && (quoted || !g_ascii_isspace (*c)); c++)
    if (*c == '"')
      quoted = !quoted;
    else
      g_string_append_c (term, *c);
  *text = c;

  return g_string_free (term, FALSE);
}

PtScoreQuery *
pt_score_query_new (const char *text)
{
  PtScoreQuery *self = g_new0 (PtScoreQuery, 1);
  g_autoptr (GString) where = g_string_new (NULL);

  self->values = g_array_new (FALSE, FALSE, sizeof (PtScoreQueryValue));
  g_array_set_clear_func (self->values, clear_value);
  for (guint i = 0; text != NULL && *text != '\0' && i < MAX_TERMS; i++)
    {
      g_autofree char *term = next_term (&text);

      if (*term != '\0')
        add_term (self, where, term);
    }
  self->where = g_strdup (where->len > 0 ? where->str : "1");

  return self;
}

void
pt_score_query_free (PtScoreQuery *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->values);
  g_free (self->where);
  g_free (self);
}
