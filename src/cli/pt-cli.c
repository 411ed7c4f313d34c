/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli/pt-cli.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/pt-core-error.h"
#include "core/pt-json.h"
#include "core/pt-util.h"

struct _PtCli
{
  const PtCommand *command;
  GCancellable *cancellable;
  GMutex progress_lock;
  gint64 started_usec;
  gboolean json;
  gboolean quiet;
  gboolean terminal; /* standard error is one */
  gboolean progress_drawn;
  gboolean json_printed;
};

static void
clear_progress (PtCli *self)
{
  g_mutex_lock (&self->progress_lock);
  if (self->progress_drawn)
    {
      fputs ("\r\033[K", stderr);
      fflush (stderr);
      self->progress_drawn = FALSE;
    }
  g_mutex_unlock (&self->progress_lock);
}

static int
compare_names (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static void
print_help (void)
{
  g_print ("Usage: peaktime-cli COMMAND [OPTION…]\n\n"
           "Techno from palettes, rendered and measured.\n\n"
           "Commands:\n");
  for (const PtCommand *command = pt_commands; command->name != NULL; command++)
    g_print ("  %-18s %s\n", command->name, command->summary);
  g_print ("\nOptions of every command:\n"
           "  --json             print one JSON document on standard output\n"
           "  -q, --quiet        no progress and no remarks\n"
           "  -h, --help         what the command takes\n"
           "  --version          the version of Peaktime\n\n"
           "Exit status: 0 done, 1 failed, 2 wrong usage, 130 cancelled.\n");
}

gboolean
pt_cli_parse (PtCli *self,
              int argc,
              char **argv,
              const GOptionEntry *entries,
              int min_rest,
              int max_rest,
              char ***rest,
              int *exit_code)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *usage = NULL;
  g_auto (GStrv) left = NULL;
  g_auto (GStrv) words = NULL;
  gboolean help = FALSE;
  int n_left;
  const GOptionEntry common[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, "Print one JSON document on standard output", NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &self->quiet, "No progress and no remarks", NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, "Show this help", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &left, NULL, NULL },
    { NULL },
  };

  g_return_val_if_fail (exit_code != NULL, FALSE);

  usage = g_strdup_printf ("%s%s%s", self->command->name,
                           self->command->arguments ? " " : "",
                           self->command->arguments ? self->command->arguments : "");
  context = g_option_context_new (NULL);
  g_option_context_set_help_enabled (context, FALSE);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common, NULL);

  /* GOption wants a program name in front. */
  words = g_new0 (char *, argc + 2);
  words[0] = g_strdup ("peaktime-cli");
  for (int i = 0; i < argc; i++)
    words[i + 1] = g_strdup (argv[i]);

  if (!g_option_context_parse_strv (context, &words, &error))
    {
      *exit_code = pt_cli_usage (self, "%s", error->message);
      return FALSE;
    }

  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
      /* Behind GOption's own line of usage, which knows nothing of commands. */
      const char *options = strstr (text, "\n\n");

      g_print ("Usage: peaktime-cli %s [OPTION…]\n\n%s.\n%s", usage, self->command->summary,
               options != NULL ? options + 1 : "");
      *exit_code = PT_EXIT_DONE;
      return FALSE;
    }

  n_left = left != NULL ? (int) g_strv_length (left) : 0;
  if (n_left < min_rest || (max_rest >= 0 && n_left > max_rest))
    {
      if (n_left < min_rest)
        *exit_code = pt_cli_usage (self, "%s needs %s", self->command->name,
                                   self->command->arguments ? self->command->arguments : "an argument");
      else
        *exit_code = pt_cli_usage (self, "“%s” is one argument too many for %s", left[max_rest], self->command->name);
      return FALSE;
    }
  if (rest != NULL)
    *rest = left != NULL ? g_steal_pointer (&left) : g_new0 (char *, 1);

  return TRUE;
}

gboolean
pt_cli_read_int (const char *option,
                 const char *text,
                 gint64 minimum,
                 gint64 maximum,
                 gint64 *value,
                 GError **error)
{
  g_return_val_if_fail (value != NULL, FALSE);

  if (text == NULL)
    return TRUE;
  if (g_ascii_string_to_signed (text, 10, minimum, maximum, value, NULL))
    return TRUE;

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "%s takes a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT ", not “%s”",
               option, minimum, maximum, PT_SHORT (text));

  return FALSE;
}

gboolean
pt_cli_read_double (const char *option,
                    const char *text,
                    double minimum,
                    double maximum,
                    double *value,
                    GError **error)
{
  double number;
  char *end;

  g_return_val_if_fail (value != NULL, FALSE);

  if (text == NULL)
    return TRUE;
  number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (number) && number >= minimum && number <= maximum)
    {
      *value = number;
      return TRUE;
    }

  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_INVALID,
               "%s takes a number from %g to %g, not “%s”", option, minimum, maximum, PT_SHORT (text));

  return FALSE;
}

gboolean
pt_cli_wants_json (PtCli *self)
{
  return self->json;
}

GCancellable *
pt_cli_get_cancellable (PtCli *self)
{
  return self->cancellable;
}

void
pt_cli_print (PtCli *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  if (self->json)
    return;
  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  clear_progress (self);
  g_print ("%s\n", line);
}

void
pt_cli_print_json (PtCli *self, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (JSON_IS_BUILDER (builder));

  if (!self->json)
    return;
  g_return_if_fail (!self->json_printed);

  root = json_builder_get_root (builder);
  text = pt_json_to_string (root);
  clear_progress (self);
  fputs (text, stdout);
  self->json_printed = TRUE;
}

void
pt_cli_note (PtCli *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  if (self->quiet)
    return;
  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  clear_progress (self);
  g_printerr ("%s\n", line);
}

void
pt_cli_progress (PtCli *self, double fraction, const char *message)
{
  double elapsed_s;

  if (self->quiet || !self->terminal)
    return;

  g_mutex_lock (&self->progress_lock);
  elapsed_s = (g_get_monotonic_time () - self->started_usec) / 1e6;
  if (fraction < 0)
    {
      fprintf (stderr, "\r\033[K%s", message);
    }
  else
    {
      g_autofree char *left = NULL;

      if (fraction > 0.02 && elapsed_s > 0.5)
        {
          g_autofree char *time = pt_format_duration (elapsed_s * (1 - fraction) / fraction);

          left = g_strdup_printf (", %s left", time);
        }
      fprintf (stderr, "\r\033[K%3.0f %%  %s%s", floor (fraction * 100), message, left ? left : "");
    }
  fflush (stderr);
  self->progress_drawn = TRUE;
  g_mutex_unlock (&self->progress_lock);
}

void
pt_cli_progress_cb (double fraction, const char *message, gpointer user_data)
{
  pt_cli_progress (user_data, fraction, message);
}

int
pt_cli_fail (PtCli *self, const GError *error)
{
  gboolean cancelled;

  g_return_val_if_fail (error != NULL, PT_EXIT_FAILED);

  clear_progress (self);
  cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (cancelled)
    {
      if (!self->quiet)
        g_printerr ("Cancelled.\n");
    }
  else
    {
      g_printerr ("peaktime-cli: %s\n", error->message);
    }

  if (self->json && !self->json_printed)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      pt_json_builder_put_text (builder, "error", cancelled ? "cancelled" : error->message);
      json_builder_end_object (builder);
      pt_cli_print_json (self, builder);
    }

  return cancelled ? PT_EXIT_CANCELLED : PT_EXIT_FAILED;
}

int
pt_cli_usage (PtCli *self, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("peaktime-cli: %s\nTry “peaktime-cli%s%s --help”.\n", line,
              self->command ? " " : "", self->command ? self->command->name : "");

  return PT_EXIT_USAGE;
}

/* Ctrl-C reaches a thread that waits for it, so that a command which blocks in C code is
 * cancelled all the same; a second one ends the program at once. */
static gpointer
signal_thread (gpointer data)
{
  PtCli *self = data;
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  if (sigwait (&set, &number) == 0)
    g_cancellable_cancel (self->cancellable);
  if (sigwait (&set, &number) == 0)
    _exit (PT_EXIT_CANCELLED);

  return NULL;
}

static void
watch_signals (PtCli *self)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  /* A file that grows beyond its limit is an error to tell, not a death that leaves half of
   * it behind. */
  signal (SIGXFSZ, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", signal_thread, self));
}

/* "library scan DIR" names two words, "render -o FILE" one. */
static const PtCommand *
find_command (int argc, char **argv, int *n_words)
{
  for (const PtCommand *command = pt_commands; command->name != NULL; command++)
    {
      g_auto (GStrv) words = g_strsplit (command->name, " ", -1);
      int n = g_strv_length (words);
      int i = 0;

      while (i < n && i < argc && g_str_equal (words[i], argv[i]))
        i++;
      if (i == n)
        {
          *n_words = n;
          return command;
        }
    }

  return NULL;
}

static int
unknown_command (PtCli *self, int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) verbs = g_ptr_array_new ();
  g_autofree char *prefix = g_strdup_printf ("%s ", argv[0]);
  g_autofree char *asked = NULL;
  const char *near;

  for (const PtCommand *command = pt_commands; command->name != NULL; command++)
    {
      g_ptr_array_add (names, (gpointer) command->name);
      if (g_str_has_prefix (command->name, prefix))
        g_ptr_array_add (verbs, (gpointer) (command->name + strlen (prefix)));
    }
  g_ptr_array_sort_with_data (verbs, compare_names, NULL);
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (verbs, NULL);

  if (verbs->len > 1)
    {
      g_autofree char *list = g_strjoinv (" or ", (char **) verbs->pdata);

      return pt_cli_usage (self, "%s what? %s %s", argv[0], argv[0], list);
    }

  asked = argc > 1 && argv[1][0] != '-' ? g_strdup_printf ("%s %s", argv[0], argv[1]) : g_strdup (argv[0]);
  near = pt_closest_name (asked, (const char *const *) names->pdata);
  if (near == NULL)
    near = pt_closest_name (argv[0], (const char *const *) names->pdata);
  if (near != NULL)
    return pt_cli_usage (self, "There is no command “%s”; did you mean “%s”?", PT_SHORT (asked), near);

  return pt_cli_usage (self, "There is no command “%s”.", PT_SHORT (asked));
}

int
main (int argc, char **argv)
{
  /* Static: the thread that waits for signals outlives main(). */
  static PtCli cli;
  int n_words = 0;
  int status;

  setlocale (LC_ALL, "");
  /* Numbers are read and written with a point, whatever the country. */
  setlocale (LC_NUMERIC, "C");
  g_set_prgname ("peaktime-cli");
  cli.terminal = isatty (STDERR_FILENO);
  argc--;
  argv++;

  /* The options of every command may also stand before it. */
  for (; argc > 0 && argv[0][0] == '-'; argc--, argv++)
    {
      if (g_str_equal (argv[0], "--json"))
        cli.json = TRUE;
      else if (g_str_equal (argv[0], "--quiet") || g_str_equal (argv[0], "-q"))
        cli.quiet = TRUE;
      else if (g_str_equal (argv[0], "--help") || g_str_equal (argv[0], "-h"))
        {
          print_help ();
          return PT_EXIT_DONE;
        }
      else if (g_str_equal (argv[0], "--version"))
        {
          g_print ("peaktime-cli %s\n", PT_VERSION);
          return PT_EXIT_DONE;
        }
      else
        {
          return pt_cli_usage (&cli, "There is no option “%s”.", PT_SHORT (argv[0]));
        }
    }
  if (argc == 0)
    {
      print_help ();
      return PT_EXIT_USAGE;
    }

  cli.command = find_command (argc, argv, &n_words);
  if (cli.command == NULL)
    return unknown_command (&cli, argc, argv);

  cli.started_usec = g_get_monotonic_time ();
  cli.cancellable = g_cancellable_new ();
  g_mutex_init (&cli.progress_lock);
  watch_signals (&cli);
  status = cli.command->run (&cli, argc - n_words, argv + n_words);
  clear_progress (&cli);

  /* A full disk or a closed pipe shows only here. */
  if (fflush (stdout) != 0 && status == PT_EXIT_DONE)
    {
      g_printerr ("peaktime-cli: Cannot write to standard output: %s\n", g_strerror (errno));
      status = PT_EXIT_FAILED;
    }

  return status;
}
