/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-arrange.h"

#include "core/pt-json.h"
#include "core/pt-util.h"

static void
add_sections (JsonBuilder *builder, PtArrangement *arrangement)
{
  json_builder_set_member_name (builder, "sections");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pt_arrangement_get_n_sections (arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (arrangement, i);

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "name", pt_section_get_name (section));
      pt_json_builder_put_int (builder, "bars", pt_section_get_bars (section));
      pt_json_builder_put_int (builder, "layers", pt_section_get_n_layers (section));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
pt_cli_print_arrangement (PtCli *cli, PtArrangement *arrangement, const char *out)
{
  const double bpm = pt_tempo_to_bpm (pt_arrangement_get_tempo (arrangement));
  const gint64 bars = pt_arrangement_get_bars (arrangement);
  const double duration_s = bars * PT_BEATS_PER_BAR * 60.0 / bpm;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = pt_display_path (out);
  g_autofree char *time = pt_format_duration (duration_s);

  pt_cli_print (cli, "%s  %" G_GINT64_FORMAT " bars at %g bpm, %s", shown, bars, bpm, time);
  for (guint i = 0; i < pt_arrangement_get_n_sections (arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (arrangement, i);
      const guint n_layers = pt_section_get_n_layers (section);

      pt_cli_print (cli, "  %-12s %3" G_GINT64_FORMAT " bars  %u %s", pt_section_get_name (section),
                    pt_section_get_bars (section), n_layers, n_layers == 1 ? "layer" : "layers");
    }

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "out", out);
  pt_json_builder_put_number (builder, "bpm", bpm);
  pt_json_builder_put_int (builder, "bars", bars);
  pt_json_builder_put_number (builder, "duration_s", duration_s);
  add_sections (builder, arrangement);
  json_builder_set_member_name (builder, "palette");
  json_builder_add_value (builder, pt_palette_to_flat_json (pt_arrangement_get_palette (arrangement)));
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}
