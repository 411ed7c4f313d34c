/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-score.h"
#include "cli/pt-commands.h"

#include <math.h>

#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-score-queue.h"

typedef struct
{
  const char *path;
  PtScoreRecord *record; /* NULL: it failed, or is not done */
  GError *error;
  struct _Batch *batch;
} Item;

typedef struct _Batch
{
  PtCli *cli;
  PtScoreQueue *queue;
  PtScorer *scorer;
  GArray *items; /* of Item */
  GMainLoop *loop;
  guint n_done;
} Batch;

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->record, pt_score_record_free);
  g_clear_error (&item->error);
}

static void
on_scored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Item *item = user_data;
  Batch *batch = item->batch;
  g_autofree char *message = NULL;

  item->record = pt_score_queue_score_finish (batch->queue, result, &item->error);
  batch->n_done++;
  message = g_strdup_printf ("%u of %u scored", batch->n_done, batch->items->len);
  pt_cli_progress (batch->cli, (double) batch->n_done / batch->items->len, message);
  if (batch->n_done == batch->items->len)
    g_main_loop_quit (batch->loop);
}

static void
on_progress (double fraction, const char *message, gpointer user_data)
{
  Item *item = user_data;
  Batch *batch = item->batch;

  /* Of many files their number says more. */
  if (batch->items->len == 1)
    pt_cli_progress (batch->cli, fraction, message);
}

static void
score_all (Batch *batch, PtScoreFlags flags)
{
  batch->loop = g_main_loop_new (NULL, FALSE);
  for (guint i = 0; i < batch->items->len; i++)
    {
      Item *item = &g_array_index (batch->items, Item, i);

      pt_score_queue_score_async (batch->queue, batch->scorer, item->path, NULL, flags, on_progress, item,
                                  pt_cli_get_cancellable (batch->cli), on_scored, item);
    }
  g_main_loop_run (batch->loop);
  g_main_loop_unref (batch->loop);
}

static void
add_item (JsonBuilder *builder, const Batch *batch, const Item *item)
{
  const PtScoreRecord *record = item->record;

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "path", item->path);
  pt_json_builder_put_text (builder, "scorer", pt_scorer_get_name (batch->scorer));
  pt_json_builder_put_text (builder, "scorer_version", pt_scorer_get_version (batch->scorer));
  pt_json_builder_put_boolean (builder, "estimate", pt_scorer_is_estimate (batch->scorer));
  pt_json_builder_put_number (builder, "CE", record != NULL ? record->metrics.ce : NAN);
  pt_json_builder_put_number (builder, "CU", record != NULL ? record->metrics.cu : NAN);
  pt_json_builder_put_number (builder, "PC", record != NULL ? record->metrics.pc : NAN);
  pt_json_builder_put_number (builder, "PQ", record != NULL ? record->metrics.pq : NAN);
  pt_json_builder_put_number (builder, "OBJ", record != NULL ? record->objective : NAN);
  pt_json_builder_put_number (builder, "duration_s", record != NULL ? record->duration_s : NAN);
  pt_json_builder_put_boolean (builder, "cached", record != NULL && record->cached);
  pt_json_builder_put_text (builder, "error", item->error != NULL ? item->error->message : NULL);
  json_builder_end_object (builder);
}

static void
print_json (const Batch *batch)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "scores");
  json_builder_begin_array (builder);
  for (guint i = 0; i < batch->items->len; i++)
    add_item (builder, batch, &g_array_index (batch->items, Item, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (batch->cli, builder);
}

static void
print_table (const Batch *batch)
{
  gboolean headed = FALSE;

  for (guint i = 0; i < batch->items->len; i++)
    {
      const Item *item = &g_array_index (batch->items, Item, i);
      g_autofree char *path = pt_display_path (item->path);
      g_autofree char *length = NULL;
      char text[5][16];

      if (item->record == NULL)
        continue;
      if (!headed)
        pt_cli_print (batch->cli, "%6s%6s%6s%6s%6s%9s  File%s", "OBJ", "CE", "CU", "PC", "PQ", "Length",
                      pt_scorer_is_estimate (batch->scorer) ? "  (estimate)" : "");
      headed = TRUE;
      length = pt_format_duration (item->record->duration_s);
      pt_cli_print (batch->cli, "%6s%6s%6s%6s%6s%9s  %s%s", pt_cli_format_score (item->record->objective, text[0]),
                    pt_cli_format_score (item->record->metrics.ce, text[1]),
                    pt_cli_format_score (item->record->metrics.cu, text[2]),
                    pt_cli_format_score (item->record->metrics.pc, text[3]),
                    pt_cli_format_score (item->record->metrics.pq, text[4]), length, path,
                    item->record->cached ? "  (known)" : "");
    }
}

static gboolean
prepare (Batch *batch, PtCliScorer *choice, gboolean no_store, GError **error)
{
  g_autoptr (PtScoreHistory) history = NULL;

  batch->scorer = pt_cli_scorer_make (choice, error);
  if (batch->scorer == NULL)
    return FALSE;
  if (!no_store)
    {
      history = pt_cli_open_history (TRUE, error);
      if (history == NULL)
        return FALSE;
    }
  batch->queue = pt_score_queue_new (history);

  return TRUE;
}

static int
finish (Batch *batch)
{
  g_autoptr (GError) cancelled = NULL;
  int status = PT_EXIT_DONE;

  if (g_cancellable_set_error_if_cancelled (pt_cli_get_cancellable (batch->cli), &cancelled))
    return pt_cli_fail (batch->cli, cancelled);
  print_json (batch);
  print_table (batch);
  for (guint i = 0; i < batch->items->len; i++)
    {
      const Item *item = &g_array_index (batch->items, Item, i);

      if (item->error != NULL)
        status = pt_cli_fail (batch->cli, item->error);
    }

  return status;
}

int
pt_cmd_score (PtCli *cli, int argc, char **argv)
{
  g_auto (PtCliScorer) choice = { 0 };
  gboolean no_store = FALSE;
  const GOptionEntry entries[] = {
    PT_CLI_SCORER_ENTRIES (&choice),
    { "no-store", 0, 0, G_OPTION_ARG_NONE, &no_store, "Leave the history alone, and score what is known again", NULL },
    { NULL },
  };
  Batch batch = { .cli = cli };
  g_auto (GStrv) paths = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, -1, &paths, &status))
    return status;
  batch.items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (batch.items, clear_item);
  g_array_set_size (batch.items, g_strv_length (paths));
  for (guint i = 0; i < batch.items->len; i++)
    {
      g_array_index (batch.items, Item, i).path = paths[i];
      g_array_index (batch.items, Item, i).batch = &batch;
    }
  if (prepare (&batch, &choice, no_store, &error))
    {
      score_all (&batch, no_store ? PT_SCORE_NO_STORE : PT_SCORE_PLAIN);
      status = finish (&batch);
    }
  else
    {
      status = pt_cli_fail (cli, error);
    }
  g_clear_object (&batch.queue);
  g_clear_object (&batch.scorer);
  g_array_unref (batch.items);

  return status;
}
