/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-groove-bar.h"

#include "widgets/pt-wrap-box.h"

#include <glib/gi18n.h>
#include <math.h>

/* What takes less is no reason to show that it takes time. */
#define PATIENCE_MSEC 200

struct _PtGrooveBar
{
  AdwBin parent_instance;

  PtStudio *studio;
  GSettings *settings;
  GSimpleActionGroup *own; /* the actions, whatever map they are in too */
  GSignalGroup *set_signals;
  GSignalGroup *player_signals;
  gint64 n_bars; /* of the part; 0: not known */
  gint64 shown_bar;
  guint spinner_source;

  GtkWidget *play_button;
  AdwButtonContent *play_content;
  GtkMenuButton *changeover_button;
  GtkLabel *progress;
  GtkWidget *spinner;
  GtkToggleButton *a_button;
  GtkToggleButton *b_button;
  GtkWidget *end_button;
  GtkButton *match_button;
};

G_DEFINE_FINAL_TYPE (PtGrooveBar, pt_groove_bar, ADW_TYPE_BIN)

static GSimpleAction *
get_action (PtGrooveBar *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->own), name));
}

/* --- what is shown --- */

static void
show_progress (PtGrooveBar *self)
{
  PtPlayer *player = pt_studio_get_player (self->studio);
  const gboolean playing = pt_groove_get_playing (pt_studio_get_groove (self->studio));
  gint64 bar;
  g_autofree char *text = NULL;

  if (!playing || self->n_bars == 0)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
      self->shown_bar = 0;
      return;
    }
  bar = (gint64) floor (pt_player_get_position_beats (player) / 4.0) % self->n_bars + 1;
  if (bar == self->shown_bar)
    return;
  self->shown_bar = bar;
  /* Translators: where the loop is, and how long */
  text = g_strdup_printf (_ ("bar %d of %d"), (int) bar, (int) self->n_bars);
  gtk_label_set_text (self->progress, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
}

static void
show_part (PtGrooveBar *self)
{
  PtGroove *groove = pt_studio_get_groove (self->studio);
  PtSet *set = pt_studio_get_set (self->studio);
  const PtGroovePart part = pt_groove_get_part (groove);
  g_autoptr (PtArrangement) arrangement = pt_groove_new_arrangement (part, pt_set_get_palette (set), pt_set_get_tempo (set), NULL);

  self->n_bars = arrangement != NULL ? pt_arrangement_get_bars (arrangement) : 0;
  self->shown_bar = 0;
  g_simple_action_set_state (get_action (self, "groove-part"), g_variant_new_string (pt_groove_part_to_string (part)));
  show_progress (self);
}

static void
show_playing (PtGrooveBar *self)
{
  const gboolean playing = pt_groove_get_playing (pt_studio_get_groove (self->studio));

  adw_button_content_set_icon_name (self->play_content, playing ? "media-playback-stop-symbolic" : "media-playback-start-symbolic");
  adw_button_content_set_label (self->play_content, playing ? _ ("Stop") : _ ("Play"));
  gtk_widget_set_tooltip_text (self->play_button, playing ? _ ("Stop the groove (Space)") : _ ("Play the groove (Space)"));
  /* The header has a button for it, too. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _ ("Stop the groove") : _ ("Play the groove"), -1);
  show_progress (self);
}

static gboolean
show_spinner_cb (gpointer data)
{
  PtGrooveBar *self = data;

  self->spinner_source = 0;
  gtk_widget_set_visible (self->spinner, TRUE);

  return G_SOURCE_REMOVE;
}

static void
show_loading (PtGrooveBar *self)
{
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (pt_groove_get_loading (pt_studio_get_groove (self->studio)))
    self->spinner_source = g_timeout_add (PATIENCE_MSEC, show_spinner_cb, self);
  else
    gtk_widget_set_visible (self->spinner, FALSE);
}

static void
show_match (PtGrooveBar *self)
{
  PtGroove *groove = pt_studio_get_groove (self->studio);
  const gboolean compared = pt_studio_get_other_palette (self->studio) != NULL;
  const double gain_db = pt_groove_get_match_gain_db (groove);
  const char *which = pt_studio_get_on_b (self->studio) ? C_ ("comparison", "B") : C_ ("comparison", "A");
  g_autofree char *text = NULL;

  if (compared && pt_groove_get_matching (groove))
    /* Translators: A or B, a sign, a number of decibels */
    text = g_strdup_printf (_ ("%s %s%.1f dB"), which, gain_db <= -0.05 ? "−" : "", fabs (gain_db));
  gtk_button_set_label (self->match_button, text != NULL ? text : _ ("Match Levels"));
  /* Without its words the number must still say what it is of. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->match_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : _ ("Match Levels"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Match Levels"), -1);
  g_simple_action_set_state (get_action (self, "match-levels"), g_variant_new_boolean (pt_groove_get_matching (groove)));
}

static void
show_ab (PtGrooveBar *self)
{
  const gboolean compared = pt_studio_get_other_palette (self->studio) != NULL;
  const gboolean on_b = pt_studio_get_on_b (self->studio);

  gtk_toggle_button_set_active (self->a_button, !on_b);
  gtk_toggle_button_set_active (self->b_button, on_b);
  gtk_widget_set_visible (self->end_button, compared);
  g_simple_action_set_enabled (get_action (self, "end-ab"), compared);
  g_simple_action_set_state (get_action (self, "switch-ab"), g_variant_new_boolean (on_b));
  show_match (self);
}

static void
show_changeover (PtGrooveBar *self)
{
  const guint quantum_beats = pt_groove_bar_get_quantum_beats (self);
  const char *label = quantum_beats == PT_PLAYER_BEAT  ? _ ("On the Beat")
                      : quantum_beats == PT_PLAYER_BAR ? _ ("On the Bar")
                                                       : _ ("On the Phrase");

  gtk_menu_button_set_label (self->changeover_button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->changeover_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
palette_changed_cb (PtGrooveBar *self)
{
  show_ab (self);
}

static void
document_set_cb (PtGrooveBar *self)
{
  g_signal_group_set_target (self->set_signals, pt_studio_get_set (self->studio));
  show_part (self);
  show_ab (self);
}

static void
player_changed_cb (PtGrooveBar *self)
{
  g_signal_group_set_target (self->player_signals, pt_studio_get_player (self->studio));
}

/* --- actions --- */

static void
part_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtGrooveBar *self = data;
  PtGroovePart part;

  if (pt_groove_part_parse (g_variant_get_string (parameter, NULL), &part, NULL))
    pt_groove_set_part (pt_studio_get_groove (self->studio), part);
  /* A toggle that was clicked a second time stays on. */
  show_part (self);
}

static void
changeover_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtGrooveBar *self = data;
  const char *wish = g_variant_get_string (parameter, NULL);

  if (!g_strv_contains ((const char *const[]){ "beat", "bar", "phrase", NULL }, wish))
    return;
  g_settings_set_string (self->settings, "changeover", wish);
  g_simple_action_set_state (action, parameter);
  show_changeover (self);
}

static void
switch_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtGrooveBar *self = data;

  pt_studio_switch_ab (self->studio);
  show_ab (self);
}

static void
end_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtGrooveBar *self = data;

  pt_studio_end_ab (self->studio);
  show_ab (self);
}

static void
match_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtGrooveBar *self = data;
  PtGroove *groove = pt_studio_get_groove (self->studio);

  pt_groove_set_matching (groove, !pt_groove_get_matching (groove));
  show_match (self);
}

static void
ab_clicked_cb (PtGrooveBar *self, GtkToggleButton *button)
{
  if ((button == self->b_button) != pt_studio_get_on_b (self->studio))
    g_action_activate (G_ACTION (get_action (self, "switch-ab")), NULL);
  show_ab (self);
}

/* --- the widget --- */

static void
pt_groove_bar_dispose (GObject *object)
{
  PtGrooveBar *self = PT_GROOVE_BAR (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_object (&self->set_signals);
  g_clear_object (&self->player_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_GROOVE_BAR);
  g_clear_object (&self->own);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (pt_groove_bar_parent_class)->dispose (object);
}

static void
pt_groove_bar_class_init (PtGrooveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_groove_bar_dispose;

  g_type_ensure (PT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-groove-bar.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, play_button);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, play_content);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, changeover_button);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, progress);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, a_button);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, b_button);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, end_button);
  gtk_widget_class_bind_template_child (widget_class, PtGrooveBar, match_button);
  gtk_widget_class_bind_template_callback (widget_class, ab_clicked_cb);
}

static void
pt_groove_bar_init (PtGrooveBar *self)
{
  const GActionEntry entries[] = {
    { "groove-part", part_activated, "s", "'full'", NULL },
    { "changeover", changeover_activated, "s", "'bar'", NULL },
    { "switch-ab", switch_activated, NULL, "false", NULL },
    { "end-ab", end_activated, NULL, NULL, NULL },
    { "match-levels", match_activated, NULL, "true", NULL },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->own = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->own), entries, G_N_ELEMENTS (entries), self);

  self->set_signals = g_signal_group_new (PT_TYPE_SET);
  g_signal_group_connect_swapped (self->set_signals, "notify::palette", G_CALLBACK (palette_changed_cb), self);
  self->player_signals = g_signal_group_new (PT_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_signals, "updated", G_CALLBACK (show_progress), self);
}

void
pt_groove_bar_set_studio (PtGrooveBar *self, PtStudio *studio, GSettings *settings)
{
  PtGroove *groove;
  g_autofree char *changeover = NULL;

  g_return_if_fail (PT_IS_GROOVE_BAR (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  self->settings = g_object_ref (settings);
  groove = pt_studio_get_groove (studio);
  changeover = g_settings_get_string (settings, "changeover");
  g_simple_action_set_state (get_action (self, "changeover"), g_variant_new_string (changeover));
  g_signal_connect_object (groove, "notify::playing", G_CALLBACK (show_playing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (groove, "notify::part", G_CALLBACK (show_part), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (groove, "notify::loading", G_CALLBACK (show_loading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (groove, "notify::matching", G_CALLBACK (show_match), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (groove, "notify::match-gain-db", G_CALLBACK (show_match), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "notify::player", G_CALLBACK (player_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_document (studio), "notify::set", G_CALLBACK (document_set_cb), self, G_CONNECT_SWAPPED);
  player_changed_cb (self);
  document_set_cb (self);
  show_changeover (self);
  show_playing (self);
}

void
pt_groove_bar_add_actions (PtGrooveBar *self, GActionMap *map)
{
  static const char *const names[] = { "groove-part", "changeover", "switch-ab", "end-ab", "match-levels" };

  g_return_if_fail (PT_IS_GROOVE_BAR (self));
  g_return_if_fail (G_IS_ACTION_MAP (map));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_action_map_add_action (map, G_ACTION (get_action (self, names[i])));
}

guint
pt_groove_bar_get_quantum_beats (PtGrooveBar *self)
{
  g_autoptr (GVariant) state = NULL;
  const char *name;

  g_return_val_if_fail (PT_IS_GROOVE_BAR (self), PT_PLAYER_BAR);

  state = g_action_get_state (G_ACTION (get_action (self, "changeover")));
  name = g_variant_get_string (state, NULL);

  return g_str_equal (name, "beat")     ? PT_PLAYER_BEAT
         : g_str_equal (name, "phrase") ? PT_PLAYER_PHRASE
                                        : PT_PLAYER_BAR;
}

char *
pt_groove_bar_format_changeover (PtGrooveBar *self)
{
  guint quantum_beats;
  gint64 beat;

  g_return_val_if_fail (PT_IS_GROOVE_BAR (self), NULL);

  quantum_beats = pt_groove_bar_get_quantum_beats (self);
  beat = (gint64) (ceil (pt_player_get_position_beats (pt_studio_get_player (self->studio)) / quantum_beats)) * quantum_beats;
  if (beat % 4 == 0)
    return g_strdup_printf (_ ("bar %d"), (int) (beat / 4) + 1);

  return g_strdup_printf (_ ("bar %d.%d"), (int) (beat / 4) + 1, (int) (beat % 4) + 1);
}
