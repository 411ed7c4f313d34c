#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

from peaktime_test import check, cli, main


def test_version_is_one_line():
    result = cli('--version')
    check(result.returncode == 0, 'exit 0')
    check(result.stdout.startswith('peaktime-cli '), result.stdout)
    check(result.stdout.count('\n') == 1, 'one line')


def test_help_lists_commands():
    result = cli('--help')
    check(result.returncode == 0, 'exit 0')
    check('Exit status' in result.stdout, result.stdout)


def test_help_of_a_command():
    result = cli('render', '--help')
    check(result.returncode == 0, 'exit 0')
    check(result.stdout.startswith('Usage: peaktime-cli render '), result.stdout)
    check(result.stdout.count('peaktime-cli') == 1 and '--stems' in result.stdout, result.stdout)


def test_no_command_is_wrong_usage():
    result = cli()
    check(result.returncode == 2, f'exit {result.returncode}')


def test_unknown_command_is_wrong_usage():
    result = cli('frobnicate')
    check(result.returncode == 2, f'exit {result.returncode}')
    check('no command “frobnicate”' in result.stderr, result.stderr)


def test_unknown_option_is_wrong_usage():
    result = cli('--frobnicate')
    check(result.returncode == 2, f'exit {result.returncode}')


main()
