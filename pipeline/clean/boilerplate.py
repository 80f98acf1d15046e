"""Text -> the stretches of it that are not the story's own matter: marked, never removed.

Precision comes first: a promo line left unmarked may yield a false person, a sentence of the story that is
marked loses its events. What is recognised, and by which words, is in boilerplate.toml; blocks.py knows the
few kinds that have a shape rather than words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.clean.blocks import find_blocks
from pipeline.clean.layout import in_capitals, read_layout
from pipeline.clean.rules import apply_rules, load_rules
from pipeline.schema import Boilerplate

_BYLINE = re.compile(
    r"(?:by|(?:written|posted|authored|words|story) by|author):?\s+(?P<names>[^|\n•·–—]+)", re.I
)
_TITLE_LENGTH = range(12, 221)


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """Return the boilerplate of `text`: sorted, not overlapping, none of it empty."""
    words = load_rules()[1]
    layout = read_layout(text, words.abbreviations)
    found = list(apply_rules(layout))
    return merge([*found, *find_blocks(layout, words, {item.start for item in found})])


def merge(found: Iterable[Boilerplate]) -> tuple[Boilerplate, ...]:
    """Return the stretches in text order without overlaps; where two overlap, the one that begins first wins.

    Of two that begin together the longer one wins; the rest of the other stays as far as it reaches beyond.
    """
    merged: list[Boilerplate] = []
    reached = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        start = max(item.start, reached)
        if start < item.end:
            merged.append(Boilerplate(start, item.end, item.kind))
            reached = item.end
    return tuple(merged)


def find_byline(text: str, boilerplate: Iterable[Boilerplate]) -> str | None:
    """Return the names of the first marked byline that gives any."""
    for item in boilerplate:
        match = _BYLINE.match(text, item.start, item.end) if item.kind == "byline" else None
        if match:
            return " ".join(match["names"].split()).rstrip(" -,") or None
    return None


def find_title(text: str, boilerplate: Iterable[Boilerplate]) -> str | None:
    """Return the headline that a text begins with: a line that is no sentence, with paragraphs below it."""
    layout = read_layout(text)
    if layout.first_prose in (0, len(layout.lines)):
        return None
    line = layout.lines[0]
    marked = any(item.start < line.end and line.start < item.end for item in boilerplate)
    if marked or len(line.text) not in _TITLE_LENGTH or len(line.text.split()) < 3:
        return None
    sentence = line.text.endswith((".", ":", ",", ";")) and not in_capitals(line.text)
    return None if sentence else line.text
