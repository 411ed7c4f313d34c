/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-player.h"

#include <math.h>
#include <string.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-device-silent.h"
#include "audio/pt-live-engine.h"
#include "audio/pt-player-private.h"
#include "core/pt-util.h"

#define UPDATE_MSEC 16
/* What is previewed goes past the roles' strips. */
#define PREVIEW_LANE (PT_RT_N_LANES - 1)
#define MASTER PT_RT_N_LANES

G_STATIC_ASSERT (PT_ROLE_NONE <= PREVIEW_LANE);

/* A role's strip as it was set. Which one is heard when others are solo is decided here and
 * not in the engine, where a solo would silence what is previewed, too. */
typedef struct
{
  double gain;
  double pan;
  gboolean mute;
  gboolean solo;
} Channel;

struct _PtPlayer
{
  GObject parent_instance;
  PtDevice *device;
  PtLiveEngine *engine;
  GSource *source; /* on the context of the thread that made us */
  gboolean running; /* the device calls */

  PtRenderPlan *wanted; /* the newest that was sent */
  PtRenderPlan *sounding; /* what the engine has; behind @wanted until the beat comes */
  gint64 pending_beats; /* where @wanted, or one before it, will be set; -1: none waits */
  guint64 pending_frame;
  PtTempo pending_tempo;
  guint load_serial;
  guint64 preview_token; /* 0: none */
  guint64 preview_start; /* on the engine's clock */
  guint64 preview_from;
  guint64 preview_frames;
  gboolean preview_loops;
  Channel channels[PT_N_ROLES];

  PtRtStatus status;
  double position_beats;
  guint underruns; /* of this device, and of those before */
  guint past_underruns;
  double load;
  gboolean awaits_silence;
  PtPlayerLevels levels[PT_RT_N_LANES + 1];
  double max_peak;
  double limiter_gain;
};

enum
{
  PROP_0,
  PROP_PLAYING,
  PROP_POSITION_BEATS,
  PROP_DEVICE_NAME,
  PROP_UNDERRUNS,
  PROP_LOAD,
  N_PROPS
};

enum
{
  SIGNAL_UPDATED,
  SIGNAL_FINISHED,
  SIGNAL_SILENCED,
  SIGNAL_DEVICE_LOST,
  SIGNAL_PLAN_SET,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtPlayer, pt_player, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* --- the device --- */

/* The song goes on where nobody hears it: better than a clock that stands still, on which
 * everything else waits. The name of what is gone. (transfer full) */
static char *
replace_lost_device (PtPlayer *self)
{
  char *name = g_strdup (pt_device_get_name (self->device));
  guint block = pt_device_get_block_frames (self->device);
  g_autoptr (GError) error = NULL;

  pt_device_stop (self->device);
  self->past_underruns += pt_device_get_underruns (self->device);
  g_object_unref (self->device);
  self->device = PT_DEVICE (pt_device_silent_new (pt_live_engine_get_sample_rate (self->engine), block));
  self->running = pt_device_start (self->device, pt_live_engine_render_cb, self->engine, &error);
  if (!self->running)
    g_warning ("%s", error->message);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE_NAME]);

  return name;
}

static gboolean
start_device (PtPlayer *self, GError **error)
{
  if (self->running)
    return TRUE;

  pt_live_engine_settle (self->engine);
  self->running = pt_device_start (self->device, pt_live_engine_render_cb, self->engine, error);

  return self->running;
}

/* --- looking at the engine --- */

static double
frames_to_beats (PtRenderPlan *plan, guint64 frames)
{
  return plan == NULL ? 0
                      : frames * pt_tempo_to_bpm (pt_render_plan_get_tempo (plan)) / (60.0 * pt_render_plan_get_sample_rate (plan));
}

static void
set_sounding (PtPlayer *self, PtRenderPlan *plan)
{
  if (plan != NULL)
    pt_render_plan_ref (plan);
  g_clear_pointer (&self->sounding, pt_render_plan_unref);
  self->sounding = plan;
}

/* Signals come after everything is up to date. */
typedef struct
{
  PtPlayer *player;
  PtRenderPlan *plan_set;
  gboolean has_plan_set;
  gboolean finished;
  gboolean silenced;
} News;

static void
news_cb (PtRtReportKind kind, PtRenderPlan *plan, guint64 token, gpointer user_data)
{
  News *news = user_data;
  PtPlayer *self = news->player;

  switch (kind)
    {
    case PT_RT_REPORT_PLAN_SET:
      set_sounding (self, plan);
      if (plan == self->wanted)
        self->pending_beats = -1;
      news->has_plan_set = TRUE;
      g_clear_pointer (&news->plan_set, pt_render_plan_unref);
      if (plan != NULL)
        news->plan_set = pt_render_plan_ref (plan);
      break;
    case PT_RT_REPORT_SONG_ENDED:
      news->finished = TRUE;
      self->awaits_silence = TRUE;
      break;
    case PT_RT_REPORT_STOPPED:
      self->awaits_silence = TRUE;
      break;
    case PT_RT_REPORT_VOICE_ENDED:
      if (token == self->preview_token)
        self->preview_token = 0;
      break;
    case PT_RT_REPORT_PLAN_RELEASED:
    default:
      break;
    }
}

static void
update_levels (PtPlayer *self)
{
  for (guint lane = 0; lane <= MASTER; lane++)
    {
      PtRtLevels levels;

      pt_live_engine_read_levels (self->engine, lane, &levels);
      for (guint c = 0; c < 2; c++)
        {
          self->levels[lane].peak[c] = levels.peak[c];
          self->levels[lane].rms[c] = levels.rms[c];
        }
    }
  for (guint c = 0; c < 2; c++)
    self->max_peak = MAX (self->max_peak, self->levels[MASTER].peak[c]);
  self->limiter_gain = pt_live_engine_read_reduction (self->engine);
}

static void
update_status (PtPlayer *self)
{
  GObject *object = G_OBJECT (self);
  gboolean was_playing = self->status.playing;
  double position;

  pt_live_engine_get_status (self->engine, &self->status);
  if (self->status.playing != was_playing)
    g_object_notify_by_pspec (object, properties[PROP_PLAYING]);
  position = frames_to_beats (self->sounding, self->status.song_frame);
  if (position != self->position_beats)
    {
      self->position_beats = position;
      g_object_notify_by_pspec (object, properties[PROP_POSITION_BEATS]);
    }
}

static void
update_device (PtPlayer *self, char **lost)
{
  GObject *object = G_OBJECT (self);
  guint underruns;
  double load;

  if (self->running && !pt_device_is_alive (self->device))
    *lost = replace_lost_device (self);
  underruns = self->past_underruns + pt_device_get_underruns (self->device);
  if (underruns != self->underruns)
    {
      self->underruns = underruns;
      g_object_notify_by_pspec (object, properties[PROP_UNDERRUNS]);
    }
  load = pt_device_get_load (self->device);
  if (fabs (load - self->load) >= 0.005)
    {
      self->load = load;
      g_object_notify_by_pspec (object, properties[PROP_LOAD]);
    }
}

void
pt_player_update (PtPlayer *self)
{
  g_autoptr (PtPlayer) alive = NULL;
  g_autofree char *lost = NULL;
  News news = { .player = self };

  g_return_if_fail (PT_IS_PLAYER (self));

  alive = g_object_ref (self); /* whoever hears a signal may drop the last reference */
  g_object_freeze_notify (G_OBJECT (self));
  pt_live_engine_update (self->engine, news_cb, &news);
  update_status (self);
  update_levels (self);
  update_device (self, &lost);
  if (self->awaits_silence && self->status.n_voices == 0 && !self->status.playing)
    {
      self->awaits_silence = FALSE;
      news.silenced = TRUE;
    }
  else if (self->status.playing)
    {
      self->awaits_silence = FALSE;
    }
  g_object_thaw_notify (G_OBJECT (self));

  if (lost != NULL)
    g_signal_emit (self, signals[SIGNAL_DEVICE_LOST], 0, lost);
  if (news.has_plan_set)
    g_signal_emit (self, signals[SIGNAL_PLAN_SET], 0, news.plan_set);
  g_clear_pointer (&news.plan_set, pt_render_plan_unref);
  if (news.finished)
    g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
  if (news.silenced)
    g_signal_emit (self, signals[SIGNAL_SILENCED], 0);
  g_signal_emit (self, signals[SIGNAL_UPDATED], 0);
}

static gboolean
update_cb (gpointer data)
{
  pt_player_update (PT_PLAYER (data));

  return G_SOURCE_CONTINUE;
}

/* --- the object --- */

static void
pt_player_dispose (GObject *object)
{
  PtPlayer *self = PT_PLAYER (object);

  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }
  if (self->running)
    pt_device_stop (self->device);
  self->running = FALSE;
  g_clear_pointer (&self->sounding, pt_render_plan_unref);
  g_clear_pointer (&self->wanted, pt_render_plan_unref);

  G_OBJECT_CLASS (pt_player_parent_class)->dispose (object);
}

static void
pt_player_finalize (GObject *object)
{
  PtPlayer *self = PT_PLAYER (object);

  g_clear_pointer (&self->engine, pt_live_engine_free);
  g_clear_object (&self->device);

  G_OBJECT_CLASS (pt_player_parent_class)->finalize (object);
}

static void
pt_player_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PtPlayer *self = PT_PLAYER (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, pt_player_get_playing (self));
      break;
    case PROP_POSITION_BEATS:
      g_value_set_double (value, pt_player_get_position_beats (self));
      break;
    case PROP_DEVICE_NAME:
      g_value_set_string (value, pt_device_get_name (self->device));
      break;
    case PROP_UNDERRUNS:
      g_value_set_uint (value, pt_player_get_underruns (self));
      break;
    case PROP_LOAD:
      g_value_set_double (value, pt_player_get_load (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pt_player_class_init (PtPlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pt_player_dispose;
  object_class->finalize = pt_player_finalize;
  object_class->get_property = pt_player_get_property;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_POSITION_BEATS] = g_param_spec_double ("position-beats", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_DEVICE_NAME] = g_param_spec_string ("device-name", NULL, NULL, NULL, flags);
  properties[PROP_UNDERRUNS] = g_param_spec_uint ("underruns", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_LOAD] = g_param_spec_double ("load", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_UPDATED] = g_signal_new ("updated", PT_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", PT_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SILENCED] = g_signal_new ("silenced", PT_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DEVICE_LOST] = g_signal_new ("device-lost", PT_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_PLAN_SET] = g_signal_new ("plan-set", PT_TYPE_PLAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
pt_player_init (PtPlayer *self)
{
  self->limiter_gain = 1;
  self->pending_beats = -1;
  for (guint role = 0; role < PT_N_ROLES; role++)
    self->channels[role].gain = 1;
}

PtPlayer *
pt_player_new (PtDevice *device)
{
  PtPlayer *self;

  g_return_val_if_fail (PT_IS_DEVICE (device), NULL);

  self = g_object_new (PT_TYPE_PLAYER, NULL);
  self->device = g_object_ref (device);
  self->engine = pt_live_engine_new (pt_device_get_sample_rate (device));
  self->source = g_timeout_source_new (UPDATE_MSEC);
  g_source_set_callback (self->source, update_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());

  return self;
}

guint
pt_player_get_sample_rate (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return pt_live_engine_get_sample_rate (self->engine);
}

PtDevice *
pt_player_get_device (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), NULL);

  return self->device;
}

/* --- the song --- */

/* The place in the song as of now, not of the last update, by the plan that sounds. */
static guint64
read_song_frame (PtPlayer *self, gboolean *playing)
{
  PtRtStatus status;

  pt_live_engine_get_status (self->engine, &status);
  *playing = status.playing;

  return status.song_frame;
}

static gboolean
is_round (PtRenderPlan *plan)
{
  return plan != NULL && pt_render_plan_get_looping (plan);
}

/* The next multiple of @quantum_beats that the audio thread cannot have passed when it
 * hears of it. */
static gint64
next_boundary (PtPlayer *self, guint64 song_frame, guint quantum_beats)
{
  guint64 soon = song_frame + 2 * pt_device_get_block_frames (self->device);
  gint64 beats = (gint64) floor (frames_to_beats (self->sounding, soon) / quantum_beats) * quantum_beats;

  while (pt_beats_to_frame (pt_beats_new (beats, 1), pt_render_plan_get_tempo (self->sounding),
                            pt_live_engine_get_sample_rate (self->engine))
         <= soon)
    beats += quantum_beats;

  return beats;
}

static guint64
beats_to_frame (PtPlayer *self, PtRenderPlan *plan, PtBeats beats)
{
  return pt_beats_to_frame (beats, pt_render_plan_get_tempo (plan), pt_live_engine_get_sample_rate (self->engine));
}

/* When the next multiple of @quantum_beats is reached, and which beat of the song that is;
 * FALSE: the song stands still, or nobody waits. */
typedef struct
{
  gint64 beats;
  guint64 song_frame; /* on the clock that counts the rounds one after the other */
  guint64 engine_frame;
} Boundary;

static gboolean
find_boundary (PtPlayer *self, guint quantum_beats, Boundary *boundary)
{
  PtRtStatus status;
  guint64 frame, end;

  pt_live_engine_get_status (self->engine, &status);
  if (!status.playing || quantum_beats == PT_PLAYER_NOW || self->sounding == NULL)
    return FALSE;

  boundary->beats = next_boundary (self, status.song_frame, quantum_beats);
  frame = beats_to_frame (self, self->sounding, pt_beats_new (boundary->beats, 1));
  /* The end of the song is a boundary, too; on its last frame it is still playing and goes
   * on into what comes. One that goes round is at its beginning there. */
  end = pt_render_plan_get_frames (self->sounding);
  if (is_round (self->sounding) && frame >= end)
    {
      frame = end;
      boundary->beats = 0;
    }
  else if (frame >= end)
    {
      frame = end - 1;
    }
  boundary->song_frame = status.lap_frame + frame;
  boundary->engine_frame = status.engine_frame + (frame - MIN (frame, status.song_frame));

  return TRUE;
}

/* Fills in when @command is due, and returns at which beat; -1: at once. */
static gint64
schedule (PtPlayer *self, PtRtCommand *command, guint quantum_beats)
{
  Boundary boundary;

  if (!find_boundary (self, quantum_beats, &boundary))
    return -1;
  command->when = PT_RT_WHEN_SONG;
  command->at_frame = boundary.song_frame;

  return boundary.beats;
}

static void
send_plan (PtPlayer *self, PtRtCommand *command, PtRenderPlan *plan, gint64 beats)
{
  /* At another tempo the same beat is another frame. */
  if (plan != NULL && self->sounding != NULL
      && pt_render_plan_get_tempo (plan) != pt_render_plan_get_tempo (self->sounding))
    {
      gboolean playing;
      double now = frames_to_beats (self->sounding, read_song_frame (self, &playing));

      command->song_frame = beats_to_frame (self, plan, beats >= 0 ? pt_beats_new (beats, 1) : pt_beats_from_double (now));
    }
  command->keeps_tails = is_round (plan);
  pt_live_engine_send_plan (self->engine, command, plan);
}

/* A plan that waits for its beat cannot be called back. One that comes later but is due
 * earlier is therefore set once more, right after it. */
static void
override_pending (PtPlayer *self, PtRenderPlan *plan)
{
  PtRtCommand command = {
    .kind = PT_RT_COMMAND_SET_PLAN,
    .when = PT_RT_WHEN_SONG,
    .at_frame = self->pending_frame,
    .song_frame = PT_RT_KEEP,
    .keeps_tails = is_round (plan),
  };

  if (plan != NULL && pt_render_plan_get_tempo (plan) != self->pending_tempo)
    command.song_frame = beats_to_frame (self, plan, pt_beats_new (self->pending_beats, 1));
  pt_live_engine_send_plan (self->engine, &command, plan);
}

static void
set_plan (PtPlayer *self, PtRenderPlan *plan, guint quantum_beats, gboolean exchanges)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_SET_PLAN, .song_frame = PT_RT_KEEP, .exchanges = exchanges };
  gint64 beats = schedule (self, &command, quantum_beats);

  send_plan (self, &command, plan, beats);
  if (self->pending_beats >= 0 && (beats < 0 || command.at_frame < self->pending_frame))
    {
      override_pending (self, plan);
    }
  else if (beats >= 0)
    {
      self->pending_beats = beats;
      self->pending_frame = command.at_frame;
      self->pending_tempo = plan != NULL ? pt_render_plan_get_tempo (plan) : 0;
    }

  if (plan != NULL)
    pt_render_plan_ref (plan);
  g_clear_pointer (&self->wanted, pt_render_plan_unref);
  self->wanted = plan;
  /* What is due at once is as good as there: a seek right after it counts in its tempo. */
  if (beats < 0)
    set_sounding (self, plan);
}

void
pt_player_set_plan (PtPlayer *self, PtRenderPlan *plan, guint quantum_beats)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (plan == NULL || pt_render_plan_get_sample_rate (plan) == pt_player_get_sample_rate (self));

  /* What is still loading was asked for earlier. */
  self->load_serial++;
  set_plan (self, plan, quantum_beats, FALSE);
}

void
pt_player_exchange_plan (PtPlayer *self, PtRenderPlan *plan)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (plan != NULL && pt_render_plan_get_sample_rate (plan) == pt_player_get_sample_rate (self));

  self->load_serial++;
  set_plan (self, plan, PT_PLAYER_NOW, TRUE);
}

gboolean
pt_player_play (PtPlayer *self, GError **error)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_PLAY };
  gboolean playing;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);

  if (self->wanted == NULL)
    {
      g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_INVALID, "There is nothing to play yet; load an arrangement first");
      return FALSE;
    }
  if (!start_device (self, error))
    return FALSE;
  /* From the end there is nowhere to go but to the beginning. */
  if (read_song_frame (self, &playing) >= pt_render_plan_get_frames (self->wanted) && !playing)
    pt_player_seek (self, PT_BEATS_ZERO, PT_PLAYER_NOW);
  pt_live_engine_send (self->engine, &command);

  return TRUE;
}

void
pt_player_stop (PtPlayer *self)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_STOP };

  g_return_if_fail (PT_IS_PLAYER (self));

  pt_live_engine_send (self->engine, &command);
}

void
pt_player_seek (PtPlayer *self, PtBeats position, guint quantum_beats)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_SEEK };
  PtRenderPlan *plan;

  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (position.num >= 0);

  plan = self->sounding != NULL ? self->sounding : self->wanted;
  if (plan == NULL)
    return;
  schedule (self, &command, quantum_beats);
  command.song_frame = MIN (beats_to_frame (self, plan, position), pt_render_plan_get_frames (plan));
  pt_live_engine_send (self->engine, &command);
}

/* --- loading, for pt-player-load.c --- */

guint
_pt_player_begin_load (PtPlayer *self)
{
  g_assert (PT_IS_PLAYER (self));

  return ++self->load_serial;
}

gboolean
_pt_player_end_load (PtPlayer *self, guint serial, PtArrangement *arrangement, PtRenderPlan *plan, guint quantum_beats)
{
  g_assert (PT_IS_PLAYER (self));
  g_assert (plan != NULL);

  if (serial != self->load_serial)
    return FALSE;
  pt_player_set_channels (self, arrangement);
  set_plan (self, plan, quantum_beats, FALSE);

  return TRUE;
}

/* --- facts --- */

gboolean
pt_player_get_playing (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);

  return self->status.playing;
}

guint64
pt_player_get_position_frames (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return self->status.song_frame;
}

double
pt_player_get_position_beats (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return self->position_beats;
}

char *
pt_player_format_position (PtPlayer *self)
{
  gint64 beats;

  g_return_val_if_fail (PT_IS_PLAYER (self), NULL);

  /* A frame rounded down must not show the beat before. */
  beats = (gint64) floor (self->position_beats + 1e-4);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, beats / PT_BEATS_PER_BAR + 1, beats % PT_BEATS_PER_BAR + 1);
}

gboolean
pt_player_is_silent (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), TRUE);

  return !self->status.playing && self->status.n_voices == 0;
}

void
pt_player_get_levels (PtPlayer *self, PtRole role, PtPlayerLevels *levels)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (levels != NULL);

  *levels = self->levels[role < PT_ROLE_NONE ? (guint) role : MASTER];
}

double
pt_player_get_max_peak (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return self->max_peak;
}

double
pt_player_get_limiter_gain (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 1);

  return self->limiter_gain;
}

guint
pt_player_get_underruns (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return self->underruns;
}

double
pt_player_get_load (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return self->load;
}

guint
pt_player_get_latency_frames (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return pt_live_engine_get_latency (self->engine);
}

guint
pt_player_get_n_lent (PtPlayer *self)
{
  g_return_val_if_fail (PT_IS_PLAYER (self), 0);

  return pt_live_engine_get_n_lent (self->engine);
}

void
pt_player_set_capture (PtPlayer *self, PtDeviceCallback capture, gpointer user_data)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (!self->running);

  pt_live_engine_set_capture (self->engine, capture, user_data);
}

/* --- gains --- */

static void
send_channels (PtPlayer *self)
{
  gboolean any_solo = FALSE;

  for (guint role = 0; role < PT_N_ROLES; role++)
    any_solo = any_solo || self->channels[role].solo;
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      const Channel *channel = &self->channels[role];
      const PtRtCommand command = {
        .kind = PT_RT_COMMAND_SET_LANE,
        .lane = role,
        .gain = channel->gain,
        .pan = channel->pan,
        .mute = channel->mute || (any_solo && !channel->solo),
      };

      pt_live_engine_send (self->engine, &command);
    }
}

void
pt_player_set_channel (PtPlayer *self, PtRole role, double gain, double pan, gboolean mute, gboolean solo)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (role < PT_ROLE_NONE);
  g_return_if_fail (isfinite (gain) && gain >= 0 && isfinite (pan));

  self->channels[role] = (Channel){ gain, pan, mute, solo };
  send_channels (self);
}

void
pt_player_set_channels (PtPlayer *self, PtArrangement *arrangement)
{
  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (PT_IS_ARRANGEMENT (arrangement));

  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      PtMixerChannel *channel = pt_arrangement_get_channel (arrangement, role);

      self->channels[role] = (Channel){
        pt_gain_from_db (pt_mixer_channel_get_gain_db (channel)),
        pt_mixer_channel_get_pan (channel),
        pt_mixer_channel_get_mute (channel),
        pt_mixer_channel_get_solo (channel),
      };
    }
  send_channels (self);
}

void
pt_player_set_master_gain (PtPlayer *self, double gain)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_SET_MASTER, .gain = gain };

  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (isfinite (gain) && gain >= 0);

  pt_live_engine_send (self->engine, &command);
}

gboolean
pt_player_preview (PtPlayer *self, PtAudioBuffer *buffer, double gain, GError **error)
{
  const PtPlayerPreview preview = { .buffer = buffer, .gain = gain };

  return pt_player_preview_full (self, &preview, error);
}

/* What sounds goes on until @start_frame; what only waits for its beat never begins. */
static void
end_preview (PtPlayer *self, guint64 start_frame)
{
  PtRtCommand command = { .kind = PT_RT_COMMAND_STOP_VOICE, .token = self->preview_token };
  PtRtStatus status;

  if (self->preview_token == 0)
    return;
  pt_live_engine_get_status (self->engine, &status);
  if (start_frame > 0 && self->preview_start <= status.engine_frame)
    {
      command.when = PT_RT_WHEN_ENGINE;
      command.at_frame = start_frame;
    }
  pt_live_engine_send (self->engine, &command);
  self->preview_token = 0;
}

gboolean
pt_player_preview_full (PtPlayer *self, const PtPlayerPreview *preview, GError **error)
{
  PtAudioBuffer *buffer;
  PtRtStatus status;
  Boundary boundary;
  guint64 start;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);
  g_return_val_if_fail (preview != NULL, FALSE);
  buffer = preview->buffer;
  g_return_val_if_fail (buffer == NULL || pt_audio_buffer_get_channels (buffer) == 2, FALSE);
  g_return_val_if_fail (buffer == NULL || pt_audio_buffer_get_sample_rate (buffer) == pt_player_get_sample_rate (self), FALSE);

  if (buffer == NULL)
    {
      end_preview (self, 0);
      return TRUE;
    }
  if (!start_device (self, error))
    return FALSE;

  /* Far enough ahead that its beginning is not in the past. */
  pt_live_engine_get_status (self->engine, &status);
  start = status.engine_frame + 2 * pt_device_get_block_frames (self->device);
  if (find_boundary (self, preview->quantum_beats, &boundary))
    start = MAX (start, boundary.engine_frame);
  end_preview (self, start);
  self->preview_start = start;
  self->preview_frames = pt_audio_buffer_get_frames (buffer);
  self->preview_from = MIN (preview->from_frame, self->preview_frames);
  self->preview_loops = preview->loops && self->preview_frames > 0;
  self->preview_token = pt_live_engine_start_buffer_at (self->engine, buffer, PREVIEW_LANE, preview->gain, start,
                                                        self->preview_from, self->preview_loops);

  return TRUE;
}

void
pt_player_set_preview_gain (PtPlayer *self, double gain)
{
  const PtRtCommand command = { .kind = PT_RT_COMMAND_SET_LANE, .lane = PREVIEW_LANE, .gain = gain };

  g_return_if_fail (PT_IS_PLAYER (self));
  g_return_if_fail (isfinite (gain) && gain >= 0);

  pt_live_engine_send (self->engine, &command);
}

gboolean
pt_player_get_preview_frame (PtPlayer *self, guint64 *frame)
{
  guint64 now;

  g_return_val_if_fail (PT_IS_PLAYER (self), FALSE);

  if (self->preview_token == 0)
    return FALSE;
  now = self->preview_from;
  if (self->status.engine_frame > self->preview_start)
    now += self->status.engine_frame - self->preview_start;
  now = self->preview_loops ? now % self->preview_frames : MIN (now, self->preview_frames);
  if (frame != NULL)
    *frame = now;

  return TRUE;
}
