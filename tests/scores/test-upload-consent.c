/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "pt-test-audio.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-upload-consent.h"

static void
test_this_machine (void)
{
  static const char *const here[] = { "http://localhost/judge", "http://LOCALHOST:80", "https://127.0.0.1:8000/x",
                                      "http://127.4.5.6/", "http://[::1]:9/" };
  static const char *const elsewhere[] = { "http://localhost.example.org/", "http://10.0.0.1/", "https://example.org",
                                           "http://[2001:db8::1]/", "http://0.0.0.0/", "file:///tmp/x", "localhost" };

  for (guint i = 0; i < G_N_ELEMENTS (here); i++)
    g_assert_true (pt_upload_is_this_machine (here[i]));
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    g_assert_false (pt_upload_is_this_machine (elsewhere[i]));
}

static void
test_host (void)
{
  g_autofree char *host = pt_upload_get_host ("https://Example.org:8443/judge?x", NULL);
  g_autofree char *plain = pt_upload_get_host ("https://example.org", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (host, ==, "example.org:8443");
  g_assert_cmpstr (plain, ==, "example.org");
  g_assert_null (pt_upload_get_host ("https://me:secret@example.org/", &error));
  g_assert_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID);
  g_assert_null (strstr (error->message, "secret"));
}

static void
test_consent (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a", "uploads.ini", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (pt_upload_is_allowed (path, "https://example.org/judge"));
  g_assert_true (pt_upload_is_allowed (path, "http://localhost/judge"));
  g_assert_true (pt_upload_allow (path, "https://example.org/judge", TRUE, &error));
  g_assert_no_error (error);
  g_assert_true (pt_upload_is_allowed (path, "https://EXAMPLE.org/other"));
  g_assert_false (pt_upload_is_allowed (path, "https://example.org:8443/judge"));
  g_assert_false (pt_upload_is_allowed (path, "https://evil.example.org/judge"));
  g_assert_true (pt_upload_allow (path, "https://example.org/", FALSE, &error));
  g_assert_false (pt_upload_is_allowed (path, "https://example.org/judge"));
  g_assert_false (pt_upload_allow (path, "nonsense", TRUE, &error));
  pt_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/upload-consent/this-machine", test_this_machine);
  g_test_add_func ("/upload-consent/host", test_host);
  g_test_add_func ("/upload-consent/consent", test_consent);

  return g_test_run ();
}
