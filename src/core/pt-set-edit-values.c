/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-set-edit.h"

#include <glib/gi18n-lib.h>

#include "core/pt-arc-private.h"
#include "core/pt-clip-private.h"
#include "core/pt-key.h"
#include "core/pt-palette-private.h"
#include "core/pt-set-private.h"

/* The edits of values: properties, the palette, the arc, what is in a clip. */

static const char *
name_of_edit (gpointer object, const char *property)
{
  static const struct
  {
    const char *type; /* NULL: any */
    const char *property;
    const char *name;
  } names[] = {
    { "PtSet", "name", N_ ("Rename Set") },
    { "PtSet", "quantize", N_ ("Set Launch Quantum") },
    { "PtSet", "palette", N_ ("Change Palette") },
    { "PtTrack", "name", N_ ("Rename Track") },
    { "PtTrack", "role", N_ ("Set Role") },
    { "PtTrack", "lock", N_ ("Lock Track") },
    { "PtScene", "name", N_ ("Rename Scene") },
    { "PtScene", "bars", N_ ("Set Scene Length") },
    { "PtScene", "energy", N_ ("Set Energy") },
    { "PtScene", "tempo", N_ ("Set Scene Tempo") },
    { "PtClip", "name", N_ ("Rename Clip") },
    { "PtClip", "length-bars", N_ ("Set Clip Length") },
    { "PtClip", "gain", N_ ("Set Clip Gain") },
    { "PtClip", "sample", N_ ("Change Sample") },
    { "PtClip", "launch-mode", N_ ("Set Launch Mode") },
    { "PtClip", "quantize", N_ ("Set Clip Quantum") },
    { "PtClip", "legato", N_ ("Set Legato") },
    { "PtTake", "name", N_ ("Rename Take") },
    { "PtTake", "path", N_ ("Relink Take") },
    { NULL, "tempo", N_ ("Set Tempo") },
    { NULL, "key", N_ ("Set Key") },
    { NULL, "colour", N_ ("Set Colour") },
    { NULL, "follow-action", N_ ("Set Follow Action") },
    { NULL, "follow-bars", N_ ("Set Follow Action") },
    { NULL, "gain-db", N_ ("Set Volume") },
    { NULL, "pan", N_ ("Set Pan") },
    { NULL, "mute", N_ ("Mute") },
    { NULL, "solo", N_ ("Solo") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].property, property)
        && (names[i].type == NULL || g_str_equal (names[i].type, G_OBJECT_TYPE_NAME (object))))
      return names[i].name;

  return N_ ("Edit");
}

/* What the setters would refuse although the property's own range holds it. */
static gboolean
is_allowed (const char *property, GParamSpec *pspec, GValue *value)
{
  PtKey key;

  if (g_param_value_validate (pspec, value))
    return FALSE;
  if (g_str_equal (property, "colour"))
    return g_value_get_string (value) == NULL || pt_colour_is_valid (g_value_get_string (value));
  if (g_str_equal (property, "key"))
    return g_value_get_string (value) == NULL || pt_key_parse (g_value_get_string (value), &key, NULL);
  if (g_str_equal (property, "path"))
    return g_value_get_string (value) != NULL;
  if (g_str_equal (property, "energy"))
    return g_value_get_double (value) == -1.0 || g_value_get_double (value) >= 0.0;
  if (g_str_equal (property, "tempo"))
    return g_value_get_double (value) == 0.0 || g_value_get_double (value) >= PT_TEMPO_MIN_BPM;

  return TRUE;
}

/* @name NULL: the usual one. */
static gboolean
edit_value (PtSet *self, gpointer object, const char *property, const char *name, const GValue *given)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) current = G_VALUE_INIT;
  gboolean same;

  g_return_val_if_fail (pspec != NULL && (pspec->flags & G_PARAM_WRITABLE), FALSE);
  g_return_val_if_fail (g_value_type_transformable (G_VALUE_TYPE (given), pspec->value_type), FALSE);

  g_value_init (&value, pspec->value_type);
  g_value_transform (given, &value);
  g_object_get_property (object, property, &current);
  same = g_param_values_cmp (pspec, &value, &current) == 0;
  if (same || !is_allowed (property, pspec, &value))
    return FALSE;
  pt_undo_history_push (self->history, pt_edit_new_property (name != NULL ? name : name_of_edit (object, property), object,
                                                             object != (gpointer) self, property, &value));

  return TRUE;
}

gboolean
pt_set_edit_double (PtSet *self, gpointer object, const char *property, double number)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (object), FALSE);

  g_value_init (&value, G_TYPE_DOUBLE);
  g_value_set_double (&value, number);

  return number == number && edit_value (self, object, property, NULL, &value);
}

gboolean
pt_set_edit_int (PtSet *self, gpointer object, const char *property, gint64 number)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (object), FALSE);

  g_value_init (&value, G_TYPE_INT64);
  g_value_set_int64 (&value, number);

  return edit_value (self, object, property, NULL, &value);
}

gboolean
pt_set_edit_boolean (PtSet *self, gpointer object, const char *property, gboolean flag)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (object), FALSE);

  g_value_init (&value, G_TYPE_BOOLEAN);
  g_value_set_boolean (&value, flag);

  return edit_value (self, object, property, NULL, &value);
}

gboolean
pt_set_edit_text (PtSet *self, gpointer object, const char *property, const char *text)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (G_IS_OBJECT (object), FALSE);

  g_value_init (&value, G_TYPE_STRING);
  g_value_set_string (&value, text != NULL && *text != '\0' ? text : NULL);

  return edit_value (self, object, property, NULL, &value);
}

gboolean
pt_set_edit_key (PtSet *self, const char *text, GError **error)
{
  PtKey key;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  if (text != NULL && *text != '\0' && !pt_key_parse (text, &key, error))
    return FALSE;

  return pt_set_edit_text (self, self, "key", text);
}

static gboolean
edit_palette (PtSet *self, PtPalette *palette, const char *name)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, PT_TYPE_PALETTE);
  g_value_set_object (&value, palette);

  return edit_value (self, self, "palette", name, &value);
}

gboolean
pt_set_edit_palette (PtSet *self, PtPalette *palette)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_PALETTE (palette), FALSE);

  return edit_palette (self, palette, NULL);
}

gboolean
pt_set_edit_palette_named (PtSet *self, PtPalette *palette, const char *name)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_PALETTE (palette), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  pt_undo_history_seal (self->history);

  return edit_palette (self, palette, name);
}

typedef struct
{
  PtPalette *palette;
  PtRole role;
  int field; /* edits of one field merge */
  PtPaletteSlot other;
} PaletteEdit;

enum
{
  FIELD_PATH,
  FIELD_GAIN,
  FIELD_PAN,
  FIELD_LOCK,
};

static void
palette_swap (gpointer data, gboolean undo)
{
  PaletteEdit *edit = data;

  _pt_palette_swap_slot (edit->palette, edit->role, &edit->other);
}

static gboolean
palette_merge (gpointer data, gpointer next)
{
  const PaletteEdit *edit = data;
  const PaletteEdit *later = next;

  return edit->palette == later->palette && edit->role == later->role && edit->field == later->field
         && (edit->field == FIELD_GAIN || edit->field == FIELD_PAN);
}

static void
palette_free (gpointer data)
{
  PaletteEdit *edit = data;

  g_object_unref (edit->palette);
  _pt_palette_slot_clear (&edit->other);
  g_free (edit);
}

/* @slot: the new values; taken. */
static gboolean
push_palette (PtSet *self, const char *name, PtRole role, int field, PtPaletteSlot slot)
{
  static const PtEditKind kind = { palette_swap, palette_merge, NULL, palette_free };
  PaletteEdit *edit = g_new (PaletteEdit, 1);

  *edit = (PaletteEdit){ g_object_ref (self->palette), role, field, slot };
  pt_undo_history_push (self->history, pt_edit_new (name, &kind, edit));

  return TRUE;
}

gboolean
pt_set_edit_palette_path (PtSet *self, PtRole role, const char *path)
{
  PtPaletteSlot slot;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  if (path != NULL && *path == '\0')
    path = NULL;
  if (g_strcmp0 (pt_palette_get_path (self->palette, role), path) == 0)
    return FALSE;
  _pt_palette_slot_copy (&slot, &self->palette->slots[role]);
  g_free (slot.path);
  slot.path = g_strdup (path);

  return push_palette (self, path != NULL ? N_ ("Change Sound") : N_ ("Clear Sound"), role, FIELD_PATH, slot);
}

gboolean
pt_set_edit_palette_gain (PtSet *self, PtRole role, double gain)
{
  PtPaletteSlot slot;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  if (!(gain >= PT_PALETTE_MIN_GAIN && gain <= PT_PALETTE_MAX_GAIN) || pt_palette_get_gain (self->palette, role) == gain)
    return FALSE;
  _pt_palette_slot_copy (&slot, &self->palette->slots[role]);
  slot.gain = gain;

  return push_palette (self, N_ ("Set Sound Gain"), role, FIELD_GAIN, slot);
}

gboolean
pt_set_edit_palette_pan (PtSet *self, PtRole role, double pan)
{
  PtPaletteSlot slot;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  if (!(pan >= -1.0 && pan <= 1.0) || pt_palette_get_pan (self->palette, role) == pan)
    return FALSE;
  _pt_palette_slot_copy (&slot, &self->palette->slots[role]);
  slot.pan = pan;

  return push_palette (self, N_ ("Set Sound Pan"), role, FIELD_PAN, slot);
}

gboolean
pt_set_edit_palette_lock (PtSet *self, PtRole role, gboolean lock)
{
  PtPaletteSlot slot;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  lock = !!lock;
  if (pt_palette_get_lock (self->palette, role) == lock)
    return FALSE;
  _pt_palette_slot_copy (&slot, &self->palette->slots[role]);
  slot.lock = lock;

  return push_palette (self, lock ? N_ ("Lock Sound") : N_ ("Unlock Sound"), role, FIELD_LOCK, slot);
}

typedef struct
{
  PtArc *arc;
  guint dragged; /* G_MAXUINT: no single point */
  PtArcShape shape;
  GArray *points; /* PtArcPoint */
} ArcEdit;

static void
arc_swap (gpointer data, gboolean undo)
{
  ArcEdit *edit = data;

  _pt_arc_swap (edit->arc, &edit->shape, &edit->points);
}

static gboolean
arc_merge (gpointer data, gpointer next)
{
  const ArcEdit *edit = data;
  const ArcEdit *later = next;

  return edit->arc == later->arc && edit->dragged == later->dragged && edit->dragged != G_MAXUINT;
}

static gsize
arc_size (gpointer data)
{
  const ArcEdit *edit = data;

  return sizeof *edit + edit->points->len * sizeof (PtArcPoint);
}

static void
arc_free (gpointer data)
{
  ArcEdit *edit = data;

  g_object_unref (edit->arc);
  g_array_unref (edit->points);
  g_free (edit);
}

/* @arc: how the set's is to be. */
static gboolean
push_arc (PtSet *self, const char *name, guint dragged, PtArc *arc)
{
  static const PtEditKind kind = { arc_swap, arc_merge, arc_size, arc_free };
  ArcEdit *edit = g_new (ArcEdit, 1);
  const PtArcPoint *points;
  guint n;

  points = pt_arc_get_points (arc, &n);
  *edit = (ArcEdit){ g_object_ref (self->arc), dragged, pt_arc_get_shape (arc), g_array_new (FALSE, FALSE, sizeof (PtArcPoint)) };
  g_array_append_vals (edit->points, points, n);
  pt_undo_history_push (self->history, pt_edit_new (name, &kind, edit));

  return TRUE;
}

gboolean
pt_set_edit_arc_shape (PtSet *self, PtArcShape shape)
{
  g_autoptr (PtArc) arc = NULL;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (shape <= PT_ARC_CUSTOM, FALSE);

  if (pt_arc_get_shape (self->arc) == shape)
    return FALSE;
  arc = pt_arc_copy (self->arc);
  pt_arc_set_shape (arc, shape);

  return push_arc (self, N_ ("Change Arc"), G_MAXUINT, arc);
}

static gboolean
push_points (PtSet *self, const char *name, guint dragged, const PtArcPoint *points, guint n_points)
{
  g_autoptr (PtArc) arc = pt_arc_copy (self->arc);

  return pt_arc_set_points (arc, points, n_points) && push_arc (self, name, dragged, arc);
}

gboolean
pt_set_edit_arc_points (PtSet *self, const PtArcPoint *points, guint n_points)
{
  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  return push_points (self, N_ ("Change Arc"), G_MAXUINT, points, n_points);
}

static GArray *
copy_points (PtSet *self)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (PtArcPoint));
  const PtArcPoint *points;
  guint n;

  points = pt_arc_get_points (self->arc, &n);

  return g_array_append_vals (copy, points, n);
}

static gboolean
push_copy (PtSet *self, const char *name, guint dragged, const GArray *points)
{
  return push_points (self, name, dragged, (const PtArcPoint *) (gpointer) points->data, points->len);
}

gboolean
pt_set_edit_arc_move (PtSet *self, guint index, PtArcPoint point)
{
  g_autoptr (GArray) copy = NULL;
  const PtArcPoint *points;
  PtArcPoint *moved;
  guint n;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  points = pt_arc_get_points (self->arc, &n);
  if (index >= n || !(point.energy >= 0 && point.energy <= 1) || !(point.position >= 0 && point.position <= 1))
    return FALSE;
  copy = copy_points (self);
  moved = &g_array_index (copy, PtArcPoint, index);
  moved->energy = point.energy;
  if (index > 0 && index + 1 < n)
    moved->position = CLAMP (point.position, points[index - 1].position, points[index + 1].position);
  if (moved->energy == points[index].energy && moved->position == points[index].position)
    return FALSE;

  return push_copy (self, N_ ("Move Arc Point"), index, copy);
}

gboolean
pt_set_edit_arc_add (PtSet *self, PtArcPoint point)
{
  g_autoptr (GArray) copy = NULL;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  copy = copy_points (self);
  g_array_append_val (copy, point);

  return push_copy (self, N_ ("Add Arc Point"), G_MAXUINT, copy);
}

gboolean
pt_set_edit_arc_remove (PtSet *self, guint index)
{
  g_autoptr (GArray) copy = NULL;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);

  copy = copy_points (self);
  if (index >= copy->len)
    return FALSE;
  g_array_remove_index (copy, index);

  return push_copy (self, N_ ("Remove Arc Point"), G_MAXUINT, copy);
}

typedef struct
{
  PtClip *clip;
  PtClip *other; /* holds the content that the clip does not have at the moment */
} ContentEdit;

static void
content_swap (gpointer data, gboolean undo)
{
  ContentEdit *edit = data;

  _pt_clip_swap_content (edit->clip, edit->other);
}

static gsize
content_size (gpointer data)
{
  const ContentEdit *edit = data;

  return sizeof *edit + pt_clip_get_size (edit->other);
}

static void
content_free (gpointer data)
{
  ContentEdit *edit = data;

  g_object_unref (edit->clip);
  g_object_unref (edit->other);
  g_free (edit);
}

/* @other: takes it. */
static gboolean
push_content (PtSet *self, const char *name, PtClip *clip, PtClip *other)
{
  static const PtEditKind kind = { content_swap, NULL, content_size, content_free };
  ContentEdit *edit = g_new (ContentEdit, 1);

  *edit = (ContentEdit){ g_object_ref (clip), other };
  pt_undo_history_push (self->history, pt_edit_new (name, &kind, edit));

  return TRUE;
}

gboolean
pt_set_edit_clip_beats (PtSet *self, PtClip *clip, const PtBeats *beats, guint n_beats)
{
  g_autoptr (PtClip) copy = NULL;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_CLIP (clip), FALSE);

  copy = pt_clip_copy (clip);
  if (!pt_hits_set_beats (&copy->hits, beats, n_beats))
    return FALSE;
  copy->own_hits = TRUE;

  return push_content (self, N_ ("Edit Beats"), clip, g_steal_pointer (&copy));
}

gboolean
pt_set_edit_clip_pattern (PtSet *self, PtClip *clip, const char *name)
{
  g_autoptr (PtClip) copy = NULL;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_CLIP (clip), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  copy = pt_clip_copy (clip);
  if (!pt_hits_set_pattern (&copy->hits, name) || copy->hits.pattern == clip->hits.pattern)
    return FALSE;
  copy->own_hits = TRUE;

  return push_content (self, N_ ("Change Pattern"), clip, g_steal_pointer (&copy));
}

gboolean
pt_set_edit_clip_notes (PtSet *self, PtClip *clip, const GArray *notes)
{
  PtClip *copy;

  g_return_val_if_fail (PT_IS_SET (self), FALSE);
  g_return_val_if_fail (PT_IS_CLIP (clip), FALSE);
  g_return_val_if_fail (notes != NULL, FALSE);

  if (notes->len > PT_CLIP_MAX_NOTES)
    return FALSE;
  copy = pt_clip_copy (clip);
  pt_clip_set_notes (copy, notes);

  return push_content (self, N_ ("Edit Notes"), clip, copy);
}
