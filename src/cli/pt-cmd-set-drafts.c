/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "core/pt-json.h"
#include "core/pt-util.h"
#include "session/pt-set-document.h"

int
pt_cmd_set_drafts (PtCli *cli, int argc, char **argv)
{
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int status;

  if (!pt_cli_parse (cli, argc, argv, NULL, 0, 0, NULL, &status))
    return status;

  drafts = pt_set_document_list_drafts (NULL);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "drafts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < drafts->len; i++)
    {
      const PtDraft *draft = g_ptr_array_index (drafts, i);
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (draft->edited_usec / G_USEC_PER_SEC);
      g_autofree char *edited = g_date_time_format_iso8601 (time);
      g_autofree char *shown = draft->path != NULL ? pt_display_path (draft->path) : g_strdup ("never saved");

      pt_cli_print (cli, "%s  %s  %s  (%s)", draft->id, edited, draft->title, shown);
      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "id", draft->id);
      pt_json_builder_put_text (builder, "title", draft->title);
      pt_json_builder_put_text (builder, "path", draft->path);
      pt_json_builder_put_text (builder, "edited", edited);
      pt_json_builder_put_text (builder, "draft_path", draft->draft_path);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (drafts->len == 0)
    pt_cli_print (cli, "Nothing is unsaved.");
  pt_cli_print_json (cli, builder);

  return PT_EXIT_DONE;
}
