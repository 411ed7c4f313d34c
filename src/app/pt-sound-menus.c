/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane-private.h"

#include <glib/gi18n.h>

#include "widgets/pt-role-mark.h"

GMenuModel *
_pt_sound_pane_new_role_menu (const char *action, gboolean none)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < PT_N_ROLES + (none ? 1 : 0); i++)
    {
      g_autofree char *detailed = g_strdup_printf ("%s::%s", action, pt_role_to_string (i));

      g_menu_append (menu, pt_role_mark_get_title (i), detailed);
    }

  return G_MENU_MODEL (menu);
}

GMenuModel *
_pt_sound_pane_new_rating_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int i = PT_SAMPLE_MAX_RATING; i >= 0; i--)
    {
      g_autofree char *detailed = g_strdup_printf ("sounds.rate-sounds(%d)", i);
      g_autofree char *label = i > 0 ? g_strdup_printf (ngettext ("%d Star", "%d Stars", (gulong) i), i) : g_strdup (_ ("No Rating"));

      g_menu_append (menu, label, detailed);
    }

  return G_MENU_MODEL (menu);
}

static GMenuModel *
new_menu (gboolean missing)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) hear = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) file = g_menu_new ();
  g_autoptr (GMenuModel) put = _pt_sound_pane_new_role_menu ("sounds.put-sound-in", FALSE);
  g_autoptr (GMenuModel) role = _pt_sound_pane_new_role_menu ("sounds.set-sound-role", TRUE);
  g_autoptr (GMenuModel) rating = _pt_sound_pane_new_rating_menu ();

  g_menu_append (hear, _ ("Play"), "sounds.audition-sound");
  g_menu_append (hear, _ ("Use in Palette"), "sounds.use-sound");
  g_menu_append_submenu (hear, _ ("Put in"), put);
  g_menu_append (hear, _ ("Similar Sounds"), "sounds.similar-sounds");
  g_menu_append_submenu (edit, _ ("Role"), role);
  g_menu_append_submenu (edit, _ ("Rating"), rating);
  g_menu_append (edit, _ ("Tags…"), "sounds.tag-sounds");
  g_menu_append (edit, _ ("Favourite"), "sounds.favourite-sounds");
  g_menu_append (file, _ ("Show in Files"), "sounds.show-sound-in-files");
  g_menu_append (file, _ ("Copy Path"), "sounds.copy-sound-path");
  if (missing)
    g_menu_append (file, _ ("Relink…"), "sounds.relink-sound");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (hear));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (file));

  return G_MENU_MODEL (menu);
}

/* --- where they open --- */

static void
closed_cb (PtSoundPane *self, GtkWidget *popover)
{
  /* Not before its action was activated. */
  if (self->menu == popover)
    pt_sound_table_focus_rows (self->table);
}

static void
place_at_focus (PtSoundPane *self, GdkRectangle *rectangle)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->table), &bounds))
    {
      *rectangle = (GdkRectangle){ gtk_widget_get_width (GTK_WIDGET (self->table)) / 2, gtk_widget_get_height (GTK_WIDGET (self->table)) / 2, 1, 1 };
      return;
    }
  *rectangle = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) MAX (bounds.size.width, 1), (int) MAX (bounds.size.height, 1) };
}

void
_pt_sound_pane_show_popover (PtSoundPane *self, GtkWidget *popover, const GdkRectangle *at)
{
  GdkRectangle rectangle;

  if (at != NULL)
    rectangle = *at;
  else
    place_at_focus (self, &rectangle);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self->table));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rectangle);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
_pt_sound_pane_open_menu (PtSoundPane *self, const GdkRectangle *at)
{
  g_autoptr (GPtrArray) samples = pt_sound_pane_get_selected (self);
  g_autoptr (GMenuModel) model = NULL;
  GtkWidget *popover;

  if (samples->len == 0)
    return;
  model = new_menu (pt_sample_get_info (samples->pdata[0])->missing);
  popover = gtk_popover_menu_new_from_model (model);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  _pt_sound_pane_show_popover (self, popover, at);
}

void
_pt_sound_pane_open_role_menu (PtSoundPane *self, const char *action, const GdkRectangle *at)
{
  g_autoptr (GMenuModel) model = _pt_sound_pane_new_role_menu (action, g_str_has_suffix (action, "role"));

  _pt_sound_pane_show_popover (self, gtk_popover_menu_new_from_model (model), at);
}
