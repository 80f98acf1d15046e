"""Makes passive the verbs of headlines that the parser takes for active ones: "Salem man nabbed in Ohio".

in: a verb of a parsed `Doc`    out: nothing    writes: labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.headlines import is_in_headline
from pipeline.events.grammar.nominals import is_person_noun

_TAKING = frozenset(
    {"nab", "release", "free", "book", "extradite", "transfer", "apprehend", "capture"}
    | {"arrest", "charge", "convict", "sentence", "indict", "jail", "deport", "acquit", "collar", "bust"}
    | {"recapture", "rearrest", "arraign", "imprison", "cite"}
)
"""Verbs whose subject is who does it only where they have an object."""
_TAKING_UP = frozenset({("pick", "up"), ("turn", "over"), ("hand", "over"), ("let", "go"), ("lock", "up")})
_OBJECTS = frozenset({"dobj", "ccomp", "neg", "aux", "auxpass", "dative", "expl"})
_JUDGING = frozenset({"jury", "juror", "judge", "court", "panel", "tribunal", "magistrate"})
_OF_DEED = frozenset({"oprd", "acomp", "advmod"})


def make_passive(verb: Token) -> None:
    """Make the subject of such a verb whom it is done to."""
    labels = {child.dep_ for child in verb.children}
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj"]
    if len(subjects) != 1 or labels & _OBJECTS or verb.dep_ not in ("ROOT", "conj", "ccomp"):
        return
    who = subjects[0]
    person = who.ent_type_ == "PERSON" or is_person_noun(who)
    if any(child.dep_ == "poss" for child in who.lefts):
        return  # the last word of "Driver Who Killed Victim's Daughter" over a line's end
    if not person or who.pos_ == "PRON" or who.lemma_.lower() in _JUDGING:
        return
    guilty = any(child.lower_ == "guilty" and child.dep_ in _OF_DEED for child in verb.rights)
    if verb.lemma_ == "find" and guilty or is_in_headline(verb) and _takes(verb):
        who.dep_ = "nsubjpass"


def _takes(verb: Token) -> bool:
    parts = {(verb.lemma_, child.lower_) for child in verb.rights if child.dep_ in ("prt", "advmod")}
    behind = any(child.dep_ in ("prep", "npadvmod", "agent", "xcomp") for child in verb.rights)
    return behind and (verb.lemma_ in _TAKING or bool(parts & _TAKING_UP))
