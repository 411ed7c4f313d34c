/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "core/pt-json.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-screening-private.h"

#define FORMAT_VERSION 1
#define CURATED "curated"
#define MAX_CURATED 100000

static char *
get_path (const PtScreeningOptions *options, const char *name)
{
  return g_build_filename (options->folder, name, NULL);
}

/* --- what was asked for --- */

static char *
hash_palettes (GPtrArray *items)
{
  guint8 digest[PT_SHA256_BYTES];
  PtSha256 sha;

  pt_sha256_init (&sha);
  for (guint i = 0; i < items->len; i++)
    {
      PtScreeningItem *item = items->pdata[i];

      for (guint role = 0; role < PT_N_ROLES; role++)
        {
          const char *path = pt_palette_get_path (item->palette, role);

          if (path != NULL)
            pt_sha256_update (&sha, path, strlen (path));
          pt_sha256_update (&sha, "\n", 1);
        }
    }
  pt_sha256_finish (&sha, digest);

  return pt_sha256_to_string (digest);
}

static JsonObject *
make_plan (const PtScreeningOptions *options, GPtrArray *items)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, options->seed);
  g_autofree char *palettes = hash_palettes (items);
  JsonObject *object = json_object_new ();

  pt_json_set_text (object, "format", "peaktime-screening");
  json_object_set_int_member (object, "schema_version", FORMAT_VERSION);
  json_object_set_int_member (object, "count", options->count);
  pt_json_set_text (object, "seed", seed);
  json_object_set_int_member (object, "bars", options->bars);
  pt_json_set_text (object, "scorer", pt_scorer_get_name (options->scorer));
  pt_json_set_text (object, "scorer_version", pt_scorer_get_version (options->scorer));
  json_object_set_boolean_member (object, "audio", options->keep_audio);
  pt_json_set_text (object, "palettes", palettes);

  return object;
}

/* The name of the first member that is not the same. */
static const char *
find_difference (JsonObject *a, JsonObject *b)
{
  static const char *const members[] = { "format", "schema_version", "seed", "count", "bars", "scorer", "scorer_version",
                                         "audio", "palettes" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *x = json_object_get_member (a, members[i]), *y = json_object_get_member (b, members[i]);

      if (x == NULL || y == NULL || !json_node_equal (x, y))
        return members[i];
    }

  return NULL;
}

static gboolean
check_plan (const PtScreeningOptions *options, const char *path, JsonObject *plan, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_load (path, error);
  g_autofree char *shown = pt_display_path (options->folder);
  const char *difference;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "%s is no screening; name another folder", shown);
      return FALSE;
    }
  difference = find_difference (json_node_get_object (node), plan);
  if (difference == NULL)
    return TRUE;
  if (g_str_equal (difference, "palettes"))
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                 "The screening in %s was begun with another library or other locks; name another folder", shown);
  else
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                 "The screening in %s was begun with another “%s”; ask for the same, or name another folder", shown,
                 difference);

  return FALSE;
}

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir_with_parents (path, 0777) == 0)
    return TRUE;
  {
    const int saved_errno = errno;
    g_autofree char *shown = pt_display_path (path);

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot make the folder %s: %s", shown,
                 g_strerror (saved_errno));
  }

  return FALSE;
}

gboolean
_pt_screening_open_folder (const PtScreeningOptions *options, GPtrArray *items, GError **error)
{
  g_autofree char *path = get_path (options, "screening.json");
  g_autofree char *audio = get_path (options, "audio");
  g_autofree char *shown = pt_display_path (options->folder);
  JsonObject *plan = make_plan (options, items);
  g_autoptr (JsonNode) node = pt_json_object_to_node (plan);

  if (!make_folder (options->folder, error) || (options->keep_audio && !make_folder (audio, error)))
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return pt_json_save (node, path, error);
  if (options->resume)
    return check_plan (options, path, plan, error);
  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
               "There is a screening in %s already; go on with it (--resume), or name another folder", shown);

  return FALSE;
}

/* --- what is done --- */

static void
take_line (const char *line, GPtrArray *items, gboolean *found)
{
  g_autoptr (JsonNode) node = pt_json_parse (line, -1, "a line", NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  PtScreeningItem *item;
  gint64 number = 0;

  *found = FALSE;
  if (object == NULL || !pt_json_read_int (object, "number", NULL, 1, items->len, &number, NULL) || number == 0)
    return;
  item = items->pdata[number - 1];
  if (!isnan (item->objective))
    return;
  if (!pt_json_read_double (object, "CE", NULL, 0, PT_SCORE_MAX, &item->metrics.ce, NULL)
      || !pt_json_read_double (object, "CU", NULL, 0, PT_SCORE_MAX, &item->metrics.cu, NULL)
      || !pt_json_read_double (object, "PC", NULL, 0, PT_SCORE_MAX, &item->metrics.pc, NULL)
      || !pt_json_read_double (object, "PQ", NULL, 0, PT_SCORE_MAX, &item->metrics.pq, NULL)
      || !pt_json_read_double (object, "duration_s", NULL, 0, 1e6, &item->duration_s, NULL)
      || !pt_json_read_double (object, "lufs", NULL, -300, 100, &item->lufs, NULL)
      || !pt_json_read_double (object, "objective", NULL, 0, PT_SCORE_MAX, &item->objective, NULL))
    return;
  /* What failed is tried again. */
  *found = !isnan (item->objective);
}

guint
_pt_screening_read_progress (const PtScreeningOptions *options, GPtrArray *items)
{
  g_autofree char *path = get_path (options, "progress.jsonl");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_found = 0;

  if (!options->resume || !g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean found = FALSE;

      if (*lines[i] == '\0')
        continue;
      /* A line that was torn is a palette that is heard again. */
      take_line (lines[i], items, &found);
      n_found += found;
    }

  return n_found;
}

FILE *
_pt_screening_append_progress (const PtScreeningOptions *options, GError **error)
{
  g_autofree char *path = get_path (options, "progress.jsonl");
  FILE *file = g_fopen (path, "a+e");
  const int saved_errno = errno;

  if (file == NULL)
    {
      g_autofree char *shown = pt_display_path (path);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot write %s: %s", shown, g_strerror (saved_errno));
      return NULL;
    }
  /* Behind a line that was torn off another one begins. */
  if (fseek (file, -1, SEEK_END) == 0)
    {
      const gboolean torn = fgetc (file) != '\n';

      fseek (file, 0, SEEK_END);
      if (torn)
        fputc ('\n', file);
    }

  return file;
}

static void
put_scores (JsonBuilder *builder, const PtScreeningItem *item)
{
  pt_json_builder_put_number (builder, "objective", item->objective);
  pt_json_builder_put_number (builder, "CE", item->metrics.ce);
  pt_json_builder_put_number (builder, "CU", item->metrics.cu);
  pt_json_builder_put_number (builder, "PC", item->metrics.pc);
  pt_json_builder_put_number (builder, "PQ", item->metrics.pq);
  pt_json_builder_put_number (builder, "duration_s", item->duration_s);
  pt_json_builder_put_number (builder, "lufs", item->lufs);
  if (item->error != NULL)
    pt_json_builder_put_text (builder, "error", item->error);
}

static char *
end_line (JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  text = json_to_string (node, FALSE);

  return g_strconcat (text, "\n", NULL);
}

gboolean
_pt_screening_write_progress (FILE *file, const PtScreeningItem *item, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  pt_json_builder_put_int (builder, "number", item->number);
  put_scores (builder, item);
  line = end_line (builder);
  if (fputs (line, file) >= 0 && fflush (file) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Cannot write down what is done: %s", g_strerror (errno));

  return FALSE;
}

/* --- results --- */

static void
append_cell (GString *text, const char *value)
{
  g_string_append_c (text, ',');
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

static guint64
find_roles (GPtrArray *items)
{
  guint64 roles = (1 << PT_N_DEFAULT_ROLES) - 1;

  for (guint i = 0; i < items->len; i++)
    for (guint role = 0; role < PT_N_ROLES; role++)
      if (pt_palette_get_path (((PtScreeningItem *) items->pdata[i])->palette, role) != NULL)
        roles |= G_GUINT64_CONSTANT (1) << role;

  return roles;
}

static char *
make_csv (GPtrArray *items)
{
  GString *text = g_string_new ("rank,objective,CE,CU,PC,PQ");
  const guint64 roles = find_roles (items);

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (roles >> role & 1)
      append_cell (text, pt_role_to_string (role));
  g_string_append_c (text, '\n');
  for (guint i = 0; i < items->len; i++)
    {
      const PtScreeningItem *item = items->pdata[i];
      const double values[] = { item->objective, item->metrics.ce, item->metrics.cu, item->metrics.pc, item->metrics.pq };

      if (item->rank == 0)
        continue;
      g_string_append_printf (text, "%u", item->rank);
      for (guint k = 0; k < G_N_ELEMENTS (values); k++)
        {
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          append_cell (text, isfinite (values[k]) ? g_ascii_formatd (number, sizeof number, "%.4f", values[k]) : "");
        }
      for (guint role = 0; role < PT_N_ROLES; role++)
        if (roles >> role & 1)
          {
            const char *path = pt_palette_get_path (item->palette, role);

            append_cell (text, path != NULL ? path : "");
          }
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

static char *
make_jsonl (const PtScreeningOptions *options, GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      const PtScreeningItem *item = items->pdata[i];
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, item->seed);
      g_autofree char *line = NULL;

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "rank");
      if (item->rank > 0)
        json_builder_add_int_value (builder, item->rank);
      else
        json_builder_add_null_value (builder);
      pt_json_builder_put_int (builder, "number", item->number);
      pt_json_builder_put_text (builder, "seed", seed);
      put_scores (builder, item);
      pt_json_builder_put_text (builder, "scorer", pt_scorer_get_name (options->scorer));
      pt_json_builder_put_text (builder, "scorer_version", pt_scorer_get_version (options->scorer));
      json_builder_set_member_name (builder, "palette");
      json_builder_add_value (builder, pt_palette_to_flat_json (item->palette));
      line = end_line (builder);
      g_string_append (text, line);
    }

  return g_string_free (text, FALSE);
}

/* Under the next number that is free: what is there stays. */
static gboolean
save_palette (const char *folder, guint *number, PtScreeningItem *item, GError **error)
{
  g_autoptr (PtPalette) palette = pt_palette_copy (item->palette);
  g_autofree char *path = NULL;

  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_palette_set_lock (palette, role, FALSE);
  do
    {
      g_autofree char *name = g_strdup_printf ("palette_%03u.json", ++*number);

      g_free (path);
      path = g_build_filename (folder, name, NULL);
    }
  while (g_file_test (path, G_FILE_TEST_EXISTS) && *number < MAX_CURATED);
  if (!pt_palette_save (palette, path, error))
    return FALSE;
  item->saved_path = g_steal_pointer (&path);

  return TRUE;
}

/* A screening that was finished before and is asked for again has its palettes. */
static gboolean
find_saved (const PtScreeningOptions *options, GPtrArray *items)
{
  g_autofree char *path = get_path (options, "curated.json");
  g_autoptr (JsonNode) node = g_file_test (path, G_FILE_TEST_EXISTS) ? pt_json_load (path, NULL) : NULL;
  g_auto (GStrv) names = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)
      || !pt_json_read_strings (json_node_get_object (node), "saved", NULL, MAX_CURATED, &names, NULL) || names == NULL
      || g_strv_length (names) < MIN (options->top, items->len))
    return FALSE;
  for (guint i = 0; i < items->len && i < options->top; i++)
    {
      PtScreeningItem *item = items->pdata[i];

      g_free (item->saved_path);
      item->saved_path = g_build_filename (options->folder, CURATED, names[i], NULL);
    }

  return TRUE;
}

static gboolean
save_best (const PtScreeningOptions *options, GPtrArray *items, GError **error)
{
  g_autofree char *folder = get_path (options, CURATED);
  g_autofree char *path = get_path (options, "curated.json");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  guint number = 0;

  if (options->top == 0 || find_saved (options, items))
    return TRUE;
  if (!make_folder (folder, error))
    return FALSE;
  for (guint i = 0; i < items->len && i < options->top && ((PtScreeningItem *) items->pdata[i])->rank > 0; i++)
    {
      PtScreeningItem *item = items->pdata[i];

      if (!save_palette (folder, &number, item, error))
        return FALSE;
      g_ptr_array_add (names, g_path_get_basename (item->saved_path));
    }
  g_ptr_array_add (names, NULL);
  object = json_object_new ();
  pt_json_set_strings (object, "saved", (const char *const *) names->pdata);
  node = pt_json_object_to_node (object);

  return pt_json_save (node, path, error);
}

gboolean
_pt_screening_write_results (const PtScreeningOptions *options, GPtrArray *items, GError **error)
{
  g_autofree char *csv_path = get_path (options, "results.csv");
  g_autofree char *jsonl_path = get_path (options, "results.jsonl");
  g_autofree char *csv = make_csv (items);
  g_autofree char *jsonl = make_jsonl (options, items);

  return save_best (options, items, error) && pt_file_replace_contents (csv_path, csv, strlen (csv), error)
         && pt_file_replace_contents (jsonl_path, jsonl, strlen (jsonl), error);
}
