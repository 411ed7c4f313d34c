/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <sndfile.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "audio/pt-audio-convert.h"
#include "audio/pt-audio-error.h"
#include "core/pt-sha256.h"
#include "core/pt-util.h"

/* Large enough that a write() costs its bytes and not its call, small enough that the
 * hash finds them in the cache. */
#define PIECE_BYTES (512 * 1024)
#define N_PIECES 4

typedef struct
{
  guint8 *bytes;
  gsize length;
} Piece;

struct _PtAudioWriter
{
  char *path; /* symbolic links resolved */
  char *shown;
  char *temporary; /* NULL: committed */
  PtFileFormat format;
  PtAudioWriterFlags flags;
  guint channels;
  guint64 promised;
  guint64 frames; /* so far */
  int fd;
  SNDFILE *flac;
  PtSha256 sha;
  char *digest;

  /* Pieces go round. Each is to be written and to be hashed, both in order but apart from
   * each other: either of the two threads takes whichever job waits. So the one that mixes
   * hashes when it would have to wait, and two processors are busy to the end. */
  Piece pieces[N_PIECES];
  Piece *piece; /* being filled: that of n_filled */
  GThread *thread;
  GMutex lock;
  GCond changed;
  guint64 n_filled;
  guint64 n_written;
  guint64 n_hashed;
  gboolean writing;
  gboolean hashing;
  gboolean closing;
  gint saved_errno; /* of the first write that failed; atomic */
};

/* --- formats --- */

static const struct
{
  const char *name;
  guint bytes; /* per sample, in a piece */
} formats[] = {
  [PT_FILE_FORMAT_WAV16] = { "wav16", 2 },
  [PT_FILE_FORMAT_WAV24] = { "wav24", 3 },
  [PT_FILE_FORMAT_WAV32F] = { "wav32f", 4 },
  [PT_FILE_FORMAT_FLAC] = { "flac", 4 },
};

gboolean
pt_file_format_parse (const char *name, PtFileFormat *format, GError **error)
{
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (name, formats[i].name) == 0)
      {
        *format = i;
        return TRUE;
      }

  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID,
               _ ("There is no file format “%s”; choose wav16, wav24, wav32f or flac"), PT_SHORT (name));

  return FALSE;
}

static gboolean
has_ending (const char *path, const char *ending)
{
  gsize length = strlen (path), n = strlen (ending);

  return length > n && g_ascii_strcasecmp (path + length - n, ending) == 0;
}

gboolean
pt_file_format_from_path (const char *path, PtFileFormat *format)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  if (has_ending (path, ".flac"))
    *format = PT_FILE_FORMAT_FLAC;
  else if (has_ending (path, ".wav"))
    *format = PT_FILE_FORMAT_WAV24;
  else
    return FALSE;

  return TRUE;
}

const char *
pt_file_format_get_ending (PtFileFormat format)
{
  return format == PT_FILE_FORMAT_FLAC ? "flac" : "wav";
}

static guint8 *
put_text (guint8 *at, const char *four)
{
  memcpy (at, four, 4);

  return at + 4;
}

static guint8 *
put_number (guint8 *at, guint64 value, guint bytes)
{
  for (guint i = 0; i < bytes; i++)
    *at++ = (guint8) (value >> (8 * i));

  return at;
}

gsize
pt_audio_writer_make_wav_header (PtFileFormat format, guint channels, guint sample_rate, guint64 frames, guint8 header[PT_WAV_HEADER_MAX])
{
  gboolean floats = format == PT_FILE_FORMAT_WAV32F;
  guint frame_bytes = formats[format].bytes * channels;
  guint64 data = frames * frame_bytes;
  /* What stands between the RIFF length and the samples. */
  guint64 rest = 4 + (floats ? 26 + 12 : 24) + 8;
  gboolean large = data + (data & 1) + rest > G_MAXUINT32;
  guint8 *at = header;

  at = put_text (at, large ? "RF64" : "RIFF");
  at = put_number (at, large ? G_MAXUINT32 : rest + data + (data & 1), 4);
  at = put_text (at, "WAVE");
  if (large)
    {
      at = put_text (at, "ds64");
      at = put_number (at, 28, 4);
      at = put_number (at, rest + 36 + data + (data & 1), 8);
      at = put_number (at, data, 8);
      at = put_number (at, frames, 8);
      at = put_number (at, 0, 4);
    }
  at = put_text (at, "fmt ");
  at = put_number (at, floats ? 18 : 16, 4);
  at = put_number (at, floats ? 3 : 1, 2);
  at = put_number (at, channels, 2);
  at = put_number (at, sample_rate, 4);
  at = put_number (at, (guint64) sample_rate * frame_bytes, 4);
  at = put_number (at, frame_bytes, 2);
  at = put_number (at, formats[format].bytes * 8, 2);
  if (floats)
    {
      at = put_number (at, 0, 2);
      at = put_text (at, "fact");
      at = put_number (at, 4, 4);
      at = put_number (at, MIN (frames, G_MAXUINT32), 4);
    }
  at = put_text (at, "data");
  at = put_number (at, large ? G_MAXUINT32 : data, 4);

  return at - header;
}

/* --- places --- */

/* A link stays and what it leads to is replaced. */
static char *
resolve_target (const char *path)
{
  char *real;
  char *copy;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return g_strdup (path);
  real = realpath (path, NULL);
  copy = g_strdup (real != NULL ? real : path);
  free (real);

  return copy;
}

static gboolean
set_write_error (const char *path, int saved_errno, GError **error)
{
  g_autofree char *shown = pt_display_path (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _ ("Cannot write %s: %s"), shown, g_strerror (saved_errno));

  return FALSE;
}

gboolean
pt_audio_writer_check (const char *path, GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *shown = NULL;
  GStatBuf info;

  g_return_val_if_fail (path != NULL, FALSE);

  target = resolve_target (path);
  shown = pt_display_path (path);
  if (g_stat (target, &info) == 0 && !S_ISREG (info.st_mode))
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_WRITE,
                   S_ISDIR (info.st_mode) ? _ ("%s is a folder; name a file in it")
                                          : "%s is not a plain file and will not be replaced; choose another name",
                   shown);
      return FALSE;
    }
  if (*path == '\0' || g_str_has_suffix (path, G_DIR_SEPARATOR_S))
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_WRITE, _ ("“%s” names no file"), shown);
      return FALSE;
    }

  folder = g_path_get_dirname (target);
  if (g_stat (folder, &info) != 0)
    return set_write_error (path, errno, error);
  if (!S_ISDIR (info.st_mode))
    return set_write_error (path, ENOTDIR, error);
  if (g_access (folder, W_OK | X_OK) != 0)
    return set_write_error (path, errno, error);

  return TRUE;
}

/* --- bytes --- */

static gboolean
write_all (PtAudioWriter *self, const guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (self->fd, bytes, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          g_atomic_int_compare_and_exchange (&self->saved_errno, 0, n < 0 ? errno : ENOSPC);
          return FALSE;
        }
      bytes += n;
      length -= n;
    }

  return TRUE;
}

/* libsndfile's errors do not say why; our own file functions do. */
static sf_count_t
flac_length (void *user_data)
{
  PtAudioWriter *self = user_data;
  GStatBuf info;

  return fstat (self->fd, &info) == 0 ? info.st_size : -1;
}

static sf_count_t
flac_seek (sf_count_t offset, int whence, void *user_data)
{
  PtAudioWriter *self = user_data;

  return lseek (self->fd, offset, whence);
}

static sf_count_t
flac_read (void *bytes, sf_count_t length, void *user_data)
{
  PtAudioWriter *self = user_data;

  return read (self->fd, bytes, length);
}

static sf_count_t
flac_write (const void *bytes, sf_count_t length, void *user_data)
{
  return write_all (user_data, bytes, length) ? length : 0;
}

static sf_count_t
flac_tell (void *user_data)
{
  PtAudioWriter *self = user_data;

  return lseek (self->fd, 0, SEEK_CUR);
}

static gboolean
open_flac (PtAudioWriter *self, guint sample_rate, GError **error)
{
  static SF_VIRTUAL_IO functions = { flac_length, flac_seek, flac_read, flac_write, flac_tell };
  SF_INFO info = {
    .channels = self->channels,
    .samplerate = sample_rate,
    .format = SF_FORMAT_FLAC | SF_FORMAT_PCM_24,
  };

  self->flac = sf_open_virtual (&functions, SFM_WRITE, &info, self);
  if (self->flac != NULL)
    return TRUE;
  if (self->saved_errno != 0)
    return set_write_error (self->path, self->saved_errno, error);
  g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_WRITE,
               _ ("Cannot write %s: %s"), self->shown, sf_strerror (NULL));

  return FALSE;
}

static Piece *
piece_at (PtAudioWriter *self, guint64 n)
{
  return &self->pieces[n % N_PIECES];
}

static void
write_piece (PtAudioWriter *self, Piece *piece)
{
  sf_count_t n = piece->length / sizeof (gint32);

  /* After an error the rest is only let through. */
  if (g_atomic_int_get (&self->saved_errno) != 0)
    return;
  if (self->flac == NULL)
    write_all (self, piece->bytes, piece->length);
  else if (sf_write_int (self->flac, (const gint32 *) (gconstpointer) piece->bytes, n) != n)
    g_atomic_int_compare_and_exchange (&self->saved_errno, 0, EIO);
}

/* FLAC's header is written last, so its hash has to wait for it. */
static gboolean
hashes_pieces (PtAudioWriter *self)
{
  return self->flags & PT_AUDIO_WRITER_HASHED && self->flac == NULL;
}

static guint64
n_done (PtAudioWriter *self)
{
  return hashes_pieces (self) ? MIN (self->n_written, self->n_hashed) : self->n_written;
}

/* One job, if there is one that nobody does; called with the lock, which it lets go of
 * meanwhile. */
static gboolean
do_a_job (PtAudioWriter *self)
{
  gboolean write = !self->writing && self->n_written < self->n_filled;
  gboolean hash = !self->hashing && self->n_hashed < self->n_filled && hashes_pieces (self);

  if (!write && !hash)
    return FALSE;

  if (write)
    self->writing = TRUE;
  else
    self->hashing = TRUE;
  g_mutex_unlock (&self->lock);
  if (write)
    write_piece (self, piece_at (self, self->n_written));
  else
    pt_sha256_update (&self->sha, piece_at (self, self->n_hashed)->bytes, piece_at (self, self->n_hashed)->length);
  g_mutex_lock (&self->lock);
  if (write)
    {
      self->writing = FALSE;
      self->n_written++;
    }
  else
    {
      self->hashing = FALSE;
      self->n_hashed++;
    }
  g_cond_broadcast (&self->changed);

  return TRUE;
}

/* Helps until at most @n_waiting pieces are not done with. */
static void
wait_for_pieces (PtAudioWriter *self, guint64 n_waiting)
{
  while (self->n_filled - n_done (self) > n_waiting)
    if (!do_a_job (self))
      g_cond_wait (&self->changed, &self->lock);
}

static gpointer
writer_thread (gpointer data)
{
  PtAudioWriter *self = data;

  g_mutex_lock (&self->lock);
  while (!self->closing)
    if (!do_a_job (self))
      g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);

  return NULL;
}

static void
hand_over (PtAudioWriter *self)
{
  g_mutex_lock (&self->lock);
  self->n_filled++;
  g_cond_broadcast (&self->changed);
  wait_for_pieces (self, self->thread != NULL ? N_PIECES - 1 : 0);
  g_mutex_unlock (&self->lock);
  self->piece = piece_at (self, self->n_filled);
  self->piece->length = 0;
}

static void
stop_thread (PtAudioWriter *self)
{
  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->thread));
}

/* --- the writer --- */

static gboolean
open_temporary (PtAudioWriter *self, GError **error)
{
  int saved_errno;

  self->temporary = pt_file_temporary_name (self->path);
  self->fd = g_open (self->temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (self->fd >= 0)
    return TRUE;

  saved_errno = errno;
  g_clear_pointer (&self->temporary, g_free);

  return set_write_error (self->path, saved_errno, error);
}

/* Takes the room on the disk at once: a full disk shows before the work and not after it,
 * and file systems like to know. Where that is not possible the writes will tell; in
 * memory it would be made zero first, for nothing. */
static gboolean
reserve_room (PtAudioWriter *self, gsize header_bytes, GError **error)
{
  guint64 bytes = header_bytes + self->promised * self->channels * formats[self->format].bytes;
  struct statfs system;

  if (fstatfs (self->fd, &system) == 0 && system.f_type == TMPFS_MAGIC)
    return TRUE;
  if (fallocate (self->fd, 0, 0, bytes) == 0 || (errno != ENOSPC && errno != EFBIG && errno != EDQUOT))
    return TRUE;

  return set_write_error (self->path, errno, error);
}

PtAudioWriter *
pt_audio_writer_new (const char *path, PtFileFormat format, guint channels, guint sample_rate, guint64 frames, PtAudioWriterFlags flags, GError **error)
{
  g_autoptr (PtAudioWriter) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (channels > 0, NULL);
  g_return_val_if_fail (sample_rate > 0, NULL);

  if (!pt_audio_writer_check (path, error))
    return NULL;

  self = g_new0 (PtAudioWriter, 1);
  self->path = resolve_target (path);
  self->shown = pt_display_path (path);
  self->format = format;
  self->flags = flags;
  self->channels = channels;
  self->promised = frames;
  self->fd = -1;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  pt_sha256_init (&self->sha);
  if (!open_temporary (self, error))
    return NULL;

  for (guint i = 0; i < N_PIECES; i++)
    self->pieces[i].bytes = g_malloc (PIECE_BYTES);
  self->piece = &self->pieces[0];
  if (format == PT_FILE_FORMAT_FLAC)
    {
      if (!open_flac (self, sample_rate, error))
        return NULL;
    }
  else
    {
      self->piece->length = pt_audio_writer_make_wav_header (format, channels, sample_rate, frames, self->piece->bytes);
      if (!reserve_room (self, self->piece->length, error))
        return NULL;
    }

  if (flags & PT_AUDIO_WRITER_THREADED)
    self->thread = g_thread_new ("write", writer_thread, self);

  return g_steal_pointer (&self);
}

static void
convert (PtAudioWriter *self, const float *samples, gsize n)
{
  guint8 *bytes = self->piece->bytes + self->piece->length;

  switch (self->format)
    {
    case PT_FILE_FORMAT_WAV16:
      pt_audio_convert_to_16 (samples, n, self->frames * self->channels, bytes);
      break;
    case PT_FILE_FORMAT_WAV24:
      pt_audio_convert_to_24 (samples, n, bytes);
      break;
    case PT_FILE_FORMAT_WAV32F:
      pt_audio_convert_to_float (samples, n, bytes);
      break;
    case PT_FILE_FORMAT_FLAC:
      pt_audio_convert_to_int (samples, n, (gint32 *) (gpointer) bytes);
      break;
    }
  self->piece->length += n * formats[self->format].bytes;
}

gboolean
pt_audio_writer_add (PtAudioWriter *self, const float *samples, guint64 frames, GError **error)
{
  guint frame_bytes;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->frames + frames <= self->promised, FALSE);

  frame_bytes = formats[self->format].bytes * self->channels;
  while (frames > 0)
    {
      guint64 n = MIN (frames, (PIECE_BYTES - self->piece->length) / frame_bytes);

      convert (self, samples, n * self->channels);
      samples += n * self->channels;
      self->frames += n;
      frames -= n;
      if (PIECE_BYTES - self->piece->length < frame_bytes)
        hand_over (self);
    }

  if (g_atomic_int_get (&self->saved_errno) != 0)
    return set_write_error (self->path, g_atomic_int_get (&self->saved_errno), error);

  return TRUE;
}

static void
hash_flac (PtAudioWriter *self)
{
  gssize n = 0;

  if (lseek (self->fd, 0, SEEK_SET) == 0)
    while ((n = read (self->fd, self->piece->bytes, PIECE_BYTES)) > 0)
      pt_sha256_update (&self->sha, self->piece->bytes, n);
  if (n < 0)
    g_atomic_int_compare_and_exchange (&self->saved_errno, 0, errno);
}

gboolean
pt_audio_writer_finish (PtAudioWriter *self, GError **error)
{
  guint8 digest[PT_SHA256_BYTES];

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->digest == NULL, FALSE);
  g_return_val_if_fail (self->frames == self->promised, FALSE);

  hand_over (self);
  g_mutex_lock (&self->lock);
  wait_for_pieces (self, 0);
  g_mutex_unlock (&self->lock);
  stop_thread (self);
  if (self->flac != NULL)
    {
      if (sf_close (g_steal_pointer (&self->flac)) != 0)
        g_atomic_int_compare_and_exchange (&self->saved_errno, 0, EIO);
      if (self->flags & PT_AUDIO_WRITER_HASHED)
        hash_flac (self);
    }
  if (close (self->fd) != 0)
    g_atomic_int_compare_and_exchange (&self->saved_errno, 0, errno);
  self->fd = -1;
  if (self->saved_errno != 0)
    return set_write_error (self->path, self->saved_errno, error);

  pt_sha256_finish (&self->sha, digest);
  self->digest = self->flags & PT_AUDIO_WRITER_HASHED ? pt_sha256_to_string (digest) : g_strdup ("");

  return TRUE;
}

const char *
pt_audio_writer_get_sha256 (PtAudioWriter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->digest;
}

gboolean
pt_audio_writer_commit (PtAudioWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->digest != NULL, FALSE);

  if (g_rename (self->temporary, self->path) != 0)
    return set_write_error (self->path, errno, error);
  g_clear_pointer (&self->temporary, g_free);

  return TRUE;
}

void
pt_audio_writer_free (PtAudioWriter *self)
{
  g_return_if_fail (self != NULL);

  stop_thread (self);
  if (self->flac != NULL)
    {
      /* Nothing of what it still wants to write matters. */
      g_atomic_int_compare_and_exchange (&self->saved_errno, 0, ECANCELED);
      sf_close (self->flac);
    }
  if (self->fd >= 0)
    close (self->fd);
  if (self->temporary != NULL)
    g_unlink (self->temporary);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  for (guint i = 0; i < N_PIECES; i++)
    g_free (self->pieces[i].bytes);
  g_free (self->digest);
  g_free (self->temporary);
  g_free (self->shown);
  g_free (self->path);
  g_free (self);
}
