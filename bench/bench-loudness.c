/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* bench-loudness FILE: what the meter takes for 16-bit samples that are in memory, in the
 * blocks of a renderer, for every width of vector that the processor has. */

#include <math.h>
#include <stdio.h>

#include "audio/pt-loudness-kernels.h"
#include "audio/pt-loudness.h"
#include "audio/pt-pcm.h"

#define BLOCK 1875
#define ROUNDS 7

typedef struct
{
  gint16 *samples;
  guint64 frames;
  guint channels;
  guint sample_rate;
} Signal;

static double
measure_once (const Signal *signal, PtLoudnessParts parts, PtLoudness *result)
{
  g_autofree float *block = g_new (float, BLOCK * signal->channels);
  const gint64 started = g_get_monotonic_time ();
  g_autoptr (PtLoudnessMeter) meter = pt_loudness_meter_new (signal->channels, signal->sample_rate, parts);

  for (guint64 i = 0; i < signal->frames; i += BLOCK)
    {
      const guint64 n = MIN (BLOCK, signal->frames - i);

      pt_pcm_to_float (PT_PCM_INT16, (const guint8 *) (signal->samples + i * signal->channels), block,
                       n * signal->channels);
      pt_loudness_meter_add (meter, block, n);
    }
  pt_loudness_meter_finish (meter, result);

  return (g_get_monotonic_time () - started) / 1e3;
}

static gboolean
load (const char *path, Signal *signal, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = pt_audio_file_read (path, NULL, NULL, error);
  const float *samples;
  guint64 n;

  if (buffer == NULL)
    return FALSE;
  signal->frames = pt_audio_buffer_get_frames (buffer);
  signal->channels = pt_audio_buffer_get_channels (buffer);
  signal->sample_rate = pt_audio_buffer_get_sample_rate (buffer);
  samples = pt_audio_buffer_get_samples (buffer);
  n = signal->frames * signal->channels;
  signal->samples = g_new (gint16, n);
  for (guint64 i = 0; i < n; i++)
    signal->samples[i] = GINT16_TO_LE (CLAMP (lrintf (samples[i] * 32768), -32768, 32767));

  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Signal signal;

  if (argc != 2)
    {
      g_printerr ("usage: bench-loudness FILE\n");
      return 2;
    }
  if (!load (argv[1], &signal, &error))
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
          two = MIN (two, measure_once (&signal, PT_LOUDNESS_INTEGRATED | PT_LOUDNESS_TRUE_PEAK, &loudness));
          all = MIN (all, measure_once (&signal, PT_LOUDNESS_ALL, &loudness));
        }
      g_print ("%s: everything %.1f ms, integrated and true peak %.1f ms (%.4f LUFS, %.4f dBTP)\n",
               pt_loudness_kernels_get_nth (n)->name, all, two, loudness.lufs_i, 20 * log10 (loudness.true_peak));
    }
  g_free (signal.samples);

  return 0;
}
