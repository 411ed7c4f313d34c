/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness.h"

typedef struct
{
  const PtAudioFileInfo *info;
  PtLoudnessMeter *meter;
} Measuring;

static gboolean
measure_block (const float *samples, guint64 frames, gpointer user_data)
{
  Measuring *measuring = user_data;

  if (measuring->meter == NULL)
    measuring->meter = pt_loudness_meter_new (measuring->info->channels, measuring->info->sample_rate, PT_LOUDNESS_ALL);
  pt_loudness_meter_add (measuring->meter, samples, frames);

  return TRUE;
}

gboolean
pt_loudness_measure_file (const char *path,
                          PtAudioFileInfo *info,
                          PtLoudness *result,
                          GCancellable *cancellable,
                          GError **error)
{
  PtAudioFileInfo scratch;
  Measuring measuring = { .info = info != NULL ? info : &scratch };
  gboolean done;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  done = pt_audio_file_stream (path, info != NULL ? info : &scratch, measure_block, &measuring, cancellable, error);
  if (done)
    pt_loudness_meter_finish (measuring.meter, result);
  pt_loudness_meter_free (measuring.meter);

  return done;
}
