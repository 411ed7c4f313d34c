/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-index.h"

#include "audio/kit/pt-kit.h"
#include "audio/pt-audio-file.h"
#include "core/pt-util.h"

/* What the recipe says of a sample needs no listening; the header of the file tells the
 * rest. Levels stay unknown. */
static PtSample *
make_kit_sample (const char *folder, const PtKitSample *made)
{
  g_autofree char *path = g_build_filename (folder, made->path, NULL);
  PtSampleInfo *info = pt_sample_info_new (path);
  PtAudioFileInfo file;

  info->role = pt_role_from_string (made->role);
  info->role_confidence = 1.0;
  info->loop = made->loop;
  info->loop_confidence = 1.0;
  info->bpm = made->bpm;
  info->bars = made->bars;
  info->duration_s = made->duration_s;
  if (pt_set_str (&info->key, made->key))
    info->key_confidence = 1.0;
  if (pt_audio_file_probe (path, &file, NULL))
    {
      info->frames = file.frames;
      info->sample_rate = file.sample_rate;
      info->channels = file.channels;
    }
  else
    {
      info->missing = TRUE;
    }

  return pt_sample_new (info);
}

static PtLibrary *
open_kit (const char *folder, GError **error)
{
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) made = pt_kit_list (error);

  if (made == NULL)
    return NULL;
  for (guint i = 0; i < made->len; i++)
    g_ptr_array_add (samples, make_kit_sample (folder, made->pdata[i]));
  library = pt_library_new ();
  pt_library_add_many (library, samples);

  return g_steal_pointer (&library);
}

static PtLibrary *
open_index (const char *path, char ***roots, GError **error)
{
  g_autoptr (PtLibraryIndex) index = NULL;
  g_autoptr (PtLibrary) library = NULL;
  g_autoptr (GPtrArray) samples = NULL;

  index = pt_library_index_open (path, FALSE, error);
  if (index == NULL)
    return NULL;
  samples = pt_library_index_load (index, FALSE, error);
  if (samples == NULL)
    return NULL;
  *roots = pt_library_index_get_roots (index, error);
  if (*roots == NULL)
    return NULL;
  library = pt_library_new ();
  pt_library_add_many (library, samples);

  return g_steal_pointer (&library);
}

static char **
append_folder (char **folders, const char *folder)
{
  guint n = folders != NULL ? g_strv_length (folders) : 0;

  folders = g_renew (char *, folders, n + 2);
  folders[n] = g_strdup (folder);
  folders[n + 1] = NULL;

  return folders;
}

PtLibrary *
pt_library_open (const char *index_path, char ***roots, GCancellable *cancellable, GError **error)
{
  g_autoptr (PtLibrary) library = NULL;
  g_autofree char *default_path = NULL;
  g_autofree char *kit = NULL;
  g_auto (GStrv) folders = NULL;

  default_path = pt_library_index_default_path ();
  if (index_path == NULL && g_file_test (default_path, G_FILE_TEST_EXISTS))
    index_path = default_path;

  if (index_path != NULL)
    {
      library = open_index (index_path, &folders, error);
      if (library == NULL)
        return NULL;
      /* The kit is a help for palettes here, no need. */
      if (roots != NULL)
        kit = pt_kit_locate (cancellable, NULL);
    }
  else
    {
      kit = pt_kit_locate (cancellable, error);
      if (kit == NULL)
        return NULL;
      library = open_kit (kit, error);
      if (library == NULL)
        return NULL;
    }

  if (kit != NULL)
    folders = append_folder (g_steal_pointer (&folders), kit);
  else if (folders == NULL)
    folders = g_new0 (char *, 1);
  if (roots != NULL)
    *roots = g_steal_pointer (&folders);

  return g_steal_pointer (&library);
}

char **
pt_library_find_roots (const char *index_path, GCancellable *cancellable, GError **error)
{
  g_autofree char *default_path = pt_library_index_default_path ();
  g_autofree char *kit = NULL;
  g_auto (GStrv) folders = NULL;

  if (index_path == NULL && g_file_test (default_path, G_FILE_TEST_EXISTS))
    index_path = default_path;
  if (index_path != NULL)
    {
      g_autoptr (PtLibraryIndex) index = pt_library_index_open (index_path, FALSE, error);

      if (index == NULL)
        return NULL;
      folders = pt_library_index_get_roots (index, error);
      if (folders == NULL)
        return NULL;
    }

  /* With an index the kit is a help, without one it is all there is. */
  kit = pt_kit_locate (cancellable, folders == NULL ? error : NULL);
  if (kit == NULL && folders == NULL)
    return NULL;
  if (kit != NULL)
    folders = append_folder (g_steal_pointer (&folders), kit);

  return g_steal_pointer (&folders);
}
