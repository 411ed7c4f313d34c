/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove-listener.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audio/pt-renderer.h"
#include "session/pt-groove.h"

/* Measured over so many rounds, that the seam counts as it does for who listens. */
#define MEASURED_ROUNDS 2
/* Close enough, and how often it is tried: the second look is mostly right. */
#define MATCHED_LU 0.01
#define MAX_LOOKS 8

/* --- what can be read --- */

/* Whether the layer's sample is there; what was loaded stays with the loader. */
static gboolean
can_load (const PtGrooveListener *self, PtLayer *layer, const char *path, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = NULL;

  if (pt_layer_get_layer_type (layer) == PT_LAYER_LOOP)
    buffer = pt_sample_loader_load_loop (self->loader, path, 0, pt_arrangement_get_tempo (self->arrangement),
                                         self->sample_rate, NULL, self->cancellable, error);
  else
    buffer = pt_sample_loader_load_one_shot (self->loader, path, self->sample_rate, self->cancellable, error);

  return buffer != NULL;
}

/* Empties the role of @layer when its sample cannot be had. Returns whether it sounds. */
static gboolean
keep_or_silence (const PtGrooveListener *self, PtLayer *layer)
{
  g_autofree char *path = pt_arrangement_resolve_sample (self->arrangement, layer, self->roots);
  g_autoptr (GError) problem = NULL;
  PtRole role = pt_layer_get_role (layer);

  if (path == NULL)
    return FALSE;
  if (can_load (self, layer, path, &problem))
    return TRUE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  if (self->notices != NULL)
    /* TRANSLATORS: No kick: “kick.wav” is not there */
    g_ptr_array_add (self->notices, g_strdup_printf (_ ("No %s: %s"), pt_role_to_string (role), problem->message));
  pt_palette_set_path (pt_arrangement_get_palette (self->arrangement), role, NULL);

  return FALSE;
}

gboolean
pt_groove_listener_silence_missing (const PtGrooveListener *self)
{
  gboolean sounds = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < pt_arrangement_get_n_sections (self->arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (self->arrangement, i);

      for (guint j = 0; j < pt_section_get_n_layers (section); j++)
        if (!g_cancellable_is_cancelled (self->cancellable) && keep_or_silence (self, pt_section_get_layer (section, j)))
          sounds = TRUE;
    }

  return sounds;
}

/* --- loudness --- */

gboolean
pt_groove_listener_measure (const PtGrooveListener *self, double gain_db, double *lufs, GError **error)
{
  g_autoptr (PtArrangement) rounds = NULL;
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  PtGrooveListener listener;
  g_auto (PtRenderResult) result = { 0 };

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (lufs != NULL, FALSE);

  rounds = pt_arrangement_copy (self->arrangement);
  for (guint i = 1; i < MEASURED_ROUNDS; i++)
    for (guint j = 0; j < pt_arrangement_get_n_sections (self->arrangement); j++)
      pt_arrangement_add_section (rounds, pt_section_copy (pt_arrangement_get_section (self->arrangement, j)));
  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_mixer_channel_set_gain_db (pt_arrangement_get_channel (rounds, role), gain_db - PT_GROOVE_HEADROOM_DB);
  listener = *self;
  listener.arrangement = rounds;
  if (!pt_groove_listener_silence_missing (&listener))
    {
      *lufs = -INFINITY;
      return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }

  options.sample_rate = self->sample_rate;
  options.normalize = PT_NORMALIZE_OFF;
  options.without_hash = TRUE;
  options.roots = self->roots;
  if (!pt_render (rounds, self->loader, &options, NULL, &result, NULL, NULL, self->cancellable, error))
    return FALSE;
  *lufs = result.loudness.lufs_i;

  return TRUE;
}

gboolean
pt_groove_listener_match (const PtGrooveListener *self, double lufs, double rival_lufs, double *gain_db, GError **error)
{
  PtGrooveListener quiet = *self;
  double gain = 0;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (gain_db != NULL, FALSE);

  quiet.notices = NULL;
  for (guint i = 0; i < MAX_LOOKS && isfinite (lufs) && isfinite (rival_lufs); i++)
    {
      double missing = rival_lufs - lufs;

      if (fabs (missing) <= MATCHED_LU || (missing > 0 && gain == 0))
        break;
      gain = CLAMP (gain + missing, PT_MIXER_CHANNEL_MIN_GAIN_DB + PT_GROOVE_HEADROOM_DB, 0);
      if (!pt_groove_listener_measure (&quiet, gain, &lufs, error))
        return FALSE;
    }
  *gain_db = gain;

  return TRUE;
}
