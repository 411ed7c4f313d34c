/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-upload-consent.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

#define GROUP "allowed"

static GUri *
parse (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (uri == NULL || (g_strcmp0 (scheme, "http") != 0 && g_strcmp0 (scheme, "https") != 0) || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0')
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "“%s” is no address of a scorer; it looks like http://localhost:8000/judge", PT_SHORT (url));
      return NULL;
    }
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "The address of the scorer at %s has a name or password in it, which others could read; "
                   "leave it out and put the key into PEAKTIME_SCORER_KEY",
                   PT_SHORT (g_uri_get_host (uri)));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

char *
pt_upload_get_host (const char *url, GError **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  uri = parse (url, error);
  if (uri == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);

  return g_uri_get_port (uri) > 0 ? g_strdup_printf ("%s:%d", host, g_uri_get_port (uri)) : g_steal_pointer (&host);
}

gboolean
pt_upload_is_this_machine (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse (url, NULL);
  if (uri == NULL)
    return FALSE;
  if (g_ascii_strcasecmp (g_uri_get_host (uri), "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (g_uri_get_host (uri));

  return address != NULL && g_inet_address_get_is_loopback (address);
}

char *
pt_upload_consent_default_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "peaktime", "uploads.ini", NULL);
}

gboolean
pt_upload_is_allowed (const char *path, const char *url)
{
  g_autofree char *default_path = path == NULL ? pt_upload_consent_default_path () : NULL;
  g_autofree char *host = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_return_val_if_fail (url != NULL, FALSE);

  if (pt_upload_is_this_machine (url))
    return TRUE;
  host = pt_upload_get_host (url, NULL);

  return host != NULL && g_key_file_load_from_file (file, path != NULL ? path : default_path, G_KEY_FILE_NONE, NULL)
         && g_key_file_get_boolean (file, GROUP, host, NULL);
}

gboolean
pt_upload_allow (const char *path, const char *url, gboolean allow, GError **error)
{
  g_autofree char *default_path = path == NULL ? pt_upload_consent_default_path () : NULL;
  g_autofree char *folder = NULL;
  g_autofree char *host = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize length;

  g_return_val_if_fail (url != NULL, FALSE);

  if (path == NULL)
    path = default_path;
  host = pt_upload_get_host (url, error);
  if (host == NULL)
    return FALSE;
  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  if (allow)
    g_key_file_set_boolean (file, GROUP, host, TRUE);
  else
    g_key_file_remove_key (file, GROUP, host, NULL);

  folder = g_path_get_dirname (path);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      const int saved_errno = errno;
      g_autofree char *shown = pt_display_path (folder);

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), "Cannot make the folder %s: %s", shown,
                   g_strerror (saved_errno));
      return FALSE;
    }
  text = g_key_file_to_data (file, &length, NULL);

  return pt_file_replace_contents (path, text, length, error);
}
