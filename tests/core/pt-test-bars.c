/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-bars.h"

#include <string.h>

PtBarState *
pt_test_bar (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  PtBarState *bar = pt_bar_state_new (NULL, 0);

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = strcspn (words[i], ":*!");
      g_autofree char *name = g_strndup (words[i], length);
      const char *hits = strchr (words[i], ':'), *gain = strchr (words[i], '*');
      PtLayerState layer = { .role = pt_role_from_string (name) };

      if (*words[i] == '\0')
        continue;
      g_assert_cmpint (layer.role, !=, PT_ROLE_NONE);
      layer.loop = pt_role_get_loop_rule (layer.role) == PT_LOOP_RULE_LOOP;
      layer.gain = gain != NULL ? g_ascii_strtod (gain + 1, NULL) : pt_role_get_reference_gain (layer.role);
      layer.hits = layer.loop ? 0 : hits != NULL ? (guint) g_ascii_strtoull (hits + 1, NULL, 10)
                                                 : 4;
      layer.pattern = layer.hits;
      layer.muted = strchr (words[i], '!') != NULL;
      g_array_append_val (bar->layers, layer);
    }

  return bar;
}

GPtrArray *
pt_test_bars_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) pt_bar_state_free);
}

void
pt_test_add_bars (GPtrArray *bars, guint n, const char *text)
{
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (bars, pt_test_bar (text));
}

char *
pt_test_audible_roles (const PtBarState *bar)
{
  GString *roles = g_string_new (NULL);

  for (guint i = 0; i < bar->layers->len; i++)
    {
      const PtLayerState *layer = &g_array_index (bar->layers, PtLayerState, i);

      if (pt_layer_state_is_audible (layer))
        g_string_append_printf (roles, "%s%s", roles->len > 0 ? " " : "", pt_role_to_string (layer->role));
    }

  return g_string_free (roles, FALSE);
}
