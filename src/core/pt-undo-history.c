/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-undo-history.h"

#include "core/pt-util.h"

#define NOWHERE G_MAXUINT

struct _PtUndoHistory
{
  GObject parent_instance;

  GPtrArray *edits; /* the first n_done are done, the others undone */
  guint n_done;
  guint n_inside; /* of those that are done, how many are of the document itself */
  guint clean; /* n_inside when it was saved; NOWHERE: no way leads back */
  guint noted; /* the same when writing began; NOWHERE: nothing is being written */
  gsize size;
  guint max_edits;
  gsize max_bytes;
  gint64 last_push_usec; /* 0: the last edit is sealed */

  GPtrArray *group; /* NULL: none open */
  char *group_name;
  guint group_depth;

  /* as last told */
  gboolean could_undo;
  gboolean could_redo;
  gboolean was_modified;
  char *undo_name;
  char *redo_name;
};

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_MODIFIED,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtUndoHistory, pt_undo_history, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint edited_signal;

static void
pt_undo_history_finalize (GObject *object)
{
  PtUndoHistory *self = PT_UNDO_HISTORY (object);

  g_ptr_array_unref (self->edits);
  g_clear_pointer (&self->group, g_ptr_array_unref);
  g_free (self->group_name);
  g_free (self->undo_name);
  g_free (self->redo_name);

  G_OBJECT_CLASS (pt_undo_history_parent_class)->finalize (object);
}

static void
pt_undo_history_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtUndoHistory *self = PT_UNDO_HISTORY (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, pt_undo_history_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, pt_undo_history_can_redo (self));
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, pt_undo_history_get_undo_name (self));
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, pt_undo_history_get_redo_name (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, pt_undo_history_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_undo_history_class_init (PtUndoHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_undo_history_finalize;
  object_class->get_property = pt_undo_history_get_property;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, readable);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, readable);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  edited_signal = g_signal_new ("edited", PT_TYPE_UNDO_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pt_undo_history_init (PtUndoHistory *self)
{
  self->edits = g_ptr_array_new_with_free_func (g_object_unref);
  self->noted = NOWHERE;
  self->max_edits = PT_UNDO_HISTORY_MAX_EDITS;
  self->max_bytes = PT_UNDO_HISTORY_MAX_BYTES;
}

PtUndoHistory *
pt_undo_history_new (void)
{
  return g_object_new (PT_TYPE_UNDO_HISTORY, NULL);
}

static void
tell_flag (PtUndoHistory *self, gboolean *told, gboolean now, guint property)
{
  if (*told == now)
    return;
  *told = now;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
tell_changes (PtUndoHistory *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  tell_flag (self, &self->could_undo, pt_undo_history_can_undo (self), PROP_CAN_UNDO);
  tell_flag (self, &self->could_redo, pt_undo_history_can_redo (self), PROP_CAN_REDO);
  tell_flag (self, &self->was_modified, pt_undo_history_get_modified (self), PROP_MODIFIED);
  if (pt_set_str (&self->undo_name, pt_undo_history_get_undo_name (self)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_NAME]);
  if (pt_set_str (&self->redo_name, pt_undo_history_get_redo_name (self)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_NAME]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* @inside: the document itself is another now. */
static void
tell_edit (PtUndoHistory *self, gboolean inside)
{
  tell_changes (self);
  if (inside)
    g_signal_emit (self, edited_signal, 0);
}

static gboolean
is_inside (PtUndoHistory *self, guint index)
{
  return !pt_edit_is_outside (g_ptr_array_index (self->edits, index));
}

static gboolean
any_inside (GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    if (!pt_edit_is_outside (g_ptr_array_index (edits, i)))
      return TRUE;

  return FALSE;
}

static void
remove_edits (PtUndoHistory *self, guint first, guint n)
{
  for (guint i = first; i < first + n; i++)
    self->size -= pt_edit_get_size (g_ptr_array_index (self->edits, i));
  if (n > 0)
    g_ptr_array_remove_range (self->edits, first, n);
}

static void
forget_undone (PtUndoHistory *self)
{
  if (self->clean != NOWHERE && self->clean > self->n_inside)
    self->clean = NOWHERE;
  if (self->noted != NOWHERE && self->noted > self->n_inside)
    self->noted = NOWHERE;
  remove_edits (self, self->n_done, self->edits->len - self->n_done);
}

/* The oldest go first, but never the last one done. */
static void
forget_oldest (PtUndoHistory *self)
{
  guint n = 0;
  guint inside = 0;
  gsize size = self->size;

  for (; n + 1 < self->n_done && (self->edits->len - n > self->max_edits || size > self->max_bytes); n++)
    {
      size -= pt_edit_get_size (g_ptr_array_index (self->edits, n));
      inside += is_inside (self, n);
    }
  if (n == 0)
    return;
  remove_edits (self, 0, n);
  self->n_done -= n;
  self->n_inside -= inside;
  if (self->clean != NOWHERE)
    self->clean = self->clean >= inside ? self->clean - inside : NOWHERE;
  if (self->noted != NOWHERE)
    self->noted = self->noted >= inside ? self->noted - inside : NOWHERE;
}

static gboolean
merges (PtUndoHistory *self, PtEdit *edit, gint64 now_usec)
{
  PtEdit *last;
  gsize before;

  if (self->n_done == 0 || self->last_push_usec == 0
      || now_usec - self->last_push_usec > PT_UNDO_HISTORY_MERGE_USEC)
    return FALSE;
  /* Not over a saved state: undo must be able to stop there. */
  if (!pt_edit_is_outside (edit) && (self->clean == self->n_inside || self->noted == self->n_inside))
    return FALSE;
  last = g_ptr_array_index (self->edits, self->n_done - 1);
  before = pt_edit_get_size (last);
  if (!pt_edit_merge (last, edit))
    return FALSE;
  self->size = self->size - before + pt_edit_get_size (last);

  return TRUE;
}

static void
remember (PtUndoHistory *self, PtEdit *edit)
{
  gint64 now_usec = g_get_monotonic_time ();
  gboolean inside = !pt_edit_is_outside (edit);

  forget_undone (self);
  if (merges (self, edit, now_usec))
    {
      g_object_unref (edit);
    }
  else
    {
      g_ptr_array_add (self->edits, edit);
      self->n_done++;
      self->n_inside += inside;
      self->size += pt_edit_get_size (edit);
      forget_oldest (self);
    }
  self->last_push_usec = now_usec;
  tell_edit (self, inside);
}

static void
add_to_group (PtUndoHistory *self, PtEdit *edit)
{
  gboolean inside = !pt_edit_is_outside (edit);

  /* However long a drag lasts, it is one edit. */
  if (self->group->len > 0 && pt_edit_merge (g_ptr_array_index (self->group, self->group->len - 1), edit))
    g_object_unref (edit);
  else
    g_ptr_array_add (self->group, edit);
  tell_edit (self, inside);
}

void
pt_undo_history_push (PtUndoHistory *self, PtEdit *edit)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));
  g_return_if_fail (PT_IS_EDIT (edit));

  if (!pt_edit_is_done (edit))
    pt_edit_do (edit);
  if (self->group == NULL)
    remember (self, edit);
  else
    add_to_group (self, edit);
}

gboolean
pt_undo_history_undo (PtUndoHistory *self)
{
  gboolean inside;

  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), FALSE);

  if (!pt_undo_history_can_undo (self))
    return FALSE;
  self->n_done--;
  self->last_push_usec = 0;
  inside = is_inside (self, self->n_done);
  self->n_inside -= inside;
  pt_edit_undo (g_ptr_array_index (self->edits, self->n_done));
  tell_edit (self, inside);

  return TRUE;
}

gboolean
pt_undo_history_redo (PtUndoHistory *self)
{
  gboolean inside;

  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), FALSE);

  if (!pt_undo_history_can_redo (self))
    return FALSE;
  inside = is_inside (self, self->n_done);
  pt_edit_do (g_ptr_array_index (self->edits, self->n_done));
  self->n_done++;
  self->n_inside += inside;
  self->last_push_usec = 0;
  tell_edit (self, inside);

  return TRUE;
}

void
pt_undo_history_clear (PtUndoHistory *self)
{
  gboolean modified;

  g_return_if_fail (PT_IS_UNDO_HISTORY (self));
  g_return_if_fail (self->group == NULL);

  modified = pt_undo_history_get_modified (self);
  remove_edits (self, 0, self->edits->len);
  self->n_done = 0;
  self->n_inside = 0;
  self->clean = modified ? NOWHERE : 0;
  self->noted = NOWHERE;
  self->last_push_usec = 0;
  tell_changes (self);
}

void
pt_undo_history_begin_group (PtUndoHistory *self, const char *name)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));
  g_return_if_fail (name != NULL);

  if (self->group_depth++ > 0)
    return;
  self->group = g_ptr_array_new_with_free_func (g_object_unref);
  self->group_name = g_strdup (name);
  tell_changes (self);
}

static GPtrArray *
close_groups (PtUndoHistory *self)
{
  self->group_depth = 0;

  return g_steal_pointer (&self->group);
}

void
pt_undo_history_end_group (PtUndoHistory *self)
{
  g_autoptr (GPtrArray) group = NULL;
  g_autofree char *name = NULL;

  g_return_if_fail (PT_IS_UNDO_HISTORY (self));
  g_return_if_fail (self->group_depth > 0);

  if (--self->group_depth > 0)
    return;
  group = close_groups (self);
  name = g_steal_pointer (&self->group_name);
  if (group->len > 0)
    {
      self->last_push_usec = 0;
      remember (self, pt_edit_new_group (name, group));
      self->last_push_usec = 0;
    }
  else
    {
      tell_changes (self);
    }
}

void
pt_undo_history_cancel_group (PtUndoHistory *self)
{
  g_autoptr (GPtrArray) group = NULL;

  g_return_if_fail (PT_IS_UNDO_HISTORY (self));
  g_return_if_fail (self->group_depth > 0);

  group = close_groups (self);
  g_clear_pointer (&self->group_name, g_free);
  for (guint i = group->len; i > 0; i--)
    pt_edit_undo (g_ptr_array_index (group, i - 1));
  tell_edit (self, any_inside (group));
}

void
pt_undo_history_seal (PtUndoHistory *self)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));

  self->last_push_usec = 0;
}

void
pt_undo_history_mark_clean (PtUndoHistory *self)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));

  self->clean = self->n_inside;
  self->last_push_usec = 0;
  tell_changes (self);
}

void
pt_undo_history_mark_modified (PtUndoHistory *self)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));

  self->clean = NOWHERE;
  tell_changes (self);
}

void
pt_undo_history_note (PtUndoHistory *self)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));

  /* Undo does not lead into the middle of a gesture. */
  self->noted = self->group != NULL && any_inside (self->group) ? NOWHERE : self->n_inside;
  self->last_push_usec = 0;
}

void
pt_undo_history_mark_noted_clean (PtUndoHistory *self)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));

  self->clean = self->noted;
  self->noted = NOWHERE;
  tell_changes (self);
}

gboolean
pt_undo_history_can_undo (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), FALSE);

  return self->group == NULL && self->n_done > 0;
}

gboolean
pt_undo_history_can_redo (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), FALSE);

  return self->group == NULL && self->n_done < self->edits->len;
}

const char *
pt_undo_history_get_undo_name (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), NULL);

  return pt_undo_history_can_undo (self) ? pt_edit_get_name (g_ptr_array_index (self->edits, self->n_done - 1)) : NULL;
}

const char *
pt_undo_history_get_redo_name (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), NULL);

  return pt_undo_history_can_redo (self) ? pt_edit_get_name (g_ptr_array_index (self->edits, self->n_done)) : NULL;
}

gboolean
pt_undo_history_get_modified (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), FALSE);

  return self->clean != self->n_inside || (self->group != NULL && any_inside (self->group));
}

guint
pt_undo_history_get_n_edits (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), 0);

  return self->edits->len;
}

gsize
pt_undo_history_get_size (PtUndoHistory *self)
{
  g_return_val_if_fail (PT_IS_UNDO_HISTORY (self), 0);

  return self->size;
}

void
pt_undo_history_set_limits (PtUndoHistory *self, guint max_edits, gsize max_bytes)
{
  g_return_if_fail (PT_IS_UNDO_HISTORY (self));
  g_return_if_fail (max_edits > 0);

  self->max_edits = max_edits;
  self->max_bytes = max_bytes;
  forget_oldest (self);
  tell_changes (self);
}
