/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-screening.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>

#include "core/pt-reference.h"
#include "core/pt-rng.h"
#include "core/pt-util.h"
#include "scores/pt-score-music.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-screening-private.h"

/* So often a palette that was there already may come out before we take what there is. */
#define MAX_TRIES 10

/* One screening while it runs. */
typedef struct
{
  const PtScreeningOptions *options;
  PtArrangement *reference;
  PtSampleLoader *loader;
  GCancellable *cancellable;
  PtScreeningFunc done;
  gpointer user_data;

  GMutex lock; /* of what follows */
  GCond slot_free;
  guint n_slots; /* that the scorer has left */
  GPtrArray *items;
  FILE *progress;
  guint n_done;
  GError *error; /* the first that stops everything */
} Screening;

static void
item_free (gpointer data)
{
  PtScreeningItem *item = data;

  g_clear_object (&item->palette);
  g_free (item->error);
  g_free (item->saved_path);
  g_free (item);
}

static void
clear_shared (gpointer data)
{
  g_free (((PtScreeningShared *) data)->path);
}

void
pt_screening_result_clear (PtScreeningResult *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->shared, g_array_unref);
}

/* --- palettes --- */

static char *
make_key (PtPalette *palette)
{
  GString *key = g_string_new (NULL);

  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      const char *path = pt_palette_get_path (palette, role);

      g_string_append_printf (key, "%s\n", path != NULL ? path : "");
    }

  return g_string_free (key, FALSE);
}

GPtrArray *
pt_screening_make_palettes (PtLibrary *library,
                            PtPalette *locked,
                            guint count,
                            guint64 seed,
                            GArray *seeds,
                            GError **error)
{
  g_autoptr (GPtrArray) palettes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  PtRng rng;

  g_return_val_if_fail (PT_IS_LIBRARY (library), NULL);

  pt_rng_init_named (&rng, seed, "screening");
  for (guint64 i = 0; i < (guint64) count * MAX_TRIES && palettes->len < count; i++)
    {
      /* Seeds of palettes are written by people too: they fit into 63 bits. */
      const guint64 own_seed = pt_rng_next (&rng) >> 1;
      g_autoptr (PtPalette) palette = pt_palette_new_random (library, own_seed, locked, error);

      if (palette == NULL)
        return NULL;
      if (!g_hash_table_add (seen, make_key (palette)))
        continue;
      g_ptr_array_add (palettes, g_steal_pointer (&palette));
      if (seeds != NULL)
        g_array_append_val (seeds, own_seed);
    }

  return g_steal_pointer (&palettes);
}

static GPtrArray *
make_items (const PtScreeningOptions *options, GError **error)
{
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) palettes = NULL;
  GPtrArray *items;

  palettes = pt_screening_make_palettes (options->library, options->locked, options->count, options->seed, seeds, error);
  if (palettes == NULL)
    return NULL;
  items = g_ptr_array_new_with_free_func (item_free);
  for (guint i = 0; i < palettes->len; i++)
    {
      const PtScoreMetrics none = { NAN, NAN, NAN, NAN };
      PtScreeningItem *item = g_new0 (PtScreeningItem, 1);

      item->number = i + 1;
      item->palette = g_object_ref (palettes->pdata[i]);
      item->seed = g_array_index (seeds, guint64, i);
      item->metrics = none;
      item->objective = item->duration_s = item->lufs = NAN;
      g_ptr_array_add (items, item);
    }

  return items;
}

/* --- one palette, on a worker --- */

static void
stop (Screening *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static gboolean
is_stopped (Screening *self)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  stopped = self->error != NULL || g_cancellable_is_cancelled (self->cancellable);
  g_mutex_unlock (&self->lock);

  return stopped;
}

static PtScoreRecord *
begin_record (const PtScreeningOptions *options, const PtScreeningItem *item)
{
  PtScoreRecord *record = pt_score_record_new ();

  record->palette = g_strdup_printf ("screening %" G_GUINT64_FORMAT ", palette %u", options->seed, item->number);
  record->arrangement = g_strdup_printf ("reference, %d bars", (int) options->bars);
  record->seed = g_strdup_printf ("%" G_GUINT64_FORMAT, item->seed);

  return record;
}

/* The scorer takes only so many at a time; meanwhile others render. */
static void
take_slot (Screening *self)
{
  g_mutex_lock (&self->lock);
  while (self->n_slots == 0)
    g_cond_wait (&self->slot_free, &self->lock);
  self->n_slots--;
  g_mutex_unlock (&self->lock);
}

static void
give_slot (Screening *self)
{
  g_mutex_lock (&self->lock);
  self->n_slots++;
  g_cond_signal (&self->slot_free);
  g_mutex_unlock (&self->lock);
}

static void
finish_item (Screening *self, PtScreeningItem *item, PtScoreRecord *record, GError *failure)
{
  GError *error = NULL;

  g_mutex_lock (&self->lock);
  if (failure == NULL)
    {
      item->metrics = record->metrics;
      item->objective = record->objective;
      item->duration_s = record->duration_s;
      item->lufs = record->lufs;
    }
  else
    {
      item->error = g_strdup (failure->message);
    }
  /* Kept before it is told: what was told is never lost. */
  if ((failure == NULL && self->options->history != NULL
       && !pt_score_history_add (self->options->history, record, &error))
      || !_pt_screening_write_progress (self->progress, item, &error))
    {
      stop (self, error);
    }
  else
    {
      self->n_done++;
      if (self->done != NULL)
        self->done (item, self->n_done, self->items->len, self->user_data);
    }
  g_mutex_unlock (&self->lock);
}

static void
hear (gpointer data, gpointer user_data)
{
  PtScreeningItem *item = data;
  Screening *self = user_data;
  const PtScreeningOptions *options = self->options;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (PtScoreRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *keep = NULL;
  gboolean scored;

  if (is_stopped (self))
    return;
  g_mutex_lock (&self->lock);
  arrangement = pt_arrangement_copy (self->reference);
  pt_arrangement_set_palette (arrangement, item->palette);
  g_mutex_unlock (&self->lock);
  record = begin_record (options, item);
  if (options->keep_audio)
    {
      g_autofree char *name = g_strdup_printf ("%04u.wav", item->number);

      keep = g_build_filename (options->folder, "audio", name, NULL);
    }
  take_slot (self);
  scored = pt_score_music (arrangement, self->loader, options->roots, options->scorer, keep, record, self->cancellable, &error);
  give_slot (self);
  /* Cancelled is not failed. */
  if (!scored && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!scored && g_error_matches (error, PT_SCORES_ERROR, PT_SCORES_ERROR_CONSENT))
    {
      g_mutex_lock (&self->lock);
      stop (self, g_steal_pointer (&error));
      g_mutex_unlock (&self->lock);
      return;
    }
  finish_item (self, item, record, error);
}

/* --- all of them --- */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const PtScreeningItem *x = *(PtScreeningItem *const *) a, *y = *(PtScreeningItem *const *) b;
  const gboolean x_scored = !isnan (x->objective), y_scored = !isnan (y->objective);

  if (x_scored != y_scored)
    return x_scored ? -1 : 1;
  if (x_scored && x->objective != y->objective)
    return x->objective > y->objective ? -1 : 1;

  return x->number < y->number ? -1 : 1;
}

static int
compare_shared (gconstpointer a, gconstpointer b)
{
  const PtScreeningShared *x = a, *y = b;

  return x->count != y->count ? (int) y->count - (int) x->count : (int) x->role - (int) y->role;
}

/* The samples that two or more of the best have. */
static GArray *
find_shared (GPtrArray *items, guint n_top)
{
  GArray *shared = g_array_new (FALSE, TRUE, sizeof (PtScreeningShared));

  g_array_set_clear_func (shared, clear_shared);
  for (guint role = 0; role < PT_N_ROLES; role++)
    for (guint i = 0; i < n_top; i++)
      {
        const char *path = pt_palette_get_path (((PtScreeningItem *) items->pdata[i])->palette, role);
        PtScreeningShared entry = { .role = role };
        gboolean is_first = path != NULL;

        for (guint k = 0; k < n_top && path != NULL; k++)
          if (g_strcmp0 (path, pt_palette_get_path (((PtScreeningItem *) items->pdata[k])->palette, role)) == 0)
            {
              is_first = is_first && k >= i;
              entry.count++;
            }
        if (!is_first || entry.count < 2)
          continue;
        entry.path = g_strdup (path);
        g_array_append_val (shared, entry);
      }
  g_array_sort (shared, compare_shared);

  return shared;
}

static void
rank_items (const PtScreeningOptions *options, GPtrArray *items, PtScreeningResult *result)
{
  guint n = 0;

  g_ptr_array_sort (items, compare_items);
  while (n < items->len && !isnan (((PtScreeningItem *) items->pdata[n])->objective))
    {
      PtScreeningItem *item = items->pdata[n];

      item->rank = ++n;
    }
  result->n_scored = n;
  result->n_failed = items->len - n;
  result->n_top = MIN (n, options->top);
  result->min = result->median = result->max = NAN;
  if (n > 0)
    {
      const PtScreeningItem *low = items->pdata[n / 2], *high = items->pdata[(n - 1) / 2];

      result->max = ((PtScreeningItem *) items->pdata[0])->objective;
      result->min = ((PtScreeningItem *) items->pdata[n - 1])->objective;
      result->median = 0.5 * (low->objective + high->objective);
    }
  result->shared = find_shared (items, result->n_top);
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static gboolean
hear_all (Screening *self, GError **error)
{
  const PtScreeningOptions *options = self->options;
  const guint n_threads = options->jobs > 0 ? options->jobs : g_get_num_processors ();
  GThreadPool *pool;

  self->progress = _pt_screening_append_progress (options, error);
  if (self->progress == NULL)
    return FALSE;
  self->n_slots = pt_scorer_can_score_plan (options->scorer) ? n_threads : pt_scorer_get_max_concurrent (options->scorer);
  pool = g_thread_pool_new (hear, self, n_threads, FALSE, NULL);
  for (guint i = 0; i < self->items->len; i++)
    if (isnan (((PtScreeningItem *) self->items->pdata[i])->objective))
      g_thread_pool_push (pool, self->items->pdata[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  fclose (self->progress);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
run (Screening *self, PtScreeningResult *result, GError **error)
{
  const PtScreeningOptions *options = self->options;

  self->items = make_items (options, error);
  if (self->items == NULL)
    return FALSE;
  result->items = g_ptr_array_ref (self->items);
  if (!_pt_screening_open_folder (options, self->items, error))
    return FALSE;
  result->n_found = _pt_screening_read_progress (options, self->items);
  self->n_done = result->n_found;
  if (result->n_found < self->items->len && !hear_all (self, error))
    return FALSE;
  rank_items (options, self->items, result);

  return _pt_screening_write_results (options, self->items, error);
}

gboolean
pt_screening_run (const PtScreeningOptions *options,
                  PtScreeningFunc done,
                  gpointer user_data,
                  PtScreeningResult *result,
                  GCancellable *cancellable,
                  GError **error)
{
  Screening self = { .options = options, .cancellable = cancellable, .done = done, .user_data = user_data };
  const gint64 began = g_get_monotonic_time ();
  const double cpu_began = get_cpu_seconds ();
  gboolean finished;

  g_return_val_if_fail (options != NULL && PT_IS_LIBRARY (options->library) && PT_IS_SCORER (options->scorer), FALSE);
  g_return_val_if_fail (options->folder != NULL, FALSE);
  g_return_val_if_fail (options->count >= 1 && options->count <= PT_SCREENING_MAX_COUNT, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  memset (result, 0, sizeof *result);
  self.reference = pt_reference_arrangement_new (options->bars, PT_TEMPO_DEFAULT_BPM, NULL, error);
  if (self.reference == NULL)
    return FALSE;
  self.loader = pt_sample_loader_new ();
  g_mutex_init (&self.lock);
  g_cond_init (&self.slot_free);
  finished = run (&self, result, error);
  result->elapsed_s = (g_get_monotonic_time () - began) / 1e6;
  result->cores = (get_cpu_seconds () - cpu_began) / MAX (result->elapsed_s, 1e-6);
  g_mutex_clear (&self.lock);
  g_cond_clear (&self.slot_free);
  g_clear_pointer (&self.items, g_ptr_array_unref);
  g_clear_object (&self.reference);
  g_clear_object (&self.loader);

  return finished;
}
