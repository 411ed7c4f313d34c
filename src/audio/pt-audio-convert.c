/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-audio-convert.h"

#include <string.h>

#include "audio/pt-simd.h"

/* Adding 1.5 * 2^23 leaves a float whose low bits are the number rounded to whole steps,
 * halves to even: one addition in any vector width, no call to a rounding function. */
#define ROUNDER 12582912.0f

/* Two uniform numbers of 16 bits from a hash of the sample's place; their difference has
 * the triangular density, -1 to 1 steps. */
static inline float
triangular (guint32 place)
{
  guint32 x = place * 0x9e3779b9u + 0x7f4a7c15u;

  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  x ^= x >> 16;

  return (float) ((gint32) (x & 0xffff) - (gint32) (x >> 16)) * (1.0f / 65536.0f);
}

PT_SIMD_CLONES void
pt_audio_convert_to_16 (const float *restrict samples, gsize n, guint64 first, guint8 *restrict bytes)
{
  for (gsize i = 0; i < n; i++)
    {
      float x = samples[i] * 32768.0f + triangular ((guint32) (first + i));
      guint32 bits;
      guint16 step;

      x = x < 32767.0f ? x : 32767.0f;
      x = x > -32768.0f ? x : -32768.0f;
      x += ROUNDER;
      memcpy (&bits, &x, sizeof bits);
      step = GUINT16_TO_LE ((guint16) bits);
      memcpy (bytes + 2 * i, &step, sizeof step);
    }
}

/* Between 2^22 and 2^23 a float has only halves left, so that the trick above would round
 * to even twos; truncating after adding one half is exact there. */
static inline gint32
to_24 (float sample)
{
  float x = sample * 8388608.0f;

  x = x < 8388607.0f ? x : 8388607.0f;
  x = x > -8388608.0f ? x : -8388608.0f;

  return (gint32) (x + (x < 0 ? -0.5f : 0.5f));
}

PT_SIMD_CLONES void
pt_audio_convert_to_int (const float *restrict samples, gsize n, gint32 *restrict values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = (gint32) ((guint32) to_24 (samples[i]) << 8);
}

PT_SIMD_CLONES static void
round_24 (const float *restrict samples, gsize n, guint32 *restrict values)
{
  for (gsize i = 0; i < n; i++)
    values[i] = (guint32) to_24 (samples[i]) & 0xffffff;
}

void
pt_audio_convert_to_24 (const float *samples, gsize n, guint8 *bytes)
{
  guint32 values[256];

  for (gsize done = 0; done < n; done += G_N_ELEMENTS (values))
    {
      gsize count = MIN (n - done, G_N_ELEMENTS (values));
      gsize i = 0;

      round_24 (samples + done, count, values);
      /* Four samples are three words. */
      for (; i + 4 <= count; i += 4, bytes += 12)
        {
          guint32 words[3] = {
            GUINT32_TO_LE (values[i] | values[i + 1] << 24),
            GUINT32_TO_LE (values[i + 1] >> 8 | values[i + 2] << 16),
            GUINT32_TO_LE (values[i + 2] >> 16 | values[i + 3] << 8),
          };

          memcpy (bytes, words, sizeof words);
        }
      for (; i < count; i++, bytes += 3)
        {
          bytes[0] = values[i];
          bytes[1] = values[i] >> 8;
          bytes[2] = values[i] >> 16;
        }
    }
}

void
pt_audio_convert_to_float (const float *samples, gsize n, guint8 *bytes)
{
#if G_BYTE_ORDER == G_LITTLE_ENDIAN
  memcpy (bytes, samples, n * sizeof (float));
#else
  for (gsize i = 0; i < n; i++)
    {
      guint32 bits;

      memcpy (&bits, &samples[i], sizeof bits);
      bits = GUINT32_TO_LE (bits);
      memcpy (bytes + 4 * i, &bits, sizeof bits);
    }
#endif
}
