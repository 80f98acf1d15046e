"""Convictions that a court undid, told again elsewhere in the article as they were.

"A judge vacated the rape conviction of Al Roe. Roe was found guilty of rape in 1999."

in: offenses laid, with what was overturned already cleared    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span

from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.cleared import overturned
from pipeline.events.offenses.laid import Laid, TriggerReport

_UNDOING = frozenset(
    {"overturn", "vacate", "reverse", "quash", "annul", "nullify", "invalidate", "void", "throw", "toss"}
    | {"set", "strike", "undo", "erase"}
)
_CONVICTION = re.compile(r"\b(?:convictions?|verdicts?)\b", re.IGNORECASE)
_ANOTHER_TRIAL = re.compile(
    r"\b(?:again|re-?tri(?:al|ed)|re-?convicted|(?:second|third|new|other|later)\strial|second\stime|"
    r"separate|another|different|unrelated|lesser|reduced|other)\b",
    re.IGNORECASE,
)
"""In a sentence that tells of a conviction: it is not the one that was undone."""
_DRUG_CASE = re.compile(r"\bdrugs?\s(?:convictions?|charges?|case)\b", re.IGNORECASE)
"""Says of no drug offense which it is."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def undone(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Clear what somebody "was convicted of" where an article tells that this conviction was overturned.

    A conviction of the same kind at another trial, of another case or of a later year stays.
    """
    undoing = [report for report in reports if _is_of_conviction(report)]
    by = {item.cue for item in laid if item.status == "cleared"}
    # whose conviction a headline tells is known only once the unnamed have their names
    result = overturned(laid, [report for report in undoing if report.cue() not in by])
    for report in undoing:
        for person in report.people:
            again = _told_again([item for item in result if item.owner is person], report)
            result = [
                replace(item, status="cleared", cue=report.cue()) if item in again else item
                for item in result
            ]
    return result


def _told_again(theirs: Sequence[Laid], report: TriggerReport) -> list[Laid]:
    """Return which of somebody's offenses are convicted by the verdict that is undone, told elsewhere."""
    here, text = report.token.sent, text_of(report.token.doc)
    own = [item for item in theirs if _sentence(item, report) == here]
    gone = {
        item.mention.value
        for item in theirs
        if item.status == "cleared" and (item in own or item.cue == report.cue())
    }
    if any(_DRUG_CASE.search(text, item.mention.start, item.mention.end) for item in own):
        gone.add("drug_trafficking")
    gone -= {item.mention.value for item in own if item.status == "convicted"}
    again = [
        item
        for item in theirs
        if item.status == "convicted"
        and item.mention.value in gone
        and _is_of_that_trial(_sentence(item, report), here)
    ]
    verdicts = {item.cue for item in again if item.cue is not None}
    deeds = (item for item in theirs if _is_deed(item) and item.cue in verdicts)
    return again + [item for item in deeds if item not in again]


def _is_deed(item: Laid) -> bool:
    """Say whether it is told as what was done: "convicted of setting a fire that killed two people"."""
    return item.status == "convicted" and item.mention.detail.startswith("act")


def _is_of_conviction(report: TriggerReport) -> bool:
    undoing = report.token.lemma_.lower() in _UNDOING
    words = report.token.sent.text
    return (
        undoing
        and report.event == "acquittal"
        and report.modality == "actual"
        and bool(_CONVICTION.search(words))
    )


def _sentence(item: Laid, report: TriggerReport) -> Span | None:
    span = report.token.doc.char_span(item.mention.start, item.mention.end, alignment_mode="expand")
    return None if span is None else span[0].sent


def _is_of_that_trial(told: Span | None, undoing: Span) -> bool:
    if told is None or told == undoing or _ANOTHER_TRIAL.search(told.text):
        return False
    years = _YEAR.findall(undoing.text)
    return not years or all(year <= max(years) for year in _YEAR.findall(told.text))
