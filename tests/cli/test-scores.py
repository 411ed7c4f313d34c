#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import csv
import glob
import json
import os
import struct

from peaktime_test import Folder, SOURCE, check, cli, cli_json, main, refused

AXES = ('CE', 'CU', 'PC', 'PQ', 'OBJ')


class Home(Folder):
    """A folder whose data folder is the user's: the history begins empty."""

    def __enter__(self):
        folder = super().__enter__()
        self.old = os.environ.get('XDG_DATA_HOME')
        os.environ['XDG_DATA_HOME'] = f'{folder}/data'
        return folder

    def __exit__(self, *exception):
        if self.old is not None:
            os.environ['XDG_DATA_HOME'] = self.old
        super().__exit__(*exception)


def wav(path, level=8000, frames=48000):
    """A square wave, which is no music, but a file."""
    data = b''.join(struct.pack('<hh', *(2 * [level if i // 100 % 2 else -level])) for i in range(frames))
    header = struct.pack('<4sI4s4sIHHIIHH4sI', b'RIFF', 36 + len(data), b'WAVE', b'fmt ', 16, 1, 2,
                         48000, 48000 * 4, 4, 16, b'data', len(data))
    with open(path, 'wb') as file:
        file.write(header + data)
    return path


def reference(folder, name='a', bars=32):
    palette = sorted(glob.glob(f'{SOURCE}/palettes/*.json'))[0]
    cli_json('render', '--palette', palette, '--bars', bars, '-o', f'{folder}/{name}.wav')
    return f'{folder}/{name}.wav'


def test_score_and_history():
    with Home() as folder:
        paths = [reference(folder), wav(f'{folder}/b.wav')]
        scores = cli_json('score', *paths)['scores']
        check([score['path'] for score in scores] == paths, scores)
        for score in scores:
            check(score['scorer'] == 'signal' and score['estimate'] and not score['cached'], score)
            check(all(1 <= score[axis] <= 10 for axis in AXES) and score['error'] is None, score)
            expected = 0.6 * score['CE'] + 0.05 * score['CU'] + 0.05 * score['PC'] + 0.3 * score['PQ']
            check(abs(score['OBJ'] - expected) < 1e-9, score)
        check(scores[0]['OBJ'] > scores[1]['OBJ'] + 1, scores)
        check(scores[0]['duration_s'] == 60, scores)
        again = cli_json('score', *paths)['scores']
        check(all(score['cached'] for score in again), again)
        check([score['OBJ'] for score in again] == [score['OBJ'] for score in scores], again)
        listed = cli_json('history', 'list')
        check(listed['matching'] == 2 and len(listed['scores']) == 2, listed)
        found = cli_json('history', 'list', '--query', 'a.wav OBJ:>5')['scores']
        check([score['path'] for score in found] == [os.path.realpath(paths[0])] or found[0]['path'] == paths[0], found)


def test_no_store():
    with Home() as folder:
        path = wav(f'{folder}/b.wav')
        first = cli_json('score', path, '--no-store')['scores'][0]
        second = cli_json('score', path, '--no-store')['scores'][0]
        check(not second['cached'] and first['OBJ'] == second['OBJ'], second)
        check(not os.path.exists(f'{folder}/data/peaktime/scores.db'), 'left a history')


def test_same_content_is_known_under_another_name():
    with Home() as folder:
        wav(f'{folder}/a.wav')
        wav(f'{folder}/b.wav')
        check(not cli_json('score', f'{folder}/a.wav')['scores'][0]['cached'], 'new')
        check(cli_json('score', f'{folder}/b.wav')['scores'][0]['cached'], 'known')


def test_failures():
    with Home() as folder:
        good = wav(f'{folder}/a.wav')
        with open(f'{folder}/text.wav', 'w') as file:
            file.write('not audio\n' * 20)
        result = cli('score', f'{folder}/none.wav', good, f'{folder}/text.wav', '--json')
        check(result.returncode == 1, result.returncode)
        scores = json.loads(result.stdout)['scores']
        check('none.wav' in scores[0]['error'] and scores[0]['OBJ'] is None, scores)
        check(scores[1]['error'] is None and scores[1]['OBJ'] > 0, scores)
        check('text' in scores[2]['error'], scores)
        refused('score', exit_code=2)
        refused('score', good, '--scorer', 'oracle', says=('oracle', 'signal'))


def test_export_and_import():
    with Home() as folder:
        cli_json('score', wav(f'{folder}/a, “quoted”.wav'), wav(f'{folder}/b.wav', level=500))
        for name in ('csv', 'jsonl'):
            said = cli_json('history', 'export', '--format', name, '-o', f'{folder}/x.{name}')
            check(said['count'] == 2, said)
            check(cli_json('history', 'import', f'{folder}/x.{name}') == {'read': 2, 'added': 0}, name)
        with open(f'{folder}/x.csv', newline='') as file:
            rows = list(csv.DictReader(file))
        with open(f'{folder}/x.jsonl') as file:
            lines = [json.loads(line) for line in file]
        check(sorted(row['path'] for row in rows) == sorted(line['path'] for line in lines), rows)
        check(all(float(row['OBJ']) == line['OBJ'] for row, line in zip(rows, lines)), rows)
        os.environ['XDG_DATA_HOME'] = f'{folder}/other'
        check(cli_json('history', 'import', f'{folder}/x.csv') == {'read': 2, 'added': 2}, 'into a new one')
        cli_json('history', 'export', '--format', 'csv', '-o', f'{folder}/y.csv')
        check(open(f'{folder}/x.csv').read() == open(f'{folder}/y.csv').read(), 'nothing is lost on the way')


def test_history_refuses():
    with Home() as folder:
        refused('history', 'export', '--format', 'csv', exit_code=2)
        refused('history', 'export', '--format', 'xls', '-o', f'{folder}/x', says='xls', leaves=f'{folder}/x')
        refused('history', 'import', f'{folder}/none.csv', says='none.csv')
        refused('history', 'list', '--limit', '-1', says='--limit')
        os.makedirs(f'{folder}/data/peaktime', exist_ok=True)
        with open(f'{folder}/data/peaktime/scores.db', 'w') as file:
            file.write('no database at all')
        refused('history', 'list', says=('scores.db', 'not a score history'))
        refused('score', wav(f'{folder}/a.wav'), says='scores.db')
        check(open(f'{folder}/data/peaktime/scores.db').read() == 'no database at all', 'it is left as it was')


main()
