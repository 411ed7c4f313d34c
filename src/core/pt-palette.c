/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-palette.h"

#include <math.h>

#include "core/pt-beats.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-palette-private.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtPalette, pt_palette, G_TYPE_OBJECT)

static guint signals[N_SIGNALS];

void
_pt_palette_slot_clear (PtPaletteSlot *slot)
{
  g_clear_pointer (&slot->path, g_free);
  g_clear_pointer (&slot->unknown, json_object_unref);
}

static void
pt_palette_finalize (GObject *object)
{
  PtPalette *self = PT_PALETTE (object);

  for (guint role = 0; role < PT_N_ROLES; role++)
    _pt_palette_slot_clear (&self->slots[role]);
  g_free (self->base);
  g_free (self->name);
  g_free (self->description);
  g_free (self->key);
  g_strfreev (self->tags);
  g_clear_pointer (&self->unknown, json_object_unref);
  g_clear_pointer (&self->unknown_roles, json_object_unref);

  G_OBJECT_CLASS (pt_palette_parent_class)->finalize (object);
}

static void
pt_palette_class_init (PtPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_palette_finalize;

  /* The role that changed; PT_ROLE_NONE: name, tempo, key, tags, description. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PT_TYPE_PALETTE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, PT_TYPE_ROLE);
}

static void
pt_palette_init (PtPalette *self)
{
  for (guint role = 0; role < PT_N_ROLES; role++)
    self->slots[role].gain = 1.0;
}

static void
changed (PtPalette *self, PtRole role)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, role);
}

PtPalette *
pt_palette_new (void)
{
  return g_object_new (PT_TYPE_PALETTE, NULL);
}

PtPalette *
pt_palette_copy (PtPalette *self)
{
  PtPalette *copy;

  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  copy = pt_palette_new ();
  for (guint role = 0; role < PT_N_ROLES; role++)
    _pt_palette_copy_slot (copy, self, role);
  copy->base = g_strdup (self->base);
  copy->name = g_strdup (self->name);
  copy->description = g_strdup (self->description);
  copy->key = g_strdup (self->key);
  copy->tags = g_strdupv (self->tags);
  copy->bpm = self->bpm;
  copy->object_form = self->object_form;
  copy->unknown = pt_json_copy_object (self->unknown);
  copy->unknown_roles = pt_json_copy_object (self->unknown_roles);

  return copy;
}

void
_pt_palette_slot_copy (PtPaletteSlot *slot, const PtPaletteSlot *from)
{
  *slot = *from;
  slot->path = g_strdup (from->path);
  slot->unknown = pt_json_copy_object (from->unknown);
}

void
_pt_palette_swap_slot (PtPalette *self, PtRole role, PtPaletteSlot *slot)
{
  const PtPaletteSlot current = self->slots[role];

  self->slots[role] = *slot;
  *slot = current;
  changed (self, role);
}

void
_pt_palette_copy_slot (PtPalette *self, PtPalette *from, PtRole role)
{
  _pt_palette_slot_clear (&self->slots[role]);
  _pt_palette_slot_copy (&self->slots[role], &from->slots[role]);
}

const char *
pt_palette_get_name (PtPalette *self)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  return self->name;
}

static void
set_text (PtPalette *self, char **target, const char *text)
{
  if (text != NULL && *text == '\0')
    text = NULL;
  if (pt_set_str (target, text))
    changed (self, PT_ROLE_NONE);
}

void
pt_palette_set_name (PtPalette *self, const char *name)
{
  g_return_if_fail (PT_IS_PALETTE (self));

  set_text (self, &self->name, name);
}

const char *
pt_palette_get_description (PtPalette *self)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  return self->description;
}

void
pt_palette_set_description (PtPalette *self, const char *description)
{
  g_return_if_fail (PT_IS_PALETTE (self));

  set_text (self, &self->description, description);
}

const char *
pt_palette_get_key (PtPalette *self)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  return self->key;
}

void
pt_palette_set_key (PtPalette *self, const char *key)
{
  g_return_if_fail (PT_IS_PALETTE (self));

  set_text (self, &self->key, key);
}

double
pt_palette_get_bpm (PtPalette *self)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), 0);

  return self->bpm;
}

void
pt_palette_set_bpm (PtPalette *self, double bpm)
{
  g_return_if_fail (PT_IS_PALETTE (self));
  g_return_if_fail (bpm == 0 || (bpm >= PT_TEMPO_MIN_BPM && bpm <= PT_TEMPO_MAX_BPM));

  if (self->bpm == bpm)
    return;
  self->bpm = bpm;
  changed (self, PT_ROLE_NONE);
}

const char *const *
pt_palette_get_tags (PtPalette *self)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  return self->tags != NULL ? (const char *const *) self->tags : none;
}

void
pt_palette_set_tags (PtPalette *self, const char *const *tags)
{
  char **copy;

  g_return_if_fail (PT_IS_PALETTE (self));

  copy = tags != NULL && *tags != NULL ? g_strdupv ((char **) tags) : NULL;
  g_strfreev (self->tags);
  self->tags = copy;
  changed (self, PT_ROLE_NONE);
}

const char *
pt_palette_get_path (PtPalette *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  return self->slots[role].path;
}

void
pt_palette_set_path (PtPalette *self, PtRole role, const char *path)
{
  g_return_if_fail (PT_IS_PALETTE (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  if (path != NULL && *path == '\0')
    path = NULL;
  if (pt_set_str (&self->slots[role].path, path))
    changed (self, role);
}

double
pt_palette_get_gain (PtPalette *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), 1.0);
  g_return_val_if_fail (role < PT_ROLE_NONE, 1.0);

  return self->slots[role].gain;
}

gboolean
pt_palette_set_gain (PtPalette *self, PtRole role, double gain)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  if (!(gain >= PT_PALETTE_MIN_GAIN && gain <= PT_PALETTE_MAX_GAIN))
    return FALSE;
  if (self->slots[role].gain != gain)
    {
      self->slots[role].gain = gain;
      changed (self, role);
    }

  return TRUE;
}

double
pt_palette_get_pan (PtPalette *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), 0.0);
  g_return_val_if_fail (role < PT_ROLE_NONE, 0.0);

  return self->slots[role].pan;
}

gboolean
pt_palette_set_pan (PtPalette *self, PtRole role, double pan)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  if (!(pan >= -1.0 && pan <= 1.0))
    return FALSE;
  if (self->slots[role].pan != pan)
    {
      self->slots[role].pan = pan;
      changed (self, role);
    }

  return TRUE;
}

gboolean
pt_palette_get_lock (PtPalette *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  return self->slots[role].lock;
}

void
pt_palette_set_lock (PtPalette *self, PtRole role, gboolean lock)
{
  g_return_if_fail (PT_IS_PALETTE (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  lock = !!lock;
  if (self->slots[role].lock == lock)
    return;
  self->slots[role].lock = lock;
  changed (self, role);
}

char **
pt_palette_get_unknown_roles (PtPalette *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  builder = g_strv_builder_new ();
  if (self->unknown_roles != NULL)
    {
      json_object_iter_init_ordered (&iter, self->unknown_roles);
      while (json_object_iter_next_ordered (&iter, &key, &value))
        g_strv_builder_add (builder, key);
    }

  return g_strv_builder_end (builder);
}

const char *
pt_palette_get_base (PtPalette *self)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);

  return self->base;
}

void
pt_palette_rebase (PtPalette *self, const char *base)
{
  g_return_if_fail (PT_IS_PALETTE (self));

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (self->slots[role].path != NULL)
      {
        g_autofree char *moved = pt_sample_path_rebase (self->slots[role].path, self->base, base);

        pt_palette_set_path (self, role, moved);
      }
  pt_set_str (&self->base, base);
}

char *
pt_palette_resolve (PtPalette *self, PtRole role, const char *const *roots)
{
  g_return_val_if_fail (PT_IS_PALETTE (self), NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  if (self->slots[role].path == NULL)
    return NULL;

  return pt_sample_path_resolve (self->slots[role].path, self->base, roots);
}
