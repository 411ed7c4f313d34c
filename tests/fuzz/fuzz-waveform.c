/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-waveform.h"
#include "pt-fuzz.h"

#define COLUMNS 33

/* The stored shape of a sound: any blob may be in a damaged index. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PtWaveform) waveform = pt_waveform_new_from_bytes (data, size, &error);
  g_autoptr (GBytes) bytes = NULL;
  gint8 columns[2 * COLUMNS];
  guint64 frames;

  pt_fuzz_check_outcome (waveform != NULL, error);
  if (waveform == NULL)
    return 0;

  frames = pt_waveform_get_frames (waveform);
  for (guint n = 0; n <= COLUMNS; n++)
    {
      pt_waveform_get_columns (waveform, 0, frames, n, columns);
      pt_waveform_get_columns (waveform, frames / 3, frames, n, columns);
      pt_waveform_get_columns (waveform, frames, frames, n, columns);
      pt_waveform_get_columns (waveform, frames / 2, G_MAXUINT64, n, columns);
    }
  bytes = pt_waveform_to_bytes (waveform);
  if (g_bytes_get_size (bytes) != size)
    g_error ("%" G_GSIZE_FORMAT " bytes became %" G_GSIZE_FORMAT, size, g_bytes_get_size (bytes));

  return 0;
}
