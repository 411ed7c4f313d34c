/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "audio/pt-renderer.h"
#include "core/pt-reference.h"

/* Screening as the scorers do it: palettes in the 64-bar reference arrangement, rendered,
 * normalised and measured without files, on several threads that share one loader.
 *
 *   bench-render [--count N] [--threads N] [--out FOLDER] PALETTE...
 *
 * Palettes are taken in turn until N are done; with --out each is written as a 16-bit WAV. */

typedef struct
{
  GPtrArray *arrangements;
  PtSampleLoader *loader;
  char *out;
  int count;
  int next;
} Bench;

static void
render_one (Bench *bench, int i)
{
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_auto (PtRenderResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("%03d.wav", i);
  g_autofree char *path = bench->out != NULL ? g_build_filename (bench->out, name, NULL) : NULL;

  options.threads = 1;
  options.format = PT_FILE_FORMAT_WAV16;
  if (!pt_render (bench->arrangements->pdata[i % bench->arrangements->len], bench->loader, &options, path, &result,
                  NULL, NULL, NULL, &error))
    {
      g_printerr ("bench-render: %s\n", error->message);
      exit (1);
    }
}

static gpointer
worker (gpointer data)
{
  Bench *bench = data;
  int i;

  while ((i = g_atomic_int_add (&bench->next, 1)) < bench->count)
    render_one (bench, i);

  return NULL;
}

static void
load_palettes (Bench *bench, char **paths)
{
  for (; *paths != NULL; paths++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (PtPalette) palette = pt_palette_load (*paths, &error);
      PtArrangement *arrangement = NULL;

      if (palette != NULL)
        arrangement = pt_reference_arrangement_new (64, PT_TEMPO_DEFAULT_BPM, palette, &error);
      if (arrangement == NULL)
        {
          g_printerr ("bench-render: %s\n", error->message);
          exit (1);
        }
      g_ptr_array_add (bench->arrangements, arrangement);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("PALETTE…");
  g_autoptr (GPtrArray) arrangements = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  g_autoptr (PtSampleLoader) loader = pt_sample_loader_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  Bench bench = { .arrangements = arrangements, .loader = loader, .count = 64 };
  int n_threads = 2;
  gint64 started_usec;
  double elapsed_s;
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT, &bench.count, "How many to render", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &n_threads, "On how many threads", "N" },
    { "out", 0, 0, G_OPTION_ARG_FILENAME, &bench.out, "Write them into this folder", "FOLDER" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || paths == NULL)
    {
      g_printerr ("bench-render: %s\n", error != NULL ? error->message : "name at least one palette");
      return 2;
    }
  load_palettes (&bench, paths);

  started_usec = g_get_monotonic_time ();
  for (int i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("render", worker, &bench));
  worker (&bench);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);
  elapsed_s = (double) (g_get_monotonic_time () - started_usec) / G_USEC_PER_SEC;
  printf ("{\"renders\": %d, \"threads\": %d, \"elapsed_s\": %.4f, \"renders_per_s\": %.2f}\n", bench.count, n_threads,
          elapsed_s, bench.count / elapsed_s);
  g_free (bench.out);

  return 0;
}
