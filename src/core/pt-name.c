/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-name.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-util.h"

gboolean
pt_name_parse (const char *what, const char *text, const char *const *names, guint *index, GError **error)
{
  g_autofree char *folded = NULL;
  g_autofree char *list = NULL;
  const char *near;

  g_return_val_if_fail (what != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (names != NULL, FALSE);
  g_return_val_if_fail (index != NULL, FALSE);

  folded = g_strstrip (g_ascii_strdown (text, -1));
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (folded, names[i]))
      {
        *index = i;
        return TRUE;
      }

  near = pt_closest_name (folded, names);
  list = g_strjoinv (", ", (char **) names);
  if (near != NULL)
    g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
                 _ ("There is no %s “%s”; did you mean “%s”? There are: %s"), _ (what), PT_SHORT (text), near, list);
  else
    g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME,
                 _ ("There is no %s “%s”; there are: %s"), _ (what), PT_SHORT (text), list);

  return FALSE;
}
