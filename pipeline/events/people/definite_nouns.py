"""What a definite noun's own phrase says of whom it means: "the clerk, Ann Roe", "the convicted thief".

in: a noun of a parsed `Doc`    out: yes or no, tokens beside it    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children, objects_of, text_of
from pipeline.events.people.entity import Entity
from pipeline.events.people.harm import is_harmed
from pipeline.events.people.vehicles import is_hurt_on_road, rides_along

AT_THE_WHEEL = frozenset({"driver", "operator"})
_AT_WHEEL = frozenset({"driver", "motorist"})
_ON_FOOT = frozenset({"cyclist", "bicyclist", "pedestrian", "passenger", "motorcyclist", "jogger"})
_HELD_UP = frozenset({"hold", "rob", "threaten", "carjack", "accost", "confront", "grab"})
_GUARDS = frozenset({"guard", "officer", "deputy", "jailer", "warden", "trooper", "sergeant"})
_PARENTS = frozenset({"mother", "father", "parent", "mom", "dad", "stepfather", "stepmother"})
_GROWN_UP = frozenset({"man", "woman", "gentleman", "lady"})
_CULPABLE = frozenset({"convicted", "accused", "alleged", "suspected", "wanted", "registered"})
"""In front of a noun for somebody who has done a wrong, or is said to have."""
_PROSECUTING = frozenset({"indict", "charge", "arrest", "accuse", "detain"})
_NAMES_OF_BODIES = frozenset({"ORG", "PRODUCT", "FAC"})


def charged_above(noun: Token) -> Token | None:
    """Return whom a verb has charged of which a participle goes on: "indicted Ann Roe, charging the aide"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_ not in _PROSECUTING:
        return None
    above = children(verb.head, "dobj") if verb.head.lemma_ in _PROSECUTING else []
    return above[0] if len(above) == 1 and above[0].i < verb.i else None


def is_of_newly_named(noun: Token, people: Mapping[int, Entity]) -> bool:
    """Say whether somebody is told of by whose they are, and that one is named first here.

    "Ann Poe's landlord was arrested", where no Poe was told of: nobody known; "Ann Poe's killer" may be.

    Args:
        noun: the noun for somebody.
        people: by index of a token, whom it means.
    """
    owners = [people.get(name.i) for name in children(noun, "poss") if name.pos_ == "PROPN"]
    first = [owner.references[0].token for owner in owners if owner is not None and owner.names]
    may_be = noun.lemma_.lower() in nominals.lexicon().doer
    return not may_be and any(index >= noun.left_edge.i for index in first)


def is_of_post(noun: Token) -> bool:
    """Say whether a noun is for a place somebody named behind it has: "the leader of the group, Ann Roe"."""
    if noun.lemma_.lower() not in nominals.lexicon().of_group:
        return False
    bodies = objects_of(noun, "of")
    named = [name for word in (noun, *bodies) for name in children(word, "appos")]
    return bool(bodies) and any(name.ent_type_ == "PERSON" for name in named)


def named_behind(noun: Token) -> list[Token]:
    """Return the proper nouns in apposition behind a noun: "the clerk, Ann Roe"."""
    return [child for child in children(noun, "appos") if child.pos_ == "PROPN" and child.i > noun.i]


def is_named_otherwise(noun: Token) -> bool:
    """Say whether a name behind it is of no person known, or of one whom the story brings in as somebody's.

    "The owner, Delta Group Inc., was fined"; "The store's owner, Ann Roe, was hurt".
    """
    named = named_behind(noun)
    owned = bool(children(noun, "poss")) and noun.lemma_ not in AT_THE_WHEEL
    return any(owned or child.ent_type_ in _NAMES_OF_BODIES for child in named)


def is_somebodys(noun: Token) -> bool:
    """Say whether a noun's phrase says whose relative somebody is: "the brother of Al Poe".

    A child's parent may be whom the story is about.
    """
    words, lemma = nominals.lexicon(), noun.lemma_.lower()
    held = objects_of(noun, "of") if lemma in words.relative else []
    return any(
        item.ent_type_ == "PERSON" or (nominals.is_person_noun(item) and item.tag_ == "NN")
        for item in held
        if not (lemma in _PARENTS and item.lemma_.lower() in words.young)
    )


def is_of_body(noun: Token) -> bool:
    """Say whether a noun is for a post at some body: "the director of the charity"."""
    words = nominals.lexicon()
    bodies = [item for item in objects_of(noun, "of") if item.ent_type_ == "ORG" or item.tag_ == "NN"]
    return noun.lemma_.lower() in words.posts and any(not nominals.is_person_noun(item) for item in bodies)


def is_known_by_deed(noun: Token) -> bool:
    """Say whether a noun's clause says by a deed which one it is: "the woman who drove the getaway car".

    Not of whom a name is told with it: "knew Al Roe as the man who painted".
    """
    if noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
        return False
    return any(
        noun.doc[clause.left_edge.i - 1] == noun
        and clause.tag_ == "VBD"
        and any(who.lower_ in ("who", "that") for who in children(clause, "nsubj"))
        for clause in children(noun, "relcl")
    )


def is_culprit(noun: Token) -> bool:
    """Say whether a noun is for who has done a wrong: "the 40-year-old killer", "the convicted thief, 40"."""
    words, lemma = nominals.lexicon(), noun.lemma_.lower()
    said = any(child.lower_ in _CULPABLE for child in children(noun, "amod", "compound"))
    return lemma in words.doer or (said and lemma not in words.victim)


def is_named_as(noun: Token) -> bool:
    """Say whether a name is told of whom a noun is for: "Police named the cook as Ed Poe"."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.lemma_ not in ("name", "identify"):
        return False
    return any(name.ent_type_ == "PERSON" for name in objects_of(verb, "as"))


def is_of_other_age(noun: Token, told: list[Token]) -> bool:
    """Say whether a noun is for who is not grown up, and these nouns for who is: no man is "the teen"."""
    young = noun.lemma_.lower() in nominals.lexicon().young
    return young and any(item.lemma_.lower() in _GROWN_UP for item in told)


def is_man(lemma: str) -> bool:
    """Say whether a noun says no more than that it is a person: "the man"."""
    words = nominals.lexicon()
    return lemma in words.man or lemma in words.woman or lemma in ("person", "individual")


def home_named(token: Token) -> str | None:
    """Return the place that stands in front of a noun: "the Holt Heights man"."""
    words = [child for child in children(token, "compound", "nmod") if child.ent_type_ == "GPE"]
    words = words or [child for child in children(token, "compound") if child.tag_ == "NNP"]
    if not words or not nominals.is_person_noun(token):
        return None
    return text_of(token.doc)[words[0].left_edge.idx : words[-1].idx + len(words[-1])]


def is_on_other_side(lemma: str, nouns: Iterable[Token]) -> bool:
    """Say whether somebody called by nouns is not whom another means: no guard is "the inmate".

    Nor is a cyclist or passenger "the driver", nor who was hit by a car, nor one held up "the gunman".
    """
    nouns = list(nouns)
    if lemma in _AT_WHEEL:
        return is_no_driver(nouns)
    if lemma in nominals.lexicon().doer and any(map(_is_held_up, nouns)):
        return True
    inmates = nominals.lexicon().locked_up
    called = {noun.lemma_.lower() for noun in nouns} if lemma in inmates else set()
    return bool(called & _GUARDS) and not called & inmates


def is_no_driver(nouns: Iterable[Token]) -> bool:
    """Say whether somebody called by nouns is told of as a passenger, on foot, or hit by a car."""
    nouns = list(nouns)
    called = {noun.lemma_.lower() for noun in nouns}
    if not called.isdisjoint(_ON_FOOT) or any(map(rides_along, nouns)):
        return True
    return not called & _AT_WHEEL and any(map(is_hurt_on_road, nouns))


def _is_held_up(noun: Token) -> bool:
    """Say whether somebody was robbed or held: "A man told police he had been held at gunpoint"."""
    told = noun.head if noun.dep_ == "nsubj" and noun.head.lemma_ in nominals.lexicon().say else None
    clauses = [noun.head, *(children(told, "ccomp") if told is not None else ())]
    return any(
        clause.lemma_ in _HELD_UP
        and any(who == noun or who.pos_ == "PRON" for who in children(clause, "nsubjpass"))
        for clause in clauses
    )


def complains(mentions: Iterable[Token]) -> bool:
    """Say whether somebody is told of as hurt by another: "A woman said that Al Roe hit her"."""
    beating = nominals.lexicon().beating
    return any(is_harmed(item) or (item.dep_ == "dobj" and item.head.lemma_ in beating) for item in mentions)


def is_who_did_it(noun: Token) -> bool:
    """Say whether a noun is for who did what another was cleared of: "The man who did it, Al Roe"."""
    noun = noun.head if noun.dep_ == "appos" else noun
    return any(
        clause.lemma_ in ("do", "commit") and any(held.lower_ == "it" for held in children(clause, "dobj"))
        for clause in children(noun, "relcl")
    )
