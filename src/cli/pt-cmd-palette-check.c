/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-library-index.h"
#include "audio/pt-palette-check.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "session/pt-palette-advice.h"

static gboolean
is_fit (GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    if (pt_palette_problem_kind_is_fatal (((PtPaletteProblem *) problems->pdata[i])->kind))
      return FALSE;

  return TRUE;
}

static const char *
find_cure (GPtrArray *advice, const PtPaletteProblem *problem)
{
  for (guint i = 0; i < advice->len; i++)
    {
      const PtAdvice *candidate = advice->pdata[i];

      if (candidate->role == pt_role_from_string (problem->role)
          && g_str_equal (candidate->kind, pt_palette_problem_kind_to_string (problem->kind)))
        return candidate->cure_text;
    }

  return NULL;
}

static gboolean
is_clash (const PtAdvice *advice)
{
  return g_str_equal (advice->kind, "clash");
}

static void
add_problem (JsonBuilder *builder, const char *role, const char *kind, const char *message, const char *cure)
{
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "role", role);
  pt_json_builder_put_text (builder, "kind", kind);
  pt_json_builder_put_text (builder, "message", message);
  pt_json_builder_put_text (builder, "cure", cure);
  json_builder_end_object (builder);
}

static void
print_json (PtCli *cli, PtPalette *palette, const char *const *roots, GPtrArray *problems, GPtrArray *advice)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_boolean (builder, "ok", is_fit (problems));
  json_builder_set_member_name (builder, "roles");
  json_builder_begin_object (builder);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = pt_palette_resolve (palette, role, roots);

      if (path == NULL)
        continue;
      pt_json_builder_put_text (builder, pt_role_to_string (role), path);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      PtPaletteProblem *problem = problems->pdata[i];

      add_problem (builder, problem->role, pt_palette_problem_kind_to_string (problem->kind), problem->message,
                   find_cure (advice, problem));
    }
  for (guint i = 0; i < advice->len; i++)
    {
      const PtAdvice *clash = advice->pdata[i];

      if (is_clash (clash))
        add_problem (builder, pt_role_to_string (clash->role), clash->kind, clash->reason, clash->cure_text);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_problem (PtCli *cli, const char *mark, const char *role, const char *message, const char *cure)
{
  pt_cli_print (cli, "%s %-10s %s", mark, role, message);
  if (cure != NULL)
    pt_cli_print (cli, "             → %s", cure);
}

static void
print_text (PtCli *cli, PtPalette *palette, const char *const *roots, GPtrArray *problems, GPtrArray *advice)
{
  guint n = problems->len;

  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = pt_palette_resolve (palette, role, roots);
      g_autofree char *shown = path != NULL ? pt_display_path (path) : NULL;

      if (shown != NULL)
        pt_cli_print (cli, "  %-10s %s", pt_role_to_string (role), shown);
    }
  for (guint i = 0; i < problems->len; i++)
    {
      PtPaletteProblem *problem = problems->pdata[i];

      print_problem (cli, pt_palette_problem_kind_is_fatal (problem->kind) ? "✗" : "·", problem->role, problem->message,
                     find_cure (advice, problem));
    }
  for (guint i = 0; i < advice->len; i++)
    {
      const PtAdvice *clash = advice->pdata[i];

      if (!is_clash (clash))
        continue;
      print_problem (cli, "·", pt_role_to_string (clash->role), clash->reason, clash->cure_text);
      n++;
    }
  if (n == 0)
    pt_cli_print (cli, "All is well.");
  else if (is_fit (problems))
    pt_cli_print (cli, "It plays; have a look at the remarks.");
}

int
pt_cmd_palette_check (PtCli *cli, int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) advice = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 1, 1, &rest, &status))
    return status;

  palette = pt_palette_load (rest[0], &error);
  if (palette != NULL)
    library = pt_library_open (NULL, &roots, pt_cli_get_cancellable (cli), &error);
  if (library != NULL)
    problems = pt_palette_check (palette, library, (const char *const *) roots, pt_cli_get_cancellable (cli), &error);
  if (problems != NULL)
    advice = pt_palette_advice_new (palette, library, (const char *const *) roots, 0, NULL, pt_cli_get_cancellable (cli), &error);
  if (advice == NULL)
    return pt_cli_fail (cli, error);

  print_text (cli, palette, (const char *const *) roots, problems, advice);
  print_json (cli, palette, (const char *const *) roots, problems, advice);

  return is_fit (problems) ? PT_EXIT_DONE : PT_EXIT_FAILED;
}
