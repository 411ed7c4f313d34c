/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "app/pt-notice-bar.h"
#include "app/pt-window-private.h"
#include "widgets/pt-squeeze.h"

/* A toast goes after so long, and takes new words as long as it is young. */
#define TOAST_SECONDS 5
#define TOAST_YOUNG_USEC (3 * G_USEC_PER_SEC)

G_DEFINE_FINAL_TYPE (PtWindow, pt_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_pages_cb (PtWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = NULL;

  /* The stack empties itself while the window goes. */
  if (self->stack == NULL)
    return;
  pages = adw_view_stack_get_pages (self->stack);
  /* One page needs no switcher; its place shows what the set is called. */
  adw_view_switcher_title_set_view_switcher_enabled (self->title, g_list_model_get_n_items (G_LIST_MODEL (pages)) > 1);
}

static void
update_switcher_bar_cb (PtWindow *self)
{
  adw_view_switcher_bar_set_reveal (self->switcher_bar,
                                    adw_view_switcher_title_get_view_switcher_enabled (self->title) && adw_view_switcher_title_get_title_visible (self->title));
}

/* As it was the last time, but never larger than what it is shown on. */
static void
restore_size (PtWindow *self)
{
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (self));
  GListModel *monitors = gdk_display_get_monitors (display);
  g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, 0);
  int width = g_settings_get_int (self->settings, "window-width");
  int height = g_settings_get_int (self->settings, "window-height");

  if (monitor != NULL)
    {
      GdkRectangle area;

      gdk_monitor_get_geometry (monitor, &area);
      width = MIN (width, area.width);
      height = MIN (height, area.height);
    }
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static gboolean
pt_window_close_request (GtkWindow *window)
{
  PtWindow *self = PT_WINDOW (window);
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", CLAMP (width, 360, 16384));
  g_settings_set_int (self->settings, "window-height", CLAMP (height, 300, 16384));
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  return GTK_WINDOW_CLASS (pt_window_parent_class)->close_request (window);
}

static void
pt_window_dispose (GObject *object)
{
  PtWindow *self = PT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->toast);
  pt_window_dispose_document (self);
  /* It holds a part of the page, whose buttons hold the actions of the window. */
  if (self->studio != NULL)
    g_action_map_remove_action (G_ACTION_MAP (self), "show-gallery");
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_WINDOW);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (pt_window_parent_class)->dispose (object);
}

static void
pt_window_class_init (PtWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = pt_window_close_request;

  g_type_ensure (PT_TYPE_JOBS_BUTTON);
  g_type_ensure (PT_TYPE_MASTER_METER);
  g_type_ensure (PT_TYPE_PALETTES_PAGE);
  g_type_ensure (PT_TYPE_SQUEEZE);
  g_type_ensure (PT_TYPE_STATUS_BAR);
  g_type_ensure (PT_TYPE_TRANSPORT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PtWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, title);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, transport);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, meter);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, jobs_button);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, undo_section);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, recent_section);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, recent_tail);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, palettes_page);
  gtk_widget_class_bind_template_child (widget_class, PtWindow, status_bar);
}

static void
pt_window_init (PtWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
init_pages (PtWindow *self)
{
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->stack);

  g_signal_connect_object (pages, "items-changed", G_CALLBACK (update_pages_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title, "notify::title-visible", G_CALLBACK (update_switcher_bar_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title, "notify::view-switcher-enabled", G_CALLBACK (update_switcher_bar_cb), self, G_CONNECT_SWAPPED);
  update_pages_cb (self);
}

static void
groove_notice_cb (PtWindow *self, const char *message)
{
  pt_window_toast (self, message, NULL, NULL);
}

static void
studio_failed_cb (PtWindow *self, const char *message)
{
  pt_window_toast (self, message, NULL, NULL);
}

PtWindow *
pt_window_new (GtkApplication *application, PtStudio *studio, GSettings *settings)
{
  PtWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (PT_IS_STUDIO (studio), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (PT_TYPE_WINDOW, "application", application, NULL);
  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  pt_window_init_actions (self);
  pt_transport_set_studio (self->transport, studio);
  pt_master_meter_set_studio (self->meter, studio);
  pt_jobs_button_set_jobs (self->jobs_button, pt_studio_get_jobs (studio));
  pt_status_bar_set_studio (self->status_bar, studio);
  pt_palettes_page_set_studio (self->palettes_page, studio, settings);
  pt_palettes_page_add_actions (self->palettes_page, G_ACTION_MAP (self));
  if (!g_action_map_lookup_action (G_ACTION_MAP (self), "show-gallery"))
    {
      g_autoptr (GAction) action = g_settings_create_action (settings, "show-gallery");

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
  init_pages (self);
  pt_window_init_document (self);
  pt_window_init_devices (self);
  pt_window_init_keys (self);
  pt_window_init_drop (self);
  g_signal_connect_object (pt_studio_get_groove (studio), "notice", G_CALLBACK (groove_notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "failed", G_CALLBACK (studio_failed_cb), self, G_CONNECT_SWAPPED);
  restore_size (self);

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

static void
toast_dismissed_cb (PtWindow *self, AdwToast *toast)
{
  if (self->toast == toast)
    g_clear_weak_pointer (&self->toast);
}

/* The newest at once: a queue of toasts would say for minutes what is long past. One that
 * came just now takes the new words; libadwaita 1.2 frees a toast twice when it is dismissed
 * while it still moves, in or out. */
void
pt_window_toast (PtWindow *self, const char *message, const char *button, const char *action)
{
  const gint64 now_usec = g_get_monotonic_time ();
  gboolean is_young;
  g_autofree char *title = NULL;

  g_return_if_fail (PT_IS_WINDOW (self));
  g_return_if_fail (message != NULL);

  is_young = self->toast != NULL && now_usec - self->toast_usec < TOAST_YOUNG_USEC;
  if (!is_young)
    {
      AdwToast *toast = adw_toast_new ("");

      if (self->toast != NULL)
        adw_toast_dismiss (self->toast);
      adw_toast_set_timeout (toast, TOAST_SECONDS);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
      g_set_weak_pointer (&self->toast, toast);
      self->toast_usec = now_usec;
    }
  /* A toast reads markup. */
  title = g_markup_escape_text (message, -1);
  adw_toast_set_title (self->toast, title);
  adw_toast_set_action_name (self->toast, NULL);
  adw_toast_set_action_target_value (self->toast, NULL);
  adw_toast_set_button_label (self->toast, button);
  if (action != NULL)
    adw_toast_set_detailed_action_name (self->toast, action);
  if (!is_young)
    adw_toast_overlay_add_toast (self->toasts, self->toast);
  /* Screen readers do not hear toasts. */
  pt_status_bar_say (self->status_bar, message);
}

void
pt_window_say (PtWindow *self, const char *message)
{
  g_return_if_fail (PT_IS_WINDOW (self));

  pt_status_bar_say (self->status_bar, message);
}

void
pt_window_hide_bar (PtWindow *self, const char *id)
{
  GtkWidget *child;

  g_return_if_fail (PT_IS_WINDOW (self));
  g_return_if_fail (id != NULL);

  child = gtk_widget_get_first_child (GTK_WIDGET (self->bars));
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (g_str_equal (pt_notice_bar_get_id (PT_NOTICE_BAR (child)), id))
        gtk_box_remove (self->bars, child);
      child = next;
    }
}

void
pt_window_show_bar (PtWindow *self,
                    const char *id,
                    const char *icon_name,
                    const char *message,
                    const char *button,
                    const char *action,
                    const char *second_button,
                    const char *second_action)
{
  GtkWidget *bar;

  g_return_if_fail (PT_IS_WINDOW (self));
  g_return_if_fail (id != NULL);
  g_return_if_fail (message != NULL);

  pt_window_hide_bar (self, id);
  bar = pt_notice_bar_new (id, icon_name, message);
  if (button != NULL)
    pt_notice_bar_add_button (PT_NOTICE_BAR (bar), button, action);
  if (second_button != NULL)
    pt_notice_bar_add_button (PT_NOTICE_BAR (bar), second_button, second_action);
  gtk_box_append (self->bars, bar);
  pt_window_say (self, message);
}

PtWindow *
pt_window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return PT_IS_WINDOW (root) ? PT_WINDOW (root) : NULL;
}
