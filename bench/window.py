# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the start of the program to a window one can work in, on an X server without a graphics
card: the milestones that PEAKTIME_TRACE_START makes the program tell."""

import os
import re
import select
import shutil
import subprocess
import tempfile
import time

LAST = 'first frame with rows'
DEADLINE_SECONDS = 60


class Screen:
    """with Screen() as environment: an X server of its own."""

    def __enter__(self):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(['Xvfb', '-displayfd', str(writer), '-screen', '0', '1600x1000x24', '-nolisten',
                                        'tcp', '-dpi', '96', '-noreset'], pass_fds=[writer], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        number = os.read(reader, 64).decode().strip()
        os.close(reader)
        return {'DISPLAY': f':{number}', 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GDK_DEBUG': 'gl-disable',
                'DBUS_SESSION_BUS_ADDRESS': 'disabled:', 'GTK_A11Y': 'none', 'ADW_DISABLE_PORTAL': '1',
                'GSETTINGS_BACKEND': 'memory'}

    def __exit__(self, *exception):
        self.server.terminate()
        self.server.wait()


def make_home(index):
    """A person's home with @index as the library."""
    home = tempfile.mkdtemp(prefix='peaktime-bench-home-')
    folder = os.path.join(home, 'data', 'peaktime')
    os.makedirs(folder)
    shutil.copy(index, os.path.join(folder, 'library.db'))
    return home, {'HOME': home, 'XDG_DATA_HOME': os.path.join(home, 'data'), 'XDG_CONFIG_HOME': os.path.join(home, 'config'),
                  'XDG_CACHE_HOME': os.path.join(home, 'cache'), 'XDG_STATE_HOME': os.path.join(home, 'state')}


def start_once(program, environment, also=None):
    """milestone -> seconds since the process was made. Waits for the rows, and for a milestone
    that begins with @also; then the program is ended."""
    started = time.monotonic()
    process = subprocess.Popen([program], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                               env=dict(os.environ, LC_ALL='C.UTF-8', **environment,
                                        PEAKTIME_TRACE_START=str(int(started * 1e6))))
    found = {}
    text = b''
    try:
        while LAST not in found or (also and not any(name.startswith(also) for name in found)):
            left = started + DEADLINE_SECONDS - time.monotonic()
            ready, _, _ = select.select([process.stderr], [], [], max(0, left))
            part = os.read(process.stderr.fileno(), 65536) if ready else b''
            if not part:
                raise RuntimeError(f'no “{LAST}”: {text.decode("utf-8", "replace").strip()[-400:]}')
            text += part
            for milliseconds, name in re.findall(rb'^start: ([\d.]+) ms: (.*)$', text, re.M):
                found.setdefault(name.decode(), float(milliseconds) / 1000)
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
    return found
