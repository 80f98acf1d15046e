"""What somebody was taken, charged or sentenced for, told as a deed: "arrested after he allegedly stabbed".

in: offenses laid sentence by sentence, the triggers' reports    out: offenses laid    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import text_of, with_conjuncts
from pipeline.events.offenses.deeds import is_done
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, TriggerReport
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_LEADING = frozenset({"after", "when", "because", "following", "for"})
"""Words between a trigger and the deed that led to it."""
_BELOW = frozenset({"advcl", "pcomp", "prep", "ccomp", "conj", "xcomp", "npadvmod"})
_CLAIMED = re.compile(
    r"\b(?:allegedly|suspected\sof|accused\sof|(?:police|officers|deputies|investigators|detectives|prosecutors|"
    r"officials|authorities|agents|they)\s(?:say|said|allege[sd]?|believe)\b)",
    re.IGNORECASE,
)
"""What makes a deed told of somebody arrested the ground of it: "Roe, who allegedly robbed a bank"."""
_LONG_AGO = re.compile(r"\b(?:once|previously|formerly|earlier|had)\b", re.IGNORECASE)
_NO_GROUND = frozenset({"gang", "obstruction", "traffic", "other"})
"""Categories of which a deed told beside an arrest is seldom what it was for."""
_VERDICTS = frozenset({"conviction", "sentence"})
_STATUS = STATUS_OF_EVENT | {"detention": "arrested"}
"""How far a deed got that led to an event: "she is in custody after she allegedly stabbed a man"."""


def on_grounds(laid: Sequence[Laid], doc: Doc, reports: Sequence[TriggerReport]) -> list[Laid]:
    """Give a deed the status of the arrest, charge or verdict that it led to.

    That is one in the same sentence which names no offense of the person: "charged after he allegedly robbed
    a bank", "arrested a woman who allegedly robbed a bank", "a man who killed his wife was sentenced". A deed
    of somebody arrested, told as a mere fact in a relative clause, may be of long ago and stays alleged; so
    does that of somebody whose charges the article names.
    """
    named = {id(item.owner) for item in laid if item.status in ("charged", "convicted") and not item.prior}
    grounded = {(id(item.owner), item.cue) for item in laid if item.status != "alleged"}
    told = any(item.status == "convicted" for item in laid)  # then a verdict's deed is what that was for
    open_to = [
        report
        for report in reports
        if report.modality == "actual"
        and report.event in _STATUS
        and report.event != "acquittal"
        and not (told and report.event in _VERDICTS)
        and not any((id(person), report.cue()) in grounded for person in report.people)
    ]
    open_to.sort(key=lambda report: report.event == "detention")  # last: "held on charges after he allegedly"
    return [item if id(item.owner) in named else _grounded(item, doc, open_to) for item in laid]


def _grounded(item: Laid, doc: Doc, reports: Sequence[TriggerReport]) -> Laid:
    if item.status != "alleged" or item.mention.value in _NO_GROUND or not isinstance(item.owner, Entity):
        return item
    verb = _deed(item.mention, doc)
    if verb is None:
        return item
    for report in reports:
        if item.owner in report.people and _led_to(verb, report, item.owner):
            return replace(item, status=_STATUS[report.event], cue=report.cue())
    return item


def _deed(mention: Mention, doc: Doc) -> Token | None:
    """Return the verb that tells the offense, or None where a noun names it."""
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or not (mention.detail.startswith("act") or is_done(span)):
        return None
    return span.root if span.root.pos_ == "VERB" else None


def _led_to(verb: Token, report: TriggerReport, owner: Entity) -> bool:
    trigger, path = report.token, [verb]
    if _goes_before(verb, trigger):
        return report.event == "arrest"
    while path[-1] != trigger and (path[-1].dep_ in _BELOW or _is_span(path[-1])):
        path.append(path[-1].head)
    if path[-1] == trigger or (trigger.pos_ == "NOUN" and path[-1] in trigger.ancestors):
        return trigger.i < verb.i and any(_is_led(node) for node in path[:-1])
    return (
        path[-1].dep_ == "relcl"
        and path[-1].head.sent == trigger.sent
        and _describes(verb, path[-1], report, owner)
    )


def _is_span(clause: Token) -> bool:
    """Say whether a clause hangs on the time since: "arrested a day after he shot"."""
    return clause.dep_ == "relcl" and clause.head.dep_ == "npadvmod"


def _goes_before(verb: Token, trigger: Token) -> bool:
    """Say whether a trigger is joined to the deed: "Roe punched a guard and was arrested"."""
    return trigger.dep_ == "conj" and trigger.head == verb and verb.i < trigger.i and verb.pos_ == "VERB"


def _is_led(node: Token) -> bool:
    """Say whether a clause begins with what leads to the trigger: "after he", "after police say he"."""
    marks = (
        child for child in node.children if child.dep_ in ("mark", "advmod", "prep") and child.i < node.i
    )
    return node.dep_ == "prep" and node.lower_ in _LEADING or any(mark.lower_ in _LEADING for mark in marks)


def _describes(verb: Token, clause: Token, report: TriggerReport, owner: Entity) -> bool:
    """Say whether a relative clause beside a trigger tells the deed of whom it is said."""
    row = {item.i for item in with_conjuncts(clause.head)}
    if not row & {reference.token for reference in owner.references}:
        return False
    words = text_of(verb.doc)[clause.left_edge.idx : verb.idx]
    if report.event in _VERDICTS:
        return not _LONG_AGO.search(words) and verb.tag_ == "VBD"
    return _CLAIMED.search(words) is not None
