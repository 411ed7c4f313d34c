#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The languages are complete: every string a person can read is marked, listed and translated.

check-translations.py SOURCE: TAP. Fails when a file with marked strings is not in
po/POTFILES.in, when a language of po/LINGUAS lacks a string of the sources or has one that is
out of date, and when a translation breaks a format or loses an access key, an ellipsis or the
space at an end.
"""

import os
import re
import subprocess
import sys
import tempfile

MARKED = re.compile(r'(?<![\w])(?:_|N_|C_|NC_|ngettext|g_dngettext)\s*\(\s*"|translatable="(?:yes|true|1)"')
FOLDERS = ('src', 'ui', 'data')
ENDINGS = ('.c', '.h', '.ui', '.gschema.xml', '.desktop.in', '.metainfo.xml.in')
# Languages that the window speaks from the first day.
FIRST = {'de', 'fr'}


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def words_of(path):
    return [line for line in map(str.strip, read(path).splitlines()) if line and not line.startswith('#')]


def files_with_marks(source):
    found = set()
    for folder in FOLDERS:
        for where, _, names in os.walk(os.path.join(source, folder)):
            for name in names:
                path = os.path.join(where, name)
                if not name.endswith(ENDINGS):
                    continue
                always = name.endswith(('.desktop.in', '.metainfo.xml.in'))
                if always or MARKED.search(re.sub(r'/\*.*?\*/', '', read(path), flags=re.S)):
                    found.add(os.path.relpath(path, source))
    return found


def make_template(source, out):
    """As the glib preset of meson does."""
    subprocess.run(['xgettext', '--from-code=UTF-8', '--add-comments', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
                    '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3',
                    '--keyword=g_dpgettext2:2c,3', '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format',
                    '--flag=NC_:2:pass-c-format', '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
                    '--flag=g_string_printf:2:c-format', '--flag=g_string_append_printf:2:c-format',
                    '--flag=g_error_new:3:c-format', '--flag=g_set_error:4:c-format', '--flag=g_prefix_error:2:c-format',
                    '-f', 'po/POTFILES.in', '-o', out], cwd=source, check=True, stderr=subprocess.DEVNULL)


def entries(path):
    """(msgid, [msgstr...]) of a catalogue, through msgcat so that lines are joined."""
    text = subprocess.run(['msgcat', '--no-wrap', '--no-location', path], check=True, capture_output=True, text=True).stdout
    for block in text.split('\n\n'):
        if re.search(r'^#~', block, re.M):
            continue
        ident = re.search(r'^msgid "(.*)"$', block, re.M)
        if ident and ident.group(1):
            yield ident.group(1), re.findall(r'^msgstr(?:\[\d+\])? "(.*)"$', block, re.M)


def broken(ident, text):
    if ident.startswith(' ') != text.startswith(' ') or ident.endswith(' ') != text.endswith(' '):
        return 'the space at an end differs'
    if ident.endswith('…') and not text.endswith('…'):
        return 'the ellipsis is lost'
    if len(re.findall(r'(?<!_)_[A-Za-z]', ident)) == 1 and ident.count('_') == 1 and '_' not in text and ' ' not in ident[:1]:
        return 'the access key is lost'
    return None


def check_language(source, language, template, scratch):
    catalogue = os.path.join(source, 'po', language + '.po')
    merged = os.path.join(scratch, language + '.po')
    formats = subprocess.run(['msgfmt', '-c', '-o', os.devnull, catalogue], capture_output=True, text=True)
    if formats.returncode != 0:
        return formats.stderr.splitlines()
    subprocess.run(['msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, catalogue, template], check=True)
    faults = []
    fuzzy = subprocess.run(['msgattrib', '--only-fuzzy', '--no-obsolete', merged], capture_output=True, text=True).stdout
    faults += [f'{language}: “{ident}” is marked fuzzy' for ident in re.findall(r'^msgid "(.+)"$', fuzzy, re.M)]
    for ident, texts in entries(merged):
        if not texts or any(not text for text in texts):
            faults.append(f'{language}: “{ident}” is not translated')
            continue
        reason = broken(ident, texts[0])
        if reason:
            faults.append(f'{language}: “{ident}”: {reason}')
    return faults


def report(number, name, faults):
    for fault in faults[:40]:
        print('# ' + fault)
    print(f'{"not ok" if faults else "ok"} {number} {name}')


def main():
    source = sys.argv[1]
    listed = set(words_of(os.path.join(source, 'po', 'POTFILES.in')))
    marked = files_with_marks(source)
    languages = words_of(os.path.join(source, 'po', 'LINGUAS'))

    print(f'1..{4 + len(languages)}')
    report(1, 'every file with marked strings is in po/POTFILES.in', [f'{path} is missing' for path in sorted(marked - listed)])
    report(2, 'po/POTFILES.in lists no file without', [f'{path} has nothing to translate' for path in sorted(listed - marked)])
    report(3, 'the first languages are there', [f'{language} is missing' for language in sorted(FIRST - set(languages))])
    planted = [('Save…', 'Sichern'), ('_Open', 'Oeffnen'), ('Tempo ', 'Tempo')]
    report(4, 'planted faults are found', [f'{ident} → {text} passed' for ident, text in planted if not broken(ident, text)])
    with tempfile.TemporaryDirectory() as scratch:
        template = os.path.join(scratch, 'peaktime.pot')
        make_template(source, template)
        for number, language in enumerate(languages, 5):
            report(number, f'{language} is complete', check_language(source, language, template, scratch))


if __name__ == '__main__':
    main()
