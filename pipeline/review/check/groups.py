"""Looks up what a claim about a group, a number or a place of custody may mean.

in: an open database, a part of a claim    out: `Finding`s    writes: nothing

What one person after another had happen to them tells of a group, too: of a jail that honors detainers, of
three men arrested on one day. It speaks for such a claim, and against one that it never happened.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Comparing, Part, plain
from pipeline.review.check.compare import AGREES, DISAGREES, state_of
from pipeline.review.check.corrections import without_taken_back
from pipeline.review.check.details import with_all_numbers
from pipeline.review.check.each import not_of_each
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.group_shares import not_by_them, not_of_all, of_the_whole, others_counted
from pipeline.review.check.group_sides import ALL, of_group
from pipeline.review.check.numbers import in_range, may_be_so_few
from pipeline.review.check.passages import BETWEEN_SENTENCES, sentence_of
from pipeline.review.check.rules import ranks_in, says_corrected, supporting_or_saying, table
from pipeline.review.check.sites import at_other_sites
from pipeline.review.check.surrenders import in_the_end
from pipeline.review.check.tallies import so_far, told_apart
from pipeline.review.check.two_places import than_elsewhere
from pipeline.review.check.wording import ARTICLES, share, sought
from pipeline.store.claims import ClaimRecords, Report

_NEAREST = 10
"""Articles whose events are looked for in others, which may not name the place."""
_ANSWERS = {"detainer_honored": "detainer_declined", "detainer_declined": "detainer_honored"}
"""What a custodian does with detainers -> what it does instead."""
_SITES = frozenset(
    ("plant", "plants", "factory", "facility", "site", "complex", "location", "operation")
    + ("sweep", "raid", "roundup", "crackdown")
)
"""Nouns that are put for one another, of a firm's that is named."""
_STILL = re.compile(r"\b(?:still|remain(?:s|ed)?)\b", re.IGNORECASE)
_POLICY = re.compile(
    r"\b(?:refuses|declines|ignores|rejects|will not|won[’']t|does not|doesn[’']t|do not|don[’']t)\b",
    re.IGNORECASE,
)
"""Words by which a place is said to answer so in general."""
_LETTERS = 5
"""By which words for one thing are known again: manager, managers."""
_MOST = 12
"""So many people at most are counted one by one."""


def about_group(records: ClaimRecords, claim: Claim, part: Part, comparing: Comparing) -> list[Finding]:
    """Return where each report stands that may be of a group which a claim is about."""
    articles = records.articles_with(sought(claim, claim.words | _number(claim, part)), ARTICLES)
    articles = list(dict.fromkeys([*articles, *records.beside(articles[:_NEAREST])]))
    types = sorted(supporting_or_saying(part.type))
    keys = [key for kind in types for key in comparing.group_keys(kind, claim.states, part.date)]
    found = [*records.groups_in(articles, types), *(records.groups_keyed(keys) if keys else ())]
    singles = records.singles_in(articles, types) if part.count is None or part.count <= _MOST else []
    told = _compared(records, claim, part, comparing, list({report.id: report for report in found}.values()))
    told = told_apart(claim, part, so_far(part, of_the_whole(records, claim, part, told)), comparing)
    if not (any(finding.side == FOR for finding in told) or part.custodian or claim.proper):
        told = [
            replace(finding, side=NEAR)
            if finding.side == AGAINST
            and not (claim.states and (part.negated or _of_all(finding, comparing)))
            else finding
            for finding in told
        ]
    told = [*told, *_one_by_one(records, claim, part, comparing, singles)]
    if part.type in _ANSWERS and part.count is not None and part.custodian and part.date:
        asked = records.groups_in(articles, ["detainer_issued"])
        told += _fewer_asked(part, _compared(records, claim, part, comparing, asked))
    if part.whole and part.type in _ANSWERS and not part.negated:
        others = records.groups_in(articles, [_ANSWERS[part.type]])
        others += records.groups_keyed(comparing.group_keys(_ANSWERS[part.type], claim.states, part.date))
        told += _not_all(_compared(records, claim, part, comparing, others))
        told = _of_fewer(records, told)
    told = not_by_them(part, not_of_all(records, part, told))
    if part.whole and part.type == "release" and not part.negated:
        stays = records.groups_in(articles, ["detention"])
        told += _some_left(_compared(records, claim, replace(part, type="detention"), comparing, stays))
    if part.whole and part.type == "detention" and not part.negated:
        freed = records.groups_in(articles, ["release"])
        told += _not_kept(_compared(records, claim, replace(part, type="release"), comparing, freed))
    if part.type == "detainer_declined" and _POLICY.search(claim.text) and part.custodian:
        others = records.groups_in(articles, ["detainer_honored"])
        told += _as_policy(part, told, _compared(records, claim, part, comparing, others))
    if part.negated and part.type in _ANSWERS and part.custodian:
        others = records.groups_in(articles, [_ANSWERS[part.type]])
        told += _all_of(_compared(records, claim, part, comparing, others))
    if part.than is not None:
        there = replace(part, custodian=part.than.place, than=None)
        told = than_elsewhere(part.than, told, about_group(records, claim, there, comparing), comparing)
    told = _of_that_rank(claim, in_the_end(claim, part, told, comparing))
    told += not_of_each(records, claim, part, comparing, articles)
    told += others_counted(records, claim, part, told, singles)
    return with_all_numbers(records, claim, without_taken_back(records, claim, part, told, articles))


def _not_all(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on detainers that were answered otherwise than all are said to have been."""
    return [
        replace(finding, side=AGAINST, reason=f"{finding.report.type} is reported: not so of all")
        for finding in told
        if finding.report.modality == "actual"
        and finding.judged("where") == AGREES
        and finding.judged("when") != DISAGREES
    ]


def _of_fewer(records: ClaimRecords, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on detainers that are said to have been answered all alike: against it one of fewer.

    "Received 61 detainers in 2024 and honored 54": so many of those that came then.
    """

    def is_of_fewer(report: Report) -> bool:
        asked = records.groups_in([report.article_id], ["detainer_issued"])
        return report.modality == "actual" and any(
            other.custodian == report.custodian
            and other.date == report.date
            and other.count is not None
            and report.count is not None
            and other.count > report.count
            for other in asked
        )

    return turned(
        told,
        lambda finding: (
            finding.side == NEAR
            and finding.judged("where") == AGREES
            and finding.judged("when") != DISAGREES
            and is_of_fewer(finding.report)
        ),
        "more detainers than these are reported to have come",
        AGAINST,
    )


def _as_policy(part: Part, told: Sequence[Finding], others: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings on detainers honored by a place that is said to refuse them, where none was refused."""
    if part.negated or part.count is not None or any(finding.side == FOR for finding in told):
        return
    for finding in others:
        if finding.report.modality == "actual" and finding.judged("where") == AGREES:
            reason = "detainers are reported to have been honored there"
            yield replace(finding, side=AGAINST, reason=reason, alone=True)


def _of_that_rank(claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """Return findings, those for a claim about managers or children near whose sentence tells of none."""
    ranks = {word[:_LETTERS] for word in ranks_in(claim.text)}
    return turned(
        told,
        lambda finding: (
            finding.side == FOR
            and not ranks <= {word[:_LETTERS] for word in re.findall(r"[a-z]+", _around(finding.report))}
        ),
        "whether it was so of these is not reported",
    )


def _around(report: Report) -> str:
    return plain(f"{report.quote} {sentence_of(report)}")


def _some_left(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a group of which all are said to have been let go, and some are held still."""
    return [
        replace(finding, side=AGAINST, reason="some are reported to be held still")
        for finding in told
        if finding.report.modality == "actual" and _STILL.search(finding.report.quote)
    ]


def _not_kept(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a group of which all are said to have been kept, and some were let go."""
    return [
        replace(finding, side=AGAINST, reason="some are reported to have been let go")
        for finding in told
        if finding.report.modality == "actual" and finding.judged("when") != DISAGREES
    ]


def _fewer_asked(part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on detainers of which a place got fewer then than it is said to have answered."""
    return [
        replace(finding, side=AGAINST, reason="no more detainers than these are reported to have come")
        for finding in told
        if finding.report.modality == "actual"
        and finding.report.type == "detainer_issued"
        and finding.report.qualifier != "at_least"
        and finding.report.count is not None
        and not may_be_so_few(part, finding.report.count)
        and finding.report.date == part.date
        and finding.judged("where") == AGREES
    ]


def _all_of(told: Sequence[Finding]) -> list[Finding]:
    """Return findings on a place that is said not to have answered so: it answered all otherwise."""
    return [
        replace(finding, side=FOR, reason=f"{finding.report.type} is reported of all")
        for finding in told
        if finding.report.modality == "actual"
        and ALL.search(finding.report.quote)
        and finding.judged("where") == AGREES
        and finding.judged("when") != DISAGREES
    ]


def _number(claim: Claim, part: Part) -> frozenset[str]:
    """Return the number of a claim that has no words of its own to be found by, as articles write it."""
    return frozenset() if part.count is None or claim.words else frozenset({f"{part.count:,}"})


def _one_by_one(
    records: ClaimRecords, claim: Claim, part: Part, comparing: Comparing, singles: Sequence[Report]
) -> Iterator[Finding]:
    """Yield where reports about one person each stand, taken for what a group or a place is said to do."""
    actual = [report for report in singles if report.modality == "actual"]
    if part.count is not None:
        together: defaultdict[tuple[str, str, str | None], list[Report]] = defaultdict(list)
        for report in actual:
            together[report.article_id, report.type, report.date].append(report)
        counts = {key: len({report.subject_id for report in told}) for key, told in together.items()}
        actual = [
            replace(report, count=counts[key])
            for key, told in together.items()
            if counts[key] > 1 and in_range(part.count, part.qualifier, counts[key])
            for report in told
        ]
    elif not (part.custodian or (part.negated and claim.proper)):
        return
    for finding in _compared(records, claim, part, comparing, actual):
        if finding.side == FOR or (finding.side == AGAINST and part.negated and not finding.disagreeing):
            yield finding


def _compared(
    records: ClaimRecords, claim: Claim, part: Part, comparing: Comparing, reports: Sequence[Report]
) -> list[Finding]:
    """Return where reports stand that are of the place or the matter of a claim."""
    reports = [_at_home(records, report, comparing) for report in reports]
    homes = _homes(reports, comparing)
    held = comparing.place_words(part.custodian) if part.custodian else frozenset()
    texts = {
        article: plain(records.text_of(article)) for article in {report.article_id for report in reports}
    }
    fitting = [
        report
        for report in reports
        if _same_place(claim, part, held, report, texts[report.article_id], comparing)
    ]
    elsewhere = at_other_sites(records, claim, reports) if claim.proper else set()
    fitting = [report for report in fitting if report.event not in elsewhere]
    named, there = {report.id for report in fitting}, {report.event for report in fitting}
    told = []
    every = Counter(report.event for report in reports)
    placed = Counter(report.event for report in fitting)
    for report in reports:
        own = homes.get(report.event, frozenset()) or report.states
        if report.custodian is None:
            own |= report.states
        corrects = says_corrected(report.quote) and bool(claim.states & comparing.states(report.quote))
        if claim.states and own and not claim.states & own and not corrects:
            continue
        far = bool(claim.states and report.states and not claim.states & report.states)
        if report.id in named or (report.event in there and not far):
            located = not claim.states or bool(own)
            found = of_group(part, report, claim, comparing, located)
            told.append(replace(found, fit=placed[report.event] / every[report.event]))
    return told


def _of_all(finding: Finding, comparing: Comparing) -> bool:
    """Tell whether a report counts for a whole state over the time that is claimed."""
    held = finding.report.custodian
    counted = finding.judged("how many") == DISAGREES and finding.judged("when") == AGREES
    return counted and not (held and comparing.place_words(held))


def _at_home(records: ClaimRecords, report: Report, comparing: Comparing) -> Report:
    """Return a report with the state that its sentence names in front of it, where its own words name none.

    "Polk County, Iowa, declined three and honored 140": of counties of one name the gazetteer knows one.
    """
    if report.custodian is None or comparing.states(f"{report.custodian} {report.quote}"):
        return report
    before, found, _ = records.body_of(report.article_id).partition(report.quote)
    sentence = BETWEEN_SENTENCES.split(before)[-1] if found else ""
    named = comparing.states(sentence) if report.custodian in sentence else frozenset()
    return replace(report, state=next(iter(named))) if len(named) == 1 else report


def _homes(reports: Sequence[Report], comparing: Comparing) -> dict[str, frozenset[str]]:
    """Return the state of each linked event, by what its reports say: their words, else the gazetteer."""
    homes: dict[str, frozenset[str]] = {}
    for report in reports:
        homes[report.event] = homes.get(report.event, frozenset()) | state_of(report, comparing)
    return homes


def _same_place(
    claim: Claim, part: Part, held: frozenset[str], report: Report, text: str, comparing: Comparing
) -> bool:
    """Tell whether a report is of the place that a claim names, or of what it describes."""
    if held:
        theirs = comparing.place_words(report.custodian) if report.custodian else frozenset()
        apart = claim.proper - held  # of a matter that is named the place may be another
        if (
            apart
            and part.count is not None
            and not part.type.startswith("detainer")
            and share(apart, text) == 1
        ):
            return True
        return bool(held & theirs) if theirs else share(held, text) == 1
    told = table("words")["share"]
    if claim.proper:
        places = claim.places - _SITES
        there = not places or share(places, text) >= told
        return there and share(claim.proper, text) == 1
    if not claim.words:  # a number alone tells the matter, if it is no small one
        return part.count is not None and part.count > _MOST and part.count == report.count
    return bool(share(claim.words, text) >= told)
