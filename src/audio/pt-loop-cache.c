/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loop-cache.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "core/pt-sha256.h"
#include "core/pt-util.h"

#define MAGIC "PTLOOP01"
#define SUFFIX ".loop"

/* The head of a file; the samples follow as they lie in memory. Written and read by the
 * same kind of machine: another byte order is another magic. */
typedef struct
{
  char magic[8];
  guint32 byte_order;
  guint32 channels;
  guint32 sample_rate;
  guint32 reserved;
  guint64 frames;
  guint8 key[PT_LOOP_CACHE_KEY_BYTES];
  guint8 sum[PT_SHA256_BYTES]; /* of all before, and of the samples */
} Head;

G_STATIC_ASSERT (sizeof (Head) == 96);

struct _PtLoopCache
{
  char *folder;
  guint64 max_bytes;
};

PtLoopCache *
pt_loop_cache_new (const char *folder, guint64 max_bytes)
{
  PtLoopCache *self = g_new0 (PtLoopCache, 1);

  self->folder = g_strdup (folder);
  self->max_bytes = max_bytes;

  return self;
}

void
pt_loop_cache_free (PtLoopCache *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->folder);
  g_free (self);
}

static char *
make_path (PtLoopCache *self, const guint8 *key)
{
  g_autofree char *digits = pt_sha256_to_string (key);
  g_autofree char *name = g_strconcat (digits, SUFFIX, NULL);

  return g_build_filename (self->folder, name, NULL);
}

static void
compute_sum (const Head *head, const void *samples, gsize length, guint8 *sum)
{
  PtSha256 sha;

  pt_sha256_init (&sha);
  pt_sha256_update (&sha, head, G_STRUCT_OFFSET (Head, sum));
  pt_sha256_update (&sha, samples, length);
  pt_sha256_finish (&sha, sum);
}

/* A file of another program, another version, cut off or with a bit turned over: no. */
static PtAudioBuffer *
parse (const char *bytes, gsize length, const guint8 *key)
{
  guint8 sum[PT_SHA256_BYTES];
  Head head;
  float *samples;
  gsize n_bytes;

  if (length < sizeof head)
    return NULL;
  memcpy (&head, bytes, sizeof head);
  if (memcmp (head.magic, MAGIC, sizeof head.magic) != 0
      || head.byte_order != G_BYTE_ORDER
      || memcmp (head.key, key, sizeof head.key) != 0
      || head.channels == 0 || head.channels > 8 || head.sample_rate == 0
      || head.frames == 0 || head.frames > G_MAXUINT32
      || head.frames * head.channels * sizeof (float) != length - sizeof head)
    return NULL;
  n_bytes = length - sizeof head;
  compute_sum (&head, bytes + sizeof head, n_bytes, sum);
  if (memcmp (sum, head.sum, sizeof sum) != 0)
    return NULL;

  samples = pt_audio_buffer_alloc (head.frames, head.channels);
  if (samples == NULL)
    return NULL;
  memcpy (samples, bytes + sizeof head, n_bytes);

  return pt_audio_buffer_new_take (samples, head.frames, head.channels, head.sample_rate);
}

PtAudioBuffer *
pt_loop_cache_lookup (PtLoopCache *self, const guint8 key[PT_LOOP_CACHE_KEY_BYTES])
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  PtAudioBuffer *buffer;
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  if (self->folder == NULL)
    return NULL;
  path = make_path (self, key);
  if (!g_file_get_contents (path, &bytes, &length, NULL))
    return NULL;
  buffer = parse (bytes, length, key);
  if (buffer == NULL)
    {
      g_debug ("The cached loop %s is damaged and made anew", path);
      g_unlink (path);
    }
  else
    {
      /* Used now: the time by which old ones go. */
      utimensat (AT_FDCWD, path, NULL, 0);
    }

  return buffer;
}

/* --- keeping the size --- */

typedef struct
{
  char *path;
  gint64 used_usec;
  guint64 bytes;
} CachedFile;

static void
cached_file_clear (gpointer data)
{
  CachedFile *file = data;

  g_free (file->path);
}

static int
compare_by_use (gconstpointer a, gconstpointer b)
{
  const CachedFile *first = a;
  const CachedFile *second = b;

  return (first->used_usec > second->used_usec) - (first->used_usec < second->used_usec);
}

static GArray *
list_files (PtLoopCache *self, guint64 *total)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (CachedFile));
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (files, cached_file_clear);
  *total = 0;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      CachedFile file;
      GStatBuf status;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;
      file.path = g_build_filename (self->folder, name, NULL);
      if (g_stat (file.path, &status) != 0)
        {
          g_free (file.path);
          continue;
        }
      file.used_usec = (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000;
      file.bytes = status.st_size;
      *total += file.bytes;
      g_array_append_val (files, file);
    }

  return files;
}

static void
keep_size (PtLoopCache *self, const char *newest)
{
  guint64 total;
  g_autoptr (GArray) files = list_files (self, &total);

  if (total <= self->max_bytes)
    return;
  g_array_sort (files, compare_by_use);
  /* Below the limit by a tenth, so that not every store has to look for room. */
  for (guint i = 0; i < files->len && total > self->max_bytes - self->max_bytes / 10; i++)
    {
      const CachedFile *file = &g_array_index (files, CachedFile, i);

      if (g_str_equal (file->path, newest))
        continue;
      if (g_unlink (file->path) == 0)
        total -= file->bytes;
    }
}

void
pt_loop_cache_store (PtLoopCache *self, const guint8 key[PT_LOOP_CACHE_KEY_BYTES], const PtAudioBuffer *buffer)
{
  Head head = { .magic = MAGIC, .byte_order = G_BYTE_ORDER };
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_return_if_fail (self != NULL);
  g_return_if_fail (key != NULL);
  g_return_if_fail (buffer != NULL);

  if (self->folder == NULL)
    return;
  head.channels = pt_audio_buffer_get_channels (buffer);
  head.sample_rate = pt_audio_buffer_get_sample_rate (buffer);
  head.frames = pt_audio_buffer_get_frames (buffer);
  memcpy (head.key, key, sizeof head.key);
  length = head.frames * head.channels * sizeof (float);
  if (sizeof head + length > self->max_bytes)
    return;
  compute_sum (&head, pt_audio_buffer_get_samples (buffer), length, head.sum);

  bytes = g_malloc (sizeof head + length);
  memcpy (bytes, &head, sizeof head);
  memcpy (bytes + sizeof head, pt_audio_buffer_get_samples (buffer), length);
  path = make_path (self, key);
  if (g_mkdir_with_parents (self->folder, 0700) != 0
      || !pt_file_replace_contents (path, bytes, sizeof head + length, &error))
    {
      g_debug ("A stretched loop is not kept: %s", error != NULL ? error->message : "no folder");
      return;
    }
  keep_size (self, path);
}
