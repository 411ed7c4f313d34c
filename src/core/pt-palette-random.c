/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-palette-private.h"

#include <glib/gi18n-lib.h>

#include "core/pt-core-error.h"
#include "core/pt-rng.h"

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  const PtSampleInfo *left = pt_sample_get_info (*(PtSample *const *) a);
  const PtSampleInfo *right = pt_sample_get_info (*(PtSample *const *) b);

  return g_strcmp0 (left->path, right->path);
}

PtSample *
pt_palette_draw_sample (GPtrArray *candidates, guint64 seed, PtRole role)
{
  g_autoptr (GPtrArray) sorted = NULL;
  g_autofree char *purpose = NULL;
  PtRng rng;

  g_return_val_if_fail (candidates != NULL, NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  if (candidates->len == 0)
    return NULL;

  /* By path, so that the order in which folders were scanned does not matter, and a
   * stream for each role, so that a new kick does not change the drawn hat. */
  sorted = g_ptr_array_copy (candidates, NULL, NULL);
  g_ptr_array_sort (sorted, compare_paths);
  purpose = g_strdup_printf ("palette/%s", pt_role_to_string (role));
  pt_rng_init_named (&rng, seed, purpose);

  return g_ptr_array_index (sorted, pt_rng_range (&rng, 0, sorted->len - 1));
}

static gboolean
stays (PtPalette *locked, PtRole role)
{
  return locked != NULL && pt_palette_get_lock (locked, role) && pt_palette_get_path (locked, role) != NULL;
}

PtPalette *
pt_palette_new_random (PtLibrary *library, guint64 seed, PtPalette *locked, GError **error)
{
  g_autoptr (PtPalette) self = NULL;
  gboolean found = FALSE;

  g_return_val_if_fail (PT_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (locked == NULL || PT_IS_PALETTE (locked), NULL);

  self = pt_palette_new ();
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      if (stays (locked, role))
        {
          _pt_palette_copy_slot (self, locked, role);
          found = TRUE;
        }
      else if (role < PT_N_DEFAULT_ROLES)
        {
          g_autoptr (GPtrArray) candidates = pt_library_get_candidates (library, role);
          PtSample *sample = pt_palette_draw_sample (candidates, seed, role);

          if (sample == NULL)
            continue;
          pt_palette_set_path (self, role, pt_sample_get_info (sample)->path);
          found = TRUE;
        }
    }

  if (!found)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND,
                   _ ("The library has no sample for any of the roles kick, hihat, bassline, perc, texture and clap; "
                      "add folders with “library scan”"));
      return NULL;
    }
  if (locked != NULL)
    self->base = g_strdup (pt_palette_get_base (locked));

  return g_steal_pointer (&self);
}
