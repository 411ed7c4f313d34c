#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What one does with a library once it is scanned: sort, compare, edit, forget, find again."""

import json
import os
import random
import shutil
import sqlite3
import struct
import wave

from peaktime_test import Folder, check, cli, cli_json, main, refused


def write_wav(path, frames=4000, seed=1, amplitude=0.5):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    noise = random.Random(seed)
    values = [int(noise.uniform(-amplitude, amplitude) * 32767) for _ in range(frames)]
    with wave.open(path, 'wb') as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44100)
        file.writeframes(struct.pack(f'<{len(values)}h', *values))


def make_library(folder):
    folder = os.path.realpath(folder)
    pack, index = f'{folder}/pack', f'{folder}/library.index'
    for number, (name, frames) in enumerate({'Kicks/Kick 2.wav': 4000, 'Kicks/Kick 10.wav': 8000,
                                             'Hats/Hat 1.wav': 2000, 'Claps/Clap 1.wav': 6000}.items()):
        write_wav(f'{pack}/{name}', frames, number + 1)
    cli_json('library', 'scan', pack, '--index', index)
    return pack, index


def listed(index, *arguments):
    return cli_json('library', 'list', '--index', index, *arguments)['samples']


def names(samples):
    return [os.path.basename(sample['path'])[:-4] for sample in samples]


def test_sort():
    with Folder() as folder:
        _, index = make_library(folder)
        check(names(listed(index, '--sort', 'name')) == ['Clap 1', 'Hat 1', 'Kick 2', 'Kick 10'], 'numbers by value')
        check(names(listed(index, '--sort', 'length')) == ['Hat 1', 'Kick 2', 'Clap 1', 'Kick 10'], 'by length')
        backwards = listed(index, '--sort', 'length', '--descending', '--limit', 2)
        check(names(backwards) == ['Kick 10', 'Clap 1'], f'{names(backwards)}')
        check(names(listed(index, '--sort', 'role', '--role', 'kick')) == ['Kick 2', 'Kick 10'], 'ties by name')
        check(len(listed(index, '--limit', 3)) == 3, 'a limit without an order')
        refused('library', 'list', '--index', index, '--sort', 'colour', says=['colour', 'brightness'])
        refused('library', 'list', '--index', index, '--descending', says='--sort', exit_code=2)
        refused('library', 'list', '--index', index, '--limit', 0, says='--limit')


def test_similar():
    with Folder() as folder:
        pack, index = make_library(folder)
        kick = f'{pack}/Kicks/Kick 2.wav'
        answer = cli_json('library', 'similar', kick, '--index', index)
        check(answer['path'] == kick, f'{answer}')
        check(set(answer['similar'][0]) == {'path', 'role', 'distance'}, f'{answer}')
        check(names(answer['similar'])[0] == 'Kick 10' and len(answer['similar']) == 3, f'{answer}')
        distances = [entry['distance'] for entry in answer['similar']]
        check(distances == sorted(distances) and distances[0] > 0, f'{distances}')
        only = cli_json('library', 'similar', kick, '--index', index, '--role', 'hihat', '--limit', 5)['similar']
        check(names(only) == ['Hat 1'], f'{only}')
        # A file the library does not have is listened to.
        write_wav(f'{folder}/elsewhere/clap.wav', 6000, 9)
        other = cli_json('library', 'similar', f'{folder}/elsewhere/clap.wav', '--index', index, '--limit', 1)
        check(names(other['similar']) == ['Clap 1'], f'{other}')
        check('Distance' in cli('library', 'similar', kick, '--index', index).stdout, 'a table')
        refused('library', 'similar', f'{folder}/nothing.wav', '--index', index, says='nothing.wav')


def test_similar_in_the_kit():
    first = cli_json('library', 'list', '--role', 'kick', '--limit', 1)['samples'][0]['path']
    found = cli_json('library', 'similar', first, '--limit', 5)['similar']
    check([entry['role'] for entry in found].count('kick') >= 4, f'{found}')


def test_edit():
    with Folder() as folder:
        pack, index = make_library(folder)
        kick, hat = f'{pack}/Kicks/Kick 2.wav', f'{pack}/Hats/Hat 1.wav'
        answer = cli_json('library', 'edit', kick, hat, '--index', index, '--role', 'perc', '--favourite', 'yes',
                          '--rating', 4, '--add-tag', 'dark')
        check(answer == {'edited': 2}, f'{answer}')
        found = listed(index, '--query', 'role:perc fav:yes rating:4 tag:dark')
        check(names(found) == ['Hat 1', 'Kick 2'], f'{found}')
        again = cli_json('library', 'edit', kick, '--index', index, '--rating', 4)
        check(again == {'edited': 0}, 'nothing to change')
        cli_json('library', 'edit', kick, '--index', index, '--remove-tag', 'dark', '--favourite', 'no', '--rating', 0)
        check(names(listed(index, '--query', 'tag:dark')) == ['Hat 1'], 'the tag is gone')
        # A scan leaves it alone.
        write_wav(hat, 3000, 77)
        cli_json('library', 'scan', pack, '--index', index)
        check(names(listed(index, '--query', 'role:perc tag:dark')) == ['Hat 1'], 'it is still said')


def test_edit_refusals():
    with Folder() as folder:
        pack, index = make_library(folder)
        kick = f'{pack}/Kicks/Kick 2.wav'
        refused('library', 'edit', kick, '--index', index, says='--role', exit_code=2)
        refused('library', 'edit', '--index', index, '--rating', 1, exit_code=2)
        refused('library', 'edit', kick, '--index', index, '--rating', 6, says='--rating')
        refused('library', 'edit', kick, '--index', index, '--favourite', 'maybe', says='maybe')
        refused('library', 'edit', kick, '--index', index, '--role', 'tuba', says='tuba')
        refused('library', 'edit', kick, f'{folder}/other.wav', '--index', index, '--rating', 3, says='other.wav')
        check(listed(index, '--query', 'rating:3') == [], 'all of the files or none')
        refused('library', 'edit', kick, '--index', f'{folder}/no.index', '--rating', 3, says='no.index',
                leaves=f'{folder}/no.index')


def test_folders():
    with Folder() as folder:
        pack, index = make_library(folder)
        check(cli_json('library', 'folders', '--index', index) == {'folders': [pack]}, 'one folder')
        write_wav(f'{folder}/more/Snare.wav', seed=20)
        more = os.path.realpath(f'{folder}/more')
        added = cli_json('library', 'folders', '--index', index, '--add', more)
        check(sorted(added['folders']) == sorted([pack, more]) and len(listed(index)) == 5, f'{added}')
        left = cli_json('library', 'folders', '--index', index, '--remove', pack)
        check(left == {'folders': [more]} and names(listed(index)) == ['Snare'], f'{left}')
        check(os.path.exists(f'{pack}/Kicks/Kick 2.wav'), 'no file is touched')
        with sqlite3.connect(index) as database:
            check(database.execute('SELECT count(*) FROM waveform').fetchone() == (1,), 'pictures go too')
        refused('library', 'folders', '--index', index, '--remove', pack, says=['pack', 'library folders'])
        refused('library', 'folders', '--index', f'{folder}/new.index', '--add', f'{folder}/nowhere',
                says='nowhere', leaves=f'{folder}/new.index')


def test_folder_within_a_folder():
    with Folder() as folder:
        pack, index = make_library(folder)
        cli_json('library', 'folders', '--index', index, '--add', f'{pack}/Kicks')
        cli_json('library', 'folders', '--index', index, '--remove', pack)
        check(names(listed(index)) == ['Kick 10', 'Kick 2'], 'what the other one still has')


def test_missing_and_relink():
    with Folder() as folder:
        pack, index = make_library(folder)
        elsewhere = f'{os.path.realpath(folder)}/elsewhere'
        kick = f'{pack}/Kicks/Kick 2.wav'
        cli_json('library', 'edit', kick, '--index', index, '--rating', 5)
        check(cli_json('library', 'missing', '--index', index) == {'missing': []}, 'all are there')
        os.makedirs(elsewhere)
        shutil.move(kick, f'{elsewhere}/another name.wav')
        os.remove(f'{pack}/Hats/Hat 1.wav')
        cli_json('library', 'scan', pack, '--index', index)
        gone = cli_json('library', 'missing', '--index', index)['missing']
        check(gone == [f'{pack}/Hats/Hat 1.wav', kick], f'{gone}')
        # Of a missing file one may still say something.
        check(cli_json('library', 'edit', gone[0], '--index', index, '--add-tag', 'lost') == {'edited': 1}, 'lost')

        answer = cli_json('library', 'relink', elsewhere, '--index', index)
        check(answer == {'found': 1, 'relinked': [{'from': kick, 'to': f'{elsewhere}/another name.wav'}]}, f'{answer}')
        check(names(listed(index, '--query', 'rating:5')) == ['another name'], 'the words move with it')
        check(cli_json('library', 'missing', '--index', index)['missing'] == gone[:1], 'one is left')
        check(cli_json('library', 'relink', elsewhere, '--index', index)['found'] == 0, 'nothing more')
        refused('library', 'relink', f'{folder}/nowhere', '--index', index, says='nowhere')


def test_damaged_index():
    with Folder() as folder:
        pack, index = make_library(folder)
        with open(index, 'r+b') as file:
            file.seek(100)
            file.write(b'\xff' * 6000)
        for command in (['missing'], ['folders'], ['edit', f'{pack}/Kicks/Kick 2.wav', '--rating', 1],
                        ['relink', pack], ['similar', f'{pack}/Kicks/Kick 2.wav']):
            result = refused('library', *command, '--index', index, '--json', says='library.index')
            check('error' in json.loads(result.stdout), 'an error as JSON')


main()
