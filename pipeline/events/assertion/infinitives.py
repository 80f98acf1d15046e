"""Says what "to arrest him" tells: a bid to do it, a purpose, or that it is done.

in: a verb with "to", read off the dependency tree    out: a modality; None: it is done    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.assertion.cues import read_cues
from pipeline.events.assertion.doubts import is_voted_for
from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.verb_forms import has_to, is_for_somebody, is_past

_TOGETHER = frozenset({"together", "forces", "up", "with", "alongside", "in", "closely", "jointly"})
"""Behind a verb of working together: what is done that way is done."""
_AGAINST = frozenset({"despite", "notwithstanding", "spite", "defiance", "violation", "disregard"})
"""In front of an order that was not followed."""

_DECISIONS = frozenset({"decision", "ruling", "plan", "move", "vote"})
_UNDOING = frozenset(
    {"reverse", "overturn", "block", "rescind", "undo", "veto", "nullify", "annul", "quash", "halt", "revoke"}
    | {"scrap", "vacate", "void"}
)
"""What is done to a decision that is not carried out."""

_CHOOSING = frozenset({"vote", "decide", "choose", "opt"})
_APPEARING = frozenset({"appear", "stand"})
_AT_HEARING = frozenset({"admit", "plead", "face", "answer", "deny"})
"""What somebody does who has come to court for it."""


def infinitive(token: Token) -> Modality | None:
    """Return what "to arrest him" says: a bid to do it is nothing, a purpose a plan; None if it is done."""
    governor = token.head
    if is_for_somebody(token) and not (governor.lemma_ == "take" and is_past(governor)):
        return Modality(None)  # "there was no need for officers to arrest him"
    if governor.lemma_ in read_cues().wishing and is_past(governor) and token.dep_ == "xcomp":
        return Modality(None)  # "people whom agents had wanted to deport"
    if governor.dep_ == "xcomp" and governor.head.lemma_ in read_cues().trying:
        return Modality(None)  # "tried to lock the house down to arrest him"
    if governor.lemma_ in ("allow", "enable", "permit") and has_to(governor):
        return Modality(None)  # "asked the jail to hold her to enable agents to arrest her"
    if governor.lemma_ in _DECISIONS and token.dep_ == "acl" and governor.head.lemma_ in _UNDOING:
        undone = governor.head  # "reversed the board's decision to parole him"; "may reverse" is open
        return Modality.by("negated", undone) if is_past(undone) else Modality(None)
    if governor.lemma_ == "order" and governor.pos_ == "NOUN" and token.dep_ == "acl":
        if {governor.head.lower_, governor.head.head.lower_} & _AGAINST:
            return Modality(None)  # "was kept in jail despite an order to free him"
        to = next(child for child in token.children if child.lower_ == "to")
        return Modality.by("planned", to)  # "the order to release 101 children"
    if governor.lemma_ == "decide" and token.lemma_ in read_cues().long_in_coming:
        return Modality.by("planned", governor)
    if governor.lemma_ in _CHOOSING and governor.tag_ == "VB" and has_to(governor):
        return infinitive(governor)  # "hope to vote to acquit him"
    if governor.lemma_ in read_cues().carrying_out | read_cues().negating_heads | {"order", "use"}:
        return Modality(None) if is_voted_for(governor) else None
    if governor.lemma_ in read_cues().implying and is_past(governor):
        return None
    if governor.lemma_ == "have" and governor.tag_ == "VBD":
        return None  # "had to arrest him in the lobby"
    if governor.lemma_ in read_cues().joining and is_past(governor):
        between = governor.doc[governor.i + 1 : token.i]
        if any(word.lower_ in _TOGETHER for word in between):
            return None  # "worked together to arrest him"
    if governor.lemma_ in _APPEARING and is_past(governor) and token.lemma_ in _AT_HEARING:
        return None  # "appeared in court to admit theft"
    marker = next(child for child in token.children if child.lower_ == "to")
    named = marker.i > 0 and token.doc[marker.i - 1].lemma_ in read_cues().naming
    judged = governor.pos_ == "ADJ" and governor.lemma_ not in read_cues().impending
    if token.dep_ == "acl" or governor.pos_ == "NOUN" or named or judged:
        return Modality(None)
    if token.dep_ == "ccomp" and governor.lemma_ in read_cues().wishing:
        return Modality(None)
    if token.dep_ == "ccomp" and governor.tag_ == "VB" and has_to(governor):
        return infinitive(governor)  # "petitioned to get the agency to secure his arrest"
    if token.dep_ in ("xcomp", "advcl"):
        return Modality.by("planned", marker)
    if token.dep_ == "ccomp" and governor.lemma_ in read_cues().expecting:
        return Modality.by("planned", governor)
    return None
