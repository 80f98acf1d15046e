"""Compares who a claim says has said something with who says it in the reports: "the sheriff says that".

in: a claim, findings on its person    out: findings    writes: nothing

What ICE says is no evidence of what the sheriff says, for it or against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.check.claim import Claim, Part
from pipeline.review.check.finding import AGAINST, FOR, NEAR, Finding
from pipeline.review.check.passages import sentence_around
from pipeline.review.check.sides import DISPUTABLE
from pipeline.store.claims import ClaimRecords

_SAYS = (
    r"(?:says?|said|claims?|claimed|maintains?|maintained|insists?|insisted|denies|denied|deny|contends?"
    r"|contended|admits?|admitted|acknowledges?|acknowledged|concedes?|conceded)"
)
_LOCAL = r"(?:sheriff|jail|county|warden|superintendent|jailers?|deputies)"
_FEDERAL = (
    r"(?:ICE|ERO|DHS|immigration (?:officials|agents|authorities|officers)|federal (?:officials|agents))"
)
_CLAIMED = {
    "local": re.compile(
        rf"^(?:The |A |An )?(?:[\w.’'-]+ ){{0,4}}?(?i:{_LOCAL})(?:[’']s office| officials?)?"
        rf"(?: [A-Z]\w+)*(?:, [A-Z][\w. ]+,)? {_SAYS}\b"
    ),
    "federal": re.compile(rf"^(?:The )?{_FEDERAL} (?:officials? )?{_SAYS}\b"),
}
"""Whose words a claim tells, by how it begins; a claim of whoever it is that says so."""
_LOCAL_SAYS = re.compile(
    rf"\b{_LOCAL}(?:[’']s office)?\b[^.;]{{0,40}}?\b{_SAYS}\b|\b{_SAYS}\b[^.;]{{0,20}}\b{_LOCAL}\b"
    rf"|\baccording to [^.;]{{0,40}}\b{_LOCAL}\b",
    re.IGNORECASE,
)
_FEDERAL_SAYS = re.compile(
    rf"\b{_FEDERAL}\b[^.;]{{0,20}}?\b{_SAYS}\b|\b{_SAYS}\b[^.;]{{0,20}}\b{_FEDERAL}\b"
    rf"|\baccording to (?:the )?{_FEDERAL}\b"
)
_LOCAL_SOURCE = re.compile(rf"\b{_LOCAL}\b", re.IGNORECASE)
_FEDERAL_SOURCE = re.compile(r"\b(?:ICE|ERO|DHS|Immigration and Customs|Homeland Security)\b")


def as_said(records: ClaimRecords, claim: Claim, part: Part, told: Sequence[Finding]) -> list[Finding]:
    """Return findings on what somebody is said to say: by those words alone, where any report tells them."""
    speaker = next((name for name, words in _CLAIMED.items() if words.match(claim.text)), None)
    if speaker is None or part.type not in DISPUTABLE:
        return list(told)
    said = {f.report.id: _speakers(records, f) for f in told if f.side != NEAR}
    own = {number for number, names in said.items() if speaker in names}

    def judged(finding: Finding) -> Finding:
        names = said.get(finding.report.id)
        if names is None:
            return finding
        if finding.report.id not in own:
            others = bool(own or names) or finding.side == AGAINST
            return replace(finding, side=NEAR, reason="others say so") if others else finding
        if finding.report.modality == "alleged" and speaker == "local":
            return replace(finding, side=NEAR, reason="others say so")  # it denies what ICE alleges
        if finding.report.modality == "alleged":
            side = AGAINST if part.negated else FOR
            return replace(finding, side=side, reason="it is reported that they say so", alone=False)
        return finding

    found = [judged(finding) for finding in told]
    if own:  # what is in dispute is reported as theirs
        found = [
            replace(f, report=replace(f.report, modality="actual"))
            if f.report.id in own and f.side == FOR and f.report.modality == "alleged"
            else f
            for f in found
        ]
    return found


def _speakers(records: ClaimRecords, finding: Finding) -> frozenset[str]:
    """Return whose words a report is, by its sentence, else by who published it; none: nobody's."""
    report = finding.report
    sentence = sentence_around(records.body_of(report.article_id), report.quote)
    told = {
        name for name, words in (("local", _LOCAL_SAYS), ("federal", _FEDERAL_SAYS)) if words.search(sentence)
    }
    source = report.source or ""
    by_source = {
        name
        for name, words in (("local", _LOCAL_SOURCE), ("federal", _FEDERAL_SOURCE))
        if words.search(source)
    }
    return frozenset(told or by_source)
