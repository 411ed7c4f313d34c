/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "pt-fuzz.h"
#include "scores/pt-score-exchange.h"
#include "scores/pt-trial-plan.h"

static PtScoreHistory *history;

static void
make_history (void)
{
  g_autofree char *folder = g_dir_make_tmp ("peaktime-fuzz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "scores.db", NULL);
  g_autoptr (PtScoreRecord) record = pt_score_record_new ();

  history = pt_score_history_open (path, TRUE, NULL);
  record->file_hash = g_strdup ("ab");
  record->scorer = g_strdup ("signal");
  record->version = g_strdup ("1");
  record->palette = g_strdup ("night 100%_\\.json");
  record->objective = 6.5;
  g_assert (pt_score_history_add (history, record, NULL));
}

/* What is typed is never an error, and a term and its opposite share all there is. */
static void
fuzz_query (const char *text)
{
  g_autoptr (GError) error = NULL;
  const gint64 n = pt_score_history_count (history, text, &error);

  g_assert_no_error (error);
  g_assert (n == 0 || n == 1);
}

/* What could be read comes back as it went, in both formats. */
static void
fuzz_text (const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = pt_score_records_from_text (text, size, "fuzz", &error);

  pt_fuzz_check_outcome (records != NULL, error);
  for (guint format = PT_SCORE_FORMAT_CSV; records != NULL && format <= PT_SCORE_FORMAT_JSONL; format++)
    {
      g_autofree char *written = pt_score_records_to_text (records, format);
      g_autoptr (GPtrArray) again = pt_score_records_from_text (written, strlen (written), "written", &error);
      g_autofree char *twice = NULL;

      g_assert_no_error (error);
      g_assert (again->len == records->len);
      twice = pt_score_records_to_text (again, format);
      g_assert_cmpstr (written, ==, twice);
    }
}

static gpointer
read_plan (JsonNode *node, GError **error)
{
  /* pt_fuzz_round_trip() frees objects. */
  PtTrialPlan *plan = pt_trial_plan_new_from_json (node, "/plans", error);
  GObject *carrier;

  if (plan == NULL)
    return NULL;
  carrier = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_set_data_full (carrier, "plan", plan, (GDestroyNotify) pt_trial_plan_free);

  return carrier;
}

static JsonNode *
write_plan (gpointer object)
{
  return pt_trial_plan_to_json (g_object_get_data (object, "plan"));
}

/* The first byte chooses: searches, exports, plans of trials. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = NULL;

  if (history == NULL)
    make_history ();
  if (size == 0)
    return 0;
  text = pt_fuzz_text (data + 1, size - 1);
  if (data[0] % 3 == 0)
    fuzz_query (text);
  else if (data[0] % 3 == 1)
    fuzz_text (text, size - 1);
  else
    pt_fuzz_round_trip (data + 1, size - 1, read_plan, write_plan);
  while (g_main_context_iteration (NULL, FALSE))
    ;

  return 0;
}
