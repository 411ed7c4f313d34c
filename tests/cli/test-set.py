#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets: new, info, drafts, recover. What a killed program leaves is in tests/session/test-kill.py."""

import json
import os

from peaktime_test import Folder, SOURCE, check, cli_json, main, refused


def environment(folder):
    return {**os.environ, 'XDG_STATE_HOME': f'{folder}/state'}


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        json.dump(value, file)
    return path


def draft(folder, name, **members):
    """A draft as a program leaves it behind."""
    whole = {'format': 'peaktime-draft', 'schema_version': 1, 'edited': '2026-05-01T21:30:00Z',
             'set': {'schema_version': 1, 'name': name, 'tempo': 141}, 'title': name, **members}
    return write(f'{folder}/state/peaktime/drafts/{name}.json', whole)


def test_new_and_info():
    with Folder() as folder:
        path = f'{folder}/a.peaktime'
        check(cli_json('set', 'new', '-o', path)['out'] == path, 'out')
        info = cli_json('set', 'info', path)
        check(info['tempo'] == 128 and info['tracks'] == 6 and info['scenes'] == 1, info)
        check(info['name'] is None and info['palette'] is None and info['read_only'] is False, info)
        cli_json('set', 'new', '-o', path, '--palette', f'{SOURCE}/palettes/acid-basement.json')
        info = cli_json('set', 'info', path)
        with open(f'{SOURCE}/palettes/acid-basement.json') as file:
            palette = json.load(file)
        check(info['palette'] == 'Acid Basement' and info['tempo'] == palette['bpm'], info)
        check('kick' in info['roles'] and info['bars'] > 0, info)
        refused('set', 'new', exit_code=2, says=['-o'])
        refused('set', 'new', '-o', f'{folder}/no/a.peaktime', says=['a.peaktime'])
        refused('set', 'new', '-o', path, '--palette', 'Nobody at All', says=['Nobody at All'])


def test_info_of_other_files():
    with Folder() as folder:
        newer = write(f'{folder}/newer.peaktime', {'schema_version': 9, 'tempo': 150, 'hologram': 1})
        check(cli_json('set', 'info', newer)['read_only'] is True, 'read-only')
        odd = write(f'{folder}/odd.peaktime', {'schema_version': 9, 'tempo': 'fast'})
        refused('set', 'info', odd, says=['odd.peaktime', 'newer Peaktime', 'update'])
        other = write(f'{folder}/other.json', {'kick': 'x.wav'})
        refused('set', 'info', other, says=['other.json', 'no Peaktime set'])
        refused('set', 'info', f'{folder}/none.peaktime', says=['none.peaktime'])


def test_drafts_and_recover():
    with Folder() as folder:
        env = environment(folder)
        check(cli_json('set', 'drafts', env=env)['drafts'] == [], 'none')
        refused('set', 'recover', '-o', f'{folder}/x.peaktime', says=['Nothing is unsaved'], env=env,
                leaves=[f'{folder}/x.peaktime'])
        draft(folder, 'old')
        draft(folder, 'new', edited='2026-05-02T21:30:00Z', path=f'{folder}/new.peaktime')
        with open(f'{folder}/state/peaktime/drafts/torn.json', 'w') as file:
            file.write('{"format": "peaktime-draft", "set": {')
        drafts = cli_json('set', 'drafts', env=env)['drafts']
        check([one['id'] for one in drafts] == ['new', 'old'], drafts)
        check(drafts[0]['path'] == f'{folder}/new.peaktime' and drafts[1]['path'] is None, drafts)
        refused('set', 'recover', 'nobody', '-o', f'{folder}/x.peaktime', says=['nobody', 'set drafts'], env=env)
        cli_json('set', 'recover', 'old', '-o', f'{folder}/x.peaktime', env=env)
        check(cli_json('set', 'info', f'{folder}/x.peaktime')['name'] == 'old', 'that one')
        said = cli_json('set', 'recover', '-o', f'{folder}/y.peaktime', env=env)
        check(said['id'] == 'new', said)
        check(cli_json('set', 'info', f'{folder}/y.peaktime')['tempo'] == 141, 'the newest')
        check(cli_json('set', 'drafts', env=env)['drafts'] == [], 'both are saved')


def test_a_draft_that_cannot_be_saved_stays():
    with Folder() as folder:
        env = environment(folder)
        draft(folder, 'mine')
        refused('set', 'recover', '-o', f'{folder}/no/where.peaktime', says=['where.peaktime'], env=env)
        check(len(cli_json('set', 'drafts', env=env)['drafts']) == 1, 'it is still there')


main()
