#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The sound list with keys and mouse: typed for, walked down and heard, put into its slot by
key and by hand, and marked."""

from peaktime_page import choose, slots
from peaktime_window import Home, check, main


def sound_rows(window):
    """Those of the list of sounds; the name begins with the sound's."""
    return [node for node in window.nodes('row') if ', ' in node.name]


def find(window, words, first):
    """Types it into the search, and waits for the row that comes up."""
    window.press('ctrl+f', 'ctrl+a')
    window.type(words)
    return window.wait(lambda: next((node for node in sound_rows(window) if node.name.startswith(first)), None), first)


def is_heard(window):
    """The name of the row that says it plays, without that."""
    return next((node.name.split(',')[0] for node in sound_rows(window) if node.name.endswith(', playing')), None)


def test_typed_for_walked_down_and_heard():
    with Home() as home, home.start() as window:
        window.wait_text('111 sounds')
        find(window, 'role:kick', 'Kick')
        check(all(', Kick' in node.name for node in sound_rows(window)), 'kicks alone')
        window.press('Down')
        first = window.wait(lambda: is_heard(window), 'the first to be heard')
        window.press('Down')
        window.wait(lambda: is_heard(window) not in (None, first), 'the next to be heard')
        second = window.focused().name.split(',')[0]
        check(second != first, second)
        # Space is the list's while it has the keyboard: it stops the sound and does not play the set.
        window.wait(lambda: is_heard(window) is None, 'its end')
        window.press('space')
        window.wait(lambda: is_heard(window) == second, 'heard again')
        check(window.state('win.play') is False, 'the set stands still')
        window.press('space')
        window.wait(lambda: is_heard(window) is None, 'silence')
        # Without the ear nothing is heard by itself.
        window.activate('win.audition-enabled')
        window.wait_state('win.audition-enabled', False)
        window.press('Up')
        window.wait(lambda: window.focused().name.startswith(first), 'the first again')
        check(is_heard(window) is None, 'nothing is heard')


def test_put_into_its_slot_by_key():
    with Home() as home, home.start() as window:
        choose(window, 'Acid Basement')
        window.wait_text('111 sounds')
        before = slots(window)
        check(not any('Peak Time' in said for said in before.values()), before)
        find(window, 'name:peak role:kick', 'Kick Peak Time')
        window.press('Down')
        window.wait(lambda: window.focused() and window.focused().name.startswith('Kick Peak Time'), 'the row')
        window.press('Return')
        window.wait(lambda: slots(window)['Kick'].startswith('Kick Peak Time'), 'the kick in its slot')
        window.press('ctrl+z')
        window.wait(lambda: slots(window) == before, 'the old kick')
        # Ctrl+Enter asks where; the menu is walked by its keys.
        window.wait(lambda: window.focused() and window.focused().name.startswith('Kick Peak Time'), 'the row')
        window.press('ctrl+Return')
        window.wait(lambda: len(window.nodes('menu item')) >= 6, 'the menu of slots')
        window.press('Down', 'Return')
        window.wait(lambda: any('Peak Time' in said for said in slots(window).values()), 'in a slot')


def test_dragged_to_a_slot():
    with Home() as home, home.start() as window:
        choose(window, 'Acid Basement')
        window.wait_text('111 sounds')
        row = find(window, 'name:snappy', 'Clap Snappy')
        check(not slots(window)['Clap'].startswith('Clap Snappy'), slots(window)['Clap'])
        target = next(node for node in window.nodes('group') if node.has('focusable') and node.name.startswith('Clap, '))
        # By its name; what stands further behind can be edited.
        window.drag(row, target, lambda: slots(window)['Clap'].startswith('Clap Snappy'), share=0.2)
        window.press('ctrl+z')
        window.wait(lambda: not slots(window)['Clap'].startswith('Clap Snappy'), 'undone')


def test_favourites_are_kept():
    with Home() as home:
        with home.start() as window:
            window.wait_text('111 sounds')
            find(window, 'name:snappy', 'Clap Snappy')
            window.press('Down')
            window.wait(lambda: window.focused() and window.focused().name.startswith('Clap Snappy'), 'the row')
            window.press('f')
            window.wait(lambda: 'avourite' in window.focused().name, 'the star')
            window.quit()
        with home.start() as window:
            window.wait_text('111 sounds')
            find(window, 'fav:yes', 'Clap Snappy')
            window.wait(lambda: len(sound_rows(window)) == 1, 'it alone')


main()
