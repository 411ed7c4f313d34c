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

/* Runs the plain filter over one block, from @state and one unit impulse at frame @impulse
 * (none when it is beyond the block), and notes what comes out and what is remembered. */
static void
note_answer (const PtKDesign *design, PtKPlainState state, guint impulse, PtFloat16 *output, PtFloat8 *memory)
{
  float output_lanes[2 * PT_K_BLOCK];
  float memory_lanes[2 * PT_K_STATES];

  for (guint i = 0; i < PT_K_BLOCK; i++)
    put_pair (output_lanes, i, pt_k_design_step (design, &state, i == impulse ? 1 : 0));
  for (guint m = 0; m < PT_K_STATES; m++)
    put_pair (memory_lanes, m, state.memory[m]);

  memcpy (output, output_lanes, sizeof output_lanes);
  memcpy (memory, memory_lanes, sizeof memory_lanes);
}

void
pt_k_tables_init (PtKTables *self, const PtKDesign *design)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (design != NULL);

  for (guint i = 0; i < PT_K_BLOCK; i++)
    {
      PtKPlainState state = { { 0 } };

      note_answer (design, state, i, &self->output_of_input[i], &self->state_of_input[i]);
    }
  for (guint m = 0; m < PT_K_STATES; m++)
    {
      PtKPlainState state = { { 0 } };

      state.memory[m] = 1;
      note_answer (design, state, PT_K_BLOCK, &self->output_of_state[m], &self->state_of_state[m]);
    }
}

PT_SIMD_CLONES void
pt_k_filter_run (const PtKTables *tables,
                 PtKState *state,
                 const float *pairs,
                 guint n_blocks,
                 float squares[PT_SIMD_LANES])
{
  PtPairs4 memory;
  PtFloat16 sum = { 0 };

  memcpy (&memory, state->memory, sizeof memory);

  for (guint block = 0; block < n_blocks; block++)
    {
      PtFloat16 output = { 0 };
      PtFloat8 next = { 0 };

      for (guint i = 0; i < PT_K_BLOCK; i++)
        {
          const guint64 pair = pt_pair_load (pairs + 2 * (block * PT_K_BLOCK + i));
          const PtPairs8 everywhere = { pair, pair, pair, pair, pair, pair, pair, pair };
          const PtPairs4 half = { pair, pair, pair, pair };

          output += tables->output_of_input[i] * (PtFloat16) everywhere;
          next += tables->state_of_input[i] * (PtFloat8) half;
        }
      for (guint m = 0; m < PT_K_STATES; m++)
        {
          const guint64 pair = memory[m];
          const PtPairs8 everywhere = { pair, pair, pair, pair, pair, pair, pair, pair };
          const PtPairs4 half = { pair, pair, pair, pair };

          output += tables->output_of_state[m] * (PtFloat16) everywhere;
          next += tables->state_of_state[m] * (PtFloat8) half;
        }

      memory = (PtPairs4) next;
      sum += output * output;
    }

  memcpy (state->memory, &memory, sizeof memory);
  memcpy (squares, &sum, sizeof sum);
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
