"""Who is told of as one more than those before: "A fourth worker, Ed Poe, is held. The workers were freed".

in: a plural noun, people it may point back to    out: those without him    writes: nothing
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from pipeline.events.grammar.nominals import lexicon, sex_of
from pipeline.events.people.entity import GROWN_KIN, Entity, Reference

_SEVERAL = 2


def without_one_more(noun: Token, people: list[Entity]) -> list[Entity]:
    """Return the people but for those brought in as one more, where several others are left."""
    rest = [person for person in people if not _is_one_more(noun, person.references)]
    return rest if len(rest) >= _SEVERAL and noun.pos_ == "NOUN" else people


def _is_one_more(noun: Token, references: Sequence[Reference]) -> bool:
    first = noun.doc[references[0].token]
    named = first.head if first.dep_ == "appos" else first
    return bool({child.lower_ for child in named.children} & lexicon().one_more)


def is_of_others(noun: Token, counted: Token) -> bool:
    """Say whether a plural is of another age or sex than those counted: "three children ... the women"."""
    words = lexicon()
    grown = words.grown | GROWN_KIN
    ages = {(noun.lemma_.lower() in words.young, counted.lemma_.lower() in grown)} | {
        (counted.lemma_.lower() in words.young, noun.lemma_.lower() in grown)
    }
    sexes = {sex_of(noun), sex_of(counted)} - {None}
    return (True, True) in ages or len(sexes) > 1
