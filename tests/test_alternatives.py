import pytest

from pipeline.alternatives import alternatives, closing
from pipeline.errors import SettingsError


@pytest.mark.parametrize(
    ("inner", "expected"),
    [("a", ["a"]), ("a|b", ["a", "b"]), ("a|(b|c) d", ["a", "(b|c) d"]), ("a|", ["a", ""]), ("", [""])],
)
def test_alternatives_stand_between_bars_outside_brackets(inner, expected):
    assert alternatives(inner) == expected


@pytest.mark.parametrize(("wording", "place"), [("(a)", 2), ("(a|(b))c", 6), ("(?:a(b)(c))?d", 10)])
def test_a_bracket_closes_where_all_within_it_have(wording, place):
    assert closing(wording) == place


def test_a_bracket_that_does_not_close_is_named():
    with pytest.raises(SettingsError, match=r"'\(a\|\(b'"):
        closing("(a|(b")
