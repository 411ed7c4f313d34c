/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-screenshot.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>

#include "core/pt-util.h"

#define DEFAULT_PALETTE "Berlin Deep"
#define LOOK_MSEC 120
/* So many looks in a row without a change: nothing is being loaded any more. */
#define N_SAME 6
#define DEADLINE_USEC (90 * G_USEC_PER_SEC)
#define MAX_SIDE 8192

struct _PtScreenshot
{
  GObject parent_instance;

  char *output;
  char *page;
  char *set_path;
  gboolean dark;
  int width;
  int height;

  char *folder; /* thrown away */
  char *index_path;
  PtWindow *window; /* weak */
  guint source;
  gint64 deadline_usec;
  GBytes *last;
  guint n_same;
  gboolean has_content;
  gboolean has_size;
  int exit_status;
};

G_DEFINE_FINAL_TYPE (PtScreenshot, pt_screenshot, G_TYPE_OBJECT)

/* What can be shown, and the action that shows it. */
static const struct
{
  const char *name;
  const char *action;
} pages[] = {
  { "palettes", NULL },
  { "preferences", "app.preferences('sounds')" },
  { "preferences-audio", "app.preferences('audio')" },
  { "preferences-appearance", "app.preferences('appearance')" },
  { "preferences-accessibility", "app.preferences('accessibility')" },
  { "shortcuts", "app.shortcuts" },
  { "help", "app.help" },
  { "about", "app.about" },
};

static const char *
find_action (const char *page)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, page))
      return pages[i].action;

  return NULL;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
finish (PtScreenshot *self, const char *problem)
{
  self->source = 0;
  if (problem != NULL)
    {
      g_printerr ("peaktime: %s\n", problem);
      self->exit_status = 1;
    }
  g_application_quit (g_application_get_default ());
}

/* --- the picture --- */

static GtkWindow *
find_shown (PtScreenshot *self)
{
  g_autoptr (GListModel) windows = NULL;

  if (find_action (self->page) == NULL)
    return GTK_WINDOW (self->window);
  windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (!PT_IS_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

static GtkWidget *
find_content (GtkWindow *window)
{
  if (ADW_IS_APPLICATION_WINDOW (window))
    return adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  if (ADW_IS_WINDOW (window))
    return adw_window_get_content (ADW_WINDOW (window));

  return gtk_widget_get_first_child (GTK_WIDGET (window));
}

static GBytes *
draw (GtkWindow *window)
{
  GtkWidget *content = find_content (window);
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GdkRGBA ground = { 1.0f, 1.0f, 1.0f, 1.0f };
  graphene_rect_t area;

  if (content == NULL || !gtk_widget_get_mapped (content) || gtk_widget_get_width (content) <= 0)
    return NULL;
  paintable = gtk_widget_paintable_new (content);
  graphene_rect_init (&area, 0, 0, (float) gtk_widget_get_width (content), (float) gtk_widget_get_height (content));
  /* Widgets lie on a window; alone they would be transparent. */
  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (window)), "window_bg_color", &ground);
  gtk_snapshot_append_color (snapshot, &ground, &area);
  gdk_paintable_snapshot (paintable, snapshot, area.size.width, area.size.height);
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, &area);

  return gdk_texture_save_to_png_bytes (texture);
}

/* The frame around the content is the system's; the picture is to have the size asked for. */
static gboolean
fit_size (PtScreenshot *self)
{
  GtkWidget *content = find_content (GTK_WINDOW (self->window));
  int width = gtk_widget_get_width (content);
  int height = gtk_widget_get_height (content);

  if (self->has_size || width <= 0)
    return self->has_size;
  self->has_size = TRUE;
  if (width == self->width && height == self->height)
    return TRUE;
  width = 2 * self->width - width;
  height = 2 * self->height - height;
  /* A size that is set counts when a window is shown. */
  gtk_widget_hide (GTK_WIDGET (self->window));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));

  return TRUE;
}

static void
write_picture (PtScreenshot *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  gsize size;
  const void *data = g_bytes_get_data (self->last, &size);

  if (!pt_file_replace_contents (self->output, data, size, &error))
    problem = g_strdup_printf (_ ("Cannot write the picture: %s"), error->message);
  finish (self, problem);
}

/* --- the content --- */

static void
open_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PtScreenshot) self = user_data;
  g_autoptr (GError) error = NULL;

  if (pt_set_document_open_finish (PT_SET_DOCUMENT (object), result, &error))
    self->has_content = TRUE;
  else
    {
      g_clear_handle_id (&self->source, g_source_remove);
      finish (self, error->message);
    }
}

static void
fill_set (PtScreenshot *self)
{
  PtStudio *studio = pt_window_get_studio (self->window);
  PtPaletteShelf *shelf = pt_studio_get_shelf (studio);
  PtPaletteItem *item = pt_palette_shelf_find (shelf, DEFAULT_PALETTE);
  PtSet *set = pt_studio_get_set (studio);
  g_autoptr (PtPalette) palette = NULL;

  self->has_content = TRUE;
  if (item == NULL)
    return;
  palette = pt_palette_copy (pt_palette_item_get_palette (item));
  pt_set_set_palette (set, palette);
  pt_set_set_name (set, _ ("Night 3"));
}

static gboolean
is_idle (PtScreenshot *self)
{
  PtStudio *studio = pt_window_get_studio (self->window);
  PtLibraryState state = pt_library_keeper_get_state (pt_studio_get_keeper (studio));

  return (state == PT_LIBRARY_READY || state == PT_LIBRARY_FAILED) && pt_job_list_get_n_running (pt_studio_get_jobs (studio)) == 0
         && !pt_palette_shelf_get_loading (pt_studio_get_shelf (studio));
}

static gboolean
look_cb (gpointer user_data)
{
  PtScreenshot *self = user_data;
  GtkWindow *shown;
  g_autoptr (GBytes) bytes = NULL;

  if (self->window == NULL || g_get_monotonic_time () > self->deadline_usec)
    {
      finish (self, _ ("The window does not come to rest; try again when the machine has less to do"));
      return G_SOURCE_REMOVE;
    }
  if (!fit_size (self) || !is_idle (self))
    return G_SOURCE_CONTINUE;
  if (!self->has_content && self->set_path == NULL)
    fill_set (self);
  shown = self->has_content ? find_shown (self) : NULL;
  bytes = shown != NULL ? draw (shown) : NULL;
  if (bytes == NULL)
    return G_SOURCE_CONTINUE;
  self->n_same = self->last != NULL && g_bytes_equal (self->last, bytes) ? self->n_same + 1 : 0;
  g_clear_pointer (&self->last, g_bytes_unref);
  self->last = g_steal_pointer (&bytes);
  if (self->n_same < N_SAME)
    return G_SOURCE_CONTINUE;
  write_picture (self);

  return G_SOURCE_REMOVE;
}

static void
pt_screenshot_finalize (GObject *object)
{
  PtScreenshot *self = PT_SCREENSHOT (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_weak_pointer (&self->window);
  if (self->folder != NULL)
    remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->index_path);
  g_free (self->output);
  g_free (self->page);
  g_free (self->set_path);
  g_clear_pointer (&self->last, g_bytes_unref);

  G_OBJECT_CLASS (pt_screenshot_parent_class)->finalize (object);
}

static void
pt_screenshot_class_init (PtScreenshotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pt_screenshot_finalize;
}

static void
pt_screenshot_init (PtScreenshot *self)
{
  self->width = 1280;
  self->height = 800;
}

const GOptionEntry *
pt_screenshot_get_options (void)
{
  static const GOptionEntry options[] = {
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Write a picture of the window with demo content, and end"), "OUT.png" },
    { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("What the picture shows: palettes, preferences, shortcuts, help, about…"), N_ ("NAME") },
    { "size", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Size of the picture (1280x800)"), N_ ("WIDTHxHEIGHT") },
    { "dark", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("A dark picture"), NULL },
    { "set", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("The set in the picture"), N_ ("FILE") },
    { NULL },
  };

  return options;
}

static gboolean
parse_size (PtScreenshot *self, const char *text, GError **error)
{
  char rest;

  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%dx%d%c", &self->width, &self->height, &rest) == 2 && self->width >= 360 && self->height >= 300 && self->width <= MAX_SIDE
      && self->height <= MAX_SIDE)
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--size: “%s” is no size from 360x300 to %dx%d, such as 1280x800"),
               PT_SHORT (text), MAX_SIDE, MAX_SIDE);

  return FALSE;
}

static gboolean
check_page (const char *page, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      if (g_str_equal (pages[i].name, page))
        return TRUE;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", pages[i].name);
    }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("--page: there is no page “%s”; there are %s"), PT_SHORT (page), names->str);

  return FALSE;
}

PtScreenshot *
pt_screenshot_new_from_options (GVariantDict *options, GError **error)
{
  g_autoptr (PtScreenshot) self = NULL;
  g_autofree char *size = NULL;

  g_return_val_if_fail (options != NULL, NULL);

  self = g_object_new (PT_TYPE_SCREENSHOT, NULL);
  g_variant_dict_lookup (options, "screenshot", "^ay", &self->output);
  g_variant_dict_lookup (options, "page", "s", &self->page);
  g_variant_dict_lookup (options, "size", "s", &size);
  g_variant_dict_lookup (options, "set", "^ay", &self->set_path);
  self->dark = g_variant_dict_contains (options, "dark");
  if (self->output == NULL)
    {
      if (self->page != NULL || size != NULL || self->set_path != NULL || self->dark)
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED, _ ("--page, --size, --dark and --set belong to --screenshot OUT.png"));
      return NULL;
    }
  if (self->page == NULL)
    self->page = g_strdup (pages[0].name);
  if (!check_page (self->page, error) || !parse_size (self, size, error))
    return NULL;
  self->folder = g_dir_make_tmp ("peaktime-screenshot-XXXXXX", error);
  if (self->folder == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

void
pt_screenshot_fill_options (PtScreenshot *self, PtStudioOptions *options)
{
  g_return_if_fail (PT_IS_SCREENSHOT (self));
  g_return_if_fail (options != NULL);

  if (self->index_path == NULL)
    self->index_path = g_build_filename (self->folder, "library.db", NULL);
  options->state_folder = self->folder;
  options->index_path = self->index_path;
  options->palettes_folder = self->folder;
  options->cache_folder = self->folder;
}

void
pt_screenshot_prepare (PtScreenshot *self, GSettings *settings)
{
  g_return_if_fail (PT_IS_SCREENSHOT (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  g_settings_set_string (settings, "audio-device", "silent");
  g_settings_set_int (settings, "window-width", self->width);
  g_settings_set_int (settings, "window-height", self->height);
  g_settings_set_boolean (settings, "reduce-motion", TRUE);
  g_settings_set_enum (settings, "colour-scheme", self->dark ? 2 : 1);
}

void
pt_screenshot_take (PtScreenshot *self, PtWindow *window)
{
  const char *action;

  g_return_if_fail (PT_IS_SCREENSHOT (self));
  g_return_if_fail (PT_IS_WINDOW (window));

  g_set_weak_pointer (&self->window, window);
  self->deadline_usec = g_get_monotonic_time () + DEADLINE_USEC;
  gtk_window_present (GTK_WINDOW (window));
  if (self->set_path != NULL)
    pt_set_document_open_async (pt_studio_get_document (pt_window_get_studio (window)), self->set_path, NULL, open_cb, g_object_ref (self));
  action = find_action (self->page);
  if (action != NULL)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      g_action_parse_detailed_name (action, &name, &target, NULL);
      gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
    }
  self->source = g_timeout_add (LOOK_MSEC, look_cb, self);
}

int
pt_screenshot_get_exit_status (PtScreenshot *self)
{
  g_return_val_if_fail (PT_IS_SCREENSHOT (self), 1);

  return self->exit_status;
}
