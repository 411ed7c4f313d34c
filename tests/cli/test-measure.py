#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import array
import json
import math
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import time

import peaktime_test
from peaktime_test import Folder, Skip, check, cli, cli_json, main, refused

KEYS = ['path', 'lufs_i', 'lufs_m_max', 'lufs_s_max', 'lra_lu', 'sample_peak_dbfs', 'true_peak_dbtp',
        'rms_dbfs', 'crest_db', 'dc', 'correlation', 'clipped_samples', 'silent_fraction', 'duration_s',
        'sample_rate', 'channels', 'format', 'error']

# Rate, bits (32: float), channels. Four channels are two fronts and two surrounds, six are
# 5.1: layouts that ffmpeg weighs as we do. It gives 1.41 to all four surrounds of 7.1 where
# BS.1770-4 gives it to the side pair only, and 0 to every LFE; so no 7.1 here.
TEN_FILES = [
    (44100, 16, 2), (48000, 24, 2), (88200, 24, 2), (96000, 32, 2), (22050, 16, 1),
    (48000, 16, 1), (48000, 24, 6), (44100, 16, 4), (192000, 24, 2), (32000, 32, 4),
]

MASKS = {1: 0x4, 2: 0x3, 4: 0x33, 6: 0x3f}


def wav(path, rate, bits, channels, samples):
    """Interleaved floats as WAVE_FORMAT_EXTENSIBLE, so that every reader knows the layout."""
    if bits == 32:
        data = array.array('f', samples).tobytes()
    elif bits == 16:
        data = array.array('h', (max(-32768, min(32767, round(x * 32768))) for x in samples)).tobytes()
    else:
        whole = array.array('i', (max(-2 ** 23, min(2 ** 23 - 1, round(x * 2 ** 23))) * 256 for x in samples))
        raw = whole.tobytes()
        data = bytearray(len(whole) * 3)
        for byte in range(3):
            data[byte::3] = raw[byte + 1::4]
    guid = struct.pack('<IHH8s', 3 if bits == 32 else 1, 0, 0x10, bytes.fromhex('800000aa00389b71'))
    block = channels * bits // 8
    header = struct.pack('<HHIIHHHHI', 0xfffe, channels, rate, rate * block, block, bits, 22, bits,
                         MASKS.get(channels, 0)) + guid
    with open(path, 'wb') as file:
        file.write(b'RIFF' + struct.pack('<I', 4 + 8 + len(header) + 8 + len(data)) + b'WAVE')
        file.write(b'fmt ' + struct.pack('<I', len(header)) + header)
        file.write(b'data' + struct.pack('<I', len(data)) + bytes(data))


def music(rate, channels, seconds, seed):
    """A beat over a tone and noise, other in every channel, with a break in the middle.

    The noise falls towards the top as music does: how much of the last kilohertz counts is
    where the filters of true-peak meters differ."""
    chance = random.Random(seed)
    samples = array.array('f')
    noise = [0.0] * channels
    for i in range(int(rate * seconds)):
        t = i / rate
        beat = t % 0.46875
        level = 0.1 if 0.5 < t < 0.7 else 0.8
        kick = 0.5 * math.sin(2 * math.pi * 50 * t) * math.exp(-6 * beat)
        for c in range(channels):
            tone = 0.2 * math.sin(2 * math.pi * (300 + 170 * c) * t)
            noise[c] += 0.4 * (chance.random() - 0.5 - noise[c])
            samples.append(level * (kick + tone + 0.5 * noise[c]))
    return samples


def ffmpeg_ebur128(path):
    text = subprocess.run(['ffmpeg', '-hide_banner', '-nostats', '-i', path, '-af',
                           'ebur128=peak=true:framelog=verbose', '-f', 'null', '-'],
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, check=True).stderr
    summary = text[text.rindex('Summary:'):]

    def number(name):
        return float(re.search(name + r':\s+(-?[\d.]+)', summary).group(1))

    return number('I'), number('LRA'), number('Peak')


def measure(*paths):
    return cli_json('measure', *paths)['files']


def test_agrees_with_ffmpeg_on_ten_files():
    if shutil.which('ffmpeg') is None:
        raise Skip('ffmpeg is not installed')
    with Folder() as folder:
        paths = []
        for number, (rate, bits, channels) in enumerate(TEN_FILES):
            paths.append(os.path.join(folder, f'{rate}-{bits}-{channels}.wav'))
            wav(paths[-1], rate, bits, channels, music(rate, channels, 60000 / rate / channels + 0.8, number))
        for path, ours in zip(paths, measure(*paths)):
            loudness, spread, peak = ffmpeg_ebur128(path)
            name = os.path.basename(path)
            check(ours['error'] is None, f'{name}: {ours["error"]}')
            check(abs(ours['lufs_i'] - loudness) <= 0.1, f'{name}: {ours["lufs_i"]} LUFS, ffmpeg {loudness}')
            check(abs(ours['true_peak_dbtp'] - peak) <= 0.2, f'{name}: {ours["true_peak_dbtp"]} dBTP, ffmpeg {peak}')


def test_keys_and_order():
    with Folder() as folder:
        paths = [os.path.join(folder, f'{i}.wav') for i in (3, 1, 2)]
        for number, path in enumerate(paths):
            wav(path, 8000, 16, 2, music(8000, 2, 1 + number, number))
        files = measure(*paths)
        check([file['path'] for file in files] == paths, 'in the order asked')
        for number, file in enumerate(files):
            check(list(file) == KEYS, f'keys {list(file)}')
            check(file['duration_s'] == 1 + number, f'{file["duration_s"]} s')
            check(file['sample_rate'] == 8000 and file['channels'] == 2, str(file))
            check(isinstance(file['sample_rate'], int) and isinstance(file['clipped_samples'], int), 'whole numbers')
            check(file['format'] == 'WAV 16 bit', file['format'])
            check(abs(file['crest_db'] - (file['sample_peak_dbfs'] - file['rms_dbfs'])) < 1e-9, str(file))


def test_silence_is_null():
    with Folder() as folder:
        path = os.path.join(folder, 'silence.wav')
        wav(path, 48000, 16, 2, [0] * 96000)
        (file,) = measure(path)
        for key in ('lufs_i', 'lufs_m_max', 'lufs_s_max', 'sample_peak_dbfs', 'true_peak_dbtp', 'rms_dbfs',
                    'crest_db', 'correlation', 'error'):
            check(file[key] is None, f'{key} is {file[key]}')
        check(file['lra_lu'] == 0 and file['dc'] == 0 and file['silent_fraction'] == 1, str(file))


def test_details():
    with Folder() as folder:
        path = os.path.join(folder, 'square.wav')
        # Left and right opposed, at full scale four samples in every eight, off centre.
        frame = [1, -1] * 4 + [-0.5, 0.5] * 4
        wav(path, 8000, 32, 2, frame * 1000)
        (file,) = measure(path)
        check(abs(file['correlation'] + 1) < 1e-9, f'correlation {file["correlation"]}')
        check(file['clipped_samples'] == 8000, f'{file["clipped_samples"]} clipped')
        check(abs(abs(file['dc']) - 0.25) < 1e-6, f'dc {file["dc"]}')
        check(abs(file['rms_dbfs'] - 10 * math.log10(0.625)) < 1e-6, f'rms {file["rms_dbfs"]}')
        check(file['silent_fraction'] == 0, f'silent {file["silent_fraction"]}')


def test_one_bad_file_does_not_stop_the_others():
    with Folder() as folder:
        good = os.path.join(folder, 'good.wav')
        torn = os.path.join(folder, 'torn.wav')
        text = os.path.join(folder, 'text.wav')
        empty = os.path.join(folder, 'empty.wav')
        no_frames = os.path.join(folder, 'no frames.wav')
        wav(good, 8000, 16, 1, music(8000, 1, 1, 1))
        with open(good, 'rb') as source, open(torn, 'wb') as target:
            target.write(source.read()[:4000])
        with open(text, 'w', encoding='utf-8') as target:
            target.write('Not audio at all.\n' * 10)
        open(empty, 'wb').close()
        wav(no_frames, 8000, 16, 1, [])
        bad = [torn, text, empty, no_frames, folder, os.path.join(folder, 'missing.wav')]
        result = cli('measure', good, *bad, good, '--json')
        check(result.returncode == 1, f'exit {result.returncode}')
        files = json.loads(result.stdout)['files']
        check([file['path'] for file in files] == [good, *bad, good], 'all of them, in order')
        for file in files:
            if file['path'] == good:
                check(file['error'] is None and file['lufs_i'] is not None, str(file))
            else:
                check(file['error'] and os.path.basename(file['path']) in file['error'], str(file))
                check(all(file[key] is None for key in KEYS[1:-1]), str(file))
                check(file['error'] in result.stderr, result.stderr)


def test_table_for_people():
    with Folder() as folder:
        for name in ('one.wav', 'two.wav'):
            wav(os.path.join(folder, name), 8000, 16, 2, music(8000, 2, 1, 5))
        result = cli('measure', 'one.wav', 'two.wav', cwd=folder)
        lines = result.stdout.splitlines()
        check(result.returncode == 0 and len(lines) == 3, result.stdout + result.stderr)
        check(lines[0].split()[:2] == ['LUFS', 'M'] and lines[0].endswith('File'), lines[0])
        check(lines[1].index('one.wav') == lines[2].index('two.wav') == lines[0].index('File'), result.stdout)


def listens_to_ctrl_c(pid):
    """The signal is blocked for the thread that waits for it, instead of killing."""
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        blocked = next(line for line in file if line.startswith('SigBlk'))
    return int(blocked.split()[1], 16) >> (signal.SIGINT - 1) & 1


def test_ctrl_c_ends_it():
    with Folder() as folder:
        path = os.path.join(folder, 'long.wav')
        wav(path, 48000, 16, 2, music(48000, 2, 1, 3) * 30)
        process = subprocess.Popen([peaktime_test.CLI, 'measure', '--json'] + [path] * 3000, text=True,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not listens_to_ctrl_c(process.pid):
            check(time.monotonic() < deadline and process.poll() is None, 'it never listened')
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
        check(process.returncode == 130, f'exit {process.returncode}: {stderr}')
        check(json.loads(stdout) == {'error': 'cancelled'}, stdout[:200])


def test_wrong_usage():
    refused('measure', exit_code=2, says='FILE')
    refused('measure', 'x.wav', '--loud', exit_code=2, says='--loud')


def test_unreadable_is_refused():
    with Folder() as folder:
        refused('measure', os.path.join(folder, 'nothing.wav'), says='nothing.wav')


main()
