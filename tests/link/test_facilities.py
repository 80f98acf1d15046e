"""Places of one name kept apart: linked where the article decides, else to nothing.

`places.csv` holds names in contexts written for this test, each with the entry that a reader who knows the
country would give; an empty one where the words do not decide.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.link.places.context import context_of
from pipeline.link.places.facilities import link
from pipeline.schema import Link

with Path(__file__).with_name("places.csv").open(encoding="utf-8", newline="") as stream:
    PLANTED = list(csv.DictReader(stream))


def linked(name: str, text: str) -> Link:
    return link(name, context_of(text), text.index(name))


@pytest.mark.parametrize("row", PLANTED, ids=lambda row: f"{row['name']} {row['state']}")
def test_a_name_in_its_context_means_one_place_or_none(row: dict[str, str]) -> None:
    found = linked(row["name"], row["text"])
    expected = (row["official"], row["county"], row["state"], row["guess"] == "yes")
    assert (found.official or "", found.county or "", found.state or "", found.guess) == expected


def test_two_in_three_planted_names_are_linked_and_the_rest_are_rightly_not() -> None:
    assert len(PLANTED) >= 60
    assert 0.6 < sum(bool(row["official"]) for row in PLANTED) / len(PLANTED) < 0.8


@pytest.mark.parametrize(
    ("text", "county", "state"),
    [
        ("Detainers went to Franklin County, Iowa.", "Franklin County", "IA"),
        ("MALONE, N.Y. — Detainers went to Franklin County.", "Franklin County", "NY"),
        ("Detainers went to Franklin County in south-central Pennsylvania.", "Franklin County", "PA"),
    ],
)
def test_a_county_is_that_of_the_state_that_the_article_names(text: str, county: str, state: str) -> None:
    found = linked("Franklin County", text)
    assert (found.county, found.state, found.guess) == (county, state, False)


def test_what_is_undecided_keeps_its_candidates_and_says_so() -> None:
    found = linked("Franklin County", "Detainers went to Franklin County. Iowa and New York declined most.")
    assert found.entry is None
    assert len(found.candidates) > 1
    assert "does not say which" in found.reason


def test_an_office_named_after_a_city_does_not_say_which_state() -> None:
    assert linked("Franklin County Jail", "ERO Boston wrote to the Franklin County Jail.").entry is None


def test_where_somebody_crossed_the_border_does_not_say_where_the_jail_is() -> None:
    text = "He entered the country near Roma, Texas. The Franklin County Jail let him go."
    assert linked("Franklin County Jail", text).entry is None


def test_a_name_of_nothing_but_kinds_is_no_place() -> None:
    assert linked("County Jail", "He was taken to the County Jail in Salem, Oregon.").entry is None
    assert linked("Federal Correctional Institution", "A Federal Correctional Institution.").entry is None


def test_a_name_spelled_nearly_so_is_a_guess_with_its_likeness() -> None:
    found = linked(
        "Hampden County Correctional Centre", "LUDLOW, Mass. — Hampden County Correctional Centre."
    )
    assert found.score == 1.0
    found = linked(
        "Souza-Baranowsky Correctional Center", "Souza-Baranowsky Correctional Center in Shirley, Mass."
    )
    assert found.official == "Souza-Baranowski Correctional Center"
    assert found.guess and 0.9 < found.score < 1


def test_a_state_behind_the_name_decides() -> None:
    found = link("Cook County, Illinois", context_of("Georgia and Georgia: Cook County, Illinois (97)."), 21)
    assert (found.county, found.state) == ("Cook County", "IL")
    assert link("Cook County, Utah", context_of("Cook County, Utah"), 0).entry is None
