/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-sample-name.h"
#include "pt-fuzz.h"

/* File and folder names, which are bytes and often not UTF-8. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = pt_fuzz_text (data, size);
  g_autofree char *path = g_strconcat ("/", text, NULL);
  PtSampleNameFacts facts;

  for (guint folders = 0; folders <= PT_SAMPLE_NAME_MAX_FOLDERS; folders++)
    {
      pt_sample_name_read (path, folders, &facts);
      g_assert (facts.role <= PT_ROLE_NONE);
      g_assert (facts.role_confidence >= 0.0 && facts.role_confidence <= 1.0);
      g_assert (facts.loop >= -1.0 && facts.loop <= 1.0);
      g_assert (isfinite (facts.bpm) && facts.bpm >= 0.0 && isfinite (facts.bars) && facts.bars >= 0.0);
      g_assert (facts.n_numbers <= PT_SAMPLE_NAME_MAX_NUMBERS);
      g_assert (facts.tonic >= -1 && facts.tonic < 12 && facts.minor >= -1 && facts.minor <= 1);
      g_assert (facts.key_confidence >= 0.0 && facts.key_confidence <= 1.0);
    }

  return 0;
}
