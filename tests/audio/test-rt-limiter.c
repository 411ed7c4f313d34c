/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <ebur128.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "audio/rt/pt-rt-limiter.h"
#include "audio/rt/pt-rt-segment.h"
#include "pt-test-audio.h"

/* In blocks of @block frames (0: random). */
static float *
limit (const float *frames, guint n, guint rate, float ceiling, guint block, float *reduction)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree PtRtLimiter *limiter = g_new (PtRtLimiter, 1);
  float *out = g_memdup2 (frames, 2 * n * sizeof (float));

  pt_rt_limiter_init (limiter, rate, ceiling);
  for (guint done = 0; done < n;)
    {
      guint count = MIN (n - done, block > 0 ? block : (guint) g_rand_int_range (random, 1, 300));

      pt_rt_limiter_process (limiter, out + 2 * done, count);
      done += count;
    }
  if (reduction != NULL)
    *reduction = pt_rt_limiter_take_reduction (limiter);

  return out;
}

static guint
latency_at (guint rate)
{
  g_autofree PtRtLimiter *limiter = g_new (PtRtLimiter, 1);

  pt_rt_limiter_init (limiter, rate, 1);

  return pt_rt_limiter_get_latency (limiter);
}

static double
true_peak (const float *frames, guint n, guint rate)
{
  ebur128_state *state = ebur128_init (2, rate, EBUR128_MODE_TRUE_PEAK);
  double peaks[2];

  ebur128_add_frames_float (state, frames, n);
  for (guint c = 0; c < 2; c++)
    ebur128_true_peak (state, c, &peaks[c]);
  ebur128_destroy (&state);

  return MAX (peaks[0], peaks[1]);
}

/* Below the ceiling it is a delay and nothing else, to the bit. */
static void
test_plain_delay (void)
{
  const guint n = 20000, rate = 48000, latency = latency_at (48000);
  g_autofree float *in = pt_test_sine (997, 0.9, n, 2, rate);
  float reduction;
  g_autofree float *out = limit (in, n, rate, 0.98f, 128, &reduction);

  g_assert_cmpuint (latency, <, rate / 400);
  for (guint i = 0; i < 2 * latency; i++)
    g_assert_cmpfloat (out[i], ==, 0);
  for (guint i = 0; i < 2 * (n - latency); i++)
    g_assert_cmpfloat (out[2 * latency + i], ==, in[i]);
  g_assert_cmpfloat (reduction, ==, 1);
}

/* Loud noise, tones near the top of the band, bursts: never above the ceiling. */
static void
test_holds_the_ceiling (void)
{
  static const guint rates[] = { 8000, 44100, 48000, 96000, 192000 };

  for (guint r = 0; r < G_N_ELEMENTS (rates); r++)
    for (guint kind = 0; kind < 3; kind++)
      {
        const guint rate = rates[r], n = rate / 2;
        const float ceiling = 0.8912509f;
        g_autofree float *in = kind == 0   ? pt_test_noise (r, 4, n, 2)
                               : kind == 1 ? pt_test_sine (rate / 4.0, 2.5, n, 2, rate)
                                           : pt_test_sine (rate / 100.0, 3, n, 2, rate);
        g_autofree float *out = NULL;
        float reduction;
        double peak;

        if (kind == 2)
          for (guint i = 0; i < 2 * n; i++)
            in[i] *= (i / 5000) % 3 == 0 ? 1 : 0.1f;
        out = limit (in, n, rate, ceiling, 512, &reduction);
        g_assert_cmpfloat (pt_rt_peak (out, 2 * n), <=, ceiling);
        g_assert_cmpfloat (reduction, <, 1);
        /* The tone at a quarter of the rate may lie anywhere between samples; broad noise
         * reaches beyond what twelve taps resolve. */
        peak = true_peak (out, n, rate);
        g_assert_cmpfloat (20 * log10 (peak / ceiling), <, kind == 0 ? 1.0 : 0.2);
      }
}

/* The peak between the samples counts: a tone whose samples miss its tops. */
static void
test_sees_between_samples (void)
{
  const guint n = 24000;
  g_autofree float *in = g_new (float, 2 * n);
  g_autofree float *out = NULL;

  for (guint i = 0; i < n; i++)
    in[2 * i] = in[2 * i + 1] = sin (G_PI_2 * i + G_PI_4) * 1.2;
  g_assert_cmpfloat (pt_rt_peak (in, 2 * n), <, 0.86);
  g_assert_cmpfloat (true_peak (in, n, 48000), >, 1.15);
  out = limit (in, n, 48000, 0.95f, 512, NULL);
  g_assert_cmpfloat (true_peak (out, n, 48000), <, 0.97);
}

static void
test_blocks_do_not_matter (void)
{
  static const guint blocks[] = { 1, 17, 64, 1000, 0 };
  const guint n = 30000;
  g_autofree float *in = pt_test_noise (4, 1.5, n, 2);
  g_autofree float *expected = NULL;

  for (guint i = 0; i < 2 * n; i++)
    in[i] *= (i / 9000) % 2 == 0 ? 1 : 0.2f;
  expected = limit (in, n, 48000, 0.9f, n, NULL);
  for (guint b = 0; b < G_N_ELEMENTS (blocks); b++)
    {
      g_autofree float *out = limit (in, n, 48000, 0.9f, blocks[b], NULL);

      g_assert_cmpmem (out, 2 * n * sizeof (float), expected, 2 * n * sizeof (float));
    }
}

/* After a burst the gain comes all the way back, and the delay is exact again. */
static void
test_recovers (void)
{
  const guint n = 96000, latency = latency_at (48000);
  g_autofree float *in = pt_test_sine (441, 0.5, n, 2, 48000);
  g_autofree float *out = NULL;

  for (guint i = 4000; i < 4400; i++)
    in[i] *= 8;
  out = limit (in, n, 48000, 0.9f, 256, NULL);
  for (guint i = 80000; i < n - latency; i++)
    g_assert_cmpfloat (out[2 * (i + latency)], ==, in[2 * i]);
}

static void
test_survives_nonsense (void)
{
  const guint n = 20000;
  g_autofree float *in = pt_test_sine (441, 0.5, n, 2, 48000);
  g_autofree float *out = NULL;

  in[5000] = NAN;
  in[5001] = INFINITY;
  in[7000] = 1e30f;
  out = limit (in, n, 48000, 0.9f, 64, NULL);
  for (guint i = 0; i < 2 * n; i++)
    g_assert_true (isnan (out[i]) || fabsf (out[i]) <= 0.9f);
  g_assert_cmpfloat (fabsf (out[2 * 19000]), >, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audio/rt-limiter/plain-delay", test_plain_delay);
  g_test_add_func ("/audio/rt-limiter/holds-the-ceiling", test_holds_the_ceiling);
  g_test_add_func ("/audio/rt-limiter/sees-between-samples", test_sees_between_samples);
  g_test_add_func ("/audio/rt-limiter/blocks-do-not-matter", test_blocks_do_not_matter);
  g_test_add_func ("/audio/rt-limiter/recovers", test_recovers);
  g_test_add_func ("/audio/rt-limiter/survives-nonsense", test_survives_nonsense);

  return g_test_run ();
}
