# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rscript make-statistics.R > ../data/statistics.json: what R (Debian's r-base-core) says of twenty
# data sets, for tests/scores/test-stats.c. R is not needed to run the test.

options(digits = 17)
set.seed(20261120)
num <- function(x) if (length(x) == 0 || !is.finite(x)) "null" else sprintf("%.17g", x)
nums <- function(x) paste0("[", paste(sapply(x, num), collapse = ", "), "]")

r <- function(x, d = 3) round(x, d)
sets <- list(
  list("three and three", c(6.52, 7.03, 6.98), c(7.18, 7.11, 7.24)),
  list("one and one", 6.5, 7.1),
  list("one and five", 6.5, r(rnorm(5, 7, 0.2))),
  list("two and two", c(6.5, 6.6), c(7.0, 7.3)),
  list("equal values", c(7, 7, 7, 7), c(7, 7, 7, 7)),
  list("equal values that differ", c(7, 7, 7), c(6.5, 6.5, 6.5)),
  list("one group without spread", c(7, 7, 7, 7), r(rnorm(4, 6.8, 0.2))),
  list("the same numbers", c(6.1, 6.4, 6.9), c(6.1, 6.4, 6.9)),
  list("five and five", r(rnorm(5, 6.9, 0.2)), r(rnorm(5, 7.1, 0.2))),
  list("unequal sizes", r(rnorm(4, 6.9, 0.2)), r(rnorm(12, 7.0, 0.2))),
  list("unequal spreads", r(rnorm(6, 7, 0.02)), r(rnorm(6, 7.1, 0.8))),
  list("far apart", r(rnorm(6, 1.5, 0.1)), r(rnorm(6, 9.5, 0.1))),
  list("many ties", c(6, 6, 6, 7, 7), c(6, 7, 7, 7, 7)),
  list("large offset", 1e6 + r(rnorm(5, 0, 0.3)), 1e6 + r(rnorm(5, 0.4, 0.3))),
  list("tiny spread", 7 + 1e-6 * r(rnorm(5)), 7 + 1e-6 * r(rnorm(5, 1))),
  list("negative values", r(rnorm(7, -14, 2)), r(rnorm(7, -12, 2))),
  list("skewed", r(rexp(8)), r(rexp(8, 0.5))),
  list("an outlier", c(7, 7.1, 6.9, 7.05, 3), c(7.1, 7.2, 7.15, 7, 7.3)),
  list("thirty and thirty", r(rnorm(30, 6.8, 0.3)), r(rnorm(30, 6.95, 0.3))),
  list("three hundred", r(rnorm(300, 6.8, 0.3)), r(rnorm(300, 6.82, 0.3)))
)

permutation <- function(x, y) {
  n <- length(x) + length(y)
  if (choose(n, length(x)) > 200000) return(NA)
  all <- c(x, y)
  observed <- abs(mean(x) - mean(y))
  d <- apply(combn(n, length(x)), 2, function(i) abs(mean(all[i]) - mean(all[-i])))
  mean(d >= observed - 1e-9 * (abs(mean(all)) + observed))
}
signs <- function(x, y) {
  n <- length(x)
  if (n != length(y) || n > 17) return(NA)
  d <- x - y
  s <- sapply(0:(2^n - 1), function(w) abs(sum(d * ifelse(bitwAnd(w, 2^(0:(n - 1))) > 0, -1, 1))))
  mean(s >= abs(sum(d)) - 1e-9 * sum(abs(d)))
}
test <- function(...) tryCatch(t.test(...), error = function(e) list(statistic = NA, parameter = NA, p.value = NA, conf.int = c(NA, NA)))

out <- c()
ps <- c()
for (s in sets) {
  x <- s[[2]]; y <- s[[3]]
  one <- function(v) {
    ci <- if (length(v) > 1) { q <- qt(0.975, length(v) - 1) * sd(v) / sqrt(length(v)); c(mean(v) - q, mean(v) + q) } else c(NA, NA)
    sprintf('{"mean": %s, "sd": %s, "low": %s, "high": %s, "median": %s}', num(mean(v)), num(sd(v)), num(ci[1]), num(ci[2]), num(median(v)))
  }
  w <- test(x, y)
  d <- if (is.finite(w$p.value)) (mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2) else NA
  p <- if (length(x) == length(y)) test(x, y, paired = TRUE) else NULL
  paired <- if (is.null(p)) "null" else sprintf('{"t": %s, "df": %s, "p": %s, "low": %s, "high": %s, "permutation_p": %s}',
    num(p$statistic), num(if (is.finite(p$p.value)) p$parameter else NA), num(p$p.value), num(p$conf.int[1]), num(p$conf.int[2]), num(signs(x, y)))
  ps <- c(ps, w$p.value)
  out <- c(out, sprintf('  {"name": "%s", "x": %s, "y": %s,\n   "first": %s, "second": %s,\n   "welch": {"t": %s, "df": %s, "p": %s, "low": %s, "high": %s, "d": %s}, "permutation_p": %s,\n   "paired": %s}',
    s[[1]], nums(x), nums(y), one(x), one(y), num(w$statistic), num(w$parameter), num(w$p.value), num(w$conf.int[1]), num(w$conf.int[2]), num(d), num(permutation(x, y)), paired))
}
real <- ps[is.finite(ps)]
power <- c()
for (sd in c(0.05, 0.1, 0.19, 0.3, 1)) for (delta in c(0.1, 0.2, 0.5)) {
  n <- tryCatch(ceiling(power.t.test(delta = delta, sd = sd, power = 0.8)$n), error = function(e) 2)
  pairs <- tryCatch(ceiling(power.t.test(delta = delta, sd = sd, power = 0.8, type = "paired")$n), error = function(e) 2)
  power <- c(power, sprintf('{"sd": %s, "difference": %s, "n": %d, "pairs": %d}', num(sd), num(delta), n, pairs))
}
t <- c()
for (df in c(1, 2, 3.7, 10, 58.3, 1000, 1e6)) for (p in c(0.0005, 0.025, 0.3, 0.9, 0.975))
  t <- c(t, sprintf('{"df": %s, "p": %s, "t": %s}', num(df), num(p), num(qt(p, df))))
nct <- c()
for (df in c(2, 8, 40)) for (ncp in c(0, 0.7, 2.5, 6)) for (q in c(-1, 0.5, 2.3, 7))
  nct <- c(nct, sprintf('{"df": %s, "ncp": %s, "t": %s, "p": %s}', num(df), num(ncp), num(q), num(pt(q, df, ncp))))
cat(sprintf('{\n"sets": [\n%s\n],\n"holm": {"p": %s, "adjusted": %s},\n"power": [\n  %s\n],\n"t": [\n  %s\n],\n"noncentral": [\n  %s\n]\n}\n',
  paste(out, collapse = ",\n"), nums(real), nums(p.adjust(real, "holm")), paste(power, collapse = ",\n  "),
  paste(t, collapse = ",\n  "), paste(nct, collapse = ",\n  ")))
