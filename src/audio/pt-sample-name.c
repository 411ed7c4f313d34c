/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-sample-name.h"

#include <math.h>
#include <string.h>

#include "audio/pt-sample-words.h"

#define MAX_TOKENS 32
#define MAX_TOKEN 24
#define MAX_NAME 255

/* A strong word in the file's own name is not outvoted by folders. */
#define STRONG 0.70

typedef struct
{
  char text[MAX_TOKEN + 1]; /* lower case; cut when longer */
  gsize length;
  gboolean is_number;
} Token;

/* What one name, of the file or of a folder, says. */
typedef struct
{
  double roles[PT_N_ROLES];
  double drum;
  double loop;
  double one_shot;
  gboolean plain_bass; /* "bass" on its own: near drums it is the bass drum */
} Evidence;

/* --- text --- */

/* ASCII with case kept: accents go, ß becomes ss, music's own signs become # and b. What
 * is not text at all (file names are bytes) becomes a separator. */
static void
fold_name (const char *name, gsize length, char folded[MAX_NAME + 1])
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  gsize n = 0;
  gsize i = 0;

  while (i < length && (guint8) name[i] < 0x80)
    i++;
  if (i == length)
    {
      n = MIN (length, MAX_NAME);
      memcpy (folded, name, n);
      folded[n] = '\0';
      return;
    }

  valid = g_utf8_make_valid (name, length);
  decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  for (const char *p = decomposed; *p != '\0' && n + 2 < MAX_NAME; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80)
        folded[n++] = (char) c;
      else if (c == 0xdf)
        folded[n++] = 's', folded[n++] = 's';
      else if (c == 0x266f)
        folded[n++] = '#';
      else if (c == 0x266d)
        folded[n++] = 'b';
      else if (!g_unichar_ismark (c))
        folded[n++] = ' ';
    }
  folded[n] = '\0';
}

static gboolean
begins_token (const char *text, gsize i)
{
  char here = text[i];
  char before = text[i - 1];

  if (g_ascii_isdigit (here) != g_ascii_isdigit (before))
    return TRUE;
  /* kickDrum, and FXShot before the S */
  if (g_ascii_isupper (here))
    return g_ascii_islower (before) || (g_ascii_isupper (before) && g_ascii_islower (text[i + 1]));

  return FALSE;
}

static guint
split_tokens (const char *text, Token tokens[MAX_TOKENS])
{
  guint n = 0;
  Token *token = NULL;

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (!g_ascii_isalnum (text[i]))
        {
          token = NULL;
          continue;
        }
      if (token == NULL || begins_token (text, i))
        {
          if (n == MAX_TOKENS)
            break;
          token = &tokens[n++];
          token->length = 0;
          token->is_number = g_ascii_isdigit (text[i]);
        }
      if (token->length < MAX_TOKEN)
        token->text[token->length++] = g_ascii_tolower (text[i]);
    }
  for (guint i = 0; i < n; i++)
    tokens[i].text[tokens[i].length] = '\0';

  return n;
}

/* --- words --- */

static void
note_word (Evidence *evidence, const PtSampleWord *word, double factor, guint position)
{
  /* The head of a name stands last: among equals the later word wins. */
  double weight = word->weight / 100.0 * factor + 0.002 * position;
  double *slot;

  if (factor <= 0)
    return;
  if (word->meaning < PT_N_ROLES)
    slot = &evidence->roles[word->meaning];
  else if (word->meaning == PT_SAMPLE_WORD_DRUM)
    slot = &evidence->drum;
  else if (word->meaning == PT_SAMPLE_WORD_LOOP)
    slot = &evidence->loop;
  else if (word->meaning == PT_SAMPLE_WORD_ONE_SHOT)
    slot = &evidence->one_shot;
  else
    return;

  *slot = MAX (*slot, MIN (weight, 0.98));
  if (word->meaning == PT_ROLE_DRUM_LOOP || word->meaning == PT_ROLE_HAT_LOOP)
    evidence->loop = MAX (evidence->loop, 0.9 * weight);
  if (g_str_equal (word->word, "bass"))
    evidence->plain_bass = TRUE;
}

/* "bass drum", "hi hat", "one shot": two tokens that are one word. */
static const PtSampleWord *
lookup_pair (const Token *first, const Token *second)
{
  char joined[2 * MAX_TOKEN + 1];

  if (first->is_number || second->is_number)
    return NULL;
  memcpy (joined, first->text, first->length);
  memcpy (joined + first->length, second->text, second->length);

  return pt_sample_word_lookup (joined, first->length + second->length);
}

static gboolean
is_plural_of_word (const Token *token, const PtSampleWord **word)
{
  if (token->length < 4 || token->text[token->length - 1] != 's')
    return FALSE;
  *word = pt_sample_word_lookup (token->text, token->length - 1);

  return *word != NULL && ((*word)->flags & PT_SAMPLE_WORD_ABBREVIATION) == 0;
}

static void
read_words (const char *text, gboolean is_folder, Evidence *evidence)
{
  Token tokens[MAX_TOKENS];
  guint n_tokens = split_tokens (text, tokens);
  guint n_words = 0; /* before the current one, numbers not counted */

  memset (evidence, 0, sizeof *evidence);
  for (guint i = 0; i < n_tokens; i++)
    {
      const Token *token = &tokens[i];
      const PtSampleWord *word;
      gsize start, end;

      if (token->is_number)
        continue;
      if (i + 1 < n_tokens && (word = lookup_pair (token, &tokens[i + 1])) != NULL)
        {
          note_word (evidence, word, 1.0, i);
          i++;
        }
      else if ((word = pt_sample_word_lookup (token->text, token->length)) != NULL
               || is_plural_of_word (token, &word))
        {
          gboolean leads = n_words == 0 || (word->flags & PT_SAMPLE_WORD_ABBREVIATION) == 0;

          note_word (evidence, word, leads ? 1.0 : is_folder ? 0.0
                                                             : 0.6,
                     i);
        }
      else if ((word = pt_sample_word_find_part (token->text, token->length, &start, &end)) != NULL)
        {
          const PtSampleWord *rest;

          note_word (evidence, word, 0.9, i);
          rest = start > 0 ? pt_sample_word_lookup (token->text, start)
                           : pt_sample_word_lookup (token->text + end, token->length - end);
          if (rest != NULL && (rest->flags & PT_SAMPLE_WORD_ABBREVIATION) == 0)
            note_word (evidence, rest, 0.9, i);
        }
      n_words++;
    }
}

/* --- tempo and bars --- */

static gboolean
word_at (const char *text, const char *word, gsize *length)
{
  gsize n = strlen (word);

  if (g_ascii_strncasecmp (text, word, n) != 0 || g_ascii_isalpha (text[n]))
    return FALSE;
  *length = n;

  return TRUE;
}

static const char *
skip_separator (const char *text)
{
  while (*text == ' ' || *text == '_' || *text == '-')
    text++;

  return text;
}

/* Drum machines and synthesisers that look like tempos. */
static gboolean
is_model_number (guint number)
{
  static const guint models[] = { 66, 77, 78, 101, 106, 110, 130, 202 };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    if (models[i] == number)
      return TRUE;

  return FALSE;
}

static void
note_number (PtSampleNameFacts *facts, const char *text, gsize start, gsize end, double value)
{
  gboolean bare = (start == 0 || !g_ascii_isalnum (text[start - 1])) && !g_ascii_isalnum (text[end]);

  if (!bare || text[start] == '0' || end - start > 3 || value < 60 || value > 200
      || is_model_number ((guint) value) || facts->n_numbers == PT_SAMPLE_NAME_MAX_NUMBERS)
    return;
  facts->numbers[facts->n_numbers++] = value;
}

/* 128bpm, 128 BPM, 127.5_bpm, bpm128, 4bars, 2 Takte, 8beats, and numbers on their own. */
static void
read_numbers (const char *text, PtSampleNameFacts *facts)
{
  for (gsize i = 0; text[i] != '\0';)
    {
      gsize start = i;
      gsize length = 0;
      const char *after;
      double value = 0;

      if (!g_ascii_isdigit (text[i]))
        {
          if (facts->bpm == 0 && g_ascii_strncasecmp (text + i, "bpm", 3) == 0
              && (i == 0 || !g_ascii_isalnum (text[i - 1])))
            {
              const char *number = skip_separator (text + i + 3);
              char *end;
              double tempo = g_ascii_strtod (number, &end);

              if (g_ascii_isdigit (*number) && tempo >= 40 && tempo <= 260)
                {
                  facts->bpm = tempo;
                  i = end - text;
                  continue;
                }
            }
          i++;
          continue;
        }
      while (g_ascii_isdigit (text[i]))
        {
          value = MIN (value * 10 + (text[i] - '0'), 1e9);
          i++;
        }
      if (text[i] == '.' && g_ascii_isdigit (text[i + 1]) && i - start <= 3)
        {
          double scale = 0.1;

          for (i++; g_ascii_isdigit (text[i]); i++, scale /= 10)
            value += (text[i] - '0') * scale;
        }
      after = skip_separator (text + i);
      if (word_at (after, "bpm", &length))
        {
          if (facts->bpm == 0 && value >= 40 && value <= 260)
            facts->bpm = value;
        }
      else if (word_at (after, "bar", &length) || word_at (after, "bars", &length)
               || word_at (after, "takt", &length) || word_at (after, "takte", &length))
        {
          if (facts->bars == 0 && value >= 1 && value <= 64)
            facts->bars = value;
        }
      else if (word_at (after, "beats", &length))
        {
          if (facts->bars == 0 && value >= 1 && value <= 256)
            facts->bars = value / 4;
        }
      else
        {
          note_number (facts, text, start, i, value);
        }
    }
}

/* --- key --- */

static int
tonic_of_letter (char letter)
{
  static const int semitones[] = { 9, 11, 0, 2, 4, 5, 7, 11 }; /* A..G, and the German H */
  char upper = g_ascii_toupper (letter);

  return upper >= 'A' && upper <= 'H' ? semitones[upper - 'A'] : -1;
}

/* min, minor, moll, maj, major, dur; -1: none of them. */
static int
mode_at (const char *text, gsize *length, gboolean *german)
{
  *german = word_at (text, "moll", length);
  if (*german || word_at (text, "minor", length) || word_at (text, "min", length))
    return 1;
  *german = word_at (text, "dur", length);
  if (*german || word_at (text, "major", length) || word_at (text, "maj", length))
    return 0;

  return -1;
}

static void
note_key (PtSampleNameFacts *facts, int tonic, int minor, double confidence)
{
  if (confidence <= facts->key_confidence)
    return;
  facts->tonic = (tonic + 12) % 12;
  facts->minor = minor;
  facts->key_confidence = confidence;
}

/* A letter stands at @text, nothing of a word before it. */
static void
read_key_at (const char *text, PtSampleNameFacts *facts)
{
  int tonic = tonic_of_letter (text[0]);
  gboolean upper = g_ascii_isupper (text[0]);
  gboolean is_h = g_ascii_toupper (text[0]) == 'H';
  gboolean accidental = TRUE;
  gboolean german_accidental = FALSE;
  gboolean german;
  const char *after = text + 1;
  gsize length;
  int minor;

  if (tonic < 0)
    return;
  if (*after == '#')
    tonic++, after++;
  else if (*after == 'b')
    tonic--, after++;
  else if (g_ascii_strncasecmp (after, "sharp", 5) == 0)
    tonic++, after += 5;
  else if (g_ascii_strncasecmp (after, "flat", 4) == 0)
    tonic--, after += 4;
  else if (g_ascii_strncasecmp (after, "is", 2) == 0 && !g_ascii_isalpha (after[2]))
    tonic++, after += 2, german_accidental = TRUE;
  else if (g_ascii_strncasecmp (after, "es", 2) == 0 && !g_ascii_isalpha (after[2]))
    tonic--, after += 2, german_accidental = TRUE;
  else if (g_ascii_tolower (*after) == 's' && strchr ("AEae", text[0]) != NULL && !g_ascii_isalpha (after[1]))
    tonic--, after += 1, german_accidental = TRUE;
  else
    accidental = FALSE;

  minor = mode_at (skip_separator (after), &length, &german);
  if (minor >= 0 && (german || (!german_accidental && !is_h && (upper || accidental))))
    note_key (facts, tonic, minor, 0.9);
  else if (german_accidental)
    return;
  else if (*after == 'm' && !g_ascii_isalpha (after[1]) && (upper || accidental))
    note_key (facts, tonic, 1, 0.85);
  else if (is_h || g_ascii_isalpha (*after) || !upper)
    return;
  else if (g_ascii_isdigit (*after))
    note_key (facts, tonic, -1, g_ascii_isdigit (after[1]) ? 0.0 : accidental ? 0.5
                                                                              : 0.3);
  else
    note_key (facts, tonic, -1, accidental ? 0.6 : 0.3);
}

static void
read_key (const char *text, PtSampleNameFacts *facts)
{
  for (gsize i = 0; text[i] != '\0'; i++)
    if (g_ascii_isalpha (text[i]) && (i == 0 || !g_ascii_isalnum (text[i - 1])))
      read_key_at (text + i, facts);
}

/* --- judging --- */

static PtRole
best_role (const double roles[PT_N_ROLES], double *best, double *second)
{
  PtRole role = PT_ROLE_NONE;

  *best = *second = 0;
  for (guint i = 0; i < PT_N_ROLES; i++)
    {
      if (roles[i] > *best)
        {
          *second = *best;
          *best = roles[i];
          role = i;
        }
      else
        {
          *second = MAX (*second, roles[i]);
        }
    }

  return role;
}

/* In a pack of drums a "bass" is the bass drum. */
static void
read_bass_as_kick (Evidence *levels, guint n_levels, double loop)
{
  double drum = 0;

  for (guint i = 0; i < n_levels; i++)
    drum = MAX (drum, levels[i].drum);
  if (drum < 0.75 || loop > 0.3 || !levels[0].plain_bass)
    return;

  levels[0].roles[PT_ROLE_KICK] = MAX (levels[0].roles[PT_ROLE_KICK], 0.75);
  levels[0].roles[PT_ROLE_BASSLINE] = MIN (levels[0].roles[PT_ROLE_BASSLINE], 0.4);
}

static double
combine (double a, double b)
{
  return 1 - (1 - a) * (1 - b);
}

static void
judge_role (const Evidence *levels, guint n_levels, PtSampleNameFacts *facts)
{
  static const double level_factor[PT_SAMPLE_NAME_MAX_FOLDERS + 1] = { 1.0, 0.92, 0.8, 0.7 };
  double sum[PT_N_ROLES];
  double best, second;
  PtRole own;

  own = best_role (levels[0].roles, &best, &second);
  memcpy (sum, levels[0].roles, sizeof sum);
  for (guint level = 1; level < n_levels; level++)
    for (guint i = 0; i < PT_N_ROLES; i++)
      if (best < STRONG || i == own)
        sum[i] = combine (sum[i], levels[level].roles[i] * level_factor[level]);
      else
        sum[i] = MAX (sum[i], MIN (0.8 * best, levels[level].roles[i] * level_factor[level]));

  facts->role = best_role (sum, &best, &second);
  facts->role_confidence = CLAMP (best - 0.3 * second * second / MAX (best, 0.01), 0.0, 0.99);
  for (guint level = 0; level < n_levels; level++)
    if (levels[level].drum >= 0.5)
      facts->drums = TRUE;
}

static void
judge_loop (const Evidence *levels, guint n_levels, PtSampleNameFacts *facts)
{
  static const double level_factor[PT_SAMPLE_NAME_MAX_FOLDERS + 1] = { 1.0, 0.95, 0.85, 0.75 };
  double loop = 0;
  double one_shot = 0;

  for (guint level = 0; level < n_levels; level++)
    {
      /* A nearer name overrules a farther one. */
      double open = 1 - MAX (loop, one_shot);

      loop = MAX (loop, levels[level].loop * level_factor[level] * (level == 0 ? 1 : MAX (open, 0.5)));
      one_shot = MAX (one_shot, levels[level].one_shot * level_factor[level] * (level == 0 ? 1 : MAX (open, 0.5)));
    }
  if (facts->bars > 0)
    loop = MAX (loop, 0.8);
  if (facts->bpm > 0)
    loop = MAX (loop, one_shot > 0 ? 0.3 : 0.7);
  facts->loop = loop - one_shot;
}

/* A loop of kicks, claps or congas is a loop of drums. */
static void
join_role_and_loop (PtSampleNameFacts *facts)
{
  if (facts->role == PT_ROLE_NONE && facts->drums && facts->loop > 0.5)
    {
      facts->role = PT_ROLE_DRUM_LOOP;
      facts->role_confidence = 0.85;
    }
  if (facts->loop > 0.5)
    {
      if (facts->role == PT_ROLE_KICK || facts->role == PT_ROLE_CLAP || facts->role == PT_ROLE_PERC)
        facts->role = PT_ROLE_DRUM_LOOP;
      else if (facts->role == PT_ROLE_HIHAT)
        facts->role = PT_ROLE_HAT_LOOP;
    }
}

void
pt_sample_name_read (const char *path, guint n_folders, PtSampleNameFacts *facts)
{
  Evidence levels[PT_SAMPLE_NAME_MAX_FOLDERS + 1];
  guint n_levels = 0;
  const char *end;

  g_return_if_fail (path != NULL);
  g_return_if_fail (facts != NULL);

  memset (facts, 0, sizeof *facts);
  facts->role = PT_ROLE_NONE;
  facts->tonic = -1;
  facts->minor = -1;

  n_folders = MIN (n_folders, PT_SAMPLE_NAME_MAX_FOLDERS);
  end = path + strlen (path);
  while (n_levels <= n_folders && end > path)
    {
      const char *start = end;
      gsize length;
      char text[MAX_NAME + 1];

      while (start > path && start[-1] != G_DIR_SEPARATOR)
        start--;
      length = end - start;
      if (n_levels == 0)
        {
          const char *dot = memrchr (start, '.', length);

          if (dot != NULL && dot > start)
            length = dot - start;
        }
      fold_name (start, length, text);
      read_words (text, n_levels > 0, &levels[n_levels]);
      /* Numbers and keys of a folder hold for what does not say its own. */
      if (n_levels < 2)
        read_numbers (text, facts);
      if (facts->key_confidence < 0.5 && n_levels < 2)
        read_key (text, facts);
      n_levels++;
      end = start > path ? start - 1 : path;
    }
  if (n_levels == 0)
    return;

  judge_loop (levels, n_levels, facts);
  read_bass_as_kick (levels, n_levels, facts->loop);
  judge_role (levels, n_levels, facts);
  join_role_and_loop (facts);
}
