"""Counts by month -> the geometry of bars, and counts by state -> tiles, for a template to draw.

in: numbers    out: positions in the drawing's own units, shades    writes: nothing
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.word_lists import table

_MOST_BARS = 36
WIDTH, HEIGHT = 480, 30
"""Of a row of bars."""
_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    period: str
    """YYYY-MM or YYYY."""
    number: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class BarRow:
    """The bars of one type of event, on one scale with all others."""

    type: str
    total: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events by period, a row for each type."""

    periods: tuple[str, ...]
    rows: tuple[BarRow, ...]
    most: int
    """The highest number of all bars."""
    earlier: int
    """Events before the first period drawn."""


_SHADES = 4


@dataclass(frozen=True, slots=True)
class Tile:
    """A state on the map of tiles; one without a name is an empty place."""

    state: str = ""
    number: int = 0
    shade: int = 0
    """0 for none, to 4 for most."""


def tiles(numbers: dict[str, int]) -> tuple[list[Tile], list[str]]:
    """Return the places of the map, row by row from the north-west, and the states that are not on it.

    Args:
        numbers: code of each state (`OH`) -> number, above zero.
    """
    most = max(numbers.values(), default=1)
    found = []
    for state in _places():
        number = numbers.get(state, 0)
        # By the square root, since one state often has more than all others.
        found.append(Tile(state, number, -int(-_SHADES * (number / most) ** 0.5 // 1)))
    return found, sorted(numbers.keys() - {tile.state for tile in found})


@cache
def _places() -> tuple[str, ...]:
    told = table(Path(__file__).parent / "state_tiles.toml")
    return tuple("" if name == "." else name for row in told["rows"] for name in row.split())


def timeline(by_month: dict[str, dict[str, int]], types: list[str]) -> Timeline:
    """Return bars by month or, if that would be more than can be told apart, by year.

    Args:
        by_month: month YYYY-MM -> type -> number.
        types: in the order of the rows; those without any event are left out.
    """
    months = _months(min(by_month), max(by_month)) if by_month else []
    length = 7 if len(months) <= _MOST_BARS else 4
    periods = list(dict.fromkeys(month[:length] for month in months))
    drawn = periods[-_MOST_BARS:]
    counts: dict[tuple[str, str], int] = {}
    earlier = 0
    for month, by_type in by_month.items():
        period = month[:length]
        if period not in drawn:
            earlier += sum(by_type.values())
            continue
        for name, number in by_type.items():
            counts[name, period] = counts.get((name, period), 0) + number
    most = max(counts.values(), default=0)
    rows = []
    for name in types:
        numbers = [counts.get((name, period), 0) for period in drawn]
        if any(numbers):
            rows.append(BarRow(name, sum(numbers), _bars(drawn, numbers, most)))
    return Timeline(tuple(drawn), tuple(rows), most, earlier)


def _bars(periods: list[str], numbers: list[int], most: int) -> tuple[Bar, ...]:
    step = WIDTH / len(periods)
    found = []
    for index, (period, number) in enumerate(zip(periods, numbers, strict=True)):
        if number:
            height = max(HEIGHT * number / most, 2)
            width = round(min(step - _GAP, 32), 2)
            found.append(
                Bar(
                    period, number, round(index * step, 2), round(HEIGHT - height, 2), width, round(height, 2)
                )
            )
    return tuple(found)


def _months(first: str, last: str) -> list[str]:
    """Return all months from first to last; a range that is no range of months gives its ends."""
    year, month = int(first[:4]), int(first[5:7])
    found = []
    while (text := f"{year:04}-{month:02}") <= last:
        found.append(text)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found or [first]
