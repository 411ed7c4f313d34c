/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-query-edit.h"

#include <string.h>

static void
add_term (GString *text, const char *term)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, term);
}

char *
pt_query_edit_remove_chip (const PtQuery *query, guint index)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (query != NULL, NULL);

  for (guint i = 0; i < pt_query_get_n_chips (query); i++)
    if (i != index)
      add_term (text, pt_query_get_chip (query, i)->text);

  return g_string_free (text, FALSE);
}

gboolean
pt_query_edit_has_term (const PtQuery *query, const char *term)
{
  g_return_val_if_fail (query != NULL, FALSE);
  g_return_val_if_fail (term != NULL, FALSE);

  for (guint i = 0; i < pt_query_get_n_chips (query); i++)
    if (g_ascii_strcasecmp (pt_query_get_chip (query, i)->text, term) == 0)
      return TRUE;

  return FALSE;
}

char *
pt_query_edit_toggle_term (const PtQuery *query, const char *term)
{
  GString *text;
  gboolean there = FALSE;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (term != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < pt_query_get_n_chips (query); i++)
    {
      const char *chip = pt_query_get_chip (query, i)->text;

      if (g_ascii_strcasecmp (chip, term) == 0)
        there = TRUE;
      else
        add_term (text, chip);
    }
  if (!there)
    add_term (text, term);

  return g_string_free (text, FALSE);
}

/* --- roles --- */

static gboolean
is_role_chip (const PtQueryChip *chip)
{
  return chip->kind == PT_QUERY_ROLE && !chip->negated;
}

guint
pt_query_edit_get_roles (const PtQuery *query)
{
  guint roles = 0;

  g_return_val_if_fail (query != NULL, 0);

  for (guint i = 0; i < pt_query_get_n_chips (query); i++)
    {
      const PtQueryChip *chip = pt_query_get_chip (query, i);
      const char *values = strchr (chip->text, ':');
      g_auto (GStrv) names = NULL;

      if (!is_role_chip (chip) || values == NULL)
        continue;
      names = g_strsplit_set (values + 1, ",\"", -1);
      for (guint k = 0; names[k] != NULL; k++)
        for (guint role = 0; role <= PT_N_ROLES && *names[k] != '\0'; role++)
          if (g_ascii_strncasecmp (pt_role_to_string (role), names[k], strlen (names[k])) == 0)
            roles |= 1u << role;
    }

  return roles;
}

char *
pt_query_edit_toggle_role (const PtQuery *query, PtRole role)
{
  g_autoptr (GString) names = g_string_new (NULL);
  GString *text;
  guint roles;

  g_return_val_if_fail (query != NULL, NULL);
  g_return_val_if_fail (role <= PT_ROLE_NONE, NULL);

  text = g_string_new (NULL);
  roles = pt_query_edit_get_roles (query) ^ (1u << role);
  for (guint i = 0; i < pt_query_get_n_chips (query); i++)
    if (!is_role_chip (pt_query_get_chip (query, i)))
      add_term (text, pt_query_get_chip (query, i)->text);
  for (guint i = 0; i <= PT_N_ROLES; i++)
    if (roles & (1u << i))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "role:", pt_role_to_string (i));
  if (names->len > 0)
    add_term (text, names->str);

  return g_string_free (text, FALSE);
}
