#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import glob
import html.parser
import json
import os
import signal
import subprocess
import time

from peaktime_test import CLI, Folder, SOURCE, check, cli, cli_json, main, refused

PALETTES = sorted(glob.glob(f'{SOURCE}/palettes/*.json'))


class Home(Folder):
    """A folder with a history of its own and the kit of the build."""

    def __enter__(self):
        folder = super().__enter__()
        self.old = dict(os.environ)
        kit = os.path.commonpath([s['path'] for s in cli_json('library', 'list')['samples']])
        os.environ['XDG_DATA_HOME'] = f'{folder}/data'
        os.environ['PEAKTIME_KIT'] = kit
        return folder

    def __exit__(self, *exception):
        os.environ.clear()
        os.environ.update(self.old)
        super().__exit__(*exception)


def write(path, value):
    with open(path, 'w') as file:
        json.dump(value, file)
    return path


def plan(folder, **more):
    value = {'name': 'Test & <more>', 'replicas': 4, 'seed': 1, 'palettes': ['random'],
             'conditions': [{'name': 'reference'}, {'name': 'recipe', 'arrangement': 'recipe'}]}
    return write(f'{folder}/plan.json', dict(value, **more))


def scores(folder):
    """What was scored, by run, without times."""
    with open(f'{folder}/runs.jsonl') as file:
        runs = [json.loads(line) for line in file if line.strip()]
    return {run['run']: (run['condition'], run['replica'], run['seed'], run['OBJ'], run['file_hash']) for run in runs}


def test_run_and_report():
    with Home() as folder:
        said = cli_json('trial', 'run', plan(folder), '-o', f'{folder}/t')
        check(said['runs'] == said['done'] == 8 and said['failed'] == 0, said)
        report = said['report']
        check(report['control'] == 'reference' and report['estimate'] and report['scorer'] == 'signal 1', report)
        check([c['n'] for c in report['conditions']] == [4, 4], report)
        one = report['comparisons'][0]
        check(one['condition'] == 'recipe' and one['against'] == 'reference' and one['pairs'] == 4, one)
        means = [c['OBJ']['mean'] for c in report['conditions']]
        check(abs(one['welch']['difference'] - (means[1] - means[0])) < 1e-9, one)
        for test in ('welch', 'paired'):
            check(0 <= one[test]['p'] <= 1 and 0 < one[test]['permutation_p'] <= 1, one)
            check(one[test]['low'] <= one[test]['difference'] <= one[test]['high'], one)
        check('reference' in one['words'] and 'recipe' in one['words'], one)
        again = cli_json('trial', 'report', f'{folder}/t', '--html', f'{folder}/r.html')
        check(again['report'] == report, 'the same report')
        with open(f'{folder}/r.html') as file:
            page = file.read()
        html.parser.HTMLParser().feed(page)
        check('Test &amp; &lt;more&gt;' in page and '<more>' not in page and 'http' not in page, page[:500])
        listed = cli_json('history', 'list', '--query', 'settings:trial')
        check(listed['matching'] == 8, listed)


def test_stopped_and_resumed():
    with Home() as folder:
        path = plan(folder, replicas=60)
        cli_json('trial', 'run', path, '-o', f'{folder}/whole')
        for number in (signal.SIGTERM, signal.SIGKILL):
            part = f'{folder}/{number}'
            process = subprocess.Popen([CLI, 'trial', 'run', path, '-o', part], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            deadline = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < deadline:
                if os.path.exists(f'{part}/runs.jsonl') and len(open(f'{part}/runs.jsonl').readlines()) >= 4:
                    break
                time.sleep(0.002)
            process.send_signal(number)
            process.wait(timeout=60)
            with open(f'{part}/runs.jsonl') as file:
                done = sum(line.endswith('\n') for line in file)
            check(4 <= done < 120, f'{done} were done')
            # Half of it can be looked at.
            check(cli_json('trial', 'report', part)['done'] < 120, 'a part')
            refused('trial', 'run', path, '-o', part, says='--resume')
            said = cli_json('trial', 'run', path, '-o', part, '--resume')
            check(said['done'] == 120, said)
            check(scores(part) == scores(f'{folder}/whole'), f'the same scores after {number}')
        refused('trial', 'run', plan(folder, replicas=61), '-o', f'{folder}/whole', '--resume', says='another plan')


def test_what_cannot_be_believed():
    with Home() as folder:
        path = plan(folder, replicas=2, palettes=PALETTES[:1],
                    conditions=[{'name': 'short'}, {'name': 'long', 'bars': 64}])
        warnings = ' '.join(cli_json('trial', 'run', path, '-o', f'{folder}/a')['report']['warnings'])
        check('fewer than three' in warnings and 'duration' in warnings, warnings)
        path = plan(folder, replicas=3, palettes=PALETTES[:1])
        report = cli_json('trial', 'run', path, '-o', f'{folder}/b')['report']
        check('no replicas' in ' '.join(report['warnings']), report['warnings'])
        path = plan(folder, replicas=3, palettes=['none.json'], conditions=[{'name': 'a'}])
        result = cli('trial', 'run', path, '-o', f'{folder}/c', '--json')
        check(result.returncode == 1 and json.loads(result.stdout)['failed'] == 3, result.stdout)
        check('none.json' in result.stderr, result.stderr)


def test_pairs_over_palettes():
    with Home() as folder:
        path = plan(folder, replicas=1, palettes=PALETTES[:6], conditions=[{'name': 'a'}, {'name': 'b', 'bpm': 140}])
        report = cli_json('trial', 'run', path, '-o', f'{folder}/t')['report']
        check(report['comparisons'][0]['pairs'] == 6, report)
        check(report['conditions'][1]['duration_s'] < 60, report)


def test_refused():
    with Home() as folder:
        refused('trial', 'run', plan(folder), says='-o DIR', exit_code=2)
        refused('trial', 'run', f'{folder}/none.json', '-o', f'{folder}/t', says='none.json')
        refused('trial', 'run', plan(folder, replicas='x'), '-o', f'{folder}/t', says='replicas', leaves=f'{folder}/t')
        refused('trial', 'run', plan(folder, conditions=[]), '-o', f'{folder}/t', says=('plan.json', 'conditions'))
        refused('trial', 'report', f'{folder}/none', says='no trial')
        refused('trial', 'report', exit_code=2)
        refused('gap', '--palette', PALETTES[0], exit_code=2)
        refused('gap', '--palette', f'{folder}/none.json', '-o', f'{folder}/g', says='none.json', leaves=f'{folder}/g')


def test_gap():
    with Home() as folder:
        said = cli_json('gap', '--palette', PALETTES[0], '-o', f'{folder}/g')
        objectives = {name: entry['OBJ'] for name, entry in said['experiments'].items()}
        check(list(objectives) == ['A_ref_32bar', 'B_ref_64bar', 'C_set_32bar', 'D_set_64bar'], said)
        a, b, c, d = objectives.values()
        check(abs(said['gap'] - (d - a)) < 1e-9 and abs(said['duration'] - (b - a)) < 1e-9, said)
        check(abs(said['decisions'] - (c - a)) < 1e-9 and abs(said['decisions_at_64'] - (d - b)) < 1e-9, said)
        check(abs(said['duration'] + said['decisions'] + said['rest'] - said['gap']) < 1e-9, said)
        with open(f'{folder}/g/gap_test_results.json') as file:
            check(json.load(file) == said, 'what was said is kept')
        lengths = [f['duration_s'] for f in cli_json('measure', *(f'{folder}/g/{name}.wav' for name in objectives))['files']]
        check(lengths == [60, 120, 60, 120], lengths)
        refused('gap', '--palette', PALETTES[0], '-o', f'{folder}/g', says='--resume')
        check(cli_json('gap', '--palette', PALETTES[0], '-o', f'{folder}/g', '--resume') == said, 'the same again')
        cli_json('arrange', 'reference', '--bars', 64, '--palette', PALETTES[0], '-o', f'{folder}/mine.json')
        said = cli_json('gap', '--palette', PALETTES[0], '--arrangement', f'{folder}/mine.json', '-o', f'{folder}/h')
        check(said['decisions'] == 0 and said['decisions_at_64'] == 0, said)


main()
