/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "audio/rt/pt-rt-mixer.h"
#include "pt-test-audio.h"

#define RATE 48000
#define CAPACITY PT_RT_VOICE_SLOTS

/* A plan that can be added to. */
typedef struct
{
  GArray *events;
  GArray *sources;
  GArray *envelopes;
  GPtrArray *memory;
  PtRtPlan plan;
} Piece;

static Piece *
piece_new (void)
{
  Piece *piece = g_new0 (Piece, 1);

  piece->events = g_array_new (FALSE, TRUE, sizeof (PtRtEvent));
  piece->sources = g_array_new (FALSE, TRUE, sizeof (PtRtSource));
  piece->envelopes = g_array_new (FALSE, TRUE, sizeof (PtRtEnvelope));
  piece->memory = g_ptr_array_new_with_free_func (g_free);

  return piece;
}

static void
piece_free (Piece *piece)
{
  g_array_unref (piece->events);
  g_array_unref (piece->sources);
  g_array_unref (piece->envelopes);
  g_ptr_array_unref (piece->memory);
  g_free (piece);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Piece, piece_free)

/* Takes @frames. */
static guint
piece_add_source (Piece *piece, float *frames, guint64 n_frames)
{
  PtRtSource source = { .frames = frames, .n_frames = n_frames, .period_frames = n_frames, .period_den = 1 };

  g_ptr_array_add (piece->memory, frames);
  g_array_append_val (piece->sources, source);

  return piece->sources->len - 1;
}

static guint
piece_add_line (Piece *piece, guint64 from, float value, guint64 to, float value_to)
{
  PtRtPoint *points = g_new (PtRtPoint, 2);
  PtRtEnvelope envelope = { points, 2 };

  points[0] = (PtRtPoint){ from, value };
  points[1] = (PtRtPoint){ to, value_to };
  g_ptr_array_add (piece->memory, points);
  g_array_append_val (piece->envelopes, envelope);

  return piece->envelopes->len - 1;
}

static PtRtEvent *
piece_add (Piece *piece, guint source, guint64 start)
{
  PtRtEvent event = {
    .start_frame = start,
    .anchor_frame = start,
    .end_frame = PT_RT_RING_OUT,
    .source = source,
    .gain_envelope = PT_RT_NO_ENVELOPE,
    .fade_envelope = PT_RT_NO_ENVELOPE,
    .gain_left = 1,
    .gain_right = 1,
  };

  g_array_append_val (piece->events, event);

  return &g_array_index (piece->events, PtRtEvent, piece->events->len - 1);
}

static gint
compare_events (gconstpointer a, gconstpointer b)
{
  const PtRtEvent *x = a, *y = b;

  return x->start_frame < y->start_frame ? -1 : x->start_frame > y->start_frame;
}

static const PtRtPlan *
piece_plan (Piece *piece)
{
  g_array_sort (piece->events, compare_events);
  piece->plan = (PtRtPlan){
    .events = (PtRtEvent *) (gpointer) piece->events->data,
    .n_events = piece->events->len,
    .sources = (PtRtSource *) (gpointer) piece->sources->data,
    .n_sources = piece->sources->len,
    .envelopes = (PtRtEnvelope *) (gpointer) piece->envelopes->data,
    .n_envelopes = piece->envelopes->len,
  };

  return &piece->plan;
}

/* Goes on with @mixer; every block is at most @block frames (0: random lengths). */
static float *
mix_on (PtRtMixer *mixer, guint frames, guint block)
{
  g_autofree PtRtSegment *segments = g_new (PtRtSegment, CAPACITY);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  float *out = g_new0 (float, 2 * frames);
  guint done = 0;

  while (done < frames)
    {
      guint n = MIN (frames - done, block > 0 ? block : (guint) g_rand_int_range (random, 1, 700));
      guint n_segments;

      n = pt_rt_mixer_schedule (mixer, n, segments, CAPACITY, &n_segments);
      g_assert_cmpuint (n, >, 0);
      pt_rt_segments_mix (segments, n_segments, G_MAXUINT64, out + 2 * done);
      done += n;
    }

  return out;
}

static float *
mix (const PtRtPlan *plan, guint64 from, PtRtChase chase, guint frames, guint block, guint64 *n_stolen)
{
  g_autofree PtRtMixer *mixer = g_new (PtRtMixer, 1);
  float *out;

  pt_rt_mixer_init (mixer, RATE, NULL, NULL);
  pt_rt_mixer_play (mixer, plan, from, chase);
  out = mix_on (mixer, frames, block);
  if (n_stolen != NULL)
    *n_stolen = mixer->n_stolen;

  return out;
}

static void
assert_same (const float *a, const float *b, guint frames)
{
  for (guint i = 0; i < 2 * frames; i++)
    if (a[i] != b[i])
      g_error ("frame %u: %.9g is not %.9g", i / 2, a[i], b[i]);
}

static void
assert_near (const float *a, const float *b, guint frames, float tolerance)
{
  for (guint i = 0; i < 2 * frames; i++)
    if (!(fabsf (a[i] - b[i]) <= tolerance))
      g_error ("frame %u: %.9g is not %.9g", i / 2, a[i], b[i]);
}

static void
test_exact_onset (void)
{
  g_autoptr (Piece) piece = piece_new ();
  g_autofree float *audio = pt_test_noise (1, 1, 300, 2);
  g_autofree float *out = NULL;
  guint source = piece_add_source (piece, g_memdup2 (audio, 600 * sizeof (float)), 300);

  piece_add (piece, source, 1001)->gain_right = 0.5f;
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 2000, 64, NULL);

  for (guint i = 0; i < 2000; i++)
    {
      gboolean inside = i >= 1001 && i < 1301;

      g_assert_cmpfloat (out[2 * i], ==, inside ? audio[2 * (i - 1001)] : 0);
      g_assert_cmpfloat (out[2 * i + 1], ==, inside ? audio[2 * (i - 1001) + 1] * 0.5f : 0);
    }
}

/* Two voices at the same place add up, and the sum may exceed full scale here. */
static void
test_sum (void)
{
  g_autoptr (Piece) piece = piece_new ();
  float *audio = pt_test_sine (100, 1, 480, 2, RATE);
  guint source = piece_add_source (piece, audio, 480);
  g_autofree float *out = NULL;

  piece_add (piece, source, 0);
  piece_add (piece, source, 0);
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 480, 100, NULL);
  for (guint i = 0; i < 960; i++)
    g_assert_cmpfloat (out[i], ==, 2 * audio[i]);
}

/* What the mixer should do, frame by frame and in double precision. */
static void
reference_add (const PtRtPlan *plan, const PtRtEvent *event, double *out, guint frames)
{
  const PtRtSource *source = &plan->sources[event->source];
  const guint envelopes[] = { event->gain_envelope, event->fade_envelope };
  guint64 end = MIN (event->end_frame, event->anchor_frame + source->n_frames);

  for (guint64 f = event->start_frame; f < MIN (end, frames); f++)
    {
      double gain = 1;

      for (guint e = 0; e < 2; e++)
        if (envelopes[e] != PT_RT_NO_ENVELOPE)
          {
            const PtRtPoint *p = plan->envelopes[envelopes[e]].points;
            double t = CLAMP (((double) f - p[0].frame) / (double) (p[1].frame - p[0].frame), 0, 1);

            gain *= p[0].value + t * (p[1].value - p[0].value);
          }
      if (f - event->start_frame < event->fade_in_frames)
        gain *= (double) (f - event->start_frame) / event->fade_in_frames;
      if (end - f <= event->fade_out_frames)
        gain *= (double) (end - f) / event->fade_out_frames;
      out[2 * f] += gain * event->gain_left * source->frames[2 * (f - event->anchor_frame)];
      out[2 * f + 1] += gain * event->gain_right * source->frames[2 * (f - event->anchor_frame) + 1];
    }
}

static Piece *
random_piece (guint32 seed, guint frames)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  Piece *piece = piece_new ();

  for (guint i = 0; i < 5; i++)
    {
      guint n = g_rand_int_range (random, 1, 6000);

      piece_add_source (piece, pt_test_noise (seed + i, 0.5, n, 2), n);
      n = g_rand_int_range (random, 0, frames);
      piece_add_line (piece, n, g_rand_double (random), n + g_rand_int_range (random, 1, frames), g_rand_double (random));
    }
  for (guint i = 0; i < 150; i++)
    {
      PtRtEvent *event = piece_add (piece, g_rand_int_range (random, 0, 5), g_rand_int_range (random, 0, frames));

      event->gain_left = g_rand_double (random);
      event->gain_right = g_rand_double (random);
      event->fade_in_frames = g_rand_boolean (random) ? g_rand_int_range (random, 0, 100) : 0;
      event->fade_out_frames = g_rand_boolean (random) ? g_rand_int_range (random, 0, 100) : 0;
      event->gain_envelope = g_rand_boolean (random) ? (guint) g_rand_int_range (random, 0, 5) : PT_RT_NO_ENVELOPE;
      event->fade_envelope = g_rand_boolean (random) ? (guint) g_rand_int_range (random, 0, 5) : PT_RT_NO_ENVELOPE;
      if (g_rand_boolean (random))
        event->end_frame = event->start_frame + g_rand_int_range (random, 1, 5000);
    }

  return piece;
}

static void
test_against_reference (void)
{
  const guint frames = 30000;

  for (guint32 seed = 1; seed <= 10; seed++)
    {
      g_autoptr (Piece) piece = random_piece (seed, frames);
      const PtRtPlan *plan = piece_plan (piece);
      g_autofree double *expected = g_new0 (double, 2 * frames);
      g_autofree float *out = mix (plan, 0, PT_RT_CHASE_NONE, frames, 1875, NULL);

      for (guint i = 0; i < plan->n_events; i++)
        reference_add (plan, &plan->events[i], expected, frames);
      for (guint i = 0; i < 2 * frames; i++)
        g_assert_cmpfloat (fabs (out[i] - expected[i]), <, 1e-5);
    }
}

static void
test_blocks_do_not_matter (void)
{
  static const guint blocks[] = { 1, 7, 64, 511, 4096, 0 };
  const guint frames = 20000;

  for (guint32 seed = 20; seed <= 24; seed++)
    {
      g_autoptr (Piece) piece = random_piece (seed, frames);
      const PtRtPlan *plan = piece_plan (piece);
      g_autofree float *expected = NULL;

      for (guint i = 0; i < plan->n_events; i++)
        ((PtRtEvent *) (gpointer) piece->events->data)[i].choke = i % 3 == 0 ? 1 + i % 2 : 0;
      expected = mix (plan, 0, PT_RT_CHASE_NONE, frames, frames, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (blocks); i++)
        {
          g_autofree float *out = mix (plan, 0, PT_RT_CHASE_NONE, frames, blocks[i], NULL);

          assert_same (out, expected, frames);
        }
    }
}

/* --- loops --- */

/* One bar at 130 bpm is 88615.38... frames: 1 152 000 / 13. */
static PtRtEvent *
add_bar_loop (Piece *piece, guint64 frames, guint64 period, guint64 rem, guint64 den, guint tail)
{
  float *audio = pt_test_noise (3, 0.5, frames + 1, 2);
  guint source = piece_add_source (piece, audio, frames);
  PtRtSource *s = &g_array_index (piece->sources, PtRtSource, source);
  float *tails[2] = { g_new (float, 2 * tail), g_new (float, 2 * tail) };
  PtRtEvent *event = piece_add (piece, source, 0);

  s->period_frames = period;
  s->period_rem = rem;
  s->period_den = den;
  s->tail_frames = tail;
  s->tail_short = tails[0];
  s->tail_long = tails[1];
  /* Marked, so that the test sees which one was played. */
  for (guint i = 0; i < 2 * tail; i++)
    {
      tails[0][i] = 10 + i / 2;
      tails[1][i] = 1000 + i / 2;
    }
  g_ptr_array_add (piece->memory, tails[0]);
  g_ptr_array_add (piece->memory, tails[1]);
  event->flags = PT_RT_EVENT_LOOP;
  event->anchor_phase = den / 2;

  return event;
}

static void
test_loop_exact_passes (void)
{
  const guint64 n = 1000, period = 999, rem = 8, den = 13, tail = 16;
  const guint frames = 60000;
  g_autoptr (Piece) piece = piece_new ();
  const float *audio;
  g_autofree float *out = NULL;
  guint64 pass = 0, start = 0;
  gboolean shorter = FALSE;

  add_bar_loop (piece, n, period, rem, den, tail)->end_frame = frames;
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, frames, 777, NULL);
  audio = piece->plan.sources[0].frames;

  while (start < frames - 2000)
    {
      /* The nearest whole frame, halves up. */
      guint64 next = (2 * (pass + 1) * (period * den + rem) + den) / (2 * den);
      guint64 length = next - start;

      g_assert_true (length == n || length == n - 1);
      shorter |= length == n - 1;
      for (guint64 i = 0; i < length; i++)
        {
          float expected = audio[2 * i];

          if (length == n - 1 && i >= length - tail)
            expected = 10 + (i - (length - tail));
          g_assert_cmpfloat (out[2 * (start + i)], ==, expected);
        }
      start = next;
      pass++;
    }
  g_assert_true (shorter);
}

static void
test_loop_long_pass (void)
{
  g_autoptr (Piece) piece = piece_new ();
  g_autofree float *out = NULL;

  /* 1000.25 frames a pass from audio of 1000: every fourth is one longer. */
  add_bar_loop (piece, 1000, 1000, 1, 4, 8)->anchor_phase = 2;
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 5000, 64, NULL);
  g_assert_cmpfloat (out[2 * 992], !=, 1000);
  /* pass 1 from 1000 to 2001 */
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat (out[2 * (1993 + i)], ==, 1000 + i);
  g_assert_cmpfloat (out[2 * 2001], ==, piece->plan.sources[0].frames[0]);
}

static void
test_loop_intro (void)
{
  g_autoptr (Piece) piece = piece_new ();
  float *audio = pt_test_noise (3, 0.5, 500, 2);
  float *tail = pt_test_noise (4, 0.5, 30, 2);
  guint source = piece_add_source (piece, audio, 500);
  PtRtSource *s = &g_array_index (piece->sources, PtRtSource, source);
  PtRtEvent *event = piece_add (piece, source, 10);
  g_autofree float *out = NULL;

  g_ptr_array_add (piece->memory, tail);
  event->flags = PT_RT_EVENT_LOOP;
  s->intro_frames = 100;
  s->period_frames = 400;
  s->tail_exact = tail;
  s->tail_frames = 30;
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 3000, 64, NULL);
  for (guint i = 0; i < 2990; i++)
    {
      guint position = i < 500 ? i : 100 + (i - 100) % 400;

      g_assert_cmpfloat (out[2 * (i + 10)], ==, position < 470 ? audio[2 * position] : tail[2 * (position - 470)]);
    }
}

/* A loop whose span begins later keeps the phase of its anchor. */
static void
test_loop_phase (void)
{
  const guint frames = 40000;
  g_autoptr (Piece) whole = piece_new ();
  g_autoptr (Piece) parts = piece_new ();
  g_autofree float *expected = NULL;
  g_autofree float *out = NULL;
  PtRtEvent second;

  add_bar_loop (whole, 1000, 999, 8, 13, 16);
  add_bar_loop (parts, 1000, 999, 8, 13, 16)->end_frame = 17321;
  second = g_array_index (parts->events, PtRtEvent, 0);
  second.start_frame = 17321;
  second.end_frame = frames;
  g_array_append_val (parts->events, second);

  expected = mix (piece_plan (whole), 0, PT_RT_CHASE_NONE, frames, 512, NULL);
  out = mix (piece_plan (parts), 0, PT_RT_CHASE_NONE, frames, 512, NULL);
  assert_same (out, expected, frames);
}

/* --- chokes, thefts --- */

static void
test_choke (void)
{
  const guint choke_frames = RATE / 500;
  g_autoptr (Piece) piece = piece_new ();
  float *audio = g_new (float, 20000);
  guint source = piece_add_source (piece, audio, 10000);
  g_autofree float *out = NULL;

  for (guint i = 0; i < 20000; i++)
    audio[i] = 0.5;
  piece_add (piece, source, 0)->choke = 7;
  piece_add (piece, source, 0); /* of no group: rings on */
  piece_add (piece, source, 5000)->choke = 7;
  g_array_index (piece->events, PtRtEvent, 2).gain_left = 0;
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 10000, 300, NULL);

  g_assert_cmpfloat (out[2 * 4999], ==, 1.0);
  for (guint i = 0; i < choke_frames; i++)
    g_assert_cmpfloat (fabs (out[2 * (5000 + i)] - (0.5 + 0.5 * (1 - (double) i / choke_frames))), <, 1e-6);
  g_assert_cmpfloat (out[2 * (5000 + choke_frames)], ==, 0.5);
}

static void
test_choke_at_once (void)
{
  g_autoptr (Piece) piece = piece_new ();
  float *audio = pt_test_noise (1, 1, 1000, 2);
  guint source = piece_add_source (piece, audio, 1000);
  g_autofree float *out = NULL;

  piece_add (piece, source, 100)->choke = 1;
  piece_add (piece, source, 100)->choke = 1;
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 500, 64, NULL);
  for (guint i = 0; i < 400; i++)
    g_assert_cmpfloat (out[2 * (100 + i)], ==, audio[2 * i]);
}

/* 400 voices at once: 256 stay, the first ones go, the same whatever the blocks. */
static void
test_stealing (void)
{
  const guint frames = 12000;
  g_autoptr (Piece) piece = piece_new ();
  guint source = piece_add_source (piece, pt_test_noise (1, 0.01, 50000, 2), 50000);
  guint loop = piece_add_source (piece, pt_test_noise (2, 0.01, 500, 2), 500);
  g_autofree PtRtMixer *mixer = g_new (PtRtMixer, 1);
  g_autofree float *out = NULL;
  g_autofree float *again = NULL;
  guint64 n_stolen;
  gboolean loop_lives = FALSE;

  piece_add (piece, loop, 0)->flags = PT_RT_EVENT_LOOP;
  for (guint i = 0; i < 399; i++)
    piece_add (piece, source, 1 + 20 * i);
  pt_rt_mixer_init (mixer, RATE, NULL, NULL);
  pt_rt_mixer_play (mixer, piece_plan (piece), 0, PT_RT_CHASE_NONE);
  out = mix_on (mixer, frames, 512);

  g_assert_cmpuint (mixer->n_stolen, ==, 400 - PT_RT_MAX_VOICES);
  g_assert_cmpuint (mixer->n_voices, ==, PT_RT_MAX_VOICES);
  for (guint i = 0; i < mixer->n_voices; i++)
    loop_lives |= mixer->voices[i].source == &piece->plan.sources[loop];
  g_assert_true (loop_lives);
  again = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, frames, 61, &n_stolen);
  g_assert_cmpuint (n_stolen, ==, 400 - PT_RT_MAX_VOICES);
  assert_same (again, out, frames);
}

/* More at one frame than there are slots: no crash, and it goes on. */
static void
test_flood (void)
{
  g_autoptr (Piece) piece = piece_new ();
  guint source = piece_add_source (piece, pt_test_noise (1, 0.01, 5000, 2), 5000);
  g_autofree float *out = NULL;
  guint64 n_stolen;

  for (guint i = 0; i < 2000; i++)
    piece_add (piece, source, 100);
  piece_add (piece, source, 7000);
  out = mix (piece_plan (piece), 0, PT_RT_CHASE_NONE, 13000, 512, &n_stolen);
  g_assert_cmpuint (n_stolen, >=, 2000 - PT_RT_VOICE_SLOTS);
  g_assert_cmpfloat (out[2 * 7000], ==, piece->plan.sources[0].frames[0]);
  g_assert_cmpfloat (out[2 * 12500], ==, 0);
}

/* --- joining in the middle --- */

static void
test_chase_exact (void)
{
  const guint frames = 30000;

  for (guint64 from = 1; from < frames; from += 2999)
    {
      g_autoptr (Piece) piece = random_piece (40, frames);
      const PtRtPlan *plan = piece_plan (piece);
      g_autofree float *expected = NULL;
      g_autofree float *out = NULL;

      for (guint i = 0; i < plan->n_events; i++)
        ((PtRtEvent *) (gpointer) piece->events->data)[i].choke = i % 4 == 0;
      expected = mix (plan, 0, PT_RT_CHASE_NONE, frames, 512, NULL);
      out = mix (plan, from, PT_RT_CHASE_EXACT, frames - from, 512, NULL);
      assert_same (out, expected + 2 * from, frames - from);
    }
}

static void
test_chase_ramps (void)
{
  const guint frames = 30000, from = 12345, ramp = RATE / 200;
  g_autoptr (Piece) piece = random_piece (41, frames);
  const PtRtPlan *plan = piece_plan (piece);
  g_autofree float *expected = mix (plan, 0, PT_RT_CHASE_NONE, frames, 512, NULL);
  g_autofree float *out = mix (plan, from, PT_RT_CHASE_ALL, frames - from, 512, NULL);

  g_assert_cmpfloat (out[0], ==, 0);
  assert_near (out + 2 * ramp, expected + 2 * (from + ramp), frames - from - ramp, 1e-6f);
}

static guint n_ended;

static void
count_ended (void *user_data, const PtRtPlan *plan, uint64_t token)
{
  g_assert_true (plan == user_data);
  if (plan == NULL)
    g_assert_cmpuint (token, ==, 42);
  n_ended++;
}

static void
test_release (void)
{
  g_autoptr (Piece) piece = piece_new ();
  guint source = piece_add_source (piece, pt_test_noise (1, 1, 5000, 2), 5000);
  g_autofree PtRtMixer *mixer = g_new (PtRtMixer, 1);
  g_autofree float *before = NULL;
  g_autofree float *after = NULL;
  PtRtEvent ahead = { .start_frame = 4000, .anchor_frame = 4000, .end_frame = 4200, .gain_left = 1, .gain_right = 1 };

  piece_add (piece, source, 0);
  n_ended = 0;
  pt_rt_mixer_init (mixer, RATE, count_ended, (gpointer) piece_plan (piece));
  pt_rt_mixer_play (mixer, &piece->plan, 0, PT_RT_CHASE_NONE);
  before = mix_on (mixer, 1000, 100);
  pt_rt_mixer_release_plans (mixer, TRUE, 100);
  pt_rt_mixer_release_plans (mixer, FALSE, 100);
  after = mix_on (mixer, 1000, 50);
  g_assert_cmpfloat (after[0], ==, piece->plan.sources[0].frames[2 * 1000]);
  g_assert_cmpfloat (after[2 * 99], !=, 0);
  g_assert_cmpfloat (after[2 * 100], ==, 0);
  g_assert_cmpuint (n_ended, ==, 1);
  g_assert_cmpuint (mixer->n_voices, ==, 0);

  /* By hand: one that is ahead when released never sounds. */
  mixer->user_data = NULL;
  pt_rt_mixer_start (mixer, &ahead, &piece->plan.sources[0], 42);
  pt_rt_mixer_release_token (mixer, 42, 100);
  g_free (g_steal_pointer (&after));
  after = mix_on (mixer, 3000, 50);
  for (guint i = 0; i < 6000; i++)
    g_assert_cmpfloat (after[i], ==, 0);
  g_assert_cmpuint (n_ended, ==, 2);
  /* One that is over already ends at once. */
  pt_rt_mixer_start (mixer, &ahead, &piece->plan.sources[0], 42);
  g_assert_cmpuint (n_ended, ==, 3);
}

static void
test_peak (void)
{
  g_autofree float *noise = pt_test_noise (9, 0.9, 1000, 2);

  for (guint n = 1; n < 200; n += 7)
    {
      float expected = 0;

      for (guint i = 0; i < n; i++)
        expected = MAX (expected, fabsf (noise[i]));
      g_assert_cmpfloat (pt_rt_peak (noise, n), ==, expected);
    }
  noise[77] = NAN;
  g_assert_true (isnan (pt_rt_peak (noise, 2000)));
  g_assert_cmpfloat (pt_rt_peak (noise, 0), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/rt-mixer/exact-onset", test_exact_onset);
  g_test_add_func ("/audio/rt-mixer/sum", test_sum);
  g_test_add_func ("/audio/rt-mixer/against-reference", test_against_reference);
  g_test_add_func ("/audio/rt-mixer/blocks-do-not-matter", test_blocks_do_not_matter);
  g_test_add_func ("/audio/rt-mixer/loop-exact-passes", test_loop_exact_passes);
  g_test_add_func ("/audio/rt-mixer/loop-long-pass", test_loop_long_pass);
  g_test_add_func ("/audio/rt-mixer/loop-intro", test_loop_intro);
  g_test_add_func ("/audio/rt-mixer/loop-phase", test_loop_phase);
  g_test_add_func ("/audio/rt-mixer/choke", test_choke);
  g_test_add_func ("/audio/rt-mixer/choke-at-once", test_choke_at_once);
  g_test_add_func ("/audio/rt-mixer/stealing", test_stealing);
  g_test_add_func ("/audio/rt-mixer/flood", test_flood);
  g_test_add_func ("/audio/rt-mixer/chase-exact", test_chase_exact);
  g_test_add_func ("/audio/rt-mixer/chase-ramps", test_chase_ramps);
  g_test_add_func ("/audio/rt-mixer/release", test_release);
  g_test_add_func ("/audio/rt-mixer/peak", test_peak);

  return g_test_run ();
}
