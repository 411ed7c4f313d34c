/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-advice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-set-edit.h"

/* Drawing sounds for the set's palette. */

/* A path of a palette may be relative to a folder of the library. */
static gboolean
is_same_file (const char *path, const char *written)
{
  gsize length, written_length;

  if (written == NULL)
    return FALSE;
  if (g_path_is_absolute (written))
    return g_str_equal (path, written);
  length = strlen (path);
  written_length = strlen (written);

  return length > written_length && path[length - written_length - 1] == '/'
         && g_str_equal (path + length - written_length, written);
}

/* Another than the one that is there. (transfer none) (nullable) */
static PtSample *
draw_other (PtPalette *palette, PtRole role, PtLibrary *library, guint64 seed)
{
  g_autoptr (GPtrArray) candidates = pt_library_get_candidates (library, role);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < candidates->len; i++)
    if (!is_same_file (pt_sample_get_info (candidates->pdata[i])->path, pt_palette_get_path (palette, role)))
      g_ptr_array_add (others, candidates->pdata[i]);

  return pt_palette_draw_sample (others, seed, role);
}

gboolean
pt_palette_reroll (PtSet *set, PtRole role, PtLibrary *library, guint64 seed, GError **error)
{
  PtSample *sample;

  g_return_val_if_fail (PT_IS_SET (set), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);
  g_return_val_if_fail (PT_IS_LIBRARY (library), FALSE);

  if (pt_palette_get_lock (pt_set_get_palette (set), role))
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, _ ("The sound for %s is locked; unlock it first"),
                   pt_role_to_string (role));
      return FALSE;
    }
  sample = draw_other (pt_set_get_palette (set), role, library, seed);
  if (sample == NULL)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                   _ ("The library has no other sound for %s; add folders to it"), pt_role_to_string (role));
      return FALSE;
    }
  pt_undo_history_begin_group (pt_set_get_history (set), N_ ("Reroll Sound"));
  pt_set_edit_palette_path (set, role, pt_sample_get_info (sample)->path);
  pt_undo_history_end_group (pt_set_get_history (set));

  return TRUE;
}

gboolean
pt_palette_randomise (PtSet *set, PtLibrary *library, guint64 seed, GError **error)
{
  g_autoptr (PtPalette) palette = NULL;
  gboolean changed = FALSE;

  g_return_val_if_fail (PT_IS_SET (set), FALSE);
  g_return_val_if_fail (PT_IS_LIBRARY (library), FALSE);

  palette = pt_palette_copy (pt_set_get_palette (set));
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      PtSample *sample;

      if (pt_palette_get_lock (palette, role)
          || (role >= PT_N_DEFAULT_ROLES && pt_palette_get_path (palette, role) == NULL))
        continue;
      sample = draw_other (palette, role, library, seed);
      if (sample == NULL)
        continue;
      pt_palette_set_path (palette, role, pt_sample_get_info (sample)->path);
      changed = TRUE;
    }
  if (!changed)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                   _ ("The library has no other sound for any role that is not locked; add folders to it or unlock some"));
      return FALSE;
    }
  /* It is no longer the palette of that name; what key it is in, its bassline says. */
  pt_palette_set_name (palette, NULL);
  pt_palette_set_description (palette, NULL);
  pt_palette_set_key (palette, NULL);
  pt_palette_set_tags (palette, NULL);

  return pt_set_edit_palette_named (set, palette, N_ ("Randomise Palette"));
}
