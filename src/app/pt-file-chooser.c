/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-file-chooser.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkFileChooserNative *native;
  PtFileChooserKind kind;
  PtFileChosenFunc chosen;
  GObject *receiver;
} Question;

static const struct
{
  const char *title;
  const char *accept;
  const char *filter; /* NULL: folders */
  const char *ending; /* NULL: anything that sounds */
  GtkFileChooserAction action;
} kinds[] = {
  [PT_FILE_CHOOSER_OPEN_SET] = { N_ ("Open Set"), N_ ("_Open"), N_ ("Peaktime sets"), ".peaktime", GTK_FILE_CHOOSER_ACTION_OPEN },
  [PT_FILE_CHOOSER_SAVE_SET] = { N_ ("Save Set As"), N_ ("_Save"), N_ ("Peaktime sets"), ".peaktime", GTK_FILE_CHOOSER_ACTION_SAVE },
  [PT_FILE_CHOOSER_OPEN_PALETTE] = { N_ ("Import Palette"), N_ ("_Import"), N_ ("Palettes"), ".json", GTK_FILE_CHOOSER_ACTION_OPEN },
  [PT_FILE_CHOOSER_SAVE_PALETTE] = { N_ ("Export Palette"), N_ ("_Export"), N_ ("Palettes"), ".json", GTK_FILE_CHOOSER_ACTION_SAVE },
  [PT_FILE_CHOOSER_FOLDER] = { N_ ("Add Folder"), N_ ("_Add"), NULL, NULL, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER },
  [PT_FILE_CHOOSER_OPEN_SOUND] = { N_ ("Choose Sound"), N_ ("_Choose"), N_ ("Sounds"), NULL, GTK_FILE_CHOOSER_ACTION_OPEN },
};

static void
question_free (Question *question)
{
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (question->native));
  g_object_unref (question->native);
  g_object_unref (question->receiver);
  g_free (question);
}

static void
response_cb (GtkNativeDialog *native, int response, Question *question)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    {
      const char *ending = kinds[question->kind].ending;

      if (kinds[question->kind].action == GTK_FILE_CHOOSER_ACTION_SAVE && !g_str_has_suffix (path, ending))
        {
          g_autofree char *bare = g_steal_pointer (&path);

          path = g_strconcat (bare, ending, NULL);
        }
      question->chosen (path, question->receiver);
    }
  question_free (question);
}

static void
add_filters (GtkFileChooser *chooser, PtFileChooserKind kind)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (kinds[kind].filter));
  if (kinds[kind].ending != NULL)
    gtk_file_filter_add_suffix (filter, kinds[kind].ending + 1);
  else
    gtk_file_filter_add_mime_type (filter, "audio/*");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
pt_file_chooser_ask (GtkWindow *parent, PtFileChooserKind kind, const char *folder, const char *name, PtFileChosenFunc chosen, gpointer user_data)
{
  Question *question;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (kind < G_N_ELEMENTS (kinds));
  g_return_if_fail (chosen != NULL);
  g_return_if_fail (G_IS_OBJECT (user_data));

  question = g_new0 (Question, 1);
  question->native = gtk_file_chooser_native_new (_ (kinds[kind].title), parent, kinds[kind].action, _ (kinds[kind].accept), NULL);
  question->kind = kind;
  question->chosen = chosen;
  question->receiver = g_object_ref (user_data);
  if (kinds[kind].filter != NULL)
    add_filters (GTK_FILE_CHOOSER (question->native), kind);
  if (folder != NULL && *folder != '\0')
    {
      g_autoptr (GFile) file = g_file_new_for_path (folder);

      gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (question->native), file, NULL);
    }
  if (name != NULL && kinds[kind].action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (question->native), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (question->native), TRUE);
  g_signal_connect (question->native, "response", G_CALLBACK (response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (question->native));
}
