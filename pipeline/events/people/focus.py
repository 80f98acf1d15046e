"""Whether a paragraph turns to somebody new: who is brought in by name there is what it is about.

A new discourse segment has a centre of its own (Grosz, Joshi and Weinstein 1995); in news a paragraph that
opens with a new name begins one.

in: a token and people of a parsed `Doc`    out: where the paragraph begins    writes: nothing
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar.paragraphs import line_break_before
from pipeline.events.people.entity import Entity
from pipeline.events.people.suspects import is_uninvolved

_SEVERAL = 2
_OF_A_LIFE = frozenset({"live", "work", "come", "arrive", "move", "grow", "enter", "flee", "immigrate"})
_TO = frozenset({"against", "on", "for", "of"})
_CASES = frozenset(
    {"case", "arrest", "conviction", "trial", "sentence", "deportation", "removal", "detention"}
)


def turned_at(token: Token, people: Iterable[Entity], crimes: Collection[int]) -> int | None:
    """Return where a token's paragraph begins, in characters, if it has turned to somebody new before it.

    None where it has not, or is the text's first. Only who is accused or dealt with turns a story: officials,
    relatives, victims, and those who saw or say something are brought in beside those it is about.

    Args:
        token: a pronoun or noun.
        people: whom it may mean.
        crimes: the numbers of sentences that tell of an offense.
    """
    begin = line_break_before(token)
    if begin < 0:
        return None
    new = (person for person in people if _is_new(person, begin, token))
    return begin if any(_is_dealt_with(person, token.doc, crimes) for person in new) else None


def brought_in(token: Token, people: Iterable[Entity], crimes: Collection[int]) -> tuple[Entity | None, bool]:
    """Return who alone a token's sentence brings in by name and deals with, and whether it brings in anybody.

    "A judge threw out the charge and Al Roe, 41, walked out" tells of no charge of a paragraph above.
    """
    begin = token.sent.start_char - 1
    behind = token.sent[-1]
    new = [person for person in people if _is_new(person, begin, behind)]
    dealt = [person for person in new if _is_dealt_with(person, token.doc, crimes)]
    return (dealt[0] if len(dealt) == 1 else None), bool(new)


def is_first_told_here(person: Entity, token: Token) -> bool:
    """Say whether nothing in front of a token's paragraph, where any is, tells of somebody with a name."""
    begin = line_break_before(token)
    return bool(person.names) and min(item.start for item in person.references) > begin >= 0


def has_own_story(person: Entity, token: Token, people: Iterable[Entity]) -> bool:
    """Say whether a paragraph is the first to tell of somebody, and one above tells of another's case.

    Where that one is held says nothing of this one's jail.
    """
    begin = line_break_before(token)
    others = (x for x in people if x is not person and x.accused and x.names)
    above = any(other.references[0].start < begin for other in others)
    return above and is_first_told_here(person, token)


def of_own_paragraph(token: Token, told: Sequence[tuple[int, Entity]], count: int | None) -> list[Entity]:
    """Return whom a plural may mean: those its paragraph has told of, where they are enough, else all.

    Args:
        token: the plural.
        told: the token that tells of each last, with them, in text order.
        count: how many are meant; null: the words do not say.
    """
    begin = line_break_before(token)
    here = [person for last, person in told if token.doc[last].idx > begin]
    return here if len(here) >= (count or _SEVERAL) else [person for _, person in told]


def is_of_paragraph_above(person: Entity, token: Token) -> bool:
    """Say whether nothing in a token's paragraph, up to it, tells of somebody."""
    begin = line_break_before(token)
    return not any(begin < item.start and item.token < token.i for item in person.references)


def _is_new(person: Entity, begin: int, token: Token) -> bool:
    if not person.names or person.official or person.kin or person.suffers():
        return False
    first = person.references[0]
    return begin < first.start and first.token < token.i


def _is_dealt_with(person: Entity, doc: Doc, crimes: Collection[int]) -> bool:
    """Say whether somebody is accused, or first told of as whom police, a court or a jail deal with.

    Or with whose life a paragraph begins: "Ann Roe came from Peru in 2010. She was arrested".
    """
    if person.accused:
        return True
    noun = doc[person.references[0].token]
    while noun.dep_ in ("appos", "conj"):
        noun = noun.head
    if noun.dep_ == "nsubj" and noun.head.dep_ == "ROOT" and noun.head.lemma_ in _OF_A_LIFE:
        return True
    place = noun.dep_ in ("dobj", "nsubjpass")
    place |= noun.dep_ == "pobj" and noun.head.lower_ in _TO
    place |= noun.dep_ == "poss" and noun.head.lemma_.lower() in _CASES
    return place and not is_uninvolved(doc, person, crimes)
