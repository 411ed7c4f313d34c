/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-drag.h"

GType
pt_sound_drag_get_type (void)
{
  return G_TYPE_INT;
}

GdkContentProvider *
pt_drag_new_provider (GPtrArray *samples)
{
  return NULL;
}

const GType *
pt_drag_get_drop_types (gsize *n_types)
{
  return NULL;
}

char **
pt_drag_get_paths (const GValue *value)
{
  return NULL;
}
