/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-arrangement-bars.h"
#include "core/pt-critique.h"
#include "core/pt-guardrail.h"
#include "pt-fuzz.h"

static gpointer
read_arrangement (JsonNode *node, GError **error)
{
  return pt_arrangement_new_from_json (node, "/nowhere", error);
}

/* Any arrangement that can be read can be judged. */
static void
judge (PtArrangement *arrangement)
{
  g_autoptr (GPtrArray) bars = NULL;
  g_autoptr (GPtrArray) observations = NULL;

  if (pt_arrangement_get_bars (arrangement) > 256)
    return;

  bars = pt_arrangement_get_bar_states (arrangement);
  g_assert (bars->len == pt_arrangement_get_bars (arrangement));
  for (guint i = 0; i < bars->len; i++)
    {
      PtBarState *bar = g_ptr_array_index (bars, i);

      pt_guardrail_apply ((PtLayerState *) (void *) bar->layers->data, bar->layers->len, i, bars->len, NULL);
    }
  observations = pt_critique_phrase ((PtBarState *const *) bars->pdata, bars->len, bars->len, NULL);
}

static JsonNode *
write_arrangement (gpointer object)
{
  g_autoptr (PtArrangement) copy = pt_arrangement_copy (object);

  judge (copy);

  return pt_arrangement_to_json (copy);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  pt_fuzz_round_trip (data, size, read_arrangement, write_arrangement);

  return 0;
}
