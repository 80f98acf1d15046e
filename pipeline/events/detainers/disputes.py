"""Detainers that ICE says it lodged, and a custodian says never came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from pipeline.events.assertion.modality import Modality
from pipeline.events.detainers.references import flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar import nominals, syntax

_DISPUTED = frozenset({"detainer_issued", "detainer_declined"})
"""What a custodian disputes who says that no detainer came."""
_REACH, _SPEAKER = 900, 160
"""Characters between what is said and its denial; in front of a quote, in which its speaker is looked for."""
_OURS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_INSISTING = frozenset({"insist", "maintain", "claim", "contend"})


def disputed(reports: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Make alleged what ICE says it lodged and a custodian says never came; the denial is no event itself."""
    reports = [report for report in reports if not _is_undenied(report)]
    denials = [report for report in reports if _is_denial(report)]
    plainly = _denied_plainly(reports)
    kept: list[DetainerReport] = []
    for report in reports:
        others = [other for other in reports if other.people == report.people]
        if report in denials:
            if not any(_is_disputed_by(other, report) for other in others):
                kept.append(report)
        elif report in plainly or (
            report.modality.value == "actual"
            and any(_is_disputed_by(report, other) for other in others if other in denials)
        ):
            kept.append(replace(report, modality=Modality("alleged"), disputed=True))
        else:
            kept.append(report)
    return kept


def _denied_plainly(reports: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Return the reports that a custodian denies behind them in words that name no detainer."""
    told = [report for report in reports if report.event in _DISPUTED and report.modality.value == "actual"]
    found: list[DetainerReport] = []
    for sentence in told[0].noun.doc.sents if told else ():
        before = [item for item in told if 0 < sentence.start_char - item.end < _REACH]
        if before and _denies(sentence):
            last = max(before, key=lambda item: item.start)
            mine = [item for item in told if item.people == last.people]
            found += [item for item in mine if item in before or _is_said_behind(item, sentence.start_char)]
    return found


def _denies(sentence: Span) -> bool:
    """Say whether a sentence has a custodian deny what was said before it."""
    text = flat(sentence)
    if pattern("passage", "undenied", case=True).search(text):
        return False
    came = pattern("passage", "never_came", case=True).search(text)
    if came is None and pattern("passage", "contested", case=True).search(text) is None:
        return False
    if pattern("passage", "accuser_speaks", case=True).search(text):
        return False
    if pattern("passage", "custodian_speaks", case=True).search(text):
        return True
    start = max(sentence.start_char - _SPEAKER, 0)
    near = syntax.text_of(sentence.doc)[start : sentence.start_char]
    quoted = came is not None and _OURS.search(text) is not None
    return quoted and pattern("passage", "custodian_speaks", case=True).search(near) is not None


def _is_disputed_by(report: DetainerReport, denial: DetainerReport) -> bool:
    """Say whether a report is what a denial denies: told before it, or behind it as what somebody says.

    One that names its own jail may be another: "ICE says it lodged one with the Polk jail".
    """
    if report.event not in _DISPUTED or report.modality.value not in ("actual", "alleged"):
        return False
    return report.start < denial.start or _is_said_behind(report, denial.start)


def _is_said_behind(report: DetainerReport, start: int) -> bool:
    """Say whether a report behind a place is what somebody says, of a detainer with no jail of its own."""
    if report.start < start:
        return False
    says = nominals.lexicon().say | _INSISTING
    said = any(node.lemma_ in says for node in report.trigger.ancestors)
    return said and not pattern("passage", "lodged_with", case=True).search(flat(report.noun.sent))


def _is_denial(report: DetainerReport) -> bool:
    """Say whether a custodian says that no detainer came."""
    denied = report.event == "detainer_issued" and report.modality.value == "negated"
    return denied and pattern("passage", "denial", case=True).search(flat(report.noun.sent)) is not None


def _is_undenied(report: DetainerReport) -> bool:
    """Say whether it is what somebody does not say: "the sheriff does not say that no detainer came"."""
    negated = report.modality.value == "negated"
    return negated and pattern("passage", "undenied", case=True).search(flat(report.noun.sent)) is not None
