"""Takes the line ends out of text that was cut to a width, as mail and printed pages are.

in: an article's text    out: the same, character for character, with blanks for such line ends
writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.schema import Article

_NARROWEST, _WIDEST = 40, 120
"""Characters a line to which text is cut."""
_OUTLIERS = 0.05
"""Share of lines that may be wider than the others: addresses, rows of figures."""
_RAGGED = 0.12
"""Share of the width by which a line may be shorter than it could be, as lines of print are."""
_FEWEST = 3
"""Lines that have to go on in the next with a small letter."""
_GOING_ON = 0.4
"""Share of full lines that have to; of running English about two thirds do."""
_LINE_END = re.compile(r"\r?\n")
_NEW_ITEM = re.compile(r"[\s•●▪◦■*–—-]|\d{1,3}[.)]\s|\(\w{1,3}\)\s")
"""At the beginning of a line that goes on with nothing: an indent, a bullet, a number."""


def as_shown(article: Article) -> Article:
    """Return an article as the reader is shown it: its paragraphs without such line ends."""
    text = flowing(article.text)
    return article if text == article.text else replace(article, text=text)


def flowing(text: str) -> str:
    """Return the text with a blank for each line end within a paragraph.

    A line end stands within one if the next line's first word had no room in front of it, which is how text
    is wrapped (Knuth and Plass 1981 call it first fit). Where few lines go on in the next with a small letter
    they are paragraphs, or entries of a list, and the text is returned as it is.
    """
    width = _width(text)
    if width is None:
        return text
    ends = [(end, after) for end, before, after in _breaks(text) if _is_full(before, after, width)]
    going_on = sum(1 for _, after in ends if after[0].islower())
    if going_on < max(_FEWEST, _GOING_ON * len(ends)):
        return text
    pieces, last = [], 0
    for end, _ in ends:
        pieces += [text[last : end.start()], " " * len(end.group())]
        last = end.end()
    return "".join(pieces) + text[last:]


def _width(text: str) -> int | None:
    """Return the width to which a text seems to be cut; none where its lines are too long or too short."""
    lengths = sorted(len(line.rstrip()) for line in text.split("\n") if line.strip())
    if len(lengths) <= _FEWEST:
        return None
    width = lengths[int((1 - _OUTLIERS) * (len(lengths) - 1))]
    return width if _NARROWEST <= width <= _WIDEST else None


def _breaks(text: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Yield each line end between two lines with words: where it is, and the lines in front and behind."""
    start = 0
    for end in _LINE_END.finditer(text):
        before = text[start : end.start()].rstrip()
        until = text.find("\n", end.end())
        after = text[end.end() : until if until >= 0 else len(text)]
        start = end.end()
        if before and after.strip():
            yield end, before, after


def _is_full(before: str, after: str, width: int) -> bool:
    """Say whether the first word of the next line had no room at the end of a line."""
    if _NEW_ITEM.match(after):
        return False
    return len(before) + 1 + len(after.split(maxsplit=1)[0]) > width * (1 - _RAGGED)
