#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The palettes a person has: list, show, and everything that changes them."""

import json
import os

from peaktime_test import Folder, SOURCE, check, cli, cli_json, main, refused

CURATED = f'{SOURCE}/palettes'


class Home(Folder):
    """A folder for one person's palettes; cli(..., env=home.env)."""

    def __enter__(self):
        self.path = super().__enter__()
        self.env = {**os.environ, 'XDG_DATA_HOME': f'{self.path}/data', 'PEAKTIME_PALETTES': CURATED}
        return self


def names(home, *arguments):
    return [palette['name'] for palette in cli_json('palette', 'list', *arguments, env=home.env)['palettes']]


def write(path, value):
    with open(path, 'w') as file:
        json.dump(value, file)
    return path


def read(path):
    with open(path) as file:
        return json.load(file)


def test_list():
    with Home() as home:
        palettes = cli_json('palette', 'list', env=home.env)['palettes']
        check(len(palettes) == 16, f'{len(palettes)} palettes')
        first = palettes[0]
        check(sorted(first) == ['bpm', 'key', 'kind', 'name', 'path', 'roles', 'tags'], first)
        check(first['name'] == 'Acid Basement' and first['kind'] == 'curated', first)
        check('kick' in first['roles'] and first['bpm'] > 60 and first['tags'], first)
        check(os.path.isfile(first['path']), first['path'])
        check(names(home, '--kind', 'mine') == [], 'none of mine')
        refused('palette', 'list', '--kind', 'theirs', says=['theirs', 'screened'], env=home.env)


def test_show_by_name_and_by_file():
    with Home() as home:
        by_name = cli_json('palette', 'show', 'warehouse', env=home.env)
        by_file = cli_json('palette', 'show', f'{CURATED}/warehouse.json', env=home.env)
        check(by_name == by_file, 'the same')
        check(by_name['name'] == 'Warehouse' and by_name['bpm'] == 128, by_name)
        kick = by_name['roles']['kick']
        check(os.path.isabs(kick['path']) and kick['gain'] == 1 and kick['pan'] == 0, kick)
        check(kick['lock'] is False and kick['missing'] is False, kick)
        refused('palette', 'show', 'Nobody', says=['Nobody', 'palette list'], env=home.env)


def test_a_life_of_a_palette():
    with Home() as home:
        made = cli_json('palette', 'new', 'Deep/Thing', env=home.env)
        check(made['name'] == 'Deep/Thing' and made['kind'] == 'mine', made)
        check(os.path.isfile(made['path']) and made['path'].startswith(home.path), made)
        copy = cli_json('palette', 'duplicate', 'Warehouse', env=home.env)
        check(copy['name'] == 'Warehouse 2', copy)
        named = cli_json('palette', 'duplicate', 'Warehouse', '--name', 'House', env=home.env)
        check(named['name'] == 'House', named)
        check(names(home, '--kind', 'mine') == ['Deep/Thing', 'House', 'Warehouse 2'], names(home, '--kind', 'mine'))
        renamed = cli_json('palette', 'rename', 'house', 'Home', env=home.env)
        check(renamed['name'] == 'Home' and not os.path.exists(named['path']), renamed)
        refused('palette', 'rename', 'Home', 'WAREHOUSE', says=['WAREHOUSE', 'already'], env=home.env)
        refused('palette', 'rename', 'Warehouse', 'Mine', says=['comes with Peaktime'], env=home.env)
        refused('palette', 'delete', 'Warehouse', says=['comes with Peaktime'], env=home.env)
        cli_json('palette', 'delete', 'Deep/Thing', env=home.env)
        check(not os.path.exists(made['path']), 'the file is gone')
        check(names(home, '--kind', 'mine') == ['Home', 'Warehouse 2'], 'two are left')
        refused('palette', 'delete', 'Deep/Thing', says=['Deep/Thing'], env=home.env)


def test_import_and_export():
    with Home() as home:
        flat = f'{home.path}/out.json'
        said = cli_json('palette', 'export', 'Warehouse', '-o', flat, env=home.env)
        check(said['out'] == flat, said)
        document = read(flat)
        check(all(os.path.isabs(path) and os.path.isfile(path) for path in document.values()), document)
        check('kick' in document, document)
        check(cli_json('palette', 'import', flat, env=home.env)['name'] == 'out', 'named after the file')
        shown = cli_json('palette', 'show', 'out', env=home.env)
        check({role: one['path'] for role, one in shown['roles'].items()} == document, shown)
        torn = write(f'{home.path}/torn.json', [1, 2])
        refused('palette', 'import', torn, says=['torn.json'], env=home.env)
        refused('palette', 'export', 'Warehouse', exit_code=2, says=['-o'], env=home.env)
        refused('palette', 'export', 'Warehouse', '-o', f'{home.path}/no/where.json', says=['where.json'], env=home.env)


def test_damaged_palettes_do_not_hide_the_others():
    with Home() as home:
        folder = f'{home.path}/data/peaktime/palettes/mine'
        os.makedirs(folder)
        with open(f'{folder}/broken.json', 'w') as file:
            file.write('{"kick": ')
        write(f'{folder}/fine.json', {'kick': '/k.wav'})
        result = cli('palette', 'list', '--kind', 'mine', env=home.env)
        check(result.returncode == 0 and 'fine' in result.stdout, result.stdout)
        check('broken.json' in result.stderr, result.stderr)


def test_reroll():
    with Home() as home:
        path = f'{home.path}/p.json'
        cli_json('palette', 'export', 'Warehouse', '-o', path, env=home.env)
        before = read(path)
        out = f'{home.path}/q.json'
        said = cli_json('palette', 'reroll', path, '--role', 'kick', '--seed', 3, '-o', out, env=home.env)
        again = cli_json('palette', 'reroll', path, '--role', 'kick', '--seed', 3, '-o', out, env=home.env)
        check(said == again and said['path'] != before['kick'], said)
        after = read(out)
        check(after['kick'] == said['path'] and {**after, 'kick': 0} == {**before, 'kick': 0}, after)
        check(read(path) == before, 'the original stays')
        cli_json('palette', 'reroll', path, '--role', 'kick', '--seed', 3, env=home.env)
        check(read(path)['kick'] == said['path'], 'in place')
        locked = write(f'{home.path}/l.json', {'palette': {'kick': {'path': before['kick'], 'lock': True}}})
        refused('palette', 'reroll', locked, '--role', 'kick', '--seed', 1, says=['kick', 'locked'], env=home.env)
        refused('palette', 'reroll', path, '--role', 'kazoo', '--seed', 1, says=['kazoo'], env=home.env)
        refused('palette', 'reroll', path, '--role', 'kick', exit_code=2, says=['--seed'], env=home.env)


def test_alternatives():
    with Home() as home:
        found = cli_json('palette', 'alternatives', f'{CURATED}/warehouse.json', '--role', 'bassline', '--limit', 4,
                         env=home.env)['alternatives']
        check(len(found) == 4, found)
        check([one['distance'] for one in found] == sorted(one['distance'] for one in found), found)
        check(all('Bass' in one['name'] and os.path.isfile(one['path']) for one in found), found)
        check(not any('Rolling Engine' in one['name'] for one in found), 'not the one that is there')


def planted(home, role, value):
    document = read(f'{CURATED}/tunnel-vision.json')
    document['palette'][role] = value(document['palette'][role]) if callable(value) else value
    path = write(f'{home.path}/planted.json', document)
    result = cli('palette', 'check', path, '--json', env=home.env)
    return result.returncode, json.loads(result.stdout)['problems']


def test_check_finds_a_clash_and_a_cure():
    with Home() as home:
        for name in sorted(os.listdir(CURATED)):
            if name.endswith('.json'):
                document = cli_json('palette', 'check', f'{CURATED}/{name}', env=home.env)
                check(document['problems'] == [], f'{name}: {document["problems"]}')
        bass = read(f'{CURATED}/warehouse.json')['palette']['bassline']
        code, problems = planted(home, 'texture', bass)
        clashes = [one for one in problems if one['kind'] == 'clash']
        check(code == 0 and clashes, problems)
        check(all(one['role'] == 'texture' and one['cure'].startswith('Use “Texture') for one in clashes), clashes)
        check(all(sorted(one) == ['cure', 'kind', 'message', 'role'] for one in problems), problems)
        code, problems = planted(home, 'bassline', lambda path: {'path': path, 'gain': 2.5})
        check(code == 0 and len(problems) == 1, problems)
        check(problems[0]['kind'] == 'clash' and problems[0]['cure'].startswith('Turn Down by '), problems)
        code, problems = planted(home, 'kick', lambda path: f'Elsewhere/{os.path.basename(path)}')
        check(code == 1 and problems[0]['cure'] == 'Use the File in “Kicks”', problems)


main()
