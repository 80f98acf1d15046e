"""Compares what a claim says that no column holds, and articles may: that ICE was told, that he pleaded.

in: a part of a claim, findings on its person    out: findings    writes: nothing

It is looked for in the sentences of the articles on that person (`said_beside.toml`), those left out that
name another of an article's people alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipeline.review.check.claim import Claim, Part, plain
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding, turned
from pipeline.review.check.passages import BETWEEN_SENTENCES
from pipeline.store.claims import ClaimRecords
from pipeline.word_lists import table

PATH = Path(__file__).with_name("said_beside.toml")
_ICE = (
    r"(?:the |federal )?(?:\bICE\b|Immigration and Customs Enforcement|\b[Ii]mmigration (?:officials|agents|"
    r"authorities|officers)|\b[Ff]ederal (?:agents|officials|authorities|officers|immigration \w+)|"
    r"\bagency\b|\bERO\b|\bDHS\b|\bHomeland Security\b)"
)
_DISPUTED = re.compile(r"\b(?:disput|den(?:y|ie)|refut|reject|contest)\w*", re.IGNORECASE)
_GRAND_JURY = re.compile(r"\bgrand jury\b", re.IGNORECASE)
_OF_RELEASES = ("release", "detainer_declined", "detainer_issued", "detainer_honored", "transfer")
"""Reports beside which notice is told, those that show it best first."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One thing that articles may say."""

    given: re.Pattern[str]
    denied: re.Pattern[str]


@cache
def _all() -> dict[str, _Told]:
    items = table(PATH)["told"]

    def compiled(words: str) -> re.Pattern[str]:
        return re.compile(words.replace("{ice}", _ICE))

    return {item["name"]: _Told(compiled(item["given"]), compiled(item["denied"])) for item in items}


def is_told(name: str, sentences: Iterable[str]) -> frozenset[bool]:
    """Return whether sentences say something, and whether they deny it: both, one, or neither.

    Who disputes that it was not so says that it was.
    """
    told = _all()[name]
    found: set[bool] = set()
    for sentence in sentences:
        if told.denied.search(sentence):
            found |= {True} if _DISPUTED.search(sentence) else {False}
        if told.given.search(told.denied.sub(" ", sentence)):
            found.add(True)
    return frozenset(found)


def as_notified(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on whether ICE was told of a release, where articles say so, or that it was not.

    Where none does, a release in spite of a detainer is what it was, and speaks for no notice given.
    """
    if not part.notice:
        return list(told)
    said = {
        article: is_told("notice", sentences_on(records, article, told))
        for article in sorted({finding.report.article_id for finding in told})
    }
    if not any(said.values()):
        reason = "whether ICE was told is not reported"
        return turned(told, lambda _: part.negated, reason)
    found: list[Finding] = []
    for article in said:
        mine = sorted(
            (f for f in told if f.report.article_id == article),
            key=lambda f: (*_OF_RELEASES, f.report.type).index(f.report.type),
        )
        for number, finding in enumerate(mine):
            sides = sorted(said[article]) if number == 0 else []
            found += [_of_notice(part, finding, given) for given in sides] or [
                replace(finding, side=NEAR, reason="it tells not whether ICE was told")
            ]
    return found


def _of_notice(part: Part, finding: Finding, given: bool) -> Finding:
    """Return a report as one by which ICE was told, or was not; a claim that it was is a negated part."""
    reason = "ICE is reported to have been told" if given else "ICE is reported not to have been told"
    side = FOR if given == part.negated else AGAINST
    return replace(finding, side=side, reason=reason, alone=False, implied=True)


def in_due_form(records: ClaimRecords, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an end in due form: against it what says that it is not in due form yet."""
    if not part.formal:
        return list(told)
    side, reason = FOR if part.negated else AGAINST, "that it is so in due form is reported to be pending"
    return turned(
        told,
        lambda finding: (
            finding.report.type in ("acquittal", "release", "conviction")
            and True in is_told("pending", sentences_on(records, finding.report.article_id, told))
        ),
        reason,
        side,
    )


def by_grand_jury(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on an indictment by a grand jury: against it where one is reported to have refused."""
    if part.type != "charge" or not _GRAND_JURY.search(claim.text):
        return list(told)
    if part.negated:
        return _not_indicted(records, told)

    articles = sorted({finding.report.article_id for finding in told if finding.side == FOR})
    said = {item: is_told("indictment", sentences_on(records, item, told)) for item in articles}
    refused = {item for item in articles if said[item] == {False}}
    if not refused:
        return list(told)

    def judged(finding: Finding) -> Finding:
        article = finding.report.article_id
        if finding.side != FOR or True in said[article]:
            return finding
        reason = "a grand jury is reported to have refused"
        return replace(finding, side=AGAINST if article in refused else NEAR, reason=reason, alone=True)

    return [judged(finding) for finding in told]


def _not_indicted(records: ClaimRecords, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on somebody whom a grand jury is said not to have indicted: charged he may be."""
    articles = sorted({finding.report.article_id for finding in told})
    said = {item: is_told("indictment", sentences_on(records, item, told)) for item in articles}

    def side(finding: Finding) -> str:
        here = said[finding.report.article_id]
        refused = finding.report.type in ("charge", "acquittal") and here == {False}
        return FOR if refused else finding.side if True in here else NEAR

    reason = "a grand jury is reported to have refused"
    return [replace(f, side=side(f), reason=reason if side(f) == FOR else f.reason) for f in told]


def where_told(name: str, sentences: Iterable[str]) -> Iterator[str]:
    """Yield the words by which sentences say something, less what denies it."""
    told = _all()[name]
    for sentence in sentences:
        for match in told.given.finditer(told.denied.sub(" ", sentence)):
            yield match[0]


def sentences_on(records: ClaimRecords, article: str, told: Sequence[Finding]) -> Iterator[str]:
    """Yield the sentences of an article, less those that name another of its people and not the one meant."""
    people = {finding.report.person for finding in told}
    known = records.people_in([article])
    mine = {_last(person.name) for person in known if person.name and person.person in people}
    others = {_last(person.name) for person in known if person.name} - mine
    for sentence in BETWEEN_SENTENCES.split(records.body_of(article)):
        words = plain(sentence)
        if any(name in words for name in mine) or not any(name in words for name in others):
            yield sentence


def _last(name: str) -> str:
    return plain(name).split()[-1]
