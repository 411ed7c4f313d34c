/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sample.h"

#include <math.h>
#include <string.h>

#include "core/pt-util.h"

struct _PtSample
{
  GObject parent_instance;

  PtSampleInfo *info;
  char *name_key; /* NULL: nobody asked yet */
};

enum
{
  PROP_0,
  PROP_PATH,
  PROP_NAME,
  PROP_ROLE,
  PROP_LOOP,
  PROP_BPM,
  PROP_BARS,
  PROP_KEY,
  PROP_DURATION_S,
  PROP_BRIGHTNESS_HZ,
  PROP_LUFS_I,
  PROP_TAGS,
  PROP_FAVOURITE,
  PROP_RATING,
  PROP_MISSING,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtSample, pt_sample, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static char *
name_from_path (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  char *shown = pt_display_path (base);
  char *dot = strrchr (shown, '.');

  if (dot != NULL && dot != shown)
    *dot = '\0';

  return shown;
}

PtSampleInfo *
pt_sample_info_new (const char *path)
{
  PtSampleInfo *info;

  g_return_val_if_fail (path != NULL, NULL);

  info = g_new0 (PtSampleInfo, 1);
  info->path = g_strdup (path);
  info->name = name_from_path (path);
  info->role = PT_ROLE_NONE;
  info->peak_dbfs = NAN;
  info->rms_dbfs = NAN;
  info->lufs_i = NAN;
  info->brightness_hz = NAN;
  info->onset_rate_hz = NAN;

  return info;
}

PtSampleInfo *
pt_sample_info_copy (const PtSampleInfo *info)
{
  PtSampleInfo *copy;

  g_return_val_if_fail (info != NULL, NULL);

  copy = g_memdup2 (info, sizeof *info);
  copy->path = g_strdup (info->path);
  copy->name = g_strdup (info->name);
  copy->key = g_strdup (info->key);
  copy->tags = g_strdupv (info->tags);

  return copy;
}

void
pt_sample_info_free (PtSampleInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->path);
  g_free (info->name);
  g_free (info->key);
  g_strfreev (info->tags);
  g_free (info);
}

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_tags (char **a, char **b)
{
  static char *const none[] = { NULL };

  return g_strv_equal ((const char *const *) (a != NULL ? a : (char **) none),
                       (const char *const *) (b != NULL ? b : (char **) none));
}

gboolean
pt_sample_info_equal (const PtSampleInfo *a, const PtSampleInfo *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return g_strcmp0 (a->path, b->path) == 0
         && g_strcmp0 (a->name, b->name) == 0
         && g_strcmp0 (a->key, b->key) == 0
         && same_tags (a->tags, b->tags)
         && a->role == b->role
         && a->loop == b->loop
         && a->frames == b->frames
         && a->sample_rate == b->sample_rate
         && a->channels == b->channels
         && a->file_size == b->file_size
         && a->modified_usec == b->modified_usec
         && a->added_usec == b->added_usec
         && a->favourite == b->favourite
         && a->rating == b->rating
         && a->role_by_user == b->role_by_user
         && a->missing == b->missing
         && a->has_profile == b->has_profile
         && memcmp (a->profile, b->profile, sizeof a->profile) == 0
         && memcmp (a->content_hash, b->content_hash, sizeof a->content_hash) == 0
         && same_number (a->role_confidence, b->role_confidence)
         && same_number (a->loop_confidence, b->loop_confidence)
         && same_number (a->bpm, b->bpm)
         && same_number (a->bars, b->bars)
         && same_number (a->key_confidence, b->key_confidence)
         && same_number (a->duration_s, b->duration_s)
         && same_number (a->peak_dbfs, b->peak_dbfs)
         && same_number (a->rms_dbfs, b->rms_dbfs)
         && same_number (a->lufs_i, b->lufs_i)
         && same_number (a->brightness_hz, b->brightness_hz)
         && same_number (a->onset_rate_hz, b->onset_rate_hz);
}

static void
pt_sample_finalize (GObject *object)
{
  PtSample *self = PT_SAMPLE (object);

  pt_sample_info_free (self->info);
  g_free (self->name_key);

  G_OBJECT_CLASS (pt_sample_parent_class)->finalize (object);
}

static void
pt_sample_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  const PtSampleInfo *info = PT_SAMPLE (object)->info;

  switch (prop_id)
    {
    case PROP_PATH:
      g_value_set_string (value, info->path);
      break;
    case PROP_NAME:
      g_value_set_string (value, info->name);
      break;
    case PROP_ROLE:
      g_value_set_enum (value, info->role);
      break;
    case PROP_LOOP:
      g_value_set_boolean (value, info->loop);
      break;
    case PROP_BPM:
      g_value_set_double (value, info->bpm);
      break;
    case PROP_BARS:
      g_value_set_double (value, info->bars);
      break;
    case PROP_KEY:
      g_value_set_string (value, info->key);
      break;
    case PROP_DURATION_S:
      g_value_set_double (value, info->duration_s);
      break;
    case PROP_BRIGHTNESS_HZ:
      g_value_set_double (value, info->brightness_hz);
      break;
    case PROP_LUFS_I:
      g_value_set_double (value, info->lufs_i);
      break;
    case PROP_TAGS:
      g_value_set_boxed (value, info->tags);
      break;
    case PROP_FAVOURITE:
      g_value_set_boolean (value, info->favourite);
      break;
    case PROP_RATING:
      g_value_set_int (value, info->rating);
      break;
    case PROP_MISSING:
      g_value_set_boolean (value, info->missing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_sample_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtSample *self = PT_SAMPLE (object);

  switch (prop_id)
    {
    case PROP_ROLE:
      pt_sample_set_role (self, g_value_get_enum (value));
      break;
    case PROP_TAGS:
      pt_sample_set_tags (self, g_value_get_boxed (value));
      break;
    case PROP_FAVOURITE:
      pt_sample_set_favourite (self, g_value_get_boolean (value));
      break;
    case PROP_RATING:
      pt_sample_set_rating (self, g_value_get_int (value));
      break;
    case PROP_MISSING:
      pt_sample_set_missing (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_sample_class_init (PtSampleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_sample_finalize;
  object_class->get_property = pt_sample_get_property;
  object_class->set_property = pt_sample_set_property;

  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, readable);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, readable);
  properties[PROP_ROLE] = g_param_spec_enum ("role", NULL, NULL, PT_TYPE_ROLE, PT_ROLE_NONE, writable);
  properties[PROP_LOOP] = g_param_spec_boolean ("loop", NULL, NULL, FALSE, readable);
  properties[PROP_BPM] = g_param_spec_double ("bpm", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  properties[PROP_BARS] = g_param_spec_double ("bars", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  properties[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, readable);
  properties[PROP_DURATION_S] = g_param_spec_double ("duration-s", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  properties[PROP_BRIGHTNESS_HZ] = g_param_spec_double ("brightness-hz", NULL, NULL, 0, G_MAXDOUBLE, 0, readable);
  properties[PROP_LUFS_I] = g_param_spec_double ("lufs-i", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, readable);
  properties[PROP_TAGS] = g_param_spec_boxed ("tags", NULL, NULL, G_TYPE_STRV, writable);
  properties[PROP_FAVOURITE] = g_param_spec_boolean ("favourite", NULL, NULL, FALSE, writable);
  properties[PROP_RATING] = g_param_spec_int ("rating", NULL, NULL, 0, PT_SAMPLE_MAX_RATING, 0, writable);
  properties[PROP_MISSING] = g_param_spec_boolean ("missing", NULL, NULL, FALSE, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_sample_init (PtSample *self)
{
}

PtSample *
pt_sample_new (PtSampleInfo *info)
{
  PtSample *self;

  g_return_val_if_fail (info != NULL, NULL);

  self = g_object_new (PT_TYPE_SAMPLE, NULL);
  self->info = info;

  return self;
}

const PtSampleInfo *
pt_sample_get_info (PtSample *self)
{
  g_return_val_if_fail (PT_IS_SAMPLE (self), NULL);

  return self->info;
}

const char *
pt_sample_get_name_key (PtSample *self)
{
  g_return_val_if_fail (PT_IS_SAMPLE (self), NULL);

  if (self->name_key == NULL)
    self->name_key = g_utf8_collate_key_for_filename (self->info->name, -1);

  return self->name_key;
}

void
pt_sample_set_info (PtSample *self, PtSampleInfo *info)
{
  g_autoptr (PtSampleInfo) old = NULL;

  g_return_if_fail (PT_IS_SAMPLE (self));
  g_return_if_fail (info != NULL && info != self->info);

  old = self->info;
  self->info = info;
  if (g_strcmp0 (old->name, info->name) != 0)
    g_clear_pointer (&self->name_key, g_free);

  {
    const gboolean differs[N_PROPS] = {
      [PROP_PATH] = g_strcmp0 (old->path, info->path) != 0,
      [PROP_NAME] = g_strcmp0 (old->name, info->name) != 0,
      [PROP_ROLE] = old->role != info->role,
      [PROP_LOOP] = old->loop != info->loop,
      [PROP_BPM] = !same_number (old->bpm, info->bpm),
      [PROP_BARS] = !same_number (old->bars, info->bars),
      [PROP_KEY] = g_strcmp0 (old->key, info->key) != 0,
      [PROP_DURATION_S] = !same_number (old->duration_s, info->duration_s),
      [PROP_BRIGHTNESS_HZ] = !same_number (old->brightness_hz, info->brightness_hz),
      [PROP_LUFS_I] = !same_number (old->lufs_i, info->lufs_i),
      [PROP_TAGS] = !same_tags (old->tags, info->tags),
      [PROP_FAVOURITE] = old->favourite != info->favourite,
      [PROP_RATING] = old->rating != info->rating,
      [PROP_MISSING] = old->missing != info->missing,
    };

    g_object_freeze_notify (G_OBJECT (self));
    for (guint i = 1; i < N_PROPS; i++)
      if (differs[i])
        g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
    g_object_thaw_notify (G_OBJECT (self));
  }
}

void
pt_sample_set_role (PtSample *self, PtRole role)
{
  g_return_if_fail (PT_IS_SAMPLE (self));
  g_return_if_fail (role <= PT_ROLE_NONE);

  /* Also when it is the role the scan found: now a scan must leave it alone. */
  self->info->role_by_user = TRUE;
  self->info->role_confidence = 1.0;
  if (self->info->role == role)
    return;
  self->info->role = role;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROLE]);
}

void
pt_sample_set_favourite (PtSample *self, gboolean favourite)
{
  g_return_if_fail (PT_IS_SAMPLE (self));

  favourite = !!favourite;
  if (self->info->favourite == favourite)
    return;
  self->info->favourite = favourite;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAVOURITE]);
}

void
pt_sample_set_rating (PtSample *self, int rating)
{
  g_return_if_fail (PT_IS_SAMPLE (self));
  g_return_if_fail (rating >= 0 && rating <= PT_SAMPLE_MAX_RATING);

  if (self->info->rating == rating)
    return;
  self->info->rating = rating;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RATING]);
}

void
pt_sample_set_tags (PtSample *self, const char *const *tags)
{
  char **copy;

  g_return_if_fail (PT_IS_SAMPLE (self));

  if (same_tags (self->info->tags, (char **) tags))
    return;
  copy = g_strdupv ((char **) tags);
  g_strfreev (self->info->tags);
  self->info->tags = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGS]);
}

void
pt_sample_set_missing (PtSample *self, gboolean missing)
{
  g_return_if_fail (PT_IS_SAMPLE (self));

  missing = !!missing;
  if (self->info->missing == missing)
    return;
  self->info->missing = missing;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MISSING]);
}
