/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-bench-pane-private.h"

#include "app/pt-drag.h"
#include "app/pt-window.h"
#include "core/pt-set-edit.h"
#include "audio/pt-audio-file.h"
#include "core/pt-util.h"
#include "session/pt-palette-advice.h"
#include "widgets/pt-role-mark.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* What the user does on the bench. */

static void
toast (PtBenchPane *self, const char *message, const char *button, const char *action)
{
  PtWindow *window = pt_window_of (GTK_WIDGET (self));

  if (window != NULL)
    pt_window_toast (window, message, button, action);
}

static void
say (PtBenchPane *self, const char *message)
{
  PtWindow *window = pt_window_of (GTK_WIDGET (self));

  if (window != NULL)
    pt_window_say (window, message);
}

static void
show_seed (PtBenchPane *self)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, self->seed);

  gtk_widget_remove_css_class (GTK_WIDGET (self->seed_entry), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->seed_entry), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_editable_set_text (self->seed_entry, text);
}

static void
reroll (PtBenchPane *self, PtRole role)
{
  PtSet *set = pt_studio_get_set (self->studio);
  const char *title = pt_role_mark_get_title (role);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (pt_palette_get_lock (pt_set_get_palette (set), role))
    {
      /* Translators: a role, like “Kick” */
      message = g_strdup_printf (_ ("%s is locked; unlock it to reroll"), title);
      toast (self, message, NULL, NULL);
      return;
    }
  if (!pt_palette_reroll (set, role, pt_studio_get_library (self->studio), ++self->seed, &error))
    {
      message = error != NULL ? g_strdup (error->message)
                              /* Translators: a role, like “Kick” */
                              : g_strdup_printf (_ ("There is no other sound for %s; add a folder with some"), title);
      toast (self, message, NULL, NULL);
      return;
    }
  show_seed (self);
  /* Translators: a role, then the name of a sound */
  message = g_strdup_printf (_ ("%s is now “%s”"), title, pt_slot_card_get_sound_name (self->slots[role].card));
  say (self, message);
}

static void
clear (PtBenchPane *self, PtRole role)
{
  if (self->slots[role].path == NULL)
    {
      self->slots[role].wanted = FALSE;
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add_button), NULL);
      _pt_bench_pane_refresh (self);
      return;
    }
  self->slots[role].wanted = TRUE;
  pt_set_edit_palette_path (pt_studio_get_set (self->studio), role, NULL);
}

static void
audition (PtBenchPane *self, PtRole role)
{
  PtAudition *player = pt_studio_get_audition (self->studio);
  const char *path = self->slots[role].path;
  PtSample *sample = path != NULL ? pt_library_lookup (pt_studio_get_library (self->studio), path) : NULL;
  g_autoptr (PtSample) unknown = NULL;

  if (path == NULL)
    return;
  if (pt_audition_get_playing (player) && g_strcmp0 (pt_audition_get_path (player), path) == 0)
    {
      pt_audition_stop (player);
      return;
    }
  /* A file from elsewhere sounds as well. */
  if (sample == NULL)
    sample = unknown = pt_sample_new (pt_sample_info_new (path));
  pt_audition_play (player, sample, 0.0);
}

static void
swap (PtBenchPane *self, PtRole role)
{
  graphene_rect_t bounds;

  _pt_bench_pane_end_sliding (self);
  if (self->swap == NULL)
    {
      self->swap = PT_SWAP_POPOVER (pt_swap_popover_new (self->studio));
      gtk_widget_set_parent (GTK_WIDGET (self->swap), GTK_WIDGET (self));
    }
  if (gtk_widget_compute_bounds (GTK_WIDGET (self->slots[role].card), GTK_WIDGET (self), &bounds))
    {
      GdkRectangle place = { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->swap), &place);
    }
  pt_swap_popover_open (self->swap, role);
}

void
pt_bench_pane_command (PtBenchPane *self, PtRole role, PtSlotCommand command)
{
  PtSet *set;
  PtGroove *groove;

  g_return_if_fail (PT_IS_BENCH_PANE (self));
  g_return_if_fail (role < PT_ROLE_NONE);
  g_return_if_fail (self->studio != NULL);

  set = pt_studio_get_set (self->studio);
  groove = pt_studio_get_groove (self->studio);
  switch (command)
    {
    case PT_SLOT_COMMAND_FIND:
      _pt_bench_pane_emit_find (self, role);
      break;
    case PT_SLOT_COMMAND_SWAP:
      swap (self, role);
      break;
    case PT_SLOT_COMMAND_REROLL:
      reroll (self, role);
      break;
    case PT_SLOT_COMMAND_LOCK:
      pt_set_edit_palette_lock (set, role, !pt_palette_get_lock (pt_set_get_palette (set), role));
      break;
    case PT_SLOT_COMMAND_SOLO:
      pt_groove_set_solo (groove, role, !pt_groove_get_solo (groove, role));
      _pt_bench_pane_refresh_slot (self, role);
      break;
    case PT_SLOT_COMMAND_MUTE:
      pt_groove_set_mute (groove, role, !pt_groove_get_mute (groove, role));
      _pt_bench_pane_refresh_slot (self, role);
      break;
    case PT_SLOT_COMMAND_AUDITION:
      audition (self, role);
      break;
    case PT_SLOT_COMMAND_CLEAR:
      clear (self, role);
      break;
    case PT_SLOT_COMMAND_RELINK:
      _pt_bench_pane_emit_relink (self, role);
      break;
    default:
      g_return_if_reached ();
    }
}

void
pt_bench_pane_add_role (PtBenchPane *self, PtRole role)
{
  g_return_if_fail (PT_IS_BENCH_PANE (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  self->slots[role].wanted = TRUE;
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add_button), NULL);
  _pt_bench_pane_refresh (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->slots[role].card));
}

void
pt_bench_pane_cure (PtBenchPane *self, guint id)
{
  GPtrArray *advice;

  g_return_if_fail (PT_IS_BENCH_PANE (self));

  advice = pt_advisor_get_advice (self->advisor);
  if (advice != NULL && id < advice->len)
    pt_palette_advice_apply (g_ptr_array_index (advice, id), pt_studio_get_set (self->studio));
}

void
pt_bench_pane_randomise (PtBenchPane *self, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  g_return_if_fail (PT_IS_BENCH_PANE (self));

  self->seed = seed;
  show_seed (self);
  if (!pt_palette_randomise (pt_studio_get_set (self->studio), pt_studio_get_library (self->studio), seed, &error))
    {
      toast (self, error != NULL ? error->message : _ ("Nothing was drawn: all slots are locked, or there are no sounds"), NULL, NULL);
      return;
    }
  message = g_strdup_printf (_ ("Drawn with seed %" PRIu64), seed);
  say (self, message);
}

/* --- files --- */

typedef struct
{
  PtRole role;
  char *path;
} Put;

static void
put_free (gpointer data)
{
  Put *put = data;

  g_free (put->path);
  g_free (put);
}

static void
probe_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Put *put = data;
  PtAudioFileInfo info;
  GError *error = NULL;

  if (g_file_test (put->path, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = g_path_get_basename (put->path);
      g_autofree char *shown = pt_display_path (name);

      /* Translators: the name of a folder */
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY,
                               _ ("“%s” is a folder; drop a sound, or add the folder to the library"), PT_SHORT (shown));
      return;
    }
  if (!pt_audio_file_probe (put->path, &info, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PtBenchPane *self = PT_BENCH_PANE (source);
  Put *put = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (self->studio == NULL)
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      toast (self, error->message, NULL, NULL);
      return;
    }
  if (!pt_set_edit_palette_path (pt_studio_get_set (self->studio), put->role, put->path))
    return;
  /* Translators: a role, then the name of a sound */
  message = g_strdup_printf (_ ("%s is now “%s”"), pt_role_mark_get_title (put->role),
                             pt_slot_card_get_sound_name (self->slots[put->role].card));
  say (self, message);
}

void
pt_bench_pane_put_file (PtBenchPane *self, PtRole role, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Put *put;

  g_return_if_fail (PT_IS_BENCH_PANE (self));
  g_return_if_fail (role < PT_ROLE_NONE);
  g_return_if_fail (path != NULL);

  put = g_new (Put, 1);
  *put = (Put){ role, g_strdup (path) };
  task = g_task_new (self, NULL, probed_cb, NULL);
  g_task_set_source_tag (task, pt_bench_pane_put_file);
  g_task_set_task_data (task, put, put_free);
  g_task_run_in_thread (task, probe_worker);
}

gboolean
pt_bench_pane_drop (PtBenchPane *self, PtRole role, const GValue *value)
{
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (PT_IS_BENCH_PANE (self), FALSE);

  paths = pt_drag_get_paths (value);
  if (paths == NULL || paths[0] == NULL)
    return FALSE;
  if (paths[1] != NULL)
    toast (self, _ ("A slot takes one sound; the first one was put in"), NULL, NULL);
  pt_bench_pane_put_file (self, role, paths[0]);

  return TRUE;
}
