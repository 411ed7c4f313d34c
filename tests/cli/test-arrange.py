#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os

from peaktime_test import Folder, check, cli, cli_json, main, refused


def read(path):
    with open(path) as file:
        return json.load(file)


def write(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as file:
        file.write(value if isinstance(value, str) else json.dumps(value))
    return path


def test_reference():
    with Folder() as folder:
        for bars, seconds in ((32, 60), (64, 120)):
            out = f'{folder}/{bars}.json'
            said = cli_json('arrange', 'reference', '--bars', bars, '-o', out)
            check(said['out'] == out and said['bars'] == bars and said['bpm'] == 128, said)
            check(said['duration_s'] == seconds, said)
            check([s['layers'] for s in said['sections']] == [1, 2, 3, 4, 6, 6, 4, 2], said)
            document = read(out)
            check(document['bpm'] == 128 and len(document['sections']) == 8, document)
            gains = [sum(layer['gain'] for layer in section['layers']) for section in document['sections']]
            check([round(g, 2) for g in gains] == [0.92, 1.45, 2.1, 2.5, 3.32, 3.32, 2.5, 1.27], gains)
            check(all(s['bars'] == bars / 8 for s in document['sections']), document)


def test_reference_is_told_to_a_person():
    with Folder() as folder:
        result = cli('arrange', 'reference', '--bars', 32, '--bpm', 130, '-o', f'{folder}/a.json')
        check(result.returncode == 0, result.stderr)
        check('32 bars at 130 bpm, 0:59' in result.stdout, result.stdout)
        check('outro' in result.stdout, result.stdout)


def test_palette_still_resolves():
    with Folder() as folder:
        write(f'{folder}/kit/k.wav', 'not looked at')
        write(f'{folder}/kit/p.json', {'kick': 'k.wav', 'clap': '/far/c.wav', 'perc': 'library/p.wav'})
        inside, outside = f'{folder}/a.json', f'{folder}/other/a.json'
        os.mkdir(f'{folder}/other')
        for out, path in ((inside, 'kit/k.wav'), (outside, f'{folder}/kit/k.wav')):
            cli_json('arrange', 'reference', '--bars', 32, '--palette', f'{folder}/kit/p.json', '-o', out)
            palette = read(out)['palette']
            check(palette == {'kick': path, 'perc': 'library/p.wav', 'clap': '/far/c.wav'}, palette)


def test_palette_keeps_what_is_said_of_it():
    with Folder() as folder:
        given = {'name': 'Night', 'palette': {'kick': {'path': '/k.wav', 'gain': 0.5, 'mine': 1}}, 'extra': [1]}
        write(f'{folder}/p.json', given)
        cli_json('arrange', 'reference', '--bars', 32, '--palette', f'{folder}/p.json', '-o', f'{folder}/a.json')
        check(read(f'{folder}/a.json')['palette'] == given, read(f'{folder}/a.json')['palette'])


def test_bad_bars():
    with Folder() as folder:
        out = f'{folder}/a.json'
        for bars, says in ((0, '--bars takes a whole number from 32 to 64, not “0”'), ('1e9', 'not “1e9”'),
                           (2.5, 'not “2.5”'), (-32, 'not “-32”'), ('many', 'not “many”'),
                           (48, 'has 32 or 64 bars, not 48')):
            refused('arrange', 'reference', f'--bars={bars}', '-o', out, says=says, leaves=out)


def test_bad_tempo():
    with Folder() as folder:
        out = f'{folder}/a.json'
        for bpm in (0, 19, 401, 'nan', 'inf', 'fast'):
            refused('arrange', 'reference', '--bars', 32, '--bpm', bpm, '-o', out,
                    says=('--bpm takes a number from 20 to 400', f'“{bpm}”'), leaves=out)


def test_wrong_usage():
    refused('arrange', 'reference', '--bars', 32, says='-o FILE', exit_code=2)
    refused('arrange', 'reference', '-o', '/nowhere', says='--bars', exit_code=2)
    refused('arrange', 'reference', '--bars', 32, '-o', 'a', 'b', says='too many', exit_code=2)
    refused('arrange', 'reference', '--tempo', 3, says='--tempo', exit_code=2)


def test_recipe():
    with Folder() as folder:
        a, b, c = (f'{folder}/{name}.json' for name in 'abc')
        said = cli_json('arrange', 'recipe', '--seed', 3, '-o', a)
        check([(s['name'], s['bars']) for s in said['sections']]
              == [('intro', 8), ('buildup', 8), ('drop_a', 16), ('breakdown', 8), ('drop_b', 16), ('outro', 8)], said)
        check(said['bars'] == 64 and said['duration_s'] == 120, said)
        cli_json('arrange', 'recipe', '--seed', 3, '-o', b)
        cli_json('arrange', 'recipe', '--seed', 4, '-o', c)
        check(read(a) == read(b) and read(a)['palette'] != read(c)['palette'], 'the seed decides')
        check(sorted(read(a)['palette']) == ['bassline', 'clap', 'drum_loop', 'fx', 'hihat', 'kick', 'perc', 'synth',
                                             'texture'], read(a)['palette'])
        refused('arrange', 'recipe', '-o', a, says='--seed', exit_code=2)
        refused('arrange', 'recipe', '--seed', 'x', '-o', f'{folder}/x', says='--seed', leaves=f'{folder}/x')
        refused('arrange', 'recipe', '--seed', 1, '--index', f'{folder}/none', '-o', f'{folder}/x', says='none')


def test_bad_palette():
    with Folder() as folder:
        out, palette = f'{folder}/a.json', f'{folder}/p.json'
        for text, says in (('{"kick": ', 'torn'), ('{"kick": 1}', '“kick” must be a string'),
                           ('[]', 'must be an object'), ('{"kick": NaN}', 'NaN'),
                           ('{"kick": "a", "kick": "b"}', 'stands twice'),
                           ('[' * 100000, 'deeper than'),
                           ('{"palette": {"kick": {"path": "a", "gain": -1}}}', '“palette.kick.gain” is -1')):
            write(palette, text)
            refused('arrange', 'reference', '--bars', 32, '--palette', palette, '-o', out,
                    says=(palette, says), leaves=out)
        refused('arrange', 'reference', '--bars', 32, '--palette', folder, '-o', out, says='is a folder', leaves=out)
        refused('arrange', 'reference', '--bars', 32, '--palette', f'{folder}/none', '-o', out,
                says=f'{folder}/none', leaves=out)


def test_nowhere_to_write():
    with Folder() as folder:
        refused('arrange', 'reference', '--bars', 32, '-o', f'{folder}/none/a.json', says=f'{folder}/none/a.json')
        refused('arrange', 'reference', '--bars', 32, '-o', folder, says=folder)
        check(os.listdir(folder) == [], os.listdir(folder))
        # A full disk: the device refuses every byte. /proc makes no files at all.
        refused('arrange', 'reference', '--bars', 32, '-o', '/proc/a.json', says='/proc/a.json')


main()
