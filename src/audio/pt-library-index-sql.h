/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "audio/pt-library-index-private.h"

G_BEGIN_DECLS

/* What the files of the index share: its database, and the statements it knows. */

typedef enum
{
  PT_STATEMENT_LOAD,
  PT_STATEMENT_LOOKUP,
  PT_STATEMENT_ROOTS,
  PT_STATEMENT_ADD_ROOT,
  PT_STATEMENT_SAVE_EDITS,
  PT_STATEMENT_WAVEFORM,
  PT_STATEMENT_STORE_WAVEFORM,
  PT_STATEMENT_DROP_WAVEFORM,
  PT_STATEMENT_ROWS_BELOW,
  PT_STATEMENT_ROWS_OF_CONTENT,
  PT_STATEMENT_ROW_OF_PATH,
  PT_STATEMENT_STORE,
  PT_STATEMENT_MOVE,
  PT_STATEMENT_SET_MISSING,
  PT_STATEMENT_REMOVE,
  PT_STATEMENT_REMOVE_ROOT,
  PT_N_STATEMENTS
} PtIndexStatement;

struct _PtLibraryIndex
{
  GObject parent_instance;

  char *path;
  sqlite3 *db;
  sqlite3_stmt *statements[PT_N_STATEMENTS];
  gboolean in_transaction;
  gboolean damaged;
};

void _pt_index_set_damaged (const char *path,
                            const char *why,
                            GError **error);
/* What SQLite says went wrong just now. */
void _pt_index_set_error (PtLibraryIndex *self,
                          GError **error);
/* Ready to bind; NULL with @error set. */
sqlite3_stmt *_pt_index_get_statement (PtLibraryIndex *self,
                                       PtIndexStatement which,
                                       GError **error);
void _pt_index_release (sqlite3_stmt *statement);
/* Runs a statement that gives no rows. */
gboolean _pt_index_run (PtLibraryIndex *self,
                        sqlite3_stmt *statement,
                        GError **error);
gboolean _pt_index_run_text (PtLibraryIndex *self,
                             const char *text,
                             GError **error);
gboolean _pt_index_read_integer (PtLibraryIndex *self,
                                 const char *text,
                                 gint64 *value,
                                 GError **error);
void _pt_index_bind_path (sqlite3_stmt *statement,
                          int column,
                          const char *path);

G_END_DECLS
