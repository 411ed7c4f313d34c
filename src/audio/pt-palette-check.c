/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-palette-check.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "audio/pt-audio-error.h"
#include "audio/pt-audio-file.h"
#include "audio/pt-sound-facts.h"
#include "core/pt-beats.h"
#include "core/pt-key.h"
#include "core/pt-util.h"

/* Rubber Band sounds well within a fifth of the tempo, and like a machine beyond. */
#define MAX_STRETCH PT_PALETTE_CHECK_MAX_STRETCH
#define SURE PT_PALETTE_CHECK_SURE

static const struct
{
  const char *name;
  gboolean fatal;
} kinds[] = {
  [PT_PALETTE_PROBLEM_MISSING] = { "missing", TRUE },
  [PT_PALETTE_PROBLEM_FOLDER] = { "folder", TRUE },
  [PT_PALETTE_PROBLEM_UNREADABLE] = { "unreadable", TRUE },
  [PT_PALETTE_PROBLEM_TORN] = { "torn", TRUE },
  [PT_PALETTE_PROBLEM_EMPTY] = { "empty", TRUE },
  [PT_PALETTE_PROBLEM_CHANNELS] = { "channels", TRUE },
  [PT_PALETTE_PROBLEM_LOOP_RULE] = { "loop_rule", TRUE },
  [PT_PALETTE_PROBLEM_UNKNOWN_ROLE] = { "unknown_role", TRUE },
  [PT_PALETTE_PROBLEM_EMPTY_ROLE] = { "empty_role", FALSE },
  [PT_PALETTE_PROBLEM_TEMPO] = { "tempo", FALSE },
  [PT_PALETTE_PROBLEM_KEY] = { "key", FALSE },
};

typedef struct
{
  PtPalette *palette;
  PtLibrary *library;
  GPtrArray *problems;
  PtSampleInfo *infos[PT_ROLE_NONE]; /* NULL: empty, or of no use */
} Check;

void
pt_palette_problem_free (PtPaletteProblem *problem)
{
  g_free (problem->role);
  g_free (problem->message);
  g_free (problem);
}

const char *
pt_palette_problem_kind_to_string (PtPaletteProblemKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].name;
}

gboolean
pt_palette_problem_kind_is_fatal (PtPaletteProblemKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), TRUE);

  return kinds[kind].fatal;
}

G_GNUC_PRINTF (4, 5)
static void
report (Check *self, const char *role, PtPaletteProblemKind kind, const char *format, ...)
{
  PtPaletteProblem *problem = g_new0 (PtPaletteProblem, 1);
  va_list arguments;

  va_start (arguments, format);
  problem->message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  problem->role = g_strdup (role);
  problem->kind = kind;
  g_ptr_array_add (self->problems, problem);
}

static PtPaletteProblemKind
kind_of_error (const char *path, const GError *error)
{
  if (g_error_matches (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_TORN))
    return PT_PALETTE_PROBLEM_TORN;
  if (g_error_matches (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_EMPTY))
    return PT_PALETTE_PROBLEM_EMPTY;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return PT_PALETTE_PROBLEM_MISSING;
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return PT_PALETTE_PROBLEM_FOLDER;

  return PT_PALETTE_PROBLEM_UNREADABLE;
}

/* What the library says of the file, else what it sounds like. */
static PtSampleInfo *
learn (Check *self, const char *path, GError **error)
{
  PtSample *sample = self->library != NULL ? pt_library_lookup (self->library, path) : NULL;

  if (sample != NULL && !pt_sample_get_info (sample)->missing)
    return pt_sample_info_copy (pt_sample_get_info (sample));

  return pt_sound_facts_learn (path, error);
}

static void
check_file (Check *self, PtRole role, const char *path)
{
  const char *name = pt_role_to_string (role);
  g_autoptr (GError) error = NULL;
  PtAudioFileInfo file;
  PtSampleInfo *info;

  if (!pt_audio_file_probe (path, &file, &error))
    {
      report (self, name, kind_of_error (path, error), "%s", error->message);
      return;
    }
  if (file.channels > 2)
    {
      g_autofree char *shown = g_filename_display_name (path);

      report (self, name, PT_PALETTE_PROBLEM_CHANNELS,
              _ ("%s has %u channels, and only mono and stereo play; mix it down first"), shown, file.channels);
      return;
    }
  info = learn (self, path, &error);
  if (info == NULL)
    {
      report (self, name, kind_of_error (path, error), "%s", error->message);
      return;
    }
  self->infos[role] = info;
}

static void
check_loop_rule (Check *self, PtRole role)
{
  const PtSampleInfo *info = self->infos[role];
  PtLoopRule rule = pt_role_get_loop_rule (role);

  if (info == NULL || info->loop_confidence < SURE)
    return;
  if (rule == PT_LOOP_RULE_ONE_SHOT && info->loop)
    report (self, pt_role_to_string (role), PT_PALETTE_PROBLEM_LOOP_RULE,
            _ ("“%s” is a loop, and %s plays single hits: every beat would start it anew; choose a one-shot"),
            info->name, pt_role_to_string (role));
  if (rule == PT_LOOP_RULE_LOOP && !info->loop)
    report (self, pt_role_to_string (role), PT_PALETTE_PROBLEM_LOOP_RULE,
            _ ("“%s” is a one-shot, and %s plays loops: it would sound once and stop; choose a loop"),
            info->name, pt_role_to_string (role));
}

static void
check_tempo (Check *self, PtRole role, double bpm)
{
  const PtSampleInfo *info = self->infos[role];
  double ratio;

  if (info == NULL || !info->loop || info->bpm <= 0)
    return;
  ratio = MAX (bpm / info->bpm, info->bpm / bpm);
  if (ratio > MAX_STRETCH)
    report (self, pt_role_to_string (role), PT_PALETTE_PROBLEM_TEMPO,
            _ ("“%s” is at %.4g bpm and would be stretched to %.4g, which is heard; choose a loop nearer to %.4g"),
            info->name, info->bpm, bpm, bpm);
}

static gboolean
read_key (const PtSampleInfo *info, PtKey *key)
{
  return info != NULL && info->key != NULL && info->key_confidence >= SURE && pt_key_parse (info->key, key, NULL);
}

static void
check_key_of_set (Check *self, PtRole role, const PtKey *home)
{
  const PtSampleInfo *info = self->infos[role];
  g_autofree char *ours = pt_key_to_long_string (home);
  g_autofree char *theirs = NULL;
  PtKey key;

  if (!read_key (info, &key) || pt_key_is_compatible (home, &key))
    return;
  theirs = pt_key_to_long_string (&key);
  report (self, pt_role_to_string (role), PT_PALETTE_PROBLEM_KEY,
          _ ("“%s” is in %s and the set in %s, which do not go together; choose one in %s or a fifth away"),
          info->name, theirs, ours, ours);
}

/* The bass line rules; without one the first tonal role does. */
static void
check_keys (Check *self, const char *set_key)
{
  static const PtRole tonal[] = { PT_ROLE_BASSLINE, PT_ROLE_SYNTH, PT_ROLE_TEXTURE };
  const PtSampleInfo *ruler = NULL;
  PtKey home = { 0 };

  if (set_key != NULL && pt_key_parse (set_key, &home, NULL))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (tonal); i++)
        check_key_of_set (self, tonal[i], &home);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tonal); i++)
    {
      const PtSampleInfo *info = self->infos[tonal[i]];
      PtKey key;

      if (!read_key (info, &key))
        continue;
      if (ruler == NULL)
        {
          ruler = info;
          home = key;
        }
      else if (!pt_key_is_compatible (&home, &key))
        {
          g_autofree char *ours = pt_key_to_long_string (&home);
          g_autofree char *theirs = pt_key_to_long_string (&key);

          report (self, pt_role_to_string (tonal[i]), PT_PALETTE_PROBLEM_KEY,
                  _ ("“%s” is in %s and “%s” in %s, which do not go together; choose one in %s or a fifth away"),
                  info->name, theirs, ruler->name, ours, ours);
        }
    }
}

static void
check_roles (Check *self, const char *const *roots, GCancellable *cancellable)
{
  for (guint role = 0; role < PT_N_ROLES && !g_cancellable_is_cancelled (cancellable); role++)
    {
      g_autofree char *path = pt_palette_resolve (self->palette, role, roots);

      if (path != NULL)
        check_file (self, role, path);
      else if (role < PT_N_DEFAULT_ROLES)
        report (self, pt_role_to_string (role), PT_PALETTE_PROBLEM_EMPTY_ROLE,
                _ ("There is no sound for %s; its layers stay silent until you choose one"), pt_role_to_string (role));
    }
}

static void
check_unknown_roles (Check *self)
{
  g_auto (GStrv) unknown = pt_palette_get_unknown_roles (self->palette);
  g_autofree char *known = g_strjoinv (", ", (char **) pt_role_names ());

  for (guint i = 0; unknown != NULL && unknown[i] != NULL; i++)
    report (self, unknown[i], PT_PALETTE_PROBLEM_UNKNOWN_ROLE,
            _ ("There is no role “%s”; the roles are %s"), PT_SHORT (unknown[i]), known);
}

GPtrArray *
pt_palette_check (PtPalette *palette,
                  PtLibrary *library,
                  const char *const *roots,
                  GCancellable *cancellable,
                  GError **error)
{
  return pt_palette_check_for (palette, library, roots, 0, NULL, cancellable, error);
}

GPtrArray *
pt_palette_check_for (PtPalette *palette,
                      PtLibrary *library,
                      const char *const *roots,
                      double bpm,
                      const char *key,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_palette_problem_free);
  Check check = { .palette = palette, .library = library, .problems = problems };

  g_return_val_if_fail (PT_IS_PALETTE (palette), NULL);
  g_return_val_if_fail (library == NULL || PT_IS_LIBRARY (library), NULL);

  if (bpm <= 0)
    bpm = pt_palette_get_bpm (palette) > 0 ? pt_palette_get_bpm (palette) : PT_TEMPO_DEFAULT_BPM;
  check_unknown_roles (&check);
  check_roles (&check, roots, cancellable);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      check_loop_rule (&check, role);
      check_tempo (&check, role, bpm);
    }
  check_keys (&check, key);

  for (guint role = 0; role < PT_N_ROLES; role++)
    g_clear_pointer (&check.infos[role], pt_sample_info_free);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&problems);
}
