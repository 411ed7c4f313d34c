/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-studio.h"

#include "audio/pt-sample-loader.h"

struct _PtStudio
{
  GObject parent_instance;

  PtSetDocument *document;
  PtLibraryKeeper *keeper;
  PtPaletteShelf *shelf;
  PtPlayer *player;
  PtSampleLoader *loader;
  PtGroove *groove;
  PtAudition *audition;
  PtJobList *jobs;
  PtPalette *other;
  gboolean on_b;
  char *device_error;
};

enum
{
  PROP_0,
  PROP_PLAYER,
  N_PROPS
};

enum
{
  SIGNAL_DEVICE_LOST,
  SIGNAL_FAILED,
  N_SIGNALS
};

G_DEFINE_FINAL_TYPE (PtStudio, pt_studio, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
pt_studio_dispose (GObject *object)
{
  PtStudio *self = PT_STUDIO (object);

  g_clear_object (&self->groove);
  g_clear_object (&self->audition);
  g_clear_object (&self->player);
  g_clear_object (&self->loader);
  g_clear_object (&self->shelf);
  g_clear_object (&self->keeper);
  g_clear_object (&self->document);
  g_clear_object (&self->jobs);
  g_clear_object (&self->other);
  g_clear_pointer (&self->device_error, g_free);

  G_OBJECT_CLASS (pt_studio_parent_class)->dispose (object);
}

static void
pt_studio_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtStudio *self = PT_STUDIO (object);

  switch (prop_id)
    {
    case PROP_PLAYER:
      g_value_set_object (value, self->player);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_studio_class_init (PtStudioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pt_studio_dispose;
  object_class->get_property = pt_studio_get_property;

  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, PT_TYPE_PLAYER,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_DEVICE_LOST] = g_signal_new ("device-lost", PT_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", PT_TYPE_STUDIO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pt_studio_init (PtStudio *self)
{
}

PtStudio *
pt_studio_new (const PtStudioOptions *options)
{
  static const PtStudioOptions none;
  g_autoptr (PtDevice) device = NULL;
  g_autoptr (GError) error = NULL;
  PtStudio *self = g_object_new (PT_TYPE_STUDIO, NULL);

  if (options == NULL)
    options = &none;

  device = pt_device_open (options->device_name, 0, options->block_frames, &error);
  if (device == NULL)
    {
      self->device_error = g_strdup (error->message);
      device = pt_device_open ("silent", 0, options->block_frames, NULL);
    }
  self->jobs = pt_job_list_new ();
  self->document = pt_set_document_new (options->state_folder);
  self->keeper = pt_library_keeper_new (options->index_path, self->jobs);
  self->shelf = pt_palette_shelf_new (options->curated_folder, options->palettes_folder);
  self->loader = options->cache_folder != NULL ? pt_sample_loader_new_with_cache (options->cache_folder)
                                               : pt_sample_loader_new ();
  self->player = pt_player_new (device);
  self->groove = pt_groove_new (self->player, self->loader);
  self->audition = pt_audition_new (self->player, self->loader);

  return self;
}

PtSetDocument *
pt_studio_get_document (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->document;
}

PtLibraryKeeper *
pt_studio_get_keeper (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->keeper;
}

PtPaletteShelf *
pt_studio_get_shelf (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->shelf;
}

PtPlayer *
pt_studio_get_player (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->player;
}

PtSampleLoader *
pt_studio_get_loader (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->loader;
}

PtGroove *
pt_studio_get_groove (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->groove;
}

PtAudition *
pt_studio_get_audition (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->audition;
}

PtJobList *
pt_studio_get_jobs (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->jobs;
}

PtSet *
pt_studio_get_set (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return pt_set_document_get_set (self->document);
}

PtUndoHistory *
pt_studio_get_history (PtStudio *self)
{
  return pt_set_get_history (pt_studio_get_set (self));
}

PtLibrary *
pt_studio_get_library (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return pt_library_keeper_get_library (self->keeper);
}

void
pt_studio_open (PtStudio *self)
{
  g_return_if_fail (PT_IS_STUDIO (self));

  pt_library_keeper_open (self->keeper);
  pt_palette_shelf_open (self->shelf);
}

void
pt_studio_close (PtStudio *self)
{
  g_return_if_fail (PT_IS_STUDIO (self));

  pt_groove_stop (self->groove);
  pt_audition_stop (self->audition);
  pt_set_document_flush (self->document);
  pt_palette_shelf_close (self->shelf);
  pt_library_keeper_close (self->keeper);
}

gboolean
pt_studio_set_device (PtStudio *self, const char *name, guint block_frames, GError **error)
{
  return TRUE;
}

const char *
pt_studio_get_device_error (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->device_error;
}

void
pt_studio_switch_ab (PtStudio *self)
{
}

gboolean
pt_studio_get_on_b (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), FALSE);

  return self->on_b;
}

PtPalette *
pt_studio_get_other_palette (PtStudio *self)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), NULL);

  return self->other;
}

void
pt_studio_end_ab (PtStudio *self)
{
}
