#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The rooms and their walls: which room may include which, and what no room may touch.

check-rooms.py SOURCE [BINARY]: TAP. Reads every .c and .h of src, builds the include graph
and fails on an arrow that points up, on GTK below the window, on sockets and devices where
they must not be, and on allocation, locks or logging in audio/rt. With BINARY (peaktime-cli)
it also looks at the libraries the program asks for. Planted violations must be found: a
checker that finds nothing proves nothing.
"""

import os
import re
import subprocess
import sys
import tempfile

# Room -> the rooms it may include besides itself.
SERVICES = ['core', 'audio', 'scores', 'stage', 'storpheus', 'conductor', 'mastering', 'session']
ROOMS = {
    'core': [],
    'audio/rt': [],
    'audio': ['core', 'audio/rt'],
    'session': ['core', 'audio'],
    'scores': ['core', 'audio'],
    'stage': ['core', 'audio'],
    'storpheus': ['core'],
    'conductor': ['core', 'stage', 'scores', 'storpheus'],
    'mastering': ['core', 'audio', 'stage'],
    'aesthetics': [],
    'widgets': ['core'],
    'app': SERVICES + ['aesthetics', 'widgets'],
    'cli': SERVICES + ['aesthetics'],
}
ROOMS['scores'].append('aesthetics')

GTK = r'(gtk|gdk|gsk|adwaita|cairo|pango)[/.]|adwaita\.h'
NETWORK = r'(sys/socket|netinet/|arpa/|netdb|curl/|libsoup|gio/gnetworking|lo/)'
DEVICES = r'(portaudio|alsa/|jack/|pulse/)'
STORAGE = r'sqlite3'

# Room -> system headers it must not include.
FORBIDDEN_HEADERS = {
    'core': [GTK, NETWORK, DEVICES, STORAGE, r'pthread|sndfile|fftw'],
    'audio': [GTK, NETWORK],
    'session': [GTK, NETWORK, DEVICES],
    'scores': [GTK, DEVICES, r'lo/'],
    'stage': [GTK, DEVICES],
    'storpheus': [GTK, DEVICES],
    'conductor': [GTK, DEVICES],
    'mastering': [GTK, DEVICES],
    'aesthetics': [GTK, NETWORK, DEVICES, STORAGE],
    'widgets': [NETWORK, DEVICES, STORAGE, r'sndfile'],
    'cli': [GTK, DEVICES],
}
# In audio/rt only these.
RT_HEADERS = {'math.h', 'stdalign.h', 'stdatomic.h', 'stdbool.h', 'stddef.h', 'stdint.h',
              'string.h', 'float.h', 'limits.h', 'immintrin.h'}
# Room -> calls that must not stand in it.
FORBIDDEN_CALLS = {
    'audio/rt': r'\b(malloc|calloc|realloc|free|aligned_alloc|posix_memalign|pthread_\w+|mtx_\w+|'
                r'f?printf|puts|open|read|write|fopen|g_\w+|sleep|usleep|nanosleep)\s*\(',
    'core': r'\b(g_thread_\w+|pthread_\w+|g_socket_\w+|socket|connect|g_task_run_in_thread\w*)\s*\(',
    'widgets': r'\b(g_settings_\w+|g_file_(load|replace|read|query|enumerate)\w*|fopen|g_spawn\w*)\s*\(',
}
# One file each that may touch a library, wherever it lives.
ONLY_IN = {
    r'portaudio\.h': ['src/audio/pt-portaudio.h'],
    r'lo/lo\.h': ['src/stage/pt-osc.c'],
    r'curl/': ['src/scores/pt-http.c'],
}
EVERYWHERE_CALLS = r'\b(sleep|usleep|g_usleep|gets|strcpy|strcat|sprintf|system|popen)\s*\('
# Libraries that peaktime-cli must not pull in.
FORBIDDEN_LIBRARIES = re.compile(r'libgtk|libgdk|libadwaita|libaubio|libavcodec|libX11')


def strip_comments(text):
    """Comments and string literals become spaces, so that words in them accuse nobody."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.S)
    return pattern.sub(lambda match: re.sub(r'[^\n]', ' ', match.group()), text)


def room_of(path):
    """src/audio/rt/x.c -> audio/rt; src/audio/kit/x.c -> audio."""
    parts = path.split('/')[1:-1]
    for length in range(len(parts), 0, -1):
        if '/'.join(parts[:length]) in ROOMS:
            return '/'.join(parts[:length])
    return None


def find_faults(source):
    faults = []
    for folder, folders, names in os.walk(os.path.join(source, 'src')):
        folders.sort()
        for name in sorted(names):
            if not name.endswith(('.c', '.h')):
                continue
            path = os.path.relpath(os.path.join(folder, name), source)
            room = room_of(path)
            if room is None:
                faults.append(f'{path}: stands in no room')
                continue
            with open(os.path.join(source, path), encoding='utf-8') as file:
                text = file.read()
            faults += check_includes(path, room, text)
            faults += check_calls(path, room, strip_comments(text))
    return faults


def check_includes(path, room, text):
    faults = []
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        kind, header = match.groups()
        where = f'{path}:{number}'
        if kind == '"' and header != 'config.h':
            target = room_of('src/' + header)
            if target is None:
                faults.append(f'{where}: "{header}" is not given by its room ("core/pt-x.h")')
            elif target != room and target not in ROOMS[room]:
                faults.append(f'{where}: {room} must not use {target} ({header})')
        if kind == '<':
            if room == 'audio/rt' and header not in RT_HEADERS:
                faults.append(f'{where}: audio/rt must not use <{header}>')
            for pattern in FORBIDDEN_HEADERS.get(room, []):
                if re.match(pattern, header):
                    faults.append(f'{where}: {room} must not use <{header}>')
        for pattern, allowed in ONLY_IN.items():
            if re.match(pattern, header) and path not in allowed:
                faults.append(f'{where}: only {allowed[0]} may use <{header}>')
    return faults


def check_calls(path, room, text):
    faults = []
    for pattern in [FORBIDDEN_CALLS.get(room), EVERYWHERE_CALLS]:
        if pattern is None:
            continue
        for match in re.finditer(pattern, text):
            number = text.count('\n', 0, match.start()) + 1
            faults.append(f'{path}:{number}: {room} must not call {match.group().rstrip("(").strip()}')
    return faults


PLANTED = {
    'src/core/a.c': ('#include <gtk/gtk.h>\n', 'core must not use <gtk/gtk.h>'),
    'src/core/b.c': ('#include "audio/pt-x.h"\n', 'core must not use audio'),
    'src/core/c.c': ('void f (void) { g_thread_new ("x", 0, 0); }\n', 'core must not call g_thread_new'),
    'src/audio/d.c': ('#include <portaudio.h>\n', 'only src/audio/pt-portaudio.h'),
    'src/audio/e.c': ('#include "scores/pt-x.h"\n', 'audio must not use scores'),
    'src/audio/rt/f.c': ('#include <stdlib.h>\n', 'audio/rt must not use <stdlib.h>'),
    'src/audio/rt/g.c': ('void f (void) { malloc (1); }\n', 'audio/rt must not call malloc'),
    'src/audio/rt/h.c': ('#include "core/pt-x.h"\n', 'audio/rt must not use core'),
    'src/cli/i.c': ('#include <adwaita.h>\n', 'cli must not use <adwaita.h>'),
    'src/widgets/j.c': ('#include "audio/pt-x.h"\n', 'widgets must not use audio'),
    'src/scores/k.c': ('#include "app/pt-x.h"\n', 'scores must not use app'),
    'src/stage/l.c': ('void f (void) { sleep (1); }\n', 'stage must not call sleep'),
    'src/scores/r.c': ('#include <curl/curl.h>\n', 'only src/scores/pt-http.c'),
    'src/nowhere/m.c': ('\n', 'stands in no room'),
    'src/core/n.c': ('#include "pt-x.h"\n', 'is not given by its room'),
}
INNOCENT = {
    'src/audio/o.c': '/* malloc ( */\n#include "core/pt-x.h"\n#include "audio/rt/pt-rt-y.h"\n',
    'src/audio/rt/p.c': '#include <stdatomic.h>\nconst char *s = "malloc (";\n',
    'src/audio/kit/q.c': '#include "audio/kit/pt-z.h"\n',
}


def self_test():
    """Every planted violation is found, and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        everything = {path: text for path, (text, _) in PLANTED.items()} | INNOCENT
        for path, text in everything.items():
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), 'w', encoding='utf-8') as file:
                file.write(text)
        faults = find_faults(folder)
    problems = []
    for path, (_, says) in PLANTED.items():
        if not any(fault.startswith(path) and says in fault for fault in faults):
            problems.append(f'the violation planted in {path} was not found')
    for path in INNOCENT:
        problems += [f'false alarm: {fault}' for fault in faults if fault.startswith(path)]
    return problems


def check_libraries(binary):
    listing = subprocess.run(['ldd', binary], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [f'{os.path.basename(binary)} pulls in {line.split()[0]}'
            for line in listing.splitlines() if FORBIDDEN_LIBRARIES.search(line)]


def main():
    source = sys.argv[1]
    results = [('planted violations are found', self_test()),
               ('no arrow points up', find_faults(source))]
    if len(sys.argv) > 2:
        results.append(('the command line pulls in no window', check_libraries(sys.argv[2])))
    print(f'1..{len(results)}')
    failed = False
    for number, (title, faults) in enumerate(results, 1):
        failed = failed or bool(faults)
        print(f'{"not ok" if faults else "ok"} {number} - {title}')
        for fault in faults:
            print(f'# {fault}')
    sys.exit(1 if failed else 0)


main()
