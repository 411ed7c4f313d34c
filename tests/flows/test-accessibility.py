#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The window for a person without a mouse, without eyes, without colours."""

from gi.repository import GLib

from peaktime_accessibility import check_order, find_type_names, find_unnamed, walk_tab
from peaktime_window import Home, check, main


def start(home):
    """With the kit in the library and its rows shown."""
    window = home.start()
    window.wait(lambda: not any('job' in node.name for node in window.nodes('button')), 'the first scan to end')
    window.wait_text('Kick')
    return window


def check_faults(faults):
    check(not faults, f'{len(faults)} faults:\n' + '\n'.join(faults))


def find_all(window):
    root = window.read()
    return find_unnamed(root) + find_type_names(root)


def test_every_control_has_a_name():
    with Home() as home, start(home) as window:
        check(len(window.nodes()) > 50, 'a page')
        check_faults(find_all(window))


def test_menus_and_popovers_have_names():
    with Home() as home, start(home) as window:
        window.press('F10')
        window.find('menu item')
        check_faults(find_all(window))
        window.press('Escape')
        window.activate('win.show-jobs')
        window.wait_text('(?i)job|nothing')
        check_faults(find_all(window))


def test_dialogs_have_names():
    with Home() as home, start(home) as window:
        for page in ('sounds', 'audio'):
            window.activate('app.preferences', GLib.Variant('s', page))
            window.wait_text('Preferences')
            check_faults(find_all(window))
        window.activate('app.shortcuts')
        window.wait_text('Play or stop')
        check_faults(find_all(window))


def test_tab_goes_the_way_one_reads():
    with Home() as home, start(home) as window:
        window.move(0, 0, 1280, 800)
        check_faults(check_order('palettes', walk_tab(window)))


main()
