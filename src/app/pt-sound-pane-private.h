/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app/pt-sound-bars.h"
#include "app/pt-sound-pane.h"
#include "app/pt-sound-search.h"
#include "app/pt-sound-table.h"

G_BEGIN_DECLS

struct _PtSoundPane
{
  AdwBin parent_instance;

  PtStudio *studio;
  GSettings *settings;
  PtLibraryKeeper *keeper;
  PtAudition *audition;
  PtSoundList *list;
  PtSoundSlots *slots;
  GtkMultiSelection *selection; /* of the slots */
  GHashTable *chosen; /* of PtSample: selected, or will be when it is found again */
  GSimpleActionGroup *actions; /* "sounds." within the pane, "win." everywhere */

  PtSoundSearch *search;
  PtSoundBars *bars;
  GtkStack *stack;
  PtSoundTable *table;
  AdwStatusPage *failed_page;
  GtkWidget *edit_bar;
  GtkLabel *selected_label;
  GtkMenuButton *role_button;
  GtkMenuButton *rating_button;

  /* Made by pt-sound-tools.c. */
  GtkLabel *count_label;
  GtkWidget *missing_button;
  GtkLabel *missing_label;
  GtkListBox *column_rows;

  GtkWidget *menu; /* the open one */
  PtSample *auditioned; /* what was selected last */
  char *relinked_path; /* somebody is asked where it is */
  guint usage_source;
  guint quiet : 1; /* selecting plays nothing */
  guint moving : 1; /* the selection follows its sounds */
};

/* pt-sound-pane.c */
void _pt_sound_pane_update_state (PtSoundPane *self);

/* pt-sound-actions.c */
void _pt_sound_pane_init_actions (PtSoundPane *self);
void _pt_sound_pane_update_actions (PtSoundPane *self);

/* pt-sound-tools.c */
GtkWidget *_pt_sound_pane_new_tools (PtSoundPane *self);
void _pt_sound_pane_update_tools (PtSoundPane *self);

/* pt-sound-edits.c: what the user says of sounds; (samples: of PtSample) */
GPtrArray *_pt_sound_pane_get_targets (PtSoundPane *self,
                                       PtSample *sample);
void _pt_sound_pane_edit_role (PtSoundPane *self,
                               GPtrArray *samples,
                               PtRole role);
void _pt_sound_pane_edit_rating (PtSoundPane *self,
                                 GPtrArray *samples,
                                 int rating);
void _pt_sound_pane_edit_favourite (PtSoundPane *self,
                                    GPtrArray *samples);
void _pt_sound_pane_edit_tags (PtSoundPane *self,
                               GPtrArray *samples);

/* pt-sound-menus.c */
GMenuModel *_pt_sound_pane_new_role_menu (const char *action,
                                          gboolean none);
GMenuModel *_pt_sound_pane_new_rating_menu (void);
void _pt_sound_pane_open_menu (PtSoundPane *self,
                               const GdkRectangle *at);
void _pt_sound_pane_open_role_menu (PtSoundPane *self,
                                    const char *action,
                                    const GdkRectangle *at);
/* Takes @popover and shows it at @at of the table, NULL: where the focus is. */
void _pt_sound_pane_show_popover (PtSoundPane *self,
                                  GtkWidget *popover,
                                  const GdkRectangle *at);

/* pt-sound-files.c */
void _pt_sound_pane_show_in_files (PtSoundPane *self,
                                   PtSample *sample);
void _pt_sound_pane_relink (PtSoundPane *self,
                            PtSample *sample);
void _pt_sound_pane_find_moved (PtSoundPane *self);

G_END_DECLS
