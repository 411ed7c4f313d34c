/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-role.h"

static void
test_names (void)
{
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_assert_cmpint (pt_role_from_string (pt_role_to_string (role)), ==, role);
      g_assert_cmpstr (pt_role_names ()[role], ==, pt_role_to_string (role));
    }
  g_assert_null (pt_role_names ()[PT_N_ROLES]);
  g_assert_cmpint (pt_role_from_string (" Drum_Loop "), ==, PT_ROLE_DRUM_LOOP);
  g_assert_cmpint (pt_role_from_string ("none"), ==, PT_ROLE_NONE);
  g_assert_cmpint (pt_role_from_string (NULL), ==, PT_ROLE_NONE);
}

static void
test_default_roles (void)
{
  static const char *const names[] = { "kick", "hihat", "bassline", "perc", "texture", "clap" };

  for (guint role = 0; role < PT_N_DEFAULT_ROLES; role++)
    g_assert_cmpstr (pt_role_to_string (role), ==, names[role]);
}

static void
test_parse_names_the_cure (void)
{
  g_autoptr (GError) error = NULL;
  PtRole role;

  g_assert_false (pt_role_parse ("hihats", &role, &error));
  g_assert_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME);
  g_assert_nonnull (strstr (error->message, "did you mean “hihat”"));
}

static void
test_categories (void)
{
  static const struct
  {
    const char *category, *sub_type;
    PtRole role;
  } cases[] = {
    { "clap_ride", NULL, PT_ROLE_CLAP },
    { "noise_hat_loop", NULL, PT_ROLE_HAT_LOOP },
    { "drums_909", "ride", PT_ROLE_HIHAT },
    { "drums_909", "snare", PT_ROLE_PERC },
    { "drums_909", "tom", PT_ROLE_PERC },
    { "drums_909", "shaker", PT_ROLE_PERC },
    { "drums_909", "crash", PT_ROLE_FX },
    { "drums_909", "rimshot", PT_ROLE_PERC },
    { "drums_909", NULL, PT_ROLE_NONE },
    { "texture", NULL, PT_ROLE_TEXTURE },
    { "vocals", NULL, PT_ROLE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (pt_role_from_category (cases[i].category, cases[i].sub_type), ==, cases[i].role);
}

static void
test_rules (void)
{
  g_assert_cmpint (pt_role_get_loop_rule (PT_ROLE_BASSLINE), ==, PT_LOOP_RULE_LOOP);
  g_assert_cmpint (pt_role_get_loop_rule (PT_ROLE_KICK), ==, PT_LOOP_RULE_ONE_SHOT);
  g_assert_cmpint (pt_role_get_loop_rule (PT_ROLE_FX), ==, PT_LOOP_RULE_ANY);
  g_assert_cmpfloat (pt_role_get_gain_cap (PT_ROLE_TEXTURE), ==, 0.55);
  g_assert_cmpfloat (pt_role_get_gain_cap (PT_ROLE_SYNTH), ==, 0.50);
  g_assert_cmpfloat (pt_role_get_gain_cap (PT_ROLE_KICK), ==, 1.0);
  g_assert_cmpfloat (pt_role_get_reference_gain (PT_ROLE_KICK), ==, 0.92);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/role/names", test_names);
  g_test_add_func ("/core/role/default-roles", test_default_roles);
  g_test_add_func ("/core/role/parse-names-the-cure", test_parse_names_the_cure);
  g_test_add_func ("/core/role/categories", test_categories);
  g_test_add_func ("/core/role/rules", test_rules);

  return g_test_run ();
}
