# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The song in the peers' own languages: what a person who knows the tool would write."""

import os

from song import BAR, LENGTHS, RATE, ROLES, SECTIONS, SECTION_BARS, SONG_FRAMES, file_name

# Sums stay below full scale, where sox would clip.
ROOM = 0.25


def write_csound(folder, song_events):
    lines = ['<CsoundSynthesizer>', '<CsOptions>', '-d -m0', '</CsOptions>', '<CsInstruments>',
             f'sr = {RATE}', 'ksmps = 375', 'nchnls = 2', '0dbfs = 1', 'instr 1',
             'aleft, aright loscil p4, 1, p5, 1, 0', 'outs aleft, aright', 'endin',
             '</CsInstruments>', '<CsScore>']
    for number, role in enumerate(ROLES, 1):
        lines.append(f'f{number} 0 0 -1 "{os.path.join(folder, "samples/0", file_name(role))}" 0 0 0')
    for frame, role, gain in song_events:
        lines.append(f'i1 {frame / RATE:.9f} {LENGTHS[role] / RATE:.9f} {gain * ROOM:.4f} {ROLES.index(role) + 1}')
    lines += [f'f0 {SONG_FRAMES / RATE}', 'e', '</CsScore>', '</CsoundSynthesizer>']
    with open(os.path.join(folder, 'render.csd'), 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


def write_script(path, lines):
    with open(path, 'w', encoding='utf-8') as file:
        file.write('#!/bin/sh\nset -e\n' + '\n'.join(lines) + '\n')
    os.chmod(path, 0o755)


class SoxScript:
    """Bar by bar: a pattern of a role is one bar of padded hits in a row, a bar is a mix of
    patterns, a section is bars in a row mixed with its loops, and the peak is set at the end."""

    RAW = f'-t raw -r {RATE} -c 2 -e float -b 32'

    def __init__(self, folder):
        self.folder = folder
        self.lines = ['out=$1', 'work=$(mktemp -d)', 'trap \'rm -rf "$work"\' EXIT', 'cd "$work"']
        self.made = set()

    def sox(self, sources, target, effects='', mix=False):
        names = ' '.join(f'{f"-v {gain} " if gain is not None else ""}{self.RAW} {name}' for name, gain in sources)
        self.lines.append(f'sox {"-m " if mix else ""}{names} {self.RAW} {target} {effects}'.rstrip())
        return target

    def sample(self, role, name, effects):
        if name not in self.made:
            self.made.add(name)
            self.lines.append(f'sox "{self.folder}/samples/0/{file_name(role)}" {self.RAW} {name} {effects}')
        return name

    def pattern(self, role, beats):
        target = f'{role}-{"-".join(map(str, beats))}.f32'
        if target not in self.made:
            self.made.add(target)
            starts = [round(beat * BAR / 4) for beat in beats]
            before = [starts[0]] + [0] * (len(starts) - 1)
            after = [end - start - LENGTHS[role] for start, end in zip(starts, starts[1:] + [BAR])]
            hits = [(self.sample(role, f'{role}-{front}-{back}.f32', f'pad {front}s {back}s'), None)
                    for front, back in zip(before, after)]
            self.sox(hits, target)
        return target

    def section(self, name, layers):
        starts = sorted({first for _, _, _, first in layers} | {0, SECTION_BARS})
        bars = []
        for first, end in zip(starts, starts[1:]):
            hits = [(self.pattern(role, beats), gain * ROOM) for role, gain, beats, start in layers
                    if beats is not None and start <= first]
            bar = self.sox(hits, f'{name}-{first}.f32', mix=len(hits) > 1)
            bars += [(bar, None)] * (end - first)
        loops = [(self.sample(role, f'{role}-loop.f32', f'repeat {SECTION_BARS * BAR // LENGTHS[role] - 1}'),
                  gain * ROOM) for role, gain, beats, _ in layers if beats is None]
        row = self.sox(bars, f'{name}-bars.f32')
        return self.sox([(row, 1)] + loops, f'{name}.f32', mix=True) if loops else row

    def write(self, path):
        song = ' '.join(f'{self.RAW} {self.section(name, layers)}' for name, layers in SECTIONS)
        self.lines.append(f'sox -D {song} -b 16 -e signed-integer "$out" gain -n -1')
        write_script(path, self.lines)


def write_ffmpeg(folder):
    """One graph: a bar of each role and section, repeated, put in a row, mixed; then a
    second run over the float file sets the peak."""
    inputs = []
    graph = []
    lanes = []
    for number, role in enumerate(ROLES):
        inputs.append(f'-i "{os.path.join(folder, "samples/0", file_name(role))}"')
        uses = sum(len(beats) if beats is not None else 1 for _, layers in SECTIONS
                   for r, _, beats, _ in layers if r == role)
        graph.append(f'[{number}:a]aformat=sample_fmts=flt,asplit={uses}' +
                     ''.join(f'[{role}{i}]' for i in range(uses)))
        used = 0
        pieces = []
        for section, (_, layers) in enumerate(SECTIONS):
            layer = next((layer for layer in layers if layer[0] == role), None)
            total = SECTION_BARS * BAR
            label = f'{role}s{section}'
            if layer is None:
                graph.append(f'anullsrc=r={RATE}:cl=stereo,atrim=end_sample={total},aformat=sample_fmts=flt[{label}]')
            elif layer[2] is None:
                graph.append(f'[{role}{used}]volume={layer[1]},aloop=loop={total // LENGTHS[role] - 1}:'
                             f'size={LENGTHS[role]}[{label}]')
                used += 1
            else:
                hits = []
                for beat in layer[2]:
                    hits.append(f'[{label}h{used}]')
                    delay = round(beat * BAR / 4)
                    graph.append(f'[{role}{used}]adelay=delays={delay}S|{delay}S{hits[-1]}')
                    used += 1
                graph.append(f'{"".join(hits)}amix=inputs={len(hits)}:normalize=0,apad=whole_len={BAR},'
                             f'atrim=end_sample={BAR},volume={layer[1]},'
                             f'aloop=loop={SECTION_BARS - layer[3] - 1}:size={BAR},'
                             f'adelay=delays={layer[3] * BAR}S|{layer[3] * BAR}S[{label}]')
            pieces.append(f'[{label}]')
        graph.append(f'{"".join(pieces)}concat=n={len(pieces)}:v=0:a=1[{role}lane]')
        lanes.append(f'[{role}lane]')
    graph.append(f'{"".join(lanes)}amix=inputs={len(lanes)}:normalize=0[song]')
    with open(os.path.join(folder, 'graph.txt'), 'w', encoding='utf-8') as file:
        file.write(';\n'.join(graph) + '\n')
    script = os.path.join(folder, 'graph.txt')
    write_script(os.path.join(folder, 'render-ffmpeg'), [
        'out=$1', 'work=$(mktemp -d)', 'trap \'rm -rf "$work"\' EXIT',
        f'peak=$(ffmpeg -hide_banner -nostdin {" ".join(inputs)} -filter_complex_script "{script}" '
        '-map "[song]" -c:a pcm_f32le -f wav -y "$work/song.wav" 2>/dev/null && '
        'ffmpeg -hide_banner -nostdin -i "$work/song.wav" -af astats=measure_perchannel=none:measure_overall=Peak_level '
        '-f null - 2>&1 | sed -n "s/.*Peak level dB: //p")',
        'gain=$(awk "BEGIN { print -1 - ($peak) }")',
        'ffmpeg -hide_banner -nostdin -loglevel error -i "$work/song.wav" -af "volume=${gain}dB" '
        '-c:a pcm_s16le -y "$out"',
    ])
