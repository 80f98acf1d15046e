"""The words of a noun's own phrase, and who is named along with it.

in: tokens of a parsed `Doc`    out: character offsets, tokens    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.events.grammar.once import listed_once
from pipeline.events.grammar.syntax import children, objects_of

_SIDES = frozenset({"along", "together"})
_PARTNERS = frozenset(
    {"wife", "husband", "brother", "sister", "father", "mother", "cousin", "girlfriend", "boyfriend"}
    | {"uncle", "aunt", "fiancée", "fiancé", "co-defendant", "accomplice"}
)
_SUSPECTED = frozenset({"alleged", "purported", "suspected", "reputed", "accused", "convicted", "wanted"})

_FRONTED = frozenset({"despite", "notwithstanding", "after", "following", "against"})
_REASONS = frozenset({"since", "because", "as", "after", "when", "although", "though", "while"})
"""With which a clause begins that says why or when what follows it was done."""


def noun_phrase(noun: Token) -> tuple[int, int]:
    """Return the character span of a noun with what stands in front of it and its short complements."""
    left = min(
        (
            child.left_edge.i
            for child in noun.children
            if child.i < noun.i and child.dep_ not in ("prep", "relcl", "acl", "punct", "cc", "conj")
        ),
        default=noun.i,
    )
    while left < noun.i and not any(letter.isalnum() for letter in noun.doc[left].text):
        left += 1  # a list's bullet
    right = noun
    for child in noun.children:
        if (
            child.i > right.i
            and child.dep_ in ("appos", "nummod", "amod", "compound", "flat")
            and not (child.dep_ == "appos" and child.ent_type_ == "DATE" and child.pos_ == "PROPN")
            and child.i - noun.i < 8
        ):
            right = child.right_edge if child.right_edge.i - noun.i < 12 else child
    return noun.doc[left].idx, right.idx + len(right)


@listed_once
def accompanying(node: Token) -> list[Token]:
    """Return the objects of "along with" and "together with" that hang on a noun or a verb.

    The parser hangs "with" on either word. So are told "like Ann Roe" and "was arrested with his wife, Eva".
    """
    inside = [prep for side in children(node, "prep", "advmod") for prep in children(side, "prep")]
    inside += [
        prep
        for side in objects_of(node, "in")
        if side.lower_ == "addition"
        for prep in children(side, "prep")
    ]
    return [
        noun
        for prep in (*inside, *children(node, "prep"))
        for noun in children(prep, "pobj")
        if (prep.lower_ == "with" and prep.i > node.sent.start and prep.nbor(-1).lower_ in _SIDES)
        or _is_likened(prep, noun)
        or (prep.lower_ == "to" and prep.head.lower_ == "addition" and noun.ent_type_ == "PERSON")
        or (prep.lower_ == "with" and node.tag_ in ("VBN", "VBD") and _is_ones_partner(noun))
    ]


def _is_likened(prep: Token, name: Token) -> bool:
    """Say whether a clause is told of a name as of its subject: "Like Ann Roe, he was held"."""
    apart = prep.i == prep.sent.start or prep.nbor(-1).text == ","
    return prep.lower_ == "like" and apart and name.ent_type_ == "PERSON"


def _is_ones_partner(noun: Token) -> bool:
    """Say whether it is a grown relative with a name: "with his wife, Ann Roe", and not "with her child"."""
    named = any(name.ent_type_ == "PERSON" for name in children(noun, "appos"))
    return named and noun.lemma_.lower() in _PARTNERS and bool(children(noun, "poss"))


def number_of_suspected(noun: Token) -> Token | None:
    """Return the number of people who are "alleged", which the parser takes for a verb with the number.

    "83 alleged members of the gang have been indicted", "two purported leaders were arrested".
    """
    doc, first = noun.doc, noun.left_edge
    inside = [child.left_edge for child in children(noun, "amod") if child.lower_ in _SUSPECTED]
    if inside and inside[0].i < inside[0].head.i and inside[0].like_num:
        return inside[0]
    if first.i < noun.sent.start + 2 or doc[first.i - 1].lower_ not in _SUSPECTED:
        return None
    number = doc[first.i - 2]
    return number if number.like_num else None


def numbers_inside(noun: Token) -> Iterator[Token]:
    """Yield the numbers inside a noun's phrase that the parser hung elsewhere than on the noun."""
    for child in noun.children:
        if child.dep_ in ("nummod", "compound") and child.left_edge.dep_ == "compound":
            yield child.left_edge  # "11 MS-13 members", "three Salem men"
        if child.dep_ in ("compound", "nummod"):
            yield from children(child, "nummod")[:1]  # "20 immigrant day laborers", "4,000 MS-13 members"
    suspected = number_of_suspected(noun)
    if suspected is not None:
        yield suspected


def number_of_whom(verb: Token) -> Token | None:
    """Return of how many a relative clause is said, out of more: "90 people, of whom 31 were convicted"."""
    if verb.dep_ != "relcl":
        return None
    before = list(verb.doc[verb.left_edge.i : verb.i])
    of_whom = [word.i for word in before if word.lower_ in ("whom", "which") and word.nbor(-1).lower_ == "of"]
    behind = verb.doc[of_whom[0] + 1 : verb.i] if of_whom else ()
    return next((word for word in behind if word.like_num), None)


def fronted_end(verb: Token) -> int:
    """Return where a phrase ends that a clause begins with, else 0: "Despite ICE's request to hold him, he".

    What such a phrase asks for or makes possible is no condition of what the clause tells.
    """
    start = verb.doc[verb.sent.start]
    opened = [child for child in children(verb, "advcl") if start in children(child, "mark", "advmod")]
    first = next((child for child in children(verb, "prep") if child == start), None)
    if opened and start.lower_ in _REASONS:
        first = opened[0]  # "Since ICE did not ask the jail to hold him, he"
    elif first is None or not (first.lower_ in _FRONTED or first.nbor().lower_ == "spite"):
        return 0
    last = first.right_edge
    comma = last if last.text == "," else last.nbor()
    return comma.idx if comma.text == "," and comma.i < verb.i else 0
