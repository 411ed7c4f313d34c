/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-bar-state.h"

#include <math.h>

#define GAIN_STEP 0.05

gboolean
pt_layer_state_is_audible (const PtLayerState *layer)
{
  g_return_val_if_fail (layer != NULL, FALSE);

  return layer->gain > 0.0 && !layer->muted && !layer->held && (layer->loop || layer->hits > 0);
}

PtBarState *
pt_bar_state_new (const PtLayerState *layers, guint n_layers)
{
  PtBarState *self;

  g_return_val_if_fail (layers != NULL || n_layers == 0, NULL);

  self = g_new0 (PtBarState, 1);
  self->layers = g_array_sized_new (FALSE, FALSE, sizeof (PtLayerState), n_layers);
  if (n_layers > 0)
    g_array_append_vals (self->layers, layers, n_layers);

  return self;
}

void
pt_bar_state_free (PtBarState *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->layers);
  g_free (self);
}

guint
pt_bar_state_count_audible (const PtBarState *self)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->layers->len; i++)
    n += pt_layer_state_is_audible (&g_array_index (self->layers, PtLayerState, i)) ? 1 : 0;

  return n;
}

gboolean
pt_bar_state_has_role (const PtBarState *self, PtRole role)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->layers->len; i++)
    {
      const PtLayerState *layer = &g_array_index (self->layers, PtLayerState, i);

      if (layer->role == role && pt_layer_state_is_audible (layer))
        return TRUE;
    }

  return FALSE;
}

static guint64
mix (guint64 hash, guint64 value)
{
  hash ^= value + G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (hash << 6) + (hash >> 2);
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);

  return hash ^ (hash >> 32);
}

guint64
pt_bar_state_get_fingerprint (const PtBarState *self)
{
  guint64 sum = 0;

  g_return_val_if_fail (self != NULL, 0);

  /* A sum: the order of the layers is not heard. */
  for (guint i = 0; i < self->layers->len; i++)
    {
      const PtLayerState *layer = &g_array_index (self->layers, PtLayerState, i);
      guint64 hash = 1;

      if (!pt_layer_state_is_audible (layer))
        continue;
      hash = mix (hash, layer->role);
      hash = mix (hash, layer->loop ? 1 : 0);
      hash = mix (hash, layer->loop ? 0 : layer->hits);
      hash = mix (hash, layer->loop ? 0 : layer->pattern);
      hash = mix (hash, layer->sample);
      hash = mix (hash, (guint64) llround (layer->gain / GAIN_STEP));
      sum += hash;
    }

  return sum;
}
