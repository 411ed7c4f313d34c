/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Which machines may be sent somebody's music. This one always may; any other only after a
 * person has said so, for once or for good. What was said for good is kept in
 * uploads.ini in the user's configuration folder. */

/* The host of @url, lower case, with its port when it is given; NULL with an error when this is
 * no address of http or https, or has a password in it. */
char *pt_upload_get_host (const char *url,
                          GError **error);
/* localhost, 127.0.0.0/8 and ::1. */
gboolean pt_upload_is_this_machine (const char *url);

char *pt_upload_consent_default_path (void);
/* @path NULL: the default one; here and below. */
gboolean pt_upload_is_allowed (const char *path,
                               const char *url);
gboolean pt_upload_allow (const char *path,
                          const char *url,
                          gboolean allow,
                          GError **error);

G_END_DECLS
