/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-fingerprint.h"

#define N_BARS 6u
#define BAR_WIDTH 2
#define CELL_GAP 5
#define CELL_WIDTH ((int) N_BARS * BAR_WIDTH)
#define CELL_HEIGHT 14

struct _PtFingerprint
{
  GtkWidget parent_instance;

  gboolean filled[PT_ROLE_NONE];
  gboolean known[PT_ROLE_NONE];
  float bars[PT_ROLE_NONE][N_BARS]; /* 0..1 */
};

G_DEFINE_FINAL_TYPE (PtFingerprint, pt_fingerprint, GTK_TYPE_WIDGET)

static guint
count_cells (PtFingerprint *self)
{
  guint n_cells = PT_N_DEFAULT_ROLES;

  for (guint role = PT_N_DEFAULT_ROLES; role < PT_N_ROLES; role++)
    n_cells += self->filled[role] ? 1 : 0;

  return n_cells;
}

static void
pt_fingerprint_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  const int n_cells = (int) count_cells (PT_FINGERPRINT (widget));

  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? n_cells * CELL_WIDTH + (n_cells - 1) * CELL_GAP : CELL_HEIGHT;
  /* What does not fit is cut: it is a picture of what the bench says in words. */
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? CELL_WIDTH : CELL_HEIGHT;
}

static void
draw_cell (PtFingerprint *self, GtkSnapshot *snapshot, guint role, float x, float height, const GdkRGBA *colour)
{
  GdkRGBA faint = *colour;

  faint.alpha *= 0.45f;
  if (!self->filled[role])
    {
      gtk_snapshot_append_color (snapshot, &faint, &GRAPHENE_RECT_INIT (x + CELL_WIDTH / 2 - 1, height / 2 - 1, 2, 2));
      return;
    }
  for (guint i = 0; i < N_BARS; i++)
    {
      float bar = self->known[role] ? MAX (2.0f, self->bars[role][i] * height) : height / 3.0f;

      gtk_snapshot_append_color (snapshot, self->known[role] ? colour : &faint,
                                 &GRAPHENE_RECT_INIT (x + (float) i * BAR_WIDTH, (height - bar) / 2, BAR_WIDTH - 0.5f, bar));
    }
}

static void
pt_fingerprint_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PtFingerprint *self = PT_FINGERPRINT (widget);
  const int width = gtk_widget_get_width (widget);
  const int height = gtk_widget_get_height (widget);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  GdkRGBA colour;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  for (guint role = 0; role < PT_N_ROLES && x + CELL_WIDTH <= width; role++)
    {
      if (role >= PT_N_DEFAULT_ROLES && !self->filled[role])
        continue;
      draw_cell (self, snapshot, role, (float) (mirrored ? width - x - CELL_WIDTH : x), (float) height, &colour);
      x += CELL_WIDTH + CELL_GAP;
    }
}

static void
pt_fingerprint_class_init (PtFingerprintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = pt_fingerprint_measure;
  widget_class->snapshot = pt_fingerprint_snapshot;
  gtk_widget_class_set_css_name (widget_class, "fingerprint");
  /* The row says in words what it shows. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
pt_fingerprint_init (PtFingerprint *self)
{
}

GtkWidget *
pt_fingerprint_new (void)
{
  return g_object_new (PT_TYPE_FINGERPRINT, NULL);
}

void
pt_fingerprint_set_filled (PtFingerprint *self, PtRole role, gboolean filled)
{
  g_return_if_fail (PT_IS_FINGERPRINT (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  filled = !!filled;
  if (self->filled[role] == filled)
    return;
  self->filled[role] = filled;
  if (role >= (PtRole) PT_N_DEFAULT_ROLES)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
pt_fingerprint_set_columns (PtFingerprint *self, PtRole role, GBytes *columns)
{
  gsize length = 0;
  const gint8 *data = columns != NULL ? g_bytes_get_data (columns, &length) : NULL;
  const gsize n_columns = length / 2;

  g_return_if_fail (PT_IS_FINGERPRINT (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  self->known[role] = n_columns >= N_BARS;
  for (guint bar = 0; self->known[role] && bar < N_BARS; bar++)
    {
      int loudest = 0;

      for (gsize i = bar * n_columns / N_BARS; i < (bar + 1) * n_columns / N_BARS; i++)
        loudest = MAX (loudest, data[2 * i + 1] - data[2 * i]);
      self->bars[role][bar] = MIN (1.0f, (float) loudest / 254.0f);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
