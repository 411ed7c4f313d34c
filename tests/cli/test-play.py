#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import json
import math
import os
import signal
import struct
import subprocess
import time
import wave

from peaktime_test import CLI, Folder, check, cli, cli_json, main, refused


def write_hit(path, frames=2400, rate=48000):
    with wave.open(path, 'wb') as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(b''.join(
            struct.pack('<h', int(16000 * math.exp(-i / 300) * math.sin(i / 10))) for i in range(frames)))


def write_arrangement(folder, bars=2, bpm=400, gain=1.0):
    write_hit(os.path.join(folder, 'hit.wav'))
    path = os.path.join(folder, 'music.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'bpm': bpm, 'palette': {'kick': 'hit.wav'}, 'sections': [
            {'name': 'all', 'bars': bars, 'layers': [
                {'role': 'kick', 'type': 'oneshot', 'gain': gain, 'beats': [0, 1, 2, 3]}]}]}, file)
    return path


def test_plays_in_real_time():
    with Folder() as folder:
        path = write_arrangement(folder)
        start = time.monotonic()
        result = cli_json('play', '--arrangement', path, '--device', 'silent')
        elapsed = time.monotonic() - start
        check(list(result) == ['device', 'sample_rate', 'duration_s', 'underruns', 'peak_dbfs', 'notices'], str(result))
        check(result['device'] == 'silent' and result['sample_rate'] == 48000, str(result))
        check(abs(result['duration_s'] - 1.2) < 1e-6, str(result))
        check(1.19 < elapsed < 4, f'{elapsed} s')
        check(abs(result['peak_dbfs'] + 1) < 0.02, f'as loud as a render: {result}')
        check(result['notices'] == [], str(result))


def test_level_is_that_of_the_render():
    with Folder() as folder:
        path = write_arrangement(folder, bars=1, gain=0.25)
        for level in ['-6', 'off', 'lufs:-20']:
            out = os.path.join(folder, 'out.wav')
            rendered = cli_json('render', '--arrangement', path, '--normalize', level, '-o', out)
            played = cli_json('play', '--arrangement', path, '--normalize', level, '--device', 'silent')
            check(abs(rendered['peak_dbfs'] - played['peak_dbfs']) < 0.02, f'{level}: {rendered}, {played}')


def test_from_a_bar_at_a_rate():
    with Folder() as folder:
        path = write_arrangement(folder, bars=4)
        result = cli_json('play', '--arrangement', path, '--device', 'silent', '--from', '3', '--rate', '44100')
        check(abs(result['duration_s'] - 0.6) < 1e-6, str(result))
        check(result['sample_rate'] == 44100, str(result))


def test_another_tempo():
    with Folder() as folder:
        path = write_arrangement(folder, bars=1, bpm=100)
        result = cli_json('play', '--arrangement', path, '--device', 'silent', '--bpm', '400', '--threads', '1')
        check(abs(result['duration_s'] - 0.6) < 1e-6, str(result))


def write_palette(folder):
    write_hit(os.path.join(folder, 'hit.wav'))
    path = os.path.join(folder, 'palette.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'kick': 'hit.wav', 'clap': 'hit.wav'}, file)
    return path


def test_parts_and_rounds():
    with Folder() as folder:
        path = write_palette(folder)
        play = ['play', '--palette', path, '--device', 'silent', '--bpm', '400']
        once = cli_json(*play, '--part', 'full', '--from', '6')
        check(abs(once['duration_s'] - 2 * 0.6) < 1e-6, str(once))
        refused(*play, '--part', 'full', '--from', '8', says='0 to 7')
        # The last two of three rounds of eight bars.
        rounds = cli_json(*play, '--part', 'intro', '--loop', '3', '--from', '22')
        check(abs(rounds['duration_s'] - 2 * 0.6) < 1e-6, str(rounds))
        whole = cli_json(*play, '--part', 'whole', '--from', '31')
        check(abs(whole['duration_s'] - 0.6) < 1e-6, str(whole))
        music = write_arrangement(folder)
        twice = cli_json('play', '--arrangement', music, '--device', 'silent', '--loop', '2')
        check(abs(twice['duration_s'] - 2.4) < 1e-6, str(twice))


def test_parts_that_are_none():
    with Folder() as folder:
        path = write_palette(folder)
        play = ['play', '--palette', path, '--device', 'silent']
        refused(*play, '--part', 'chorus', says=['chorus', 'strip'])
        refused(*play, '--part', 'full', '--loop', '0', says='--loop')
        refused(*play, '--part', 'whole', '--loop', '10000', says='16384 bars')
        refused(*play, '--part', 'full', '--bars', '64', says='--bars', exit_code=2)
        refused('play', '--arrangement', write_arrangement(folder), '--part', 'full', says='--palette', exit_code=2)


def test_text():
    with Folder() as folder:
        path = write_arrangement(folder, bars=1)
        result = cli('play', '--arrangement', path, '--device', 'silent')
        check(result.returncode == 0, result.stderr)
        check('silent at 48000 Hz' in result.stdout and 'dBFS' in result.stdout, result.stdout)
        check(result.stderr == '', f'no progress without a terminal: {result.stderr}')


def test_interrupt_ends_it_cleanly():
    with Folder() as folder:
        path = write_arrangement(folder, bars=400, bpm=120)
        for number in [signal.SIGINT, signal.SIGTERM]:
            process = subprocess.Popen([CLI, 'play', '--arrangement', path, '--device', 'silent', '--json'],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            # It plays once it has started the thread of the silent device.
            deadline = time.monotonic() + 20
            while time.monotonic() < deadline:
                names = []
                for task in os.listdir(f'/proc/{process.pid}/task'):
                    try:
                        with open(f'/proc/{process.pid}/task/{task}/comm', encoding='utf-8') as file:
                            names.append(file.read().strip())
                    except OSError:
                        pass
                if 'silent-device' in names:
                    break
            process.send_signal(number)
            out, err = process.communicate(timeout=20)
            check(process.returncode == 130, f'exit {process.returncode}: {err}')
            check(json.loads(out) == {'error': 'cancelled'}, out)


def test_refusals():
    with Folder() as folder:
        path = write_arrangement(folder)
        play = ['play', '--arrangement', path]
        refused(*play, '--device', 'No Such Card', says=['No Such Card', 'silent'])
        refused(*play, '--device', 'silent', '--from', '2', says=['--from', '0 to 1'])
        refused(*play, '--device', 'silent', '--from', '-1', says='--from')
        refused(*play, '--device', 'silent', '--from', '0.5', says='--from')
        refused(*play, '--device', 'silent', '--rate', '1', says='--rate')
        refused(*play, '--device', 'silent', '--normalize', '3', says='--normalize')
        refused(*play, '--device', 'silent', '--bpm', '1e9', says='--bpm')
        refused(*play, '--device', 'silent', '--threads', '0', says='--threads')
        refused(*play, '-o', 'x.wav', exit_code=2)
        refused('play', exit_code=2)
        os.unlink(os.path.join(folder, 'hit.wav'))
        refused(*play, '--device', 'silent', says='hit.wav')


main()
