#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Peaktime developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes a header with a version of the kit that changes whenever recipe or synthesis do.

    make-version.py OUTPUT INPUT...
"""

import hashlib
import os
import sys

digest = hashlib.sha256()
for path in sys.argv[2:]:
    with open(path, 'rb') as file:
        content = file.read()
    digest.update(f'{os.path.basename(path)} {len(content)}\n'.encode())
    digest.update(content)
with open(sys.argv[1], 'w', encoding='utf-8') as header:
    header.write(f'#define KIT_VERSION "{digest.hexdigest()[:16]}"\n')
