"""Numbers that their source took back."""

import pytest

from pipeline.review.check.corrections import takes_back


@pytest.mark.parametrize(
    ("count", "words", "so"),
    [
        (41, "The number was 38, not 41 as first announced.", True),
        (57, "ICE withdrew a table showing that the jail had refused 57 detainers.", True),
        (41, "ICE initially said 41 people were arrested.", True),
        (38, "ICE revised the number of arrests to 38.", False),
        (57, "ICE withdrew 57 detainers.", False),
        (206, "The county declined 162 detainers, not 206.", False),
    ],
)
def test_only_who_gave_a_number_takes_it_back(count, words, so):
    assert takes_back(words, count) == so
