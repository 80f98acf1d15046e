"""What each part of the job costs: the time of a profiled run, shared out to the modules that spent it.

in: a profile of `cProfile`. out: seconds by part. Profiling makes short functions look dearer than they are;
the parts are scaled to a run that was not profiled. A library's time counts for the module that called it.
"""

from __future__ import annotations

import cProfile
import pstats
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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
    shares = _shares(stats)
    seconds: defaultdict[str, float] = defaultdict(float)
    for function, (_, _, own, _, _) in stats.items():
        for part, share in shares[function].items():
            seconds[part] += own * share
    return dict(seconds)


def _shares(stats: _Stats) -> dict[_Function, dict[str, float]]:
    """Return to which parts each function's time counts: its own, else its callers' by what they caused.

    What libraries call of one another is followed step by step for all functions at once: path by path, the
    functions that everything calls would take hours.
    """
    parts = {function: _part(function) for function in stats}
    shares = {function: {part or REST: 1.0} for function, part in parts.items()}
    callers = {function: _callers(stats, function) for function, part in parts.items() if part is None}
    for _ in range(_DEEPEST):
        shares |= {
            function: _mixed([(shares[caller], weight) for caller, weight in weights.items()])
            for function, weights in callers.items()
            if weights
        }
    return shares


def _callers(stats: _Stats, function: _Function) -> dict[_Function, float]:
    """Return the share of a function's time that each of its callers caused, calls of itself left out."""
    caused = {
        caller: times[3]
        for caller, times in stats[function][4].items()
        if caller in stats and caller != function
    }
    total = sum(caused.values())
    return {caller: seconds / total for caller, seconds in caused.items()} if total else {}


def _mixed(shares: Iterable[tuple[Mapping[str, float], float]]) -> dict[str, float]:
    mixed: defaultdict[str, float] = defaultdict(float)
    for share, weight in shares:
        for name, part in share.items():
            mixed[name] += part * weight
    return dict(mixed)


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
