"""In which order the reports on one person are weighed beside one another."""

from dataclasses import replace

import pytest

from pipeline.jobs.checking import COMPARING
from pipeline.review.check.claim import Claim, Part, Who
from pipeline.review.check.compare import DISAGREES, Value
from pipeline.review.check.finding import Finding
from pipeline.review.check.steps import STEPS, Asked, weighed
from pipeline.store.claims import Report

NILO = Who("Nilo Pratt", "Nilo Pratt", None, None)


class Articles:
    """A database whose articles all have one text."""

    def text_of(self, _):
        return "Nilo Pratt was arrested on May 2."

    body_of = text_of


def asked(kind, date=None, details=frozenset(), **said):
    part = Part(kind, False, False, NILO, None, None, date, None, None, None, **said)
    none = frozenset()
    claim = Claim("Nilo Pratt's case.", "fact", (part,), (), none, none, none, none, details=details)
    return Asked(Articles(), claim, part, COMPARING, "P1")


def found(kind, side, date, quote="", values=(), article="a"):
    report = Report(
        f"{article}:{kind}", kind, 1, kind, kind, 0.9, article, person="P1", date=date, published="2024-06-30"
    )
    return Finding(replace(report, quote=quote or kind), side, "", values)


def sides(findings):
    return [(finding.report.type, finding.side) for finding in findings]


@pytest.mark.parametrize("step", STEPS, ids=range(len(STEPS)))
def test_a_step_leaves_a_claim_that_it_is_not_for_as_it_is(step):
    told = [found("arrest", "for", "2024-05-02"), found("release", "near", "2024-05-03")]
    assert step(asked("arrest", "2024-05-02"), told) == told


def test_a_sentence_that_an_acquittal_does_not_deny_is_served_no_more():
    told = [
        found("conviction", "near", "2024-03-01"),
        found("sentence", "for", "2024-04-01"),
        found("acquittal", "near", "2024-05-01", "overturned his conviction"),
    ]
    assert ("acquittal", "against") in sides(weighed(asked("sentence", still=True), told))
    told[-1] = replace(told[-1], side="against")
    assert ("acquittal", "near") in sides(weighed(asked("sentence"), told))


def test_a_claim_of_which_a_detail_is_not_reported_is_not_contradicted_by_another_day():
    other_day = (Value("when", "2024-05-01", "2024-05-02", DISAGREES),)
    told = [
        found("arrest", "for", "2024-05-01"),
        found("arrest", "near", "2024-05-02", values=other_day, article="b"),
    ]
    claim = asked("arrest", "2024-05-01", frozenset({"tolliver"}))
    assert sides(weighed(claim, told)) == [("arrest", "near"), ("arrest", "near")]
