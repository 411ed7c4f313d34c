/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-files.h"

#include <string.h>

#include "audio/pt-build-tree.h"
#include "core/pt-json.h"

/* Bytes: with a number, the ending and what a file is called while it is written, still
 * below the 255 of most disks. */
#define MAX_STEM 120

static char *
find_in_build_tree (void)
{
  g_autofree char *tree = pt_build_tree_find ();
  g_autofree char *palettes = tree != NULL ? g_build_filename (tree, "palettes", NULL) : NULL;

  return palettes != NULL && g_file_test (palettes, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&palettes) : NULL;
}

char *
pt_palette_files_locate_curated (void)
{
  const char *named = g_getenv ("PEAKTIME_PALETTES");
  char *built;

  if (named != NULL && *named != '\0')
    return g_canonicalize_filename (named, NULL);
  built = find_in_build_tree ();

  return built != NULL ? built : g_strdup (PT_PKGDATADIR "/palettes");
}

char *
pt_palette_files_user_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "peaktime", "palettes", NULL);
}

char *
pt_palette_files_stem (const char *name)
{
  g_autofree char *valid = NULL;
  g_autoptr (GString) stem = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, NULL);

  valid = g_utf8_make_valid (name, -1);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (character < 0x80 && strchr ("/\\:*?\"<>|", character) != NULL)
        character = '-';
      if (g_unichar_iscntrl (character) || character == 0x2028 || character == 0x2029)
        character = ' ';
      if (stem->len + 6 > MAX_STEM)
        break;
      /* Nothing hidden, and nothing that begins or ends with what is not seen. */
      if (stem->len == 0 && (character == '.' || character == ' '))
        continue;
      g_string_append_unichar (stem, character);
    }
  while (stem->len > 0 && (stem->str[stem->len - 1] == ' ' || stem->str[stem->len - 1] == '.'))
    g_string_truncate (stem, stem->len - 1);

  return g_strdup (stem->len > 0 ? stem->str : "palette");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
pt_palette_files_load (const char *folder, PtPaletteKind kind, GPtrArray *items, GPtrArray *errors)
{
  g_autoptr (GDir) directory = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_return_if_fail (folder != NULL);
  g_return_if_fail (items != NULL && errors != NULL);

  directory = g_dir_open (folder, 0, NULL);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (*name != '.' && g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (PtPalette) palette = pt_palette_load (path, &error);

      if (palette != NULL)
        g_ptr_array_add (items, pt_palette_item_new (palette, kind, path));
      else
        g_ptr_array_add (errors, g_strdup (error->message));
    }
}

gboolean
pt_palette_files_export (PtPalette *palette, const char *path, const char *const *roots, GError **error)
{
  g_autoptr (PtPalette) copy = NULL;
  g_autoptr (JsonNode) node = NULL;

  g_return_val_if_fail (PT_IS_PALETTE (palette), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  copy = pt_palette_copy (palette);
  for (guint role = 0; role < PT_N_ROLES; role++)
    {
      g_autofree char *absolute = pt_palette_resolve (palette, role, roots);

      if (absolute != NULL)
        pt_palette_set_path (copy, role, absolute);
    }
  node = pt_palette_to_flat_json (copy);

  return pt_json_save (node, path, error);
}
