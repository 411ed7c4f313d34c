/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-shelf.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "session/pt-set-document.h"

/* @id NULL: the newest. */
static const PtDraft *
choose_draft (GPtrArray *drafts, const char *id, GError **error)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      const PtDraft *draft = g_ptr_array_index (drafts, i);

      if (id == NULL || g_str_equal (draft->id, id))
        return draft;
    }
  if (id == NULL)
    g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND, "Nothing is unsaved, so there is nothing to recover");
  else
    g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                 "There is no unsaved work “%s”; “set drafts” names it all", PT_SHORT (id));

  return NULL;
}

/* Saved, the draft goes. */
static gboolean
recover (const PtDraft *draft, const char *out, GError **error)
{
  g_autoptr (PtSetDocument) document = pt_set_document_new (NULL);
  g_autoptr (GAsyncResult) recovered = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  GAsyncResult *waiting = NULL;
  gboolean ok;

  pt_set_document_recover_async (document, draft, pt_cli_result_cb, &waiting);
  recovered = pt_cli_wait (&waiting);
  if (!pt_set_document_recover_finish (document, recovered, error))
    return FALSE;
  pt_set_document_save_async (document, out, NULL, pt_cli_result_cb, &waiting);
  saved = pt_cli_wait (&waiting);
  ok = pt_set_document_save_finish (document, saved, error);
  pt_set_document_flush (document);

  return ok;
}

int
pt_cmd_set_recover (PtCli *cli, int argc, char **argv)
{
  g_autofree char *out = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, "Where to write the set", "FILE" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  const PtDraft *draft;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 1, &rest, &status))
    return status;
  if (out == NULL)
    return pt_cli_usage (cli, "set recover needs -o FILE");
  drafts = pt_set_document_list_drafts (NULL);
  draft = choose_draft (drafts, rest[0], &error);
  if (draft == NULL || !recover (draft, out, &error))
    return pt_cli_fail (cli, error);

  shown = pt_display_path (out);
  pt_cli_print (cli, "“%s” is in %s", draft->title, shown);
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_text (builder, "id", draft->id);
  pt_json_builder_put_text (builder, "title", draft->title);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
