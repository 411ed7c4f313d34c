/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-drag.h"

#include "core/pt-util.h"

/* A GPtrArray of PtSample under a name of its own. */
typedef GPtrArray PtSoundDrag;

G_DEFINE_BOXED_TYPE (PtSoundDrag, pt_sound_drag, g_ptr_array_ref, g_ptr_array_unref)

static GdkContentProvider *
new_file_list_provider (GPtrArray *samples)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GValue) value = G_VALUE_INIT;

  for (guint i = 0; i < samples->len; i++)
    g_ptr_array_add (files, g_file_new_for_path (pt_sample_get_info (samples->pdata[i])->path));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array ((GFile **) files->pdata, files->len));

  return gdk_content_provider_new_for_value (&value);
}

static GdkContentProvider *
new_text_provider (GPtrArray *samples)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < samples->len; i++)
    {
      g_autofree char *path = pt_display_path (pt_sample_get_info (samples->pdata[i])->path);

      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, path);
    }

  return gdk_content_provider_new_typed (G_TYPE_STRING, text->str);
}

GdkContentProvider *
pt_drag_new_provider (GPtrArray *samples)
{
  g_autoptr (GPtrArray) copy = NULL;
  GdkContentProvider *providers[3];

  g_return_val_if_fail (samples != NULL, NULL);

  copy = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < samples->len; i++)
    g_ptr_array_add (copy, g_object_ref (samples->pdata[i]));
  providers[0] = gdk_content_provider_new_typed (PT_TYPE_SOUND_DRAG, copy);
  providers[1] = new_file_list_provider (samples);
  providers[2] = new_text_provider (samples);

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

const GType *
pt_drag_get_drop_types (gsize *n_types)
{
  static GType types[2];

  g_return_val_if_fail (n_types != NULL, NULL);

  types[0] = PT_TYPE_SOUND_DRAG;
  types[1] = GDK_TYPE_FILE_LIST;
  *n_types = G_N_ELEMENTS (types);

  return types;
}

char **
pt_drag_get_paths (const GValue *value)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  g_return_val_if_fail (G_IS_VALUE (value), NULL);

  if (G_VALUE_HOLDS (value, PT_TYPE_SOUND_DRAG))
    {
      GPtrArray *samples = g_value_get_boxed (value);

      for (guint i = 0; samples != NULL && i < samples->len; i++)
        g_strv_builder_add (builder, pt_sample_get_info (samples->pdata[i])->path);
    }
  else if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      GdkFileList *list = g_value_get_boxed (value);
      g_autoptr (GSList) files = list != NULL ? gdk_file_list_get_files (list) : NULL;

      for (GSList *l = files; l != NULL; l = l->next)
        {
          g_autofree char *path = g_file_get_path (l->data);

          /* What is on no disk of this machine has no path. */
          if (path != NULL)
            g_strv_builder_add (builder, path);
        }
    }
  paths = g_strv_builder_end (builder);

  return paths != NULL && paths[0] != NULL ? g_steal_pointer (&paths) : NULL;
}
