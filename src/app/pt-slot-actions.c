/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-palettes-page-private.h"

#include <glib/gi18n.h>

/* What can be done with one slot, as actions: with the role as their target, for menus and
 * scripts; and without, for keys, about the slot that has the focus. */

static const struct
{
  const char *name; /* with a role */
  const char *focused_name; /* of the focused one; NULL: none */
  PtSlotCommand command;
} commands[] = {
  { "swap-slot", "swap", PT_SLOT_COMMAND_SWAP },
  { "reroll-slot", "reroll", PT_SLOT_COMMAND_REROLL },
  { "lock-slot", "lock", PT_SLOT_COMMAND_LOCK },
  { "solo-slot", "solo", PT_SLOT_COMMAND_SOLO },
  { "mute-slot", "mute", PT_SLOT_COMMAND_MUTE },
  { "audition-slot", NULL, PT_SLOT_COMMAND_AUDITION },
  { "clear-slot", NULL, PT_SLOT_COMMAND_CLEAR },
  { "relink-slot", NULL, PT_SLOT_COMMAND_RELINK },
  { "show-slot", NULL, PT_SLOT_COMMAND_FIND },
};

static void
slot_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  PtRole role = parameter != NULL ? pt_role_from_string (g_variant_get_string (parameter, NULL))
                                  : pt_bench_pane_get_focused_role (self->bench);

  if (role == PT_ROLE_NONE)
    {
      if (parameter == NULL)
        _pt_palettes_page_say (self, _ ("Choose a slot first"));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name) || g_strcmp0 (name, commands[i].focused_name) == 0)
      pt_bench_pane_command (self->bench, role, commands[i].command);
}

static void
add_role_activated (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  PtPalettesPage *self = data;
  const PtRole role = pt_role_from_string (g_variant_get_string (parameter, NULL));

  if (role != PT_ROLE_NONE)
    pt_bench_pane_add_role (self->bench, role);
}

static void
add_action (PtPalettesPage *self, GActionMap *map, const char *name, const GVariantType *type, GCallback activated)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new (name, type);

  g_signal_connect_object (action, "activate", activated, self, 0);
  g_action_map_add_action (map, G_ACTION (action));
}

void
_pt_palettes_page_add_slot_actions (PtPalettesPage *self, GActionMap *map)
{
  g_assert (PT_IS_PALETTES_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      add_action (self, map, commands[i].name, G_VARIANT_TYPE_STRING, G_CALLBACK (slot_activated));
      if (commands[i].focused_name != NULL)
        add_action (self, map, commands[i].focused_name, NULL, G_CALLBACK (slot_activated));
    }
  add_action (self, map, "add-role", G_VARIANT_TYPE_STRING, G_CALLBACK (add_role_activated));
}
