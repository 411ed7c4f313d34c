/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-role.h"

#include <glib/gi18n-lib.h>

#include "core/pt-name.h"

typedef struct
{
  const char *name;
  PtLoopRule loop_rule;
  double reference_gain;
  double gain_cap;
} RoleFacts;

/* Reference gains of the roles outside the reference arrangement are the middle of the
 * ranges that worked in practice. */
static const RoleFacts role_facts[] = {
  [PT_ROLE_KICK] = { "kick", PT_LOOP_RULE_ONE_SHOT, 0.92, 1.0 },
  [PT_ROLE_HIHAT] = { "hihat", PT_LOOP_RULE_ONE_SHOT, 0.53, 1.0 },
  [PT_ROLE_BASSLINE] = { "bassline", PT_LOOP_RULE_LOOP, 0.65, 1.0 },
  [PT_ROLE_PERC] = { "perc", PT_LOOP_RULE_ONE_SHOT, 0.40, 1.0 },
  [PT_ROLE_TEXTURE] = { "texture", PT_LOOP_RULE_LOOP, 0.35, 0.55 },
  [PT_ROLE_CLAP] = { "clap", PT_LOOP_RULE_ONE_SHOT, 0.47, 1.0 },
  [PT_ROLE_SYNTH] = { "synth", PT_LOOP_RULE_LOOP, 0.35, 0.50 },
  [PT_ROLE_FX] = { "fx", PT_LOOP_RULE_ANY, 0.38, 1.0 },
  [PT_ROLE_DRUM_LOOP] = { "drum_loop", PT_LOOP_RULE_LOOP, 0.40, 1.0 },
  [PT_ROLE_HAT_LOOP] = { "hat_loop", PT_LOOP_RULE_LOOP, 0.40, 1.0 },
  [PT_ROLE_NONE] = { "none", PT_LOOP_RULE_ANY, 0.50, 1.0 },
};

static const char *const role_names[] = {
  "kick", "hihat", "bassline", "perc", "texture", "clap",
  "synth", "fx", "drum_loop", "hat_loop", NULL
};

GType
pt_role_get_type (void)
{
  static gsize type;

  if (g_once_init_enter (&type))
    {
      static const GEnumValue values[] = {
        { PT_ROLE_KICK, "PT_ROLE_KICK", "kick" },
        { PT_ROLE_HIHAT, "PT_ROLE_HIHAT", "hihat" },
        { PT_ROLE_BASSLINE, "PT_ROLE_BASSLINE", "bassline" },
        { PT_ROLE_PERC, "PT_ROLE_PERC", "perc" },
        { PT_ROLE_TEXTURE, "PT_ROLE_TEXTURE", "texture" },
        { PT_ROLE_CLAP, "PT_ROLE_CLAP", "clap" },
        { PT_ROLE_SYNTH, "PT_ROLE_SYNTH", "synth" },
        { PT_ROLE_FX, "PT_ROLE_FX", "fx" },
        { PT_ROLE_DRUM_LOOP, "PT_ROLE_DRUM_LOOP", "drum_loop" },
        { PT_ROLE_HAT_LOOP, "PT_ROLE_HAT_LOOP", "hat_loop" },
        { PT_ROLE_NONE, "PT_ROLE_NONE", "none" },
        { 0, NULL, NULL },
      };

      g_once_init_leave (&type, g_enum_register_static ("PtRole", values));
    }

  return type;
}

const char *
pt_role_to_string (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, "none");

  return role_facts[role].name;
}

PtRole
pt_role_from_string (const char *name)
{
  g_autofree char *folded = NULL;

  if (name == NULL)
    return PT_ROLE_NONE;

  folded = g_strstrip (g_ascii_strdown (name, -1));
  for (guint i = 0; i < PT_N_ROLES; i++)
    if (g_str_equal (folded, role_facts[i].name))
      return i;

  return PT_ROLE_NONE;
}

gboolean
pt_role_parse (const char *name, PtRole *role, GError **error)
{
  guint index;

  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (role != NULL, FALSE);

  *role = PT_ROLE_NONE;
  if (!pt_name_parse (N_ ("role"), name, role_names, &index, error))
    return FALSE;
  *role = index;

  return TRUE;
}

const char *const *
pt_role_names (void)
{
  return role_names;
}

PtRole
pt_role_from_category (const char *category, const char *sub_type)
{
  static const struct
  {
    const char *sub_type;
    PtRole role;
  } kit_parts[] = {
    { "kick", PT_ROLE_KICK },
    { "hihat", PT_ROLE_HIHAT },
    { "clap", PT_ROLE_CLAP },
    { "snare", PT_ROLE_PERC },
    { "ride", PT_ROLE_HIHAT },
    { "tom", PT_ROLE_PERC },
    { "shaker", PT_ROLE_PERC },
    { "crash", PT_ROLE_FX },
    { "rimshot", PT_ROLE_PERC },
  };

  if (g_strcmp0 (category, "clap_ride") == 0)
    return PT_ROLE_CLAP;
  if (g_strcmp0 (category, "noise_hat_loop") == 0)
    return PT_ROLE_HAT_LOOP;
  if (g_strcmp0 (category, "drums_909") == 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (kit_parts); i++)
        if (g_strcmp0 (sub_type, kit_parts[i].sub_type) == 0)
          return kit_parts[i].role;
      return PT_ROLE_NONE;
    }

  return pt_role_from_string (category);
}

PtLoopRule
pt_role_get_loop_rule (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, PT_LOOP_RULE_ANY);

  return role_facts[role].loop_rule;
}

double
pt_role_get_reference_gain (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, 0.0);

  return role_facts[role].reference_gain;
}

double
pt_role_get_gain_cap (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, 0.0);

  return role_facts[role].gain_cap;
}
