"""Says who decided a case, by words: a jury, a judge, or the defendant, by a plea.

in: words    out: `jury`, `judge`, `plea`    writes: nothing
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from pipeline.word_lists import read_lists

PATH = Path(__file__).with_name("courts.toml")


@dataclass(frozen=True, slots=True)
class _Courts:
    """The expressions of `courts.toml`."""

    plea: re.Pattern[str]
    jury: re.Pattern[str]
    judge: re.Pattern[str]
    tried: re.Pattern[str]
    bench: re.Pattern[str]
    denied: re.Pattern[str]


@cache
def _courts() -> _Courts:
    return read_lists(_Courts, PATH, partial(re.compile, flags=re.IGNORECASE))


def court_of(words: str) -> str | None:
    """Return who words say has decided, `jury`, `judge`, or `plea`; null: nobody, or several."""
    courts = _courts()
    words = courts.denied.sub("", words)
    if courts.plea.search(words):
        return None if courts.jury.search(words) else "plea"  # a judge it was before
    jury, judge = courts.jury.search(words), courts.judge.search(words)
    if bool(jury) == bool(judge):
        return None
    return "jury" if jury else "judge"


def tried_by(sentence: str) -> str | None:
    """Return `jury` where the sentence of a conviction has a jury find somebody guilty, and no plea."""
    courts = _courts()
    return "jury" if courts.tried.search(sentence) and not courts.plea.search(sentence) else None


def is_by_judge(words: str) -> bool:
    """Tell whether words say that a judge found somebody guilty or not, alone, with no jury there."""
    courts = _courts()
    words = courts.denied.sub("", words)
    return courts.bench.search(words) is not None and not courts.jury.search(words)
