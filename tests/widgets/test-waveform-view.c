/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pt-test-window.h"
#include "widgets/pt-waveform-view.h"

static void
test_shown (void)
{
  GtkWindow *window = pt_test_show (pt_waveform_view_new (), 200, 40);

  g_assert_nonnull (pt_test_find (GTK_WIDGET (window), PT_TYPE_WAVEFORM_VIEW, NULL));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  pt_test_window_init (&argc, &argv);
  g_test_add_func ("/widgets/waveform-view/shown", test_shown);

  return g_test_run ();
}
