/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-byte-source.h"

G_BEGIN_DECLS

/* Ogg files say nowhere how long they are, but mark their last page; libsndfile plays a
 * torn one up to where it goes. FALSE when the mark or a part of that page is missing;
 * TRUE for any other kind of file. */
gboolean pt_ogg_is_whole (PtByteSource *source,
                          GError **error);

G_END_DECLS
