#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import array
import hashlib
import json
import math
import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import time
import wave

from peaktime_test import CLI, Folder, Skip, check, cli, cli_json, main, refused

RATE = 48000
KEYS = ['out', 'frames', 'sample_rate', 'channels', 'duration_s', 'peak_dbfs', 'true_peak_dbtp',
        'lufs_i', 'lra_lu', 'sha256', 'render_s', 'realtime_factor', 'notices']


def write_wav(path, frames, channels=2, rate=RATE, seed=1, amplitude=0.5):
    noise = random.Random(seed)
    samples = array.array('h', (int(32767 * amplitude * noise.uniform(-1, 1))
                                for _ in range(frames * channels)))
    with wave.open(path, 'wb') as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def write_json(path, value):
    with open(path, 'w', encoding='utf-8') as file:
        file.write(value if isinstance(value, str) else json.dumps(value))
    return path


def arrangement(**changes):
    return {'bpm': 120, 'palette': {'kick': 'kick.wav', 'clap': 'clap.wav'},
            'sections': [{'name': 's', 'bars': 2, 'layers': [
                {'role': 'kick', 'type': 'oneshot', 'beats': [0, 1, 2, 3]},
                {'role': 'clap', 'type': 'oneshot', 'gain': 0.5, 'beats': [1, 3]}]}], **changes}


class Music(Folder):
    """A folder with samples, a palette and an arrangement."""

    def __enter__(self):
        folder = super().__enter__()
        write_wav(f'{folder}/kick.wav', 6000, seed=1)
        write_wav(f'{folder}/clap.wav', 9000, seed=2)
        write_json(f'{folder}/palette.json', {'kick': 'kick.wav', 'clap': 'clap.wav'})
        write_json(f'{folder}/song.json', arrangement())
        return folder


def read_wav(path):
    """Frames as a list of (left, right) and the sample width, of plain PCM."""
    with wave.open(path, 'rb') as file:
        width = file.getsampwidth()
        data = file.readframes(file.getnframes())
    if width == 2:
        return array.array('h', data), width
    return [int.from_bytes(data[i:i + 3], 'little', signed=True) for i in range(0, len(data), 3)], width


def sha256(path):
    with open(path, 'rb') as file:
        return hashlib.sha256(file.read()).hexdigest()


def test_palette_in_the_reference():
    with Music() as folder:
        result = cli_json('render', '--palette', f'{folder}/palette.json', '-o', f'{folder}/out.wav')
        check(list(result) == KEYS, f'keys {list(result)}')
        check(result['frames'] == 60 * RATE and result['duration_s'] == 60, '32 bars at 128 are 60 s')
        check(result['sample_rate'] == RATE and result['channels'] == 2, 'stereo at 48 kHz')
        check(abs(result['peak_dbfs'] + 1) < 0.001, f"peak {result['peak_dbfs']}")
        check(result['sha256'] == sha256(f'{folder}/out.wav'), 'the hash is the file\'s')
        check(any('bassline' in notice for notice in result['notices']), f"notices {result['notices']}")
        check(read_wav(f'{folder}/out.wav')[1] == 3, 'a .wav is 24 bit')
        result = cli_json('render', '--palette', f'{folder}/palette.json', '--bars', 64, '--bpm', 130,
                          '--rate', 44100, '-o', f'{folder}/out.wav')
        check(result['frames'] == round(64 * 4 * 60 * 44100 / 130), f"frames {result['frames']}")


def test_human_words():
    with Music() as folder:
        result = cli('render', '--arrangement', f'{folder}/song.json', '-o', f'{folder}/out.wav')
        check(result.returncode == 0, result.stderr)
        check('out.wav' in result.stdout and 'LUFS' in result.stdout, result.stdout)


def test_formats():
    with Music() as folder:
        base = ['render', '--arrangement', f'{folder}/song.json']
        for name, start in (('wav16', b'RIFF'), ('wav24', b'RIFF'), ('wav32f', b'RIFF'), ('flac', b'fLaC')):
            out = f'{folder}/{name}.{"flac" if name == "flac" else "wav"}'
            cli_json(*base, '--format', name, '-o', out)
            with open(out, 'rb') as file:
                check(file.read(4) == start, f'{name} is what it says')
        cli_json(*base, '-o', f'{folder}/by-name.flac')
        check(sha256(f'{folder}/by-name.flac') == sha256(f'{folder}/flac.flac'), 'the ending tells')
        refused(*base, '-o', f'{folder}/x.mp3', says=['x.mp3', '--format'], leaves=f'{folder}/x.mp3')
        refused(*base, '--format', 'mp3', '-o', f'{folder}/x.wav', says='wav16, wav24, wav32f or flac')
        refused(*base, '--format', 'flac', '-o', f'{folder}/x.wav', says='does not go with')
        cli_json(*base, '--format', 'wav16', '-o', f'{folder}/no-ending')


def find(audio, sample, expected):
    """The frame near expected where the sample fits best; left channel."""
    def fit(at):
        return sum(audio[2 * (at + i)] * sample[2 * i] for i in range(300))
    return max(range(max(0, expected - 12), expected + 13), key=fit)


def test_onsets_on_the_frame():
    with Music() as folder:
        song = arrangement(bpm=133.37)
        song['sections'][0]['bars'] = 5
        song['sections'][0]['layers'] = [{'role': 'kick', 'type': 'oneshot', 'beats': [0.5, 2.25]},
                                         {'role': 'clap', 'type': 'oneshot', 'gain': 0.1, 'beats': [2]}]
        write_json(f'{folder}/song.json', song)
        cli_json('render', '--arrangement', f'{folder}/song.json', '--format', 'wav16', '-o', f'{folder}/out.wav')
        audio, kick = read_wav(f'{folder}/out.wav')[0], read_wav(f'{folder}/kick.wav')[0]
        for bar in range(5):
            for beat in (0.5, 2.25):
                expected = math.floor((bar * 4 + beat) * 60 * RATE / 133.37 + 0.5)
                found = find(audio, kick, expected)
                check(found == expected, f'bar {bar} beat {beat}: frame {found}, not {expected}')


def test_normalize():
    with Music() as folder:
        base = ['render', '--arrangement', f'{folder}/song.json', '-o', f'{folder}/out.wav', '--normalize']
        check(abs(cli_json(*base, '-6')['peak_dbfs'] + 6) < 0.001, 'a given level')
        plain = cli_json(*base, 'off')
        check(-7 < plain['peak_dbfs'] < 0, f"off leaves it alone: {plain['peak_dbfs']}")
        loud = cli_json(*base, 'lufs:-20')
        check(abs(loud['lufs_i'] + 20) < 0.01, f"{loud['lufs_i']} LUFS")
        held = cli_json(*base, 'lufs:-2')
        check(abs(held['true_peak_dbtp'] + 1) < 0.001, f"{held['true_peak_dbtp']} dBTP")
        check(any('true-peak limit' in notice for notice in held['notices']), str(held['notices']))
        for bad in ('1', '-1000', 'loud', 'lufs:', 'lufs:5', 'lufs:nan', 'nan', 'inf', ''):
            refused(*base, bad, says='--normalize')


def test_loud_sum_is_limited():
    with Music() as folder:
        song = arrangement()
        song['sections'][0]['layers'] = [{'role': 'kick', 'type': 'oneshot', 'gain': 4}] * 3
        write_json(f'{folder}/song.json', song)
        base = ['render', '--arrangement', f'{folder}/song.json', '-o', f'{folder}/out.wav']
        result = cli_json(*base, '--normalize', 'off')
        check(result['peak_dbfs'] < 0, f"peak {result['peak_dbfs']}")
        check(any('over full scale' in notice for notice in result['notices']), str(result['notices']))
        check(cli_json(*base)['notices'] == [], 'normalised there is nothing to say')


def test_threads_make_no_difference():
    with Music() as folder:
        hashes = {cli_json('render', '--arrangement', f'{folder}/song.json', '--threads', n, '--format', 'wav16',
                           '-o', f'{folder}/{n}.wav')['sha256'] for n in (1, 2, 3, 8)}
        check(len(hashes) == 1, f'{len(hashes)} different files')


def test_stems():
    with Music() as folder:
        cli_json('render', '--arrangement', f'{folder}/song.json', '--stems', f'{folder}/a/b', '-o', f'{folder}/out.wav')
        check(sorted(os.listdir(f'{folder}/a/b')) == ['clap.wav', 'kick.wav'], 'one file per role')
        mix, kick, clap = (read_wav(path)[0] for path in
                           (f'{folder}/out.wav', f'{folder}/a/b/kick.wav', f'{folder}/a/b/clap.wav'))
        check(all(abs(m - k - c) <= 2 for m, k, c in zip(mix, kick, clap)), 'they add up to the mix')


def same_samples(command, path, expected):
    """The raw 32-bit samples that another program reads."""
    raw = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    check(raw.returncode == 0, raw.stderr.decode(errors='replace'))
    samples = struct.unpack(f'<{len(raw.stdout) // 4}i', raw.stdout)
    check([sample >> 8 for sample in samples] == list(expected), f'{command[0]} reads other samples from {path}')


def open_with(program, command):
    if shutil.which(program) is None:
        raise Skip(f'{program} is not installed')
    with Music() as folder:
        wav, flac, floats = f'{folder}/a.wav', f'{folder}/a.flac', f'{folder}/f.wav'
        cli_json('render', '--arrangement', f'{folder}/song.json', '-o', wav)
        cli_json('render', '--arrangement', f'{folder}/song.json', '-o', flac)
        cli_json('render', '--arrangement', f'{folder}/song.json', '--format', 'wav32f', '-o', floats)
        expected = read_wav(wav)[0]
        same_samples(command(wav), wav, expected)
        same_samples(command(flac), flac, expected)
        check(subprocess.run(command(floats), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             check=False).returncode == 0, 'floats open')


def test_sox_reads_the_same():
    open_with('sox', lambda path: ['sox', '-D', path, '-t', 'raw', '-e', 'signed', '-b', '32', '-L', '-'])


def test_ffmpeg_reads_the_same():
    open_with('ffmpeg', lambda path: ['ffmpeg', '-v', 'error', '-i', path, '-f', 's32le', '-'])


def test_relative_paths_reach_the_kit():
    with Music() as folder, Music() as kit:
        os.mkdir(f'{kit}/Kicks')
        os.rename(f'{kit}/kick.wav', f'{kit}/Kicks/deep.wav')
        path = write_json(f'{folder}/p.json', {'kick': 'Kicks/deep.wav', 'clap': 'clap.wav'})
        env = {**os.environ, 'PEAKTIME_KIT': kit, 'XDG_DATA_HOME': folder}
        base = ['render', '--palette', path, '-o', f'{folder}/out.wav']
        first = cli_json(*base, env=env)['sha256']
        os.makedirs(f'{folder}/Kicks')
        write_wav(f'{folder}/Kicks/deep.wav', 3000, seed=9)
        check(cli_json(*base, env=env)['sha256'] != first, 'beside the palette comes first')


def test_wrong_usage():
    with Music() as folder:
        out, song, palette = f'{folder}/out.wav', f'{folder}/song.json', f'{folder}/palette.json'
        refused('render', '--arrangement', song, exit_code=2, says='-o')
        refused('render', '-o', out, exit_code=2, says=['--palette', '--arrangement'])
        refused('render', '--palette', palette, '--arrangement', song, '-o', out, exit_code=2, says='either')
        refused('render', '--arrangement', song, '--bars', 32, '-o', out, exit_code=2, says='--bars')
        refused('render', '--arrangement', song, '-o', out, '--loud', exit_code=2)
        check(not os.path.exists(out), 'nothing was written')


def test_numbers_out_of_range():
    with Music() as folder:
        out = f'{folder}/out.wav'
        palette = ['render', '--palette', f'{folder}/palette.json', '-o', out]
        for bars in ('0', '33', '1e9', '2.5', '-32', 'many'):
            refused(*palette, '--bars', bars, says='bars', leaves=out)
        for bpm in ('0', '-1', '19', '401', '1e9', 'nan', 'fast'):
            refused(*palette, '--bpm', bpm, says=['--bpm', '20 to 400'], leaves=out)
        for rate in ('0', '7999', '192001', '44100.5', 'high'):
            refused(*palette, '--rate', rate, says=['--rate', '8000 to 192000'], leaves=out)
        for threads in ('0', '-1', '1000', 'two'):
            refused(*palette, '--threads', threads, says='--threads', leaves=out)


def bad_palette(folder, sample, **options):
    path = write_json(f'{folder}/bad.json', {'kick': sample})
    return refused('render', '--palette', path, '-o', f'{folder}/out.wav', leaves=f'{folder}/out.wav', **options)


def test_bad_samples():
    with Music() as folder:
        bad_palette(folder, 'gone.wav', says=['kick', 'gone.wav'])
        os.mkdir(f'{folder}/samples.wav')
        bad_palette(folder, 'samples.wav', says=['kick', 'samples.wav', 'folder'])
        write_json(f'{folder}/text.wav', 'These are words.\n' * 100)
        bad_palette(folder, 'text.wav', says=['kick', 'text.wav'])
        with open(f'{folder}/kick.wav', 'rb') as file:
            whole = file.read()
        for length in (0, 3, 20, 43, 60, 5000):
            with open(f'{folder}/torn.wav', 'wb') as file:
                file.write(whole[:length])
            bad_palette(folder, 'torn.wav', says=['kick', 'torn.wav'])
        write_wav(f'{folder}/empty.wav', 0)
        bad_palette(folder, 'empty.wav', says=['kick', 'empty.wav'])
        write_wav(f'{folder}/eight.wav', 1000, channels=8)
        bad_palette(folder, 'eight.wav', says=['kick', 'eight.wav', '8'])


def bad_song(folder, text, *says):
    path = write_json(f'{folder}/bad.json', text)
    refused('render', '--arrangement', path, '-o', f'{folder}/out.wav', says=['bad.json', *says],
            leaves=f'{folder}/out.wav')


def test_bad_json():
    with Music() as folder:
        whole = json.dumps(arrangement())
        for length in (0, 1, len(whole) // 2, len(whole) - 1):
            bad_song(folder, whole[:length])
        bad_song(folder, '[' * 100000 + ']' * 100000)
        bad_song(folder, '{"a":' * 100000 + '1' + '}' * 100000)
        bad_song(folder, whole.replace('120', 'NaN'))
        bad_song(folder, whole.replace('"bpm": 120', '"bpm": 120, "bpm": 130'), 'bpm')
        bad_song(folder, '[1, 2]')
        refused('render', '--arrangement', folder, '-o', f'{folder}/out.wav', leaves=f'{folder}/out.wav')
        refused('render', '--arrangement', f'{folder}/none.json', '-o', f'{folder}/out.wav', says='none.json')
        refused('render', '--palette', f'{folder}/none.json', '-o', f'{folder}/out.wav', says='none.json')
        refused('render', '--arrangement', f'{folder}/kick.wav', '-o', f'{folder}/out.wav', says='kick.wav')


def layer_song(**layer):
    song = arrangement()
    song['sections'][0]['layers'] = [{'role': 'kick', 'type': 'oneshot', **layer}]
    return song


def test_bad_values():
    with Music() as folder:
        bad_song(folder, layer_song(beats='no_such_pattern'), 'no_such_pattern')
        for gain in (-1, 0, 1e9):
            bad_song(folder, layer_song(gain=gain), 'gain')
        bad_song(folder, layer_song(role='kazoo'), 'kazoo')
        bad_song(folder, layer_song(beats=[-1, 9.7]), 'beats')
        for bars in (0, 1e9, 2.5, -3, 'many'):
            song = arrangement()
            song['sections'][0]['bars'] = bars
            bad_song(folder, song, 'bars')
        for bpm in (0, 1e9, -120, 'fast'):
            bad_song(folder, arrangement(bpm=bpm), 'bpm')


def test_silence_has_no_level():
    with Music() as folder:
        write_wav(f'{folder}/kick.wav', 1000, amplitude=0)
        write_json(f'{folder}/song.json', layer_song())
        result = cli_json('render', '--arrangement', f'{folder}/song.json', '-o', f'{folder}/out.wav')
        check(result['peak_dbfs'] is None and result['lufs_i'] is None, 'silence has no level')
        check(any('silent' in notice for notice in result['notices']), str(result['notices']))


def test_nothing_to_hear():
    with Music() as folder:
        path = write_json(f'{folder}/other.json', {'synth': 'kick.wav'})
        refused('render', '--palette', path, '-o', f'{folder}/out.wav', says=['no sample for', 'kick'],
                leaves=f'{folder}/out.wav')


def test_bad_outputs():
    with Music() as folder:
        base = ['render', '--arrangement', f'{folder}/song.json']
        refused(*base, '-o', f'{folder}/no/out.wav', says='no/out.wav')
        os.mkdir(f'{folder}/a.wav')
        refused(*base, '-o', f'{folder}/a.wav', says='folder')
        before = sha256(f'{folder}/kick.wav')
        refused(*base, '-o', f'{folder}/kick.wav', says='one of the samples')
        check(sha256(f'{folder}/kick.wav') == before, 'the sample is as it was')
        refused(*base, '--format', 'wav16', '-o', f'{folder}/song.json', says='song.json')
        refused(*base, '--format', 'wav16', '-o', '/dev/null', says='not a plain file')
        refused(*base, '--stems', f'{folder}/kick.wav', '-o', f'{folder}/out.wav', says='kick.wav',
                leaves=f'{folder}/out.wav')
        check(sorted(os.listdir(folder)) == ['a.wav', 'clap.wav', 'kick.wav', 'palette.json', 'song.json'],
              'nothing half written')


def test_read_only_folder():
    if os.geteuid() == 0:
        raise Skip('the superuser may write anywhere')
    with Music() as folder:
        os.mkdir(f'{folder}/shut', 0o555)
        refused('render', '--arrangement', f'{folder}/song.json', '-o', f'{folder}/shut/out.wav',
                says=['shut/out.wav', 'ermission'])


def test_full_disk():
    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100000, resource.RLIM_INFINITY))

    with Music() as folder:
        with open(f'{folder}/out.wav', 'w', encoding='utf-8') as file:
            file.write('older')
        before = sorted(os.listdir(folder))
        for threads in (1, 2):
            refused('render', '--arrangement', f'{folder}/song.json', '--stems', f'{folder}/stems', '--threads',
                    threads, '-o', f'{folder}/out.wav', says='Cannot write', preexec_fn=small_files)
            check(sorted(os.listdir(folder)) == before, f'left {sorted(os.listdir(folder))}')
        with open(f'{folder}/out.wav', encoding='utf-8') as file:
            check(file.read() == 'older', 'the older file is untouched')


def test_replaces_an_older_file():
    with Music() as folder:
        base = ['render', '--arrangement', f'{folder}/song.json', '-o', f'{folder}/out.wav']
        first = cli_json(*base)['sha256']
        cli_json(*base, '--bpm', 100)
        check(cli_json(*base)['sha256'] == first == sha256(f'{folder}/out.wav'), 'replaced')


def test_ctrl_c():
    with Music() as folder:
        song = arrangement()
        song['sections'] = [{**song['sections'][0], 'bars': 4096}] * 4
        write_json(f'{folder}/song.json', song)
        before = sorted(os.listdir(folder))
        process = subprocess.Popen([CLI, 'render', '--arrangement', f'{folder}/song.json', '--format', 'wav16',
                                    '--stems', f'{folder}/stems', '-o', f'{folder}/out.wav'],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # It is at work once its unfinished file stands there.
        deadline = time.monotonic() + 60
        while not any(name.endswith('.part') for name in os.listdir(folder)):
            check(time.monotonic() < deadline and process.poll() is None, 'it never began to write')
        process.send_signal(signal.SIGINT)
        sent = time.monotonic()
        _, stderr = process.communicate(timeout=60)
        check(process.returncode == 130, f'exit {process.returncode}: {stderr.decode()}')
        check(time.monotonic() - sent < 5, 'at once')
        check(sorted(os.listdir(folder)) == before, f'left {sorted(os.listdir(folder))}')


main()
