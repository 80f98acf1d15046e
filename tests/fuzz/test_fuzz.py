"""A few of the fuzzer's inputs, of every kind; `make fuzz` feeds more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.nlp import Reader
from tests.fuzz.inputs import FILES, LISTS
from tests.fuzz.trial import feed_files, feed_list

FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FILES)
def test_spoilt_files_give_articles_or_named_errors(kind: str, new_reader: Callable[..., Any]) -> None:
    @FEW
    @given(FILES[kind])
    def feed(data: bytes) -> None:
        outcomes = feed_files([data], kind, new_reader(), check_words=False)
        # A crawl may hold other records than pages.
        assert outcomes.total() > 0 or kind.startswith(".warc")

    feed()


@pytest.mark.parametrize("kind", LISTS)
def test_spoilt_lists_and_settings_are_read_or_named(kind: str) -> None:
    @FEW
    @given(LISTS[kind])
    def feed(data: bytes) -> None:
        assert feed_list(data, kind)

    feed()


@pytest.mark.slow
def test_rows_read_from_spoilt_articles_say_what_their_texts_say(base_reader: Reader) -> None:
    @FEW
    @given(st.lists(FILES[".txt"], min_size=5, max_size=5))
    def feed(inputs: list[bytes]) -> None:
        assert feed_files(inputs, ".txt", base_reader).total() == 5

    feed()
