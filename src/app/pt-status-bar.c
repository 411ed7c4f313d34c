/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-status-bar.h"

#include <glib/gi18n.h>

/* So many times are listed; the number counts all. */
#define MAX_TIMES 20

struct _PtStatusBar
{
  AdwBin parent_instance;

  PtStudio *studio;
  GSignalGroup *player_signals;
  guint draft_source;
  guint n_underruns; /* of this player, as shown */
  guint n_listed;
  int load_percent;

  GtkLabel *status;
  GtkImage *draft_icon;
  GtkLabel *draft;
  GtkButton *device_button;
  GtkLabel *device;
  GtkLevelBar *load_bar;
  GtkInscription *load;
  GtkMenuButton *underruns_button;
  GtkImage *underruns_icon;
  GtkLabel *underruns;
  GtkLabel *underruns_list;
};

G_DEFINE_FINAL_TYPE (PtStatusBar, pt_status_bar, ADW_TYPE_BIN)

static void
show_draft (PtStatusBar *self)
{
  PtSetDocument *document = pt_studio_get_document (self->studio);
  PtDraftState state = pt_set_document_get_draft_state (document);
  gint64 age_usec = g_get_real_time () - pt_set_document_get_draft_usec (document);
  g_autofree char *text = pt_status_bar_describe_draft (state, pt_set_document_get_modified (document), age_usec / G_USEC_PER_SEC);

  if (g_strcmp0 (text, gtk_label_get_text (self->draft)) != 0)
    gtk_label_set_text (self->draft, text);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_icon), state == PT_DRAFT_FAILED);
}

static gboolean
draft_source_cb (gpointer user_data)
{
  show_draft (user_data);

  return G_SOURCE_CONTINUE;
}

static void
draft_state_cb (PtStatusBar *self)
{
  gboolean ages = pt_set_document_get_draft_state (pt_studio_get_document (self->studio)) == PT_DRAFT_WRITTEN;

  g_assert (PT_IS_STATUS_BAR (self));

  show_draft (self);
  if (ages && self->draft_source == 0)
    self->draft_source = g_timeout_add_seconds (1, draft_source_cb, self);
  else if (!ages)
    g_clear_handle_id (&self->draft_source, g_source_remove);
}

static void
show_device (PtStatusBar *self)
{
  PtPlayer *player = pt_studio_get_player (self->studio);
  PtDevice *device = pt_player_get_device (player);
  const char *name = pt_device_get_name (device);
  gboolean silent = g_strcmp0 (name, "silent") == 0;
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  /* Translators: kHz, frames of a block, name of the audio device */
  text = g_strdup_printf (_ ("%g kHz · %u · %s"), pt_player_get_sample_rate (player) / 1000.0, pt_device_get_block_frames (device),
                          silent ? _ ("Silent") : name);
  gtk_label_set_text (self->device, text);
  /* Translators: kHz, frames of a block, name of the audio device */
  label = g_strdup_printf (_ ("Audio device: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->device_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_load (PtStatusBar *self, double load)
{
  int percent = (int) (100.0 * CLAMP (load, 0.0, 1.0) + 0.5);
  g_autofree char *text = NULL;

  if (percent == self->load_percent)
    return;
  self->load_percent = percent;
  text = g_strdup_printf (_ ("%d %%"), percent);
  gtk_level_bar_set_value (self->load_bar, percent);
  gtk_inscription_set_text (self->load, text);
}

static void
list_underrun (PtStatusBar *self, guint n_new)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M:%S");
  g_autofree char *line = n_new == 1 ? g_strdup (time) : g_strdup_printf ("%s  × %u", time, n_new);
  g_autofree char *text = NULL;

  if (self->n_listed == MAX_TIMES)
    {
      const char *rest = strchr (gtk_label_get_text (self->underruns_list), '\n');

      text = g_strdup_printf ("%s\n%s", rest != NULL ? rest + 1 : "", line);
    }
  else
    {
      text = self->n_listed == 0 ? g_strdup (line) : g_strdup_printf ("%s\n%s", gtk_label_get_text (self->underruns_list), line);
      self->n_listed++;
    }
  gtk_label_set_text (self->underruns_list, text);
}

static void
show_underruns (PtStatusBar *self, guint n_underruns)
{
  g_autofree char *number = g_strdup_printf ("%u", n_underruns);
  g_autofree char *label = NULL;

  label = g_strdup_printf (ngettext ("%u dropout: the sound was late", "%u dropouts: the sound was late", n_underruns), n_underruns);
  if (n_underruns == 0)
    {
      g_free (label);
      label = g_strdup (_ ("No dropouts"));
    }
  gtk_label_set_text (self->underruns, number);
  gtk_image_set_from_icon_name (self->underruns_icon, n_underruns > 0 ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->underruns_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->underruns_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
player_updated_cb (PtStatusBar *self, PtPlayer *player)
{
  guint n_underruns = pt_player_get_underruns (player);

  g_assert (PT_IS_STATUS_BAR (self));

  show_load (self, pt_player_get_load (player));
  if (n_underruns == self->n_underruns)
    return;
  if (n_underruns > self->n_underruns)
    list_underrun (self, n_underruns - self->n_underruns);
  self->n_underruns = n_underruns;
  show_underruns (self, n_underruns);
}

static void
studio_notify_player_cb (PtStatusBar *self)
{
  PtPlayer *player = pt_studio_get_player (self->studio);

  g_signal_group_set_target (self->player_signals, player);
  self->n_underruns = pt_player_get_underruns (player);
  show_underruns (self, self->n_underruns);
  show_device (self);
}

static void
pt_status_bar_dispose (GObject *object)
{
  PtStatusBar *self = PT_STATUS_BAR (object);

  g_clear_handle_id (&self->draft_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_STATUS_BAR);
  g_clear_object (&self->player_signals);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_status_bar_parent_class)->dispose (object);
}

static void
pt_status_bar_class_init (PtStatusBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_status_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "statusline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-status-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, status);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, draft_icon);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, draft);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, device_button);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, device);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, load_bar);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, load);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, underruns_button);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, underruns_icon);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, underruns);
  gtk_widget_class_bind_template_child (widget_class, PtStatusBar, underruns_list);
}

static void
pt_status_bar_init (PtStatusBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* A number is not turned round. */
  gtk_widget_set_direction (GTK_WIDGET (self->load), GTK_TEXT_DIR_LTR);
  self->load_percent = -1;
  show_load (self, 0.0);
  self->player_signals = g_signal_group_new (PT_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_signals, "updated", G_CALLBACK (player_updated_cb), self);
  g_signal_group_connect_swapped (self->player_signals, "notify::device-name", G_CALLBACK (show_device), self);
}

void
pt_status_bar_set_studio (PtStatusBar *self, PtStudio *studio)
{
  PtSetDocument *document;

  g_return_if_fail (PT_IS_STATUS_BAR (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  document = pt_studio_get_document (studio);
  g_signal_connect_object (document, "notify::draft-state", G_CALLBACK (draft_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::modified", G_CALLBACK (draft_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "notify::player", G_CALLBACK (studio_notify_player_cb), self, G_CONNECT_SWAPPED);
  draft_state_cb (self);
  studio_notify_player_cb (self);
}

void
pt_status_bar_say (PtStatusBar *self, const char *message)
{
  g_return_if_fail (PT_IS_STATUS_BAR (self));

  gtk_label_set_text (self->status, message != NULL ? message : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), message);
  /* The words, once there are some; a label without any would go by the name of its type. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->status), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  message != NULL && *message != '\0' ? message : _ ("Status"), -1);
}

const char *
pt_status_bar_get_message (PtStatusBar *self)
{
  g_return_val_if_fail (PT_IS_STATUS_BAR (self), NULL);

  return gtk_label_get_text (self->status);
}

char *
pt_status_bar_describe_draft (PtDraftState state, gboolean modified, gint64 age_s)
{
  switch (state)
    {
    case PT_DRAFT_PENDING:
      return g_strdup (_ ("Not saved yet"));
    case PT_DRAFT_FAILED:
      return g_strdup (_ ("Draft could not be kept"));
    case PT_DRAFT_WRITTEN:
      if (age_s < 2)
        return g_strdup (_ ("Draft kept"));
      if (age_s < 60)
        return g_strdup_printf (_ ("Draft kept %d s ago"), (int) age_s);
      return g_strdup_printf (_ ("Draft kept %d min ago"), (int) (age_s / 60));
    case PT_DRAFT_NONE:
    default:
      return g_strdup (modified ? _ ("Not saved yet") : _ ("Saved"));
    }
}
