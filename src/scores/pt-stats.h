/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What scores mean: pure functions, thread safe, the same numbers on every machine. They agree
 * with R (tests/data/statistics.json). Numbers that are not finite are refused with
 * PT_SCORES_ERROR_INVALID; what the data cannot tell is NAN. */

typedef struct
{
  guint n;
  double mean;
  double sd; /* of the sample; NAN with one value */
  double low; /* 95 % t interval of the mean; NAN with one value */
  double high;
  double min;
  double median;
  double max;
} PtStatsSummary;

gboolean pt_stats_summarize (const double *values,
                             guint n,
                             PtStatsSummary *summary,
                             GError **error);

/* @difference is of the first less the second. When neither varies, t and p are NAN: whether the
 * difference is one by chance cannot be told from numbers without spread. */
typedef struct
{
  double difference;
  double low; /* 95 % interval of the difference */
  double high;
  double t;
  double df;
  double p; /* two-sided */
  double d; /* Cohen's: difference over sqrt ((s1² + s2²) / 2); paired: over the sd of the differences */
} PtStatsComparison;

/* Welch's t test: two groups, each with a spread of its own. One value in a group: NAN. */
gboolean pt_stats_compare (const double *first,
                           guint n_first,
                           const double *second,
                           guint n_second,
                           PtStatsComparison *comparison,
                           GError **error);
/* Value by value. */
gboolean pt_stats_compare_paired (const double *first,
                                  const double *second,
                                  guint n,
                                  PtStatsComparison *comparison,
                                  GError **error);
/* Holm's correction of @n p values for having looked @n times; NAN stays NAN and does not count.
 * @adjusted may be @p. */
void pt_stats_holm (const double *p,
                    guint n,
                    double *adjusted);

/* How often a difference of means as large as this comes from dealing the values out anew; two-sided.
 * All ways when there are at most PT_STATS_MAX_WAYS of them, else PT_STATS_N_DEALS drawn by @seed.
 * NAN for an empty group or what is not finite. */
#define PT_STATS_MAX_WAYS 200000
#define PT_STATS_N_DEALS 20000
double pt_stats_permutation_p (const double *first,
                               guint n_first,
                               const double *second,
                               guint n_second,
                               guint64 seed);
/* The same for pairs: by changing the signs of the differences. */
double pt_stats_permutation_paired_p (const double *first,
                                      const double *second,
                                      guint n,
                                      guint64 seed);

/* So many values a group it takes for a two-sided t test at 5 % to find @difference with @power
 * (0.8, say) when the spread is @sd. 0: cannot be told; at most PT_STATS_MAX_NEEDED. */
#define PT_STATS_MAX_NEEDED 1000000
guint pt_stats_needed (double sd,
                       double difference,
                       double power);

/* So many pairs, when @sd is that of their differences. */
guint pt_stats_needed_paired (double sd,
                              double difference,
                              double power);

/* Student's t: probability up to @t, the value with probability @p below it, and the former for
 * the t that is not centred. */
double pt_stats_t_cdf (double t,
                       double df);
double pt_stats_t_quantile (double p,
                            double df);
double pt_stats_noncentral_t_cdf (double t,
                                  double df,
                                  double ncp);

G_END_DECLS
