/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-sound-bars.h"

#include <glib/gi18n.h>

#include "audio/pt-library-scan.h"
#include "core/pt-util.h"

#define MAX_REASONS 500

struct _PtSoundBars
{
  AdwBin parent_instance;

  PtLibraryKeeper *keeper;
  PtJobList *jobs;
  PtSoundList *list;

  GtkWidget *box;
  GtkWidget *loading;
  GtkLabel *loading_label;
  GtkProgressBar *loading_progress;
  GtkWidget *similar;
  GtkLabel *similar_label;
  GtkWidget *missing;
  GtkLabel *missing_label;
  GtkWidget *failures;
  GtkLabel *failures_label;
  GtkListBox *reasons;
  GtkWidget *watch;
  GtkLabel *watch_label;
  PtJob *job; /* the one that is shown */
};

G_DEFINE_FINAL_TYPE (PtSoundBars, pt_sound_bars, ADW_TYPE_BIN)

/* --- a line --- */

static GtkWidget *
new_bar (PtSoundBars *self, const char *icon_name, GtkLabel **label)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (*label, 0);
  gtk_label_set_wrap (*label, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (*label), TRUE);
  gtk_widget_add_css_class (bar, "sound-bar");
  gtk_box_append (GTK_BOX (bar), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (*label));
  gtk_widget_set_visible (bar, FALSE);
  gtk_box_append (GTK_BOX (self->box), bar);

  return bar;
}

static GtkWidget *
add_button (GtkWidget *bar, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);

  return button;
}

static GtkWidget *
add_close (GtkWidget *bar, const char *what, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (bar), button);

  return button;
}

/* --- what they say --- */

static void
update_similar (PtSoundBars *self)
{
  PtSample *sample = pt_sound_list_get_similar_to (self->list);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->similar, sample != NULL);
  if (sample == NULL)
    return;
  text = g_strdup_printf (_ ("Similar to “%s”"), pt_sample_get_info (sample)->name);
  gtk_label_set_text (self->similar_label, text);
}

static void
update_missing (PtSoundBars *self)
{
  guint n_missing = pt_library_keeper_get_n_missing (self->keeper);
  g_autofree char *text = g_strdup_printf (ngettext ("%u sound is missing", "%u sounds are missing", n_missing), n_missing);

  gtk_label_set_text (self->missing_label, text);
  gtk_widget_set_visible (self->missing, n_missing > 0);
}

static void
update_watch (PtSoundBars *self)
{
  const char *problem = pt_library_keeper_get_watch_problem (self->keeper);

  gtk_widget_set_visible (self->watch, problem != NULL);
  gtk_label_set_text (self->watch_label, problem != NULL ? problem : "");
}

static void
update_job (PtSoundBars *self)
{
  PtLibraryState state = pt_library_keeper_get_state (self->keeper);
  gboolean running = self->job != NULL && pt_job_get_state (self->job) == PT_JOB_RUNNING;
  const char *detail = running ? pt_job_get_detail (self->job) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->loading, running || state == PT_LIBRARY_LOADING);
  if (running)
    text = detail != NULL ? g_strdup_printf ("%s: %s", pt_job_get_title (self->job), detail) : g_strdup (pt_job_get_title (self->job));
  else
    text = g_strdup (_ ("Reading the library…"));
  gtk_label_set_text (self->loading_label, text);
  if (running && pt_job_get_fraction (self->job) >= 0)
    gtk_progress_bar_set_fraction (self->loading_progress, pt_job_get_fraction (self->job));
  else
    gtk_progress_bar_pulse (self->loading_progress);
}

/* The newest that runs. */
static void
jobs_changed_cb (PtSoundBars *self)
{
  g_autoptr (PtJob) job = NULL;

  for (guint i = 0; job == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->jobs)); i++)
    {
      g_autoptr (PtJob) candidate = g_list_model_get_item (G_LIST_MODEL (self->jobs), i);

      if (pt_job_get_state (candidate) == PT_JOB_RUNNING)
        job = g_steal_pointer (&candidate);
    }
  if (self->job != job)
    {
      if (self->job != NULL)
        g_signal_handlers_disconnect_by_func (self->job, update_job, self);
      g_set_object (&self->job, job);
      if (job != NULL)
        g_signal_connect_object (job, "notify", G_CALLBACK (update_job), self, G_CONNECT_SWAPPED);
    }
  update_job (self);
}

static void
cancel_cb (PtSoundBars *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (pt_job_get_cancellable (self->job));
}

/* --- files that could not be read --- */

static void
hide_failures_cb (PtSoundBars *self)
{
  gtk_widget_set_visible (self->failures, FALSE);
}

static void
add_reason (PtSoundBars *self, const PtScanFailure *failure)
{
  g_autofree char *path = pt_display_path (failure->path);
  g_autofree char *text = g_strdup_printf ("%s\n%s", path, failure->error);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->reasons, row);
}

static void
scanned_cb (PtSoundBars *self, PtScanSummary *summary)
{
  guint n_failed = summary->failed != NULL ? summary->failed->len : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u file could not be read", "%u files could not be read", n_failed), n_failed);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->reasons))) != NULL)
    gtk_list_box_remove (self->reasons, child);
  for (guint i = 0; i < MIN (n_failed, MAX_REASONS); i++)
    add_reason (self, summary->failed->pdata[i]);
  gtk_label_set_text (self->failures_label, text);
  gtk_widget_set_visible (self->failures, n_failed > 0);
}

static void
add_failures (PtSoundBars *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *close;

  self->failures = new_bar (self, "dialog-warning-symbolic", &self->failures_label);
  self->reasons = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->reasons, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reasons), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Files that could not be read"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->reasons));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Show"));
  gtk_box_append (GTK_BOX (self->failures), button);
  close = add_close (self->failures, _ ("Hide"), NULL);
  g_signal_connect_object (close, "clicked", G_CALLBACK (hide_failures_cb), self, G_CONNECT_SWAPPED);
}

/* --- class --- */

static void
pt_sound_bars_dispose (GObject *object)
{
  PtSoundBars *self = PT_SOUND_BARS (object);

  g_clear_object (&self->job);
  g_clear_object (&self->keeper);
  g_clear_object (&self->jobs);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (pt_sound_bars_parent_class)->dispose (object);
}

static void
pt_sound_bars_class_init (PtSoundBarsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pt_sound_bars_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pt_sound_bars_init (PtSoundBars *self)
{
  GtkWidget *cancel;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  adw_bin_set_child (ADW_BIN (self), self->box);

  self->loading = new_bar (self, "content-loading-symbolic", &self->loading_label);
  self->loading_progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->loading_progress), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->loading_progress), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress"), -1);
  gtk_label_set_wrap (self->loading_label, FALSE);
  gtk_label_set_ellipsize (self->loading_label, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->loading), GTK_WIDGET (self->loading_progress));
  cancel = add_button (self->loading, _ ("Cancel"), NULL);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);

  add_failures (self);

  self->watch = new_bar (self, "dialog-warning-symbolic", &self->watch_label);
  add_button (self->watch, _ ("Try Again"), "sounds.rescan-library");

  self->missing = new_bar (self, "dialog-warning-symbolic", &self->missing_label);
  add_button (self->missing, _ ("Find Them…"), "sounds.find-missing-sounds");
  add_button (self->missing, _ ("Show"), "sounds.show-missing-sounds");

  self->similar = new_bar (self, "edit-find-symbolic", &self->similar_label);
  add_close (self->similar, _ ("End Comparing"), "sounds.end-similar");
}

void
pt_sound_bars_set_model (PtSoundBars *self, PtStudio *studio, PtSoundList *list)
{
  g_return_if_fail (PT_IS_SOUND_BARS (self));
  g_return_if_fail (PT_IS_STUDIO (studio));
  g_return_if_fail (PT_IS_SOUND_LIST (list));
  g_return_if_fail (self->list == NULL);

  self->keeper = g_object_ref (pt_studio_get_keeper (studio));
  self->jobs = g_object_ref (pt_studio_get_jobs (studio));
  self->list = g_object_ref (list);
  g_signal_connect_object (list, "notify::similar-to", G_CALLBACK (update_similar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::n-missing", G_CALLBACK (update_missing), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::watch-problem", G_CALLBACK (update_watch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "notify::state", G_CALLBACK (update_job), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->jobs, "items-changed", G_CALLBACK (jobs_changed_cb), self, G_CONNECT_SWAPPED);
  update_similar (self);
  update_missing (self);
  update_watch (self);
  jobs_changed_cb (self);
}
