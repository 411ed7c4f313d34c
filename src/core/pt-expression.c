/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "core/pt-expression.h"

GArray *
pt_expression_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (PtExpressionPoint));
}

void
pt_expression_add (GArray *curve, PtBeats at, double value)
{
  PtExpressionPoint point = { at, CLAMP (value, 0.0, 1.0) };

  g_return_if_fail (curve != NULL);
  g_return_if_fail (curve->len == 0 || pt_beats_compare (g_array_index (curve, PtExpressionPoint, curve->len - 1).at, at) <= 0);

  g_array_append_val (curve, point);
}

double
pt_expression_get_value (const GArray *curve, PtBeats at)
{
  const PtExpressionPoint *points;
  guint low = 0, high;
  double span;

  g_return_val_if_fail (curve != NULL, 1.0);

  if (curve->len == 0)
    return 1.0;

  points = (const PtExpressionPoint *) (void *) curve->data;
  high = curve->len;
  /* The number of points at or before @at. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (pt_beats_compare (points[middle].at, at) <= 0)
        low = middle + 1;
      else
        high = middle;
    }

  if (low == 0)
    return points[0].value;
  if (low == curve->len)
    return points[low - 1].value;

  span = pt_beats_to_double (points[low].at) - pt_beats_to_double (points[low - 1].at);

  return points[low - 1].value + (points[low].value - points[low - 1].value) * ((pt_beats_to_double (at) - pt_beats_to_double (points[low - 1].at)) / span);
}
