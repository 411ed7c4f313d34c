/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-audio-buffer.h"
#include "audio/pt-device.h"
#include "audio/pt-render-plan.h"
#include "audio/rt/pt-rt-engine.h"

G_BEGIN_DECLS

/* The live engine of audio/rt with what the main thread keeps for it: a reference for each
 * plan and each buffer that is lent, given up when the engine reports that nothing reads it
 * any more, and a queue for commands that found the ring full. Everything but
 * pt_live_engine_render_cb() on one thread. */
typedef struct _PtLiveEngine PtLiveEngine;

/* News from the engine, while pt_live_engine_update() runs. @plan is alive until the
 * function returns. */
typedef void (*PtLiveEngineNewsFunc) (PtRtReportKind kind,
                                      PtRenderPlan *plan,
                                      guint64 token,
                                      gpointer user_data);

PtLiveEngine *pt_live_engine_new (guint sample_rate);
/* The audio thread must not run any more. */
void pt_live_engine_free (PtLiveEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtLiveEngine, pt_live_engine_free)

/* A PtDeviceCallback; user_data is the PtLiveEngine. */
void pt_live_engine_render_cb (float *interleaved,
                               guint frames,
                               gpointer user_data);
/* For tests: hears, on the audio thread, everything that goes to the device. While no
 * device runs. */
void pt_live_engine_set_capture (PtLiveEngine *self,
                                 PtDeviceCallback capture,
                                 gpointer user_data);

/* Commands without plan or source. */
void pt_live_engine_send (PtLiveEngine *self,
                          const PtRtCommand *command);
/* @command->plan is filled in. */
void pt_live_engine_send_plan (PtLiveEngine *self,
                               const PtRtCommand *command,
                               PtRenderPlan *plan);
/* Plays @buffer (stereo, at the engine's rate) once on @lane, by hand; the number under
 * which it can be stopped. */
guint64 pt_live_engine_start_buffer (PtLiveEngine *self,
                                     PtAudioBuffer *buffer,
                                     guint lane,
                                     float gain,
                                     guint64 start_frame);
/* The same from @from_frame of the buffer on, and with @loops round and round. */
guint64 pt_live_engine_start_buffer_at (PtLiveEngine *self,
                                        PtAudioBuffer *buffer,
                                        guint lane,
                                        float gain,
                                        guint64 start_frame,
                                        guint64 from_frame,
                                        gboolean loops);

/* Hands over waiting commands, takes back what is free, tells the news. */
void pt_live_engine_update (PtLiveEngine *self,
                            PtLiveEngineNewsFunc news,
                            gpointer user_data);
/* Lets gains and pans that were set reach their values before anything is heard. While no
 * device runs. */
void pt_live_engine_settle (PtLiveEngine *self);

void pt_live_engine_get_status (PtLiveEngine *self,
                                PtRtStatus *status);
/* @lane PT_RT_N_LANES: the master. */
void pt_live_engine_read_levels (PtLiveEngine *self,
                                 guint lane,
                                 PtRtLevels *levels);
float pt_live_engine_read_reduction (PtLiveEngine *self);
guint pt_live_engine_get_latency (PtLiveEngine *self);
guint pt_live_engine_get_sample_rate (PtLiveEngine *self);
/* Plans and buffers that the engine has and has not given back. */
guint pt_live_engine_get_n_lent (PtLiveEngine *self);

G_END_DECLS
