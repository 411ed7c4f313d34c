/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-fuzz.h"

#include <signal.h>
#include <stdlib.h>

#include "core/pt-json.h"

/* GLib stops with a breakpoint, which libFuzzer does not know as an end. */
static void
breakpoint_cb (int number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  signal (SIGTRAP, breakpoint_cb);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);

  return 0;
}

char *
pt_fuzz_text (const guint8 *data, gsize size)
{
  return g_strndup ((const char *) data, size);
}

void
pt_fuzz_check_outcome (gboolean succeeded, const GError *error)
{
  if (succeeded == (error != NULL))
    g_error (succeeded ? "success and an error: %s" : "failure without an error", error != NULL ? error->message : "");
  if (error != NULL && (error->message == NULL || *error->message == '\0' || !g_utf8_validate (error->message, -1, NULL)))
    g_error ("an error that says nothing, or not in UTF-8");
}

static gpointer
read_text (const char *text, gssize length, PtFuzzReadFunc read, GError **error)
{
  g_autoptr (JsonNode) node = pt_json_parse (text, length, "input", error);

  return node != NULL ? read (node, error) : NULL;
}

static char *
write_text (gpointer object, PtFuzzWriteFunc write)
{
  g_autoptr (JsonNode) node = write (object);

  return pt_json_to_string (node);
}

void
pt_fuzz_round_trip (const guint8 *data, gsize size, PtFuzzReadFunc read, PtFuzzWriteFunc write)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GObject) first = NULL;
  g_autoptr (GObject) second = NULL;
  g_autofree char *once = NULL;
  g_autofree char *twice = NULL;

  first = read_text ((const char *) data, size, read, &error);
  pt_fuzz_check_outcome (first != NULL, error);
  if (first == NULL)
    return;

  once = write_text (first, write);
  second = read_text (once, -1, read, &error);
  if (second == NULL)
    g_error ("what was written cannot be read: %s\n%s", error->message, once);
  twice = write_text (second, write);
  if (!g_str_equal (once, twice))
    g_error ("not the same after a second time:\n%s\n%s", once, twice);
}
