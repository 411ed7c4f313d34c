/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reading and writing JSON. The traps of json-glib are handled here and nowhere else:
 * text is checked before it reaches the parser (size, depth, duplicate keys, numbers
 * beyond what a double or int64 holds, single quotes, NUL escapes, comments), values are
 * read by type and range with an error that names file and place, and numbers are
 * written with as few digits as read back to the same double. */

#define PT_JSON_MAX_DEPTH 128
#define PT_JSON_MAX_BYTES (64 * 1024 * 1024)

/* @name stands in messages for where the text came from (a path, "standard input"). */
JsonNode *pt_json_parse (const char *text,
                         gssize length,
                         const char *name,
                         GError **error);
JsonNode *pt_json_load (const char *path,
                        GError **error);

/* Two spaces a level, arrays of plain values on one line, a newline at the end. NaN and
 * infinities become null. */
char *pt_json_to_string (JsonNode *node);
/* A piece of that, to be put in @level levels deep: no newline at the end. */
char *pt_json_to_indented_string (JsonNode *node,
                                  guint level);
gboolean pt_json_save (JsonNode *node,
                       const char *path,
                       GError **error);

/* A double that may be NaN or infinite, as JSON: null when it is not finite. */
void pt_json_builder_add_number (JsonBuilder *builder,
                                 double value);
/* A string or null; bytes that are not UTF-8 are made valid. */
void pt_json_builder_add_text (JsonBuilder *builder,
                               const char *text);

/* A member of the object that is being built, name and value in one. */
void pt_json_builder_put_number (JsonBuilder *builder,
                                 const char *member,
                                 double value);
void pt_json_builder_put_text (JsonBuilder *builder,
                               const char *member,
                               const char *text);
void pt_json_builder_put_int (JsonBuilder *builder,
                              const char *member,
                              gint64 value);
void pt_json_builder_put_boolean (JsonBuilder *builder,
                                  const char *member,
                                  gboolean value);

/* Members the way people write them: whole numbers without a point, null for what is not
 * finite; text that is NULL or empty is left out. */
void pt_json_set_number (JsonObject *object,
                         const char *member,
                         double value);
void pt_json_set_text (JsonObject *object,
                       const char *member,
                       const char *text);
/* Takes @object. (transfer full) */
JsonNode *pt_json_object_to_node (JsonObject *object);

/* All the way down: json-glib only counts references, and not atomically, so that objects
 * that go to another thread must be copied. NULL gives NULL. */
JsonObject *pt_json_copy_object (JsonObject *object);

/* Readers of members. @where names the object in messages ("sections[2].layers[0]"; NULL
 * or "" for the top). A missing member, or null, leaves *@value alone and is no error; use
 * pt_json_require() first where it must be there. */
gboolean pt_json_require (JsonObject *object,
                          const char *member,
                          const char *where,
                          GError **error);
gboolean pt_json_read_double (JsonObject *object,
                              const char *member,
                              const char *where,
                              double minimum,
                              double maximum,
                              double *value,
                              GError **error);
/* Accepts 8 and 8.0, refuses 8.5. */
gboolean pt_json_read_int (JsonObject *object,
                           const char *member,
                           const char *where,
                           gint64 minimum,
                           gint64 maximum,
                           gint64 *value,
                           GError **error);
gboolean pt_json_read_boolean (JsonObject *object,
                               const char *member,
                               const char *where,
                               gboolean *value,
                               GError **error);
/* *@value is replaced (g_free). */
gboolean pt_json_read_string (JsonObject *object,
                              const char *member,
                              const char *where,
                              char **value,
                              GError **error);
/* (transfer none) */
gboolean pt_json_read_object (JsonObject *object,
                              const char *member,
                              const char *where,
                              JsonObject **value,
                              GError **error);
gboolean pt_json_read_array (JsonObject *object,
                             const char *member,
                             const char *where,
                             JsonArray **value,
                             GError **error);
/* The object a document has to be; @name (nullable) stands for the file in the message. */
JsonObject *pt_json_document_object (JsonNode *node,
                                     const char *name,
                                     GError **error);
/* Element readers for arrays of objects: error when element @index is something else. */
JsonObject *pt_json_array_object (JsonArray *array,
                                  guint index,
                                  const char *where,
                                  GError **error);
/* An array of strings, as a vector; @maximum bounds its length. */
gboolean pt_json_read_strings (JsonObject *object,
                               const char *member,
                               const char *where,
                               guint maximum,
                               char ***value,
                               GError **error);
void pt_json_set_strings (JsonObject *object,
                          const char *member,
                          const char *const *strings);
/* One of @names as its index; see pt_name_parse() for @what. */
gboolean pt_json_read_name (JsonObject *object,
                            const char *member,
                            const char *where,
                            const char *what,
                            const char *const *names,
                            int *value,
                            GError **error);

/* Points of time in documents: "2026-05-01T21:30:00.250000Z". */
void pt_json_set_time (JsonObject *object,
                       const char *member,
                       gint64 usec);
gboolean pt_json_read_time (JsonObject *object,
                            const char *member,
                            const char *where,
                            gint64 *usec,
                            GError **error);

/* Unknown keys survive a round trip: what is in @object but not in @known, as a new
 * object, NULL when there is nothing; and back again (members already there win). */
JsonObject *pt_json_take_unknown (JsonObject *object,
                                  const char *const *known);
void pt_json_add_unknown (JsonObject *object,
                          JsonObject *unknown);

G_END_DECLS
