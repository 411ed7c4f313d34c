/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "pt-test-audio.h"
#include "scores/pt-score-exchange.h"
#include "scores/pt-scores-error.h"

static GPtrArray *
make_records (void)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_score_record_free);

  for (guint i = 0; i < 3; i++)
    {
      PtScoreRecord *record = pt_score_record_new ();

      record->file_hash = g_strdup_printf ("%064x", i);
      record->scorer = g_strdup ("signal");
      record->version = g_strdup ("1");
      record->scored_usec = G_GINT64_CONSTANT (1760000000123456) + i;
      if (i == 1)
        {
          record->path = g_strdup ("/a \"b\", c\nd.wav");
          record->note = g_strdup ("ä, ö\r\nü");
          record->metrics.ce = 1 / 3.0;
          record->objective = 6.1;
          record->duration_s = 60;
          record->lufs = -9.25;
          record->star = TRUE;
        }
      g_ptr_array_add (records, record);
    }

  return records;
}

static void
assert_same (GPtrArray *a, GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    {
      PtScoreRecord *x = a->pdata[i], *y = b->pdata[i];

      for (guint k = 0; k < PT_SCORE_N_TEXTS; k++)
        g_assert_cmpstr (*pt_score_record_text (x, k), ==, *pt_score_record_text (y, k));
      g_assert_cmpint (x->scored_usec, ==, y->scored_usec);
      g_assert_cmpint (x->star, ==, y->star);
      g_assert_true (x->metrics.ce == y->metrics.ce || (isnan (x->metrics.ce) && isnan (y->metrics.ce)));
      g_assert_true (x->objective == y->objective || (isnan (x->objective) && isnan (y->objective)));
      g_assert_true (x->lufs == y->lufs || (isnan (x->lufs) && isnan (y->lufs)));
    }
}

static void
test_round_trip (void)
{
  g_autoptr (GPtrArray) records = make_records ();

  for (guint format = PT_SCORE_FORMAT_CSV; format <= PT_SCORE_FORMAT_JSONL; format++)
    {
      g_autofree char *text = pt_score_records_to_text (records, format);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) again = pt_score_records_from_text (text, strlen (text), "x", &error);

      g_assert_no_error (error);
      assert_same (records, again);
    }
}

static void
test_foreign_csv (void)
{
  static const char text[] = "\xef\xbb\xbfScorer,mine,FILE_HASH,obj\nsignal,1,ab,6.5\n\nhttp,\"x\",cd,";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = pt_score_records_from_text (text, strlen (text), "x", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpfloat (((PtScoreRecord *) records->pdata[0])->objective, ==, 6.5);
  g_assert_cmpstr (((PtScoreRecord *) records->pdata[1])->file_hash, ==, "cd");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "a,b\n1,2\n", "my file, line 1: this is no header" },
    { "file_hash,scorer\nab\n", "line 2: it has not as many values" },
    { "file_hash,scorer,OBJ\nab,signal,1\nab,signal,much\n", "line 3: OBJ is no number: “much”" },
    { "file_hash,scorer,OBJ\nab,signal,11\n", "line 2: “OBJ” is 11" },
    { "file_hash,scorer\n,signal\n", "“file_hash” is missing" },
    { "file_hash,scorer\n\"ab,signal\n", "never closed" },
    { "file_hash,scorer\n\"ab\"c,signal\n", "behind a closed quote" },
    { "file_hash,scorer\n\xff,signal\n", "not UTF-8" },
    { "{\"file_hash\":\"a\",\"scorer\":\"b\"}\n{\"scorer\":\"b\"}\n", "line 2: “file_hash” is missing" },
    { "{\"file_hash\":\"a\",\"scorer\":\"b\"}\n{\"scorer\":\n", "line 2:" },
    { "{\"file_hash\":\"a\",\"scorer\":\"b\"}\n7\n", "line 2: it is no JSON object" },
    { "{\"file_hash\":\"a\",\"scorer\":\"b\",\"scored\":\"yesterday\"}\n", "scored" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (pt_score_records_from_text (cases[i].text, strlen (cases[i].text), "my file", &error));
      g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
      if (strstr (error->message, cases[i].says) == NULL)
        g_error ("%s", error->message);
    }
}

static void
test_files (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "scores.db", NULL);
  g_autofree char *csv = g_build_filename (folder, "scores.csv", NULL);
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PtScoreHistory) history = pt_score_history_open (path, TRUE, &error);
  PtScoreFormat format;
  guint n = 0, n_added = 0;

  g_assert_true (pt_score_history_add_many (history, records, NULL, &error));
  g_assert_true (pt_score_history_export (history, NULL, PT_SCORE_FORMAT_CSV, csv, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (pt_score_history_import (history, csv, &n, &n_added, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (n_added, ==, 0);
  g_assert_false (pt_score_history_import (history, folder, &n, &n_added, &error));
  g_assert_nonnull (strstr (error->message, folder));
  g_clear_error (&error);
  g_assert_false (pt_score_format_parse ("xlsx", &format, &error));
  g_assert_nonnull (strstr (error->message, "xlsx"));

  while (g_main_context_iteration (NULL, FALSE))
    ;
  pt_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score-exchange/round-trip", test_round_trip);
  g_test_add_func ("/score-exchange/foreign-csv", test_foreign_csv);
  g_test_add_func ("/score-exchange/refused", test_refused);
  g_test_add_func ("/score-exchange/files", test_files);

  return g_test_run ();
}
