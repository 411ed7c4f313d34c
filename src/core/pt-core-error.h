/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PT_CORE_ERROR (pt_core_error_quark ())

/**
 * PtCoreError:
 * @PT_CORE_ERROR_FAILED: something else went wrong
 * @PT_CORE_ERROR_SYNTAX: the text is not what its format says (torn, too deep, not UTF-8)
 * @PT_CORE_ERROR_INVALID: well formed, but a value is missing, of the wrong type or out of range
 * @PT_CORE_ERROR_UNKNOWN_NAME: a role, pattern, style, chord ... nobody knows
 * @PT_CORE_ERROR_NOT_FOUND: something that was named is not there
 *
 * Messages say what happened, to what, and what to do; they end without a full stop.
 */
typedef enum
{
  PT_CORE_ERROR_FAILED,
  PT_CORE_ERROR_SYNTAX,
  PT_CORE_ERROR_INVALID,
  PT_CORE_ERROR_UNKNOWN_NAME,
  PT_CORE_ERROR_NOT_FOUND,
} PtCoreError;

GQuark pt_core_error_quark (void);

G_END_DECLS
