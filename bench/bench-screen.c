/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

/* bench-screen ARRANGEMENT THREADS PALETTE...: renders the arrangement with every palette
 * and measures it, without files, several at a time: what screening palettes does before a
 * scorer hears them. */

#include <stdlib.h>

#include "audio/pt-renderer.h"

typedef struct
{
  PtArrangement *arrangement;
  PtSampleLoader *loader;
  GMutex lock;
  double loudness_sum;
  guint n_failed;
} Screening;

static void
screen_one (gpointer data, gpointer user_data)
{
  const char *path = data;
  Screening *screening = user_data;
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (PtArrangement) arrangement = pt_arrangement_copy (screening->arrangement);
  g_autoptr (PtPalette) palette = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  options.threads = 1;
  palette = pt_palette_load (path, &error);
  done = palette != NULL;
  if (done)
    {
      pt_arrangement_set_palette (arrangement, palette);
      done = pt_render (arrangement, screening->loader, &options, NULL, &result, NULL, NULL, NULL, &error);
    }

  g_mutex_lock (&screening->lock);
  if (done)
    screening->loudness_sum += result.loudness.lufs_i;
  else
    {
      g_printerr ("bench-screen: %s\n", error->message);
      screening->n_failed++;
    }
  g_mutex_unlock (&screening->lock);
}

int
main (int argc, char **argv)
{
  Screening screening = { 0 };
  g_autoptr (GError) error = NULL;
  const guint n_palettes = MAX (argc - 3, 0);
  GThreadPool *pool;
  gint64 started;
  double elapsed_s;

  if (n_palettes == 0)
    {
      g_printerr ("usage: bench-screen ARRANGEMENT THREADS PALETTE...\n");
      return 2;
    }
  screening.arrangement = pt_arrangement_load (argv[1], &error);
  if (screening.arrangement == NULL)
    {
      g_printerr ("bench-screen: %s\n", error->message);
      return 1;
    }

  started = g_get_monotonic_time ();
  screening.loader = pt_sample_loader_new_with_cache (NULL);
  g_mutex_init (&screening.lock);
  pool = g_thread_pool_new (screen_one, &screening, MAX (atoi (argv[2]), 1), FALSE, NULL);
  for (int i = 3; i < argc; i++)
    g_thread_pool_push (pool, argv[i], NULL);
  g_thread_pool_free (pool, FALSE, TRUE);
  elapsed_s = (g_get_monotonic_time () - started) / 1e6;

  g_print ("%u palettes, %.3f s, %.1f palettes/s, mean %.3f LUFS\n", n_palettes, elapsed_s, n_palettes / elapsed_s,
           screening.loudness_sum / n_palettes);
  g_clear_object (&screening.loader);
  g_clear_object (&screening.arrangement);
  g_mutex_clear (&screening.lock);

  return screening.n_failed > 0 ? 1 : 0;
}
