/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "audio/pt-device-silent.h"
#include "audio/pt-player-private.h"
#include "core/pt-util.h"

#define UPDATE_MSEC 16
#define MASTER PT_RT_N_LANES

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

gboolean
_pt_player_start_device (PtPlayer *self, GError **error)
{
  if (self->running)
    return TRUE;

  pt_live_engine_settle (self->engine);
  self->running = pt_device_start (self->device, pt_live_engine_render_cb, self->engine, error);

  return self->running;
}

/* --- looking at the engine --- */

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
      _pt_player_set_sounding (self, plan);
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
  position = _pt_player_frames_to_beats (self->sounding, self->status.song_frame);
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
      const PtPlayerChannel *channel = &self->channels[role];
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

  self->channels[role] = (PtPlayerChannel){ gain, pan, mute, solo };
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

      self->channels[role] = (PtPlayerChannel){
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
