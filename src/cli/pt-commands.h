/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/pt-cli.h"

/* One function per command, each in its own file. */
int pt_cmd_analyze (PtCli *cli,
                    int argc,
                    char **argv);
int pt_cmd_arrange_recipe (PtCli *cli,
                           int argc,
                           char **argv);
int pt_cmd_arrange_reference (PtCli *cli,
                              int argc,
                              char **argv);
int pt_cmd_devices (PtCli *cli,
                    int argc,
                    char **argv);
int pt_cmd_gap (PtCli *cli,
                int argc,
                char **argv);
int pt_cmd_history_export (PtCli *cli,
                           int argc,
                           char **argv);
int pt_cmd_history_import (PtCli *cli,
                           int argc,
                           char **argv);
int pt_cmd_history_list (PtCli *cli,
                         int argc,
                         char **argv);
int pt_cmd_kit_build (PtCli *cli,
                      int argc,
                      char **argv);
int pt_cmd_library_edit (PtCli *cli,
                         int argc,
                         char **argv);
int pt_cmd_library_folders (PtCli *cli,
                            int argc,
                            char **argv);
int pt_cmd_library_list (PtCli *cli,
                         int argc,
                         char **argv);
int pt_cmd_library_missing (PtCli *cli,
                            int argc,
                            char **argv);
int pt_cmd_library_relink (PtCli *cli,
                           int argc,
                           char **argv);
int pt_cmd_library_scan (PtCli *cli,
                         int argc,
                         char **argv);
int pt_cmd_library_similar (PtCli *cli,
                            int argc,
                            char **argv);
int pt_cmd_measure (PtCli *cli,
                    int argc,
                    char **argv);
int pt_cmd_palette_alternatives (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_check (PtCli *cli,
                          int argc,
                          char **argv);
int pt_cmd_palette_compare (PtCli *cli,
                            int argc,
                            char **argv);
int pt_cmd_palette_delete (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_duplicate (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_export (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_import (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_list (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_new (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_random (PtCli *cli,
                           int argc,
                           char **argv);
int pt_cmd_palette_rename (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_reroll (PtCli *cli, int argc, char **argv);
int pt_cmd_palette_show (PtCli *cli, int argc, char **argv);
int pt_cmd_play (PtCli *cli,
                 int argc,
                 char **argv);
int pt_cmd_render (PtCli *cli,
                   int argc,
                   char **argv);
int pt_cmd_score (PtCli *cli,
                  int argc,
                  char **argv);
int pt_cmd_set_drafts (PtCli *cli, int argc, char **argv);
int pt_cmd_set_info (PtCli *cli, int argc, char **argv);
int pt_cmd_set_new (PtCli *cli, int argc, char **argv);
int pt_cmd_set_recover (PtCli *cli, int argc, char **argv);
int pt_cmd_screen (PtCli *cli,
                   int argc,
                   char **argv);
int pt_cmd_trial_report (PtCli *cli,
                         int argc,
                         char **argv);
int pt_cmd_trial_run (PtCli *cli,
                      int argc,
                      char **argv);
