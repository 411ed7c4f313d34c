/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "audio/rt/pt-rt-engine.h"
#include "audio/rt/pt-rt-mixer.h"
#include "pt-test-audio.h"

#define RATE 48000
#define RAMP (RATE / 200)

/* --- the trap: while it is armed, nothing may allocate or lock --- */

G_GNUC_UNUSED static gint trapped; /* how often somebody did */
static __thread gboolean armed;

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && defined(__GLIBC__)
#  define HAVE_TRAP 1

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);
void __libc_free (void *memory);

static void
spring (void)
{
  if (armed)
    g_atomic_int_inc (&trapped);
}

void *
malloc (size_t size)
{
  spring ();
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  spring ();
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  spring ();
  return __libc_realloc (memory, size);
}

void
free (void *memory)
{
  spring ();
  __libc_free (memory);
}

int
pthread_mutex_lock (pthread_mutex_t *mutex)
{
  static int (*next) (pthread_mutex_t *);

  spring ();
  if (next == NULL)
    *(void **) &next = dlsym (RTLD_NEXT, "pthread_mutex_lock");

  return next (mutex);
}
#endif

/* --- a small song --- */

typedef struct
{
  float *hit;
  float *loop;
  PtRtSource sources[2];
  PtRtEvent events[40];
  PtRtPlan plan;
} Song;

/* Noise hits every 1000 frames, and a loop of 700 below. */
static Song *
song_new (guint n_hits, float loop_gain)
{
  Song *song = g_new0 (Song, 1);
  PtRtEvent event = {
    .end_frame = PT_RT_RING_OUT,
    .gain_envelope = PT_RT_NO_ENVELOPE,
    .fade_envelope = PT_RT_NO_ENVELOPE,
    .gain_left = 0.25f,
    .gain_right = 0.25f,
  };

  song->hit = pt_test_noise (1, 0.5, 1500, 2);
  song->loop = pt_test_noise (2, 0.5, 700, 2);
  song->sources[0] = (PtRtSource){ .frames = song->hit, .n_frames = 1500, .period_frames = 1500, .period_den = 1 };
  song->sources[1] = (PtRtSource){ .frames = song->loop, .n_frames = 700, .period_frames = 700, .period_den = 1 };
  song->plan = (PtRtPlan){ .events = song->events, .sources = song->sources, .n_sources = 2, .n_frames = n_hits * 1000, .owner = song };
  if (loop_gain > 0)
    {
      event.flags = PT_RT_EVENT_LOOP;
      event.source = 1;
      event.lane = 3;
      event.gain_left = event.gain_right = loop_gain;
      event.end_frame = n_hits * 1000;
      song->events[song->plan.n_events++] = event;
      event.gain_left = event.gain_right = 0.25f;
    }
  event.flags = 0;
  event.source = 0;
  event.lane = 1;
  event.end_frame = PT_RT_RING_OUT;
  for (guint i = 0; i < n_hits; i++)
    {
      event.start_frame = event.anchor_frame = i * 1000;
      song->events[song->plan.n_events++] = event;
    }

  return song;
}

/* One that goes round; with a multiple of 7 hits its loop fits. */
static Song *
song_new_round (guint n_hits, float loop_gain)
{
  Song *song = song_new (n_hits, loop_gain);

  song->plan.loops = true;
  if (loop_gain > 0 && n_hits % 7 == 0)
    {
      song->events[0].flags |= PT_RT_EVENT_GOES_ON | PT_RT_EVENT_TAKES_OVER;
      song->events[0].end_frame = PT_RT_RING_OUT;
    }

  return song;
}

static void
song_free (Song *song)
{
  g_free (song->hit);
  g_free (song->loop);
  g_free (song);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Song, song_free)

/* What the mixer alone makes of it. */
static float *
song_mix (Song *song, guint64 from, PtRtChase chase, guint frames)
{
  g_autofree PtRtMixer *mixer = g_new (PtRtMixer, 1);
  g_autofree PtRtSegment *segments = g_new (PtRtSegment, PT_RT_VOICE_SLOTS);
  float *out = g_new0 (float, 2 * frames);

  pt_rt_mixer_init (mixer, RATE, NULL, NULL);
  pt_rt_mixer_play (mixer, &song->plan, from, chase);
  for (guint done = 0; done < frames;)
    {
      guint n_segments;
      guint n = pt_rt_mixer_schedule (mixer, MIN (64, frames - done), segments, PT_RT_VOICE_SLOTS, &n_segments);

      pt_rt_segments_mix (segments, n_segments, G_MAXUINT64, out + 2 * done);
      done += n;
    }

  return out;
}

static PtRtEngine *
engine_new (void)
{
  return pt_rt_engine_init (g_aligned_alloc (1, pt_rt_engine_get_size (), 64), RATE);
}

static void
engine_free (PtRtEngine *engine)
{
  g_aligned_free (engine);
}

static float *
render (PtRtEngine *engine, guint frames, guint block)
{
  float *out = g_new (float, 2 * frames);

  for (guint done = 0; done < frames; done += block)
    {
      armed = TRUE;
      pt_rt_engine_render (engine, out + 2 * done, MIN (block, frames - done));
      armed = FALSE;
    }

  return out;
}

static void
skip (PtRtEngine *engine, guint frames)
{
  g_free (render (engine, frames, 256));
}

static void
send (PtRtEngine *engine, PtRtCommand command)
{
  g_assert_true (pt_rt_engine_send (engine, &command));
}

static void
send_plan (PtRtEngine *engine, const PtRtPlan *plan)
{
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .plan = plan });
}

static void
send_kind (PtRtEngine *engine, PtRtCommandKind kind)
{
  send (engine, (PtRtCommand){ .kind = kind });
}

static guint
count_reports (PtRtEngine *engine, PtRtReportKind kind, PtRtReport *last)
{
  PtRtReport report = { 0 };
  guint n = 0;

  while (pt_rt_engine_receive (engine, &report))
    if (report.kind == kind)
      {
        n++;
        if (last != NULL)
          *last = report;
      }

  return n;
}

static void
assert_near (const float *a, const float *b, guint frames)
{
  for (guint i = 0; i < 2 * frames; i++)
    if (!(fabsf (a[i] - b[i]) <= 1e-5f))
      g_error ("frame %u: %.9g is not %.9g", i / 2, a[i], b[i]);
}

/* --- tests --- */

static void
test_plays (void)
{
  g_autoptr (Song) song = song_new (8, 0.2f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (song, 0, PT_RT_CHASE_NONE, 10000);
  g_autofree float *out = NULL;
  PtRtStatus status;
  PtRtReport report = { 0 };

  send_plan (engine, &song->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  out = render (engine, 10000, 137);
  assert_near (out + 2 * latency, expected, 10000 - latency);

  pt_rt_engine_get_status (engine, &status);
  g_assert_cmpuint (status.engine_frame, ==, 10000);
  g_assert_cmpuint (status.song_frame, ==, 8000);
  g_assert_false (status.playing);
  g_assert_cmpuint (status.n_voices, ==, 0);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_SONG_ENDED, &report), ==, 1);
  g_assert_cmpuint (report.engine_frame, ==, 8000);
  engine_free (engine);
}

static void
test_stop_and_go_on (void)
{
  g_autoptr (Song) song = song_new (8, 0.2f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *first = NULL;
  g_autofree float *silence = NULL;
  g_autofree float *rest = NULL;
  g_autofree float *expected = song_mix (song, 3333, PT_RT_CHASE_ALL, 3000);
  PtRtStatus status;

  send_plan (engine, &song->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_STOP, .when = PT_RT_WHEN_SONG, .at_frame = 3333 });
  first = render (engine, 3333 + RAMP + latency, 64);
  silence = render (engine, 1000, 64);
  for (guint i = 0; i < 2000; i++)
    g_assert_cmpfloat (silence[i], ==, 0);
  pt_rt_engine_get_status (engine, &status);
  g_assert_false (status.playing);
  g_assert_cmpuint (status.song_frame, ==, 3333);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_STOPPED, NULL), ==, 1);

  send_kind (engine, PT_RT_COMMAND_PLAY);
  rest = render (engine, 3000, 64);
  assert_near (rest + 2 * latency, expected, 3000 - latency);
  engine_free (engine);
}

static void
test_seek (void)
{
  g_autoptr (Song) song = song_new (8, 0.2f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (song, 5500, PT_RT_CHASE_ALL, 2000);
  g_autofree float *out = NULL;
  PtRtStatus status;

  send_plan (engine, &song->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  skip (engine, 1000);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SEEK, .song_frame = 5500 });
  out = render (engine, 2000, 100);
  assert_near (out + 2 * (latency + RAMP), expected + 2 * RAMP, 2000 - latency - RAMP);
  pt_rt_engine_get_status (engine, &status);
  g_assert_true (status.playing);
  g_assert_cmpuint (status.song_frame, ==, 7500);
  engine_free (engine);
}

/* Three rounds are what a song of three times the length is. */
static void
test_goes_round (void)
{
  g_autoptr (Song) song = song_new_round (7, 0.2f);
  g_autoptr (Song) thrice = song_new (21, 0.2f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (thrice, 0, PT_RT_CHASE_NONE, 21000);
  g_autofree float *out = NULL;
  PtRtStatus status;

  send_plan (engine, &song->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  out = render (engine, 20500, 137);
  assert_near (out + 2 * latency, expected, 20500 - latency);
  pt_rt_engine_get_status (engine, &status);
  g_assert_true (status.playing);
  g_assert_cmpuint (status.lap_frame, ==, 14000);
  g_assert_cmpuint (status.song_frame, ==, 6500);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_SONG_ENDED, NULL), ==, 0);

  /* A seek beyond the end is one into a later round. */
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SEEK, .song_frame = 7000 + 500 });
  skip (engine, 100);
  pt_rt_engine_get_status (engine, &status);
  g_assert_cmpuint (status.song_frame, ==, 600);
  send_kind (engine, PT_RT_COMMAND_STOP);
  skip (engine, RAMP);
  pt_rt_engine_get_status (engine, &status);
  g_assert_cmpuint (status.n_voices, ==, 0);
  engine_free (engine);
}

/* What is due at the end of a round lands on it, and the same loop goes on over seam and
 * change alike. */
static void
test_swap_at_the_seam (void)
{
  g_autoptr (Song) one = song_new_round (7, 0.2f);
  g_autoptr (Song) two = song_new_round (14, 0.2f);
  g_autoptr (Song) other = song_new_round (7, 0);
  g_autoptr (Song) thrice = song_new (28, 0.2f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (thrice, 0, PT_RT_CHASE_NONE, 28000);
  g_autofree float *out = NULL;
  g_autofree float *tail = NULL;
  PtRtReport report = { 0 };

  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 14000, .song_frame = PT_RT_KEEP, .plan = &two->plan });
  /* In its second round it stands where the shorter one has been before. */
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 14000 + 9000, .song_frame = PT_RT_KEEP, .plan = &other->plan });
  out = render (engine, 22900, 137);
  assert_near (out + 2 * latency, expected, 22900 - latency);
  pt_rt_engine_receive (engine, &report);
  while (report.kind != PT_RT_REPORT_PLAN_SET || report.plan != &two->plan)
    g_assert_true (pt_rt_engine_receive (engine, &report));
  g_assert_cmpuint (report.engine_frame, ==, 14000);
  tail = render (engine, 200, 100);
  pt_rt_engine_receive (engine, &report);
  while (report.kind != PT_RT_REPORT_PLAN_SET || report.plan != &other->plan)
    g_assert_true (pt_rt_engine_receive (engine, &report));
  g_assert_cmpuint (report.engine_frame, ==, 23000);
  engine_free (engine);
}

/* Plans nobody can have heard neither sound nor pile up. */
static void
test_many_plans_on_one_frame (void)
{
  g_autoptr (Song) one = song_new (8, 0.2f);
  g_autoptr (Song) last = song_new (8, 0.2f);
  Song *between[100];
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (one, 0, PT_RT_CHASE_NONE, 8000);
  g_autofree float *out = NULL;
  PtRtCommand command = { .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 2350, .song_frame = PT_RT_KEEP };

  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    {
      between[i] = song_new (8, 0.3f);
      command.plan = &between[i]->plan;
      send (engine, command);
    }
  command.plan = &last->plan;
  send (engine, command);
  out = render (engine, 2560, 256);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_PLAN_RELEASED, NULL), ==, G_N_ELEMENTS (between));
  g_free (g_steal_pointer (&out));
  out = render (engine, 4000, 256);
  assert_near (out, expected + 2 * (2560 - latency), 4000);
  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    song_free (between[i]);
  engine_free (engine);
}

/* Other gains are heard at once in all that sounds, on a straight line. */
static void
test_exchange (void)
{
  g_autoptr (Song) one = song_new_round (7, 0.2f);
  g_autoptr (Song) two = song_new_round (7, 0.1f);
  g_autoptr (Song) longer = song_new_round (14, 0.1f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *before = NULL;
  g_autofree float *after = NULL;
  g_autofree float *out = NULL;

  for (guint i = 1; i < two->plan.n_events; i++)
    two->events[i].gain_left = 0.1f;
  before = song_mix (one, 0, PT_RT_CHASE_NONE, 7000);
  after = song_mix (two, 0, PT_RT_CHASE_NONE, 7000);
  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 3300, .song_frame = PT_RT_KEEP, .plan = &two->plan, .exchanges = true });
  out = render (engine, 7000, 137);
  for (guint i = 2 * 3300; i < 2 * (3300 + RAMP); i++)
    after[i] = before[i] + (after[i] - before[i]) * ((float) (i / 2 - 3300) / RAMP);
  memcpy (after, before, 2 * 3300 * sizeof (float));
  assert_near (out + 2 * latency, after, 7000 - latency);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_PLAN_RELEASED, NULL), ==, 1);

  /* Other events: as if nothing had been said. */
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .song_frame = PT_RT_KEEP, .plan = &longer->plan, .exchanges = true });
  skip (engine, 9000);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_PLAN_RELEASED, NULL), ==, 1);
  engine_free (engine);
}

/* The same loop in both plans: nothing is heard of the change. Hits that ring go on. */
static void
test_swap_is_seamless (void)
{
  g_autoptr (Song) one = song_new (8, 0.2f);
  g_autoptr (Song) two = song_new (8, 0.2f);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (one, 0, PT_RT_CHASE_NONE, 8000);
  g_autofree float *out = NULL;
  PtRtReport report = { 0 };

  memcpy (two->loop, one->loop, 2 * 700 * sizeof (float));
  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 4321, .plan = &two->plan, .song_frame = PT_RT_KEEP });
  out = render (engine, 5000, 200);
  assert_near (out + 2 * latency, expected, 5000 - latency);
  /* The hit of frame 4000 still rings: the old plan is still being read. */
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_PLAN_RELEASED, NULL), ==, 0);
  skip (engine, 1000);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_PLAN_RELEASED, &report), ==, 1);
  g_assert_true (report.plan == &one->plan);
  engine_free (engine);
}

static void
test_swap_loops_cross (void)
{
  g_autoptr (Song) one = song_new (8, 0.2f);
  g_autoptr (Song) two = song_new (8, 0);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *expected = song_mix (two, 0, PT_RT_CHASE_NONE, 8000);
  g_autofree float *out = NULL;

  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 2000, .plan = &two->plan, .song_frame = PT_RT_KEEP });
  out = render (engine, 5000, 200);
  assert_near (out + 2 * (latency + 2000 + RAMP), expected + 2 * (2000 + RAMP), 3000 - latency - RAMP);
  engine_free (engine);
}

/* A hit of the new plan ends the tail of the old one's, when they are of one group. */
static void
test_choke_over_plans (void)
{
  g_autoptr (Song) one = song_new (1, 0);
  g_autoptr (Song) two = song_new (2, 0);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  g_autofree float *out = NULL;

  one->plan.n_frames = two->plan.n_frames;
  one->events[0].choke = two->events[1].choke = 9;
  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_SONG, .at_frame = 500, .plan = &two->plan, .song_frame = PT_RT_KEEP });
  out = render (engine, 3000, 200);
  g_assert_cmpfloat (out[2 * (latency + 999)], ==, one->hit[2 * 999] * 0.25f);
  for (guint i = RATE / 500; i < 1500; i++)
    g_assert_cmpfloat (out[2 * (latency + 1000 + i)], ==, two->hit[2 * i] * 0.25f);
  engine_free (engine);
}

static void
test_voice_by_hand (void)
{
  g_autoptr (Song) song = song_new (1, 0);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  PtRtEvent event = song->events[0];
  g_autofree float *out = NULL;
  PtRtReport report = { 0 };

  event.start_frame = event.anchor_frame = 777;
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_START_VOICE, .event = event, .source = &song->sources[0], .token = 5 });
  out = render (engine, 4000, 512);
  for (guint i = 0; i < 777 + latency; i++)
    g_assert_cmpfloat (out[2 * i], ==, 0);
  for (guint i = 0; i < 1500; i++)
    g_assert_cmpfloat (out[2 * (777 + latency + i)], ==, song->hit[2 * i] * 0.25f);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_VOICE_ENDED, &report), ==, 1);
  g_assert_cmpuint (report.token, ==, 5);

  /* Stopped on the frame it is told. */
  event.start_frame = event.anchor_frame = 4000;
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_START_VOICE, .event = event, .source = &song->sources[0], .token = 6 });
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_STOP_VOICE, .when = PT_RT_WHEN_ENGINE, .at_frame = 4500, .token = 6 });
  g_free (g_steal_pointer (&out));
  out = render (engine, 1500, 512);
  g_assert_cmpfloat (out[2 * (latency + 500)], ==, song->hit[2 * 500] * 0.25f);
  g_assert_cmpfloat (out[2 * (latency + 500 + RAMP)], ==, 0);
  g_assert_cmpuint (count_reports (engine, PT_RT_REPORT_VOICE_ENDED, NULL), ==, 1);
  engine_free (engine);
}

static void
test_lanes (void)
{
  g_autoptr (Song) song = song_new (8, 0.2f);
  g_autoptr (Song) hits = song_new (8, 0);
  PtRtEngine *engine = engine_new ();
  guint latency = pt_rt_engine_get_latency (engine);
  const guint glide = RATE / 100 + 1;
  g_autofree float *expected = song_mix (hits, 0, PT_RT_CHASE_NONE, 8000);
  g_autofree float *out = NULL;
  PtRtLevels levels;

  send_plan (engine, &song->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  skip (engine, 1000);
  pt_rt_engine_read_levels (engine, 3, &levels);
  g_assert_cmpfloat (levels.peak[0], >, 0.09);
  g_assert_cmpfloat (levels.rms[1], >, 0);

  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_LANE, .lane = 3, .gain = 1, .mute = TRUE });
  out = render (engine, 2000, 100);
  assert_near (out + 2 * (latency + glide), expected + 2 * (1000 + glide), 2000 - latency - glide);
  pt_rt_engine_read_levels (engine, 3, &levels);
  skip (engine, 100);
  pt_rt_engine_read_levels (engine, 3, &levels);
  g_assert_cmpfloat (levels.peak[0], ==, 0);

  /* Alone, hard left, at half gain. */
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_LANE, .lane = 3, .gain = 0.5f, .pan = -1, .solo = TRUE });
  skip (engine, 1000);
  pt_rt_engine_read_levels (engine, 3, &levels);
  skip (engine, 1000);
  pt_rt_engine_read_levels (engine, 3, &levels);
  g_assert_cmpfloat (levels.peak[0], >, 0.06);
  g_assert_cmpfloat (levels.peak[1], <, 1e-6);
  pt_rt_engine_read_levels (engine, 1, &levels);
  skip (engine, 1000);
  pt_rt_engine_read_levels (engine, 1, &levels);
  g_assert_cmpfloat (levels.peak[0], ==, 0);
  engine_free (engine);
}

static void
test_master_and_limiter (void)
{
  g_autoptr (Song) song = song_new (8, 0.5f);
  PtRtEngine *engine = engine_new ();
  g_autofree float *out = NULL;
  PtRtLevels levels;

  send_plan (engine, &song->plan);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_MASTER, .gain = 20 });
  send_kind (engine, PT_RT_COMMAND_PLAY);
  out = render (engine, 8000, 100);
  g_assert_cmpfloat (pt_rt_peak (out, 16000), <=, 1);
  g_assert_cmpfloat (pt_rt_peak (out, 16000), >, 0.8);
  g_assert_cmpfloat (pt_rt_engine_read_reduction (engine), <, 0.7);
  g_assert_cmpfloat (pt_rt_engine_read_reduction (engine), ==, 1);
  pt_rt_engine_read_levels (engine, PT_RT_N_LANES, &levels);
  g_assert_cmpfloat (levels.peak[0], <=, 1);
  g_assert_cmpfloat (levels.peak[0], >, 0.5);
  engine_free (engine);
}

/* Everything that was lent comes back, also what never got to sound. */
static void
test_shut_down (void)
{
  g_autoptr (Song) one = song_new (8, 0.2f);
  g_autoptr (Song) two = song_new (8, 0.2f);
  g_autoptr (Song) three = song_new (8, 0.2f);
  PtRtEngine *engine = engine_new ();
  PtRtEvent event = one->events[1];
  guint n_plans = 0, n_voices = 0;
  PtRtReport report = { 0 };

  event.end_frame = PT_RT_RING_OUT;
  send_plan (engine, &one->plan);
  send_kind (engine, PT_RT_COMMAND_PLAY);
  skip (engine, 100);
  send_plan (engine, &two->plan);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_SET_PLAN, .when = PT_RT_WHEN_ENGINE, .at_frame = 1000000, .plan = &three->plan });
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_START_VOICE, .event = event, .source = &one->sources[0], .token = 1 });
  skip (engine, 100);
  send (engine, (PtRtCommand){ .kind = PT_RT_COMMAND_START_VOICE, .event = event, .source = &one->sources[0], .token = 2 });
  while (pt_rt_engine_receive (engine, &report))
    g_assert_cmpint (report.kind, ==, PT_RT_REPORT_PLAN_SET);

  pt_rt_engine_shut_down (engine);
  while (pt_rt_engine_receive (engine, &report))
    {
      n_plans += report.kind == PT_RT_REPORT_PLAN_RELEASED;
      n_voices += report.kind == PT_RT_REPORT_VOICE_ENDED;
    }
  g_assert_cmpuint (n_plans, ==, 3);
  g_assert_cmpuint (n_voices, ==, 2);
  engine_free (engine);
}

/* A main thread that never drains the reports: the engine goes on playing, takes no more
 * than it can answer, and loses nothing. */
static void
test_deaf_main_thread (void)
{
  g_autoptr (Song) song = song_new (1, 0);
  PtRtEngine *engine = engine_new ();
  PtRtEvent event = song->events[0];
  guint sent = 0, ended = 0;
  PtRtReport report = { 0 };

  event.end_frame = event.start_frame + 10;
  for (guint i = 0; i < 5000; i++)
    {
      PtRtCommand command = { .kind = PT_RT_COMMAND_START_VOICE, .event = event, .source = &song->sources[0], .token = i };

      sent += pt_rt_engine_send (engine, &command);
      skip (engine, 16);
    }
  g_assert_cmpuint (sent, >, 1000);
  g_assert_cmpuint (sent, <, 2000);
  while (pt_rt_engine_receive (engine, &report))
    {
      g_assert_cmpint (report.kind, ==, PT_RT_REPORT_VOICE_ENDED);
      g_assert_cmpuint (report.token, ==, ended);
      ended++;
    }
  pt_rt_engine_shut_down (engine);
  while (pt_rt_engine_receive (engine, &report))
    ended++;
  g_assert_cmpuint (ended, ==, sent);
  engine_free (engine);
}

/* --- two threads --- */

typedef struct
{
  PtRtEngine *engine;
  gint stop;
} Device;

static gpointer
device_thread (gpointer data)
{
  Device *device = data;
  float out[2 * 300];

  while (!g_atomic_int_get (&device->stop))
    {
      armed = TRUE;
      pt_rt_engine_render (device->engine, out, 300);
      armed = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (out); i++)
        g_assert_cmpfloat (fabsf (out[i]), <=, 1);
    }

  return NULL;
}

static void
send_anything (PtRtEngine *engine, GRand *random, Song **lent, guint *n_lent, guint64 *n_voices)
{
  PtRtCommand command = {
    .kind = g_rand_int_range (random, PT_RT_COMMAND_PLAY, PT_RT_COMMAND_SET_MASTER + 1),
    .when = g_rand_int_range (random, PT_RT_WHEN_NOW, PT_RT_WHEN_SONG + 1),
    .at_frame = g_rand_int_range (random, 0, 10000),
    .song_frame = g_rand_boolean (random) ? PT_RT_KEEP : (guint64) g_rand_int_range (random, 0, 9000),
    .gain = g_rand_double_range (random, 0, 2),
    .pan = g_rand_double_range (random, -1, 1),
    .lane = g_rand_int_range (random, 0, 5),
    .mute = g_rand_int_range (random, 0, 4) == 0,
    .solo = g_rand_int_range (random, 0, 8) == 0,
    .token = *n_voices,
    .source = &lent[0]->sources[0],
    .event = lent[0]->events[1],
  };

  if (command.kind == PT_RT_COMMAND_SEEK && command.song_frame == PT_RT_KEEP)
    command.song_frame = 0;
  if (command.kind == PT_RT_COMMAND_SET_PLAN)
    {
      Song *song;

      if (*n_lent == 12)
        return;
      song = (g_rand_boolean (random) ? song_new : song_new_round) (g_rand_int_range (random, 1, 15), 0.2f);
      command.plan = &song->plan;
      command.keeps_tails = g_rand_boolean (random);
      command.exchanges = g_rand_boolean (random);
      if (pt_rt_engine_send (engine, &command))
        ++*n_lent;
      else
        song_free (song);
      return;
    }
  if (pt_rt_engine_send (engine, &command) && command.kind == PT_RT_COMMAND_START_VOICE)
    (*n_voices)++;
}

static void
drain (PtRtEngine *engine, guint *n_lent, guint64 *n_ended)
{
  PtRtReport report = { 0 };

  while (pt_rt_engine_receive (engine, &report))
    if (report.kind == PT_RT_REPORT_PLAN_RELEASED)
      {
        song_free (report.plan->owner);
        --*n_lent;
      }
    else if (report.kind == PT_RT_REPORT_VOICE_ENDED)
      {
        ++*n_ended;
      }
}

/* Plans are freed the moment they come back: a sanitizer would see the engine read on. */
static void
test_stress (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (Song) always = song_new (8, 0.2f);
  Device device = { .engine = engine_new () };
  GThread *thread = g_thread_new ("device", device_thread, &device);
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
  guint n_lent = 0;
  guint64 n_voices = 0, n_ended = 0;
  PtRtStatus status;

  while (g_get_monotonic_time () < until)
    {
      PtRtLevels levels;

      send_anything (device.engine, random, &always, &n_lent, &n_voices);
      drain (device.engine, &n_lent, &n_ended);
      pt_rt_engine_get_status (device.engine, &status);
      g_assert_cmpuint (status.n_voices, <=, PT_RT_VOICE_SLOTS);
      pt_rt_engine_read_levels (device.engine, g_rand_int_range (random, 0, PT_RT_N_LANES + 1), &levels);
    }
  g_atomic_int_set (&device.stop, TRUE);
  g_thread_join (thread);
  drain (device.engine, &n_lent, &n_ended);
  pt_rt_engine_shut_down (device.engine);
  drain (device.engine, &n_lent, &n_ended);
  g_assert_cmpuint (n_lent, ==, 0);
  g_assert_cmpuint (n_ended, ==, n_voices);
  g_assert_cmpuint (n_voices, >, 0);
  engine_free (device.engine);
}

/* Last: all the rendering above ran with the trap armed. */
static void
test_never_allocates (void)
{
#ifdef HAVE_TRAP
  gint before = g_atomic_int_get (&trapped);
  /* The compiler knows what malloc and free do, and would leave them out. */
  void *(*volatile take) (size_t) = malloc;
  void (*volatile give) (void *) = free;

  g_assert_cmpint (before, ==, 0);
  armed = TRUE;
  give (take (10));
  armed = FALSE;
  g_assert_cmpint (g_atomic_int_get (&trapped), ==, 2);
#else
  g_test_skip ("no trap under sanitizers");
#endif
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/rt-engine/plays", test_plays);
  g_test_add_func ("/audio/rt-engine/stop-and-go-on", test_stop_and_go_on);
  g_test_add_func ("/audio/rt-engine/seek", test_seek);
  g_test_add_func ("/audio/rt-engine/goes-round", test_goes_round);
  g_test_add_func ("/audio/rt-engine/swap-at-the-seam", test_swap_at_the_seam);
  g_test_add_func ("/audio/rt-engine/many-plans-on-one-frame", test_many_plans_on_one_frame);
  g_test_add_func ("/audio/rt-engine/exchange", test_exchange);
  g_test_add_func ("/audio/rt-engine/swap-is-seamless", test_swap_is_seamless);
  g_test_add_func ("/audio/rt-engine/swap-loops-cross", test_swap_loops_cross);
  g_test_add_func ("/audio/rt-engine/choke-over-plans", test_choke_over_plans);
  g_test_add_func ("/audio/rt-engine/voice-by-hand", test_voice_by_hand);
  g_test_add_func ("/audio/rt-engine/lanes", test_lanes);
  g_test_add_func ("/audio/rt-engine/master-and-limiter", test_master_and_limiter);
  g_test_add_func ("/audio/rt-engine/shut-down", test_shut_down);
  g_test_add_func ("/audio/rt-engine/deaf-main-thread", test_deaf_main_thread);
  g_test_add_func ("/audio/rt-engine/stress", test_stress);
  g_test_add_func ("/audio/rt-engine/never-allocates", test_never_allocates);

  return g_test_run ();
}
