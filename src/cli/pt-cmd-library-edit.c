/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "cli/pt-cli-library.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

/* What is to be said of the files; what is not given stays. */
typedef struct
{
  char *role_name;
  char *favourite_text;
  char *rating_text;
  char *add_tag;
  char *remove_tag;
  PtRole role;
  gboolean favourite;
  gint64 rating;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->role_name);
  g_free (words->favourite_text);
  g_free (words->rating_text);
  g_free (words->add_tag);
  g_free (words->remove_tag);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static gboolean
read_words (Words *words, GError **error)
{
  if (words->role_name != NULL && g_ascii_strcasecmp (words->role_name, "none") == 0)
    words->role = PT_ROLE_NONE;
  else if (words->role_name != NULL && !pt_role_parse (words->role_name, &words->role, error))
    return FALSE;
  if (words->favourite_text != NULL)
    {
      words->favourite = g_ascii_strcasecmp (words->favourite_text, "yes") == 0;
      if (!words->favourite && g_ascii_strcasecmp (words->favourite_text, "no") != 0)
        {
          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, "--favourite is yes or no, not “%s”",
                       PT_SHORT (words->favourite_text));
          return FALSE;
        }
    }

  return pt_cli_read_int ("--rating", words->rating_text, 0, PT_SAMPLE_MAX_RATING, &words->rating, error);
}

static void
edit_tags (PtSample *sample, const Words *words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) tags = NULL;
  char **before = pt_sample_get_info (sample)->tags;
  gboolean there = FALSE;

  for (guint i = 0; before != NULL && before[i] != NULL; i++)
    {
      there = there || g_strcmp0 (before[i], words->add_tag) == 0;
      if (g_strcmp0 (before[i], words->remove_tag) != 0)
        g_strv_builder_add (builder, before[i]);
    }
  if (words->add_tag != NULL && !there)
    g_strv_builder_add (builder, words->add_tag);
  tags = g_strv_builder_end (builder);
  pt_sample_set_tags (sample, (const char *const *) tags);
}

static void
edit (PtSample *sample, const Words *words)
{
  if (words->role_name != NULL)
    pt_sample_set_role (sample, words->role);
  if (words->favourite_text != NULL)
    pt_sample_set_favourite (sample, words->favourite);
  if (words->rating_text != NULL)
    pt_sample_set_rating (sample, words->rating);
  if (words->add_tag != NULL || words->remove_tag != NULL)
    edit_tags (sample, words);
}

/* All of the files or none. */
static gboolean
edit_files (PtLibraryIndex *index, char **files, const Words *words, guint *n_edited, GError **error)
{
  g_autoptr (PtLibrary) library = pt_library_new ();
  g_autoptr (GPtrArray) samples = pt_library_index_load (index, TRUE, error);
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free);

  if (samples == NULL)
    return FALSE;
  pt_library_add_many (library, samples);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = pt_cli_resolve_file (files[i]);
      g_autoptr (PtSampleInfo) before = NULL;
      PtSample *sample = pt_library_lookup (library, path);

      if (sample == NULL)
        {
          g_autofree char *shown = pt_display_path (path);

          g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND, "%s is not in the library; scan its folder first",
                       shown);
          return FALSE;
        }
      before = pt_sample_info_copy (pt_sample_get_info (sample));
      edit (sample, words);
      if (!pt_sample_info_equal (before, pt_sample_get_info (sample)))
        g_ptr_array_add (infos, pt_sample_info_copy (pt_sample_get_info (sample)));
    }
  *n_edited = infos->len;

  return infos->len == 0 || pt_library_index_save_many (index, infos, error);
}

int
pt_cmd_library_edit (PtCli *cli, int argc, char **argv)
{
  g_auto (Words) words = { 0 };
  g_autofree char *index_path = NULL;
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &index_path, "The library; yours without it", "FILE" },
    { "role", 0, 0, G_OPTION_ARG_STRING, &words.role_name, "What the files are for; scans leave it alone", "ROLE" },
    { "favourite", 0, 0, G_OPTION_ARG_STRING, &words.favourite_text, "Whether they are favourites", "yes|no" },
    { "rating", 0, 0, G_OPTION_ARG_STRING, &words.rating_text, "Their stars; 0 takes them away", "0-5" },
    { "add-tag", 0, 0, G_OPTION_ARG_STRING, &words.add_tag, "A tag they get", "TAG" },
    { "remove-tag", 0, 0, G_OPTION_ARG_STRING, &words.remove_tag, "A tag they lose", "TAG" },
    { NULL },
  };
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (GError) error = NULL;
  guint n_edited = 0;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, -1, &files, &status))
    return status;
  if (words.role_name == NULL && words.favourite_text == NULL && words.rating_text == NULL && words.add_tag == NULL
      && words.remove_tag == NULL)
    return pt_cli_usage (cli, "Say what to change: --role, --favourite, --rating, --add-tag or --remove-tag");
  if (!read_words (&words, &error))
    return pt_cli_fail (cli, error);

  index = pt_cli_open_index (index_path, FALSE, &error);
  if (index == NULL || !edit_files (index, files, &words, &n_edited, &error))
    return pt_cli_fail (cli, error);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  pt_json_builder_put_int (builder, "edited", n_edited);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
  pt_cli_print (cli, "%u changed", n_edited);

  return PT_EXIT_DONE;
}
