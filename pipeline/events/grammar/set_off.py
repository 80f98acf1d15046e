"""Hangs participles that a comma sets off on the person whom they tell of.

"A man with a prior removal, convicted of theft in 2019": no removal was convicted. "ICE arrested a man in
Salem, sentenced to two years for theft": not ICE was sentenced.

in: a participle of a parsed `Doc`    out: nothing    writes: heads and labels of the `Doc`
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.hanging import hang
from pipeline.events.grammar.nominals import is_person_noun

_BEFALLING = frozenset({"convict", "sentence", "deport", "charge", "indict", "accuse", "want"})
"""Participles of what befalls somebody."""
_TAKING = frozenset(
    {"arrest", "detain", "apprehend", "capture", "catch", "nab", "hold", "deport", "remove", "extradite"}
    | {"release", "free", "transfer", "return"}
)
"""Verbs of what agencies do with somebody."""
_HELPING = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "mark", "advmod"})


def hang_set_off(verb: Token) -> None:
    """Hang a participle behind a comma on whom the phrase in front of it describes."""
    if verb.tag_ != "VBN" or verb.lemma_ not in _BEFALLING or verb.is_sent_start or verb.nbor(-1).text != ",":
        return
    if any(child.dep_ in _HELPING for child in verb.children):
        return
    above = verb.head
    if verb.dep_ == "acl" and above.dep_ == "pobj" and not _is_person(above):
        person = above.head.head
        if _is_person(person) and person.i < verb.i:
            hang(verb, person, "acl")
    elif verb.dep_ == "advcl" and above.lemma_ in _TAKING and above.i < verb.i:
        held = [child for child in above.rights if child.dep_ == "dobj" and child.i < verb.i]
        if len(held) == 1 and _is_person(held[0]):
            hang(verb, held[0], "acl")


def _is_person(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or is_person_noun(noun)
