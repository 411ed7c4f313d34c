/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-device-silent.h"
#include "audio/pt-device.h"
#include "pt-test-audio.h"

/* A callback that counts; it may lock, being only a test. */
typedef struct
{
  GMutex lock;
  GCond called;
  guint calls;
  guint frames;
  guint wrong;
  guint slow_call; /* this call takes @slow_usec */
  guint slow_usec;
  guint block;
} Counter;

static void
count_cb (float *interleaved, guint frames, gpointer user_data)
{
  Counter *counter = user_data;

  memset (interleaved, 0, frames * 2 * sizeof (float));
  if (counter->slow_usec > 0 && counter->calls == counter->slow_call)
    {
      gint64 until = g_get_monotonic_time () + counter->slow_usec;

      while (g_get_monotonic_time () < until)
        continue;
    }
  g_mutex_lock (&counter->lock);
  counter->wrong += counter->block != 0 && frames != counter->block;
  counter->frames += frames;
  counter->calls++;
  g_cond_signal (&counter->called);
  g_mutex_unlock (&counter->lock);
}

static void
wait_for_calls (Counter *counter, guint calls)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_mutex_lock (&counter->lock);
  while (counter->calls < calls)
    g_assert_true (g_cond_wait_until (&counter->called, &counter->lock, deadline));
  g_mutex_unlock (&counter->lock);
}

static void
test_silent_pace (void)
{
  Counter counter = { .block = 480 };
  g_autoptr (PtDevice) device = pt_device_open ("silent", 48000, 480, NULL);
  g_autoptr (GError) error = NULL;
  gint64 start;
  double elapsed_s;
  guint calls;

  g_assert_true (PT_IS_DEVICE_SILENT (device));
  g_assert_cmpstr (pt_device_get_name (device), ==, "silent");
  g_assert_cmpuint (pt_device_get_sample_rate (device), ==, 48000);
  g_assert_cmpuint (pt_device_get_block_frames (device), ==, 480);
  g_assert_true (pt_device_is_alive (device));

  start = g_get_monotonic_time ();
  g_assert_true (pt_device_start (device, count_cb, &counter, &error));
  wait_for_calls (&counter, 50);
  elapsed_s = (g_get_monotonic_time () - start) / 1e6;
  pt_device_stop (device);
  calls = counter.calls;
  g_assert_cmpuint (counter.wrong, ==, 0);
  /* 49 waits of 10 ms: never fast, whatever the machine does meanwhile. */
  g_assert_cmpfloat (elapsed_s, >, 0.48);
  g_test_message ("%u blocks of 10 ms in %.3f s, load %.4f, %u underruns", calls, elapsed_s, pt_device_get_load (device),
                  pt_device_get_underruns (device));
  g_assert_cmpfloat (pt_device_get_load (device), <, 0.9);

  /* Stopped means stopped; and it can go on. */
  g_assert_cmpuint (counter.calls, ==, calls);
  g_assert_true (pt_device_start (device, count_cb, &counter, &error));
  wait_for_calls (&counter, calls + 2);
  pt_device_stop (device);
  pt_device_stop (device);
}

/* A block that takes too long is counted and made up for: no drift. */
static void
test_silent_underruns (void)
{
  Counter counter = { .slow_usec = 80000, .slow_call = 5 };
  g_autoptr (PtDevice) device = pt_device_open ("silent", 0, 256, NULL);
  gint64 start = g_get_monotonic_time ();
  double elapsed_s;

  g_assert_cmpuint (pt_device_get_sample_rate (device), ==, 48000);
  g_assert_true (pt_device_start (device, count_cb, &counter, NULL));
  wait_for_calls (&counter, 60);
  elapsed_s = (g_get_monotonic_time () - start) / 1e6;
  g_assert_cmpuint (pt_device_get_underruns (device), >=, 1);
  g_object_unref (g_steal_pointer (&device)); /* stops it */
  g_test_message ("60 blocks of 5.33 ms in %.3f s", elapsed_s);
  g_assert_cmpfloat (elapsed_s, >, 59 * 256 / 48000.0 - 0.002);
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) devices = pt_device_list ();
  const PtDeviceInfo *last = g_ptr_array_index (devices, devices->len - 1);
  guint n_defaults = 0;

  g_assert_cmpstr (last->name, ==, "silent");
  g_assert_cmpstr (last->host, ==, "Peaktime");
  g_assert_cmpint (last->channels, ==, 2);
  for (guint i = 0; i < devices->len; i++)
    n_defaults += ((PtDeviceInfo *) g_ptr_array_index (devices, i))->is_default;
  g_assert_cmpuint (n_defaults, ==, 1);
}

static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pt_device_open ("The Device That Is Not There", 48000, 512, &error));
  g_assert_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE);
  g_assert_nonnull (strstr (error->message, "The Device That Is Not There"));
  g_assert_nonnull (strstr (error->message, "silent"));
}

/* In a process of its own, because ALSA reads its configuration once: a null device as the
 * default. It can be opened by a part of its name, and asks for sound far too fast: it gets
 * no more than a card would, and is_alive() tells. */
static void
test_null_device_child (void)
{
  g_autoptr (PtDevice) device = NULL;
  g_autoptr (PtDevice) named = NULL;
  g_autoptr (GPtrArray) devices = NULL;
  g_autoptr (GError) error = NULL;
  Counter counter = { 0 };
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  devices = pt_device_list ();
  g_assert_cmpuint (devices->len, >=, 2);
  named = pt_device_open ("PEAKTIME-nu", 44100, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pt_device_get_name (named), ==, "peaktime-null");
  device = pt_device_open (NULL, 48000, 256, &error);
  g_assert_no_error (error);
  g_assert_false (PT_IS_DEVICE_SILENT (device));
  g_assert_cmpuint (pt_device_get_sample_rate (device), ==, 48000);
  g_assert_true (pt_device_start (device, count_cb, &counter, &error));
  g_assert_no_error (error);
  wait_for_calls (&counter, 1);
  while (pt_device_is_alive (device))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
  g_assert_cmpuint (counter.frames, <, 2 * 48000);
  pt_device_stop (device);
}

/* As above: settings that are not there make PortAudio abort. */
static void
test_no_settings_child (void)
{
  g_autoptr (PtDevice) device = NULL;
  g_autoptr (GPtrArray) devices = pt_device_list ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (devices->len, ==, 1);
  device = pt_device_open (NULL, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_true (PT_IS_DEVICE_SILENT (device));
}

static void
test_no_settings (void)
{
  g_autofree char *err = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *argv[] = { program, (char *) "-p", (char *) "/audio/device/no-settings/child", NULL };
  g_auto (GStrv) env = g_get_environ ();
  int status;

  env = g_environ_setenv (env, "ALSA_CONFIG_PATH", "/nonexistent", TRUE);
  env = g_environ_setenv (env, "PEAKTIME_TEST_CHILD", "1", TRUE);
  g_assert_true (g_spawn_sync (NULL, argv, env, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &err, &status, NULL));
  if (status != 0)
    g_test_message ("%s", err);
  g_assert_cmpint (status, ==, 0);
}

static void
test_null_device (void)
{
  g_autofree char *folder = pt_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "asound.conf", NULL);
  const char *conf = "pcm.!default { type null hint { show on description \"default\" } }\n"
                     "pcm.peaktime-null { type null hint { show on description \"null\" } }\n"
                     "ctl.!default { type hw card 0 }\n";
  g_autofree char *err = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *argv[] = { program, (char *) "-p", (char *) "/audio/device/null-device/child", NULL };
  g_auto (GStrv) env = g_get_environ ();
  int status;

  g_assert_true (g_file_set_contents (path, conf, -1, NULL));
  env = g_environ_setenv (env, "ALSA_CONFIG_PATH", path, TRUE);
  env = g_environ_setenv (env, "PEAKTIME_TEST_CHILD", "1", TRUE);
  g_assert_true (g_spawn_sync (NULL, argv, env, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &err, &status, NULL));
  pt_test_remove_folder (folder);
  if (status != 0)
    g_test_message ("%s", err);
  g_assert_cmpint (status, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (g_getenv ("PEAKTIME_TEST_CHILD") != NULL)
    {
      g_test_add_func ("/audio/device/null-device/child", test_null_device_child);
      g_test_add_func ("/audio/device/no-settings/child", test_no_settings_child);
      return g_test_run ();
    }
  g_test_add_func ("/audio/device/silent-pace", test_silent_pace);
  g_test_add_func ("/audio/device/silent-underruns", test_silent_underruns);
  g_test_add_func ("/audio/device/list", test_list);
  g_test_add_func ("/audio/device/unknown", test_unknown);
  g_test_add_func ("/audio/device/no-settings", test_no_settings);
  g_test_add_func ("/audio/device/null-device", test_null_device);

  return g_test_run ();
}
