/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "session/pt-groove-private.h"

/* A plan that was handed to the player and has not sounded yet. */
typedef struct
{
  PtRenderPlan *plan;
  PtPalette *palette;
  double gain_db;
  guint sound_serial;
} Sent;

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

/* --- to those who listen --- */

void
_pt_groove_set_loading (PtGroove *self, gboolean loading)
{
  set_flag (self, &self->loading, loading, PROP_LOADING);
}

void
_pt_groove_notice (PtGroove *self, const char *message)
{
  g_signal_emit (self, signals[SIGNAL_NOTICE], 0, message);
}

void
_pt_groove_fail (PtGroove *self, const char *message)
{
  set_flag (self, &self->playing, FALSE, PROP_PLAYING);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

/* --- what is heard --- */

/* Looks at the palette once more. TRUE: other sounds than before; *@levels: other gains or
 * pans. */
static gboolean
look_at_palette (PtGroove *self, gboolean *levels)
{
  g_autoptr (PtGrooveHeard) before = g_steal_pointer (&self->heard);

  self->heard = pt_groove_heard_new (self->palette, (const char *const *) self->roots);
  *levels = !pt_groove_heard_has_same_levels (before, self->heard);

  return !pt_groove_heard_has_same_sounds (before, self->heard);
}

/* --- to the player --- */

static void
send_channels (PtGroove *self)
{
  for (guint role = 0; role < PT_N_ROLES; role++)
    pt_player_set_channel (self->player, role, 1, 0, self->mute[role], self->solo[role]);
}

static void
start (PtGroove *self)
{
  g_autoptr (GError) error = NULL;

  send_channels (self);
  pt_player_seek (self->player, self->start, PT_PLAYER_NOW);
  self->start = PT_BEATS_ZERO;
  self->started = pt_player_play (self->player, &error);
  self->began = self->started;
  if (!self->started)
    _pt_groove_fail (self, error->message);
}

static void
send_plan (PtGroove *self, PtRenderPlan *plan, guint quantum_beats)
{
  Sent *sent = g_new0 (Sent, 1);

  /* It may change only levels, but of what has yet to begin. */
  if (!self->started)
    quantum_beats = PT_PLAYER_NOW;
  else if (!g_queue_is_empty (&self->sent))
    quantum_beats = MAX (quantum_beats, self->sent_quantum_beats);

  sent->plan = pt_render_plan_ref (plan);
  sent->palette = g_object_ref (self->palette);
  sent->gain_db = self->wanted_gain_db;
  sent->sound_serial = self->sound_serial;
  g_queue_push_tail (&self->sent, sent);
  self->sent_quantum_beats = quantum_beats;
  if (quantum_beats == PT_PLAYER_NOW)
    pt_player_exchange_plan (self->player, plan);
  else
    pt_player_set_plan (self->player, plan, quantum_beats);
}

void
_pt_groove_hand_over (PtGroove *self, PtRenderPlan *plan, guint quantum_beats)
{
  self->stale = plan == NULL;
  if (plan != NULL)
    {
      send_plan (self, plan, quantum_beats);
      if (!self->started)
        start (self);
      return;
    }
  pt_player_set_plan (self->player, NULL, PT_PLAYER_NOW);
  g_queue_clear_full (&self->sent, sent_free);
  self->started = FALSE;
}

static void
set_match_gain (PtGroove *self, double gain_db)
{
  if (self->match_gain_db == gain_db)
    return;
  self->match_gain_db = gain_db;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MATCH_GAIN_DB]);
}

static void
plan_set_cb (PtPlayer *player, gpointer pointer, PtGroove *self)
{
  g_autoptr (PtPalette) palette = NULL;
  Sent *sent;
  GList *link;

  /* Those before it that were set in the same moment were not heard. */
  for (link = self->sent.tail; link != NULL; link = link->prev)
    if (((Sent *) link->data)->plan == pointer)
      break;
  if (link == NULL)
    return;
  while (self->sent.head != link)
    sent_free (g_queue_pop_head (&self->sent));

  sent = g_queue_pop_head (&self->sent);
  palette = g_object_ref (sent->palette);
  set_match_gain (self, sent->gain_db);
  if (self->heard_serial != sent->sound_serial)
    {
      self->heard_serial = sent->sound_serial;
      sent_free (sent);
      g_signal_emit (self, signals[SIGNAL_CHANGED_OVER], 0, palette);
      return;
    }
  sent_free (sent);
}

static void
palette_changed_cb (PtPalette *palette, PtRole role, PtGroove *self)
{
  gboolean levels;

  if (look_at_palette (self, &levels))
    {
      self->sound_serial++;
      _pt_groove_ask (self, PT_PLAYER_BEAT);
    }
  else if (levels)
    {
      _pt_groove_ask (self, PT_PLAYER_NOW);
    }
}

static void
other_changed_cb (PtPalette *palette, PtRole role, PtGroove *self)
{
  if (self->matching)
    _pt_groove_rematch (self);
}

/* --- the object --- */

/* @place becomes @palette, whose changes go to @changed_cb. */
static void
watch (PtGroove *self, PtPalette **place, PtPalette *palette, GCallback changed_cb)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, changed_cb, self);
  g_set_object (place, palette);
  if (palette != NULL)
    g_signal_connect_object (palette, "changed", changed_cb, self, 0);
}

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

  _pt_groove_forget_request (self);
  disconnect_player (self);
  if (self->started)
    pt_player_stop (self->player);
  self->started = FALSE;
  watch (self, &self->palette, NULL, G_CALLBACK (palette_changed_cb));
  watch (self, &self->other, NULL, G_CALLBACK (other_changed_cb));
  g_clear_object (&self->player);
  g_clear_object (&self->loader);

  G_OBJECT_CLASS (pt_groove_parent_class)->dispose (object);
}

static void
pt_groove_finalize (GObject *object)
{
  PtGroove *self = PT_GROOVE (object);

  pt_groove_heard_free (self->heard);
  g_strfreev (self->roots);
  g_free (self->told);
  g_hash_table_unref (self->measured);

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
  self->heard = pt_groove_heard_new (NULL, NULL);
  self->measured = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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
  _pt_groove_ask (self, PT_PLAYER_NOW);
}

void
pt_groove_set_palette (PtGroove *self, PtPalette *palette, guint quantum_beats)
{
  gboolean levels;

  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (palette == NULL || PT_IS_PALETTE (palette));

  if (palette == self->palette)
    return;
  watch (self, &self->palette, palette, G_CALLBACK (palette_changed_cb));
  look_at_palette (self, &levels);
  self->sound_serial++;
  if (palette == NULL)
    {
      pt_groove_stop (self);
      return;
    }
  _pt_groove_ask (self, quantum_beats);
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
  if (!look_at_palette (self, &levels))
    return;
  self->sound_serial++;
  _pt_groove_ask (self, PT_PLAYER_BEAT);
}

void
pt_groove_set_tempo (PtGroove *self, PtTempo tempo)
{
  g_return_if_fail (PT_IS_GROOVE (self));
  g_return_if_fail (tempo >= pt_tempo_from_bpm (PT_TEMPO_MIN_BPM) && tempo <= pt_tempo_from_bpm (PT_TEMPO_MAX_BPM));

  if (self->tempo == tempo)
    return;
  self->tempo = tempo;
  _pt_groove_ask (self, PT_PLAYER_BEAT);
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
  _pt_groove_ask (self, PT_PLAYER_BAR);
}

void
pt_groove_play (PtGroove *self)
{
  g_return_if_fail (PT_IS_GROOVE (self));

  if (self->playing)
    return;
  if (!pt_groove_heard_has_sounds (self->heard))
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, _ ("There is nothing on the bench to play; choose a palette"));
      return;
    }
  self->began = FALSE;
  set_flag (self, &self->playing, TRUE, PROP_PLAYING);
  if (self->stale)
    _pt_groove_ask (self, PT_PLAYER_NOW);
  else
    start (self);
}

void
pt_groove_stop (PtGroove *self)
{
  g_return_if_fail (PT_IS_GROOVE (self));

  _pt_groove_forget_request (self);
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

  if (self->other == other)
    return;
  watch (self, &self->other, other, G_CALLBACK (other_changed_cb));
  if (self->matching)
    _pt_groove_rematch (self);
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

  if (self->matching == !!matching)
    return;
  set_flag (self, &self->matching, !!matching, PROP_MATCHING);
  _pt_groove_rematch (self);
}

double
pt_groove_get_match_gain_db (PtGroove *self)
{
  g_return_val_if_fail (PT_IS_GROOVE (self), 0);

  return self->match_gain_db;
}
