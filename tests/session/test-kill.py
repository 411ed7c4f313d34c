#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""A program that edits is killed without warning: what it did is there up to two seconds before."""

import concurrent.futures
import json
import os
import random
import subprocess
import time

from peaktime_test import Folder, check, cli, cli_json, main

PROGRAM = os.environ['PEAKTIME_EDIT_FOREVER']
AT_MOST_S = 2.0
RUNS = 10


def run_and_kill(state, after_s, *arguments):
    """What was said, as (time, number of the edit), and when it was killed."""
    said = []
    begin = time.monotonic()
    with subprocess.Popen([PROGRAM, f'{state}/peaktime', *arguments], stdout=subprocess.PIPE, text=True) as program:
        try:
            for line in program.stdout:
                said.append((time.monotonic(), int(line)))
                if said[-1][0] - begin >= after_s:
                    break
        finally:
            killed = time.monotonic()
            program.kill()
    return said, killed


def environment(state):
    return {**os.environ, 'XDG_STATE_HOME': state}


def recover(state, out):
    """The newest draft, saved; and that it is no draft any more."""
    env = environment(state)
    drafts = cli_json('set', 'drafts', env=env)['drafts']
    check(len(drafts) == 1, f'one draft, not {drafts}')
    cli_json('set', 'recover', '-o', out, env=env)
    check(cli_json('set', 'drafts', env=env)['drafts'] == [], 'the draft is gone')
    with open(out) as file:
        return drafts[0], json.load(file)


def kill_and_check(folder, index, after_s):
    state = f'{folder}/state{index}'
    said, killed = run_and_kill(state, after_s)
    due = max((number for when, number in said if when <= killed - AT_MOST_S), default=0)
    draft, document = recover(state, f'{folder}/{index}.peaktime')
    found = int(document['name'])
    check(len(document['scenes']) == found + 1, f'whole: {len(document["scenes"])} scenes after {found} edits')
    check(due <= found <= said[-1][1], f'run {index}: edit {found} of {said[-1][1]}, at least {due} was due')
    check(draft['path'] is None and draft['title'] == str(found), draft)
    return said[-1][1] - found


def test_what_was_done_until_two_seconds_before_is_there():
    moments = random.Random(20260101)
    with Folder() as folder, concurrent.futures.ThreadPoolExecutor(RUNS) as pool:
        runs = [pool.submit(kill_and_check, folder, index, 2.2 + 3 * moments.random()) for index in range(RUNS)]
        lost = [run.result() for run in runs]
        check(max(lost) <= AT_MOST_S / 0.05, f'edits lost: {lost}')


def test_a_draft_of_a_file_knows_its_place():
    with Folder() as folder:
        state, path = f'{folder}/state', f'{folder}/Mine.peaktime'
        run_and_kill(state, 2.5, path)
        draft, document = recover(state, f'{folder}/out.peaktime')
        check(draft['path'] == path, draft)
        with open(path) as file:
            check('name' not in json.load(file), 'the file itself is as it was saved')
        check(int(document['name']) > 0, document['name'])


def test_a_running_program_keeps_its_draft():
    with Folder() as folder:
        state = f'{folder}/state'
        with subprocess.Popen([PROGRAM, f'{state}/peaktime'], stdout=subprocess.PIPE, text=True) as program:
            try:
                drafts = f'{state}/peaktime/drafts'
                for _ in program.stdout:
                    if os.path.isdir(drafts) and any(name.endswith('.json') for name in os.listdir(drafts)):
                        break
                check(cli_json('set', 'drafts', env=environment(state))['drafts'] == [], 'it is not offered')
                result = cli('set', 'recover', '-o', f'{folder}/x.peaktime', env=environment(state))
                check(result.returncode == 1 and 'Nothing is unsaved' in result.stderr, result.stderr)
            finally:
                program.kill()
        check(len(cli_json('set', 'drafts', env=environment(state))['drafts']) == 1, 'now it is')


main()
