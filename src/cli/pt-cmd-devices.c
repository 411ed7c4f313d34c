/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

#include "audio/pt-device.h"
#include "core/pt-json.h"

static void
print_json (PtCli *cli, const GPtrArray *devices)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "devices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < devices->len; i++)
    {
      const PtDeviceInfo *device = g_ptr_array_index (devices, i);

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "name", device->name);
      pt_json_builder_put_text (builder, "host", device->host);
      pt_json_builder_put_number (builder, "rate", device->rate);
      pt_json_builder_put_int (builder, "channels", device->channels);
      pt_json_builder_put_boolean (builder, "default", device->is_default);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  pt_cli_print_json (cli, builder);
}

static void
print_text (PtCli *cli, const GPtrArray *devices)
{
  int width = 4;

  for (guint i = 0; i < devices->len; i++)
    width = MAX (width, (int) g_utf8_strlen (((PtDeviceInfo *) g_ptr_array_index (devices, i))->name, -1));

  for (guint i = 0; i < devices->len; i++)
    {
      const PtDeviceInfo *device = g_ptr_array_index (devices, i);
      int padding = width - (int) g_utf8_strlen (device->name, -1);

      pt_cli_print (cli, "%s %s%*s  %6.0f Hz  %3d channel%s  %s", device->is_default ? "*" : " ", device->name, padding, "",
                    device->rate, device->channels, device->channels == 1 ? " " : "s", device->host);
    }
  if (devices->len == 1)
    pt_cli_note (cli, "No sound card was found; “silent” plays in real time without one.");
}

int
pt_cmd_devices (PtCli *cli, int argc, char **argv)
{
  g_autoptr (GPtrArray) devices = NULL;
  int exit_code;

  if (!pt_cli_parse (cli, argc, argv, NULL, 0, 0, NULL, &exit_code))
    return exit_code;

  devices = pt_device_list ();
  if (pt_cli_wants_json (cli))
    print_json (cli, devices);
  else
    print_text (cli, devices);

  return PT_EXIT_DONE;
}
