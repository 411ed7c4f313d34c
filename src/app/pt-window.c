/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-window.h"

#include "app/pt-palettes-page.h"

struct _PtWindow
{
  AdwApplicationWindow parent_instance;

  PtStudio *studio;
  GSettings *settings;
  AdwToastOverlay *toasts;
  PtPalettesPage *palettes_page;
};

G_DEFINE_FINAL_TYPE (PtWindow, pt_window, ADW_TYPE_APPLICATION_WINDOW)

static void
pt_window_dispose (GObject *object)
{
  PtWindow *self = PT_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_WINDOW);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (pt_window_parent_class)->dispose (object);
}

static void
pt_window_class_init (PtWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_window_dispose;

  g_type_ensure (PT_TYPE_PALETTES_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PtWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, palettes_page);
}

static void
pt_window_init (PtWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PtWindow *
pt_window_new (GtkApplication *application, PtStudio *studio, GSettings *settings)
{
  PtWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (PT_IS_STUDIO (studio), NULL);

  self = g_object_new (PT_TYPE_WINDOW, "application", application, NULL);
  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  pt_palettes_page_set_studio (self->palettes_page, studio, settings);
  pt_palettes_page_add_actions (self->palettes_page, G_ACTION_MAP (self));

  return self;
}

PtStudio *
pt_window_get_studio (PtWindow *self)
{
  g_return_val_if_fail (PT_IS_WINDOW (self), NULL);

  return self->studio;
}

GSettings *
pt_window_get_settings (PtWindow *self)
{
  g_return_val_if_fail (PT_IS_WINDOW (self), NULL);

  return self->settings;
}

void
pt_window_toast (PtWindow *self, const char *message, const char *button, const char *action)
{
  AdwToast *toast;

  g_return_if_fail (PT_IS_WINDOW (self));

  toast = adw_toast_new (message);
  adw_toast_set_timeout (toast, 5);
  adw_toast_set_button_label (toast, button);
  if (action != NULL)
    adw_toast_set_detailed_action_name (toast, action);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
pt_window_say (PtWindow *self, const char *message)
{
}

PtWindow *
pt_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return PT_IS_WINDOW (root) ? PT_WINDOW (root) : NULL;
}
