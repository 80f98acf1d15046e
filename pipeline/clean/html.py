"""HTML -> main text and what the page says of itself: trafilatura and htmldate, set up for news.

Settings were chosen on pages with known article bodies: without trafilatura's comparison of several
extractors it keeps as much of the article and less of what surrounds it; the comparison is kept for pages
where little is found.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from lxml.etree import LxmlError
from trafilatura import bare_extraction

from pipeline.clean.markup import check_markup
from pipeline.errors import SourceError

MAX_CHARACTERS = 500_000
"""Longest article, as for plain text."""
_FEW_CHARACTERS = 300
_FEWEST_WORDS = 6
"""Fewer are a notice ("Please enable JavaScript"), not an article."""
_DATES = {
    "original_date": True,
    # What stands somewhere in the page may be the date of anything; the text's own header is read later.
    "extensive_search": False,
    # The default is today, which would make results depend on the day of the run.
    "max_date": "2100-12-31",
}

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # their complaints are ours to report


@dataclass(frozen=True, slots=True)
class MainText:
    """The article of a page, and its metadata as far as the page gives them."""

    text: str
    title: str | None
    byline: str | None
    source: str | None
    published: str | None
    url: str | None


def read_html(content: str, origin: str, url: str | None = None) -> MainText:
    """Return the article of an HTML page: paragraphs on lines of their own, comments left out.

    Raises:
        SourceError: `no_article`, `too_large` or `too_deep`.
    """
    check_markup(content, origin)
    page = _extract(content, url, fast=True)
    if page is None or len(page.text or "") < _FEW_CHARACTERS:
        page = _extract(content, url, fast=False) or page
    text = (page.text or "").strip() if page is not None else ""
    if page is None or len(text.split()) < _FEWEST_WORDS:
        found = f"{len(text.split())} words of main text" if text else "no main text"
        message = (
            f"expected an HTML page with an article, found {found}: save the page again, or give its text"
        )
        raise SourceError(origin, "no_article", message)
    if len(text) > MAX_CHARACTERS:
        message = (
            f"expected an article of at most {MAX_CHARACTERS:,} characters, found {len(text):,}: split it"
        )
        raise SourceError(origin, "too_large", message)
    return MainText(
        text=text,
        title=_line(page.title),
        byline=_line(page.author),
        source=_line(page.sitename) or _line(page.hostname),
        published=_line(page.date),
        url=_line(page.url),
    )


def _extract(content: str, url: str | None, fast: bool) -> Any | None:
    try:
        return bare_extraction(
            content,
            url=url,
            fast=fast,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DATES),
        )
    except (LxmlError, RecursionError, ValueError, AttributeError):
        # Pages so broken that the extractor trips over them hold no article that it could find.
        return None


def _line(value: object) -> str | None:
    """Return metadata as one line, or null if there is none."""
    return " ".join(str(value).split()) or None if value else None
