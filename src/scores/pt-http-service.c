/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-http-service.h"

#include <string.h>

#include "core/pt-json.h"
#include "core/pt-util.h"
#include "scores/pt-scores-error.h"
#include "scores/pt-upload-consent.h"

#define FIRST_PAUSE_S 0.5
/* Less is no time for another try. */
#define MIN_TIME_S 0.05

PtHttpService *
pt_http_service_new (const char *url, const char *key, GError **error)
{
  g_autofree char *host = NULL;
  PtHttpService *self;

  g_return_val_if_fail (url != NULL, NULL);

  host = pt_upload_get_host (url, error);
  if (host == NULL)
    return NULL;
  if (key != NULL && !pt_upload_is_this_machine (url) && g_ascii_strncasecmp (url, "https:", 6) != 0)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                   "The key would go to %s where everybody can read it; use an address that begins with https", host);
      return NULL;
    }
  if (key != NULL && strpbrk (key, "\r\n") != NULL)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "The key for %s has a line break in it", host);
      return NULL;
    }
  self = g_new0 (PtHttpService, 1);
  self->url = g_strdup (url);
  self->key = g_strdup (key);
  self->timeout_s = PT_HTTP_TIMEOUT_S;
  self->first_pause_s = FIRST_PAUSE_S;

  return self;
}

void
pt_http_service_free (PtHttpService *self)
{
  g_return_if_fail (self != NULL);

  /* Nobody finds it in memory later. */
  if (self->key != NULL)
    explicit_bzero (self->key, strlen (self->key));
  g_free (self->key);
  g_free (self->url);
  g_free (self);
}

static gboolean
check_consent (const PtHttpService *self, GError **error)
{
  g_autofree char *host = NULL;

  if (self->allowed || pt_upload_is_allowed (NULL, self->url))
    return TRUE;
  host = pt_upload_get_host (self->url, NULL);
  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_CONSENT,
               "Your music would be sent to %s, and nobody has allowed that; allow it with --allow-upload, "
               "or take the scorer “signal”, which sends nothing",
               host);

  return FALSE;
}

/* --- answers --- */

/* What a server says of its trouble: a member of JSON, or the text of a page. */
static char *
find_words (const PtHttpAnswer *answer)
{
  g_autoptr (JsonNode) node = pt_json_parse (answer->body, answer->length, "it", NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  static const char *const members[] = { "error", "detail", "message" };
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean in_tag = FALSE;

  for (guint i = 0; object != NULL && i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = json_object_get_member (object, members[i]);

      if (member != NULL && json_node_get_value_type (member) == G_TYPE_STRING)
        return g_strdup (PT_SHORT (json_node_get_string (member)));
    }
  for (gsize i = 0; i < answer->length && text->len < 500; i++)
    {
      const char c = answer->body[i];

      in_tag = c == '<' || (in_tag && c != '>');
      if (in_tag || c == '>' || c == '\0' || g_ascii_isspace (c))
        g_string_append_c (text, ' ');
      else
        g_string_append_c (text, c);
    }
  /* Pages are mostly white. */
  for (gsize i = 1; i < text->len;)
    if (g_ascii_isspace (text->str[i]) && g_ascii_isspace (text->str[i - 1]))
      g_string_erase (text, i, 1);
    else
      i++;

  return g_strdup (PT_SHORT (g_strstrip (text->str)));
}

static gboolean
is_busy (guint status)
{
  return status == 429 || status == 502 || status == 503 || status == 504;
}

static void
set_status_error (const PtHttpService *self, const PtHttpAnswer *answer, GError **error)
{
  g_autofree char *words = find_words (answer);
  const gboolean says = *words != '\0';
  const char *url = PT_SHORT (self->url);

  if (is_busy (answer->status))
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_BUSY,
                 "The scorer at %s is busy (%u%s%s); try again later", url, answer->status, says ? ": " : "", words);
  else if (answer->status == 401 || answer->status == 403)
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_REFUSED,
                 "The scorer at %s wants another key (%u%s%s); put it into PEAKTIME_SCORER_KEY", url, answer->status,
                 says ? ": " : "", words);
  else if (answer->status >= 300 && answer->status < 400)
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_REFUSED,
                 "The scorer at %s has moved (%u), and music is not sent on by itself; give its new address", url,
                 answer->status);
  else
    g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_REFUSED,
                 "The scorer at %s failed (%u%s%s); see its log, or its address", url, answer->status, says ? ": " : "",
                 words);
}

static JsonNode *
read_answer (const PtHttpService *self, const PtHttpAnswer *answer, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *start = answer->body;

  while (g_ascii_isspace (*start))
    start++;
  if (*start == '<')
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_ANSWER,
                   "%s answered with a web page, not with scores; see that this is the scorer's address",
                   PT_SHORT (self->url));
      return NULL;
    }
  node = pt_json_parse (answer->body, answer->length, "the answer", &local_error);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_ANSWER, "The scorer at %s did not answer in JSON: %s",
               PT_SHORT (self->url), local_error != NULL ? PT_SHORT (local_error->message) : "it is no object");

  return NULL;
}

/* --- again --- */

static gboolean
pause_for (double seconds, GCancellable *cancellable, GError **error)
{
  GPollFD poll_fd;

  if (cancellable != NULL && g_cancellable_make_pollfd (cancellable, &poll_fd))
    {
      g_poll (&poll_fd, 1, (int) (seconds * 1000));
      g_cancellable_release_fd (cancellable);
    }
  else
    {
      g_poll (NULL, 0, (int) (seconds * 1000));
    }

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

JsonNode *
pt_http_service_ask (const PtHttpService *self,
                     const PtHttpPart *parts,
                     guint n_parts,
                     PtProgressFunc progress,
                     gpointer user_data,
                     GCancellable *cancellable,
                     GError **error)
{
  PtHttpRequest request = {
    .parts = parts,
    .n_parts = n_parts,
    .max_answer_bytes = PT_HTTP_MAX_ANSWER,
    .progress = progress,
    .user_data = user_data,
  };
  const gint64 began = g_get_monotonic_time ();
  double pause_s;

  g_return_val_if_fail (self != NULL, NULL);

  if (!check_consent (self, error))
    return NULL;
  request.url = self->url;
  request.bearer = self->key;
  request.direct = pt_upload_is_this_machine (self->url);
  pause_s = self->first_pause_s;

  for (guint tried = 1;; tried++)
    {
      g_auto (PtHttpAnswer) answer = { 0 };
      g_autoptr (GError) local_error = NULL;
      double left_s, wait_s;

      request.timeout_s = self->timeout_s - (g_get_monotonic_time () - began) / 1e6;
      if (pt_http_post (&request, &answer, cancellable, &local_error))
        {
          if (answer.status >= 200 && answer.status < 300)
            return read_answer (self, &answer, error);
          set_status_error (self, &answer, &local_error);
        }
      left_s = self->timeout_s - (g_get_monotonic_time () - began) / 1e6;
      wait_s = answer.retry_after_s >= 0 ? answer.retry_after_s : pause_s;
      if (!(answer.lost || is_busy (answer.status)) || tried >= PT_HTTP_MAX_TRIES || wait_s + MIN_TIME_S > left_s)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (progress != NULL)
        progress (-1, answer.lost ? "The connection was lost; trying again" : "The scorer is busy; trying again", user_data);
      if (!pause_for (wait_s, cancellable, error))
        return NULL;
      pause_s *= 2;
    }
}
