#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Palettes with keys and mouse: down the gallery while the music goes on, sounds drawn,
locked, undone; A and B; palettes made, named, deleted and brought back."""

import json
import os

from peaktime_page import bar, bench_name, choose, focus_slot, row, rows, slots, wait_bench
from peaktime_window import Home, check, main, read_json


def draft_palette(home):
    """role -> path, as the draft on disk has it."""
    for path in home.files('.json'):
        if '/drafts/' in path:
            found = find_palette(read_json(path))
            if found:
                return found
    return {}


def find_palette(node):
    if isinstance(node, dict):
        if isinstance(node.get('palette'), dict):
            palette = node['palette'].get('palette', node['palette'])
            return {role: (value['path'] if isinstance(value, dict) else value) for role, value in palette.items()}
        node = list(node.values())
    for value in node if isinstance(node, list) else []:
        found = find_palette(value)
        if found:
            return found
    return None


def mine(home):
    return [os.path.basename(path) for path in home.files('.json') if '/mine/' in path]


def test_down_the_gallery_while_the_music_goes_on():
    with Home() as home, home.start() as window:
        choose(window, 'Acid Basement')
        window.press('space')
        window.wait_state('win.play', True)
        window.wait(lambda: bar(window) > (1, 2, 1), 'the music')
        for name in ('Acid Night', 'Ambient Drift', 'Berlin Deep'):
            before = bar(window)
            window.press('Down')
            wait_bench(window, name)
            # The groove goes round, so later may be a lower number.
            window.wait(lambda at=before: bar(window) != at, 'the music to go on')
            check(window.state('win.play') is True, 'still playing')
        sounds = slots(window)
        check(len(sounds) >= 6 and not any('empty' in said for said in sounds.values()), sounds)
        window.press('space')
        window.wait_state('win.play', False)
        # From now on the draft has the last one.
        window.wait(lambda: 'Berlin Deep' in json.dumps(draft_palette(home)), 'the draft')
        # What was gone through can be gone back.
        window.press('ctrl+z')
        window.wait(lambda: bench_name(window) != 'Berlin Deep', 'undo')


def test_a_sound_is_drawn_and_undone():
    with Home() as home, home.start() as window:
        choose(window, 'Berlin Deep')
        kick = slots(window)['Kick']
        window.click(window.wait(lambda: next((node for node in window.nodes('button', 'Reroll')), None), 'the dice'))
        window.wait(lambda: slots(window)['Kick'] != kick, 'another kick')
        drawn = slots(window)['Kick']
        window.press('ctrl+z')
        window.wait(lambda: slots(window)['Kick'] == kick, 'the first kick')
        window.press('ctrl+shift+z')
        window.wait(lambda: slots(window)['Kick'] == drawn, 'the second kick')


def test_locked_sounds_stay():
    with Home() as home, home.start() as window:
        choose(window, 'Berlin Deep')
        bass = slots(window)['Bass']
        focus_slot(window, 'Bass')
        window.press('l')
        window.wait(lambda: 'locked' in slots(window)['Bass'], 'the lock')
        before = slots(window)
        window.press('ctrl+shift+d')
        window.wait(lambda: slots(window)['Kick'] != before['Kick'], 'a random palette')
        check(slots(window)['Bass'] == before['Bass'] and bass.split(',')[0] in slots(window)['Bass'],
              f'{before["Bass"]} became {slots(window)["Bass"]}')


def test_a_and_b():
    with Home() as home, home.start() as window:
        choose(window, 'Berlin Deep')
        first = slots(window)
        window.press('x')
        window.wait_state('win.switch-ab', True)
        check(slots(window) == first, 'B begins as a copy of A')
        focus_slot(window, 'Kick')
        window.press('r')
        window.wait(lambda: slots(window)['Kick'] != first['Kick'], 'another kick in B')
        second = slots(window)
        window.press('x')
        window.wait(lambda: slots(window) == first, 'A again')
        window.press('x')
        window.wait(lambda: slots(window) == second, 'B again')


def test_a_palette_is_copied_named_deleted_and_brought_back():
    with Home() as home, home.start() as window:
        choose(window, 'Berlin Deep')
        window.press('ctrl+d')
        window.wait(lambda: len(mine(home)) == 1, 'a file of mine')
        wait_bench(window, 'Berlin Deep 2')
        window.wait(lambda: window.in_view(row(window, 'Berlin Deep 2')), 'the new row in sight')
        window.click(row(window, 'Berlin Deep 2'))
        window.press('F2')
        window.wait(lambda: window.focused() and window.focused().has('editable'), 'a place to type')
        window.press('ctrl+a')
        window.type('Mine Own')
        window.press('Return')
        row(window, 'Mine Own')
        window.wait(lambda: any('Mine Own' in name for name in mine(home)), 'the file by its name')
        window.click(row(window, 'Mine Own'))
        window.press('Delete')
        window.wait(lambda: mine(home) == [], 'the file to go')
        check(not any(node.name.startswith('Mine Own') for node in rows(window)), 'gone from the gallery')
        window.press('ctrl+z')
        window.wait(lambda: len(mine(home)) == 1, 'the file again')
        row(window, 'Mine Own')


main()
