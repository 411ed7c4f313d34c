/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-item-private.h"

#include <math.h>
#include <string.h>

#include "core/pt-util.h"

struct _PtPaletteItem
{
  GObject parent_instance;

  PtPalette *palette;
  PtPaletteKind kind;
  char *name;
  char *path;
  double score;
  char *error;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_PALETTE,
  PROP_KIND,
  PROP_PATH,
  PROP_SCORE,
  PROP_ERROR,
  N_PROPS
};

G_DEFINE_ENUM_TYPE (PtPaletteKind, pt_palette_kind, G_DEFINE_ENUM_VALUE (PT_PALETTE_CURATED, "curated"), G_DEFINE_ENUM_VALUE (PT_PALETTE_MINE, "mine"), G_DEFINE_ENUM_VALUE (PT_PALETTE_SCREENED, "screened"))

G_DEFINE_FINAL_TYPE (PtPaletteItem, pt_palette_item, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
pt_palette_item_finalize (GObject *object)
{
  PtPaletteItem *self = PT_PALETTE_ITEM (object);

  g_clear_object (&self->palette);
  g_free (self->name);
  g_free (self->path);
  g_free (self->error);

  G_OBJECT_CLASS (pt_palette_item_parent_class)->finalize (object);
}

static void
pt_palette_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtPaletteItem *self = PT_PALETTE_ITEM (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_PALETTE:
      g_value_set_object (value, self->palette);
      break;
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_SCORE:
      g_value_set_double (value, self->score);
      break;
    case PROP_ERROR:
      g_value_set_string (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_palette_item_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SCORE:
      pt_palette_item_set_score (PT_PALETTE_ITEM (object), g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_palette_item_class_init (PtPaletteItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_palette_item_finalize;
  object_class->get_property = pt_palette_item_get_property;
  object_class->set_property = pt_palette_item_set_property;

  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_PALETTE] = g_param_spec_object ("palette", NULL, NULL, PT_TYPE_PALETTE, readable);
  properties[PROP_KIND] = g_param_spec_enum ("kind", NULL, NULL, PT_TYPE_PALETTE_KIND, PT_PALETTE_MINE, readable);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  properties[PROP_SCORE] = g_param_spec_double ("score", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, readable | G_PARAM_WRITABLE);
  properties[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_palette_item_init (PtPaletteItem *self)
{
  self->score = NAN;
}

PtPaletteItem *
pt_palette_item_new (PtPalette *palette, PtPaletteKind kind, const char *path)
{
  PtPaletteItem *self;

  g_return_val_if_fail (PT_IS_PALETTE (palette), NULL);

  self = g_object_new (PT_TYPE_PALETTE_ITEM, NULL);
  self->kind = kind;
  _pt_palette_item_set_palette (self, palette, path);

  return self;
}

/* The file's name without folder and ending, fit to be shown. */
static char *
name_of_file (const char *path)
{
  g_autofree char *shown = path != NULL ? pt_display_path (path) : g_strdup ("");
  char *name = g_path_get_basename (shown);
  char *ending = strrchr (name, '.');

  if (ending != NULL && ending != name)
    *ending = '\0';

  return name;
}

void
_pt_palette_item_set_palette (PtPaletteItem *self, PtPalette *palette, const char *path)
{
  g_autofree char *file_name = name_of_file (path);
  const char *name = pt_palette_get_name (palette);

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->palette, palette))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PALETTE]);
  if (pt_set_str (&self->path, path))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  if (pt_set_str (&self->name, name != NULL && *name != '\0' ? name : file_name))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  g_object_thaw_notify (G_OBJECT (self));
}

void
_pt_palette_item_set_error (PtPaletteItem *self, const char *error)
{
  if (pt_set_str (&self->error, error))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

const char *
pt_palette_item_get_name (PtPaletteItem *self)
{
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (self), NULL);

  return self->name;
}

PtPalette *
pt_palette_item_get_palette (PtPaletteItem *self)
{
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (self), NULL);

  return self->palette;
}

PtPaletteKind
pt_palette_item_get_kind (PtPaletteItem *self)
{
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (self), PT_PALETTE_MINE);

  return self->kind;
}

const char *
pt_palette_item_get_path (PtPaletteItem *self)
{
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (self), NULL);

  return self->path;
}

double
pt_palette_item_get_score (PtPaletteItem *self)
{
  g_return_val_if_fail (PT_IS_PALETTE_ITEM (self), NAN);

  return self->score;
}

void
pt_palette_item_set_score (PtPaletteItem *self, double score)
{
  g_return_if_fail (PT_IS_PALETTE_ITEM (self));

  if (self->score == score || (isnan (self->score) && isnan (score)))
    return;
  self->score = score;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCORE]);
}
