#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Roles and loops on the packs that are installed: at least nine of ten right where nothing
was tuned to, and honest where it is unsure. Packs that are not there are left out."""

import importlib.machinery
import importlib.util
import os
import sys

CLI = os.environ['PEAKTIME_CLI']
SCORER = os.path.join(os.environ['PEAKTIME_SOURCE'], 'tests', 'support', 'score-library')


def load_scorer():
    loader = importlib.machinery.SourceFileLoader('score_library', SCORER)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader('score_library', loader))
    loader.exec_module(module)
    return module


def report(number, title, score, least_role, least_loop):
    name = f'{number} - {title}'
    if score.n == 0:
        print(f'ok {name} # SKIP no such pack is installed')
        return True
    role = score.role / score.n
    loop = score.loop / max(score.n_loop, 1)
    good = role >= least_role and (score.n_loop == 0 or loop >= least_loop)
    print(f'{"ok" if good else "not ok"} {name}')
    print(f'# {score.line(title)}')
    return good


def main():
    scorer = load_scorer()
    print('1..4', flush=True)
    named = scorer.score_all(CLI)
    hidden = scorer.score_all(CLI, hidden=True)
    good = [
        report(1, 'packs tuned on', scorer.total(named, True), 0.97, 0.97),
        report(2, 'packs held out', scorer.total(named, False), 0.90, 0.95),
        report(3, 'packs tuned on, names hidden', scorer.total(hidden, True), 0.85, 0.95),
        # By sound alone a guess is often wrong: then it has to say that it is one.
        report(4, 'packs held out, names hidden', scorer.total(hidden, False), 0.55, 0.95),
    ]
    sys.exit(0 if all(good) else 1)


main()
