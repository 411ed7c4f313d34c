/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "session/pt-palette-advice-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "audio/pt-palette-check.h"
#include "audio/pt-sound-facts.h"
#include "core/pt-key.h"
#include "core/pt-similarity.h"
#include "core/pt-util.h"

/* So many sounds are looked at before a cure is given up: listening to them takes a while. */
#define MAX_CANDIDATES 16
/* A clash that needs more than this wants another sound, not another gain. */
#define MAX_CUT_DB 6.0

static void
finding_free (PtFinding *finding)
{
  pt_advice_free (finding->advice);
  g_free (finding->missing_path);
  g_clear_pointer (&finding->candidates, g_ptr_array_unref);
  g_free (finding);
}

PtAdviceWork *
_pt_advice_work_new (PtPalette *palette, PtLibrary *library, const char *const *roots, PtTempo tempo, const char *key)
{
  PtAdviceWork *self = g_new0 (PtAdviceWork, 1);

  self->palette = pt_palette_copy (palette);
  self->known = pt_library_new ();
  self->roots = g_strdupv ((char **) roots);
  self->bpm = tempo > 0 ? pt_tempo_to_bpm (tempo) : pt_palette_get_bpm (palette);
  if (self->bpm <= 0)
    self->bpm = PT_TEMPO_DEFAULT_BPM;
  self->key = g_strdup (key != NULL ? key : pt_palette_get_key (palette));
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) finding_free);
  for (guint role = 0; library != NULL && role < PT_N_ROLES; role++)
    {
      g_autofree char *path = pt_palette_resolve (palette, role, roots);
      PtSample *sample = path != NULL ? pt_library_lookup (library, path) : NULL;
      g_autoptr (PtSample) copy = NULL;

      if (sample == NULL)
        continue;
      copy = pt_sample_new (pt_sample_info_copy (pt_sample_get_info (sample)));
      pt_library_add (self->known, copy);
    }

  return self;
}

void
_pt_advice_work_free (PtAdviceWork *self)
{
  g_object_unref (self->palette);
  g_object_unref (self->known);
  g_strfreev (self->roots);
  g_free (self->key);
  for (guint role = 0; role < PT_N_ROLES; role++)
    g_clear_pointer (&self->infos[role], pt_sample_info_free);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/* --- what is wrong --- */

static void
learn_infos (PtAdviceWork *self, GCancellable *cancellable)
{
  for (guint role = 0; role < PT_N_ROLES && !g_cancellable_is_cancelled (cancellable); role++)
    {
      g_autofree char *path = pt_palette_resolve (self->palette, role, (const char *const *) self->roots);
      PtSample *sample = path != NULL ? pt_library_lookup (self->known, path) : NULL;

      /* What was known of a file that is gone still tells what was meant. */
      if (sample != NULL)
        self->infos[role] = pt_sample_info_copy (pt_sample_get_info (sample));
      else if (path != NULL)
        self->infos[role] = pt_sound_facts_learn (path, NULL);
    }
}

static PtAdviceWeight
get_weight (PtPaletteProblemKind kind)
{
  if (pt_palette_problem_kind_is_fatal (kind))
    return PT_ADVICE_FATAL;

  return kind == PT_PALETTE_PROBLEM_EMPTY_ROLE ? PT_ADVICE_REMARK : PT_ADVICE_WARNING;
}

static PtFinding *
add_finding (PtAdviceWork *self, PtRole role, PtRole other, PtAdviceWeight weight, const char *kind)
{
  PtFinding *finding = g_new0 (PtFinding, 1);

  finding->advice = g_new0 (PtAdvice, 1);
  finding->advice->role = role;
  finding->advice->other = other;
  finding->advice->weight = weight;
  finding->advice->kind = g_strdup (kind);
  finding->advice->gain = role < PT_ROLE_NONE ? pt_palette_get_gain (self->palette, role) : 1.0;
  /* A locked sound stays. */
  finding->wants_swap = role < PT_ROLE_NONE && !pt_palette_get_lock (self->palette, role);
  g_ptr_array_add (self->findings, finding);

  return finding;
}

static void
add_problem (PtAdviceWork *self, const PtPaletteProblem *problem)
{
  PtRole role = pt_role_from_string (problem->role);
  PtFinding *finding = add_finding (self, role, PT_ROLE_NONE, get_weight (problem->kind),
                                    pt_palette_problem_kind_to_string (problem->kind));

  finding->advice->reason = g_strdup (problem->message);
  if (problem->kind == PT_PALETTE_PROBLEM_MISSING && role < PT_ROLE_NONE)
    finding->missing_path = pt_palette_resolve (self->palette, role, (const char *const *) self->roots);
}

static char *
name_of (PtAdviceWork *self, PtRole role)
{
  g_autofree char *path = NULL;
  g_autofree char *shown = NULL;

  if (self->infos[role] != NULL)
    return g_strdup (self->infos[role]->name);
  path = pt_palette_resolve (self->palette, role, (const char *const *) self->roots);
  shown = pt_display_path (path);

  return g_path_get_basename (shown);
}

static void
add_clash (PtAdviceWork *self, const PtPaletteClash *clash)
{
  PtFinding *finding = add_finding (self, clash->role, clash->other, PT_ADVICE_WARNING, "clash");
  g_autofree char *ours = name_of (self, clash->role);
  g_autofree char *theirs = name_of (self, clash->other);

  finding->clashes = TRUE;
  finding->clash = *clash;
  /* TRANSLATORS: two sounds, a measure of how much they overlap, and what it may be. */
  finding->advice->reason = g_strdup_printf (_ ("“%s” and “%s” fill the same bottom below 250 Hz: their overlap is %.3f, "
                                                "and up to %.3f they stay apart"),
                                             ours, theirs, clash->amount, clash->limit);
}

gboolean
_pt_advice_work_find (PtAdviceWork *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GArray) clashes = NULL;

  problems = pt_palette_check_for (self->palette, self->known, (const char *const *) self->roots, self->bpm, self->key,
                                   cancellable, error);
  if (problems == NULL)
    return FALSE;
  learn_infos (self, cancellable);
  for (guint i = 0; i < problems->len; i++)
    add_problem (self, g_ptr_array_index (problems, i));
  clashes = pt_palette_clash_find (self->palette, (const char *const *) self->roots, cancellable);
  for (guint i = 0; i < clashes->len; i++)
    add_clash (self, &g_array_index (clashes, PtPaletteClash, i));

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- what might help --- */

static void
collect_found (PtFinding *finding, PtLibrary *library)
{
  g_autofree char *name = g_path_get_basename (finding->missing_path);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (library));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (G_LIST_MODEL (library), i);
      const PtSampleInfo *info = pt_sample_get_info (sample);
      const char *slash = strrchr (info->path, '/');

      if (info->missing || slash == NULL || !g_str_equal (slash + 1, name) || g_str_equal (info->path, finding->missing_path))
        continue;
      g_ptr_array_add (finding->candidates, pt_sample_info_copy (info));
      if (++finding->n_found == MAX_CANDIDATES)
        return;
    }
}

static void
collect_alternatives (PtAdviceWork *self, PtFinding *finding, PtLibrary *library)
{
  PtRole role = finding->advice->role;
  g_autoptr (GArray) similar = pt_similarity_rank_alternatives (library, role, self->infos[role], self->bpm, self->key, MAX_CANDIDATES);

  for (guint i = 0; i < similar->len; i++)
    g_ptr_array_add (finding->candidates, pt_sample_info_copy (pt_sample_get_info (g_array_index (similar, PtSimilar, i).sample)));
}

gboolean
_pt_advice_work_collect (PtAdviceWork *self, PtLibrary *library)
{
  PtFinding *finding;

  if (self->n_collected == self->findings->len)
    return FALSE;
  finding = g_ptr_array_index (self->findings, self->n_collected++);
  finding->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_sample_info_free);
  if (library != NULL && finding->missing_path != NULL)
    collect_found (finding, library);
  if (library != NULL && finding->wants_swap)
    collect_alternatives (self, finding, library);

  return TRUE;
}

/* --- what does help --- */

static gboolean
keeps_loop_rule (const PtSampleInfo *info, PtRole role)
{
  PtLoopRule rule = pt_role_get_loop_rule (role);

  return rule == PT_LOOP_RULE_ANY || info->loop == (rule == PT_LOOP_RULE_LOOP);
}

static gboolean
keeps_tempo (const PtSampleInfo *info, double bpm)
{
  return !info->loop || info->bpm <= 0 || MAX (bpm / info->bpm, info->bpm / bpm) <= PT_PALETTE_CHECK_MAX_STRETCH;
}

static gboolean
read_sure_key (const PtSampleInfo *info, PtKey *key)
{
  return info != NULL && info->key != NULL && info->key_confidence >= PT_PALETTE_CHECK_SURE && pt_key_parse (info->key, key, NULL);
}

static gboolean
keeps_key (PtAdviceWork *self, const PtSampleInfo *info, PtRole role)
{
  PtKey home, key;

  if (role != PT_ROLE_BASSLINE && role != PT_ROLE_SYNTH && role != PT_ROLE_TEXTURE)
    return TRUE;
  if (!read_sure_key (info, &key))
    return TRUE;
  if (self->key == NULL || !pt_key_parse (self->key, &home, NULL))
    {
      if (role == PT_ROLE_BASSLINE || !read_sure_key (self->infos[PT_ROLE_BASSLINE], &home))
        return TRUE;
    }

  return pt_key_is_compatible (&home, &key);
}

/* Whether the sound at @path ends every clash of the finding's role. */
static gboolean
ends_clashes (PtAdviceWork *self, const PtFinding *finding, const char *path, GCancellable *cancellable)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const PtFinding *other = g_ptr_array_index (self->findings, i);

      if (other->clashes && other->clash.role == finding->advice->role
          && !(pt_palette_clash_with (&other->clash, self->palette, path, (const char *const *) self->roots, cancellable)
               <= other->clash.limit))
        return FALSE;
    }

  return TRUE;
}

static gboolean
helps (PtAdviceWork *self, const PtFinding *finding, const PtSampleInfo *info, GCancellable *cancellable)
{
  PtRole role = finding->advice->role;

  return keeps_loop_rule (info, role) && keeps_tempo (info, self->bpm) && keeps_key (self, info, role)
         && info->channels <= 2 && g_file_test (info->path, G_FILE_TEST_IS_REGULAR)
         && ends_clashes (self, finding, info->path, cancellable);
}

static void
set_cure (PtAdvice *advice, PtCureKind cure, const char *path, char *text)
{
  advice->cure = cure;
  advice->sample_path = g_strdup (path);
  advice->cure_text = text;
}

static gboolean
cure_by_relink (PtFinding *finding)
{
  for (guint i = 0; i < finding->n_found; i++)
    {
      const PtSampleInfo *info = g_ptr_array_index (finding->candidates, i);

      if (g_file_test (info->path, G_FILE_TEST_IS_REGULAR))
        {
          g_autofree char *folder = g_path_get_dirname (info->path);
          g_autofree char *shown = pt_display_path (folder);
          g_autofree char *name = g_path_get_basename (shown);

          set_cure (finding->advice, PT_CURE_RELINK, info->path, g_strdup_printf (_ ("Use the File in “%s”"), name));
          return TRUE;
        }
    }

  return FALSE;
}

/* The factor that ends every clash of the role. */
static double
get_factor (PtAdviceWork *self, PtRole role)
{
  double factor = 1.0;

  for (guint i = 0; i < self->findings->len; i++)
    {
      const PtFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->clashes && finding->clash.role == role)
        factor = MIN (factor, pt_palette_clash_get_factor (&finding->clash));
    }

  return factor;
}

static gboolean
cure_by_gain (PtAdviceWork *self, PtFinding *finding, double max_cut_db)
{
  double factor = finding->clashes ? get_factor (self, finding->advice->role) : 1.0;
  double gain = finding->advice->gain * factor;
  double cut_db = -pt_gain_to_db (factor);

  if (!finding->clashes || cut_db > max_cut_db || gain < PT_PALETTE_MIN_GAIN)
    return FALSE;
  finding->advice->gain = gain;
  set_cure (finding->advice, PT_CURE_GAIN, NULL, g_strdup_printf (_ ("Turn Down by %.1f dB"), cut_db));

  return TRUE;
}

static gboolean
cure_by_swap (PtAdviceWork *self, PtFinding *finding, GCancellable *cancellable)
{
  for (guint i = finding->n_found; i < finding->candidates->len; i++)
    {
      const PtSampleInfo *info = g_ptr_array_index (finding->candidates, i);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (helps (self, finding, info, cancellable))
        {
          set_cure (finding->advice, PT_CURE_SWAP, info->path, g_strdup_printf (_ ("Use “%s”"), info->name));
          return TRUE;
        }
    }

  return FALSE;
}

/* What will not play as meant is better silent. */
static void
cure_by_emptying (PtFinding *finding)
{
  if (finding->advice->weight == PT_ADVICE_FATAL && finding->wants_swap)
    set_cure (finding->advice, PT_CURE_EMPTY, NULL, g_strdup (_ ("Empty the Slot")));
}

void
_pt_advice_work_choose (PtAdviceWork *self, GCancellable *cancellable)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      PtFinding *finding = g_ptr_array_index (self->findings, i);

      if (!cure_by_relink (finding) && !cure_by_gain (self, finding, MAX_CUT_DB)
          && !cure_by_swap (self, finding, cancellable) && !cure_by_gain (self, finding, G_MAXDOUBLE))
        cure_by_emptying (finding);
    }
}

GPtrArray *
_pt_advice_work_take (PtAdviceWork *self)
{
  GPtrArray *advice = g_ptr_array_new_with_free_func ((GDestroyNotify) pt_advice_free);

  for (guint i = 0; i < self->findings->len; i++)
    g_ptr_array_add (advice, g_steal_pointer (&((PtFinding *) g_ptr_array_index (self->findings, i))->advice));

  return advice;
}
