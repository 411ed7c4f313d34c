#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import glob
import json
import os
import shutil
import struct

from peaktime_test import Folder, SOURCE, check, cli, cli_json, main, refused

ROLES = ['kick', 'hihat', 'bassline', 'perc', 'texture', 'clap']


def wav(path, frames=4800, channels=2, claimed=None, level=8000):
    """A plain 16-bit WAV; @claimed frames stand in its header."""
    block = channels * 2
    data = struct.pack('<h', level) * (frames * channels)
    size = (frames if claimed is None else claimed) * block
    header = struct.pack('<4sI4s4sIHHIIHH4sI', b'RIFF', 36 + size, b'WAVE', b'fmt ', 16, 1, channels,
                         48000, 48000 * block, block, 16, b'data', size)
    with open(path, 'wb') as file:
        file.write(header + data)
    return path


def write(path, value):
    with open(path, 'w') as file:
        json.dump(value, file)
    return path


def read(path):
    with open(path) as file:
        return json.load(file)


def checked(path):
    """Exit code and document; a palette that is not fit exits 1 and says why all the same."""
    result = cli('palette', 'check', path, '--json')
    return result.returncode, json.loads(result.stdout)


def kinds(document):
    return {problem['role']: problem['kind'] for problem in document['problems']}


def test_random_is_the_same_for_a_seed():
    with Folder() as folder:
        a, b, c = (f'{folder}/{name}.json' for name in 'abc')
        said = cli_json('palette', 'random', '--seed', 7, '-o', a)
        cli_json('palette', 'random', '--seed', 7, '-o', b)
        cli_json('palette', 'random', '--seed', 8, '-o', c)
        check(read(a) == read(b), 'one seed, one palette')
        check(read(a) != read(c), 'another seed, another palette')
        check(said['out'] == a and said['seed'] == 7, said)
        check(sorted(said['palette']) == sorted(ROLES), said)
        check(all(os.path.isfile(path) for path in said['palette'].values()), said)


def test_random_keeps_loop_rules():
    with Folder() as folder:
        for seed in range(6):
            out = f'{folder}/{seed}.json'
            cli_json('palette', 'random', '--seed', seed, '-o', out)
            code, document = checked(out)
            check(code == 0 and document['ok'], document)
            check(set(kinds(document).values()) <= {'clash', 'key', 'tempo'}, document)


def test_random_keeps_what_is_locked():
    with Folder() as folder:
        kick = wav(f'{folder}/my kick.wav')
        out = f'{folder}/p.json'
        cli_json('palette', 'random', '--seed', 1, '--lock', f'kick={kick}', '-o', out)
        _, document = checked(out)
        check(document['roles']['kick'] == kick, document)
        refused('palette', 'random', '--seed', 1, '--lock', 'kick', '-o', out, says='ROLE=PATH')
        refused('palette', 'random', '--seed', 1, '--lock', f'kik={kick}', '-o', out, says='did you mean “kick”')
        refused('palette', 'random', '--seed', 1, '--lock', f'kick={folder}/none.wav', '-o', out, says='none.wav')


def test_random_refuses():
    with Folder() as folder:
        out = f'{folder}/p.json'
        refused('palette', 'random', '-o', out, says='--seed', exit_code=2)
        refused('palette', 'random', '--seed', 1, says='-o FILE', exit_code=2)
        for seed in ('-1', '1.5', 'x', '1e9'):
            refused('palette', 'random', f'--seed={seed}', '-o', out, says=('--seed', seed), leaves=out)
        refused('palette', 'random', '--seed', 1, '--index', f'{folder}/none.db', '-o', out, says='none.db', leaves=out)
        refused('palette', 'random', '--seed', 1, '-o', f'{folder}/none/p.json', says='none/p.json')


def test_every_palette_we_ship_is_well():
    palettes = sorted(glob.glob(f'{SOURCE}/palettes/*.json'))
    for path in palettes:
        code, document = checked(path)
        check(code == 0 and document['ok'] and document['problems'] == [], f'{path}: {document}')
        check(set(ROLES) <= set(document['roles']), f'{path}: {document}')


def test_compare():
    with Folder() as folder:
        loud = wav(f'{folder}/loud.wav', level=8000)
        soft = wav(f'{folder}/soft.wav', level=4000)
        a = write(f'{folder}/a.json', {'kick': loud})
        b = write(f'{folder}/b.json', {'kick': soft})
        result = cli_json('palette', 'compare', a, b, '--part', 'intro')
        check(list(result) == ['part', 'a', 'b', 'difference_lu'], result)
        check(result['part'] == 'intro' and result['a']['path'] == a and result['b']['path'] == b, result)
        check(abs(result['difference_lu'] - 6.0206) < 0.01, result)
        check(abs(result['a']['match_gain_db'] + 6.0206) < 0.02 and result['b']['match_gain_db'] == 0, result)
        other = cli_json('palette', 'compare', b, a, '--part', 'intro')
        check(abs(other['difference_lu'] + result['difference_lu']) < 1e-9, other)
        shown = cli('palette', 'compare', a, b)
        check(shown.returncode == 0 and 'A is louder by 6.0 LU' in shown.stdout, shown.stdout)


def test_compare_what_does_not_sound():
    with Folder() as folder:
        kick = wav(f'{folder}/kick.wav')
        a = write(f'{folder}/a.json', {'kick': kick})
        b = write(f'{folder}/b.json', {'kick': 'none.wav'})
        result = cli('palette', 'compare', a, b, '--json')
        document = json.loads(result.stdout)
        check(document['b']['lufs_i'] is None and document['difference_lu'] is None, document)
        check(document['a']['match_gain_db'] == 0 and document['b']['match_gain_db'] == 0, document)
        check('none.wav' in result.stderr, result.stderr)
        refused('palette', 'compare', a, f'{folder}/none.json', says='none.json')
        refused('palette', 'compare', a, a, '--part', 'verse', says='verse')
        refused('palette', 'compare', a, a, '--bpm', '1000', says='--bpm')
        refused('palette', 'compare', a, exit_code=2)


def test_files_that_cannot_be_played():
    with Folder() as folder:
        os.mkdir(f'{folder}/folder.wav')
        with open(f'{folder}/text.wav', 'w') as file:
            file.write('not audio\n' * 20)
        wav(f'{folder}/torn.wav', frames=1000, claimed=48000)
        wav(f'{folder}/nothing.wav', frames=0)
        wav(f'{folder}/eight.wav', channels=8)
        path = write(f'{folder}/p.json', {'kick': 'none.wav', 'hihat': 'folder.wav', 'bassline': 'text.wav',
                                          'perc': 'torn.wav', 'texture': 'nothing.wav', 'clap': 'eight.wav'})
        code, document = checked(path)
        check(code == 1 and not document['ok'], document)
        check(kinds(document) == {'kick': 'missing', 'hihat': 'folder', 'bassline': 'unreadable', 'perc': 'torn',
                                  'texture': 'empty', 'clap': 'channels'}, document)
        for problem in document['problems']:
            check(folder in problem['message'], problem)
        shown = cli('palette', 'check', path)
        check(shown.returncode == 1 and 'mix it down' in shown.stdout, shown.stdout)


def test_roles():
    with Folder() as folder:
        kick = wav(f'{folder}/kick.wav')
        code, document = checked(write(f'{folder}/p.json', {'kick': kick}))
        check(code == 0 and document['ok'], document)
        check(set(kinds(document).values()) == {'empty_role'} and len(document['problems']) == 5, document)
        code, document = checked(write(f'{folder}/p.json', {'kick': kick, 'kazoo': kick}))
        check(code == 1 and kinds(document)['kazoo'] == 'unknown_role', document)


def kit():
    return cli_json('library', 'list')['samples']


def test_loops_where_hits_belong():
    samples = kit()
    loop = next(s['path'] for s in samples if s['role'] == 'bassline' and s['loop'])
    shot = next(s['path'] for s in samples if s['role'] == 'kick')
    with Folder() as folder:
        code, document = checked(write(f'{folder}/p.json', {'kick': loop, 'bassline': shot}))
        check(code == 1, document)
        check(kinds(document)['kick'] == 'loop_rule' and kinds(document)['bassline'] == 'loop_rule', document)
        # The same for files that no library knows.
        shutil.copy(loop, f'{folder}/{os.path.basename(loop)}')
        code, document = checked(write(f'{folder}/p.json', {'kick': os.path.basename(loop)}))
        check(code == 1 and kinds(document)['kick'] == 'loop_rule', document)


def test_keys_and_tempi_are_remarks():
    samples = kit()

    def path(role, key):
        return next(s['path'] for s in samples if s['role'] == role and s['key'] and s['key'].startswith(key))

    with Folder() as folder:
        code, document = checked(write(f'{folder}/p.json', {'bassline': path('bassline', 'F'), 'texture': path('texture', 'E')}))
        check(code == 0 and document['ok'] and kinds(document)['texture'] == 'key', document)
        message = next(p['message'] for p in document['problems'] if p['role'] == 'texture')
        check('F minor' in message and 'E minor' in message and 'choose' in message, message)
        code, document = checked(write(f'{folder}/p.json', {'palette': {'bassline': path('bassline', 'F')}, 'bpm': 90}))
        check(code == 0 and kinds(document)['bassline'] == 'tempo', document)


def test_bad_documents():
    with Folder() as folder:
        path = f'{folder}/p.json'
        for text, says in (('{"kick":', 'torn'), ('[' * 100000, 'deeper'), ('{"kick": NaN}', 'NaN'),
                           ('{"kick": "a", "kick": "b"}', 'twice')):
            with open(path, 'w') as file:
                file.write(text)
            refused('palette', 'check', path, says=(path, says))
        refused('palette', 'check', folder, says='is a folder')
        refused('palette', 'check', f'{folder}/none.json', says='none.json')
        refused('palette', 'check', exit_code=2)


main()
