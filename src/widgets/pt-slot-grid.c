/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-slot-grid.h"

#define SPACING 8
/* A child becomes at most so much wider than it must be. */
#define MAX_GROWTH 1.45

struct _PtSlotGrid
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PtSlotGrid, pt_slot_grid, GTK_TYPE_WIDGET)

static int
get_child_width (PtSlotGrid *self)
{
  int width = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      width = MAX (width, minimum);
    }

  return width;
}

static int
get_row_height (PtSlotGrid *self, int child_width)
{
  int height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, &minimum, NULL, NULL, NULL);
      height = MAX (height, minimum);
    }

  return height;
}

static guint
count_children (PtSlotGrid *self)
{
  guint n_children = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    n_children += gtk_widget_should_layout (child) ? 1 : 0;

  return n_children;
}

static int
get_width_in_row (PtSlotGrid *self, int width, guint n_columns)
{
  const int minimum = get_child_width (self);
  const int share = (width - ((int) n_columns - 1) * SPACING) / (int) n_columns;

  return CLAMP (share, minimum, (int) (minimum * MAX_GROWTH));
}

static GtkSizeRequestMode
pt_slot_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pt_slot_grid_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  PtSlotGrid *self = PT_SLOT_GRID (widget);
  const int child_width = get_child_width (self);
  const guint n_children = count_children (self);
  guint n_columns, n_rows;

  if (n_children == 0)
    {
      *minimum = *natural = 0;
      return;
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = child_width;
      *natural = (int) n_children * (child_width + SPACING) - SPACING;
      return;
    }
  if (for_size < 0)
    for_size = (int) n_children * (child_width + SPACING) - SPACING;
  n_columns = pt_slot_grid_get_n_columns (self, for_size);
  n_rows = (n_children + n_columns - 1) / n_columns;
  *minimum = *natural = (int) n_rows * (get_row_height (self, get_width_in_row (self, for_size, n_columns)) + SPACING) - SPACING;
}

static void
pt_slot_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PtSlotGrid *self = PT_SLOT_GRID (widget);
  const guint n_columns = pt_slot_grid_get_n_columns (self, width);
  const int child_width = get_width_in_row (self, width, n_columns);
  const int row_height = get_row_height (self, child_width);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int i = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkAllocation allocation = { 0, 0, child_width, row_height };

      if (!gtk_widget_should_layout (child))
        continue;
      allocation.x = i % (int) n_columns * (child_width + SPACING);
      allocation.y = i / (int) n_columns * (row_height + SPACING);
      if (mirrored)
        allocation.x = width - allocation.x - child_width;
      gtk_widget_size_allocate (child, &allocation, -1);
      i++;
    }
}

static void
pt_slot_grid_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pt_slot_grid_parent_class)->dispose (object);
}

static void
pt_slot_grid_class_init (PtSlotGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_slot_grid_dispose;
  widget_class->get_request_mode = pt_slot_grid_get_request_mode;
  widget_class->measure = pt_slot_grid_measure;
  widget_class->size_allocate = pt_slot_grid_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "slotgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pt_slot_grid_init (PtSlotGrid *self)
{
}

GtkWidget *
pt_slot_grid_new (void)
{
  return g_object_new (PT_TYPE_SLOT_GRID, NULL);
}

void
pt_slot_grid_append (PtSlotGrid *self, GtkWidget *child)
{
  g_return_if_fail (PT_IS_SLOT_GRID (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

guint
pt_slot_grid_get_n_columns (PtSlotGrid *self, int width)
{
  const int step = get_child_width (self) + SPACING;

  g_return_val_if_fail (PT_IS_SLOT_GRID (self), 1);

  return (guint) MAX (1, (width + SPACING) / step);
}
