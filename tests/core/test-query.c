/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>

#include "core/pt-fold.h"
#include "core/pt-query.h"
#include "core/pt-rng.h"

static PtSampleInfo *
make_info (void)
{
  static char *tags[] = { (char *) "Dark", (char *) "après minuit", NULL };
  PtSampleInfo *info = pt_sample_info_new ("/music/Größe Pack/Kicks/Deep_BD 01.wav");

  info->role = PT_ROLE_KICK;
  info->role_confidence = 0.9;
  info->bpm = 128;
  info->bars = 2;
  info->key = g_strdup ("F minor");
  info->duration_s = 3.75;
  info->sample_rate = 44100;
  info->channels = 2;
  info->lufs_i = -14.2;
  info->peak_dbfs = -1;
  info->brightness_hz = 900;
  info->tags = g_strdupv (tags);
  info->favourite = TRUE;
  info->rating = 4;

  return info;
}

static gboolean
finds (const char *text, const PtSampleInfo *info)
{
  g_autoptr (PtQuery) query = pt_query_new (text);
  gsize length;
  g_autofree char *words = pt_query_fold_words (info, &length);
  gboolean found = pt_query_matches (query, info);

  /* What was folded before says the same. */
  g_assert_cmpint (pt_query_matches_folded (query, info, words, length), ==, found);

  return found;
}

static void
test_fold (void)
{
  static const struct
  {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "Kick @[`{Zz 09", "kick @[`{zz 09" },
    { "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz" },
    { "Çédille STRASSE Straße", "cedille strasse strasse" },
    { "e\xcc\x81te\xcc\x81", "ete" },
    { "Łódź Ørsted Æther Œuvre", "lodz orsted aether oeuvre" },
    { "ＦＵＬＬ ﬁne", "full fine" },
    { "ЖУК", "жук" },
    { "a\xff"
      "B\xc3",
      "a\xff"
      "b\xc3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = pt_fold (cases[i].text);

      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
}

/* Eight at a time must be what one at a time is, wherever it begins and ends. */
static void
test_fold_any_length (void)
{
  PtRng rng;

  pt_rng_init (&rng, 1);
  for (guint round = 0; round < 3000; round++)
    {
      char text[40];
      char out[40];
      gsize n = pt_rng_range (&rng, 0, sizeof text);
      gsize room = pt_rng_range (&rng, 0, sizeof out);
      gsize written;

      for (gsize i = 0; i < n; i++)
        text[i] = pt_rng_range (&rng, 1, 127);
      written = pt_fold_into (text, n, out, room);
      g_assert_cmpuint (written, ==, MIN (n, room));
      for (gsize i = 0; i < written; i++)
        g_assert_cmpint (out[i], ==, g_ascii_tolower (text[i]));
    }
}

static void
test_matches (void)
{
  static const struct
  {
    const char *text;
    gboolean found;
  } cases[] = {
    { "", TRUE },
    { "  ", TRUE },
    { NULL, TRUE },
    { "kick", TRUE },
    { "KICK", TRUE },
    { "kick deep", TRUE },
    { "kick clap", FALSE },
    { "grosse", TRUE },
    { "größe", TRUE },
    { "minuit", TRUE },
    { "APRES", TRUE },
    { "wavdeep", FALSE },
    { "\"bd 01\"", TRUE },
    { "\"deep bd\"", FALSE },
    { "\"deep_bd 0", TRUE },
    { "-clap", TRUE },
    { "-kick", FALSE },
    { "-\"bd 01\"", FALSE },
    { "-", FALSE },
    { "\xcc\x81", TRUE },
    { "role:kick", TRUE },
    { "Role:KICK", TRUE },
    { "role:ki", TRUE },
    { "role:clap", FALSE },
    { "role:clap,kick", TRUE },
    { "role:none", FALSE },
    { "-role:kick", FALSE },
    { "-role:none", TRUE },
    { "bpm:128", TRUE },
    { "bpm:128.4", TRUE },
    { "bpm:127", FALSE },
    { "bpm:120-130", TRUE },
    { "bpm:130-120", TRUE },
    { "bpm:120..130", TRUE },
    { "bpm:129-130", FALSE },
    { "bpm:>127", TRUE },
    { "bpm:>128", FALSE },
    { "bpm:>=128", TRUE },
    { "bpm:<128", FALSE },
    { "bpm:<=128bpm", TRUE },
    { "bpm:120-", TRUE },
    { "tempo:128", TRUE },
    { "-bpm:128", FALSE },
    { "bars:2", TRUE },
    { "bars:2bars", TRUE },
    { "bars:>2", FALSE },
    { "len:2bars", TRUE },
    { "len:1-2bars", TRUE },
    { "len:<2bars", FALSE },
    { "len:<2s", FALSE },
    { "len:>2s", TRUE },
    { "len:>2", TRUE },
    { "len:3-4s", TRUE },
    { "len:500ms-4s", TRUE },
    { "len:500-4000ms", TRUE },
    { "len:<0.1m", TRUE },
    { "length:3.75", TRUE },
    { "rating:>3", TRUE },
    { "rating:4", TRUE },
    { "rating:>4", FALSE },
    { "rate:44.1k", TRUE },
    { "rate:44100", TRUE },
    { "rate:48khz", FALSE },
    { "ch:2", TRUE },
    { "ch:stereo", TRUE },
    { "ch:mono", FALSE },
    { "lufs:>-15", TRUE },
    { "lufs:-20--10", TRUE },
    { "peak:-1db", TRUE },
    { "bright:<1k", TRUE },
    { "conf:<0.5", FALSE },
    { "key:Fm", TRUE },
    { "key:fm", TRUE },
    { "key:F", FALSE },
    { "key:\"F minor\"", TRUE },
    { "key:Ab", FALSE },
    { "key:~Ab", TRUE },
    { "key:~Cm", TRUE },
    { "key:~Bbm", TRUE },
    { "key:~A#m", TRUE },
    { "key:~Am", FALSE },
    { "key:4A", TRUE },
    { "key:Am,Fm", TRUE },
    { "tag:dark", TRUE },
    { "tag:da", TRUE },
    { "tag:ark", FALSE },
    { "tag:apres", TRUE },
    { "-tag:bright", TRUE },
    { "name:deep", TRUE },
    { "name:kicks", FALSE },
    { "path:kicks", TRUE },
    { "loop", FALSE },
    { "-loop", TRUE },
    { "oneshot", TRUE },
    { "loop:no", TRUE },
    { "fav:yes", TRUE },
    { "fav:no", FALSE },
    { "-fav:yes", FALSE },
    { "missing:no", TRUE },
    { "role:kick bpm:120-130 key:~Fm len:<4s tag:dark -loop fav:yes rating:>3 deep", TRUE },
    { "role:kick bpm:120-130 key:~Fm len:<4s tag:dark -loop fav:yes rating:>3 shallow", FALSE },
    /* Not understood: words, which are not there. */
    { "bpm:fast", FALSE },
    { "bpm:nan", FALSE },
    { "bpm:0x80", FALSE },
    { "bpm:1e999", FALSE },
    { "role:trumpet", FALSE },
    { "key:H", FALSE },
    { "colour:red", FALSE },
    { "len:2bars-", TRUE },
    { ":", FALSE },
    { "bpm:", FALSE },
  };
  g_autoptr (PtSampleInfo) info = make_info ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (finds (cases[i].text, info) != cases[i].found)
      g_error ("“%s” %s", cases[i].text, cases[i].found ? "does not find it" : "finds it");
}

static void
test_unknown_values (void)
{
  g_autoptr (PtSampleInfo) info = pt_sample_info_new ("/a/b.wav");

  g_assert_false (finds ("bpm:<1000", info));
  g_assert_false (finds ("lufs:<0", info));
  g_assert_false (finds ("key:~Fm", info));
  g_assert_false (finds ("tag:a", info));
  g_assert_true (finds ("-tag:a", info));
  g_assert_true (finds ("role:none", info));
  info->key = g_strdup ("unheard of");
  g_assert_false (finds ("key:Fm", info));
  info->peak_dbfs = -INFINITY;
  g_assert_true (finds ("peak:<-60", info));
}

static void
test_chips (void)
{
  static const struct
  {
    const char *text;
    PtQueryKind kind;
    gboolean negated;
  } expected[] = {
    { "deep", PT_QUERY_WORD, FALSE },
    { "role:kick", PT_QUERY_ROLE, FALSE },
    { "-bpm:120-130", PT_QUERY_NUMBER, TRUE },
    { "key:\"F minor\"", PT_QUERY_KEY, FALSE },
    { "tag:dark", PT_QUERY_TAG, FALSE },
    { "name:x", PT_QUERY_NAME, FALSE },
    { "path:y", PT_QUERY_PATH, FALSE },
    { "-loop", PT_QUERY_FLAG, TRUE },
    { "bpm:fast", PT_QUERY_WORD, FALSE },
    { "\"warm up\"", PT_QUERY_WORD, FALSE },
    { "\"loop\"", PT_QUERY_WORD, FALSE },
  };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PtQuery) query = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_string_append_printf (text, "  %s", expected[i].text);
  query = pt_query_new (text->str);
  g_assert_cmpuint (pt_query_get_n_chips (query), ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const PtQueryChip *chip = pt_query_get_chip (query, i);

      g_assert_cmpstr (chip->text, ==, expected[i].text);
      g_assert_cmpint (chip->kind, ==, expected[i].kind);
      g_assert_cmpint (chip->negated, ==, expected[i].negated);
    }
}

/* Any keys in any order: it never fails, and negated it is the opposite. */
static void
test_any_text (void)
{
  static const char *const pieces[] = {
    "bpm:", "1", "2", "-", "\"", " ", ":", "key:", "~", "F", "m", "role:", "kick", ",", "<", ">", "=", "..",
    "len:", "s", "ms", "bars", "loop", "é", "\xff", "tag:", "e9", ".", "inf", "rate:"
  };
  g_autoptr (PtSampleInfo) info = make_info ();
  PtRng rng;

  pt_rng_init (&rng, 2);
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (PtQuery) query = NULL;
      guint n = pt_rng_range (&rng, 0, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[pt_rng_range (&rng, 0, G_N_ELEMENTS (pieces) - 1)]);
      query = pt_query_new (text->str);
      pt_query_matches (query, info);
      if (pt_query_get_n_chips (query) == 1 && text->str[0] != '-' && strchr (text->str, ' ') == NULL)
        {
          g_autofree char *opposite = g_strdup_printf ("-%s", text->str);

          if (finds (opposite, info) == pt_query_matches (query, info))
            g_error ("“%s” and its opposite are the same", text->str);
        }
    }
}

static void
test_too_much (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PtQuery) query = NULL;
  g_autoptr (PtSampleInfo) info = make_info ();

  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "deep ");
  query = pt_query_new (text->str);
  g_assert_cmpuint (pt_query_get_n_chips (query), ==, PT_QUERY_MAX_TERMS);
  g_assert_true (pt_query_matches (query, info));

  g_free (info->path);
  info->path = g_strnfill (100000, 'x');
  g_assert_true (finds ("xxx -deep", info));
}

static double
time_query (const char *text, GPtrArray *rows, guint *n_found)
{
  double best_ms = INFINITY;

  for (guint round = 0; round < 5; round++)
    {
      gint64 started = g_get_monotonic_time ();
      g_autoptr (PtQuery) query = pt_query_new (text);
      guint n = 0;

      for (guint i = 0; i < rows->len; i++)
        n += pt_query_matches (query, g_ptr_array_index (rows, i));
      best_ms = MIN (best_ms, (g_get_monotonic_time () - started) / 1e3);
      *n_found = n;
    }

  return best_ms;
}

/* 50 000 rows at every key: the time is told, what is found is checked. */
static void
test_speed (void)
{
  static const char *const words[] = { "Kick", "Hat", "Bass", "Deep", "Dark", "Loop", "Pérc", "909" };
  static const char *const queries[] = { "k", "kick", "kick dark -loop", "role:kick bpm:120-130 key:~Fm dark", "zzz" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free);
  PtRng rng;

  pt_rng_init (&rng, 3);
  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *path = g_strdup_printf ("/music/of/someone/Samples/Pack %03u/%s/%s %s %05u.wav", i / 200,
                                               words[pt_rng_range (&rng, 0, 7)], words[pt_rng_range (&rng, 0, 7)],
                                               words[pt_rng_range (&rng, 0, 7)], i);
      PtSampleInfo *info = pt_sample_info_new (path);

      info->role = i % PT_N_ROLES;
      info->bpm = 100 + i % 60;
      info->key = g_strdup (i % 3 == 0 ? "F minor" : "C# major");
      g_ptr_array_add (rows, info);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      guint n_found = 0;
      double ms = time_query (queries[i], rows, &n_found);

      g_test_message ("“%s”: %u of %u in %.2f ms", queries[i], n_found, rows->len, ms);
      if (g_str_equal (queries[i], "zzz"))
        g_assert_cmpuint (n_found, ==, 0);
      else
        g_assert_cmpuint (n_found, >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/query/fold", test_fold);
  g_test_add_func ("/core/query/fold-any-length", test_fold_any_length);
  g_test_add_func ("/core/query/matches", test_matches);
  g_test_add_func ("/core/query/unknown-values", test_unknown_values);
  g_test_add_func ("/core/query/chips", test_chips);
  g_test_add_func ("/core/query/any-text", test_any_text);
  g_test_add_func ("/core/query/too-much", test_too_much);
  g_test_add_func ("/core/query/speed", test_speed);

  return g_test_run ();
}
