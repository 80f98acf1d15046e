"""Boilerplate known by its shape: links in capitals, contact blocks, lists of links, page furniture."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Set

from pipeline.clean.layout import SENTENCE_END, Layout, Line, in_capitals
from pipeline.clean.rules import Words
from pipeline.schema import Boilerplate

_LINK_WORDS = 5
_RUN = re.compile(
    r"(?:[\"‘'“]?[A-Z0-9$#][A-Z0-9.,’'‘&/$:%-]*[\"’”]?[ ]+){5,24}[\"‘'“]?[A-Z0-9][A-Z0-9.’'&/-]*[\"’”?]?"
    r"(?=[ ]+(?:[A-Z“\"][\w’'-]*[a-z]|[A-Z.]{1,6} [a-z]))"
)
"""A headline in capitals that runs straight into a sentence in small letters."""
_NO_LINK = re.compile(r",\s*\d{1,2}\s*,|^\(|^\d+[.)]|[.!:;,]$|\(\w{2,8}\)\s*[—–-]")
"""A person's age, a stage direction, a numbered heading, a sentence, a dateline."""
_CAPITALISED = re.compile(r"(?:[A-ZÀ-Þ][\w.’'/-]*|of|for|and|the|to|&|de|la|von|van)")
_SHORT = 60
_NAVIGATION_RUN = 3
_LINKS_BEFORE_END = 5
_OF_LINK = re.compile(r"(?:read|learn|see) more\W*|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}", re.I)
"""A line beside a link: its date, or the words to click on."""
_LINES_TO_A_LINK = 5


def find_blocks(layout: Layout, words: Words, known: Set[int]) -> Iterator[Boilerplate]:
    """Yield the blocks of a text, in no particular order; stretches may overlap.

    Args:
        layout: the text's lines.
        words: the word lists of boilerplate.toml.
        known: offsets of the lines that a pattern has already marked from their first letter.
    """
    yield from _links_in_capitals(layout, known)
    yield from _runs_in_capitals(layout)
    yield from _contact_blocks(layout, words)
    yield from _page_furniture(layout, words)
    yield from _lists_of_links(layout, words, known)
    yield from _authors(layout, words)


def _links_in_capitals(layout: Layout, known: Set[int]) -> Iterator[Boilerplate]:
    """Yield lines in capitals that stand between paragraphs: links to other stories.

    A headline at the top has no paragraph before it. Where every other line is in capitals they are the
    story. Lines that begin in `known` are boilerplate themselves, and are looked past.
    """
    capitals = [in_capitals(line.text) for line in layout.lines]
    if 2 * sum(capitals[layout.first_prose :]) > sum(line.prose for line in layout.lines) + 2:
        return
    others = [i for i, line in enumerate(layout.lines) if not capitals[i] and line.start not in known]
    for index, line in enumerate(layout.lines):
        if not capitals[index] or index <= layout.first_prose or not _may_be_link(line.text):
            continue
        place = bisect(others, index)
        before = layout.lines[others[place - 1]] if place else None
        after = layout.lines[others[place]] if place < len(others) else None
        quoted = before is not None and before.text.endswith(":")
        if before and before.prose and not quoted and (after is None or after.prose):
            yield Boilerplate(line.start, line.end, "promo")


def _runs_in_capitals(layout: Layout) -> Iterator[Boilerplate]:
    """Yield such links where line ends are lost, so that they stand between two sentences."""
    for index, line in enumerate(layout.lines):
        for start in layout.sentence_starts[index][0 if index > layout.first_prose else 1 :]:
            match = _RUN.match(line.text, start)
            if match and _may_be_link(match[0]) and not _in_quotation(line.text[:start]):
                yield Boilerplate(line.start + match.start(), line.start + match.end(), "promo")


def _in_quotation(before: str) -> bool:
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _may_be_link(words: str) -> bool:
    whole = words.startswith(('"', "“", "‘")) and words.endswith(('"', "”", "’"))
    open_quotation = _in_quotation(words)
    return len(words.split()) >= _LINK_WORDS and not (_NO_LINK.search(words) or whole or open_quotation)


def _contact_blocks(layout: Layout, words: Words) -> Iterator[Boilerplate]:
    """Yield lines that are a telephone number or an address, with the name and the office above them."""
    for index, line in enumerate(layout.lines):
        if not words.phone_or_email.fullmatch(line.text):
            continue
        first = index
        while first > 1 and index - first < 3 and _is_name_or_office(layout.lines[first - 1], words):
            first -= 1
        yield Boilerplate(layout.lines[first].start, line.end, "contact")


def _is_name_or_office(line: Line, words: Words) -> bool:
    tokens = line.text.rstrip(":,").replace(",", " ").split()
    return (
        0 < len(tokens) <= 6
        and len(line.text) <= _SHORT
        and all(_CAPITALISED.fullmatch(token) for token in tokens)
        and not in_capitals(line.text)
        and not _is_navigation(line, words)
        and line.text.casefold() != "for immediate release"
    )


def _is_navigation(line: Line, words: Words) -> bool:
    known = line.text.casefold()
    return known in words.navigation or bool(words.navigation_pattern.fullmatch(line.text))


def _page_furniture(layout: Layout, words: Words) -> Iterator[Boilerplate]:
    """Yield known lines, and what stands among several of them in a run of short lines."""
    title = layout.lines[0].text if layout.lines else ""
    run: list[int] = []
    for index, line in enumerate(layout.lines):
        if _is_navigation(line, words) and index > 0:
            yield Boilerplate(line.start, line.end, "navigation")
        short = (
            len(line.text) <= _SHORT and not line.text.endswith((".", "!", "?")) and line.text not in title
        )
        if index > 0 and short:
            run.append(index)
        if run and (not short or index == len(layout.lines) - 1):
            known = [i for i in run if _is_navigation(layout.lines[i], words)]
            between = known[-1] - known[0] + 1 if known else 0
            if len(known) >= _NAVIGATION_RUN and 3 * len(known) >= between:
                yield Boilerplate(layout.lines[known[0]].start, layout.lines[known[-1]].end, "navigation")
            run = []


def _lists_of_links(layout: Layout, words: Words, known: Set[int]) -> Iterator[Boilerplate]:
    """Yield the heading of a list of links with the links below it, up to the next paragraph.

    Before the end of the text a list goes on for as long as its links have a date or a "read more" each.
    """
    for index, line in enumerate(layout.lines):
        if index <= layout.first_prose or line.text.casefold() not in words.headings:
            continue
        last = index
        for number, other in enumerate(layout.lines[index + 1 :], start=index + 1):
            sentence = other.prose and other.text.endswith(SENTENCE_END) and other.start not in known
            if sentence and not _is_amid_navigation(layout, number, words):
                break
            last += 1
        reaches_end = last == len(layout.lines) - 1
        if not reaches_end:
            last = min(last, max(index + _LINKS_BEFORE_END, _last_of_links(layout, index, last)))
        yield Boilerplate(line.start, layout.lines[last].end, "navigation")


def _is_amid_navigation(layout: Layout, index: int, words: Words) -> bool:
    """Say whether a line stands between two known ones of a page's furniture: a link that is a sentence."""
    around = (layout.lines[index - 1], *layout.lines[index + 1 : index + 2])
    return len(around) == 2 and all(_is_navigation(line, words) for line in around)


def _last_of_links(layout: Layout, heading: int, last: int) -> int:
    """Return the last line of the links below a heading that have a date or a "read more" each."""
    reached = heading
    for index in range(heading + 1, last + 1):
        if index - reached <= _LINES_TO_A_LINK and _OF_LINK.fullmatch(layout.lines[index].text):
            reached = index
    return reached + 1 if reached > heading else heading


def _authors(layout: Layout, words: Words) -> Iterator[Boilerplate]:
    """Yield a line `Author` and the name on the line below it."""
    for line, name in zip(layout.lines, layout.lines[1:], strict=False):
        label = line.text.rstrip(":").casefold()
        if label in words.author_labels and len(name.text) <= _SHORT and not name.prose:
            tokens = name.text.split()
            if len(tokens) <= 5 and not name.text.endswith((".", "!", "?")):
                yield Boilerplate(line.start, name.end, "byline")
