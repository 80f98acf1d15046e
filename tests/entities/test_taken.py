"""Which characters of a text mentions hold."""

from __future__ import annotations

import pytest

from pipeline.entities.taken import Taken


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 3, True), (0, 4, False), (3, 5, False), (4, 4, True), (5, 8, True), (8, 9, False), (9, 10, True)],
)
def test_a_stretch_is_free_where_no_mention_has_a_character_of_it(
    start: int, end: int, expected: bool
) -> None:
    taken = Taken(10, [(3, 5)])
    taken.take(8, 9)

    assert taken.is_free(start, end) is expected
