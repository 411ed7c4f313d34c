/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-similarity.h"

#include <math.h>

static PtSampleInfo *
make_info (const char *path, PtRole role, gboolean loop, double brightness_hz, double duration_s)
{
  PtSampleInfo *info = pt_sample_info_new (path);

  info->role = role;
  info->loop = loop;
  info->brightness_hz = brightness_hz;
  info->duration_s = duration_s;
  info->onset_rate_hz = 2;
  info->peak_dbfs = -1;
  info->rms_dbfs = -14;
  info->has_profile = TRUE;

  return info;
}

static void
test_distance (void)
{
  g_autoptr (PtSampleInfo) kick = make_info ("/k", PT_ROLE_KICK, FALSE, 120, 0.4);
  g_autoptr (PtSampleInfo) other_kick = make_info ("/k2", PT_ROLE_KICK, FALSE, 150, 0.5);
  g_autoptr (PtSampleInfo) hat = make_info ("/h", PT_ROLE_HIHAT, FALSE, 9000, 0.1);
  g_autoptr (PtSampleInfo) unknown = pt_sample_info_new ("/u");

  g_assert_cmpfloat (pt_similarity_distance (kick, kick), ==, 0);
  g_assert_cmpfloat (pt_similarity_distance (kick, other_kick), ==, pt_similarity_distance (other_kick, kick));
  g_assert_cmpfloat (pt_similarity_distance (kick, other_kick), <, 0.4);
  g_assert_cmpfloat (pt_similarity_distance (kick, hat), >, 2 * pt_similarity_distance (kick, other_kick));
  /* What nobody knows lies between what is alike and what is not. */
  g_assert_cmpfloat (pt_similarity_distance (kick, unknown), >, pt_similarity_distance (kick, other_kick));
  g_assert_true (isfinite (pt_similarity_distance (unknown, hat)));
}

/* Of two sounds that measure the same the spectrum and the envelope decide. */
static void
test_profile (void)
{
  g_autoptr (PtSampleInfo) one = make_info ("/1", PT_ROLE_PERC, FALSE, 900, 0.4);
  g_autoptr (PtSampleInfo) same = make_info ("/2", PT_ROLE_PERC, FALSE, 900, 0.4);
  g_autoptr (PtSampleInfo) other = make_info ("/3", PT_ROLE_PERC, FALSE, 900, 0.4);
  double unknown;

  same->has_profile = FALSE;
  unknown = pt_similarity_distance (one, same);
  same->has_profile = TRUE;
  for (guint i = 0; i < PT_PROFILE_N_OCTAVES; i++)
    {
      one->profile[i] = same->profile[i] = -10 * (int) i;
      other->profile[i] = -10 * (int) (PT_PROFILE_N_OCTAVES - i);
    }
  g_assert_cmpfloat (pt_similarity_distance (one, same), <, 0.6 * unknown);
  g_assert_cmpfloat (pt_similarity_distance (one, same), <, pt_similarity_distance (one, other));
  same->profile[PT_PROFILE_DECAY] = 24;
  g_assert_cmpfloat (pt_similarity_distance (one, same), >, 0);
}

static void
add (GPtrArray *samples, PtSampleInfo *info)
{
  g_ptr_array_add (samples, pt_sample_new (info));
}

static const char *
path_of (GArray *found, guint index)
{
  g_assert_cmpuint (index, <, found->len);

  return pt_sample_get_info (g_array_index (found, PtSimilar, index).sample)->path;
}

static void
test_find (void)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PtSampleInfo) kick = make_info ("/k", PT_ROLE_KICK, FALSE, 120, 0.4);
  g_autoptr (GArray) found = NULL;

  add (samples, make_info ("/hat", PT_ROLE_HIHAT, FALSE, 9000, 0.1));
  add (samples, make_info ("/far", PT_ROLE_KICK, FALSE, 400, 1));
  add (samples, make_info ("/k", PT_ROLE_KICK, FALSE, 120, 0.4));
  add (samples, make_info ("/near", PT_ROLE_KICK, FALSE, 125, 0.4));
  add (samples, make_info ("/away", PT_ROLE_KICK, FALSE, 120, 0.4));
  pt_sample_set_missing (samples->pdata[4], TRUE);

  found = pt_similarity_find (samples, kick, PT_ROLE_NONE, 9);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (path_of (found, 0), ==, "/near");
  g_assert_cmpstr (path_of (found, 1), ==, "/far");
  g_clear_pointer (&found, g_array_unref);
  found = pt_similarity_find (samples, kick, PT_ROLE_HIHAT, 9);
  g_assert_cmpuint (found->len, ==, 1);
  g_clear_pointer (&found, g_array_unref);
  found = pt_similarity_find (samples, kick, PT_ROLE_NONE, 1);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
add_bass (GPtrArray *samples, const char *path, double bpm, const char *key)
{
  PtSampleInfo *info = make_info (path, PT_ROLE_BASSLINE, TRUE, 200, 4);

  info->bpm = bpm;
  info->key = g_strdup (key);
  add (samples, info);
}

static void
test_alternatives (void)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) found = NULL;

  add_bass (samples, "/now", 128, "F minor");
  add_bass (samples, "/slow", 100, "F minor");
  add_bass (samples, "/clash", 128, "B major");
  add_bass (samples, "/fits", 128, "F minor");
  add (samples, make_info ("/stab", PT_ROLE_BASSLINE, FALSE, 200, 4));
  add (samples, make_info ("/kick", PT_ROLE_KICK, FALSE, 200, 4));
  pt_library_add_many (library, samples);

  found = pt_similarity_rank_alternatives (library, PT_ROLE_BASSLINE, pt_sample_get_info (samples->pdata[0]), 128,
                                           "F minor", 10);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (path_of (found, 0), ==, "/fits");
  g_clear_pointer (&found, g_array_unref);
  /* Without anything to be like, tempo and key decide. */
  found = pt_similarity_rank_alternatives (library, PT_ROLE_BASSLINE, NULL, 100, "F minor", 10);
  g_assert_cmpuint (found->len, ==, 4);
  g_assert_cmpstr (path_of (found, 0), ==, "/slow");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/similarity/distance", test_distance);
  g_test_add_func ("/similarity/profile", test_profile);
  g_test_add_func ("/similarity/find", test_find);
  g_test_add_func ("/similarity/alternatives", test_alternatives);

  return g_test_run ();
}
