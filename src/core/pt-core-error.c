/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-core-error.h"

/* clang-format off: it would read minus signs */
G_DEFINE_QUARK (pt - core - error - quark, pt_core_error)
