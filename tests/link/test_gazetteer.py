"""The gazetteer's data: complete, consistent, and made from names as lists have them."""

from __future__ import annotations

import pytest

from pipeline.link.places.build import titled
from pipeline.link.places.gazetteer import PATH, gazetteer


def test_it_holds_every_county_and_thousands_of_facilities_in_less_than_a_megabyte() -> None:
    kinds = [entry.kind for entry in gazetteer().entries]
    assert kinds.count("county") > 3100
    assert len(kinds) - kinds.count("county") > 6000
    assert PATH.stat().st_size < 1_000_000


def test_ids_are_unique_and_states_are_two_letters() -> None:
    entries = gazetteer().entries
    assert len({entry.id for entry in entries}) == len(entries)
    assert all(len(entry.state) == 2 and entry.state.isupper() for entry in entries)


def test_a_facility_is_found_by_its_county_and_by_ices_code() -> None:
    there = gazetteer().by_county["Travis County", "TX"]
    assert any(entry.code == "TRAVITX" for entry in there)


@pytest.mark.parametrize(
    ("listed", "shown"),
    [
        ("FCI DANBURY", "FCI Danbury"),
        ("MCPHERSON UNIT", "McPherson Unit"),
        ("SOUTH BAY HOUSE OF CORRECTION", "South Bay House of Correction"),
        ("SOUZA-BARANOWSKI CORRECTIONAL CENTER", "Souza-Baranowski Correctional Center"),
    ],
)
def test_names_in_capitals_are_written_as_is_common(listed: str, shown: str) -> None:
    assert titled(listed) == shown
