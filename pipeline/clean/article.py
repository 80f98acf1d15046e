"""Raw page -> article: the one entrance to this stage."""

from __future__ import annotations

from dataclasses import replace

from pipeline.clean.boilerplate import find_boilerplate, find_byline, find_title, merge
from pipeline.clean.header import find_header
from pipeline.clean.published import read_date
from pipeline.errors import SourceError
from pipeline.schema import Article, Boilerplate, RawPage


def clean_page(page: RawPage) -> Article:
    """Return the article of a page, with what is not its own matter marked.

    A plain text is kept as it is, to the last blank. The text of an HTML page is its title, a blank line and
    the main text, without the title where the main text begins with it. What the page was given (title,
    source, published and so on) wins over what is found in it; a given date that names no whole day counts
    as not given.

    Raises:
        SourceError: `no_article` (an HTML page without one), `empty` or `too_large`.
    """
    if page.kind == "html":
        return _from_html(page)
    if not page.content.strip():
        raise SourceError(page.origin, "empty", "expected an article, found nothing: check how it was made")
    return _article(page, page.content)


def _from_html(page: RawPage) -> Article:
    # Its libraries take half a second to load, which plain texts need not wait for.
    from pipeline.clean.html import read_html

    found = read_html(page.content, page.origin, page.url)
    title = page.title or found.title
    text = _with_title(found.text, title)
    known = replace(
        page,
        title=title,
        byline=page.byline or found.byline,
        source=page.source or found.source,
        url=page.url or found.url,
    )
    return _article(known, text, found.published)


def _article(page: RawPage, text: str, found_date: str | None = None) -> Article:
    header = find_header(text)
    published = read_date(page.published) if page.published else None
    published = published or (read_date(found_date) if found_date else None)
    boilerplate = find_boilerplate(text)
    if header is not None and header.marked:
        boilerplate = merge([Boilerplate(header.start, header.end, "header"), *boilerplate])
    return Article(
        id=page.id,
        text=text,
        origin=page.origin,
        url=page.url,
        title=page.title or find_title(text, boilerplate),
        source=page.source,
        byline=page.byline or find_byline(text, boilerplate),
        published=published or (header.published if header else None),
        boilerplate=boilerplate,
    )


def _with_title(text: str, title: str | None) -> str:
    """Return title, blank line and text; or the text, where a longer first line begins with the title."""
    wanted = _letters(title or "")
    if not wanted:
        return text
    first, _, rest = text.partition("\n")
    if _letters(first) == wanted:
        return f"{first}\n\n{rest.lstrip()}" if rest.strip() else text
    return text if _letters(first).startswith(wanted) else f"{title}\n\n{text}"


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
