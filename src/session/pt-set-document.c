/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-set-document.h"

struct _PtSetDocument
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (PtSetDocument, pt_set_document, G_TYPE_OBJECT)

static void
pt_set_document_class_init (PtSetDocumentClass *klass)
{
}

static void
pt_set_document_init (PtSetDocument *self)
{
}

GType
pt_draft_state_get_type (void)
{
  return G_TYPE_INT;
}

void
pt_draft_free (PtDraft *draft)
{
}

PtSetDocument *
pt_set_document_new (const char *state_folder)
{
  return g_object_new (pt_set_document_get_type (), NULL);
}

PtSet *
pt_set_document_get_set (PtSetDocument *self)
{
  static PtSet *set;

  if (set == NULL)
    set = pt_set_new_default ();

  return set;
}

const char *
pt_set_document_get_path (PtSetDocument *self)
{
  return NULL;
}

const char *
pt_set_document_get_title (PtSetDocument *self)
{
  return NULL;
}

gboolean
pt_set_document_get_modified (PtSetDocument *self)
{
  return FALSE;
}

gboolean
pt_set_document_get_read_only (PtSetDocument *self)
{
  return FALSE;
}

PtDraftState
pt_set_document_get_draft_state (PtSetDocument *self)
{
  return 0;
}

gint64
pt_set_document_get_draft_usec (PtSetDocument *self)
{
  return 0;
}

void
pt_set_document_new_set (PtSetDocument *self, PtSet *set)
{
}

void
pt_set_document_open_async (PtSetDocument *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
}

gboolean
pt_set_document_open_finish (PtSetDocument *self, GAsyncResult *result, GError **error)
{
  return FALSE;
}

void
pt_set_document_save_async (PtSetDocument *self, const char *path, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
}

gboolean
pt_set_document_save_finish (PtSetDocument *self, GAsyncResult *result, GError **error)
{
  return FALSE;
}

void
pt_set_document_flush (PtSetDocument *self)
{
}

GPtrArray *
pt_set_document_list_drafts (const char *state_folder)
{
  return NULL;
}

void
pt_set_document_recover_async (PtSetDocument *self, const PtDraft *draft, GAsyncReadyCallback callback, gpointer user_data)
{
}

gboolean
pt_set_document_recover_finish (PtSetDocument *self, GAsyncResult *result, GError **error)
{
  return FALSE;
}

void
pt_set_document_discard_draft (PtSetDocument *self, const PtDraft *draft)
{
}

char **
pt_set_document_list_recent (PtSetDocument *self)
{
  return NULL;
}

void
pt_set_document_forget_recent (PtSetDocument *self, const char *path)
{
}
