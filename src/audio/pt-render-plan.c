/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-plan-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-render-source.h"

PtRenderPlan *
pt_render_plan_ref (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
pt_render_plan_unref (PtRenderPlan *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->envelopes->len; i++)
    g_free ((gpointer) g_array_index (self->envelopes, PtRtEnvelope, i).points);
  g_array_unref (self->envelopes);
  g_array_unref (self->events);
  g_array_unref (self->rt_sources);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->paths);
  g_free (self->first_sounding);
  g_free (self);
}

/* --- the finished plan --- */

/* Where the loop's audio begins, its bar lies on a frame only by rounding; what was rounded
 * off counts for the passes that follow. Until now anchor_phase held the bar. */
static void
set_phases (PtRenderPlan *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      PtRtEvent *event = &g_array_index (self->events, PtRtEvent, i);
      const PtRenderSource *source = g_ptr_array_index (self->sources, event->source);
      guint64 tempo = self->tempo;
      guint64 numerator;

      if (!(event->flags & PT_RT_EVENT_LOOP))
        continue;
      numerator = event->anchor_phase * PT_BEATS_PER_BAR * 60 * self->sample_rate * 1000000;
      event->anchor_phase = (2 * (numerator % tempo) + tempo) % (2 * tempo) / (2 * (tempo / source->rt.period_den));
    }
}

/* Nothing outlasts the piece. */
static void
cut_at_end (PtRenderPlan *self)
{
  guint64 end = self->rt.n_frames;

  for (guint i = 0; i < self->events->len; i++)
    {
      PtRtEvent *event = &g_array_index (self->events, PtRtEvent, i);
      const PtRenderSource *source = g_ptr_array_index (self->sources, event->source);

      if (event->end_frame == PT_RT_RING_OUT && event->start_frame + source->rt.n_frames > end)
        {
          event->end_frame = end;
          event->fade_out_frames = _pt_render_plan_ramp_frames (self);
        }
      event->end_frame = event->end_frame == PT_RT_RING_OUT ? PT_RT_RING_OUT : MIN (event->end_frame, end);
    }
}

static guint64
last_frame (const PtRenderPlan *self, const PtRtEvent *event)
{
  const PtRenderSource *source = g_ptr_array_index (self->sources, event->source);

  if (event->flags & PT_RT_EVENT_LOOP)
    return event->end_frame;

  return MIN (event->end_frame, event->start_frame + source->rt.n_frames);
}

static void
make_seek_index (PtRenderPlan *self)
{
  guint n = (guint) (self->rt.n_frames >> PT_RT_INDEX_SHIFT) + 1;

  self->first_sounding = g_new (guint32, n);
  memset (self->first_sounding, 0xff, n * sizeof (guint32));
  for (guint i = 0; i < self->events->len; i++)
    {
      const PtRtEvent *event = &g_array_index (self->events, PtRtEvent, i);
      guint64 end = last_frame (self, event);

      for (guint64 cell = event->start_frame >> PT_RT_INDEX_SHIFT; cell < n && cell << PT_RT_INDEX_SHIFT < end; cell++)
        if (self->first_sounding[cell] == G_MAXUINT32)
          self->first_sounding[cell] = i;
    }
  self->rt.first_sounding = self->first_sounding;
  self->rt.n_first_sounding = n;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const PtRtEvent *x = a, *y = b;

  return x->start_frame < y->start_frame ? -1 : x->start_frame > y->start_frame;
}

/* Whether a pass of @event's loop begins on the frame after the last of the plan. */
static gboolean
passes_fill_plan (PtRenderPlan *self, const PtRtEvent *event)
{
  const PtRtSource *source = &((const PtRenderSource *) g_ptr_array_index (self->sources, event->source))->rt;
  guint64 length = self->rt.n_frames - event->anchor_frame;
  guint64 passes = (guint64) ((double) length / ((double) source->period_frames + (double) source->period_rem / (double) source->period_den) + 0.5);

  return source->intro_frames == 0 && event->end_frame == self->rt.n_frames
         && passes * source->period_frames + (event->anchor_phase + passes * source->period_rem) / source->period_den == length;
}

static gboolean
is_same_loop (const PtRtEvent *a, const PtRtEvent *b)
{
  return a->source == b->source && a->lane == b->lane && a->gain_left == b->gain_left && a->gain_right == b->gain_right
         && a->choke == b->choke && a->gain_envelope == PT_RT_NO_ENVELOPE && b->gain_envelope == PT_RT_NO_ENVELOPE
         && a->fade_envelope == PT_RT_NO_ENVELOPE && b->fade_envelope == PT_RT_NO_ENVELOPE;
}

/* Loops that reach the end and are there again at the beginning, which may be one event,
 * need no fade between. */
static void
join_ends (PtRenderPlan *self)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      PtRtEvent *last = &g_array_index (self->events, PtRtEvent, i);

      if (!(last->flags & PT_RT_EVENT_LOOP) || !passes_fill_plan (self, last))
        continue;
      for (guint j = 0; j < self->events->len; j++)
        {
          PtRtEvent *first = &g_array_index (self->events, PtRtEvent, j);

          if (first->start_frame > 0)
            break;
          if (!(first->flags & PT_RT_EVENT_LOOP) || !is_same_loop (first, last))
            continue;
          last->flags |= PT_RT_EVENT_GOES_ON;
          last->end_frame = PT_RT_RING_OUT;
          first->flags |= PT_RT_EVENT_TAKES_OVER;
          break;
        }
    }
}

static void
finish_plan (PtRenderPlan *self, const PtRenderPlanOptions *options)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const PtRenderSource *source = g_ptr_array_index (self->sources, i);

      g_array_append_val (self->rt_sources, source->rt);
      if (!g_ptr_array_find_with_equal_func (self->paths, source->path, g_str_equal, NULL))
        g_ptr_array_add (self->paths, source->path);
    }
  g_ptr_array_add (self->paths, NULL);

  self->rt.n_frames = _pt_render_plan_bar_frame (self, self->bars);
  set_phases (self);
  self->rt.loops = options->looping;
  if (!options->live && !options->looping)
    cut_at_end (self);
  /* Stable: what begins together is summed in the order of the sections' layers. */
  g_array_sort (self->events, compare_events);
  if (options->looping)
    join_ends (self);
  self->rt.events = (PtRtEvent *) (gpointer) self->events->data;
  self->rt.n_events = self->events->len;
  self->rt.sources = (PtRtSource *) (gpointer) self->rt_sources->data;
  self->rt.n_sources = self->rt_sources->len;
  self->rt.envelopes = (PtRtEnvelope *) (gpointer) self->envelopes->data;
  self->rt.n_envelopes = self->envelopes->len;
  self->rt.owner = self;
  make_seek_index (self);
}

static PtRenderPlan *
plan_alloc (PtArrangement *arrangement, const PtRenderPlanOptions *options)
{
  PtRenderPlan *self = g_new0 (PtRenderPlan, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->sources = pt_render_sources_new ();
  self->rt_sources = g_array_new (FALSE, FALSE, sizeof (PtRtSource));
  self->events = g_array_new (FALSE, FALSE, sizeof (PtRtEvent));
  self->envelopes = g_array_new (FALSE, FALSE, sizeof (PtRtEnvelope));
  self->paths = g_ptr_array_new ();
  self->tempo = options->tempo > 0 ? options->tempo : pt_arrangement_get_tempo (arrangement);
  self->sample_rate = options->sample_rate;
  if (self->sample_rate == 0)
    self->sample_rate = pt_arrangement_get_sample_rate (arrangement);
  if (self->sample_rate == 0)
    self->sample_rate = PT_RENDER_DEFAULT_RATE;
  self->bars = pt_arrangement_get_bars (arrangement);

  return self;
}

static gboolean
check_plan (PtRenderPlan *self, GError **error)
{
  double bpm = pt_tempo_to_bpm (self->tempo);

  if (self->bars < 1)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 _ ("The arrangement has no bars; add a section"));
  else if (self->bars > PT_ARRANGEMENT_MAX_BARS)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 _ ("The arrangement has %" PRId64 " bars; at most %d can be rendered"),
                 self->bars, PT_ARRANGEMENT_MAX_BARS);
  else if (self->sample_rate < PT_RENDER_MIN_RATE || self->sample_rate > PT_RENDER_MAX_RATE)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 _ ("A sample rate of %u Hz cannot be rendered; choose one from %d to %d Hz"),
                 self->sample_rate, PT_RENDER_MIN_RATE, PT_RENDER_MAX_RATE);
  else if (bpm < PT_TEMPO_MIN_BPM || bpm > PT_TEMPO_MAX_BPM)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 _ ("A tempo of %g bpm cannot be rendered; choose one from %g to %g bpm"),
                 bpm, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM);
  else
    return TRUE;

  return FALSE;
}

PtRenderPlan *
pt_render_plan_new (PtArrangement *arrangement, PtSampleLoader *loader, const PtRenderPlanOptions *options, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtRenderPlan) self = NULL;
  guint threads;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), NULL);
  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self = plan_alloc (arrangement, options);
  threads = options->threads > 0 ? options->threads : g_get_num_processors ();
  if (!check_plan (self, error)
      || !_pt_render_plan_add_events (self, arrangement, options, notices, error)
      || !pt_render_sources_load (self->sources, loader, self->tempo, self->sample_rate, threads, cancellable, error))
    return NULL;
  finish_plan (self, options);

  return g_steal_pointer (&self);
}

const PtRtPlan *
pt_render_plan_get_rt (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->rt;
}

guint
pt_render_plan_get_sample_rate (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sample_rate;
}

PtTempo
pt_render_plan_get_tempo (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->tempo;
}

gint64
pt_render_plan_get_bars (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->bars;
}

guint64
pt_render_plan_get_frames (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rt.n_frames;
}

gboolean
pt_render_plan_get_looping (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->rt.loops;
}

guint64
pt_render_plan_get_lanes (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lanes;
}

const char *const *
pt_render_plan_get_paths (PtRenderPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->paths->pdata;
}
