#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import resource
import signal
import subprocess
import time

from peaktime_test import CLI, Folder, SOURCE, check, cli, cli_json, main, refused

ROLES = {'kick': 12, 'hihat': 12, 'clap': 8, 'perc': 12, 'bassline': 12, 'texture': 8, 'synth': 8,
         'fx': 6, 'drum_loop': 6, 'hat_loop': 6}


def files_in(folder):
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)
            found[os.path.relpath(path, folder)] = os.stat(path).st_mtime_ns
    return found


def environment(home):
    """Nothing but the user's data folder can hold a kit."""
    return dict(os.environ, XDG_DATA_HOME=home)


def test_builds_into_the_data_folder_once():
    with Folder() as home:
        kit = os.path.join(home, 'peaktime', 'kit')
        result = cli_json('kit', 'build', env=environment(home))
        check(sorted(result) == ['count', 'out', 'samples'], f'keys {sorted(result)}')
        check(result['out'] == kit, result['out'])
        check(result['count'] == len(result['samples']) >= 90, f"{result['count']} samples")
        check(sorted(result['samples'][0]) ==
              ['bars', 'bpm', 'duration_s', 'key', 'loop', 'path', 'role'], 'keys of a sample')
        for role, least in ROLES.items():
            count = sum(sample['role'] == role for sample in result['samples'])
            check(count >= least, f'{count} of {role}')
        for sample in result['samples']:
            path = os.path.join(kit, sample['path'])
            # 24 bit stereo behind a header of 44 bytes
            frames = round(sample['duration_s'] * 48000)
            check(os.path.getsize(path) == 44 + 6 * frames, f'size of {path}')
            if sample['loop']:
                check(sample['bpm'] == 128 and sample['bars'] in (1, 2, 4), f'{sample}')
                check(frames == 90000 * sample['bars'], f'{sample}')
            else:
                check(sample['bpm'] is None and sample['bars'] is None, f'{sample}')

        before = files_in(kit)
        check(len(before) == result['count'] + 1, 'the samples and the manifest, nothing else')
        again = cli('kit', 'build', env=environment(home))
        check(again.returncode == 0, again.stderr)
        check(f"{result['count']} samples in {kit}" in again.stdout, again.stdout)
        check(files_in(kit) == before, 'a second build touched something')


def test_sox_reads_it():
    kit = os.path.join(os.path.dirname(CLI), '..', '..', 'data', 'kit')
    try:
        said = subprocess.run(['soxi', os.path.join(kit, 'Kicks', 'Kick Berlin Deep.wav')],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
    except FileNotFoundError:
        return
    for words in ('48000', '24-bit', ': 2\n'):
        check(words in said, said)


def test_folder_that_is_a_file():
    with Folder() as folder:
        path = os.path.join(folder, 'file')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('mine')
        refused('kit', 'build', '--out', path, says=[path])
        refused('kit', 'build', '--out', os.path.join(path, 'below'), says=[path])
        with open(path, encoding='utf-8') as file:
            check(file.read() == 'mine', 'the file is as it was')
        result = cli('kit', 'build', '--out', path, '--json')
        check(result.returncode == 1 and path in json.loads(result.stdout)['error'], result.stdout)


def test_full_disk():
    """No file may grow beyond 100 kB: what a full disk says, but for its name."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    with Folder() as folder:
        refused('kit', 'build', '--out', os.path.join(folder, 'kit'), says=['Cannot write', '.wav'],
                leaves=os.path.join(folder, 'kit', 'kit-manifest.json'), preexec_fn=limit)
        for path in files_in(folder):
            check(not path.endswith('.part'), f'{path} is left')


def test_cancel():
    with Folder() as folder:
        process = subprocess.Popen([CLI, 'kit', 'build', '--out', folder],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 60
        while not files_in(folder) and time.monotonic() < deadline and process.poll() is None:
            pass
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        check(process.returncode == 130, f'exit {process.returncode}')
        check('Cancelled' in said, said)
        left = files_in(folder)
        check('kit-manifest.json' not in left, 'a cancelled kit says it is whole')
        for path in left:
            check(not os.path.basename(path).startswith('.'), f'{path} is left')


def test_wrong_usage():
    refused('kit', 'build', 'here', exit_code=2, says='here')
    refused('kit', 'build', '--into', 'x', exit_code=2)
    refused('kit', 'build', '--out', exit_code=2)
    refused('kit', exit_code=2)


def test_palettes_use_the_kit():
    kit = os.path.join(os.path.dirname(CLI), '..', '..', 'data', 'kit')
    folder = os.path.join(SOURCE, 'palettes')
    names = [name for name in sorted(os.listdir(folder)) if name.endswith('.json')]
    check(len(names) >= 12, f'{len(names)} palettes')
    listed = {}
    for sample in cli_json('kit', 'build', '--out', kit)['samples']:
        listed[sample['path']] = sample
    for name in names:
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            palette = json.load(file)
        check({'name', 'description', 'key', 'bpm', 'tags', 'palette'} == set(palette), name)
        check(set(palette['palette']) == set(ROLES), f'{name}: a role is missing')
        for role, entry in palette['palette'].items():
            path = entry if isinstance(entry, str) else entry['path']
            check(path in listed, f'{name}: {path} is not in the kit')
            check(listed[path]['role'] == role, f'{name}: {path} is no {role}')
            key = listed[path]['key']
            check(key in (None, palette['key']), f'{name}: {path} is in {key}')


main()
