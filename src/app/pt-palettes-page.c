/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-palettes-page-private.h"

#include "app/pt-window.h"
#include "core/pt-set-edit.h"
#include "core/pt-util.h"
#include "widgets/pt-role-mark.h"

#include <glib/gi18n.h>

/* Narrower, and the gallery lies over the bench. */
#define FOLD_WIDTH 1000
/* Of the height of the page; the sounds have the rest. */
#define MAX_BENCH_SHARE 0.6

G_DEFINE_FINAL_TYPE (PtPalettesPage, pt_palettes_page, ADW_TYPE_BIN)

void
_pt_palettes_page_toast (PtPalettesPage *self, const char *message, const char *button, const char *action)
{
  PtWindow *window = pt_window_of (GTK_WIDGET (self));

  if (window != NULL)
    pt_window_toast (window, message, button, action);
}

void
_pt_palettes_page_say (PtPalettesPage *self, const char *message)
{
  PtWindow *window = pt_window_of (GTK_WIDGET (self));

  if (window != NULL)
    pt_window_say (window, message);
}

/* --- what is on the bench --- */

PtPaletteItem *
_pt_palettes_page_get_item (PtPalettesPage *self)
{
  const char *name = pt_palette_get_name (pt_set_get_palette (pt_studio_get_set (self->studio)));

  return name != NULL ? pt_palette_shelf_find (pt_studio_get_shelf (self->studio), name) : NULL;
}

static gboolean
is_same_slot (PtPalette *a, PtPalette *b, PtRole role, const char *const *roots)
{
  if (pt_palette_get_gain (a, role) != pt_palette_get_gain (b, role) || pt_palette_get_pan (a, role) != pt_palette_get_pan (b, role)
      || pt_palette_get_lock (a, role) != pt_palette_get_lock (b, role))
    return FALSE;
  if (g_strcmp0 (pt_palette_get_path (a, role), pt_palette_get_path (b, role)) != 0)
    {
      /* One may be relative, the other absolute. */
      g_autofree char *path_a = pt_palette_resolve (a, role, roots);
      g_autofree char *path_b = pt_palette_resolve (b, role, roots);

      return g_strcmp0 (path_a, path_b) == 0;
    }

  return TRUE;
}

static gboolean
is_same (PtPalette *a, PtPalette *b, const char *const *roots)
{
  for (guint role = 0; role < PT_N_ROLES; role++)
    if (!is_same_slot (a, b, (PtRole) role, roots))
      return FALSE;

  return pt_palette_get_bpm (a) == pt_palette_get_bpm (b) && g_strcmp0 (pt_palette_get_key (a), pt_palette_get_key (b)) == 0;
}

void
_pt_palettes_page_update (PtPalettesPage *self)
{
  PtPaletteItem *item = _pt_palettes_page_get_item (self);
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (self->studio));

  self->edited = item != NULL
                 && !is_same (palette, pt_palette_item_get_palette (item), pt_library_keeper_get_folders (pt_studio_get_keeper (self->studio)));
  pt_gallery_pane_set_bench (self->gallery, item, self->edited);
  pt_bench_pane_set_edited (self->bench, self->edited);
  _pt_palettes_page_update_actions (self);
}

void
_pt_palettes_page_put (PtPalettesPage *self, PtPaletteItem *item)
{
  PtSet *set = pt_studio_get_set (self->studio);
  PtGroove *groove = pt_studio_get_groove (self->studio);
  g_autoptr (PtPalette) palette = pt_palette_copy (pt_palette_item_get_palette (item));
  g_autofree char *place = NULL;
  g_autofree char *message = NULL;

  pt_palette_set_name (palette, pt_palette_item_get_name (item));
  /* First, so that it is this quantum that counts. */
  pt_groove_set_palette (groove, palette, pt_groove_bar_get_quantum_beats (self->groove_bar));
  /* Quickly walking down the list is one edit, back to where the walk began. */
  pt_set_edit_palette (set, palette);
  if (pt_groove_get_playing (groove))
    {
      place = pt_groove_bar_format_changeover (self->groove_bar);
      /* Translators: the name of a palette, then “bar 5” */
      message = g_strdup_printf (_ ("Palette “%s” from %s"), PT_SHORT (pt_palette_item_get_name (item)), place);
    }
  else
    {
      message = g_strdup_printf (_ ("Palette “%s” is on the bench"), PT_SHORT (pt_palette_item_get_name (item)));
    }
  _pt_palettes_page_say (self, message);
}

/* A set that nobody touched yet begins with a palette of ours: sound within two clicks. */
static void
put_first (PtPalettesPage *self)
{
  PtSet *set = pt_studio_get_set (self->studio);
  PtPaletteShelf *shelf = pt_studio_get_shelf (self->studio);
  g_autoptr (PtPaletteItem) item = NULL;
  g_autoptr (PtPalette) palette = NULL;

  if (pt_set_document_get_path (pt_studio_get_document (self->studio)) != NULL || pt_palette_get_name (pt_set_get_palette (set)) != NULL
      || pt_undo_history_get_n_edits (pt_set_get_history (set)) > 0 || pt_palette_shelf_get_loading (shelf))
    return;
  for (guint role = 0; role < PT_N_ROLES; role++)
    if (pt_palette_get_path (pt_set_get_palette (set), (PtRole) role) != NULL)
      return;
  /* The one at the top, so that the list is seen from its beginning. */
  item = g_list_model_get_item (G_LIST_MODEL (shelf), 0);
  if (item == NULL || pt_palette_item_get_kind (item) != PT_PALETTE_CURATED)
    return;
  palette = pt_palette_copy (pt_palette_item_get_palette (item));
  pt_palette_set_name (palette, pt_palette_item_get_name (item));
  /* No edit: there is nothing to undo yet. */
  pt_set_set_palette (set, palette);
}

static void
shelf_changed_cb (PtPalettesPage *self)
{
  put_first (self);
  _pt_palettes_page_update (self);
}

static void
set_palette_cb (PtPalettesPage *self)
{
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (self->studio));

  g_signal_group_set_target (self->palette_signals, palette);
  _pt_palettes_page_update (self);
}

static void
document_set_cb (PtPalettesPage *self)
{
  g_signal_group_set_target (self->set_signals, pt_studio_get_set (self->studio));
  set_palette_cb (self);
  put_first (self);
}

/* --- what the parts ask for --- */

static void
put_cb (PtPalettesPage *self, PtPaletteItem *item)
{
  _pt_palettes_page_put (self, item);
}

static void
delete_cb (PtPalettesPage *self)
{
  _pt_palettes_page_delete (self);
}

static void
rename_cb (PtPalettesPage *self, PtPaletteItem *item, const char *name)
{
  _pt_palettes_page_rename (self, item, name);
}

static void
bench_rename_cb (PtPalettesPage *self, const char *name)
{
  _pt_palettes_page_rename (self, _pt_palettes_page_get_item (self), name);
}

static void
save_as_cb (PtPalettesPage *self, const char *name)
{
  _pt_palettes_page_save_as (self, name);
}

static void
find_cb (PtPalettesPage *self, PtRole role)
{
  g_autofree char *query = g_strdup_printf ("role:%s ", pt_role_to_string (role));

  pt_sound_pane_search (self->sound_pane, query);
  pt_sound_pane_focus_search (self->sound_pane);
}

static void
relink_cb (PtPalettesPage *self, PtRole role)
{
  _pt_palettes_page_relink (self, role);
}

void
_pt_palettes_page_use_sound (PtPalettesPage *self, PtSample *sample, PtRole role)
{
  const PtSampleInfo *info = pt_sample_get_info (sample);
  g_autofree char *message = NULL;

  g_assert (PT_IS_PALETTES_PAGE (self));

  if (role == PT_ROLE_NONE)
    role = info->role;
  if (role == PT_ROLE_NONE)
    role = pt_bench_pane_get_focused_role (self->bench);
  if (role == PT_ROLE_NONE)
    {
      message = g_strdup_printf (_ ("“%s” has no role; choose a slot first, or give it one"), PT_SHORT (info->name));
      _pt_palettes_page_toast (self, message, NULL, NULL);
      return;
    }
  if (!pt_set_edit_palette_path (pt_studio_get_set (self->studio), role, info->path))
    return;
  /* Translators: a role, then the name of a sound */
  message = g_strdup_printf (_ ("%s is now “%s”"), pt_role_mark_get_title (role), PT_SHORT (info->name));
  _pt_palettes_page_say (self, message);
}

/* --- the widget --- */

/* As wide as it is, the gallery stands beside the bench or lies over it. */
static gboolean
fold_cb (gpointer data)
{
  PtPalettesPage *self = data;

  self->fold_source = 0;
  adw_flap_set_fold_policy (self->flap, self->narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_reveal_flap (self->flap, !self->narrow && (self->settings == NULL || g_settings_get_boolean (self->settings, "show-gallery")));

  return G_SOURCE_REMOVE;
}

/* --- how high the bench is: as it needs, until the user says otherwise --- */

static gboolean
place_cb (gpointer data)
{
  PtPalettesPage *self = data;

  self->place_source = 0;
  self->placed = self->wanted;
  self->allocating = TRUE;
  gtk_paned_set_position (self->paned, self->wanted);
  self->allocating = FALSE;

  return G_SOURCE_REMOVE;
}

static void
place (PtPalettesPage *self, int height)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self->paned));
  int bar = 0;
  int wanted;

  if (self->settings == NULL || width == 0 || g_settings_get_int (self->settings, "bench-height") != 0)
    return;
  gtk_widget_measure (GTK_WIDGET (self->groove_bar), GTK_ORIENTATION_VERTICAL, width, &bar, NULL, NULL, NULL);
  wanted = MIN (pt_bench_pane_get_whole_height (self->bench, width) + bar, (int) (MAX_BENCH_SHARE * height));
  /* It does not jump back and forth with every palette. */
  if (width == self->placed_width && wanted <= self->placed)
    return;
  self->placed_width = width;
  self->wanted = wanted;
  if (self->place_source == 0)
    self->place_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, place_cb, self, NULL);
}

static void
position_cb (PtPalettesPage *self)
{
  if (!self->allocating && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_settings_set_int (self->settings, "bench-height", gtk_paned_get_position (self->paned));
}

static void
pt_palettes_page_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  PtPalettesPage *self = PT_PALETTES_PAGE (widget);

  gtk_widget_measure (GTK_WIDGET (self->flap), orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  /* It can be made as narrow as it is with the gallery folded away. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (GTK_WIDGET (self->paned), orientation, for_size, minimum, NULL, NULL, NULL);
}

static GtkSizeRequestMode
pt_palettes_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
pt_palettes_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PtPalettesPage *self = PT_PALETTES_PAGE (widget);
  const gboolean narrow = width < FOLD_WIDTH;
  int minimum = 0;

  /* Until it is folded, which cannot be done here, it may be too wide. */
  gtk_widget_measure (GTK_WIDGET (self->flap), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  self->allocating = TRUE;
  gtk_widget_allocate (GTK_WIDGET (self->flap), MAX (width, minimum), height, baseline, NULL);
  self->allocating = FALSE;
  place (self, height);
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  if (self->fold_source == 0)
    self->fold_source = g_idle_add (fold_cb, self);
}

/* While it lies over the bench it is looked at and goes away; that is no wish for the next
 * time. */
static void
reveal_cb (PtPalettesPage *self)
{
  _pt_palettes_page_update_actions (self);
  if (!self->narrow && self->fold_source == 0 && self->settings != NULL)
    g_settings_set_boolean (self->settings, "show-gallery", adw_flap_get_reveal_flap (self->flap));
}

static void
pt_palettes_page_dispose (GObject *object)
{
  PtPalettesPage *self = PT_PALETTES_PAGE (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  g_clear_handle_id (&self->place_source, g_source_remove);
  g_clear_object (&self->set_signals);
  g_clear_object (&self->palette_signals);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_PALETTES_PAGE);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (pt_palettes_page_parent_class)->dispose (object);
}

static void
pt_palettes_page_class_init (PtPalettesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_palettes_page_dispose;
  widget_class->measure = pt_palettes_page_measure;
  widget_class->get_request_mode = pt_palettes_page_get_request_mode;
  widget_class->size_allocate = pt_palettes_page_size_allocate;

  g_type_ensure (PT_TYPE_BENCH_PANE);
  g_type_ensure (PT_TYPE_GALLERY_PANE);
  g_type_ensure (PT_TYPE_GROOVE_BAR);
  g_type_ensure (PT_TYPE_SOUND_PANE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-palettes-page.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, PtPalettesPage, flap);
  gtk_widget_class_bind_template_child (widget_class, PtPalettesPage, gallery);
  gtk_widget_class_bind_template_child (widget_class, PtPalettesPage, paned);
  gtk_widget_class_bind_template_child (widget_class, PtPalettesPage, bench);
  gtk_widget_class_bind_template_child (widget_class, PtPalettesPage, groove_bar);
  gtk_widget_class_bind_template_child (widget_class, PtPalettesPage, sound_pane);
  gtk_widget_class_bind_template_callback (widget_class, put_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, bench_rename_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_as_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, relink_cb);
}

static void
pt_palettes_page_init (PtPalettesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The layout of a bin would not tell how wide the page becomes. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->set_signals = g_signal_group_new (PT_TYPE_SET);
  g_signal_group_connect_swapped (self->set_signals, "notify::palette", G_CALLBACK (set_palette_cb), self);
  self->palette_signals = g_signal_group_new (PT_TYPE_PALETTE);
  g_signal_group_connect_swapped (self->palette_signals, "changed", G_CALLBACK (_pt_palettes_page_update), self);
}

void
pt_palettes_page_set_studio (PtPalettesPage *self, PtStudio *studio, GSettings *settings)
{
  g_return_if_fail (PT_IS_PALETTES_PAGE (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  pt_groove_bar_set_studio (self->groove_bar, studio, settings);
  pt_bench_pane_set_studio (self->bench, studio);
  pt_gallery_pane_set_studio (self->gallery, studio);
  pt_sound_pane_set_studio (self->sound_pane, studio, settings);
  g_signal_connect_object (self->sound_pane, "use-sound", G_CALLBACK (_pt_palettes_page_use_sound), self, G_CONNECT_SWAPPED);
  if (g_settings_get_int (settings, "bench-height") != 0)
    gtk_paned_set_position (self->paned, g_settings_get_int (settings, "bench-height"));
  g_signal_connect_object (self->paned, "notify::position", G_CALLBACK (position_cb), self, G_CONNECT_SWAPPED);
  adw_flap_set_reveal_flap (self->flap, g_settings_get_boolean (settings, "show-gallery"));
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_document (studio), "notify::set", G_CALLBACK (document_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_shelf (studio), "items-changed", G_CALLBACK (shelf_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_shelf (studio), "notify::loading", G_CALLBACK (shelf_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_keeper (studio), "notify::folders", G_CALLBACK (_pt_palettes_page_update), self, G_CONNECT_SWAPPED);
  document_set_cb (self);
}

PtSoundPane *
pt_palettes_page_get_sound_pane (PtPalettesPage *self)
{
  g_return_val_if_fail (PT_IS_PALETTES_PAGE (self), NULL);

  return self->sound_pane;
}
