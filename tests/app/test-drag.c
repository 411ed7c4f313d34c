/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-drag.h"
#include "pt-test-window.h"

static GPtrArray *
make_samples (void)
{
  GPtrArray *samples = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (samples, pt_sample_new (pt_sample_info_new ("/sounds/a b.wav")));
  g_ptr_array_add (samples, pt_sample_new (pt_sample_info_new ("/sounds/c.wav")));

  return samples;
}

static void
assert_paths (GdkContentProvider *provider, GType type)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;

  g_value_init (&value, type);
  g_assert_true (gdk_content_provider_get_value (provider, &value, &error));
  g_assert_no_error (error);
  paths = pt_drag_get_paths (&value);
  g_assert_nonnull (paths);
  g_assert_cmpuint (g_strv_length (paths), ==, 2);
  g_assert_cmpstr (paths[0], ==, "/sounds/a b.wav");
  g_assert_cmpstr (paths[1], ==, "/sounds/c.wav");
}

/* Every type that is dropped brings the files; text is for other programs. */
static void
test_round (void)
{
  g_autoptr (GPtrArray) samples = make_samples ();
  g_autoptr (GdkContentProvider) provider = pt_drag_new_provider (samples);
  g_auto (GValue) text = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  gsize n_types = 0;
  const GType *types = pt_drag_get_drop_types (&n_types);

  g_assert_cmpuint (n_types, ==, 2);
  g_assert_true (types[0] == PT_TYPE_SOUND_DRAG);
  g_clear_pointer (&samples, g_ptr_array_unref);
  for (gsize i = 0; i < n_types; i++)
    assert_paths (provider, types[i]);
  g_value_init (&text, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (provider, &text, &error));
  g_assert_cmpstr (g_value_get_string (&text), ==, "/sounds/a b.wav\n/sounds/c.wav");
}

static void
test_nothing (void)
{
  g_auto (GValue) number = G_VALUE_INIT;
  g_auto (GValue) remote = G_VALUE_INIT;
  GFile *file = g_file_new_for_uri ("https://example.org/a.wav");

  g_value_init (&number, G_TYPE_INT);
  g_assert_null (pt_drag_get_paths (&number));
  g_value_init (&remote, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&remote, gdk_file_list_new_from_array (&file, 1));
  g_assert_null (pt_drag_get_paths (&remote));
  g_object_unref (file);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/app/drag/round", test_round);
  g_test_add_func ("/app/drag/nothing", test_nothing);

  return g_test_run ();
}
