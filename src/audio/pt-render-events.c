/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-plan-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-render-source.h"
#include "core/pt-util.h"

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

static gboolean
has_number (gpointer name, gpointer number, gpointer wanted)
{
  return number == wanted;
}

/* From the name, so that the same group has the same number in the next plan and a hit of
 * that one ends what still rings of this. */
static guint16
choke_number (Maker *maker, const char *group)
{
  gpointer known;
  guint hash, number;

  if (group == NULL)
    return 0;
  known = g_hash_table_lookup (maker->chokes, group);
  if (known != NULL)
    return GPOINTER_TO_UINT (known);

  hash = g_str_hash (group);
  number = (hash ^ hash >> 16) & 0xffff;
  /* Of two names with one number the later takes the next. Nobody has 65535 groups; who
   * has shares. */
  while (number == 0
         || (g_hash_table_size (maker->chokes) < G_MAXUINT16
             && g_hash_table_find (maker->chokes, has_number, GUINT_TO_POINTER (number)) != NULL))
    number = (number + 1) & 0xffff;
  g_hash_table_insert (maker->chokes, g_strdup (group), GUINT_TO_POINTER (number));

  return number;
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
  if (maker->options->gain > 0)
    gain *= maker->options->gain;

  part->event.gain_envelope = PT_RT_NO_ENVELOPE;
  if (start == end)
    {
      gain *= start;
    }
  else
    {
      PtRtPoint points[2] = { { _pt_render_plan_bar_frame (maker->plan, part->start_bar), start },
                              { _pt_render_plan_bar_frame (maker->plan, part->end_bar), end } };

      part->event.gain_envelope = _pt_render_plan_add_envelope (maker->plan, points, 2);
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
                   _ ("The arrangement has more than %u hits; render it in parts"), PT_RENDER_MAX_EVENTS);
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
  guint ramp = _pt_render_plan_ramp_frames (plan);
  PtRtEvent *previous;

  event.start_frame = _pt_render_plan_bar_frame (plan, part->start_bar);
  event.end_frame = _pt_render_plan_bar_frame (plan, part->end_bar);
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

  maker->section_fade = _pt_render_plan_add_section_fade (maker->plan, section, maker->section_bar);
  maker->section_frame = _pt_render_plan_bar_frame (maker->plan, maker->section_bar);
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
                   _ ("Nothing would be heard: the palette has no sample for %s"), names);
    }
  else
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                   _ ("Nothing would be heard: the arrangement has no layers that sound"));
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

gboolean
_pt_render_plan_add_events (PtRenderPlan *self, PtArrangement *arrangement, const PtRenderPlanOptions *options, GPtrArray *notices, GError **error)
{
  g_autoptr (GHashTable) chokes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) silent = g_ptr_array_new ();
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (guint));
  Maker maker = {
    .plan = self,
    .arrangement = arrangement,
    .options = options,
    .notices = notices,
    .chokes = chokes,
    .silent = silent,
    .spans = spans,
  };

  return add_sections (&maker, error);
}
