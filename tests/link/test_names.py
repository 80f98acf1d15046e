"""Names taken apart into what tells a place and what says what it is."""

from __future__ import annotations

import pytest

from pipeline.link.places.names import parse, plain_name


@pytest.mark.parametrize(
    ("name", "core", "level", "kind"),
    [
        ("Travis City Jail", {"travis"}, "city", "jail"),
        ("Travis County Correctional Complex", {"travis"}, "county", "detention"),
        ("Franklin Co. Sheriff's Dept.", {"franklin"}, "county", "sheriff"),
        ("Orleans Parish", {"orleans"}, "county", "county"),
        ("Middlesex Superior Court", {"middlesex", "superior"}, "", "court"),
        ("the county jail", set(), "county", "jail"),
    ],
)
def test_a_name_taken_apart(name: str, core: set[str], level: str, kind: str) -> None:
    found = parse(name)
    assert (found.core, found.level, found.kind) == (core, level, kind)


def test_names_are_compared_without_marks_and_abbreviations() -> None:
    assert plain_name("FCI Danbury") == plain_name("Federal Correctional Institution, Danbury")
    assert plain_name("St. Clair Co. Jail") == plain_name("Saint Clair County Jail")
    assert plain_name("Peña Ctr.") == "pena center"
