/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sample-path.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

char *
pt_sample_path_resolve (const char *path, const char *base, const char *const *roots)
{
  g_autofree char *first = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_path_is_absolute (path))
    return g_canonicalize_filename (path, "/");

  if (base != NULL)
    {
      first = g_canonicalize_filename (path, base);
      if (g_file_test (first, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&first);
    }
  for (; roots != NULL && *roots != NULL; roots++)
    {
      g_autofree char *candidate = g_canonicalize_filename (path, *roots);

      if (g_file_test (candidate, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&candidate);
      if (first == NULL)
        first = g_steal_pointer (&candidate);
    }

  return first != NULL ? g_steal_pointer (&first) : g_canonicalize_filename (path, NULL);
}

char *
pt_sample_path_relative_to (const char *path, const char *folder)
{
  g_autofree char *absolute = NULL;
  g_autofree char *above = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  if (!g_path_is_absolute (path))
    return g_strdup (path);
  absolute = g_canonicalize_filename (path, "/");
  above = g_canonicalize_filename (folder, NULL);
  length = strlen (above);
  if (length > 1 && strncmp (absolute, above, length) == 0 && absolute[length] == G_DIR_SEPARATOR)
    return g_strdup (absolute + length + 1);

  return g_strdup (path);
}

char *
pt_sample_path_rebase (const char *path, const char *old_base, const char *new_base)
{
  g_autofree char *absolute = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_path_is_absolute (path) || old_base == NULL || g_strcmp0 (old_base, new_base) == 0)
    return g_strdup (path);
  absolute = g_canonicalize_filename (path, old_base);
  if (!g_file_test (absolute, G_FILE_TEST_EXISTS))
    return g_strdup (path);
  if (new_base == NULL)
    return g_steal_pointer (&absolute);

  return pt_sample_path_relative_to (absolute, new_base);
}

char *
pt_sample_path_to_text (const char *path)
{
  g_autofree char *absolute = NULL;
  char *uri;

  g_return_val_if_fail (path != NULL, NULL);

  /* A name that begins like a URI would be taken for one when it is read back. */
  if (g_utf8_validate (path, -1, NULL) && !g_str_has_prefix (path, "file://"))
    return g_strdup (path);

  absolute = g_canonicalize_filename (path, NULL);
  uri = g_filename_to_uri (absolute, NULL, NULL);

  return uri != NULL ? uri : g_utf8_make_valid (path, -1);
}

char *
pt_sample_path_from_text (const char *text, const char *where, GError **error)
{
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (where != NULL, NULL);

  if (!g_str_has_prefix (text, "file://"))
    return g_strdup (text);
  path = g_filename_from_uri (text, &host, NULL);
  if (path != NULL && host == NULL)
    return g_steal_pointer (&path);

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               _ ("“%s” is “%s”, which names no file on this machine; write its path"), where, PT_SHORT (text));

  return NULL;
}

gboolean
pt_sample_path_read_json (JsonObject *object, const char *member, const char *where, char **path, GError **error)
{
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;
  char *read;

  g_return_val_if_fail (path != NULL, FALSE);

  if (!pt_json_read_string (object, member, where, &text, error))
    return FALSE;
  if (text == NULL || *text == '\0')
    return TRUE;
  place = where != NULL && *where != '\0' ? g_strdup_printf ("%s.%s", where, member) : g_strdup (member);
  read = pt_sample_path_from_text (text, place, error);
  if (read == NULL)
    return FALSE;
  g_free (*path);
  *path = read;

  return TRUE;
}

void
pt_sample_path_write_json (JsonObject *object, const char *member, const char *path)
{
  g_autofree char *text = NULL;

  if (path == NULL)
    return;
  text = pt_sample_path_to_text (path);
  pt_json_set_text (object, member, text);
}
