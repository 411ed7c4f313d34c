/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-audition.h"

#include <math.h>

#include "core/pt-util.h"
#include "session/pt-groove.h"

#define NOTIFY_USEC (G_USEC_PER_SEC / 30)
#define MAX_VOLUME 2.0

struct _PtAudition
{
  GObject parent_instance;
  PtPlayer *player;
  PtSampleLoader *loader;
  PtTempo tempo;
  double volume;
  gboolean enabled;
  gboolean in_tempo;

  GCancellable *cancellable; /* of what is loading */
  char *path;
  gboolean playing; /* loading or sounding */
  gboolean previewing; /* the player has it */
  guint64 frames; /* of what is heard */
  double position;
  gint64 notified_usec;
};

enum
{
  PROP_0,
  PROP_ENABLED,
  PROP_IN_TEMPO,
  PROP_VOLUME,
  PROP_PLAYING,
  PROP_PATH,
  PROP_POSITION,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtAudition, pt_audition, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint failed_signal;

static void
notify (PtAudition *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_playing (PtAudition *self, gboolean playing)
{
  if (self->playing == playing)
    return;
  self->playing = playing;
  notify (self, PROP_PLAYING);
}

static void
set_position (PtAudition *self, double position)
{
  if (self->position == position)
    return;
  self->position = position;
  self->notified_usec = g_get_monotonic_time ();
  notify (self, PROP_POSITION);
}

static void
updated_cb (PtPlayer *player, PtAudition *self)
{
  guint64 frame;

  if (!self->previewing)
    return;
  if (!pt_player_get_preview_frame (player, &frame))
    {
      self->previewing = FALSE;
      if (self->cancellable == NULL)
        {
          set_position (self, 0);
          set_playing (self, FALSE);
        }
      return;
    }
  if (g_get_monotonic_time () - self->notified_usec >= NOTIFY_USEC)
    set_position (self, (double) frame / (double) MAX (self->frames, 1));
}

/* --- loading --- */

typedef struct
{
  char *path;
  PtSampleLoader *loader;
  PtTempo tempo; /* 0: raw */
  double loop_bpm;
  guint sample_rate;
  double from;
  gboolean stretched;
} Load;

typedef struct
{
  GWeakRef audition;
  GCancellable *cancellable;
} Request;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_free (load->path);
  g_object_unref (load->loader);
  g_free (load);
}

static void
load_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Load *load = task_data;
  GError *error = NULL;
  PtAudioBuffer *buffer;

  if (load->tempo > 0)
    buffer = pt_sample_loader_load_loop (load->loader, load->path, load->loop_bpm, load->tempo, load->sample_rate,
                                         &load->stretched, cancellable, &error);
  else
    buffer = pt_sample_loader_load_one_shot (load->loader, load->path, load->sample_rate, cancellable, &error);
  if (buffer != NULL)
    g_task_return_pointer (task, buffer, (GDestroyNotify) pt_audio_buffer_unref);
  else
    g_task_return_error (task, error);
}

static void
fail (PtAudition *self, const char *path, const char *message)
{
  set_playing (self, self->previewing);
  g_signal_emit (self, failed_signal, 0, path, message);
}

static void
play_buffer (PtAudition *self, PtAudioBuffer *buffer, const Load *load)
{
  guint64 frames = pt_audio_buffer_get_frames (buffer);
  g_autoptr (GError) error = NULL;
  PtPlayerPreview preview = {
    .buffer = buffer,
    .gain = 1,
    .from_frame = (guint64) (load->from * (double) frames),
    .loops = load->tempo > 0,
    .quantum_beats = self->in_tempo ? PT_PLAYER_BEAT : PT_PLAYER_NOW,
  };

  if (!pt_player_preview_full (self->player, &preview, &error))
    {
      fail (self, load->path, error->message);
      return;
    }
  self->previewing = TRUE;
  self->frames = frames;
  set_position (self, load->from);
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (PtAudition) self = g_weak_ref_get (&request->audition);
  g_autoptr (GCancellable) cancellable = request->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (PtAudioBuffer) buffer = g_task_propagate_pointer (G_TASK (result), &error);
  const Load *load = g_task_get_task_data (G_TASK (result));

  g_weak_ref_clear (&request->audition);
  g_free (request);
  if (self == NULL || self->cancellable != cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (buffer == NULL)
    fail (self, load->path, error->message);
  else
    play_buffer (self, buffer, load);
}

static void
cancel_load (PtAudition *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
begin_load (PtAudition *self, PtSample *sample, double from)
{
  const PtSampleInfo *info = pt_sample_get_info (sample);
  g_autoptr (GTask) task = NULL;
  Request *request = g_new0 (Request, 1);
  Load *load = g_new0 (Load, 1);

  load->path = g_strdup (info->path);
  load->loader = g_object_ref (self->loader);
  load->tempo = self->in_tempo && info->loop ? self->tempo : 0;
  load->loop_bpm = info->bpm;
  load->sample_rate = pt_player_get_sample_rate (self->player);
  load->from = from;

  self->cancellable = g_cancellable_new ();
  g_weak_ref_init (&request->audition, self);
  request->cancellable = g_object_ref (self->cancellable);
  task = g_task_new (NULL, self->cancellable, loaded_cb, request);
  g_task_set_source_tag (task, begin_load);
  g_task_set_task_data (task, load, load_free);
  g_task_run_in_thread (task, load_worker);
}

/* --- the object --- */

/* As loud as in the groove. */
static void
send_volume (PtAudition *self)
{
  pt_player_set_preview_gain (self->player, self->volume * pt_gain_from_db (-PT_GROOVE_HEADROOM_DB));
}

static void
disconnect_player (PtAudition *self)
{
  if (self->player == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->player, self);
  if (self->previewing)
    pt_player_preview (self->player, NULL, 0, NULL);
  self->previewing = FALSE;
}

static void
pt_audition_dispose (GObject *object)
{
  PtAudition *self = PT_AUDITION (object);

  cancel_load (self);
  disconnect_player (self);
  g_clear_object (&self->player);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (pt_audition_parent_class)->dispose (object);
}

static void
pt_audition_finalize (GObject *object)
{
  PtAudition *self = PT_AUDITION (object);

  g_free (self->path);

  G_OBJECT_CLASS (pt_audition_parent_class)->finalize (object);
}

static void
pt_audition_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PtAudition *self = PT_AUDITION (object);

  switch (id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_IN_TEMPO:
      g_value_set_boolean (value, self->in_tempo);
      break;
    case PROP_VOLUME:
      g_value_set_double (value, self->volume);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_POSITION:
      g_value_set_double (value, self->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pt_audition_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PtAudition *self = PT_AUDITION (object);

  switch (id)
    {
    case PROP_ENABLED:
      pt_audition_set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_IN_TEMPO:
      pt_audition_set_in_tempo (self, g_value_get_boolean (value));
      break;
    case PROP_VOLUME:
      pt_audition_set_volume (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pt_audition_class_init (PtAuditionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags reads = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writes = reads | G_PARAM_WRITABLE;

  object_class->dispose = pt_audition_dispose;
  object_class->finalize = pt_audition_finalize;
  object_class->get_property = pt_audition_get_property;
  object_class->set_property = pt_audition_set_property;

  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE, writes);
  properties[PROP_IN_TEMPO] = g_param_spec_boolean ("in-tempo", NULL, NULL, FALSE, writes);
  properties[PROP_VOLUME] = g_param_spec_double ("volume", NULL, NULL, 0, MAX_VOLUME, 1, writes);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, reads);
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, reads);
  properties[PROP_POSITION] = g_param_spec_double ("position", NULL, NULL, 0, 1, 0, reads);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  failed_signal = g_signal_new ("failed", PT_TYPE_AUDITION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
pt_audition_init (PtAudition *self)
{
  self->enabled = TRUE;
  self->volume = 1;
  self->tempo = pt_tempo_from_bpm (PT_TEMPO_DEFAULT_BPM);
}

PtAudition *
pt_audition_new (PtPlayer *player, PtSampleLoader *loader)
{
  PtAudition *self;

  g_return_val_if_fail (PT_IS_PLAYER (player), NULL);
  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), NULL);

  self = g_object_new (PT_TYPE_AUDITION, NULL);
  self->loader = g_object_ref (loader);
  pt_audition_set_player (self, player);

  return self;
}

void
pt_audition_set_player (PtAudition *self, PtPlayer *player)
{
  g_return_if_fail (PT_IS_AUDITION (self));
  g_return_if_fail (PT_IS_PLAYER (player));

  if (player == self->player)
    return;
  if (self->player != NULL)
    pt_audition_stop (self);
  disconnect_player (self);
  g_set_object (&self->player, player);
  send_volume (self);
  g_signal_connect_object (player, "updated", G_CALLBACK (updated_cb), self, 0);
}

gboolean
pt_audition_get_enabled (PtAudition *self)
{
  g_return_val_if_fail (PT_IS_AUDITION (self), FALSE);

  return self->enabled;
}

void
pt_audition_set_enabled (PtAudition *self, gboolean enabled)
{
  g_return_if_fail (PT_IS_AUDITION (self));

  if (self->enabled == !!enabled)
    return;
  self->enabled = !!enabled;
  notify (self, PROP_ENABLED);
}

gboolean
pt_audition_get_in_tempo (PtAudition *self)
{
  g_return_val_if_fail (PT_IS_AUDITION (self), FALSE);

  return self->in_tempo;
}

void
pt_audition_set_in_tempo (PtAudition *self, gboolean in_tempo)
{
  g_return_if_fail (PT_IS_AUDITION (self));

  if (self->in_tempo == !!in_tempo)
    return;
  self->in_tempo = !!in_tempo;
  notify (self, PROP_IN_TEMPO);
}

double
pt_audition_get_volume (PtAudition *self)
{
  g_return_val_if_fail (PT_IS_AUDITION (self), 0);

  return self->volume;
}

void
pt_audition_set_volume (PtAudition *self, double volume)
{
  g_return_if_fail (PT_IS_AUDITION (self));
  g_return_if_fail (isfinite (volume));

  volume = CLAMP (volume, 0, MAX_VOLUME);
  if (self->volume == volume)
    return;
  self->volume = volume;
  send_volume (self);
  notify (self, PROP_VOLUME);
}

void
pt_audition_set_tempo (PtAudition *self, PtTempo tempo)
{
  g_return_if_fail (PT_IS_AUDITION (self));
  g_return_if_fail (tempo > 0);

  self->tempo = tempo;
}

void
pt_audition_select (PtAudition *self, PtSample *sample)
{
  g_return_if_fail (PT_IS_AUDITION (self));
  g_return_if_fail (PT_IS_SAMPLE (sample));

  if (self->enabled)
    pt_audition_play (self, sample, 0);
}

void
pt_audition_play (PtAudition *self, PtSample *sample, double from)
{
  g_return_if_fail (PT_IS_AUDITION (self));
  g_return_if_fail (PT_IS_SAMPLE (sample));
  g_return_if_fail (isfinite (from));

  cancel_load (self);
  begin_load (self, sample, CLAMP (from, 0, 1));
  if (pt_set_str (&self->path, pt_sample_get_info (sample)->path))
    notify (self, PROP_PATH);
  set_playing (self, TRUE);
}

void
pt_audition_stop (PtAudition *self)
{
  g_return_if_fail (PT_IS_AUDITION (self));

  cancel_load (self);
  if (self->previewing)
    pt_player_preview (self->player, NULL, 0, NULL);
  self->previewing = FALSE;
  set_position (self, 0);
  set_playing (self, FALSE);
}

gboolean
pt_audition_get_playing (PtAudition *self)
{
  g_return_val_if_fail (PT_IS_AUDITION (self), FALSE);

  return self->playing;
}

const char *
pt_audition_get_path (PtAudition *self)
{
  g_return_val_if_fail (PT_IS_AUDITION (self), NULL);

  return self->path;
}

double
pt_audition_get_position (PtAudition *self)
{
  g_return_val_if_fail (PT_IS_AUDITION (self), 0);

  return self->position;
}
