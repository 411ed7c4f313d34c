/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-gallery-row.h"

#include "widgets/pt-fingerprint.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PtGalleryRow
{
  GtkListBoxRow parent_instance;

  PtPaletteItem *item;
  gboolean on_bench;
  gboolean edited;
  GCancellable *cancellable; /* of pictures that are on their way */

  GtkLabel *name;
  GtkLabel *facts;
  GtkLabel *score;
  PtFingerprint *fingerprint;
  GtkWidget *bench;
  GtkLabel *bench_label;
};

G_DEFINE_FINAL_TYPE (PtGalleryRow, pt_gallery_row, GTK_TYPE_LIST_BOX_ROW)

char *
pt_gallery_row_describe (PtPalette *palette)
{
  GString *text = g_string_new (NULL);
  const char *const *tags;
  const char *key;
  double bpm;

  g_return_val_if_fail (PT_IS_PALETTE (palette), NULL);

  bpm = pt_palette_get_bpm (palette);
  key = pt_palette_get_key (palette);
  tags = pt_palette_get_tags (palette);
  if (bpm > 0)
    /* Translators: a tempo, beats per minute */
    g_string_append_printf (text, _ ("%g bpm"), bpm);
  if (key != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", key);
  if (tags[0] != NULL)
    {
      g_autofree char *joined = g_strjoinv (", ", (char **) tags);

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", joined);
    }
  if (text->len == 0)
    {
      g_string_free (text, TRUE);
      return NULL;
    }

  return g_string_free (text, FALSE);
}

static void
update_accessible (PtGalleryRow *self)
{
  GString *text = g_string_new (gtk_label_get_text (self->name));
  const char *facts = gtk_label_get_text (self->facts);

  if (*facts != '\0')
    g_string_append_printf (text, ", %s", facts);
  if (gtk_widget_get_visible (GTK_WIDGET (self->score)))
    /* Translators: a number, how good a palette was found */
    g_string_append_printf (text, _ (", score %s"), gtk_label_get_text (self->score));
  if (self->on_bench)
    g_string_append_printf (text, ", %s", gtk_label_get_text (self->bench_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  g_string_free (text, TRUE);
}

static void
update (PtGalleryRow *self)
{
  PtPalette *palette = pt_palette_item_get_palette (self->item);
  const double score = pt_palette_item_get_score (self->item);
  g_autofree char *facts = pt_gallery_row_describe (palette);
  g_autofree char *score_text = isnan (score) ? NULL : g_strdup_printf ("%.2f", score);

  gtk_label_set_text (self->name, pt_palette_item_get_name (self->item));
  gtk_label_set_text (self->facts, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts != NULL);
  gtk_label_set_text (self->score, score_text != NULL ? score_text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->score), score_text != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), pt_palette_get_description (palette));
  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_fingerprint_set_filled (self->fingerprint, (PtRole) role, pt_palette_get_path (palette, (PtRole) role) != NULL);
  update_accessible (self);
}

static void
pt_gallery_row_dispose (GObject *object)
{
  PtGalleryRow *self = PT_GALLERY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_GALLERY_ROW);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (pt_gallery_row_parent_class)->dispose (object);
}

static void
pt_gallery_row_class_init (PtGalleryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_gallery_row_dispose;

  g_type_ensure (PT_TYPE_FINGERPRINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-gallery-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PtGalleryRow, name);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryRow, facts);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryRow, score);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryRow, fingerprint);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryRow, bench);
  gtk_widget_class_bind_template_child (widget_class, PtGalleryRow, bench_label);
}

static void
pt_gallery_row_init (PtGalleryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pt_gallery_row_new (PtPaletteItem *item)
{
  PtGalleryRow *self;

  g_return_val_if_fail (PT_IS_PALETTE_ITEM (item), NULL);

  self = g_object_new (PT_TYPE_GALLERY_ROW, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

PtPaletteItem *
pt_gallery_row_get_item (PtGalleryRow *self)
{
  g_return_val_if_fail (PT_IS_GALLERY_ROW (self), NULL);

  return self->item;
}

void
pt_gallery_row_set_on_bench (PtGalleryRow *self, gboolean on_bench, gboolean edited)
{
  g_return_if_fail (PT_IS_GALLERY_ROW (self));

  on_bench = !!on_bench;
  edited = on_bench && edited;
  if (self->on_bench == on_bench && self->edited == edited)
    return;
  self->on_bench = on_bench;
  self->edited = edited;
  gtk_label_set_text (self->bench_label, edited ? _ ("on the bench, edited") : _ ("on the bench"));
  gtk_widget_set_visible (self->bench, on_bench);
  update_accessible (self);
}

gboolean
pt_gallery_row_get_on_bench (PtGalleryRow *self)
{
  g_return_val_if_fail (PT_IS_GALLERY_ROW (self), FALSE);

  return self->on_bench;
}

typedef struct
{
  PtGalleryRow *row; /* (transfer full) */
  PtRole role;
} Picture;

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Picture *picture = user_data;
  g_autoptr (PtGalleryRow) row = picture->row;
  g_autoptr (GBytes) columns = pt_library_keeper_load_thumbnail_finish (PT_LIBRARY_KEEPER (source), result, NULL);

  /* A sound that cannot be read has no picture; its card on the bench tells why. */
  if (columns != NULL && row->fingerprint != NULL)
    pt_fingerprint_set_columns (row->fingerprint, picture->role, columns);
}

void
pt_gallery_row_show_sounds (PtGalleryRow *self, PtLibraryKeeper *keeper, gboolean load)
{
  const char *const *roots;
  PtPalette *palette;

  g_return_if_fail (PT_IS_GALLERY_ROW (self));
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (keeper));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  roots = pt_library_keeper_get_folders (keeper);
  palette = pt_palette_item_get_palette (self->item);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *path = pt_palette_resolve (palette, (PtRole) role, roots);
      GBytes *columns = path != NULL ? pt_library_keeper_peek_thumbnail (keeper, path) : NULL;
      Picture *picture;

      pt_fingerprint_set_columns (self->fingerprint, (PtRole) role, columns);
      if (columns != NULL || path == NULL || !load)
        continue;
      picture = g_new (Picture, 1);
      *picture = (Picture){ g_object_ref (self), (PtRole) role };
      pt_library_keeper_load_thumbnail_async (keeper, path, self->cancellable, picture_cb, picture);
    }
}
