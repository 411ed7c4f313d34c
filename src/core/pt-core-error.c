/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-core-error.h"

/* It would read minus signs. */
/* clang-format off */
G_DEFINE_QUARK (pt-core-error-quark, pt_core_error)
