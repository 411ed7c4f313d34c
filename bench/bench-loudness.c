/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* bench-loudness FILE: what the meter alone takes for a file that is in memory, in the
 * blocks of a renderer, for every width of vector that the processor has. */

#include <math.h>
#include <stdio.h>

#include "audio/pt-loudness-kernels.h"
#include "audio/pt-loudness.h"

#define BLOCK 1875
#define ROUNDS 7

static double
measure_once (const PtAudioBuffer *buffer, PtLoudnessParts parts, PtLoudness *result)
{
  const float *samples = pt_audio_buffer_get_samples (buffer);
  const guint64 frames = pt_audio_buffer_get_frames (buffer);
  const guint channels = pt_audio_buffer_get_channels (buffer);
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (channels, pt_audio_buffer_get_sample_rate (buffer), parts);

  for (guint64 i = 0; i < frames; i += BLOCK)
    pt_loudness_meter_add (meter, samples + i * channels, MIN (BLOCK, frames - i));
  pt_loudness_meter_finish (meter, result);

  return (g_get_monotonic_time () - started) / 1e3;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtAudioBuffer) buffer = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: bench-loudness FILE\n");
      return 2;
    }
  buffer = pt_audio_file_read (argv[1], NULL, NULL, &error);
  if (buffer == NULL)
    {
      g_printerr ("bench-loudness: %s\n", error->message);
      return 1;
    }

  for (guint n = 0; pt_loudness_kernels_get_nth (n) != NULL; n++)
    {
      double all = INFINITY, two = INFINITY;
      PtLoudness loudness;

      pt_loudness_kernels_use (pt_loudness_kernels_get_nth (n));
      for (guint i = 0; i < ROUNDS; i++)
        {
          two = MIN (two, measure_once (buffer, PT_LOUDNESS_INTEGRATED | PT_LOUDNESS_TRUE_PEAK, &loudness));
          all = MIN (all, measure_once (buffer, PT_LOUDNESS_ALL, &loudness));
        }
      g_print ("%s: everything %.1f ms, integrated and true peak %.1f ms (%.4f LUFS, %.4f dBTP)\n",
               pt_loudness_kernels_get_nth (n)->name, all, two, loudness.lufs_i, 20 * log10 (loudness.true_peak));
    }

  return 0;
}
