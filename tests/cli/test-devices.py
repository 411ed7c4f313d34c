#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

import os

from peaktime_test import Folder, check, cli, cli_json, main

CONF = '''
pcm.!default { type null hint { show on description "default" } }
pcm.two { type null hint { show on description "two" } }
'''


def test_silent_is_always_the_last():
    devices = cli_json('devices')['devices']
    check(devices, 'at least one')
    for device in devices:
        check(list(device) == ['name', 'host', 'rate', 'channels', 'default'], str(device))
    check(devices[-1]['name'] == 'silent' and devices[-1]['host'] == 'Peaktime', str(devices[-1]))
    check(sum(device['default'] for device in devices) == 1, 'exactly one default')


def test_nothing_but_the_list():
    """ALSA and JACK complain loudly about what is not there; nobody shall hear it."""
    result = cli('devices')
    check(result.returncode == 0, f'exit {result.returncode}')
    check('silent' in result.stdout, result.stdout)
    check('ALSA' not in result.stderr and 'jack' not in result.stderr.lower(), result.stderr)
    check(cli('devices', '--quiet').stderr == '', 'quiet')


def test_alsa_devices_are_found():
    with Folder() as folder:
        path = os.path.join(folder, 'asound.conf')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(CONF)
        devices = cli_json('devices', env={**os.environ, 'ALSA_CONFIG_PATH': path})['devices']
        names = [device['name'] for device in devices]
        check('default' in names and 'two' in names, str(names))
        default = next(device for device in devices if device['default'])
        check(default['host'] == 'ALSA' and default['channels'] > 0, str(default))


def test_too_many_arguments():
    check(cli('devices', 'x').returncode == 2, 'wrong usage')


main()
