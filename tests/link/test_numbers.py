"""Numbers that an article sets beside a count are found, whichever sentence of figures they stand in."""

import pytest

from pipeline.link.reports.numbers import numbers_beside
from pipeline.schema import Event, Value


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Lawyers say 96 were held in the Feb. 12 raid at Tanager, not 83.", {12, 83}),
        ("It says 96 were held. The federal figure of 318 has others in it.", {318}),
        ("It says 96 were held. They were fed at 318 tables.", set()),
        ("It says 96 were held.", set()),
        ("It says 96 were held. “Eighty-three is a number I can't find,” he said.", {83}),
        ("It says 96 were held, not eight.", {8}),
        ("It says 96 were held in eight trucks.", set()),
    ],
)
def test_numbers_beside_a_count(text, numbers):
    at = text.index("96 were held")
    quote = Value("96 were held", at, at + len("96 were held"), "", 0.9)
    event = Event("arrest", None, "actual", quote, count=Value(96, at, at + 2, "", 0.9))
    assert numbers_beside(event, text) == numbers
