/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-transport.h"

#include <math.h>

#include "core/pt-set-edit.h"
#include "core/pt-tap.h"
#include "widgets/pt-squeeze.h"

struct _PtTransport
{
  AdwBin parent_instance;

  PtStudio *studio;
  GSignalGroup *set_signals;
  GSignalGroup *player_signals;
  PtTap tap;
  gint64 shown_sixteenth;

  GtkToggleButton *play_button;
  GtkInscription *position;
  GtkSpinButton *tempo;
};

G_DEFINE_FINAL_TYPE (PtTransport, pt_transport, ADW_TYPE_BIN)

static gint64
count_sixteenths (double beats)
{
  /* The engine counts beats as fractions; a double of one lies a hair below it at times. */
  return (gint64) floor (MAX (beats, 0.0) * 4.0 + 1e-6);
}

static void
show_position (PtTransport *self, double beats)
{
  gint64 sixteenth = count_sixteenths (beats);
  g_autofree char *text = NULL;

  if (sixteenth == self->shown_sixteenth)
    return;
  self->shown_sixteenth = sixteenth;
  text = pt_transport_format_position (beats);
  gtk_inscription_set_text (self->position, text);
}

static void
player_updated_cb (PtTransport *self, PtPlayer *player)
{
  g_assert (PT_IS_TRANSPORT (self));

  show_position (self, pt_player_get_position_beats (player));
}

static void
play_toggled_cb (PtTransport *self)
{
  gboolean playing = gtk_toggle_button_get_active (self->play_button);

  g_assert (PT_IS_TRANSPORT (self));

  gtk_button_set_icon_name (GTK_BUTTON (self->play_button), playing ? "pt-playing-symbolic" : "media-playback-start-symbolic");
}

static void
tempo_changed_cb (PtTransport *self)
{
  g_assert (PT_IS_TRANSPORT (self));

  if (self->studio != NULL)
    pt_set_edit_double (pt_studio_get_set (self->studio), pt_studio_get_set (self->studio), "tempo", gtk_spin_button_get_value (self->tempo));
}

static void
tempo_activate_cb (PtTransport *self)
{
  g_assert (PT_IS_TRANSPORT (self));

  /* Typed and done: Space plays again. */
  gtk_widget_grab_focus (GTK_WIDGET (self->play_button));
}

/* The set has more digits than the entry shows; showing it must not round it. */
static void
show_tempo (PtTransport *self)
{
  double bpm = pt_tempo_to_bpm (pt_set_get_tempo (pt_studio_get_set (self->studio)));

  g_signal_handlers_block_by_func (self->tempo, tempo_changed_cb, self);
  gtk_spin_button_set_value (self->tempo, bpm);
  g_signal_handlers_unblock_by_func (self->tempo, tempo_changed_cb, self);
}

static void
set_bind_cb (PtTransport *self)
{
  show_tempo (self);
}

static void
document_notify_set_cb (PtTransport *self)
{
  g_signal_group_set_target (self->set_signals, pt_studio_get_set (self->studio));
}

static void
studio_notify_player_cb (PtTransport *self)
{
  g_signal_group_set_target (self->player_signals, pt_studio_get_player (self->studio));
}

static void
pt_transport_dispose (GObject *object)
{
  PtTransport *self = PT_TRANSPORT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_TRANSPORT);
  g_clear_object (&self->set_signals);
  g_clear_object (&self->player_signals);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_transport_parent_class)->dispose (object);
}

static void
pt_transport_class_init (PtTransportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_transport_dispose;

  gtk_widget_class_set_css_name (widget_class, "transport");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (PT_TYPE_SQUEEZE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-transport.ui");
  gtk_widget_class_bind_template_child (widget_class, PtTransport, play_button);
  gtk_widget_class_bind_template_child (widget_class, PtTransport, position);
  gtk_widget_class_bind_template_child (widget_class, PtTransport, tempo);
  gtk_widget_class_bind_template_callback (widget_class, play_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, tempo_changed_cb);
}

static void
pt_transport_init (PtTransport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* The spin button itself says nothing of Enter before GTK 4.14. */
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->tempo)), "activate", G_CALLBACK (tempo_activate_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_widget_set_direction (GTK_WIDGET (self->position), GTK_TEXT_DIR_LTR);
  self->shown_sixteenth = -1;
  show_position (self, 0.0);

  self->set_signals = g_signal_group_new (PT_TYPE_SET);
  g_signal_group_connect_swapped (self->set_signals, "notify::tempo", G_CALLBACK (show_tempo), self);
  g_signal_connect_object (self->set_signals, "bind", G_CALLBACK (set_bind_cb), self, G_CONNECT_SWAPPED);
  self->player_signals = g_signal_group_new (PT_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_signals, "updated", G_CALLBACK (player_updated_cb), self);
}

void
pt_transport_set_studio (PtTransport *self, PtStudio *studio)
{
  g_return_if_fail (PT_IS_TRANSPORT (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  g_signal_connect_object (pt_studio_get_document (studio), "notify::set", G_CALLBACK (document_notify_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "notify::player", G_CALLBACK (studio_notify_player_cb), self, G_CONNECT_SWAPPED);
  document_notify_set_cb (self);
  studio_notify_player_cb (self);
}

void
pt_transport_tap (PtTransport *self)
{
  double bpm;

  g_return_if_fail (PT_IS_TRANSPORT (self));

  bpm = pt_tap_add (&self->tap, g_get_monotonic_time ());
  if (bpm > 0.0)
    pt_set_edit_double (pt_studio_get_set (self->studio), pt_studio_get_set (self->studio), "tempo", bpm);
}

void
pt_transport_change_tempo (PtTransport *self, double bpm)
{
  PtSet *set;
  double wanted;

  g_return_if_fail (PT_IS_TRANSPORT (self));

  set = pt_studio_get_set (self->studio);
  wanted = pt_tempo_to_bpm (pt_set_get_tempo (set)) + bpm;
  pt_set_edit_double (set, set, "tempo", CLAMP (wanted, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM));
}

char *
pt_transport_format_position (double beats)
{
  gint64 sixteenth = count_sixteenths (beats);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%d.%d", sixteenth / 16 + 1, (int) (sixteenth / 4 % 4) + 1, (int) (sixteenth % 4) + 1);
}
