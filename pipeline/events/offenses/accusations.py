"""Takes what somebody is accused of as far as police, court or prosecutors have got with just that.

"Prosecutors cleared a man accused of rape", "a man accused of rape has been indicted": of just that.

in: offenses laid sentence by sentence    out: offenses laid    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from pipeline.events.grammar.syntax import children
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, TriggerReport

_AT_COURT = frozenset({"acquittal", "conviction", "charge"})
_OF_WHAT = frozenset({"of", "to", "on", "with", "for", "in"})
"""Behind a verb of a court: what it is about is said there."""


def settled(laid: Sequence[Laid], reports: Sequence[TriggerReport]) -> list[Laid]:
    """Give an accusation the status that its sentence tells of whom it describes, and of nothing else."""
    result = list(laid)
    for report in reports:
        token = report.token
        if report.event not in _AT_COURT or report.modality != "actual" or token.pos_ != "VERB":
            continue
        if any(child.lower_ in _OF_WHAT and child.i > token.i for child in children(token, "prep")):
            continue
        here = range(token.sent.start_char, token.sent.end_char)
        own = [item for item in result if item.owner in report.people and item.mention.start in here]
        if any(item.status != "alleged" for item in own):
            continue
        if report.event == "conviction" and len({item.mention.start for item in own}) > 1:
            continue  # "convicted a man accused of arson of trespassing"
        result = [
            replace(item, status=STATUS_OF_EVENT[report.event], cue=report.cue())
            if item in own and _describes(item, token)
            else item
            for item in result
        ]
    return result


def _describes(item: Laid, verb: Token) -> bool:
    """Say whether an accusation hangs as a participle on a noun below a verb, or on its subject."""
    span = verb.doc.char_span(item.mention.start, item.mention.end, alignment_mode="expand")
    if span is None:
        return False
    accused = (node for node in span.root.ancestors if node.lemma_ == "accuse" and node.dep_ == "acl")
    clause = next(accused, None)
    return clause is not None and clause.tag_ == "VBN" and verb in clause.ancestors
