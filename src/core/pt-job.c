/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-job.h"

#include <math.h>

#include "core/pt-util.h"

#define NOTIFY_USEC (G_USEC_PER_SEC / 10)
/* Before this much was seen, nobody can tell how long it takes. */
#define ESTIMATE_AFTER_S 0.5
/* The speed is that of about the last so many seconds. */
#define SPEED_WINDOW_S 5.0

struct _PtJob
{
  GObject parent_instance;

  char *title;
  char *detail;
  char *error_message;
  GCancellable *cancellable;
  GMainContext *context;
  PtJobState state;
  double fraction;
  double seconds_left;

  /* where the speed is measured from; main thread */
  gint64 start_usec; /* 0: nothing was reported yet */
  gint64 seen_usec;
  double seen_fraction;
  double speed; /* of the whole, per second; NAN: not known */

  GMutex lock; /* of what follows */
  GSource *source;
  double pending_fraction;
  char *pending_detail;
  gint64 next_usec;
  gboolean finished;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  PROP_FRACTION,
  PROP_SECONDS_LEFT,
  PROP_STATE,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

G_DEFINE_FINAL_TYPE (PtJob, pt_job, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (PtJobState, pt_job_state, G_DEFINE_ENUM_VALUE (PT_JOB_RUNNING, "running"), G_DEFINE_ENUM_VALUE (PT_JOB_DONE, "done"), G_DEFINE_ENUM_VALUE (PT_JOB_FAILED, "failed"), G_DEFINE_ENUM_VALUE (PT_JOB_CANCELLED, "cancelled"))

static GParamSpec *properties[N_PROPS];

static void
pt_job_finalize (GObject *object)
{
  PtJob *self = PT_JOB (object);

  /* A source that waits holds a reference: there is none. */
  g_assert (self->source == NULL);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->error_message);
  g_free (self->pending_detail);
  g_object_unref (self->cancellable);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (pt_job_parent_class)->finalize (object);
}

static void
pt_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtJob *self = PT_JOB (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_double (value, self->seconds_left);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_job_class_init (PtJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_job_finalize;
  object_class->get_property = pt_job_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  properties[PROP_SECONDS_LEFT] = g_param_spec_double ("seconds-left", NULL, NULL, -1, G_MAXDOUBLE, -1, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PT_TYPE_JOB_STATE, PT_JOB_RUNNING, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_job_init (PtJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  self->fraction = -1;
  self->seconds_left = -1;
  self->speed = NAN;
  g_mutex_init (&self->lock);
}

PtJob *
pt_job_new (const char *title)
{
  PtJob *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (PT_TYPE_JOB, NULL);
  self->title = g_strdup (title);

  return self;
}

const char *
pt_job_get_title (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), NULL);

  return self->title;
}

const char *
pt_job_get_detail (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), NULL);

  return self->detail;
}

double
pt_job_get_fraction (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), -1);

  return self->fraction;
}

double
pt_job_get_seconds_left (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), -1);

  return self->seconds_left;
}

PtJobState
pt_job_get_state (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), PT_JOB_FAILED);

  return self->state;
}

const char *
pt_job_get_error_message (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), NULL);

  return self->error_message;
}

GCancellable *
pt_job_get_cancellable (PtJob *self)
{
  g_return_val_if_fail (PT_IS_JOB (self), NULL);

  return self->cancellable;
}

static void
set_number (PtJob *self, double *field, double value, guint property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_detail (PtJob *self, const char *detail)
{
  if (pt_set_str (&self->detail, detail))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/* Below 0: nobody knows. A whole that turns out larger than thought starts the reckoning anew. */
static double
estimate_seconds_left (PtJob *self, double fraction)
{
  gint64 now_usec = g_get_monotonic_time ();
  double elapsed_s = (now_usec - self->seen_usec) / 1e6;
  double speed;

  if (fraction < 0)
    return -1;
  if (self->start_usec == 0 || fraction < self->seen_fraction)
    {
      self->start_usec = self->seen_usec = now_usec;
      self->seen_fraction = fraction;
      self->speed = NAN;
      return -1;
    }
  if (elapsed_s > 0)
    {
      double weight = 1 - exp (-elapsed_s / SPEED_WINDOW_S);

      speed = (fraction - self->seen_fraction) / elapsed_s;
      self->speed = isnan (self->speed) ? speed : self->speed + weight * (speed - self->speed);
      self->seen_usec = now_usec;
      self->seen_fraction = fraction;
    }
  if ((now_usec - self->start_usec) / 1e6 < ESTIMATE_AFTER_S || !(self->speed > 0))
    return -1;

  return (1 - fraction) / self->speed;
}

static void
show (PtJob *self, double fraction, const char *detail)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, &self->seconds_left, estimate_seconds_left (self, fraction), PROP_SECONDS_LEFT);
  set_number (self, &self->fraction, fraction, PROP_FRACTION);
  set_detail (self, detail);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
show_pending (gpointer user_data)
{
  PtJob *self = user_data;
  g_autofree char *detail = NULL;
  double fraction;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->source, g_source_unref);
  detail = g_steal_pointer (&self->pending_detail);
  fraction = self->pending_fraction;
  self->next_usec = g_get_monotonic_time () + NOTIFY_USEC;
  g_mutex_unlock (&self->lock);

  show (self, fraction, detail);

  return G_SOURCE_REMOVE;
}

void
pt_job_report (PtJob *self, double fraction, const char *detail)
{
  g_return_if_fail (PT_IS_JOB (self));

  g_mutex_lock (&self->lock);
  if (!self->finished)
    {
      self->pending_fraction = fraction >= 0 ? MIN (fraction, 1) : -1;
      pt_set_str (&self->pending_detail, detail);
      if (self->source == NULL)
        {
          gint64 wait_usec = MAX (self->next_usec - g_get_monotonic_time (), 0);

          self->source = g_timeout_source_new (wait_usec / 1000);
          g_source_set_callback (self->source, show_pending, g_object_ref (self), g_object_unref);
          g_source_attach (self->source, self->context);
        }
    }
  g_mutex_unlock (&self->lock);
}

void
pt_job_finish (PtJob *self, const GError *error)
{
  g_autoptr (GSource) source = NULL;
  g_autofree char *detail = NULL;
  gboolean finished;

  g_return_if_fail (PT_IS_JOB (self));

  g_mutex_lock (&self->lock);
  finished = self->finished;
  self->finished = TRUE;
  source = g_steal_pointer (&self->source);
  detail = g_steal_pointer (&self->pending_detail);
  g_mutex_unlock (&self->lock);
  if (finished)
    return;

  g_object_ref (self);
  g_object_freeze_notify (G_OBJECT (self));
  if (source != NULL)
    {
      g_source_destroy (source);
      set_detail (self, detail);
    }
  set_number (self, &self->seconds_left, error == NULL ? 0 : -1, PROP_SECONDS_LEFT);
  if (error == NULL)
    {
      set_number (self, &self->fraction, 1, PROP_FRACTION);
      self->state = PT_JOB_DONE;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      self->state = PT_JOB_CANCELLED;
    }
  else
    {
      self->state = PT_JOB_FAILED;
      self->error_message = g_strdup (error->message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR_MESSAGE]);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
  g_object_unref (self);
}
