/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signals and files for tests. Interleaved float; g_free. */

/* A new empty folder, and its removal with all that is in it. */
char *pt_test_make_folder (void);
void pt_test_remove_folder (const char *folder);

/* @amplitude is the peak. */
float *pt_test_sine (double frequency_hz,
                     double amplitude,
                     guint64 frames,
                     guint channels,
                     guint sample_rate);
/* White noise, the same for the same @seed. */
float *pt_test_noise (guint32 seed,
                      double amplitude,
                      guint64 frames,
                      guint channels);
/* One sample of @amplitude at frame 0 of each of @n equal parts, silence else. */
float *pt_test_clicks (double amplitude,
                       guint64 frames,
                       guint channels,
                       guint n);

/* @format: libsndfile's, such as SF_FORMAT_WAV | SF_FORMAT_PCM_24. Asserts that it worked. */
void pt_test_write_audio (const char *path,
                          const float *samples,
                          guint64 frames,
                          guint channels,
                          guint sample_rate,
                          int format);
/* Everything as float; asserts that it worked. */
float *pt_test_read_audio (const char *path,
                           guint64 *frames,
                           guint *channels,
                           guint *sample_rate);

G_END_DECLS
