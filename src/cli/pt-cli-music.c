/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli-music.h"

#include <string.h>

#include "audio/pt-audio-file.h"
#include "audio/pt-library-index.h"
#include "audio/pt-render-plan.h"
#include "core/pt-core-error.h"
#include "core/pt-reference.h"
#include "core/pt-util.h"

#define MIN_LEVEL_DB -90.0

void
pt_cli_music_clear (PtCliMusic *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->palette_path, g_free);
  g_clear_pointer (&self->arrangement_path, g_free);
  g_clear_pointer (&self->bars_text, g_free);
  g_clear_pointer (&self->bpm_text, g_free);
  g_clear_pointer (&self->rate_text, g_free);
}

static PtArrangement *
load_reference (PtCliMusic *self, GError **error)
{
  g_autoptr (PtPalette) palette = NULL;
  gint64 bars = 32;

  if (!pt_cli_read_int ("--bars", self->bars_text, 32, 64, &bars, error))
    return NULL;
  palette = pt_palette_load (self->palette_path, error);
  if (palette == NULL)
    return NULL;

  return pt_reference_arrangement_new (bars, PT_TEMPO_DEFAULT_BPM, palette, error);
}

static PtArrangement *
load (PtCliMusic *self, GError **error)
{
  g_autoptr (PtArrangement) arrangement = NULL;
  double bpm = 0;
  gint64 rate = 0;

  if (!pt_cli_read_double ("--bpm", self->bpm_text, PT_TEMPO_MIN_BPM, PT_TEMPO_MAX_BPM, &bpm, error)
      || !pt_cli_read_int ("--rate", self->rate_text, PT_RENDER_MIN_RATE, PT_RENDER_MAX_RATE, &rate, error))
    return NULL;

  arrangement = self->palette_path != NULL ? load_reference (self, error)
                                           : pt_arrangement_load (self->arrangement_path, error);
  if (arrangement == NULL)
    return NULL;
  if (bpm > 0)
    pt_arrangement_set_tempo (arrangement, pt_tempo_from_bpm (bpm));
  if (rate > 0)
    pt_arrangement_set_sample_rate (arrangement, rate);

  return g_steal_pointer (&arrangement);
}

/* Whether a sample is named but not found beside the document. */
static gboolean
needs_roots (PtArrangement *arrangement)
{
  for (guint i = 0; i < pt_arrangement_get_n_sections (arrangement); i++)
    {
      PtSection *section = pt_arrangement_get_section (arrangement, i);

      for (guint k = 0; k < pt_section_get_n_layers (section); k++)
        {
          g_autofree char *path = pt_arrangement_resolve_sample (arrangement, pt_section_get_layer (section, k), NULL);

          if (path != NULL && !g_file_test (path, G_FILE_TEST_EXISTS))
            return TRUE;
        }
    }

  return FALSE;
}

gboolean
pt_cli_music_find_roots (PtCli *cli, PtArrangement *arrangement, char ***roots, GError **error)
{
  g_return_val_if_fail (PT_IS_ARRANGEMENT (arrangement), FALSE);
  g_return_val_if_fail (roots != NULL, FALSE);

  *roots = NULL;
  if (!needs_roots (arrangement))
    return TRUE;
  *roots = pt_library_find_roots (NULL, pt_cli_get_cancellable (cli), error);

  return *roots != NULL;
}

gboolean
pt_cli_music_load (PtCliMusic *self, PtCli *cli, PtArrangement **arrangement, char ***roots, int *exit_code)
{
  g_autoptr (PtArrangement) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) folders = NULL;

  g_return_val_if_fail (arrangement != NULL, FALSE);
  g_return_val_if_fail (roots != NULL, FALSE);
  g_return_val_if_fail (exit_code != NULL, FALSE);

  if ((self->palette_path != NULL) == (self->arrangement_path != NULL))
    {
      *exit_code = pt_cli_usage (cli, "Name the music by either --palette or --arrangement");
      return FALSE;
    }
  if (self->bars_text != NULL && self->palette_path == NULL)
    {
      *exit_code = pt_cli_usage (cli, "--bars goes with --palette; an arrangement has its own length");
      return FALSE;
    }

  loaded = load (self, &error);
  if (loaded == NULL || !pt_cli_music_find_roots (cli, loaded, &folders, &error))
    {
      *exit_code = pt_cli_fail (cli, error);
      return FALSE;
    }
  *arrangement = g_steal_pointer (&loaded);
  *roots = g_steal_pointer (&folders);

  return TRUE;
}

gboolean
pt_cli_read_normalize (const char *text, PtRenderOptions *options, GError **error)
{
  g_return_val_if_fail (options != NULL, FALSE);

  if (text == NULL)
    return TRUE;
  if (g_ascii_strcasecmp (text, "off") == 0)
    {
      options->normalize = PT_NORMALIZE_OFF;
      return TRUE;
    }
  if (g_ascii_strncasecmp (text, "lufs:", 5) == 0)
    {
      options->normalize = PT_NORMALIZE_LOUDNESS;
      return pt_cli_read_double ("--normalize lufs:", text + 5, MIN_LEVEL_DB, 0, &options->target_db, error);
    }
  options->normalize = PT_NORMALIZE_PEAK;
  if (pt_cli_read_double ("--normalize", text, MIN_LEVEL_DB, 0, &options->target_db, NULL))
    return TRUE;

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "--normalize takes a peak level from %g to 0 dB, “off”, or a loudness such as “lufs:-14”, not “%s”",
               MIN_LEVEL_DB, PT_SHORT (text));

  return FALSE;
}

/* ROLE=PATH; the path is read from where the user stands. */
static gboolean
lock_role (PtPalette *palette, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  PtRole role;

  if (equals == NULL || equals[1] == '\0')
    {
      g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
                   "--lock takes ROLE=PATH, such as “kick=my kick.wav”, not “%s”", PT_SHORT (text));
      return FALSE;
    }
  name = g_strndup (text, equals - text);
  if (!pt_role_parse (name, &role, error))
    return FALSE;
  path = g_canonicalize_filename (equals + 1, NULL);
  if (!pt_audio_file_probe (path, NULL, error))
    return FALSE;
  pt_palette_set_path (palette, role, path);
  pt_palette_set_lock (palette, role, TRUE);

  return TRUE;
}

PtPalette *
pt_cli_lock_roles (char **locks, GError **error)
{
  g_autoptr (PtPalette) locked = pt_palette_new ();

  for (guint i = 0; locks != NULL && locks[i] != NULL; i++)
    if (!lock_role (locked, locks[i], error))
      return NULL;

  return g_steal_pointer (&locked);
}
