/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-level-meter.h"
#include "widgets/pt-remark-button.h"
#include "widgets/pt-slot-card-private.h"
#include "widgets/pt-waveform-view.h"

typedef struct
{
  GtkWindow *window;
  PtSlotCard *card;
  GArray *commands; /* PtSlotCommand */
  double gain;
  double pan;
  guint cured;
} Fixture;

static void
command_cb (PtSlotCard *card, PtSlotCommand command, Fixture *fixture)
{
  g_array_append_val (fixture->commands, command);
}

static void
gain_cb (PtSlotCard *card, double gain, Fixture *fixture)
{
  fixture->gain = gain;
}

static void
pan_cb (PtSlotCard *card, double pan, Fixture *fixture)
{
  fixture->pan = pan;
}

static void
cure_cb (PtSlotCard *card, guint id, Fixture *fixture)
{
  fixture->cured = id;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->card = PT_SLOT_CARD (pt_slot_card_new (PT_ROLE_KICK));
  fixture->commands = g_array_new (FALSE, FALSE, sizeof (PtSlotCommand));
  fixture->gain = fixture->pan = -1000;
  g_signal_connect (fixture->card, "command", G_CALLBACK (command_cb), fixture);
  g_signal_connect (fixture->card, "gain", G_CALLBACK (gain_cb), fixture);
  g_signal_connect (fixture->card, "pan", G_CALLBACK (pan_cb), fixture);
  g_signal_connect (fixture->card, "cure", G_CALLBACK (cure_cb), fixture);
  fixture->window = pt_test_show (GTK_WIDGET (fixture->card), 180, 160);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer card = fixture->card;

  g_object_add_weak_pointer (card, &card);
  gtk_window_destroy (fixture->window);
  pt_test_settle ();
  g_assert_null (card);
  g_array_unref (fixture->commands);
}

/* Whatever GTK would do with the key while the card has the focus. */
static gboolean
press (Fixture *fixture, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->card));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers
              && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (fixture->card),
                                               gtk_shortcut_get_arguments (shortcut)))
            return TRUE;
        }
    }

  return FALSE;
}

static void
assert_command (Fixture *fixture, PtSlotCommand command)
{
  g_assert_cmpuint (fixture->commands->len, ==, 1);
  g_assert_cmpint (g_array_index (fixture->commands, PtSlotCommand, 0), ==, command);
  g_array_set_size (fixture->commands, 0);
}

static void
assert_label (Fixture *fixture, const char *label)
{
  g_autofree char *fault = gtk_test_accessible_check_property (GTK_ACCESSIBLE (fixture->card), GTK_ACCESSIBLE_PROPERTY_LABEL, label, NULL);

  g_assert_cmpstr (fault, ==, NULL);
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  assert_label (fixture, "Kick, empty");
  pt_slot_card_set_sound (fixture->card, PT_SLOT_FILLED, "909 BD 04", "One-shot");
  assert_label (fixture, "Kick, 909 BD 04, 0.0 dB, centre");
  pt_slot_card_set_gain (fixture->card, 0.5);
  pt_slot_card_set_pan (fixture->card, -0.25);
  pt_slot_card_set_locked (fixture->card, TRUE);
  pt_slot_card_set_mute (fixture->card, TRUE);
  assert_label (fixture, "Kick, 909 BD 04, −6.0 dB, 25 % left, locked, muted");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (fixture->card->lock_button)));
  g_assert_false (gtk_widget_get_sensitive (fixture->card->reroll_button));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->card->gain_label)), ==, "−6.0 dB");
  pt_slot_card_set_sound (fixture->card, PT_SLOT_MISSING, "909 BD 04", NULL);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->card), "missing"));
  g_assert_true (gtk_widget_get_visible (fixture->card->name_icon));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (fixture->card->hint)), "File missing"));
  assert_label (fixture, "Kick, 909 BD 04, −6.0 dB, 25 % left, file missing, locked, muted");
  /* Being told is not being touched. */
  g_assert_cmpuint (fixture->commands->len, ==, 0);
  g_assert_cmpfloat (fixture->gain, ==, -1000);
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  static const char *const names[][2] = {
    { "Kick Berlin Deep", "Berlin Deep" },
    { "KICK kick Deep", "Deep" },
    { "Kick 1", "Kick 1" },
    { "Kick", "Kick" },
    { "Hat Closed", "Hat Closed" },
    { "Kick  Deep", " Deep" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      pt_slot_card_set_sound (fixture->card, PT_SLOT_FILLED, names[i][0], NULL);
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->card->name_label)), ==, names[i][1]);
      g_assert_cmpstr (pt_slot_card_get_sound_name (fixture->card), ==, names[i][0]);
      g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->card->name_button), ==, names[i][0]);
    }
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->card));
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  assert_command (fixture, PT_SLOT_COMMAND_FIND);

  pt_slot_card_set_sound (fixture->card, PT_SLOT_FILLED, "909 BD 04", NULL);
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  assert_command (fixture, PT_SLOT_COMMAND_SWAP);
  g_assert_true (press (fixture, GDK_KEY_l, 0));
  assert_command (fixture, PT_SLOT_COMMAND_LOCK);
  g_assert_true (press (fixture, GDK_KEY_r, 0));
  assert_command (fixture, PT_SLOT_COMMAND_REROLL);
  g_assert_true (press (fixture, GDK_KEY_s, 0));
  assert_command (fixture, PT_SLOT_COMMAND_SOLO);
  g_assert_true (press (fixture, GDK_KEY_m, 0));
  assert_command (fixture, PT_SLOT_COMMAND_MUTE);
  g_assert_true (press (fixture, GDK_KEY_Delete, 0));
  assert_command (fixture, PT_SLOT_COMMAND_CLEAR);
  g_assert_true (press (fixture, GDK_KEY_plus, 0));
  g_assert_cmpfloat_with_epsilon (fixture->gain, 1.122, 0.001);
  g_assert_true (press (fixture, GDK_KEY_minus, 0));
  g_assert_cmpfloat_with_epsilon (fixture->gain, 0.891, 0.001);
  g_assert_true (press (fixture, GDK_KEY_Right, GDK_SHIFT_MASK));
  g_assert_cmpfloat_with_epsilon (fixture->pan, 0.1, 0.001);
  pt_slot_card_set_gain (fixture->card, 0.25);
  g_assert_true (press (fixture, GDK_KEY_0, 0));
  g_assert_cmpfloat (fixture->gain, ==, 1.0);

  pt_slot_card_set_sound (fixture->card, PT_SLOT_MISSING, "909 BD 04", NULL);
  g_assert_true (press (fixture, GDK_KEY_Return, 0));
  assert_command (fixture, PT_SLOT_COMMAND_RELINK);

  gtk_window_set_focus (fixture->window, NULL);
  g_assert_false (press (fixture, GDK_KEY_l, 0));
  g_assert_cmpuint (fixture->commands->len, ==, 0);
}

static void
test_scales (Fixture *fixture, gconstpointer data)
{
  pt_slot_card_set_sound (fixture->card, PT_SLOT_FILLED, "909 BD 04", NULL);
  gtk_range_set_value (GTK_RANGE (fixture->card->gain_scale), -6.0);
  g_assert_cmpfloat_with_epsilon (fixture->gain, 0.501, 0.001);
  /* Nobody took it over: what holds is what the card was told. */
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (fixture->card->gain_scale)), ==, 0.0);
  gtk_range_set_value (GTK_RANGE (fixture->card->gain_scale), 0.6);
  g_assert_cmpfloat (fixture->gain, ==, 1.0);
  gtk_range_set_value (GTK_RANGE (fixture->card->pan_scale), 0.5);
  g_assert_cmpfloat (fixture->pan, ==, 0.5);
  /* Quieter than the scale shows. */
  pt_slot_card_set_gain (fixture->card, 0.001);
  g_assert_cmpfloat (gtk_range_get_value (GTK_RANGE (fixture->card->gain_scale)), ==, PT_SLOT_CARD_MIN_DB);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->card->gain_label)), ==, "−60.0 dB");
}

static void
test_toggle_refused (Fixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (fixture->card->lock_button, "clicked");
  assert_command (fixture, PT_SLOT_COMMAND_LOCK);
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (fixture->card->lock_button)));
}

static void
test_remarks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_remark_free);

  g_assert_false (gtk_widget_get_visible (fixture->card->remarks));
  g_ptr_array_add (remarks, pt_remark_new (PT_REMARK_INFO, "Key", "It is in another key", NULL, 3));
  g_ptr_array_add (remarks, pt_remark_new (PT_REMARK_WARNING, "Tempo", "It is too far from 128 bpm", "Use “Sub 03”", 4));
  pt_slot_card_set_remarks (fixture->card, remarks);
  g_assert_true (gtk_widget_get_visible (fixture->card->remarks));
  g_assert_cmpstr (pt_remark_button_get_text (PT_REMARK_BUTTON (fixture->card->remarks)), ==, "Tempo +1");
  assert_label (fixture, "Kick, empty, 2 remarks");
  pt_remark_button_cure (PT_REMARK_BUTTON (fixture->card->remarks), 4);
  g_assert_cmpuint (fixture->cured, ==, 4);
  pt_slot_card_set_remarks (fixture->card, NULL);
  g_assert_false (gtk_widget_get_visible (fixture->card->remarks));
}

static void
test_playing (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpfloat (pt_level_meter_get_peak (PT_LEVEL_METER (fixture->card->meter)), <, 0);
  pt_slot_card_set_level (fixture->card, 0.5);
  g_assert_cmpfloat (pt_level_meter_get_peak (PT_LEVEL_METER (fixture->card->meter)), ==, 0.5);
  /* Not worth a frame. */
  pt_slot_card_set_level (fixture->card, 0.5001);
  g_assert_cmpfloat (pt_level_meter_get_peak (PT_LEVEL_METER (fixture->card->meter)), ==, 0.5);
  pt_slot_card_set_level (fixture->card, 0);
  g_assert_cmpfloat (pt_level_meter_get_peak (PT_LEVEL_METER (fixture->card->meter)), ==, 0);
  pt_slot_card_set_position (fixture->card, 0.25);
  g_assert_cmpfloat (pt_waveform_view_get_position (PT_WAVEFORM_VIEW (fixture->card->waveform)), ==, 0.25);
}

static void
test_one_stop (Fixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->card));
  g_assert_true (gtk_window_get_focus (fixture->window) == GTK_WIDGET (fixture->card));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (fixture->card), GTK_DIR_TAB_FORWARD));
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add ("/widgets/slot-card/states", Fixture, NULL, set_up, test_states, tear_down);
  g_test_add ("/widgets/slot-card/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/widgets/slot-card/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/widgets/slot-card/scales", Fixture, NULL, set_up, test_scales, tear_down);
  g_test_add ("/widgets/slot-card/toggle-refused", Fixture, NULL, set_up, test_toggle_refused, tear_down);
  g_test_add ("/widgets/slot-card/remarks", Fixture, NULL, set_up, test_remarks, tear_down);
  g_test_add ("/widgets/slot-card/playing", Fixture, NULL, set_up, test_playing, tear_down);
  g_test_add ("/widgets/slot-card/one-stop", Fixture, NULL, set_up, test_one_stop, tear_down);

  return g_test_run ();
}
