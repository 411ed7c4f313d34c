/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-plan-private.h"

/* Longer lines get points in between, so that an index on a line stays an exact float. */
#define MAX_LINE_FRAMES (G_GUINT64_CONSTANT (1) << 24)

guint
_pt_render_plan_add_envelope (PtRenderPlan *self, const PtRtPoint *points, guint n_points)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (PtRtPoint));
  PtRtEnvelope envelope;

  for (guint i = 0; i < n_points; i++)
    {
      const PtRtPoint *last = all->len > 0 ? &g_array_index (all, PtRtPoint, all->len - 1) : NULL;
      PtRtPoint from = last != NULL ? *last : points[i];
      guint64 length = points[i].frame - from.frame;
      guint64 pieces = length / MAX_LINE_FRAMES + 1;

      if (last != NULL && points[i].frame <= from.frame)
        {
          g_array_index (all, PtRtPoint, all->len - 1).value = points[i].value;
          continue;
        }
      for (guint64 k = 1; k < pieces; k++)
        {
          double share = (double) k / (double) pieces;
          PtRtPoint between = { from.frame + (guint64) ((double) length * share),
                                (float) (from.value + ((double) points[i].value - from.value) * share) };

          g_array_append_val (all, between);
        }
      g_array_append_val (all, points[i]);
    }

  envelope.n_points = all->len;
  envelope.points = (PtRtPoint *) (gpointer) g_array_free (g_steal_pointer (&all), FALSE);
  g_array_append_val (self->envelopes, envelope);

  return self->envelopes->len - 1;
}

static guint64
fraction_frame (const PtRenderPlan *self, double bars)
{
  return pt_beats_to_frame (pt_beats_from_double (MAX (bars, 0) * PT_BEATS_PER_BAR), self->tempo, self->sample_rate);
}

guint
_pt_render_plan_add_section_fade (PtRenderPlan *self, PtSection *section, gint64 start_bar)
{
  double in = MIN (pt_section_get_fade_in (section), pt_section_get_bars (section));
  double out = MIN (pt_section_get_fade_out (section), pt_section_get_bars (section));
  double start = start_bar, end = start_bar + pt_section_get_bars (section);
  PtRtPoint points[4];
  guint n = 0;

  if (in <= 0 && out <= 0)
    return PT_RT_NO_ENVELOPE;

  if (in > 0)
    points[n++] = (PtRtPoint){ fraction_frame (self, start), 0 };
  if (in > 0 && out > 0 && in + out > end - start)
    {
      double height = (end - start) / (in + out);

      points[n++] = (PtRtPoint){ fraction_frame (self, start + in * height), (float) height };
    }
  else
    {
      if (in > 0)
        points[n++] = (PtRtPoint){ fraction_frame (self, start + in), 1 };
      if (out > 0)
        points[n++] = (PtRtPoint){ fraction_frame (self, end - out), 1 };
    }
  if (out > 0)
    points[n++] = (PtRtPoint){ fraction_frame (self, end), 0 };

  return _pt_render_plan_add_envelope (self, points, n);
}
