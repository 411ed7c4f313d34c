/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-waveform-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 32
#define NATURAL_WIDTH 128
#define MIN_HEIGHT 24
/* A quiet part is a line, not a gap. */
#define MIN_COLUMN_HEIGHT 1.0f
#define POSITION_WIDTH 2.0f
#define KEY_STEP 0.05
/* How loud the part that was not heard yet looks. */
#define REST_ALPHA 0.55f

struct _PtWaveformView
{
  GtkWidget parent_instance;

  GBytes *columns;
  double position;
  guint seekable : 1;

  /* What was drawn last, for that size and those colours: the columns as they wait, and as
   * they look once heard. */
  GskRenderNode *rest_node;
  GskRenderNode *heard_node;
  int node_width;
  int node_height;
  GdkRGBA rest_color;
  GdkRGBA heard_color;
};

enum
{
  PROP_0,
  PROP_COLUMNS,
  PROP_POSITION,
  PROP_SEEKABLE,
  N_PROPS
};

enum
{
  SEEK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtWaveformView, pt_waveform_view, GTK_TYPE_WIDGET)

/* --- drawing --- */

static void
forget_nodes (PtWaveformView *self)
{
  g_clear_pointer (&self->rest_node, gsk_render_node_unref);
  g_clear_pointer (&self->heard_node, gsk_render_node_unref);
}

/* The lowest and highest value of the columns that fall on pixel @x of @width. */
static void
find_extent (const gint8 *pairs, gsize n_pairs, int x, int width, int *low, int *high)
{
  gsize start = (gsize) x * n_pairs / (gsize) width;
  gsize end = MAX ((gsize) (x + 1) * n_pairs / (gsize) width, start + 1);

  *low = 127;
  *high = -128;
  for (gsize i = start; i < end; i++)
    {
      *low = MIN (*low, pairs[2 * i]);
      *high = MAX (*high, pairs[2 * i + 1]);
    }
}

static GskRenderNode *
make_node (PtWaveformView *self, int width, int height, const GdkRGBA *color)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gsize size = 0;
  const gint8 *pairs = self->columns != NULL ? g_bytes_get_data (self->columns, &size) : NULL;
  const float middle = (float) height / 2;

  if (size < 2)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT (0, middle - MIN_COLUMN_HEIGHT / 2, (float) width, MIN_COLUMN_HEIGHT));
  else
    for (int x = 0; x < width; x++)
      {
        int low, high;
        float top, bottom;

        find_extent (pairs, size / 2, x, width, &low, &high);
        top = middle - (float) high * middle / 128;
        bottom = middle - (float) low * middle / 128;
        if (bottom - top < MIN_COLUMN_HEIGHT)
          {
            top = (top + bottom - MIN_COLUMN_HEIGHT) / 2;
            bottom = top + MIN_COLUMN_HEIGHT;
          }
        gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT ((float) x, top, 1, bottom - top));
      }

  return gtk_snapshot_free_to_node (snapshot);
}

static void
update_nodes (PtWaveformView *self, int width, int height)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA rest, heard;

  gtk_style_context_get_color (context, &rest);
  if (!gtk_style_context_lookup_color (context, "accent_color", &heard))
    heard = rest;
  rest.alpha *= REST_ALPHA;
  if (self->node_width != width || self->node_height != height || !gdk_rgba_equal (&rest, &self->rest_color)
      || !gdk_rgba_equal (&heard, &self->heard_color))
    forget_nodes (self);
  self->node_width = width;
  self->node_height = height;
  self->rest_color = rest;
  self->heard_color = heard;
  if (self->rest_node == NULL)
    self->rest_node = make_node (self, width, height, &rest);
  if (self->heard_node == NULL && self->position >= 0)
    self->heard_node = make_node (self, width, height, &heard);
}

static void
append_clipped (GtkSnapshot *snapshot, GskRenderNode *node, float start, float end, float height)
{
  if (node == NULL || end <= start)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (start, 0, end - start, height));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_pop (snapshot);
}

static void
pt_waveform_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PtWaveformView *self = PT_WAVEFORM_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  float x;

  if (width <= 0 || height <= 0)
    return;
  update_nodes (self, width, height);
  if (self->position < 0)
    {
      if (self->rest_node != NULL)
        gtk_snapshot_append_node (snapshot, self->rest_node);
      return;
    }
  /* Time runs from left to right whatever the language. */
  x = roundf ((float) MIN (self->position, 1) * (float) width);
  append_clipped (snapshot, self->heard_node, 0, x, (float) height);
  append_clipped (snapshot, self->rest_node, x, (float) width, (float) height);
  x = CLAMP (x - POSITION_WIDTH / 2, 0, MAX ((float) width - POSITION_WIDTH, 0));
  gtk_snapshot_append_color (snapshot, &self->heard_color, &GRAPHENE_RECT_INIT (x, 0, POSITION_WIDTH, (float) height));
}

static void
pt_waveform_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : MIN_HEIGHT;
}

static GtkSizeRequestMode
pt_waveform_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* --- seeking --- */

static void
seek_to (PtWaveformView *self, double position)
{
  g_signal_emit (self, signals[SEEK], 0, CLAMP (position, 0, 1));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, PtWaveformView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (!self->seekable || width <= 0)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  seek_to (self, x / width);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, PtWaveformView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  double x, y;

  if (width > 0 && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    seek_to (self, (x + dx) / width);
}

static gboolean
step_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PtWaveformView *self = PT_WAVEFORM_VIEW (widget);
  int steps;

  if (!self->seekable)
    return FALSE;
  g_variant_get (args, "(i)", &steps);
  seek_to (self, steps == 0 ? 0 : MAX (self->position, 0) + steps * KEY_STEP);

  return TRUE;
}

/* --- what screen readers say --- */

static void
update_accessible (PtWaveformView *self)
{
  g_autofree char *text = NULL;

  if (self->position >= 0)
    text = g_strdup_printf (_ ("At %.0f %%"), floor (100 * MIN (self->position, 1)));
  else
    text = g_strdup (self->columns != NULL ? _ ("Not playing") : _ ("No waveform yet"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 1.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, CLAMP (self->position, 0, 1),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* --- class --- */

static void
pt_waveform_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PtWaveformView *self = PT_WAVEFORM_VIEW (object);

  switch (id)
    {
    case PROP_COLUMNS:
      g_value_set_boxed (value, self->columns);
      break;
    case PROP_POSITION:
      g_value_set_double (value, self->position);
      break;
    case PROP_SEEKABLE:
      g_value_set_boolean (value, self->seekable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pt_waveform_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PtWaveformView *self = PT_WAVEFORM_VIEW (object);

  switch (id)
    {
    case PROP_COLUMNS:
      pt_waveform_view_set_columns (self, g_value_get_boxed (value));
      break;
    case PROP_POSITION:
      pt_waveform_view_set_position (self, g_value_get_double (value));
      break;
    case PROP_SEEKABLE:
      pt_waveform_view_set_seekable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pt_waveform_view_dispose (GObject *object)
{
  PtWaveformView *self = PT_WAVEFORM_VIEW (object);

  forget_nodes (self);
  g_clear_pointer (&self->columns, g_bytes_unref);

  G_OBJECT_CLASS (pt_waveform_view_parent_class)->dispose (object);
}

static void
pt_waveform_view_class_init (PtWaveformViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pt_waveform_view_get_property;
  object_class->set_property = pt_waveform_view_set_property;
  object_class->dispose = pt_waveform_view_dispose;
  widget_class->snapshot = pt_waveform_view_snapshot;
  widget_class->measure = pt_waveform_view_measure;
  widget_class->get_request_mode = pt_waveform_view_get_request_mode;

  properties[PROP_COLUMNS] = g_param_spec_boxed ("columns", NULL, NULL, G_TYPE_BYTES, flags);
  properties[PROP_POSITION] = g_param_spec_double ("position", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_SEEKABLE] = g_param_spec_boolean ("seekable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[SEEK] = g_signal_new ("seek", PT_TYPE_WAVEFORM_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "waveform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, step_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Left, 0, step_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, step_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Right, 0, step_cb, "(i)", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, step_cb, "(i)", 0);
}

static void
pt_waveform_view_init (PtWaveformView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->position = -1;
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Waveform"), -1);
  update_accessible (self);
}

GtkWidget *
pt_waveform_view_new (void)
{
  return g_object_new (PT_TYPE_WAVEFORM_VIEW, NULL);
}

GBytes *
pt_waveform_view_get_columns (PtWaveformView *self)
{
  g_return_val_if_fail (PT_IS_WAVEFORM_VIEW (self), NULL);

  return self->columns;
}

void
pt_waveform_view_set_columns (PtWaveformView *self, GBytes *columns)
{
  g_return_if_fail (PT_IS_WAVEFORM_VIEW (self));

  if (self->columns == columns)
    return;
  g_clear_pointer (&self->columns, g_bytes_unref);
  self->columns = columns != NULL ? g_bytes_ref (columns) : NULL;
  forget_nodes (self);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLUMNS]);
}

double
pt_waveform_view_get_position (PtWaveformView *self)
{
  g_return_val_if_fail (PT_IS_WAVEFORM_VIEW (self), -1);

  return self->position;
}

void
pt_waveform_view_set_position (PtWaveformView *self, double position)
{
  int before, after;

  g_return_if_fail (PT_IS_WAVEFORM_VIEW (self));

  position = position >= 0 ? MIN (position, 1) : -1;
  if (self->position == position)
    return;
  before = (int) floor (100 * self->position);
  after = (int) floor (100 * position);
  self->position = position;
  if (before != after)
    update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

gboolean
pt_waveform_view_get_seekable (PtWaveformView *self)
{
  g_return_val_if_fail (PT_IS_WAVEFORM_VIEW (self), FALSE);

  return self->seekable;
}

void
pt_waveform_view_set_seekable (PtWaveformView *self, gboolean seekable)
{
  g_return_if_fail (PT_IS_WAVEFORM_VIEW (self));

  seekable = !!seekable;
  if (self->seekable == seekable)
    return;
  self->seekable = seekable;
  gtk_widget_set_focusable (GTK_WIDGET (self), seekable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEEKABLE]);
}
