/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-sound-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/pt-core-error.h"
#include "core/pt-key.h"
#include "core/pt-similarity.h"
#include "core/pt-util.h"

/* A sample of the library and what the list has to know of it. */
typedef struct
{
  PtSample *sample;
  const char *name_key; /* the sample's */
  char *words; /* what searches look at, folded */
  gsize words_length;
  double distance; /* to similar-to; NAN: there is none */
  guint8 key_order; /* around the wheel, 0: no key */
  guint matches : 1;
  guint gone : 1;
} Entry;

struct _PtSoundList
{
  GObject parent_instance;

  PtLibrary *library;
  GHashTable *entries; /* PtSample -> Entry, which it owns */
  GPtrArray *mirror; /* all, in the order of the library */
  GPtrArray *by_name; /* all, by name and path: what every order begins with */
  GPtrArray *rows; /* those that are shown, in order */
  guint n_total;

  char *query_text;
  PtQuery *query;
  PtSoundSort sort;
  gboolean descending;
  gboolean show_missing;
  PtSample *similar_to;
  PtSoundSort sort_before; /* similar-to was set */
  gboolean descending_before;
  GHashTable *usage;
};

enum
{
  PROP_0,
  PROP_QUERY,
  PROP_SORT,
  PROP_DESCENDING,
  PROP_SHOW_MISSING,
  PROP_SIMILAR_TO,
  PROP_N_TOTAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PtSoundList, pt_sound_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

G_DEFINE_ENUM_TYPE (PtSoundSort, pt_sound_sort, G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_NAME, "name"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_ROLE, "role"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_BPM, "bpm"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_KEY, "key"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_LENGTH, "length"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_LOOP, "loop"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_BRIGHTNESS, "brightness"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_LOUDNESS, "loudness"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_RATING, "rating"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_FAVOURITE, "favourite"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_ADDED, "added"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_USED, "used"), G_DEFINE_ENUM_VALUE (PT_SOUND_SORT_DISTANCE, "distance"))

static const char *const sort_names[PT_N_SOUND_SORTS + 1] = {
  "name", "role", "bpm", "key", "length", "loop", "brightness", "loudness", "rating", "favourite", "added", "used",
  "distance", NULL
};

const char *
pt_sound_sort_to_string (PtSoundSort sort)
{
  g_return_val_if_fail (sort < PT_N_SOUND_SORTS, NULL);

  return sort_names[sort];
}

gboolean
pt_sound_sort_parse (const char *text, PtSoundSort *sort, GError **error)
{
  g_autofree char *all = NULL;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (sort != NULL, FALSE);

  for (guint i = 0; i < PT_N_SOUND_SORTS; i++)
    if (g_ascii_strcasecmp (text, sort_names[i]) == 0)
      {
        *sort = i;
        return TRUE;
      }
  all = g_strjoinv (", ", (char **) sort_names);
  g_set_error (error, PT_CORE_ERROR, PT_CORE_ERROR_UNKNOWN_NAME, _ ("Sounds cannot be sorted by “%s”; choose one of %s"),
               PT_SHORT (text), all);

  return FALSE;
}

/* --- the model --- */

static GType
get_item_type (GListModel *model)
{
  return PT_TYPE_SAMPLE;
}

static guint
get_n_items (GListModel *model)
{
  return PT_SOUND_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PtSoundList *self = PT_SOUND_LIST (model);
  const Entry *entry;

  if (position >= self->rows->len)
    return NULL;
  entry = self->rows->pdata[position];

  return g_object_ref (entry->sample);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- entries --- */

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->sample);
  g_free (entry->words);
  g_free (entry);
}

/* Equal names with different paths keep one order wherever they come from. */
static int
compare_names (const Entry *a, const Entry *b)
{
  int order = strcmp (a->name_key, b->name_key);

  return order != 0 ? order : strcmp (pt_sample_get_info (a->sample)->path, pt_sample_get_info (b->sample)->path);
}

static int
compare_name_pointers (gconstpointer a, gconstpointer b)
{
  return compare_names (*(const Entry *const *) a, *(const Entry *const *) b);
}

/* 1A, 1B, 2A ...: A minor and C major, which mix, stand side by side. */
static guint8
find_key_order (const char *text)
{
  PtKey key;
  int number;

  if (text == NULL || !pt_key_parse (text, &key, NULL))
    return 0;
  /* The relative minor of a major key lies three half tones below it; a fifth is one hour. */
  number = ((key.minor ? key.tonic + 3 : key.tonic) * 7 + 7) % 12;

  return 1 + 2 * number + (key.minor ? 0 : 1);
}

static void
refresh_entry (PtSoundList *self, Entry *entry)
{
  const PtSampleInfo *info = pt_sample_get_info (entry->sample);

  entry->name_key = pt_sample_get_name_key (entry->sample);
  entry->key_order = find_key_order (info->key);
  entry->distance = self->similar_to != NULL ? pt_similarity_distance (pt_sample_get_info (self->similar_to), info) : NAN;
  g_free (entry->words);
  entry->words = pt_query_fold_words (info, &entry->words_length);
  entry->matches = pt_query_matches_folded (self->query, info, entry->words, entry->words_length);
}

static double
known (double value)
{
  return value != 0 ? value : NAN;
}

static double
get_usage (PtSoundList *self, PtSample *sample)
{
  if (self->usage == NULL)
    return 0;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->usage, pt_sample_get_info (sample)->path));
}

/* NAN: not known. */
static double
value_of (PtSoundList *self, const Entry *entry)
{
  const PtSampleInfo *info = pt_sample_get_info (entry->sample);

  switch (self->sort)
    {
    case PT_SOUND_SORT_ROLE:
      return info->role < PT_ROLE_NONE ? info->role : NAN;
    case PT_SOUND_SORT_BPM:
      return known (info->bpm);
    case PT_SOUND_SORT_KEY:
      return known (entry->key_order);
    case PT_SOUND_SORT_LENGTH:
      return info->duration_s;
    case PT_SOUND_SORT_LOOP:
      return info->loop != FALSE;
    case PT_SOUND_SORT_BRIGHTNESS:
      return info->brightness_hz;
    case PT_SOUND_SORT_LOUDNESS:
      return info->lufs_i;
    case PT_SOUND_SORT_RATING:
      return known (info->rating);
    case PT_SOUND_SORT_FAVOURITE:
      return info->favourite != FALSE;
    case PT_SOUND_SORT_ADDED:
      return known (info->added_usec);
    case PT_SOUND_SORT_USED:
      return get_usage (self, entry->sample);
    case PT_SOUND_SORT_DISTANCE:
      return entry->distance;
    case PT_SOUND_SORT_NAME:
    default:
      return 0;
    }
}

/* --- sorting --- */

typedef struct
{
  guint64 value;
  Entry *entry;
} Sortable;

/* Doubles as whole numbers of the same order; what is not known comes last, whichever way. */
static guint64
make_sortable (double value, gboolean descending)
{
  guint64 bits;

  if (isnan (value))
    return G_MAXUINT64;
  value = (descending ? -value : value) + 0.0; /* no minus zero */
  memcpy (&bits, &value, sizeof bits);

  return bits >> 63 ? ~bits : bits | G_GUINT64_CONSTANT (1) << 63;
}

/* Byte by byte, which keeps equal ones in the order they have: that of their names. */
static void
sort_by_value (Sortable *rows, Sortable *spare, guint n)
{
  for (guint shift = 0; shift < 64; shift += 8)
    {
      guint starts[257] = { 0 };

      for (guint i = 0; i < n; i++)
        starts[(rows[i].value >> shift & 0xff) + 1]++;
      /* All have the same byte here. */
      if (n == 0 || starts[(rows[0].value >> shift & 0xff) + 1] == n)
        continue;
      for (guint i = 1; i < 257; i++)
        starts[i] += starts[i - 1];
      for (guint i = 0; i < n; i++)
        spare[starts[rows[i].value >> shift & 0xff]++] = rows[i];
      memcpy (rows, spare, n * sizeof *rows);
    }
}

static gboolean
is_shown (PtSoundList *self, const Entry *entry)
{
  return entry->matches && (self->show_missing || !pt_sample_get_info (entry->sample)->missing);
}

/* Names backwards, those of one name still by path. */
static void
reverse_names (GPtrArray *rows)
{
  g_autoptr (GPtrArray) turned = g_ptr_array_sized_new (rows->len);
  guint end = rows->len;

  while (end > 0)
    {
      guint start = end - 1;

      while (start > 0
             && strcmp (((Entry *) rows->pdata[start - 1])->name_key, ((Entry *) rows->pdata[end - 1])->name_key) == 0)
        start--;
      for (guint i = start; i < end; i++)
        g_ptr_array_add (turned, rows->pdata[i]);
      end = start;
    }
  if (rows->len > 0)
    memcpy (rows->pdata, turned->pdata, rows->len * sizeof (gpointer));
}

static GPtrArray *
make_rows (PtSoundList *self)
{
  GPtrArray *rows = g_ptr_array_sized_new (self->by_name->len);

  for (guint i = 0; i < self->by_name->len; i++)
    if (is_shown (self, self->by_name->pdata[i]))
      g_ptr_array_add (rows, self->by_name->pdata[i]);

  if (self->sort == PT_SOUND_SORT_NAME)
    {
      if (self->descending)
        reverse_names (rows);
    }
  else
    {
      g_autofree Sortable *sorted = g_new (Sortable, rows->len);
      g_autofree Sortable *spare = g_new (Sortable, rows->len);

      for (guint i = 0; i < rows->len; i++)
        sorted[i] = (Sortable){ make_sortable (value_of (self, rows->pdata[i]), self->descending), rows->pdata[i] };
      sort_by_value (sorted, spare, rows->len);
      for (guint i = 0; i < rows->len; i++)
        rows->pdata[i] = sorted[i].entry;
    }

  return rows;
}

/* --- telling --- */

static void
update_total (PtSoundList *self)
{
  guint n_total = self->by_name->len;

  if (!self->show_missing)
    for (guint i = 0; i < self->by_name->len; i++)
      n_total -= pt_sample_get_info (((Entry *) self->by_name->pdata[i])->sample)->missing ? 1 : 0;
  if (self->n_total == n_total)
    return;
  self->n_total = n_total;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TOTAL]);
}

/* Only what lies between the rows that are the same at both ends is said to have changed, so
 * that a view keeps its place. */
static void
rebuild (PtSoundList *self)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->rows);
  guint n_before = before->len;
  guint start = 0;
  guint n_after, shorter, end;

  self->rows = make_rows (self);
  n_after = self->rows->len;
  shorter = MIN (n_before, n_after);
  while (start < shorter && before->pdata[start] == self->rows->pdata[start])
    start++;
  end = 0;
  while (end < shorter - start && before->pdata[n_before - 1 - end] == self->rows->pdata[n_after - 1 - end])
    end++;
  if (n_before - start - end > 0 || n_after - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - start - end, n_after - start - end);
}

static void
refresh_matches (PtSoundList *self)
{
  for (guint i = 0; i < self->by_name->len; i++)
    {
      Entry *entry = self->by_name->pdata[i];

      entry->matches = pt_query_matches_folded (self->query, pt_sample_get_info (entry->sample), entry->words,
                                                entry->words_length);
    }
}

static void
refresh_distances (PtSoundList *self)
{
  const PtSampleInfo *info = self->similar_to != NULL ? pt_sample_get_info (self->similar_to) : NULL;

  for (guint i = 0; i < self->by_name->len; i++)
    {
      Entry *entry = self->by_name->pdata[i];

      entry->distance = info != NULL ? pt_similarity_distance (info, pt_sample_get_info (entry->sample)) : NAN;
    }
}

/* --- following the library --- */

/* The first row of @sorted from @start on that stands behind @entry. In leaps: a batch lies
 * far apart, or all in one place. */
static guint
find_place (GPtrArray *sorted, guint start, const Entry *entry)
{
  guint step = 1;
  guint low = start;
  guint high = start;

  while (high < sorted->len && compare_names (sorted->pdata[high], entry) <= 0)
    {
      low = high + 1;
      high += step;
      step *= 2;
    }
  high = MIN (high, sorted->len);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_names (sorted->pdata[middle], entry) <= 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Those that are gone leave, @added (of Entry) come in where they belong. */
static void
merge_names (PtSoundList *self, GPtrArray *added, gboolean some_gone)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->by_name);
  guint next = 0;

  if (some_gone)
    {
      guint kept = 0;

      for (guint i = 0; i < old->len; i++)
        if (!((Entry *) old->pdata[i])->gone)
          old->pdata[kept++] = old->pdata[i];
      g_ptr_array_set_size (old, kept);
    }
  g_ptr_array_sort (added, compare_name_pointers);
  self->by_name = g_ptr_array_sized_new (old->len + added->len);
  for (guint i = 0; i < added->len; i++)
    {
      guint place = find_place (old, next, added->pdata[i]);

      for (; next < place; next++)
        g_ptr_array_add (self->by_name, old->pdata[next]);
      g_ptr_array_add (self->by_name, added->pdata[i]);
    }
  for (; next < old->len; next++)
    g_ptr_array_add (self->by_name, old->pdata[next]);
}

static Entry *
add_entry (PtSoundList *self, PtSample *sample, GPtrArray *added)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->sample = g_object_ref (sample);
  g_hash_table_insert (self->entries, sample, entry);
  g_ptr_array_add (added, entry);

  return entry;
}

static void
library_changed_cb (PtSoundList *self, guint position, guint n_removed, guint n_added, GListModel *library)
{
  g_autoptr (GPtrArray) added = g_ptr_array_sized_new (n_added);
  g_autoptr (GPtrArray) span = g_ptr_array_sized_new (n_added);
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (entry_free);

  for (guint i = 0; i < n_removed; i++)
    ((Entry *) self->mirror->pdata[position + i])->gone = TRUE;
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (PtSample) sample = g_list_model_get_item (library, position + i);
      Entry *entry = g_hash_table_lookup (self->entries, sample);

      if (entry == NULL)
        entry = add_entry (self, sample, added);
      entry->gone = FALSE;
      refresh_entry (self, entry);
      g_ptr_array_add (span, entry);
    }
  for (guint i = 0; i < n_removed; i++)
    {
      Entry *entry = self->mirror->pdata[position + i];

      if (!entry->gone)
        continue;
      g_hash_table_steal (self->entries, entry->sample);
      g_ptr_array_add (gone, entry);
    }

  if (n_removed > 0)
    g_ptr_array_remove_range (self->mirror, position, n_removed);
  if (position == self->mirror->len)
    {
      g_ptr_array_extend (self->mirror, span, NULL, NULL);
    }
  else if (n_added > 0)
    {
      guint n_behind = self->mirror->len - position;

      g_ptr_array_set_size (self->mirror, self->mirror->len + n_added);
      memmove (&self->mirror->pdata[position + n_added], &self->mirror->pdata[position], n_behind * sizeof (gpointer));
      memcpy (&self->mirror->pdata[position], span->pdata, n_added * sizeof (gpointer));
    }

  if (added->len > 0 || gone->len > 0)
    merge_names (self, added, gone->len > 0);
  rebuild (self);
  update_total (self);
}

static void
samples_edited_cb (PtSoundList *self, GPtrArray *samples)
{
  for (guint i = 0; i < samples->len; i++)
    {
      Entry *entry = g_hash_table_lookup (self->entries, samples->pdata[i]);

      if (entry != NULL)
        refresh_entry (self, entry);
    }
  rebuild (self);
  update_total (self);
}

/* --- the object --- */

static void
pt_sound_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PtSoundList *self = PT_SOUND_LIST (object);

  switch (prop_id)
    {
    case PROP_QUERY:
      g_value_set_string (value, self->query_text);
      break;
    case PROP_SORT:
      g_value_set_enum (value, self->sort);
      break;
    case PROP_DESCENDING:
      g_value_set_boolean (value, self->descending);
      break;
    case PROP_SHOW_MISSING:
      g_value_set_boolean (value, self->show_missing);
      break;
    case PROP_SIMILAR_TO:
      g_value_set_object (value, self->similar_to);
      break;
    case PROP_N_TOTAL:
      g_value_set_uint (value, self->n_total);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_sound_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PtSoundList *self = PT_SOUND_LIST (object);

  switch (prop_id)
    {
    case PROP_QUERY:
      pt_sound_list_set_query (self, g_value_get_string (value));
      break;
    case PROP_SORT:
      pt_sound_list_set_sort (self, g_value_get_enum (value), self->descending);
      break;
    case PROP_DESCENDING:
      pt_sound_list_set_sort (self, self->sort, g_value_get_boolean (value));
      break;
    case PROP_SHOW_MISSING:
      pt_sound_list_set_show_missing (self, g_value_get_boolean (value));
      break;
    case PROP_SIMILAR_TO:
      pt_sound_list_set_similar_to (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
pt_sound_list_finalize (GObject *object)
{
  PtSoundList *self = PT_SOUND_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->by_name);
  g_ptr_array_unref (self->mirror);
  g_hash_table_unref (self->entries);
  g_clear_pointer (&self->usage, g_hash_table_unref);
  g_clear_object (&self->similar_to);
  pt_query_free (self->query);
  g_free (self->query_text);
  g_object_unref (self->library);

  G_OBJECT_CLASS (pt_sound_list_parent_class)->finalize (object);
}

static void
pt_sound_list_class_init (PtSoundListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = pt_sound_list_finalize;
  object_class->get_property = pt_sound_list_get_property;
  object_class->set_property = pt_sound_list_set_property;

  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, "", flags);
  properties[PROP_SORT] = g_param_spec_enum ("sort", NULL, NULL, PT_TYPE_SOUND_SORT, PT_SOUND_SORT_NAME, flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_MISSING] = g_param_spec_boolean ("show-missing", NULL, NULL, FALSE, flags);
  properties[PROP_SIMILAR_TO] = g_param_spec_object ("similar-to", NULL, NULL, PT_TYPE_SAMPLE, flags);
  properties[PROP_N_TOTAL] = g_param_spec_uint ("n-total", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pt_sound_list_init (PtSoundList *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  self->mirror = g_ptr_array_new ();
  self->by_name = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->query = pt_query_new (NULL);
  self->query_text = g_strdup ("");
}

PtSoundList *
pt_sound_list_new (PtLibrary *library)
{
  PtSoundList *self;

  g_return_val_if_fail (PT_IS_LIBRARY (library), NULL);

  self = g_object_new (PT_TYPE_SOUND_LIST, NULL);
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "items-changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "edited", G_CALLBACK (samples_edited_cb), self, G_CONNECT_SWAPPED);
  library_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (library)), G_LIST_MODEL (library));

  return self;
}

void
pt_sound_list_set_query (PtSoundList *self, const char *text)
{
  g_return_if_fail (PT_IS_SOUND_LIST (self));

  if (!pt_set_str (&self->query_text, text != NULL ? text : ""))
    return;
  pt_query_free (self->query);
  self->query = pt_query_new (self->query_text);
  refresh_matches (self);
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

const PtQuery *
pt_sound_list_get_query (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), NULL);

  return self->query;
}

const char *
pt_sound_list_get_query_text (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), NULL);

  return self->query_text;
}

PtSoundSort
pt_sound_list_get_sort (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), PT_SOUND_SORT_NAME);

  return self->sort;
}

gboolean
pt_sound_list_get_descending (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), FALSE);

  return self->descending;
}

void
pt_sound_list_set_sort (PtSoundList *self, PtSoundSort sort, gboolean descending)
{
  gboolean turned, resorted;

  g_return_if_fail (PT_IS_SOUND_LIST (self));
  g_return_if_fail (sort < PT_N_SOUND_SORTS);

  descending = !!descending;
  resorted = self->sort != sort;
  turned = self->descending != descending;
  if (!resorted && !turned)
    return;
  self->sort = sort;
  self->descending = descending;
  rebuild (self);
  if (resorted)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
  if (turned)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

gboolean
pt_sound_list_get_show_missing (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), FALSE);

  return self->show_missing;
}

void
pt_sound_list_set_show_missing (PtSoundList *self, gboolean show)
{
  g_return_if_fail (PT_IS_SOUND_LIST (self));

  show = !!show;
  if (self->show_missing == show)
    return;
  self->show_missing = show;
  rebuild (self);
  update_total (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_MISSING]);
}

PtSample *
pt_sound_list_get_similar_to (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), NULL);

  return self->similar_to;
}

void
pt_sound_list_set_similar_to (PtSoundList *self, PtSample *sample)
{
  gboolean was_set;

  g_return_if_fail (PT_IS_SOUND_LIST (self));
  g_return_if_fail (sample == NULL || PT_IS_SAMPLE (sample));

  was_set = self->similar_to != NULL;
  if (!g_set_object (&self->similar_to, sample))
    return;
  refresh_distances (self);
  if (sample != NULL && !was_set)
    {
      self->sort_before = self->sort;
      self->descending_before = self->descending;
    }
  if (sample != NULL && (self->sort != PT_SOUND_SORT_DISTANCE || self->descending))
    pt_sound_list_set_sort (self, PT_SOUND_SORT_DISTANCE, FALSE);
  else if (sample == NULL && self->sort == PT_SOUND_SORT_DISTANCE && self->sort_before != PT_SOUND_SORT_DISTANCE)
    pt_sound_list_set_sort (self, self->sort_before, self->descending_before);
  else
    rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIMILAR_TO]);
}

void
pt_sound_list_set_usage (PtSoundList *self, GHashTable *usage)
{
  g_return_if_fail (PT_IS_SOUND_LIST (self));

  if (usage != NULL)
    g_hash_table_ref (usage);
  g_clear_pointer (&self->usage, g_hash_table_unref);
  self->usage = usage;
  if (self->sort == PT_SOUND_SORT_USED)
    rebuild (self);
}

guint
pt_sound_list_get_usage (PtSoundList *self, PtSample *sample)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), 0);
  g_return_val_if_fail (PT_IS_SAMPLE (sample), 0);

  return get_usage (self, sample);
}

guint
pt_sound_list_get_n_total (PtSoundList *self)
{
  g_return_val_if_fail (PT_IS_SOUND_LIST (self), 0);

  return self->n_total;
}

guint
pt_sound_list_find (PtSoundList *self, PtSample *sample)
{
  Entry *entry;
  guint position;

  g_return_val_if_fail (PT_IS_SOUND_LIST (self), G_MAXUINT);
  g_return_val_if_fail (PT_IS_SAMPLE (sample), G_MAXUINT);

  entry = g_hash_table_lookup (self->entries, sample);

  return entry != NULL && g_ptr_array_find (self->rows, entry, &position) ? position : G_MAXUINT;
}
