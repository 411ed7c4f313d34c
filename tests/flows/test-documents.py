#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Sets: typed into, undone, saved, opened, left and found again, killed and recovered."""

import json
import os
import re
import time

from peaktime_window import Home, check, main, read_json

TEMPO = re.compile('^Tempo')


def tempo(window):
    return window.find('spin button', TEMPO).get_value()


def type_tempo(window, text):
    """As a person: click, everything away, type, Enter."""
    window.click(window.find('spin button', TEMPO))
    window.press('ctrl+a')
    window.type(text)
    window.press('Return')


def wait_tempo(window, wanted):
    window.wait(lambda: abs(tempo(window) - wanted) < 1e-6, f'the tempo {wanted}')


def drafts(home):
    return [path for path in home.files('.json') if '/drafts/' in path]


def draft_text(home):
    return '\n'.join(json.dumps(read_json(path)) for path in drafts(home))


def saved_tempo(path):
    return (read_json(path) or {}).get('tempo')


def test_a_typed_tempo_can_be_undone():
    with Home() as home, home.start() as window:
        wait_tempo(window, 128)
        check(not window.enabled('win.undo'), 'nothing to undo in a new set')
        type_tempo(window, '131.5')
        wait_tempo(window, 131.5)
        window.wait_enabled('win.undo')
        window.press('ctrl+z')
        wait_tempo(window, 128)
        window.wait_enabled('win.redo')
        window.press('ctrl+shift+z')
        wait_tempo(window, 131.5)
        window.find('button', re.compile('^Undo .+'))


def test_a_set_is_saved_and_opened_on_the_command_line():
    with Home() as home:
        path = os.path.join(home.path, 'Friday Night.peaktime')
        with home.start() as window:
            type_tempo(window, '126')
            window.wait_enabled('win.undo')
            window.activate('win.save-to', path)
            window.wait(lambda: saved_tempo(path) == 126, 'the file')
            window.wait(lambda: not drafts(home), 'the draft to go')
            window.quit()
        with home.start(path) as window:
            wait_tempo(window, 126)
            window.wait_text('Friday Night')
            check('Unsaved' not in window.texts(), 'nothing to recover')
            # What is saved belongs to the file now.
            type_tempo(window, '127')
            window.wait_enabled('win.undo')
            window.press('ctrl+s')
            window.wait(lambda: saved_tempo(path) == 127, 'the file again')
            window.quit()


def test_a_file_that_is_none_says_so():
    with Home() as home:
        path = os.path.join(home.path, 'Broken.peaktime')
        with open(path, 'w', encoding='utf-8') as file:
            file.write('{"format": "peaktime-set", "tempo":')
        with home.start(path) as window:
            window.wait_text('Broken.peaktime')
            wait_tempo(window, 128)
            window.quit()


def test_killed_while_editing_it_is_offered_again():
    with Home() as home:
        with home.start() as window:
            type_tempo(window, '133.3')
            wait_tempo(window, 133.3)
            edited = time.monotonic()
            window.wait(lambda: '133.3' in draft_text(home), 'the draft')
            # Two seconds, and what a busy machine adds.
            check(time.monotonic() - edited < 5, f'the draft took {time.monotonic() - edited:.1f} s')
            window.kill()
        with home.start() as window:
            wait_tempo(window, 128)
            window.wait_text('Unsaved work')
            window.click(window.find('button', 'Recover'))
            wait_tempo(window, 133.3)
            window.wait(lambda: 'Unsaved work' not in window.texts(), 'the bar to go')
            # Killed again before it was saved: it is still there.
            window.kill()
        with home.start() as window:
            window.find('button', 'Recover')
            window.click(window.find('button', 'Discard'))
            window.wait(lambda: not drafts(home), 'the draft to go')
            window.quit()
        with home.start() as window:
            check('Unsaved work' not in window.texts(), 'nothing to recover')


def test_what_was_not_saved_survives_quitting():
    with Home() as home:
        with home.start() as window:
            type_tempo(window, '129')
            window.wait_enabled('win.undo')
            window.quit()
        with home.start() as window:
            window.click(window.find('button', 'Recover'))
            wait_tempo(window, 129)


def test_the_window_is_as_it_was():
    with Home() as home:
        with home.start() as window:
            window.move(40, 30, 1111, 777)
            before = window.state('win.show-gallery')
            window.press('F9')
            window.wait_state('win.show-gallery', not before)
            window.quit()
        with home.start() as window:
            window.wait(lambda: window.geometry(window.number)[2:] == (1111, 777), 'the size')
            check(window.state('win.show-gallery') is not before, 'the gallery as it was left')


main()
