/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-correction.h"

const char *
pt_correction_kind_to_string (PtCorrectionKind kind)
{
  static const char *const names[] = {
    "gain_cap", "density", "opening_cap", "opening_floor", "middle_floor", "middle_bars", "no_peak_floor", "time_cap"
  };

  g_return_val_if_fail (kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

static void
correction_free (PtCorrection *correction)
{
  g_free (correction->message);
  g_free (correction);
}

GPtrArray *
pt_correction_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) correction_free);
}

void
pt_correction_list_add (GPtrArray *corrections, PtCorrectionKind kind, PtRole role, double before, double after, char *message)
{
  PtCorrection *correction;

  if (corrections == NULL)
    {
      g_free (message);
      return;
    }

  correction = g_new (PtCorrection, 1);
  *correction = (PtCorrection){ kind, role, before, after, message };
  g_ptr_array_add (corrections, correction);
}
