/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a sample is for. The order is the order of the palette and of the charts. */
typedef enum
{
  PT_ROLE_KICK,
  PT_ROLE_HIHAT,
  PT_ROLE_BASSLINE,
  PT_ROLE_PERC,
  PT_ROLE_TEXTURE,
  PT_ROLE_CLAP,
  PT_ROLE_SYNTH,
  PT_ROLE_FX,
  PT_ROLE_DRUM_LOOP,
  PT_ROLE_HAT_LOOP,
  PT_ROLE_NONE,
} PtRole;

#define PT_N_ROLES ((guint) PT_ROLE_NONE)
/* The roles of a plain palette: kick hihat bassline perc texture clap. */
#define PT_N_DEFAULT_ROLES 6u

#define PT_TYPE_ROLE (pt_role_get_type ())
GType pt_role_get_type (void);

/* "kick", "drum_loop"; "none" for PT_ROLE_NONE. */
const char *pt_role_to_string (PtRole role);
/* PT_ROLE_NONE when nobody knows the name; trims and folds case. */
PtRole pt_role_from_string (const char *name);
/* The same with an error that lists the names. */
gboolean pt_role_parse (const char *name,
                        PtRole *role,
                        GError **error);
const char *const *pt_role_names (void);

/* The category names of the older sample packs ("clap_ride", "drums_909" with a
 * sub-type ...); PT_ROLE_NONE when it maps to nothing. */
PtRole pt_role_from_category (const char *category,
                              const char *sub_type);

/* Whether the role wants loops (bassline, texture, synth, drum_loop, hat_loop) or
 * one-shots (kick, hihat, perc, clap); fx takes both. */
typedef enum
{
  PT_LOOP_RULE_ONE_SHOT,
  PT_LOOP_RULE_LOOP,
  PT_LOOP_RULE_ANY,
} PtLoopRule;

PtLoopRule pt_role_get_loop_rule (PtRole role);

/* The reference arrangement's gain for the role, and the highest gain a guardrail lets
 * pass (texture 0.55, synth 0.50, otherwise 1.0). Linear. */
double pt_role_get_reference_gain (PtRole role);
double pt_role_get_gain_cap (PtRole role);

G_END_DECLS
