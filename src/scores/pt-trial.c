/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-trial.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-score-music.h"
#include "scores/pt-scores-error.h"

typedef struct
{
  const PtTrialOptions *options;
  PtSampleLoader *loader;
  GCancellable *cancellable;
  PtTrialFunc done;
  gpointer user_data;

  GMutex lock; /* of what follows */
  GPtrArray *runs;
  FILE *file;
  guint n_done;
  GError *error;
} Trial;

static void
run_free (gpointer data)
{
  PtTrialRun *run = data;

  g_clear_pointer (&run->record, pt_score_record_free);
  g_free (run->name);
  g_free (run->error);
  g_free (run);
}

GPtrArray *
pt_trial_make_runs (PtTrialPlan *plan)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (run_free);

  g_return_val_if_fail (plan != NULL, NULL);

  for (guint replica = 0; replica < plan->replicas; replica++)
    for (guint i = 0; i < plan->conditions->len; i++)
      {
        const PtTrialCondition *condition = plan->conditions->pdata[i];
        const guint n = condition->palettes != NULL ? g_strv_length (condition->palettes) : 1;

        for (guint k = 0; k < n; k++)
          {
            PtTrialRun *run = g_new0 (PtTrialRun, 1);

            run->condition = i;
            run->palette = k;
            run->replica = replica;
            run->seed = pt_trial_plan_get_seed (plan, replica);
            run->name = g_strdup (condition->palettes != NULL ? condition->palettes[k] : "");
            g_ptr_array_add (runs, run);
          }
      }

  return runs;
}

/* --- the folder --- */

static JsonObject *
run_to_json (PtTrialPlan *plan, const PtTrialRun *run, guint number)
{
  JsonObject *object = run->record != NULL ? pt_score_record_to_json (run->record) : json_object_new ();

  json_object_set_int_member (object, "run", number + 1);
  pt_json_set_text (object, "condition", ((PtTrialCondition *) plan->conditions->pdata[run->condition])->name);
  json_object_set_int_member (object, "replica", run->replica + 1);
  pt_json_set_text (object, "error", run->error);

  return object;
}

static gboolean
write_run (Trial *self, const PtTrialRun *run, guint number, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_object_to_node (run_to_json (self->options->plan, run, number));
  g_autofree char *line = json_to_string (node, FALSE);

  if (fprintf (self->file, "%s\n", line) >= 0 && fflush (self->file) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "Cannot write down what is done: %s", g_strerror (errno));

  return FALSE;
}

/* A torn line is a run that is heard again. */
static guint
read_runs (const char *folder, GPtrArray *runs)
{
  g_autofree char *path = g_build_filename (folder, "runs.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_found = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = *lines[i] != '\0' ? pt_json_parse (lines[i], -1, "a line", NULL) : NULL;
      JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      PtScoreRecord *record;
      PtTrialRun *run;
      gint64 number = 0;

      if (object == NULL || !pt_json_read_int (object, "run", NULL, 1, runs->len, &number, NULL) || number == 0)
        continue;
      run = runs->pdata[number - 1];
      record = pt_score_record_new_from_json (object, NULL, NULL);
      if (record == NULL)
        {
          if (run->record == NULL && run->error == NULL)
            pt_json_read_string (object, "error", NULL, &run->error, NULL);
          continue;
        }
      n_found += run->record == NULL;
      g_clear_pointer (&run->record, pt_score_record_free);
      g_clear_pointer (&run->error, g_free);
      run->record = record;
    }

  return n_found;
}

PtTrialPlan *
pt_trial_load (const char *folder, GPtrArray **runs, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "plan.json", NULL);
  g_autofree char *shown = pt_display_path (folder);
  PtTrialPlan *plan;

  g_return_val_if_fail (runs != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "There is no trial in %s; run one with “trial run PLAN.json -o DIR”", shown);
      return NULL;
    }
  plan = pt_trial_plan_load (path, error);
  if (plan == NULL)
    return NULL;
  *runs = pt_trial_make_runs (plan);
  read_runs (folder, *runs);

  return plan;
}

static gboolean
is_same_plan (PtTrialPlan *plan, const char *path, GError **error)
{
  g_autoptr (JsonNode) theirs = pt_json_load (path, error);
  g_autoptr (JsonNode) ours = pt_trial_plan_to_json (plan);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (theirs == NULL)
    return FALSE;
  a = pt_json_to_string (theirs);
  b = pt_json_to_string (ours);
  if (g_str_equal (a, b))
    return TRUE;
  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
               "%s is of another plan; name another folder", path);

  return FALSE;
}

/* Runs of another scorer must not stand beside these. */
static gboolean
check_scorer (const PtTrialOptions *options, GPtrArray *runs, GError **error)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const PtTrialRun *run = runs->pdata[i];

      if (run->record == NULL || (g_strcmp0 (run->record->scorer, pt_scorer_get_name (options->scorer)) == 0 && g_strcmp0 (run->record->version, pt_scorer_get_version (options->scorer)) == 0))
        continue;
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "This trial was begun with the scorer “%s %s”; go on with that one, or name another folder",
                   run->record->scorer, run->record->version);
      return FALSE;
    }

  return TRUE;
}

static gboolean
open_folder (Trial *self, GError **error)
{
  const PtTrialOptions *options = self->options;
  g_autofree char *plan_path = g_build_filename (options->folder, "plan.json", NULL);
  g_autofree char *runs_path = g_build_filename (options->folder, "runs.jsonl", NULL);
  g_autofree char *shown = pt_display_path (options->folder);
  g_autoptr (JsonNode) node = pt_trial_plan_to_json (options->plan);

  if (g_mkdir_with_parents (options->folder, 0777) != 0)
    {
      const int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot make the folder %s: %s", shown,
                   g_strerror (saved_errno));
      return FALSE;
    }
  if (g_file_test (plan_path, G_FILE_TEST_EXISTS))
    {
      if (!options->resume)
        {
          g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                       "There is a trial in %s already; go on with it (--resume), or name another folder", shown);
          return FALSE;
        }
      if (!is_same_plan (options->plan, plan_path, error))
        return FALSE;
      self->n_done = read_runs (options->folder, self->runs);
      if (!check_scorer (options, self->runs, error))
        return FALSE;
    }
  else if (!pt_json_save (node, plan_path, error))
    {
      return FALSE;
    }
  self->file = g_fopen (runs_path, "ae");
  if (self->file == NULL)
    {
      const int saved_errno = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot write in %s: %s", shown,
                   g_strerror (saved_errno));
      return FALSE;
    }
  /* Behind a line that may have been torn. */
  if (ftell (self->file) > 0)
    fputc ('\n', self->file);

  return TRUE;
}

/* --- one run, on a worker --- */

/* A name that is a file's: letters and digits, and what is none a dash. */
static char *
make_audio_path (const PtTrialOptions *options, const PtTrialRun *run)
{
  PtTrialCondition *condition = options->plan->conditions->pdata[run->condition];
  g_autofree char *name = g_str_to_ascii (condition->name, "C");
  g_autofree char *file = NULL;

  g_strcanon (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_", '-');
  if (options->plan->replicas == 1 && (condition->palettes == NULL || condition->palettes[1] == NULL))
    file = g_strdup_printf ("%s.wav", name);
  else
    file = g_strdup_printf ("%s-%u-%u.wav", name, run->palette + 1, run->replica + 1);

  return g_build_filename (options->folder, file, NULL);
}

static PtScoreRecord *
score_run (Trial *self, const PtTrialRun *run, GError **error)
{
  const PtTrialOptions *options = self->options;
  const PtTrialCondition *condition = options->plan->conditions->pdata[run->condition];
  g_autoptr (PtScoreRecord) record = pt_score_record_new ();
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autofree char *keep = options->keep_audio ? make_audio_path (options, run) : NULL;

  /* The library is one for all threads. */
  g_mutex_lock (&self->lock);
  arrangement = pt_trial_condition_make (condition, *run->name != '\0' ? run->name : NULL, run->seed, options->library, error);
  g_mutex_unlock (&self->lock);
  if (arrangement == NULL)
    return NULL;
  record->palette = *run->name != '\0' ? g_strdup (run->name) : NULL;
  record->arrangement = g_strdup_printf ("%s, %d bars", condition->arrangement, (int) pt_arrangement_get_bars (arrangement));
  record->settings = g_strdup_printf ("trial %s, %s, replica %u", options->plan->name != NULL ? options->plan->name : "",
                                      condition->name, run->replica + 1);
  record->seed = g_strdup_printf ("%" G_GUINT64_FORMAT, run->seed);
  if (!pt_score_music (arrangement, self->loader, options->roots, options->scorer, keep, record, self->cancellable, error))
    return NULL;

  return g_steal_pointer (&record);
}

static void
hear (gpointer data, gpointer user_data)
{
  Trial *self = user_data;
  const guint number = GPOINTER_TO_UINT (data) - 1;
  PtTrialRun *run = self->runs->pdata[number];
  g_autoptr (GError) error = NULL;
  PtScoreRecord *record;
  GError *failure = NULL;

  g_mutex_lock (&self->lock);
  if (self->error != NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_mutex_unlock (&self->lock);
      return;
    }
  g_mutex_unlock (&self->lock);
  record = score_run (self, run, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&run->error, g_free);
  run->record = record;
  run->error = record == NULL ? g_strdup (error->message) : NULL;
  if (g_error_matches (error, PT_SCORES_ERROR, PT_SCORES_ERROR_CONSENT))
    failure = g_steal_pointer (&error);
  else if ((record == NULL || self->options->history == NULL || pt_score_history_add (self->options->history, record, &failure))
           && write_run (self, run, number, &failure))
    {
      self->n_done++;
      if (self->done != NULL)
        self->done (run, self->n_done, self->runs->len, self->user_data);
    }
  if (failure != NULL && self->error == NULL)
    self->error = failure;
  else
    g_clear_error (&failure);
  g_mutex_unlock (&self->lock);
}

static gboolean
hear_all (Trial *self, GError **error)
{
  guint n_threads = self->options->jobs > 0 ? self->options->jobs : g_get_num_processors ();
  GThreadPool *pool;

  if (!pt_scorer_can_score_plan (self->options->scorer))
    n_threads = MIN (n_threads, pt_scorer_get_max_concurrent (self->options->scorer));
  pool = g_thread_pool_new (hear, self, n_threads, FALSE, NULL);
  for (guint i = 0; i < self->runs->len; i++)
    if (((PtTrialRun *) self->runs->pdata[i])->record == NULL)
      g_thread_pool_push (pool, GUINT_TO_POINTER (i + 1), NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

GPtrArray *
pt_trial_run (const PtTrialOptions *options, PtTrialFunc done, gpointer user_data, GCancellable *cancellable, GError **error)
{
  Trial self = { .options = options, .cancellable = cancellable, .done = done, .user_data = user_data };
  gboolean finished;

  g_return_val_if_fail (options != NULL && options->plan != NULL && PT_IS_SCORER (options->scorer), NULL);
  g_return_val_if_fail (options->folder != NULL, NULL);
  g_return_val_if_fail (options->library != NULL || !pt_trial_plan_needs_library (options->plan), NULL);

  self.runs = pt_trial_make_runs (options->plan);
  self.loader = pt_sample_loader_new ();
  g_mutex_init (&self.lock);
  finished = open_folder (&self, error) && hear_all (&self, error);
  if (self.file != NULL)
    fclose (self.file);
  g_mutex_clear (&self.lock);
  g_clear_object (&self.loader);
  if (!finished)
    g_clear_pointer (&self.runs, g_ptr_array_unref);

  return self.runs;
}
