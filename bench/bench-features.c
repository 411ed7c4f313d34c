/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <time.h>

#include "audio/pt-analysis.h"
#include "audio/pt-aubio.h"

/* bench-features [SECONDS]: how many samples of 0.64 s one thread hears in a second of
 * its own time: features alone, our tempo too, and aubio's tempo for comparison. */

#define RATE 48000
#define FRAMES (RATE * 64 / 100)
#define N_SIGNALS 16

typedef void (*Work) (const float *mono);

static void
work_features (const float *mono)
{
  PtSampleFeatures features;

  pt_sample_features_measure (mono, FRAMES, RATE, FALSE, &features);
}

static void
work_tempo (const float *mono)
{
  PtSampleFeatures features;

  pt_sample_features_measure (mono, FRAMES, RATE, TRUE, &features);
}

static void
work_aubio (const float *mono)
{
  pt_aubio_detect_tempo (mono, FRAMES, RATE, FALSE);
}

static double
measure (Work work, float *const *signals, double seconds)
{
  clock_t start = clock ();
  clock_t end = start;
  guint n = 0;

  /* Processor time: others may be at work on the machine. */
  for (; end - start < seconds * CLOCKS_PER_SEC; end = clock ())
    work (signals[n++ % N_SIGNALS]);

  return n * (double) CLOCKS_PER_SEC / (end - start);
}

int
main (int argc, char *argv[])
{
  double seconds = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 1;
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  float *signals[N_SIGNALS];
  double features;

  for (guint s = 0; s < N_SIGNALS; s++)
    {
      signals[s] = g_new (float, FRAMES);
      for (guint i = 0; i < FRAMES; i++)
        signals[s][i] = g_rand_double_range (random, -0.5, 0.5) * (1 - (i % (FRAMES / (1 + s % 4))) / (double) FRAMES);
    }
  measure (work_features, signals, 0.1);
  features = measure (work_features, signals, seconds);
  printf ("features            %8.0f files/s\n", features);
  printf ("features and tempo  %8.0f files/s\n", measure (work_tempo, signals, seconds));
  if (pt_aubio_is_available ())
    {
      double aubio = measure (work_aubio, signals, seconds);

      printf ("aubio tempo         %8.0f files/s\nfeatures / aubio    %8.1f\n", aubio, features / aubio);
    }
  for (guint s = 0; s < N_SIGNALS; s++)
    g_free (signals[s]);

  return 0;
}
