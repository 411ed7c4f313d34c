/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Inner loops are plain C that the compiler turns into vectors, compiled once per
 * instruction set and chosen when the program starts. They use no operation whose result
 * depends on the width (no fused multiply-add, no reordered float sum), so that every
 * clone gives the same bits. Sanitizers do not get along with the run-time choice. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#  define PT_RT_CLONES __attribute__ ((target_clones ("default", "avx2", "arch=x86-64-v4")))
#else
#  define PT_RT_CLONES
#endif
