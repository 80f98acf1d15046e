"""Prints every regular expression that our own code compiles, as a JSON list of [pattern, flags, module].

A program of its own, so that it sees those compiled while modules are imported. Patterns of word lists are
compiled by loaders without parameters that keep what they made, and when a word turns up: all are called. Of
the latter, of which there are more than a thousand, none is read with here: they are written down only.
"""

import importlib
import json
import pkgutil
import re
import sys
from types import ModuleType

import pipeline
from pipeline import compiled_patterns

_COMPILE = re._compile  # every function of `re` comes here
_found: dict[tuple[str, int], str] = {}


_only_recorded = False
"""What is kept compiled is not compiled here."""


def _recording(pattern, flags=0):
    _record(pattern, flags)
    return _COMPILE(pattern, flags)


def _recording_kept(pattern, flags=0):
    _record(pattern, flags)
    return None if _only_recorded else _COMPILE(pattern, flags)


def _record(pattern, flags):
    frame = sys._getframe(2)
    while frame.f_back and frame.f_globals["__name__"].partition(".")[0] == "re":
        frame = frame.f_back
    module = frame.f_globals["__name__"]
    if isinstance(pattern, str) and module.startswith("pipeline"):
        _found.setdefault((pattern, int(flags)), module)


def _modules() -> list[ModuleType]:
    names = (found.name for found in pkgutil.walk_packages(pipeline.__path__, "pipeline."))
    # What is preloaded compiles all, as is done below.
    return [importlib.import_module(name) for name in names if not name.endswith(("__main__", "preload"))]


def _call_loaders(module: ModuleType) -> None:
    for value in list(vars(module).values()):
        wrapped = getattr(value, "__wrapped__", None)
        if hasattr(value, "cache_info") and wrapped and not wrapped.__code__.co_argcount:
            value()


re._compile = _recording
compiled_patterns.compile_pattern = _recording_kept
for module in _modules():
    _call_loaders(module)
from pipeline.entities.patterns import compile_all, find_one_of_each  # noqa: E402 - what it imports counts

find_one_of_each()
_only_recorded = True
compile_all()
json.dump([[pattern, flags, module] for (pattern, flags), module in _found.items()], sys.stdout)
