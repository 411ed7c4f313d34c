/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-role.h"

G_BEGIN_DECLS

/* What the name of a file and of the folders it lies in say about the sound. Nothing is
 * opened. */

#define PT_SAMPLE_NAME_MAX_FOLDERS 3
#define PT_SAMPLE_NAME_MAX_NUMBERS 4

typedef struct
{
  PtRole role; /* PT_ROLE_NONE: the name does not say */
  double role_confidence; /* 0..1 */
  gboolean drums; /* some drum, whether or not the role is known */
  double loop; /* 1 a loop for certain .. 0 not said .. -1 a one-shot for certain */
  double bpm; /* written as such ("128 bpm"); 0: not said */
  double bars; /* "4 bars", "8 beats"; 0: not said */
  /* Bare numbers that could be a tempo ("Loop 128 Fm"): the length has to confirm. */
  guint n_numbers;
  double numbers[PT_SAMPLE_NAME_MAX_NUMBERS];
  int tonic; /* 0 = C .. 11 = B, -1: not said */
  int minor; /* 1 minor, 0 major, -1: not said */
  double key_confidence;
} PtSampleNameFacts;

/* @n_folders: how many of the folders above the file may speak, at most
 * PT_SAMPLE_NAME_MAX_FOLDERS; those above the folder the user chose should not (the home of
 * a Tom holds more than toms). */
void pt_sample_name_read (const char *path,
                          guint n_folders,
                          PtSampleNameFacts *facts);

G_END_DECLS
