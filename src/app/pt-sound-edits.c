/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-pane-private.h"

#include <glib/gi18n.h>

#include "app/pt-window.h"
#include "widgets/pt-role-mark.h"
#include "widgets/pt-tag-editor.h"

/* Of several rows at once; one of them says what happened and how to take it back. */
static void
tell (PtSoundPane *self, guint n_sounds, const char *message)
{
  PtWindow *window = pt_window_of (GTK_WIDGET (self));

  if (window != NULL && n_sounds > 1)
    pt_window_toast (window, message, _ ("Undo"), "win.undo");
}

/* The selected ones when @sample is one of them or NULL, else it alone. (element-type
 * PtSample) */
GPtrArray *
_pt_sound_pane_get_targets (PtSoundPane *self, PtSample *sample)
{
  GPtrArray *samples = pt_sound_pane_get_selected (self);

  if (sample != NULL && !g_ptr_array_find (samples, sample, NULL))
    {
      g_ptr_array_set_size (samples, 0);
      g_ptr_array_add (samples, g_object_ref (sample));
    }

  return samples;
}

void
_pt_sound_pane_edit_role (PtSoundPane *self, GPtrArray *samples, PtRole role)
{
  g_autofree char *message = NULL;

  if (samples->len == 0)
    return;
  pt_library_keeper_edit_role (self->keeper, samples, role, pt_studio_get_history (self->studio));
  /* Translators: %u sounds, %s is a role: "3 sounds are “Kick” now". */
  message = g_strdup_printf (ngettext ("%u sound is “%s” now", "%u sounds are “%s” now", samples->len), samples->len,
                             pt_role_mark_get_title (role));
  tell (self, samples->len, message);
}

void
_pt_sound_pane_edit_rating (PtSoundPane *self, GPtrArray *samples, int rating)
{
  g_autofree char *message = NULL;

  if (samples->len == 0)
    return;
  pt_library_keeper_edit_rating (self->keeper, samples, CLAMP (rating, 0, PT_SAMPLE_MAX_RATING), pt_studio_get_history (self->studio));
  message = g_strdup_printf (ngettext ("%u sound rated", "%u sounds rated", samples->len), samples->len);
  tell (self, samples->len, message);
}

/* Those that are not favourites become so; when all are, none is. */
void
_pt_sound_pane_edit_favourite (PtSoundPane *self, GPtrArray *samples)
{
  gboolean all = TRUE;
  g_autofree char *message = NULL;

  if (samples->len == 0)
    return;
  for (guint i = 0; i < samples->len; i++)
    all = all && pt_sample_get_info (samples->pdata[i])->favourite;
  pt_library_keeper_edit_favourite (self->keeper, samples, !all, pt_studio_get_history (self->studio));
  message = g_strdup_printf (all ? ngettext ("%u sound is no favourite any more", "%u sounds are no favourites any more", samples->len)
                                 : ngettext ("%u sound is a favourite now", "%u sounds are favourites now", samples->len),
                             samples->len);
  tell (self, samples->len, message);
}

/* --- tags --- */

static void
add_tag_cb (PtSoundPane *self, const char *tag, PtTagEditor *editor)
{
  g_autofree char *message = NULL;
  GPtrArray *samples = pt_tag_editor_get_samples (editor);

  pt_library_keeper_add_tag (self->keeper, samples, tag, pt_studio_get_history (self->studio));
  message = g_strdup_printf (ngettext ("%u sound has the tag “%s”", "%u sounds have the tag “%s”", samples->len), samples->len, tag);
  tell (self, samples->len, message);
  pt_tag_editor_refresh (editor);
}

static void
remove_tag_cb (PtSoundPane *self, const char *tag, PtTagEditor *editor)
{
  g_autofree char *message = NULL;
  GPtrArray *samples = pt_tag_editor_get_samples (editor);

  pt_library_keeper_remove_tag (self->keeper, samples, tag, pt_studio_get_history (self->studio));
  message = g_strdup_printf (ngettext ("%u sound has lost the tag “%s”", "%u sounds have lost the tag “%s”", samples->len), samples->len, tag);
  tell (self, samples->len, message);
  pt_tag_editor_refresh (editor);
}

void
_pt_sound_pane_edit_tags (PtSoundPane *self, GPtrArray *samples)
{
  GtkWidget *popover;
  GtkWidget *editor;

  if (samples->len == 0)
    return;
  popover = gtk_popover_new ();
  editor = pt_tag_editor_new ();
  pt_tag_editor_set_samples (PT_TAG_EDITOR (editor), samples);
  g_signal_connect_object (editor, "add", G_CALLBACK (add_tag_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "remove", G_CALLBACK (remove_tag_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), editor);
  _pt_sound_pane_show_popover (self, popover, NULL);
}
