/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is to be said of something: a button with an icon and a few words that opens a list,
 * each line with its reason and a button that cures it. */

typedef enum
{
  PT_REMARK_INFO,
  PT_REMARK_WARNING,
  PT_REMARK_ERROR,
} PtRemarkWeight;

typedef struct
{
  PtRemarkWeight weight;
  char *title; /* "Tempo" */
  char *reason; /* a sentence */
  char *cure; /* what the button says; NULL: there is no cure */
  guint id; /* comes back with "cure" */
} PtRemark;

PtRemark *pt_remark_new (PtRemarkWeight weight,
                         const char *title,
                         const char *reason,
                         const char *cure,
                         guint id);
void pt_remark_free (PtRemark *self);

/* Signal: "cure" (uint id). Insensitive without remarks. */
#define PT_TYPE_REMARK_BUTTON (pt_remark_button_get_type ())
G_DECLARE_FINAL_TYPE (PtRemarkButton, pt_remark_button, PT, REMARK_BUTTON, GtkWidget)

GtkWidget *pt_remark_button_new (void);
/* (element-type PtRemark) (nullable), copied. The button shows the gravest. */
void pt_remark_button_set_remarks (PtRemarkButton *self,
                                   GPtrArray *remarks);
guint pt_remark_button_get_n_remarks (PtRemarkButton *self);
/* A button with text of its own instead of the title of the gravest; @icon_name NULL: its. */
void pt_remark_button_set_text (PtRemarkButton *self,
                                const char *text,
                                const char *icon_name);
const char *pt_remark_button_get_text (PtRemarkButton *self);
void pt_remark_button_popup (PtRemarkButton *self);
/* As a click on the button of the remark. */
void pt_remark_button_cure (PtRemarkButton *self,
                            guint id);

G_END_DECLS
