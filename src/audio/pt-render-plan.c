/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-plan.h"

#include <math.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-render-source.h"
#include "core/pt-util.h"

#define RAMP_SECONDS 0.005
/* Longer lines get points in between, so that an index on a line stays an exact float. */
#define MAX_LINE_FRAMES (G_GUINT64_CONSTANT (1) << 24)

struct _PtRenderPlan
{
  gatomicrefcount ref_count;
  PtRtPlan rt;
  GPtrArray *sources; /* of PtRenderSource */
  GArray *rt_sources;
  GArray *events;
  GArray *envelopes; /* of PtRtEnvelope; the points are ours */
  GPtrArray *paths; /* NULL-terminated */
  guint32 *first_sounding;
  guint sample_rate;
  PtTempo tempo;
  gint64 bars;
  guint64 lanes;
};

/* What a plan is made with. */
typedef struct
{
  PtRenderPlan *plan;
  PtArrangement *arrangement;
  const PtRenderPlanOptions *options;
  GPtrArray *notices;
  GHashTable *chokes; /* group name -> number */
  GPtrArray *silent; /* names of roles without a sample */
  GArray *spans; /* events that are spans of loops and may go on */
  gboolean any_solo;
  gint64 section_bar; /* where the section begins */
  guint64 section_frame;
  guint section_fade; /* its envelope */
} Maker;

/* One layer as it goes into the mix. */
typedef struct
{
  PtLayer *layer;
  PtRtEvent event; /* all that its hits have in common */
  gint64 start_bar; /* of the piece */
  gint64 end_bar;
} Part;

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

static guint64
bar_frame (const PtRenderPlan *self, gint64 bar)
{
  return pt_bars_to_frame (bar, self->tempo, self->sample_rate);
}

static guint
ramp_frames (const PtRenderPlan *self)
{
  return (guint) (RAMP_SECONDS * self->sample_rate + 0.5);
}

/* --- envelopes --- */

/* Frames that do not rise are left out; long lines are divided. */
static guint
add_envelope (PtRenderPlan *self, const PtRtPoint *points, guint n_points)
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

/* The section's fades as one line up and one down; where they would cross, the lower. */
static guint
add_section_fade (PtRenderPlan *self, PtSection *section, gint64 start_bar)
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

  return add_envelope (self, points, n);
}

/* --- what layers have in common --- */

static gboolean
layer_sounds (Maker *maker, PtLayer *layer)
{
  PtMixerChannel *channel = pt_arrangement_get_channel (maker->arrangement, pt_layer_get_role (layer));

  if (pt_layer_get_mute (layer))
    return FALSE;
  if (maker->options->live)
    return TRUE;

  return !pt_mixer_channel_get_mute (channel) && (!maker->any_solo || pt_mixer_channel_get_solo (channel));
}

static guint16
choke_number (Maker *maker, const char *group)
{
  gpointer number;

  if (group == NULL)
    return 0;
  number = g_hash_table_lookup (maker->chokes, group);
  if (number == NULL)
    {
      /* There are not that many groups; the last number is shared. */
      number = GUINT_TO_POINTER (MIN (g_hash_table_size (maker->chokes) + 1, G_MAXUINT16));
      g_hash_table_insert (maker->chokes, g_strdup (group), number);
    }

  return GPOINTER_TO_UINT (number);
}

/* Equal power, 1 in the middle. */
static void
set_gains (PtRtEvent *event, double gain, double pan)
{
  double angle = (CLAMP (pan, -1, 1) + 1) * G_PI_4;

  event->gain_left = pan == 0 ? gain : gain * G_SQRT2 * cos (angle);
  event->gain_right = pan == 0 ? gain : gain * G_SQRT2 * sin (angle);
  if (pan <= -1)
    event->gain_right = 0;
  if (pan >= 1)
    event->gain_left = 0;
}

static void
set_part_gains (Maker *maker, Part *part)
{
  PtRole role = pt_layer_get_role (part->layer);
  PtPalette *palette = pt_arrangement_get_palette (maker->arrangement);
  PtMixerChannel *channel = pt_arrangement_get_channel (maker->arrangement, role);
  double start = pt_layer_get_gain (part->layer);
  double end = pt_layer_get_gain_end (part->layer);
  double gain = 1;
  double pan = pt_layer_get_pan (part->layer);

  if (pt_layer_get_sample (part->layer) == NULL)
    {
      gain *= pt_palette_get_gain (palette, role);
      pan += pt_palette_get_pan (palette, role);
    }
  if (!maker->options->live)
    {
      gain *= pt_gain_from_db (pt_mixer_channel_get_gain_db (channel));
      pan += pt_mixer_channel_get_pan (channel);
    }

  part->event.gain_envelope = PT_RT_NO_ENVELOPE;
  if (start == end)
    {
      gain *= start;
    }
  else
    {
      PtRtPoint points[2] = { { bar_frame (maker->plan, part->start_bar), start },
                              { bar_frame (maker->plan, part->end_bar), end } };

      part->event.gain_envelope = add_envelope (maker->plan, points, 2);
    }
  set_gains (&part->event, gain, pan);
}

static void
note_silent_role (Maker *maker, PtRole role)
{
  const char *name = pt_role_to_string (role);

  if (g_ptr_array_find_with_equal_func (maker->silent, name, g_str_equal, NULL))
    return;
  g_ptr_array_add (maker->silent, (gpointer) name);
  if (maker->notices != NULL)
    g_ptr_array_add (maker->notices, g_strdup_printf ("No sample for %s; its layers are silent", name));
}

/* FALSE: nothing of it is heard. */
static gboolean
make_part (Maker *maker, PtSection *section, PtLayer *layer, Part *part)
{
  gint64 bars = pt_section_get_bars (section);
  gint64 end = pt_layer_get_end_bar (layer);
  gboolean loop = pt_layer_get_layer_type (layer) == PT_LAYER_LOOP;
  g_autofree char *path = NULL;

  end = end < 0 ? bars : MIN (end, bars);
  *part = (Part){
    .layer = layer,
    .start_bar = maker->section_bar + pt_layer_get_start_bar (layer),
    .end_bar = maker->section_bar + end,
  };
  if (part->start_bar >= part->end_bar || !layer_sounds (maker, layer))
    return FALSE;

  path = pt_arrangement_resolve_sample (maker->arrangement, layer, maker->options->roots);
  if (path == NULL)
    {
      note_silent_role (maker, pt_layer_get_role (layer));
      return FALSE;
    }

  part->event.source = pt_render_sources_add (maker->plan->sources, path, pt_layer_get_role (layer), loop);
  part->event.lane = pt_layer_get_role (layer);
  part->event.choke = choke_number (maker, pt_layer_get_choke (layer));
  part->event.flags = loop ? PT_RT_EVENT_LOOP : 0;
  part->event.fade_envelope = maker->section_fade;
  set_part_gains (maker, part);

  return TRUE;
}

/* --- events --- */

static gboolean
add_hits (Maker *maker, Part *part, GError **error)
{
  PtRenderPlan *plan = maker->plan;
  guint n_beats;
  const PtBeats *beats = pt_layer_get_beats (part->layer, &n_beats);

  if ((guint64) (part->end_bar - part->start_bar) * n_beats + plan->events->len > PT_RENDER_MAX_EVENTS)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                   "The arrangement has more than %u hits; render it in parts", PT_RENDER_MAX_EVENTS);
      return FALSE;
    }

  for (gint64 bar = part->start_bar; bar < part->end_bar; bar++)
    for (guint i = 0; i < n_beats; i++)
      {
        PtRtEvent event = part->event;
        PtBeats beat = pt_beats_add ((PtBeats){ bar * PT_BEATS_PER_BAR, 1 }, beats[i]);

        event.start_frame = pt_beats_to_frame (beat, plan->tempo, plan->sample_rate);
        event.anchor_frame = event.start_frame;
        event.end_frame = PT_RT_RING_OUT;
        g_array_append_val (plan->events, event);
      }

  return TRUE;
}

/* The span of the same loop that ends where this one begins. */
static PtRtEvent *
find_previous_span (Maker *maker, const PtRtEvent *event)
{
  for (guint i = 0; i < maker->spans->len; i++)
    {
      guint index = g_array_index (maker->spans, guint, i);
      PtRtEvent *other = &g_array_index (maker->plan->events, PtRtEvent, index);

      if (other->end_frame == event->start_frame && other->source == event->source && other->lane == event->lane)
        return other;
      /* Long over: none of the coming ones, which begin here or later, will ask for it. */
      if (other->end_frame < maker->section_frame)
        g_array_remove_index_fast (maker->spans, i--);
    }

  return NULL;
}

static gboolean
sounds_the_same (const PtRtEvent *a, const PtRtEvent *b)
{
  return a->gain_left == b->gain_left && a->gain_right == b->gain_right && a->choke == b->choke
         && a->gain_envelope == PT_RT_NO_ENVELOPE && b->gain_envelope == PT_RT_NO_ENVELOPE
         && a->fade_envelope == PT_RT_NO_ENVELOPE && b->fade_envelope == PT_RT_NO_ENVELOPE;
}

static void
add_span (Maker *maker, Part *part)
{
  PtRenderPlan *plan = maker->plan;
  PtRtEvent event = part->event;
  guint ramp = ramp_frames (plan);
  PtRtEvent *previous;

  event.start_frame = bar_frame (plan, part->start_bar);
  event.end_frame = bar_frame (plan, part->end_bar);
  event.anchor_frame = event.start_frame;
  event.anchor_phase = part->start_bar; /* see set_phases() */
  event.fade_out_frames = ramp;
  previous = find_previous_span (maker, &event);

  if (previous != NULL && sounds_the_same (previous, &event))
    {
      previous->end_frame = event.end_frame;
      return;
    }
  if (previous != NULL)
    {
      /* The same audio in the same phase at another gain: the old one goes down on a
       * straight line while this one comes up, which together is a short glide. */
      event.anchor_frame = previous->anchor_frame;
      event.anchor_phase = previous->anchor_phase;
      event.fade_in_frames = ramp;
      previous->end_frame += ramp;
    }
  g_array_append_val (maker->spans, plan->events->len);
  g_array_append_val (plan->events, event);
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *x = a, *y = b;

  return x->start_bar < y->start_bar ? -1 : x->start_bar > y->start_bar;
}

static gboolean
add_section (Maker *maker, PtSection *section, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));

  maker->section_fade = add_section_fade (maker->plan, section, maker->section_bar);
  maker->section_frame = bar_frame (maker->plan, maker->section_bar);
  for (guint i = 0; i < pt_section_get_n_layers (section); i++)
    {
      Part part;

      if (make_part (maker, section, pt_section_get_layer (section, i), &part))
        g_array_append_val (parts, part);
    }

  /* A loop may go on from a layer that stands further down in the list. */
  g_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);

      maker->plan->lanes |= G_GUINT64_CONSTANT (1) << part->event.lane;
      if (part->event.flags & PT_RT_EVENT_LOOP)
        add_span (maker, part);
      else if (!add_hits (maker, part, error))
        return FALSE;
    }
  maker->section_bar += pt_section_get_bars (section);

  return TRUE;
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
          event->fade_out_frames = ramp_frames (self);
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

static void
finish_plan (PtRenderPlan *self, gboolean live)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      const PtRenderSource *source = g_ptr_array_index (self->sources, i);

      g_array_append_val (self->rt_sources, source->rt);
      if (!g_ptr_array_find_with_equal_func (self->paths, source->path, g_str_equal, NULL))
        g_ptr_array_add (self->paths, source->path);
    }
  g_ptr_array_add (self->paths, NULL);

  self->rt.n_frames = bar_frame (self, self->bars);
  set_phases (self);
  if (!live)
    cut_at_end (self);
  /* Stable: what begins together is summed in the order of the sections' layers. */
  g_array_sort (self->events, compare_events);
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
                 "The arrangement has no bars; add a section");
  else if (self->bars > PT_ARRANGEMENT_MAX_BARS)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 "The arrangement has %" G_GINT64_FORMAT " bars; at most %d can be rendered",
                 self->bars, PT_ARRANGEMENT_MAX_BARS);
  else if (self->sample_rate < PT_RENDER_MIN_RATE || self->sample_rate > PT_RENDER_MAX_RATE)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 "A sample rate of %u Hz cannot be rendered; choose one from %d to %d Hz",
                 self->sample_rate, PT_RENDER_MIN_RATE, PT_RENDER_MAX_RATE);
  else if (bpm < PT_TEMPO_MIN_BPM || bpm > PT_TEMPO_MAX_BPM)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                 "A tempo of %g bpm cannot be rendered; choose one from %g to %g bpm",
                 bpm, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_events (Maker *maker, GError **error)
{
  g_autofree char *names = NULL;

  if (maker->plan->events->len > 0)
    return TRUE;

  if (maker->silent->len > 0)
    {
      g_ptr_array_add (maker->silent, NULL);
      names = g_strjoinv (", ", (char **) maker->silent->pdata);
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                   "Nothing would be heard: the palette has no sample for %s", names);
    }
  else
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                   "Nothing would be heard: the arrangement has no layers that sound");
    }

  return FALSE;
}

static gboolean
add_sections (Maker *maker, GError **error)
{
  for (PtRole role = 0; role < PT_N_ROLES; role++)
    maker->any_solo |= pt_mixer_channel_get_solo (pt_arrangement_get_channel (maker->arrangement, role));

  for (guint i = 0; i < pt_arrangement_get_n_sections (maker->arrangement); i++)
    if (!add_section (maker, pt_arrangement_get_section (maker->arrangement, i), error))
      return FALSE;

  return check_events (maker, error);
}

PtRenderPlan *
pt_render_plan_new (PtArrangement *arrangement, PtSampleLoader *loader, const PtRenderPlanOptions *options, GPtrArray *notices, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtRenderPlan) self = NULL;
  g_autoptr (GHashTable) chokes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) silent = g_ptr_array_new ();
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (guint));
  guint threads;
  Maker maker;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), NULL);
  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  self = plan_alloc (arrangement, options);
  if (!check_plan (self, error))
    return NULL;

  maker = (Maker){
    .plan = self,
    .arrangement = arrangement,
    .options = options,
    .notices = notices,
    .chokes = chokes,
    .silent = silent,
    .spans = spans,
  };
  threads = options->threads > 0 ? options->threads : g_get_num_processors ();
  if (!add_sections (&maker, error)
      || !pt_render_sources_load (self->sources, loader, self->tempo, self->sample_rate, threads, cancellable, error))
    return NULL;
  finish_plan (self, options->live);

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
