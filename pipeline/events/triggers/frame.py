"""The frames: ways of reporting an event, as `frames/` and `triggers.toml` write them down.

in: the files    out: frames, their expressions compiled when first looked for    writes: nothing
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.compiled_patterns import compile_pattern
from pipeline.errors import SettingsError
from pipeline.ontology import ontology
from pipeline.small_letters import in_small_letters, without_capitals
from pipeline.word_lists import table

PATH = Path(__file__).with_name("triggers.toml")
FRAMES = tuple(
    PATH.parent / "frames" / f"{name}.toml"
    for name in (
        "arrest",
        "charge",
        "conviction",
        "acquittal",
        "sentence",
        "release",
        "detention",
        "transfer",
        "removal_order",
        "removal",
        "entry",
    )
)
"""The files of frames, in the order in which frames are tried."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that is compiled when it is first looked for: all of them take a second.

    Where capitals count nowhere it is looked for in small letters, in a fraction of the time.
    """

    where: str
    """Frame and name."""
    written: str
    case: bool
    """Capitals count."""

    def compiled(self) -> re.Pattern[str]:
        """Return it compiled.

        Raises:
            SettingsError: it is no regular expression.
        """
        return self._seen()[0]

    def _seen(self) -> tuple[re.Pattern[str], bool]:
        """Return it compiled, and whether it is for texts in small letters."""
        try:
            return _compiled(self.written, self.case)
        except re.error as error:
            raise SettingsError(f"frames: {self.where} is no regular expression: {error}") from error

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Say whether it is met in a text, or between two offsets of it."""
        pattern, small = self._seen()
        return pattern.search(in_small_letters(text) if small else text, start, end) is not None


@cache
def _compiled(written: str, case: bool) -> tuple[re.Pattern[str], bool]:
    if case:
        return compile_pattern(written), False
    if "(?-i" in written:
        return compile_pattern(written, re.IGNORECASE), False
    return compile_pattern(without_capitals(written)), True


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of reporting an event."""

    id: str
    event: str
    place: str
    """Where the person stands: `object`, `subject`, `noun` and the rest of `arguments.py`."""
    after: Expression | None
    before: Expression | None
    not_after: Expression | None
    not_before: Expression | None
    object: frozenset[str]
    not_object: frozenset[str]
    modality: str | None
    weak: bool
    of_people: bool
    near: Expression | None
    """What must stand in the passage around."""
    own: bool
    """What the accused do themselves: "turned himself in"."""
    journey: bool
    """Tells of a mere journey where nothing else is told of the person."""
    comeback: bool
    """Tells of a return to the country only where a removal is told of the person before."""


@cache
def written() -> dict[str, Any]:
    """Return the tables of `triggers.toml`, and under `frame` all frames as they are written down."""
    tables = table(PATH)
    return {**tables, "frame": [frame for path in FRAMES for frame in read_frames(path)]}


def read_frames(path: Path) -> list[dict[str, Any]]:
    """Return the frames of a file as they are written down, in their order."""
    entries: list[dict[str, Any]] = table(path)["frame"]
    return entries


@cache
def no_case(event: str) -> Expression | None:
    """Return what around a trigger says that its case is no criminal one, None where nothing does."""
    words = written()["no_case"].get(event)
    return Expression(f"no_case: `{event}`", words, case=False) if words else None


@cache
def numbered(number: int) -> Frame:
    """Return the frame at a place of the files' order."""
    return _frame(written()["frame"][number], written()["terms"])


@cache
def frames() -> tuple[Frame, ...]:
    """Return all frames, their expressions compiled.

    Raises:
        SettingsError: one is not as it should be.
    """
    found = tuple(map(numbered, range(len(written()["frame"]))))
    for frame in found:
        for expression in (frame.after, frame.before, frame.not_after, frame.not_before, frame.near):
            if expression is not None:
                expression.compiled()
    return found


def _frame(entry: dict[str, Any], terms: Mapping[str, str]) -> Frame:
    if entry["event"] not in ontology().events:
        raise SettingsError(
            f"frames: {entry['id']}: expected an event type of ontology.toml, found {entry['event']!r}"
        )

    def pattern(name: str) -> Expression | None:
        case = bool(entry.get("case")) or name == "near"
        where = f"{entry['id']}: `{name}`"
        return Expression(where, _with_terms(entry[name], terms), case) if name in entry else None

    return Frame(
        id=entry["id"],
        event=entry["event"],
        place=entry["patient"],
        after=pattern("after"),
        before=pattern("before"),
        not_after=pattern("not_after"),
        not_before=pattern("not_before"),
        object=frozenset(entry.get("object", ())),
        not_object=frozenset(entry.get("not_object", ())),
        modality=entry.get("modality"),
        weak=entry.get("weak", False),
        of_people=entry.get("of_people", False),
        near=pattern("near"),
        own=entry.get("own", False),
        journey=entry.get("journey", False),
        comeback=entry.get("comeback", False),
    )


def _with_terms(expression: str, terms: Mapping[str, str]) -> str:
    """Return a frame's expression with each `{name}` replaced by the words that it stands for."""
    for name, words in terms.items():
        expression = expression.replace(f"{{{name}}}", words)
    return expression


@cache
def journeys() -> frozenset[str]:
    """Return the ids of the frames that may tell of a mere journey: "he returned to the United States"."""
    return frozenset(entry["id"] for entry in written()["frame"] if entry.get("journey"))


@cache
def comebacks() -> frozenset[str]:
    """Return the ids of the frames of who was removed and is back: "within a year she was back in Ohio"."""
    return frozenset(entry["id"] for entry in written()["frame"] if entry.get("comeback"))
