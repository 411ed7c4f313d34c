/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-music.h"
#include "cli/pt-commands.h"

#include "audio/pt-player.h"
#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"
#include "session/pt-groove.h"

/* Updates (60 a second) after the last sound, for what is still in the card's buffer; and
 * how long a device that does not answer is waited for when all is to end. */
#define UPDATES_TO_DRAIN 8
#define UPDATES_TO_GIVE_UP 60

typedef struct
{
  PtCli *cli;
  PtPlayer *player;
  GMainLoop *loop;
  PtRenderPlan *plan;
  GPtrArray *notices; /* of char * */
  guint64 start_frame;
  guint64 end_frame; /* where it ended */
  guint drained; /* updates since nothing sounds */
  guint updates_since_stop;
  gboolean silenced;
  gboolean cancelled;
  char *drawn;
} Playing;

static void
draw_position (Playing *playing)
{
  guint64 frames = pt_render_plan_get_frames (playing->plan);
  guint64 now = pt_player_get_position_frames (playing->player);
  g_autofree char *position = pt_player_format_position (playing->player);
  g_autofree char *line = NULL;

  line = g_strdup_printf ("bar %s of %" G_GINT64_FORMAT, position, pt_render_plan_get_bars (playing->plan));
  if (!pt_set_str (&playing->drawn, line))
    return;
  pt_cli_progress (playing->cli, (double) (now - MIN (now, playing->start_frame)) / MAX (frames - playing->start_frame, 1), line);
}

static void
updated_cb (PtPlayer *player, Playing *playing)
{
  gboolean given_up = playing->cancelled && ++playing->updates_since_stop > UPDATES_TO_GIVE_UP;

  if (pt_player_get_playing (player))
    draw_position (playing);
  if ((playing->silenced && ++playing->drained > UPDATES_TO_DRAIN) || given_up)
    g_main_loop_quit (playing->loop);
}

/* The end is the end, as in a render: what still sounds fades with it. */
static void
finished_cb (PtPlayer *player, Playing *playing)
{
  playing->end_frame = pt_player_get_position_frames (player);
  pt_player_stop (player);
}

static void
silenced_cb (PtPlayer *player, Playing *playing)
{
  playing->silenced = TRUE;
}

static void
device_lost_cb (PtPlayer *player, const char *name, Playing *playing)
{
  char *notice = g_strdup_printf ("The device “%s” went away; the rest was played in silence", name);

  pt_cli_note (playing->cli, "The device “%s” went away; going on in silence.", name);
  g_ptr_array_add (playing->notices, notice);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Playing *playing = user_data;

  playing->cancelled = TRUE;
  pt_player_stop (playing->player);

  return G_SOURCE_REMOVE;
}

static void
play_to_the_end (Playing *playing)
{
  GCancellable *cancellable = pt_cli_get_cancellable (playing->cli);
  g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

  g_source_set_callback (source, G_SOURCE_FUNC (cancelled_cb), playing, NULL);
  g_source_attach (source, NULL);
  g_signal_connect (playing->player, "updated", G_CALLBACK (updated_cb), playing);
  g_signal_connect (playing->player, "finished", G_CALLBACK (finished_cb), playing);
  g_signal_connect (playing->player, "silenced", G_CALLBACK (silenced_cb), playing);
  g_signal_connect (playing->player, "device-lost", G_CALLBACK (device_lost_cb), playing);
  playing->end_frame = pt_render_plan_get_frames (playing->plan);
  g_main_loop_run (playing->loop);
  g_source_destroy (source);
  g_signal_handlers_disconnect_by_data (playing->player, playing);
}

static void
print_json (Playing *playing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint rate = pt_player_get_sample_rate (playing->player);

  json_builder_begin_object (builder);
  pt_json_builder_put_text (builder, "device", pt_device_get_name (pt_player_get_device (playing->player)));
  pt_json_builder_put_int (builder, "sample_rate", rate);
  pt_json_builder_put_number (builder, "duration_s", (double) (playing->end_frame - playing->start_frame) / rate);
  pt_json_builder_put_int (builder, "underruns", pt_player_get_underruns (playing->player));
  pt_json_builder_put_number (builder, "peak_dbfs", pt_gain_to_db (pt_player_get_max_peak (playing->player)));
  json_builder_set_member_name (builder, "notices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < playing->notices->len; i++)
    pt_json_builder_add_text (builder, g_ptr_array_index (playing->notices, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (playing->cli, builder);
}

static void
print_text (Playing *playing)
{
  guint rate = pt_player_get_sample_rate (playing->player);
  guint underruns = pt_player_get_underruns (playing->player);
  g_autofree char *duration = pt_format_duration ((double) (playing->end_frame - playing->start_frame) / rate);

  pt_cli_print (playing->cli, "%s at %u Hz  %s", pt_device_get_name (pt_player_get_device (playing->player)), rate, duration);
  pt_cli_print (playing->cli, "  peak      %.1f dBFS", pt_gain_to_db (pt_player_get_max_peak (playing->player)));
  if (underruns > 0)
    pt_cli_print (playing->cli, "  underruns %u", underruns);
  for (guint i = 0; i < playing->notices->len; i++)
    pt_cli_print (playing->cli, "  note      %s", (const char *) g_ptr_array_index (playing->notices, i));
}

/* Plays what a render would write, at the level it would have. */
static int
play (PtCli *cli, PtArrangement *arrangement, PtRenderOptions *options, PtDevice *device, gint64 from_bar)
{
  GCancellable *cancellable = pt_cli_get_cancellable (cli);
  g_autoptr (PtSampleLoader) loader = pt_sample_loader_new ();
  g_autoptr (PtPlayer) player = NULL;
  g_autoptr (PtRenderPlan) plan = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (PtRenderResult) result = { 0 };
  g_autofree char *drawn = NULL;
  PtRenderPlanOptions plan_options = { 0 };
  Playing playing = { .cli = cli };

  options->sample_rate = pt_device_get_sample_rate (device);
  if (!pt_render (arrangement, loader, options, NULL, &result, pt_cli_progress_cb, cli, cancellable, &error))
    return pt_cli_fail (cli, error);
  plan_options.sample_rate = options->sample_rate;
  plan_options.roots = options->roots;
  plan_options.threads = options->threads;
  plan = pt_render_plan_new (arrangement, loader, &plan_options, NULL, cancellable, &error);
  if (plan == NULL)
    return pt_cli_fail (cli, error);

  player = pt_player_new (device);
  loop = g_main_loop_new (NULL, FALSE);
  playing.player = player;
  playing.loop = loop;
  playing.plan = plan;
  playing.notices = result.notices;
  playing.start_frame = pt_bars_to_frame (from_bar, pt_render_plan_get_tempo (plan), options->sample_rate);
  pt_player_set_master_gain (player, result.gain);
  pt_player_set_plan (player, plan, PT_PLAYER_NOW);
  pt_player_seek (player, pt_beats_new (from_bar * PT_BEATS_PER_BAR, 1), PT_PLAYER_NOW);
  if (!pt_player_play (player, &error))
    return pt_cli_fail (cli, error);

  play_to_the_end (&playing);
  drawn = playing.drawn;
  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    return pt_cli_fail (cli, error);
  print_text (&playing);
  print_json (&playing);

  return PT_EXIT_DONE;
}

/* The part of the reference that is asked for, so many times in a row. */
static PtArrangement *
cut_and_repeat (PtArrangement *arrangement, const char *part_text, gint64 rounds, GError **error)
{
  g_autoptr (PtArrangement) once = NULL;
  PtArrangement *repeated;
  PtGroovePart part;
  gint64 bars;

  if (part_text == NULL)
    once = g_object_ref (arrangement);
  else if (pt_groove_part_parse (part_text, &part, error))
    once = pt_groove_new_arrangement (part, pt_arrangement_get_palette (arrangement), pt_arrangement_get_tempo (arrangement), error);
  if (once == NULL)
    return NULL;
  bars = pt_arrangement_get_bars (once);
  if (bars * rounds > PT_ARRANGEMENT_MAX_BARS)
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "%" G_GINT64_FORMAT " rounds of %" G_GINT64_FORMAT " bars are more than %d bars; play fewer",
                   rounds, bars, PT_ARRANGEMENT_MAX_BARS);
      return NULL;
    }

  repeated = pt_arrangement_copy (once);
  pt_arrangement_set_sample_rate (repeated, pt_arrangement_get_sample_rate (arrangement));
  for (gint64 i = 1; i < rounds; i++)
    for (guint j = 0; j < pt_arrangement_get_n_sections (once); j++)
      pt_arrangement_add_section (repeated, pt_section_copy (pt_arrangement_get_section (once, j)));

  return repeated;
}

/* At the device's own rate, unless one is asked for: a rate it does not have sounds worse than
 * samples brought to its own. */
static PtDevice *
open_device (PtCli *cli, const char *name, guint rate, GError **error)
{
  PtDevice *device = pt_device_open (name, rate, 0, error);

  if (device != NULL && rate > 0 && pt_device_get_sample_rate (device) != rate)
    pt_cli_note (cli, "“%s” does not play at %u Hz but at %u Hz.", pt_device_get_name (device), rate,
                 pt_device_get_sample_rate (device));

  return device;
}

int
pt_cmd_play (PtCli *cli, int argc, char **argv)
{
  g_auto (PtCliMusic) music = { 0 };
  g_autofree char *normalize_text = NULL;
  g_autofree char *threads_text = NULL;
  g_autofree char *device_name = NULL;
  g_autofree char *from_text = NULL;
  g_autofree char *part_text = NULL;
  g_autofree char *loop_text = NULL;
  const GOptionEntry entries[] = {
    PT_CLI_MUSIC_ENTRIES (&music),
    { "normalize", 0, 0, G_OPTION_ARG_STRING, &normalize_text, "Peak level, “off”, or a loudness; -1 without it", "DB|off|lufs:L" },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &threads_text, "At most so many threads to prepare it", "N" },
    { "device", 0, 0, G_OPTION_ARG_STRING, &device_name, "Where to play; “devices” lists them", "NAME|silent" },
    { "part", 0, 0, G_OPTION_ARG_STRING, &part_text, "Only this part of the reference arrangement", "intro|build|full|strip|whole" },
    { "loop", 0, 0, G_OPTION_ARG_STRING, &loop_text, "So many times without a gap", "N" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from_text, "Begin after so many bars", "BAR" },
    { NULL },
  };
  PtRenderOptions options = PT_RENDER_OPTIONS_INIT;
  g_autoptr (PtArrangement) loaded = NULL;
  g_autoptr (PtArrangement) arrangement = NULL;
  g_autoptr (PtDevice) device = NULL;
  g_auto (GStrv) roots = NULL;
  g_autoptr (GError) error = NULL;
  gint64 threads = 0;
  gint64 from_bar = 0;
  gint64 rounds = 1;
  int status;

  if (!pt_cli_parse (cli, argc, argv, entries, 0, 0, NULL, &status))
    return status;
  if (!pt_cli_read_normalize (normalize_text, &options, &error)
      || !pt_cli_read_int ("--threads", threads_text, 1, PT_CLI_MAX_THREADS, &threads, &error)
      || !pt_cli_read_int ("--loop", loop_text, 1, PT_ARRANGEMENT_MAX_BARS, &rounds, &error))
    return pt_cli_fail (cli, error);
  if (part_text != NULL && (music.palette_path == NULL || music.bars_text != NULL))
    return pt_cli_usage (cli, "--part goes with --palette and without --bars; it cuts the reference of 32 bars");
  if (!pt_cli_music_load (&music, cli, &loaded, &roots, &status))
    return status;
  arrangement = cut_and_repeat (loaded, part_text, rounds, &error);
  if (arrangement == NULL
      || !pt_cli_read_int ("--from", from_text, 0, MAX (pt_arrangement_get_bars (arrangement) - 1, 0), &from_bar, &error))
    return pt_cli_fail (cli, error);

  device = open_device (cli, device_name, music.rate_text != NULL ? pt_arrangement_get_sample_rate (arrangement) : 0, &error);
  if (device == NULL)
    return pt_cli_fail (cli, error);
  options.threads = threads;
  options.roots = (const char *const *) roots;

  return play (cli, arrangement, &options, device, from_bar);
}
