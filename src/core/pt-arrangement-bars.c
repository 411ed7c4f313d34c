/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arrangement-bars.h"

#include "core/pt-util.h"

static gboolean
any_solo (PtArrangement *arrangement)
{
  for (guint role = 0; role < PT_N_ROLES; role++)
    if (pt_mixer_channel_get_solo (pt_arrangement_get_channel (arrangement, role)))
      return TRUE;

  return FALSE;
}

static guint
hash_beats (const PtBeats *beats, guint n_beats)
{
  guint hash = 5381;

  for (guint i = 0; i < n_beats; i++)
    hash = (hash * 33 + (guint) beats[i].num) * 33 + (guint) beats[i].den;

  return hash;
}

/* 0..1 in the middle of @bar of the section. */
static double
section_fade (PtSection *section, gint64 bar)
{
  double fade_in = pt_section_get_fade_in (section);
  double fade_out = pt_section_get_fade_out (section);
  double from_start = bar + 0.5;
  double to_end = pt_section_get_bars (section) - from_start;
  double fade = 1.0;

  if (from_start < fade_in)
    fade *= from_start / fade_in;
  if (to_end < fade_out)
    fade *= to_end / fade_out;

  return fade;
}

static double
layer_gain (PtLayer *layer, gint64 bar, gint64 start, gint64 end)
{
  double through = (bar - start + 0.5) / (end - start);

  return pt_layer_get_gain (layer) + (pt_layer_get_gain_end (layer) - pt_layer_get_gain (layer)) * through;
}

static void
add_section (GPtrArray *states, PtArrangement *arrangement, PtSection *section, gboolean solo)
{
  for (gint64 bar = 0; bar < pt_section_get_bars (section); bar++)
    {
      PtBarState *state = pt_bar_state_new (NULL, 0);

      for (guint i = 0; i < pt_section_get_n_layers (section); i++)
        {
          PtLayer *layer = pt_section_get_layer (section, i);
          PtRole role = pt_layer_get_role (layer);
          PtMixerChannel *channel = role < PT_N_ROLES ? pt_arrangement_get_channel (arrangement, role) : NULL;
          gint64 start = pt_layer_get_start_bar (layer);
          gint64 end = pt_layer_get_end_bar (layer) < 0 ? pt_section_get_bars (section) : pt_layer_get_end_bar (layer);
          PtLayerState found = { .role = role, .loop = pt_layer_get_layer_type (layer) == PT_LAYER_LOOP };
          const PtBeats *beats = pt_layer_get_beats (layer, &found.hits);

          if (bar < start || bar >= end)
            continue;
          found.pattern = hash_beats (beats, found.hits);
          found.sample = pt_layer_get_sample (layer) != NULL ? g_str_hash (pt_layer_get_sample (layer)) : 0;
          found.gain = layer_gain (layer, bar, start, end) * section_fade (section, bar);
          found.muted = pt_layer_get_mute (layer);
          if (channel != NULL)
            {
              found.gain *= pt_gain_from_db (pt_mixer_channel_get_gain_db (channel));
              found.muted |= pt_mixer_channel_get_mute (channel) || (solo && !pt_mixer_channel_get_solo (channel));
            }
          g_array_append_val (state->layers, found);
        }
      g_ptr_array_add (states, state);
    }
}

GPtrArray *
pt_arrangement_get_bar_states (PtArrangement *arrangement)
{
  GPtrArray *states;
  gboolean solo;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), NULL);

  states = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_bar_state_free);
  solo = any_solo (arrangement);
  for (guint i = 0; i < pt_arrangement_get_n_sections (arrangement); i++)
    add_section (states, arrangement, pt_arrangement_get_section (arrangement, i), solo);

  return states;
}
