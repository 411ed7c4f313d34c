#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The house: style, licence lines, links in the documents, words that must not stand in the
tree. check-house.py SOURCE: TAP."""

import os
import re
import shutil
import subprocess
import sys

SKIPPED_FOLDERS = {'.git', 'build', 'output'}
CODE = ('.c', '.h', '.py', '.build')


def files(source):
    for folder, folders, names in os.walk(source):
        folders[:] = sorted(name for name in folders
                            if name not in SKIPPED_FOLDERS and not name.startswith('build'))
        for name in sorted(names):
            yield os.path.relpath(os.path.join(folder, name), source)


def read(source, path):
    with open(os.path.join(source, path), encoding='utf-8', errors='replace') as file:
        return file.read()


def check_licences(source):
    return [f'{path}: no SPDX lines' for path in files(source)
            if path.endswith(('.c', '.h', '.py'))
            and 'SPDX-License-Identifier: GPL-3.0-or-later' not in read(source, path)[:300]]


def check_style(source):
    tool = shutil.which('clang-format')
    if tool is None:
        return None
    code = [path for path in files(source) if path.endswith(('.c', '.h'))]
    result = subprocess.run([tool, '--dry-run', '--Werror', '--ferror-limit=1'] + code,
                            cwd=source, stderr=subprocess.PIPE, text=True)
    return sorted({line.split(':')[0] + ': run clang-format -i'
                   for line in result.stderr.splitlines() if ': error:' in line})


def check_links(source):
    """Relative links in the documents lead somewhere."""
    faults = []
    for path in files(source):
        if not path.endswith('.md'):
            continue
        for target in re.findall(r'\]\(([^)#\s]+)', read(source, path)):
            if re.match(r'[a-z]+:', target):
                continue
            if not os.path.exists(os.path.join(source, os.path.dirname(path), target)):
                faults.append(f'{path}: the link to {target} leads nowhere')
    return faults


def check_file_lengths(source):
    faults = []
    for path in files(source):
        if path.startswith('src/') and path.endswith(('.c', '.h')):
            lines = read(source, path).count('\n')
            if lines > 1200:
                faults.append(f'{path}: {lines} lines; split it')
    return faults


def check_words(source):
    """No machine's paths, and no unfinished ends, in what we ship."""
    patterns = [(re.compile(r'/(work|root|home/\w+)/'), 'a path of somebody\'s machine'),
                (re.compile(r'\b(TODO|FIXME|XXX)\b'), 'an unfinished end')]
    faults = []
    for path in files(source):
        if path == 'tests/check-house.py' or not path.endswith(CODE + ('.md', '.json', '.txt')):
            continue
        for number, line in enumerate(read(source, path).splitlines(), 1):
            for pattern, what in patterns:
                if pattern.search(line):
                    faults.append(f'{path}:{number}: {what}')
    return faults


def check_formats(source):
    """A precision counts bytes: it cuts letters in half."""
    return [f'{path}:{number}: use %s and PT_SHORT() instead of a precision'
            for path in files(source) if path.startswith('src/') and path.endswith('.c')
            for number, line in enumerate(read(source, path).splitlines(), 1)
            if re.search(r'%\.[0-9*]+s', line)]


def main():
    source = sys.argv[1]
    results = [('every file names its licence', check_licences(source)),
               ('clang-format has nothing to say', check_style(source)),
               ('links in documents lead somewhere', check_links(source)),
               ('no file is too long', check_file_lengths(source)),
               ('messages do not cut letters in half', check_formats(source)),
               ('no machine paths, no unfinished ends', check_words(source))]
    print(f'1..{len(results)}')
    failed = False
    for number, (title, faults) in enumerate(results, 1):
        if faults is None:
            print(f'ok {number} - {title} # SKIP clang-format is not installed')
            continue
        failed = failed or bool(faults)
        print(f'{"not ok" if faults else "ok"} {number} - {title}')
        for fault in faults:
            print(f'# {fault}')
    sys.exit(1 if failed else 0)


main()
