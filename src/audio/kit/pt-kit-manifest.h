/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What was built into a kit's folder, by which version: kit-manifest.json beside the
 * samples. It is written last, so a folder with a manifest is a whole kit, and it lets a
 * second build tell in a few milliseconds that nothing is left to do. */

#define PT_KIT_MANIFEST_NAME "kit-manifest.json"

typedef struct
{
  char *path; /* in the kit */
  char *sha256;
  gint64 size;
  gint64 modified_usec;
} PtKitFile;

typedef struct
{
  char *version;
  GHashTable *files; /* path -> PtKitFile */
} PtKitManifest;

PtKitManifest *pt_kit_manifest_new (const char *version);
void pt_kit_manifest_free (PtKitManifest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PtKitManifest, pt_kit_manifest_free)

/* NULL when there is none, or it is torn: then the kit is built anew. */
PtKitManifest *pt_kit_manifest_load (const char *folder);
gboolean pt_kit_manifest_save (PtKitManifest *self,
                               const char *folder,
                               GError **error);

/* Notes what lies at @path in @folder now; takes nothing. */
void pt_kit_manifest_add (PtKitManifest *self,
                          const char *folder,
                          const char *path,
                          const char *sha256);
/* Whether the file still has the bytes the manifest says: by size and time, and where only
 * the time differs by its hash. */
gboolean pt_kit_manifest_check (PtKitManifest *self,
                                const char *folder,
                                const char *path);

G_END_DECLS
