# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What stands on the page of the palettes, as a screen reader finds it: the gallery's rows,
the bench, its slots, the position."""

import re


def rows(window):
    return [node for node in window.nodes('list item') if ' bpm' in node.name or 'edited' in node.name]


def row(window, name):
    return window.wait(lambda: next((node for node in rows(window) if node.name.startswith(name)), None), f'the palette {name}')


def slots(window):
    """role -> what the card says of itself: “Kick, Kick Berlin Deep, locked”"""
    names = [node.name for node in window.nodes('group') if node.has('focusable') and ', ' in node.name]
    return dict(name.split(', ', 1) for name in names)


def choose(window, name):
    """Searched for, because it may be scrolled out of sight, and clicked; then the whole list
    again, with the focus on its row."""
    search(window, name)
    window.wait(lambda: len(rows(window)) < 4 and window.in_view(row(window, name)), f'{name} to be found')
    window.click(row(window, name))
    wait_bench(window, name)
    search(window, '')
    window.press('Return')
    window.wait(lambda: window.focused() and window.focused().name.startswith(name), f'the row of {name} to have the focus')


def search(window, text):
    window.click(window.find('search box', 'Search palettes'))
    window.press('ctrl+a', 'BackSpace')
    if text:
        window.type(text)


def bench(window):
    return window.find(name=re.compile('^Name of the palette'))


def bench_name(window):
    labels = window.nodes('label', below=bench(window))
    return labels[0].name if labels else None


def bar(window):
    found = re.search(r'^(\d+)\.([1-4])\.([1-4])$', window.texts(), re.M)
    return tuple(map(int, found.groups())) if found else (0, 0, 0)


def wait_bench(window, name):
    window.wait(lambda: bench_name(window) == name, f'{name} on the bench')


def focus_slot(window, role):
    """The slot gets the keyboard as with the mouse: a click beside its controls."""
    node = window.find('group', re.compile(f'^{role}, '))
    label = window.nodes('label', below=node)[0]
    window.click(label)
    window.wait(lambda: window.focused() and window.focused().name.startswith(role + ','), f'the slot {role} to have the focus')
