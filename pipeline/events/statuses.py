"""Reads off the words around an offense how far it has got, by the cues of `statuses.toml`.

in: the text, and where sentence and offense stand in it    out: a `StatusCue`    writes: nothing
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("statuses.toml")
BREAK = re.compile(r"[;:]|\b(?:but|while|although|after|before|who|which|when)\b")
"""What a cue in front of an offense does not reach across."""
_REACH = 220
_CONDITION = re.compile(r"\b(?:if|unless|whether|should)\s(?:[\w’']+\s){0,8}$", re.IGNORECASE)
"""In front of a cue: "if convicted of theft" lays theft to nobody."""


@dataclass(frozen=True, slots=True)
class StatusCue:
    """Words that say how far an offense has got."""

    status: str | None
    """None: the words set a condition, so that the offense is laid to nobody."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Pattern:
    status: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


@cache
def minor() -> re.Pattern[str]:
    """Return the words beside a sex offense that show a victim under 18."""
    return re.compile(tomllib.loads(PATH.read_text(encoding="utf-8"))["minor"], re.IGNORECASE)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    def pattern(entry: Mapping[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(entry[name], re.IGNORECASE) if name in entry else None

    entries = tomllib.loads(PATH.read_text(encoding="utf-8"))["cue"]
    return tuple(
        _Pattern(entry["status"], pattern(entry, "before"), pattern(entry, "behind")) for entry in entries
    )


def status_cue(text: str, sentence: tuple[int, int], offense: tuple[int, int]) -> StatusCue | None:
    """Return the cue nearest to an offense in its sentence, or None.

    Args:
        text: the article's text.
        sentence: half-open character offsets of the sentence.
        offense: half-open character offsets of the offense.
    """
    before = text[sentence[0] : offense[0]].replace("\n", " ")
    behind = text[offense[1] : sentence[1]].replace("\n", " ")
    best: tuple[int, StatusCue] | None = None
    for pattern in _patterns():
        if pattern.before:
            for match in pattern.before.finditer(before):
                gap = before[match.end() :]
                if BREAK.search(gap) or len(gap) > _REACH:
                    continue
                start, end = sentence[0] + match.start(), sentence[0] + match.end() - 1
                if _CONDITION.search(before[: match.start()]):
                    return StatusCue(None, start, end)
                if best is None or match.end() > best[0]:
                    best = (match.end(), StatusCue(pattern.status, start, end))
        elif pattern.behind and (match_behind := pattern.behind.search(behind)):
            found = StatusCue(
                pattern.status, offense[1] + match_behind.start(), offense[1] + match_behind.end()
            )
            if pattern.status == "cleared":
                return found
            place = len(before) - len(match_behind.group())
            if best is None or place > best[0]:
                best = (place, found)
    return best[1] if best else None
