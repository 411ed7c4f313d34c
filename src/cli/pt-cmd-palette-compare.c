/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>

#include "cli/pt-cli-music.h"
#include "cli/pt-commands.h"
#include "core/pt-json.h"
#include "session/pt-groove-listener.h"
#include "session/pt-groove.h"

typedef struct
{
  const char *path;
  PtGrooveListener listener;
  char **roots;
  double lufs;
  double gain_db;
} Side;

static void
side_clear (Side *side)
{
  g_clear_object (&side->listener.arrangement);
  g_clear_pointer (&side->listener.notices, g_ptr_array_unref);
  g_strfreev (side->roots);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

static gboolean
measure (PtCli *cli, Side *side, PtGroovePart part, PtTempo tempo, PtSampleLoader *loader, GError **error)
{
  PtGrooveListener *listener = &side->listener;
  g_autoptr (PtPalette) palette = pt_palette_load (side->path, error);

  if (palette == NULL)
    return FALSE;
  listener->arrangement = pt_groove_new_arrangement (part, palette, tempo, error);
  if (listener->arrangement == NULL || !pt_cli_music_find_roots (cli, listener->arrangement, &side->roots, error))
    return FALSE;

  listener->loader = loader;
  listener->roots = (const char *const *) side->roots;
  listener->sample_rate = PT_RENDER_DEFAULT_RATE;
  listener->notices = g_ptr_array_new_with_free_func (g_free);
  listener->cancellable = pt_cli_get_cancellable (cli);
  if (!pt_groove_listener_measure (listener, 0, &side->lufs, error))
    return FALSE;
  for (guint i = 0; i < listener->notices->len; i++)
    pt_cli_note (cli, "%s: %s", side->path, (const char *) g_ptr_array_index (listener->notices, i));

  return TRUE;
}

static void
put_side (JsonBuilder *builder, const char *name, const Side *side)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "path", side->path);
  pt_json_builder_put_number (builder, "lufs_i", side->lufs);
  pt_json_builder_put_number (builder, "match_gain_db", side->gain_db);
  json_builder_end_object (builder);
}

static void
print (PtCli *cli, PtGroovePart part, const Side *a, const Side *b)
{
  const Side *sides[] = { a, b };
  double difference = isfinite (a->lufs) && isfinite (b->lufs) ? a->lufs - b->lufs : NAN;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    pt_cli_print (cli, "%s  %6.1f LUFS  matched by %4.1f dB  %s", i == 0 ? "A" : "B", sides[i]->lufs,
                  sides[i]->gain_db, sides[i]->path);
  if (isnan (difference))
    pt_cli_print (cli, "One of them is silent in this part.");
  else
    pt_cli_print (cli, "%s is louder by %.1f LU.", difference >= 0 ? "A" : "B", fabs (difference));

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "part", pt_groove_part_to_string (part));
  put_side (builder, "a", a);
  put_side (builder, "b", b);
  pt_json_builder_put_number (builder, "difference_lu", difference);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

int
pt_cmd_palette_compare (PtCli *cli, int argc, char **argv)
{
  g_autofree char *part_text = NULL;
  g_autofree char *bpm_text = NULL;
  const GOptionEntry entries[] = {
    { "part", 0, 0, G_OPTION_ARG_STRING, &part_text, "Heard in which part of the reference; full without it", "intro|build|full|strip|whole" },
    { "bpm", 0, 0, G_OPTION_ARG_STRING, &bpm_text, "Another tempo", "N" },
    { NULL },
  };
  g_auto (GStrv) rest = NULL;
  g_autoptr (PtSampleLoader) loader = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Side) a = { 0 };
  g_auto (Side) b = { 0 };
  PtGroovePart part = PT_GROOVE_FULL;
  double bpm = PT_TEMPO_DEFAULT_BPM;
  PtTempo tempo;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 2, 2, &rest, &status))
    return status;
  if ((part_text != NULL && !pt_groove_part_parse (part_text, &part, &error))
      || !pt_cli_read_double ("--bpm", bpm_text, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &bpm, &error))
    return pt_cli_fail (cli, error);

  loader = pt_sample_loader_new ();
  tempo = pt_tempo_from_bpm (bpm);
  a.path = rest[0];
  b.path = rest[1];
  if (!measure (cli, &a, part, tempo, loader, &error) || !measure (cli, &b, part, tempo, loader, &error)
      || !pt_groove_listener_match (&a.listener, a.lufs, b.lufs, &a.gain_db, &error)
      || !pt_groove_listener_match (&b.listener, b.lufs, a.lufs, &b.gain_db, &error))
    return pt_cli_fail (cli, error);
  print (cli, part, &a, &b);

  return PT_EXIT_DONE;
}
