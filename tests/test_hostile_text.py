"""Text that nobody wrote as news is read in a time that grows with its length, and nothing in it is lost."""

from __future__ import annotations

import cProfile
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

import pipeline.nlp
from pipeline.clean.article import clean_page
from pipeline.entities.counts import find_counts, parse_count
from pipeline.entities.facilities import find_facilities
from pipeline.entities.line_breaks import break_at_lines
from pipeline.entities.offenses.offenses import find_offenses
from pipeline.entities.parsable import parsable
from pipeline.errors import SourceError
from pipeline.nlp import Reader
from pipeline.schema import Extraction, RawPage
from pipeline.stages import read_pages
from tests.blank_english import ENGLISH

LIMIT = 10
"""Seconds of computing that an input may take; what is tested here took minutes, or had no end."""


MOST_CALLS = 600_000
"""Functions that are called for 3,000 characters."""


@contextmanager
def within_limit() -> Iterator[None]:
    def out_of_time(*_: object) -> None:
        raise TimeoutError(f"more than {LIMIT} seconds")

    # The clock of this process alone: how busy the machine is with other things makes no difference.
    before = signal.signal(signal.SIGVTALRM, out_of_time)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("unit", ["healthcare ", "store ", "multiple ", "use ", "Payroll "])
def test_an_offense_is_not_sought_forever_in_words_that_repeat(unit: str) -> None:
    with within_limit():
        found = find_offenses("charged with robbery. " + unit * 400)

    assert [mention.category for mention in found] == ["robbery"]


def test_a_place_is_not_sought_forever_in_words_that_repeat() -> None:
    with within_limit():
        found = find_facilities("Polk County Jail. " + "ICE County " * 2000)

    assert len(found) == 1


@pytest.mark.parametrize("digits", ["33" * 300, "9" * 5000, "9,999,999,999,999,999", "9" * 20 + " million"])
def test_digits_without_end_are_no_count(digits: str) -> None:
    assert parse_count(digits) is None
    assert find_counts(f"He has {digits} men.") == []


def test_what_is_no_word_is_blank_to_the_model_and_keeps_its_place() -> None:
    data, signs = "QUJD/" * 100, "(" * 5000
    text = f"He was held. {data} He was freed {signs} on Friday -- again..."

    parsed = parsable(text)

    assert parsed == text.replace(data, " " * len(data)).replace(signs, " " * len(signs))


def test_text_without_stops_is_cut_into_sentences() -> None:
    doc = break_at_lines(ENGLISH("he said " * 1000))

    starts = [0, *(token.i for token in doc if token.is_sent_start and token.i), len(doc)]
    assert max(b - a for a, b in zip(starts, starts[1:], strict=False)) <= 400


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "a",
        '"',
        "(",
        "\U0001f600",
        "-a",
        "A. ",
        "was arrested, ",
        "Polk County Jail, ",
        "charged with ",
        "ICE ",
        "said ",
    ],
)
def test_an_article_of_one_word_over_and_over_is_read(read: Callable[..., Extraction], unit: str) -> None:
    text = "Deputies arrested three men in May. " + (unit * 5_000)[:5_000]

    with within_limit():
        article = clean_page(RawPage("story", "story.txt", "text", text))
        found = read(article.text)

    first = found.events[0]
    assert (first.type, first.quote.value) == ("arrest", "Deputies arrested three men in May")


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["he ", "man ", "the man ", '"he" ', "charged with theft and "])
def test_what_each_word_asks_of_all_before_it_is_asked_once(
    read: Callable[..., Extraction], unit: str
) -> None:
    text = "Deputies arrested three men in May. " + (unit * 8_000)[:8_000]

    with within_limit():
        found = read(text)

    assert found.events[0].quote.value == "Deputies arrested three men in May"


def calls_to_read(read: Callable[..., Extraction], text: str) -> int:
    """Return how many functions reading a text calls: the same on any machine, however busy."""
    profile = cProfile.Profile()
    profile.enable()
    try:
        read(text)
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Mr. Roe ",
        "Ann Roe\narrested\n\n",
        "(Ann Roe) [Al Luna] ",
        "They were arrested and they ",
        "ICE lodged a detainer on him and ",
        "who was arrested by the man ",
        "arrested a man and ",
        "convicted of theft and convicted of ",
        '"They held me," Ann Roe said. ',
        "- 2016: He was held.\n\n",
    ],
)
def test_twice_the_text_is_no_more_than_twice_the_work(read: Callable[..., Extraction], unit: str) -> None:
    lead = "Deputies arrested three men in May. "
    read(lead + unit * 9)  # what is made once for all texts

    once, twice = (calls_to_read(read, lead + (unit * size)[:size]) for size in (3000, 6000))

    assert twice < 2.2 * once
    assert once < MOST_CALLS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("lodged an immigration detainer against him, " * 800, "too_slow"),
        ("Deputies held him. " * 15_000, "too_large"),
        ("a; " * 30_000, "too_large"),
    ],
)
def test_an_article_that_would_take_too_long_is_named_and_the_next_is_read(
    base_reader: Reader, monkeypatch: pytest.MonkeyPatch, text: str, kind: str
) -> None:
    monkeypatch.setattr(pipeline.nlp, "READING", 1.0)
    pages = [
        RawPage("long", "long.txt", "text", text),
        RawPage("short", "short.txt", "text", "Deputies arrested three men in May."),
    ]
    failed: list[SourceError] = []

    with within_limit():
        read = list(read_pages(iter(pages), base_reader, failed.append))

    assert [(error.origin, error.kind) for error in failed] == [("long.txt", kind)]
    assert [[event.type for event in found.events] for _, _, found in read] == [["arrest"]]
