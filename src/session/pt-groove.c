/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-groove.h"

#include "session/pt-groove-plan.h"

/* A plan is made whenever something changes that can be heard: at most one on the way to
 * the engine at a time from here, asked for once the main loop comes round, so that many
 * changes at once make one plan. The newest request cancels those before it. */

/* A plan that was handed to the player and whose palette has not sounded yet. */
typedef struct
{
  PtRenderPlan *plan;
  PtPalette *palette;
} Sent;

/* What of a role is heard. */
typedef struct
{
  char *path;
  double gain;
  double pan;
} Heard;

struct _PtGroove
{
  GObject parent_instance;
  PtPlayer *player;
  PtSampleLoader *loader;
  PtPalette *palette;
  char **roots;
  PtTempo tempo;
  PtGroovePart part;
  gboolean playing; /* is to sound */
  gboolean loading;
  gboolean started; /* the player was told to play */
  gboolean stale; /* what the player has is not what is wanted */
  PtBeats start; /* where it is to begin */
  Heard heard[PT_N_ROLES]; /* as of the newest request */
  gboolean solo[PT_N_ROLES];
  gboolean mute[PT_N_ROLES];

  GSource *source; /* a request to be made */
  guint quantum_beats; /* of it */
  GCancellable *cancellable; /* of the one that is loading */
  GQueue sent; /* of Sent */

  PtPalette *other;
  gboolean matching;
  double match_gain_db;
};

enum
{
  PROP_0,
  PROP_PLAYING,
  PROP_PART,
  PROP_LOADING,
  PROP_MATCHING,
  PROP_MATCH_GAIN_DB,
  N_PROPS
};

enum
{
  SIGNAL_CHANGED_OVER,
  SIGNAL_NOTICE,
  SIGNAL_FAILED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtGroove, pt_groove, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
sent_free (gpointer data)
{
  Sent *sent = data;

  pt_render_plan_unref (sent->plan);
  g_object_unref (sent->palette);
  g_free (sent);
}

static void
set_flag (PtGroove *self, gboolean *flag, gboolean value, guint property)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* --- what is heard --- */

/* Remembers what of the palette is heard. TRUE: other sounds than before; *@levels: other
 * gains or pans. */
static gboolean
remember_heard (PtGroove *self, gboolean *levels)
{
  gboolean sounds = FALSE;

  *levels = FALSE;
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      Heard *heard = &self->heard[role];
      Heard now = { 0 };

      if (self->palette != NULL)
        now = (Heard){
          pt_palette_resolve (self->palette, role, (const char *const *) self->roots),
          pt_palette_get_gain (self->palette, role),
          pt_palette_get_pan (self->palette, role),
        };
      sounds = sounds || g_strcmp0 (now.path, heard->path) != 0;
      *levels = *levels || now.gain != heard->gain || now.pan != heard->pan;
      g_free (heard->path);
      *heard = now;
    }

  return sounds;
}

/* --- to the player --- */

static void
send_channels (PtGroove *self)
{
  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_player_set_channel (self->player, role, 1, 0, self->mute[role], self->solo[role]);
}

static void
fail (PtGroove *self, const char *message)
{
  set_flag (self, &self->playing, FALSE, PROP_PLAYING);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

static void
start (PtGroove *self)
{
  g_autoptr (GError) error = NULL;

  send_channels (self);
  pt_player_seek (self->player, self->start, PT_PLAYER_NOW);
  self->start = PT_BEATS_ZERO;
  self->started = pt_player_play (self->player, &error);
  if (!self->started)
    fail (self, error->message);
}

static void
hand_over (PtGroove *self, PtRenderPlan *plan, guint quantum_beats)
{
  Sent *sent;

  self->stale = FALSE;
  pt_player_set_plan (self->player, plan, self->started ? quantum_beats : PT_PLAYER_NOW);
  if (plan == NULL)
    {
      /* When there is something again it begins from the beginning. */
      if (self->started)
        pt_player_stop (self->player);
      self->started = FALSE;
      return;
    }
  sent = g_new0 (Sent, 1);
  sent->plan = pt_render_plan_ref (plan);
  sent->palette = g_object_ref (self->palette);
  g_queue_push_tail (&self->sent, sent);
  if (!self->started)
    start (self);
}

static void
plan_set_cb (PtPlayer *player, gpointer pointer, PtGroove *self)
{
  g_autoptr (PtPalette) palette = NULL;
  GList *link;

  /* Those before it that were set in the same moment were not heard. */
  for (link = self->sent.tail; link != NULL; link = link->prev)
    if (((Sent *) link->data)->plan == pointer)
      break;
  if (link == NULL)
    return;
  palette = g_object_ref (((Sent *) link->data)->palette);
  while (self->sent.head != link)
    sent_free (g_queue_pop_head (&self->sent));
  sent_free (g_queue_pop_head (&self->sent));
  g_signal_emit (self, signals[SIGNAL_CHANGED_OVER], 0, palette);
}

/* --- requests --- */

typedef struct
{
  GWeakRef groove;
  GCancellable *cancellable;
  guint quantum_beats;
} Request;

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (PtGroove) self = g_weak_ref_get (&request->groove);
  g_autoptr (GCancellable) cancellable = request->cancellable;
  guint quantum_beats = request->quantum_beats;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) notices = NULL;
  g_autoptr (PtRenderPlan) plan = pt_groove_plan_load_finish (result, &notices, &error);

  g_weak_ref_clear (&request->groove);
  g_free (request);
  /* Whatever came of it: something newer is under way. */
  if (self == NULL || self->cancellable != cancellable)
    return;

  g_clear_object (&self->cancellable);
  set_flag (self, &self->loading, self->source != NULL, PROP_LOADING);
  if (error != NULL)
    {
      fail (self, error->message);
      return;
    }
  hand_over (self, plan, quantum_beats);
  for (char **notice = notices; *notice != NULL; notice++)
    g_signal_emit (self, signals[SIGNAL_NOTICE], 0, *notice);
  if (plan == NULL && self->playing)
    g_signal_emit (self, signals[SIGNAL_NOTICE], 0, "Nothing of this palette is heard in this part");
}

static void
begin_load (PtGroove *self)
{
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  PtGroovePlanRequest plan_request = {
    .loader = self->loader,
    .roots = (const char *const *) self->roots,
    .sample_rate = pt_player_get_sample_rate (self->player),
    .gain = 1,
  };
  Request *request;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  arrangement = pt_groove_new_arrangement (self->part, self->palette, self->tempo, &error);
  if (arrangement == NULL)
    {
      set_flag (self, &self->loading, FALSE, PROP_LOADING);
      fail (self, error->message);
      return;
    }

  self->cancellable = g_cancellable_new ();
  request = g_new0 (Request, 1);
  g_weak_ref_init (&request->groove, self);
  request->cancellable = g_object_ref (self->cancellable);
  request->quantum_beats = self->quantum_beats;
  plan_request.arrangement = arrangement;
  pt_groove_plan_load_async (&plan_request, self->cancellable, loaded_cb, request);
}

static gboolean
source_cb (gpointer data)
{
  PtGroove *self = data;

  g_clear_pointer (&self->source, g_source_unref);
  begin_load (self);

  return G_SOURCE_REMOVE;
}

/* A new plan, heard from the next multiple of @quantum_beats; of several wishes that become
 * one plan the most patient counts. */
static void
ask (PtGroove *self, guint quantum_beats)
{
  self->stale = TRUE;
  if (!self->playing || self->palette == NULL)
    return;

  if (self->source == NULL)
    {
      /* One that is loading is out of date, but what it waited for is not. */
      self->quantum_beats = self->cancellable != NULL ? MAX (self->quantum_beats, quantum_beats) : quantum_beats;
      self->source = g_idle_source_new ();
      g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->source, source_cb, self, NULL);
      g_source_attach (self->source, g_main_context_get_thread_default ());
    }
  else
    {
      self->quantum_beats = MAX (self->quantum_beats, quantum_beats);
    }
  set_flag (self, &self->loading, TRUE, PROP_LOADING);
}

static void
forget_request (PtGroove *self)
{
  if (self->source != NULL)
    {
      g_source_destroy (self->source);
      g_clear_pointer (&self->source, g_source_unref);
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_flag (self, &self->loading, FALSE, PROP_LOADING);
}

static void
palette_changed_cb (PtPalette *palette, PtRole role, PtGroove *self)
{
  gboolean levels;

  if (remember_heard (self, &levels))
    ask (self, PT_PLAYER_BEAT);
  else if (levels)
    ask (self, PT_PLAYER_NOW);
}

/* --- the object --- */

static void
disconnect_player (PtGroove *self)
{
  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_queue_clear_full (&self->sent, sent_free);
}

static void
pt_groove_dispose (GObject *object)
{
  PtGroove *self = PT_GROOVE (object);

  forget_request (self);
  disconnect_player (self);
  if (self->started)
    pt_player_stop (self->player);
  self->started = FALSE;
  if (self->palette != NULL)
    g_signal_handlers_disconnect_by_data (self->palette, self);
  g_clear_object (&self->palette);
  g_clear_object (&self->other);
  g_clear_object (&self->player);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (pt_groove_parent_class)->dispose (object);
}

static void
pt_groove_finalize (GObject *object)
{
  PtGroove *self = PT_GROOVE (object);

  for (guint role = 0; role < PT_N_ROLES; role++)
    g_free (self->heard[role].path);
  g_strfreev (self->roots);

  G_OBJECT_CLASS (pt_groove_parent_class)->finalize (object);
}

static void
pt_groove_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PtGroove *self = PT_GROOVE (object);

  switch (id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->playing);
      break;
    case PROP_PART:
      g_value_set_enum (value, self->part);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_MATCHING:
      g_value_set_boolean (value, self->matching);
      break;
    case PROP_MATCH_GAIN_DB:
      g_value_set_double (value, self->match_gain_db);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
pt_groove_class_init (PtGrooveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pt_groove_dispose;
  object_class->finalize = pt_groove_finalize;
  object_class->get_property = pt_groove_get_property;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, flags);
  properties[PROP_PART] = g_param_spec_enum ("part", NULL, NULL, PT_TYPE_GROOVE_PART, PT_GROOVE_FULL, flags);
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  properties[PROP_MATCHING] = g_param_spec_boolean ("matching", NULL, NULL, FALSE, flags);
  properties[PROP_MATCH_GAIN_DB] = g_param_spec_double ("match-gain-db", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_CHANGED_OVER] = g_signal_new ("changed-over", PT_TYPE_GROOVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 1, PT_TYPE_PALETTE);
  signals[SIGNAL_NOTICE] = g_signal_new ("notice", PT_TYPE_GROOVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", PT_TYPE_GROOVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pt_groove_init (PtGroove *self)
{
  self->tempo = pt_tempo_from_bpm (PT_TEMPO_DEFAULT_BPM);
  self->part = PT_GROOVE_FULL;
  self->start = PT_BEATS_ZERO;
  self->stale = TRUE;
}

PtGroove *
pt_groove_new (PtPlayer *player, PtSampleLoader *loader)
{
  PtGroove *self;

  g_return_val_if_fail (PT_IS_PLAYER (player), NULL);
  g_return_val_if_fail (PT_IS_SAMPLE_LOADER (loader), NULL);

  self = g_object_new (PT_TYPE_GROOVE, NULL);
  self->loader = g_object_ref (loader);
  pt_groove_set_player (self, player);

  return self;
}

void
pt_groove_set_player (PtGroove *self, PtPlayer *player)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (PT_IS_PLAYER (player));

  if (player == self->player)
    return;
  disconnect_player (self);
  if (self->started)
    {
      self->start = pt_beats_from_double (pt_player_get_position_beats (self->player));
      pt_player_stop (self->player);
    }
  self->started = FALSE;
  g_set_object (&self->player, player);
  g_signal_connect_object (player, "plan-set", G_CALLBACK (plan_set_cb), self, 0);
  ask (self, PT_PLAYER_NOW);
}

void
pt_groove_set_palette (PtGroove *self, PtPalette *palette, guint quantum_beats)
{
  gboolean levels;

  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (palette == NULL || PT_IS_PALETTE (palette));

  if (palette == self->palette)
    return;
  if (self->palette != NULL)
    g_signal_handlers_disconnect_by_data (self->palette, self);
  g_set_object (&self->palette, palette);
  remember_heard (self, &levels);
  if (palette == NULL)
    {
      pt_groove_stop (self);
      return;
    }
  g_signal_connect_object (palette, "changed", G_CALLBACK (palette_changed_cb), self, 0);
  ask (self, quantum_beats);
}

PtPalette *
pt_groove_get_palette (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), NULL);

  return self->palette;
}

void
pt_groove_set_roots (PtGroove *self, const char *const *roots)
{
  gboolean levels;

  g_return_if_fail (PT_IS_GROOVE (self));

  if (self->roots == (char **) roots)
    return;
  g_strfreev (self->roots);
  self->roots = g_strdupv ((char **) roots);
  if (remember_heard (self, &levels))
    ask (self, PT_PLAYER_BEAT);
}

void
pt_groove_set_tempo (PtGroove *self, PtTempo tempo)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (tempo >= pt_tempo_from_bpm (PT_TEMPO_MIN_BPM) && tempo <= pt_tempo_from_bpm (PT_TEMPO_MAX_BPM));

  if (self->tempo == tempo)
    return;
  self->tempo = tempo;
  ask (self, PT_PLAYER_BEAT);
}

PtGroovePart
pt_groove_get_part (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), PT_GROOVE_FULL);

  return self->part;
}

void
pt_groove_set_part (PtGroove *self, PtGroovePart part)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (part < PT_N_GROOVE_PARTS);

  if (self->part == part)
    return;
  self->part = part;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PART]);
  ask (self, PT_PLAYER_BAR);
}

void
pt_groove_play (PtGroove *self)
{
  g_return_if_fail (PT_IS_GROOVE (self));

  if (self->playing)
    return;
  if (self->palette == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, "There is no palette to play; choose one first");
      return;
    }
  set_flag (self, &self->playing, TRUE, PROP_PLAYING);
  if (self->stale)
    ask (self, PT_PLAYER_NOW);
  else
    start (self);
}

void
pt_groove_stop (PtGroove *self)
{
  g_return_if_fail (PT_IS_GROOVE (self));

  forget_request (self);
  if (self->started)
    pt_player_stop (self->player);
  self->started = FALSE;
  self->start = PT_BEATS_ZERO;
  set_flag (self, &self->playing, FALSE, PROP_PLAYING);
}

gboolean
pt_groove_get_playing (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), FALSE);

  return self->playing;
}

gboolean
pt_groove_get_loading (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), FALSE);

  return self->loading;
}

/* --- one role --- */

gboolean
pt_groove_get_solo (PtGroove *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  return self->solo[role];
}

void
pt_groove_set_solo (PtGroove *self, PtRole role, gboolean solo)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  self->solo[role] = solo;
  send_channels (self);
}

gboolean
pt_groove_get_mute (PtGroove *self, PtRole role)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), FALSE);
  g_return_val_if_fail (role < PT_ROLE_NONE, FALSE);

  return self->mute[role];
}

void
pt_groove_set_mute (PtGroove *self, PtRole role, gboolean mute)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  self->mute[role] = mute;
  send_channels (self);
}

/* --- A and B --- */

void
pt_groove_set_other (PtGroove *self, PtPalette *other)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (other == NULL || PT_IS_PALETTE (other));

  g_set_object (&self->other, other);
}

gboolean
pt_groove_get_matching (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), FALSE);

  return self->matching;
}

void
pt_groove_set_matching (PtGroove *self, gboolean matching)
{
  g_return_if_fail (PT_IS_GROOVE (self));

  set_flag (self, &self->matching, !!matching, PROP_MATCHING);
}

double
pt_groove_get_match_gain_db (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), 0);

  return self->match_gain_db;
}
