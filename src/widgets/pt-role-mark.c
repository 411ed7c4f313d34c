/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-role-mark.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *icon_name;
} marks[] = {
  [PT_ROLE_KICK] = { N_ ("Kick"), "pt-role-kick-symbolic" },
  [PT_ROLE_HIHAT] = { N_ ("Hi-hat"), "pt-role-hihat-symbolic" },
  [PT_ROLE_BASSLINE] = { N_ ("Bass"), "pt-role-bassline-symbolic" },
  [PT_ROLE_PERC] = { N_ ("Perc"), "pt-role-perc-symbolic" },
  [PT_ROLE_TEXTURE] = { N_ ("Texture"), "pt-role-texture-symbolic" },
  [PT_ROLE_CLAP] = { N_ ("Clap"), "pt-role-clap-symbolic" },
  [PT_ROLE_SYNTH] = { N_ ("Synth"), "pt-role-synth-symbolic" },
  [PT_ROLE_FX] = { N_ ("Effect"), "pt-role-fx-symbolic" },
  [PT_ROLE_DRUM_LOOP] = { N_ ("Drum Loop"), "pt-role-drum-loop-symbolic" },
  [PT_ROLE_HAT_LOOP] = { N_ ("Hat Loop"), "pt-role-hat-loop-symbolic" },
  [PT_ROLE_NONE] = { N_ ("Other"), "pt-role-none-symbolic" },
};

const char *
pt_role_mark_get_title (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, NULL);

  return _ (marks[role].title);
}

const char *
pt_role_mark_get_icon_name (PtRole role)
{
  g_return_val_if_fail (role <= PT_ROLE_NONE, NULL);

  return marks[role].icon_name;
}
