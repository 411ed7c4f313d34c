/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-folder-watch.h"

#include <string.h>

#include "audio/pt-library-walk.h"

/* Copying a pack makes hundreds of events: they are one change. */
#define QUIET_MS 1500
#define STEP_USEC 3000

struct _PtFolderWatch
{
  GObject parent_instance;

  GHashTable *monitors; /* folder -> GFileMonitor */
  GPtrArray *waiting; /* of char *: folders without a monitor yet */
  GHashTable *changed; /* folders */
  guint step_id;
  guint quiet_id;
  guint quiet_ms;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PtFolderWatch, pt_folder_watch, G_TYPE_OBJECT)

static void
monitor_free (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

static void
pt_folder_watch_dispose (GObject *object)
{
  PtFolderWatch *self = PT_FOLDER_WATCH (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  g_hash_table_remove_all (self->monitors);

  G_OBJECT_CLASS (pt_folder_watch_parent_class)->dispose (object);
}

static void
pt_folder_watch_finalize (GObject *object)
{
  PtFolderWatch *self = PT_FOLDER_WATCH (object);

  g_hash_table_unref (self->monitors);
  g_hash_table_unref (self->changed);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (pt_folder_watch_parent_class)->finalize (object);
}

static void
pt_folder_watch_class_init (PtFolderWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pt_folder_watch_dispose;
  object_class->finalize = pt_folder_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", PT_TYPE_FOLDER_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRV);
}

static void
pt_folder_watch_init (PtFolderWatch *self)
{
  self->monitors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, monitor_free);
  self->changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  self->quiet_ms = QUIET_MS;
}

PtFolderWatch *
pt_folder_watch_new (void)
{
  return g_object_new (PT_TYPE_FOLDER_WATCH, NULL);
}

static gboolean
tell_changed (gpointer user_data)
{
  PtFolderWatch *self = user_data;
  g_autofree const char **folders = (const char **) g_hash_table_get_keys_as_array (self->changed, NULL);
  g_auto (GStrv) copy = g_strdupv ((char **) folders);

  self->quiet_id = 0;
  g_hash_table_remove_all (self->changed);
  g_signal_emit (self, signals[CHANGED], 0, copy);

  return G_SOURCE_REMOVE;
}

/* Of the many files in a folder of sounds only sounds matter, and folders, which have no
 * ending. What is gone cannot be asked what it was. */
static gboolean
concerns_sounds (GFile *file)
{
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;

  return name != NULL && name[0] != '.' && (pt_walk_is_audio_name (name) || strchr (name, '.') == NULL);
}

static void
monitor_changed_cb (GFileMonitor *monitor,
                    GFile *file,
                    GFile *other,
                    GFileMonitorEvent event,
                    PtFolderWatch *self)
{
  const char *folder = g_object_get_data (G_OBJECT (monitor), "folder");

  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || event == G_FILE_MONITOR_EVENT_CHANGED
      || event == G_FILE_MONITOR_EVENT_PRE_UNMOUNT)
    return;
  if (!concerns_sounds (file) && !concerns_sounds (other))
    return;
  g_hash_table_add (self->changed, g_strdup (folder));
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add (self->quiet_ms, tell_changed, self);
}

static void
watch_one (PtFolderWatch *self, char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  GFileMonitor *monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor == NULL)
    {
      g_free (folder);
      return;
    }
  g_object_set_data_full (G_OBJECT (monitor), "folder", g_strdup (folder), g_free);
  g_signal_connect_object (monitor, "changed", G_CALLBACK (monitor_changed_cb), self, 0);
  g_hash_table_insert (self->monitors, folder, monitor);
}

static gboolean
watch_some (gpointer user_data)
{
  PtFolderWatch *self = user_data;
  gint64 end_usec = g_get_monotonic_time () + STEP_USEC;

  while (self->waiting->len > 0 && g_get_monotonic_time () < end_usec)
    watch_one (self, g_ptr_array_steal_index_fast (self->waiting, self->waiting->len - 1));
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->step_id = 0;

  return G_SOURCE_REMOVE;
}

void
pt_folder_watch_set_folders (PtFolderWatch *self, const char *const *folders)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer watched;

  g_return_if_fail (PT_IS_FOLDER_WATCH (self));
  g_return_if_fail (folders != NULL);

  for (guint i = 0; folders[i] != NULL; i++)
    g_hash_table_add (wanted, (gpointer) folders[i]);
  g_hash_table_iter_init (&iter, self->monitors);
  while (g_hash_table_iter_next (&iter, &watched, NULL))
    if (!g_hash_table_contains (wanted, watched))
      g_hash_table_iter_remove (&iter);
  g_ptr_array_set_size (self->waiting, 0);
  for (guint i = 0; folders[i] != NULL; i++)
    if (!g_hash_table_contains (self->monitors, folders[i]))
      g_ptr_array_add (self->waiting, g_strdup (folders[i]));
  if (self->waiting->len > 0 && self->step_id == 0)
    self->step_id = g_idle_add (watch_some, self);
}

guint
pt_folder_watch_get_n_watched (PtFolderWatch *self)
{
  g_return_val_if_fail (PT_IS_FOLDER_WATCH (self), 0);

  return g_hash_table_size (self->monitors);
}

void
pt_folder_watch_set_quiet_ms (PtFolderWatch *self, guint quiet_ms)
{
  g_return_if_fail (PT_IS_FOLDER_WATCH (self));

  self->quiet_ms = quiet_ms;
}

char **
pt_folder_watch_list (const char *const *roots)
{
  g_autoptr (GPtrArray) folders = NULL;

  g_return_val_if_fail (roots != NULL, NULL);

  folders = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; roots[i] != NULL; i++)
    g_ptr_array_add (folders, g_strdup (roots[i]));
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders->pdata[i], 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (folders->pdata[i], name, NULL);

          /* No links: what they lead to is watched where it is, or not at all. */
          if (name[0] == '.' || pt_walk_is_audio_name (name) || g_file_test (path, G_FILE_TEST_IS_SYMLINK)
              || !g_file_test (path, G_FILE_TEST_IS_DIR) || g_ptr_array_find_with_equal_func (folders, path, g_str_equal, NULL))
            continue;
          if (folders->len >= PT_FOLDER_WATCH_MAX)
            return NULL;
          g_ptr_array_add (folders, g_steal_pointer (&path));
        }
    }
  g_ptr_array_add (folders, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&folders), FALSE);
}
