import pytest

from pipeline.alternatives import alternatives


@pytest.mark.parametrize(
    ("inner", "expected"),
    [("a", ["a"]), ("a|b", ["a", "b"]), ("a|(b|c) d", ["a", "(b|c) d"]), ("a|", ["a", ""]), ("", [""])],
)
def test_alternatives_stand_between_bars_outside_brackets(inner, expected):
    assert alternatives(inner) == expected
