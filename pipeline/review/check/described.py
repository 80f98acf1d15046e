"""Finds whom a claim means by the words that it has for somebody unnamed: "the wrong-way driver".

in: whom a claim may mean, the articles on them    out: one of them, or nobody    writes: nothing

All the words must stand where articles tell of one person, and of nobody else who may be meant: in the
sentences that speak of him, else in their paragraphs, else in an article that tells of him alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache, partial
from itertools import combinations

from pipeline.review.check.claim import Claim, Who, plain
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.passages import BETWEEN_SENTENCES
from pipeline.review.check.rules import related, table
from pipeline.review.check.wording import ARTICLES, share, stems
from pipeline.store.claims import ClaimRecords, Report

_ANCHORS = 2
"""Values that must agree where a name may be a namesake's."""
_ENOUGH = 2
"""Words, or other things, by which somebody must be told."""
_NAMESAKE = re.compile(
    r"\bof (?:that|the same|his|her) name\b|\bnamesake\b|\bmist(?:ook|aken)\b|\btook (?:him|her|them) for\b"
    r"|\balso named\b",
    re.IGNORECASE,
)
"""In a sentence on somebody that tells of another of that name."""
_PARAGRAPHS = re.compile(r"\n")

type _Told = tuple[str, list[tuple[int, int]]]
"""The text of an article, and where it speaks of somebody."""


def by_description(
    records: ClaimRecords,
    who: Who,
    reports: Sequence[Report],
    are_alike: Callable[[str, str], bool],
) -> frozenset[str]:
    """Return the linked person whom a description fits and nobody else; empty: there is none.

    Several are returned where they may be one who was not known again: their names are alike.

    Args:
        records: the database.
        who: somebody without a name.
        reports: on all who may be meant.
        are_alike: tells whether two linked people may have one name.
    """
    if who.of is not None:
        return by_kin(records, who, who.of, sorted({report.person for report in reports if report.person}))
    wanted = stems(" ".join(who.words))
    given = len(wanted) + len(who.offenses) + (who.nationality is not None) + (who.age is not None)
    if not wanted or given < _ENOUGH:
        return frozenset()
    in_article = partial(_in_article, core=wanted & stems(who.mention))
    told = {
        person: list(_told_of(records, person))
        for person in sorted({report.person for report in reports if report.person})
        if all(_laid(person, reports) & _meant(category) for category in who.offenses)
    }
    for is_fitting in (_in_sentences, _in_paragraphs, in_article):
        fits = [person for person in told if is_fitting(told[person], wanted)]
        if fits and all(are_alike(one, other) for one, other in combinations(fits, 2)):
            return frozenset(fits)
        told = {person: told[person] for person in fits} or told
    return frozenset()


def by_kin(records: ClaimRecords, who: Who, of: str, people: Sequence[str]) -> frozenset[str]:
    """Return the linked person who is named as somebody's kin: "Roe's father, Lee Roe", "her father, Lee".

    Args:
        records: the database.
        who: somebody told by what he is to another.
        of: the other's name.
        people: who may be meant.
    """
    names = records.names_of(people)
    kin, family = "|".join(sorted(map(re.escape, who.words))), plain(of).split()[-1]
    owner = re.escape(family)

    def is_so(person: str) -> bool:
        first = re.escape(plain(names.get(person) or "").split(" ")[0])
        told = rf"\b(?:{owner}['’]s|his|her|their) (?:[\w-]+ )?(?:{kin}),? {first}\b"
        told += rf"|\b{first}\b[^.;]{{0,60}}\b(?:{kin}) of (?:[\w-]+ )*{owner}\b"
        texts = [plain(text) for text, _ in _told_of(records, person)]
        return bool(first) and any(family in text and re.search(told, text) for text in texts)

    return frozenset(person for person in people if is_so(person))


def of_trade(records: ClaimRecords, who: Who, people: Sequence[str]) -> frozenset[str]:
    """Return those of a name whom articles tell by the trade that a claim gives; empty: nobody is so told."""
    wanted = stems(" ".join(who.words))
    if not wanted:
        return frozenset()
    return frozenset(person for person in people if is_of_trade(list(_told_of(records, person)), wanted))


def of_own_trade(
    records: ClaimRecords, who: Who, people: Collection[str], told: Sequence[Finding]
) -> list[Finding]:
    """Return findings on namesakes whom nothing tells apart, for a claim only by articles with the trade.

    Or by one that agrees in two values, where nothing of the others is for it.
    """
    trade, backed = stems(" ".join(who.words)), {f.report.person for f in told if f.side == FOR}
    if not trade or of_trade(records, who, sorted(people)):
        return list(told)
    if len(people) == 1:
        return _without_trade(records, who, told)
    return turned(
        told,
        lambda finding: (
            finding.side == FOR
            and not (len(backed) == 1 and finding.agreeing >= _ANCHORS)
            and not trade <= stems(records.text_of(finding.report.article_id))
        ),
        "it may be about a namesake",
    )


def _without_trade(records: ClaimRecords, who: Who, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on the one of a name, those for a claim near if no article has the trade it gives.

    Words for one trade are many: a cop is an officer, and a coach a teacher.
    """
    wanted = {other for word in who.words for other in _alike(word)}
    texts = (records.text_of(article) for article in sorted({f.report.article_id for f in told})[:ARTICLES])
    if any(stems(word) <= stems(text) for text in texts for word in wanted):
        return list(told)
    reason = f"that it is a {' '.join(sorted(who.words))} is not reported"
    return turned(told, lambda f: f.side == FOR, reason)


def _alike(word: str) -> frozenset[str]:
    """Return the words by which reports may call who is called by a word, itself included."""
    return next((group for group in _trades() if word in group), frozenset({word}))


@cache
def _trades() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(item["words"]) for item in table("trade"))


def is_of_trade(told: Sequence[_Told], wanted: frozenset[str]) -> bool:
    """Tell whether sentences on somebody have a trade, those left out that tell it of a namesake."""
    lines = "\n".join(_around(it, BETWEEN_SENTENCES) for it in told).splitlines()
    own = (line for part in lines for line in BETWEEN_SENTENCES.split(part) if _NAMESAKE.search(line) is None)
    return wanted <= stems(" ".join(own))


def _in_sentences(told: Sequence[_Told], wanted: frozenset[str]) -> bool:
    """Tell whether the sentences on somebody, over all articles, have all that a claim tells of him."""
    return wanted <= stems(" ".join(_around(it, BETWEEN_SENTENCES) for it in told))


def _in_paragraphs(told: Sequence[_Told], wanted: frozenset[str]) -> bool:
    """Tell whether the paragraphs on somebody in one article have it."""
    return any(wanted <= stems(_around(it, _PARAGRAPHS)) for it in told)


def _in_article(told: Sequence[_Told], wanted: frozenset[str], core: frozenset[str]) -> bool:
    """Tell whether an article has it, and its sentences on somebody the words for who he is."""
    return any(core <= stems(_around(it, BETWEEN_SENTENCES)) and wanted <= stems(it[0]) for it in told)


def as_meant(records: ClaimRecords, who: Who, claim: Claim, told: Sequence[Finding]) -> list[Finding]:
    """Return findings about whom a description fits: none against where another may be meant.

    "A worker" may be any, and whoever is told by more names than an article has may be another.
    """
    there = {
        article: share(claim.proper, plain(records.text_of(article))) == 1 if claim.proper else True
        for article in {finding.report.article_id for finding in told}
    }
    any_one = who.mention.lower().startswith(("a ", "an ", "one ", "another "))
    return [
        Finding(finding.report, NEAR, "it may be about another", finding.values, finding.implied)
        if finding.side == AGAINST and (any_one or not any(there.values()))
        else finding
        for finding in told
    ]


def _meant(category: str) -> frozenset[str]:
    """Return the categories in which what somebody is told by may be charged: a stabbing as a murder."""
    violent = frozenset(table("violence")["categories"])
    return violent if category in violent else related(category)


def _laid(person: str, reports: Sequence[Report]) -> set[str]:
    """Return the categories of all offenses that articles lay to a person."""
    mine = [report for report in reports if report.person == person]
    return {category for report in mine for category, _, _ in report.offenses} | {
        category for report in mine for category in report.record
    }


def _told_of(records: ClaimRecords, person: str) -> Iterator[_Told]:
    """Yield the text of each article on a person, and where it speaks of him."""
    spans = records.told_at(person)
    for article in sorted(spans)[:ARTICLES]:
        yield records.body_of(article), spans[article]


def _around(told: _Told, bounds: re.Pattern[str]) -> str:
    """Return the sentences, or paragraphs, of a text that hold one of some places."""
    text, spans = told
    ends = [0, *(match.end() for match in bounds.finditer(text)), len(text)]
    return "\n".join(
        text[start:end]
        for start, end in zip(ends, ends[1:], strict=False)
        if any(first < end and start < last for first, last in spans)
    )
