/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-row.h"

#include <math.h>
#include <string.h>

/* Beyond these a row is damaged. */
#define MAX_BPM 10000.0
#define MAX_BARS 1e6

char *
pt_library_row_read_path (sqlite3_stmt *statement, int column)
{
  const char *bytes;

  g_return_val_if_fail (statement != NULL, NULL);

  bytes = sqlite3_column_blob (statement, column);

  return g_strndup (bytes != NULL ? bytes : "", sqlite3_column_bytes (statement, column));
}

static double
column_double (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NAN;

  return sqlite3_column_double (statement, column);
}

/* pt_role_from_string() copies the name, which counts over a hundred thousand rows. */
PtRole
pt_library_row_read_role (sqlite3_stmt *statement, int column)
{
  const char *name;

  g_return_val_if_fail (statement != NULL, PT_ROLE_NONE);

  name = (const char *) sqlite3_column_text (statement, column);
  for (guint i = 0; name != NULL && i < PT_N_ROLES; i++)
    if (strcmp (name, pt_role_to_string (i)) == 0)
      return i;

  return PT_ROLE_NONE;
}

/* A damaged file may hold anything: what cannot be is as good as not known. */
static double
column_within (sqlite3_stmt *statement, int column, double highest)
{
  double value = sqlite3_column_double (statement, column);

  return value >= 0.0 && value <= highest ? value : 0.0;
}

/* (nullable) (transfer full) */
static char *
column_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return text != NULL && *text != '\0' ? g_utf8_make_valid (text, -1) : NULL;
}

PtSampleInfo *
pt_library_row_read_info (sqlite3_stmt *statement)
{
  g_autofree char *path = NULL;
  g_autofree char *tags = NULL;
  PtSampleInfo *info;

  g_return_val_if_fail (statement != NULL, NULL);

  path = pt_library_row_read_path (statement, 0);
  if (!g_path_is_absolute (path))
    return NULL;
  info = pt_sample_info_new (path);
  if (sqlite3_column_bytes (statement, 1) == sizeof info->content_hash)
    memcpy (info->content_hash, sqlite3_column_blob (statement, 1), sizeof info->content_hash);
  info->file_size = sqlite3_column_int64 (statement, 2);
  info->modified_usec = sqlite3_column_int64 (statement, 3) / 1000;
  info->added_usec = sqlite3_column_int64 (statement, 4);
  info->missing = sqlite3_column_int (statement, 5) != 0;
  info->role = pt_library_row_read_role (statement, 6);
  info->role_confidence = column_within (statement, 7, 1.0);
  info->loop = sqlite3_column_int (statement, 8) != 0;
  info->loop_confidence = column_within (statement, 9, 1.0);
  info->bpm = column_within (statement, 10, MAX_BPM);
  info->bars = column_within (statement, 11, MAX_BARS);
  info->key = column_text (statement, 12);
  info->key_confidence = column_within (statement, 13, 1.0);
  info->frames = MAX (sqlite3_column_int64 (statement, 14), 0);
  info->sample_rate = MAX (sqlite3_column_int (statement, 15), 0);
  info->channels = MAX (sqlite3_column_int (statement, 16), 0);
  info->duration_s = info->sample_rate > 0 ? (double) info->frames / info->sample_rate : 0;
  info->peak_dbfs = column_double (statement, 17);
  info->rms_dbfs = column_double (statement, 18);
  info->lufs_i = column_double (statement, 19);
  info->brightness_hz = column_double (statement, 20);
  info->onset_rate_hz = column_double (statement, 21);
  if (sqlite3_column_type (statement, 22) != SQLITE_NULL)
    {
      info->role = pt_library_row_read_role (statement, 22);
      info->role_confidence = 1.0;
      info->role_by_user = TRUE;
    }
  tags = column_text (statement, 23);
  if (tags != NULL)
    info->tags = g_strsplit (tags, "\n", -1);
  info->favourite = sqlite3_column_int (statement, 24) != 0;
  info->rating = CLAMP (sqlite3_column_int (statement, 25), 0, 5);
  if (sqlite3_column_bytes (statement, 26) == sizeof info->profile)
    {
      memcpy (info->profile, sqlite3_column_blob (statement, 26), sizeof info->profile);
      info->has_profile = TRUE;
    }

  return info;
}
