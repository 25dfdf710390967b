# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What AWX is made of, with the collection: its injector, its collection, its runner, and its builder of images."""

from __future__ import annotations

from ansible_collections.community.boomi.tests.simulator.fixtures import sim, simulator_server

__all__ = ["sim", "simulator_server"]
