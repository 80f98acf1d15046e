"""Which people of a story are of one family, and which of them "the elder" is.

in: the people of an article    out: some of them    writes: nothing
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from pipeline.events.grammar.clauses import is_accused
from pipeline.events.grammar.nominals import is_person_noun, is_plural, sex_of
from pipeline.events.grammar.once import listed_once
from pipeline.events.grammar.syntax import possessors, with_conjuncts
from pipeline.events.people.entity import Entity

_KIN = frozenset({"brother", "sister", "sibling", "twin", "cousin"})
_OLDEST = frozenset({"older", "elder", "oldest", "eldest"})
_YOUNGEST = frozenset({"younger", "youngest"})
_TAKEN = frozenset({"arrest", "detain", "hold", "jail", "transfer", "deport", "remove", "release"})
"""What is done to somebody and to a relative of whom no more is told."""
_WENT = frozenset(
    {"go", "attend", "arrive", "appear", "come", "cross", "enter", "flee", "travel", "drive"}
) | (frozenset({"leave", "show", "seek", "apply", "be", "live", "move", "return", "walk", "ride", "head"}))
"""What the two did together before."""


def family(noun: Token, people: Sequence[Entity]) -> list[Entity]:
    """Return those whom "the brothers" means: called so, or the only ones of one family name; else nobody."""
    lemma = noun.lemma_.lower()
    if lemma not in _KIN:
        return []
    people = [
        person
        for person in people
        if (person.is_told_of() or person.accused) and person.references[0].token < noun.i
    ]
    called = [person for person in people if person.is_called(lemma, noun.doc)]
    if len(called) > 1:
        return called
    of_name: dict[str, list[Entity]] = {}
    for person in people:
        last = {words[-1] for words in person.full_names() if len(words) > 1}
        for name in last:
            of_name.setdefault(name, []).append(person)
    families = [members for members in of_name.values() if len(members) > 1]
    return families[0] if len(families) == 1 else []


def taken_with_kin(token: Token, tokens: Sequence[Token], by_token: Mapping[int, Entity]) -> list[Entity]:
    """Return who is taken with a relative: "Roe and his father went to a hearing. They were detained".

    Args:
        token: a plural that points back.
        tokens: those of a sentence.
        by_token: whom each token stands for.
    """
    if token.dep_ != "nsubjpass" or token.head.lemma_ not in _TAKEN:
        return []
    for noun in _together(tokens[0]):
        row = with_conjuncts(noun)
        people = [person for item in row if (person := by_token.get(item.i)) is not None]
        if len(people) < len(row) or row[-1].i > token.i or not people[0].is_told_of():
            continue
        kin = all(person.kin for person in people[1:]) and all(possessors(item) for item in row[1:])
        harmed = any(person.suffers() or person.official or person.generic for person in people)
        others = any(is_plural(item) and is_person_noun(item) for item in tokens if item.i < token.i)
        return people if kin and not (harmed or others) else []
    return []


@listed_once
def _together(first: Token) -> list[Token]:
    """Return the subjects of a sentence, known by its first token, who went or were taken with somebody."""
    verbs = {"nsubj": _WENT, "nsubjpass": _TAKEN}
    subjects = [noun for noun in first.sent if noun.head.lemma_ in verbs.get(noun.dep_, ())]
    return [noun for noun in subjects if len(with_conjuncts(noun)) > 1]


def is_told_apart_by_age(token: Token) -> bool:
    """Say whether "the elder" or "the younger" stands beside a noun or name."""
    return any(child.lower_ in _OLDEST or child.lower_ in _YOUNGEST for child in token.children)


def by_age(token: Token, people: Sequence[Entity]) -> Entity | None:
    """Return which of several "the elder" or "the younger" is, where their ages tell.

    Args:
        token: a noun or name that a comparative may stand beside.
        people: those among whom it chooses.
    """
    words = {child.lower_ for child in token.children}
    aged = [(int(str(person.age.value)), person) for person in people if person.age is not None]
    if len(aged) < len(people) or len({age for age, _ in aged}) < len(aged) or len(aged) < 2:
        return None
    if words & _OLDEST:
        return max(aged, key=lambda item: item[0])[1]
    return min(aged, key=lambda item: item[0])[1] if words & _YOUNGEST else None


def of_two(noun: Token, people: Sequence[Entity]) -> list[Entity]:
    """Return the two, one accused at least by then, named with their ages, of whom "the older man" is one.

    Of more than two it may be any; of one it is told against somebody whom the text gives no age.
    """
    told = [
        person
        for person in people
        if person.names
        and person.age is not None
        and not (person.suffers() or person.official or person.is_of_other_sex(sex_of(noun)))
        and person.references[0].token < noun.i
    ]
    accused = is_accused(noun) or any(person.accused for person in told)
    return told if len(told) == 2 and accused else []
