/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-library-keeper.h"

struct _PtLibraryKeeper
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PtLibraryKeeper, pt_library_keeper, G_TYPE_OBJECT)

static void
pt_library_keeper_class_init (PtLibraryKeeperClass *klass)
{
}

static void
pt_library_keeper_init (PtLibraryKeeper *self)
{
}

GType
pt_library_state_get_type (void)
{
  return G_TYPE_INT;
}

PtLibraryKeeper *
pt_library_keeper_new (const char *index_path, PtJobList *jobs)
{
  return g_object_new (pt_library_keeper_get_type (), NULL);
}

void
pt_library_keeper_open (PtLibraryKeeper *self)
{
}

void
pt_library_keeper_close (PtLibraryKeeper *self)
{
}

PtLibraryState
pt_library_keeper_get_state (PtLibraryKeeper *self)
{
  return 0;
}

const char *
pt_library_keeper_get_error (PtLibraryKeeper *self)
{
  return NULL;
}

PtLibrary *
pt_library_keeper_get_library (PtLibraryKeeper *self)
{
  static PtLibrary *library;

  if (library == NULL)
    library = pt_library_new ();

  return library;
}

const char *const *
pt_library_keeper_get_folders (PtLibraryKeeper *self)
{
  static const char *const none[] = { NULL };

  return none;
}

guint
pt_library_keeper_get_n_missing (PtLibraryKeeper *self)
{
  return 0;
}

void
pt_library_keeper_add_folder (PtLibraryKeeper *self, const char *path)
{
}

void
pt_library_keeper_remove_folder (PtLibraryKeeper *self, const char *path)
{
}

void
pt_library_keeper_rescan (PtLibraryKeeper *self)
{
}

void
pt_library_keeper_set_watch (PtLibraryKeeper *self, gboolean watch)
{
}

void
pt_library_keeper_edit_role (PtLibraryKeeper *self, GPtrArray *samples, PtRole role, PtUndoHistory *history)
{
}

void
pt_library_keeper_edit_favourite (PtLibraryKeeper *self, GPtrArray *samples, gboolean favourite, PtUndoHistory *history)
{
}

void
pt_library_keeper_edit_rating (PtLibraryKeeper *self, GPtrArray *samples, int rating, PtUndoHistory *history)
{
}

void
pt_library_keeper_add_tag (PtLibraryKeeper *self, GPtrArray *samples, const char *tag, PtUndoHistory *history)
{
}

void
pt_library_keeper_remove_tag (PtLibraryKeeper *self, GPtrArray *samples, const char *tag, PtUndoHistory *history)
{
}

GBytes *
pt_library_keeper_peek_thumbnail (PtLibraryKeeper *self, const char *path)
{
  return NULL;
}

void
pt_library_keeper_load_thumbnail_async (PtLibraryKeeper *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
}

GBytes *
pt_library_keeper_load_thumbnail_finish (PtLibraryKeeper *self, GAsyncResult *result, GError **error)
{
  return NULL;
}

void
pt_moved_file_free (PtMovedFile *moved)
{
}

void
pt_library_keeper_find_moved_async (PtLibraryKeeper *self, const char *folder, GAsyncReadyCallback callback, gpointer user_data)
{
}

GPtrArray *
pt_library_keeper_find_moved_finish (PtLibraryKeeper *self, GAsyncResult *result, GError **error)
{
  return NULL;
}

void
pt_library_keeper_relink (PtLibraryKeeper *self, GPtrArray *moved)
{
}
