"""Detainers that ICE says it lodged, and a custodian says never came."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.tokens import Span, Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.detainers.references import flat
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar import nominals, syntax
from pipeline.word_lists import table

PATH = Path(__file__).with_name("disputes.toml")
_DISPUTED = frozenset({"detainer_issued", "detainer_declined"})
"""What a custodian disputes who says that no detainer came."""
_REACH, _SPEAKER = 900, 160
"""Characters between what is said and its denial; in front of a quote, in which its speaker is looked for."""
_OURS = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b")
_PARTED = re.compile(
    r";\s|,\s(?:but|though|although|while|yet|and)\s|\s[–—]\s|\s(?:but|though|although|while)\s"
)
"""Between what is told and what somebody says to it in the same sentence."""
_SAYS = re.compile(
    r"\b(?:sa(?:y|ys|id)|insist|maintain|claim|contend|disput|den(?:y|ies|ied)|call|reject|told)\w*\b"
)
_INSISTING = frozenset({"insist", "maintain", "claim", "contend"})


def disputed(reports: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Make alleged what ICE says it lodged and a custodian says never came; the denial is no event itself."""
    reports = [report for report in reports if not _is_undenied(report)]
    denials = [report for report in reports if _is_denial(report)]
    against = _told_against_each_other(reports)
    plainly = _denied_plainly(reports)
    kept: list[DetainerReport] = []
    for report in reports:
        others = [other for other in reports if other.people == report.people]
        if report in denials:
            if not any(_is_disputed_by(other, report) for other in others):
                kept.append(report)
        elif report in against:
            kept.append(replace(report, modality=Modality("alleged")))
        elif report in plainly or (
            report.modality.value == "actual"
            and any(_is_disputed_by(report, other) for other in others if other in denials)
        ):
            kept.append(replace(report, modality=Modality("alleged"), disputed=True))
        else:
            kept.append(report)
    return kept


def _told_against_each_other(reports: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Return what one says of a detainer and another the contrary: ignored it was, and honored."""
    found: list[DetainerReport] = []
    for ignored in reports:
        teller = _teller(ignored) if ignored.event == "detainer_declined" else None
        for honored in reports if teller is not None else ():
            other = _teller(honored) if honored.event == "detainer_honored" else None
            near = abs(honored.start - ignored.start) < _REACH and honored.people == ignored.people
            if near and teller is not None and other is not None and other.lemma_ != teller.lemma_:
                found += [ignored, honored]
    return [report for report in found if report.modality.value == "actual"]


def _teller(report: DetainerReport) -> Token | None:
    """Return who says what is told of a detainer; None where the story itself does."""
    subjects = (syntax.subject(node) for node in report.trigger.ancestors)
    return next((noun for noun in subjects if noun is not None and nominals.speaks(noun)), None)


@cache
def _expression(name: str) -> re.Pattern[str]:
    """Return a list of alternatives of `disputes.toml` as one expression."""
    words = table(PATH)
    joined = "|".join(words[name]).replace("{paper}", words["paper"]).replace("{jail}", words["jail"])
    return re.compile(joined)


def _said(name: str, text: str) -> re.Match[str] | None:
    """Return where words of a list of `disputes.toml` stand in a text."""
    return _expression(name).search(text)


def _denied_plainly(reports: Sequence[DetainerReport]) -> list[DetainerReport]:
    """Return the reports that a custodian denies behind them in words that name no detainer."""
    told = [report for report in reports if report.event in _DISPUTED and report.modality.value == "actual"]
    found = [item for item in told if _is_denied_beside(item)]
    found += [item for item in told for other in found if item.people == other.people and item not in found]
    for sentence in told[0].noun.doc.sents if told else ():
        before = [item for item in told if 0 < sentence.start_char - item.end < _REACH]
        if before and _denies(sentence):
            last = max(before, key=lambda item: item.start)
            mine = [item for item in told if item.people == last.people]
            found += [item for item in mine if item in before or _is_said_behind(item, sentence.start_char)]
    return found


def _is_denied_beside(report: DetainerReport) -> bool:
    """Say whether a custodian denies it in the clause behind: "ICE says so; the jail says that none came".

    What the story tells as a fact, and only says that the jail denies, is denied all the same.
    """
    sentence = report.noun.sent
    behind = flat(sentence)[report.end - sentence.start_char :]
    parted = _PARTED.search(behind)
    clause = behind[parted.end() :] if parted else ""
    if not clause or _said("undenied", clause) or _said("accuser_speaks", clause):
        return False
    denied = _said("never_came", clause) or _said("never_came_it", clause) or _said("contested", clause)
    return (
        denied is not None
        and _said("custodian_speaks", clause) is not None
        and _SAYS.search(clause) is not None
    )


def _denies(sentence: Span) -> bool:
    """Say whether a sentence has a custodian deny what was said before it."""
    text = flat(sentence)
    if _said("undenied", text):
        return False
    asked = _said("never_asked", text)
    came = asked or _said("never_came", text)
    if came is None and _said("contested", text) is None:
        return False
    if asked is None and _said("accuser_speaks", text):
        return False
    if _said("custodian_speaks", text):
        return True
    start = max(sentence.start_char - _SPEAKER, 0)
    near = syntax.text_of(sentence.doc)[start : sentence.start_char]
    quoted = came is not None and _OURS.search(text) is not None
    return quoted and _said("custodian_speaks", near) is not None


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
    return said and not _said("lodged_with", flat(report.noun.sent))


def _is_denial(report: DetainerReport) -> bool:
    """Say whether a custodian says that no detainer came."""
    sentence = report.noun.sent
    if report.event != "detainer_issued" or report.modality.value != "negated":
        return False
    says = any(token.lemma_ in nominals.lexicon().say for token in sentence)
    spoken = says and _said("custodian_speaks", flat(sentence)) is not None
    spoken = spoken and _said("another_time", flat(sentence)) is None
    return spoken or _said("denial", flat(sentence)) is not None


def _is_undenied(report: DetainerReport) -> bool:
    """Say whether it is what somebody does not say: "the sheriff does not say that no detainer came"."""
    negated = report.modality.value == "negated"
    return negated and _said("undenied", flat(report.noun.sent)) is not None
