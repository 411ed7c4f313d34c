/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-render-source.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/pt-util.h"

/* Over so many frames a loop's pass takes up the one frame that it is shorter or longer
 * than the audio; 5 ms at 48 kHz. */
#define SLIP_FRAMES 256
/* A sound that was not made to be repeated goes over into its beginning. */
#define CROSSFADE_SECONDS 0.03
#define MAX_LOOP_BEATS 4096

static void
source_free (gpointer data)
{
  PtRenderSource *self = data;

  g_free (self->path);
  g_clear_pointer (&self->buffer, pt_audio_buffer_unref);
  g_free (self->tails);
  g_free (self);
}

GPtrArray *
pt_render_sources_new (void)
{
  return g_ptr_array_new_with_free_func (source_free);
}

guint
pt_render_sources_add (GPtrArray *self, const char *path, PtRole role, gboolean loop)
{
  PtRenderSource *source;

  g_return_val_if_fail (path != NULL, 0);

  for (guint i = 0; i < self->len; i++)
    {
      source = g_ptr_array_index (self, i);
      if (source->loop == loop && g_str_equal (source->path, path))
        return i;
    }

  source = g_new0 (PtRenderSource, 1);
  source->path = g_strdup (path);
  source->role = role;
  source->loop = loop;
  g_ptr_array_add (self, source);

  return self->len - 1;
}

/* How many beats the audio lasts to the frame; 0: none. */
static gint64
count_beats (guint64 frames, PtTempo tempo, guint sample_rate)
{
  double beats = (double) frames * pt_tempo_to_bpm (tempo) / (60.0 * sample_rate);
  gint64 n = llround (MIN (beats, 2.0 * MAX_LOOP_BEATS));

  if (n < 1 || n > MAX_LOOP_BEATS || pt_beats_to_frame ((PtBeats){ n, 1 }, tempo, sample_rate) != frames)
    return 0;

  return n;
}

/* The last frames of a pass that is one frame shorter (@slip 1) or longer (-1): the reading
 * point moves over by a frame, a little more with each, so that the pass ends where the
 * next begins. */
static void
make_slipped_tail (const float *samples, guint64 n_frames, guint n, int slip, float *tail)
{
  for (guint j = 0; j < n; j++)
    {
      guint64 at = n_frames - slip - n + j;
      float share = (float) (j + 1) / (float) (n + 1);

      for (guint c = 0; c < 2; c++)
        {
          float stays = samples[2 * (at % n_frames) + c];
          float moved = samples[2 * ((at + slip) % n_frames) + c];

          tail[2 * j + c] = stays + (moved - stays) * share;
        }
    }
}

/* Passes of whole beats, each on its exact frame. */
static void
prepare_beats (PtRenderSource *self, gint64 beats, PtTempo tempo, guint sample_rate)
{
  const float *samples = self->rt.frames;
  guint64 n = self->rt.n_frames;
  guint64 numerator = (guint64) beats * 60 * sample_rate * 1000000;
  guint64 divisor = pt_common_divisor (numerator, tempo);

  self->rt.period_den = tempo / divisor;
  self->rt.period_frames = numerator / divisor / self->rt.period_den;
  self->rt.period_rem = numerator / divisor % self->rt.period_den;
  if (self->rt.period_rem == 0)
    return;

  self->rt.tail_frames = MIN (SLIP_FRAMES, n / 4);
  if (self->rt.tail_frames == 0)
    return;
  self->tails = g_new (float, 4 * self->rt.tail_frames);
  make_slipped_tail (samples, n, self->rt.tail_frames, 1, self->tails);
  make_slipped_tail (samples, n, self->rt.tail_frames, -1, self->tails + 2 * self->rt.tail_frames);
  self->rt.tail_short = self->tails;
  self->rt.tail_long = self->tails + 2 * self->rt.tail_frames;
}

/* Any length: the end goes over into the beginning, at equal power because the two have
 * nothing to do with each other. */
static void
prepare_crossfade (PtRenderSource *self, guint sample_rate)
{
  const float *samples = self->rt.frames;
  guint64 n = self->rt.n_frames;
  guint tail = MIN ((guint64) (CROSSFADE_SECONDS * sample_rate), n / 4);

  self->rt.period_frames = n - tail;
  self->rt.intro_frames = tail;
  if (tail == 0)
    return;

  self->tails = g_new (float, 2 * tail);
  for (guint j = 0; j < tail; j++)
    {
      double angle = G_PI_2 * (j + 1) / (tail + 1);
      float out = cos (angle), in = sin (angle);

      for (guint c = 0; c < 2; c++)
        self->tails[2 * j + c] = samples[2 * (n - tail + j) + c] * out + samples[2 * j + c] * in;
    }
  self->rt.tail_exact = self->tails;
  self->rt.tail_frames = tail;
}

void
pt_render_source_prepare (PtRenderSource *self, PtTempo tempo, guint sample_rate)
{
  gint64 beats;

  g_return_if_fail (self->buffer != NULL);

  self->rt = (PtRtSource){
    .frames = pt_audio_buffer_get_samples (self->buffer),
    .n_frames = pt_audio_buffer_get_frames (self->buffer),
    .period_frames = pt_audio_buffer_get_frames (self->buffer),
    .period_den = 1,
  };
  if (!self->loop)
    return;

  beats = count_beats (self->rt.n_frames, tempo, sample_rate);
  if (beats > 0)
    prepare_beats (self, beats, tempo, sample_rate);
  else
    prepare_crossfade (self, sample_rate);
}

/* --- loading --- */

typedef struct
{
  GPtrArray *sources;
  PtSampleLoader *loader;
  PtTempo tempo;
  guint sample_rate;
  GCancellable *cancellable;
  GError **errors; /* one per source */
  gint next;
} Load;

static void
load_one (Load *load, guint i)
{
  PtRenderSource *source = g_ptr_array_index (load->sources, i);
  GError **error = &load->errors[i];

  if (source->loop)
    source->buffer = pt_sample_loader_load_loop (load->loader, source->path, 0, load->tempo, load->sample_rate,
                                                 &source->stretched, load->cancellable, error);
  else
    source->buffer = pt_sample_loader_load_one_shot (load->loader, source->path, load->sample_rate,
                                                     load->cancellable, error);
  if (source->buffer != NULL)
    pt_render_source_prepare (source, load->tempo, load->sample_rate);
  else if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (error, _ ("The sample of %s: "), pt_role_to_string (source->role));
}

static gpointer
load_thread (gpointer data)
{
  Load *load = data;

  while (TRUE)
    {
      gint i = g_atomic_int_add (&load->next, 1);

      if (i >= (gint) load->sources->len || g_cancellable_is_cancelled (load->cancellable))
        return NULL;
      load_one (load, i);
    }
}

gboolean
pt_render_sources_load (GPtrArray *self, PtSampleLoader *loader, PtTempo tempo, guint sample_rate, guint threads, GCancellable *cancellable, GError **error)
{
  Load load = { self, loader, tempo, sample_rate, cancellable, NULL, 0 };
  g_autoptr (GPtrArray) helpers = g_ptr_array_new ();
  gboolean loaded = TRUE;

  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), FALSE);

  load.errors = g_new0 (GError *, self->len + 1);
  for (guint i = 1; i < MIN (threads, self->len); i++)
    g_ptr_array_add (helpers, g_thread_new ("load", load_thread, &load));
  load_thread (&load);
  for (guint i = 0; i < helpers->len; i++)
    g_thread_join (g_ptr_array_index (helpers, i));

  for (guint i = 0; i < self->len; i++)
    if (load.errors[i] != NULL && loaded)
      {
        g_propagate_error (error, g_steal_pointer (&load.errors[i]));
        loaded = FALSE;
      }
    else
      {
        g_clear_error (&load.errors[i]);
      }
  g_free (load.errors);

  return loaded && !g_cancellable_set_error_if_cancelled (cancellable, error);
}
