#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""peaktime --screenshot: sizes, pages, refusals, and that nothing is left behind.
test-screenshot.py PEAKTIME: TAP."""

import glob
import os
import struct
import subprocess
import sys
import tempfile

PEAKTIME = sys.argv[1]
RESULTS = []


def check(title, good, *notes):
    RESULTS.append(good)
    print(f'{"ok" if good else "not ok"} {len(RESULTS)} - {title}')
    for note in notes if not good else ():
        print(f'# {note}')


def run(*arguments):
    return subprocess.run([PEAKTIME, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=110)


def get_size(path):
    with open(path, 'rb') as file:
        head = file.read(24)
    return struct.unpack('>II', head[16:24]) if head[:8] == b'\x89PNG\r\n\x1a\n' else None


def check_refusal(title, status, words, *arguments):
    result = run(*arguments)
    check(title, result.returncode == status and words in result.stderr and not result.stdout,
          f'status {result.returncode}', result.stderr)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ['TMPDIR'] = folder
        picture = os.path.join(folder, 'window.png')
        result = run('--screenshot', picture, '--size', '1024x700')
        check('a picture of the size asked for', result.returncode == 0 and get_size(picture) == (1024, 700),
              result.returncode, result.stderr)
        result = run('--screenshot', picture, '--size', '720x600', '--dark')
        check('down to 720 pixels', result.returncode == 0 and get_size(picture) == (720, 600), result.returncode, result.stderr,
              get_size(picture))
        result = run('--screenshot', picture, '--page', 'help')
        check('another page', result.returncode == 0 and get_size(picture) is not None, result.returncode, result.stderr)
        check('nothing is left behind', glob.glob(os.path.join(folder, '*')) == [picture], os.listdir(folder))
        check_refusal('an unknown page names those there are', 2, 'palettes, preferences', '--screenshot', picture, '--page', 'foo')
        check_refusal('no size', 2, '“3x”', '--screenshot', picture, '--size', '3x')
        check_refusal('options that belong to it', 2, '--screenshot', '--dark')
        check_refusal('a set that is not there', 1, 'none.peaktime', '--screenshot', picture, '--set', os.path.join(folder, 'none.peaktime'))
        check_refusal('a folder that is not there', 1, 'nowhere', '--screenshot', os.path.join(folder, 'nowhere', 'x.png'))
        result = run('--version')
        check('the version needs no window', result.returncode == 0 and result.stdout.startswith('peaktime '), result.stdout)
    print(f'1..{len(RESULTS)}')
    sys.exit(0 if all(RESULTS) else 1)


main()
