"""A number has the noun that goes with it."""

import pytest

from pipeline.counted import counted


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 people"), (1, "1 person"), (2, "2 people"), (1200, "1,200 people")]
)
def test_one_person_and_several_people(number, told):
    assert counted(number, "person", "people") == told


def test_most_nouns_have_an_s():
    assert [counted(number, "input") for number in (1, 2)] == ["1 input", "2 inputs"]
