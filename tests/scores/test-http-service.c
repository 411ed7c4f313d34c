/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <sndfile.h>
#include <string.h>

#include "core/pt-json.h"
#include "pt-test-audio.h"
#include "scores/pt-http-analyzer.h"
#include "scores/pt-http-scorer.h"
#include "scores/pt-scores-error.h"

/* Against tests/support/fake_scorer.py, which has every fault. */

static GSubprocess *server;
static char *base;
static char *folder;
static char *song;

static void
start_server (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "support", "fake_scorer.py", NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *port = NULL;
  g_autoptr (GError) error = NULL;

  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", script, NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  port = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (port);
  base = g_strdup_printf ("http://127.0.0.1:%s", port);
}

static PtHttpService *
make_service (const char *path)
{
  g_autofree char *url = g_strconcat (base, path, NULL);
  g_autoptr (GError) error = NULL;
  PtHttpService *service = pt_http_service_new (url, NULL, &error);

  g_assert_no_error (error);
  service->timeout_s = 3;
  service->first_pause_s = 0.01;

  return service;
}

static void
count_progress (double fraction, const char *message, gpointer user_data)
{
  ++*(guint *) user_data;
}

static void
test_scorer (void)
{
  g_autoptr (PtScorer) scorer = pt_http_scorer_new (make_service ("/judge"));
  g_autoptr (GError) error = NULL;
  PtScorerResult result;
  guint n_told = 0;

  g_assert_true (pt_scorer_score_file (scorer, song, &result, count_progress, &n_told, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (result.metrics.ce, ==, 6.8);
  g_assert_cmpfloat (result.metrics.pq, ==, 8.07);
  g_assert_cmpuint (n_told, >, 0);
  g_assert_false (pt_scorer_is_estimate (scorer));
  g_assert_false (pt_scorer_can_score_plan (scorer));
  g_assert_true (g_str_has_suffix (pt_scorer_get_version (scorer), "/judge"));
}

static void
test_codes (void)
{
  static const struct
  {
    const char *path;
    PtScoresError code;
  } cases[] = {
    { "/slow", PT_SCORES_ERROR_TIMEOUT },
    { "/drop", PT_SCORES_ERROR_NETWORK },
    { "/busy", PT_SCORES_ERROR_BUSY },
    { "/broken", PT_SCORES_ERROR_REFUSED },
    { "/page", PT_SCORES_ERROR_ANSWER },
    { "/strings", PT_SCORES_ERROR_ANSWER },
    { "/garbage", PT_SCORES_ERROR_ANSWER },
    { "/moved", PT_SCORES_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PtScorer) scorer = pt_http_scorer_new (make_service (cases[i].path));
      g_autoptr (GError) error = NULL;
      PtScorerResult result;

      g_test_message ("%s", cases[i].path);
      g_assert_false (pt_scorer_score_file (scorer, song, &result, NULL, NULL, NULL, &error));
      g_assert_error (error, PT_SCORES_ERROR, cases[i].code);
    }
}

static gpointer
cancel_soon (gpointer data)
{
  g_poll (NULL, 0, 50);
  g_cancellable_cancel (data);

  return NULL;
}

/* While it waits for the server, and while it waits to try again. */
static void
test_cancel (void)
{
  static const char *const paths[] = { "/slow", "/busy-long" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      PtHttpService *service = make_service (paths[i]);
      g_autoptr (PtScorer) scorer = pt_http_scorer_new (service);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      GThread *thread = g_thread_new ("cancels", cancel_soon, cancellable);
      const gint64 began = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      PtScorerResult result;

      service->timeout_s = 1e5;
      g_assert_false (pt_scorer_score_file (scorer, song, &result, NULL, NULL, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpfloat ((g_get_monotonic_time () - began) / 1e6, <, 5);
      g_thread_join (thread);
    }
}

static void
test_analyzer (void)
{
  g_autoptr (PtHttpService) service = make_service ("/analyze");
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) key = pt_http_analyze (service, song, "key", 128, NULL, NULL, NULL, NULL, &error);
  g_autoptr (JsonNode) clash = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (key), "key"), ==, "F");
  clash = pt_http_analyze (service, song, "frequency_clash", 0, song, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (json_object_has_member (json_node_get_object (clash), "bands"));

  g_assert_null (pt_http_analyze (service, song, "structure", 0, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "unknown analysis_type"));
  g_clear_error (&error);
  g_assert_null (pt_http_analyze (service, song, "mood", 0, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (pt_http_analyze (service, song, "frequency_clash", 0, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
}

static void
test_consent (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtHttpService) service = pt_http_service_new ("https://example.invalid/", NULL, &error);
  g_autoptr (PtHttpService) open = NULL;

  g_assert_null (pt_http_service_ask (service, NULL, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_CONSENT);
  g_clear_error (&error);
  open = pt_http_service_new ("http://example.invalid/", "key", &error);
  g_assert_null (open);
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_autofree float *samples = pt_test_sine (200, 0.5, 48000, 2, 48000);
  int status;

  g_test_init (&argc, &argv, NULL);
  start_server ();
  folder = pt_test_make_folder ();
  song = g_build_filename (folder, "song.wav", NULL);
  pt_test_write_audio (song, samples, 48000, 2, 48000, SF_FORMAT_WAV | SF_FORMAT_PCM_16);

  g_test_add_func ("/http-service/scorer", test_scorer);
  g_test_add_func ("/http-service/codes", test_codes);
  g_test_add_func ("/http-service/cancel", test_cancel);
  g_test_add_func ("/http-service/analyzer", test_analyzer);
  g_test_add_func ("/http-service/consent", test_consent);
  status = g_test_run ();

  g_subprocess_force_exit (server);
  g_subprocess_wait (server, NULL, NULL);
  g_object_unref (server);
  pt_test_remove_folder (folder);
  g_free (folder);
  g_free (song);
  g_free (base);

  return status;
}
