/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-draft-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/pt-core-error.h"
#include "core/pt-document.h"
#include "core/pt-json.h"
#include "core/pt-sample-path.h"
#include "core/pt-util.h"

#define DRAFT_SUFFIX ".json"
#define LOCK_SUFFIX ".lock"

static const char format_name[] = "peaktime-draft";

void
pt_draft_free (PtDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->id);
  g_free (draft->draft_path);
  g_free (draft->path);
  g_free (draft->title);
  g_free (draft);
}

void
pt_draft_head_clear (PtDraftHead *head)
{
  g_clear_pointer (&head->path, g_free);
  g_clear_pointer (&head->title, g_free);
}

PtFileStamp
pt_file_stamp_read (const char *path)
{
  GStatBuf status;

  g_return_val_if_fail (path != NULL, PT_FILE_STAMP_NONE);

  if (g_stat (path, &status) != 0)
    return PT_FILE_STAMP_NONE;

  return (PtFileStamp){ status.st_size,
                        status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec };
}

gboolean
pt_file_stamp_equal (const PtFileStamp *a, const PtFileStamp *b)
{
  return a->size == b->size && a->modified_nsec == b->modified_nsec;
}

char *
pt_state_folder (const char *state_folder)
{
  return state_folder != NULL ? g_strdup (state_folder) : g_build_filename (g_get_user_state_dir (), "peaktime", NULL);
}

static char *
drafts_folder (const char *state_folder)
{
  g_autofree char *state = pt_state_folder (state_folder);

  return g_build_filename (state, "drafts", NULL);
}

static char *
file_of_draft (const char *state_folder, const char *id, const char *suffix)
{
  g_autofree char *folder = drafts_folder (state_folder);
  g_autofree char *name = g_strconcat (id, suffix, NULL);

  return g_build_filename (folder, name, NULL);
}

char *
pt_draft_store_path (const char *state_folder, const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  return file_of_draft (state_folder, id, DRAFT_SUFFIX);
}

/* Whether @lock is still the file that has the name: whoever tidies up may have removed it
 * between our opening and our locking it. */
static gboolean
is_the_file (int lock, const char *path)
{
  struct stat ours, named;

  return fstat (lock, &ours) == 0 && stat (path, &named) == 0 && ours.st_ino == named.st_ino
         && ours.st_dev == named.st_dev;
}

/* A lock of the open file, which another open of the same program sees too, and which can be
 * asked for without being taken. */
static gboolean
ask_lock (int lock, int command, struct flock *whole)
{
  *whole = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (lock, command, whole) == 0;
}

/* -1 and errno. */
static int
try_lock (const char *path)
{
  int reason = EBUSY;

  for (int attempt = 0; attempt < 10; attempt++)
    {
      int lock = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      struct flock whole;

      if (lock < 0)
        return -1;
      if (!ask_lock (lock, F_OFD_SETLK, &whole))
        {
          reason = errno == EACCES ? EAGAIN : errno;
          close (lock);
          break;
        }
      if (is_the_file (lock, path))
        return lock;
      close (lock);
    }
  errno = reason;

  return -1;
}

int
pt_draft_store_lock (const char *state_folder, const char *id, char **new_id, GError **error)
{
  g_autofree char *folder = drafts_folder (state_folder);
  g_autofree char *made = id == NULL ? g_uuid_string_random () : NULL;
  g_autofree char *path = file_of_draft (state_folder, id != NULL ? id : made, LOCK_SUFFIX);
  g_autofree char *shown = pt_display_path (folder);
  int lock;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   _ ("Unsaved work cannot be kept in %s: %s"), shown, g_strerror (errno));
      return -1;
    }
  lock = try_lock (path);
  if (lock < 0 && errno == EAGAIN)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("Another window has this work open"));
  else if (lock < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                 _ ("Unsaved work cannot be kept in %s: %s"), shown, g_strerror (errno));
  else if (new_id != NULL)
    *new_id = g_steal_pointer (&made);

  return lock;
}

void
pt_draft_store_unlock (const char *state_folder, const char *id, int lock)
{
  g_autofree char *draft = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (id != NULL);

  draft = pt_draft_store_path (state_folder, id);
  path = file_of_draft (state_folder, id, LOCK_SUFFIX);
  if (!g_file_test (draft, G_FILE_TEST_EXISTS))
    g_unlink (path);
  if (lock >= 0)
    close (lock);
}

gboolean
pt_draft_store_write (const char *state_folder,
                      const char *id,
                      const PtDraftHead *head,
                      const char *set_text,
                      GError **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *path = pt_draft_store_path (state_folder, id);
  g_autofree char *text = NULL;
  g_autoptr (GString) whole = NULL;

  json_object_set_string_member (object, "format", format_name);
  json_object_set_int_member (object, "schema_version", 1);
  pt_sample_path_write_json (object, "path", head->path);
  pt_json_set_text (object, "title", head->title);
  pt_json_set_time (object, "edited", head->edited_usec);
  if (head->read_only)
    json_object_set_boolean_member (object, "read_only", TRUE);
  json_object_set_int_member (object, "file_size", head->stamp.size);
  json_object_set_int_member (object, "file_modified_nsec", head->stamp.modified_nsec);
  node = pt_json_object_to_node (object);

  /* The set is the last member: its text goes in before the closing brace. */
  text = pt_json_to_string (node);
  whole = g_string_new_len (text, strrchr (text, '}') - text);
  while (whole->len > 0 && g_ascii_isspace (whole->str[whole->len - 1]))
    g_string_truncate (whole, whole->len - 1);
  g_string_append (whole, ",\n\"set\":\n");
  g_string_append (whole, set_text);
  g_string_append (whole, "}\n");

  return pt_file_replace_contents (path, whole->str, whole->len, error);
}

static gboolean
read_head (JsonObject *object, PtDraftHead *head, GError **error)
{
  g_autofree char *format = NULL;
  gint64 version = 1;

  if (!pt_json_read_string (object, "format", NULL, &format, error)
      || !pt_json_require (object, "schema_version", NULL, error)
      || !pt_json_read_int (object, "schema_version", NULL, 1, G_MAXINT32, &version, error))
    return FALSE;
  if (g_strcmp0 (format, format_name) != 0 || version != 1)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID, _ ("This is no draft that this Peaktime reads"));
      return FALSE;
    }
  head->stamp = PT_FILE_STAMP_NONE;

  return pt_sample_path_read_json (object, "path", NULL, &head->path, error)
         && pt_json_read_string (object, "title", NULL, &head->title, error)
         && pt_json_read_time (object, "edited", NULL, &head->edited_usec, error)
         && pt_json_read_boolean (object, "read_only", NULL, &head->read_only, error)
         && pt_json_read_int (object, "file_size", NULL, -1, G_MAXINT64, &head->stamp.size, error)
         && pt_json_read_int (object, "file_modified_nsec", NULL, G_MININT64, G_MAXINT64, &head->stamp.modified_nsec, error)
         && pt_json_require (object, "set", NULL, error);
}

gboolean
pt_draft_store_read (const char *draft_path, PtDraftHead *head, PtSet **set, GError **error)
{
  g_auto (PtDraftHead) read = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  g_return_val_if_fail (draft_path != NULL, FALSE);
  g_return_val_if_fail (head != NULL, FALSE);

  node = pt_json_load (draft_path, error);
  object = node != NULL ? pt_json_document_object (node, "A draft", error) : NULL;
  if (object == NULL || !read_head (object, &read, error))
    return FALSE;
  if (set != NULL)
    {
      g_autofree char *folder = read.path != NULL ? pt_document_get_folder (read.path) : NULL;

      *set = pt_set_new_from_json (json_object_get_member (object, "set"), folder, error);
      if (*set == NULL)
        return FALSE;
    }
  *head = read;
  read = (PtDraftHead){ 0 };

  return TRUE;
}

static gboolean
is_orphan (const char *state_folder, const char *id)
{
  g_autofree char *path = file_of_draft (state_folder, id, LOCK_SUFFIX);
  int lock = g_open (path, O_RDWR | O_CLOEXEC, 0);
  struct flock whole;
  gboolean orphan;

  if (lock < 0)
    return errno == ENOENT;
  orphan = ask_lock (lock, F_OFD_GETLK, &whole) && whole.l_type == F_UNLCK;
  close (lock);

  return orphan;
}

static PtDraft *
read_draft (const char *state_folder, const char *id)
{
  g_autofree char *draft_path = pt_draft_store_path (state_folder, id);
  g_auto (PtDraftHead) head = { 0 };
  PtDraft *draft;

  if (!pt_draft_store_read (draft_path, &head, NULL, NULL))
    return NULL;
  draft = g_new0 (PtDraft, 1);
  draft->id = g_strdup (id);
  draft->draft_path = g_steal_pointer (&draft_path);
  draft->path = g_steal_pointer (&head.path);
  draft->title = head.title != NULL ? g_steal_pointer (&head.title) : g_strdup ("Untitled");
  draft->edited_usec = head.edited_usec;

  return draft;
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const PtDraft *left = *(PtDraft *const *) a;
  const PtDraft *right = *(PtDraft *const *) b;

  return (left->edited_usec < right->edited_usec) - (left->edited_usec > right->edited_usec);
}

GPtrArray *
pt_draft_store_list (const char *state_folder)
{
  g_autofree char *folder = drafts_folder (state_folder);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  GPtrArray *drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_draft_free);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *id = NULL;
      PtDraft *draft;

      if (*name == '.' || !g_str_has_suffix (name, DRAFT_SUFFIX))
        continue;
      id = g_strndup (name, strlen (name) - strlen (DRAFT_SUFFIX));
      draft = is_orphan (state_folder, id) ? read_draft (state_folder, id) : NULL;
      if (draft != NULL)
        g_ptr_array_add (drafts, draft);
    }
  g_ptr_array_sort (drafts, compare_drafts);

  return drafts;
}

PtDraft *
pt_draft_store_find (const char *state_folder, const char *path)
{
  g_autoptr (GPtrArray) drafts = pt_draft_store_list (state_folder);

  for (guint i = 0; i < drafts->len; i++)
    {
      PtDraft *draft = g_ptr_array_index (drafts, i);
      g_auto (PtDraftHead) head = { 0 };
      g_autoptr (PtSet) set = NULL;

      if (g_strcmp0 (draft->path, path) == 0 && pt_draft_store_read (draft->draft_path, &head, &set, NULL))
        return g_ptr_array_steal_index (drafts, i);
    }

  return NULL;
}

void
pt_draft_store_remove (const char *state_folder, const char *id)
{
  g_autofree char *path = NULL;

  g_return_if_fail (id != NULL);

  path = pt_draft_store_path (state_folder, id);
  g_unlink (path);
}
