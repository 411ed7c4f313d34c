/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-stems.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "audio/pt-render-mix.h"
#include "audio/rt/pt-rt-segment.h"
#include "core/pt-util.h"

struct _PtRenderStems
{
  PtRenderPlan *plan;
  char *folder;
  PtFileFormat format;
  GPtrArray *made_folders; /* of char *, outermost first */
  PtAudioWriter *writers[PT_N_ROLES]; /* NULL: silent */
};

static gboolean
set_folder_error (const char *folder, int saved_errno, GError **error)
{
  g_autofree char *shown = pt_display_path (folder);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno),
               _ ("Cannot make the folder %s for stems: %s"), shown, g_strerror (saved_errno));

  return FALSE;
}

/* Remembers what it made, so that a failure takes just that away again. */
static gboolean
make_folder (PtRenderStems *self, const char *folder, GError **error)
{
  g_autofree char *parent = NULL;

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    return set_folder_error (folder, EEXIST, error);

  parent = g_path_get_dirname (folder);
  if (!g_str_equal (parent, folder) && !make_folder (self, parent, error))
    return FALSE;
  if (g_mkdir (folder, 0777) != 0 && errno != EEXIST)
    return set_folder_error (folder, errno, error);
  g_ptr_array_add (self->made_folders, g_strdup (folder));

  return TRUE;
}

static gboolean
role_sounds (PtRenderStems *self, PtRole role)
{
  return pt_render_plan_get_lanes (self->plan) >> role & 1;
}

static char *
stem_path (PtRenderStems *self, PtRole role)
{
  g_autofree char *name = g_strdup_printf ("%s.%s", pt_role_to_string (role), pt_file_format_get_ending (self->format));

  return g_build_filename (self->folder, name, NULL);
}

PtRenderStems *
pt_render_stems_new (PtRenderPlan *plan, const char *folder, PtFileFormat mix_format, GError **error)
{
  g_autoptr (PtRenderStems) self = NULL;

  g_return_val_if_fail (plan != NULL, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_new0 (PtRenderStems, 1);
  self->plan = pt_render_plan_ref (plan);
  self->folder = g_canonicalize_filename (folder, NULL);
  /* Dither would not add up. */
  self->format = mix_format == PT_FILE_FORMAT_WAV16 ? PT_FILE_FORMAT_WAV24 : mix_format;
  self->made_folders = g_ptr_array_new_with_free_func (g_free);
  if (!make_folder (self, self->folder, error))
    return NULL;

  for (PtRole role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = stem_path (self, role);

      if (role_sounds (self, role) && !pt_audio_writer_check (path, error))
        return NULL;
    }

  return g_steal_pointer (&self);
}

void
pt_render_stems_free (PtRenderStems *self)
{
  g_return_if_fail (self != NULL);

  for (PtRole role = 0; role < PT_N_ROLES; role++)
    g_clear_pointer (&self->writers[role], pt_audio_writer_free);
  while (self->made_folders->len > 0)
    {
      g_rmdir (g_ptr_array_index (self->made_folders, self->made_folders->len - 1));
      g_ptr_array_set_size (self->made_folders, self->made_folders->len - 1);
    }
  g_ptr_array_unref (self->made_folders);
  pt_render_plan_unref (self->plan);
  g_free (self->folder);
  g_free (self);
}

/* The highest peak of any one stem: alone it may be above full scale though the mix is not. */
static gboolean
find_peak (PtRenderStems *self, PtRenderMix *mix, float *peak, PtRenderStepFunc step, gpointer user_data, GError **error)
{
  guint64 total = pt_render_plan_get_frames (self->plan), done = 0;
  guint frames;

  pt_render_mix_rewind (mix);
  while ((frames = pt_render_mix_next (mix)) > 0)
    {
      for (PtRole role = 0; role < PT_N_ROLES; role++)
        if (role_sounds (self, role))
          {
            float now = pt_rt_peak (pt_render_mix_get_block (mix, G_GUINT64_CONSTANT (1) << role), 2 * (guint64) frames);

            *peak = MAX (*peak, now);
          }
      done += frames;
      if (!step (0.3 * (double) done / (double) total, user_data, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
open_writers (PtRenderStems *self, guint sample_rate, gboolean threaded, GError **error)
{
  for (PtRole role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = stem_path (self, role);

      if (!role_sounds (self, role))
        continue;
      self->writers[role] = pt_audio_writer_new (path, self->format, 2, sample_rate,
                                                 pt_render_plan_get_frames (self->plan),
                                                 threaded ? PT_AUDIO_WRITER_THREADED : PT_AUDIO_WRITER_PLAIN, error);
      if (self->writers[role] == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_block (PtRenderStems *self, PtRenderMix *mix, guint frames, float gain, GError **error)
{
  for (PtRole role = 0; role < PT_N_ROLES; role++)
    {
      float *block;

      if (self->writers[role] == NULL)
        continue;
      block = pt_render_mix_get_block (mix, G_GUINT64_CONSTANT (1) << role);
      pt_rt_scale (block, 2 * (guint64) frames, gain);
      if (!pt_audio_writer_add (self->writers[role], block, frames, error))
        return FALSE;
    }

  return TRUE;
}

/* Stems of an earlier render would be taken for some of this one. */
static void
note_strangers (PtRenderStems *self, GPtrArray *notices)
{
  for (PtRole role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = stem_path (self, role);

      if (!role_sounds (self, role) && g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_autofree char *shown = pt_display_path (path);

          g_ptr_array_add (notices, g_strdup_printf ("%s is from an earlier render and no part of this one", shown));
        }
    }
}

gboolean
pt_render_stems_write (PtRenderStems *self, float gain, guint sample_rate, gboolean threaded, GPtrArray *notices, PtRenderStepFunc step, gpointer user_data, GError **error)
{
  g_autoptr (PtRenderMix) mix = NULL;
  guint64 total, done = 0;
  float peak = 0;
  guint frames;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (step != NULL, FALSE);

  mix = pt_render_mix_new (self->plan);
  if (self->format == PT_FILE_FORMAT_WAV24 || self->format == PT_FILE_FORMAT_FLAC)
    {
      if (!find_peak (self, mix, &peak, step, user_data, error))
        return FALSE;
      if (peak * gain > 1.0f)
        {
          self->format = PT_FILE_FORMAT_WAV32F;
          g_ptr_array_add (notices, g_strdup_printf ("A stem alone is %.1f dB over full scale; the stems are 32 bit float",
                                                     pt_gain_to_db (peak * gain)));
        }
    }
  note_strangers (self, notices);

  total = pt_render_plan_get_frames (self->plan);
  pt_render_mix_rewind (mix);
  if (!open_writers (self, sample_rate, threaded, error))
    return FALSE;
  while ((frames = pt_render_mix_next (mix)) > 0)
    {
      done += frames;
      if (!write_block (self, mix, frames, gain, error)
          || !step (0.3 + 0.7 * (double) done / (double) total, user_data, error))
        return FALSE;
    }
  for (PtRole role = 0; role < PT_N_ROLES; role++)
    if (self->writers[role] != NULL && !pt_audio_writer_finish (self->writers[role], error))
      return FALSE;

  return TRUE;
}

gboolean
pt_render_stems_commit (PtRenderStems *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (PtRole role = 0; role < PT_N_ROLES; role++)
    if (self->writers[role] != NULL && !pt_audio_writer_commit (self->writers[role], error))
      return FALSE;
  g_ptr_array_set_size (self->made_folders, 0);

  return TRUE;
}
