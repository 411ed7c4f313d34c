/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "core/pt-json.h"
#include "core/pt-mixer-channel.h"

static void
note_name (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_notifies (void)
{
  g_autoptr (PtMixerChannel) channel = pt_mixer_channel_new (PT_ROLE_CLAP);
  g_autoptr (GString) names = g_string_new (NULL);
  double gain_db, pan;
  gboolean mute, solo;
  PtRole role;

  g_assert_true (pt_mixer_channel_is_default (channel));
  g_signal_connect (channel, "notify", G_CALLBACK (note_name), names);
  pt_mixer_channel_set_gain_db (channel, -6);
  pt_mixer_channel_set_gain_db (channel, -6);
  pt_mixer_channel_set_pan (channel, 0.5);
  pt_mixer_channel_set_mute (channel, 4);
  pt_mixer_channel_set_mute (channel, TRUE);
  pt_mixer_channel_set_solo (channel, TRUE);
  g_assert_cmpstr (names->str, ==, "gain-db pan mute solo ");
  g_assert_false (pt_mixer_channel_is_default (channel));
  g_object_get (channel, "role", &role, "gain-db", &gain_db, "pan", &pan, "mute", &mute, "solo", &solo, NULL);
  g_assert_cmpint (role, ==, PT_ROLE_CLAP);
  g_assert_cmpfloat (gain_db, ==, -6);
  g_assert_cmpfloat (pan, ==, 0.5);
  g_assert_true (mute && solo);
}

static void
test_copy_keeps_all (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = pt_json_parse ("{\"gain_db\": 3, \"solo\": true, \"eq\": {\"low\": 2}}", -1, "test", NULL);
  g_autoptr (PtMixerChannel) channel = pt_mixer_channel_new_from_json (json_node_get_object (node), PT_ROLE_FX, "fx", &error);
  g_autoptr (PtMixerChannel) copy = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;

  g_assert_no_error (error);
  copy = pt_mixer_channel_copy (channel);
  first = pt_mixer_channel_to_json (channel);
  second = pt_mixer_channel_to_json (copy);
  g_assert_true (json_node_equal (first, second));
  g_assert_true (json_object_has_member (json_node_get_object (second), "eq"));
  g_assert_cmpint (pt_mixer_channel_get_role (copy), ==, PT_ROLE_FX);
}

static void
test_refused (void)
{
  static const char *const texts[] = {
    "{\"gain_db\": 12.1}", "{\"gain_db\": -61}", "{\"gain_db\": \"loud\"}", "{\"pan\": -2}", "{\"mute\": 1}", "{\"solo\": \"x\"}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = pt_json_parse (texts[i], -1, "test", NULL);

      g_assert_null (pt_mixer_channel_new_from_json (json_node_get_object (node), PT_ROLE_FX, "channels.fx", &error));
      g_assert_nonnull (strstr (error->message, "“channels.fx."));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/mixer-channel/notifies", test_notifies);
  g_test_add_func ("/core/mixer-channel/copy-keeps-all", test_copy_keeps_all);
  g_test_add_func ("/core/mixer-channel/refused", test_refused);

  return g_test_run ();
}
