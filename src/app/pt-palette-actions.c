/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-file-chooser.h"
#include "app/pt-palettes-page-private.h"
#include "app/pt-shortcut.h"
#include "core/pt-set-edit.h"
#include "core/pt-util.h"

#include <glib/gi18n.h>

/* What can be done with palettes. What concerns a palette of the gallery and the bench at
 * once is one edit. */

const PtShortcut pt_shortcuts_palettes[] = {
  { "win.new-palette", N_ ("Palettes"), N_ ("New palette"), { "<Control><Shift>n" } },
  { "win.random-palette", N_ ("Palettes"), N_ ("Random palette"), { "<Control><Shift>d" } },
  { "win.duplicate-palette", N_ ("Palettes"), N_ ("Duplicate palette"), { "<Control>d" } },
  { "win.rename-palette", N_ ("Palettes"), N_ ("Rename palette"), { "F2" } },
  { "win.save-palette", N_ ("Palettes"), N_ ("Save palette"), { "<Control><Alt>s" } },
  { "win.save-palette-as", N_ ("Palettes"), N_ ("Save palette as new"), { "<Control><Alt><Shift>s" } },
  { "win.switch-ab", N_ ("Palettes"), N_ ("Switch between A and B"), { "x" } },
  { "win.swap", N_ ("Slot"), N_ ("Swap the sound"), { NULL } },
  { "win.reroll", N_ ("Slot"), N_ ("Draw another sound"), { "r" } },
  { "win.lock", N_ ("Slot"), N_ ("Lock or unlock"), { "l" } },
  { "win.solo", N_ ("Slot"), N_ ("Solo"), { "s" } },
  { "win.mute", N_ ("Slot"), N_ ("Mute"), { "m" } },
  { NULL },
};

static PtUndoHistory *
get_history (PtPalettesPage *self)
{
  return pt_studio_get_history (self->studio);
}

static PtPalette *
get_palette (PtPalettesPage *self)
{
  return pt_set_get_palette (pt_studio_get_set (self->studio));
}

/* What a command is about: what was chosen in the gallery, when that is where the user is,
 * else what is on the bench. */
static PtPaletteItem *
get_target (PtPalettesPage *self)
{
  PtPaletteItem *item = pt_gallery_pane_has_focus (self->gallery) ? pt_gallery_pane_get_target (self->gallery) : NULL;

  return item != NULL ? item : _pt_palettes_page_get_item (self);
}

static void
toast_error (PtPalettesPage *self, GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _pt_palettes_page_toast (self, error->message, NULL, NULL);
}

static void
put_on_bench (PtPalettesPage *self, PtPalette *palette, const char *name)
{
  g_autoptr (PtPalette) copy = pt_palette_copy (palette);

  pt_palette_set_name (copy, name);
  pt_groove_set_palette (pt_studio_get_groove (self->studio), copy, pt_groove_bar_get_quantum_beats (self->groove_bar));
  pt_set_edit_palette (pt_studio_get_set (self->studio), copy);
}

/* --- making --- */

static void
new_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  PtPaletteShelf *shelf = pt_studio_get_shelf (self->studio);
  g_autoptr (PtPalette) palette = pt_palette_new ();
  g_autofree char *name = pt_palette_shelf_unique_name (shelf, _ ("New Palette"));

  pt_undo_history_begin_group (get_history (self), _ ("New Palette"));
  pt_palette_shelf_add (shelf, palette, name, PT_PALETTE_MINE, get_history (self));
  put_on_bench (self, palette, name);
  pt_undo_history_end_group (get_history (self));
}

static void
random_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;

  pt_bench_pane_randomise (self->bench, parameter != NULL ? g_variant_get_uint64 (parameter) : pt_bench_pane_get_seed (self->bench) + 1);
}

static void
duplicate_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  PtPaletteItem *item = get_target (self);
  PtPaletteItem *copy;

  if (item == NULL)
    return;
  pt_undo_history_begin_group (get_history (self), _ ("Duplicate Palette"));
  copy = pt_palette_shelf_duplicate (pt_studio_get_shelf (self->studio), item, get_history (self));
  if (copy != NULL)
    _pt_palettes_page_put (self, copy);
  pt_undo_history_end_group (get_history (self));
}

/* --- saving --- */

void
_pt_palettes_page_save_as (PtPalettesPage *self, const char *name)
{
  PtPaletteShelf *shelf = pt_studio_get_shelf (self->studio);
  g_autofree char *unique = NULL;
  g_autofree char *message = NULL;

  g_assert (PT_IS_PALETTES_PAGE (self));

  unique = pt_palette_shelf_unique_name (shelf, name);
  pt_undo_history_begin_group (get_history (self), _ ("Save Palette as New"));
  pt_palette_shelf_add (shelf, get_palette (self), unique, PT_PALETTE_MINE, get_history (self));
  put_on_bench (self, get_palette (self), unique);
  pt_undo_history_end_group (get_history (self));
  message = g_strdup_printf (_ ("Palette “%s” saved"), PT_SHORT (unique));
  _pt_palettes_page_say (self, message);
}

static void
save_as_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  const char *name = pt_palette_get_name (get_palette (self));
  g_autofree char *unique = pt_palette_shelf_unique_name (pt_studio_get_shelf (self->studio), name != NULL ? name : _ ("New Palette"));

  pt_bench_pane_ask_name (self->bench, unique);
}

static void
save_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  PtPaletteItem *item = _pt_palettes_page_get_item (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  /* What comes with Peaktime stays as it is. */
  if (item == NULL || pt_palette_item_get_kind (item) == PT_PALETTE_CURATED)
    {
      save_as_activated (action, NULL, self);
      return;
    }
  if (!pt_palette_shelf_replace (pt_studio_get_shelf (self->studio), item, get_palette (self), get_history (self), &error))
    {
      toast_error (self, error);
      return;
    }
  message = g_strdup_printf (_ ("Palette “%s” saved"), PT_SHORT (pt_palette_item_get_name (item)));
  _pt_palettes_page_say (self, message);
  _pt_palettes_page_update (self);
}

static void
revert_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  PtPaletteItem *item = _pt_palettes_page_get_item (self);

  if (item != NULL)
    _pt_palettes_page_put (self, item);
}

/* --- names --- */

void
_pt_palettes_page_rename (PtPalettesPage *self, PtPaletteItem *item, const char *name)
{
  const gboolean on_bench = item == _pt_palettes_page_get_item (self);
  g_autoptr (GError) error = NULL;

  g_assert (PT_IS_PALETTES_PAGE (self));

  if (item == NULL)
    {
      /* Only on the bench: the name is what it will be saved as. */
      g_autofree char *unique = pt_palette_shelf_unique_name (pt_studio_get_shelf (self->studio), name);

      put_on_bench (self, get_palette (self), unique);
      return;
    }
  pt_undo_history_begin_group (get_history (self), _ ("Rename Palette"));
  if (!pt_palette_shelf_rename (pt_studio_get_shelf (self->studio), item, name, get_history (self), &error))
    toast_error (self, error);
  else if (on_bench)
    put_on_bench (self, get_palette (self), pt_palette_item_get_name (item));
  pt_undo_history_end_group (get_history (self));
  _pt_palettes_page_update (self);
}

static void
rename_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  PtPaletteItem *item = get_target (self);
  g_autofree char *message = NULL;

  if (item != NULL && pt_palette_item_get_kind (item) == PT_PALETTE_CURATED)
    {
      message = g_strdup_printf (_ ("“%s” comes with Peaktime; duplicate it to give it another name"), PT_SHORT (pt_palette_item_get_name (item)));
      _pt_palettes_page_toast (self, message, _ ("Duplicate"), "win.duplicate-palette");
    }
  else if (item != NULL && pt_gallery_pane_has_focus (self->gallery))
    {
      pt_gallery_pane_start_rename (self->gallery, item);
    }
  else
    {
      pt_bench_pane_start_rename (self->bench);
    }
}

void
_pt_palettes_page_delete (PtPalettesPage *self)
{
  PtPaletteItem *item = get_target (self);
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  g_assert (PT_IS_PALETTES_PAGE (self));

  if (item == NULL)
    return;
  name = g_strdup (pt_palette_item_get_name (item));
  if (!pt_palette_shelf_remove (pt_studio_get_shelf (self->studio), item, get_history (self), &error))
    {
      toast_error (self, error);
      return;
    }
  message = g_strdup_printf (_ ("Palette “%s” deleted"), PT_SHORT (name));
  _pt_palettes_page_toast (self, message, _ ("Undo"), "win.undo");
}

static void
delete_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  _pt_palettes_page_delete (data);
}

/* --- files --- */

static GtkWindow *
get_window (PtPalettesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PtPalettesPage) self = data;
  g_autoptr (GError) error = NULL;
  PtPaletteItem *item = pt_palette_shelf_import_finish (PT_PALETTE_SHELF (source), result, &error);

  if (self->studio == NULL)
    return;
  if (item == NULL)
    toast_error (self, error);
  else
    _pt_palettes_page_put (self, item);
}

static void
import_chosen_cb (const char *path, gpointer data)
{
  PtPalettesPage *self = data;

  if (self->studio != NULL)
    pt_palette_shelf_import_async (pt_studio_get_shelf (self->studio), path, get_history (self), imported_cb, g_object_ref (self));
}

static void
import_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;

  pt_file_chooser_ask (get_window (self), PT_FILE_CHOOSER_OPEN_PALETTE, NULL, NULL, import_chosen_cb, self);
}

static void
import_file_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  import_chosen_cb (g_variant_get_bytestring (parameter), data);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (PtPalettesPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!pt_palette_shelf_export_finish (PT_PALETTE_SHELF (source), result, &error))
    toast_error (self, error);
  else if (self->studio != NULL)
    _pt_palettes_page_toast (self, _ ("Palette exported"), NULL, NULL);
}

static void
export_to (PtPalettesPage *self, PtPalette *palette, const char *path)
{
  pt_palette_shelf_export_async (pt_studio_get_shelf (self->studio), palette, path, exported_cb, g_object_ref (self));
}

static void
export_chosen_cb (const char *path, gpointer data)
{
  g_autoptr (PtPalette) palette = g_object_steal_data (data, "exported-palette");

  if (PT_PALETTES_PAGE (data)->studio != NULL && palette != NULL)
    export_to (data, palette, path);
}

static void
export_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  PtPaletteItem *item = get_target (self);
  /* What is on the bench is exported as it is there. */
  PtPalette *palette = item != NULL && item != _pt_palettes_page_get_item (self) ? pt_palette_item_get_palette (item) : get_palette (self);
  const char *name = item != NULL ? pt_palette_item_get_name (item) : pt_palette_get_name (palette);
  g_autofree char *file = g_strconcat (name != NULL ? name : _ ("Palette"), ".json", NULL);

  g_object_set_data_full (G_OBJECT (self), "exported-palette", g_object_ref (palette), g_object_unref);
  pt_file_chooser_ask (get_window (self), PT_FILE_CHOOSER_SAVE_PALETTE, NULL, g_strdelimit (file, "/", '-'), export_chosen_cb, self);
}

static void
export_file_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;

  export_to (self, get_palette (self), g_variant_get_bytestring (parameter));
}

static void
relink_chosen_cb (const char *path, gpointer data)
{
  PtPalettesPage *self = data;

  if (self->studio != NULL)
    pt_bench_pane_put_file (self->bench, GPOINTER_TO_UINT (g_object_get_data (data, "relinked-role")), path);
}

void
_pt_palettes_page_relink (PtPalettesPage *self, PtRole role)
{
  g_assert (PT_IS_PALETTES_PAGE (self));

  g_object_set_data (G_OBJECT (self), "relinked-role", GUINT_TO_POINTER (role));
  pt_file_chooser_ask (get_window (self), PT_FILE_CHOOSER_OPEN_SOUND, NULL, NULL, relink_chosen_cb, self);
}

/* --- all of them --- */

static void
show_gallery_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
set_enabled (PtPalettesPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (self->map, name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
_pt_palettes_page_update_actions (PtPalettesPage *self)
{
  const gboolean saved = self->map != NULL && _pt_palettes_page_get_item (self) != NULL;

  g_assert (PT_IS_PALETTES_PAGE (self));

  if (self->map == NULL)
    return;
  g_action_change_state (g_action_map_lookup_action (self->map, "show-gallery"),
                         g_variant_new_boolean (adw_flap_get_reveal_flap (self->flap)));
  set_enabled (self, "save-palette", !saved || self->edited);
  set_enabled (self, "revert-palette", saved && self->edited);
}

void
pt_palettes_page_add_actions (PtPalettesPage *self, GActionMap *map)
{
  const GActionEntry entries[] = {
    { "show-gallery", show_gallery_activated, NULL, "true", NULL },
    { "new-palette", new_activated, NULL, NULL, NULL },
    { "random-palette", random_activated, NULL, NULL, NULL },
    { "random-palette-seed", random_activated, "t", NULL, NULL },
    { "duplicate-palette", duplicate_activated, NULL, NULL, NULL },
    { "rename-palette", rename_activated, NULL, NULL, NULL },
    { "delete-palette", delete_activated, NULL, NULL, NULL },
    { "save-palette", save_activated, NULL, NULL, NULL },
    { "save-palette-as", save_as_activated, NULL, NULL, NULL },
    { "revert-palette", revert_activated, NULL, NULL, NULL },
    { "import-palette", import_activated, NULL, NULL, NULL },
    { "import-palette-file", import_file_activated, "ay", NULL, NULL },
    { "export-palette", export_activated, NULL, NULL, NULL },
    { "export-palette-file", export_file_activated, "ay", NULL, NULL },
  };

  g_return_if_fail (PT_IS_PALETTES_PAGE (self));
  g_return_if_fail (G_IS_ACTION_MAP (map));
  g_return_if_fail (self->studio != NULL);

  self->map = map;
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  pt_groove_bar_add_actions (self->groove_bar, map);
  _pt_palettes_page_add_slot_actions (self, map);
  pt_sound_pane_add_actions (self->sound_pane, map);
  _pt_palettes_page_update_actions (self);
}
