/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* PT_SIMD_CLONES in front of a function makes the compiler build it for several vector
 * widths and choose at run time. Write such functions so that every width gives the same
 * bits: no sums of floats whose order the compiler may choose (it may not, without
 * -ffast-math), no reciprocals. Sanitizers and ifuncs do not get along. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#  define PT_SIMD_CLONES __attribute__ ((target_clones ("default", "avx2", "arch=x86-64-v4")))
#else
#  define PT_SIMD_CLONES
#endif
