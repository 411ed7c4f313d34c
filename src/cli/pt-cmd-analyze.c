/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include <math.h>

#include "audio/pt-analysis.h"
#include "audio/pt-audio-file.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

/* A file's mono mix. */
typedef struct
{
  float *mono;
  guint64 frames;
  guint sample_rate;
} Signal;

typedef struct
{
  double length_s;
  PtTempoEstimate tempo;
  PtKeyEstimate key;
  GArray *onsets;
  GArray *energy;
  GArray *segments;
  gboolean has_clash;
  PtClashBand clash[PT_N_CLASH_BANDS];
} Analysis;

static void
signal_clear (Signal *signal)
{
  g_free (signal->mono);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signal, signal_clear)

static void
analysis_clear (Analysis *analysis)
{
  pt_tempo_estimate_clear (&analysis->tempo);
  g_clear_pointer (&analysis->onsets, g_array_unref);
  g_clear_pointer (&analysis->energy, g_array_unref);
  g_clear_pointer (&analysis->segments, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Analysis, analysis_clear)

static gboolean
read_signal (PtCli *cli, const char *path, Signal *signal, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = pt_audio_file_read (path, NULL, pt_cli_get_cancellable (cli), error);

  if (buffer == NULL)
    return FALSE;

  signal->mono = pt_mono_mix (buffer);
  signal->frames = pt_audio_buffer_get_frames (buffer);
  signal->sample_rate = pt_audio_buffer_get_sample_rate (buffer);

  return TRUE;
}

/* FALSE when it was cancelled between two steps. */
static gboolean
analyze (PtCli *cli, const Signal *first, const Signal *second, Analysis *analysis, GError **error)
{
  enum
  {
    TEMPO,
    KEY,
    ONSETS,
    ENERGY,
    SEGMENTS,
    CLASH,
    N_STEPS
  };
  static const char *const messages[N_STEPS] = { "tempo", "key", "onsets", "energy", "structure", "clash" };

  analysis->length_s = (double) first->frames / first->sample_rate;
  for (int step = 0; step < N_STEPS; step++)
    {
      pt_cli_progress (cli, (double) step / N_STEPS, messages[step]);
      if (step == TEMPO)
        pt_tempo_detect (first->mono, first->frames, first->sample_rate, TRUE, &analysis->tempo);
      else if (step == KEY)
        pt_key_detect (first->mono, first->frames, first->sample_rate, &analysis->key);
      else if (step == ONSETS)
        analysis->onsets = pt_onsets_detect (first->mono, first->frames, first->sample_rate);
      else if (step == ENERGY)
        analysis->energy = pt_energy_frames (first->mono, first->frames, first->sample_rate, analysis->tempo.bpm);
      else if (step == SEGMENTS)
        analysis->segments = pt_segments_detect (first->mono, first->frames, first->sample_rate, analysis->tempo.bpm);
      else if (second != NULL)
        pt_clash_measure (first->mono, first->frames, first->sample_rate,
                          second->mono, second->frames, second->sample_rate, analysis->clash);
      if (g_cancellable_set_error_if_cancelled (pt_cli_get_cancellable (cli), error))
        return FALSE;
    }
  analysis->has_clash = second != NULL;

  return TRUE;
}

/* Null when there is no key to speak of. */
static void
add_key (JsonBuilder *builder, const PtKeyEstimate *key)
{
  json_builder_set_member_name (builder, "key");
  if (key->tonalness < PT_KEY_TONAL)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "key", pt_key_tonic_name (key->tonic));
  pt_json_builder_put_text (builder, "scale", key->minor ? "minor" : "major");
  pt_json_builder_put_number (builder, "confidence", key->confidence);
  json_builder_end_object (builder);
}

static void
add_events (JsonBuilder *builder, const Analysis *analysis)
{
  json_builder_set_member_name (builder, "onsets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < analysis->onsets->len; i++)
    {
      const PtOnset *onset = &g_array_index (analysis->onsets, PtOnset, i);

      json_builder_begin_object (builder);
      pt_json_builder_put_number (builder, "time", onset->time_s);
      pt_json_builder_put_number (builder, "strength", onset->strength);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "energy");
  json_builder_begin_array (builder);
  for (guint i = 0; i < analysis->energy->len; i++)
    {
      const PtEnergyFrame *frame = &g_array_index (analysis->energy, PtEnergyFrame, i);

      json_builder_begin_object (builder);
      pt_json_builder_put_number (builder, "rms", frame->rms);
      pt_json_builder_put_number (builder, "flux", frame->flux);
      pt_json_builder_put_number (builder, "centroid", frame->centroid_hz);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < analysis->segments->len; i++)
    {
      const PtSegment *segment = &g_array_index (analysis->segments, PtSegment, i);
      const char label[2] = { segment->label, '\0' };

      json_builder_begin_object (builder);
      pt_json_builder_put_number (builder, "start", segment->start_s);
      pt_json_builder_put_number (builder, "end", segment->end_s);
      pt_json_builder_put_text (builder, "label", label);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_clash (JsonBuilder *builder, const Analysis *analysis)
{
  json_builder_set_member_name (builder, "clash");
  if (!analysis->has_clash)
    {
      json_builder_add_null_value (builder);
      return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "bands");
  json_builder_begin_array (builder);
  for (guint i = 0; i < PT_N_CLASH_BANDS; i++)
    {
      const PtClashBand *band = &analysis->clash[i];

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "name", band->name);
      pt_json_builder_put_number (builder, "clash_score", band->clash);
      pt_json_builder_put_number (builder, "energy_1", band->energy_1);
      pt_json_builder_put_number (builder, "energy_2", band->energy_2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_json (PtCli *cli, const Analysis *analysis)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  pt_json_builder_put_number (builder, "bpm", analysis->tempo.bpm > 0 ? analysis->tempo.bpm : NAN);
  json_builder_set_member_name (builder, "beats");
  json_builder_begin_array (builder);
  for (guint i = 0; i < analysis->tempo.beats->len; i++)
    pt_json_builder_add_number (builder, g_array_index (analysis->tempo.beats, double, i));
  json_builder_end_array (builder);
  add_key (builder, &analysis->key);
  add_events (builder, analysis);
  add_clash (builder, analysis);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

/* How loud each stretch of the file is, as a line of blocks. */
static char *
draw_energy (const GArray *energy, guint width)
{
  static const char *const blocks[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
  GString *line = g_string_new (NULL);
  double loudest = 1e-9;

  for (guint i = 0; i < energy->len; i++)
    loudest = MAX (loudest, g_array_index (energy, PtEnergyFrame, i).rms);
  width = MIN (width, energy->len);
  for (guint column = 0; column < width; column++)
    {
      guint from = (guint64) column * energy->len / width;
      guint to = (guint64) (column + 1) * energy->len / width;
      double sum = 0;

      for (guint i = from; i < to; i++)
        sum += g_array_index (energy, PtEnergyFrame, i).rms;
      g_string_append (line, blocks[(guint) (sum / (to - from) / loudest * (G_N_ELEMENTS (blocks) - 1) + 0.5)]);
    }

  return g_string_free (line, FALSE);
}

static void
print_clash (PtCli *cli, const Analysis *analysis, const char *second)
{
  g_autofree char *path = pt_display_path (second);

  pt_cli_print (cli, "Clash    with %s", path);
  for (guint i = 0; i < PT_N_CLASH_BANDS; i++)
    {
      const PtClashBand *band = &analysis->clash[i];

      pt_cli_print (cli, "         %-10s %5.0f to %5.0f Hz  %8.5f  (%.5f and %.5f)",
                    band->name, band->low_hz, band->high_hz, band->clash, band->energy_1, band->energy_2);
    }
}

static void
print_report (PtCli *cli, const Analysis *analysis, const char *first, const char *second)
{
  g_autofree char *path = pt_display_path (first);
  g_autofree char *length = pt_format_duration (analysis->length_s);
  g_autofree char *key = pt_key_estimate_to_string (&analysis->key);

  pt_cli_print (cli, "File     %s, %s", path, length);
  if (analysis->tempo.bpm > 0)
    pt_cli_print (cli, "Tempo    %.2f bpm, %u beats, the first at %.3f s (confidence %.0f %%)", analysis->tempo.bpm,
                  analysis->tempo.beats->len, analysis->tempo.beats->len > 0 ? g_array_index (analysis->tempo.beats, double, 0) : 0,
                  100 * analysis->tempo.confidence);
  else
    pt_cli_print (cli, "Tempo    none found");
  if (analysis->key.tonalness >= PT_KEY_TONAL)
    pt_cli_print (cli, "Key      %s (confidence %.0f %%)", key, 100 * analysis->key.confidence);
  else
    pt_cli_print (cli, "Key      none: this is not tonal");
  pt_cli_print (cli, "Onsets   %u, %.1f a second", analysis->onsets->len,
                analysis->length_s > 0 ? analysis->onsets->len / analysis->length_s : 0);
  if (analysis->energy->len > 0)
    {
      g_autofree char *energy = draw_energy (analysis->energy, 64);

      pt_cli_print (cli, "Energy   %s", energy);
    }
  for (guint i = 0; i < analysis->segments->len; i++)
    {
      const PtSegment *segment = &g_array_index (analysis->segments, PtSegment, i);
      double bars = (segment->end_s - segment->start_s) * analysis->tempo.bpm / 240;

      pt_cli_print (cli, "%-8s %c  %8.2f to %8.2f s  %5.1f bars", i == 0 ? "Parts" : "",
                    segment->label, segment->start_s, segment->end_s, bars);
    }
  if (analysis->has_clash)
    print_clash (cli, analysis, second);
}

int
pt_cmd_analyze (PtCli *cli, int argc, char **argv)
{
  g_autofree char *second_path = NULL;
  const GOptionEntry entries[] = {
    { "second", 0, 0, G_OPTION_ARG_FILENAME, &second_path, "Also measure how much FILE clashes with the first", "FILE" },
    { NULL },
  };
  g_auto (GStrv) paths = NULL;
  g_auto (Signal) first = { 0 };
  g_auto (Signal) second = { 0 };
  g_auto (Analysis) analysis = { 0 };
  g_autoptr (GError) error = NULL;
  int status = PT_EXIT_DONE;

  if (!pt_cli_parse (cli, argc, argv, entries, 1, 1, &paths, &status))
    return status;

  if (!read_signal (cli, paths[0], &first, &error)
      || (second_path != NULL && !read_signal (cli, second_path, &second, &error))
      || !analyze (cli, &first, second_path != NULL ? &second : NULL, &analysis, &error))
    return pt_cli_fail (cli, error);

  print_json (cli, &analysis);
  print_report (cli, &analysis, paths[0], second_path);

  return status;
}
