/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-measure.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/pt-analysis.h"
#include "audio/pt-audio-error.h"
#include "audio/pt-audio-file.h"
#include "audio/pt-loudness.h"
#include "audio/pt-sample-classify.h"
#include "audio/pt-sample-name.h"
#include "audio/pt-simd.h"
#include "audio/pt-waveform.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"

/* Below this a file cannot be too long, whatever its format. */
#define SURELY_SHORT_BYTES (1024 * 1024)
/* A buffer grown larger than this by one file is not kept for the next. */
#define KEEP_BYTES (32 * 1024 * 1024)
#define MAX_BYTES (G_GUINT64_CONSTANT (2) << 30)
/* BS.1770 has nothing to say about less than one block. */
#define LOUDNESS_MIN_S 0.4
#define LANES 8

struct _PtMeasureScratch
{
  guint8 *data;
  gsize capacity;
};

/* Long files are measured one at a time: several in memory at once are too much. */
static GMutex long_file_lock;

PtMeasureScratch *
pt_measure_scratch_new (void)
{
  return g_new0 (PtMeasureScratch, 1);
}

void
pt_measure_scratch_free (PtMeasureScratch *self)
{
  if (self == NULL)
    return;
  g_free (self->data);
  g_free (self);
}

static gboolean
reserve (PtMeasureScratch *self, gsize capacity, GError **error)
{
  guint8 *data;

  if (capacity <= self->capacity)
    return TRUE;
  capacity = MAX (capacity, self->capacity * 2);
  data = g_try_realloc (self->data, capacity);
  if (data == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED, _ ("There is not enough memory to read it (%.1f GB)"),
                   capacity / 1e9);
      return FALSE;
    }
  self->data = data;
  self->capacity = capacity;

  return TRUE;
}

static gboolean
set_read_error (int number, GError **error)
{
  if (number == ENOENT)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The file vanished during the scan"));
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _ ("Cannot read the file: %s"), g_strerror (number));

  return FALSE;
}

/* The whole file, even when it grows meanwhile; *@status is from before the first byte, so
 * that a file which changes while it is read is read again next time. */
static gboolean
read_descriptor (PtMeasureScratch *self, int fd, struct stat *status, gsize *length, GError **error)
{
  gsize n = 0;

  if (fstat (fd, status) != 0)
    return set_read_error (errno, error);
  if (!S_ISREG (status->st_mode))
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE, _ ("It is no file any more"));
      return FALSE;
    }
  for (;;)
    {
      gssize got;

      if (n > MAX_BYTES)
        {
          g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                       _ ("The file is too large for a sample (over 2 GB); cut it first"));
          return FALSE;
        }
      if (!reserve (self, MAX (n, (gsize) CLAMP (status->st_size, 0, (goffset) MAX_BYTES)) + 4096, error))
        return FALSE;
      got = read (fd, self->data + n, self->capacity - n);
      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        return set_read_error (errno, error);
      if (got == 0)
        break;
      n += got;
    }
  *length = n;

  return TRUE;
}

static gboolean
read_file (PtMeasureScratch *self, const char *path, struct stat *status, gsize *length, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean done;

  if (fd < 0)
    return set_read_error (errno, error);
  done = read_descriptor (self, fd, status, length, error);
  close (fd);

  return done;
}

/* Asked before the file is read when its size makes it possible. */
static gboolean
check_duration (const char *path, gboolean *is_long, GError **error)
{
  g_autofree char *length = NULL;
  PtAudioFileInfo info;

  if (!pt_audio_file_probe (path, &info, error))
    return FALSE;
  *is_long = info.frames > (guint64) info.sample_rate * 300;
  if (info.frames <= (guint64) info.sample_rate * PT_LIBRARY_MAX_DURATION_S)
    return TRUE;

  length = pt_format_duration ((double) info.frames / info.sample_rate);
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
               _ ("It is too long for a sample (%s, at most %d minutes); cut it first"), length,
               PT_LIBRARY_MAX_DURATION_S / 60);

  return FALSE;
}

typedef double DoubleLanes __attribute__ ((vector_size (LANES * sizeof (double))));
typedef float FloatLanes __attribute__ ((vector_size (LANES * sizeof (float)), aligned (4)));
typedef gint32 IntLanes __attribute__ ((vector_size (LANES * sizeof (gint32)), aligned (4)));

/* Peak and sum of squares; what is no number counts as silence. */
PT_SIMD_CLONES static void
measure_level (const float *samples, gsize n, float *peak, double *sum)
{
  DoubleLanes sums = { 0 };
  FloatLanes peaks = { 0 };
  double total = 0;
  float highest = 0;
  gsize i = 0;

  for (; i + LANES <= n; i += LANES)
    {
      FloatLanes v;
      IntLanes magnitude;

      memcpy (&v, samples + i, sizeof v);
      magnitude = (IntLanes) v & 0x7fffffff;
      magnitude = magnitude & (magnitude < 0x7f800000);
      v = (FloatLanes) magnitude;
      peaks = (FloatLanes) (((v > peaks) & magnitude) | (~(v > peaks) & (IntLanes) peaks));
      sums += __builtin_convertvector(v, DoubleLanes) * __builtin_convertvector(v, DoubleLanes);
    }
  for (int lane = 0; lane < LANES; lane++)
    {
      highest = MAX (highest, peaks[lane]);
      total += sums[lane];
    }
  for (; i < n; i++)
    if (isfinite (samples[i]))
      {
        highest = MAX (highest, fabsf (samples[i]));
        total += (double) samples[i] * samples[i];
      }

  *peak = highest;
  *sum = total;
}

static void
measure_levels (const PtAudioBuffer *buffer, PtSampleInfo *info)
{
  gsize n = info->frames * info->channels;
  float peak;
  double sum;

  measure_level (pt_audio_buffer_get_samples (buffer), n, &peak, &sum);
  info->peak_dbfs = pt_gain_to_db (peak);
  info->rms_dbfs = pt_gain_to_db (sqrt (sum / n));
}

static void
measure_loudness (const PtAudioBuffer *buffer, PtSampleInfo *info)
{
  g_autoptr (PtLoudnessMeter) meter = NULL;
  PtLoudness loudness;

  if (info->duration_s < LOUDNESS_MIN_S)
    return;
  meter = pt_loudness_meter_new (info->channels, info->sample_rate, PT_LOUDNESS_INTEGRATED);
  pt_loudness_meter_add (meter, pt_audio_buffer_get_samples (buffer), info->frames);
  pt_loudness_meter_finish (meter, &loudness);
  info->lufs_i = loudness.lufs_i;
}

static gint8
in_steps (double value, double per_step)
{
  return (gint8) CLAMP (round (value / per_step), -127, 127);
}

static gint8
in_half_decibels (double share)
{
  return in_steps (share > 1e-7 ? 10 * log10 (share) : -63.5, 0.5);
}

static void
set_profile (const PtSampleFeatures *features, PtSampleInfo *info)
{
  G_STATIC_ASSERT (PT_PROFILE_N_OCTAVES == PT_SAMPLE_N_OCTAVES);
  for (guint i = 0; i < PT_PROFILE_N_OCTAVES; i++)
    info->profile[PT_PROFILE_OCTAVES + i] = in_half_decibels (features->octaves[i]);
  info->profile[PT_PROFILE_FLATNESS] = in_half_decibels (features->flatness);
  info->profile[PT_PROFILE_ATTACK] = in_steps (log2 (MAX (features->attack_s, 1e-4)), 1 / 8.0);
  info->profile[PT_PROFILE_DECAY] = in_steps (log2 (MAX (features->decay_s, 1e-4)), 1 / 8.0);
  info->profile[PT_PROFILE_GLIDE] = in_steps (log2 (CLAMP (features->pitch_glide, 1 / 64.0, 64)), 1 / 16.0);
  info->has_profile = TRUE;
}

static void
classify (const PtWalkFile *file, const PtAudioBuffer *buffer, PtSampleInfo *info)
{
  g_autofree float *mono = NULL;
  PtSampleNameFacts name;
  PtSampleFeatures features;
  PtSampleVerdict verdict;

  pt_sample_name_read (file->path, file->n_folders, &name);
  if (info->channels > 1)
    mono = pt_mono_mix (buffer);
  pt_sample_features_measure (mono != NULL ? mono : pt_audio_buffer_get_samples (buffer),
                              info->frames, info->sample_rate, FALSE, &features);
  pt_sample_classify (&name, &features, info->duration_s, pt_gain_from_db (info->peak_dbfs),
                      isfinite (info->rms_dbfs) ? pt_gain_from_db (info->peak_dbfs - info->rms_dbfs) : 1, &verdict);
  if (pt_sample_needs_tempo (&name, &verdict, info->duration_s))
    {
      guint64 heard = MIN (info->frames, (guint64) info->sample_rate * PT_SAMPLE_FEATURES_MAX_S);
      g_auto (PtTempoEstimate) tempo = { 0 };

      pt_tempo_detect_part (mono != NULL ? mono : pt_audio_buffer_get_samples (buffer), heard,
                            info->sample_rate, heard == info->frames, &tempo);
      features.tempo_bpm = tempo.bpm;
      features.tempo_confidence = tempo.confidence;
    }
  pt_sample_settle_tempo (&name, &features, info->duration_s, &verdict);
  pt_sample_settle_key (&name, &features, &verdict);

  info->role = verdict.role;
  info->role_confidence = verdict.role_confidence;
  info->loop = verdict.loop;
  info->loop_confidence = verdict.loop_confidence;
  info->bpm = verdict.bpm;
  info->bars = verdict.bars;
  if (verdict.tonal)
    {
      PtKeyEstimate key = { .tonic = verdict.tonic, .minor = verdict.minor };

      g_free (info->key);
      info->key = pt_key_estimate_to_string (&key);
      info->key_confidence = verdict.key_confidence;
    }
  info->brightness_hz = features.brightness_hz;
  info->onset_rate_hz = features.onset_rate_hz;
  set_profile (&features, info);
}

static PtSampleInfo *
measure_file (PtMeasureScratch *self,
              const PtWalkFile *file,
              gint64 *modified_ns,
              GBytes **waveform,
              GError **error)
{
  g_autoptr (PtSampleInfo) info = NULL;
  g_autoptr (PtAudioBuffer) buffer = NULL;
  g_autoptr (PtWaveform) shape = NULL;
  g_autofree char *base = g_path_get_basename (file->path);
  g_autofree char *shown = pt_display_path (base);
  struct stat status;
  gsize length;

  if (!read_file (self, file->path, &status, &length, error))
    return NULL;
  if (length == 0)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_EMPTY, _ ("The file is empty"));
      return NULL;
    }
  info = pt_sample_info_new (file->path);
  pt_sha256_compute (self->data, length, info->content_hash);
  buffer = pt_audio_file_decode (self->data, length, shown, NULL, error);
  if (buffer == NULL)
    return NULL;

  info->file_size = length;
  *modified_ns = status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec;
  info->modified_usec = *modified_ns / 1000;
  info->frames = pt_audio_buffer_get_frames (buffer);
  info->channels = pt_audio_buffer_get_channels (buffer);
  info->sample_rate = pt_audio_buffer_get_sample_rate (buffer);
  info->duration_s = (double) info->frames / info->sample_rate;
  measure_levels (buffer, info);
  measure_loudness (buffer, info);
  classify (file, buffer, info);
  shape = pt_waveform_new (pt_audio_buffer_get_samples (buffer), info->frames, info->channels,
                           PT_WAVEFORM_STORED_BINS);
  *waveform = pt_waveform_to_bytes (shape);

  return g_steal_pointer (&info);
}

PtSampleInfo *
pt_library_measure (PtMeasureScratch *self,
                    const PtWalkFile *file,
                    gint64 *modified_ns,
                    GBytes **waveform,
                    GError **error)
{
  PtSampleInfo *info;
  gboolean is_long = FALSE;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (modified_ns != NULL && waveform != NULL, NULL);

  if (file->size > SURELY_SHORT_BYTES && !check_duration (file->path, &is_long, error))
    return NULL;

  if (is_long)
    g_mutex_lock (&long_file_lock);
  info = measure_file (self, file, modified_ns, waveform, error);
  if (self->capacity > KEEP_BYTES)
    {
      g_clear_pointer (&self->data, g_free);
      self->capacity = 0;
    }
  if (is_long)
    g_mutex_unlock (&long_file_lock);

  return info;
}

static void
measure_levels_of (gpointer data, gpointer user_data)
{
  PtSampleInfo *info = data;
  GCancellable *cancellable = user_data;
  g_autoptr (PtAudioBuffer) buffer = pt_audio_file_read (info->path, NULL, cancellable, NULL);

  if (buffer == NULL)
    return;
  info->frames = pt_audio_buffer_get_frames (buffer);
  info->channels = pt_audio_buffer_get_channels (buffer);
  measure_levels (buffer, info);
}

gboolean
pt_library_measure_levels (GPtrArray *samples, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new ();
  GThreadPool *pool;

  g_return_val_if_fail (samples != NULL, FALSE);

  pool = g_thread_pool_new (measure_levels_of, cancellable, MAX (g_get_num_processors (), 2), FALSE, NULL);
  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);
      PtSampleInfo *copy = isnan (info->peak_dbfs) && !info->missing ? pt_sample_info_copy (info) : NULL;

      g_ptr_array_add (infos, copy);
      if (copy != NULL)
        g_thread_pool_push (pool, copy, NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < samples->len; i++)
    if (infos->pdata[i] != NULL)
      pt_sample_set_info (samples->pdata[i], infos->pdata[i]);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
