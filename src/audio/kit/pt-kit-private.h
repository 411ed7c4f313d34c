/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/kit/kit-recipe.h"
#include "audio/kit/pt-kit.h"

G_BEGIN_DECLS

/* pt_kit_build() for any recipe and version: what the tests build is small. */
GPtrArray *_pt_kit_build_recipe (const KitRecipe *recipe,
                                 const char *version,
                                 const char *folder,
                                 guint threads,
                                 PtKitProgressFunc progress,
                                 gpointer user_data,
                                 GCancellable *cancellable,
                                 GError **error);

/* The bytes of one sample's file. */
GBytes *_pt_kit_render (const KitItem *item);

G_END_DECLS
