/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-byte-source.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "core/pt-util.h"

/* Headers are read in small steps; the start of the file is fetched once. */
#define HEAD_BYTES 4096

struct _PtByteSource
{
  char *name;
  const guint8 *data; /* memory, or the head of the file */
  gsize data_length;
  guint64 length;
  int fd; /* -1: memory */
  guint8 head[HEAD_BYTES];
};

static gboolean
refuse_odd_kinds (const struct stat *status, const char *name, GError **error)
{
  if (S_ISREG (status->st_mode))
    return TRUE;

  if (S_ISDIR (status->st_mode))
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                 _ ("%s is a folder; name an audio file in it"), name);
  else
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                 _ ("%s is a pipe or a device, not a file; save the audio to a file first"), name);

  return FALSE;
}

static void
set_open_error (GError **error, const char *name, int number)
{
  switch (number)
    {
    case ENOENT:
    case ENOTDIR:
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                   _ ("There is no file %s; was it moved or renamed?"), name);
      break;
    case EACCES:
    case EPERM:
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                   _ ("%s may not be read; give yourself the permission to read it"), name);
      break;
    default:
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_UNREADABLE,
                   _ ("Cannot open %s: %s"), name, g_strerror (number));
    }
}

PtByteSource *
pt_byte_source_new_for_path (const char *path, GError **error)
{
  g_autoptr (PtByteSource) self = NULL;
  struct stat status;
  gssize n;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_new (PtByteSource, 1);
  self->name = pt_display_path (path);
  self->fd = -1;

  /* Looked at before it is opened, because opening alone can rewind a tape; and once more
   * after, because it may have been exchanged meanwhile. O_NONBLOCK does not wait for the
   * other end of a pipe. */
  if (stat (path, &status) != 0)
    {
      set_open_error (error, self->name, errno);
      return NULL;
    }
  if (!refuse_odd_kinds (&status, self->name, error))
    return NULL;
  self->fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    {
      set_open_error (error, self->name, errno);
      return NULL;
    }
  if (!refuse_odd_kinds (&status, self->name, error))
    return NULL;

  self->length = status.st_size;
  self->data = self->head;
  self->data_length = 0;
  n = pt_byte_source_read (self, 0, self->head, MIN (self->length, HEAD_BYTES), error);
  if (n < 0)
    return NULL;
  self->data_length = n;

  return g_steal_pointer (&self);
}

PtByteSource *
pt_byte_source_new_for_data (const void *data, gsize length, const char *name)
{
  PtByteSource *self;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_new (PtByteSource, 1);
  self->name = pt_display_path (name);
  self->fd = -1;
  self->data = data;
  self->data_length = length;
  self->length = length;

  return self;
}

void
pt_byte_source_free (PtByteSource *self)
{
  g_return_if_fail (self != NULL);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->name);
  g_free (self);
}

const char *
pt_byte_source_get_name (PtByteSource *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

guint64
pt_byte_source_get_length (PtByteSource *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

gssize
pt_byte_source_read (PtByteSource *self, guint64 offset, void *target, gsize length, GError **error)
{
  guint8 *out = target;
  gsize done = 0;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (target != NULL || length == 0, -1);

  if (offset >= self->length)
    return 0;
  length = MIN (length, self->length - offset);
  if (length == 0)
    return 0;
  if (offset + length <= self->data_length)
    {
      memcpy (out, self->data + offset, length);
      return length;
    }

  g_assert (self->fd >= 0);
  while (done < length)
    {
      gssize n = pread (self->fd, out + done, length - done, offset + done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int number = errno;

          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
                       _ ("Cannot read %s: %s"), self->name, g_strerror (number));
          return -1;
        }
      if (n == 0)
        break; /* it shrank while we read */
      done += n;
    }

  return done;
}

const guint8 *
pt_byte_source_peek (PtByteSource *self, guint64 offset, gsize length)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (offset > self->data_length || length > self->data_length - offset)
    return NULL;

  return self->data + offset;
}
