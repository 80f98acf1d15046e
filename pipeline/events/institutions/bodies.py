"""Bodies that act and that no list of agencies knows: "the GIT team", "US forces", "a military panel".

in: who does a deed, by the parse, and the type of the deed    out: a mention    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.event_types import AT_COURT
from pipeline.events.institutions.words import words
from pipeline.schema import Mention

_CONFIDENCE = 0.6
_PARTS = ("compound", "amod", "nmod", "poss", "nummod", "case", "punct", "cc", "conj")
"""Dependencies of what stands in front of a noun and tells it from others."""

_TELL_NOTHING = frozenset({"same", "other", "new", "special", "task", "joint"})
"""In front of a noun: what tells no body from others, "the same panel", "a task force"."""


def acting_body(actor: Token | None, event: str) -> Mention | None:
    """Return the noun phrase of who does a deed, where its noun is of those who do such deeds.

    Args:
        actor: the subject of an active verb, or what stands behind "by".
        event: type of the deed; courts arrest nobody, and squads convict nobody.
    """
    if actor is None or actor.pos_ not in ("NOUN", "PROPN"):
        return None
    judging = actor.lemma_.lower() in words("judging_bodies")
    if not judging and actor.lemma_.lower() not in words("arresting_bodies"):
        return None
    if judging != (event in AT_COURT):
        return None
    first = actor
    for child in sorted(actor.lefts, key=lambda item: -item.i):
        if child.dep_ not in _PARTS or child.right_edge.i != first.i - 1:
            break
        first = child.left_edge
    while first.i < actor.i and (first.pos_ in ("DET", "NUM", "PRON") or first.is_punct):
        first = first.nbor()
    told = [word for word in actor.doc[first.i : actor.i] if word.lower_ not in _TELL_NOTHING]
    if not told and actor.lemma_.lower() not in words("whole_bodies"):
        return None
    kind = "court" if judging else "other"
    return Mention("agency", first.idx, actor.idx + len(actor), "agency.body", _CONFIDENCE, kind)
