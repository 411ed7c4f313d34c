/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-resampler.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <soxr.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-audio-file.h"

/* Frames between two looks at the cancellable. */
#define STEP_FRAMES 65536
/* More input than the filter reaches, even from 192 kHz down. */
#define LEAD_FRAMES 4096
#define LEAD_CHOICES 2048

void
pt_loop_copy (const PtAudioBuffer *loop, gint64 start, guint64 n, float *target)
{
  guint64 frames = pt_audio_buffer_get_frames (loop);
  guint channels = pt_audio_buffer_get_channels (loop);
  const float *samples = pt_audio_buffer_get_samples (loop);
  gint64 position;

  g_return_if_fail (frames > 0);

  position = start % (gint64) frames;
  if (position < 0)
    position += frames;
  while (n > 0)
    {
      guint64 part = MIN (n, frames - position);

      memcpy (target, samples + position * channels, part * channels * sizeof (float));
      target += part * channels;
      n -= part;
      position = 0;
    }
}

guint64
pt_loop_lead_in (guint64 minimum, guint64 from, guint64 to, guint64 *scaled)
{
  guint64 best = minimum;
  guint64 best_distance = G_MAXUINT64;

  g_return_val_if_fail (from > 0 && scaled != NULL, minimum);

  for (guint64 lead = minimum; lead < minimum + LEAD_CHOICES && best_distance > 0; lead++)
    {
      guint64 rest = (guint64) ((unsigned __int128) lead * to % from);
      guint64 distance = MIN (rest, from - rest);

      if (distance < best_distance)
        {
          best_distance = distance;
          best = lead;
        }
    }
  *scaled = (guint64) (((unsigned __int128) best * to + from / 2) / from);

  return best;
}

static soxr_t
make_soxr (double from, double to, guint channels, GError **error)
{
  soxr_quality_spec_t quality = soxr_quality_spec (SOXR_HQ, 0);
  soxr_error_t problem = NULL;
  soxr_t soxr = soxr_create (from, to, channels, &problem, NULL, &quality, NULL);

  if (soxr == NULL || problem != NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED, _ ("Cannot resample: %s"),
                   problem != NULL ? problem : "out of memory");
      g_clear_pointer (&soxr, soxr_delete);
    }

  return soxr;
}

typedef struct
{
  const PtAudioBuffer *input;
  gint64 input_start; /* below 0 and beyond the end: around the loop */
  guint64 input_frames;
  double from, to; /* the ratio */
  guint64 skip; /* frames of output before the first that is kept */
  float *output;
  guint64 output_frames;
} Job;

/* Hands over @n frames and takes what comes out: dropped as long as there is something to
 * skip, kept then. @input NULL: no more input, everything that is still in the filter. */
static gboolean
pump (Job *job, soxr_t soxr, const float *input, gsize n, float *scratch, guint64 *done, GError **error)
{
  guint channels = pt_audio_buffer_get_channels (job->input);

  for (;;)
    {
      gboolean dropping = job->skip > 0;
      gsize room = MIN (dropping ? job->skip : job->output_frames - *done, STEP_FRAMES);
      float *target = dropping ? scratch : job->output + *done * channels;
      gsize used = 0;
      gsize made = 0;
      soxr_error_t problem;

      if (room == 0)
        return TRUE;
      problem = soxr_process (soxr, input, n, &used, target, room, &made);
      if (problem != NULL)
        {
          g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED, _ ("Cannot resample: %s"), problem);
          return FALSE;
        }
      if (input != NULL)
        {
          input += used * channels;
          n -= used;
        }
      if (dropping)
        job->skip -= made;
      else
        *done += made;
      if (made == 0 && (n == 0 || used == 0))
        return TRUE;
    }
}

static gboolean
run (Job *job, GCancellable *cancellable, GError **error)
{
  guint channels = pt_audio_buffer_get_channels (job->input);
  g_autofree float *piece = g_new (float, STEP_FRAMES *channels);
  g_autofree float *scratch = job->skip > 0 ? g_new (float, STEP_FRAMES *channels) : NULL;
  soxr_t soxr = make_soxr (job->from, job->to, channels, error);
  guint64 done = 0;
  gboolean good = soxr != NULL;

  for (guint64 position = 0; good && done < job->output_frames && position < job->input_frames; position += STEP_FRAMES)
    {
      guint64 n = MIN (job->input_frames - position, STEP_FRAMES);

      pt_loop_copy (job->input, job->input_start + (gint64) position, n, piece);
      good = !g_cancellable_set_error_if_cancelled (cancellable, error)
             && pump (job, soxr, piece, n, scratch, &done, error);
    }
  /* A frame that rounding may have promised too many stays the silence it is. */
  good = good && pump (job, soxr, NULL, 0, scratch, &done, error);
  g_clear_pointer (&soxr, soxr_delete);

  return good;
}

static PtAudioBuffer *
finish (Job *job, guint sample_rate, GCancellable *cancellable, GError **error)
{
  guint channels = pt_audio_buffer_get_channels (job->input);

  if (job->output_frames == 0 || job->output_frames > PT_AUDIO_FILE_MAX_FRAMES)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                   _ ("Cannot resample to %" PRIu64 " frames: the limit is 4 hours"), job->output_frames);
      return NULL;
    }
  job->output = pt_audio_buffer_alloc (job->output_frames, channels);
  if (job->output == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
                   _ ("There is not enough memory to resample: it needs %.1f GB"), job->output_frames * channels * 4 / 1e9);
      return NULL;
    }
  if (!run (job, cancellable, error))
    {
      pt_audio_buffer_free_samples (job->output);
      return NULL;
    }

  return pt_audio_buffer_new_take (job->output, job->output_frames, channels, sample_rate);
}

PtAudioBuffer *
pt_resample (PtAudioBuffer *buffer, guint sample_rate, GCancellable *cancellable, GError **error)
{
  guint64 frames;
  guint rate;
  Job job = { .input = buffer };

  g_return_val_if_fail (buffer != NULL, NULL);
  g_return_val_if_fail (sample_rate > 0, NULL);

  frames = pt_audio_buffer_get_frames (buffer);
  rate = pt_audio_buffer_get_sample_rate (buffer);
  if (rate == sample_rate || frames == 0)
    return pt_audio_buffer_ref (buffer);

  job.input_frames = frames;
  job.from = rate;
  job.to = sample_rate;
  job.output_frames = MAX (1, (guint64) (((unsigned __int128) frames * sample_rate + rate / 2) / rate));

  return finish (&job, sample_rate, cancellable, error);
}

PtAudioBuffer *
pt_resample_loop (PtAudioBuffer *loop, guint64 frames, guint sample_rate, GCancellable *cancellable, GError **error)
{
  guint64 from;
  guint64 lead;
  Job job = { .input = loop };

  g_return_val_if_fail (loop != NULL, NULL);
  g_return_val_if_fail (frames > 0 && sample_rate > 0, NULL);

  from = pt_audio_buffer_get_frames (loop);
  g_return_val_if_fail (from > 0, NULL);
  if (from == frames && pt_audio_buffer_get_sample_rate (loop) == sample_rate)
    return pt_audio_buffer_ref (loop);

  /* Not the ratio of the rates, which would leave a part of a frame over at the end, but
   * that of the lengths: the pitch moves by less than anybody can hear. */
  lead = pt_loop_lead_in (LEAD_FRAMES, from, frames, &job.skip);
  job.input_start = -(gint64) lead;
  job.input_frames = lead + from + LEAD_FRAMES;
  job.from = from;
  job.to = frames;
  job.output_frames = frames;

  return finish (&job, sample_rate, cancellable, error);
}
