/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-studio.h"

#include <glib/gi18n-lib.h>

#include "audio/pt-sample-loader.h"
#include "core/pt-set-edit.h"

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
  guint device_serial; /* of the newest that is asked for */

  PtSet *set; /* the one that is followed */
  PtPalette *other;
  gboolean on_b;
};

enum
{
  PROP_0,
  PROP_PLAYER,
  PROP_ON_B,
  PROP_OTHER_PALETTE,
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

/* --- following the parts --- */

static void
fail (PtStudio *self, const char *message)
{
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, message);
}

static void
audition_failed_cb (PtStudio *self, const char *path, const char *message)
{
  fail (self, message);
}

static void
device_lost_cb (PtStudio *self, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_DEVICE_LOST], 0, name);
}

static void
palette_cb (PtStudio *self)
{
  pt_groove_set_palette (self->groove, pt_set_get_palette (self->set), PT_PLAYER_BEAT);
}

static void
tempo_cb (PtStudio *self)
{
  pt_groove_set_tempo (self->groove, pt_set_get_tempo (self->set));
  pt_audition_set_tempo (self->audition, pt_set_get_tempo (self->set));
}

static void
folders_cb (PtStudio *self)
{
  const char *const *folders = pt_library_keeper_get_folders (self->keeper);

  pt_groove_set_roots (self->groove, folders);
  pt_palette_shelf_set_roots (self->shelf, folders);
}

static void
unfollow_set (PtStudio *self)
{
  if (self->set != NULL)
    g_signal_handlers_disconnect_by_data (self->set, self);
  g_clear_object (&self->set);
}

static void
set_cb (PtStudio *self)
{
  unfollow_set (self);
  pt_studio_end_ab (self);
  self->set = g_object_ref (pt_set_document_get_set (self->document));
  g_signal_connect_object (self->set, "notify::palette", G_CALLBACK (palette_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->set, "notify::tempo", G_CALLBACK (tempo_cb), self, G_CONNECT_SWAPPED);
  tempo_cb (self);
  palette_cb (self);
}

static void
connect_parts (PtStudio *self)
{
  g_signal_connect_object (self->document, "notify::set", G_CALLBACK (set_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::folders", G_CALLBACK (folders_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shelf, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->groove, "failed", G_CALLBACK (fail), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->audition, "failed", G_CALLBACK (audition_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "device-lost", G_CALLBACK (device_lost_cb), self, G_CONNECT_SWAPPED);
}

static void
pt_studio_dispose (GObject *object)
{
  PtStudio *self = PT_STUDIO (object);

  unfollow_set (self);
  g_clear_object (&self->groove);
  g_clear_object (&self->audition);
  g_clear_object (&self->player);
  g_clear_object (&self->loader);
  g_clear_object (&self->shelf);
  g_clear_object (&self->keeper);
  g_clear_object (&self->document);
  g_clear_object (&self->jobs);
  g_clear_object (&self->other);

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
    case PROP_ON_B:
      g_value_set_boolean (value, self->on_b);
      break;
    case PROP_OTHER_PALETTE:
      g_value_set_object (value, self->other);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_studio_class_init (PtStudioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = pt_studio_dispose;
  object_class->get_property = pt_studio_get_property;

  properties[PROP_PLAYER] = g_param_spec_object ("player", NULL, NULL, PT_TYPE_PLAYER, readable);
  properties[PROP_ON_B] = g_param_spec_boolean ("on-b", NULL, NULL, FALSE, readable);
  properties[PROP_OTHER_PALETTE] = g_param_spec_object ("other-palette", NULL, NULL, PT_TYPE_PALETTE, readable);
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
  PtStudio *self = g_object_new (PT_TYPE_STUDIO, NULL);

  if (options == NULL)
    options = &none;

  device = pt_device_open ("silent", 0, options->block_frames, NULL);
  self->jobs = pt_job_list_new ();
  self->document = pt_set_document_new (options->state_folder);
  self->keeper = pt_library_keeper_new (options->index_path, self->jobs);
  self->shelf = pt_palette_shelf_new (options->curated_folder, options->palettes_folder);
  self->loader = options->cache_folder != NULL ? pt_sample_loader_new_with_cache (options->cache_folder)
                                               : pt_sample_loader_new ();
  self->player = pt_player_new (device);
  self->groove = pt_groove_new (self->player, self->loader);
  self->audition = pt_audition_new (self->player, self->loader);
  connect_parts (self);
  folders_cb (self);
  set_cb (self);

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

/* --- the device --- */

typedef struct
{
  char *name;
  guint block_frames;
  guint serial;
} DeviceWish;

static void
device_wish_free (gpointer data)
{
  DeviceWish *wish = data;

  g_free (wish->name);
  g_free (wish);
}

/* Knows nothing of the studio: a thread may be the last to let go of its task. */
static void
open_device_worker (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const DeviceWish *wish = task_data;
  GError *error = NULL;
  PtDevice *device = pt_device_open (wish->name, 0, wish->block_frames, &error);

  if (device != NULL)
    g_task_return_pointer (task, device, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
use_device (PtStudio *self, PtDevice *device)
{
  g_autoptr (PtPlayer) old = self->player;

  g_signal_handlers_disconnect_by_data (old, self);
  self->player = pt_player_new (device);
  g_signal_connect_object (self->player, "device-lost", G_CALLBACK (device_lost_cb), self, G_CONNECT_SWAPPED);
  pt_groove_set_player (self->groove, self->player);
  pt_audition_set_player (self->audition, self->player);
  pt_player_stop (old);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYER]);
}

static void
device_opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  PtStudio *self = g_task_get_source_object (outer);
  const DeviceWish *wish = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr (PtDevice) device = g_task_propagate_pointer (G_TASK (result), &error);

  /* First: what became of an older wish is nobody's business any more, failure included. */
  if (wish->serial != self->device_serial)
    {
      g_clear_error (&error);
      g_task_return_new_error (outer, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Another device was chosen meanwhile"));
      return;
    }
  if (device == NULL)
    {
      g_task_return_error (outer, error);
      return;
    }
  use_device (self, device);
  g_task_return_boolean (outer, TRUE);
}

void
pt_studio_set_device_async (PtStudio *self,
                            const char *name,
                            guint block_frames,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) inner = NULL;
  GTask *outer;
  DeviceWish *wish;

  g_return_if_fail (PT_IS_STUDIO (self));

  wish = g_new0 (DeviceWish, 1);
  wish->name = g_strdup (name);
  wish->block_frames = block_frames;
  wish->serial = ++self->device_serial;

  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, pt_studio_set_device_async);
  inner = g_task_new (NULL, cancellable, device_opened_cb, outer);
  g_task_set_task_data (inner, wish, device_wish_free);
  g_task_run_in_thread (inner, open_device_worker);
}

gboolean
pt_studio_set_device_finish (PtStudio *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (PT_IS_STUDIO (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- A and B --- */

static void
set_ab (PtStudio *self, PtPalette *other, gboolean on_b)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->other, other))
    {
      pt_groove_set_other (self->groove, other);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHER_PALETTE]);
    }
  if (self->on_b != on_b)
    {
      self->on_b = on_b;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ON_B]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* Exchanges the set's palette and the other one, and says which of the two is heard. */
typedef struct
{
  GWeakRef studio; /* it owns the history */
  PtSet *set; /* not owned: it owns the history */
  PtPalette *other;
  gboolean to_b; /* what doing it does */
} SwitchEdit;

static void
switch_swap (gpointer data, gboolean undo)
{
  SwitchEdit *edit = data;
  g_autoptr (PtStudio) studio = g_weak_ref_get (&edit->studio);
  g_autoptr (PtPalette) current = g_object_ref (pt_set_get_palette (edit->set));
  g_autoptr (PtPalette) other = g_steal_pointer (&edit->other);

  edit->other = g_object_ref (current);
  /* First what is compared with, so that the groove never matches a palette to itself. */
  if (studio != NULL && studio->set == edit->set)
    set_ab (studio, current, edit->to_b != undo);
  pt_set_set_palette (edit->set, other);
}

static void
switch_free (gpointer data)
{
  SwitchEdit *edit = data;

  g_weak_ref_clear (&edit->studio);
  g_object_unref (edit->other);
  g_free (edit);
}

#define SWITCH_TO_B N_ ("Switch to B")
#define SWITCH_TO_A N_ ("Switch to A")

void
pt_studio_switch_ab (PtStudio *self)
{
  static const PtEditKind kind = { switch_swap, NULL, NULL, switch_free };
  PtUndoHistory *history;
  SwitchEdit *edit;
  const char *back, *there;

  g_return_if_fail (PT_IS_STUDIO (self));

  /* To and fro leaves one edit in the history at most: back is its undo. */
  history = pt_studio_get_history (self);
  back = self->on_b ? SWITCH_TO_B : SWITCH_TO_A;
  there = self->on_b ? SWITCH_TO_A : SWITCH_TO_B;
  if (self->other != NULL && g_strcmp0 (pt_undo_history_get_undo_name (history), back) == 0)
    {
      pt_undo_history_undo (history);
      return;
    }
  if (self->other != NULL && g_strcmp0 (pt_undo_history_get_redo_name (history), there) == 0)
    {
      pt_undo_history_redo (history);
      return;
    }

  edit = g_new0 (SwitchEdit, 1);
  g_weak_ref_init (&edit->studio, self);
  edit->set = self->set;
  edit->other = self->other != NULL ? g_object_ref (self->other) : pt_palette_copy (pt_set_get_palette (self->set));
  edit->to_b = !self->on_b;
  pt_undo_history_push (history, pt_edit_new (there, &kind, edit));
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
  g_return_if_fail (PT_IS_STUDIO (self));

  set_ab (self, NULL, FALSE);
}
