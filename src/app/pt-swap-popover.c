/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-swap-popover.h"

#include "core/pt-set-edit.h"
#include "core/pt-similarity.h"
#include "widgets/pt-role-mark.h"
#include "widgets/pt-waveform-view.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_SOUNDS 100

struct _PtSwapPopover
{
  GtkPopover parent_instance;

  PtStudio *studio;
  PtRole role;
  GListStore *sounds; /* PtSample */
  GtkFilter *filter;
  GtkSingleSelection *selection;
  PtSet *set; /* in whose history our group is open; NULL: nothing was tried */
  gboolean opening;

  GtkLabel *title;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkWidget *keep_button;
};

G_DEFINE_FINAL_TYPE (PtSwapPopover, pt_swap_popover, GTK_TYPE_POPOVER)

static PtSample *
get_selected (PtSwapPopover *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
put_back (PtSwapPopover *self)
{
  /* Kept by us: the document may have another one by now, and edits hold none. */
  g_autoptr (PtSet) set = g_steal_pointer (&self->set);

  if (set != NULL)
    pt_undo_history_cancel_group (pt_set_get_history (set));
}

static void
selected_cb (PtSwapPopover *self)
{
  PtSample *sample = get_selected (self);

  gtk_widget_set_sensitive (self->keep_button, sample != NULL);
  if (self->opening || sample == NULL)
    return;
  if (self->set == NULL)
    {
      self->set = g_object_ref (pt_studio_get_set (self->studio));
      pt_undo_history_begin_group (pt_set_get_history (self->set), _ ("Swap Sound"));
    }
  pt_set_edit_palette_path (self->set, self->role, pt_sample_get_info (sample)->path);
  if (!pt_groove_get_playing (pt_studio_get_groove (self->studio)))
    pt_audition_select (pt_studio_get_audition (self->studio), sample);
}

static void
update_stack (PtSwapPopover *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "nothing");
}

static void
search_changed_cb (PtSwapPopover *self)
{
  gtk_string_filter_set_search (GTK_STRING_FILTER (self->filter), gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_stack (self);
}

static void
stop_search_cb (PtSwapPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
keep_cb (PtSwapPopover *self)
{
  pt_swap_popover_keep (self);
}

/* Arrows in the search entry walk the list: one types and tries without leaving it. */
static gboolean
search_key_cb (PtSwapPopover *self, guint key, guint code, GdkModifierType state)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  if (key == GDK_KEY_Down)
    selected = selected == GTK_INVALID_LIST_POSITION ? 0 : MIN (selected + 1, n - 1);
  else if (key == GDK_KEY_Up && selected != GTK_INVALID_LIST_POSITION)
    selected = selected > 0 ? selected - 1 : 0;
  else
    return FALSE;
  pt_swap_popover_try (self, selected);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", selected);

  return TRUE;
}

/* From line to line is for the arrow keys; GTK would do it with Tab as well. */
static gboolean
list_key_cb (PtSwapPopover *self, guint key, guint code, GdkModifierType state)
{
  const gboolean back = key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;

  if (key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab)
    return FALSE;
  gtk_widget_grab_focus (back ? GTK_WIDGET (self->search) : self->keep_button);

  return TRUE;
}

/* --- lines --- */

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) waveform = user_data;
  g_autoptr (GBytes) columns = pt_library_keeper_load_thumbnail_finish (PT_LIBRARY_KEEPER (source), result, NULL);

  /* Cancelled, because the line shows another sound by now. */
  if (columns != NULL)
    pt_waveform_view_set_columns (PT_WAVEFORM_VIEW (waveform), columns);
}

static void
setup_cb (PtSwapPopover *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *waveform = pt_waveform_view_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *facts = gtk_label_new (NULL);

  gtk_widget_set_size_request (waveform, 72, 24);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (facts), 0);
  gtk_label_set_ellipsize (GTK_LABEL (facts), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (facts, "caption");
  gtk_widget_add_css_class (facts, "dim-label");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), facts);
  gtk_box_append (GTK_BOX (box), waveform);
  gtk_box_append (GTK_BOX (box), words);
  g_object_set_data (G_OBJECT (item), "waveform", waveform);
  g_object_set_data (G_OBJECT (item), "name", name);
  g_object_set_data (G_OBJECT (item), "facts", facts);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (PtSwapPopover *self, GtkListItem *item)
{
  const PtSampleInfo *info = pt_sample_get_info (gtk_list_item_get_item (item));
  PtLibraryKeeper *keeper = pt_studio_get_keeper (self->studio);
  GtkWidget *waveform = g_object_get_data (G_OBJECT (item), "waveform");
  GBytes *columns = pt_library_keeper_peek_thumbnail (keeper, info->path);
  g_autofree char *facts = NULL;

  if (info->bpm > 0)
    facts = g_strdup_printf (_ ("%g bpm%s%s"), round (10.0 * info->bpm) / 10.0, info->key != NULL ? " · " : "",
                             info->key != NULL ? info->key : "");
  else
    facts = info->key != NULL ? g_strdup (info->key) : g_strdup_printf (_ ("%.1f s"), info->duration_s);
  gtk_label_set_text (g_object_get_data (G_OBJECT (item), "name"), info->name);
  gtk_label_set_text (g_object_get_data (G_OBJECT (item), "facts"), facts);
  pt_waveform_view_set_columns (PT_WAVEFORM_VIEW (waveform), columns);
  if (columns == NULL)
    {
      GCancellable *cancellable = g_cancellable_new ();

      g_object_set_data_full (G_OBJECT (item), "cancellable", cancellable, g_object_unref);
      pt_library_keeper_load_thumbnail_async (keeper, info->path, cancellable, picture_cb, g_object_ref (waveform));
    }
}

static void
unbind_cb (PtSwapPopover *self, GtkListItem *item)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (item), "cancellable");

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_object_set_data (G_OBJECT (item), "cancellable", NULL);
}

/* --- the widget --- */

static void
pt_swap_popover_closed (GtkPopover *popover)
{
  put_back (PT_SWAP_POPOVER (popover));

  if (GTK_POPOVER_CLASS (pt_swap_popover_parent_class)->closed != NULL)
    GTK_POPOVER_CLASS (pt_swap_popover_parent_class)->closed (popover);
}

static void
pt_swap_popover_dispose (GObject *object)
{
  PtSwapPopover *self = PT_SWAP_POPOVER (object);

  put_back (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PT_TYPE_SWAP_POPOVER);
  g_clear_object (&self->selection);
  g_clear_object (&self->sounds);
  g_clear_object (&self->studio);

  G_OBJECT_CLASS (pt_swap_popover_parent_class)->dispose (object);
}

static void
pt_swap_popover_class_init (PtSwapPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pt_swap_popover_dispose;
  GTK_POPOVER_CLASS (klass)->closed = pt_swap_popover_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/peaktime/Peaktime/ui/pt-swap-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, PtSwapPopover, title);
  gtk_widget_class_bind_template_child (widget_class, PtSwapPopover, search);
  gtk_widget_class_bind_template_child (widget_class, PtSwapPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, PtSwapPopover, list);
  gtk_widget_class_bind_template_child (widget_class, PtSwapPopover, keep_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
}

static void
add_keys (PtSwapPopover *self, GtkWidget *widget, GCallback callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, keys);
}

static void
pt_swap_popover_init (PtSwapPopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkExpression *name = gtk_property_expression_new (PT_TYPE_SAMPLE, NULL, "name");
  GListModel *model;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->role = PT_ROLE_NONE;
  self->sounds = g_list_store_new (PT_TYPE_SAMPLE);
  self->filter = GTK_FILTER (gtk_string_filter_new (name));
  model = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->sounds)), self->filter));
  self->selection = gtk_single_selection_new (model);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_object_unref (factory);
  add_keys (self, GTK_WIDGET (self->search), G_CALLBACK (search_key_cb));
  add_keys (self, GTK_WIDGET (self->list), G_CALLBACK (list_key_cb));
}

GtkWidget *
pt_swap_popover_new (PtStudio *studio)
{
  PtSwapPopover *self;

  g_return_val_if_fail (PT_IS_STUDIO (studio), NULL);

  self = g_object_new (PT_TYPE_SWAP_POPOVER, NULL);
  self->studio = g_object_ref (studio);

  return GTK_WIDGET (self);
}

static void
fill (PtSwapPopover *self)
{
  PtSet *set = pt_studio_get_set (self->studio);
  PtPalette *palette = pt_set_get_palette (set);
  PtLibrary *library = pt_studio_get_library (self->studio);
  g_autofree char *path = pt_palette_resolve (palette, self->role, pt_library_keeper_get_folders (pt_studio_get_keeper (self->studio)));
  PtSample *current = path != NULL ? pt_library_lookup (library, path) : NULL;
  const char *key = pt_set_get_key (set) != NULL ? pt_set_get_key (set) : pt_palette_get_key (palette);
  g_autoptr (GArray) ranked = pt_similarity_rank_alternatives (library, self->role, current != NULL ? pt_sample_get_info (current) : NULL,
                                                               pt_tempo_to_bpm (pt_set_get_tempo (set)), key, MAX_SOUNDS);
  g_autoptr (GPtrArray) sounds = g_ptr_array_new ();

  for (guint i = 0; i < ranked->len; i++)
    g_ptr_array_add (sounds, g_array_index (ranked, PtSimilar, i).sample);
  g_list_store_splice (self->sounds, 0, g_list_model_get_n_items (G_LIST_MODEL (self->sounds)), sounds->pdata, sounds->len);
}

void
pt_swap_popover_open (PtSwapPopover *self, PtRole role)
{
  g_autofree char *title = NULL;

  g_return_if_fail (PT_IS_SWAP_POPOVER (self));
  g_return_if_fail (role < PT_ROLE_NONE);

  put_back (self);
  self->role = role;
  self->opening = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_string_filter_set_search (GTK_STRING_FILTER (self->filter), NULL);
  fill (self);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->opening = FALSE;
  selected_cb (self);
  update_stack (self);
  /* Translators: a role, like “Kick” */
  title = g_strdup_printf (_ ("Swap %s"), pt_role_mark_get_title (role));
  gtk_label_set_text (self->title, title);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

guint
pt_swap_popover_get_n_sounds (PtSwapPopover *self)
{
  g_return_val_if_fail (PT_IS_SWAP_POPOVER (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

void
pt_swap_popover_try (PtSwapPopover *self, guint position)
{
  g_return_if_fail (PT_IS_SWAP_POPOVER (self));

  gtk_single_selection_set_selected (self->selection, position);
}

void
pt_swap_popover_keep (PtSwapPopover *self)
{
  g_autoptr (PtSet) set = NULL;

  g_return_if_fail (PT_IS_SWAP_POPOVER (self));

  set = g_steal_pointer (&self->set);
  if (set != NULL)
    pt_undo_history_end_group (pt_set_get_history (set));
  gtk_popover_popdown (GTK_POPOVER (self));
}
