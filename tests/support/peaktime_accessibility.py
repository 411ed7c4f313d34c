# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""What a person without a mouse, without eyes or without colours would stumble over. Each
function returns a list of faults, sentences; an empty list is what is wanted. That they can
find anything is tested on tests/support/faulty-window.c."""

import os
import re

from peaktime_test import SOURCE
from peaktime_window import Late

# Somebody works these, or hears them when they change.
CONTROLS = {'button', 'push button', 'toggle button', 'check box', 'radio button', 'combo box', 'text box', 'entry',
            'slider', 'spin button', 'link', 'menu item', 'check menu item', 'radio menu item', 'tab', 'page tab', 'switch',
            'level bar', 'progress bar', 'meter', 'search box', 'status', 'alert', 'list item', 'row'}
TYPE_NAME = re.compile(r'^(Gtk|Gdk|Adw|Pt)[A-Z]\w*$|^(button|image|label|box|entry|widget|None|\(null\))$')
ORDER_FOLDER = os.path.join(SOURCE, 'tests', 'data', 'tab-order')


def where(node):
    """The named things around @node, outermost first."""
    names = [parent.name for parent in node.ancestors() if parent.name]
    return ' > '.join(reversed(names[:3]))


def shown(node):
    """GTK 4.8 does not say "showing" of widgets; what is not mapped is not in the tree or
    has no size."""
    return node.has('visible') or node.has('showing')


def is_met(node):
    """Whether anybody comes to it: by Tab, by its role, or because it says something."""
    return node.parent is not None and shown(node) and (node.has('focusable') or node.role in CONTROLS)


def only_scrolls(node):
    """What scrolls takes the focus, so that keys can scroll it, and is named by what is in it."""
    return node.role == 'group' and any(child.role == 'scroll bar' for child in node.children)


def says_what_is_in_it(node):
    """A row without a label of its own is read by its contents."""
    return node.role in ('list item', 'row') and any(child.role in ('label', 'column header') and child.name
                                                     for child in node.walk())


def find_unnamed(root):
    return [f'a {node.role} without a name in {where(node)}' for node in root.walk()
            if is_met(node) and not node.name.strip() and not only_scrolls(node) and not says_what_is_in_it(node)]


def find_type_names(root):
    """GTK 4.8 calls what has no name by its type. Its own parts that nobody meets may be."""
    return [f'a {node.role} is called “{node.name}” in {where(node)}' for node in root.walk()
            if TYPE_NAME.match(node.name) and node.role != 'label' and not says_what_is_in_it(node)
            and (is_met(node) or (shown(node) and node.name.startswith('Pt')))]


def title(node):
    return f'{node.role} “{re.sub(r"[0-9]+", "#", node.name)}”'


def walk_tab(window, limit=200, key='Tab'):
    """The stations of one round with Tab: [(title, extents)]. A station that comes twice ends
    the round; where Tab does not go on, the last one is “nowhere”."""
    start = window.wait(window.focused, 'something that has the focus')
    stations = []
    seen = set()
    node = start
    while node.path not in seen and len(stations) < limit:
        seen.add(node.path)
        stations.append((title(node), node.get_extents()))
        window.press(key)
        before = node.path
        try:
            node = window.wait(lambda path=before: (lambda now: now if now and now.path != path else None)(window.focused()),
                               f'Tab to go on from {title(node)}', 3)
        except Late:
            stations.append(('nowhere', node.get_extents()))
            break
    return stations


def find_jumps(stations):
    """Steps that go back: up and not to the right, or to the left in the same line. The step
    from the end to the top is none of them."""
    jumps = []
    highest = min((y + height for _, (_, y, _, height) in stations), default=0)
    top = min(((x, y) for _, (x, y, _, _) in stations if y < highest), default=None)
    for (name, (x, y, width, height)), (next_name, (next_x, next_y, next_width, next_height)) in zip(stations, stations[1:]):
        above = next_y + next_height <= y
        overlap = min(y + height, next_y + next_height) - max(y, next_y)
        same_line = 2 * overlap > min(height, next_height)
        inside = next_x >= x and next_y >= y and next_x + next_width <= x + width and next_y + next_height <= y + height
        to_the_right = next_x >= x + min(width, 24) // 2
        if inside or (next_x, next_y) == top:
            continue
        if (above and not to_the_right) or (same_line and next_x + next_width <= x):
            jumps.append(f'{name} -> {next_name}')
    return jumps


def find_stuck(stations, most=3):
    """Tab that goes through a list row by row: GTK 4.8 does so by itself."""
    faults = []
    run = 1
    for (name, _), (next_name, _) in zip(stations, stations[1:]):
        rows = ('list item', 'table row', 'row', 'table cell')
        both = name.split(' “')[0] in rows and next_name.split(' “')[0] in rows
        run = run + 1 if both else 1
        if run == most + 1:
            faults.append(f'Tab goes through the rows of a list: {next_name}')
    return faults


def check_order(page, stations):
    """Compares with tests/data/tab-order/PAGE.txt: one station a line; "!" before a station
    allows the jump to it. PT_UPDATE_ORDER writes it, with the permissions that were there."""
    path = os.path.join(ORDER_FOLDER, page + '.txt')
    try:
        with open(path, encoding='utf-8') as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        lines = []
    allowed = {line[1:].strip() for line in lines if line.startswith('!')}
    wanted = [line.lstrip('! ') for line in lines if not line.startswith('#')]
    seen = [name for name, _ in stations]
    faults = [f'Tab jumps: {jump}' for jump in find_jumps(stations) if jump.split(' -> ')[1] not in allowed]
    faults += find_stuck(stations)
    if os.environ.get('PT_UPDATE_ORDER'):
        os.makedirs(ORDER_FOLDER, exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.writelines(('! ' if name in allowed else '') + name + '\n' for name in seen)
    elif seen != wanted:
        first = next((number for number, pair in enumerate(zip(wanted + ['the end'], seen + ['the end']))
                      if pair[0] != pair[1]), 0)
        faults.append(f'{page}: Tab order is not that of {os.path.basename(path)}: station {first + 1} is '
                      f'{(seen + ["the end"])[first]}, not {(wanted + ["the end"])[min(first, len(wanted))]}; the round was:\n  '
                      + '\n  '.join(seen))
    return faults


class Look:
    """How a control looks and what is said of it, to be held against another moment or
    another control."""

    def __init__(self, window, node, root=None):
        self.title = title(node)
        node = next((other for other in (root or window.read()).walk() if other.path == node.path), node)
        self.said = [(part.role, part.name, part.description, tuple(sorted(part.states & {'pressed', 'checked', 'selected',
                                                                                          'expanded', 'sensitive'})))
                     for part in node.walk()]
        x, y, width, height = node.get_extents()
        self.shape = window.desktop.look().crop(window.origin[0] + x, window.origin[1] + y, width, height).get_shape()

    def count_different(self, other):
        """Pixels of the one's shape that have nothing of the other's beside them: the edge of
        a letter comes out differently on another ground."""
        if [len(row) for row in self.shape] != [len(row) for row in other.shape]:
            return 1000000
        return count_alone(self.shape, other.shape) + count_alone(other.shape, self.shape)


def count_alone(shape, other):
    alone = 0
    for y, row in enumerate(shape):
        near = other[max(0, y - 1):y + 2]
        alone += sum(value and not any(any(line[max(0, x - 1):x + 2]) for line in near) for x, value in enumerate(row))
    return alone


def find_untold(what, one, other, least=12):
    """Faults when two states of a control differ by colour alone: for the ear, nothing that is
    said differs; for the eye, no letter and no icon."""
    faults = []
    if one.said == other.said:
        faults.append(f'{what}: nothing is said that tells it')
    if one.count_different(other) < least:
        faults.append(f'{what}: nothing but colour shows it')
    return faults
