/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-music.h"
#include "cli/pt-cli-score.h"
#include "cli/pt-commands.h"

#include <math.h>

#include "audio/pt-library-index.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-screening.h"

typedef struct
{
  PtCli *cli;
  double best;
} Watch;

static void
on_done (const PtScreeningItem *item, guint n_done, guint n_all, gpointer user_data)
{
  Watch *watch = user_data;
  g_autofree char *message = NULL;

  if (item->error != NULL)
    pt_cli_note (watch->cli, "palette %u: %s", item->number, item->error);
  watch->best = fmax (watch->best, item->objective);
  message = isfinite (watch->best) ? g_strdup_printf ("%u of %u palettes, best %.2f", n_done, n_all, watch->best)
                                   : g_strdup_printf ("%u of %u palettes", n_done, n_all);
  pt_cli_progress (watch->cli, (double) n_done / n_all, message);
}

static void
print_json (PtCli *cli, const PtScreeningOptions *options, const PtScreeningResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const guint n_new = result->n_scored + result->n_failed - result->n_found;

  json_builder_begin_object (builder);
  pt_json_builder_put_int (builder, "count", result->items->len);
  pt_json_builder_put_int (builder, "scored", result->n_scored);
  pt_json_builder_put_int (builder, "failed", result->n_failed);
  pt_json_builder_put_int (builder, "found", result->n_found);
  pt_json_builder_put_int (builder, "seed", options->seed);
  pt_json_builder_put_text (builder, "scorer", pt_scorer_get_name (options->scorer));
  pt_json_builder_put_boolean (builder, "estimate", pt_scorer_is_estimate (options->scorer));
  pt_json_builder_put_number (builder, "min", result->min);
  pt_json_builder_put_number (builder, "median", result->median);
  pt_json_builder_put_number (builder, "max", result->max);
  pt_json_builder_put_number (builder, "elapsed_s", result->elapsed_s);
  pt_json_builder_put_number (builder, "palettes_per_s", n_new / MAX (result->elapsed_s, 1e-6));
  pt_json_builder_put_number (builder, "cores", result->cores);
  json_builder_set_member_name (builder, "top");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->n_top; i++)
    {
      const PtScreeningItem *item = result->items->pdata[i];

      json_builder_begin_object (builder);
      pt_json_builder_put_int (builder, "rank", item->rank);
      pt_json_builder_put_text (builder, "path", item->saved_path);
      pt_json_builder_put_number (builder, "OBJ", item->objective);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "shared");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->shared->len; i++)
    {
      const PtScreeningShared *shared = &g_array_index (result->shared, PtScreeningShared, i);

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "role", pt_role_to_string (shared->role));
      pt_json_builder_put_text (builder, "path", shared->path);
      pt_json_builder_put_int (builder, "count", shared->count);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_text (PtCli *cli, const PtScreeningOptions *options, const PtScreeningResult *result)
{
  const guint n_new = result->n_scored + result->n_failed - result->n_found;
  g_autofree char *folder = pt_display_path (options->folder);
  char text[3][16];

  pt_cli_print (cli, "%s  %u palettes from seed %" G_GUINT64_FORMAT ", %u scored, %u failed%s", folder, result->items->len,
                options->seed, result->n_scored, result->n_failed,
                pt_scorer_is_estimate (options->scorer) ? "  (estimates)" : "");
  pt_cli_print (cli, "  OBJ       %s to %s, median %s", pt_cli_format_score (result->min, text[0]),
                pt_cli_format_score (result->max, text[1]), pt_cli_format_score (result->median, text[2]));
  if (n_new > 0)
    pt_cli_print (cli, "  screened  in %.1f s, %.1f palettes a second, %.2f processors busy", result->elapsed_s,
                  n_new / MAX (result->elapsed_s, 1e-6), result->cores);
  for (guint i = 0; i < result->n_top; i++)
    {
      const PtScreeningItem *item = result->items->pdata[i];
      g_autofree char *path = pt_display_path (item->saved_path);

      pt_cli_print (cli, "  %3u  %s  %s", item->rank, pt_cli_format_score (item->objective, text[0]), path);
    }
  for (guint i = 0; i < result->shared->len; i++)
    {
      const PtScreeningShared *shared = &g_array_index (result->shared, PtScreeningShared, i);
      g_autofree char *path = pt_display_path (shared->path);

      pt_cli_print (cli, "  %u of the best %u share the %s %s", shared->count, result->n_top,
                    pt_role_to_string (shared->role), path);
    }
}

static int
screen (PtCli *cli, PtScreeningOptions *options, const char *index_path, char **locks)
{
  g_auto (PtScreeningResult) result = { 0 };
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (PtPalette) locked = NULL;
  g_autoptr (PtScoreHistory) history = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { .cli = cli, .best = NAN };

  locked = pt_cli_lock_roles (locks, &error);
  if (locked == NULL)
    return pt_cli_fail (cli, error);
  library = pt_library_open (index_path, &roots, pt_cli_get_cancellable (cli), &error);
  if (library == NULL)
    return pt_cli_fail (cli, error);
  history = pt_cli_open_history (TRUE, &error);
  if (history == NULL)
    return pt_cli_fail (cli, error);
  options->library = library;
  options->locked = locked;
  options->history = history;
  options->roots = (const char *const *) roots;
  if (!pt_screening_run (options, on_done, &watch, &result, pt_cli_get_cancellable (cli), &error))
    return pt_cli_fail (cli, error);
  if (result.items->len < options->count)
    pt_cli_note (cli, "the library gives only %u different palettes", result.items->len);
  print_json (cli, options, &result);
  print_text (cli, options, &result);

  return result.n_scored > 0 ? PT_EXIT_DONE : PT_EXIT_FAILED;
}

int
pt_cmd_screen (PtCli *cli, int argc, char **argv)
{
  g_auto (PtCliScorer) choice = { 0 };
  g_autofree char *count_text = NULL;
  g_autofree char *top_text = NULL;
  g_autofree char *seed_text = NULL;
  g_autofree char *index_path = NULL;
  g_auto (GStrv) locks = NULL;
  g_autofree char *bars_text = NULL;
  g_autofree char *jobs_text = NULL;
  g_autofree char *out = NULL;
  gboolean keep_audio = FALSE, resume = FALSE;
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_STRING, &count_text, "How many palettes to hear", "N" },
    { "top", 0, 0, G_OPTION_ARG_STRING, &top_text, "How many of the best to save as palettes; 10 without it", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &seed_text, "The same seed and library give the same palettes; 0 without it", "N" },
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library's index", "FILE" },
    { "lock", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &locks, "This sample for this role; may stand several times", "ROLE=PATH" },
    { "bars", 0, 0, G_OPTION_ARG_STRING, &bars_text, "How long the reference arrangement is; 32 without it", "32|64" },
    PT_CLI_SCORER_ENTRIES (&choice),
    { "jobs", 0, 0, G_OPTION_ARG_STRING, &jobs_text, "So many at a time; one per processor without it", "N" },
    { "keep-audio", 0, 0, G_OPTION_ARG_NONE, &keep_audio, "Keep what was heard", NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "The folder of the screening", "DIR" },
    { "resume", 0, 0, G_OPTION_ARG_NONE, &resume, "Go on with the screening that is there", NULL },
    { NULL },
  };
  gint64 count = 0, top = PT_SCREENING_DEFAULT_TOP, seed = 0, bars = 32, jobs = 0;
  PtScreeningOptions options = { 0 };
  g_autoptr (PtScorer) scorer = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (count_text == NULL || out == NULL)
    return pt_cli_usage (cli, "screen needs --count N and -o DIR");
  if (!pt_cli_read_int ("--count", count_text, 1, PT_SCREENING_MAX_COUNT, &count, &error)
      || !pt_cli_read_int ("--top", top_text, 0, PT_SCREENING_MAX_COUNT, &top, &error)
      || !pt_cli_read_int ("--seed", seed_text, 0, G_MAXINT64, &seed, &error)
      || !pt_cli_read_int ("--bars", bars_text, 32, 64, &bars, &error)
      || !pt_cli_read_int ("--jobs", jobs_text, 1, PT_CLI_MAX_THREADS, &jobs, &error))
    return pt_cli_fail (cli, error);
  scorer = pt_cli_scorer_make (&choice, &error);
  if (scorer == NULL)
    return pt_cli_fail (cli, error);

  options.scorer = scorer;
  options.folder = out;
  options.count = count;
  options.top = top;
  options.seed = seed;
  options.bars = bars;
  options.jobs = jobs;
  options.keep_audio = keep_audio;
  options.resume = resume;

  return screen (cli, &options, index_path, locks);
}
