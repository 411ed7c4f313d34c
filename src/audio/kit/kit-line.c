/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/kit/kit-line.h"

#include "audio/kit/kit-notes.h"

/* Before a new attack the old note is faded out over this time, so that oscillators can
 * start at phase zero without a click. */
#define CUT_S 0.002

GArray *
kit_line_events (const KitItem *item, const KitLineSettings *settings, double rate)
{
  g_autoptr (GArray) notes = kit_notes_parse (settings->notes, item->bars * 16, NULL);
  GArray *events = g_array_new (FALSE, TRUE, sizeof (KitEvent));
  gint64 step_frames = item->step_frames * (gint64) (rate / KIT_RATE);

  g_assert (notes != NULL);
  for (guint i = 0; i < notes->len; i++)
    {
      const KitNote *note = &g_array_index (notes, KitNote, i);
      const KitNote *before = i > 0 ? note - 1 : &g_array_index (notes, KitNote, notes->len - 1);
      KitEvent event = {
        .start = kit_step_frame (note->step, settings->swing, step_frames),
        .note = 12.0 * (settings->octave + 1) + item->tonic + note->semitone,
        .accent = note->accent,
        .ghost = note->ghost,
      };

      event.end = event.start + (note->length - 1) * step_frames + (gint64) (settings->gate * (double) step_frames);
      if (note->slide)
        event.end = kit_step_frame (note->step + note->length, settings->swing, step_frames);
      /* The first note of the loop always has its attack: only so the turns are alike. */
      event.slid = i > 0 && before->slide && before->step + before->length == note->step;
      g_array_append_val (events, event);
    }

  return events;
}

void
kit_line_init (KitLine *self, const KitItem *item, const KitLineSettings *settings, double rate)
{
  g_return_if_fail (self != NULL);

  memset (self, 0, sizeof *self);
  self->frames = item->frames * (gint64) (rate / KIT_RATE);
  self->rate = rate;
  self->step_frames = item->step_frames * (gint64) (rate / KIT_RATE);
  self->soften = 1.0 - kit_decay (0.01, rate);
  self->glide = kit_decay (settings->glide_s * 1.5, rate);
  self->attack_s = MAX (settings->attack_s, 0.0005);
  self->release_s = MAX (settings->release_s, 0.001);
  self->events = kit_line_events (item, settings, rate);
  self->next = G_MAXUINT;
}

void
kit_line_clear (KitLine *self)
{
  g_clear_pointer (&self->events, g_array_unref);
}

/* A bar is longer than any filter remembers; from there back to where a note begins. */
gint64
kit_line_first_frame (const KitLine *self)
{
  gint64 bar = MIN (self->frames, KIT_LINE_WARM_STEPS * self->step_frames);
  gint64 from = 0;

  for (guint i = 0; i < self->events->len; i++)
    {
      const KitEvent *event = &g_array_index (self->events, KitEvent, i);

      if (!event->slid && event->start <= self->frames - bar)
        from = event->start;
    }

  return from - self->frames;
}

static gint64
frames_to_attack (const KitLine *self, gint64 at)
{
  const KitEvent *events = (const KitEvent *) (gpointer) self->events->data;
  guint n = self->events->len;

  for (guint i = 0; i < n; i++)
    {
      guint index = self->next + i;
      const KitEvent *event = &events[index % n];

      if (!event->slid)
        return event->start + (index >= n ? self->frames : 0) - at;
    }

  return self->frames;
}

static void
find_next (KitLine *self, gint64 at)
{
  self->next = 0;
  while (self->next < self->events->len && g_array_index (self->events, KitEvent, self->next).start < at)
    self->next++;
}

void
kit_line_tick (KitLine *self, gint64 position)
{
  gint64 at = position >= 0 ? position : position + self->frames * (1 + -position / self->frames);
  double step;

  at %= self->frames;
  if (self->next == G_MAXUINT || at == 0)
    find_next (self, at);

  self->trigger = FALSE;
  if (self->next < self->events->len && g_array_index (self->events, KitEvent, self->next).start == at)
    {
      self->event = &g_array_index (self->events, KitEvent, self->next);
      self->next++;
      self->trigger = !self->event->slid;
      if (self->trigger)
        {
          /* The cut has just brought it down to nothing. */
          self->level = 0.0;
          self->age_s = 0.0;
          self->pitch = self->event->note;
        }
    }
  if (self->event == NULL)
    {
      self->hz = 50.0;
      return;
    }

  self->pitch = self->event->note + (self->pitch - self->event->note) * self->glide;
  self->hz = kit_note_hz (self->pitch);
  if (!self->trigger)
    self->age_s += 1.0 / self->rate;
  /* A slide into an accent swells; a jump would click. */
  self->accent += ((self->event->accent ? 1.0 : 0.0) - self->accent) * (self->trigger ? 1.0 : self->soften);
  self->ghost += ((self->event->ghost ? 1.0 : 0.0) - self->ghost) * (self->trigger ? 1.0 : self->soften);

  /* Past the end of the loop a gate is not open any more: the first note cuts it. */
  step = at >= self->event->start && at < self->event->end ? 1.0 / (self->attack_s * self->rate)
                                                           : -1.0 / (self->release_s * self->rate);
  self->level = CLAMP (self->level + step, 0.0, 1.0);
  self->gate = self->level * self->level * (3.0 - 2.0 * self->level);
  self->gate *= kit_smoothstep (0.0, CUT_S * self->rate, (double) frames_to_attack (self, at));
}
