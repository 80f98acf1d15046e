"""Which of the numbers that a text has told a plural means: one, the whole of them, or none.

in: tokens of a parsed `Doc`, how many each counts    out: a count, or yes or no    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.on_trial import ACCUSED
from pipeline.events.people.entity import Entity
from pipeline.events.people.one_more import is_of_others
from pipeline.schema import Mention

type CountOf = Callable[[Token], Mention | None]

_ANYBODY = frozenset({"people", "person", "individual", "man", "woman", "other", "one", "number"})
"""Nouns by which a text takes up whomever it has counted."""

_HELD = ACCUSED | {"prisoner", "inmate"}
TELLABLE = 12
"""As many people may have been told of one by one."""


def crowd_since(
    noun: Token, people: Sequence[Entity], before: Sequence[Sequence[Token]], count_of: CountOf
) -> Mention | None:
    """Return the number of a crowd told of behind the last mention of people, in front of a plural.

    "Roe and Poe were held. Agents arrested 200 migrants. Charges against the migrants": the 200.

    Args:
        noun: the plural.
        people: whom it may stand for.
        before: its sentence and those before it, nearest first.
        count_of: how many a token counts.
    """
    if nominals.sex_of(noun) is not None or noun.lemma_.lower() in _HELD:
        return None  # "the two men", "the defendants" of before
    last = max((x.token for person in people for x in person.references if x.token < noun.i), default=noun.i)
    told = (item for tokens in before for item in reversed(tokens) if last < item.i < noun.i)
    counts = (count_of(item) for item in told if not is_of_others(noun, item))
    crowd = next((count for count in counts if count is not None), None)
    return crowd if crowd is not None and int(crowd.value or 0) > TELLABLE else None


def of_that_noun(noun: Token, before: Sequence[Sequence[Token]], count_of: CountOf) -> Mention | None:
    """Return the number told of people called so, where the last number is of others: "these inmates".

    Args:
        noun: a plural.
        before: its sentence and those before it, nearest first.
        count_of: how many a token counts.
    """
    if nominals.determiner(noun) != "given" or noun.lemma_.lower() in _ANYBODY:
        return None
    back = (item for tokens in before for item in reversed(tokens) if item.i < noun.i)
    told = [item for item in back if count_of(item) is not None]
    own = [item for item in told if item.lemma_ == noun.lemma_]
    return count_of(own[0]) if own and told[0].lemma_ != noun.lemma_ else None


def are_apart(tokens: Sequence[Token], before: Token, count_of: CountOf) -> bool:
    """Say whether a sentence counts several groups in front of a word, none the whole of them."""
    counts = [count for item in tokens if item.i < before.i and (count := count_of(item)) is not None]
    return len({count.value for count in counts}) > 1 and whole_of(tokens, count_of) is None


def whole_of(tokens: Sequence[Token], count_of: CountOf) -> Mention | None:
    """Return the number of all where a sentence tells its parts: "Of 75, 73 were men and two women"."""
    told = [
        (item.dep_, count, count.value)
        for item in tokens
        if (count := count_of(item)) is not None and isinstance(count.value, int)
    ]
    parts = [value for dep, _, value in told if dep in ("nsubj", "nsubjpass")]
    wholes = [count for dep, count, value in told if dep == "pobj" and value == sum(parts)]
    return wholes[0] if wholes and len(parts) > 1 else None


def row_of(noun: Token, count_of: CountOf, by_token: Mapping[int, Entity]) -> list[Entity | Mention]:
    """Return who stands in a row with a counted noun, first to last: "Roe, six men and two women".

    Where the row's numbers only part the one in front, it is that: "eight people, six men and two women".
    """
    while noun.dep_ == "conj" and (count_of(noun.head) is not None or noun.head.i in by_token):
        noun = noun.head
    row: list[Entity | Mention] = []
    for item in (noun, *noun.conjuncts):
        count, person = count_of(item), by_token.get(item.i)
        if count is not None:
            row.append(count)
        elif person is not None and person.is_told_of() and person not in row:
            row.append(person)
    before = count_of(noun.head) if noun.dep_ == "appos" else None
    for whole, parts in ((before, row), (row[0] if row else None, row[1:])):
        counted = [item.value for item in parts if isinstance(item, Mention) and isinstance(item.value, int)]
        if isinstance(whole, Mention) and len(counted) == len(parts) > 1 and whole.value == sum(counted):
            return [whole]
    return row
