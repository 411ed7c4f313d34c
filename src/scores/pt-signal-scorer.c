/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-signal-scorer.h"

#include "audio/pt-loudness.h"
#include "audio/pt-render-mix.h"
#include "scores/pt-signal-formula.h"
#include "scores/pt-signal-meter.h"

#define PROGRESS_INTERVAL_USEC (G_USEC_PER_SEC / 20)

struct _PtSignalScorer
{
  PtScorer parent_instance;
};

G_DEFINE_FINAL_TYPE (PtSignalScorer, pt_signal_scorer, PT_TYPE_SCORER)

/* One piece on its way through the meters. */
typedef struct
{
  const PtAudioFileInfo *info; /* of a file: known when the first block comes */
  PtSignalMeter *signal;
  PtLoudnessMeter *loudness;
  guint64 done;
  PtProgressFunc progress;
  gpointer user_data;
  gint64 last_progress_usec;
} Listening;

static void
listening_begin (Listening *self, guint channels, guint sample_rate)
{
  self->signal = pt_signal_meter_new (channels, sample_rate);
  self->loudness = pt_loudness_meter_new (channels, sample_rate, PT_LOUDNESS_INTEGRATED);
}

static void
listening_clear (Listening *self)
{
  g_clear_pointer (&self->signal, pt_signal_meter_free);
  g_clear_pointer (&self->loudness, pt_loudness_meter_free);
}

static void
listening_add (Listening *self, const float *samples, guint64 frames)
{
  pt_signal_meter_add (self->signal, samples, frames);
  pt_loudness_meter_add (self->loudness, samples, frames);
  self->done += frames;
}

static void
listening_end (Listening *self, PtScorerResult *result)
{
  PtSignalFeatures features;
  PtLoudness loudness;

  pt_signal_meter_finish (self->signal, &features);
  pt_loudness_meter_finish (self->loudness, &loudness);
  pt_signal_formula (&features, NULL, &result->metrics);
  result->duration_s = features.duration_s;
  result->lufs_i = loudness.lufs_i;
}

static gboolean
hear_block (const float *samples, guint64 frames, gpointer user_data)
{
  Listening *self = user_data;
  const gint64 now = g_get_monotonic_time ();

  if (self->signal == NULL)
    listening_begin (self, self->info->channels, self->info->sample_rate);
  listening_add (self, samples, frames);
  if (self->progress != NULL && now - self->last_progress_usec >= PROGRESS_INTERVAL_USEC)
    {
      self->last_progress_usec = now;
      self->progress (CLAMP ((double) self->done / MAX (self->info->frames, 1), 0, 1), "Listening", self->user_data);
    }

  return TRUE;
}

static gboolean
pt_signal_scorer_score_file (PtScorer *scorer,
                             const char *path,
                             PtScorerResult *result,
                             PtProgressFunc progress,
                             gpointer user_data,
                             GCancellable *cancellable,
                             GError **error)
{
  PtAudioFileInfo info = { 0 };
  Listening listening = { .info = &info, .progress = progress, .user_data = user_data };
  gboolean heard;

  heard = pt_audio_file_stream (path, &info, hear_block, &listening, cancellable, error);
  if (heard)
    {
      if (listening.signal == NULL)
        listening_begin (&listening, MAX (info.channels, 1), info.sample_rate);
      listening_end (&listening, result);
    }
  listening_clear (&listening);

  return heard;
}

static gboolean
pt_signal_scorer_score_plan (PtScorer *scorer,
                             PtRenderPlan *plan,
                             PtScorerResult *result,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (PtRenderMix) mix = pt_render_mix_new (plan);
  Listening listening = { 0 };
  gboolean cancelled = FALSE;
  guint frames;

  listening_begin (&listening, 2, pt_render_plan_get_sample_rate (plan));
  while (!cancelled && (frames = pt_render_mix_next (mix)) > 0)
    {
      listening_add (&listening, pt_render_mix_get_block (mix, PT_RENDER_ALL_LANES), frames);
      cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
    }
  if (!cancelled)
    listening_end (&listening, result);
  listening_clear (&listening);

  return !cancelled;
}

static const char *
pt_signal_scorer_get_name (PtScorer *scorer)
{
  return PT_SIGNAL_SCORER_NAME;
}

static const char *
pt_signal_scorer_get_version (PtScorer *scorer)
{
  return PT_SIGNAL_FORMULA_VERSION;
}

static gboolean
pt_signal_scorer_is_estimate (PtScorer *scorer)
{
  return TRUE;
}

static guint
pt_signal_scorer_get_max_concurrent (PtScorer *scorer)
{
  return g_get_num_processors ();
}

static void
pt_signal_scorer_class_init (PtSignalScorerClass *klass)
{
  PtScorerClass *scorer_class = PT_SCORER_CLASS (klass);

  scorer_class->get_name = pt_signal_scorer_get_name;
  scorer_class->get_version = pt_signal_scorer_get_version;
  scorer_class->is_estimate = pt_signal_scorer_is_estimate;
  scorer_class->get_max_concurrent = pt_signal_scorer_get_max_concurrent;
  scorer_class->score_file = pt_signal_scorer_score_file;
  scorer_class->score_plan = pt_signal_scorer_score_plan;
}

static void
pt_signal_scorer_init (PtSignalScorer *self)
{
}

PtScorer *
pt_signal_scorer_new (void)
{
  return g_object_new (PT_TYPE_SIGNAL_SCORER, NULL);
}
