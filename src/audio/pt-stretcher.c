/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-stretcher.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <rubberband/rubberband-c.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-loop-align.h"
#include "audio/pt-resampler.h"

/* Frames handed over at once, and between two looks at the cancellable. */
#define STEP_FRAMES 8192
/* Heard before the loop: at least a hit, so that the first beat comes out like those that
 * follow; and after it, several windows of Rubber Band long. */
#define LEAD_IN_S 1.0
#define LEAD_OUT_S 0.25
/* The end flows into what was heard before the beginning within this time. */
#define JOINT_S 0.012
/* Hits may come earlier or later by so much, which is made good. */
#define SHIFT_S 0.008
#define MAX_CHANNELS 8

typedef struct
{
  const PtAudioBuffer *loop;
  guint channels;
  RubberBandState rubber_band;
  guint64 lead; /* frames before the loop */
  guint64 n_in;
  guint64 n_out;
  float *out[MAX_CHANNELS];
  guint64 done;
  float *piece; /* interleaved */
  float *planes[MAX_CHANNELS];
} Stretch;

static guint
load_piece (Stretch *self, guint64 position)
{
  guint n = MIN (self->n_in - position, STEP_FRAMES);

  pt_loop_copy (self->loop, (gint64) position - (gint64) self->lead, n, self->piece);
  for (guint c = 0; c < self->channels; c++)
    for (guint i = 0; i < n; i++)
      self->planes[c][i] = self->piece[i * self->channels + c];

  return n;
}

static void
retrieve (Stretch *self)
{
  int available;

  while ((available = rubberband_available (self->rubber_band)) > 0)
    {
      float *targets[MAX_CHANNELS];
      guint n = MIN ((guint64) available, self->n_out - self->done);
      guint got;

      /* Past the end nothing is wanted any more, but it must be taken. */
      if (n == 0)
        {
          rubberband_retrieve (self->rubber_band, self->planes, MIN (available, STEP_FRAMES));
          continue;
        }
      for (guint c = 0; c < self->channels; c++)
        targets[c] = self->out[c] + self->done;
      got = rubberband_retrieve (self->rubber_band, targets, n);
      if (got == 0)
        break;
      self->done += got;
    }
}

/* Offline, in two passes: the first looks, the second acts. */
static gboolean
run (Stretch *self, GCancellable *cancellable, GError **error)
{
  for (guint64 position = 0; position < self->n_in;)
    {
      guint n = load_piece (self, position);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      position += n;
      rubberband_study (self->rubber_band, (const float *const *) self->planes, n, position == self->n_in);
    }
  for (guint64 position = 0; position < self->n_in;)
    {
      guint n = load_piece (self, position);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      position += n;
      rubberband_process (self->rubber_band, (const float *const *) self->planes, n, position == self->n_in);
      retrieve (self);
    }

  return TRUE;
}

/* How alike two stretches of sound are, 0 (nothing in common, or opposed) to 1. */
static double
likeness (const Stretch *self, guint64 a, guint64 b, guint64 n)
{
  double aa = 0, bb = 0, ab = 0;

  for (guint c = 0; c < self->channels; c++)
    for (guint64 i = 0; i < n; i++)
      {
        double x = self->out[c][a + i];
        double y = self->out[c][b + i];

        aa += x * x;
        bb += y * y;
        ab += x * y;
      }

  return aa > 0 && bb > 0 ? CLAMP (ab / sqrt (aa * bb), 0, 1) : 1;
}

/* The loop's end and what was heard before its beginning are the same music, but a phase
 * vocoder need not arrive with the same phases. So the last milliseconds go over into the
 * lead-in, which does run into the first beat; that beat itself is left alone. The gain
 * keeps the power, however alike the two are. */
static void
join (Stretch *self, guint64 first, guint64 frames, guint64 n)
{
  guint64 end = first + frames - n;
  guint64 before = first - n;
  double alike = likeness (self, end, before, n);

  for (guint64 i = 0; i < n; i++)
    {
      double in = (i + 0.5) / n;
      double out = 1 - in;
      double gain = 1 / sqrt (in * in + out * out + 2 * alike * in * out);

      for (guint c = 0; c < self->channels; c++)
        self->out[c][end + i] = (float) (gain * (out * self->out[c][end + i] + in * self->out[c][before + i]));
    }
}

static gint64
measure_shift (const Stretch *self, guint64 first, guint64 frames, gint64 maximum)
{
  const float *planes[MAX_CHANNELS];

  for (guint c = 0; c < self->channels; c++)
    planes[c] = self->out[c] + first;

  return pt_loop_align_measure (self->loop, planes, frames, maximum);
}

static PtAudioBuffer *
interleave (const Stretch *self, guint64 first, guint64 frames, guint sample_rate, GError **error)
{
  float *samples = pt_audio_buffer_alloc (frames, self->channels);

  if (samples == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
                   _ ("There is not enough memory to stretch %" PRIu64 " frames"), frames);
      return NULL;
    }
  for (guint64 i = 0; i < frames; i++)
    for (guint c = 0; c < self->channels; c++)
      samples[i * self->channels + c] = self->out[c][first + i];

  return pt_audio_buffer_new_take (samples, frames, self->channels, sample_rate);
}

static void
clear (Stretch *self)
{
  for (guint c = 0; c < self->channels; c++)
    {
      g_free (self->planes[c]);
      pt_audio_buffer_free_samples (self->out[c]);
    }
  g_free (self->piece);
  g_clear_pointer (&self->rubber_band, rubberband_delete);
}

static gboolean
prepare (Stretch *self, double ratio, guint sample_rate, GError **error)
{
  RubberBandOptions options = RubberBandOptionProcessOffline | RubberBandOptionEngineFiner
                              | RubberBandOptionChannelsTogether | RubberBandOptionThreadingNever;

  self->rubber_band = rubberband_new (sample_rate, self->channels, options, ratio, 1.0);
  rubberband_set_debug_level (self->rubber_band, 0);
  rubberband_set_expected_input_duration (self->rubber_band, self->n_in);
  rubberband_set_max_process_size (self->rubber_band, STEP_FRAMES);

  self->piece = g_new (float, STEP_FRAMES * self->channels);
  for (guint c = 0; c < self->channels; c++)
    {
      self->planes[c] = g_new0 (float, STEP_FRAMES);
      self->out[c] = pt_audio_buffer_alloc (self->n_out, 1);
      if (self->out[c] == NULL)
        {
          g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
                       _ ("There is not enough memory to stretch %" PRIu64 " frames"), self->n_out);
          return FALSE;
        }
    }

  return TRUE;
}

PtAudioBuffer *
pt_stretch_loop (PtAudioBuffer *loop, guint64 frames, GCancellable *cancellable, GError **error)
{
  Stretch self = { .loop = loop };
  PtAudioBuffer *stretched = NULL;
  guint64 from;
  guint64 first;
  guint64 slack;
  guint rate;
  double ratio;

  g_return_val_if_fail (loop != NULL, NULL);
  g_return_val_if_fail (frames > 0, NULL);

  from = pt_audio_buffer_get_frames (loop);
  rate = pt_audio_buffer_get_sample_rate (loop);
  self.channels = pt_audio_buffer_get_channels (loop);
  g_return_val_if_fail (from > 0 && self.channels <= MAX_CHANNELS, NULL);
  if (from == frames)
    return pt_audio_buffer_ref (loop);

  ratio = (double) frames / from;
  if (ratio < PT_STRETCHER_MIN_RATIO || ratio > PT_STRETCHER_MAX_RATIO)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                   _ ("A loop cannot be stretched to %.2g times its length; choose one nearer to the tempo"), ratio);
      return NULL;
    }

  self.lead = pt_loop_lead_in ((guint64) (LEAD_IN_S * rate), from, frames, &first);
  self.n_in = self.lead + from + (guint64) (LEAD_OUT_S * rate);
  slack = (guint64) (SHIFT_S * rate);
  self.n_out = first + frames + slack;
  if (prepare (&self, ratio, rate, error) && run (&self, cancellable, error))
    {
      first += measure_shift (&self, first, frames, slack);
      join (&self, first, frames, MIN ((guint64) (JOINT_S * rate), MIN (first, frames / 4)));
      stretched = interleave (&self, first, frames, rate, error);
    }
  clear (&self);

  return stretched;
}
