/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-library.h"
#include "core/pt-set.h"

G_BEGIN_DECLS

/* What a bench says of its palette: each badge with the reason and a cure that a click takes.
 * It stands on pt_palette_check() and on the spectral clash between bass, texture and kick. */

typedef enum
{
  PT_ADVICE_FATAL, /* it will not play as meant */
  PT_ADVICE_WARNING, /* it plays, but have a look */
  PT_ADVICE_REMARK,
} PtAdviceWeight;

typedef enum
{
  PT_CURE_NONE,
  PT_CURE_SWAP, /* put @sample_path there */
  PT_CURE_GAIN, /* set the gain to @gain */
  PT_CURE_EMPTY, /* empty the slot */
  PT_CURE_RELINK, /* the file was found at @sample_path */
} PtCureKind;

typedef struct
{
  PtRole role;
  PtRole other; /* PT_ROLE_NONE: nobody else */
  PtAdviceWeight weight;
  char *kind; /* "tempo" "key" "clash" "loop_rule" "missing" ... */
  char *reason; /* a sentence */
  PtCureKind cure;
  char *cure_text; /* a button: "Use “Sub 03”"; NULL without a cure */
  char *sample_path;
  double gain;
} PtAdvice;

void pt_advice_free (PtAdvice *advice);

/* Blocks: listens to files. @tempo 0: the palette's. @key NULL: the palette's, else the
 * bassline's. (element-type PtAdvice) (transfer full); NULL only when cancelled. */
GPtrArray *pt_palette_advice_new (PtPalette *palette,
                                  PtLibrary *library,
                                  const char *const *roots,
                                  PtTempo tempo,
                                  const char *key,
                                  GCancellable *cancellable,
                                  GError **error);
/* The same on a thread, over snapshots of palette and library. */
void pt_palette_advice_async (PtPalette *palette,
                              PtLibrary *library,
                              const char *const *roots,
                              PtTempo tempo,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *pt_palette_advice_finish (GAsyncResult *result,
                                     GError **error);

/* Takes the cure, as a named edit of the set. FALSE: it has none. */
gboolean pt_palette_advice_apply (const PtAdvice *advice,
                                  PtSet *set);

/* --- drawing sounds; named edits of the set, FALSE when nothing can change --- */

/* Another sound for the role, never the same; loop rules are kept, @seed decides. */
gboolean pt_palette_reroll (PtSet *set,
                            PtRole role,
                            PtLibrary *library,
                            guint64 seed,
                            GError **error);
/* All roles that are not locked. */
gboolean pt_palette_randomise (PtSet *set,
                               PtLibrary *library,
                               guint64 seed,
                               GError **error);

G_END_DECLS
