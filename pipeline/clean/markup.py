"""Bounds on a page's markup, checked before any parser sees it.

in: HTML. out: nothing, or what is wrong. Parsers and the extractor take time that grows with the square of
how deep elements stand within one another; a hundred thousand of them take minutes.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.errors import SourceError

MAX_ELEMENTS = 50_000
"""About five seconds of parsing and extracting, some of it past interrupting; news has some thousands."""
MAX_DEPTH = 500
"""Elements within one another; pages of news have some dozens, libxml2 itself cuts at 256."""
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title)\b.*?(?:</\1\s*>|\Z)"
    r"|<(?P<end>/?)(?P<name>[a-zA-Z][^\s/<>]*)[^<>]*",
    re.DOTALL | re.IGNORECASE,
)
_NEVER_DEEP = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
"""They hold nothing."""
_NEVER_DEEP |= {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup"}
"""The next one ends them."""


def check_markup(content: str, origin: str) -> None:
    """Check that a page is not made to keep its reader busy.

    Raises:
        SourceError: `too_deep` or `too_large`.
    """
    opened: Counter[str] = Counter()
    elements = depth = 0
    for tag in _TAG.finditer(content):
        name = (tag["name"] or "").lower()
        if not name or (tag["end"] and not opened[name]):
            continue
        if tag["end"]:
            opened[name] -= 1
            depth -= 1
            continue
        elements += 1
        if name not in _NEVER_DEEP and not tag[0].endswith("/"):
            opened[name] += 1
            depth += 1
        if depth > MAX_DEPTH:
            raise SourceError(origin, "too_deep", _message(f"{MAX_DEPTH:,} elements within one another"))
        if elements > MAX_ELEMENTS:
            raise SourceError(origin, "too_large", _message(f"{MAX_ELEMENTS:,} elements"))


def _message(most: str) -> str:
    return f"expected a page of at most {most}, found more: give the article's text"
