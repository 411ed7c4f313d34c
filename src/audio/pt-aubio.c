/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-aubio.h"

#include <gmodule.h>
#include <math.h>

#include "audio/pt-spectrum.h"

#define LIBRARY "libaubio.so.5"
#define WINDOW 1024
#define HOP 512
/* It looks back six seconds; what it says before it has heard some more is a guess. */
#define SETTLE_S 6.0
#define REPEAT_S 24.0
#define LEAST_BEATS 4
#define MAX_S 300.0

/* aubio's own types: its samples are float in every build that carries this name. */
typedef struct _AubioVector AubioVector;
typedef struct _AubioTempo AubioTempo;

typedef struct
{
  AubioVector *(*vector_new) (unsigned int length);
  void (*vector_free) (AubioVector *vector);
  float *(*vector_data) (const AubioVector *vector);
  AubioTempo *(*tempo_new) (const char *method,
                            unsigned int window,
                            unsigned int hop,
                            unsigned int sample_rate);
  void (*tempo_free) (AubioTempo *tempo);
  void (*tempo_do) (AubioTempo *tempo,
                    const AubioVector *input,
                    AubioVector *beat);
  float (*tempo_last_s) (AubioTempo *tempo);
} Aubio;

static gboolean
find_symbols (GModule *module, Aubio *aubio)
{
  const struct
  {
    const char *name;
    gpointer *place;
  } symbols[] = {
    { "new_fvec", (gpointer *) &aubio->vector_new },
    { "del_fvec", (gpointer *) &aubio->vector_free },
    { "fvec_get_data", (gpointer *) &aubio->vector_data },
    { "new_aubio_tempo", (gpointer *) &aubio->tempo_new },
    { "del_aubio_tempo", (gpointer *) &aubio->tempo_free },
    { "aubio_tempo_do", (gpointer *) &aubio->tempo_do },
    { "aubio_tempo_get_last_s", (gpointer *) &aubio->tempo_last_s },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (!g_module_symbol (module, symbols[i].name, symbols[i].place) || *symbols[i].place == NULL)
      return FALSE;

  return TRUE;
}

/* NULL when it is not there. */
static const Aubio *
get_aubio (void)
{
  static gsize tried = 0;
  static Aubio aubio;
  static gboolean found = FALSE;

  if (g_once_init_enter (&tried))
    {
      const char *name = g_getenv ("PEAKTIME_LIBAUBIO");
      GModule *module = NULL;

      if (name == NULL)
        name = LIBRARY;
      if (name[0] != '\0')
        module = g_module_open (name, G_MODULE_BIND_LOCAL);
      if (module != NULL && find_symbols (module, &aubio))
        {
          g_module_make_resident (module);
          found = TRUE;
        }
      else if (module != NULL)
        g_module_close (module);
      g_once_init_leave (&tried, 1);
    }

  return found ? &aubio : NULL;
}

gboolean
pt_aubio_is_available (void)
{
  return get_aubio () != NULL;
}

/* The next @HOP frames, from the start again where the signal ends. */
static void
fill (float *data, const float *mono, guint64 frames, guint64 at)
{
  for (guint i = 0; i < HOP; i++)
    {
      float sample = mono[(at + i) % frames];

      data[i] = fabsf (sample) <= 1e6f ? sample : 0.0f;
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

/* Distances between the beats heard in @n_hops, after it has settled if it has time to.
 * (element-type double) */
static GArray *
track (const Aubio *aubio, const float *mono, guint64 frames, guint sample_rate, guint64 n_hops)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (double));
  AubioTempo *tempo;
  AubioVector *input;
  AubioVector *beat;
  double settle_s = n_hops * (double) HOP / sample_rate > 2.5 * SETTLE_S ? SETTLE_S : 0;
  double last_s = -1;

  /* It makes and destroys plans of FFTW. */
  pt_fftw_lock ();
  tempo = aubio->tempo_new ("default", WINDOW, HOP, sample_rate);
  pt_fftw_unlock ();
  if (tempo == NULL)
    return steps;

  input = aubio->vector_new (HOP);
  beat = aubio->vector_new (2);
  for (guint64 i = 0; i < n_hops; i++)
    {
      fill (aubio->vector_data (input), mono, frames, i * HOP);
      aubio->tempo_do (tempo, input, beat);
      if (aubio->vector_data (beat)[0] != 0)
        {
          double now_s = aubio->tempo_last_s (tempo);
          double step_s = now_s - last_s;

          if (last_s >= settle_s && step_s > 0.2 && step_s < 2)
            g_array_append_val (steps, step_s);
          last_s = now_s;
        }
    }
  aubio->vector_free (input);
  aubio->vector_free (beat);
  pt_fftw_lock ();
  aubio->tempo_free (tempo);
  pt_fftw_unlock ();

  return steps;
}

double
pt_aubio_detect_tempo (const float *mono, guint64 frames, guint sample_rate, gboolean repeat)
{
  const Aubio *aubio = get_aubio ();
  g_autoptr (GArray) steps = NULL;
  guint64 length;

  g_return_val_if_fail (mono != NULL || frames == 0, 0);

  if (aubio == NULL || frames < HOP || sample_rate < 8000 || sample_rate > 192000)
    return 0;

  length = MIN (frames, (guint64) (MAX_S * sample_rate));
  if (repeat)
    length = MAX (length, (guint64) (REPEAT_S * sample_rate));
  steps = track (aubio, mono, frames, sample_rate, length / HOP);
  if (steps->len < LEAST_BEATS)
    return 0;
  qsort (steps->data, steps->len, sizeof (double), compare_doubles);

  return 60 / g_array_index (steps, double, steps->len / 2);
}
