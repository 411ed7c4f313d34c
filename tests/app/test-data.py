#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What is installed beside the program: desktop entry, metainfo, schema, pictures, the files of
the window. test-data.py SOURCE BUILD: TAP."""

import glob
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SOURCE, BUILD = sys.argv[1:3]
ID = 'org.peaktime.Peaktime'
RELAX_NG = '/usr/share/gtk-4.0/gtk4builder.rng'


def run(*command):
    """None: the tool is not here; else its complaints, empty when there are none."""
    if shutil.which(command[0]) is None:
        return None
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return [] if result.returncode == 0 else result.stdout.splitlines()


def path(*parts):
    return os.path.join(SOURCE, *parts)


def check_ui():
    if not os.path.exists(RELAX_NG):
        return None
    return run('xmllint', '--noout', '--relaxng', RELAX_NG, *sorted(glob.glob(path('ui', '*.ui'))))


def resource_files():
    tree = ElementTree.parse(path('ui', 'peaktime.gresource.xml'))
    return [file.text for file in tree.iter('file')]


def check_resources():
    listed = resource_files()
    faults = [f'{name} is listed twice' for name in sorted(set(listed)) if listed.count(name) > 1]
    for name in sorted(os.path.basename(file) for file in glob.glob(path('ui', '*.ui'))):
        if name not in listed:
            faults.append(f'ui/{name} is not compiled in')
    for name in sorted(os.path.basename(file) for file in glob.glob(path('icons', 'scalable', 'actions', '*'))):
        if f'scalable/actions/{name}' not in listed:
            faults.append(f'icons/scalable/actions/{name} is not compiled in')
    return faults


def check_own_icons():
    """Every icon called pt-… is one we have."""
    have = {os.path.basename(name)[:-4] for name in resource_files() if name.endswith('.svg')}
    faults = []
    for file in sorted(glob.glob(path('ui', '*.ui'))):
        for node in ElementTree.parse(file).iter('property'):
            if node.get('name') == 'icon-name' and (node.text or '').startswith('pt-') and node.text not in have:
                faults.append(f'{os.path.basename(file)}: there is no icon {node.text}')
    return faults


def check_pictures():
    return [fault for file in sorted(glob.glob(path('icons', '**', '*.svg'), recursive=True))
            for fault in (run('xmllint', '--noout', file) or [])]


def check_schema():
    schema = path('data', f'{ID}.gschema.xml')
    faults = run('glib-compile-schemas', '--strict', '--dry-run', path('data'))
    for key in ElementTree.parse(schema).iter('key'):
        if key.find('summary') is None or key.find('default') is None:
            faults.append(f'{key.get("name")}: no summary or no default')
    return faults


def check_translated():
    """Every file of the window that has words is where translators look."""
    with open(path('po', 'POTFILES.in'), encoding='utf-8') as file:
        listed = {line.strip() for line in file if line.strip() and not line.startswith('#')}
    faults = [f'{name}: listed, but not there' for name in sorted(listed) if not os.path.exists(path(name))]
    for file in sorted(glob.glob(path('ui', '*.ui')) + glob.glob(path('src', 'app', '*.c')) + glob.glob(path('src', 'widgets', '*.c'))):
        name = os.path.relpath(file, SOURCE)
        with open(file, encoding='utf-8') as text:
            words = text.read()
        if ('translatable="yes"' in words or ' _ ("' in words or 'N_ ("' in words or 'ngettext (' in words) and name not in listed:
            faults.append(f'{name}: has words, but is not in po/POTFILES.in')
    return faults


def check_flatpak():
    with open(path('flatpak', f'{ID}.json'), encoding='utf-8') as file:
        manifest = json.load(file)
    wanted = {'--socket=pulseaudio', '--socket=wayland', '--socket=fallback-x11', '--device=dri', '--filesystem=xdg-music:ro'}
    faults = [f'{name} is missing' for name in sorted(wanted - set(manifest['finish-args']))]
    if manifest['id'] != ID:
        faults.append(f'the id is {manifest["id"]}')
    return faults


def main():
    built = os.path.join(BUILD, 'data')
    results = [
        ('the desktop entry', run('desktop-file-validate', os.path.join(built, f'{ID}.desktop'))),
        ('the metainfo', run('appstreamcli', 'validate', '--no-net', os.path.join(built, f'{ID}.metainfo.xml'))),
        ('the type of a set', run('xmllint', '--noout', path('data', f'{ID}.xml'))),
        ('the settings', check_schema()),
        ('the files of the window', check_ui()),
        ('all of them are compiled in', check_resources()),
        ('icons that are called are there', check_own_icons()),
        ('pictures are well formed', check_pictures()),
        ('words are where translators look', check_translated()),
        ('the Flatpak manifest', check_flatpak()),
    ]
    print(f'1..{len(results)}')
    failed = False
    for number, (title, faults) in enumerate(results, 1):
        if faults is None:
            print(f'ok {number} - {title} # SKIP a tool is not installed')
            continue
        failed = failed or bool(faults)
        print(f'{"not ok" if faults else "ok"} {number} - {title}')
        for fault in faults:
            print(f'# {fault}')
    sys.exit(1 if failed else 0)


main()
