/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "audio/pt-analysis.h"
#include "audio/pt-audio-file.h"
#include "audio/pt-sample-sound.h"

/* For train-sound: reads paths, one a line, and prints for each the inputs of the sound
 * model, three times: as it is, and as if played slower and faster, which makes three
 * sounds out of one. */

static double
measure_crest (const PtAudioBuffer *buffer)
{
  const float *samples = pt_audio_buffer_get_samples (buffer);
  guint64 n = pt_audio_buffer_get_frames (buffer) * pt_audio_buffer_get_channels (buffer);
  double peak = 0;
  double sum = 0;

  for (guint64 i = 0; i < n; i++)
    {
      peak = MAX (peak, fabs ((double) samples[i]));
      sum += (double) samples[i] * samples[i];
    }

  return sum > 0 ? peak / sqrt (sum / n) : 1;
}

static void
dump (const char *path)
{
  static const double speeds[] = { 1.0, 0.84, 1.19 };
  g_autoptr (PtAudioBuffer) buffer = pt_audio_file_read (path, NULL, NULL, NULL);
  g_autofree float *mono = NULL;

  if (buffer == NULL)
    return;
  mono = pt_mono_mix (buffer);
  for (gsize i = 0; i < G_N_ELEMENTS (speeds); i++)
    {
      guint64 frames = pt_audio_buffer_get_frames (buffer);
      guint rate = (guint) (pt_audio_buffer_get_sample_rate (buffer) * speeds[i] + 0.5);
      double inputs[PT_SAMPLE_SOUND_INPUTS];
      PtSampleFeatures features;

      pt_sample_features_measure (mono, frames, rate, FALSE, &features);
      pt_sample_sound_inputs (&features, (double) frames / rate, measure_crest (buffer), inputs);
      printf ("%s", path);
      for (guint k = 0; k < PT_SAMPLE_SOUND_INPUTS; k++)
        printf ("\t%.6g", inputs[k]);
      printf ("\n");
    }
}

int
main (void)
{
  char path[8192];

  while (fgets (path, sizeof path, stdin) != NULL)
    {
      path[strcspn (path, "\n")] = '\0';
      dump (path);
    }

  return 0;
}
