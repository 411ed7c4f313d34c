#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""library scan and library list, as a person and as a program see them."""

import json
import math
import os
import random
import shutil
import signal
import sqlite3
import struct
import subprocess
import time
import wave

from peaktime_test import CLI, Folder, check, cli, cli_json, main, refused

SCAN_KEYS = {'files', 'added', 'updated', 'unchanged', 'removed', 'failed', 'roles', 'elapsed_s'}
SAMPLE_KEYS = {'path', 'role', 'role_confidence', 'loop', 'bpm', 'bars', 'key', 'duration_s',
               'sample_rate', 'channels', 'peak_dbfs', 'rms_dbfs', 'tags', 'favourite'}


def write_wav(path, frames=4000, seed=1, rate=44100, channels=1, amplitude=0.5):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    noise = random.Random(seed)
    values = [int(noise.uniform(-amplitude, amplitude) * 32767) for _ in range(frames * channels)]
    with wave.open(path, 'wb') as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(struct.pack(f'<{len(values)}h', *values))


def make_pack(folder):
    write_wav(f'{folder}/pack/Kicks/Kick 1.wav', seed=1)
    write_wav(f'{folder}/pack/Hats/Hat 1.wav', seed=2)
    write_wav(f'{folder}/pack/Claps/Clap 1.wav', seed=3)
    write_wav(f'{folder}/pack/Bass/Bass Loop 125bpm Fm.wav', frames=44100 * 4 * 60 * 2 // 125, seed=4, channels=2)
    return f'{folder}/pack', f'{folder}/library.index'


def listed(index, *arguments):
    return cli_json('library', 'list', '--index', index, *arguments)['samples']


def test_scan_counts_and_keys():
    with Folder() as folder:
        pack, index = make_pack(folder)
        first = cli_json('library', 'scan', pack, '--index', index)
        check(set(first) == SCAN_KEYS, f'keys {sorted(first)}')
        check((first['files'], first['added'], first['unchanged']) == (4, 4, 0), f'{first}')
        check(first['roles'] == {'kick': 1, 'hihat': 1, 'clap': 1, 'bassline': 1}, f'{first["roles"]}')
        again = cli_json('library', 'scan', pack, '--index', index, '--jobs', 3)
        check((again['files'], again['added'], again['unchanged']) == (4, 0, 4), f'{again}')
        check(again['roles'] == first['roles'], 'the roles of what did not change count too')
        check(again['elapsed_s'] >= 0, 'a time')


def test_list_fields():
    with Folder() as folder:
        pack, index = make_pack(folder)
        cli_json('library', 'scan', pack, '--index', index)
        samples = listed(index)
        check([s['path'] for s in samples] == sorted(s['path'] for s in samples), 'sorted by path')
        for sample in samples:
            check(set(sample) == SAMPLE_KEYS, f'keys {sorted(sample)}')
            check(0 <= sample['role_confidence'] <= 1, 'a confidence')
        bass = next(s for s in samples if s['role'] == 'bassline')
        check(bass['loop'] and bass['bpm'] == 125 and bass['bars'] == 2 and bass['key'] == 'F minor', f'{bass}')
        check((bass['sample_rate'], bass['channels'], bass['duration_s']) == (44100, 2, 3.84), f'{bass}')
        kick = next(s for s in samples if s['role'] == 'kick')
        check(not kick['loop'] and kick['bpm'] is None and kick['bars'] is None and kick['key'] is None, f'{kick}')
        check(abs(kick['peak_dbfs'] + 6.02) < 0.1, f'{kick}')
        check(abs(kick['rms_dbfs'] - 20 * math.log10(0.5 / math.sqrt(3))) < 0.3, f'{kick}')
        check(kick['tags'] == [] and kick['favourite'] is False, f'{kick}')
        check([s['role'] for s in listed(index, '--role', 'hihat')] == ['hihat'], 'one role')
        check(listed(index, '--role', 'texture') == [], 'none of a role is an empty list')


def test_query():
    with Folder() as folder:
        pack, index = make_pack(folder)
        cli_json('library', 'scan', pack, '--index', index)
        for query, roles in (('role:kick', ['kick']), ('bpm:120-130', ['bassline']), ('key:Fm loop', ['bassline']),
                             ('hat', ['hihat']), ('-loop len:<1s -role:kick', ['clap', 'hihat']), ('nothing', []),
                             ('peak:<-3 path:kicks', ['kick']), ('', ['bassline', 'clap', 'hihat', 'kick'])):
            found = sorted(sample['role'] for sample in listed(index, '--query', query))
            check(found == roles, f'{query}: {found}')
        check([s['role'] for s in listed(index, '--role', 'clap', '--query', 'pack')] == ['clap'], 'both')


def test_against_sox():
    if shutil.which('sox') is None:
        print('# sox is not installed')
        return
    with Folder() as folder:
        index = f'{folder}/library.index'
        os.mkdir(f'{folder}/pack')
        formats = [('a.wav', ['-b', '24']), ('b.aiff', ['-b', '16']), ('c.flac', []), ('d.ogg', []), ('e.au', []),
                   ('f.wav', ['-e', 'float', '-b', '32']), ('g.w64', []), ('h.caf', [])]
        for name, options in formats:
            subprocess.run(['sox', '-R', '-n', '-r', '48000', '-c', '2', *options, f'{folder}/pack/{name}',
                            'synth', '1.5', 'sine', '220', 'sine', '330', 'gain', '-7'],
                           check=True, stderr=subprocess.PIPE)
        result = cli_json('library', 'scan', f'{folder}/pack', '--index', index)
        check((result['added'], result['failed']) == (len(formats), []), f'{result}')
        for sample in listed(index):
            stats = subprocess.run(['sox', sample['path'], '-n', 'stats'], stderr=subprocess.PIPE,
                                   text=True, check=True).stderr
            lines = {line[:12].strip(): line[12:].split() for line in stats.splitlines()}
            tolerance = 0.05 if sample['path'].endswith('.ogg') else 0.011
            check(abs(sample['peak_dbfs'] - float(lines['Pk lev dB'][0])) < tolerance, f'{sample} {stats}')
            check(abs(sample['rms_dbfs'] - float(lines['RMS lev dB'][0])) < tolerance, f'{sample} {stats}')
            check(abs(sample['duration_s'] - 1.5) < 1e-9, f'{sample}')


def test_text_for_people():
    with Folder() as folder:
        pack, index = make_pack(folder)
        result = cli('library', 'scan', pack, '--index', index)
        check(result.returncode == 0 and '4 files in' in result.stdout, result.stdout)
        check('kick' in result.stdout and index in result.stdout, result.stdout)
        table = cli('library', 'list', '--index', index)
        check(len(table.stdout.splitlines()) == 5, table.stdout)
        check('125.00' in table.stdout and 'F minor' in table.stdout, table.stdout)
        check('4 samples' in table.stderr, table.stderr)
        check(cli('library', 'list', '--index', index, '--quiet').stderr == '', 'quiet')


def test_failures_are_reported_and_no_failure():
    with Folder() as folder:
        pack, index = make_pack(folder)
        with open(f'{pack}/notes.wav', 'w', encoding='utf-8') as file:
            file.write('remember the milk\n' * 10)
        open(f'{pack}/empty.flac', 'wb').close()
        result = cli('library', 'scan', pack, '--index', index, '--json')
        check(result.returncode == 0, f'exit {result.returncode}')
        found = json.loads(result.stdout)
        check(found['files'] == 6 and found['added'] == 4, f'{found}')
        check([os.path.basename(f['path']) for f in found['failed']] == ['empty.flac', 'notes.wav'], f'{found}')
        check(all(f['error'] for f in found['failed']), f'{found}')
        check('notes.wav' in result.stderr, result.stderr)


def test_bad_requests():
    with Folder() as folder:
        pack, index = make_pack(folder)
        refused('library', 'scan', exit_code=2, says='DIR')
        refused('library', 'scan', f'{folder}/nowhere', '--index', index, says='There is no folder', leaves=index)
        refused('library', 'scan', f'{pack}/Kicks/Kick 1.wav', '--index', index, says='is a file', leaves=index)
        refused('library', 'scan', pack, '--index', index, '--jobs', '0', says='--jobs', leaves=index)
        refused('library', 'scan', pack, '--index', index, '--jobs', '1.5', says='--jobs', leaves=index)
        refused('library', 'scan', pack, '--index', f'{folder}/no/where.index', says='see that its folder is there')
        refused('library', 'list', '--index', f'{folder}/nowhere.index', says='There is no library index')
        refused('library', 'list', '--index', folder, says='is a folder')
        refused('library', 'list', '--index', index, 'surplus', exit_code=2)
        cli_json('library', 'scan', pack, '--index', index)
        refused('library', 'list', '--index', index, '--role', 'kik', says='did you mean “kick”')


def test_indexes_that_are_none():
    with Folder() as folder:
        pack, _ = make_pack(folder)
        text = f'{folder}/palette.json'
        with open(text, 'w', encoding='utf-8') as file:
            file.write('{"kick": "a.wav"}')
        refused('library', 'scan', pack, '--index', text, says='is not a library index')
        check(open(text, encoding='utf-8').read() == '{"kick": "a.wav"}', 'untouched')
        alien = f'{folder}/alien.db'
        with sqlite3.connect(alien) as database:
            database.execute('CREATE TABLE bookmark (url TEXT)')
        refused('library', 'scan', pack, '--index', alien, says='not a library index')
        index = f'{folder}/library.index'
        cli_json('library', 'scan', pack, '--index', index)
        whole = open(index, 'rb').read()
        with open(index, 'wb') as file:
            file.write(whole[:5000])
        refused('library', 'list', '--index', index, says=['damaged', '--index'])
        with open(index, 'wb') as file:
            file.write(whole[:100] + bytes(4000) + whole[4100:])
        refused('library', 'scan', pack, '--index', index, says=['damaged', '--index'])


def test_edits_survive():
    """Edits are made by the window; here as it makes them."""
    with Folder() as folder:
        pack, index = make_pack(folder)
        cli_json('library', 'scan', pack, '--index', index)
        with sqlite3.connect(index) as database:
            database.execute("UPDATE sample SET tags = 'dark\nlong', favourite = 1, user_role = 'fx' "
                             "WHERE role = 'kick'")
        os.rename(f'{pack}/Kicks', f'{pack}/Drums')
        moved = cli_json('library', 'scan', pack, '--index', index)
        check((moved['updated'], moved['removed'], moved['added']) == (1, 0, 0), f'{moved}')
        kick = next(s for s in listed(index) if s['path'].endswith('Drums/Kick 1.wav'))
        check((kick['tags'], kick['favourite'], kick['role']) == (['dark', 'long'], True, 'fx'), f'{kick}')
        check(kick['role_confidence'] == 1, f'{kick}')


def test_removed_and_back():
    with Folder() as folder:
        pack, index = make_pack(folder)
        cli_json('library', 'scan', pack, '--index', index)
        os.rename(f'{pack}/Hats', f'{folder}/Hats')
        check(cli_json('library', 'scan', pack, '--index', index)['removed'] == 1, 'one is gone')
        check(len(listed(index)) == 3, 'and not listed')
        os.rename(f'{folder}/Hats', f'{pack}/Hats')
        check(cli_json('library', 'scan', pack, '--index', index)['added'] == 1, 'and back')
        check(len(listed(index)) == 4, 'and listed')


def test_the_kit_without_an_index():
    with Folder() as folder:
        environment = dict(os.environ, XDG_DATA_HOME=f'{folder}/data')
        samples = cli_json('library', 'list', env=environment)['samples']
        check(len(samples) >= 90, f'{len(samples)} samples')
        check({s['role'] for s in samples} >= {'kick', 'hihat', 'clap', 'perc', 'bassline', 'texture'}, 'all roles')
        check(all(set(s) == SAMPLE_KEYS for s in samples), 'the same keys')
        check(all(s['peak_dbfs'] is not None and s['peak_dbfs'] <= 0 for s in samples), 'levels')
        # The default index is made where it belongs, and is the library from then on.
        pack, _ = make_pack(folder)
        cli_json('library', 'scan', pack, env=environment)
        check(os.path.exists(f'{folder}/data/peaktime/library.db'), 'in the data folder')
        check(len(cli_json('library', 'list', env=environment)['samples']) == 4, 'the new library')


def as_nobody(*command):
    return subprocess.run(['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', *command],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=120)


def test_without_permissions():
    """Another user's files: unreadable ones are reported, an index can be read where nothing can be written."""
    if os.geteuid() != 0 or shutil.which('setpriv') is None:
        print('# needs root and setpriv')
        return
    with Folder() as folder:
        os.chmod(folder, 0o755)
        if as_nobody(CLI, '--version').returncode != 0:
            print('# the program cannot be run by another user here')
            return
        pack, index = make_pack(folder)
        os.chmod(f'{pack}/Kicks/Kick 1.wav', 0)
        os.chmod(f'{pack}/Hats', 0)
        os.mkdir(f'{folder}/theirs')
        os.chown(f'{folder}/theirs', 65534, 65534)
        own = f'{folder}/theirs/library.index'
        result = as_nobody(CLI, 'library', 'scan', pack, '--index', own, '--json')
        check(result.returncode == 0, result.stderr)
        found = json.loads(result.stdout)
        check([os.path.basename(f['path']) for f in found['failed']] == ['Hats', 'Kick 1.wav'], f'{found}')
        check(all('Permission denied' in f['error'] for f in found['failed']), f'{found}')

        # What could not be looked at is not gone.
        cli_json('library', 'scan', pack, '--index', index)
        os.chmod(index, 0o644)
        shutil.copy(index, own)
        os.chown(own, 65534, 65534)
        found = json.loads(as_nobody(CLI, 'library', 'scan', pack, '--index', own, '--json').stdout)
        check((found['removed'], found['unchanged']) == (0, 3), f'{found}')

        result = as_nobody(CLI, 'library', 'list', '--index', index, '--json')
        check(result.returncode == 0, result.stderr)
        check(len(json.loads(result.stdout)['samples']) == 4, 'read where nothing can be written')
        result = as_nobody(CLI, 'library', 'scan', f'{pack}/Claps', '--index', index)
        check(result.returncode == 0 or 'read-only' in result.stderr or 'Cannot' in result.stderr, result.stderr)


def test_interrupted():
    with Folder() as folder:
        for number in range(300):
            write_wav(f'{folder}/pack/{number:03}.wav', frames=500, seed=number)
        index = f'{folder}/library.index'
        process = subprocess.Popen([CLI, 'library', 'scan', f'{folder}/pack', '--index', index, '--jobs', '1'],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 30
        while not os.path.exists(index) and process.poll() is None and time.monotonic() < deadline:
            pass
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
        check(process.returncode in (0, 130), f'exit {process.returncode}: {error}')
        if process.returncode == 130:
            check('Cancelled' in error, error)
        rest = cli_json('library', 'scan', f'{folder}/pack', '--index', index)
        check(rest['added'] + rest['unchanged'] == 300, f'{rest}')


def test_two_at_once():
    with Folder() as folder:
        for number in range(200):
            write_wav(f'{folder}/pack/{number:03}.wav', frames=2000, seed=number)
        index = f'{folder}/library.index'
        command = [CLI, 'library', 'scan', f'{folder}/pack', '--index', index, '--json']
        processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                     for _ in range(3)]
        for process in processes:
            _, error = process.communicate(timeout=100)
            check(process.returncode == 0, error)
        check(len(listed(index)) == 200, 'each once')


main()
