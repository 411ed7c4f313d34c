#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Play, stop and tempo by keys, wherever the focus is."""

import re

from peaktime_page import bar, choose
from peaktime_window import Home, check, main


def test_space_plays_and_stops():
    with Home() as home, home.start() as window:
        choose(window, 'Acid Basement')
        window.press('space')
        window.wait_state('win.play', True)
        # It really goes on: somebody asks for sound, and a clock counts it.
        window.wait(lambda: bar(window) >= (1, 3, 1), 'the position to move')
        window.press('space')
        window.wait_state('win.play', False)


def test_escape_twice_stops_at_once():
    with Home() as home, home.start() as window:
        choose(window, 'Acid Basement')
        window.press('space')
        window.wait_state('win.play', True)
        window.press('Escape', 'Escape')
        window.wait_state('win.play', False)


def test_letters_are_letters_while_typing():
    with Home() as home, home.start() as window:
        window.press('ctrl+f')
        window.wait(lambda: window.focused() and window.focused().has('editable'), 'the search to have the focus')
        window.type('t x+-')
        window.wait(lambda: window.focused().property('Text', 'CharacterCount') == 5, 'five letters')
        check(window.state('win.play') is False, 'Space wrote a space')
        check(not window.enabled('win.undo'), 'plus and minus left the tempo alone')


def test_plus_and_minus_change_the_tempo():
    with Home() as home, home.start() as window:
        find = re.compile('^Tempo')
        window.press('plus')
        window.wait(lambda: window.find('spin button', find).get_value() == 129, 'one more')
        window.press('minus', 'minus')
        window.wait(lambda: window.find('spin button', find).get_value() == 127, 'two less')
        window.press('ctrl+z')
        window.wait(lambda: window.find('spin button', find).get_value() != 127, 'undo')


main()
