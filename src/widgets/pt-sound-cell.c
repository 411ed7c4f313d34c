/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-sound-cell.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/pt-key.h"
#include "widgets/pt-role-mark.h"

#define MIN_HEIGHT 28
#define ICON_SIZE 16
#define ICON_GAP 4
#define DIM_ALPHA 0.55f
/* Of letters: what a column takes at first. */
#define MAX_ICONS 2

struct _PtSoundCell
{
  GtkWidget parent_instance;

  PtSoundColumn column;
  PtSample *sample;
  double value;
  PangoLayout *layout;
  guint playing : 1;
  guint text_known : 1;
};

G_DEFINE_FINAL_TYPE (PtSoundCell, pt_sound_cell, GTK_TYPE_WIDGET)

static const struct
{
  const char *name;
  const char *title;
  int chars;
  gboolean number;
} columns[PT_N_SOUND_COLUMNS] = {
  [PT_SOUND_COLUMN_FAVOURITE] = { "favourite", N_ ("Favourite"), 0, FALSE },
  [PT_SOUND_COLUMN_WAVEFORM] = { "waveform", N_ ("Waveform"), 0, FALSE },
  [PT_SOUND_COLUMN_NAME] = { "name", N_ ("Name"), 30, FALSE },
  [PT_SOUND_COLUMN_ROLE] = { "role", N_ ("Role"), 9, FALSE },
  [PT_SOUND_COLUMN_BPM] = { "bpm", N_ ("BPM"), 6, TRUE },
  [PT_SOUND_COLUMN_KEY] = { "key", N_ ("Key"), 4, FALSE },
  [PT_SOUND_COLUMN_LENGTH] = { "length", N_ ("Length"), 6, TRUE },
  [PT_SOUND_COLUMN_LOOP] = { "loop", N_ ("Kind"), 10, FALSE },
  [PT_SOUND_COLUMN_RATING] = { "rating", N_ ("Rating"), 0, FALSE },
  [PT_SOUND_COLUMN_TAGS] = { "tags", N_ ("Tags"), 10, FALSE },
  [PT_SOUND_COLUMN_BRIGHTNESS] = { "brightness", N_ ("Brightness"), 7, TRUE },
  [PT_SOUND_COLUMN_LOUDNESS] = { "loudness", N_ ("Loudness"), 9, TRUE },
  [PT_SOUND_COLUMN_ADDED] = { "added", N_ ("Added"), 10, TRUE },
  [PT_SOUND_COLUMN_USED] = { "used", N_ ("Used"), 4, TRUE },
  [PT_SOUND_COLUMN_DISTANCE] = { "distance", N_ ("Distance"), 6, TRUE },
};

const char *
pt_sound_column_to_string (PtSoundColumn column)
{
  g_return_val_if_fail (column < PT_N_SOUND_COLUMNS, NULL);

  return columns[column].name;
}

const char *
pt_sound_column_get_title (PtSoundColumn column)
{
  g_return_val_if_fail (column < PT_N_SOUND_COLUMNS, NULL);

  return _ (columns[column].title);
}

/* --- words --- */

static char *
format_key (const char *text)
{
  PtKey key;

  if (text == NULL)
    return g_strdup ("");

  return pt_key_parse (text, &key, NULL) ? pt_key_to_string (&key) : g_strdup (text);
}

static char *
format_length (double seconds)
{
  if (!(seconds > 0))
    return g_strdup ("");
  if (seconds < 60)
    return g_strdup_printf (_ ("%.2f s"), seconds);

  return g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) seconds % 60);
}

static char *
format_date (gint64 usec)
{
  g_autoptr (GDateTime) date = usec > 0 ? g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC) : NULL;

  return date != NULL ? g_date_time_format (date, "%x") : g_strdup ("");
}

static char *
format_number (const char *format, double value)
{
  return isfinite (value) ? g_strdup_printf (format, value) : g_strdup ("");
}

static char *
make_text (PtSoundCell *self)
{
  const PtSampleInfo *info = pt_sample_get_info (self->sample);

  switch (self->column)
    {
    case PT_SOUND_COLUMN_NAME:
      return g_strdup (info->name);
    case PT_SOUND_COLUMN_ROLE:
      return g_strdup (pt_role_mark_get_title (info->role));
    case PT_SOUND_COLUMN_BPM:
      return info->bpm > 0 ? g_strdup_printf (fabs (info->bpm - round (info->bpm)) < 0.05 ? "%.0f" : "%.1f", info->bpm) : g_strdup ("");
    case PT_SOUND_COLUMN_KEY:
      return format_key (info->key);
    case PT_SOUND_COLUMN_LENGTH:
      return format_length (info->duration_s);
    case PT_SOUND_COLUMN_LOOP:
      return g_strdup (info->loop ? _ ("Loop") : _ ("One-Shot"));
    case PT_SOUND_COLUMN_TAGS:
      return info->tags != NULL ? g_strjoinv (", ", info->tags) : g_strdup ("");
    case PT_SOUND_COLUMN_BRIGHTNESS:
      return format_number (_ ("%.0f Hz"), info->brightness_hz);
    case PT_SOUND_COLUMN_LOUDNESS:
      return format_number (_ ("%.1f LUFS"), info->lufs_i);
    case PT_SOUND_COLUMN_ADDED:
      return format_date (info->added_usec);
    case PT_SOUND_COLUMN_USED:
      return self->value > 0 ? g_strdup_printf ("%.0f", self->value) : g_strdup ("");
    case PT_SOUND_COLUMN_DISTANCE:
      return format_number ("%.2f", self->value);
    case PT_SOUND_COLUMN_FAVOURITE:
    case PT_SOUND_COLUMN_WAVEFORM:
    case PT_SOUND_COLUMN_RATING:
    default:
      return g_strdup ("");
    }
}

static char *
describe_name (PtSoundCell *self)
{
  const PtSampleInfo *info = pt_sample_get_info (self->sample);
  GString *text = g_string_new (info->name);

  g_string_append_printf (text, ", %s", pt_role_mark_get_title (info->role));
  if (info->loop)
    g_string_append_printf (text, ", %s", _ ("loop"));
  if (info->favourite)
    g_string_append_printf (text, ", %s", _ ("favourite"));
  if (info->missing)
    g_string_append_printf (text, ", %s", _ ("file missing"));
  if (self->playing)
    g_string_append_printf (text, ", %s", _ ("playing"));

  return g_string_free (text, FALSE);
}

char *
pt_sound_cell_describe (PtSoundCell *self)
{
  const PtSampleInfo *info;
  g_autofree char *text = NULL;

  g_return_val_if_fail (PT_IS_SOUND_CELL (self), NULL);

  if (self->sample == NULL)
    return g_strdup (pt_sound_column_get_title (self->column));
  info = pt_sample_get_info (self->sample);
  switch (self->column)
    {
    case PT_SOUND_COLUMN_NAME:
      return describe_name (self);
    case PT_SOUND_COLUMN_FAVOURITE:
      return g_strdup (info->favourite ? _ ("Favourite") : _ ("Not a favourite"));
    case PT_SOUND_COLUMN_RATING:
      return info->rating > 0 ? g_strdup_printf (ngettext ("%d of 5 stars", "%d of 5 stars", (gulong) info->rating), info->rating)
                              : g_strdup (_ ("Not rated"));
    default:
      text = make_text (self);
      return g_strdup_printf ("%s: %s", pt_sound_column_get_title (self->column), *text != '\0' ? text : _ ("unknown"));
    }
}

/* --- drawing --- */

static PangoLayout *
get_layout (PtSoundCell *self)
{
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_single_paragraph_mode (self->layout, TRUE);
      if (columns[self->column].number)
        {
          PangoAttrList *attributes = pango_attr_list_new ();

          pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
          pango_layout_set_attributes (self->layout, attributes);
          pango_attr_list_unref (attributes);
        }
    }

  return self->layout;
}

static void
append_icon (PtSoundCell *self, GtkSnapshot *snapshot, const char *name, float x, const GdkRGBA *color)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (theme, name, NULL, ICON_SIZE, gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                                                  gtk_widget_get_direction (GTK_WIDGET (self)), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - ICON_SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE, ICON_SIZE, color, 1);
  gtk_snapshot_restore (snapshot);
}

/* @offset: from the start of the line, whichever side that is. */
static float
from_start (PtSoundCell *self, int offset, int width)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    return (float) (gtk_widget_get_width (GTK_WIDGET (self)) - offset - width);

  return (float) offset;
}

/* How wide it is. */
static int
snapshot_text (PtSoundCell *self, GtkSnapshot *snapshot, int start, int width, const GdkRGBA *color)
{
  PangoLayout *layout = get_layout (self);
  int text_width, text_height, x;

  if (width <= 0)
    return 0;
  if (!self->text_known)
    {
      g_autofree char *text = make_text (self);

      pango_layout_set_text (layout, text, -1);
      self->text_known = TRUE;
    }
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x = columns[self->column].number ? start + MAX (width - text_width, 0) : start;
  /* The layout itself puts right-to-left text at the end of the width it was given. */
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) ((gtk_widget_get_height (GTK_WIDGET (self)) - text_height) / 2)));
  pango_layout_set_alignment (layout, PANGO_ALIGN_LEFT);
  pango_layout_set_width (layout, text_width * PANGO_SCALE + PANGO_SCALE);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (from_start (self, x, text_width), 0));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return text_width;
}

static void
snapshot_name (PtSoundCell *self, GtkSnapshot *snapshot, const GdkRGBA *color)
{
  const PtSampleInfo *info = pt_sample_get_info (self->sample);
  const char *icons[MAX_ICONS + 1] = { NULL };
  int n_icons = 0;
  int start = 0;
  GdkRGBA warning;

  if (self->playing)
    icons[n_icons++] = "media-playback-start-symbolic";
  if (info->missing)
    icons[n_icons++] = "dialog-warning-symbolic";
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), "warning_color", &warning))
    warning = *color;
  for (int i = 0; i < n_icons; i++)
    {
      append_icon (self, snapshot, icons[i], from_start (self, start, ICON_SIZE),
                   info->missing && i == n_icons - 1 ? &warning : color);
      start += ICON_SIZE + ICON_GAP;
    }
  snapshot_text (self, snapshot, start, gtk_widget_get_width (GTK_WIDGET (self)) - start, color);
}

static void
snapshot_rating (PtSoundCell *self, GtkSnapshot *snapshot, const GdkRGBA *color, const GdkRGBA *dim)
{
  int rating = pt_sample_get_info (self->sample)->rating;

  for (int i = 0; i < PT_SAMPLE_MAX_RATING; i++)
    {
      float x = from_start (self, i * ICON_SIZE, ICON_SIZE);

      if (i < rating)
        append_icon (self, snapshot, "starred-symbolic", x, color);
      else
        gtk_snapshot_append_color (snapshot, dim,
                                   &GRAPHENE_RECT_INIT (x + ICON_SIZE / 2 - 1, (float) (gtk_widget_get_height (GTK_WIDGET (self)) / 2 - 1), 2, 2));
    }
}

static void
update_accessible (PtSoundCell *self)
{
  g_autofree char *text = pt_sound_cell_describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
pt_sound_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PtSoundCell *self = PT_SOUND_CELL (widget);
  const PtSampleInfo *info;
  GdkRGBA color, dim;
  int width = gtk_widget_get_width (widget);
  int end;

  if (self->sample == NULL)
    return;
  info = pt_sample_get_info (self->sample);
  if (!self->text_known)
    update_accessible (self);
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  dim = color;
  dim.alpha *= DIM_ALPHA;
  switch (self->column)
    {
    case PT_SOUND_COLUMN_FAVOURITE:
      append_icon (self, snapshot, info->favourite ? "starred-symbolic" : "non-starred-symbolic",
                   (float) ((width - ICON_SIZE) / 2), info->favourite ? &color : &dim);
      self->text_known = TRUE;
      break;
    case PT_SOUND_COLUMN_RATING:
      snapshot_rating (self, snapshot, &color, &dim);
      self->text_known = TRUE;
      break;
    case PT_SOUND_COLUMN_NAME:
      snapshot_name (self, snapshot, info->missing ? &dim : &color);
      break;
    case PT_SOUND_COLUMN_ROLE:
      /* It opens a menu. */
      end = snapshot_text (self, snapshot, 0, width - ICON_SIZE, info->role == PT_ROLE_NONE ? &dim : &color);
      append_icon (self, snapshot, "pan-down-symbolic", from_start (self, end, ICON_SIZE), &dim);
      break;
    default:
      snapshot_text (self, snapshot, 0, width, &color);
    }
}

/* --- size: the same for every sample, so that none of 50 000 needs a layout --- */

static void
pt_sound_cell_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  PtSoundCell *self = PT_SOUND_CELL (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int letter = columns[self->column].number ? pango_font_metrics_get_approximate_digit_width (metrics)
                                            : pango_font_metrics_get_approximate_char_width (metrics);
  int height = pango_font_metrics_get_height (metrics);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MAX (MIN_HEIGHT, PANGO_PIXELS_CEIL (height));
  else
    {
      *natural = PANGO_PIXELS_CEIL (columns[self->column].chars * letter);
      if (self->column == PT_SOUND_COLUMN_RATING)
        *natural = PT_SAMPLE_MAX_RATING * ICON_SIZE;
      else if (self->column == PT_SOUND_COLUMN_FAVOURITE)
        *natural = MIN_HEIGHT;
      else if (self->column == PT_SOUND_COLUMN_ROLE)
        *natural += ICON_SIZE;
      *minimum = *natural;
      if (self->column == PT_SOUND_COLUMN_NAME || self->column == PT_SOUND_COLUMN_TAGS)
        *minimum /= 2;
    }
  pango_font_metrics_unref (metrics);
}

static GtkSizeRequestMode
pt_sound_cell_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* The font may be another one. */
static void
pt_sound_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  PtSoundCell *self = PT_SOUND_CELL (widget);

  GTK_WIDGET_CLASS (pt_sound_cell_parent_class)->css_changed (widget, change);
  g_clear_object (&self->layout);
  self->text_known = FALSE;
}

/* What may be cut short is there in full. */
static gboolean
pt_sound_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  PtSoundCell *self = PT_SOUND_CELL (widget);
  g_autofree char *text = self->sample != NULL ? pt_sound_cell_describe (self) : NULL;

  gtk_tooltip_set_text (tooltip, text);

  return text != NULL;
}

/* --- class --- */

static void
pt_sound_cell_dispose (GObject *object)
{
  PtSoundCell *self = PT_SOUND_CELL (object);

  g_clear_object (&self->sample);
  g_clear_object (&self->layout);

  G_OBJECT_CLASS (pt_sound_cell_parent_class)->dispose (object);
}

static void
pt_sound_cell_class_init (PtSoundCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_sound_cell_dispose;
  widget_class->snapshot = pt_sound_cell_snapshot;
  widget_class->measure = pt_sound_cell_measure;
  widget_class->get_request_mode = pt_sound_cell_get_request_mode;
  widget_class->query_tooltip = pt_sound_cell_query_tooltip;
  widget_class->css_changed = pt_sound_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "soundcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
pt_sound_cell_init (PtSoundCell *self)
{
  self->value = NAN;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
pt_sound_cell_new (PtSoundColumn column)
{
  PtSoundCell *self;

  g_return_val_if_fail (column < PT_N_SOUND_COLUMNS, NULL);

  self = g_object_new (PT_TYPE_SOUND_CELL, NULL);
  self->column = column;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  return GTK_WIDGET (self);
}

PtSoundColumn
pt_sound_cell_get_column (PtSoundCell *self)
{
  g_return_val_if_fail (PT_IS_SOUND_CELL (self), PT_SOUND_COLUMN_NAME);

  return self->column;
}

PtSample *
pt_sound_cell_get_sample (PtSoundCell *self)
{
  g_return_val_if_fail (PT_IS_SOUND_CELL (self), NULL);

  return self->sample;
}

void
pt_sound_cell_set_sample (PtSoundCell *self, PtSample *sample)
{
  g_return_if_fail (PT_IS_SOUND_CELL (self));
  g_return_if_fail (sample == NULL || PT_IS_SAMPLE (sample));

  if (g_set_object (&self->sample, sample))
    pt_sound_cell_refresh (self);
}

void
pt_sound_cell_set_value (PtSoundCell *self, double value)
{
  g_return_if_fail (PT_IS_SOUND_CELL (self));

  self->value = value;
  pt_sound_cell_refresh (self);
}

void
pt_sound_cell_set_playing (PtSoundCell *self, gboolean playing)
{
  g_return_if_fail (PT_IS_SOUND_CELL (self));

  playing = !!playing;
  if (self->playing == playing)
    return;
  self->playing = playing;
  pt_sound_cell_refresh (self);
}

void
pt_sound_cell_refresh (PtSoundCell *self)
{
  g_return_if_fail (PT_IS_SOUND_CELL (self));

  self->text_known = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int
pt_sound_cell_get_rating_at (PtSoundCell *self, double x)
{
  g_return_val_if_fail (PT_IS_SOUND_CELL (self), 0);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (GTK_WIDGET (self)) - x;

  return x < 0 ? 0 : MIN ((int) (x / ICON_SIZE) + 1, PT_SAMPLE_MAX_RATING);
}
