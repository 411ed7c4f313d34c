/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-tag-editor.h"

static void
word_cb (PtTagEditor *editor, const char *tag, char **seen)
{
  g_free (*seen);
  *seen = g_strdup (tag);
}

static GtkWidget *
find_chip (GtkWidget *root, const char *label)
{
  if (GTK_IS_LABEL (root) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (root)), label) == 0)
    return gtk_widget_get_ancestor (root, GTK_TYPE_BUTTON);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_chip (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
test_tags (void)
{
  GtkWidget *editor = pt_tag_editor_new ();
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (g_object_unref);
  const char *both[] = { "dark", "deep", NULL };
  const char *one[] = { "dark", NULL };
  g_autofree char *added = NULL;
  g_autofree char *removed = NULL;
  GtkWindow *window;
  GtkWidget *entry;

  g_ptr_array_add (samples, pt_sample_new (pt_sample_info_new ("/a.wav")));
  g_ptr_array_add (samples, pt_sample_new (pt_sample_info_new ("/b.wav")));
  pt_sample_set_tags (samples->pdata[0], both);
  pt_sample_set_tags (samples->pdata[1], one);
  pt_tag_editor_set_samples (PT_TAG_EDITOR (editor), samples);
  window = pt_test_show (editor, 300, 120);
  g_signal_connect (editor, "add", G_CALLBACK (word_cb), &added);
  g_signal_connect (editor, "remove", G_CALLBACK (word_cb), &removed);

  g_assert_nonnull (find_chip (editor, "dark"));
  g_assert_nonnull (find_chip (editor, "deep (1)"));
  entry = pt_test_find (editor, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (added);
  gtk_editable_set_text (GTK_EDITABLE (entry), " raw ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (added, ==, "raw");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_signal_emit_by_name (find_chip (editor, "deep (1)"), "clicked");
  g_assert_cmpstr (removed, ==, "deep");

  pt_sample_set_tags (samples->pdata[0], one);
  pt_tag_editor_refresh (PT_TAG_EDITOR (editor));
  g_assert_null (find_chip (editor, "deep (1)"));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_free (g_content_type_guess ("icon.svg", NULL, 0, NULL));
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/tag-editor/tags", test_tags);

  return g_test_run ();
}
