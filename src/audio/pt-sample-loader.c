/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-loader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-audio-file.h"
#include "audio/pt-flux.h"
#include "audio/pt-loop-cache.h"
#include "audio/pt-loop-fit.h"
#include "audio/pt-mono-mix.h"
#include "audio/pt-resampler.h"
#include "audio/pt-sample-name.h"
#include "audio/pt-stretcher.h"
#include "audio/pt-tempo-own.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"

/* Prepared samples in memory: a quarter of the machine's, at most this. */
#define MAX_MEMORY (G_GUINT64_CONSTANT (1024) * 1024 * 1024)

/* One prepared sample, or one that a thread is preparing while others wait for it. */
typedef struct
{
  char *key;
  PtAudioBuffer *buffer; /* NULL: being prepared */
  gboolean stretched;
  guint64 bytes;
  GList link; /* in by_use, newest first */
} Entry;

struct _PtSampleLoader
{
  GObject parent_instance;
  PtLoopCache *disk;

  GMutex lock;
  GCond changed;
  GHashTable *entries; /* key -> Entry */
  GQueue by_use;
  guint64 bytes;
  guint64 max_bytes;
  guint n_prepared;
};

G_DEFINE_FINAL_TYPE (PtSampleLoader, pt_sample_loader, G_TYPE_OBJECT)

/* What to prepare. */
typedef struct
{
  const char *path;
  gboolean loop;
  double loop_bpm;
  PtTempo tempo;
  guint sample_rate;
} Request;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->buffer, pt_audio_buffer_unref);
  g_free (entry->key);
  g_free (entry);
}

static void
pt_sample_loader_finalize (GObject *object)
{
  PtSampleLoader *self = PT_SAMPLE_LOADER (object);

  g_hash_table_unref (self->entries);
  pt_loop_cache_free (self->disk);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);

  G_OBJECT_CLASS (pt_sample_loader_parent_class)->finalize (object);
}

static void
pt_sample_loader_class_init (PtSampleLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pt_sample_loader_finalize;
}

static void
pt_sample_loader_init (PtSampleLoader *self)
{
  long pages = sysconf (_SC_PHYS_PAGES);
  long page = sysconf (_SC_PAGESIZE);

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->max_bytes = pages > 0 && page > 0 ? MIN (MAX_MEMORY, (guint64) pages * page / 4) : MAX_MEMORY;
}

PtSampleLoader *
pt_sample_loader_new (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "peaktime", "loops", NULL);

  return pt_sample_loader_new_with_cache (folder);
}

PtSampleLoader *
pt_sample_loader_new_with_cache (const char *folder)
{
  PtSampleLoader *self = g_object_new (PT_TYPE_SAMPLE_LOADER, NULL);

  self->disk = pt_loop_cache_new (folder, PT_LOOP_CACHE_MAX_BYTES);

  return self;
}

void
pt_sample_loader_set_max_memory (PtSampleLoader *self, guint64 bytes)
{
  g_return_if_fail (PT_IS_SAMPLE_LOADER (self));

  g_mutex_lock (&self->lock);
  self->max_bytes = bytes;
  g_mutex_unlock (&self->lock);
}

guint64
pt_sample_loader_get_memory (PtSampleLoader *self)
{
  guint64 bytes;

  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (self), 0);

  g_mutex_lock (&self->lock);
  bytes = self->bytes;
  g_mutex_unlock (&self->lock);

  return bytes;
}

guint
pt_sample_loader_get_n_prepared (PtSampleLoader *self)
{
  guint n;

  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (self), 0);

  g_mutex_lock (&self->lock);
  n = self->n_prepared;
  g_mutex_unlock (&self->lock);

  return n;
}

/* --- preparing --- */

static PtAudioBuffer *
read_playable (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = NULL;
  PtAudioFileInfo info;
  g_autofree char *shown = NULL;

  buffer = pt_audio_file_read (path, &info, cancellable, error);
  if (buffer == NULL)
    return NULL;
  shown = pt_display_path (path);
  if (info.channels > 2)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNSUPPORTED,
                   _ ("%s has %u channels, and only mono and stereo play; mix it down first, for example with "
                      "“sox in.wav out.wav channels 2”"),
                   shown, info.channels);
      return NULL;
    }
  if (info.n_unusable > 0)
    g_debug ("%s: %" G_GUINT64_FORMAT " samples are not numbers and were made silent", shown, info.n_unusable);

  return g_steal_pointer (&buffer);
}

/* The engine plays stereo; a mono sample sounds on both sides as it is. */
static PtAudioBuffer *
to_stereo (PtAudioBuffer *buffer, GError **error)
{
  guint64 frames = pt_audio_buffer_get_frames (buffer);
  const float *mono = pt_audio_buffer_get_samples (buffer);
  float *samples;

  if (pt_audio_buffer_get_channels (buffer) == 2)
    return pt_audio_buffer_ref (buffer);

  samples = pt_audio_buffer_alloc (frames, 2);
  if (samples == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
                   _ ("There is not enough memory for a sample of %.1f GB"), frames * 8 / 1e9);
      return NULL;
    }
  for (guint64 i = 0; i < frames; i++)
    samples[2 * i] = samples[2 * i + 1] = mono[i];

  return pt_audio_buffer_new_take (samples, frames, 2, pt_audio_buffer_get_sample_rate (buffer));
}

/* Not pt_tempo_detect(), which asks aubio as well where it is installed: what a loop is
 * stretched to must not depend on the machine. */
static PtTempoCandidate
hear_tempo (PtAudioBuffer *buffer)
{
  guint64 frames = pt_audio_buffer_get_frames (buffer);
  guint rate = pt_audio_buffer_get_sample_rate (buffer);
  g_autofree float *mono = pt_mono_mix (buffer);
  g_autoptr (PtFlux) flux = pt_flux_new (mono, frames, rate);

  return pt_tempo_own_detect (flux, (double) frames / rate);
}

static gboolean
find_fit (const Request *request, PtAudioBuffer *buffer, PtLoopFit *fit)
{
  guint64 frames = pt_audio_buffer_get_frames (buffer);
  guint rate = pt_audio_buffer_get_sample_rate (buffer);
  PtTempoCandidate heard;
  PtSampleNameFacts facts;

  if (request->loop_bpm > 0)
    return pt_loop_fit_known (frames, rate, request->loop_bpm, fit);
  pt_sample_name_read (request->path, 1, &facts);
  if (facts.bpm > 0 && pt_loop_fit_known (frames, rate, facts.bpm, fit))
    return TRUE;
  for (guint i = 0; i < facts.n_numbers; i++)
    if (pt_loop_fit_number (frames, rate, facts.numbers[i], fit))
      return TRUE;

  heard = hear_tempo (buffer);

  return pt_loop_fit_guess (frames, rate, heard.bpm, heard.confidence, request->tempo, fit);
}

/* The file as long as its beats: followed by silence, or its tail laid over its beginning,
 * where it rings when the loop comes round. */
static PtAudioBuffer *
apply_fit (PtAudioBuffer *buffer, const PtLoopFit *fit, GError **error)
{
  guint64 frames = pt_audio_buffer_get_frames (buffer);
  guint channels = pt_audio_buffer_get_channels (buffer);
  const float *source = pt_audio_buffer_get_samples (buffer);
  guint64 kept = MIN (frames, fit->frames);
  float *samples;

  if (frames == fit->frames)
    return pt_audio_buffer_ref (buffer);

  samples = pt_audio_buffer_alloc (fit->frames, channels);
  if (samples == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_FAILED,
                   _ ("There is not enough memory for a loop of %" PRIu64 " frames"), fit->frames);
      return NULL;
    }
  memcpy (samples, source, kept * channels * sizeof (float));
  for (guint64 i = kept * channels; i < frames * channels; i++)
    samples[(i - kept * channels) % (kept * channels)] += source[i];

  return pt_audio_buffer_new_take (samples, fit->frames, channels, pt_audio_buffer_get_sample_rate (buffer));
}

/* Everything the stretched loop depends on. */
static void
make_disk_key (PtAudioBuffer *source, const PtLoopFit *fit, guint64 target, guint sample_rate, guint8 *key)
{
  const guint64 facts[] = {
    PT_STRETCHER_VERSION,
    pt_audio_buffer_get_channels (source),
    pt_audio_buffer_get_sample_rate (source),
    fit->frames,
    target,
    sample_rate,
  };
  PtSha256 sha;

  pt_sha256_init (&sha);
  pt_sha256_update (&sha, facts, sizeof facts);
  pt_sha256_update (&sha, pt_audio_buffer_get_samples (source),
                    pt_audio_buffer_get_frames (source) * pt_audio_buffer_get_channels (source) * sizeof (float));
  pt_sha256_finish (&sha, key);
}

/* TRUE when the loop has the session's tempo already, up to what rounding to frames does
 * to a file: half a frame a bar, and one. */
static gboolean
is_in_tempo (double length, guint64 target, guint beats)
{
  return fabs (length - target) <= 1.0 + 0.5 * beats / PT_BEATS_PER_BAR;
}

static PtAudioBuffer *
prepare_loop (PtSampleLoader *self,
              const Request *request,
              PtAudioBuffer *source,
              const PtLoopFit *fit,
              GCancellable *cancellable,
              GError **error)
{
  guint64 target = pt_beats_to_frame (pt_beats_new (fit->beats, 1), request->tempo, request->sample_rate);
  double length = (double) fit->frames * request->sample_rate / pt_audio_buffer_get_sample_rate (source);
  guint8 key[PT_LOOP_CACHE_KEY_BYTES];
  g_autoptr (PtAudioBuffer) fitted = NULL;
  g_autoptr (PtAudioBuffer) resampled = NULL;
  PtAudioBuffer *stretched;

  if (is_in_tempo (length, target, fit->beats))
    {
      fitted = apply_fit (source, fit, error);
      return fitted != NULL ? pt_resample_loop (fitted, target, request->sample_rate, cancellable, error) : NULL;
    }

  make_disk_key (source, fit, target, request->sample_rate, key);
  stretched = pt_loop_cache_lookup (self->disk, key);
  if (stretched != NULL)
    return stretched;

  fitted = apply_fit (source, fit, error);
  if (fitted == NULL)
    return NULL;
  resampled = pt_resample_loop (fitted, MAX (1, llround (length)), request->sample_rate, cancellable, error);
  if (resampled == NULL)
    return NULL;
  stretched = pt_stretch_loop (resampled, target, cancellable, error);
  if (stretched != NULL)
    pt_loop_cache_store (self->disk, key, stretched);

  return stretched;
}

static gboolean
can_stretch (const Request *request, PtAudioBuffer *source, const PtLoopFit *fit)
{
  double wanted_s = fit->beats * 60.0 / pt_tempo_to_bpm (request->tempo);
  double ratio = wanted_s * pt_audio_buffer_get_sample_rate (source) / fit->frames;

  return ratio > PT_STRETCHER_MIN_RATIO && ratio < PT_STRETCHER_MAX_RATIO;
}

static PtAudioBuffer *
prepare (PtSampleLoader *self, const Request *request, gboolean *stretched, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtAudioBuffer) source = NULL;
  g_autoptr (PtAudioBuffer) ready = NULL;
  PtLoopFit fit;

  source = read_playable (request->path, cancellable, error);
  if (source == NULL)
    return NULL;

  *stretched = request->loop && find_fit (request, source, &fit) && can_stretch (request, source, &fit);
  if (*stretched)
    ready = prepare_loop (self, request, source, &fit, cancellable, error);
  else
    ready = pt_resample (source, request->sample_rate, cancellable, error);
  if (ready == NULL)
    return NULL;

  return to_stereo (ready, error);
}

/* --- sharing --- */

/* The same file, unchanged, wanted the same way. */
static char *
make_key (const Request *request)
{
  struct stat status = { 0 };

  /* A file that is gone has no key: reading it says why. */
  if (stat (request->path, &status) != 0)
    return NULL;

  return g_strdup_printf ("%d %u %" G_GINT64_FORMAT " %.6f %lld %lld.%09ld %lld %s",
                          request->loop, request->sample_rate, request->loop ? request->tempo : 0,
                          request->loop ? request->loop_bpm : 0, (long long) status.st_ino,
                          (long long) status.st_mtim.tv_sec, status.st_mtim.tv_nsec, (long long) status.st_size,
                          request->path);
}

static void
forget (PtSampleLoader *self, Entry *entry)
{
  if (entry->buffer != NULL)
    {
      g_queue_unlink (&self->by_use, &entry->link);
      self->bytes -= entry->bytes;
    }
  g_hash_table_remove (self->entries, entry->key);
}

/* The newest stays whatever its size: somebody is about to use it. */
static void
keep_size (PtSampleLoader *self)
{
  while (self->bytes > self->max_bytes && self->by_use.length > 1)
    forget (self, g_queue_peek_tail (&self->by_use));
}

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  PtSampleLoader *self = data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

/* Until another thread has prepared what @key stands for, or given up, or until @cancellable
 * is cancelled. Called without the lock, because connecting to a cancellable that is
 * cancelled calls back at once. */
static void
wait_for_other (PtSampleLoader *self, const char *key, GCancellable *cancellable)
{
  gulong handler = 0;
  Entry *entry;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), self, NULL);
  g_mutex_lock (&self->lock);
  while (!g_cancellable_is_cancelled (cancellable)
         && (entry = g_hash_table_lookup (self->entries, key)) != NULL
         && entry->buffer == NULL)
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
}

/* The buffer, or NULL: with *@mine TRUE the caller prepares it, and everybody else waits
 * for that; with FALSE another thread is at it. */
static PtAudioBuffer *
claim (PtSampleLoader *self, const char *key, gboolean *stretched, gboolean *mine)
{
  PtAudioBuffer *buffer = NULL;
  Entry *entry;

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, key);
  *mine = entry == NULL;
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->key = g_strdup (key);
      entry->link.data = entry;
      g_hash_table_insert (self->entries, entry->key, entry);
    }
  else if (entry->buffer != NULL)
    {
      g_queue_unlink (&self->by_use, &entry->link);
      g_queue_push_head_link (&self->by_use, &entry->link);
      *stretched = entry->stretched;
      buffer = pt_audio_buffer_ref (entry->buffer);
    }
  g_mutex_unlock (&self->lock);

  return buffer;
}

/* @buffer NULL: it failed; the next to come tries again, for a failure may pass. */
static void
deliver (PtSampleLoader *self, const char *key, PtAudioBuffer *buffer, gboolean stretched)
{
  Entry *entry;

  g_mutex_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, key);
  if (buffer == NULL)
    {
      forget (self, entry);
    }
  else
    {
      entry->buffer = pt_audio_buffer_ref (buffer);
      entry->stretched = stretched;
      entry->bytes = pt_audio_buffer_get_frames (buffer) * pt_audio_buffer_get_channels (buffer) * sizeof (float);
      self->bytes += entry->bytes;
      self->n_prepared++;
      g_queue_push_head_link (&self->by_use, &entry->link);
      keep_size (self);
    }
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static PtAudioBuffer *
load (PtSampleLoader *self, const Request *request, gboolean *stretched, GCancellable *cancellable, GError **error)
{
  g_autofree char *key = make_key (request);
  PtAudioBuffer *buffer;
  gboolean mine;

  if (key == NULL)
    return prepare (self, request, stretched, cancellable, error);

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      buffer = claim (self, key, stretched, &mine);
      if (buffer != NULL)
        return buffer;
      if (mine)
        break;
      wait_for_other (self, key, cancellable);
    }
  buffer = prepare (self, request, stretched, cancellable, error);
  deliver (self, key, buffer, *stretched);

  return buffer;
}

PtAudioBuffer *
pt_sample_loader_load_one_shot (PtSampleLoader *self,
                                const char *path,
                                guint sample_rate,
                                GCancellable *cancellable,
                                GError **error)
{
  const Request request = { .path = path, .sample_rate = sample_rate };
  gboolean stretched = FALSE;

  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (sample_rate > 0, NULL);

  return load (self, &request, &stretched, cancellable, error);
}

PtAudioBuffer *
pt_sample_loader_load_loop (PtSampleLoader *self,
                            const char *path,
                            double loop_bpm,
                            PtTempo tempo,
                            guint sample_rate,
                            gboolean *stretched,
                            GCancellable *cancellable,
                            GError **error)
{
  const Request request = { .path = path, .loop = TRUE, .loop_bpm = loop_bpm, .tempo = tempo, .sample_rate = sample_rate };
  gboolean scratch = FALSE;

  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (tempo > 0, NULL);
  g_return_val_if_fail (sample_rate > 0, NULL);

  return load (self, &request, stretched != NULL ? stretched : &scratch, cancellable, error);
}
