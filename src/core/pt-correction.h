/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-role.h"

G_BEGIN_DECLS

/* What a guardrail changed, for the timeline and for whoever asked for something else. */

typedef enum
{
  PT_CORRECTION_GAIN_CAP, /* a layer was too loud */
  PT_CORRECTION_DENSITY, /* too many layers for the phase */
  PT_CORRECTION_OPENING_CAP, /* energy too high in the first third */
  PT_CORRECTION_OPENING_FLOOR, /* or next to nothing */
  PT_CORRECTION_MIDDLE_FLOOR, /* energy too low in the second */
  PT_CORRECTION_MIDDLE_BARS, /* a peak held too long there */
  PT_CORRECTION_NO_PEAK_FLOOR, /* no peak yet in the last */
  PT_CORRECTION_TIME_CAP, /* more bars than there is time */
} PtCorrectionKind;

typedef struct
{
  PtCorrectionKind kind;
  PtRole role; /* PT_ROLE_NONE: the whole */
  double before;
  double after;
  char *message;
} PtCorrection;

/* "gain_cap" ... */
const char *pt_correction_kind_to_string (PtCorrectionKind kind);
/* (element-type PtCorrection) */
GPtrArray *pt_correction_list_new (void);
/* @corrections nullable: nobody wants to know. Takes @message. */
void pt_correction_list_add (GPtrArray *corrections,
                             PtCorrectionKind kind,
                             PtRole role,
                             double before,
                             double after,
                             char *message);

G_END_DECLS
