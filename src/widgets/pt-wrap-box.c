/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-wrap-box.h"

#define SPACING 8
#define LINE_SPACING 6

struct _PtWrapBox
{
  GtkWidget parent_instance;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtWrapBox, pt_wrap_box, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static GtkBuildableIface *parent_buildable;

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  if (GTK_IS_WIDGET (child))
    pt_wrap_box_append (PT_WRAP_BOX (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

static int
get_natural_width (GtkWidget *child, int available)
{
  int minimum = 0;
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return MAX (minimum, MIN (natural, available));
}

/* The children from @first that stand in one line. Gives the child after them, how wide they
 * are together, how high the line is, and how many of them take what is left over. */
static GtkWidget *
measure_line (GtkWidget *first, int available, int *width, int *height, int *n_expanding)
{
  GtkWidget *child;

  *width = *height = *n_expanding = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_natural_width (child, available);
      if (*width > 0 && *width + SPACING + child_width > available)
        break;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &child_height, NULL, NULL, NULL);
      *width += child_width + (*width > 0 ? SPACING : 0);
      *height = MAX (*height, child_height);
      *n_expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
    }

  return child;
}

static void
allocate_line (GtkWidget *first, GtkWidget *end, int x, int y, int height, int extra, int n_expanding, int available, gboolean mirrored)
{
  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { x, y, 0, height };

      if (!gtk_widget_should_layout (child))
        continue;
      allocation.width = get_natural_width (child, available);
      if (n_expanding > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
        allocation.width += extra / n_expanding;
      if (mirrored)
        allocation.x = available - x - allocation.width;
      x += allocation.width + SPACING;
      gtk_widget_size_allocate (child, &allocation, -1);
    }
}

static GtkSizeRequestMode
pt_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural += child_natural + (*natural > 0 ? SPACING : 0);
    }
}

static void
pt_wrap_box_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }
  if (for_size < 0)
    for_size = G_MAXINT;
  *minimum = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int width, height, n_expanding;

      child = measure_line (child, for_size, &width, &height, &n_expanding);
      *minimum += height + (*minimum > 0 ? LINE_SPACING : 0);
    }
  *natural = *minimum;
}

static void
pt_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      int line_width, line_height, n_expanding;
      GtkWidget *end = measure_line (child, width, &line_width, &line_height, &n_expanding);

      allocate_line (child, end, 0, y, line_height, MAX (0, width - line_width), n_expanding, width, mirrored);
      y += line_height + LINE_SPACING;
      child = end;
    }
}

static void
pt_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pt_wrap_box_parent_class)->dispose (object);
}

static void
pt_wrap_box_class_init (PtWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_wrap_box_dispose;
  widget_class->get_request_mode = pt_wrap_box_get_request_mode;
  widget_class->measure = pt_wrap_box_measure;
  widget_class->size_allocate = pt_wrap_box_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "wrapbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pt_wrap_box_init (PtWrapBox *self)
{
}

GtkWidget *
pt_wrap_box_new (void)
{
  return g_object_new (PT_TYPE_WRAP_BOX, NULL);
}

void
pt_wrap_box_append (PtWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (PT_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}
