/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PT_SCORES_ERROR (pt_scores_error_quark ())

/**
 * PtScoresError:
 * @PT_SCORES_ERROR_FAILED: something else went wrong
 * @PT_SCORES_ERROR_CONSENT: sound would leave this machine and nobody has allowed it
 * @PT_SCORES_ERROR_NETWORK: the server was not reached, or the connection was lost
 * @PT_SCORES_ERROR_TIMEOUT: no answer in time
 * @PT_SCORES_ERROR_BUSY: the server is there but did not want more work (429, 502, 503, 504)
 * @PT_SCORES_ERROR_REFUSED: the server said no (any other status)
 * @PT_SCORES_ERROR_ANSWER: the answer is not what was asked for
 * @PT_SCORES_ERROR_DATABASE: the history cannot be read or written
 * @PT_SCORES_ERROR_INVALID: the request makes no sense
 */
typedef enum
{
  PT_SCORES_ERROR_FAILED,
  PT_SCORES_ERROR_CONSENT,
  PT_SCORES_ERROR_NETWORK,
  PT_SCORES_ERROR_TIMEOUT,
  PT_SCORES_ERROR_BUSY,
  PT_SCORES_ERROR_REFUSED,
  PT_SCORES_ERROR_ANSWER,
  PT_SCORES_ERROR_DATABASE,
  PT_SCORES_ERROR_INVALID,
} PtScoresError;

GQuark pt_scores_error_quark (void);

G_END_DECLS
