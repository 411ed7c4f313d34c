# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Commands in turn, and what they took: medians of the ratios of each round, so that what
the machine does besides hits all of them."""

import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time


class Command:
    """@times: how much of the work one run does (0.1: a tenth; the figures are scaled)."""

    def __init__(self, name, argv, version='', share=1.0, outputs=(), environment=None, before=None):
        self.name = name
        self.argv = [str(word) for word in argv]
        self.version = version
        self.share = share
        self.outputs = outputs
        self.environment = environment
        self.before = before
        self.walls = []
        self.cpus = []
        self.text = ''

    def run(self):
        for path in self.outputs:
            if os.path.exists(path):
                os.remove(path)
        if self.before is not None:
            self.before()
        environment = dict(os.environ, LC_ALL='C.UTF-8', **(self.environment or {}))
        started = time.perf_counter()
        process = subprocess.Popen(self.argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, env=environment)
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        self.text = text.decode('utf-8', 'replace')
        if process.returncode != 0:
            raise RuntimeError(f'{self.name}: exit {process.returncode}: {self.text.strip()[-400:]}')
        self.walls.append(wall / self.share)
        self.cpus.append((usage.ru_utime + usage.ru_stime) / self.share)

    def wall(self):
        return statistics.median(self.walls)

    def best(self):
        return min(self.walls)

    def cpu(self):
        return statistics.median(self.cpus)


def run_in_turn(commands, rounds, say):
    """The first command is the one the others are held against. Slow ones sit out after a
    few rounds."""
    for number in range(rounds):
        for command in commands:
            if number >= 3 and command.wall() * command.share > 3:
                continue
            say(f'round {number + 1} of {rounds}: {command.name}')
            command.run()


def ratio(command, reference):
    pairs = zip(command.walls, reference.walls)
    return statistics.median(wall / other for wall, other in pairs)


def seconds(value):
    return f'{value * 1000:.1f} ms' if value < 1 else f'{value:.2f} s'


def table(commands):
    reference = commands[0]
    lines = ['| command | time / Peaktime | CPU / Peaktime | wall: median (best) | CPU | runs |',
             '|---|---:|---:|---:|---:|---:|']
    for command in commands:
        name = command.name + (f', {command.version}' if command.version else '')
        lines.append(f'| {name} | {ratio(command, reference):.2f} | {command.cpu() / reference.cpu():.2f} | {seconds(command.wall())} '
                     f'({seconds(command.best())}) | {seconds(command.cpu())} | {len(command.walls)} |')
    return lines


def first_line(*argv):
    """What a program says of itself, or None when it is not there."""
    if shutil.which(argv[0]) is None:
        return None
    result = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, check=False)
    return result.stdout.strip()


def version(text):
    """The first thing that looks like a version."""
    found = re.search(r'\d+(\.\d+)+', text or '')
    return found.group(0) if found else '?'


def machine():
    """The class of machine, without its name."""
    model, flags = platform.processor() or platform.machine(), set()
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as file:
            for line in file:
                key, _, value = line.partition(':')
                if key.strip() == 'model name':
                    model = value.strip()
                if key.strip() == 'flags':
                    flags = set(value.split())
    except OSError:
        pass
    vectors = 'AVX-512' if 'avx512vl' in flags else 'AVX2' if 'avx2' in flags else 'no AVX2'
    virtual = ', virtual machine' if 'hypervisor' in flags else ''
    system = 'unknown system'
    try:
        with open('/etc/os-release', encoding='utf-8') as file:
            system = dict(line.strip().split('=', 1) for line in file if '=' in line)['PRETTY_NAME'].strip('"')
    except (OSError, KeyError):
        pass
    compiler = version((first_line('cc', '--version') or '').split('\n')[0].split(')')[-1])
    return (f'{model}, {len(os.sched_getaffinity(0))} processors, {vectors}{virtual}; {system}, '
            f'cc {compiler}, Python {platform.python_version()}')


def load():
    """How busy the machine was with other things: read before the work begins."""
    busy = os.getloadavg()[0] / len(os.sched_getaffinity(0))
    first = '' if os.sched_getscheduler(0) == os.SCHED_OTHER else ', over which these commands went first (chrt)'
    return 'quiet' if busy < 0.25 else f'busy with other work ({busy:.1f} runnable a processor){first}'


def python_with_numpy():
    for python in (sys.executable, '/usr/bin/python3'):
        result = subprocess.run([python, '-c', 'import numpy; print(numpy.__version__)'],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        if result.returncode == 0:
            return python, result.stdout.strip()
    return None, None
