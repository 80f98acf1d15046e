"""Which nouns are coordinated with one another, as the parser hangs lists of people.

in: a noun of a parsed `Doc`    out: tokens    writes: nothing
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.events.grammar.labels import FINITE, NOMINAL
from pipeline.events.grammar.once import listed_once
from pipeline.events.grammar.voice import children, is_relative

_OF_AGE = frozenset({"year", "month", "old", "-"})
"""Beside its number, what stands in "42-year-old"."""
_ALL = frozenset({"all", "everybody", "everyone"})
_NOT = frozenset({"not", "never"})
_OR = frozenset({"or", "if", "why", "who"})
_IN_PHRASE = frozenset({"compound", "det", "poss", "amod", "nummod", "nmod", "case", "flat"})


@listed_once
def with_conjuncts(noun: Token) -> list[Token]:
    """Return a noun and those coordinated with it, in text order; lists of people parse as appositions."""
    found = {noun, *_first_names(noun)}
    beside = _beside(noun)
    first = min((item.i for item in beside), default=noun.i)
    queue = [noun, *noun.conjuncts, *beside, *_opening(noun)]
    while queue:
        token = queue.pop()
        if token.pos_ in NOMINAL or token.lower_.startswith("co-"):
            found.add(token)  # "and co-defendant Ann Roe", whose tag is unsure
        for child in token.children:
            if (
                child.i > min(first, noun.i)
                and child not in found
                and (
                    child.dep_ == "conj"
                    or (child.dep_ == "appos" and (child.pos_ == "PROPN" or _is_listed_kin(child)))
                )
                and not _is_within_clause(token, child)
                and not _is_behind_verb(token, child)
                and not _is_misread_owner(child)
            ):
                queue.append(child)
    return sorted(found, key=lambda token: token.i)


def is_denied(noun: Token) -> bool:
    """Say whether somebody is named only as who it was not: "Al Roe, not Ed Poe, was held".

    Not in "not only Ed Poe", "whether or not".
    """
    node = noun
    while node.dep_ == "appos" and node.head.i < node.i and node.head.pos_ == "NOUN":
        node = node.head  # "not his brother, Ed Poe"
    first = node.i
    while first > 0 and (node.doc[first - 1].dep_ in _IN_PHRASE or node.doc[first - 1].lower_ in _OF_AGE):
        first -= 1
    front = node.doc[first - 1] if first > 0 else node
    if (front.lower_ not in _NOT and front.lower_ != "but") or front.i < node.sent.start:
        return False
    before = node.doc[front.i - 1].lower_ if front.i > node.sent.start else ""
    if front.lower_ == "but":
        return before in _ALL  # "All but Ed Poe were held"
    return front.lower_ in _NOT and before not in _OR


def _opening(name: Token) -> list[Token]:
    """Return the first name of a row whose second the parser hung on it: Roe in "Ann Roe, Ed Poe and Al Lor".

    A name stands in apposition to no other name without a word like "alias".
    """
    return [
        item.head
        for item in (name, *name.conjuncts)
        if item.dep_ == "appos"
        and item.ent_type_ == item.head.ent_type_ == "PERSON"
        and item.doc[item.left_edge.i - 1].text == ","
        and item.left_edge.i - 2 == item.head.i
        and children(item, "conj")
    ]


def _first_names(name: Token) -> list[Token]:
    """Return who shares a family name with the one who bears it: Mert in "Mert and Ayla Roe"."""
    shared = children(name, "nmod", "compound") if name.pos_ == "PROPN" else []
    return [item for item in shared if item.pos_ == "PROPN" and item.nbor(1).lower_ == "and"]


def _is_behind_verb(subject: Token, apposition: Token) -> bool:
    """Say whether what stands behind a verb was hung on the subject: "A man denied killing Al, his son".

    "Roe is accused of hitting two women, Ann Poe and Eve Lee".
    """
    behind = subject.dep_ in ("nsubj", "nsubjpass") and apposition.i > subject.head.i
    if apposition.dep_ != "appos" or not behind:
        return False
    if any(word.text == ";" for word in subject.doc[subject.head.i : apposition.i]) and any(
        word.tag_ in FINITE for word in subject.doc[apposition.i : subject.sent.end]
    ):
        return True  # "One man, Al Roe, was held; another, Ed Poe, fled"
    front = apposition.left_edge.i
    named = front > 1 and apposition.doc[front - 1].text == "," and apposition.doc[front - 2].tag_ == "NNS"
    return apposition.pos_ == "NOUN" or named


def _is_misread_owner(name: Token) -> bool:
    """Say whether a name is whose the next noun is: in "Rogers’ former aide" the parser misses the mark."""
    mark = name.i + 1
    if name.pos_ != "PROPN" or not name.lower_.endswith("s") or mark + 1 >= name.sent.end:
        return False
    behind = name.doc[mark + 1]
    return name.doc[mark].text in ("’", "'") and behind.pos_ in ("NOUN", "ADJ")


def _is_listed_kin(noun: Token) -> bool:
    """Say whether an apposition is the next of a list: "Roe, 34, his brother Al, 37, and Max Poe, 33"."""
    joined = [noun, *children(noun, "appos")]
    own = noun.pos_ == "NOUN" and bool(children(noun, "poss"))
    return own and any(children(item, "conj") for item in joined)


def _is_within_clause(noun: Token, apposition: Token) -> bool:
    """Say whether an apposition is to the last noun of the relative clause in front of it.

    "Ann Roe, who denied the murder of a guard, Ed Poe, pleaded guilty": the parser hangs Poe on Roe.
    """
    goes_on = any(item.i > apposition.i for item in children(noun, "conj"))
    if apposition.dep_ != "appos" or children(apposition, "conj") or goes_on:
        return False
    return any(clause.i < apposition.i for clause in children(noun, "relcl") if clause.i > noun.i)


def _beside(noun: Token) -> list[Token]:
    """Return other subjects of the noun's verb, as where "A, 31, and his brother B were" has two."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    others = [
        child for child in children(noun.head, noun.dep_) if child.i != noun.i and not is_relative(child)
    ]
    joined = [child for child in (noun, *others) if children(child, "cc")]
    edge = noun.left_edge.i
    behind = edge > 0 and noun.doc[edge - 1].lower_ == "and" and any(item.i < edge for item in others)
    return others if joined or behind else []
