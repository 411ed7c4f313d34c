#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import json
import os
import signal
import subprocess
import time

from fake_scorer import FakeScorer
from peaktime_test import CLI, Folder, SOURCE, check, cli, cli_json, main, refused

ROLES = ['kick', 'hihat', 'bassline', 'perc', 'texture', 'clap']
RESULTS = ('results.csv', 'results.jsonl')


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


# Enough to be stopped in the middle; a sanitizer is thirty times slower.
MANY = 30 if 'PT_SANITIZED' in os.environ else 150


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def lines(path):
    try:
        return read(path).count(b'\n')
    except FileNotFoundError:
        return 0


def test_screen():
    with Home() as folder:
        said = cli_json('screen', '--count', 30, '--top', 4, '--seed', 5, '-o', f'{folder}/s')
        check(said['count'] == said['scored'] == 30 and said['failed'] == 0 and said['seed'] == 5, said)
        check(said['min'] <= said['median'] <= said['max'] and said['estimate'], said)
        check(said['palettes_per_s'] > 0 and said['cores'] > 0, said)
        check([top['rank'] for top in said['top']] == [1, 2, 3, 4], said)
        check(all(entry['count'] >= 2 and entry['role'] in ROLES for entry in said['shared']), said)
        with open(f'{folder}/s/results.csv', newline='') as file:
            rows = list(csv.DictReader(file))
        check(list(rows[0]) == ['rank', 'objective', 'CE', 'CU', 'PC', 'PQ'] + ROLES, rows[0])
        check([int(row['rank']) for row in rows] == list(range(1, 31)), rows)
        objectives = [float(row['objective']) for row in rows]
        check(objectives == sorted(objectives, reverse=True), objectives)
        check(abs(objectives[0] - said['max']) < 1e-4 and abs(objectives[-1] - said['min']) < 1e-4, said)
        check(len({tuple(row[role] for role in ROLES) for row in rows}) == 30, 'every palette is another')
        with open(f'{folder}/s/results.jsonl') as file:
            entries = [json.loads(line) for line in file]
        check([entry['rank'] for entry in entries] == list(range(1, 31)), entries)
        # The best, as palettes: what they scored is what they score.
        for top, row in zip(said['top'], rows):
            with open(top['path']) as file:
                palette = json.load(file)
            check(palette == {role: row[role] for role in ROLES}, palette)
            check(cli('palette', 'check', top['path']).returncode == 0, top)
        cli_json('render', '--palette', said['top'][0]['path'], '-o', f'{folder}/best.wav')
        score = cli_json('score', f'{folder}/best.wav')['scores'][0]
        check(abs(score['OBJ'] - said['top'][0]['OBJ']) < 0.02, score)
        listed = cli_json('history', 'list', '--query', 'palette:screening', '--limit', 0)
        check(listed['matching'] == 30, listed['matching'])


def test_the_same_again():
    with Home() as folder:
        cli_json('screen', '--count', 12, '--seed', 9, '--jobs', 1, '-o', f'{folder}/a')
        cli_json('screen', '--count', 12, '--seed', 9, '--jobs', 3, '-o', f'{folder}/b')
        cli_json('screen', '--count', 12, '--seed', 10, '-o', f'{folder}/c')
        for name in RESULTS:
            check(read(f'{folder}/a/{name}') == read(f'{folder}/b/{name}'), name)
        check(read(f'{folder}/a/results.csv') != read(f'{folder}/c/results.csv'), 'another seed')


def stop_in_the_middle(folder, number, *arguments):
    """Starts one, sends it @number once a few palettes are done; returns how many were."""
    process = subprocess.Popen([CLI, 'screen', '-o', folder, *map(str, arguments)], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while lines(f'{folder}/progress.jsonl') < 5 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(number)
    process.wait(timeout=60)
    check(process.returncode == (130 if number == signal.SIGTERM else -number), process.returncode)
    return lines(f'{folder}/progress.jsonl')


def test_stopped_and_resumed():
    with Home() as folder:
        arguments = ('--count', MANY, '--seed', 2, '--bars', 64 if MANY > 100 else 32)
        cli_json('screen', *arguments, '-o', f'{folder}/whole')
        for number in (signal.SIGTERM, signal.SIGKILL):
            part = f'{folder}/{number}'
            done = stop_in_the_middle(part, number, *arguments)
            check(5 <= done < MANY, f'{done} were done')
            check(not os.path.exists(f'{part}/results.csv'), 'no results yet')
            refused('screen', *arguments, '-o', part, says='--resume')
            said = cli_json('screen', *arguments, '-o', part, '--resume')
            check(said['scored'] == MANY and said['found'] >= done - 1, said)
            for name in RESULTS:
                check(read(f'{folder}/whole/{name}') == read(f'{part}/{name}'), f'{name} after {number}')
            check(sorted(os.listdir(f'{part}/curated')) == sorted(os.listdir(f'{folder}/whole/curated')), 'curated')
        # Nothing that was told is lost, and nothing more than the palettes under way is heard twice.
        for seed in (2,):
            listed = cli_json('history', 'list', '--query', f'"screening {seed}, palette"', '--limit', 1)
            check(3 * MANY <= listed['matching'] <= 3 * MANY + 8, listed['matching'])


def test_torn_progress():
    with Home() as folder:
        cli_json('screen', '--count', 8, '--seed', 4, '-o', f'{folder}/a')
        whole = read(f'{folder}/a/results.jsonl')
        progress = read(f'{folder}/a/progress.jsonl')
        with open(f'{folder}/a/progress.jsonl', 'wb') as file:
            file.write(progress[:len(progress) * 2 // 3])
        os.remove(f'{folder}/a/results.jsonl')
        said = cli_json('screen', '--count', 8, '--seed', 4, '-o', f'{folder}/a', '--resume')
        check(said['scored'] == 8 and 0 < said['found'] < 8, said)
        check(read(f'{folder}/a/results.jsonl') == whole, 'the same results')
        # And again, over the line that was torn.
        said = cli_json('screen', '--count', 8, '--seed', 4, '-o', f'{folder}/a', '--resume')
        check(said['found'] == 8 and len(said['top']) == 8, said)
        check(len(os.listdir(f'{folder}/a/curated')) == 8, 'saved once')


def test_curated_palettes_are_never_overwritten():
    with Home() as folder:
        os.makedirs(f'{folder}/s/curated')
        with open(f'{folder}/s/curated/palette_002.json', 'w') as file:
            file.write('mine')
        said = cli_json('screen', '--count', 4, '--top', 3, '-o', f'{folder}/s')
        check([os.path.basename(top['path']) for top in said['top']]
              == ['palette_001.json', 'palette_003.json', 'palette_004.json'], said)
        check(read(f'{folder}/s/curated/palette_002.json') == b'mine', 'overwritten')


def test_locks_and_audio():
    with Home() as folder:
        kick = next(s['path'] for s in cli_json('library', 'list')['samples'] if s['role'] == 'kick')
        said = cli_json('screen', '--count', 4, '--lock', f'kick={kick}', '--keep-audio', '-o', f'{folder}/s')
        with open(f'{folder}/s/results.csv', newline='') as file:
            check({row['kick'] for row in csv.DictReader(file)} == {kick}, 'the kick is locked')
        check(sorted(os.listdir(f'{folder}/s/audio')) == [f'{i:04}.wav' for i in range(1, 5)], 'audio')
        check(said['scored'] == 4, said)
        refused('screen', '--count', 4, '-o', f'{folder}/s', '--resume', says='another')


def test_few_palettes():
    with Home() as folder:
        locks = []
        for role in ROLES[1:]:
            path = next(s['path'] for s in cli_json('library', 'list', '--role', role)['samples'])
            locks += ['--lock', f'{role}={path}']
        kicks = sum(s['role'] == 'kick' for s in cli_json('library', 'list')['samples'])
        said = cli_json('screen', '--count', kicks + 50, *locks, '-o', f'{folder}/s')
        check(0 < said['count'] <= kicks, said)


def test_a_scorer_elsewhere():
    with FakeScorer() as server, Home() as folder:
        said = cli_json('screen', '--count', 5, '--scorer', 'http', '--url', server.url('/judge'), '-o', f'{folder}/s')
        check(said['scored'] == 5 and said['min'] == said['max'] and not said['estimate'], said)
        check(len(server.requests) == 5, len(server.requests))
        result = cli('screen', '--count', 3, '--scorer', 'http', '--url', server.url('/broken'), '-o', f'{folder}/b', '--json')
        said = json.loads(result.stdout)
        check(result.returncode == 1 and said['failed'] == 3 and said['max'] is None, said)
        check('CUDA' in result.stderr, result.stderr)
        # What failed is tried again.
        said = json.loads(cli('screen', '--count', 3, '--scorer', 'http', '--url', server.url('/broken'), '-o', f'{folder}/b',
                              '--resume', '--json').stdout)
        check(said['found'] == 0 and said['failed'] == 3, said)
        refused('screen', '--count', 3, '--scorer', 'http', '--url', 'https://example.invalid/', '-o', f'{folder}/c',
                says='--allow-upload')


def test_refused():
    with Home() as folder:
        out = f'{folder}/s'
        refused('screen', '-o', out, says='--count', exit_code=2)
        refused('screen', '--count', 3, says='-o DIR', exit_code=2)
        for option, value in (('--count', '0'), ('--count', 'x'), ('--top', '-1'), ('--seed', '1.5'), ('--bars', '48'),
                              ('--jobs', '0'), ('--scorer', 'oracle'), ('--lock', 'kick')):
            arguments = ['--count', '3'] if option != '--count' else []
            refused('screen', *arguments, f'{option}={value}', '-o', out, says=value.split('=')[0], leaves=out)
        with open(f'{folder}/file', 'w') as file:
            file.write('x')
        refused('screen', '--count', 3, '-o', f'{folder}/file', says='file')


main()
