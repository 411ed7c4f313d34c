/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-library-walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "audio/pt-sample-name.h"

typedef struct
{
  const char *path;
  guint n_folders; /* that may speak for what lies in it */
} Folder;

typedef struct
{
  dev_t device;
  ino_t inode;
} FolderId;

typedef struct
{
  PtWalk *walk;
  GHashTable *seen; /* FolderId */
  GArray *open; /* of Folder: still to be read, the last one first */
  GArray *links; /* of Folder: links to folders, looked at when all real ones are known */
  PtWalkFailureFunc failure;
  PtWalkProgressFunc progress;
  gpointer user_data;
} Walker;

static guint
folder_id_hash (gconstpointer key)
{
  const FolderId *id = key;

  return (guint) (id->inode * 2654435761u) ^ (guint) id->device;
}

static gboolean
folder_id_equal (gconstpointer a, gconstpointer b)
{
  const FolderId *x = a;
  const FolderId *y = b;

  return x->inode == y->inode && x->device == y->device;
}

static int
compare_folders (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Folder *) a)->path, ((const Folder *) b)->path);
}

static int
compare_folders_backwards (gconstpointer a, gconstpointer b)
{
  return compare_folders (b, a);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp (((const PtWalkFile *) a)->path, ((const PtWalkFile *) b)->path);
}

gboolean
pt_walk_is_audio_name (const char *name)
{
  static const char *const endings[] = {
    "wav", "aif", "aiff", "flac", "ogg", "oga", "mp3", "opus", "w64", "caf", "au"
  };
  const char *dot;

  g_return_val_if_fail (name != NULL, FALSE);

  dot = strrchr (name, '.');
  if (dot == NULL || dot == name)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot + 1, endings[i]) == 0)
      return TRUE;

  return FALSE;
}

static const char *
join_path (Walker *self, const char *folder, const char *name)
{
  g_autofree char *path = g_strconcat (folder, g_str_has_suffix (folder, "/") ? "" : "/", name, NULL);

  return g_string_chunk_insert (self->walk->strings, path);
}

static void
fail (Walker *self, const char *path, const char *format, int number)
{
  g_autofree char *message = g_strdup_printf (format, g_strerror (number));

  self->failure (path, message, self->user_data);
}

static void
note_file (Walker *self, const Folder *folder, int fd, const char *name)
{
  const char *path = join_path (self, folder->path, name);
  struct stat status;

  if (fstatat (fd, name, &status, 0) != 0)
    {
      fail (self, path, errno == ENOENT || errno == ELOOP ? _ ("The link leads nowhere (%s)") : "Cannot look at the file: %s",
            errno);
    }
  else if (!S_ISREG (status.st_mode))
    {
      self->failure (path, "It is called an audio file, but it is no file", self->user_data);
    }
  else
    {
      PtWalkFile file = {
        .path = path,
        .size = status.st_size,
        .modified_ns = status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec,
        .n_folders = folder->n_folders,
      };

      g_array_append_val (self->walk->files, file);
      if (self->progress != NULL && self->walk->files->len % 1000 == 0)
        self->progress (self->walk->files->len, self->user_data);
    }
}

/* A folder, a link to one, or neither; only what the entry does not tell is looked up. */
static gboolean
is_folder (int fd, const struct dirent *entry, gboolean *is_link)
{
  struct stat status;

  *is_link = FALSE;
  if (entry->d_type == DT_DIR)
    return TRUE;
  if (entry->d_type == DT_REG)
    return FALSE;
  if (fstatat (fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return FALSE;
  if (S_ISLNK (status.st_mode))
    {
      *is_link = TRUE;
      return fstatat (fd, entry->d_name, &status, 0) == 0 && S_ISDIR (status.st_mode);
    }

  return S_ISDIR (status.st_mode);
}

static void
read_entries (Walker *self, const Folder *folder, DIR *dir)
{
  guint first = self->open->len;
  struct dirent *entry;
  int fd = dirfd (dir);

  while ((errno = 0, entry = readdir (dir)) != NULL)
    {
      gboolean is_link;

      /* Hidden: among them "._name", which Macs leave beside each file. */
      if (entry->d_name[0] == '.' || strcmp (entry->d_name, "__MACOSX") == 0)
        continue;
      if (is_folder (fd, entry, &is_link))
        {
          Folder below = {
            .path = join_path (self, folder->path, entry->d_name),
            .n_folders = MIN (folder->n_folders + 1, PT_SAMPLE_NAME_MAX_FOLDERS),
          };

          g_array_append_val (is_link ? self->links : self->open, below);
        }
      else if (pt_walk_is_audio_name (entry->d_name))
        {
          note_file (self, folder, fd, entry->d_name);
        }
    }
  if (errno != 0)
    {
      fail (self, folder->path, _ ("Cannot read the folder to its end: %s"), errno);
      g_ptr_array_add (self->walk->closed, (gpointer) folder->path);
    }

  /* Which of two ways to one folder is taken must not depend on the disk's order. */
  if (self->open->len > first + 1)
    qsort (&g_array_index (self->open, Folder, first), self->open->len - first, sizeof (Folder),
           compare_folders_backwards);
}

static void
read_folder (Walker *self, const Folder *folder)
{
  int fd = open (folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  FolderId *id;
  DIR *dir;

  if (fd < 0)
    {
      fail (self, folder->path, _ ("Cannot open the folder: %s"), errno);
      g_ptr_array_add (self->walk->closed, (gpointer) folder->path);
      return;
    }
  if (fstat (fd, &status) == 0)
    {
      id = g_new (FolderId, 1);
      id->device = status.st_dev;
      id->inode = status.st_ino;
      if (!g_hash_table_add (self->seen, id))
        {
          close (fd);
          return;
        }
    }
  dir = fdopendir (fd);
  if (dir == NULL)
    {
      close (fd);
      return;
    }
  read_entries (self, folder, dir);
  closedir (dir);
}

static gboolean
read_open_folders (Walker *self, GCancellable *cancellable, GError **error)
{
  while (self->open->len > 0)
    {
      Folder folder = g_array_index (self->open, Folder, self->open->len - 1);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_array_set_size (self->open, self->open->len - 1);
      read_folder (self, &folder);
    }

  return TRUE;
}

/* The chosen folder speaks for its files, unless it is somebody's home or above it: a user
 * called Tom has more than toms. */
static gboolean
is_home_or_above (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize length = strlen (path);

  return strncmp (home, path, length) == 0 && (home[length] == '\0' || home[length] == '/' || length == 1);
}

gboolean
pt_walk_folders (PtWalk *walk,
                 const char *const *folders,
                 PtWalkFailureFunc failure,
                 PtWalkProgressFunc progress,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (folder_id_hash, folder_id_equal, g_free, NULL);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (Folder));
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Folder));
  Walker self = { walk, seen, open, links, failure, progress, user_data };

  g_return_val_if_fail (walk != NULL, FALSE);
  g_return_val_if_fail (folders != NULL, FALSE);
  g_return_val_if_fail (failure != NULL, FALSE);

  walk->files = g_array_new (FALSE, FALSE, sizeof (PtWalkFile));
  walk->closed = g_ptr_array_new ();
  walk->strings = g_string_chunk_new (64 * 1024);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      Folder folder = { g_string_chunk_insert (walk->strings, folders[i]), is_home_or_above (folders[i]) ? 0 : 1 };

      g_array_append_val (open, folder);
    }
  if (!read_open_folders (&self, cancellable, error))
    return FALSE;

  /* Links last and in order, so that a folder that is there itself is seen under its own
   * name. What they lead to may hold more of them. */
  while (links->len > 0)
    {
      g_array_sort (links, compare_folders_backwards);
      g_array_append_val (open, g_array_index (links, Folder, links->len - 1));
      g_array_set_size (links, links->len - 1);
      if (!read_open_folders (&self, cancellable, error))
        return FALSE;
    }

  g_array_sort (walk->files, compare_files);

  return TRUE;
}

void
pt_walk_clear (PtWalk *walk)
{
  g_clear_pointer (&walk->files, g_array_unref);
  g_clear_pointer (&walk->closed, g_ptr_array_unref);
  g_clear_pointer (&walk->strings, g_string_chunk_free);
}
