# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The real program in front of a person who is a test: keys and mouse by xdotool, what
happened by the bus (actions), the accessibility tree and the files.

    from peaktime_window import Home, check, main, wait_until

    def test_quits():
        with Home() as home, home.start() as window:
            window.press('ctrl+q')
            window.wait_end()

    main()

A Home outlives the program, so that a test can start it again. When a test fails, a picture
of the screen, the tree and what the program said are left in PT_EVIDENCE (the folder the
test runs in).
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from peaktime_test import Failure, Skip, check  # noqa: F401
import peaktime_test

PROGRAM = os.environ.get('PEAKTIME_PROGRAM', '')
SOURCE = os.environ['PEAKTIME_SOURCE']
EVIDENCE = os.environ.get('PT_EVIDENCE', os.getcwd())
APPLICATION = 'org.peaktime.Peaktime'

try:
    from gi.repository import GLib
    from peaktime_desktop import (DEADLINE_SECONDS, Desktop, Late, Tree, call, need, wait_until)
    MISSING = need('Xvfb', 'dbus-daemon', 'xdotool')
except ImportError as error:
    MISSING = [str(error)]

    class Late(Exception):
        pass

DESKTOP = None
# What is open now, for the picture of a failure.
OPEN = []


def get_desktop():
    global DESKTOP
    if MISSING:
        raise Skip('not here: ' + ', '.join(MISSING))
    if DESKTOP is None:
        DESKTOP = Desktop()
    return DESKTOP


class Home:
    """A person's home: settings, library, palettes, drafts."""

    def __init__(self):
        self.desktop = get_desktop()
        self.path = tempfile.mkdtemp(prefix='peaktime-home-')
        self.config = os.path.join(self.path, 'config')
        self.data = os.path.join(self.path, 'data')
        self.state = os.path.join(self.path, 'state')
        self.cache = os.path.join(self.path, 'cache')
        for folder in (self.config, self.data, self.state, self.cache):
            os.makedirs(folder)
        self.environment = {
            'HOME': self.path,
            'XDG_CONFIG_HOME': self.config,
            'XDG_DATA_HOME': self.data,
            'XDG_STATE_HOME': self.state,
            'XDG_CACHE_HOME': self.cache,
            # A file of this home, so that what is remembered is there at the next start.
            'GSETTINGS_BACKEND': 'keyfile',
            'GSETTINGS_SCHEMA_DIR': os.environ.get('GSETTINGS_SCHEMA_DIR', ''),
            'G_DEBUG': os.environ.get('PT_G_DEBUG', 'fatal-criticals'),
        }
        self.write_gtk_settings()
        # Nobody hears the tests.
        self.set(audio_device="'silent'")

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        shutil.rmtree(self.path, ignore_errors=True)

    def write_gtk_settings(self):
        """The same letters everywhere, and nothing that moves."""
        folder = os.path.join(self.config, 'gtk-4.0')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'settings.ini'), 'w', encoding='utf-8') as file:
            file.write('[Settings]\ngtk-enable-animations=0\ngtk-font-name=Cantarell 11\n'
                       'gtk-cursor-blink=0\ngtk-xft-antialias=1\ngtk-xft-hinting=0\ngtk-xft-hintstyle=hintnone\n'
                       'gtk-xft-rgba=none\ngtk-xft-dpi=98304\n')

    def set(self, **settings):
        """Settings before the start: GVariant texts, audio_device="'silent'"."""
        path = os.path.join(self.config, 'glib-2.0', 'settings', 'keyfile')
        os.makedirs(os.path.dirname(path), exist_ok=True)
        new = not os.path.exists(path)
        with open(path, 'a', encoding='utf-8') as file:
            if new:
                file.write('[org/peaktime/Peaktime]\n')
            for name, value in settings.items():
                file.write(f'{name.replace("_", "-")}={value}\n')

    def get_setting(self, name):
        """As it is on disk; None: never changed."""
        path = os.path.join(self.config, 'glib-2.0', 'settings', 'keyfile')
        try:
            with open(path, encoding='utf-8') as file:
                found = re.search(rf'^{re.escape(name)}=(.*)$', file.read(), re.M)
        except FileNotFoundError:
            return None
        return found.group(1) if found else None

    def files(self, suffix=''):
        return sorted(os.path.join(folder, name) for folder, _, names in os.walk(self.path)
                      for name in names if name.endswith(suffix))

    def start(self, *arguments, **options):
        return Window(self, arguments, **options)


class Window:
    """The program while it runs. start() returns when its window is there and has the focus."""

    def __init__(self, home, arguments=(), environment=None, wait=True, program=None, application=APPLICATION):
        self.home = home
        self.application = application
        self.desktop = home.desktop
        self.desktop.get_accessibility_bus()
        self.log_path = os.path.join(home.path, 'said.txt')
        self.ended = False
        self.started_at = time.monotonic()
        with open(self.log_path, 'ab') as log:
            self.process = subprocess.Popen([program or PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log,
                                            env={**self.desktop.environment, **home.environment, **(environment or {})})
        self.tree = Tree(self.desktop, self.process.pid)
        self.number = None
        self.origin = (0, 0)
        OPEN.append(self)
        if wait:
            self.wait_ready()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.leave_evidence()
        OPEN.remove(self)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    # --- beginning and end ---

    def wait_ready(self):
        self.wait(self.find_window, 'the window on the screen')
        self.wait(lambda: self.actions('win') is not None, 'the actions of the window')
        self.focus()

    def find_window(self):
        text = self.desktop.run('xdotool', 'search', '--onlyvisible', '--pid', self.process.pid, check=False)
        numbers = text.split()
        best = None
        for number in numbers:
            geometry = self.geometry(number)
            if geometry and (best is None or geometry[2] * geometry[3] > best[1][2] * best[1][3]):
                best = (number, geometry)
        if best is None or best[1][2] < 100:
            return None
        self.number, geometry = best
        self.origin = geometry[:2]
        return self.number

    def geometry(self, number):
        text = self.desktop.run('xdotool', 'getwindowgeometry', '--shell', number, check=False)
        values = dict(re.findall(r'^(\w+)=(-?\d+)$', text, re.M))
        try:
            return tuple(int(values[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))
        except KeyError:
            return None

    def focus(self):
        self.desktop.run('xdotool', 'windowfocus', '--sync', self.number)

    def move(self, x, y, width=None, height=None):
        """Puts the window there; waits until it is."""
        if width:
            self.desktop.run('xdotool', 'windowsize', self.number, width, height)
        self.desktop.run('xdotool', 'windowmove', self.number, x, y)
        self.wait(lambda: self.geometry(self.number)[:2] == (x, y)
                  and (not width or self.geometry(self.number)[2:] == (width, height)), 'the window there')
        self.origin = (x, y)

    def wait(self, predicate, what, seconds=None):
        def alive():
            if self.process.poll() is not None:
                self.ended = True
                raise Failure(f'the program ended with {self.process.returncode} while waiting for: {what}\n{self.said()}')
            return predicate()
        return wait_until(alive, what, seconds)

    def wait_end(self, code=0, seconds=None):
        wait_until(lambda: self.process.poll() is not None, 'the end of the program', seconds)
        self.ended = True
        check(self.process.returncode == code, f'ended with {self.process.returncode}, not {code}\n{self.said()}')

    def quit(self):
        """As a person who knows the keys."""
        self.press('ctrl+q')
        self.wait_end()

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.wait_end(-signal.SIGKILL)

    def said(self):
        try:
            with open(self.log_path, encoding='utf-8', errors='replace') as file:
                return file.read()[-6000:]
        except OSError:
            return ''

    def leave_evidence(self):
        stem = os.path.join(EVIDENCE, re.sub(r'\W+', '-', current_test()))
        try:
            self.desktop.look().save(stem + '.png')
            with open(stem + '.txt', 'w', encoding='utf-8') as file:
                file.write(self.said() + '\n')
                if self.process.poll() is None:
                    for node in self.tree.read().walk():
                        file.write('  ' * len(list(node.ancestors())) + f'{node} {" ".join(sorted(node.states))}\n')
            print(f'# evidence: {stem}.png, {stem}.txt')
        except Exception as error:  # The test's own failure is what counts.
            print(f'# no evidence: {error}')

    # --- actions ---

    def object_of(self, group):
        path = '/' + self.application.replace('.', '/')
        return path if group == 'app' else path + '/window/1'

    def actions(self, group='win'):
        """name -> (enabled, state)"""
        answer = call(self.desktop.bus, self.application, self.object_of(group), 'org.gtk.Actions', 'DescribeAll')[0]
        return {name: (enabled, state[0] if state else None) for name, (enabled, _, state) in answer.items()}

    def describe(self, action):
        group, name = action.split('.', 1)
        enabled, _, state = call(self.desktop.bus, self.application, self.object_of(group), 'org.gtk.Actions', 'Describe',
                                 GLib.Variant('(s)', (name,)))[0]
        return enabled, state[0] if state else None

    def enabled(self, action):
        return self.describe(action)[0]

    def state(self, action):
        return self.describe(action)[1]

    def activate(self, action, parameter=None):
        """@parameter: a GLib.Variant, or text."""
        group, name = action.split('.', 1)
        if isinstance(parameter, str):
            parameter = GLib.Variant('s', parameter)
        values = [parameter] if parameter is not None else []
        call(self.desktop.bus, self.application, self.object_of(group), 'org.gtk.Actions', 'Activate',
             GLib.Variant('(sava{sv})', (name, values, {})))

    def set_state(self, action, value):
        group, name = action.split('.', 1)
        call(self.desktop.bus, self.application, self.object_of(group), 'org.gtk.Actions', 'SetState',
             GLib.Variant('(sva{sv})', (name, value, {})))

    def wait_state(self, action, wanted, seconds=None):
        self.wait(lambda: self.state(action) == wanted, f'{action} to be {wanted!r}', seconds)

    def wait_enabled(self, action, wanted=True, seconds=None):
        self.wait(lambda: self.enabled(action) == wanted, f'{action} to be {"on" if wanted else "off"}', seconds)

    # --- what can be seen ---

    def read(self, whole=False):
        """Rows of a table say what is in them; their cells are read when @whole."""
        return self.tree.read(None if whole else is_row)

    def nodes(self, role=None, name=None, state=None, below=None):
        """@name: text, or a compiled pattern that is searched."""
        root = below or self.read()
        return [node for node in root.walk()
                if (role is None or node.role == role)
                and (name is None or (name.search(node.name) if hasattr(name, 'search') else node.name == name))
                and (state is None or node.has(state))]

    def find(self, role=None, name=None, state=None, seconds=None):
        """The first; waits for it."""
        text = name.pattern if hasattr(name, 'pattern') else name
        return self.wait(lambda: (self.nodes(role, name, state) or [None])[0],
                         f'{role or "something"} “{text or ""}” {state or ""}', seconds)

    def focused(self):
        """What has the keyboard, the innermost; None."""
        return self.tree.find_focused(is_row)

    def texts(self):
        """Everything that is written in the window, for searching in."""
        return '\n'.join(node.name for node in self.read().walk() if node.name)

    def wait_text(self, pattern, seconds=None):
        return self.wait(lambda: re.search(pattern, self.texts()), f'the text “{pattern}”', seconds)

    # --- hands ---

    def press(self, *keys):
        self.desktop.run('xdotool', 'key', '--clearmodifiers', '--delay', '15', *keys)

    def type(self, text):
        self.desktop.run('xdotool', 'type', '--clearmodifiers', '--delay', '15', text)

    def centre(self, node):
        x, y, width, height = node.get_extents()
        return self.origin[0] + x + width // 2, self.origin[1] + y + height // 2

    def in_view(self, node):
        """Whether a hand could reach its middle: the window may have to be scrolled."""
        x, y = self.centre(node)
        _, _, width, height = self.geometry(self.number)
        return self.origin[0] <= x < self.origin[0] + width and self.origin[1] <= y < self.origin[1] + height

    def point(self, node):
        check(self.in_view(node), f'{node} is out of sight, at {node.get_extents()}')
        x, y = self.centre(node)
        self.desktop.run('xdotool', 'mousemove', x, y)

    def away(self):
        """The mouse into a corner, where it lights nothing up."""
        self.desktop.run('xdotool', 'mousemove', self.desktop.width - 1, self.desktop.height - 1)
        self.wait(lambda: not self.nodes('tool tip'), 'the hint to go')

    def click(self, node, button=1, times=1):
        self.point(node)
        self.desktop.run('xdotool', 'click', '--repeat', times, '--delay', '40', button)

    def drag(self, source, target, until, share=0.5):
        """Presses on @source, at that @share of its width, and goes to @target by small steps,
        as a hand does, until @until(); the program decides by itself when a drag begins."""
        left, _, width, _ = source.get_extents()
        x, y = self.origin[0] + left + int(share * width), self.centre(source)[1]
        to_x, to_y = self.centre(target)
        self.desktop.run('xdotool', 'mousemove', x, y)
        self.desktop.run('xdotool', 'mousedown', 1)
        try:
            for step in range(1, 13):
                self.desktop.run('xdotool', 'mousemove', x + (to_x - x) * step // 12, y + (to_y - y) * step // 12)
            for step in range(3):
                self.desktop.run('xdotool', 'mousemove', to_x + step % 2, to_y)
        finally:
            self.desktop.run('xdotool', 'mouseup', 1)
        self.wait(until, 'the drop')


def is_row(node):
    return node.role == 'row' and not any(child.role == 'column header' for child in node.children)


def read_json(path):
    """None while it is not there or not whole."""
    try:
        with open(path, encoding='utf-8') as file:
            return json.load(file)
    except (OSError, ValueError):
        return None


def current_test():
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_name.startswith('test_'):
            program = os.path.basename(sys.argv[0])
            return f'{os.path.splitext(program)[0]}-{frame.f_code.co_name[5:]}'
        frame = frame.f_back
    return 'test'


def main():
    peaktime_test.main()
