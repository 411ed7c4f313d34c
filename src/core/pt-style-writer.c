/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-style-writer.h"

double
pt_style_get_level (double energy, double landmark)
{
  return CLAMP ((energy - (landmark - PT_STYLE_RAMP)) / (2 * PT_STYLE_RAMP), 0.0, 1.0);
}

void
pt_style_writer_init (PtStyleWriter *self,
                      const char *part,
                      double energy,
                      guint64 seed,
                      const PtFeel *feel,
                      int velocity_low,
                      int velocity_range,
                      int velocity_spread)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (part != NULL);

  self->part = part;
  self->seed = seed;
  self->energy = CLAMP (energy, 0.0, 1.0);
  self->feel = pt_feel_clamp (feel);
  self->base_velocity = (int) (velocity_low + velocity_range * self->energy);
  self->velocity_spread = velocity_spread;
  self->swings = TRUE;
  self->notes = pt_note_list_new ();
}

/* Two elements may mean the same drum at the same moment: the louder stays. */
static void
drop_doubles (GArray *notes)
{
  guint kept = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      PtNote note = g_array_index (notes, PtNote, i);
      PtNote *last = kept > 0 ? &g_array_index (notes, PtNote, kept - 1) : NULL;

      if (last == NULL || last->pitch != note.pitch || pt_beats_compare (last->start, note.start) != 0)
        g_array_index (notes, PtNote, kept++) = note;
      else if (note.velocity > last->velocity)
        *last = note;
    }
  g_array_set_size (notes, kept);
}

/* A key that is struck again has been let go before. */
static void
cut_overlaps (GArray *notes)
{
  PtNote *sounding[PT_NOTE_MAX_PITCH + 1] = { NULL };

  for (guint i = 0; i < notes->len; i++)
    {
      PtNote *note = &g_array_index (notes, PtNote, i);
      PtNote *last = sounding[note->pitch];

      if (last != NULL && pt_beats_compare (pt_beats_add (last->start, last->length), note->start) > 0)
        {
          last->length = pt_beats_add (note->start, pt_beats_new (-last->start.num, last->start.den));
          *last = pt_note_clamp (*last);
        }
      sounding[note->pitch] = note;
    }
}

GArray *
pt_style_writer_finish (PtStyleWriter *self)
{
  g_return_val_if_fail (self != NULL && self->notes != NULL, NULL);

  pt_note_list_finish (self->notes);
  drop_doubles (self->notes);
  cut_overlaps (self->notes);

  return g_steal_pointer (&self->notes);
}

void
pt_style_element_init (PtStyleElement *self, PtStyleWriter *writer, const char *name, double landmark)
{
  g_autofree char *stream = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (writer != NULL);
  g_return_if_fail (name != NULL);

  stream = g_strconcat (writer->part, "/", name, NULL);
  pt_rng_init_named (&self->rng, writer->seed, stream);
  self->writer = writer;
  self->level = landmark < 0.0 ? 1.0 : pt_style_get_level (writer->energy, landmark);
}

gboolean
pt_style_element_sounds (PtStyleElement *self, guint order, guint n_orders, double chance)
{
  double entry, luck;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (order < n_orders, FALSE);

  entry = pt_rng_double (&self->rng);
  luck = pt_rng_double (&self->rng);

  /* At level 1 the left side is n_orders, beyond every order + entry. */
  return self->level * n_orders > order + entry && luck < chance;
}

gboolean
pt_style_element_hit (PtStyleElement *self, const PtStyleHit *hit)
{
  PtStyleWriter *writer;
  PtBeats start, stray;
  gboolean sounds, other;
  int velocity;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (hit != NULL && hit->start_tick >= 0, FALSE);

  writer = self->writer;
  sounds = pt_style_element_sounds (self, hit->order, hit->n_orders, hit->chance);
  other = pt_rng_chance (&self->rng, 0.5);
  velocity = pt_feel_draw_velocity (&writer->feel, &self->rng, writer->velocity_spread);
  stray = pt_feel_stray (&writer->feel, &self->rng);
  if (!sounds)
    return FALSE;

  start = pt_beats_new (hit->start_tick, PT_STYLE_TICKS);
  if (writer->swings)
    start = pt_feel_swing (&writer->feel, start);
  pt_note_list_add (writer->notes, other && hit->other_pitch != 0 ? hit->other_pitch : hit->pitch,
                    pt_beats_add (start, stray), pt_beats_new (hit->length_ticks, PT_STYLE_TICKS),
                    writer->base_velocity + velocity + hit->velocity);

  return TRUE;
}
