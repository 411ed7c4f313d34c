/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "scores/pt-stats.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/pt-rng.h"
#include "scores/pt-scores-error.h"

#define CONFIDENCE 0.95
#define LEVEL 0.05

/* --- distributions --- */

static double
log_gamma (double x)
{
  int sign;

  /* lgamma() writes a global variable. */
  return lgamma_r (x, &sign);
}

/* The continued fraction of the incomplete beta function, after Lentz. */
static double
beta_fraction (double x, double a, double b)
{
  const double tiny = 1e-300;
  double c = 1, d = 1 - (a + b) * x / (a + 1), result;

  d = 1 / (fabs (d) < tiny ? tiny : d);
  result = d;
  for (guint m = 1; m < 10000; m++)
    {
      const double even = m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m));
      const double odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
      double step;

      d = 1 + even * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + even / c;
      c = fabs (c) < tiny ? tiny : c;
      result *= d * c;
      d = 1 + odd * d;
      d = 1 / (fabs (d) < tiny ? tiny : d);
      c = 1 + odd / c;
      c = fabs (c) < tiny ? tiny : c;
      step = d * c;
      result *= step;
      if (fabs (step - 1) < 1e-16)
        break;
    }

  return result;
}

/* Regularised; @y is 1 - @x, which says more when x is near 1. */
static double
incomplete_beta (double x, double y, double a, double b)
{
  double front;

  if (x <= 0)
    return 0;
  if (y <= 0)
    return 1;
  front = exp (log_gamma (a + b) - log_gamma (a) - log_gamma (b) + a * log (x) + b * log (y));

  return x < (a + 1) / (a + b + 2) ? front * beta_fraction (x, a, b) / a : 1 - front * beta_fraction (y, b, a) / b;
}

/* Probability of being as far out as @t on one side. */
static double
t_tail (double t, double df)
{
  const double square = t * t, sum = df + square;

  return isinf (t) ? 0 : 0.5 * incomplete_beta (df / sum, square / sum, 0.5 * df, 0.5);
}

double
pt_stats_t_cdf (double t, double df)
{
  if (isnan (t) || !(df > 0))
    return NAN;

  return t < 0 ? t_tail (t, df) : 1 - t_tail (t, df);
}

double
pt_stats_t_quantile (double p, double df)
{
  const double tail = MIN (p, 1 - p);
  double low = 0, high = 1;

  if (!(p > 0 && p < 1) || !(df > 0))
    return NAN;
  while (t_tail (high, df) > tail && high < 1e300)
    high *= 2;
  for (guint i = 0; i < 200 && high - low > 1e-15 * high; i++)
    {
      const double middle = 0.5 * (low + high);

      if (t_tail (middle, df) > tail)
        low = middle;
      else
        high = middle;
    }

  return p < 0.5 ? -0.5 * (low + high) : 0.5 * (low + high);
}

/* Algorithm AS 243 (Lenth 1989). */
double
pt_stats_noncentral_t_cdf (double t, double df, double ncp)
{
  const gboolean mirrored = t < 0;
  const double delta = mirrored ? -ncp : ncp, lambda = delta * delta;
  const double sum_of = t * t + df, x = t * t / sum_of, y = df / sum_of;
  const double half = 0.5 * df;
  double a = 0.5, p, q, rest, odd, even, odd_step, even_step, result;

  if (isnan (t) || !(df > 0) || !isfinite (ncp))
    return NAN;
  /* The weights underflow; it is all on one side. */
  if (lambda > 1400)
    return t < ncp ? 0 : 1;
  p = 0.5 * exp (-0.5 * lambda);
  q = sqrt (2 / G_PI) * p * delta;
  rest = 0.5 - p;
  odd = incomplete_beta (x, y, a, half);
  odd_step = 2 * exp (half * log (y) + a * log (MAX (x, 1e-300)) - (0.5 * log (G_PI) + log_gamma (half) - log_gamma (0.5 + half)));
  even = -expm1 (half * log (y));
  even_step = half * x * exp (half * log (y));
  result = p * odd + q * even;
  for (guint i = 1; i <= 5000 && x > 0; i++)
    {
      a += 1;
      odd -= odd_step;
      even -= even_step;
      odd_step *= x * (a + half - 1) / a;
      even_step *= x * (a + half - 0.5) / (a + 0.5);
      p *= lambda / (2.0 * i);
      q *= lambda / (2.0 * i + 1);
      result += p * odd + q * even;
      rest -= p;
      if ((rest <= 0 && i > 1) || fabs (2 * rest * (odd - odd_step)) < 1e-13)
        break;
    }
  result += 0.5 * erfc (delta / G_SQRT2);
  result = CLAMP (result, 0, 1);

  return mirrored ? 1 - result : result;
}

/* --- one group --- */

static gboolean
check (const double *values, guint n, GError **error)
{
  if (n == 0)
    {
      g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID, "There are no values to compare");
      return FALSE;
    }
  for (guint i = 0; i < n; i++)
    if (!isfinite (values[i]))
      {
        g_set_error (error, PT_SCORES_ERROR, PT_SCORES_ERROR_INVALID,
                     "Value %u of %u is no number; leave out what was not scored", i + 1, n);
        return FALSE;
      }

  return TRUE;
}

/* Mean and sum of squares around it, in two passes. */
static double
compute_mean (const double *values, guint n, double *squares)
{
  double mean = 0, correction = 0;

  for (guint i = 0; i < n; i++)
    mean += values[i];
  mean /= n;
  for (guint i = 0; i < n; i++)
    correction += values[i] - mean;
  mean += correction / n;
  *squares = 0;
  for (guint i = 0; i < n; i++)
    *squares += (values[i] - mean) * (values[i] - mean);

  return mean;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

gboolean
pt_stats_summarize (const double *values, guint n, PtStatsSummary *summary, GError **error)
{
  g_autofree double *sorted = NULL;
  double squares;

  g_return_val_if_fail (values != NULL || n == 0, FALSE);
  g_return_val_if_fail (summary != NULL, FALSE);

  if (!check (values, n, error))
    return FALSE;
  sorted = g_memdup2 (values, n * sizeof (double));
  qsort (sorted, n, sizeof (double), compare_doubles);
  summary->n = n;
  summary->mean = compute_mean (values, n, &squares);
  summary->min = sorted[0];
  summary->max = sorted[n - 1];
  summary->median = 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]);
  summary->sd = summary->low = summary->high = NAN;
  if (n > 1)
    {
      const double reach = pt_stats_t_quantile (0.5 + CONFIDENCE / 2, n - 1);

      summary->sd = sqrt (squares / (n - 1));
      summary->low = summary->mean - reach * summary->sd / sqrt (n);
      summary->high = summary->mean + reach * summary->sd / sqrt (n);
    }

  return TRUE;
}

/* --- two groups --- */

/* Fills what follows from the difference, its standard error and the degrees of freedom. */
static void
finish_comparison (PtStatsComparison *comparison, double se, double scale)
{
  double reach;

  comparison->low = comparison->high = comparison->t = comparison->p = NAN;
  if (!(comparison->df > 0) || !(se > 10 * DBL_EPSILON * scale))
    {
      comparison->df = NAN;
      return;
    }
  reach = pt_stats_t_quantile (0.5 + CONFIDENCE / 2, comparison->df) * se;
  comparison->low = comparison->difference - reach;
  comparison->high = comparison->difference + reach;
  comparison->t = comparison->difference / se;
  comparison->p = 2 * t_tail (comparison->t, comparison->df);
}

gboolean
pt_stats_compare (const double *first,
                  guint n_first,
                  const double *second,
                  guint n_second,
                  PtStatsComparison *comparison,
                  GError **error)
{
  double a, b, squares_a, squares_b, error_a, error_b, spread;

  g_return_val_if_fail (comparison != NULL, FALSE);

  if (!check (first, n_first, error) || !check (second, n_second, error))
    return FALSE;
  a = compute_mean (first, n_first, &squares_a);
  b = compute_mean (second, n_second, &squares_b);
  comparison->difference = a - b;
  comparison->d = comparison->df = NAN;
  if (n_first < 2 || n_second < 2)
    {
      finish_comparison (comparison, 0, 1);
      return TRUE;
    }
  error_a = squares_a / (n_first - 1) / n_first;
  error_b = squares_b / (n_second - 1) / n_second;
  comparison->df = (error_a + error_b) * (error_a + error_b)
                   / (error_a * error_a / (n_first - 1) + error_b * error_b / (n_second - 1));
  finish_comparison (comparison, sqrt (error_a + error_b), MAX (fabs (a), fabs (b)));
  spread = sqrt ((squares_a / (n_first - 1) + squares_b / (n_second - 1)) / 2);
  if (isfinite (comparison->p))
    comparison->d = comparison->difference / spread;

  return TRUE;
}

gboolean
pt_stats_compare_paired (const double *first,
                         const double *second,
                         guint n,
                         PtStatsComparison *comparison,
                         GError **error)
{
  g_autofree double *differences = NULL;
  double squares, sd;

  g_return_val_if_fail (comparison != NULL, FALSE);

  if (!check (first, n, error) || !check (second, n, error))
    return FALSE;
  differences = g_new (double, n);
  for (guint i = 0; i < n; i++)
    differences[i] = first[i] - second[i];
  comparison->difference = compute_mean (differences, n, &squares);
  comparison->d = NAN;
  comparison->df = n - 1;
  sd = n > 1 ? sqrt (squares / (n - 1)) : 0;
  finish_comparison (comparison, sd / sqrt (n), fabs (comparison->difference));
  if (isfinite (comparison->p))
    comparison->d = comparison->difference / sd;

  return TRUE;
}

void
pt_stats_holm (const double *p, guint n, double *adjusted)
{
  g_autofree guint *order = g_new (guint, n + 1);
  g_autofree double *sorted = g_new (double, n + 1);
  double worst = 0;
  guint n_real = 0;

  g_return_if_fail (p != NULL || n == 0);
  g_return_if_fail (adjusted != NULL || n == 0);

  for (guint i = 0; i < n; i++)
    {
      guint at = n_real;

      if (isnan (p[i]))
        continue;
      for (; at > 0 && sorted[at - 1] > p[i]; at--)
        {
          sorted[at] = sorted[at - 1];
          order[at] = order[at - 1];
        }
      sorted[at] = p[i];
      order[at] = i;
      n_real++;
    }
  for (guint i = 0; i < n; i++)
    if (isnan (p[i]))
      adjusted[i] = NAN;
  for (guint i = 0; i < n_real; i++)
    {
      worst = MAX (worst, MIN (sorted[i] * (n_real - i), 1));
      adjusted[order[i]] = worst;
    }
}

/* --- dealing out anew --- */

/* How many ways there are to choose, at most one more than the limit. */
static guint
count_ways (guint n, guint k)
{
  double ways = 1;

  for (guint i = 1; i <= MIN (k, n - k); i++)
    {
      ways = ways * (n - MIN (k, n - k) + i) / i;
      if (ways > PT_STATS_MAX_WAYS)
        return PT_STATS_MAX_WAYS + 1;
    }

  return (guint) (ways + 0.5);
}

static gboolean
next_choice (guint *choice, guint k, guint n)
{
  guint i = k;

  while (i > 0 && choice[i - 1] == n - k + i - 1)
    i--;
  if (i == 0)
    return FALSE;
  choice[i - 1]++;
  for (; i < k; i++)
    choice[i] = choice[i - 1] + 1;

  return TRUE;
}

static double
difference_of_means (double sum, double total, guint k, guint n)
{
  return fabs (sum / k - (total - sum) / (n - k));
}

double
pt_stats_permutation_p (const double *first, guint n_first, const double *second, guint n_second, guint64 seed)
{
  const guint n = n_first + n_second;
  g_autofree double *all = NULL;
  g_autofree guint *choice = NULL;
  double total = 0, observed, sum = 0, slack;
  guint n_ways = 0, n_as_far = 0;

  if (!check (first, n_first, NULL) || !check (second, n_second, NULL))
    return NAN;
  all = g_new (double, n);
  memcpy (all, first, n_first * sizeof (double));
  memcpy (all + n_first, second, n_second * sizeof (double));
  for (guint i = 0; i < n; i++)
    total += all[i];
  for (guint i = 0; i < n_first; i++)
    sum += first[i];
  observed = difference_of_means (sum, total, n_first, n);
  /* Sums of the same numbers in another order are not the same to the last bit. */
  slack = 1e-9 * (fabs (total) / n + observed) + 1e-300;

  if (count_ways (n, n_first) <= PT_STATS_MAX_WAYS)
    {
      choice = g_new (guint, n_first);
      for (guint i = 0; i < n_first; i++)
        choice[i] = i;
      do
        {
          sum = 0;
          for (guint i = 0; i < n_first; i++)
            sum += all[choice[i]];
          n_as_far += difference_of_means (sum, total, n_first, n) >= observed - slack;
          n_ways++;
        }
      while (next_choice (choice, n_first, n));

      return (double) n_as_far / n_ways;
    }

  {
    PtRng rng;

    pt_rng_init_named (&rng, seed, "permutation");
    for (guint deal = 0; deal < PT_STATS_N_DEALS; deal++)
      {
        sum = 0;
        for (guint i = 0; i < n_first; i++)
          {
            const guint other = pt_rng_range (&rng, i, n - 1);
            const double value = all[other];

            all[other] = all[i];
            all[i] = value;
            sum += value;
          }
        n_as_far += difference_of_means (sum, total, n_first, n) >= observed - slack;
      }
  }

  return (1.0 + n_as_far) / (1.0 + PT_STATS_N_DEALS);
}

double
pt_stats_permutation_paired_p (const double *first, const double *second, guint n, guint64 seed)
{
  const gboolean exact = n < 18 && 1u << n <= PT_STATS_MAX_WAYS;
  const guint n_ways = exact ? 1u << n : PT_STATS_N_DEALS;
  double observed = 0, scale = 0, slack;
  guint n_as_far = 0;
  PtRng rng;

  if (!check (first, n, NULL) || !check (second, n, NULL))
    return NAN;
  for (guint i = 0; i < n; i++)
    {
      observed += first[i] - second[i];
      scale += fabs (first[i] - second[i]);
    }
  slack = 1e-9 * scale + 1e-300;
  pt_rng_init_named (&rng, seed, "signs");
  for (guint way = 0; way < n_ways; way++)
    {
      double sum = 0;

      for (guint i = 0; i < n; i++)
        {
          const gboolean turned = exact ? (way >> i) & 1 : pt_rng_chance (&rng, 0.5);

          sum += turned ? second[i] - first[i] : first[i] - second[i];
        }
      n_as_far += fabs (sum) >= fabs (observed) - slack;
    }

  return exact ? (double) n_as_far / n_ways : (1.0 + n_as_far) / (1.0 + n_ways);
}

/* --- how many it takes --- */

/* @n_groups: 2, or 1 for differences of pairs. */
static double
compute_power (double n, double effect, guint n_groups)
{
  const double df = n_groups * (n - 1);

  return 1 - pt_stats_noncentral_t_cdf (pt_stats_t_quantile (1 - LEVEL / 2, df), df, sqrt (n / n_groups) * effect);
}

static guint
find_needed (double sd, double difference, double power, guint n_groups)
{
  const double effect = fabs (difference) / sd;
  guint low = 1, high = 2;

  if (!(sd > 0) || !isfinite (sd) || !(fabs (difference) > 0) || !isfinite (difference) || !(power > 0 && power < 1))
    return 0;
  while (high < PT_STATS_MAX_NEEDED && compute_power (high, effect, n_groups) < power)
    {
      low = high;
      high = MIN (2 * high, PT_STATS_MAX_NEEDED);
    }
  /* Enough with @high, not with @low. */
  while (high - low > 1)
    {
      const guint middle = low + (high - low) / 2;

      if (compute_power (middle, effect, n_groups) >= power)
        high = middle;
      else
        low = middle;
    }

  return high;
}

guint
pt_stats_needed (double sd, double difference, double power)
{
  return find_needed (sd, difference, power, 2);
}

guint
pt_stats_needed_paired (double sd, double difference, double power)
{
  return find_needed (sd, difference, power, 1);
}
