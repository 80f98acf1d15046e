"""What stands in front of whom it means: "After his arrest, Carl Roe was", "A native of Peru, he was".

in: a pronoun or noun of a parsed `Doc`, the names and people known so far
out: the head of the name or pronoun meant    writes: nothing
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.syntax import children
from pipeline.events.people.entity import Entity, name_words
from pipeline.first_names import sex_of_first_name

_FRONTED = 12
"""Words of a description in front of whom it means, at most."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss"})
_TIMES = frozenset({"after", "before", "when", "while", "since", "until"})


def named_ahead(pronoun: Token, heads: Container[int], people: Sequence[Entity]) -> Token | None:
    """Return the head of the new name that a pronoun of a clause or phrase in front stands for, else None.

    "Six years after he was deported, Ann Roe is back"; "After her arrest, Ann Roe was held".

    Args:
        pronoun: a singular pronoun.
        heads: indexes of the tokens that head names.
        people: who was told of so far.
    """
    main, edge = _main_clause(pronoun)
    if main is None:
        main, edge = _above_fronted(pronoun)
    if main is None:
        return None
    behind = max(edge.i, pronoun.i)
    subjects = [item for item in children(main, "nsubj", "nsubjpass") if item.i > behind]
    if not subjects or subjects[0].i not in heads or _is_of_other_sex(pronoun, subjects[0]):
        return None
    if pronoun.dep_ not in _SUBJECTS and nominals.speaks(subjects[0]):
        return None  # "When police arrested him, Al Roe said, he wept"
    words = set(name_words(subjects[0].text))
    known = {word for entity in people for name in entity.distinct for word in name}
    return subjects[0] if words and not words & known else None


def described_ahead(noun: Token) -> Token | None:
    """Return the subject, a name or pronoun, that a noun at the head of its sentence describes, else None.

    "A native of Peru, Roe was arrested"; "A Mexican national with two convictions, he was removed"; "As a
    convicted felon, Roe may own no gun".
    """
    last = noun.right_edge.i
    words = noun.doc[noun.left_edge.i : last + 1]
    as_ = noun.dep_ == "pobj" and noun.head.lower_ == "as"
    first = noun.head if as_ else noun.left_edge
    if first.i != noun.sent.start or last + 2 >= noun.sent.end or len(words) > _FRONTED:
        return None
    if words[0].lower_ not in ("a", "an") or noun.doc[last + 1].text != "," or children(noun, "conj"):
        return None
    subjects = [
        item
        for item in children(noun.head.head if as_ else noun.head, "nsubj", "nsubjpass")
        if item.left_edge.i == last + 2 and item.pos_ in ("PROPN", "PRON")
    ]
    return subjects[0] if subjects else None


def _main_clause(pronoun: Token) -> tuple[Token | None, Token]:
    """Return the verb that the pronoun's clause or phrase stands in front of, and what ends that clause."""
    clause = next(
        (node for node in pronoun.ancestors if node.dep_ in ("advcl", "pcomp") or _is_timed(node)), None
    )
    if clause is not None:
        return (clause.head.head if clause.dep_ == "pcomp" else clause.head), clause
    noun = pronoun.head
    fronted = pronoun.dep_ == "poss" and noun.dep_ == "pobj" and noun.head.dep_ == "prep"
    return (noun.head.head if fronted else None), noun


def _above_fronted(pronoun: Token) -> tuple[Token | None, Token]:
    """Return the verb that a phrase with the pronoun in it opens the sentence of, and its last token.

    "Despite a detainer against him, Roe was released".
    """
    for node in pronoun.ancestors:
        if node.tag_ == "VB":
            break  # "despite a plan to deport him, Roe could be freed on Friday"
        last = node.right_edge
        if node.dep_ == "prep" and node.left_edge.i == node.sent.start and node.head.i > last.i:
            return node.head, last
    return None, pronoun


def _is_of_other_sex(pronoun: Token, name: Token) -> bool:
    """Say whether a full name is of another sex than the pronoun."""
    words = [child.lower_ for child in children(name, "compound") if child.i < name.i]
    sex = sex_of_first_name(words[0]) if words else None
    told = nominals.sex_of(pronoun)
    return None not in (sex, told) and sex != told


def _is_timed(clause: Token) -> bool:
    """Say whether a clause parsed as what is said is one of time: "Years after he fled, Roe"."""
    return clause.dep_ == "ccomp" and any(
        child.dep_ in ("mark", "advmod") and child.lower_ in _TIMES for child in clause.children
    )
