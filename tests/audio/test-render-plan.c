/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <sndfile.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-render-plan.h"
#include "audio/pt-render-source.h"
#include "core/pt-json.h"
#include "pt-test-audio.h"

#define RATE 48000

typedef struct
{
  char *folder;
  PtSampleLoader *loader;
  GPtrArray *notices;
} Fixture;

static void
write_noise (Fixture *fixture, const char *name, guint64 frames)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree float *samples = pt_test_noise (1, 0.5, frames, 2);

  pt_test_write_audio (path, samples, frames, 2, RATE, SF_FORMAT_WAV | SF_FORMAT_FLOAT);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = pt_test_make_folder ();
  fixture->loader = pt_sample_loader_new_with_cache (NULL);
  fixture->notices = g_ptr_array_new_with_free_func (g_free);
  write_noise (fixture, "kick.wav", 5000);
  write_noise (fixture, "long.wav", 2 * RATE);
  write_noise (fixture, "drone.wav", 100003);
  write_noise (fixture, "bar 120bpm.wav", 96000);
  write_noise (fixture, "bar 130bpm.wav", 88615);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pt_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_object_unref (fixture->loader);
  g_ptr_array_unref (fixture->notices);
}

/* Single quotes stand for double ones. */
static PtArrangement *
parse (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (JsonNode) node = pt_json_parse (json, -1, "test", &error);
  PtArrangement *arrangement;

  g_assert_no_error (error);
  arrangement = pt_arrangement_new_from_json (node, fixture->folder, &error);
  g_assert_no_error (error);

  return arrangement;
}

static PtRenderPlan *
try_plan (Fixture *fixture, const char *text, gboolean live, GError **error)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, text);
  const PtRenderPlanOptions options = { .sample_rate = RATE, .live = live, .threads = 2 };

  return pt_render_plan_new (arrangement, fixture->loader, &options, fixture->notices, NULL, error);
}

static PtRenderPlan *
make_plan (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  PtRenderPlan *plan = try_plan (fixture, text, FALSE, &error);

  g_assert_no_error (error);

  return plan;
}

static void
test_hits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 130, 'palette': {'kick': 'kick.wav'}, 'sections': ["
                                             " {'name': 'a', 'bars': 3, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [0, 0.333333, 2.5]}]},"
                                             " {'name': 'b', 'bars': 2, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [3.75], 'start_bar': 1}]}]}");
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);
  const PtTempo tempo = pt_tempo_from_bpm (130);

  g_assert_cmpuint (pt_render_plan_get_bars (plan), ==, 5);
  g_assert_cmpuint (pt_render_plan_get_frames (plan), ==, pt_bars_to_frame (5, tempo, RATE));
  g_assert_cmpuint (rt->n_frames, ==, pt_bars_to_frame (5, tempo, RATE));
  g_assert_true (rt->owner == plan);
  g_assert_cmpuint (rt->n_events, ==, 10);
  for (guint bar = 0; bar < 3; bar++)
    {
      g_assert_cmpuint (rt->events[3 * bar].start_frame, ==, pt_bars_to_frame (bar, tempo, RATE));
      g_assert_cmpuint (rt->events[3 * bar + 1].start_frame, ==, pt_beats_to_frame (pt_beats_new (12 * bar + 1, 3), tempo, RATE));
      g_assert_cmpuint (rt->events[3 * bar + 2].start_frame, ==, pt_beats_to_frame (pt_beats_new (8 * bar + 5, 2), tempo, RATE));
    }
  g_assert_cmpuint (rt->events[9].start_frame, ==, pt_beats_to_frame (pt_beats_new (4 * 79, 16), tempo, RATE));
  g_assert_cmpuint (pt_render_plan_get_lanes (plan), ==, 1 << PT_ROLE_KICK);
  g_assert_cmpuint (fixture->notices->len, ==, 0);
}

#define LOOP_SECTION(bars, more) "{'name': 's', 'bars': " bars ", 'layers': [{'role': 'texture', 'type': 'loop'" more "}]}"

/* The same loop in three sections is one voice; with a gap or another gain it is not, and
 * keeps its phase only where there is no gap. */
static void
test_loops_go_on (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 120, 'palette': {'texture': 'bar 120bpm.wav'}, 'sections': [" LOOP_SECTION ("1", "") "," LOOP_SECTION ("2", "") "," LOOP_SECTION ("1", ", 'gain': 0.5") "," LOOP_SECTION ("2", ", 'start_bar': 1") "," LOOP_SECTION ("1", ", 'pan': 0.5") "]}");
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);
  const guint64 bar = 96000;

  g_assert_cmpuint (rt->n_events, ==, 4);
  /* sections 1 and 2 */
  g_assert_cmpuint (rt->events[0].start_frame, ==, 0);
  g_assert_cmpuint (rt->events[0].end_frame, ==, 3 * bar + 240);
  g_assert_cmpuint (rt->events[0].fade_out_frames, ==, 240);
  g_assert_cmpuint (rt->events[0].fade_in_frames, ==, 0);
  /* 3: quieter, glides over */
  g_assert_cmpuint (rt->events[1].start_frame, ==, 3 * bar);
  g_assert_cmpuint (rt->events[1].anchor_frame, ==, 0);
  g_assert_cmpuint (rt->events[1].fade_in_frames, ==, 240);
  g_assert_cmpuint (rt->events[1].end_frame, ==, 4 * bar);
  /* 4: a bar later, from its beginning */
  g_assert_cmpuint (rt->events[2].start_frame, ==, 5 * bar);
  g_assert_cmpuint (rt->events[2].anchor_frame, ==, 5 * bar);
  g_assert_cmpuint (rt->events[2].fade_in_frames, ==, 0);
  /* 5: elsewhere, but in phase */
  g_assert_cmpuint (rt->events[3].start_frame, ==, 6 * bar);
  g_assert_cmpuint (rt->events[3].anchor_frame, ==, 5 * bar);
  g_assert_cmpuint (rt->events[3].end_frame, ==, 7 * bar);
}

/* Layers of one section, written in the wrong order, still join. */
static void
test_loops_go_on_in_section (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 120, 'palette': {'texture': 'bar 120bpm.wav'}, 'sections': ["
                                             "{'name': 's', 'bars': 4, 'layers': [{'role': 'texture', 'type': 'loop', 'start_bar': 2},"
                                             "{'role': 'texture', 'type': 'loop', 'end_bar': 2}]}]}");

  g_assert_cmpuint (pt_render_plan_get_rt (plan)->n_events, ==, 1);
}

/* The period is exact, whatever the rounded length of the audio. */
static void
test_exact_period (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 130, 'palette': {'texture': 'bar 130bpm.wav'}, 'sections': [" LOOP_SECTION ("1", ", 'start_bar': 0, 'mute': true") "," LOOP_SECTION ("5", "") "]}");
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);
  const PtRtSource *source = &rt->sources[0];
  const PtRtEvent *event = &rt->events[0];

  g_assert_cmpuint (rt->n_events, ==, 1);
  g_assert_cmpuint (source->n_frames, ==, 88615);
  /* 1 152 000 / 13 = 88615 5/13 */
  g_assert_cmpuint (source->period_frames, ==, 88615);
  g_assert_cmpuint (source->period_rem, ==, 5);
  g_assert_cmpuint (source->period_den, ==, 13);
  g_assert_nonnull (source->tail_long);
  for (guint pass = 0; pass < 5; pass++)
    g_assert_cmpuint (event->anchor_frame + pass * source->period_frames + (event->anchor_phase + pass * source->period_rem) / source->period_den,
                      ==, pt_bars_to_frame (pass + 1, pt_tempo_from_bpm (130), RATE));
}

/* At tempi that divide nothing, over many bars, from any bar. */
static void
test_exact_period_everywhere (Fixture *fixture, gconstpointer data)
{
  static const double tempi[] = { 90.001, 127.999999, 133.37, 140, 399.999, 20.000001 };
  static const guint rates[] = { 8000, 44100, 192000 };

  for (guint t = 0; t < G_N_ELEMENTS (tempi); t++)
    for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
      {
        PtTempo tempo = pt_tempo_from_bpm (tempi[t]);
        guint64 frames = pt_bars_to_frame (1, tempo, rates[r]);
        float *samples = pt_audio_buffer_alloc (frames, 2);
        PtRenderSource source = { .loop = TRUE, .buffer = pt_audio_buffer_new_take (samples, frames, 2, rates[r]) };
        guint64 divisor;

        pt_render_source_prepare (&source, tempo, rates[r]);
        divisor = tempo / source.rt.period_den;
        for (guint64 first = 0; first < 50; first += 7)
          {
            guint64 numerator = first * 240 * rates[r] * 1000000;
            guint64 phase = (2 * (numerator % tempo) + tempo) % (2 * tempo) / (2 * divisor);

            for (guint64 pass = 0; pass < 3000; pass += 1 + pass / 10)
              g_assert_cmpuint (pt_bars_to_frame (first, tempo, rates[r]) + pass * source.rt.period_frames
                                    + (phase + pass * source.rt.period_rem) / source.rt.period_den,
                                ==, pt_bars_to_frame (first + pass, tempo, rates[r]));
          }
        pt_audio_buffer_unref (source.buffer);
        g_free (source.tails);
      }
}

/* Between the passes the signal does not jump: a sine that fits the loop. */
static void
test_slip_is_smooth (Fixture *fixture, gconstpointer data)
{
  const guint64 n = 88615;
  const double cycles = 900; /* near 487 Hz */
  float *samples = pt_audio_buffer_alloc (n, 2);
  PtRenderSource source = { .loop = TRUE };
  const float *tails[2];
  double step = 2 * G_PI * cycles / n;

  for (guint64 i = 0; i < 2 * n; i++)
    samples[i] = sin (step * (i / 2));
  source.buffer = pt_audio_buffer_new_take (samples, n, 2, RATE);
  pt_render_source_prepare (&source, pt_tempo_from_bpm (130), RATE);
  tails[0] = source.rt.tail_short;
  tails[1] = source.rt.tail_long;
  for (guint k = 0; k < 2; k++)
    {
      guint length = source.rt.tail_frames;
      guint64 begin = (k == 0 ? n - 1 : n + 1) - length;
      double before = samples[2 * (begin - 1)];

      for (guint i = 0; i <= length; i++)
        {
          double now = i < length ? tails[k][2 * i] : samples[0];

          g_assert_cmpfloat (fabs (now - before), <, step * 1.02);
          before = now;
        }
    }
  pt_audio_buffer_unref (source.buffer);
  g_free (source.tails);
}

static void
test_drone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture, "{'bpm': 120, 'palette': {'texture': 'drone.wav'}, 'sections': [" LOOP_SECTION ("8", "") "]}");
  const PtRtSource *source = &pt_render_plan_get_rt (plan)->sources[0];

  /* Not a whole number of beats: it repeats with a crossfade. */
  if (source->n_frames == 100003)
    {
      g_assert_cmpuint (source->intro_frames, ==, source->tail_frames);
      g_assert_cmpuint (source->period_frames, ==, 100003 - source->tail_frames);
      g_assert_nonnull (source->tail_exact);
    }
  else
    {
      g_test_message ("the loader found a tempo in noise");
    }
}

static double
envelope_at (const PtRtPlan *rt, guint index, guint64 frame)
{
  const PtRtEnvelope *envelope = &rt->envelopes[index];
  const PtRtPoint *points = envelope->points;

  if (frame <= points[0].frame)
    return points[0].value;
  for (guint i = 0; i + 1 < envelope->n_points; i++)
    if (frame < points[i + 1].frame)
      return points[i].value + (points[i + 1].value - points[i].value) * (double) (frame - points[i].frame) / (points[i + 1].frame - points[i].frame);

  return points[envelope->n_points - 1].value;
}

static void
test_envelopes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 120, 'palette': {'kick': 'kick.wav'}, 'sections': ["
                                             "{'name': 's', 'bars': 8, 'fade_in': 2.5, 'fade_out': 1, 'layers': ["
                                             "{'role': 'kick', 'type': 'oneshot', 'gain': 0.25, 'gain_end': 1, 'start_bar': 2, 'end_bar': 6}]},"
                                             "{'name': 't', 'bars': 4, 'fade_in': 4, 'fade_out': 4, 'layers': ["
                                             "{'role': 'kick', 'type': 'oneshot'}]}]}");
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);
  const PtRtEvent *first = &rt->events[0];
  const PtRtEvent *last = &rt->events[rt->n_events - 1];
  const double bar = 96000;

  g_assert_cmpfloat_with_epsilon (first->gain_left, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->gain_envelope, 2 * bar), 0.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->gain_envelope, 4 * bar), 0.625, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->gain_envelope, 9 * bar), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->fade_envelope, 1.25 * bar), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->fade_envelope, 4 * bar), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->fade_envelope, 7.5 * bar), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, first->fade_envelope, 9 * bar), 0, 1e-6);
  /* They cross in the middle, at one half. */
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, last->fade_envelope, 9 * bar), 0.25, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, last->fade_envelope, 10 * bar), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, last->fade_envelope, 11.5 * bar), 0.125, 1e-6);
}

static void
test_long_line (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 20, 'palette': {'kick': 'kick.wav'}, 'sections': ["
                                             "{'name': 's', 'bars': 1000, 'layers': ["
                                             "{'role': 'kick', 'type': 'oneshot', 'gain': 0, 'gain_end': 1}]}]}");
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);
  const PtRtEnvelope *envelope = &rt->envelopes[0];

  g_assert_cmpuint (envelope->n_points, >, 30);
  for (guint i = 0; i + 1 < envelope->n_points; i++)
    g_assert_cmpuint (envelope->points[i + 1].frame - envelope->points[i].frame, <=, 1 << 24);
  g_assert_cmpfloat_with_epsilon (envelope_at (rt, 0, rt->n_frames / 3), 1.0 / 3, 1e-6);
}

static void
test_gains (Fixture *fixture, gconstpointer data)
{
  const char *text = "{'bpm': 120, 'palette': {'palette': {'kick': {'path': 'kick.wav', 'gain': 0.5, 'pan': -0.25}}},"
                     "'channels': {'kick': {'gain_db': 6.0205999, 'pan': 0.5}, 'clap': {'mute': true}},"
                     "'sections': [{'name': 's', 'bars': 1, 'layers': ["
                     "{'role': 'kick', 'type': 'oneshot', 'gain': 0.8, 'pan': 0.25},"
                     "{'role': 'perc', 'type': 'oneshot', 'gain': 0.5, 'pan': 1, 'sample': 'kick.wav'},"
                     "{'role': 'clap', 'type': 'oneshot', 'sample': 'kick.wav'}]}]}";
  g_autoptr (PtRenderPlan) plan = make_plan (fixture, text);
  g_autoptr (PtRenderPlan) live = try_plan (fixture, text, TRUE, NULL);
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);
  double angle = 1.5 * G_PI_4;

  g_assert_cmpuint (rt->n_events, ==, 2);
  g_assert_cmpuint (rt->n_sources, ==, 1);
  g_assert_cmpfloat_with_epsilon (rt->events[0].gain_left, 0.8 * G_SQRT2 * cos (angle), 1e-6);
  g_assert_cmpfloat_with_epsilon (rt->events[0].gain_right, 0.8 * G_SQRT2 * sin (angle), 1e-6);
  g_assert_cmpfloat (rt->events[1].gain_left, ==, 0);
  g_assert_cmpfloat_with_epsilon (rt->events[1].gain_right, 0.5 * G_SQRT2, 1e-6);

  /* Live, channels are the engine's lanes. */
  rt = pt_render_plan_get_rt (live);
  g_assert_cmpuint (rt->n_events, ==, 3);
  g_assert_cmpfloat (rt->events[0].gain_left, ==, 0.4f);
  g_assert_cmpuint (rt->events[2].lane, ==, PT_ROLE_CLAP);
}

static void
test_solo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 120, 'palette': {'kick': 'kick.wav', 'perc': 'kick.wav'},"
                                             "'channels': {'perc': {'solo': true}},"
                                             "'sections': [{'name': 's', 'bars': 1, 'layers': ["
                                             "{'role': 'kick', 'type': 'oneshot'}, {'role': 'perc', 'type': 'oneshot'}]}]}");

  g_assert_cmpuint (pt_render_plan_get_lanes (plan), ==, 1 << PT_ROLE_PERC);
}

/* The file lasts its bars and not longer; live, tails ring out. */
static void
test_end (Fixture *fixture, gconstpointer data)
{
  const char *text = "{'bpm': 120, 'palette': {'kick': 'long.wav'}, 'sections': [{'name': 's', 'bars': 2, 'layers': ["
                     "{'role': 'kick', 'type': 'oneshot', 'beats': [0, 3]}]}]}";
  g_autoptr (PtRenderPlan) plan = make_plan (fixture, text);
  g_autoptr (PtRenderPlan) live = try_plan (fixture, text, TRUE, NULL);
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);

  g_assert_cmpuint (rt->events[2].end_frame, ==, PT_RT_RING_OUT);
  g_assert_cmpuint (rt->events[3].end_frame, ==, 192000);
  g_assert_cmpuint (rt->events[3].fade_out_frames, ==, 240);
  g_assert_cmpuint (pt_render_plan_get_rt (live)->events[3].end_frame, ==, PT_RT_RING_OUT);
}

static void
test_chokes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 120, 'palette': {'hihat': 'kick.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': ["
                                             "{'role': 'hihat', 'type': 'oneshot', 'beats': [0], 'choke': 'hats'},"
                                             "{'role': 'hihat', 'type': 'oneshot', 'beats': [1], 'choke': 'other'},"
                                             "{'role': 'hihat', 'type': 'oneshot', 'beats': [2], 'choke': 'hats'},"
                                             "{'role': 'hihat', 'type': 'oneshot', 'beats': [3]}]}]}");
  const PtRtEvent *events = pt_render_plan_get_rt (plan)->events;
  guint hats;

  hats = events[0].choke;
  g_assert_cmpuint (hats, !=, 0);
  g_assert_cmpuint (events[1].choke, !=, 0);
  g_assert_cmpuint (events[0].choke, ==, events[2].choke);
  g_assert_cmpuint (events[0].choke, !=, events[1].choke);
  g_assert_cmpuint (events[3].choke, ==, 0);

  /* The next plan means the same by it. */
  g_clear_pointer (&plan, pt_render_plan_unref);
  plan = make_plan (fixture,
                    "{'bpm': 120, 'palette': {'hihat': 'kick.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': ["
                    "{'role': 'hihat', 'type': 'oneshot', 'beats': [1], 'choke': 'other'},"
                    "{'role': 'hihat', 'type': 'oneshot', 'beats': [2], 'choke': 'hats'}]}]}");
  g_assert_cmpuint (pt_render_plan_get_rt (plan)->events[1].choke, ==, hats);
}

/* The seek index never leaves out an event that still sounds. */
static void
test_seek_index (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 127, 'palette': {'kick': 'long.wav', 'texture': 'drone.wav'}, 'sections': ["
                                             "{'name': 's', 'bars': 6, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [0, 1.5, 3]}]},"
                                             "{'name': 't', 'bars': 6, 'layers': [{'role': 'kick', 'type': 'oneshot', 'beats': [2]}, {'role': 'texture', 'type': 'loop'}]}]}");
  const PtRtPlan *rt = pt_render_plan_get_rt (plan);

  for (guint64 frame = 0; frame < rt->n_frames; frame += 997)
    {
      guint first = rt->first_sounding[frame >> PT_RT_INDEX_SHIFT];

      for (guint i = 0; i < rt->n_events; i++)
        {
          const PtRtEvent *event = &rt->events[i];
          guint64 end = event->flags & PT_RT_EVENT_LOOP ? event->end_frame : MIN (event->end_frame, event->start_frame + 2 * RATE);

          if (event->start_frame < frame && end > frame)
            g_assert_cmpuint (first, <=, i);
        }
    }
}

static PtRenderPlan *
make_round (Fixture *fixture, const char *text, double gain)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, text);
  const PtRenderPlanOptions options = { .sample_rate = RATE, .live = TRUE, .looping = TRUE, .gain = gain };
  g_autoptr (GError) error = NULL;
  PtRenderPlan *plan = pt_render_plan_new (arrangement, fixture->loader, &options, fixture->notices, NULL, &error);

  g_assert_no_error (error);

  return plan;
}

/* Loops whose passes fill a plan that goes round go on over its seam; others end there. */
static void
test_goes_round (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sample;
    const char *sections;
    guint first, last; /* events */
    gboolean goes_on;
  } cases[] = {
    { "bar 120bpm.wav", LOOP_SECTION ("3", ""), 0, 0, TRUE },
    { "bar 120bpm.wav", LOOP_SECTION ("1", "") ",{'name': 'gap', 'bars': 1, 'layers': []}," LOOP_SECTION ("2", ""), 0, 1, TRUE },
    { "bar 120bpm.wav", LOOP_SECTION ("2", "") "," LOOP_SECTION ("2", ", 'gain': 0.5"), 0, 1, FALSE },
    { "bar 120bpm.wav", LOOP_SECTION ("2", ", 'gain_end': 0.5"), 0, 0, FALSE },
    { "bar 120bpm.wav", "{'name': 'gap', 'bars': 1, 'layers': []}," LOOP_SECTION ("2", ""), 0, 0, FALSE },
    { "bar 120bpm.wav", LOOP_SECTION ("2", "") ",{'name': 'gap', 'bars': 1, 'layers': []}", 0, 0, FALSE },
    { "bar 130bpm.wav", LOOP_SECTION ("5", ""), 0, 0, TRUE },
    { "drone.wav", LOOP_SECTION ("2", ""), 0, 0, FALSE },
  };
  static const double tempos[] = { 120, 130, 133.37, 97.001 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tempos); j++)
      {
        g_autofree char *text = g_strdup_printf ("{'bpm': %g, 'palette': {'texture': '%s'}, 'sections': [%s]}", tempos[j],
                                                 cases[i].sample, cases[i].sections);
        g_autoptr (PtRenderPlan) plan = make_round (fixture, text, 0);
        const PtRtPlan *rt = pt_render_plan_get_rt (plan);
        const PtRtEvent *first = &rt->events[cases[i].first], *last = &rt->events[cases[i].last];

        g_assert_true (rt->loops && pt_render_plan_get_looping (plan));
        g_assert_cmpint (!!(first->flags & PT_RT_EVENT_TAKES_OVER), ==, cases[i].goes_on);
        g_assert_cmpint (!!(last->flags & PT_RT_EVENT_GOES_ON), ==, cases[i].goes_on);
        if (cases[i].goes_on)
          g_assert_cmpuint (last->end_frame, ==, PT_RT_RING_OUT);
        else
          g_assert_cmpuint (last->end_frame, <=, rt->n_frames);
      }
}

static void
test_plan_gain (Fixture *fixture, gconstpointer data)
{
  const char *text = "{'palette': {'palette': {'kick': {'path': 'kick.wav', 'gain': 0.5, 'pan': 0.25}}}, 'sections': ["
                     " {'name': 'a', 'bars': 1, 'layers': [{'role': 'kick', 'type': 'oneshot', 'gain': 0.5}]}]}";
  g_autoptr (PtRenderPlan) plain = make_round (fixture, text, 0);
  g_autoptr (PtRenderPlan) one = make_round (fixture, text, 1);
  g_autoptr (PtRenderPlan) quiet = make_round (fixture, text, 0.3);
  const PtRtEvent *event = &pt_render_plan_get_rt (plain)->events[0];

  g_assert_cmpfloat (pt_render_plan_get_rt (one)->events[0].gain_left, ==, event->gain_left);
  g_assert_cmpfloat_with_epsilon (pt_render_plan_get_rt (quiet)->events[0].gain_left, 0.3 * event->gain_left, 1e-7);
  g_assert_cmpfloat_with_epsilon (pt_render_plan_get_rt (quiet)->events[0].gain_right, 0.3 * event->gain_right, 1e-7);
}

static void
test_missing_role (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtRenderPlan) plan = make_plan (fixture,
                                             "{'bpm': 120, 'palette': {'kick': 'kick.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': ["
                                             "{'role': 'kick', 'type': 'oneshot'}, {'role': 'clap', 'type': 'oneshot'}]},"
                                             "{'name': 't', 'bars': 1, 'layers': [{'role': 'clap', 'type': 'oneshot'}]}]}");

  g_assert_nonnull (plan);
  g_assert_cmpuint (fixture->notices->len, ==, 1);
  g_assert_cmpstr (fixture->notices->pdata[0], ==, "No sample for clap; its layers are silent");
}

static void
assert_refused (Fixture *fixture, const char *text, GQuark domain, int code, const char *says)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (try_plan (fixture, text, FALSE, &error));
  g_assert_error (error, domain, code);
  if (strstr (error->message, says) == NULL)
    g_error ("“%s” is not in: %s", says, error->message);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) empty = pt_arrangement_new ();
  const PtRenderPlanOptions plain = { 0 };
  const PtRenderPlanOptions slow = { .sample_rate = 4000 };
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_render_plan_new (empty, fixture->loader, &plain, NULL, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "no bars"));
  g_clear_error (&error);
  pt_arrangement_add_section (empty, pt_section_new ("s", 1));
  g_assert_null (pt_render_plan_new (empty, fixture->loader, &slow, NULL, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "4000 Hz"));

  assert_refused (fixture, "{'bpm': 120, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'clap', 'type': 'oneshot'}, {'role': 'perc', 'type': 'oneshot'}]}]}",
                  PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID, "no sample for clap, perc");
  assert_refused (fixture, "{'bpm': 120, 'palette': {'clap': 'kick.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'clap', 'type': 'oneshot', 'mute': true}]}]}",
                  PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID, "no layers that sound");
  assert_refused (fixture, "{'bpm': 120, 'palette': {'clap': 'gone.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': [{'role': 'clap', 'type': 'oneshot'}]}]}",
                  PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "gone.wav");
}

/* Of two bad samples the first is named, whichever thread met it first. */
static void
test_first_error (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    assert_refused (fixture,
                    "{'bpm': 120, 'palette': {'kick': 'a.wav', 'clap': 'b.wav'}, 'sections': [{'name': 's', 'bars': 1, 'layers': ["
                    "{'role': 'kick', 'type': 'oneshot'}, {'role': 'clap', 'type': 'oneshot'}]}]}",
                    PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, "The sample of kick: ");
}

static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PtArrangement) arrangement = parse (fixture, "{'bpm': 120, 'palette': {'kick': 'kick.wav'}, 'sections': [" LOOP_SECTION ("1", "") "]}");
  g_autoptr (GError) error = NULL;
  const PtRenderPlanOptions options = { .sample_rate = RATE };
  PtBeats beats[64];

  for (guint i = 0; i < 64; i++)
    beats[i] = pt_beats_new (i, 16);
  for (guint i = 0; i < 3; i++)
    {
      PtSection *section = pt_section_new ("s", 4096);

      for (guint k = 0; k < 6; k++)
        {
          PtLayer *layer = pt_layer_new (PT_ROLE_KICK, PT_LAYER_ONE_SHOT, 1);

          pt_layer_set_beats (layer, beats, 64);
          pt_section_add_layer (section, layer);
        }
      pt_arrangement_add_section (arrangement, section);
    }
  g_assert_null (pt_render_plan_new (arrangement, fixture->loader, &options, NULL, NULL, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "hits"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/audio/render-plan/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hits", test_hits);
  ADD ("loops-go-on", test_loops_go_on);
  ADD ("loops-go-on-in-section", test_loops_go_on_in_section);
  ADD ("exact-period", test_exact_period);
  ADD ("exact-period-everywhere", test_exact_period_everywhere);
  ADD ("slip-is-smooth", test_slip_is_smooth);
  ADD ("drone", test_drone);
  ADD ("envelopes", test_envelopes);
  ADD ("long-line", test_long_line);
  ADD ("gains", test_gains);
  ADD ("solo", test_solo);
  ADD ("end", test_end);
  ADD ("chokes", test_chokes);
  ADD ("seek-index", test_seek_index);
  ADD ("goes-round", test_goes_round);
  ADD ("plan-gain", test_plan_gain);
  ADD ("missing-role", test_missing_role);
  ADD ("refusals", test_refusals);
  ADD ("first-error", test_first_error);
  ADD ("too-many", test_too_many);

  return g_test_run ();
}
