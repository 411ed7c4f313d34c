/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-query-edit.h"

static void
test_chips (void)
{
  g_autoptr (PtQuery) query = pt_query_new ("deep \"warm up\"  -loop bpm:120-130");
  g_autofree char *text = pt_query_edit_remove_chip (query, 1);
  g_autofree char *same = pt_query_edit_remove_chip (query, 9);

  g_assert_cmpstr (text, ==, "deep -loop bpm:120-130");
  g_assert_cmpstr (same, ==, "deep \"warm up\" -loop bpm:120-130");
}

static void
test_terms (void)
{
  g_autoptr (PtQuery) query = pt_query_new ("deep FAV:yes");
  g_autoptr (PtQuery) empty = pt_query_new (NULL);
  g_autofree char *without = pt_query_edit_toggle_term (query, "fav:yes");
  g_autofree char *with = pt_query_edit_toggle_term (query, "missing:yes");
  g_autofree char *only = pt_query_edit_toggle_term (empty, "fav:yes");

  g_assert_true (pt_query_edit_has_term (query, "fav:yes"));
  g_assert_false (pt_query_edit_has_term (query, "fav"));
  g_assert_cmpstr (without, ==, "deep");
  g_assert_cmpstr (with, ==, "deep FAV:yes missing:yes");
  g_assert_cmpstr (only, ==, "fav:yes");
}

static void
assert_toggled (const char *before, PtRole role, const char *after)
{
  g_autoptr (PtQuery) query = pt_query_new (before);
  g_autofree char *text = pt_query_edit_toggle_role (query, role);

  g_assert_cmpstr (text, ==, after);
}

static void
test_roles (void)
{
  g_autoptr (PtQuery) query = pt_query_new ("role:kick,clap -role:fx role:none");

  g_assert_cmpuint (pt_query_edit_get_roles (query), ==, 1u << PT_ROLE_KICK | 1u << PT_ROLE_CLAP | 1u << PT_ROLE_NONE);
  assert_toggled ("", PT_ROLE_KICK, "role:kick");
  assert_toggled ("role:kick", PT_ROLE_KICK, "");
  assert_toggled ("deep role:clap", PT_ROLE_KICK, "deep role:kick,clap");
  assert_toggled ("role:kick deep role:clap", PT_ROLE_KICK, "deep role:clap");
  assert_toggled ("-role:kick", PT_ROLE_KICK, "-role:kick role:kick");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/query-edit/chips", test_chips);
  g_test_add_func ("/core/query-edit/terms", test_terms);
  g_test_add_func ("/core/query-edit/roles", test_roles);

  return g_test_run ();
}
