/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-help.h"

#include <glib/gi18n.h>

#include "app/pt-shortcut.h"

/* A line that begins with "# " is a heading, one with a tab is a row of a table. */
static const struct
{
  const char *name;
  const char *title;
  const char *text;
} pages[] = {
  { "start", N_ ("Start"),
    N_ ("# Hear something\n"
        "Choose a palette at the side and press Space: a reference groove plays with the sounds of that palette. Choose another one while it plays: it takes over on the next beat, without a gap.\n"
        "A palette has one sound for each role: kick, hi-hat, bassline, perc, texture, clap and more. Peaktime comes with a kit of sounds and with palettes made of it, so there is music at once.\n"
        "# Bring your own sounds\n"
        "Drop a folder on the window, or add it in the preferences. Peaktime listens to every sound in it and finds role, tempo and key. Your files are never changed.\n"
        "# Nothing gets lost\n"
        "What you do is kept as a draft within two seconds. Closing asks no questions: the next start offers what was not saved.") },
  { "sounds", N_ ("Sounds and Search"),
    N_ ("# Search\n"
        "Type in the search above the sounds (Ctrl+F). All words must be found in name, folder, tags or role. Beside words, operators narrow the search:\n"
        "role:kick\tthat role; role:kick,clap either of them\n"
        "bpm:120-130\ttempo between the two; also bpm:>128\n"
        "key:Fm\tthat key; key:~Fm also the keys that mix well with it\n"
        "len:<2s\tlength; also len:500ms-1s and len:4bars\n"
        "tag:dark\twith that tag; name: and path: likewise\n"
        "fav:yes\tyour favourites; rating:>3 what you rated higher\n"
        "loop\tonly loops; oneshot only single hits\n"
        "missing:yes\twhat is not where it was\n"
        "-word\tnot this; also -loop or -role:kick\n"
        "\"warm up\"\tthe words next to each other\n"
        "What was understood is shown as chips below the search. A click takes a chip away, Esc empties the search.\n"
        "# Listen\n"
        "Selecting a sound plays it, beside the groove and never instead of it. Switch that off with the ear. In tempo, loops are stretched to the set and begin on the next beat. In the list, Space plays and stops the preview.\n"
        "# Use\n"
        "Enter puts the selected sound into the slot of its role, Ctrl+Enter asks which slot. Dragging it there does the same.") },
  { "palettes", N_ ("Palettes and the Groove"),
    N_ ("# The bench\n"
        "Each role has a card with the waveform, level and place of its sound. Reroll draws another sound for the role, Swap lists those that come closest, the lock keeps a sound when all others are drawn anew.\n"
        "# Remarks\n"
        "A badge on a card says what does not fit: a tempo too far away, a key that rubs, a bass and a kick in each other's way, a loop where a single hit belongs. It gives the reason and a cure that one click takes.\n"
        "# A and B\n"
        "Press X to hear the other version at the same loudness. Both are levelled to a tenth of a decibel, because louder always seems better.\n"
        "# The groove\n"
        "Choose which part of the reference loops: intro, build, full, strip, or all of it. A change of sounds is heard on the next beat, a change of parts on the next bar.") },
  { "keys", N_ ("Keys"), NULL },
  { "sets", N_ ("Sets and Recovery"),
    N_ ("# Sets\n"
        "A set is a file that ends in .peaktime. It holds tempo, key, palette and all that is planned with them; the sounds stay where they are. Drop a set on the window to open it.\n"
        "# Undo\n"
        "Every change has a name and can be undone (Ctrl+Z) and done again (Ctrl+Shift+Z). The menu says what it would be.\n"
        "# Recovery\n"
        "Unsaved work is kept as a draft. After a crash, or when you closed the window without saving, a bar offers it: Recover opens it, Discard forgets it. The file you saved last is not touched before you save.\n"
        "# When a file was changed by another program\n"
        "Saving asks first, in a bar: Save Anyway keeps yours, Reload takes the other one; then yours stays as a draft.\n"
        "# When a sound is missing\n"
        "Sounds that were moved are found again by their contents. Search for them from the list of missing sounds.") },
};

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
add_row (GtkBox *box, const char *left, const char *right)
{
  GtkWidget *last = gtk_widget_get_last_child (GTK_WIDGET (box));
  GtkWidget *first = new_label (left, "heading");
  int row = 0;

  if (!GTK_IS_GRID (last))
    {
      last = gtk_grid_new ();
      gtk_grid_set_column_spacing (GTK_GRID (last), 18);
      gtk_grid_set_row_spacing (GTK_GRID (last), 6);
      gtk_box_append (box, last);
    }
  while (gtk_grid_get_child_at (GTK_GRID (last), 0, row) != NULL)
    row++;
  gtk_widget_set_valign (first, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (last), first, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (last), new_label (right, NULL), 1, row, 1, 1);
}

static void
add_text (GtkBox *box, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (g_str_has_prefix (lines[i], "# "))
        gtk_box_append (box, new_label (lines[i] + 2, "title-4"));
      else if (tab != NULL)
        {
          *tab = '\0';
          add_row (box, lines[i], tab + 1);
        }
      else
        gtk_box_append (box, new_label (lines[i], NULL));
    }
}

static void
add_keys (GtkBox *box)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();
  const char *group = NULL;

  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      {
        g_autofree char *label = NULL;
        GdkModifierType modifiers;
        guint key;

        if (shortcut->accels[0] == NULL || !gtk_accelerator_parse (shortcut->accels[0], &key, &modifiers))
          continue;
        if (g_strcmp0 (group, shortcut->group) != 0)
          gtk_box_append (box, new_label (_ (shortcut->group), "title-4"));
        group = shortcut->group;
        label = gtk_accelerator_get_label (key, modifiers);
        add_row (box, label, _ (shortcut->title));
      }
}

static GtkWidget *
new_page (guint index)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  if (pages[index].text != NULL)
    add_text (GTK_BOX (box), _ (pages[index].text));
  else
    add_keys (GTK_BOX (box));
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);

  return scrolled;
}

static gboolean
close_cb (GtkWidget *window, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (window));

  return TRUE;
}

static void
add_keys_to_close (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape|<Control>w"), gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, controller);
}

GtkWidget *
pt_help_new (GtkApplication *application)
{
  GtkWidget *window;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *sidebar = gtk_stack_sidebar_new ();
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  window = g_object_new (ADW_TYPE_WINDOW, "application", application, "title", _ ("Help"), "default-width", 760, "default-height", 600, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_stack_add_titled (GTK_STACK (stack), new_page (i), pages[i].name, _ (pages[i].title));
  gtk_stack_sidebar_set_stack (GTK_STACK_SIDEBAR (sidebar), GTK_STACK (stack));
  gtk_box_append (GTK_BOX (columns), sidebar);
  gtk_box_append (GTK_BOX (columns), stack);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), columns);
  adw_window_set_content (ADW_WINDOW (window), box);
  add_keys_to_close (window);

  return window;
}
