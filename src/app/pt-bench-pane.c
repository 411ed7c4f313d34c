/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-bench-pane-private.h"

#include "app/pt-drag.h"
#include "app/pt-name-popover.h"
#include "core/pt-set-edit.h"
#include "widgets/pt-remark-button.h"
#include "widgets/pt-slot-grid.h"
#include "widgets/pt-wrap-box.h"

#include <glib/gi18n.h>

enum
{
  SIGNAL_FIND,
  SIGNAL_RELINK,
  SIGNAL_RENAME,
  SIGNAL_SAVE_AS,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtBenchPane, pt_bench_pane, ADW_TYPE_BIN)

static guint signals[N_SIGNALS];

void
_pt_bench_pane_emit_find (PtBenchPane *self, PtRole role)
{
  g_signal_emit (self, signals[SIGNAL_FIND], 0, role);
}

void
_pt_bench_pane_emit_relink (PtBenchPane *self, PtRole role)
{
  g_signal_emit (self, signals[SIGNAL_RELINK], 0, role);
}

/* --- what changes --- */

void
_pt_bench_pane_end_sliding (PtBenchPane *self)
{
  g_autoptr (PtSet) set = g_steal_pointer (&self->sliding);

  if (set == NULL)
    return;
  pt_undo_history_end_group (pt_set_get_history (set));
  pt_undo_history_seal (pt_set_get_history (set));
  pt_advisor_ask (self->advisor);
}

static void
palette_changed_cb (PtBenchPane *self, PtRole role)
{
  if (role == PT_ROLE_NONE)
    {
      _pt_bench_pane_refresh (self);
    }
  else
    {
      const gboolean visible = gtk_widget_get_visible (GTK_WIDGET (self->slots[role].card));

      _pt_bench_pane_refresh_slot (self, role);
      if (visible != gtk_widget_get_visible (GTK_WIDGET (self->slots[role].card)))
        gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add_button), NULL);
      if (visible != gtk_widget_get_visible (GTK_WIDGET (self->slots[role].card)))
        _pt_bench_pane_refresh (self);
    }
  /* What is said does not depend on how a knob stands while it turns. */
  if (self->sliding == NULL)
    pt_advisor_ask (self->advisor);
}

static void
set_palette_cb (PtBenchPane *self)
{
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (self->studio));

  for (guint role = 0; role < PT_N_ROLES; role++)
    self->slots[role].wanted = FALSE;
  g_signal_group_set_target (self->palette_signals, palette);
  _pt_bench_pane_refresh (self);
  pt_advisor_ask (self->advisor);
}

static void
document_set_cb (PtBenchPane *self)
{
  /* What was being tried or turned belongs to the set that was open. */
  _pt_bench_pane_end_sliding (self);
  if (self->swap != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->swap));
  g_signal_group_set_target (self->set_signals, pt_studio_get_set (self->studio));
  set_palette_cb (self);
}

static gboolean
refresh_cb (gpointer data)
{
  PtBenchPane *self = data;

  self->refresh_source = 0;
  _pt_bench_pane_refresh (self);
  pt_advisor_ask (self->advisor);

  return G_SOURCE_REMOVE;
}

/* The library comes in batches. */
static void
queue_refresh (PtBenchPane *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_timeout_add (100, refresh_cb, self);
}

static void
player_updated_cb (PtBenchPane *self)
{
  /* Every other time is often enough for the eye. */
  if (self->n_updates++ % 2 == 0)
    _pt_bench_pane_show_levels (self);
}

static void
player_changed_cb (PtBenchPane *self)
{
  g_signal_group_set_target (self->player_signals, pt_studio_get_player (self->studio));
}

/* --- cards --- */

static void
card_command_cb (PtBenchPane *self, PtSlotCommand command, PtSlotCard *card)
{
  pt_bench_pane_command (self, pt_slot_card_get_role (card), command);
}

static void
card_gain_cb (PtBenchPane *self, double gain, PtSlotCard *card)
{
  pt_set_edit_palette_gain (pt_studio_get_set (self->studio), pt_slot_card_get_role (card),
                            CLAMP (gain, PT_PALETTE_MIN_GAIN, PT_PALETTE_MAX_GAIN));
}

static void
card_pan_cb (PtBenchPane *self, double pan, PtSlotCard *card)
{
  pt_set_edit_palette_pan (pt_studio_get_set (self->studio), pt_slot_card_get_role (card), pan);
}

/* However long the mouse holds the knob, it is one edit; within what is being tried it is part
 * of that. */
static void
card_sliding_cb (PtBenchPane *self, gboolean sliding, PtSlotCard *card)
{
  if (!sliding)
    {
      _pt_bench_pane_end_sliding (self);
    }
  else if (self->sliding == NULL && (self->swap == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->swap))))
    {
      self->sliding = g_object_ref (pt_studio_get_set (self->studio));
      pt_undo_history_begin_group (pt_set_get_history (self->sliding), _ ("Set Sound Level"));
    }
}

static void
card_cure_cb (PtBenchPane *self, guint id, PtSlotCard *card)
{
  pt_bench_pane_cure (self, id);
}

static void
card_focus_cb (GtkEventController *controller, PtBenchPane *self)
{
  self->focused = pt_slot_card_get_role (PT_SLOT_CARD (gtk_event_controller_get_widget (controller)));
}

static gboolean
card_drop_cb (PtBenchPane *self, const GValue *value, double x, double y, GtkDropTarget *target)
{
  GtkWidget *card = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target));

  return pt_bench_pane_drop (self, pt_slot_card_get_role (PT_SLOT_CARD (card)), value);
}

static void
add_drop_target (PtBenchPane *self, GtkWidget *card)
{
  gsize n_types = 0;
  const GType *types = pt_drag_get_drop_types (&n_types);
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, (GType *) types, n_types);
  g_signal_connect_object (target, "drop", G_CALLBACK (card_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (target));
}

static GMenuModel *
new_card_menu (PtRole role)
{
  static const struct
  {
    const char *label;
    const char *action;
    guint section;
  } lines[] = {
    { N_ ("S_wap…"), "win.swap-slot", 0 },
    { N_ ("_Reroll"), "win.reroll-slot", 0 },
    { N_ ("_Lock or Unlock"), "win.lock-slot", 0 },
    { N_ ("_Solo"), "win.solo-slot", 1 },
    { N_ ("_Mute"), "win.mute-slot", 1 },
    { N_ ("_Audition"), "win.audition-slot", 1 },
    { N_ ("Show in Sound _List"), "win.show-slot", 2 },
    { N_ ("Relin_k…"), "win.relink-slot", 2 },
    { N_ ("_Clear"), "win.clear-slot", 3 },
  };
  GMenu *menu = g_menu_new ();
  GMenu *section = NULL;
  guint last = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *action = g_strdup_printf ("%s::%s", lines[i].action, pt_role_to_string (role));

      if (lines[i].section != last)
        {
          g_autoptr (GMenu) next = g_menu_new ();

          section = next;
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          last = lines[i].section;
        }
      g_menu_append (section, _ (lines[i].label), action);
    }

  return G_MENU_MODEL (menu);
}

static void
add_card (PtBenchPane *self, PtRole role)
{
  GtkWidget *card = pt_slot_card_new (role);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autoptr (GMenuModel) menu = new_card_menu (role);

  self->slots[role].card = PT_SLOT_CARD (card);
  pt_slot_card_set_menu (PT_SLOT_CARD (card), menu);
  g_signal_connect_object (card, "command", G_CALLBACK (card_command_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "gain", G_CALLBACK (card_gain_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "pan", G_CALLBACK (card_pan_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "sliding", G_CALLBACK (card_sliding_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "cure", G_CALLBACK (card_cure_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (card_focus_cb), self, 0);
  gtk_widget_add_controller (card, focus);
  add_drop_target (self, card);
  gtk_widget_set_visible (card, (guint) role < PT_N_DEFAULT_ROLES);
  pt_slot_grid_append (PT_SLOT_GRID (self->grid), card);
}

static void
add_add_button (PtBenchPane *self)
{
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add Role"));
  self->add_button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->add_button), content);
  gtk_widget_add_css_class (self->add_button, "addrole");
  gtk_widget_set_tooltip_text (self->add_button, _ ("Add a slot for another role"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add Role"), -1);
  pt_slot_grid_append (PT_SLOT_GRID (self->grid), self->add_button);
}

/* --- the header --- */

static void
editing_cb (PtBenchPane *self)
{
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (self->studio));
  g_autofree char *name = NULL;
  const char *was;

  if (gtk_editable_label_get_editing (self->name))
    return;
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  was = pt_palette_get_name (palette);
  if (*name != '\0' && g_strcmp0 (name, was != NULL ? was : _ ("Untitled Palette")) != 0)
    g_signal_emit (self, signals[SIGNAL_RENAME], 0, name);
  _pt_bench_pane_refresh (self);
}

static void
cure_cb (PtBenchPane *self, guint id)
{
  pt_bench_pane_cure (self, id);
}

static void
seed_activate_cb (PtBenchPane *self)
{
  const char *text = gtk_editable_get_text (self->seed_entry);
  guint64 seed;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seed, NULL))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->seed_entry), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->seed_entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "win.random-palette-seed", "t", seed);
}

static void
name_chosen_cb (PtBenchPane *self, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_SAVE_AS], 0, name);
}

/* --- the widget --- */

static void
pt_bench_pane_dispose (GObject *object)
{
  PtBenchPane *self = PT_BENCH_PANE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  _pt_bench_pane_end_sliding (self);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_cancellable_cancel (self->slots[role].cancellable);
      g_clear_object (&self->slots[role].cancellable);
      g_clear_pointer (&self->slots[role].path, g_free);
      self->slots[role].card = NULL;
    }
  g_clear_object (&self->set_signals);
  g_clear_object (&self->palette_signals);
  g_clear_object (&self->player_signals);
  if (self->advisor != NULL)
    g_object_run_dispose (G_OBJECT (self->advisor));
  g_clear_object (&self->advisor);
  if (self->swap != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->swap));
  self->swap = NULL;
  g_clear_pointer (&self->name_popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_BENCH_PANE);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_bench_pane_parent_class)->dispose (object);
}

static void
pt_bench_pane_class_init (PtBenchPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_bench_pane_dispose;

  signals[SIGNAL_FIND] = g_signal_new ("find", PT_TYPE_BENCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, PT_TYPE_ROLE);
  signals[SIGNAL_RELINK] = g_signal_new ("relink", PT_TYPE_BENCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, PT_TYPE_ROLE);
  signals[SIGNAL_RENAME] = g_signal_new ("rename", PT_TYPE_BENCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_SAVE_AS] = g_signal_new ("save-as", PT_TYPE_BENCH_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PT_TYPE_REMARK_BUTTON);
  g_type_ensure (PT_TYPE_SLOT_GRID);
  g_type_ensure (PT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-bench-pane.ui");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, header);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, grid);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, name);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, edited);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, facts);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, summary);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, seed_entry);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, seed_popover);
  gtk_widget_class_bind_template_child (widget_class, PtBenchPane, save_button);
  gtk_widget_class_bind_template_callback (widget_class, editing_cb);
  gtk_widget_class_bind_template_callback (widget_class, cure_cb);
  gtk_widget_class_bind_template_callback (widget_class, seed_activate_cb);
}

static void
pt_bench_pane_init (PtBenchPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->focused = PT_ROLE_NONE;
  /* Not the same sounds at every start, but a number one can type. */
  self->seed = g_random_int_range (1, 10000);
  for (guint role = 0; role < PT_N_ROLES; role++)
    add_card (self, (PtRole) role);
  add_add_button (self);

  self->name_popover = pt_name_popover_new (_ ("Save Palette as New"), _ ("_Save"));
  gtk_widget_set_parent (self->name_popover, GTK_WIDGET (self));
  g_signal_connect_object (self->name_popover, "chosen", G_CALLBACK (name_chosen_cb), self, G_CONNECT_SWAPPED);

  self->set_signals = g_signal_group_new (PT_TYPE_SET);
  g_signal_group_connect_swapped (self->set_signals, "notify::palette", G_CALLBACK (set_palette_cb), self);
  self->palette_signals = g_signal_group_new (PT_TYPE_PALETTE);
  g_signal_group_connect_swapped (self->palette_signals, "changed", G_CALLBACK (palette_changed_cb), self);
  self->player_signals = g_signal_group_new (PT_TYPE_PLAYER);
  g_signal_group_connect_swapped (self->player_signals, "updated", G_CALLBACK (player_updated_cb), self);
}

static void
ask_advice (PtBenchPane *self)
{
  pt_advisor_ask (self->advisor);
}

void
pt_bench_pane_set_studio (PtBenchPane *self, PtStudio *studio)
{
  g_return_if_fail (PT_IS_BENCH_PANE (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (self->studio == NULL);

  self->studio = g_object_ref (studio);
  self->advisor = pt_advisor_new (studio);
  g_signal_connect_object (self->advisor, "changed", G_CALLBACK (_pt_bench_pane_show_advice), self, G_CONNECT_SWAPPED);
  g_signal_group_connect_swapped (self->set_signals, "notify::tempo", G_CALLBACK (ask_advice), self);
  g_signal_group_connect_swapped (self->set_signals, "notify::key", G_CALLBACK (ask_advice), self);
  g_signal_connect_object (pt_studio_get_document (studio), "notify::set", G_CALLBACK (document_set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_library (studio), "items-changed", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_keeper (studio), "notify::folders", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_keeper (studio), "scanned", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pt_studio_get_keeper (studio), "notify::state", G_CALLBACK (queue_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (studio, "notify::player", G_CALLBACK (player_changed_cb), self, G_CONNECT_SWAPPED);
  player_changed_cb (self);
  document_set_cb (self);
}

void
pt_bench_pane_set_edited (PtBenchPane *self, gboolean edited)
{
  g_return_if_fail (PT_IS_BENCH_PANE (self));

  gtk_widget_set_visible (self->edited, edited);
}

PtSlotCard *
pt_bench_pane_get_card (PtBenchPane *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_BENCH_PANE (self), NULL);
  g_return_val_if_fail (role < PT_ROLE_NONE, NULL);

  return self->slots[role].card;
}

PtRole
pt_bench_pane_get_focused_role (PtBenchPane *self)
{
  g_return_val_if_fail (PT_IS_BENCH_PANE (self), PT_ROLE_NONE);

  return self->focused;
}

void
pt_bench_pane_start_rename (PtBenchPane *self)
{
  g_return_if_fail (PT_IS_BENCH_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_editable_label_start_editing (self->name);
}

void
pt_bench_pane_ask_name (PtBenchPane *self, const char *name)
{
  graphene_rect_t bounds;

  g_return_if_fail (PT_IS_BENCH_PANE (self));

  if (gtk_widget_compute_bounds (self->save_button, GTK_WIDGET (self), &bounds))
    {
      GdkRectangle place = { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->name_popover), &place);
    }
  pt_name_popover_show (PT_NAME_POPOVER (self->name_popover), name);
}

guint64
pt_bench_pane_get_seed (PtBenchPane *self)
{
  g_return_val_if_fail (PT_IS_BENCH_PANE (self), 0);

  return self->seed;
}

int
pt_bench_pane_get_whole_height (PtBenchPane *self, int width)
{
  int header = 0;
  int grid = 0;

  g_return_val_if_fail (PT_IS_BENCH_PANE (self), 0);

  gtk_widget_measure (self->header, GTK_ORIENTATION_VERTICAL, width, &header, NULL, NULL, NULL);
  gtk_widget_measure (self->grid, GTK_ORIENTATION_VERTICAL, width, &grid, NULL, NULL, NULL);

  return header + grid;
}
