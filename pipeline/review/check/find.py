"""Looks up what a claim may be about, and says where each report stands.

in: an open database, a part of a claim    out: `Finding`s    writes: nothing

Candidates come from indexes alone: people by the keys of their names, articles by full text. How much is
looked at does not grow with the database but with how many people share a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part, Who, plain
from pipeline.review.check.corrections import caught, outcomes_taken_back, unless
from pipeline.review.check.described import as_meant, by_description, of_own_trade, of_trade
from pipeline.review.check.finding import AGAINST, FOR, Finding, turned
from pipeline.review.check.groups import about_group
from pipeline.review.check.identity import as_told, is_told_by, of_another_age, of_another_trade
from pipeline.review.check.profile import is_profile, of_profile
from pipeline.review.check.rules import table, telling
from pipeline.review.check.sides import of_person
from pipeline.review.check.steps import Asked, weighed
from pipeline.review.check.unnamed import of_unnamed
from pipeline.review.check.wording import ARTICLES, naming, share, sought
from pipeline.store.claims import ClaimRecords, KnownPerson, Report

_WHOLE_NAME = 2
"""Words of somebody's name by which a matter is known: "the crash that killed Ann Roe"."""


def findings(
    records: ClaimRecords, claim: Claim, comparing: Comparing, with_names: bool
) -> list[list[Finding]]:
    """Return for each part of a claim where each report stands that may be about it, by day and id."""
    told: list[list[Finding]] = []
    meant: list[dict[str, frozenset[str]]] = []
    all_meant = [
        {} if part.who is None else _meant(records, claim, part.who, comparing, with_names)
        for part in claim.parts
    ]
    for index, part in enumerate(claim.parts):
        people = _apart_from(claim, index, all_meant)
        meant.append(people)
        if part.who is None:
            told.append(about_group(records, claim, part, comparing))
        else:
            told.append(_about_people(records, claim, part, comparing, people))
    return [
        found if part.who is None else _of_one(found, people, _chosen(part.who, claim, told))
        for part, people, found in zip(claim.parts, meant, told, strict=True)
    ]


def _apart_from(
    claim: Claim, index: int, meant: Sequence[Mapping[str, frozenset[str]]]
) -> dict[str, frozenset[str]]:
    """Return the people whom a part of a claim may mean, but for whom another part has a fuller name.

    "Both Al Roe and Al Roe Diaz were freed" is of two.
    """
    mine, people = claim.parts[index].who, dict(meant[index])
    for part, others in zip(claim.parts, meant, strict=True):
        theirs = part.who
        if mine is None or theirs is None or mine.name is None or theirs.name is None:
            continue
        if set(plain(mine.name).split()) < set(plain(theirs.name).split()):
            left = {person: states for person, states in people.items() if person not in others}
            people = left or people
    return people


def _about_people(
    records: ClaimRecords,
    claim: Claim,
    part: Part,
    comparing: Comparing,
    people: Mapping[str, frozenset[str]],
) -> list[Finding]:
    who = part.who
    reports = _with_record([*records.reports_of(sorted(people)), *records.statuses_of(sorted(people))])
    if who is None or who.name is not None:
        told = _told_of(records, claim, part, comparing, reports)
        return told if who is None else of_own_trade(records, who, people, told)
    named_in = naming(records, claim.proper | claim.others, {report.article_id for report in reports})
    if is_told_by(part):
        meant, known = as_told(who, reports, claim, comparing, named_in)
        reports = [report for report in reports if report.person in meant]
        if known:
            return _told_of(records, claim, part, comparing, reports)
    names = records.names_of(sorted(people))

    def are_alike(one: str, other: str) -> bool:
        return (
            bool(names.get(one) and names.get(other)) and comparing.shared_name(names[one], names[other]) > 0
        )

    described = by_description(records, who, reports, are_alike)
    if described:
        reports = [report for report in reports if report.person in described]
        return as_meant(records, who, claim, _told_of(records, claim, part, comparing, reports, known=True))
    if who.of is not None:
        return []  # nobody is known as that one's father
    worded = {
        article
        for article in named_in
        if len(claim.others) >= _WHOLE_NAME
        or (claim.words and share(claim.words, plain(records.text_of(article))) == 1)
    }
    return [
        of_unnamed(
            part,
            finding,
            claim.states,
            finding.report.article_id in named_in,
            finding.report.article_id in worded,
        )
        for finding in _told_of(records, claim, part, comparing, reports)
    ]


def _told_of(
    records: ClaimRecords,
    claim: Claim,
    part: Part,
    comparing: Comparing,
    reports: Sequence[Report],
    known: bool = False,
) -> list[Finding]:
    """Return where each report stands that is about a person whom a part of a claim may mean.

    Of people who have no name there, and are not known by their description, only those of the part's kind.
    """
    sole = _sole(records, part.who, {report.person for report in reports})
    if is_profile(part):
        return of_profile(part, reports, claim, comparing, sole)
    if part.who is not None and part.who.name is None and not known:
        reports = [report for report in reports if report.type in telling(part.type)]
    void = outcomes_taken_back(reports) | unless(part, reports) | caught(reports)
    told = [
        of_person(part, report, claim, comparing, report.person == sole)
        for report in reports
        if report.id not in void
    ]
    return weighed(Asked(records, claim, part, comparing, sole), told)


def _sole(records: ClaimRecords, who: Who | None, people: set[str | None]) -> str | None:
    """Return whom alone a claim may mean, or who alone has all of the name in it; null: several may be."""
    if len(people) == 1 or who is None or who.name is None:
        return next(iter(people)) if len(people) == 1 else None
    words = _words(who.name)
    names = records.names_of(sorted(person for person in people if person is not None))
    whole = [person for person, name in names.items() if words <= _words(name)]
    return whole[0] if len(whole) == 1 and len(words) > _WHOLE_NAME else None


def _words(name: str) -> frozenset[str]:
    return frozenset(plain(name).replace("-", " ").split())


def _with_record(reports: Sequence[Report]) -> list[Report]:
    """Return reports that know what all articles lay to their people, whence they are, and how old."""
    laid: dict[str | None, set[str]] = {}
    homes: dict[str | None, frozenset[str]] = {}
    countries: dict[str | None, set[str]] = {}
    ages: dict[str | None, set[int]] = {}
    for report in reports:
        laid.setdefault(report.person, set()).update(category for category, _, _ in report.offenses)
        homes[report.person] = homes.get(report.person, frozenset()) | report.states
        if report.nationality is not None:
            countries.setdefault(report.person, set()).add(report.nationality)
        if report.age is not None:
            ages.setdefault(report.person, set()).add(report.age)
    sole = {person: next(iter(told)) for person, told in countries.items() if len(told) == 1}
    aged = {person: next(iter(told)) for person, told in ages.items() if len(told) == 1}
    return [
        replace(
            report,
            record=frozenset(laid[report.person]),
            nationality=report.nationality or sole.get(report.person),
            age=aged.get(report.person) if report.age is None else report.age,
            states=report.states or homes[report.person],
        )
        for report in reports
    ]


def _chosen(who: Who, claim: Claim, told: Sequence[Sequence[Finding]]) -> set[str | None]:
    """Return the linked people of whom some part of the claim is reported as it says."""
    return {
        finding.report.person
        for part, found in zip(claim.parts, told, strict=True)
        if part.who == who
        for finding in found
        if finding.side == FOR
    }


def _meant(
    records: ClaimRecords, claim: Claim, who: Who, comparing: Comparing, with_names: bool
) -> dict[str, frozenset[str]]:
    """Return the linked people whom a claim may mean, with the states that they are told of in."""
    if who.name is not None:
        known = _named(records.people_keyed(sorted(comparing.name_keys(who.name))), who.name, comparing)
        known += _by_family_name(records, who.name, comparing)
    else:
        words = ((claim.proper | claim.others) or claim.words) | who.words
        articles = records.articles_with(sought(claim, words), ARTICLES)
        known = [person for person in records.people_in(articles) if _described(who, person)]
    if not with_names:
        known = [person for person in known if person.role != "victim" and not person.minor]
    known = [person for person in known if who.person in (None, person.person)]
    if who.of is not None:  # whose father he is, he is not
        known = [item for item in known if not item.name or not comparing.shared_name(who.of, item.name)]
    fitting = [person for person in known if _fits(who, person)]
    if not fitting and who.name is not None and len({person.person for person in known}) == 1:
        fitting = known  # one of that name, who is said to be of another country

    rows = records.reports_on(sorted({person.person for person in fitting})) if claim.states else fitting

    def told_in(person: str) -> frozenset[str]:
        articles = sorted({row.article_id for row in rows if row.person == person})[:ARTICLES]
        return frozenset(
            state for article in articles for state in comparing.states(records.text_of(article))
        )

    meant: dict[str, frozenset[str]] = {}
    for person in rows:
        meant[person.person] = meant.get(person.person, frozenset()) | person.states
    meant = {
        person: states
        for person, states in meant.items()
        if not claim.states or not states or claim.states & states or claim.states & told_in(person)
    }
    if len(meant) < 2 or who.person is not None:
        return meant
    ages = {person: _ages(rows, person) for person in meant}
    apart = of_another_age(who, ages) | of_another_trade(of_trade(records, who, sorted(meant)), ages)
    meant = {person: states for person, states in meant.items() if person not in apart}
    there = naming(records, claim.proper, {person.article_id for person in fitting})
    told_there = {person.person for person in fitting if person.article_id in there}
    return {person: states for person, states in meant.items() if person in told_there or not told_there}


def _ages(rows: Sequence[KnownPerson], person: str) -> frozenset[int]:
    return frozenset(row.age for row in rows if row.person == person and row.age is not None)


def _named(known: Sequence[KnownPerson], name: str, comparing: Comparing) -> list[KnownPerson]:
    """Return the people whose name fits best: where Kevin is known, a claim on him is not on Kelvin."""
    bits: dict[str, float] = {}
    for person in known:
        shared = comparing.shared_name(name, person.name) if person.name else 0.0
        bits[person.person] = max(bits.get(person.person, 0.0), shared)
    least = max(table("names")["least"], max(bits.values(), default=0.0) - table("names")["slack"])
    return [person for person in known if bits[person.person] >= least]


def _by_family_name(records: ClaimRecords, name: str, comparing: Comparing) -> list[KnownPerson]:
    """Return people of whom an article tells by the family name, which has the whole name elsewhere."""
    family = name.split()[-1]
    if family == name:
        return []
    return [
        person
        for person in records.people_keyed(sorted(comparing.name_keys(family)))
        if person.name == family and plain(name) in plain(records.text_of(person.article_id))
    ]


def _of_one(
    told: Sequence[Finding], people: Mapping[str, frozenset[str]], fors: set[str | None]
) -> list[Finding]:
    """Return the findings, none against that may be about a namesake.

    Where something speaks for the claim, what speaks against it must be of that person, or of one told of in
    the same states; where nothing does, and people of several states have the name, more must agree than it.
    """

    def may_be_another(finding: Finding) -> bool:
        if finding.side != AGAINST or finding.report.person in fors:
            return False
        home = people.get(finding.report.person or "", frozenset())
        others = [people[person] for person in (fors or people) if person is not None and person in people]
        apart = [states for states in others if states and home and not states & home]
        return len(apart) == len(others) if fors else bool(apart) and not finding.agreeing

    return turned(told, may_be_another, "it may be about a namesake")


def _described(who: Who, person: KnownPerson) -> bool:
    """Tell whether a description fits: all that it gives must be reported."""
    ages = who.age is None or (person.age is not None and abs(who.age - person.age) <= table("ages")["off"])
    return ages and who.nationality in (None, person.nationality)


def _fits(who: Who, person: KnownPerson) -> bool:
    return who.nationality is None or person.nationality is None or who.nationality == person.nationality
