/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "core/pt-sample.h"

static void
test_new_info (void)
{
  g_autoptr (PtSampleInfo) info = pt_sample_info_new ("/a/Deep Kick 01.final.wav");
  g_autoptr (PtSampleInfo) hidden = pt_sample_info_new ("/a/.wav");
  g_autoptr (PtSampleInfo) bytes = pt_sample_info_new ("/a/\xff.wav");

  g_assert_cmpstr (info->name, ==, "Deep Kick 01.final");
  g_assert_cmpint (info->role, ==, PT_ROLE_NONE);
  g_assert_true (isnan (info->peak_dbfs) && isnan (info->lufs_i) && isnan (info->brightness_hz));
  g_assert_cmpstr (hidden->name, ==, ".wav");
  g_assert_true (g_utf8_validate (bytes->name, -1, NULL));
}

static void
test_copy_and_equal (void)
{
  static char *tags[] = { (char *) "dark", (char *) "dry", NULL };
  static char *none[] = { NULL };
  g_autoptr (PtSampleInfo) info = pt_sample_info_new ("/a/b.wav");
  g_autoptr (PtSampleInfo) copy = NULL;

  info->tags = g_strdupv (tags);
  info->key = g_strdup ("F minor");
  copy = pt_sample_info_copy (info);
  g_assert_true (pt_sample_info_equal (info, copy));
  g_assert_true (info->tags != copy->tags);

  copy->lufs_i = -12;
  g_assert_false (pt_sample_info_equal (info, copy));
  copy->lufs_i = NAN;
  copy->content_hash[31] = 1;
  g_assert_false (pt_sample_info_equal (info, copy));
  copy->content_hash[31] = 0;
  g_clear_pointer (&copy->tags, g_strfreev);
  g_assert_false (pt_sample_info_equal (info, copy));
  g_strfreev (info->tags);
  info->tags = g_strdupv (none);
  g_assert_true (pt_sample_info_equal (info, copy));
}

static void
note_name (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s ", pspec->name);
}

static void
test_notifies_what_differs (void)
{
  g_autoptr (PtSample) sample = pt_sample_new (pt_sample_info_new ("/a/b.wav"));
  g_autoptr (GString) names = g_string_new (NULL);
  PtSampleInfo *info = pt_sample_info_copy (pt_sample_get_info (sample));

  g_signal_connect (sample, "notify", G_CALLBACK (note_name), names);
  info->bpm = 128;
  info->role = PT_ROLE_KICK;
  pt_sample_set_info (sample, info);
  /* Once thawed they come last in, first out. */
  g_assert_cmpstr (names->str, ==, "bpm role ");
}

static void
test_what_the_user_says (void)
{
  static const char *const tags[] = { "dark", NULL };
  g_autoptr (PtSample) sample = pt_sample_new (pt_sample_info_new ("/a/b.wav"));
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) read = NULL;
  PtRole role;
  int rating;

  g_signal_connect (sample, "notify", G_CALLBACK (note_name), names);
  g_object_set (sample, "role", PT_ROLE_CLAP, "favourite", TRUE, "rating", 4, "tags", tags, "missing", TRUE, NULL);
  g_assert_cmpstr (names->str, ==, "missing tags rating favourite role ");
  g_object_set (sample, "role", PT_ROLE_CLAP, "favourite", TRUE, "rating", 4, "tags", tags, NULL);
  g_assert_cmpstr (names->str, ==, "missing tags rating favourite role ");
  g_object_get (sample, "role", &role, "rating", &rating, "tags", &read, NULL);
  g_assert_cmpint (role, ==, PT_ROLE_CLAP);
  g_assert_cmpint (rating, ==, 4);
  g_assert_cmpstr (read[0], ==, "dark");
  g_assert_true (pt_sample_get_info (sample)->role_by_user);
  g_assert_cmpfloat (pt_sample_get_info (sample)->role_confidence, ==, 1.0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/sample/new-info", test_new_info);
  g_test_add_func ("/core/sample/copy-and-equal", test_copy_and_equal);
  g_test_add_func ("/core/sample/notifies-what-differs", test_notifies_what_differs);
  g_test_add_func ("/core/sample/what-the-user-says", test_what_the_user_says);

  return g_test_run ();
}
