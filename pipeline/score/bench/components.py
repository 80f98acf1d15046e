"""What each part of the job costs: the time of a profiled run, shared out to the modules that spent it.

in: a profile of `cProfile`. out: seconds by part. Profiling makes short functions look dearer than they are;
the parts are scaled to a run that was not profiled. A library's time counts for the module that called it.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]
MODEL, REST = "base model, in the job", "rest"

_DEEPEST = 6
"""Calls of libraries among themselves that are followed up."""

type _Function = tuple[str, int, str]
"""File, line and name, as `pstats` has it."""
type _Stats = Mapping[_Function, tuple[int, int, float, float, Mapping[_Function, tuple[float, ...]]]]
"""Function to calls, calls that are not recursive, own seconds, seconds, and its callers with the same of
what they caused."""


def profiled(work: Callable[[], object]) -> dict[str, float]:
    """Do some work and return the profiled seconds by part: `MODEL`, `REST`, or `stage/module`."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return shared_out(pstats.Stats(profile).stats)  # type: ignore[attr-defined]


def shared_out(stats: _Stats) -> dict[str, float]:
    """Return seconds by part."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, _) in stats.items():
        for part, share in _shares(stats, function, frozenset()).items():
            seconds[part] += own * share
    return dict(seconds)


def _shares(stats: _Stats, function: _Function, seen: frozenset[_Function]) -> dict[str, float]:
    """Return to which parts a function's time counts: its own, else its callers' by what they caused."""
    part = _part(function)
    if part is not None:
        return {part: 1.0}
    callers = {
        caller: caused[3] for caller, caused in stats[function][4].items() if caller not in seen | {function}
    }
    total = sum(callers.values())
    if not total or len(seen) == _DEEPEST:
        return {REST: 1.0}
    found: defaultdict[str, float] = defaultdict(float)
    for caller, caused in callers.items():
        for name, share in _shares(stats, caller, seen | {function}).items():
            found[name] += share * caused / total
    return found


def _part(function: _Function) -> str | None:
    """Return the part that a function belongs to; None: a library's or a built-in."""
    file = Path(function[0])
    if {"spacy", "thinc"} & set(file.parts):
        return MODEL
    if not file.is_relative_to(_PACKAGE):
        return None
    path = file.relative_to(_PACKAGE)
    if path.parts[0] == "nlp.py":
        return MODEL
    return path.with_suffix("").as_posix()


def table(seconds: Mapping[str, float], job: float, model: float, articles: int) -> list[str]:
    """Return the lines of a table: milliseconds per article and share of the bare base model's time.

    Args:
        seconds: profiled seconds by part.
        job: unprofiled seconds of the whole job, which the parts share.
        model: unprofiled seconds of the bare base model.
        articles: how many were read.
    """
    scale = job / (sum(seconds.values()) or 1.0)
    parts = {name: value * scale for name, value in seconds.items()}
    shown = {name: value for name, value in parts.items() if value / model >= _LEAST_SHOWN}
    rows = [("base model, bare", model), *sorted(shown.items(), key=lambda item: -item[1])]
    rows.append(("all smaller ones", sum(parts.values()) - sum(shown.values())))
    lines = [f"{'part':36}{'ms/article':>12}{'of the model':>14}"]
    return lines + [f"{name:36}{1000 * value / articles:12.2f}{value / model:14.1%}" for name, value in rows]


_LEAST_SHOWN = 0.004
"""Share of the base model's time from which on a part has a line of its own."""
