/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256 (FIPS 180-4) in pieces: hashing what is read or written on the way costs next to
 * nothing where the processor has instructions for it, which GChecksum does not use. The
 * state is a plain value: no allocation, copy it to branch off. */

#define PT_SHA256_BYTES 32
#define PT_SHA256_BLOCK 64

typedef struct
{
  guint32 state[8];
  guint64 length; /* bytes so far */
  guint8 block[PT_SHA256_BLOCK]; /* what does not fill a block yet */
} PtSha256;

void
pt_sha256_init (PtSha256 *self);
void
pt_sha256_update (PtSha256 *self,
                  const void *data,
                  gsize length);
/* @self must be initialised again before it is used again. */
void
pt_sha256_finish (PtSha256 *self,
                  guint8 digest[PT_SHA256_BYTES]);

/* All at once. */
void
pt_sha256_compute (const void *data,
                   gsize length,
                   guint8 digest[PT_SHA256_BYTES]);

/* 64 lower-case digits. (transfer full) */
char *
pt_sha256_to_string (const guint8 digest[PT_SHA256_BYTES]);

/* For tests and benchmarks: FALSE makes every machine take the portable code. */
void
pt_sha256_allow_instructions (gboolean allow);

G_END_DECLS
