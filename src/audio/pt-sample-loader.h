/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"
#include "core/pt-beats.h"

G_BEGIN_DECLS

/* Samples made ready for the engine: decoded, brought to stereo and to the session's
 * rate, loops stretched to the session's tempo so that they last whole bars to the frame.
 * One loader serves many renders (screening decodes each sample once); thread safe; keeps
 * at most a given amount of memory, and stretched loops on disk in the cache folder. */
#define PT_TYPE_SAMPLE_LOADER (pt_sample_loader_get_type ())
G_DECLARE_FINAL_TYPE (PtSampleLoader, pt_sample_loader, PT, SAMPLE_LOADER, GObject)

PtSampleLoader *pt_sample_loader_new (void);
/* For tests: another cache folder, NULL for none on disk. */
PtSampleLoader *pt_sample_loader_new_with_cache (const char *folder);

/* Prepared samples are kept in up to a quarter of the memory, at most 1 GB, unless set
 * otherwise; those used longest ago go first. */
void pt_sample_loader_set_max_memory (PtSampleLoader *self,
                                      guint64 bytes);
guint64 pt_sample_loader_get_memory (PtSampleLoader *self);
/* How many samples were prepared, not found ready, since the loader was made. */
guint pt_sample_loader_get_n_prepared (PtSampleLoader *self);

/* A one-shot at @sample_rate: never stretched. Mono becomes stereo (both channels as they
 * are), more than two channels are PT_AUDIO_ERROR_UNSUPPORTED. */
PtAudioBuffer *pt_sample_loader_load_one_shot (PtSampleLoader *self,
                                               const char *path,
                                               guint sample_rate,
                                               GCancellable *cancellable,
                                               GError **error);
/* A loop at @sample_rate and @tempo. Its own tempo is @loop_bpm when not 0, else what the
 * file name says, else the analysis of the audio and its length; a loop of n bars comes
 * back with exactly the frames of n bars at @tempo (n may be 1/4, 1/2 or 3/2: whole beats).
 * A tail after the last bar rings on over the beginning, a bar cut short is filled with
 * silence. A texture without a tempo (a drone, a pad of no whole number of bars) comes back
 * unstretched with *@stretched FALSE (nullable). */
PtAudioBuffer *pt_sample_loader_load_loop (PtSampleLoader *self,
                                           const char *path,
                                           double loop_bpm,
                                           PtTempo tempo,
                                           guint sample_rate,
                                           gboolean *stretched,
                                           GCancellable *cancellable,
                                           GError **error);

G_END_DECLS
