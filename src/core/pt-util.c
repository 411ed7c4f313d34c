/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-util.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

gboolean
pt_set_str (char **target, const char *value)
{
  char *copy;

  g_return_val_if_fail (target != NULL, FALSE);

  if (g_strcmp0 (*target, value) == 0)
    return FALSE;

  copy = g_strdup (value);
  g_free (*target);
  *target = copy;

  return TRUE;
}

double
pt_gain_to_db (double gain)
{
  return gain > 0.0 ? 20.0 * log10 (gain) : -INFINITY;
}

double
pt_gain_from_db (double gain_db)
{
  return isinf (gain_db) && gain_db < 0 ? 0.0 : pow (10.0, gain_db / 20.0);
}

guint64
pt_common_divisor (guint64 a, guint64 b)
{
  while (b != 0)
    {
      guint64 rest = a % b;

      a = b;
      b = rest;
    }

  return a;
}

char *
pt_file_temporary_name (const char *path)
{
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *hidden = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  folder = g_path_get_dirname (path);
  name = g_path_get_basename (path);
  /* A long name plus our ending may exceed NAME_MAX; the start of it is enough. */
  if (strlen (name) > 200)
    name[200] = '\0';
  hidden = g_strdup_printf (".%s.%08x.part", name, g_random_int ());

  return g_build_filename (folder, hidden, NULL);
}

static gboolean
write_all (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      length -= n;
    }

  return TRUE;
}

/* 0, or the errno of what went wrong; then nothing is left. */
static int
write_new_file (const char *path, const void *data, gsize length)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  int result = 0;

  if (fd < 0)
    return errno;

  if (!write_all (fd, data, length) || fsync (fd) != 0)
    result = errno;
  /* A full disk on a network may show only when the file is closed. */
  if (close (fd) != 0 && result == 0)
    result = errno;
  if (result != 0)
    g_unlink (path);

  return result;
}

gboolean
pt_file_replace_contents (const char *path, const void *data, gsize length, GError **error)
{
  g_autofree char *temporary = NULL;
  g_autofree char *shown = NULL;
  int result;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);

  temporary = pt_file_temporary_name (path);
  result = write_new_file (temporary, data, length);
  if (result == 0 && g_rename (temporary, path) != 0)
    {
      result = errno;
      g_unlink (temporary);
    }
  if (result == 0)
    return TRUE;

  shown = pt_display_path (path);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (result),
               _ ("Cannot write %s: %s"), shown, g_strerror (result));

  return FALSE;
}

char *
pt_display_path (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  return g_filename_display_name (path);
}

/* The character at @text; the replacement character for bytes that are none and for
 * controls, which would break the line or speak to the terminal. */
static gunichar
readable_character (const char *text, gsize *length)
{
  gunichar character = g_utf8_get_char_validated (text, -1);

  if (character == (gunichar) -1 || character == (gunichar) -2)
    {
      *length = 1;
      return 0xfffd;
    }
  *length = g_utf8_next_char (text) - text;

  return g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029 ? 0xfffd : character;
}

char *
pt_shorten (const char *text, char *buffer)
{
  char *end = buffer;
  char *before_last = buffer;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (buffer != NULL, NULL);

  for (guint i = 0; *text != '\0'; i++)
    {
      gsize length;
      gunichar character = readable_character (text, &length);

      if (i == PT_SHORT_CHARACTERS)
        {
          end = before_last + g_unichar_to_utf8 (0x2026, before_last);
          break;
        }
      before_last = end;
      end += g_unichar_to_utf8 (character, end);
      text += length;
    }
  *end = '\0';

  return buffer;
}

static guint
edit_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = j;

  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (gsize j = 1; j <= n; j++)
        {
          guint replaced = diagonal + (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]));

          diagonal = row[j];
          row[j] = MIN (replaced, MIN (row[j], row[j - 1]) + 1);
        }
    }

  return row[n];
}

const char *
pt_closest_name (const char *word, const char *const *candidates)
{
  const char *best = NULL;
  guint best_distance = G_MAXUINT;

  g_return_val_if_fail (word != NULL, NULL);
  g_return_val_if_fail (candidates != NULL, NULL);

  /* Nobody means a name of 20 letters by a word of 1000: and the table grows with both. */
  if (strlen (word) > 64)
    return NULL;

  for (gsize i = 0; candidates[i] != NULL; i++)
    {
      guint distance = edit_distance (word, candidates[i]);

      if (distance < best_distance)
        {
          best_distance = distance;
          best = candidates[i];
        }
    }

  return best_distance <= MAX (2, strlen (word) / 3) ? best : NULL;
}

char *
pt_format_duration (double seconds)
{
  guint64 whole = seconds > 0 ? (guint64) llround (MIN (seconds, 1e9)) : 0;

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " h %02" G_GUINT64_FORMAT " min", whole / 3600, whole / 60 % 60);

  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02" G_GUINT64_FORMAT, whole / 60, whole % 60);
}
