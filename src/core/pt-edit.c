/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-edit.h"

#include <string.h>

struct _PtEdit
{
  GObject parent_instance;

  char *name;
  const PtEditKind *kind;
  gpointer data;
  gboolean done;
  gboolean outside;
  gsize size; /* as first counted, so that sums of it stay true; 0: not counted */
};

G_DEFINE_FINAL_TYPE (PtEdit, pt_edit, G_TYPE_OBJECT)

static void
pt_edit_finalize (GObject *object)
{
  PtEdit *self = PT_EDIT (object);

  g_free (self->name);
  if (self->kind != NULL && self->kind->free != NULL)
    self->kind->free (self->data);

  G_OBJECT_CLASS (pt_edit_parent_class)->finalize (object);
}

static void
pt_edit_class_init (PtEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_edit_finalize;
}

static void
pt_edit_init (PtEdit *self)
{
}

PtEdit *
pt_edit_new (const char *name, const PtEditKind *kind, gpointer data)
{
  PtEdit *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (kind != NULL && kind->swap != NULL, NULL);

  self = g_object_new (PT_TYPE_EDIT, NULL);
  self->name = g_strdup (name);
  self->kind = kind;
  self->data = data;

  return self;
}

const char *
pt_edit_get_name (PtEdit *self)
{
  g_return_val_if_fail (PT_IS_EDIT (self), NULL);

  return self->name;
}

gboolean
pt_edit_is_outside (PtEdit *self)
{
  g_return_val_if_fail (PT_IS_EDIT (self), FALSE);

  return self->outside;
}

void
pt_edit_set_outside (PtEdit *self)
{
  g_return_if_fail (PT_IS_EDIT (self));

  self->outside = TRUE;
}

gboolean
pt_edit_is_done (PtEdit *self)
{
  g_return_val_if_fail (PT_IS_EDIT (self), FALSE);

  return self->done;
}

void
pt_edit_do (PtEdit *self)
{
  g_return_if_fail (PT_IS_EDIT (self));
  g_return_if_fail (!self->done);

  self->kind->swap (self->data, FALSE);
  self->done = TRUE;
}

void
pt_edit_undo (PtEdit *self)
{
  g_return_if_fail (PT_IS_EDIT (self));
  g_return_if_fail (self->done);

  self->kind->swap (self->data, TRUE);
  self->done = FALSE;
}

gboolean
pt_edit_merge (PtEdit *self, PtEdit *next)
{
  g_return_val_if_fail (PT_IS_EDIT (self), FALSE);
  g_return_val_if_fail (PT_IS_EDIT (next), FALSE);
  g_return_val_if_fail (self->done && next->done, FALSE);

  if (self->kind != next->kind || self->outside != next->outside || self->kind->merge == NULL
      || !self->kind->merge (self->data, next->data))
    return FALSE;
  self->size = 0;

  return TRUE;
}

gsize
pt_edit_get_size (PtEdit *self)
{
  g_return_val_if_fail (PT_IS_EDIT (self), 0);

  if (self->size == 0)
    self->size = sizeof *self + strlen (self->name) + (self->kind->size != NULL ? self->kind->size (self->data) : 64);

  return self->size;
}

typedef struct
{
  GObject *object;
  gboolean kept;
  char *property;
  GValue other; /* what the object does not have at the moment */
} PropertyEdit;

static void
property_swap (gpointer data, gboolean undo)
{
  PropertyEdit *edit = data;
  GValue current = G_VALUE_INIT;

  g_object_get_property (edit->object, edit->property, &current);
  g_object_set_property (edit->object, edit->property, &edit->other);
  g_value_unset (&edit->other);
  edit->other = current;
}

static gboolean
property_merge (gpointer data, gpointer next)
{
  const PropertyEdit *edit = data;
  const PropertyEdit *later = next;

  /* Done, an edit holds the value from before: the earlier one is the one to keep. */
  return edit->object == later->object && g_str_equal (edit->property, later->property);
}

static gsize
property_size (gpointer data)
{
  const PropertyEdit *edit = data;
  const char *text = G_VALUE_HOLDS_STRING (&edit->other) ? g_value_get_string (&edit->other) : NULL;

  return sizeof *edit + strlen (edit->property) + (text != NULL ? strlen (text) : 0);
}

static void
property_free (gpointer data)
{
  PropertyEdit *edit = data;

  if (edit->kept)
    g_object_unref (edit->object);
  g_free (edit->property);
  g_value_unset (&edit->other);
  g_free (edit);
}

PtEdit *
pt_edit_new_property (const char *name, GObject *object, gboolean keep, const char *property, const GValue *value)
{
  static const PtEditKind kind = { property_swap, property_merge, property_size, property_free };
  GParamSpec *pspec;
  PropertyEdit *edit;

  g_return_val_if_fail (G_IS_OBJECT (object), NULL);
  g_return_val_if_fail (G_IS_VALUE (value), NULL);

  pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_return_val_if_fail (pspec != NULL && (pspec->flags & G_PARAM_WRITABLE), NULL);
  g_return_val_if_fail (g_value_type_transformable (G_VALUE_TYPE (value), pspec->value_type), NULL);

  edit = g_new0 (PropertyEdit, 1);
  edit->object = keep ? g_object_ref (object) : object;
  edit->kept = keep;
  edit->property = g_strdup (property);
  g_value_init (&edit->other, pspec->value_type);
  g_value_transform (value, &edit->other);

  return pt_edit_new (name, &kind, edit);
}

static void
group_swap (gpointer data, gboolean undo)
{
  GPtrArray *edits = data;

  for (guint i = 0; i < edits->len; i++)
    if (undo)
      pt_edit_undo (g_ptr_array_index (edits, edits->len - 1 - i));
    else
      pt_edit_do (g_ptr_array_index (edits, i));
}

static gsize
group_size (gpointer data)
{
  GPtrArray *edits = data;
  gsize size = 0;

  for (guint i = 0; i < edits->len; i++)
    size += pt_edit_get_size (g_ptr_array_index (edits, i));

  return size;
}

static void
group_free (gpointer data)
{
  g_ptr_array_unref (data);
}

PtEdit *
pt_edit_new_group (const char *name, GPtrArray *edits)
{
  static const PtEditKind kind = { group_swap, NULL, group_size, group_free };
  PtEdit *self;

  g_return_val_if_fail (edits != NULL && edits->len > 0, NULL);

  self = pt_edit_new (name, &kind, g_ptr_array_ref (edits));
  /* A gesture that was carried out step by step is done already. */
  self->done = pt_edit_is_done (g_ptr_array_index (edits, 0));
  self->outside = TRUE;
  for (guint i = 0; i < edits->len; i++)
    self->outside &= pt_edit_is_outside (g_ptr_array_index (edits, i));

  return self;
}
