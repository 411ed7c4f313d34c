#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The accessibility walk can fail: a window with one planted fault at a time."""

import os

from peaktime_accessibility import (Look, find_jumps, find_stuck, find_type_names, find_unnamed, find_untold, walk_tab)
from peaktime_window import Home, check, main

FAULTY = os.environ['PEAKTIME_FAULTY']


def start(home, fault):
    return home.start(fault, program=FAULTY, application='org.peaktime.Faulty')


def test_finds_nothing_where_there_is_nothing():
    with Home() as home, start(home, 'none') as window:
        root = window.read()
        check(len(list(root.walk())) > 5, 'a tree')
        stations = walk_tab(window)
        check([name for name, _ in stations]
              == ['button “Play”', 'text box “Search”', 'button “Bass”', 'button “Bass, playing”'], stations)
        still, playing = (Look(window, node) for node in window.nodes('button')[1:3])
        faults = find_unnamed(root) + find_type_names(root) + find_jumps(stations) + find_untold('playing', still, playing)
        check(faults == [], faults)


def test_finds_a_control_without_a_name():
    with Home() as home, start(home, 'unnamed') as window:
        root = window.read()
        faults = find_unnamed(root) + find_type_names(root)
        check(len(faults) == 1, faults)


def test_finds_a_type_name():
    with Home() as home, start(home, 'type-name') as window:
        root = window.read()
        faults = find_unnamed(root) + find_type_names(root)
        check(len(faults) == 1, faults)


def test_finds_a_jump():
    with Home() as home, start(home, 'order') as window:
        stations = walk_tab(window)
        check(len(stations) == 6 and len(find_jumps(stations)) == 1, stations)


def test_finds_a_list_that_holds_tab():
    with Home() as home, start(home, 'list') as window:
        stations = walk_tab(window, limit=20)
        check(find_stuck(stations), stations)


def test_finds_a_state_by_colour_alone():
    with Home() as home, start(home, 'colour') as window:
        still, playing = (Look(window, node) for node in window.nodes('button')[1:3])
        check(len(find_untold('playing', still, playing)) == 2, (still.said, playing.said, still.count_different(playing)))


main()
