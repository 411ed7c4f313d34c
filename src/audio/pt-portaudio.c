/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-portaudio.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>

#include "audio/pt-audio-error.h"

#define LIBRARY "libportaudio.so.2"
#define ALSA "libasound.so.2"

static gboolean
find_symbols (GModule *module, PtPortaudio *portaudio)
{
  const struct
  {
    const char *name;
    gpointer *place;
  } symbols[] = {
#define SYMBOL(name) { "Pa_" #name, (gpointer *) &portaudio->name },
    PT_PORTAUDIO_FUNCTIONS (SYMBOL)
#undef SYMBOL
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (!g_module_symbol (module, symbols[i].name, symbols[i].place) || *symbols[i].place == NULL)
      return FALSE;

  return TRUE;
}

const PtPortaudio *
pt_portaudio_get (GError **error)
{
  static gsize tried = 0;
  static PtPortaudio portaudio;
  static gboolean found = FALSE;

  if (g_once_init_enter (&tried))
    {
      GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LOCAL);

      /* Never closed: it has threads and handlers of its own. */
      found = module != NULL && find_symbols (module, &portaudio);
      g_once_init_leave (&tried, 1);
    }

  if (!found)
    g_set_error (error, PT_AUDIO_ERROR, PT_AUDIO_ERROR_DEVICE,
                 _ ("The sound system cannot be used: %s is not there; install it, or use “--device silent”"), LIBRARY);

  return found ? &portaudio : NULL;
}

gboolean
pt_portaudio_may_initialize (void)
{
  GModule *module = g_module_open (ALSA, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  int (*update) (void);
  int (*search) (void *config, const char *key, void **result);
  void **config;
  void *result;

  /* Never closed, as above. Without its library there is no ALSA that could abort. */
  if (module == NULL || !g_module_symbol (module, "snd_config_update", (gpointer *) &update)
      || !g_module_symbol (module, "snd_config_search", (gpointer *) &search)
      || !g_module_symbol (module, "snd_config", (gpointer *) &config))
    return TRUE;

  return update () >= 0 && *config != NULL && search (*config, "pcm", &result) >= 0;
}
