/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-score-exchange.h"

#include <math.h>
#include <string.h>

#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

#define MAX_FILE_BYTES ((gsize) 1024 * 1024 * 1024)

/* In the order of the columns; how a value stands in JSON. */
typedef enum
{
  CELL_TEXT,
  CELL_NUMBER,
  CELL_FLAG,
} CellKind;

static const struct
{
  const char *name;
  CellKind kind;
} cells[] = {
  { "file_hash", CELL_TEXT },
  { "path", CELL_TEXT },
  { "scorer", CELL_TEXT },
  { "version", CELL_TEXT },
  { "CE", CELL_NUMBER },
  { "CU", CELL_NUMBER },
  { "PC", CELL_NUMBER },
  { "PQ", CELL_NUMBER },
  { "OBJ", CELL_NUMBER },
  { "duration_s", CELL_NUMBER },
  { "lufs", CELL_NUMBER },
  { "scored", CELL_TEXT },
  { "palette", CELL_TEXT },
  { "arrangement", CELL_TEXT },
  { "set", CELL_TEXT },
  { "seed", CELL_TEXT },
  { "model", CELL_TEXT },
  { "prompt", CELL_TEXT },
  { "settings", CELL_TEXT },
  { "note", CELL_TEXT },
  { "star", CELL_FLAG },
};

#define N_CELLS G_N_ELEMENTS (cells)

gboolean
pt_score_format_parse (const char *name, PtScoreFormat *format, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  if (g_ascii_strcasecmp (name, "csv") == 0)
    *format = PT_SCORE_FORMAT_CSV;
  else if (g_ascii_strcasecmp (name, "jsonl") == 0)
    *format = PT_SCORE_FORMAT_JSONL;
  else
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "Scores are written as csv or jsonl, not as “%s”", PT_SHORT (name));
      return FALSE;
    }

  return TRUE;
}

/* --- writing --- */

static void
append_cell (GString *text, const char *value)
{
  if (strpbrk (value, ",\"\r\n") == NULL)
    {
      g_string_append (text, value);
      return;
    }
  g_string_append_c (text, '"');
  for (const char *c = value; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *c);
    }
  g_string_append_c (text, '"');
}

static void
append_csv (GString *text, JsonObject *object)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint i = 0; i < N_CELLS; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (!json_object_has_member (object, cells[i].name))
        continue;
      if (cells[i].kind == CELL_TEXT)
        append_cell (text, json_object_get_string_member (object, cells[i].name));
      else if (cells[i].kind == CELL_FLAG)
        g_string_append (text, "yes");
      else
        {
          const double value = json_object_get_double_member (object, cells[i].name);

          /* As few digits as read back to the same number. */
          for (int digits = 6; digits <= 17; digits++)
            {
              g_autofree char *format = g_strdup_printf ("%%.%dg", digits);

              g_ascii_formatd (number, sizeof number, format, value);
              if (g_ascii_strtod (number, NULL) == value)
                break;
            }
          g_string_append (text, number);
        }
    }
  g_string_append (text, "\r\n");
}

static void
append_record (GString *text, const PtScoreRecord *record, PtScoreFormat format)
{
  g_autoptr (JsonObject) object = pt_score_record_to_json (record);

  if (format == PT_SCORE_FORMAT_CSV)
    {
      append_csv (text, object);
    }
  else
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autofree char *line = NULL;

      json_node_set_object (node, object);
      line = json_to_string (node, FALSE);
      g_string_append (text, line);
      g_string_append_c (text, '\n');
    }
}

static void
append_header (GString *text, PtScoreFormat format)
{
  if (format != PT_SCORE_FORMAT_CSV)
    return;
  for (guint i = 0; i < N_CELLS; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", cells[i].name);
  g_string_append (text, "\r\n");
}

char *
pt_score_records_to_text (GPtrArray *records, PtScoreFormat format)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (records != NULL, NULL);

  append_header (text, format);
  for (guint i = 0; i < records->len; i++)
    append_record (text, records->pdata[i], format);

  return g_string_free (text, FALSE);
}

typedef struct
{
  GString *text;
  PtScoreFormat format;
  guint n;
} Export;

static gboolean
export_one (const PtScoreRecord *record, gpointer user_data)
{
  Export *job = user_data;

  append_record (job->text, record, job->format);
  job->n++;

  return TRUE;
}

gboolean
pt_score_history_export (PtScoreHistory *self,
                         const char *query,
                         PtScoreFormat format,
                         const char *path,
                         guint *n_written,
                         GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  Export job = { .text = text, .format = format };

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  append_header (text, format);
  if (!pt_score_history_foreach (self, query, export_one, &job, error)
      || !pt_file_replace_contents (path, text->str, text->len, error))
    return FALSE;
  if (n_written != NULL)
    *n_written = job.n;

  return TRUE;
}

/* --- reading --- */

typedef struct
{
  const char *at;
  const char *end;
  const char *name;
  guint line;
} Reader;

static gboolean
set_bad_line (const Reader *reader, const char *what, GError **error)
{
  g_autofree char *shown = pt_display_path (reader->name);

  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "%s, line %u: %s", shown, reader->line, what);

  return FALSE;
}

/* One line of CSV, which quotes may spread over several: its cells, NULL-terminated. */
static gboolean
read_row (Reader *reader, GPtrArray *row, GError **error)
{
  gboolean more = TRUE;

  g_ptr_array_set_size (row, 0);
  while (more)
    {
      g_autoptr (GString) cell = g_string_new (NULL);
      const gboolean quoted = reader->at < reader->end && *reader->at == '"';

      reader->at += quoted;
      while (reader->at < reader->end)
        {
          const char c = *reader->at;

          if (quoted && c == '"')
            {
              if (reader->at + 1 >= reader->end || reader->at[1] != '"')
                break;
              reader->at++;
            }
          else if (!quoted && (c == ',' || c == '\n' || c == '\r'))
            break;
          reader->line += quoted && c == '\n';
          g_string_append_c (cell, c);
          reader->at++;
        }
      if (quoted && reader->at >= reader->end)
        return set_bad_line (reader, "a quote is never closed", error);
      reader->at += quoted;
      if (!g_utf8_validate (cell->str, cell->len, NULL))
        return set_bad_line (reader, "this is not UTF-8 text", error);
      g_ptr_array_add (row, g_strdup (cell->str));
      more = reader->at < reader->end && *reader->at == ',';
      reader->at += more;
    }
  if (reader->at < reader->end && *reader->at != '\r' && *reader->at != '\n')
    return set_bad_line (reader, "there is text behind a closed quote", error);
  reader->at += reader->at < reader->end && *reader->at == '\r';
  reader->at += reader->at < reader->end && *reader->at == '\n';

  return TRUE;
}

static gboolean
set_cell (JsonObject *object, guint cell, const char *value, const Reader *reader, GError **error)
{
  char *end;
  double number;

  if (*value == '\0')
    return TRUE;
  if (cells[cell].kind == CELL_TEXT)
    {
      json_object_set_string_member (object, cells[cell].name, value);
      return TRUE;
    }
  if (cells[cell].kind == CELL_FLAG)
    {
      json_object_set_boolean_member (object, cells[cell].name,
                                      g_ascii_strcasecmp (value, "no") != 0 && !g_str_equal (value, "0"));
      return TRUE;
    }
  number = g_ascii_strtod (value, &end);
  if (end == value || *end != '\0' || !isfinite (number))
    {
      g_autofree char *what = g_strdup_printf ("%s is no number: “%s”", cells[cell].name, PT_SHORT (value));

      return set_bad_line (reader, what, error);
    }
  json_object_set_double_member (object, cells[cell].name, number);

  return TRUE;
}

static gboolean
add_record (GPtrArray *records, JsonObject *object, const Reader *reader, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  PtScoreRecord *record = pt_score_record_new_from_json (object, NULL, &local_error);

  if (record == NULL)
    return set_bad_line (reader, local_error->message, error);
  g_ptr_array_add (records, record);

  return TRUE;
}

static gboolean
read_csv (Reader *reader, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) header = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  guint n_known = 0;

  if (!read_row (reader, header, error))
    return FALSE;
  for (guint i = 0; i < header->len; i++)
    {
      int cell = -1;

      for (guint k = 0; k < N_CELLS; k++)
        if (g_ascii_strcasecmp (header->pdata[i], cells[k].name) == 0)
          cell = k;
      g_array_append_val (columns, cell);
      n_known += cell >= 0;
    }
  if (n_known < 2)
    return set_bad_line (reader, "this is no header of scores; it needs “file_hash” and “scorer”", error);

  for (reader->line++; reader->at < reader->end; reader->line++)
    {
      g_autoptr (JsonObject) object = json_object_new ();

      if (!read_row (reader, row, error))
        return FALSE;
      if (row->len == 1 && *(const char *) row->pdata[0] == '\0')
        continue;
      if (row->len != header->len)
        return set_bad_line (reader, "it has not as many values as the header", error);
      for (guint i = 0; i < row->len; i++)
        {
          const int cell = g_array_index (columns, int, i);

          if (cell >= 0 && !set_cell (object, cell, row->pdata[i], reader, error))
            return FALSE;
        }
      if (!add_record (records, object, reader, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_jsonl (Reader *reader, GPtrArray *records, GError **error)
{
  for (; reader->at < reader->end; reader->line++)
    {
      const char *end = memchr (reader->at, '\n', reader->end - reader->at);
      const gsize length = (end != NULL ? end : reader->end) - reader->at;
      g_autofree char *line = g_strndup (reader->at, length);
      g_autoptr (JsonNode) node = NULL;
      g_autoptr (GError) local_error = NULL;

      reader->at += length + (end != NULL);
      g_strstrip (line);
      if (*line == '\0')
        continue;
      node = pt_json_parse (line, -1, "it", &local_error);
      if (node == NULL)
        return set_bad_line (reader, local_error->message, error);
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return set_bad_line (reader, "it is no JSON object", error);
      if (!add_record (records, json_node_get_object (node), reader, error))
        return FALSE;
    }

  return TRUE;
}

GPtrArray *
pt_score_records_from_text (const char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_score_record_free);
  Reader reader = { .at = text, .end = text + length, .name = name, .line = 1 };
  const char *first = text;
  gboolean done;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  /* Spreadsheets write a byte order mark. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    reader.at += 3;
  for (first = reader.at; first < reader.end && g_ascii_isspace (*first);)
    first++;
  if (first == reader.end)
    return g_steal_pointer (&records);
  done = *first == '{' ? read_jsonl (&reader, records, error) : read_csv (&reader, records, error);

  return done ? g_steal_pointer (&records) : NULL;
}

gboolean
pt_score_history_import (PtScoreHistory *self, const char *path, guint *n_read, guint *n_added, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  g_return_val_if_fail (PT_IS_SCORE_HISTORY (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!g_file_get_contents (path, &text, &length, &local_error))
    {
      g_autofree char *shown = pt_display_path (path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Cannot read %s: %s", shown, local_error->message);
      return FALSE;
    }
  if (length > MAX_FILE_BYTES)
    {
      g_autofree char *shown = pt_display_path (path);

      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "%s is too large; import it in parts", shown);
      return FALSE;
    }
  records = pt_score_records_from_text (text, length, path, error);
  if (records == NULL || !pt_score_history_add_many (self, records, n_added, error))
    return FALSE;
  if (n_read != NULL)
    *n_read = records->len;

  return TRUE;
}
