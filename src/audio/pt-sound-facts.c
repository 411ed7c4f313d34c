/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sound-facts.h"

#include <glib/gstdio.h>
#include <string.h>

#include "audio/pt-audio-file.h"
#include "audio/pt-library-measure.h"
#include "audio/pt-mono-mix.h"

/* A loop says in this time what it has to say. */
#define MAX_MEASURED_S 20
/* A kilobyte each, about. Nobody has as many in palettes. */
#define MAX_FACTS 4096

typedef struct
{
  gint64 size;
  gint64 modified_nsec;
  PtSampleInfo *info; /* NULL: not asked for yet */
  gboolean measured;
  double energies[PT_N_CLASH_BANDS];
} Facts;

static GMutex mutex;
static GHashTable *all_facts; /* path -> Facts */
static guint n_heard;

static void
facts_free (Facts *facts)
{
  g_clear_pointer (&facts->info, pt_sample_info_free);
  g_free (facts);
}

static void
read_stamp (const char *path, Facts *facts)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0)
    return;
  facts->size = status.st_size;
  facts->modified_nsec = status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec;
}

/* Those of the file as it is now, empty when it is new; the mutex is held. */
static Facts *
look_up (const char *path, const Facts *now)
{
  Facts *facts;

  if (all_facts == NULL)
    all_facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) facts_free);
  facts = g_hash_table_lookup (all_facts, path);
  if (facts != NULL && facts->size == now->size && facts->modified_nsec == now->modified_nsec)
    return facts;
  if (g_hash_table_size (all_facts) >= MAX_FACTS)
    g_hash_table_remove_all (all_facts);
  facts = g_new0 (Facts, 1);
  facts->size = now->size;
  facts->modified_nsec = now->modified_nsec;
  g_hash_table_insert (all_facts, g_strdup (path), facts);

  return facts;
}

PtSampleInfo *
pt_sound_facts_learn (const char *path, GError **error)
{
  g_autoptr (PtMeasureScratch) scratch = NULL;
  g_autoptr (GBytes) waveform = NULL;
  PtWalkFile file = { .path = (char *) path, .n_folders = 1 };
  PtSampleInfo *info = NULL;
  Facts now = { 0 };
  Facts *facts;
  gint64 modified_ns;

  g_return_val_if_fail (path != NULL, NULL);

  read_stamp (path, &now);
  g_mutex_lock (&mutex);
  facts = look_up (path, &now);
  if (facts->info != NULL)
    info = pt_sample_info_copy (facts->info);
  g_mutex_unlock (&mutex);
  if (info != NULL)
    return info;

  file.size = now.size;
  scratch = pt_measure_scratch_new ();
  info = pt_library_measure (scratch, &file, &modified_ns, &waveform, error);
  if (info == NULL)
    return NULL;
  g_mutex_lock (&mutex);
  n_heard++;
  facts = look_up (path, &now);
  if (facts->info == NULL)
    facts->info = pt_sample_info_copy (info);
  g_mutex_unlock (&mutex);

  return info;
}

static gboolean
measure_file (const char *path, double energies[PT_N_CLASH_BANDS], GCancellable *cancellable, GError **error)
{
  g_autoptr (PtAudioBuffer) buffer = pt_audio_file_read (path, NULL, cancellable, error);
  PtClashBand bands[PT_N_CLASH_BANDS];
  g_autofree float *mono = NULL;
  guint rate;

  if (buffer == NULL)
    return FALSE;
  rate = pt_audio_buffer_get_sample_rate (buffer);
  mono = pt_mono_mix (buffer);
  pt_clash_measure (mono, MIN (pt_audio_buffer_get_frames (buffer), (guint64) MAX_MEASURED_S * rate), rate, NULL, 0, rate, bands);
  for (guint b = 0; b < PT_N_CLASH_BANDS; b++)
    energies[b] = bands[b].energy_1;

  return TRUE;
}

gboolean
pt_sound_facts_measure (const char *path, double energies[PT_N_CLASH_BANDS], GCancellable *cancellable, GError **error)
{
  Facts now = { 0 };
  Facts *facts;
  gboolean known;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (energies != NULL, FALSE);

  read_stamp (path, &now);
  g_mutex_lock (&mutex);
  facts = look_up (path, &now);
  known = facts->measured;
  if (known)
    memcpy (energies, facts->energies, sizeof facts->energies);
  g_mutex_unlock (&mutex);
  if (known)
    return TRUE;

  if (!measure_file (path, energies, cancellable, error))
    return FALSE;
  g_mutex_lock (&mutex);
  n_heard++;
  facts = look_up (path, &now);
  memcpy (facts->energies, energies, sizeof facts->energies);
  facts->measured = TRUE;
  g_mutex_unlock (&mutex);

  return TRUE;
}

guint
pt_sound_facts_get_n_heard (void)
{
  guint n;

  g_mutex_lock (&mutex);
  n = n_heard;
  g_mutex_unlock (&mutex);

  return n;
}
