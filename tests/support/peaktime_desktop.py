# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A desktop of its own for tests that sit in front of the window: an X server, a window
manager, a session bus and the accessibility bus, which end with the test program. Nothing
here sleeps: everything is asked for until it is so, or until a deadline has passed."""

import atexit
import os
import re
import select
import shutil
import struct
import subprocess
import tempfile
import time
import zlib

from gi.repository import Gio, GLib

from peaktime_test import Failure

DEADLINE_SECONDS = float(os.environ.get('PT_DEADLINE', '30'))


class Late(Failure):
    """What was waited for did not happen."""


def wait_until(predicate, what, seconds=None, step=0.02):
    """What @predicate returns as soon as that is true. Exceptions of the bus count as not
    yet: the program may still be starting."""
    deadline = time.monotonic() + (seconds or DEADLINE_SECONDS)
    last = None
    while True:
        try:
            result = predicate()
            if result:
                return result
            last = None
        except GLib.Error as error:
            last = error
        if time.monotonic() > deadline:
            raise Late(f'{what}: not within {seconds or DEADLINE_SECONDS:.0f} s' + (f' ({last})' if last else ''))
        select.select([], [], [], step)


def need(*programs):
    return [program for program in programs if shutil.which(program) is None]


class Picture:
    """Pixels of the screen: rows of blue, green, red and nothing."""

    def __init__(self, width, height, rows):
        self.width = width
        self.height = height
        self.rows = rows

    def crop(self, x, y, width, height):
        x, y = max(0, x), max(0, y)
        rows = [row[4 * x:4 * (x + width)] for row in self.rows[y:y + height]]
        return Picture(len(rows[0]) // 4 if rows else 0, len(rows), rows)

    def get_grey(self):
        """A row of brightnesses for each row."""
        return [bytes((114 * b + 587 * g + 299 * r) // 1000 for b, g, r in zip(row[0::4], row[1::4], row[2::4]))
                for row in self.rows]

    def get_shape(self):
        """What is left without colours: where something stands out from the commonest
        brightness, at least half as far as what stands out most. A letter or an icon does,
        whatever the ground; another ground does not."""
        grey = self.get_grey()
        everything = b''.join(grey)
        ground = max(set(everything), key=everything.count) if everything else 0
        most = max((abs(value - ground) for value in set(everything)), default=0)
        return [[2 * abs(value - ground) > max(most, 48) for value in row] for row in grey]

    def save(self, path):
        lines = []
        for row in self.rows:
            line = bytearray(3 * self.width)
            line[0::3], line[1::3], line[2::3] = row[2::4], row[1::4], row[0::4]
            lines.append(b'\0' + bytes(line))

        def chunk(kind, data):
            return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

        with open(path, 'wb') as file:
            file.write(b'\x89PNG\r\n\x1a\n'
                       + chunk(b'IHDR', struct.pack('>IIBBBBB', self.width, self.height, 8, 2, 0, 0, 0))
                       + chunk(b'IDAT', zlib.compress(b''.join(lines), 6)) + chunk(b'IEND', b''))


class Desktop:
    def __init__(self, width=1600, height=1000):
        self.processes = []
        self.folder = tempfile.mkdtemp(prefix='peaktime-desktop-')
        os.chmod(self.folder, 0o700)
        atexit.register(self.close)
        self.width = width
        self.height = height
        self.environment = {name: os.environ[name] for name in ('PATH', 'LANG', 'LC_ALL', 'TZ', 'ASAN_OPTIONS',
                                                                'UBSAN_OPTIONS', 'LSAN_OPTIONS', 'G_SLICE',
                                                                'LD_LIBRARY_PATH')
                            if name in os.environ}
        self.environment.update({
            'HOME': self.folder,
            'XDG_RUNTIME_DIR': self.folder,
            'XDG_CONFIG_HOME': os.path.join(self.folder, 'config'),
            'XDG_DATA_HOME': os.path.join(self.folder, 'data'),
            'XDG_CACHE_HOME': os.path.join(self.folder, 'cache'),
            'GDK_BACKEND': 'x11',
            'GSK_RENDERER': 'cairo',
            'GDK_DEBUG': 'gl-disable',
            'ADW_DISABLE_PORTAL': '1',
            'GTK_USE_PORTAL': '0',
            'GVFS_DISABLE_FUSE': '1',
            'GIO_USE_VFS': 'local',
            # Nobody hears the tests.
            'PULSE_SERVER': 'unix:' + os.path.join(self.folder, 'no-pulse'),
            'JACK_NO_START_SERVER': '1',
        })
        self.start_screen()
        self.start_bus()
        if shutil.which('openbox'):
            self.start_manager()
        # Out of the pictures.
        self.run('xdotool', 'mousemove', self.width - 1, self.height - 1)

    def spawn(self, *command, **options):
        options.setdefault('stdout', subprocess.DEVNULL)
        options.setdefault('stderr', subprocess.DEVNULL)
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, env=self.environment, **options)
        self.processes.append(process)
        return process

    def start_screen(self):
        """The server says which number it took, so that many can start at once."""
        reader, writer = os.pipe()
        self.spawn('Xvfb', '-displayfd', str(writer), '-screen', '0', f'{self.width}x{self.height}x24',
                   '-nolisten', 'tcp', '-dpi', '96', '-noreset', '-fbdir', self.folder, pass_fds=[writer])
        os.close(writer)
        self.environment['DISPLAY'] = ':' + self.read_line(reader, 'Xvfb')

    def start_bus(self):
        reader, writer = os.pipe()
        self.spawn('dbus-daemon', '--session', '--nofork', '--nopidfile', f'--print-address={writer}',
                   pass_fds=[writer])
        os.close(writer)
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = self.read_line(reader, 'dbus-daemon')
        self.bus = connect(self.environment['DBUS_SESSION_BUS_ADDRESS'])
        # Services that the bus starts on demand see the same screen.
        names = ('DISPLAY', 'HOME', 'XDG_RUNTIME_DIR', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME')
        call(self.bus, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
             'UpdateActivationEnvironment', GLib.Variant('(a{ss})', ({name: self.environment[name] for name in names},)))
        self.accessibility_bus = None

    def get_accessibility_bus(self):
        """The first who asks starts it."""
        if self.accessibility_bus is None:
            address = call(self.bus, 'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress')[0]
            self.accessibility_bus = connect(address)
            # Its registry too, before the program looks for it.
            wait_until(lambda: call(self.accessibility_bus, 'org.a11y.atspi.Registry',
                                    '/org/a11y/atspi/accessible/root', 'org.a11y.atspi.Accessible', 'GetChildren'),
                       'the accessibility registry')
        return self.accessibility_bus

    def start_manager(self):
        """openbox without decorations, so that a window's content is where the window is."""
        path = os.path.join(self.folder, 'openbox.xml')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('<?xml version="1.0" encoding="UTF-8"?>\n'
                       '<openbox_config xmlns="http://openbox.org/3.4/rc">'
                       '<focus><focusNew>yes</focusNew></focus><placement><policy>Smart</policy></placement>'
                       '<keyboard></keyboard><mouse></mouse>'
                       '<applications><application class="*"><decor>no</decor></application></applications>'
                       '</openbox_config>\n')
        self.spawn('openbox', '--sm-disable', '--config-file', path)
        wait_until(self.has_manager, 'the window manager')

    def has_manager(self):
        return subprocess.run(['xdotool', 'get_num_desktops'], env=self.environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False).returncode == 0

    def run(self, *command, check=True):
        result = subprocess.run([str(word) for word in command], env=self.environment, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                                timeout=DEADLINE_SECONDS)
        if check and result.returncode != 0:
            raise Late(f'{" ".join(map(str, command))}: {result.stderr.strip() or result.stdout.strip()}')
        return result.stdout

    @staticmethod
    def read_line(reader, who):
        text = b''
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not text.endswith(b'\n'):
            ready, _, _ = select.select([reader], [], [], max(0, deadline - time.monotonic()))
            part = os.read(reader, 4096) if ready else b''
            if not part:
                raise Late(f'{who} does not start; install what scripts/setup check lists')
            text += part
        os.close(reader)
        return text.decode().strip()

    def look(self):
        """The screen as it is: Xvfb keeps it in a file, in the format of xwd."""
        with open(os.path.join(self.folder, 'Xvfb_screen0'), 'rb') as file:
            data = file.read()
        header = struct.unpack('>25I', data[:100])
        size, width, height, line, n_colours = header[0], header[4], header[5], header[12], header[19]
        start = size + 12 * n_colours
        return Picture(width, height, [data[start + y * line:start + y * line + 4 * width] for y in range(height)])

    def close(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes = []
        shutil.rmtree(self.folder, ignore_errors=True)


def connect(address):
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
        None, None)


def call(bus, name, path, interface, method, parameters=None, timeout=10):
    return bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                         int(timeout * 1000), None).unpack()


def call_many(bus, calls, timeout=20):
    """[(name, path, interface, method, parameters)] at once; None where one failed: things
    may go away while they are looked at."""
    results = [None] * len(calls)
    waiting = [len(calls)]

    def done(connection, answer, number):
        waiting[0] -= 1
        try:
            results[number] = connection.call_finish(answer).unpack()
        except GLib.Error:
            pass

    for number, (name, path, interface, method, parameters) in enumerate(calls):
        bus.call(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE, int(timeout * 1000),
                 None, done, number)
    context = GLib.MainContext.default()
    while waiting[0] > 0:
        context.iteration(True)
    return results


# Enough of AT-SPI's numbers; the names are those of atspi-constants.h.
STATES = {1: 'active', 4: 'checked', 7: 'editable', 8: 'enabled', 9: 'expandable', 10: 'expanded', 11: 'focusable',
          12: 'focused', 16: 'modal', 20: 'pressed', 22: 'selectable', 23: 'selected', 24: 'sensitive', 25: 'showing',
          28: 'transient', 30: 'visible', 33: 'required', 36: 'invalid-entry', 41: 'checkable', 42: 'has-popup',
          43: 'read-only'}


FOCUSED = 12


class Node:
    """One thing of the accessibility tree, as it was when the tree was read."""

    def __init__(self, tree, path, parent):
        self.tree = tree
        self.path = path
        self.parent = parent
        self.children = []
        self.name = self.description = self.role = ''
        self.states = frozenset()
        self.interfaces = frozenset()

    def __repr__(self):
        return f'{self.role} “{self.name}”'

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def has(self, state):
        return state in self.states

    def call(self, interface, method, parameters=None):
        return call(self.tree.bus, self.tree.name, self.path, 'org.a11y.atspi.' + interface, method, parameters)

    def property(self, interface, name):
        return call(self.tree.bus, self.tree.name, self.path, 'org.freedesktop.DBus.Properties', 'Get',
                    GLib.Variant('(ss)', ('org.a11y.atspi.' + interface, name)))[0]

    def get_text(self):
        # GTK 4.8 takes an end of -1 for nothing in entries.
        length = self.property('Text', 'CharacterCount')
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, length)))[0]

    def get_value(self):
        return self.property('Value', 'CurrentValue')

    def get_extents(self):
        """x, y, width, height in the window."""
        return self.call('Component', 'GetExtents', GLib.Variant('(u)', (1,)))[0]

    def get_actions(self):
        return [action[0] for action in self.call('Action', 'GetActions')[0]]

    def do(self, action=None):
        """What a screen reader's user does; the first action unless named."""
        names = self.get_actions()
        number = names.index(action) if action else 0
        return self.call('Action', 'DoAction', GLib.Variant('(i)', (number,)))[0]


class Tree:
    """The accessibility tree of a program."""

    def __init__(self, desktop, process_id):
        self.bus = desktop.get_accessibility_bus()
        self.process_id = process_id
        self.name = None
        self.focusable = []

    def find_name(self):
        children = call(self.bus, 'org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root',
                        'org.a11y.atspi.Accessible', 'GetChildren')[0]
        for name, _ in children:
            owner = call(self.bus, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                         'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))[0]
            if owner == self.process_id:
                return name
        return None

    def read(self, prune=None):
        """The whole tree now; below nodes for which @prune says True nothing is read."""
        if self.name is None:
            self.name = wait_until(self.find_name, 'the program in the accessibility tree')
        root = Node(self, '/org/a11y/atspi/accessible/root', None)
        level = [root]
        while level:
            self.read_nodes(level)
            parents = [node for node in level if not (prune and prune(node))]
            answers = call_many(self.bus, [(self.name, node.path, 'org.a11y.atspi.Accessible', 'GetChildren', None)
                                           for node in parents])
            level = []
            for node, answer in zip(parents, answers):
                for name, path in (answer[0] if answer else []):
                    if name == self.name and not path.endswith('/null'):
                        node.children.append(Node(self, path, node))
                level.extend(node.children)
        self.focusable = [node for node in root.walk() if node.has('focusable')]
        return root

    def find_focused(self, prune=None):
        """The innermost that has the keyboard; None. Asks those of the last reading first: a
        long list is a large tree."""
        answers = call_many(self.bus, [(self.name, node.path, 'org.a11y.atspi.Accessible', 'GetState', None)
                                       for node in self.focusable])
        found = [node for node, answer in zip(self.focusable, answers) if answer and answer[0][0] >> FOCUSED & 1]
        if found:
            self.read_nodes(found[-1:])
        else:
            found = [node for node in self.read(prune).walk() if node.has('focused')]
        return found[-1] if found else None

    def read_nodes(self, nodes):
        calls = []
        for node in nodes:
            calls += [(self.name, node.path, 'org.freedesktop.DBus.Properties', 'GetAll',
                       GLib.Variant('(s)', ('org.a11y.atspi.Accessible',))),
                      (self.name, node.path, 'org.a11y.atspi.Accessible', 'GetRoleName', None),
                      (self.name, node.path, 'org.a11y.atspi.Accessible', 'GetState', None),
                      (self.name, node.path, 'org.a11y.atspi.Accessible', 'GetInterfaces', None)]
        answers = call_many(self.bus, calls)
        for number, node in enumerate(nodes):
            properties, role, states, interfaces = answers[4 * number:4 * number + 4]
            node.states = frozenset()
            if properties:
                node.name = properties[0].get('Name', '')
                node.description = properties[0].get('Description', '')
            if role:
                node.role = role[0]
            if states:
                bits = states[0][0] | states[0][1] << 32
                node.states = frozenset(STATES.get(bit, str(bit)) for bit in range(64) if bits >> bit & 1)
            if interfaces:
                node.interfaces = frozenset(re.sub(r'^org\.a11y\.atspi\.', '', name) for name in interfaces[0])
