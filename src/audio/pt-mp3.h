/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-byte-source.h"

G_BEGIN_DECLS

/* Looks at what claims to be MP3 before libsndfile does: its decoder complains on standard
 * error about bytes that are none, and plays torn files without a word. TRUE for anything
 * that makes no such claim; else whether two frames follow one another and the file is as
 * long as its own Xing or Info header says. */
gboolean pt_mp3_is_sound (PtByteSource *source,
                          GError **error);

G_END_DECLS
