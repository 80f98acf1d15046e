"""Whether an unnamed person may be another, by what a story says of both.

in: people of a parsed `Doc`    out: yes or no; `describe` writes to a person
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.events.grammar.nominals import determiner, lexicon
from pipeline.events.openings.newcomers import LEAD
from pipeline.events.people.callings import is_across
from pipeline.events.people.definite_nouns import AT_THE_WHEEL, is_no_driver
from pipeline.events.people.entity import Entity


def describe(target: Entity, entity: Entity) -> None:
    """Take over what the unnamed mentions say, so that a second one that differs no longer fits."""
    target.age = target.age or entity.age
    target.nationality = target.nationality or entity.nationality
    target.sex = target.sex or entity.sex


def fits(entity: Entity, other: Entity) -> bool:
    """Say whether two people may be one by age, nationality, sex and what was done to them."""
    for a, b in ((entity.age, other.age), (entity.nationality, other.nationality)):
        if a is not None and b is not None and a.value != b.value:
            return False
    return not other.is_of_other_sex(entity.sex) and entity.suffers() == other.suffers()


def is_of_other_calling(doc: Doc, entity: Entity, other: Entity) -> bool:
    """Say whether one is told of by a trade and the other, in front of the name, by deeds or as locked up.

    "A guard was charged with aiding the escape. Convicted killer Al Roe slipped out": two people. So are
    "the deputy", where the story has a Deputy Al Roe, and another who holds no office, and "the driver" and
    who is told of as a passenger.
    """
    noun = doc[entity.references[0].token]
    lemma = noun.lemma_.lower()
    if lemma in AT_THE_WHEEL and is_no_driver(doc[item.token] for item in other.references):
        return True
    called = (doc[item.token].lemma_.lower() for item in other.references if item.kind == "nominal")
    if is_across(lemma, called, accused=other.accused):
        return True
    trade = lemma in lexicon().acting | lexicon().staff
    if trade and determiner(noun) == "given" and not other.official and _is_title(doc, lemma):
        return True
    name = next(doc[item.token] for item in other.references if item.kind == "name")
    front = {word.lemma_.lower() for word in doc[name.left_edge.i : name.i]}
    return trade and bool(front & (lexicon().doer | lexicon().locked_up))


def _is_title(doc: Doc, lemma: str) -> bool:
    """Say whether a noun stands in front of somebody's name: "Deputy Al Roe"."""
    return any(
        word.lower_ == lemma and word.is_title and word.i + 1 < len(doc) and word.nbor().ent_type_ == "PERSON"
        for word in doc
    )


def alike(entity: Entity, other: Entity) -> bool:
    """Say whether two unnamed people share a description and nothing tells them apart."""
    shared = entity.age is not None and other.age is not None and entity.age.value == other.age.value
    shared = shared or (
        entity.nationality is not None
        and other.nationality is not None
        and entity.nationality.value == other.nationality.value
    )
    bare = not other.described() or not entity.described()
    return fits(entity, other) and (shared or bare) and entity.is_office() == other.is_office()


def of_one_age(entity: Entity, fitting: Sequence[Entity]) -> Entity | None:
    """Return the one of those who fit whose age the opening gives: a caption has named her before it."""
    if entity.age is None or entity.references[0].sentence > LEAD or not entity.accused:
        return None
    same = [other for other in fitting if other.age is not None and other.age.value == entity.age.value]
    return same[0] if len(same) == 1 and same[0].accused else None


def is_bare(doc: Doc, entity: Entity) -> bool:
    """Say whether nothing marks the unnamed person as another than the one named ("another", kin)."""
    token = doc[entity.references[0].token]
    words = {child.lower_ for child in token.children}
    owners = [child for child in token.children if child.dep_ == "poss"]
    kin = owners and (token.lemma_.lower() in lexicon().relative or owners[0].pos_ == "PRON")
    return (
        not kin
        and not words & {"other", "one", "each", "any", "every"}
        and token.lemma_.lower() not in ("officer", "agent", "child", "person", "judge")
    )
