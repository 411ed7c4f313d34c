/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "app/pt-application.h"

#include "app/pt-shortcut.h"
#include "app/pt-window.h"

struct _PtApplication
{
  AdwApplication parent_instance;

  PtStudio *studio;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (PtApplication, pt_application, ADW_TYPE_APPLICATION)

static void
add_accels (PtApplication *self)
{
  const PtShortcut *const *tables = pt_shortcut_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    for (const PtShortcut *shortcut = tables[i]; shortcut->action != NULL; shortcut++)
      gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcut->action, (const char *const *) shortcut->accels);
}

static void
pt_application_startup (GApplication *application)
{
  PtApplication *self = PT_APPLICATION (application);

  G_APPLICATION_CLASS (pt_application_parent_class)->startup (application);

  self->settings = g_settings_new (PT_APPLICATION_ID);
  self->studio = pt_studio_new (NULL);
  add_accels (self);
  pt_studio_open (self->studio);
}

static void
pt_application_activate (GApplication *application)
{
  PtApplication *self = PT_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (pt_window_new (GTK_APPLICATION (application), self->studio, self->settings));
  gtk_window_present (window);
}

static void
pt_application_shutdown (GApplication *application)
{
  PtApplication *self = PT_APPLICATION (application);

  G_APPLICATION_CLASS (pt_application_parent_class)->shutdown (application);

  if (self->studio != NULL)
    pt_studio_close (self->studio);
  g_clear_object (&self->studio);
  g_clear_object (&self->settings);
}

static void
pt_application_class_init (PtApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = pt_application_startup;
  application_class->activate = pt_application_activate;
  application_class->shutdown = pt_application_shutdown;
}

static void
pt_application_init (PtApplication *self)
{
}

PtApplication *
pt_application_new (void)
{
  return g_object_new (PT_TYPE_APPLICATION,
                       "application-id", PT_APPLICATION_ID,
                       "resource-base-path", "/org/peaktime/Peaktime",
                       NULL);
}

PtStudio *
pt_application_get_studio (PtApplication *self)
{
  g_return_val_if_fail (PT_IS_APPLICATION (self), NULL);

  return self->studio;
}

GSettings *
pt_application_get_settings (PtApplication *self)
{
  g_return_val_if_fail (PT_IS_APPLICATION (self), NULL);

  return self->settings;
}
