#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""The window for a person without a mouse, without eyes, without colours."""

import re

from gi.repository import GLib

from peaktime_accessibility import Look, check_order, find_type_names, find_unnamed, find_untold, walk_tab
from peaktime_page import focus_slot, row, rows, slots
from peaktime_window import Home, check, main


def start(home):
    """With the kit in the library and its rows shown."""
    window = home.start()
    window.wait(lambda: not any('job' in node.name for node in window.nodes('button')), 'the first scan to end')
    window.wait_text('Fits together')
    # A few rows stand for all: a long list is long to read.
    window.press('ctrl+f')
    window.wait(lambda: window.focused() and window.focused().name == 'Search sounds', 'the search to have the focus')
    window.type('rim')
    window.wait(lambda: 0 < len([node for node in window.nodes('row') if 'Rim' in node.name]) == len(window.nodes('row')) - 1,
                'the rows to be found')
    return window


def check_faults(faults):
    check(not faults, f'{len(faults)} faults:\n' + '\n'.join(faults))


def find_all(window, root=None):
    root = root or window.read(whole=True)
    return find_unnamed(root) + find_type_names(root)


def find_in_dialog(window, title):
    """Lists and the hidden search there are libadwaita's; the groups have names."""
    window.wait_text(title)
    dialogs = [node for node in window.read(whole=True).children if title in node.name]
    check(len(dialogs) == 1, f'the window {title}')
    return [fault for fault in find_all(window, dialogs[0]) if ' list is called “GtkList' not in fault and 'GtkSearchEntry' not in fault]


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
            check_faults(find_in_dialog(window, 'Preferences'))


def test_tab_goes_the_way_one_reads():
    with Home() as home, start(home) as window:
        window.move(0, 0, 1280, 800)
        check_faults(check_order('palettes', walk_tab(window)))


def look(window, name):
    """The card of a role, with the mouse out of the way."""
    window.away()
    return Look(window, window.find('group', re.compile(f'^{name}, ')))


def test_states_of_a_slot_are_told_without_colour():
    with Home() as home, start(home) as window:
        focus_slot(window, 'Bass')
        plain = look(window, 'Bass')
        looks = {}
        for key, state in (('l', 'locked'), ('m', 'muted'), ('s', 'solo')):
            window.press(key)
            window.wait(lambda said=state: said in slots(window)['Bass'], f'the slot to say {state}')
            looks[state] = look(window, 'Bass')
            window.press(key)
            window.wait(lambda said=state: said not in slots(window)['Bass'], f'the slot not to say {state}')
        faults = []
        for state, seen in looks.items():
            faults += find_untold(f'a slot that is {state}', plain, seen)
        faults += find_untold('locked and muted', looks['locked'], looks['muted'])
        faults += find_untold('muted and solo', looks['muted'], looks['solo'])
        check_faults(faults)


def test_states_of_the_gallery_and_of_play_are_told_without_colour():
    with Home() as home, start(home) as window:
        window.away()
        name = next(node.name.split(',')[0] for node in rows(window)
                    if 'on the bench' not in node.name and window.in_view(node))
        still = Look(window, row(window, name))
        play = Look(window, window.find('button', re.compile('^(Play|Stop)')))
        window.click(row(window, name))
        window.wait(lambda: 'on the bench' in row(window, name).name, 'the row to say that it is on the bench')
        window.press('space')
        window.wait_state('win.play', True)
        window.away()
        faults = find_untold('a palette on the bench', still, Look(window, row(window, name)))
        faults += find_untold('playing', play, Look(window, window.find('button', re.compile('^(Play|Stop)'))))
        check_faults(faults)


main()
