/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-launch.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

const char *const pt_launch_mode_names[] = { "trigger", "gate", "toggle", "repeat", NULL };

const char *const pt_quantize_names[] = {
  "inherit", "none", "1/16", "1/8", "1/4", "1/2", "1 bar", "2 bars", "4 bars", "8 bars", NULL
};

const char *const pt_follow_action_names[] = {
  "none", "stop", "again", "previous", "next", "first", "last", "any", "other", NULL
};

PtBeats
pt_quantize_get_beats (PtQuantize quantize, PtQuantize inherited)
{
  static const PtBeats lengths[] = {
    [PT_QUANTIZE_INHERIT] = { PT_BEATS_PER_BAR, 1 },
    [PT_QUANTIZE_NONE] = { 0, 1 },
    [PT_QUANTIZE_SIXTEENTH] = { 1, 4 },
    [PT_QUANTIZE_EIGHTH] = { 1, 2 },
    [PT_QUANTIZE_QUARTER] = { 1, 1 },
    [PT_QUANTIZE_HALF] = { 2, 1 },
    [PT_QUANTIZE_1_BAR] = { PT_BEATS_PER_BAR, 1 },
    [PT_QUANTIZE_2_BARS] = { 2 * PT_BEATS_PER_BAR, 1 },
    [PT_QUANTIZE_4_BARS] = { 4 * PT_BEATS_PER_BAR, 1 },
    [PT_QUANTIZE_8_BARS] = { 8 * PT_BEATS_PER_BAR, 1 },
  };

  g_return_val_if_fail (quantize < G_N_ELEMENTS (lengths), PT_BEATS_ZERO);
  g_return_val_if_fail (inherited < G_N_ELEMENTS (lengths), PT_BEATS_ZERO);

  return lengths[quantize == PT_QUANTIZE_INHERIT ? inherited : quantize];
}

gboolean
pt_follow_read_json (JsonObject *object,
                     const char *member,
                     const char *where,
                     PtFollowAction *action,
                     gint64 *bars,
                     GError **error)
{
  g_autofree char *place = NULL;
  JsonObject *follow = NULL;
  int value;

  g_return_val_if_fail (where != NULL, FALSE);
  g_return_val_if_fail (action != NULL && bars != NULL, FALSE);

  if (!pt_json_read_object (object, member, where, &follow, error))
    return FALSE;
  if (follow == NULL)
    return TRUE;
  place = g_strdup_printf ("%s.%s", where, member);
  value = *action;
  if (!pt_json_read_name (follow, "action", place, N_ ("follow action"), pt_follow_action_names, &value, error)
      || !pt_json_read_int (follow, "bars", place, 0, PT_FOLLOW_MAX_BARS, bars, error))
    return FALSE;
  *action = value;

  return TRUE;
}

void
pt_follow_write_json (JsonObject *object, const char *member, PtFollowAction action, gint64 bars)
{
  JsonObject *follow;

  g_return_if_fail (object != NULL);

  if (action == PT_FOLLOW_NONE && bars == 0)
    return;
  follow = json_object_new ();
  json_object_set_string_member (follow, "action", pt_follow_action_names[action]);
  json_object_set_int_member (follow, "bars", bars);
  json_object_set_object_member (object, member, follow);
}

gboolean
pt_colour_is_valid (const char *text)
{
  if (text == NULL || *text++ != '#')
    return FALSE;
  for (int i = 0; i < 6; i++, text++)
    if (!g_ascii_isxdigit (*text))
      return FALSE;

  return *text == '\0';
}

gboolean
pt_colour_read_json (JsonObject *object, const char *member, const char *where, char **colour, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (where != NULL, FALSE);
  g_return_val_if_fail (colour != NULL, FALSE);

  if (!pt_json_read_string (object, member, where, &text, error))
    return FALSE;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!pt_colour_is_valid (text))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   _ ("“%s.%s” is “%s”; a colour is written like “#3584e4”"), where, member, PT_SHORT (text));
      return FALSE;
    }
  g_free (*colour);
  *colour = g_steal_pointer (&text);

  return TRUE;
}
