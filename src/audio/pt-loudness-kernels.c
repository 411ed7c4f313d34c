/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-kernels.h"

extern const PtLoudnessKernels pt_loudness_kernels_4;
#ifdef __x86_64__
extern const PtLoudnessKernels pt_loudness_kernels_8;
extern const PtLoudnessKernels pt_loudness_kernels_16;
#endif

const PtLoudnessKernels *
pt_loudness_kernels_get_nth (guint n)
{
  if (n == 0)
    return &pt_loudness_kernels_4;
#ifdef __x86_64__
  if (n == 1 && __builtin_cpu_supports ("avx2"))
    return &pt_loudness_kernels_8;
  if (n == 2 && __builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") && __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl"))
    return &pt_loudness_kernels_16;
#endif

  return NULL;
}

static const PtLoudnessKernels *in_use;

const PtLoudnessKernels *
pt_loudness_kernels_get (void)
{
  const PtLoudnessKernels *found = g_atomic_pointer_get (&in_use);

  /* Every thread finds the same. */
  if (found == NULL)
    {
      for (guint n = 0; pt_loudness_kernels_get_nth (n) != NULL; n++)
        found = pt_loudness_kernels_get_nth (n);
      g_atomic_pointer_set (&in_use, found);
    }

  return found;
}

void
pt_loudness_kernels_use (const PtLoudnessKernels *kernels)
{
  g_atomic_pointer_set (&in_use, kernels);
}
