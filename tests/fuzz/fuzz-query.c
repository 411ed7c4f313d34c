/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-query.h"
#include "pt-fuzz.h"

static PtSampleInfo *unknown;
static PtSampleInfo *known;

static void
make_samples (void)
{
  unknown = pt_sample_info_new ("/s/\xff\xfe.wav");
  known = pt_sample_info_new ("/s/Bässe/Deep Warm-Up 128.wav");
  known->role = PT_ROLE_BASSLINE;
  known->loop = TRUE;
  known->bpm = 128.0;
  known->bars = 4.0;
  known->key = g_strdup ("F minor");
  known->duration_s = 7.5;
  known->sample_rate = 44100;
  known->channels = 2;
  known->peak_dbfs = -1.0;
  known->lufs_i = -14.0;
  known->brightness_hz = 900.0;
  known->rating = 4;
  known->favourite = TRUE;
  known->tags = g_strsplit ("dark,schön", ",", -1);
}

/* What people type into the search entry. Nothing is wrong there; the same text must give
 * the same answer twice. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = pt_fuzz_text (data, size);
  g_autoptr (PtQuery) query = pt_query_new (text);
  g_autoptr (PtQuery) again = pt_query_new (text);

  if (known == NULL)
    make_samples ();

  g_assert (pt_query_get_n_chips (query) <= PT_QUERY_MAX_TERMS);
  g_assert (pt_query_get_n_chips (query) == pt_query_get_n_chips (again));
  for (guint i = 0; i < pt_query_get_n_chips (query); i++)
    g_assert (pt_query_get_chip (query, i)->text != NULL && pt_query_get_chip (query, i)->kind <= PT_QUERY_FLAG);
  g_assert (pt_query_matches (query, unknown) == pt_query_matches (again, unknown));
  g_assert (pt_query_matches (query, known) == pt_query_matches (again, known));

  return 0;
}
