/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What every command of peaktime-cli shares: options, output, progress, cancelling, exit
 * codes. A command is one file pt-cmd-<group>[-<verb>].c with one function of the type
 * PtCommandFunc; the table in pt-commands.c names it. */

typedef struct _PtCli PtCli;

enum
{
  PT_EXIT_DONE = 0,
  PT_EXIT_FAILED = 1,
  PT_EXIT_USAGE = 2,
  PT_EXIT_CANCELLED = 130,
};

/* argv[0] is the first word after the command's own. */
typedef int (*PtCommandFunc) (PtCli *cli,
                              int argc,
                              char **argv);

typedef struct
{
  const char *name; /* "library scan" */
  const char *arguments; /* "DIR..." */
  const char *summary; /* one line */
  PtCommandFunc run;
} PtCommand;

/* NULL-name terminated. */
extern const PtCommand pt_commands[];

/* Parses @entries (plus --json, --quiet, --help). Numbers are taken as strings and read by
 * the helpers below, so that 1e9 or 2.5 get a proper message. What is left of the
 * arguments goes to *@rest (g_strfreev), of which there must be @min_rest..@max_rest
 * (-1: any number). On failure the message has been printed and *@exit_code set.
 * --help has been answered when it returns FALSE with PT_EXIT_DONE. */
gboolean pt_cli_parse (PtCli *cli,
                       int argc,
                       char **argv,
                       const GOptionEntry *entries,
                       int min_rest,
                       int max_rest,
                       char ***rest,
                       int *exit_code);

/* NULL text leaves *@value alone. The message names @option, the value and the range. */
gboolean pt_cli_read_int (const char *option,
                          const char *text,
                          gint64 minimum,
                          gint64 maximum,
                          gint64 *value,
                          GError **error);
gboolean pt_cli_read_double (const char *option,
                             const char *text,
                             double minimum,
                             double maximum,
                             double *value,
                             GError **error);

gboolean pt_cli_wants_json (PtCli *cli);
/* Cancelled by Ctrl-C and SIGTERM. (transfer none) */
GCancellable *pt_cli_get_cancellable (PtCli *cli);

/* A line of human text on standard output; nothing with --json. */
void pt_cli_print (PtCli *cli,
                   const char *format,
                   ...) G_GNUC_PRINTF (2, 3);
/* The one JSON document; nothing without --json. Takes the builder's root. */
void pt_cli_print_json (PtCli *cli,
                        JsonBuilder *builder);
/* A remark on standard error, unless --quiet. */
void pt_cli_note (PtCli *cli,
                  const char *format,
                  ...) G_GNUC_PRINTF (2, 3);
/* One line on standard error that is drawn over, with the time left, when it is a
 * terminal and --quiet was not given. Any thread. @fraction < 0: unknown. */
void pt_cli_progress (PtCli *cli,
                      double fraction,
                      const char *message);
/* pt_cli_progress() in the shape of PtProgressFunc; user_data is the PtCli. */
void pt_cli_progress_cb (double fraction,
                         const char *message,
                         gpointer user_data);

/* Prints the error (with --json also {"error": message}) and returns the exit code to
 * return: 1, or 130 when it was cancelled. */
int pt_cli_fail (PtCli *cli,
                 const GError *error);
/* A wrong command line: prints the message and where to look, returns 2. */
int pt_cli_usage (PtCli *cli,
                  const char *format,
                  ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
