/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-ebur128 FILE: integrated loudness, range and true peak of a file by libsndfile and
 * libebur128, as a program that uses them plainly would. */

#include <ebur128.h>
#include <math.h>
#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>

#define FRAMES 4096

int
main (int argc, char **argv)
{
  SF_INFO info = { 0 };
  SNDFILE *file = argc == 2 ? sf_open (argv[1], SFM_READ, &info) : NULL;
  ebur128_state *state;
  float *samples;
  double loudness, range, peak = 0;
  sf_count_t n;

  if (file == NULL)
    {
      fprintf (stderr, "usage: bench-ebur128 FILE\n");
      return 2;
    }
  state = ebur128_init (info.channels, info.samplerate, EBUR128_MODE_I | EBUR128_MODE_LRA | EBUR128_MODE_TRUE_PEAK);
  samples = malloc (sizeof (float) * FRAMES * info.channels);
  if (state == NULL || samples == NULL)
    return 1;
  while ((n = sf_readf_float (file, samples, FRAMES)) > 0)
    if (ebur128_add_frames_float (state, samples, n) != EBUR128_SUCCESS)
      return 1;

  ebur128_loudness_global (state, &loudness);
  ebur128_loudness_range (state, &range);
  for (int c = 0; c < info.channels; c++)
    {
      double channel_peak;

      ebur128_true_peak (state, c, &channel_peak);
      peak = fmax (peak, channel_peak);
    }
  printf ("%.4f LUFS %.4f LU %.4f dBTP\n", loudness, range, 20 * log10 (peak));

  ebur128_destroy (&state);
  sf_close (file);
  free (samples);

  return 0;
}
