/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A large library without any sound: make-index FILE [NUMBER [ROOT]] writes an index of
 * NUMBER (50 000) samples below ROOT, as a scan of a collection of packs would, with names,
 * roles, tempi, keys, waveforms and some words of a user. The same every time. ROOT becomes a
 * folder of the library only when it is given: one that is not there, looked at again, makes
 * all samples missing. */

#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "audio/pt-library-index-private.h"
#include "audio/pt-waveform.h"

#define N_SHAPES 64

typedef struct
{
  const char *folder;
  const char *stem;
  PtRole role;
  gboolean loop;
  gboolean tonal;
  double brightness_hz;
  double length_s; /* of a one-shot */
  int share; /* of all */
} Family;

static const Family families[] = {
  { "Kicks", "Kick", PT_ROLE_KICK, FALSE, FALSE, 180, 0.45, 12 },
  { "Kicks/Hard", "Hard Kick", PT_ROLE_KICK, FALSE, FALSE, 420, 0.5, 5 },
  { "Hats/Closed", "Closed Hat", PT_ROLE_HIHAT, FALSE, FALSE, 9500, 0.12, 8 },
  { "Hats/Open", "Open Hat", PT_ROLE_HIHAT, FALSE, FALSE, 8200, 0.5, 5 },
  { "Claps", "Clap", PT_ROLE_CLAP, FALSE, FALSE, 2600, 0.35, 6 },
  { "Snares", "Snare", PT_ROLE_CLAP, FALSE, FALSE, 2200, 0.3, 5 },
  { "Percussion", "Conga", PT_ROLE_PERC, FALSE, FALSE, 900, 0.4, 6 },
  { "Percussion/Rims", "Rim", PT_ROLE_PERC, FALSE, FALSE, 1900, 0.15, 4 },
  { "FX/Risers", "Riser", PT_ROLE_FX, FALSE, FALSE, 3200, 7.5, 5 },
  { "FX/Impacts", "Impact", PT_ROLE_FX, FALSE, FALSE, 600, 3, 4 },
  { "Bass Loops", "Bass Loop", PT_ROLE_BASSLINE, TRUE, TRUE, 260, 0, 9 },
  { "Synth Loops", "Stab Loop", PT_ROLE_SYNTH, TRUE, TRUE, 1400, 0, 8 },
  { "Textures", "Drone", PT_ROLE_TEXTURE, TRUE, TRUE, 800, 0, 6 },
  { "Drum Loops", "Full Loop", PT_ROLE_DRUM_LOOP, TRUE, FALSE, 2400, 0, 8 },
  { "Hat Loops", "Hat Loop", PT_ROLE_HAT_LOOP, TRUE, FALSE, 8800, 0, 5 },
  { "Odds and Ends", "Recording", PT_ROLE_NONE, FALSE, FALSE, 1500, 2.5, 4 },
};

static const char *const pack_words[] = { "Berlin", "Deep", "Warehouse", "Analog", "Modular", "Peak", "Dub", "Acid",
                                          "Midnight", "Raw", "Détroit", "Concrete", "Hypnotic", "Industrial" };
static const char *const adjectives[] = { "Warm", "Dark", "Dusty", "Tight", "Round", "Distorted", "Dry", "Wide", "Punchy",
                                          "Metallic", "Soft", "Überhart", "Long", "Short", "909", "808" };
static const char *const endings[] = { "wav", "wav", "wav", "aif", "flac" };
static const char *const tags[] = { "dark", "warm", "favourite set", "opener", "peak", "closing" };
static const char *const notes[] = { "C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B" };

/* About as often as @share says. */
static const Family *
pick_family (GRand *rand)
{
  int all = 0;
  int at;

  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    all += families[i].share;
  at = g_rand_int_range (rand, 0, all);
  for (gsize i = 0; i < G_N_ELEMENTS (families); i++)
    if ((at -= families[i].share) < 0)
      return &families[i];

  return &families[0];
}

#define PICK(rand, array) ((array)[g_rand_int_range ((rand), 0, G_N_ELEMENTS (array))])

/* Mostly within @octaves of @middle. */
static double
spread (GRand *rand, double middle, double octaves)
{
  double sum = g_rand_double (rand) + g_rand_double (rand) + g_rand_double (rand) - 1.5;

  return middle * exp2 (sum * octaves);
}

static void
set_music (GRand *rand, const Family *family, PtSampleInfo *info)
{
  static const double bars[] = { 1, 2, 4, 4, 8 };

  info->sample_rate = g_rand_int_range (rand, 0, 3) == 0 ? 48000 : 44100;
  info->channels = g_rand_int_range (rand, 0, 4) == 0 ? 1 : 2;
  info->loop = family->loop;
  info->loop_confidence = 0.9;
  if (family->loop)
    {
      info->bpm = g_rand_int_range (rand, 118, 146);
      info->bars = PICK (rand, bars);
      info->duration_s = info->bars * 4 * 60 / info->bpm;
    }
  else
    {
      info->duration_s = spread (rand, family->length_s, 1);
    }
  if (family->tonal)
    {
      info->key = g_strdup_printf ("%s %s", PICK (rand, notes), g_rand_int_range (rand, 0, 4) == 0 ? "major" : "minor");
      info->key_confidence = 0.4 + 0.6 * g_rand_double (rand);
    }
  info->frames = info->duration_s * info->sample_rate;
}

static PtSampleInfo *
make_info (GRand *rand, const char *root, guint number)
{
  const Family *family = pick_family (rand);
  const char *adjective = PICK (rand, adjectives);
  guint pack = g_rand_int_range (rand, 0, 120);
  g_autofree char *path = NULL;
  PtSampleInfo *info;

  path = g_strdup_printf ("%s/%s %s Vol %u/%s/%s %s %u.%s", root, pack_words[pack % G_N_ELEMENTS (pack_words)],
                          pack_words[pack / 9 % G_N_ELEMENTS (pack_words)], 1 + pack % 4, family->folder, adjective,
                          family->stem, number, PICK (rand, endings));
  info = pt_sample_info_new (path);
  info->role = family->role;
  info->role_confidence = family->role == PT_ROLE_NONE ? 0.1 : 0.4 + 0.6 * g_rand_double (rand);
  set_music (rand, family, info);
  info->peak_dbfs = -6 * g_rand_double (rand) * g_rand_double (rand);
  info->rms_dbfs = info->peak_dbfs - spread (rand, 12, 0.6);
  if (info->duration_s >= 0.4)
    info->lufs_i = info->rms_dbfs + 1;
  info->brightness_hz = spread (rand, family->brightness_hz, 1.2);
  /* Falls off on both sides of where it is brightest. */
  for (guint i = 0; i < PT_PROFILE_N_OCTAVES; i++)
    info->profile[i] = MAX (-127, -14 * fabs (log2 (info->brightness_hz / 75) - i) + g_rand_int_range (rand, -8, 1));
  info->profile[PT_PROFILE_FLATNESS] = g_rand_int_range (rand, -40, 1);
  info->profile[PT_PROFILE_ATTACK] = g_rand_int_range (rand, -80, -20);
  info->profile[PT_PROFILE_DECAY] = 8 * log2 (info->duration_s) - 4;
  info->has_profile = TRUE;
  info->onset_rate_hz = family->loop ? spread (rand, 5, 1) : 1 / info->duration_s;
  for (guint i = 0; i < 4; i++)
    ((guint32 *) (gpointer) info->content_hash)[i] = g_rand_int (rand);
  info->file_size = 44 + info->frames * info->channels * 3;
  info->added_usec = G_GINT64_CONSTANT (1700000000000000) + (gint64) number * 60 * G_USEC_PER_SEC;

  return info;
}

static void
add_words (GRand *rand, PtSampleInfo *info)
{
  const char *const one[] = { PICK (rand, tags), NULL };

  info->favourite = g_rand_int_range (rand, 0, 3) == 0;
  info->rating = g_rand_int_range (rand, 0, 6);
  info->tags = g_strdupv ((char **) one);
}

/* A few shapes that all the samples share: what a picture costs does not depend on it. */
static GBytes *
make_shape (GRand *rand)
{
  const guint n_frames = 1 << 16;
  g_autofree float *samples = g_new (float, n_frames);
  g_autoptr (PtWaveform) waveform = NULL;
  double decay = spread (rand, 4, 3);
  guint n_hits = 1u << g_rand_int_range (rand, 0, 5);

  for (guint i = 0; i < n_frames; i++)
    {
      double time = (double) (i % (n_frames / n_hits)) / n_frames;

      samples[i] = (2 * g_rand_double (rand) - 1) * exp (-decay * n_hits * time);
    }
  waveform = pt_waveform_new (samples, n_frames, 1, PT_WAVEFORM_STORED_BINS);

  return pt_waveform_to_bytes (waveform);
}

static gboolean
add_row (PtLibraryIndex *index, GRand *rand, const char *root, guint number, GBytes *shape, GError **error)
{
  g_autoptr (PtSampleInfo) info = make_info (rand, root, number);

  if (!_pt_library_index_store (index, info, info->added_usec * 1000, number % 400 == 7 ? NULL : shape, error))
    return FALSE;
  if (g_rand_int_range (rand, 0, 40) == 0)
    {
      add_words (rand, info);
      if (!pt_library_index_save_edits (index, info, error))
        return FALSE;
    }
  /* One in a hundred is not where it was. */
  if (number % 100 == 42)
    {
      g_autoptr (GStringChunk) strings = g_string_chunk_new (256);
      g_autoptr (GArray) rows = _pt_library_index_find_path (index, info->path, strings, error);

      return rows != NULL
             && _pt_library_index_set_missing (index, g_array_index (rows, PtIndexRow, 0).id, TRUE, FALSE, error);
    }

  return TRUE;
}

static gboolean
make_index (const char *path, guint number, const char *root, gboolean is_folder, GError **error)
{
  g_autoptr (PtLibraryIndex) index = pt_library_index_open (path, TRUE, error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (50000);
  g_autoptr (GPtrArray) shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  if (index == NULL)
    return FALSE;
  for (guint i = 0; i < N_SHAPES; i++)
    g_ptr_array_add (shapes, make_shape (rand));
  if (!_pt_library_index_begin (index, error) || (is_folder && !pt_library_index_add_root (index, root, error)))
    return FALSE;
  for (guint i = 0; i < number; i++)
    if (!add_row (index, rand, root, i, shapes->pdata[g_rand_int_range (rand, 0, N_SHAPES)], error))
      return FALSE;

  return _pt_library_index_commit (index, error);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *root = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 2 || argc > 4)
    {
      g_printerr ("usage: make-index FILE [NUMBER [ROOT]]\n");
      return 2;
    }
  folder = g_path_get_dirname (argv[1]);
  root = argc > 3 ? g_strdup (argv[3]) : g_build_filename (folder, "sounds", NULL);
  if (!g_path_is_absolute (root))
    {
      g_autofree char *relative = g_steal_pointer (&root);

      root = g_canonicalize_filename (relative, NULL);
    }
  if (!make_index (argv[1], argc > 2 ? strtoul (argv[2], NULL, 10) : 50000, root, argc > 3, &error))
    {
      g_printerr ("make-index: %s\n", error->message);
      return 1;
    }

  return 0;
}
