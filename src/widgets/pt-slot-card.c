/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "widgets/pt-slot-card-private.h"

#include "core/pt-util.h"
#include "widgets/pt-level-meter.h"
#include "widgets/pt-remark-button.h"
#include "widgets/pt-role-mark.h"
#include "widgets/pt-waveform-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_WIDTH 156

enum
{
  SIGNAL_COMMAND,
  SIGNAL_GAIN,
  SIGNAL_PAN,
  SIGNAL_SLIDING,
  SIGNAL_CURE,
  N_SIGNALS
};

G_DEFINE_ENUM_TYPE (PtSlotCommand, pt_slot_command, G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_FIND, "find"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_SWAP, "swap"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_REROLL, "reroll"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_LOCK, "lock"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_SOLO, "solo"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_MUTE, "mute"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_AUDITION, "audition"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_CLEAR, "clear"), G_DEFINE_ENUM_VALUE (PT_SLOT_COMMAND_RELINK, "relink"))

G_DEFINE_FINAL_TYPE (PtSlotCard, pt_slot_card, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

/* "−3.0 dB" with a real minus. (transfer full) */
static char *
format_gain (double gain)
{
  const double gain_db = pt_gain_to_db (gain);

  if (fabs (gain_db) < 0.05)
    return g_strdup (_ ("0.0 dB"));

  /* Translators: a sign, a number of decibels */
  return g_strdup_printf (_ ("%s%.1f dB"), gain_db < 0 ? "−" : "+", fabs (gain_db));
}

static char *
format_pan (double pan)
{
  const int percent = (int) lround (100.0 * fabs (pan));

  if (percent == 0)
    return g_strdup (_ ("centre"));

  return pan < 0 ? g_strdup_printf (_ ("%d %% left"), percent) : g_strdup_printf (_ ("%d %% right"), percent);
}

static const char *
get_state_text (PtSlotCard *self)
{
  switch (self->state)
    {
    case PT_SLOT_EMPTY:
      return _ ("empty");
    case PT_SLOT_MISSING:
      return _ ("file missing");
    case PT_SLOT_FILLED:
    default:
      return NULL;
    }
}

/* One sentence for those who do not see the card. */
static void
update_accessible (PtSlotCard *self)
{
  GString *text = g_string_new (pt_role_mark_get_title (self->role));
  const guint n_remarks = pt_slot_card_get_n_remarks (self);
  const char *state = get_state_text (self);

  if (self->state != PT_SLOT_EMPTY)
    {
      g_autofree char *gain = format_gain (self->gain);
      g_autofree char *pan = format_pan (self->pan);

      g_string_append_printf (text, ", %s, %s, %s", self->sound_name, gain, pan);
    }
  if (state != NULL)
    g_string_append_printf (text, ", %s", state);
  if (self->locked)
    g_string_append_printf (text, ", %s", _ ("locked"));
  if (self->solo)
    g_string_append_printf (text, ", %s", _ ("solo"));
  if (self->mute)
    g_string_append_printf (text, ", %s", _ ("muted"));
  if (n_remarks > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%u remark", "%u remarks", n_remarks), n_remarks);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
  g_string_free (text, TRUE);
}

/* A name without the words that only say the role again: “Bass Loop Rolling Engine” on the
 * card of the bass is “Rolling Engine”, which is what tells it from the others. */
static const char *
skip_role (PtRole role, const char *name)
{
  static const char *const words[PT_ROLE_NONE] = {
    [PT_ROLE_KICK] = "kick",
    [PT_ROLE_HIHAT] = "hat hats hihat hi-hat",
    [PT_ROLE_BASSLINE] = "bass bassline loop",
    [PT_ROLE_PERC] = "perc percussion",
    [PT_ROLE_TEXTURE] = "texture loop",
    [PT_ROLE_CLAP] = "clap",
    [PT_ROLE_SYNTH] = "synth loop",
    [PT_ROLE_FX] = "fx effect",
    [PT_ROLE_DRUM_LOOP] = "drum drums loop",
    [PT_ROLE_HAT_LOOP] = "hat hats loop",
  };
  g_auto (GStrv) known = g_strsplit (words[role], " ", -1);
  const char *rest = name;

  for (;;)
    {
      const char *space = strchr (rest, ' ');
      g_autofree char *word = space != NULL ? g_strndup (rest, (gsize) (space - rest)) : NULL;
      g_autofree char *folded = word != NULL ? g_ascii_strdown (word, -1) : NULL;

      /* What is left must still be a name. */
      if (folded == NULL || !g_strv_contains ((const char *const *) known, folded) || strlen (space + 1) < 4)
        return rest;
      rest = space + 1;
    }
}

/* Where a remark lies over it, that one says what is wrong. */
static void
update_hint (PtSlotCard *self)
{
  const gboolean shown = self->state == PT_SLOT_EMPTY || (self->state == PT_SLOT_MISSING && pt_slot_card_get_n_remarks (self) == 0);

  gtk_widget_set_opacity (self->hint, shown ? 1.0 : 0.0);
}

static void
update_sound (PtSlotCard *self)
{
  const gboolean filled = self->state != PT_SLOT_EMPTY;
  const gboolean pictured = self->state == PT_SLOT_FILLED;
  const char *text = filled ? self->sound_name : _ ("Find a Sound…");
  g_autofree char *tooltip = NULL;

  tooltip = self->detail != NULL ? g_strdup_printf ("%s\n%s", text, self->detail) : g_strdup (text);
  gtk_label_set_text (GTK_LABEL (self->hint), self->state == PT_SLOT_MISSING ? _ ("File missing: press Enter to relink")
                                                                             : _ ("Drop a sound or press Enter"));
  gtk_label_set_text (GTK_LABEL (self->name_label), filled ? skip_role (self->role, text) : text);
  gtk_widget_set_tooltip_text (self->name_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (self->name_icon, self->state == PT_SLOT_MISSING);
  /* Not hidden: every card keeps its size whatever is in it. */
  update_hint (self);
  gtk_widget_set_opacity (self->waveform, pictured ? 1.0 : 0.0);
  gtk_widget_set_opacity (self->meter, pictured ? 1.0 : 0.0);
  gtk_widget_set_sensitive (self->gain_scale, filled);
  gtk_widget_set_sensitive (self->gain_label, filled);
  gtk_widget_set_sensitive (self->pan_scale, filled);
  if (self->state == PT_SLOT_EMPTY)
    gtk_widget_add_css_class (GTK_WIDGET (self), "empty");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "empty");
  if (self->state == PT_SLOT_MISSING)
    gtk_widget_add_css_class (GTK_WIDGET (self), "missing");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "missing");
  update_accessible (self);
}

static void
update_gain (PtSlotCard *self)
{
  g_autofree char *text = format_gain (self->gain);

  self->updating = TRUE;
  gtk_range_set_value (GTK_RANGE (self->gain_scale), CLAMP (pt_gain_to_db (self->gain), PT_SLOT_CARD_MIN_DB, PT_SLOT_CARD_MAX_DB));
  gtk_range_set_value (GTK_RANGE (self->pan_scale), self->pan);
  self->updating = FALSE;
  gtk_label_set_text (GTK_LABEL (self->gain_label), text);
  update_accessible (self);
}

/* A click turned them; what holds is what we were told. */
static void
update_toggles (PtSlotCard *self)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->lock_button), self->locked);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->solo_button), self->solo);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mute_button), self->mute);
  gtk_button_set_icon_name (GTK_BUTTON (self->lock_button), self->locked ? "changes-prevent-symbolic" : "changes-allow-symbolic");
  gtk_widget_set_sensitive (self->reroll_button, !self->locked);
}

void
_pt_slot_card_command (PtSlotCard *self, PtSlotCommand command)
{
  g_assert (PT_IS_SLOT_CARD (self));

  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_COMMAND], 0, command);
  if (self->box != NULL)
    update_toggles (self);
  g_object_unref (self);
}

void
_pt_slot_card_slide_gain (PtSlotCard *self, double gain_db)
{
  g_assert (PT_IS_SLOT_CARD (self));

  if (self->state != PT_SLOT_EMPTY)
    g_signal_emit (self, signals[SIGNAL_GAIN], 0, pt_gain_from_db (CLAMP (gain_db, PT_SLOT_CARD_MIN_DB, PT_SLOT_CARD_MAX_DB)));
  update_gain (self);
}

void
_pt_slot_card_slide_pan (PtSlotCard *self, double pan)
{
  g_assert (PT_IS_SLOT_CARD (self));

  if (self->state != PT_SLOT_EMPTY)
    g_signal_emit (self, signals[SIGNAL_PAN], 0, CLAMP (pan, -1.0, 1.0));
  update_gain (self);
}

void
_pt_slot_card_set_sliding (PtSlotCard *self, gboolean sliding)
{
  g_assert (PT_IS_SLOT_CARD (self));

  if (self->sliding == sliding)
    return;
  self->sliding = sliding;
  g_signal_emit (self, signals[SIGNAL_SLIDING], 0, sliding);
}

void
_pt_slot_card_cure (PtSlotCard *self, guint id)
{
  g_assert (PT_IS_SLOT_CARD (self));

  g_signal_emit (self, signals[SIGNAL_CURE], 0, id);
}

/* --- keys, while the card itself has the focus --- */

static gboolean
key_command_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (!gtk_widget_is_focus (widget))
    return FALSE;
  _pt_slot_card_command (PT_SLOT_CARD (widget), (PtSlotCommand) g_variant_get_int32 (args));

  return TRUE;
}

static gboolean
key_enter_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PtSlotCard *self = PT_SLOT_CARD (widget);

  if (!gtk_widget_is_focus (widget))
    return FALSE;
  /* At once; activating a button shows it pressed for a while first. */
  g_signal_emit_by_name (self->name_button, "clicked");

  return TRUE;
}

static gboolean
key_gain_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PtSlotCard *self = PT_SLOT_CARD (widget);
  const double step_db = g_variant_get_double (args);

  if (!gtk_widget_is_focus (widget))
    return FALSE;
  _pt_slot_card_slide_gain (self, step_db == 0.0 ? 0.0 : pt_gain_to_db (self->gain) + step_db);

  return TRUE;
}

static gboolean
key_pan_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PtSlotCard *self = PT_SLOT_CARD (widget);

  if (!gtk_widget_is_focus (widget))
    return FALSE;
  _pt_slot_card_slide_pan (self, self->pan + g_variant_get_double (args));

  return TRUE;
}

static gboolean
key_menu_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (!gtk_widget_is_focus (widget))
    return FALSE;
  pt_slot_card_popup_menu (PT_SLOT_CARD (widget));

  return TRUE;
}

static gboolean
key_remarks_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  PtSlotCard *self = PT_SLOT_CARD (widget);

  if (!gtk_widget_is_focus (widget) || pt_slot_card_get_n_remarks (self) == 0)
    return FALSE;
  pt_remark_button_popup (PT_REMARK_BUTTON (self->remarks));

  return TRUE;
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    PtSlotCommand command;
  } commands[] = {
    { GDK_KEY_l, PT_SLOT_COMMAND_LOCK },
    { GDK_KEY_r, PT_SLOT_COMMAND_REROLL },
    { GDK_KEY_s, PT_SLOT_COMMAND_SOLO },
    { GDK_KEY_m, PT_SLOT_COMMAND_MUTE },
    { GDK_KEY_a, PT_SLOT_COMMAND_AUDITION },
    { GDK_KEY_Delete, PT_SLOT_COMMAND_CLEAR },
    { GDK_KEY_KP_Delete, PT_SLOT_COMMAND_CLEAR },
  };
  static const struct
  {
    guint key;
    double step_db;
  } gains[] = {
    { GDK_KEY_plus, 1.0 },
    { GDK_KEY_equal, 1.0 },
    { GDK_KEY_KP_Add, 1.0 },
    { GDK_KEY_minus, -1.0 },
    { GDK_KEY_KP_Subtract, -1.0 },
    { GDK_KEY_0, 0.0 },
    { GDK_KEY_KP_0, 0.0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    gtk_widget_class_add_binding (widget_class, commands[i].key, 0, key_command_cb, "i", (gint32) commands[i].command);
  for (guint i = 0; i < G_N_ELEMENTS (gains); i++)
    gtk_widget_class_add_binding (widget_class, gains[i].key, 0, key_gain_cb, "d", gains[i].step_db);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_plus, GDK_SHIFT_MASK, key_gain_cb, "d", 1.0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_SHIFT_MASK, key_pan_cb, "d", -0.1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_SHIFT_MASK, key_pan_cb, "d", 0.1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, key_enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, key_enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, key_menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, key_menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_b, 0, key_remarks_cb, NULL);
}

/* --- the widget --- */

static void
pt_slot_card_unmap (GtkWidget *widget)
{
  _pt_slot_card_set_sliding (PT_SLOT_CARD (widget), FALSE);

  GTK_WIDGET_CLASS (pt_slot_card_parent_class)->unmap (widget);
}

/* The card takes the focus itself, never what is on it. */
static gboolean
pt_slot_card_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (gtk_widget_get_focus_child (widget) != NULL || gtk_widget_is_focus (widget))
    return FALSE;

  return gtk_widget_grab_focus (widget);
}

static void
pressed_cb (GtkWidget *widget, int n_press, double x, double y, GtkGesture *gesture)
{
  const guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (widget);
  if (button == GDK_BUTTON_SECONDARY)
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      pt_slot_card_popup_menu (PT_SLOT_CARD (widget));
    }
}

static void
pt_slot_card_dispose (GObject *object)
{
  PtSlotCard *self = PT_SLOT_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (pt_slot_card_parent_class)->dispose (object);
}

static void
pt_slot_card_finalize (GObject *object)
{
  PtSlotCard *self = PT_SLOT_CARD (object);

  g_free (self->sound_name);
  g_free (self->detail);

  G_OBJECT_CLASS (pt_slot_card_parent_class)->finalize (object);
}

static void
pt_slot_card_class_init (PtSlotCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pt_slot_card_dispose;
  object_class->finalize = pt_slot_card_finalize;
  widget_class->unmap = pt_slot_card_unmap;
  widget_class->focus = pt_slot_card_focus;

  signals[SIGNAL_COMMAND] = g_signal_new ("command", PT_TYPE_SLOT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, PT_TYPE_SLOT_COMMAND);
  signals[SIGNAL_GAIN] = g_signal_new ("gain", PT_TYPE_SLOT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_PAN] = g_signal_new ("pan", PT_TYPE_SLOT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[SIGNAL_SLIDING] = g_signal_new ("sliding", PT_TYPE_SLOT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[SIGNAL_CURE] = g_signal_new ("cure", PT_TYPE_SLOT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);

  add_bindings (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "slotcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pt_slot_card_init (PtSlotCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->gain = 1.0;
  self->role = PT_ROLE_NONE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* Room for the tools; large text asks for more by itself. */
  gtk_widget_set_size_request (GTK_WIDGET (self), MIN_WIDTH, -1);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
pt_slot_card_new (PtRole role)
{
  PtSlotCard *self;

  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  self = g_object_new (PT_TYPE_SLOT_CARD, NULL);
  self->role = role;
  _pt_slot_card_build (self);
  update_sound (self);
  update_gain (self);
  update_toggles (self);

  return GTK_WIDGET (self);
}

PtRole
pt_slot_card_get_role (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), PT_ROLE_NONE);

  return self->role;
}

void
pt_slot_card_set_sound (PtSlotCard *self, PtSlotState state, const char *name, const char *detail)
{
  gboolean changed;

  g_return_if_fail (PT_IS_SLOT_CARD (self));
  g_return_if_fail (state == PT_SLOT_EMPTY || name != NULL);

  changed = self->state != state;
  changed = pt_set_str (&self->sound_name, name) || changed;
  changed = pt_set_str (&self->detail, detail) || changed;
  self->state = state;
  if (changed)
    update_sound (self);
}

PtSlotState
pt_slot_card_get_state (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), PT_SLOT_EMPTY);

  return self->state;
}

const char *
pt_slot_card_get_sound_name (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), NULL);

  return self->sound_name;
}

void
pt_slot_card_set_columns (PtSlotCard *self, GBytes *columns)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  pt_waveform_view_set_columns (PT_WAVEFORM_VIEW (self->waveform), columns);
}

void
pt_slot_card_set_position (PtSlotCard *self, double position)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  pt_waveform_view_set_position (PT_WAVEFORM_VIEW (self->waveform), position);
}

void
pt_slot_card_set_level (PtSlotCard *self, double peak)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  pt_level_meter_set_peak (PT_LEVEL_METER (self->meter), peak);
}

void
pt_slot_card_set_gain (PtSlotCard *self, double gain)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  if (self->gain == gain)
    return;
  self->gain = gain;
  update_gain (self);
}

double
pt_slot_card_get_gain (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), 1.0);

  return self->gain;
}

void
pt_slot_card_set_pan (PtSlotCard *self, double pan)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  if (self->pan == pan)
    return;
  self->pan = pan;
  update_gain (self);
}

double
pt_slot_card_get_pan (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), 0.0);

  return self->pan;
}

static void
set_flag (PtSlotCard *self, gboolean *flag, gboolean value)
{
  if (*flag == !!value)
    return;
  *flag = !!value;
  update_toggles (self);
  update_accessible (self);
}

void
pt_slot_card_set_locked (PtSlotCard *self, gboolean locked)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  set_flag (self, &self->locked, locked);
}

gboolean
pt_slot_card_get_locked (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), FALSE);

  return self->locked;
}

void
pt_slot_card_set_solo (PtSlotCard *self, gboolean solo)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  set_flag (self, &self->solo, solo);
}

void
pt_slot_card_set_mute (PtSlotCard *self, gboolean mute)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  set_flag (self, &self->mute, mute);
}

gboolean
pt_slot_card_get_solo (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), FALSE);

  return self->solo;
}

gboolean
pt_slot_card_get_mute (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), FALSE);

  return self->mute;
}

void
pt_slot_card_set_menu (PtSlotCard *self, GMenuModel *menu)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
}

void
pt_slot_card_popup_menu (PtSlotCard *self)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
}

void
pt_slot_card_set_remarks (PtSlotCard *self, GPtrArray *remarks)
{
  g_return_if_fail (PT_IS_SLOT_CARD (self));

  pt_remark_button_set_remarks (PT_REMARK_BUTTON (self->remarks), remarks);
  gtk_widget_set_visible (self->remarks, remarks != NULL && remarks->len > 0);
  update_hint (self);
  update_accessible (self);
}

guint
pt_slot_card_get_n_remarks (PtSlotCard *self)
{
  g_return_val_if_fail (PT_IS_SLOT_CARD (self), 0);

  return pt_remark_button_get_n_remarks (PT_REMARK_BUTTON (self->remarks));
}
