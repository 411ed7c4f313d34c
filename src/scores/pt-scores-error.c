/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-scores-error.h"

/* It would read minus signs. */
/* clang-format off */
G_DEFINE_QUARK (pt-scores-error-quark, pt_scores_error)
