/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-advice.h"

void
pt_advice_free (PtAdvice *advice)
{
}

GPtrArray *
pt_palette_advice_new (PtPalette *palette, PtLibrary *library, const char *const *roots, PtTempo tempo, const char *key, GCancellable *cancellable, GError **error)
{
  return NULL;
}

void
pt_palette_advice_async (PtPalette *palette, PtLibrary *library, const char *const *roots, PtTempo tempo, const char *key, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
}

GPtrArray *
pt_palette_advice_finish (GAsyncResult *result, GError **error)
{
  return NULL;
}

gboolean
pt_palette_advice_apply (const PtAdvice *advice, PtSet *set)
{
  return FALSE;
}

gboolean
pt_palette_reroll (PtSet *set, PtRole role, PtLibrary *library, guint64 seed, GError **error)
{
  return FALSE;
}

gboolean
pt_palette_randomise (PtSet *set, PtLibrary *library, guint64 seed, GError **error)
{
  return FALSE;
}
