/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-bench-pane-private.h"

#include "app/pt-gallery-row.h"
#include "core/pt-util.h"
#include "session/pt-palette-advice.h"
#include "widgets/pt-remark-button.h"
#include "widgets/pt-role-mark.h"

#include <glib/gi18n.h>
#include <math.h>

/* A role that is quieter is not in this part of the groove. */
#define SILENCE 0.0001

typedef struct
{
  PtBenchPane *pane; /* (transfer full) */
  PtRole role;
  char *path;
} Picture;

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Picture *picture = user_data;
  g_autoptr (PtBenchPane) self = picture->pane;
  g_autofree char *path = picture->path;
  g_autoptr (GBytes) columns = pt_library_keeper_load_thumbnail_finish (PT_LIBRARY_KEEPER (source), result, NULL);
  PtBenchSlot *slot = &self->slots[picture->role];

  if (columns != NULL && slot->card != NULL && g_strcmp0 (slot->path, path) == 0)
    pt_slot_card_set_columns (slot->card, columns);
}

static void
show_picture (PtBenchPane *self, PtRole role)
{
  PtLibraryKeeper *keeper = pt_studio_get_keeper (self->studio);
  PtBenchSlot *slot = &self->slots[role];
  GBytes *columns = slot->path != NULL ? pt_library_keeper_peek_thumbnail (keeper, slot->path) : NULL;
  Picture *picture;

  g_cancellable_cancel (slot->cancellable);
  g_clear_object (&slot->cancellable);
  pt_slot_card_set_columns (slot->card, columns);
  if (columns != NULL || slot->path == NULL)
    return;
  slot->cancellable = g_cancellable_new ();
  picture = g_new (Picture, 1);
  *picture = (Picture){ g_object_ref (self), role, g_strdup (slot->path) };
  pt_library_keeper_load_thumbnail_async (keeper, slot->path, slot->cancellable, picture_cb, picture);
}

/* "Loop · 128 bpm · F minor · 7.5 s" (transfer full) */
static char *
describe (const PtSampleInfo *info)
{
  GString *text = g_string_new (info->loop ? _ ("Loop") : _ ("One-shot"));

  if (info->bpm > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text, _ ("%g bpm"), round (10.0 * info->bpm) / 10.0);
    }
  if (info->key != NULL)
    g_string_append_printf (text, " · %s", info->key);
  if (info->duration_s > 0)
    {
      g_string_append (text, " · ");
      /* Translators: seconds */
      g_string_append_printf (text, _ ("%.1f s"), info->duration_s);
    }

  return g_string_free (text, FALSE);
}

static gboolean
is_library_known (PtBenchPane *self)
{
  PtLibraryKeeper *keeper = pt_studio_get_keeper (self->studio);
  const PtLibraryState state = pt_library_keeper_get_state (keeper);

  return state == PT_LIBRARY_FAILED || (state == PT_LIBRARY_READY && pt_library_keeper_get_folders (keeper)[0] != NULL);
}

static void
show_sound (PtBenchPane *self, PtRole role)
{
  PtBenchSlot *slot = &self->slots[role];
  PtSample *sample = slot->path != NULL ? pt_library_lookup (pt_studio_get_library (self->studio), slot->path) : NULL;
  const PtSampleInfo *info = sample != NULL ? pt_sample_get_info (sample) : NULL;
  g_autofree char *base = slot->path != NULL ? g_path_get_basename (slot->path) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *detail = NULL;

  slot->loop_beats = info != NULL && info->loop && info->bars > 0 ? 4.0 * info->bars : 0.0;
  if (slot->path == NULL)
    {
      pt_slot_card_set_sound (slot->card, PT_SLOT_EMPTY, NULL, NULL);
      return;
    }
  if (info != NULL)
    {
      name = g_strdup (info->name);
      detail = describe (info);
    }
  else
    {
      char *dot = strrchr (base, '.');

      if (dot != NULL && dot != base)
        *dot = '\0';
      name = pt_display_path (base);
    }
  /* As long as the folders of the library are not known it may well be in one of them. */
  pt_slot_card_set_sound (slot->card, g_file_test (slot->path, G_FILE_TEST_EXISTS) || !is_library_known (self) ? PT_SLOT_FILLED : PT_SLOT_MISSING,
                          name, detail);
}

void
_pt_bench_pane_refresh_slot (PtBenchPane *self, PtRole role)
{
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (self->studio));
  PtGroove *groove = pt_studio_get_groove (self->studio);
  PtBenchSlot *slot = &self->slots[role];
  g_autofree char *path = pt_palette_resolve (palette, role, pt_library_keeper_get_folders (pt_studio_get_keeper (self->studio)));
  const gboolean changed = pt_set_str (&slot->path, path);

  show_sound (self, role);
  if (changed)
    show_picture (self, role);
  pt_slot_card_set_gain (slot->card, pt_palette_get_gain (palette, role));
  pt_slot_card_set_pan (slot->card, pt_palette_get_pan (palette, role));
  pt_slot_card_set_locked (slot->card, pt_palette_get_lock (palette, role));
  pt_slot_card_set_solo (slot->card, pt_groove_get_solo (groove, role));
  pt_slot_card_set_mute (slot->card, pt_groove_get_mute (groove, role));
  gtk_widget_set_visible (GTK_WIDGET (slot->card), (guint) role < PT_N_DEFAULT_ROLES || slot->path != NULL || slot->wanted);
}

static void
show_add_button (PtBenchPane *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint role = 0; role < PT_N_ROLES; role++)
    if (!gtk_widget_get_visible (GTK_WIDGET (self->slots[role].card)))
      {
        g_autofree char *action = g_strdup_printf ("win.add-role::%s", pt_role_to_string ((PtRole) role));

        g_menu_append (menu, pt_role_mark_get_title ((PtRole) role), action);
      }
  gtk_widget_set_visible (self->add_button, g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->add_button), G_MENU_MODEL (menu));
}

static void
show_header (PtBenchPane *self)
{
  PtPalette *palette = pt_set_get_palette (pt_studio_get_set (self->studio));
  const char *name = pt_palette_get_name (palette);
  g_autofree char *facts = pt_gallery_row_describe (palette);

  if (!gtk_editable_label_get_editing (self->name))
    gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : _ ("Untitled Palette"));
  gtk_label_set_text (self->facts, facts != NULL ? facts : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), facts != NULL);
}

void
_pt_bench_pane_refresh (PtBenchPane *self)
{
  gboolean visible[PT_ROLE_NONE];
  gboolean same = TRUE;

  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      visible[role] = gtk_widget_get_visible (GTK_WIDGET (self->slots[role].card));
      _pt_bench_pane_refresh_slot (self, (PtRole) role);
      same = same && visible[role] == gtk_widget_get_visible (GTK_WIDGET (self->slots[role].card));
    }
  if (!same || gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (self->add_button)) == NULL)
    show_add_button (self);
  show_header (self);
}

/* --- what is to be said --- */

static const char *
title_of (const PtAdvice *advice)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } titles[] = {
    { "tempo", N_ ("Tempo") },
    { "key", N_ ("Key") },
    { "clash", N_ ("Clash") },
    { "loop_rule", N_ ("Loop") },
    { "missing", N_ ("Missing") },
    { "folder", N_ ("Folder") },
    { "unreadable", N_ ("Unreadable") },
    { "torn", N_ ("Damaged") },
    { "empty", N_ ("Silent") },
    { "channels", N_ ("Channels") },
    { "empty_role", N_ ("Empty") },
    { "unknown_role", N_ ("Role") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].kind, advice->kind) == 0)
      return _ (titles[i].title);

  return _ ("Remark");
}

/* An empty slot says so itself, and may be meant so. */
static gboolean
is_worth_a_badge (const PtAdvice *advice)
{
  return g_strcmp0 (advice->kind, "empty_role") != 0;
}

GPtrArray *
_pt_bench_pane_new_remarks (GPtrArray *advice, PtRole role)
{
  GPtrArray *remarks = NULL;

  for (guint i = 0; advice != NULL && i < advice->len; i++)
    {
      const PtAdvice *one = g_ptr_array_index (advice, i);
      g_autofree char *title = NULL;

      if (!is_worth_a_badge (one) || (role != PT_ROLE_NONE && one->role != role))
        continue;
      if (remarks == NULL)
        remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_remark_free);
      /* In the list of all it must say whom it is about. */
      if (role == PT_ROLE_NONE && one->role != PT_ROLE_NONE)
        title = g_strdup_printf ("%s · %s", pt_role_mark_get_title (one->role), title_of (one));
      g_ptr_array_add (remarks, pt_remark_new (one->weight == PT_ADVICE_FATAL     ? PT_REMARK_ERROR
                                               : one->weight == PT_ADVICE_WARNING ? PT_REMARK_WARNING
                                                                                  : PT_REMARK_INFO,
                                               title != NULL ? title : title_of (one), one->reason,
                                               one->cure != PT_CURE_NONE ? one->cure_text : NULL, i));
    }

  return remarks;
}

void
_pt_bench_pane_show_advice (PtBenchPane *self)
{
  GPtrArray *advice = pt_advisor_get_advice (self->advisor);
  g_autoptr (GPtrArray) all = _pt_bench_pane_new_remarks (advice, PT_ROLE_NONE);
  gboolean any = FALSE;

  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autoptr (GPtrArray) remarks = _pt_bench_pane_new_remarks (advice, (PtRole) role);

      pt_slot_card_set_remarks (self->slots[role].card, remarks);
      any = any || self->slots[role].path != NULL;
    }
  /* Nothing is known of it yet: nothing is said, but the place is kept. */
  gtk_widget_set_visible (self->summary, any);
  gtk_widget_set_opacity (self->summary, advice != NULL ? 1.0 : 0.0);
  pt_remark_button_set_remarks (PT_REMARK_BUTTON (self->summary), all);
  if (advice == NULL)
    return;
  if (all == NULL)
    {
      pt_remark_button_set_text (PT_REMARK_BUTTON (self->summary), _ ("Fits together"), "object-select-symbolic");
    }
  else
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u remark", "%u remarks", all->len), all->len);

      pt_remark_button_set_text (PT_REMARK_BUTTON (self->summary), text, NULL);
    }
}

/* --- while it plays --- */

void
_pt_bench_pane_show_levels (PtBenchPane *self)
{
  PtPlayer *player = pt_studio_get_player (self->studio);
  const gboolean playing = pt_groove_get_playing (pt_studio_get_groove (self->studio));
  const double beats = pt_player_get_position_beats (player);

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) || (!playing && !self->levels_shown))
    return;
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      PtBenchSlot *slot = &self->slots[role];
      PtPlayerLevels levels = { { 0 } };
      double peak = -1.0;

      if (!gtk_widget_get_visible (GTK_WIDGET (slot->card)))
        continue;
      if (playing)
        {
          pt_player_get_levels (player, (PtRole) role, &levels);
          peak = MAX (levels.peak[0], levels.peak[1]);
        }
      pt_slot_card_set_level (slot->card, peak);
      pt_slot_card_set_position (slot->card, peak > SILENCE && slot->loop_beats > 0 ? fmod (beats, slot->loop_beats) / slot->loop_beats : -1.0);
    }
  self->levels_shown = playing;
}
