"""datasketch's MinHash alone: the whole of it loads SciPy, a second of each run, for indexes in memory."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from types import ModuleType

_PACKAGE = "datasketch"

if _PACKAGE in sys.modules:
    from datasketch.minhash import MinHash
else:
    _bare = ModuleType(_PACKAGE)
    _found = find_spec(_PACKAGE)
    _bare.__path__ = list((_found and _found.submodule_search_locations) or ())
    sys.modules[_PACKAGE] = _bare
    try:
        from datasketch.minhash import MinHash
    finally:
        del sys.modules[_PACKAGE]  # who asks for the package gets all of it

__all__ = ["MinHash"]
