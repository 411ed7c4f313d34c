/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "core/pt-scale.h"

G_BEGIN_DECLS

/* Major and minor keys, and which of them mix well. */

typedef struct
{
  int tonic; /* pitch class, C = 0 */
  gboolean minor;
  gboolean flats; /* how it is spelled: Ab, not G# */
} PtKey;

/* What leads from one key to the next on the circle of fifths. */
typedef enum
{
  PT_KEY_SAME,
  PT_KEY_RELATIVE, /* the same seven notes: F minor and Ab major */
  PT_KEY_FIFTH_UP, /* one note differs */
  PT_KEY_FIFTH_DOWN,
  PT_KEY_DISTANT,
} PtKeyRelation;

/* "Fm", "F minor", "F#min", "Ab", "C# major", "bb_minor", and wheel numbers: "8A", "12B". */
gboolean pt_key_parse (const char *text,
                       PtKey *key,
                       GError **error);
/* "Fm", "Ab" (transfer full) */
char *pt_key_to_string (const PtKey *key);
/* "F minor", "Ab major" (transfer full) */
char *pt_key_to_long_string (const PtKey *key);
/* 1..12 around the wheel of fifths, A minor and C major being 8; "8A", "8B". (transfer full) */
char *pt_key_to_wheel_string (const PtKey *key);
/* Whatever the spelling. */
gboolean pt_key_equal (const PtKey *a,
                       const PtKey *b);
PtKeyRelation pt_key_relate (const PtKey *from,
                             const PtKey *to);
/* Anything but distant: the two can sound together. */
gboolean pt_key_is_compatible (const PtKey *a,
                               const PtKey *b);
const PtScale *pt_key_get_scale (const PtKey *key);
gboolean pt_key_contains (const PtKey *key,
                          int pitch);

G_END_DECLS
