/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sha256.h"

#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#  include <cpuid.h>
#  include <immintrin.h>
#  define HAVE_SHA_INSTRUCTIONS 1
#endif

typedef void (*CompressFunc) (guint32 state[8], const guint8 *data, gsize n_blocks);

/* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
static const guint32 round_constants[64] __attribute__ ((aligned (16))) = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static inline guint32
rotate_right (guint32 value, int n)
{
  return value >> n | value << (32 - n);
}

static inline guint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);

  return GUINT32_FROM_BE (value);
}

static void
compress_portable (guint32 state[8], const guint8 *data, gsize n_blocks)
{
  for (; n_blocks > 0; n_blocks--, data += PT_SHA256_BLOCK)
    {
      guint32 w[64];
      guint32 a = state[0], b = state[1], c = state[2], d = state[3];
      guint32 e = state[4], f = state[5], g = state[6], h = state[7];

      for (int i = 0; i < 16; i++)
        w[i] = read_big_endian (data + 4 * i);
      for (int i = 16; i < 64; i++)
        {
          guint32 s0 = rotate_right (w[i - 15], 7) ^ rotate_right (w[i - 15], 18) ^ w[i - 15] >> 3;
          guint32 s1 = rotate_right (w[i - 2], 17) ^ rotate_right (w[i - 2], 19) ^ w[i - 2] >> 10;

          w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }

      for (int i = 0; i < 64; i++)
        {
          guint32 s1 = rotate_right (e, 6) ^ rotate_right (e, 11) ^ rotate_right (e, 25);
          guint32 s0 = rotate_right (a, 2) ^ rotate_right (a, 13) ^ rotate_right (a, 22);
          guint32 t1 = h + s1 + ((e & f) ^ (~e & g)) + round_constants[i] + w[i];
          guint32 t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));

          h = g;
          g = f;
          f = e;
          e = d + t1;
          d = c;
          c = b;
          b = a;
          a = t1 + t2;
        }

      state[0] += a;
      state[1] += b;
      state[2] += c;
      state[3] += d;
      state[4] += e;
      state[5] += f;
      state[6] += g;
      state[7] += h;
    }
}

#ifdef HAVE_SHA_INSTRUCTIONS

/* The instructions keep the state as {A,B,E,F} and {C,D,G,H} and do two rounds at a time;
 * the message schedule runs four words ahead of them. */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
compress_sha_ni (guint32 state[8], const guint8 *data, gsize n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
  const __m128i *constants = (const __m128i *) round_constants;
  __m128i dcba = _mm_loadu_si128 ((const __m128i *) &state[0]);
  __m128i hgfe = _mm_loadu_si128 ((const __m128i *) &state[4]);
  __m128i cdab = _mm_shuffle_epi32 (dcba, 0xb1);
  __m128i efgh = _mm_shuffle_epi32 (hgfe, 0x1b);
  __m128i abef = _mm_alignr_epi8 (cdab, efgh, 8);
  __m128i cdgh = _mm_blend_epi16 (efgh, cdab, 0xf0);

  for (; n_blocks > 0; n_blocks--, data += PT_SHA256_BLOCK)
    {
      const __m128i abef_before = abef;
      const __m128i cdgh_before = cdgh;
      __m128i w[4];

      for (int i = 0; i < 4; i++)
        w[i] = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (data + 16 * i)), swap);

#  pragma GCC unroll 16
      for (int i = 0; i < 16; i++)
        {
          __m128i sum = _mm_add_epi32 (w[i % 4], constants[i]);

          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (sum, 0x0e));
          if (i < 12)
            {
              __m128i next = _mm_sha256msg1_epu32 (w[i % 4], w[(i + 1) % 4]);

              next = _mm_add_epi32 (next, _mm_alignr_epi8 (w[(i + 3) % 4], w[(i + 2) % 4], 4));
              w[i % 4] = _mm_sha256msg2_epu32 (next, w[(i + 3) % 4]);
            }
        }

      abef = _mm_add_epi32 (abef, abef_before);
      cdgh = _mm_add_epi32 (cdgh, cdgh_before);
    }

  {
    __m128i feba = _mm_shuffle_epi32 (abef, 0x1b);
    __m128i dchg = _mm_shuffle_epi32 (cdgh, 0xb1);

    _mm_storeu_si128 ((__m128i *) &state[0], _mm_blend_epi16 (feba, dchg, 0xf0));
    _mm_storeu_si128 ((__m128i *) &state[4], _mm_alignr_epi8 (dchg, feba, 8));
  }
}

static gboolean
have_sha_instructions (void)
{
  unsigned int a, b, c, d;

  if (!__get_cpuid (1, &a, &b, &c, &d) || !(c & bit_SSE4_1) || !(c & bit_SSSE3))
    return FALSE;

  return __get_cpuid_count (7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

#endif

static CompressFunc compress_func; /* atomic */

static void
compress (guint32 state[8], const guint8 *data, gsize n_blocks)
{
  CompressFunc func = g_atomic_pointer_get (&compress_func);

  if (G_UNLIKELY (func == NULL))
    {
      pt_sha256_allow_instructions (TRUE);
      func = g_atomic_pointer_get (&compress_func);
    }
  func (state, data, n_blocks);
}

void
pt_sha256_allow_instructions (gboolean allow)
{
  CompressFunc func = compress_portable;

#ifdef HAVE_SHA_INSTRUCTIONS
  if (allow && have_sha_instructions ())
    func = compress_sha_ni;
#endif
  g_atomic_pointer_set (&compress_func, func);
}

void
pt_sha256_init (PtSha256 *self)
{
  /* The first 32 bits of the fractions of the square roots of the first 8 primes. */
  static const guint32 start[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  g_return_if_fail (self != NULL);

  memcpy (self->state, start, sizeof start);
  self->length = 0;
}

void
pt_sha256_update (PtSha256 *self, const void *data, gsize length)
{
  const guint8 *bytes = data;
  gsize fill;

  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  fill = self->length % PT_SHA256_BLOCK;
  self->length += length;
  if (fill > 0)
    {
      gsize n = MIN (length, PT_SHA256_BLOCK - fill);

      if (n > 0)
        memcpy (self->block + fill, bytes, n);
      if (fill + n < PT_SHA256_BLOCK)
        return;
      compress (self->state, self->block, 1);
      bytes += n;
      length -= n;
    }

  if (length >= PT_SHA256_BLOCK)
    compress (self->state, bytes, length / PT_SHA256_BLOCK);
  if (length % PT_SHA256_BLOCK > 0)
    memcpy (self->block, bytes + length / PT_SHA256_BLOCK * PT_SHA256_BLOCK, length % PT_SHA256_BLOCK);
}

void
pt_sha256_finish (PtSha256 *self, guint8 digest[PT_SHA256_BYTES])
{
  static const guint8 padding[PT_SHA256_BLOCK] = { 0x80 };
  guint64 bits;
  gsize fill;

  g_return_if_fail (self != NULL);
  g_return_if_fail (digest != NULL);

  bits = GUINT64_TO_BE (self->length * 8);
  fill = self->length % PT_SHA256_BLOCK;
  pt_sha256_update (self, padding, (fill < 56 ? 56 : 120) - fill);
  pt_sha256_update (self, &bits, sizeof bits);

  for (int i = 0; i < 8; i++)
    {
      guint32 word = GUINT32_TO_BE (self->state[i]);

      memcpy (digest + 4 * i, &word, sizeof word);
    }
}

void
pt_sha256_compute (const void *data, gsize length, guint8 digest[PT_SHA256_BYTES])
{
  PtSha256 hash;

  pt_sha256_init (&hash);
  pt_sha256_update (&hash, data, length);
  pt_sha256_finish (&hash, digest);
}

char *
pt_sha256_to_string (const guint8 digest[PT_SHA256_BYTES])
{
  static const char digits[] = "0123456789abcdef";
  char *text;

  g_return_val_if_fail (digest != NULL, NULL);

  text = g_malloc (2 * PT_SHA256_BYTES + 1);
  for (int i = 0; i < PT_SHA256_BYTES; i++)
    {
      text[2 * i] = digits[digest[i] >> 4];
      text[2 * i + 1] = digits[digest[i] & 15];
    }
  text[2 * PT_SHA256_BYTES] = '\0';

  return text;
}
