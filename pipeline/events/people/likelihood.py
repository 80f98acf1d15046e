"""How likely it is that a pronoun or noun stands for each of those told of: by recency, role, sex and clause.

Weights are set by hand; a sentence further back counts 1 less.

in: a token and the people told of before    out: weights    writes: nothing
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused
from pipeline.events.grammar.happenings import happenings
from pipeline.events.grammar.on_trial import is_to_be_tried
from pipeline.events.grammar.quotation_marks import is_quoted
from pipeline.events.grammar.syntax import children
from pipeline.events.people import bound
from pipeline.events.people.circumstances import (
    decides,
    is_before_court,
    is_faulted,
    is_in_office,
    is_tried,
    pays_bail,
    visited,
)
from pipeline.events.people.entity import Entity, Reference
from pipeline.events.people.focus import turned_at
from pipeline.events.people.last_mentions import ends_quote, last_before, was_subject
from pipeline.events.people.suspects import is_uninvolved, looks_on

SIGN = {"m": 1, "f": -1}
"""Which way first names of a sex lean."""
_OF_SEX = 0.6
"""What it counts for "the man" that somebody is known to be one."""
_AGAINST_NAME = -2.0
"""What it counts against "the mother" that a first name is a man's: such a noun tells the sex for good."""
_BY = -0.3
"""What it counts against somebody that a thing was told or made by them, in the passive."""
_AT_COURT = frozenset({"sentence", "convict", "arraign", "acquit"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "poss"})
_UNINVOLVED = -2.0
"""What it counts against "he was released", "the driver was charged" that somebody is uninvolved."""
_UNINVOLVED_YET = -0.4
"""What it counts against "he was arrested", which may be the first that is told of it."""
_UNACCUSED_OFFICE = -0.8
"""What it counts against an official of whom more is told than the office, but no arrest."""
_TURNED = -2.5
"""What it counts against somebody of an earlier paragraph that the word's own has turned to another."""
_TRIED = 0.8
"""What it counts for "the jury acquitted him" that somebody was accused before."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A pronoun or noun that asks who is meant, and what its clause says of that."""

    token: Token
    sex: str | None
    """`m` or `f`, of the word; null: it does not tell."""
    sentence: int
    speaking: bool
    """Who is meant says something, or decides as officials do."""
    reporting: Entity | None
    """Who says what the clause tells."""
    dealt_with: Entity | None
    """Whom a clause before, or around it, is about."""
    described: Entity | None
    parallel: Entity | None
    """Who stands in its place in the clause that its own is joined to."""
    quoted: bool
    tried: bool
    in_court: bool
    taken: bool
    """Who is meant is accused of something, or before a court."""
    suffering: bool
    """It is what befalls an accused, somebody is one, and its sentence has told of nobody before."""
    crimes: frozenset[int]
    """Sentences that tell of an offense."""
    turned: int | None
    """Where its paragraph begins, in characters, if that has turned to somebody new."""
    of_name: bool
    """Somebody of that sex was named in the sentence, or told of just before."""


def asking(
    token: Token,
    sex: str | None,
    sentences: Mapping[int, int],
    known: Mapping[int, Entity],
    pool: Sequence[Entity],
    crimes: frozenset[int] = frozenset(),
) -> Asking:
    """Read what a clause says of whom its pronoun or noun stands for.

    Args:
        token: the pronoun or noun.
        sex: that it tells.
        sentences: number of each token's sentence.
        known: for whom each token stands, of those read so far.
        pool: who may be meant.
        crimes: sentences that tell of an offense.
    """
    here = sentences[token.i]
    inmate = visited(token)
    dealt_with = (
        bound.dealt_with(token, known)
        or bound.acted_on(token, known)
        or bound.told_of(token, known)
        or bound.dead(token, known)
        or (known.get(inmate.i) if inmate is not None else None)
    )
    pronoun, in_court = token.pos_ == "PRON", is_before_court(token)
    sign = SIGN.get(sex or "", 0)
    of_name = any(item.leaning * sign > 0 and last_before(item, token.i, here) for item in pool)
    # "Al Roe and his wife, Ann Roe, argued. She": one of that sex was told of just before
    of_name |= bool(sign) and any(x.sex == sex and last_before(x, token.i, here - 1) for x in pool)
    here_told = any(last_before(item, token.i, here) for item in pool)
    return Asking(
        token,
        sex,
        here,
        speaking=nominals.speaks(token) or decides(token),
        reporting=bound.reporting(token, known),
        dealt_with=dealt_with,
        described=bound.described_by(token, known),
        parallel=bound.joined(token, known),
        quoted=pronoun and is_quoted(token),
        tried=pronoun and is_tried(token),
        in_court=in_court,
        taken=in_court or is_accused(token),
        suffering=not here_told and any(item.accused for item in pool) and _suffers(token, in_court),
        crimes=crimes,
        turned=turned_at(token, pool, crimes),
        of_name=of_name,
    )


def _suffers(token: Token, in_court: bool) -> bool:
    """Say whether it is done to a word what is done to the accused: "he was charged", "his arrest"."""
    if token.dep_ == "poss" and token.head.lemma_.lower() in happenings("endured"):
        return True
    return token.dep_ in _ARGUMENTS and (in_court or is_accused(token))


def may_be(entity: Entity, last: Reference, asked: Asking) -> bool:
    """Say whether somebody may be meant at all, by the last mention of them."""
    if entity.is_office() and not asked.speaking:
        return False
    acts = last.speaks or is_in_office(asked.token.doc[last.token])
    if asked.in_court and acts and not asked.speaking and entity.only_acts():
        return False  # "The sheriff said so. He faces a charge": no sheriff
    # “My sister is here. They are holding her,” Roe said: who speaks is not meant
    return not (asked.quoted and (last.speaks or ends_quote(asked.token.doc, last)))


def weight(entity: Entity, last: Reference, asked: Asking) -> float:
    """Return how likely it is that somebody is meant; the higher, the likelier."""
    score = (
        -1.0 * (asked.sentence - last.sentence)
        + 0.7 * was_subject(entity, last)
        + 0.05 * min(len(entity.references), 4)
    )
    for counted in (_by_sex, _by_part, _by_clause, _by_mention):
        for much in counted(entity, last, asked):
            score += much
    return score


def _by_sex(entity: Entity, _: Reference, asked: Asking) -> Iterator[float]:
    """Yield what it counts who somebody is known to be, a man or woman above all."""
    sex, noun = asked.sex, asked.token.pos_ == "NOUN"
    yield 0.5 * (entity.described() or entity.accused) + (
        (_OF_SEX if noun else 0.2) if sex and entity.sex == sex else 0.0
    )
    if sex and entity.leaning:
        often = abs(entity.leaning) > 1 and entity.is_of_other_sex(sex)  # by a pronoun, too
        against = _AGAINST_NAME if noun or asked.of_name or often else -0.6
        yield 0.2 if (entity.leaning > 0) == (sex == "m") else against
    if asked.token.pos_ == "PRON" and entity.is_of_other_sex(sex):
        yield _AGAINST_NAME


def _by_part(entity: Entity, last: Reference, asked: Asking) -> Iterator[float]:
    """Yield what it counts what part somebody plays: officials speak, and are seldom accused."""
    if entity.generic:
        yield -1.0
    if entity.official and not entity.described():
        accused = 0.0 if entity.private else -0.8
        faulted = 0.3 if is_faulted(asked.token.doc[last.token]) else -1.6
        yield 1.0 if asked.speaking else accused if entity.accused else faulted
    elif asked.speaking:
        yield -0.4
    elif entity.official and asked.taken and not (entity.accused or entity.private):
        yield _UNACCUSED_OFFICE


def _by_clause(entity: Entity, last: Reference, asked: Asking) -> Iterator[float]:
    """Yield what it counts what the clause tells of whoever is meant."""
    yield _TRIED * (asked.tried and entity.accused)  # "The jury acquitted him": who stands trial
    yield -1.5 * (asked.in_court and entity.suffers())
    onlooker = asked.taken and entity is not asked.reporting and looks_on(asked.token.doc, entity)
    yield -1.5 * onlooker
    yield 0.4 * (asked.taken and entity is asked.parallel)
    if asked.suffering and not entity.accused and is_uninvolved(asked.token.doc, entity, asked.crimes):
        verb = asked.token.head
        follows = asked.in_court or verb.lemma_ in _AT_COURT or is_to_be_tried(verb)
        yield _UNINVOLVED if follows or asked.token.pos_ != "PRON" else _UNINVOLVED_YET
    other_sex = asked.sex is not None and entity.leaning * SIGN.get(asked.sex, -1) < 0
    yield 2.5 * (entity is asked.dealt_with) + 1.5 * (entity is asked.described and not other_sex)
    if entity is asked.reporting and not (entity.official or other_sex):
        yield 1.0
    elif last.speaks and not asked.speaking and not entity.described():
        yield -1.0


def _by_mention(entity: Entity, last: Reference, asked: Asking) -> Iterator[float]:
    """Yield what it counts how somebody was told of last."""
    mention = asked.token.doc[last.token]
    if entity.suffers() or (entity.kin and not entity.accused):
        yield -0.6
    if last.kind != "pronoun" and mention.dep_ == "poss":
        yield -0.7  # "came for the boy's father; he ran"
    yield -1.5 * (not entity.accused and pays_bail(mention))
    yield _BY * _made_a_thing(mention)
    yield _TURNED * (asked.turned is not None and last.start < asked.turned)
    yield 0.001 * last.token - 0.1 * (mention.dep_ == "conj")  # the first of two


def _made_a_thing(mention: Token) -> bool:
    """Say whether somebody is by whom a thing was told or made: "The photograph was taken by Ann Roe"."""
    if mention.dep_ != "pobj" or mention.head.dep_ != "agent":
        return False
    return any(
        noun.pos_ == "NOUN" and not nominals.is_person_noun(noun)
        for noun in children(mention.head.head, "nsubjpass")
    )
