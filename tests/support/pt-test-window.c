/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "pt-test-window.h"

#include <string.h>

/* As small as rounding and as large as no fault: of 255. */
#define TOLERANCE 6
/* So many pixels may be further off: the edge of a letter. */
#define MAX_STRAY_PIXELS 12
/* A new picture is taken when nothing has changed for so long. */
#define STILL_SECONDS 3

/* Everything that a desktop or a screen would decide for itself. */
static void
pin_settings (void)
{
  g_object_set (gtk_settings_get_default (),
                "gtk-enable-animations", FALSE,
                "gtk-font-name", "Cantarell 11",
                "gtk-cursor-blink", FALSE,
                "gtk-icon-theme-name", "Adwaita",
                "gtk-decoration-layout", "appmenu:close",
                "gtk-xft-antialias", 1,
                "gtk-xft-hinting", 0,
                "gtk-xft-hintstyle", "hintnone",
                "gtk-xft-rgba", "none",
                "gtk-xft-dpi", 96 * 1024,
                "gtk-hint-font-metrics", FALSE,
                NULL);
}

static void
load_style (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("PEAKTIME_SOURCE"), "ui", "style.css", NULL);
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_path (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* The tests' own folders, which come with each test, have neither icons nor what files are
 * like: both are looked for once, before that. */
static void
read_system_data (void)
{
  g_autofree char *type = g_content_type_guess ("picture.svg", NULL, 0, NULL);

  g_assert_nonnull (type);
  gtk_icon_theme_has_icon (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "starred-symbolic");
}

void
pt_test_window_init (int *argc, char ***argv)
{
  gtk_disable_setlocale ();
  gtk_init ();
  read_system_data ();
  g_test_init (argc, argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  pin_settings ();
  load_style ();
}

/* Below the drawing: what is looked at in vain must not keep it from being drawn. */
static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
pt_test_wait_until (PtTestPredicate predicate, gpointer data, double seconds)
{
  const gint64 deadline = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  guint source = g_timeout_add_full (G_PRIORITY_LOW, 5, wake_cb, NULL, NULL);

  while (!predicate (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

void
pt_test_settle (void)
{
  const gint64 deadline = g_get_monotonic_time () + G_USEC_PER_SEC;

  while (g_main_context_pending (NULL) && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
}

static gboolean
is_drawn (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 0;
}

GtkWindow *
pt_test_show (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  pt_test_wait_until (is_drawn, child, 10);
  gtk_test_widget_wait_for_draw (child);

  return GTK_WINDOW (window);
}

cairo_surface_t *
pt_test_draw (GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    cairo_set_source_rgb (cr, 0.14, 0.14, 0.14);
  else
    cairo_set_source_rgb (cr, 0.98, 0.98, 0.98);
  cairo_paint (cr);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static gboolean
is_different (const guint8 *a, const guint8 *b)
{
  for (int k = 0; k < 3; k++)
    if (ABS (a[k] - b[k]) > TOLERANCE)
      return TRUE;

  return FALSE;
}

/* Pixels that differ. @difference (nullable), of the same size, shows them in red on what was seen,
 * pale. */
static guint
compare_pictures (cairo_surface_t *wanted, cairo_surface_t *seen, cairo_surface_t *difference)
{
  int width = cairo_image_surface_get_width (wanted);
  int height = cairo_image_surface_get_height (wanted);
  guint n_different = 0;

  if (width != cairo_image_surface_get_width (seen) || height != cairo_image_surface_get_height (seen))
    return G_MAXUINT;
  if (difference != NULL)
    cairo_surface_flush (difference);
  for (int y = 0; y < height; y++)
    {
      const guint8 *a = cairo_image_surface_get_data (wanted) + y * cairo_image_surface_get_stride (wanted);
      const guint8 *b = cairo_image_surface_get_data (seen) + y * cairo_image_surface_get_stride (seen);
      guint32 *out = difference == NULL ? NULL
                                        : (guint32 *) (void *) (cairo_image_surface_get_data (difference)
                                                                + y * cairo_image_surface_get_stride (difference));

      for (int x = 0; x < width; x++, a += 4, b += 4)
        {
          guint32 pale = 192 + (b[0] + b[1] + b[2]) / 12;
          gboolean different = is_different (a, b);

          n_different += different;
          if (out != NULL)
            out[x] = different ? 0xe01b24 : pale << 16 | pale << 8 | pale;
        }
    }
  if (difference != NULL)
    cairo_surface_mark_dirty (difference);

  return n_different;
}

static void
report_difference (const char *name, cairo_surface_t *seen, cairo_surface_t *difference, guint n_different)
{
  g_autofree char *seen_path = g_strdup_printf ("%s/%s-seen.png", g_getenv ("G_TEST_BUILDDIR"), name);
  g_autofree char *difference_path = g_strdup_printf ("%s/%s-difference.png", g_getenv ("G_TEST_BUILDDIR"), name);

  cairo_surface_write_to_png (seen, seen_path);
  if (n_different == G_MAXUINT)
    {
      g_test_message ("%s: there is no such picture, or it has another size (%d by %d); what was seen is in %s", name,
                      cairo_image_surface_get_width (seen), cairo_image_surface_get_height (seen), seen_path);
    }
  else
    {
      cairo_surface_write_to_png (difference, difference_path);
      g_test_message ("%s: %u pixels differ; see %s and %s", name, n_different, seen_path, difference_path);
    }
  g_test_fail ();
}

static char *
get_picture_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);

  return g_build_filename (g_getenv ("PEAKTIME_SOURCE"), "tests", "data", "pictures", file, NULL);
}

/* Pixels that are not as in the file; with @report the test fails when there are too many. */
static guint
check_picture (GtkWidget *widget, const char *name, gboolean report)
{
  g_autofree char *path = get_picture_path (name);
  cairo_surface_t *seen = pt_test_draw (widget);
  cairo_surface_t *wanted = cairo_image_surface_create_from_png (path);
  cairo_surface_t *difference = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (seen),
                                                            cairo_image_surface_get_height (seen));
  guint n_different = G_MAXUINT;

  if (cairo_surface_status (wanted) == CAIRO_STATUS_SUCCESS)
    n_different = compare_pictures (wanted, seen, difference);
  if (report && n_different > MAX_STRAY_PIXELS)
    report_difference (name, seen, difference, n_different);
  cairo_surface_destroy (difference);
  cairo_surface_destroy (wanted);
  cairo_surface_destroy (seen);

  return n_different;
}

static void
write_picture (GtkWidget *widget, const char *name)
{
  g_autofree char *path = get_picture_path (name);
  cairo_surface_t *seen = pt_test_draw (widget);

  /* One that is right stays as it is, byte by byte. */
  if (check_picture (widget, name, FALSE) > MAX_STRAY_PIXELS)
    g_assert_cmpint (cairo_surface_write_to_png (seen, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (seen);
}

void
pt_test_assert_picture (GtkWidget *widget, const char *name)
{
  if (g_getenv ("PT_UPDATE_PICTURES") != NULL)
    write_picture (widget, name);
  else
    check_picture (widget, name, TRUE);
}

typedef struct
{
  GtkWidget *widget;
  const char *name;
} Wanted;

static gboolean
looks_right (gpointer data)
{
  const Wanted *wanted = data;

  return check_picture (wanted->widget, wanted->name, FALSE) <= MAX_STRAY_PIXELS;
}

/* What it looks like when nothing changes for a while. */
static void
write_when_still (GtkWidget *widget, const char *name)
{
  gint64 changed = g_get_monotonic_time ();
  cairo_surface_t *last = pt_test_draw (widget);
  guint source = g_timeout_add_full (G_PRIORITY_LOW, 100, wake_cb, NULL, NULL);

  while (g_get_monotonic_time () - changed < STILL_SECONDS * G_USEC_PER_SEC)
    {
      cairo_surface_t *now;

      g_main_context_iteration (NULL, TRUE);
      now = pt_test_draw (widget);
      if (compare_pictures (last, now, NULL) > 0)
        changed = g_get_monotonic_time ();
      cairo_surface_destroy (last);
      last = now;
    }
  g_source_remove (source);
  cairo_surface_destroy (last);
  write_picture (widget, name);
}

void
pt_test_wait_picture (GtkWidget *widget, const char *name, double seconds)
{
  Wanted wanted = { widget, name };
  const gint64 deadline = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);
  guint source;

  if (g_getenv ("PT_UPDATE_PICTURES") != NULL)
    {
      write_when_still (widget, name);
      return;
    }
  source = g_timeout_add_full (G_PRIORITY_LOW, 50, wake_cb, NULL, NULL);
  while (!looks_right (&wanted) && g_get_monotonic_time () < deadline)
    {
      /* All that is ready; then something, if only the clock. */
      pt_test_settle ();
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
  check_picture (widget, name, TRUE);
}

GtkWidget *
pt_test_find (GtkWidget *root, GType type, const char *id)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type)
      && (id == NULL || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0
          || g_strcmp0 (gtk_widget_get_name (root), id) == 0))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = pt_test_find (child, type, id);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
pt_test_activate (GtkWidget *widget, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  g_action_parse_detailed_name (action, &name, &target, &error);
  g_assert_no_error (error);
  g_assert_true (gtk_widget_activate_action_variant (widget, name, target));
}
