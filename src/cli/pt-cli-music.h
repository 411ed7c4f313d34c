/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "audio/pt-renderer.h"
#include "cli/pt-cli.h"
#include "core/pt-arrangement.h"

G_BEGIN_DECLS

/* What render and play take: (--palette FILE [--bars 32|64] | --arrangement FILE) [--bpm N]
 * [--rate HZ]. A palette is heard in the reference arrangement. */
typedef struct
{
  char *palette_path;
  char *arrangement_path;
  char *bars_text;
  char *bpm_text;
  char *rate_text;
} PtCliMusic;

/* Entries for pt_cli_parse(), to stand among the command's own. */
#define PT_CLI_MUSIC_ENTRIES(music) \
  { "palette", 0, 0, G_OPTION_ARG_FILENAME, &(music)->palette_path, \
    "The palette to hear in the reference arrangement", "FILE" }, \
      { "bars", 0, 0, G_OPTION_ARG_STRING, &(music)->bars_text, \
        "How long the reference arrangement is; 32 without it", "32|64" }, \
      { "arrangement", 0, 0, G_OPTION_ARG_FILENAME, &(music)->arrangement_path, "The arrangement", "FILE" }, \
      { "bpm", 0, 0, G_OPTION_ARG_STRING, &(music)->bpm_text, "Another tempo", "N" }, \
  { \
    "rate", 0, 0, G_OPTION_ARG_STRING, &(music)->rate_text, "The sample rate; 48000 without it", "HZ" \
  }

void pt_cli_music_clear (PtCliMusic *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PtCliMusic, pt_cli_music_clear)

/* The arrangement at its tempo and sample rate. *@roots are the folders where relative
 * sample paths are looked for after the document's own; they are only asked for when a
 * sample is not found without, since that may mean building the factory kit. FALSE: it has
 * been said why, and *@exit_code is set. */
gboolean pt_cli_music_load (PtCliMusic *self,
                            PtCli *cli,
                            PtArrangement **arrangement,
                            char ***roots,
                            int *exit_code);

/* The folders alone, for an arrangement that was made otherwise. */
gboolean pt_cli_music_find_roots (PtCli *cli,
                                  PtArrangement *arrangement,
                                  char ***roots,
                                  GError **error);

#define PT_CLI_MAX_THREADS 256

/* --normalize: DB, "off" or "lufs:L". NULL leaves @options alone. */
gboolean pt_cli_read_normalize (const char *text,
                                PtRenderOptions *options,
                                GError **error);

/* --lock ROLE=PATH, as often as it was given (nullable): those roles, locked. */
PtPalette *pt_cli_lock_roles (char **locks,
                              GError **error);

G_END_DECLS
