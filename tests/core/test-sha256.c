/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sha256.h"

#include <string.h>

static char *
hash_text (const void *data, gsize length)
{
  guint8 digest[PT_SHA256_BYTES];

  pt_sha256_compute (data, length, digest);

  return pt_sha256_to_string (digest);
}

/* The examples of FIPS 180-4 and the empty message. */
static void
test_vectors (void)
{
  static const struct
  {
    const char *text;
    const char *digest;
  } vectors[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
    { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  };

  for (int allow = 0; allow < 2; allow++)
    {
      pt_sha256_allow_instructions (allow);
      for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
        {
          g_autofree char *got = hash_text (vectors[i].text, strlen (vectors[i].text));

          g_assert_cmpstr (got, ==, vectors[i].digest);
        }
    }
}

static void
test_million (void)
{
  g_autofree char *as = g_malloc (1000000);
  g_autofree char *got = NULL;

  memset (as, 'a', 1000000);
  got = hash_text (as, 1000000);
  g_assert_cmpstr (got, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* Every length around the block and padding limits, by both codes and by GLib. */
static void
test_lengths (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint8 data[400];

  for (gsize i = 0; i < sizeof data; i++)
    data[i] = g_rand_int (random);

  for (int allow = 0; allow < 2; allow++)
    {
      pt_sha256_allow_instructions (allow);
      for (gsize n = 0; n <= sizeof data; n++)
        {
          g_autofree char *got = hash_text (data, n);
          g_autofree char *expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, n);

          g_assert_cmpstr (got, ==, expected);
        }
    }
}

/* However the message is cut. */
static void
test_pieces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8);
  g_autofree guint8 *data = g_malloc (5000);
  g_autofree char *expected = NULL;

  for (gsize i = 0; i < 5000; i++)
    data[i] = g_rand_int (random);
  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, 5000);

  for (int round = 0; round < 200; round++)
    {
      g_autofree char *got = NULL;
      guint8 digest[PT_SHA256_BYTES];
      PtSha256 hash;
      gsize at = 0;

      pt_sha256_init (&hash);
      while (at < 5000)
        {
          gsize n = g_rand_int_range (random, 0, 200);

          n = MIN (n, 5000 - at);
          pt_sha256_update (&hash, data + at, n);
          at += n;
        }
      pt_sha256_finish (&hash, digest);
      got = pt_sha256_to_string (digest);
      g_assert_cmpstr (got, ==, expected);
    }
}

/* Not a check, the machine may be busy: prints what it is worth. */
static void
test_speed (void)
{
  const gsize length = 16 << 20;
  g_autofree guint8 *data = g_malloc0 (length);
  double rate[3];

  for (int way = 0; way < 3; way++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autofree char *text = NULL;

      pt_sha256_allow_instructions (way == 1);
      text = way == 2 ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, length)
                      : hash_text (data, length);
      rate[way] = length / (double) MAX (g_get_monotonic_time () - start, 1);
    }
  pt_sha256_allow_instructions (TRUE);
  g_test_message ("SHA-256: portable %.0f MB/s, instructions %.0f MB/s, GChecksum %.0f MB/s",
                  rate[0], rate[1], rate[2]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/sha256/vectors", test_vectors);
  g_test_add_func ("/core/sha256/million", test_million);
  g_test_add_func ("/core/sha256/lengths", test_lengths);
  g_test_add_func ("/core/sha256/pieces", test_pieces);
  g_test_add_func ("/core/sha256/speed", test_speed);

  return g_test_run ();
}
