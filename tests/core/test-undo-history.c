/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-undo-history.h"

/* A document of one number, with the slider's property as edits know it. */
#define TEST_TYPE_DOCUMENT (test_document_get_type ())
G_DECLARE_FINAL_TYPE (TestDocument, test_document, TEST, DOCUMENT, GObject)

struct _TestDocument
{
  GObject parent_instance;
  int value;
  int other;
};

G_DEFINE_FINAL_TYPE (TestDocument, test_document, G_TYPE_OBJECT)

static void
test_document_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  g_value_set_int (value, prop_id == 1 ? TEST_DOCUMENT (object)->value : TEST_DOCUMENT (object)->other);
}

static void
test_document_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  *(prop_id == 1 ? &TEST_DOCUMENT (object)->value : &TEST_DOCUMENT (object)->other) = g_value_get_int (value);
}

static void
test_document_class_init (TestDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_document_get_property;
  object_class->set_property = test_document_set_property;
  g_object_class_install_property (object_class, 1, g_param_spec_int ("value", NULL, NULL, 0, 1000000, 0, G_PARAM_READWRITE));
  g_object_class_install_property (object_class, 2, g_param_spec_int ("other", NULL, NULL, 0, 1000000, 0, G_PARAM_READWRITE));
}

static void
test_document_init (TestDocument *self)
{
}

static void
set (PtUndoHistory *history, TestDocument *document, const char *property, int number)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_INT);
  g_value_set_int (&value, number);
  pt_undo_history_push (history, pt_edit_new_property (property, G_OBJECT (document), TRUE, property, &value));
}

static void
set_alone (PtUndoHistory *history, TestDocument *document, int number)
{
  pt_undo_history_seal (history);
  set (history, document, "value", number);
}

static void
test_undo_and_redo (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  g_assert_false (pt_undo_history_undo (history));
  g_assert_false (pt_undo_history_redo (history));
  g_assert_null (pt_undo_history_get_undo_name (history));

  set (history, document, "value", 1);
  set (history, document, "other", 5);
  set (history, document, "value", 2);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 3);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "value");
  g_assert_true (pt_undo_history_undo (history));
  g_assert_cmpint (document->value, ==, 1);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "other");
  g_assert_cmpstr (pt_undo_history_get_redo_name (history), ==, "value");
  g_assert_true (pt_undo_history_undo (history));
  g_assert_cmpint (document->other, ==, 0);
  g_assert_true (pt_undo_history_redo (history));
  g_assert_cmpint (document->other, ==, 5);

  /* Something new: what was undone is gone. */
  set (history, document, "value", 9);
  g_assert_false (pt_undo_history_can_redo (history));
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 3);
  while (pt_undo_history_undo (history))
    ;
  g_assert_cmpint (document->value, ==, 0);
  g_assert_cmpint (document->other, ==, 0);
}

static void
test_a_slider_is_one_edit (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  for (int i = 1; i <= 100; i++)
    set (history, document, "value", i);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 1);
  pt_undo_history_seal (history);
  set (history, document, "value", 500);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 2);
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 100);
  /* After an undo the next one is new, though it is the same slider. */
  set (history, document, "value", 200);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 2);
  pt_undo_history_undo (history);
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 0);
}

static void
test_groups (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  pt_undo_history_begin_group (history, "Drag");
  set (history, document, "value", 1);
  g_assert_true (pt_undo_history_get_modified (history));
  g_assert_false (pt_undo_history_can_undo (history));
  pt_undo_history_begin_group (history, "Inner");
  set (history, document, "other", 2);
  set (history, document, "value", 3);
  pt_undo_history_end_group (history);
  pt_undo_history_end_group (history);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 1);
  g_assert_cmpstr (pt_undo_history_get_undo_name (history), ==, "Drag");
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 0);
  g_assert_cmpint (document->other, ==, 0);
  pt_undo_history_redo (history);
  g_assert_cmpint (document->value, ==, 3);
  g_assert_cmpint (document->other, ==, 2);

  pt_undo_history_begin_group (history, "Nothing");
  pt_undo_history_end_group (history);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 1);

  pt_undo_history_begin_group (history, "Changed My Mind");
  pt_undo_history_begin_group (history, "Inner");
  set (history, document, "value", 50);
  set (history, document, "other", 60);
  pt_undo_history_cancel_group (history);
  g_assert_cmpint (document->value, ==, 3);
  g_assert_cmpint (document->other, ==, 2);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 1);
  g_assert_true (pt_undo_history_can_undo (history));
}

static void
test_a_long_drag_stays_small (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  pt_undo_history_begin_group (history, "Drag");
  for (int i = 1; i <= 10000; i++)
    set (history, document, "value", i);
  pt_undo_history_end_group (history);
  g_assert_cmpuint (pt_undo_history_get_size (history), <, 1000);
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 0);
}

static void
test_clean (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  g_assert_false (pt_undo_history_get_modified (history));
  set_alone (history, document, 1);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_mark_clean (history);
  g_assert_false (pt_undo_history_get_modified (history));
  /* The same slider goes on, but what was saved must stay reachable. */
  set (history, document, "value", 2);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 1);
  g_assert_false (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_redo (history);
  g_assert_false (pt_undo_history_get_modified (history));
  /* The way back to the saved state is cut off. */
  pt_undo_history_undo (history);
  set_alone (history, document, 7);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_mark_clean (history);
  g_assert_false (pt_undo_history_get_modified (history));
  pt_undo_history_redo (history);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_clear (history);
  g_assert_true (pt_undo_history_get_modified (history));
  g_assert_false (pt_undo_history_can_undo (history));
}

static void
test_limits (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);
  guint n = 0;

  pt_undo_history_set_limits (history, 10, G_MAXSIZE);
  pt_undo_history_mark_clean (history);
  for (int i = 1; i <= 100; i++)
    set_alone (history, document, i);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 10);
  while (pt_undo_history_undo (history))
    n++;
  g_assert_cmpuint (n, ==, 10);
  g_assert_cmpint (document->value, ==, 90);
  /* What was saved is beyond reach. */
  g_assert_true (pt_undo_history_get_modified (history));

  while (pt_undo_history_redo (history))
    ;
  pt_undo_history_set_limits (history, 10, 1);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 1);
  set_alone (history, document, 200);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 1);
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 100);
  pt_undo_history_clear (history);
  g_assert_cmpuint (pt_undo_history_get_size (history), ==, 0);
}

static void
note_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", pspec->name);
}

static void
test_notifies (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);
  g_autoptr (GString) said = g_string_new (NULL);
  g_autofree char *name = NULL;
  gboolean can_undo, can_redo, modified;

  g_signal_connect (history, "notify", G_CALLBACK (note_cb), said);
  set_alone (history, document, 1);
  g_assert_cmpstr (said->str, ==, "undo-name modified can-undo ");
  g_string_truncate (said, 0);
  set_alone (history, document, 2);
  g_assert_cmpstr (said->str, ==, "");
  pt_undo_history_undo (history);
  g_assert_cmpstr (said->str, ==, "redo-name can-redo ");
  g_object_get (history, "can-undo", &can_undo, "can-redo", &can_redo, "undo-name", &name, "modified", &modified, NULL);
  g_assert_true (can_undo && can_redo && modified);
  g_assert_cmpstr (name, ==, "value");
}

/* An edit of something that is no part of the document. */
static void
set_outside (PtUndoHistory *history, TestDocument *document, int number)
{
  g_auto (GValue) value = G_VALUE_INIT;
  PtEdit *edit;

  g_value_init (&value, G_TYPE_INT);
  g_value_set_int (&value, number);
  edit = pt_edit_new_property ("other", G_OBJECT (document), TRUE, "other", &value);
  pt_edit_set_outside (edit);
  pt_undo_history_push (history, edit);
}

static void
count_cb (PtUndoHistory *history, guint *n)
{
  (*n)++;
}

static void
test_outside (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);
  guint n_edited = 0;

  g_signal_connect (history, "edited", G_CALLBACK (count_cb), &n_edited);
  set_outside (history, document, 1);
  g_assert_false (pt_undo_history_get_modified (history));
  g_assert_true (pt_undo_history_can_undo (history));
  set_alone (history, document, 1);
  g_assert_cmpuint (n_edited, ==, 1);
  pt_undo_history_mark_clean (history);

  /* Undo goes through them all, and only the other kind modifies. */
  set_outside (history, document, 2);
  set_outside (history, document, 3);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 3);
  g_assert_false (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_cmpint (document->other, ==, 1);
  g_assert_false (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_true (pt_undo_history_get_modified (history));
  g_assert_cmpint (document->other, ==, 0);
  pt_undo_history_redo (history);
  pt_undo_history_redo (history);
  g_assert_false (pt_undo_history_get_modified (history));
  g_assert_cmpuint (n_edited, ==, 3);

  /* It takes the way forward with it, which may be the way to what was saved. */
  pt_undo_history_undo (history);
  set_outside (history, document, 9);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_true (pt_undo_history_get_modified (history));
}

static void
test_outside_never_merges_with_inside (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  set_outside (history, document, 1);
  set (history, document, "other", 2);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 2);
  g_assert_true (pt_undo_history_get_modified (history));
  set_outside (history, document, 3);
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 3);
  pt_undo_history_undo (history);
  pt_undo_history_undo (history);
  g_assert_cmpint (document->other, ==, 1);
  g_assert_false (pt_undo_history_get_modified (history));
}

static void
test_outside_in_groups (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);
  guint n_edited = 0;

  g_signal_connect (history, "edited", G_CALLBACK (count_cb), &n_edited);
  pt_undo_history_begin_group (history, "Outside");
  set_outside (history, document, 1);
  g_assert_false (pt_undo_history_get_modified (history));
  pt_undo_history_end_group (history);
  g_assert_false (pt_undo_history_get_modified (history));
  g_assert_cmpuint (n_edited, ==, 0);

  pt_undo_history_begin_group (history, "Both");
  set_outside (history, document, 2);
  set (history, document, "value", 2);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_end_group (history);
  g_assert_true (pt_undo_history_get_modified (history));
  g_assert_cmpuint (n_edited, >, 0);
  pt_undo_history_undo (history);
  g_assert_false (pt_undo_history_get_modified (history));

  pt_undo_history_begin_group (history, "Cancelled");
  set (history, document, "value", 3);
  n_edited = 0;
  pt_undo_history_cancel_group (history);
  g_assert_cmpuint (n_edited, ==, 1);
  g_assert_false (pt_undo_history_get_modified (history));
}

static void
test_outside_and_limits (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  pt_undo_history_set_limits (history, 4, G_MAXSIZE);
  for (int i = 1; i <= 20; i++)
    {
      pt_undo_history_seal (history);
      set_outside (history, document, i);
    }
  g_assert_cmpuint (pt_undo_history_get_n_edits (history), ==, 4);
  g_assert_false (pt_undo_history_get_modified (history));
  set_alone (history, document, 1);
  for (int i = 1; i <= 3; i++)
    {
      pt_undo_history_seal (history);
      set_outside (history, document, i);
    }
  /* The one that modifies is the oldest now; it goes, and with it the way back. */
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_seal (history);
  set_outside (history, document, 50);
  while (pt_undo_history_undo (history))
    ;
  g_assert_true (pt_undo_history_get_modified (history));
}

static void
test_saving_takes_a_while (void)
{
  g_autoptr (PtUndoHistory) history = pt_undo_history_new ();
  g_autoptr (TestDocument) document = g_object_new (TEST_TYPE_DOCUMENT, NULL);

  set (history, document, "value", 1);
  pt_undo_history_note (history);
  /* The same slider goes on while it is written. */
  set (history, document, "value", 2);
  pt_undo_history_mark_noted_clean (history);
  g_assert_true (pt_undo_history_get_modified (history));
  pt_undo_history_undo (history);
  g_assert_cmpint (document->value, ==, 1);
  g_assert_false (pt_undo_history_get_modified (history));

  pt_undo_history_note (history);
  pt_undo_history_undo (history);
  set_alone (history, document, 7);
  pt_undo_history_mark_noted_clean (history);
  pt_undo_history_undo (history);
  g_assert_true (pt_undo_history_get_modified (history));

  pt_undo_history_mark_clean (history);
  g_assert_false (pt_undo_history_get_modified (history));
  pt_undo_history_mark_modified (history);
  g_assert_true (pt_undo_history_get_modified (history));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/undo-history/undo-and-redo", test_undo_and_redo);
  g_test_add_func ("/core/undo-history/a-slider-is-one-edit", test_a_slider_is_one_edit);
  g_test_add_func ("/core/undo-history/groups", test_groups);
  g_test_add_func ("/core/undo-history/a-long-drag-stays-small", test_a_long_drag_stays_small);
  g_test_add_func ("/core/undo-history/clean", test_clean);
  g_test_add_func ("/core/undo-history/limits", test_limits);
  g_test_add_func ("/core/undo-history/notifies", test_notifies);
  g_test_add_func ("/core/undo-history/outside", test_outside);
  g_test_add_func ("/core/undo-history/outside-never-merges-with-inside", test_outside_never_merges_with_inside);
  g_test_add_func ("/core/undo-history/outside-in-groups", test_outside_in_groups);
  g_test_add_func ("/core/undo-history/outside-and-limits", test_outside_and_limits);
  g_test_add_func ("/core/undo-history/saving-takes-a-while", test_saving_takes_a_while);

  return g_test_run ();
}
