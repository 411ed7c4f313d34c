/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "audio/pt-loudness-filter.h"

#include <math.h>

/* The analogue filters behind the coefficients that BS.1770 prints for 48 kHz, so that
 * every other rate gets the same curve. */
#define SHELF_HZ 1681.974450955533
#define SHELF_DB 3.999843853973347
#define SHELF_Q 0.7071752369554196
#define SHELF_BAND_EXPONENT 0.4996667741545416
#define PASS_HZ 38.13547087602444
#define PASS_Q 0.5003270373238773

/* No corner can lie above half the rate; only rates that no standard knows come near. */
#define HIGHEST_CORNER 0.45

/* Memories this small are below 400 dB under full scale. */
#define SETTLED 1e-20f

void
pt_k_design_init (PtKDesign *self, guint sample_rate)
{
  const double shelf_k = tan (G_PI * MIN (SHELF_HZ / sample_rate, HIGHEST_CORNER));
  const double shelf_high = pow (10, SHELF_DB / 20);
  const double shelf_band = pow (shelf_high, SHELF_BAND_EXPONENT);
  const double shelf_norm = 1 + shelf_k / SHELF_Q + shelf_k * shelf_k;
  const double pass_g = tan (G_PI * PASS_HZ / sample_rate);

  g_return_if_fail (self != NULL);
  g_return_if_fail (sample_rate > 0);

  self->shelf_b[0] = (shelf_high + shelf_band * shelf_k / SHELF_Q + shelf_k * shelf_k) / shelf_norm;
  self->shelf_b[1] = 2 * (shelf_k * shelf_k - shelf_high) / shelf_norm;
  self->shelf_b[2] = (shelf_high - shelf_band * shelf_k / SHELF_Q + shelf_k * shelf_k) / shelf_norm;
  self->shelf_a[0] = 1;
  self->shelf_a[1] = 2 * (shelf_k * shelf_k - 1) / shelf_norm;
  self->shelf_a[2] = (1 - shelf_k / SHELF_Q + shelf_k * shelf_k) / shelf_norm;

  self->pass_k = 1 / PASS_Q;
  self->pass_a[0] = 1 / (1 + pass_g * (pass_g + self->pass_k));
  self->pass_a[1] = pass_g * self->pass_a[0];
  self->pass_a[2] = pass_g * self->pass_a[1];
  /* The standard's numerator is 1, -2, 1: a little above one in the pass band. */
  self->pass_gain = 1 / self->pass_a[0];
}

double
pt_k_design_step (const PtKDesign *self, PtKPlainState *state, double input)
{
  double *memory = state->memory;
  const double shelf = self->shelf_b[0] * input + memory[0];
  double band, low, rest;

  memory[0] = self->shelf_b[1] * input - self->shelf_a[1] * shelf + memory[1];
  memory[1] = self->shelf_b[2] * input - self->shelf_a[2] * shelf;

  rest = shelf - memory[3];
  band = self->pass_a[0] * memory[2] + self->pass_a[1] * rest;
  low = memory[3] + self->pass_a[1] * memory[2] + self->pass_a[2] * rest;
  memory[2] = 2 * band - memory[2];
  memory[3] = 2 * low - memory[3];

  return self->pass_gain * (shelf - self->pass_k * band - low);
}

static void
put_pair (float *lanes, guint place, double value)
{
  lanes[2 * place] = value;
  lanes[2 * place + 1] = value;
}

/* Runs the plain filter over one block, from @state and a unit impulse at frame @impulse
 * (none when that is beyond the block), and notes what comes out and what is remembered. */
static void
note_answer (const PtKDesign *design, PtKPlainState state, guint impulse, float *early, float *late)
{
  for (guint i = 0; i < PT_K_BLOCK; i++)
    {
      const double output = pt_k_design_step (design, &state, i == impulse ? 1 : 0);

      if (i >= 8)
        put_pair (late, PT_K_STATES + i - 8, output);
      else if (early != NULL)
        put_pair (early, i, output);
    }
  for (guint m = 0; m < PT_K_STATES; m++)
    put_pair (late, m, state.memory[m]);
}

void
pt_k_tables_init (PtKTables *self, const PtKDesign *design)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (design != NULL);

  for (guint i = 0; i < PT_K_BLOCK; i++)
    {
      PtKPlainState state = { { 0 } };

      note_answer (design, state, i, i < 8 ? self->early_of_input[i] : NULL, self->late_of_input[i]);
    }
  for (guint m = 0; m < PT_K_STATES; m++)
    {
      PtKPlainState state = { { 0 } };

      state.memory[m] = 1;
      note_answer (design, state, PT_K_BLOCK, self->early_of_state[m], self->late_of_state[m]);
    }
}

gboolean
pt_k_state_settle (PtKState *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->memory); i++)
    if (fabsf (self->memory[i]) > SETTLED)
      return FALSE;

  memset (self->memory, 0, sizeof self->memory);

  return TRUE;
}
