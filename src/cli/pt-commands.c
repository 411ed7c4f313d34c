/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-commands.h"

const PtCommand pt_commands[] = {
  { "analyze", "FILE [--second FILE]", "Find tempo, beats, key, onsets, energy and structure of a file", pt_cmd_analyze },
  { "arrange recipe", "--seed N -o FILE", "Write a 64-bar song from one sample per role", pt_cmd_arrange_recipe },
  { "arrange reference", "--bars 32|64 -o FILE", "Write the fixed arrangement that ranks palettes", pt_cmd_arrange_reference },
  { "devices", NULL, "List where sound can go", pt_cmd_devices },
  { "history export", "--format csv|jsonl -o FILE", "Write the scores of the past to a file", pt_cmd_history_export },
  { "history import", "FILE", "Take scores from a file into the history", pt_cmd_history_import },
  { "history list", NULL, "List the scores of the past", pt_cmd_history_list },
  { "kit build", NULL, "Synthesise the factory kit", pt_cmd_kit_build },
  { "library edit", "FILE…", "Say what samples are for, rate and tag them", pt_cmd_library_edit },
  { "library folders", NULL, "List, add and forget folders of the library", pt_cmd_library_folders },
  { "library list", NULL, "List the samples of the library", pt_cmd_library_list },
  { "library missing", NULL, "List the samples whose files are gone", pt_cmd_library_missing },
  { "library relink", "DIR", "Find missing samples below a folder", pt_cmd_library_relink },
  { "library scan", "DIR…", "Scan folders into the library", pt_cmd_library_scan },
  { "library similar", "FILE", "Find the samples that are most like a file", pt_cmd_library_similar },
  { "measure", "FILE…", "Measure loudness, peaks and what else a file says of itself", pt_cmd_measure },
  { "palette alternatives", "FILE --role ROLE", "List what may stand in its place, best first", pt_cmd_palette_alternatives },
  { "palette check", "FILE", "Say what stands between a palette and good sound", pt_cmd_palette_check },
  { "palette compare", "A B", "Say which of two palettes is louder, and what matches them", pt_cmd_palette_compare },
  { "palette delete", "NAME", "Delete a palette of one's own", pt_cmd_palette_delete },
  { "palette duplicate", "NAME", "Copy a palette to one's own", pt_cmd_palette_duplicate },
  { "palette export", "NAME|FILE -o FILE", "Write the flat form role → path for other programs", pt_cmd_palette_export },
  { "palette import", "FILE", "Make a file of either form a palette of one's own", pt_cmd_palette_import },
  { "palette list", NULL, "List the palettes", pt_cmd_palette_list },
  { "palette new", "NAME", "Make an empty palette", pt_cmd_palette_new },
  { "palette random", "--seed N -o FILE", "Write a palette of one sample per role", pt_cmd_palette_random },
  { "palette rename", "NAME NEW", "Rename a palette of one's own", pt_cmd_palette_rename },
  { "palette reroll", "FILE --role ROLE --seed N", "Draw another sound for a role", pt_cmd_palette_reroll },
  { "palette show", "NAME|FILE", "Show what is in a palette", pt_cmd_palette_show },
  { "play", "--palette FILE|--arrangement FILE", "Play music as it would be rendered", pt_cmd_play },
  { "render", "--palette FILE|--arrangement FILE -o FILE", "Render music to a sound file", pt_cmd_render },
  { "score", "FILE…", "Score music: four marks and one figure for them", pt_cmd_score },
  { "set drafts", NULL, "List unsaved work of programs that ended", pt_cmd_set_drafts },
  { "set info", "FILE", "Say what is in a set", pt_cmd_set_info },
  { "set new", "-o FILE", "Write a new set", pt_cmd_set_new },
  { "set recover", "[ID] -o FILE", "Bring unsaved work back and save it", pt_cmd_set_recover },
  { "screen", "--count N -o DIR", "Score many palettes and keep the best", pt_cmd_screen },
  { NULL },
};
