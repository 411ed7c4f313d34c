# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The song that every renderer renders: 64 bars at 128 BPM of seven samples, 1126 events.

Every start is a whole frame and no hit rings across a bar line, so that peers that work bar
by bar do the same work."""

RATE = 48000
BPM = 128
BAR = 90000  # frames
STEP = BAR // 16

# Frames; loops are whole bars.
LENGTHS = {'kick': 21120, 'hihat': 5280, 'clap': 16800, 'perc': 10560,
           'bassline': BAR, 'synth': 2 * BAR, 'texture': 4 * BAR}
LOOPS = ('bassline', 'synth', 'texture')
ROLES = tuple(LENGTHS)

FOUR = [0, 1, 2, 3]
OFF = [0.5, 1.5, 2.5, 3.5]
EIGHTHS = [i / 2 for i in range(8)]
SIXTEENTHS = [i / 4 for i in range(16)]
BACK = [1, 3]
ODD = [0, 0.75, 1.5, 2.5, 3.25]
THREE = [0.5, 1.75, 3]

# Sections of eight bars: role, gain, beats (None: a loop), first bar.
SECTIONS = [
    ('intro', [('kick', 0.9, FOUR, 0), ('texture', 0.3, None, 0)]),
    ('build', [('kick', 0.9, FOUR, 0), ('hihat', 0.5, OFF, 3), ('perc', 0.4, ODD, 0), ('texture', 0.35, None, 0)]),
    ('groove', [('kick', 0.9, FOUR, 0), ('hihat', 0.5, EIGHTHS, 0), ('clap', 0.5, BACK, 0), ('perc', 0.35, THREE, 0),
                ('bassline', 0.65, None, 0)]),
    ('drive', [('kick', 0.9, FOUR, 0), ('hihat', 0.45, SIXTEENTHS, 0), ('clap', 0.5, FOUR, 0),
               ('perc', 0.3, EIGHTHS, 0), ('bassline', 0.65, None, 0), ('synth', 0.3, None, 0)]),
    ('breakdown', [('hihat', 0.4, OFF, 0), ('synth', 0.45, None, 0), ('texture', 0.5, None, 0)]),
    ('drop', [('kick', 0.92, FOUR, 0), ('hihat', 0.5, EIGHTHS, 0), ('clap', 0.5, BACK, 0), ('perc', 0.35, THREE, 0),
              ('bassline', 0.7, None, 0), ('synth', 0.3, None, 0)]),
    ('peak', [('kick', 0.92, FOUR, 0), ('hihat', 0.45, SIXTEENTHS, 0), ('clap', 0.5, FOUR, 0),
              ('perc', 0.3, EIGHTHS, 0), ('bassline', 0.7, None, 0), ('synth', 0.35, None, 0),
              ('texture', 0.25, None, 0)]),
    ('outro', [('kick', 0.9, FOUR, 0), ('hihat', 0.4, EIGHTHS, 0), ('perc', 0.35, THREE, 0),
               ('bassline', 0.5, None, 0), ('texture', 0.3, None, 0)]),
]
SECTION_BARS = 8
SONG_FRAMES = len(SECTIONS) * SECTION_BARS * BAR
N_EVENTS = 1126


def events():
    """(frame, role, gain), in the order in which they start."""
    result = []
    for number, (_, layers) in enumerate(SECTIONS):
        start = number * SECTION_BARS * BAR
        for role, gain, beats, first in layers:
            if beats is None:
                for frame in range(start, start + SECTION_BARS * BAR, LENGTHS[role]):
                    result.append((frame, role, gain))
                continue
            for bar in range(first, SECTION_BARS):
                result.extend((start + bar * BAR + round(beat * BAR / 4), role, gain) for beat in beats)
    result.sort(key=lambda event: event[0])
    assert len(result) == N_EVENTS, len(result)
    return result


def file_name(role):
    bars = LENGTHS[role] // BAR
    return f'{role}_{BPM}bpm_{bars}bars.wav' if role in LOOPS else f'{role}.wav'
