#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The song with numpy: render-numpy.py EVENTS OUT. One float buffer, every hit added where
it starts, the peak set to -1 dBFS, 16 bit."""

import json
import sys
import wave

import numpy as np


def read(path):
    with wave.open(path) as file:
        return np.frombuffer(file.readframes(file.getnframes()), '<i2').reshape(-1, 2).astype(np.float32) / 32768


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        song = json.load(file)
    samples = {role: read(path) for role, path in song['samples'].items()}
    mix = np.zeros((song['frames'], 2), np.float32)
    for start, role, gain in song['events']:
        sample = samples[role]
        mix[start:start + len(sample)] += sample * np.float32(gain)
    mix *= np.float32(32767 * 10 ** (-1 / 20) / max(mix.max(), -mix.min()))
    with wave.open(sys.argv[2], 'wb') as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(48000)
        file.writeframes(np.rint(mix, out=mix).astype('<i2').tobytes())


main()
