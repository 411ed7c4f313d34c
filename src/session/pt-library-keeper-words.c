/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "audio/pt-audio-file.h"
#include "audio/pt-waveform.h"
#include "core/pt-core-error.h"
#include "session/pt-library-keeper-private.h"

/* What takes a few milliseconds: others wait for it. */
#define MAX_DRAWN_BYTES (4 * 1024 * 1024)

/* --- what the user says of sounds --- */

/* The user's part of a sample. */
typedef struct
{
  PtSample *sample;
  PtRole role;
  double role_confidence;
  gboolean role_by_user;
  char **tags;
  gboolean favourite;
  int rating;
} Words;

typedef struct
{
  GWeakRef keeper;
  GArray *words; /* of Words: what is not in the samples at the moment */
} WordsEdit;

static void
words_clear (gpointer data)
{
  Words *words = data;

  g_object_unref (words->sample);
  g_strfreev (words->tags);
}

typedef struct
{
  PtLibraryKeeper *keeper;
  GPtrArray *infos; /* of PtSampleInfo */
  GError *error;
} Saving;

static void
run_saving (PtIndexWorker *worker, gpointer data)
{
  Saving *saving = data;
  PtLibraryIndex *index = _pt_library_keeper_need_index (worker, &saving->error);

  if (index != NULL)
    pt_library_index_save_many (index, saving->infos, &saving->error);
  _pt_library_keeper_look_for_damage (saving->keeper, worker, saving->error);
}

static void
saving_done (gpointer data)
{
  Saving *saving = data;
  GHashTable *unsaved = saving->keeper->unsaved;

  for (guint i = 0; i < saving->infos->len; i++)
    {
      const PtSampleInfo *info = saving->infos->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (unsaved, info->path));

      if (n > 1)
        g_hash_table_insert (unsaved, g_strdup (info->path), GUINT_TO_POINTER (n - 1));
      else
        g_hash_table_remove (unsaved, info->path);
    }
  if (saving->error != NULL)
    _pt_library_keeper_fail (saving->keeper, saving->error->message);
  g_ptr_array_unref (saving->infos);
  g_clear_error (&saving->error);
  g_free (saving);
}

static void
save (PtLibraryKeeper *self, GPtrArray *samples)
{
  Saving *saving;

  if (self->worker == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->keeper = self;
  saving->infos = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free);
  for (guint i = 0; i < samples->len; i++)
    {
      PtSampleInfo *info = pt_sample_info_copy (pt_sample_get_info (samples->pdata[i]));
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->unsaved, info->path));

      g_ptr_array_add (saving->infos, info);
      g_hash_table_insert (self->unsaved, g_strdup (info->path), GUINT_TO_POINTER (n + 1));
      g_hash_table_add (self->edited, g_strdup (info->path));
    }
  pt_index_worker_push (self->worker, PT_INDEX_SAVE, run_saving, saving_done, saving);
}

void
_pt_library_keeper_save_again (PtLibraryKeeper *self)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->edited);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      PtSample *sample = pt_library_lookup (self->library, path);

      if (sample != NULL)
        g_ptr_array_add (samples, sample);
    }
  if (samples->len > 0)
    save (self, samples);
}

/* Gives the sample the words and the words what the sample had. */
static void
exchange (Words *words)
{
  PtSampleInfo *info = pt_sample_info_copy (pt_sample_get_info (words->sample));
  Words before = { words->sample, info->role, info->role_confidence, info->role_by_user, g_steal_pointer (&info->tags),
                   info->favourite, info->rating };

  info->role = words->role;
  info->role_confidence = words->role_confidence;
  info->role_by_user = words->role_by_user;
  info->tags = g_steal_pointer (&words->tags);
  info->favourite = words->favourite;
  info->rating = words->rating;
  pt_sample_set_info (words->sample, info);
  *words = before;
}

static void
words_swap (gpointer data, gboolean undo)
{
  WordsEdit *edit = data;
  g_autoptr (PtLibraryKeeper) keeper = g_weak_ref_get (&edit->keeper);
  g_autoptr (GPtrArray) samples = g_ptr_array_sized_new (edit->words->len);

  for (guint i = 0; i < edit->words->len; i++)
    {
      Words *words = &g_array_index (edit->words, Words, i);

      exchange (words);
      g_ptr_array_add (samples, words->sample);
    }
  if (keeper == NULL)
    return;
  pt_library_tell_edited (keeper->library, samples);
  save (keeper, samples);
}

static gsize
words_size (gpointer data)
{
  const WordsEdit *edit = data;

  return sizeof *edit + edit->words->len * (sizeof (Words) + 64);
}

static void
words_free (gpointer data)
{
  WordsEdit *edit = data;

  g_weak_ref_clear (&edit->keeper);
  g_array_unref (edit->words);
  g_free (edit);
}

void
_pt_library_keeper_give_salvaged (PtLibraryKeeper *self)
{
  g_autoptr (GPtrArray) given = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path, value;

  g_hash_table_iter_init (&iter, self->salvaged);
  while (g_hash_table_iter_next (&iter, &path, &value))
    {
      const PtSampleInfo *info = value;
      PtSample *sample = pt_library_lookup (self->library, path);

      if (sample == NULL)
        continue;
      if (info->role_by_user)
        pt_sample_set_role (sample, info->role);
      pt_sample_set_favourite (sample, info->favourite);
      pt_sample_set_rating (sample, info->rating);
      pt_sample_set_tags (sample, (const char *const *) info->tags);
      g_ptr_array_add (given, sample);
      g_hash_table_iter_remove (&iter);
    }
  pt_library_tell_edited (self->library, given);
  if (given->len > 0)
    save (self, given);
}

static const PtEditKind words_kind = { words_swap, NULL, words_size, words_free };

/* Changes @words as @argument says; FALSE when that is how it is. */
typedef gboolean (*WordsFunc) (Words *words,
                               gconstpointer argument);

static void
edit_words (PtLibraryKeeper *self,
            const char *name,
            GPtrArray *samples,
            WordsFunc func,
            gconstpointer argument,
            PtUndoHistory *history)
{
  g_autoptr (PtEdit) edit = NULL;
  GArray *all = g_array_sized_new (FALSE, TRUE, sizeof (Words), samples->len);
  WordsEdit *data;

  g_array_set_clear_func (all, words_clear);
  for (guint i = 0; i < samples->len; i++)
    {
      const PtSampleInfo *info = pt_sample_get_info (samples->pdata[i]);
      Words words = { g_object_ref (samples->pdata[i]), info->role, info->role_confidence, info->role_by_user,
                      g_strdupv (info->tags), info->favourite, info->rating };

      if (func (&words, argument))
        g_array_append_val (all, words);
      else
        words_clear (&words);
    }
  if (all->len == 0)
    {
      g_array_unref (all);
      return;
    }
  data = g_new0 (WordsEdit, 1);
  g_weak_ref_init (&data->keeper, self);
  data->words = all;
  edit = pt_edit_new (name, &words_kind, data);
  pt_edit_set_outside (edit);
  if (history != NULL)
    pt_undo_history_push (history, g_steal_pointer (&edit));
  else
    pt_edit_do (edit);
}

static gboolean
set_role (Words *words, gconstpointer argument)
{
  PtRole role = GPOINTER_TO_UINT (argument);

  if (words->role == role && words->role_by_user)
    return FALSE;
  words->role = role;
  words->role_confidence = 1;
  words->role_by_user = TRUE;

  return TRUE;
}

void
pt_library_keeper_edit_role (PtLibraryKeeper *self, GPtrArray *samples, PtRole role, PtUndoHistory *history)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (samples != NULL);
  g_return_if_fail (role <= PT_ROLE_NONE);

  edit_words (self, _ ("Set Role"), samples, set_role, GUINT_TO_POINTER (role), history);
}

static gboolean
set_favourite (Words *words, gconstpointer argument)
{
  gboolean favourite = GPOINTER_TO_INT (argument);

  if (words->favourite == favourite)
    return FALSE;
  words->favourite = favourite;

  return TRUE;
}

void
pt_library_keeper_edit_favourite (PtLibraryKeeper *self, GPtrArray *samples, gboolean favourite, PtUndoHistory *history)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (samples != NULL);

  edit_words (self, favourite ? _ ("Add to Favourites") : _ ("Remove from Favourites"), samples, set_favourite,
              GINT_TO_POINTER (!!favourite), history);
}

static gboolean
set_rating (Words *words, gconstpointer argument)
{
  int rating = GPOINTER_TO_INT (argument);

  if (words->rating == rating)
    return FALSE;
  words->rating = rating;

  return TRUE;
}

void
pt_library_keeper_edit_rating (PtLibraryKeeper *self, GPtrArray *samples, int rating, PtUndoHistory *history)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (samples != NULL);
  g_return_if_fail (rating >= 0 && rating <= PT_SAMPLE_MAX_RATING);

  edit_words (self, _ ("Set Rating"), samples, set_rating, GINT_TO_POINTER (rating), history);
}

static gboolean
add_tag (Words *words, gconstpointer tag)
{
  guint n = words->tags != NULL ? g_strv_length (words->tags) : 0;

  if (n > 0 && g_strv_contains ((const char *const *) words->tags, tag))
    return FALSE;
  words->tags = g_renew (char *, words->tags, n + 2);
  words->tags[n] = g_strdup (tag);
  words->tags[n + 1] = NULL;

  return TRUE;
}

static gboolean
remove_tag (Words *words, gconstpointer tag)
{
  gboolean found = FALSE;
  guint kept = 0;

  for (guint i = 0; words->tags != NULL && words->tags[i] != NULL; i++)
    {
      if (g_str_equal (words->tags[i], tag))
        {
          g_free (words->tags[i]);
          found = TRUE;
        }
      else
        {
          words->tags[kept++] = words->tags[i];
        }
    }
  if (words->tags != NULL)
    words->tags[kept] = NULL;

  return found;
}

/* As it is kept in the index: on one line, without blanks around it; NULL: nothing is left. */
static char *
clean_tag (const char *tag)
{
  g_autofree char *clean = g_strstrip (g_strdelimit (g_utf8_make_valid (tag, -1), "\n\r", ' '));

  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

void
pt_library_keeper_add_tag (PtLibraryKeeper *self, GPtrArray *samples, const char *tag, PtUndoHistory *history)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (samples != NULL);
  g_return_if_fail (tag != NULL);

  clean = clean_tag (tag);
  if (clean != NULL)
    edit_words (self, _ ("Add Tag"), samples, add_tag, clean, history);
}

void
pt_library_keeper_remove_tag (PtLibraryKeeper *self, GPtrArray *samples, const char *tag, PtUndoHistory *history)
{
  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (samples != NULL);
  g_return_if_fail (tag != NULL);

  edit_words (self, _ ("Remove Tag"), samples, remove_tag, tag, history);
}

/* --- pictures --- */

typedef struct
{
  PtLibraryKeeper *keeper;
  GTask *task;
  char *path;
  GBytes *picture;
  GError *error;
} Drawing;

/* A palette may name sounds that are in no folder of the library; a short one is drawn from
 * the file. (nullable) */
static GBytes *
draw_file (const char *path, GCancellable *cancellable)
{
  g_autoptr (PtAudioBuffer) buffer = NULL;
  g_autoptr (PtWaveform) waveform = NULL;
  GStatBuf status;
  gint8 *columns;

  if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > MAX_DRAWN_BYTES)
    return NULL;
  buffer = pt_audio_file_read (path, NULL, cancellable, NULL);
  if (buffer == NULL)
    return NULL;
  waveform = pt_waveform_new (pt_audio_buffer_get_samples (buffer), pt_audio_buffer_get_frames (buffer),
                              pt_audio_buffer_get_channels (buffer), PT_WAVEFORM_STORED_BINS);
  columns = g_new (gint8, 2 * PT_LIBRARY_THUMBNAIL_COLUMNS);
  pt_waveform_get_columns (waveform, 0, pt_waveform_get_frames (waveform), PT_LIBRARY_THUMBNAIL_COLUMNS, columns);

  return g_bytes_new_take (columns, 2 * PT_LIBRARY_THUMBNAIL_COLUMNS);
}

static void
run_drawing (PtIndexWorker *worker, gpointer data)
{
  Drawing *drawing = data;
  PtLibraryIndex *index;

  /* It was scrolled past. */
  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (drawing->task), &drawing->error))
    return;
  index = _pt_library_keeper_need_index (worker, &drawing->error);
  if (index != NULL)
    drawing->picture = pt_library_index_load_waveform (index, drawing->path, PT_LIBRARY_THUMBNAIL_COLUMNS, &drawing->error);
  if (g_error_matches (drawing->error, PT_CORE_ERROR, PT_CORE_ERROR_NOT_FOUND))
    drawing->picture = draw_file (drawing->path, g_task_get_cancellable (drawing->task));
  if (drawing->picture != NULL)
    g_clear_error (&drawing->error);
}

static void
drawing_done (gpointer data)
{
  Drawing *drawing = data;

  if (drawing->picture != NULL)
    {
      pt_thumbnail_cache_insert (drawing->keeper->thumbnails, drawing->path, drawing->picture);
      g_task_return_pointer (drawing->task, drawing->picture, (GDestroyNotify) g_bytes_unref);
    }
  else
    {
      g_task_return_error (drawing->task, drawing->error);
    }
  g_object_unref (drawing->task);
  g_free (drawing->path);
  g_free (drawing);
}

GBytes *
pt_library_keeper_peek_thumbnail (PtLibraryKeeper *self, const char *path)
{
  g_return_val_if_fail (PT_IS_LIBRARY_KEEPER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return pt_thumbnail_cache_lookup (self->thumbnails, path);
}

void
pt_library_keeper_load_thumbnail_async (PtLibraryKeeper *self,
                                        const char *path,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GBytes *picture;
  Drawing *drawing;

  g_return_if_fail (PT_IS_LIBRARY_KEEPER (self));
  g_return_if_fail (path != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pt_library_keeper_load_thumbnail_async);
  picture = pt_thumbnail_cache_lookup (self->thumbnails, path);
  if (picture != NULL)
    {
      g_task_return_pointer (task, g_bytes_ref (picture), (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (self->worker == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The library is not open"));
      return;
    }
  drawing = g_new0 (Drawing, 1);
  drawing->keeper = self;
  drawing->task = g_steal_pointer (&task);
  drawing->path = g_strdup (path);
  pt_index_worker_push (self->worker, PT_INDEX_PICTURE, run_drawing, drawing_done, drawing);
}

GBytes *
pt_library_keeper_load_thumbnail_finish (PtLibraryKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
