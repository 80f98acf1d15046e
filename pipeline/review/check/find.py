"""Looks up what a claim may be about, and says where each report stands.

in: an open database, a part of a claim    out: `Finding`s    writes: nothing

Candidates come from indexes alone: people by the keys of their names, articles by full text. How much is
looked at does not grow with the database but with how many people share a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part, Who, plain
from pipeline.review.check.compare import state_of
from pipeline.review.check.rules import opposed, supporting, table
from pipeline.review.check.sides import AGAINST, FOR, NEAR, Finding, of_group, of_person
from pipeline.store.claims import ClaimRecords, KnownPerson, Report

_ARTICLES = 60
"""Articles that are looked at for a group or somebody unnamed."""


def findings(
    records: ClaimRecords, claim: Claim, part: Part, comparing: Comparing, with_names: bool
) -> list[Finding]:
    """Return where each report stands that may be about a part of a claim, by day of publication and id."""
    if part.who is None:
        return list(_about_group(records, claim, part, comparing))
    people = _meant(records, claim, part.who, comparing, with_names)
    reports = records.reports_of(sorted(people))
    void = _taken_back(reports)
    told = [of_person(part, report, claim, comparing) for report in reports if report.id not in void]
    return _of_one(told, people)


def _meant(
    records: ClaimRecords, claim: Claim, who: Who, comparing: Comparing, with_names: bool
) -> dict[str, frozenset[str]]:
    """Return the linked people whom a claim may mean, with the states that they are told of in."""
    if who.name is not None:
        known = _named(records.people_keyed(sorted(comparing.name_keys(who.name))), who.name, comparing)
    else:
        articles = records.articles_with(claim.proper or claim.words, _ARTICLES)
        known = [person for person in records.people_in(articles) if _described(who, person)]
    if not with_names:
        known = [person for person in known if person.role != "victim" and not person.minor]
    meant: dict[str, frozenset[str]] = {}
    for person in known:
        if _fits(who, person):
            meant[person.person] = meant.get(person.person, frozenset()) | person.states
    return {
        person: states
        for person, states in meant.items()
        if not claim.states or not states or claim.states & states
    }


def _named(known: Sequence[KnownPerson], name: str, comparing: Comparing) -> list[KnownPerson]:
    """Return the people whose name fits best: where Kevin is known, a claim on him is not on Kelvin."""
    bits: dict[str, float] = {}
    for person in known:
        shared = comparing.shared_name(name, person.name) if person.name else 0.0
        bits[person.person] = max(bits.get(person.person, 0.0), shared)
    least = max(table("names")["least"], max(bits.values(), default=0.0) - table("names")["slack"])
    return [person for person in known if bits[person.person] >= least]


def _taken_back(reports: Sequence[Report]) -> set[str]:
    """Return the reports of an outcome that their own outlet has told otherwise since."""
    outcomes = [report for report in reports if report.type in ("conviction", "acquittal") and report.source]
    return {
        report.id
        for report in outcomes
        for later in outcomes
        if later.source == report.source
        and later.person == report.person
        and later.type != report.type
        and (later.published or "") > (report.published or "")
        and later.modality == "actual"
    }


def _of_one(told: Sequence[Finding], people: Mapping[str, frozenset[str]]) -> list[Finding]:
    """Return the findings, none against that may be about a namesake.

    Where something speaks for the claim, what speaks against it must be of that person, or of one told of in
    the same states; where nothing does, and people of several states have the name, more must agree than it.
    """
    fors = {finding.report.person for finding in told if finding.side == FOR}

    def may_be_another(finding: Finding) -> bool:
        if finding.side != AGAINST or finding.report.person in fors:
            return False
        home = people.get(finding.report.person or "", frozenset())
        others = [people[person] for person in (fors or people) if person is not None and person in people]
        apart = [states for states in others if states and home and not states & home]
        return len(apart) == len(others) if fors else bool(apart) and not finding.agreeing

    return [
        replace(finding, side=NEAR, reason="it may be about a namesake")
        if may_be_another(finding)
        else finding
        for finding in told
    ]


def _described(who: Who, person: KnownPerson) -> bool:
    """Tell whether a description fits: all that it gives must be reported."""
    if who.nationality is None and who.age is None:
        return False
    ages = who.age is None or (person.age is not None and abs(who.age - person.age) <= table("ages")["off"])
    return ages and who.nationality in (None, person.nationality)


def _fits(who: Who, person: KnownPerson) -> bool:
    return who.nationality is None or person.nationality is None or who.nationality == person.nationality


def _about_group(records: ClaimRecords, claim: Claim, part: Part, comparing: Comparing) -> Iterator[Finding]:
    types = supporting(part.type) | {pair.report for pair in opposed(part.type)}
    articles = records.articles_with(claim.words, _ARTICLES)
    held = comparing.place_words(part.custodian) if part.custodian else frozenset()
    texts: dict[str, str] = {}
    for report in records.groups_in(articles, sorted(types & supporting(part.type))):
        if report.article_id not in texts:
            texts[report.article_id] = plain(records.text_of(report.article_id))
        if _same_place(claim, held, report, texts[report.article_id], comparing):
            named = bool(held or claim.proper) and _located(claim, report, comparing)
            yield of_group(part, report, claim, comparing, named)


def _same_place(claim: Claim, held: frozenset[str], report: Report, text: str, comparing: Comparing) -> bool:
    """Tell whether a report is of the place that a claim names, or of what it describes."""
    own = _states(report, comparing)
    if claim.states and own and not claim.states & own:
        return False
    if held:
        theirs = comparing.place_words(report.custodian) if report.custodian else frozenset()
        return bool(held & theirs) if theirs else _share(held, text) == 1
    if claim.proper:
        return _share(claim.proper, text) == 1
    return bool(claim.words) and _share(claim.words, text) >= table("words")["share"]


def _states(report: Report, comparing: Comparing) -> frozenset[str]:
    return state_of(report, comparing) or report.states


def _located(claim: Claim, report: Report, comparing: Comparing) -> bool:
    """Tell whether a report is known to be of the state that a claim names, if it names one."""
    return not claim.states or bool(claim.states & _states(report, comparing))


def _share(words: Sequence[str] | frozenset[str], text: str) -> float:
    return sum(word in text for word in words) / len(words)
