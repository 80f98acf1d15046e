"""Values of a claim beside those of a report."""

import pytest

from pipeline.jobs.checking import COMPARING
from pipeline.review.check.claim import Claim, Part, Who
from pipeline.review.check.sides import of_person
from pipeline.store.claims import Report

NILO = Who("Nilo Pratt", "Nilo Pratt", None, None)


def side(kind, text, quote, negated=False, agency=None, reported=None, actor=None, told=None):
    """Return on which side of a claim a report of its type stands."""
    values = {"count": None, "qualifier": None, "date": None, "custodian": None, "offense": None}
    part = Part(kind, negated, False, NILO, **values, agency=agency)
    none = frozenset()
    claim = Claim(text, "fact", (part,), (), none, none, none, none)
    report = Report(
        "a:e1",
        "a",
        1,
        told or kind,
        quote,
        0.9,
        "a",
        person="P1",
        agency=reported,
        actor=actor,
        published="2024-06-30",
    )
    return of_person(part, report, claim, COMPARING, sole=True).side


@pytest.mark.parametrize(
    ("text", "negated", "quote", "expected"),
    [
        ("Nilo Pratt was sent to prison.", False, "sentenced him to eight years of probation", "against"),
        ("Nilo Pratt was sent to prison.", False, "sentenced him to eight years in prison", "for"),
        ("Nilo Pratt was sent to prison.", False, "was sentenced on Monday", "near"),
        ("Nilo Pratt was not sent to prison.", True, "sentenced him to eight years of probation", "for"),
        ("Nilo Pratt was not sent to prison.", True, "sentenced him to eight years in prison", "against"),
        ("Nilo Pratt was sentenced.", False, "sentenced him to eight years of probation", "for"),
    ],
)
def test_probation_is_no_prison(text, negated, quote, expected):
    assert side("sentence", text, quote, negated) == expected


@pytest.mark.parametrize(
    ("agency", "reported", "expected"),
    [
        ("Border Patrol", "U.S. Immigration and Customs Enforcement", "near"),
        ("ICE", "U.S. Border Patrol", "near"),
        ("ICE", "ERO Boston", "for"),
        ("Immigration agents", "U.S. Border Patrol", "for"),
        ("ICE", "Immigration officers", "for"),
        ("Border Patrol", "Immigration officers", "near"),
    ],
)
def test_the_border_patrol_is_not_ice(agency, reported, expected):
    text = f"{agency} arrested Nilo Pratt."
    assert (
        side("arrest", text, "arrested him", agency=agency, reported=reported, actor="immigration")
        == expected
    )


@pytest.mark.parametrize(
    ("kind", "text", "quote", "expected"),
    [
        ("acquittal", "Nilo Pratt was acquitted at his trial.", "overturned his conviction", "near"),
        ("acquittal", "Nilo Pratt was acquitted at his second trial.", "acquitted him of theft", "near"),
        ("acquittal", "Nilo Pratt was acquitted at his second trial.", "was acquitted at a retrial", "for"),
        ("acquittal", "Nilo Pratt was cleared.", "overturned his conviction", "for"),
        ("sentence", "Nilo Pratt was sentenced.", "overturned his conviction", "near"),
        ("sentence", "Nilo Pratt was sentenced.", "acquitted him of the rest", "near"),
    ],
)
def test_an_overturned_conviction_is_no_verdict_and_a_part_is_not_all(kind, text, quote, expected):
    assert side(kind, text, quote, told="acquittal") == expected
