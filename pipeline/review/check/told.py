"""Tells an answer: as a dict for JSON, as lines to read, as schema.org's ClaimReview.

in: a `Verdict`, a desk that hides names    out: plain dicts, lines    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.review.check.claim import UNREAD, Claim, Part
from pipeline.review.check.compare import AGREES, DISAGREES, Value
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.rules import opposed
from pipeline.review.check.verdict import CONTRADICTED, MIXED, SUPPORTED, Verdict
from pipeline.review.rows import Desk, who
from pipeline.review.same_words import also, same_words
from pipeline.review.tables import printable
from pipeline.store.claims import Report
from pipeline.store.queries import Hit
from pipeline.store.rows import row_id

_NEAREST = 3
"""Reports near a claim that are shown where nothing speaks for or against it."""
_RATINGS = {SUPPORTED: 5, MIXED: 3, CONTRADICTED: 1}
"""On a scale of 1 to 5; what is unknown is not rated."""
_SIGNS = {FOR: "+", AGAINST: "-", NEAR: "~"}
SAME = ("side", "event", "voice", "quote", "reason", "values")
"""What pieces of evidence agree in that are told once."""
_HIDDEN = {"where": "custodian", "agency": "agency"}
"""Values that are words of the article, and the field of the row that has them as they may be shown."""


def verdict_dict(desk: Desk, verdict: Verdict) -> dict[str, Any]:
    """Return an answer, ready for JSON; evidence is in order of weight, near reports last.

    Where the claim is contradicted, what speaks against it comes first.
    """
    evidence = [
        _evidence(desk, number, part.part, finding)
        for number, part in enumerate(verdict.parts, 1)
        for finding in _shown(part.findings)
    ]
    leading = AGAINST if verdict.verdict == CONTRADICTED else None
    return {
        "claim": verdict.claim.text,
        "verdict": verdict.verdict,
        "kind": verdict.claim.kind,
        "read_as": read_as(verdict.claim),
        "reason": verdict.reason,
        "sure": verdict.sure,
        "sources_for": max((part.sources_for for part in verdict.parts), default=0),
        "sources_against": max((part.sources_against for part in verdict.parts), default=0),
        "parts": [
            {
                "part": number,
                **_part(part.part),
                "verdict": part.verdict,
                "sure": part.sure,
                "sources_for": part.sources_for,
                "sources_against": part.sources_against,
            }
            for number, part in enumerate(verdict.parts, 1)
        ],
        "evidence": sorted(evidence, key=lambda item: (item["side"] == NEAR, item["side"] != leading)),
    }


def read_as(claim: Claim) -> str:
    """Return what a claim was read as, part by part; empty: it was not understood."""
    parts = [
        f"{'no ' * part.negated}{part.type}{f' ({told})' if (told := ', '.join(_said(part))) else ''}"
        for part in claim.parts
    ]
    read = "; ".join([*parts, *(f"not understood: {word}" for word in claim.unread)])
    return f"not so: {read}" if claim.denied and read else read


def _said(part: Part) -> list[str]:
    who = None if part.who is None else part.who.name or part.who.mention
    count = None if part.count is None else f"{(part.qualifier or '').replace('_', ' ')} {part.count}".strip()
    offense = None if part.offense is None else part.offense[part.offense[0] == UNREAD]
    return [value for value in (who, count, offense, part.custodian, part.agency, part.date) if value]


def _shown(findings: tuple[Finding, ...]) -> list[Finding]:
    decisive = [finding for finding in findings if finding.side != NEAR]
    return decisive or list(findings[:_NEAREST])


def _part(part: Part) -> dict[str, Any]:
    return {
        "type": part.type,
        "negated": part.negated,
        "who": None if part.who is None else part.who.name or part.who.mention,
        "count": part.count,
        "count_qualifier": part.qualifier,
        "date": part.date,
        "custodian": part.custodian,
        "agency": part.agency,
        "offense": None if part.offense is None else part.offense[0],
    }


def _evidence(desk: Desk, number: int, part: Part, finding: Finding) -> dict[str, Any]:
    report = finding.report
    row = _row(desk, report)
    values = [_who(part, row), _what(part, finding), *finding.values]
    names = (
        "article_id",
        "title",
        "source",
        "published",
        "url",
        "type",
        "modality",
        "date",
        "speaker",
        "quote",
    )
    return {
        "side": finding.side,
        "part": number,
        "reason": finding.reason,
        "id": report.id,
        "event": report.event,
        "voice": report.voice,
        **{name: row[name] for name in names},
        "values": {
            value.field: {
                "claimed": value.claimed,
                "reported": row[_HIDDEN[value.field]] if value.field in _HIDDEN else value.reported,
                "judged": value.judged,
            }
            for value in values
        },
    }


def _row(desk: Desk, report: Report) -> dict[str, Any]:
    """Return the row of a report as it may be shown; one of `offenses` as an event's."""
    kind, number = report.id[len(row_id(report.article_id, "")) :][0], report.id.rpartition(":")[2][1:]
    if kind == "e":
        return next(desk.events([Hit("events", report.id, report.article_id)]))
    article, extraction = desk.load(report.article_id)
    offense = extraction.offenses[int(number) - 1]
    return {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "type": report.type,
        "modality": report.modality,
        "date": None,
        "speaker": None,
        "quote": offense.quote.value,
        "custodian": None,
        "agency": None,
        "who": who(extraction, offense.subject),
    }


def _who(part: Part, row: dict[str, Any]) -> Value:
    claimed = "a group" if part.who is None else part.who.name or part.who.mention
    return Value("who", claimed, row["who"], AGREES)


def _what(part: Part, finding: Finding) -> Value:
    report = finding.report
    claimed = f"not {part.type}" if part.negated else part.type
    reported = f"not {report.type}" if report.modality == "negated" else report.type
    against = report.type in {pair.report for pair in opposed(part.type)}
    turned = report.type == part.type and part.negated != (report.modality == "negated")
    same = finding.side == FOR or (report.type == part.type and not turned)
    return Value(
        "what", claimed, reported, AGREES if same else DISAGREES if against or turned else "not reported"
    )


def lines(told: dict[str, Any]) -> Iterator[str]:
    """Yield an answer, as `verdict_dict` returns it, in lines to read."""
    sure = "" if told["sure"] is None else f"  (sure: {told['sure']:.2f})"
    yield f"{told['verdict'].upper()}{sure}  {printable(told['claim'])}"
    if told["read_as"]:
        yield f"  read as: {printable(told['read_as'])}"
    yield f"  {told['reason']}"
    for part in told["parts"]:
        if len(told["parts"]) > 1:
            about = ", ".join(
                str(part[name]) for name in ("who", "offense", "custodian", "date") if part[name]
            )
            what = f"{'not ' * part['negated']}{part['type']}"
            yield f"  {part['part']}. {what} ({printable(about)}): {part['verdict']}"
        evidence = [item for item in told["evidence"] if item["part"] == part["part"]]
        for copies in same_words(evidence, SAME):
            yield from _evidence_lines(copies[0], len(copies) - 1)
    yield ""


def _evidence_lines(item: dict[str, Any], copies: int) -> Iterator[str]:
    where = ", ".join(str(item[name]) for name in ("source", "published", "article_id") if item[name])
    quote = printable(item["quote"])
    yield f"  {_SIGNS[item['side']]} “{quote}”  {printable(where)}{also(copies)}"
    judged = []
    for field, value in item["values"].items():
        beside = f" ({value['claimed']} / {value['reported']})" if value["judged"] == DISAGREES else ""
        judged.append(f"{field}: {value['judged']}{beside}")
    yield f"      {printable('; '.join(judged))}"
    yield f"      {item['reason']}"


def claim_review(told: dict[str, Any]) -> dict[str, Any]:
    """Return an answer, as `verdict_dict` returns it, as schema.org's ClaimReview.

    Whoever publishes it adds `author`, `url` and `datePublished`, which are theirs.
    """
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": told["verdict"].capitalize()}
    if told["verdict"] in _RATINGS:
        rating |= {"ratingValue": _RATINGS[told["verdict"]], "bestRating": 5, "worstRating": 1}
    rating["ratingExplanation"] = told["reason"]
    cited = {item["article_id"]: item for item in told["evidence"] if item["side"] != NEAR}
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "claimReviewed": told["claim"],
        "itemReviewed": {"@type": "Claim", "text": told["claim"]},
        "reviewRating": rating,
        "citation": [_citation(item) for item in cited.values()],
    }


def _citation(item: dict[str, Any]) -> dict[str, Any]:
    found = {
        "@type": "NewsArticle",
        "headline": item["title"],
        "url": item["url"],
        "datePublished": item["published"],
        "publisher": {"@type": "Organization", "name": item["source"]} if item["source"] else None,
        "text": item["quote"],
    }
    return {name: value for name, value in found.items() if value is not None}
