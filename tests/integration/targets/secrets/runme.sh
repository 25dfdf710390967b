#!/usr/bin/env bash
# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

set -eu -o pipefail

# ansible-test runs a copy of this directory: where the collection itself is, it says here.
PYTHONPATH="${ANSIBLE_COLLECTIONS_PATH%%:*}${PYTHONPATH:+:${PYTHONPATH}}"
PYTHONUNBUFFERED=1
export PYTHONPATH PYTHONUNBUFFERED

python search_output.py
