#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import array
import math
import os
import random
import wave

from peaktime_test import Folder, check, cli, cli_json, main, refused

KEYS = ['bpm', 'beats', 'key', 'onsets', 'energy', 'segments', 'clash']
BANDS = ['sub', 'bass', 'low_mid', 'mid', 'upper_mid', 'high']
RATE = 22050


def write(path, samples, channels=1):
    with wave.open(path, 'wb') as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array.array('h', (max(-32767, min(32767, round(x * 32767))) for x in samples)).tobytes())


def groove(bars, bpm, bass=False):
    """Kicks on the beat, hats between, and a bass in F minor when wanted."""
    samples = [0.0] * round(bars * 240 / bpm * RATE)
    chance = random.Random(1)

    def add(at, seconds, sound):
        start = round(at * RATE)
        for i in range(min(round(seconds * RATE), len(samples) - start)):
            samples[start + i] += sound(i / RATE)

    for sixteenth in range(bars * 16):
        at = sixteenth * 15 / bpm
        if sixteenth % 4 == 0:
            add(at, 0.2, lambda t: 0.6 * math.exp(-t / 0.05) * math.sin(2 * math.pi * (50 * t - 3 * math.exp(-t / 0.02))))
        elif sixteenth % 4 == 2:
            add(at, 0.1, lambda t: 0.3 * math.exp(-t / 0.02) * chance.uniform(-1, 1))
        if bass:
            pitch = [174.6, 207.7, 261.6, 349.2][sixteenth // 4 % 4]
            add(at, 0.11, lambda t: 0.15 * min(1, (0.11 - t) / 0.02)
                * sum(math.sin(2 * math.pi * k * pitch * t) / k for k in (1, 2, 3)))
    return samples


def test_keys_and_shapes():
    with Folder() as folder:
        path = os.path.join(folder, 'groove.wav')
        write(path, groove(4, 128))
        analysis = cli_json('analyze', path)
        check(list(analysis) == KEYS, f'keys {list(analysis)}')
        check(abs(analysis['bpm'] - 128) < 0.128, f'{analysis["bpm"]} bpm')
        check(len(analysis['beats']) == 16, f'{len(analysis["beats"])} beats')
        for number, beat in enumerate(analysis['beats']):
            check(abs(beat - number * 60 / 128) < 0.02, f'beat {number} at {beat}')
        check(analysis['key'] is None, f'drums in {analysis["key"]}')
        check(len(analysis['onsets']) == 32, f'{len(analysis["onsets"])} onsets')
        for number, onset in enumerate(analysis['onsets']):
            check(list(onset) == ['time', 'strength'], str(onset))
            check(abs(onset['time'] - number * 30 / 128) < 0.01, f'onset {number} at {onset["time"]}')
            check(0 <= onset['strength'] <= 1, str(onset))
        check(max(onset['strength'] for onset in analysis['onsets']) == 1, 'the strongest is 1')
        check(len(analysis['energy']) == 64, f'{len(analysis["energy"])} sixteenths')
        check(list(analysis['energy'][0]) == ['rms', 'flux', 'centroid'], str(analysis['energy'][0]))
        check(analysis['segments'] == [{'start': 0, 'end': 7.5, 'label': 'A'}], str(analysis['segments']))
        check(analysis['clash'] is None, 'no clash without a second file')


def test_key():
    with Folder() as folder:
        path = os.path.join(folder, 'bass.wav')
        write(path, groove(4, 125, bass=True))
        key = cli_json('analyze', path)['key']
        check(key is not None and list(key) == ['key', 'scale', 'confidence'], str(key))
        check((key['key'], key['scale']) == ('F', 'minor'), str(key))
        check(0.5 < key['confidence'] <= 1, str(key))


def test_parts():
    with Folder() as folder:
        path = os.path.join(folder, 'parts.wav')
        first = groove(8, 120)
        second = groove(8, 120, bass=True)
        write(path, first + second + first)
        parts = cli_json('analyze', path)['segments']
        check([part['label'] for part in parts] == ['A', 'B', 'A'], str(parts))
        check([round(part['start']) for part in parts] == [0, 16, 32], str(parts))
        check(parts[-1]['end'] == 48, str(parts))


def test_clash():
    with Folder() as folder:
        one = os.path.join(folder, 'one.wav')
        two = os.path.join(folder, 'two.wav')
        write(one, [0.5 * math.sin(i * 2 * math.pi * 100 / RATE) for i in range(RATE)])
        # Stereo, the same on both sides.
        write(two, [0.5 * math.sin(i // 2 * 2 * math.pi * 110 / RATE) for i in range(2 * RATE)], channels=2)
        bands = cli_json('analyze', one, '--second', two)['clash']['bands']
        check([band['name'] for band in bands] == BANDS, str(bands))
        for band in bands:
            check(list(band) == ['name', 'clash_score', 'energy_1', 'energy_2'], str(band))
            check(abs(band['clash_score'] - math.sqrt(band['energy_1'] * band['energy_2'])) < 1e-9, str(band))
        check(max(bands, key=lambda band: band['clash_score'])['name'] == 'bass', str(bands))


def test_nothing_to_say():
    with Folder() as folder:
        path = os.path.join(folder, 'silence.wav')
        write(path, [0] * RATE)
        analysis = cli_json('analyze', path)
        check(analysis == {'bpm': None, 'beats': [], 'key': None, 'onsets': [], 'energy': [], 'segments': [],
                           'clash': None}, str(analysis))
        text = cli('analyze', path)
        check(text.returncode == 0 and 'none found' in text.stdout and 'not tonal' in text.stdout, text.stdout)


def test_without_aubio():
    with Folder() as folder:
        path = os.path.join(folder, 'groove.wav')
        write(path, groove(2, 133))
        for name in ('', os.path.join(folder, 'gone.so'), path):
            environment = dict(os.environ, PEAKTIME_LIBAUBIO=name)
            analysis = cli_json('analyze', path, env=environment)
            check(abs(analysis['bpm'] - 133) < 0.133, f'{analysis["bpm"]} bpm with “{name}”')


def test_report():
    with Folder() as folder:
        path = os.path.join(folder, 'groove.wav')
        write(path, groove(4, 128, bass=True))
        result = cli('analyze', path, '--second', path)
        check(result.returncode == 0 and result.stderr == '', result.stderr)
        for word in ('128.00 bpm', 'F minor', 'Onsets', 'Energy', 'Parts', 'Clash', 'upper_mid'):
            check(word in result.stdout, f'no “{word}” in {result.stdout}')


def test_bad_input():
    with Folder() as folder:
        good = os.path.join(folder, 'good.wav')
        torn = os.path.join(folder, 'torn.wav')
        text = os.path.join(folder, 'text.wav')
        gone = os.path.join(folder, 'gone.wav')
        write(good, groove(1, 128))
        with open(good, 'rb') as source, open(torn, 'wb') as target:
            target.write(source.read()[:5000])
        with open(text, 'w', encoding='utf-8') as target:
            target.write('not a sound')
        for bad in (torn, text, gone, folder):
            refused('analyze', bad, says=os.path.basename(bad))
            refused('analyze', good, '--second', bad, says=os.path.basename(bad))
        refused('analyze', exit_code=2)
        refused('analyze', good, good, exit_code=2)
        refused('analyze', good, '--third', good, exit_code=2)


main()
