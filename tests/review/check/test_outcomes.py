"""What reports of one person are worth beside one another."""

from dataclasses import replace

import pytest

from pipeline.jobs.checking import COMPARING
from pipeline.review.check.claim import Claim, Order, Part, Who
from pipeline.review.check.counts_apart import counts_apart
from pipeline.review.check.detainers import in_spite
from pipeline.review.check.finding import Finding
from pipeline.review.check.outcomes import as_it_stands, as_often, without_weak
from pipeline.review.check.sequence import in_order
from pipeline.review.check.sides import of_person
from pipeline.review.check.verdict import judge_part
from pipeline.store.claims import Report

CLAIM = Claim("", "fact", (), (), *[frozenset()] * 4)
NILO = Who("Nilo Pratt", "Nilo Pratt", None, None)


def claimed(kind, **said):
    values = {"count": None, "qualifier": None, "date": None, "agency": None, "custodian": None}
    return Part(kind, False, False, NILO, **values, offense=None, **said)


def found(kind, side, date, article="a", **said):
    day = "2024-06-30"
    report = Report(
        f"{article}:{kind}", kind, 1, kind, kind, 0.9, article, person="P1", date=date, published=day
    )
    return Finding(report, side, "", (), **said)


def sides(findings):
    return {finding.report.type: finding.side for finding in findings}


@pytest.mark.parametrize(
    ("let_go", "held", "verdict"),
    [
        ("2024-05-02", "2024-05-01", ("near", "against")),
        ("2024-05-01", "2024-05-02", ("for", "near")),
        ("2024-05-02", None, ("near", "against")),
    ],
    ids=["freed since", "held again since", "held without a date where the end is told too"],
)
def test_who_is_said_to_be_held_still_is_not_if_let_go_since(let_go, held, verdict):
    told = [found("detention", "for", held), found("release", "near", let_go)]
    got = sides(as_it_stands(claimed("detention", still=True), told))
    assert (got["detention"], got["release"]) == verdict


@pytest.mark.parametrize(
    ("let_go", "verdict"), [("2024-05-02", ("near", "for")), ("2024-04-02", ("against", "near"))]
)
def test_who_is_said_to_be_held_no_longer_is_not_if_let_go_since(let_go, verdict):
    told = [found("detention", "against", "2024-05-01"), found("release", "near", let_go)]
    part = replace(claimed("detention", still=True), negated=True)
    got = sides(as_it_stands(part, told))
    assert (got["detention"], got["release"]) == verdict


def test_an_arrest_said_to_have_come_after_the_verdict_is_none_of_those_before_it():
    order = Order(False, frozenset({"acquittal"}), None, "acquittal")
    told = [found("arrest", "for", "2024-04-01"), found("acquittal", "near", "2024-05-01")]
    assert sides(in_order(CLAIM, claimed("arrest", order=order), told, COMPARING))["arrest"] == "near"


def test_a_stay_speaks_not_against_a_release_that_came_later():
    told = [found("detention", "against", "2024-05-01"), found("release", "for", "2024-05-02")]
    assert judge_part(claimed("release"), told).verdict == "supported"
    told = [found("detention", "against", "2024-05-03"), found("release", "for", "2024-05-02")]
    assert judge_part(claimed("release"), told).verdict == "mixed"


def test_a_stay_that_is_told_as_over_does_not_say_that_somebody_is_held_still():
    spent = found("detention", "for", None)
    spent = Finding(replace(spent.report, quote="spent seven months in jail"), "for", "", ())
    told = [spent, found("release", "near", None)]
    got = sides(as_it_stands(claimed("detention", still=True), told))
    assert (got["detention"], got["release"]) == ("near", "against")


def test_who_is_said_to_be_free_still_is_not_where_a_stay_is_told_since():
    held = found("detention", "against", "2024-05-02", alone=True)
    (_, told) = as_it_stands(claimed("release", still=True), [found("release", "for", "2024-05-01"), held])
    assert (told.side, told.alone) == ("against", False)


def test_an_arrest_for_something_else_tells_not_when_a_crime_was():
    order = Order(True, frozenset({"arrest"}), "homicide", "shooting")
    laid = (("theft", "arrested", "theft"), ("weapons", "charged", "a pistol"))
    arrest = found("arrest", "near", "2024-04-01")
    arrest = Finding(replace(arrest.report, quote="arrested for theft", offenses=laid), "near", "", ())
    told = [found("release", "for", "2024-05-01"), arrest]
    assert sides(in_order(CLAIM, claimed("release", order=order), told, COMPARING))["release"] == "for"


@pytest.mark.parametrize(
    ("quote", "date", "side"),
    [
        ("He has not been arrested since", "2020-03", "near"),
        ("He has not been arrested since", "2024-05", "against"),
        ("He was not arrested", "2020-03", "against"),
    ],
)
def test_what_is_denied_of_the_time_since_denies_nothing_of_years_before(quote, date, side):
    part = replace(claimed("arrest"), date=date)
    none = frozenset()
    claim = Claim("Nilo Pratt was arrested.", "fact", (part,), (), none, none, none, none)
    report = replace(found("arrest", "near", None).report, modality="negated", quote=quote)
    assert of_person(part, report, claim, COMPARING, True).side == side


def test_who_was_held_once_was_held_though_let_go_since():
    told = [found("detention", "for", "2024-05-01"), found("release", "near", "2024-05-02")]
    assert as_it_stands(claimed("detention"), told) == told


def test_cleared_of_all_charges_is_not_who_was_convicted_of_one_that_day():
    told = [found("acquittal", "for", "2024-05-01"), found("conviction", "against", "2024-05-01")]
    assert sides(counts_apart(claimed("acquittal", whole=True), told)) == {
        "acquittal": "near",
        "conviction": "against",
    }
    assert counts_apart(claimed("acquittal"), told) == told
    later = [found("acquittal", "for", "2024-06-01"), told[1]]
    assert counts_apart(claimed("acquittal", whole=True), later) == later


def test_of_two_charges_that_one_article_tells_ended_in_two_ways_neither_clears():
    told = [found("acquittal", "for", None), found("conviction", "against", "2024-06-28")]
    assert sides(counts_apart(claimed("acquittal", whole=True), told))["acquittal"] == "near"
    undone = replace(told[0], report=replace(told[0].report, quote="threw out his conviction"))
    undated = [undone, found("conviction", "against", None)]
    assert counts_apart(claimed("acquittal", whole=True), undated) == undated
    verdict = replace(undone, report=replace(undone.report, quote="A jury found him not guilty of arson"))
    turned = counts_apart(claimed("acquittal", whole=True), [verdict, undated[1]])
    assert sides(turned)["acquittal"] == "near"


@pytest.mark.parametrize(
    ("convicted", "other", "side"),
    [("2015", "2024-06-01", "for"), ("2024-06-20", "2023-01-05", "near"), ("2015", None, "near")],
    ids=["before an arrest", "the news itself", "nothing came later"],
)
def test_a_prior_conviction_was_before_something_else(convicted, other, side):
    told = [found("conviction", "for", convicted)]
    if other is not None:
        told.append(found("arrest", "near", other))
    assert sides(in_order(CLAIM, claimed("conviction", earlier=True), told, COMPARING))["conviction"] == side


def test_who_was_acquitted_may_have_a_prior_conviction():
    told = [found("acquittal", "against", "2024-06-01")]
    assert sides(in_order(CLAIM, claimed("conviction", earlier=True), told, COMPARING))["acquittal"] == "near"


@pytest.mark.parametrize(("modality", "verdict"), [("alleged", "unknown"), ("actual", "supported")])
def test_what_is_only_alleged_supports_nothing(modality, verdict):
    told = found("removal", "for", "2024-05-01")
    told = replace(told, report=replace(told.report, modality=modality))
    assert judge_part(claimed("removal"), [told]).verdict == verdict


def test_what_speaks_against_a_claim_only_alone_is_silent_beside_what_speaks_for_it():
    weak = found("transfer", "against", "2024-05-01", alone=True)
    assert sides(without_weak(claimed("release"), [weak], COMPARING)) == {"transfer": "against"}
    told = [weak, found("release", "for", "2024-05-01")]
    assert sides(without_weak(claimed("release"), told, COMPARING))["transfer"] == "near"


def test_a_stay_speaks_against_a_release_only_where_no_release_is_reported_at_all():
    held = found("detention", "against", None, alone=True)
    assert sides(without_weak(claimed("release"), [held], COMPARING))["detention"] == "against"
    told = [held, found("release", "near", "2024-05-01")]
    assert sides(without_weak(claimed("release"), told, COMPARING))["detention"] == "near"
    later = found("arrest", "near", None, "b")
    later = Finding(replace(later.report, published="2024-08-01"), "near", "", ())
    assert sides(without_weak(claimed("release"), [held, later], COMPARING))["detention"] == "near"


@pytest.mark.parametrize(
    ("asked", "words", "others", "side"),
    [
        ("2024-04-30", "ICE lodged a detainer", (), "for"),
        ("2024-05-03", "ICE lodged a detainer", (), "near"),
        (None, "ICE had lodged a detainer", (), "for"),
        (None, "ICE has lodged a new detainer", (), "near"),
        ("2024-04-30", "ICE lodged a detainer", ("detainer_honored",), "near"),
    ],
    ids=["before", "after", "told as before", "not known when", "handed over after all"],
)
def test_who_was_let_go_though_ice_had_asked_was_let_go_in_spite_of_it(asked, words, others, side):
    detainer = found("detainer_issued", "near", asked)
    detainer = Finding(replace(detainer.report, quote=words), "near", "", ())
    told = [detainer, found("release", "near", "2024-05-01"), *(found(kind, "near", None) for kind in others)]
    got = in_spite(claimed("detainer_declined", despite=True), told, COMPARING)
    assert sides(got)["detainer_issued"] == side
    assert sides(in_spite(claimed("detainer_declined"), told, COMPARING))["detainer_issued"] == "near"


def test_fewer_times_than_are_claimed_are_no_evidence_and_a_number_that_is_told_decides():
    twice = [found("removal", "for", "2014"), found("removal", "for", "2015", "b")]
    events = [
        Finding(replace(item.report, event=str(number)), "for", "", ()) for number, item in enumerate(twice)
    ]
    assert {item.side for item in as_often(claimed("removal", times=2), events)} == {"for"}
    assert {item.side for item in as_often(claimed("removal", times=3), events)} == {"near"}
    told = [Finding(replace(twice[0].report, quote="was deported five times"), "for", "", ())]
    assert [item.side for item in as_often(claimed("removal", times=5), told)] == ["for"]
    assert [item.side for item in as_often(claimed("removal", times=3), told)] == ["against"]


@pytest.mark.parametrize(
    ("before", "arrested", "crime", "side"),
    [
        (False, "2024-04-01", None, "for"),
        (False, "2024-06-01", None, "against"),
        (True, "2024-04-01", None, "against"),
        (False, "2024-06-01", "theft", "near"),
        (False, None, None, "for"),
        (True, "2024-05-01", None, "near"),
        (True, None, None, "near"),
        (True, "2024-06-01", None, "for"),
        (False, None, "theft", "near"),
    ],
    ids=[
        "it was",
        "it was not",
        "nor before",
        "the crime was before its arrest",
        "no date, and so it mostly is",
        "the same day, against what mostly is",
        "no date likewise",
        "against it by its dates",
        "no date of a crime",
    ],
)
def test_what_is_said_to_have_come_after_something_must_have(before, arrested, crime, side):
    order = Order(before, frozenset({"arrest"}), crime, "arrest")
    arrest = found("arrest", "near", arrested)
    arrest = Finding(replace(arrest.report, offenses=(("theft", "arrested", "theft"),)), "near", "", ())
    told = [found("release", "for", "2024-05-01"), arrest]
    assert sides(in_order(CLAIM, claimed("release", order=order), told, COMPARING))["release"] == side


def test_who_was_not_handed_over_but_caught_by_ice_may_have_been_removed():
    denied = found("transfer", "against", None, alone=True)
    assert sides(without_weak(claimed("removal"), [denied], COMPARING))["transfer"] == "against"
    caught = found("arrest", "near", "2024-05-02")
    caught = Finding(replace(caught.report, actor="immigration"), "near", "", ())
    assert sides(without_weak(claimed("removal"), [denied, caught], COMPARING))["transfer"] == "near"
