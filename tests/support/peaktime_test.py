# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Tests of the command line: TAP in a few lines.

    from peaktime_test import cli, check, main

    def test_version():
        result = cli('--version')
        check(result.returncode == 0, 'exits 0')

    main()

Every function named test_* is one test; a failed check() or an exception fails it.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import traceback

CLI = os.environ['PEAKTIME_CLI']
SOURCE = os.environ['PEAKTIME_SOURCE']


class Failure(Exception):
    pass


class Skip(Exception):
    """raise Skip('ffmpeg is not installed'): there is nothing to test against here."""


def check(condition, message):
    if not condition:
        raise Failure(message)


def cli(*arguments, **options):
    """Runs peaktime-cli; text on stdout and stderr. It may not take over two minutes."""
    options.setdefault('timeout', 120)
    return subprocess.run([CLI, *map(str, arguments)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, **options)


def cli_json(*arguments, **options):
    """Runs it with --json, demands exit 0 and exactly one document."""
    result = cli(*arguments, '--json', **options)
    check(result.returncode == 0, f'exit {result.returncode}: {result.stderr.strip()}')
    return json.loads(result.stdout)


def refused(*arguments, says=(), exit_code=1, leaves=(), **options):
    """Runs it and demands a clear refusal: the exit code, words in the message, no half files."""
    result = cli(*arguments, **options)
    check(result.returncode == exit_code,
          f'{arguments}: exit {result.returncode}, not {exit_code}: {result.stderr.strip()}')
    for word in [says] if isinstance(says, str) else says:
        check(word in result.stderr, f'{arguments}: “{word}” is not in: {result.stderr.strip()}')
    for path in [leaves] if isinstance(leaves, str) else leaves:
        check(not os.path.exists(path), f'{arguments} left {path}')
    return result


class Folder:
    """A temporary folder: with Folder() as path: ..."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix='peaktime-test-')
        return self.path

    def __exit__(self, *exception):
        shutil.rmtree(self.path, ignore_errors=True)


def find_line(error):
    """The innermost line of the test itself."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__)
             if os.path.basename(frame.filename) == os.path.basename(sys.argv[0])]
    return lines[-1] if lines else '?'


def main():
    module = sys.modules['__main__']
    tests = [(name, value) for name, value in vars(module).items()
             if name.startswith('test_') and callable(value)]
    print(f'1..{len(tests)}')
    failed = 0
    for number, (name, function) in enumerate(tests, 1):
        title = name[5:].replace('_', ' ')
        try:
            function()
        except Skip as reason:
            print(f'ok {number} - {title} # SKIP {reason}')
        except Exception as error:
            failed += 1
            print(f'not ok {number} - {title}')
            text = f'line {find_line(error)}: {error}' if isinstance(error, Failure) else traceback.format_exc()
            for line in text.splitlines():
                print(f'# {line}')
        else:
            print(f'ok {number} - {title}')
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
