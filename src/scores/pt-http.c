/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-http.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <gmodule.h>
#include <string.h>
#include <time.h>

#include "core/pt-util.h"
#include "scores/pt-scores-error.h"

#define LIBRARY "libcurl.so.4"
#define CONNECT_TIMEOUT_MS 15000L
/* From then on somebody is told that the server seems to be starting. */
#define COLD_START_USEC (5 * G_USEC_PER_SEC)

#define FUNCTIONS(X) \
  X (global_init) \
  X (easy_init) \
  X (easy_setopt) \
  X (easy_perform) \
  X (easy_getinfo) \
  X (easy_strerror) \
  X (easy_cleanup) \
  X (getdate) \
  X (mime_init) \
  X (mime_addpart) \
  X (mime_name) \
  X (mime_data) \
  X (mime_filedata) \
  X (mime_filename) \
  X (mime_type) \
  X (mime_free) \
  X (slist_append) \
  X (slist_free_all)

typedef struct
{
#define MEMBER(name) __typeof__ (curl_##name) *name;
  FUNCTIONS (MEMBER)
#undef MEMBER
} Library;

static gboolean
find_symbols (GModule *module, Library *library)
{
  const struct
  {
    const char *name;
    gpointer *place;
  } symbols[] = {
#define SYMBOL(name) { "curl_" #name, (gpointer *) &library->name },
    FUNCTIONS (SYMBOL)
#undef SYMBOL
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (!g_module_symbol (module, symbols[i].name, symbols[i].place) || *symbols[i].place == NULL)
      return FALSE;

  return TRUE;
}

static const Library *
get_library (GError **error)
{
  static gsize tried = 0;
  static Library library;
  static gboolean found = FALSE;

  if (g_once_init_enter (&tried))
    {
      GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LOCAL);

      found = module != NULL && find_symbols (module, &library) && library.global_init (CURL_GLOBAL_DEFAULT) == CURLE_OK;
      g_once_init_leave (&tried, 1);
    }
  if (!found)
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_NETWORK,
                 "Nothing can be sent: %s is not there; install it, or take the scorer “signal”", LIBRARY);

  return found ? &library : NULL;
}

/* One transfer while it runs. */
typedef struct
{
  const Library *library;
  const PtHttpRequest *request;
  GCancellable *cancellable;
  GString *body;
  gboolean too_large;
  double retry_after_s;
  gint64 uploaded_usec; /* when all was sent; 0: not yet */
} Transfer;

void
pt_http_answer_clear (PtHttpAnswer *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->body, g_free);
  self->length = 0;
}

static size_t
take_body (char *data, size_t size, size_t n, void *user_data)
{
  Transfer *transfer = user_data;

  if (transfer->body->len + size * n > transfer->request->max_answer_bytes)
    {
      transfer->too_large = TRUE;
      return 0;
    }
  g_string_append_len (transfer->body, data, size * n);

  return size * n;
}

static size_t
take_header (char *data, size_t size, size_t n, void *user_data)
{
  Transfer *transfer = user_data;
  g_autofree char *line = g_strndup (data, size * n);

  /* A number of seconds, or a date. */
  if (g_ascii_strncasecmp (line, "retry-after:", 12) == 0)
    {
      const char *value = g_strstrip (line + 12);

      if (g_ascii_isdigit (*value))
        transfer->retry_after_s = g_ascii_strtod (value, NULL);
      else
        transfer->retry_after_s = CLAMP (difftime (transfer->library->getdate (value, NULL), time (NULL)), 0, 1e6);
    }

  return size * n;
}

static int
tell (void *user_data, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
  Transfer *transfer = user_data;
  const PtHttpRequest *request = transfer->request;
  const gint64 now = g_get_monotonic_time ();

  if (up_total > 0 && up >= up_total && transfer->uploaded_usec == 0)
    transfer->uploaded_usec = now;
  if (request->progress != NULL)
    {
      if (transfer->uploaded_usec == 0)
        request->progress (up_total > 0 ? (double) up / up_total : 0, "Uploading", request->user_data);
      else if (now - transfer->uploaded_usec < COLD_START_USEC)
        request->progress (-1, "Waiting for the scorer", request->user_data);
      else
        request->progress (-1, "Waiting; the scorer seems to be starting (cold start)", request->user_data);
    }

  return g_cancellable_is_cancelled (transfer->cancellable);
}

/* What the server is told about a file: its kind, and nothing of its name. */
static void
add_file (const Library *library, curl_mimepart *part, const char *path)
{
  const char *dot = strrchr (path, '.');
  g_autofree char *ending = g_ascii_strdown (dot != NULL && strlen (dot) <= 5 ? dot : "", -1);
  g_autofree char *name = g_strconcat ("audio", ending, NULL);

  library->mime_filedata (part, path);
  library->mime_filename (part, name);
  library->mime_type (part, g_str_equal (ending, ".wav") || *ending == '\0' ? "audio/wav" : "application/octet-stream");
}

static curl_mime *
make_form (const Library *library, CURL *handle, const PtHttpRequest *request)
{
  curl_mime *form = library->mime_init (handle);

  for (guint i = 0; i < request->n_parts; i++)
    {
      curl_mimepart *part = library->mime_addpart (form);

      library->mime_name (part, request->parts[i].name);
      if (request->parts[i].value != NULL)
        library->mime_data (part, request->parts[i].value, CURL_ZERO_TERMINATED);
      else
        add_file (library, part, request->parts[i].path);
    }

  return form;
}

static void
set_options (const Library *library, CURL *handle, Transfer *transfer, struct curl_slist *headers, curl_mime *form)
{
  const PtHttpRequest *request = transfer->request;

  library->easy_setopt (handle, CURLOPT_URL, request->url);
  library->easy_setopt (handle, CURLOPT_PROTOCOLS_STR, "http,https");
  library->easy_setopt (handle, CURLOPT_FOLLOWLOCATION, 0L);
  library->easy_setopt (handle, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  library->easy_setopt (handle, CURLOPT_NOSIGNAL, 1L);
  library->easy_setopt (handle, CURLOPT_TIMEOUT_MS, (long) MAX (request->timeout_s * 1000, 1));
  library->easy_setopt (handle, CURLOPT_CONNECTTIMEOUT_MS, MIN (CONNECT_TIMEOUT_MS, (long) MAX (request->timeout_s * 1000, 1)));
  library->easy_setopt (handle, CURLOPT_USERAGENT, "peaktime/" PT_VERSION);
  library->easy_setopt (handle, CURLOPT_HTTPHEADER, headers);
  library->easy_setopt (handle, CURLOPT_MIMEPOST, form);
  library->easy_setopt (handle, CURLOPT_WRITEFUNCTION, take_body);
  library->easy_setopt (handle, CURLOPT_WRITEDATA, transfer);
  library->easy_setopt (handle, CURLOPT_HEADERFUNCTION, take_header);
  library->easy_setopt (handle, CURLOPT_HEADERDATA, transfer);
  library->easy_setopt (handle, CURLOPT_NOPROGRESS, 0L);
  library->easy_setopt (handle, CURLOPT_XFERINFOFUNCTION, tell);
  library->easy_setopt (handle, CURLOPT_XFERINFODATA, transfer);
  if (request->direct)
    library->easy_setopt (handle, CURLOPT_NOPROXY, "*");
}

static void
set_error (const Library *library, const Transfer *transfer, CURLcode code, gboolean *lost, GError **error)
{
  const char *url = PT_SHORT (transfer->request->url);

  if (g_cancellable_set_error_if_cancelled (transfer->cancellable, error))
    return;
  if (transfer->too_large)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_ANSWER,
                   "The scorer at %s sent more than %u kB, which are no scores; see that this is its address", url,
                   (guint) (transfer->request->max_answer_bytes / 1000));
      return;
    }
  if (code == CURLE_OPERATION_TIMEDOUT)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_TIMEOUT,
                   "The scorer at %s did not answer in time; try again, or take the scorer “signal”", url);
      return;
    }
  *lost = code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR || code == CURLE_GOT_NOTHING || code == CURLE_PARTIAL_FILE;
  if (*lost)
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_NETWORK,
                 "The connection to the scorer at %s was lost; see that it runs, and try again", url);
  else if (code == CURLE_READ_ERROR)
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_FAILED, "The file could not be read while it was sent to %s", url);
  else
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_NETWORK, "Cannot reach the scorer at %s: %s", url,
                 library->easy_strerror (code));
}

gboolean
pt_http_post (const PtHttpRequest *request, PtHttpAnswer *answer, GCancellable *cancellable, GError **error)
{
  const Library *library = get_library (error);
  Transfer transfer = { .library = library, .request = request, .cancellable = cancellable, .retry_after_s = -1 };
  struct curl_slist *headers = NULL;
  curl_mime *form;
  CURL *handle;
  CURLcode code;
  long status = 0;

  g_return_val_if_fail (request != NULL, FALSE);
  g_return_val_if_fail (answer != NULL, FALSE);

  memset (answer, 0, sizeof *answer);
  if (library == NULL)
    return FALSE;
  transfer.body = g_string_new (NULL);
  handle = library->easy_init ();
  form = make_form (library, handle, request);
  /* Without it a second passes before the first byte goes to a server that does not know it. */
  headers = library->slist_append (headers, "Expect:");
  if (request->bearer != NULL)
    {
      g_autofree char *line = g_strconcat ("Authorization: Bearer ", request->bearer, NULL);

      headers = library->slist_append (headers, line);
    }
  set_options (library, handle, &transfer, headers, form);
  code = library->easy_perform (handle);
  if (code == CURLE_OK)
    library->easy_getinfo (handle, CURLINFO_RESPONSE_CODE, &status);
  else
    set_error (library, &transfer, code, &answer->lost, error);
  library->easy_cleanup (handle);
  library->mime_free (form);
  library->slist_free_all (headers);

  answer->status = status;
  answer->retry_after_s = transfer.retry_after_s;
  answer->length = transfer.body->len;
  answer->body = g_string_free (transfer.body, FALSE);

  return code == CURLE_OK;
}
