# Copyright (c) 2026 community.boomi contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Spares the process of a task what Python would do in vain. What modules import first imports this before all else.

Ansible sends a module and all that it imports as one zip file of sources. Python compiles each of them twice, the first
time only to tell its name (https://github.com/python/cpython/issues/141276). It looks for garbage each time that some
hundred objects are new, which they often are while it imports, and at its end in all that it has loaded.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
import zipimport


class _Importer(zipimport.zipimporter):
    """Tells the name of a source without compiling it."""

    def get_filename(self, fullname: str) -> str:
        """Return the name of the file that a module comes from."""
        path = os.path.join(self.archive, self.prefix, fullname.rpartition(".")[2])
        return os.path.join(path, "__init__.py") if self.is_package(fullname) else f"{path}.py"


if isinstance(globals().get("__loader__"), zipimport.zipimporter):
    sys.path_hooks[:] = [_Importer if hook is zipimport.zipimporter else hook for hook in sys.path_hooks]
    for _path, _importer in sys.path_importer_cache.items():
        if isinstance(_importer, zipimport.zipimporter):
            sys.path_importer_cache[_path] = _Importer(_path)
    # Imports make tens of thousands of objects, of which nearly all stay.
    gc.set_threshold(100_000)
    # What is frozen is not looked through. It ends with the process, and nothing of it waits for its own end.
    atexit.register(gc.freeze)
