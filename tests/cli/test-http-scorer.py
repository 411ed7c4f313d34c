#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import os
import struct
import subprocess
import time

from fake_scorer import FakeScorer, KEY, SCORES
from peaktime_test import CLI, Folder, check, cli, cli_json, main, refused


def wav(path, frames=48000):
    data = b''.join(struct.pack('<hh', i % 1000 * 8, 0) for i in range(frames))
    header = struct.pack('<4sI4s4sIHHIIHH4sI', b'RIFF', 36 + len(data), b'WAVE', b'fmt ', 16, 1, 2,
                         48000, 48000 * 4, 4, 16, b'data', len(data))
    with open(path, 'wb') as file:
        file.write(header + data)
    return path


def environment(folder, **more):
    return dict(os.environ, XDG_DATA_HOME=f'{folder}/data', XDG_CONFIG_HOME=f'{folder}/config', **more)


def score(server, folder, path, *arguments, timeout=10):
    """One score and how long it took; the file and its error are the last two."""
    file = f'{folder}/my secret song.wav'
    if not os.path.exists(file):
        wav(file)
    started = time.monotonic()
    result = cli('score', file, '--scorer', 'http', '--url', server.url(path), '--timeout', timeout, '--no-store',
                 '--json', *arguments, env=environment(folder))
    return json.loads(result.stdout)['scores'][0], time.monotonic() - started


def test_scores():
    with FakeScorer() as server, Folder() as folder:
        said, _ = score(server, folder, '/judge')
        check({axis: said[axis] for axis in SCORES} == SCORES and said['error'] is None, said)
        check(abs(said['OBJ'] - 7.1745) < 1e-9 and not said['estimate'], said)
        check(said['scorer'] == 'http' and said['scorer_version'] == f'127.0.0.1:{server.port}/judge', said)
        check(said['duration_s'] == 1, said)
        check(b'secret song' not in server.requests[0]['body'], 'the name of the file stays here')
        check(b'Content-Type: audio/wav' in server.requests[0]['body'], 'the kind is told')


def test_known_scores_are_not_sent_again():
    with FakeScorer() as server, Folder() as folder:
        path = wav(f'{folder}/a.wav')
        for cached in (False, True):
            said = cli_json('score', path, '--scorer', 'http', '--url', server.url('/judge'), env=environment(folder))
            check(said['scores'][0]['cached'] is cached, said)
        check(len(server.requests) == 1, server.requests)
        # Another scorer has not heard it.
        check(not cli_json('score', path, env=environment(folder))['scores'][0]['cached'], 'signal')


def test_faults_end_in_a_clear_state():
    cases = {
        '/slow': ('did not answer in time',),
        '/trickle': ('did not answer in time',),
        '/drop': ('connection', 'lost'),
        '/drop-early': ('connection', 'lost'),
        '/busy': ('busy', '503', 'warming up'),
        '/busy-long': ('busy', '429', 'come back tomorrow'),
        '/broken': ('failed', '500', 'CUDA out of memory'),
        '/broken-page': ('failed', '500', 'Oops Internal Server Error'),
        '/page': ('web page',),
        '/torn': ('did not answer in JSON',),
        '/list': ('did not answer in JSON', 'no object'),
        '/empty': ('did not answer in JSON',),
        '/no-scores': ('no scores that can be used', '“scores” is missing'),
        '/missing': ('no scores that can be used', '“scores.PQ” is missing'),
        '/strings': ('no scores that can be used', 'scores.CE', 'not a string'),
        '/nan': ('did not answer in JSON',),
        '/huge': ('no scores that can be used', 'scores.CE'),
        '/garbage': ('more than 1000 kB',),
        '/moved': ('has moved', '307'),
        '/locked': ('another key', '401', 'who are you?'),
        '/nowhere': ('failed', '404', 'Not Found'),
    }
    with FakeScorer() as server, Folder() as folder:
        for path, says in cases.items():
            said, took = score(server, folder, path, timeout=2)
            check(said['OBJ'] is None and said['error'], f'{path}: {said}')
            for word in says:
                check(word in said['error'], f'{path}: “{word}” is not in: {said["error"]}')
            # A machine that is busy takes its time to start a program.
            check(took < 2 + 8, f'{path}: {took:.1f} s')
        check(not any(request['path'] == '/judge' for request in server.requests), 'a redirect was followed')


def test_again_when_busy_or_lost():
    with FakeScorer() as server, Folder() as folder:
        for path, count in (('/busy-once', 2), ('/busy-twice', 3), ('/drop-once', 2), ('/cold', 1)):
            said, took = score(server, folder, path)
            check(said['OBJ'] and said['error'] is None, f'{path}: {said}')
            check(sum(request['path'] == path for request in server.requests) == count, path)
            if path == '/busy-once':
                check(took >= 1, f'Retry-After was not waited for: {took}')


def test_no_server():
    with FakeScorer() as server, Folder() as folder:
        url = server.url('/judge')
    with Folder() as folder:
        refused('score', wav(f'{folder}/a.wav'), '--scorer', 'http', '--url', url, '--no-store', says='Cannot reach',
                env=environment(folder))


def test_keys_come_from_the_environment():
    with FakeScorer() as server, Folder() as folder:
        path = wav(f'{folder}/a.wav')
        with_key = environment(folder, PEAKTIME_SCORER_KEY=KEY, PEAKTIME_SCORER_URL=server.url('/locked'))
        result = cli('score', path, '--scorer', 'http', env=with_key)
        check(result.returncode == 0, result.stderr)
        check(KEY not in result.stdout + result.stderr, 'the key is told')
        wrong = dict(with_key, PEAKTIME_SCORER_KEY='opensaysme')
        result = cli('score', path, '--scorer', 'http', '--no-store', env=wrong)
        check(result.returncode == 1 and 'opensaysme' not in result.stdout + result.stderr, result.stderr)
        for root, _, names in os.walk(folder):
            for name in names:
                with open(os.path.join(root, name), 'rb') as file:
                    check(KEY.encode() not in file.read(), f'the key stands in {name}')
        refused('score', path, '--scorer', 'http', '--url', 'http://example.org/judge', '--allow-upload',
                says=('https', 'example.org'), env=with_key)


def test_nothing_leaves_without_consent():
    with FakeScorer() as server, Folder() as folder:
        path = wav(f'{folder}/a.wav')
        # A proxy on this machine would see whatever is sent.
        watched = environment(folder, http_proxy=f'http://127.0.0.1:{server.port}', https_proxy=f'http://127.0.0.1:{server.port}')
        refused('score', path, '--scorer', 'http', '--url', 'http://example.invalid/judge', '--no-store',
                says=('example.invalid', '--allow-upload'), env=watched)
        check(server.requests == [], server.requests)
        result = cli('score', path, '--scorer', 'http', '--url', 'http://example.invalid/judge', '--no-store',
                     '--allow-upload', env=watched)
        check(result.returncode == 1 and len(server.requests) == 1, 'allowed, it is sent')
        # Said for good, as the window does.
        os.makedirs(f'{folder}/config/peaktime', exist_ok=True)
        with open(f'{folder}/config/peaktime/uploads.ini', 'w') as file:
            file.write('[allowed]\nexample.invalid=true\n')
        cli('score', path, '--scorer', 'http', '--url', 'http://example.invalid/judge', '--no-store', env=watched)
        check(len(server.requests) == 2, 'a stored consent counts')


def test_what_is_no_music_stays_here():
    with FakeScorer() as server, Folder() as folder:
        path = f'{folder}/passwords.txt'
        with open(path, 'w') as file:
            file.write('secret\n' * 10)
        refused('score', path, '--scorer', 'http', '--url', server.url('/judge'), '--no-store', says='not audio',
                env=environment(folder))
        check(server.requests == [], 'it was sent')


def test_addresses():
    with Folder() as folder:
        path = wav(f'{folder}/a.wav')
        for url, says in (('ftp://localhost/x', 'no address'), ('localhost:8000', 'no address'), ('http://', 'no address'),
                          ('http://me:pass@localhost/', 'PEAKTIME_SCORER_KEY')):
            result = refused('score', path, '--scorer', 'http', '--url', url, says=says, env=environment(folder))
            check('pass@' not in result.stderr, result.stderr)
        refused('score', path, '--scorer', 'http', says='--url', env=environment(folder, PEAKTIME_SCORER_URL=''))
        refused('score', path, '--url', 'http://localhost/', says='--scorer http', env=environment(folder))
        refused('score', path, '--scorer', 'http', '--url', 'http://localhost/', '--timeout', 'x', says='--timeout',
                env=environment(folder))


def test_cancelling():
    with FakeScorer() as server, Folder() as folder:
        process = subprocess.Popen([CLI, 'score', wav(f'{folder}/a.wav'), '--scorer', 'http', '--url', server.url('/slow'),
                                    '--no-store'], stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(folder))
        deadline = time.monotonic() + 20
        while not server.requests and time.monotonic() < deadline:
            time.sleep(0.01)
        started = time.monotonic()
        process.terminate()
        process.communicate(timeout=20)
        check(process.returncode == 130, process.returncode)
        check(time.monotonic() - started < 10, 'it took its time')


main()
