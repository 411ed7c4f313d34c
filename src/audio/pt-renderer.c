/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-renderer.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-render-mix.h"
#include "audio/pt-render-stems.h"
#include "audio/rt/pt-rt-limiter.h"
#include "audio/rt/pt-rt-segment.h"
#include "core/pt-util.h"

#define PROGRESS_INTERVAL_USEC (G_USEC_PER_SEC / 20)
#define LIMITER_CEILING_DBTP -0.1
#define MIN_TARGET_DB -90.0

/* One render while it runs. */
typedef struct
{
  const PtRenderOptions *options;
  const char *path;
  PtRenderPlan *plan;
  PtRenderMix *mix;
  PtRenderResult *result;
  PtAudioWriter *writer;
  PtRenderStems *stems;
  PtRtLimiter *limiter; /* NULL: not needed */
  float gain;

  PtProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;
  gint64 last_progress_usec;
  const char *message;
  double stage_start; /* the part of the whole that the current stage is */
  double stage_share;
} Render;

void
pt_render_result_clear (PtRenderResult *result)
{
  g_return_if_fail (result != NULL);

  g_clear_pointer (&result->notices, g_ptr_array_unref);
  memset (result, 0, sizeof *result);
}

G_GNUC_PRINTF (2, 3)
static void
notice (Render *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->result->notices, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* --- progress --- */

static void
tell (Render *self, double fraction)
{
  gint64 now;

  if (self->progress == NULL)
    return;
  now = g_get_monotonic_time ();
  if (now - self->last_progress_usec < PROGRESS_INTERVAL_USEC)
    return;
  self->last_progress_usec = now;
  self->progress (CLAMP (self->stage_start + self->stage_share * fraction, 0, 1), self->message, self->user_data);
}

static void
begin_stage (Render *self, const char *message, double share)
{
  self->stage_start += self->stage_share;
  self->stage_share = share;
  self->message = message;
  tell (self, 0);
}

/* Between two blocks. */
static gboolean
step (double fraction, gpointer user_data, GError **error)
{
  Render *self = user_data;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  tell (self, fraction);

  return TRUE;
}

/* --- how loud it is --- */

static gboolean
find_peak (Render *self, float *peak, GError **error)
{
  guint64 total = pt_render_plan_get_frames (self->plan), done = 0;
  guint frames;

  *peak = 0;
  while ((frames = pt_render_mix_next (self->mix)) > 0)
    {
      float now = pt_render_mix_get_peak (self->mix);

      /* The bits of a peak sort, NaN on top. */
      if (!(now <= *peak))
        *peak = now;
      done += frames;
      if (!step ((double) done / (double) total, self, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
measure_mix (Render *self, PtLoudness *loudness, GError **error)
{
  g_autoptr (PtLoudnessMeter) meter = NULL;
  guint64 total = pt_render_plan_get_frames (self->plan), done = 0;
  guint frames;

  meter = pt_loudness_meter_new (2, pt_render_plan_get_sample_rate (self->plan),
                                 PT_LOUDNESS_INTEGRATED | PT_LOUDNESS_TRUE_PEAK);
  while ((frames = pt_render_mix_next (self->mix)) > 0)
    {
      pt_loudness_meter_add (meter, pt_render_mix_get_block (self->mix, PT_RENDER_ALL_LANES), frames);
      done += frames;
      if (!step ((double) done / (double) total, self, error))
        return FALSE;
    }
  pt_loudness_meter_finish (meter, loudness);

  return TRUE;
}

static gboolean
check_finite (double peak, GError **error)
{
  if (isfinite (peak))
    return TRUE;

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
               _ ("The mix is beyond all numbers; a sample holds values that are not sound"));

  return FALSE;
}

static gboolean
choose_gain_for_loudness (Render *self, GError **error)
{
  const PtRenderOptions *options = self->options;
  PtLoudness loudness;
  double wanted_db, allowed_db;

  if (!measure_mix (self, &loudness, error) || !check_finite (loudness.true_peak, error))
    return FALSE;
  if (loudness.true_peak <= 0)
    {
      notice (self, "The result is silent");
      return TRUE;
    }

  allowed_db = options->ceiling_dbtp - pt_gain_to_db (loudness.true_peak);
  if (!isfinite (loudness.lufs_i))
    {
      notice (self, "Too quiet or too short for a loudness; the true peak was brought to %g dBTP instead",
              options->ceiling_dbtp);
      self->gain = (float) pt_gain_from_db (allowed_db);
      return TRUE;
    }
  wanted_db = options->target_db - loudness.lufs_i;
  if (wanted_db > allowed_db)
    notice (self, "The true-peak limit of %g dBTP won over the loudness target: %.1f LUFS instead of %g",
            options->ceiling_dbtp, loudness.lufs_i + allowed_db, options->target_db);
  self->gain = (float) pt_gain_from_db (MIN (wanted_db, allowed_db));

  return TRUE;
}

static gboolean
choose_gain (Render *self, GError **error)
{
  float peak;

  self->gain = 1;
  if (self->options->normalize == PT_NORMALIZE_LOUDNESS)
    return choose_gain_for_loudness (self, error);

  if (!find_peak (self, &peak, error) || !check_finite (peak, error))
    return FALSE;
  if (peak <= 0)
    {
      notice (self, "The result is silent");
    }
  else if (self->options->normalize == PT_NORMALIZE_PEAK)
    {
      self->gain = (float) (pt_gain_from_db (self->options->target_db) / peak);
    }
  else if (peak > 1)
    {
      notice (self, "The mix is %.1f dB over full scale; a limiter holds it at %g dBTP. Normalize it, or lower gains, "
                    "to keep its dynamics",
              pt_gain_to_db (peak), LIMITER_CEILING_DBTP);
      self->limiter = g_new (PtRtLimiter, 1);
      pt_rt_limiter_init (self->limiter, pt_render_plan_get_sample_rate (self->plan),
                          (float) pt_gain_from_db (LIMITER_CEILING_DBTP));
    }

  return TRUE;
}

/* --- the file --- */

static gboolean
put (Render *self, PtLoudnessMeter *meter, const float *block, guint frames, GError **error)
{
  pt_loudness_meter_add (meter, block, frames);

  return self->writer == NULL || pt_audio_writer_add (self->writer, block, frames, error);
}

/* The limiter is late by its look-ahead: that much is dropped in front, and asked out of
 * it with silence at the end. */
static gboolean
put_limited (Render *self, PtLoudnessMeter *meter, float *block, guint frames, guint *to_drop, GError **error)
{
  guint dropped = MIN (*to_drop, frames);

  pt_rt_limiter_process (self->limiter, block, frames);
  *to_drop -= dropped;

  return put (self, meter, block + 2 * dropped, frames - dropped, error);
}

static gboolean
flush_limiter (Render *self, PtLoudnessMeter *meter, guint to_drop, GError **error)
{
  guint latency = pt_rt_limiter_get_latency (self->limiter);
  g_autofree float *silence = g_new0 (float, 2 * latency);

  return put_limited (self, meter, silence, latency, &to_drop, error);
}

static gboolean
write_mix (Render *self, GError **error)
{
  g_autoptr (PtLoudnessMeter) meter = NULL;
  guint64 total = pt_render_plan_get_frames (self->plan), done = 0;
  guint to_drop = self->limiter != NULL ? pt_rt_limiter_get_latency (self->limiter) : 0;
  guint frames;

  pt_render_mix_rewind (self->mix);
  meter = pt_loudness_meter_new (2, pt_render_plan_get_sample_rate (self->plan),
                                 PT_LOUDNESS_INTEGRATED | PT_LOUDNESS_TRUE_PEAK | PT_LOUDNESS_RANGE);
  while ((frames = pt_render_mix_next (self->mix)) > 0)
    {
      float *block = pt_render_mix_get_block (self->mix, PT_RENDER_ALL_LANES);
      gboolean written;

      if (self->gain != 1)
        pt_rt_scale (block, 2 * (guint64) frames, self->gain);
      written = self->limiter == NULL ? put (self, meter, block, frames, error)
                                      : put_limited (self, meter, block, frames, &to_drop, error);
      done += frames;
      if (!written || !step ((double) done / (double) total, self, error))
        return FALSE;
    }
  if (self->limiter != NULL && !flush_limiter (self, meter, to_drop, error))
    return FALSE;
  pt_loudness_meter_finish (meter, &self->result->loudness);

  return self->writer == NULL || pt_audio_writer_finish (self->writer, error);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autoptr (GFile) first = g_file_new_for_path (a);
  g_autoptr (GFile) second = g_file_new_for_path (b);
  g_autoptr (GFileInfo) x = g_file_query_info (first, G_FILE_ATTRIBUTE_ID_FILE, 0, NULL, NULL);
  g_autoptr (GFileInfo) y = g_file_query_info (second, G_FILE_ATTRIBUTE_ID_FILE, 0, NULL, NULL);

  return x != NULL && y != NULL
         && g_strcmp0 (g_file_info_get_attribute_string (x, G_FILE_ATTRIBUTE_ID_FILE),
                       g_file_info_get_attribute_string (y, G_FILE_ATTRIBUTE_ID_FILE))
                == 0;
}

/* A slip of the hand must not cost a sample. */
static gboolean
check_not_a_sample (Render *self, GError **error)
{
  const char *const *paths = pt_render_plan_get_paths (self->plan);

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return TRUE;
  for (; *paths != NULL; paths++)
    if (is_same_file (self->path, *paths))
      {
        g_autofree char *shown = pt_display_path (self->path);

        g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_WRITE,
                     _ ("%s is one of the samples that are rendered; choose another name"), shown);
        return FALSE;
      }

  return TRUE;
}

static gboolean
open_outputs (Render *self, gboolean threaded, GError **error)
{
  guint rate = pt_render_plan_get_sample_rate (self->plan);
  PtAudioWriterFlags flags = PT_AUDIO_WRITER_PLAIN;

  if (threaded)
    flags |= PT_AUDIO_WRITER_THREADED;
  if (!self->options->without_hash)
    flags |= PT_AUDIO_WRITER_HASHED;
  if (self->path != NULL)
    {
      if (!check_not_a_sample (self, error))
        return FALSE;
      self->writer = pt_audio_writer_new (self->path, self->options->format, 2, rate,
                                          pt_render_plan_get_frames (self->plan), flags, error);
      if (self->writer == NULL)
        return FALSE;
    }
  if (self->options->stems_folder != NULL)
    {
      self->stems = pt_render_stems_new (self->plan, self->options->stems_folder, self->options->format, error);
      if (self->stems == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Everything has been written; now it takes its places. */
static gboolean
commit (Render *self, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->stems != NULL && !pt_render_stems_commit (self->stems, error))
    return FALSE;
  if (self->writer != NULL)
    {
      if (!pt_audio_writer_commit (self->writer, error))
        return FALSE;
      g_strlcpy (self->result->sha256, pt_audio_writer_get_sha256 (self->writer), sizeof self->result->sha256);
    }

  return TRUE;
}

static gboolean
check_options (const PtRenderOptions *options, const char *path, GError **error)
{
  if (options->normalize != PT_NORMALIZE_OFF
      && !(options->target_db >= MIN_TARGET_DB && options->target_db <= 0))
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                   _ ("A level of %g dB cannot be reached; choose one from %g to 0"), options->target_db, MIN_TARGET_DB);
      return FALSE;
    }
  if (options->normalize == PT_NORMALIZE_LOUDNESS
      && !(options->ceiling_dbtp >= MIN_TARGET_DB && options->ceiling_dbtp <= 0))
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
                   _ ("A true-peak limit of %g dBTP makes no sense; choose one from %g to 0"),
                   options->ceiling_dbtp, MIN_TARGET_DB);
      return FALSE;
    }

  /* Before samples are loaded and stretched, which may take a while. */
  return path == NULL || pt_audio_writer_check (path, error);
}

static PtRenderPlan *
make_plan (Render *self, PtArrangement *arrangement, PtSampleLoader *loader, guint threads, GError **error)
{
  const PtRenderPlanOptions options = {
    .sample_rate = self->options->sample_rate,
    .tempo = self->options->tempo,
    .roots = self->options->roots,
    .threads = threads,
  };

  return pt_render_plan_new (arrangement, loader, &options, self->result->notices, self->cancellable, error);
}

static gboolean
run (Render *self, PtArrangement *arrangement, PtSampleLoader *loader, GError **error)
{
  guint threads = self->options->threads > 0 ? self->options->threads : g_get_num_processors ();
  double stems_share = self->options->stems_folder != NULL ? 0.4 : 0;
  PtRenderResult *result = self->result;

  begin_stage (self, "Loading samples", 0.1);
  self->plan = make_plan (self, arrangement, loader, threads, error);
  if (self->plan == NULL || !open_outputs (self, threads > 1, error))
    return FALSE;
  result->frames = pt_render_plan_get_frames (self->plan);
  result->sample_rate = pt_render_plan_get_sample_rate (self->plan);
  result->channels = 2;

  self->mix = pt_render_mix_new (self->plan);
  begin_stage (self, "Finding the level", 0.3 - stems_share / 2);
  if (!choose_gain (self, error))
    return FALSE;
  result->gain = self->gain;
  begin_stage (self, self->path != NULL ? "Writing the mix" : "Measuring the mix", 0.6 - stems_share / 2);
  if (!write_mix (self, error))
    return FALSE;
  if (pt_render_mix_get_stolen (self->mix) > 0)
    notice (self, "%" G_GUINT64_FORMAT " voices were cut short because more than 256 sounded at once",
            pt_render_mix_get_stolen (self->mix));

  if (self->stems != NULL)
    {
      begin_stage (self, "Writing stems", stems_share);
      if (!pt_render_stems_write (self->stems, self->gain, result->sample_rate, threads > 1, result->notices, step,
                                  self, error))
        return FALSE;
    }

  return commit (self, error);
}

gboolean
pt_render (PtArrangement *arrangement, PtSampleLoader *loader, const PtRenderOptions *options, const char *path, PtRenderResult *result, PtProgressFunc progress, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtArrangement) snapshot = NULL;
  gint64 started_usec = g_get_monotonic_time ();
  Render self = {
    .options = options,
    .path = path,
    .result = result,
    .progress = progress,
    .user_data = user_data,
    .cancellable = cancellable,
  };
  gboolean done;

  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), FALSE);
  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), FALSE);
  g_return_val_if_fail (options != NULL, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  memset (result, 0, sizeof *result);
  result->notices = g_ptr_array_new_with_free_func (g_free);
  snapshot = pt_arrangement_copy (arrangement);
  done = check_options (options, path, error) && run (&self, snapshot, loader, error);

  g_clear_pointer (&self.stems, pt_render_stems_free);
  g_clear_pointer (&self.writer, pt_audio_writer_free);
  g_clear_pointer (&self.mix, pt_render_mix_free);
  g_clear_pointer (&self.plan, pt_render_plan_unref);
  g_free (self.limiter);
  if (!done)
    {
      pt_render_result_clear (result);
      return FALSE;
    }
  result->render_s = (double) (g_get_monotonic_time () - started_usec) / G_USEC_PER_SEC;

  return TRUE;
}
