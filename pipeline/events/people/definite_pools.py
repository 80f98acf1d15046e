"""Of whom, among the people told of so far, a definite noun may be said.

in: a noun with what it says, the people    out: those whom nothing rules out    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_told_apart
from pipeline.events.grammar.on_trial import ACCUSED
from pipeline.events.grammar.syntax import text_of
from pipeline.events.people.antecedents import REACH, Antecedents
from pipeline.events.people.callings import is_across
from pipeline.events.people.definite_nouns import (
    complains,
    is_culprit,
    is_known_by_deed,
    is_man,
    is_of_other_age,
    is_on_other_side,
)
from pipeline.events.people.entity import Entity, name_words
from pipeline.events.people.harm import is_harmed
from pipeline.events.people.suspects import is_uninvolved
from pipeline.events.people.told_beside import ToldBeside
from pipeline.schema import Mention

COMPARED = frozenset({"older", "younger", "elder", "oldest", "youngest"})
"""Beside a noun for one of several: "the older employee" is nobody only named before."""
_ANYBODY = frozenset({"subject", "individual", "person"})
_PLACE = r"(?:[A-Z][\w.’-]+\s){0,2}[A-Z][\w.’-]+"


@dataclass(frozen=True, slots=True)
class Definite:
    """A definite noun, and what it says of the person."""

    token: Token
    age: Mention | None
    country: Mention | None
    lemma: str
    sex: str | None
    home: str | None
    """Where "the Salem man" is from, by name."""

    @property
    def nameless(self) -> bool:
        """Whether it says neither age nor country."""
        return self.age is None and self.country is None

    def has(self, words: Container[str]) -> bool:
        """Say whether one of some words hangs on it: "the other man"."""
        return any(child.lower_ in words for child in self.token.children)


def is_of_calling(lemma: str) -> bool:
    """Say whether a noun tells what somebody is or does: a cyclist, no man, inmate or suspect."""
    words = nominals.lexicon()
    anybody = words.man | words.woman | words.young | words.generic | words.doer | words.locked_up
    return lemma not in anybody | words.relative | words.fellow | ACCUSED and not is_man(lemma)


class Pools:
    """The people of one article of whom nouns may be said."""

    def __init__(self, doc: Doc, people: Sequence[Entity], antecedents: Antecedents) -> None:
        """Keep the text, its people, who may grow in number, and who is near."""
        self._doc, self._people, self._antecedents = doc, people, antecedents
        self._told_beside = ToldBeside(doc)

    def called(self, noun: Definite, pool: Sequence[Entity]) -> list[Entity]:
        """Return those of a pool who are called so, with a name or without."""
        return [item for item in pool if item.is_called(noun.lemma, self._doc, unnamed=True)]

    def narrowed(self, noun: Definite) -> list[Entity]:
        """Return those of whom a noun may be said: not who was harmed, nor who is from elsewhere."""
        pool = self.of(noun)
        if is_of_calling(noun.lemma) and is_harmed(noun.token):
            # "The man accused is held. The cyclist, Ann Roe, 44, died": she is no one accused
            called = self.called(noun, pool)
            pool = [item for item in pool if not item.accused or item in called]
        if noun.home is not None:
            elsewhere = self.told_from(noun.token, _PLACE)
            pool = [entity for entity in pool if entity not in elsewhere]
        if noun.country is None or noun.age is not None or self.of_country(noun, pool):
            return pool
        return [entity for entity in pool if entity.nationality is None]

    def of_country(self, noun: Definite, pool: Sequence[Entity]) -> list[Entity]:
        """Return those of a pool who are told to be from the country that a noun says."""
        country = noun.country.value if noun.country is not None else None
        return [
            entity
            for entity in pool
            if country is not None and entity.nationality is not None and entity.nationality.value == country
        ]

    def of(self, noun: Definite) -> list[Entity]:
        """Return those of whom a noun may be said, whatever it says of their home or country."""
        token, lemma, words = noun.token, noun.lemma, nominals.lexicon()
        about, relation = is_man(lemma), lemma in words.relative
        wants_victim = lemma in words.victim or self._is_of_harmed(noun)
        bound = self._antecedents.binders(token) + self.others_of_clause(noun)
        beside = [item for item in token.conjuncts if item.pos_ == "PROPN"]  # "the governor and Al Roe are"
        acting = about and is_known_by_deed(token)
        told = acting or (about and is_told_apart(token))
        bare = noun.nameless and not (about or wants_victim)
        return [
            entity
            for entity in self._people
            if (
                (entity.suffers() if wants_victim else not entity.victim)
                or (entity.kin and lemma in words.young)
            )
            and not entity.is_of_other_sex(noun.sex)
            and not (entity.official and not entity.described())
            and (about or not entity.bystander() or entity.accused)
            and entity.may_be(token)
            and not is_of_other_age(token, self._nouns_of(entity))
            and not ((acting or lemma in words.doer) and entity.suffers())
            and entity not in bound
            and not any(entity.is_like_name(name_words(item.text)) for item in beside)
            and not is_on_other_side(lemma, self._mentions_of(entity))
            and not is_across(lemma, self._lemmas_of(entity), accused=entity.accused)
            and not (entity.kin and relation and not entity.is_called(lemma, self._doc, unnamed=True))
            and (
                entity.accused
                or entity.described()
                or not (told or (bare and (entity.kin or noun.has(COMPARED))))
                or entity.is_called(lemma, self._doc)
            )
        ]

    def called_so(self, noun: Definite, found: Entity) -> Entity | None:
        """Return who is called by a noun for what somebody does, where the one found is not called so.

        "A charge against a teacher was dropped ... a student sat ... The teacher was arrested": no student.
        Nor is "the driver", who was arrested, somebody named who has no part in the case: it is nobody known.
        """
        called = self.called(noun, self._people)
        told = [item for item in called if nominals.determiner(self._doc[item.references[0].token]) == "new"]
        if not told or found in called:
            apart = found.names and not (found.accused or found in called) and is_accused(noun.token)
            return None if apart and is_uninvolved(self._doc, found, self._antecedents.crimes) else found
        return next((item for item in reversed(told) if item.accused), told[0])

    def suspects(self, noun: Definite) -> list[Entity]:
        """Return who may be "the suspect": nobody harmed, nor who only stands beside the suspect."""
        beside = self._antecedents.binders(noun.token) + self.others_of_clause(noun)
        return [
            entity
            for entity in self._people
            if not (entity.suffers() or entity.kin or entity in beside)
            and not (entity.official and not entity.described())
        ]

    def called_beside(self, noun: Definite) -> Entity | None:
        """Return who was called so last, where somebody else stood beside the noun: "Roe hit a teacher"."""
        called = self.called(noun, self._people) if self.others_of_clause(noun) else []
        return called[-1] if called else None

    def others_of_clause(self, noun: Definite) -> list[Entity]:
        """Return who stood beside the same noun before: "Al Roe told the guard to stop. The guard"."""
        if is_man(noun.lemma) or noun.lemma in _ANYBODY:
            return []  # "The man hit Al Roe. The man" is anybody
        by_token = self._antecedents.by_token
        found = [by_token[token.i] for token in self._told_beside.of(noun.token) if token.i in by_token]
        return [item for item in found if not item.is_called(noun.lemma, self._doc, unnamed=True)]

    def of_age(self, noun: Definite, pool: Sequence[Entity]) -> Entity | None:
        """Return whom a noun with an age means: one of that age, else one whose age is news."""
        token, age, sex = noun.token, noun.age, noun.sex
        if age is None:
            return None
        pool = [one for one in pool if not one.is_from_elsewhere(noun.country)]
        pool = [one for one in pool if not one.is_beyond_age(age.value, self._doc)]
        aged = [item for item in self._people if item.age is not None and item.age.value == age.value]
        if is_culprit(token):
            aged = [item for item in aged if not item.suffers()]
        hurt = [item for item in aged if item.suffers() and not item.is_of_other_sex(sex)]
        if same := [item for item in aged if item in pool] or hurt:
            return same[-1]
        # "The 22-year-old": the age is news, the person is not.
        ageless = [entity for entity in pool if entity.age is None and not entity.kin]
        if is_accused(token):
            ageless = [
                entity
                for entity in ageless
                if entity.names or entity.accused or not complains(self._mentions_of(entity))
            ]
        if sex is not None and not any(entity.is_of_sex(sex) for entity in ageless):
            # "The 28-year-old woman" is no senator whom nothing calls one, where a woman was hurt
            harmed = [item for item in self._people if item.names and item.suffers() and item.is_of_sex(sex)]
            ageless = [item for item in harmed if item.age is None] or ageless
        specific = [entity for entity in ageless if not entity.generic]
        return self._antecedents.recent(specific or ageless, token, sex, REACH)

    def told_from(self, token: Token, place: str) -> list[Entity]:
        """Return those told in front of a noun to be from a place (an expression)."""
        home = re.compile(rf"(?:,\s\d\d,?)?\s(?:from|of)\s(?:{place})(?!\s[A-Z])\b")
        text = text_of(self._doc)
        found = [
            person
            for person in self._people
            for item in person.references
            if item.token < token.i and home.match(text, self._end_of(item.token))
        ]
        return list(dict.fromkeys(found))

    def _end_of(self, index: int) -> int:
        return self._doc[index].idx + len(self._doc[index])

    def _mentions_of(self, entity: Entity) -> list[Token]:
        return [self._doc[item.token] for item in entity.references]

    def _lemmas_of(self, entity: Entity) -> list[str]:
        return [noun.lemma_.lower() for noun in self._nouns_of(entity)]

    def _nouns_of(self, entity: Entity) -> list[Token]:
        return [self._doc[item.token] for item in entity.references if item.kind == "nominal"]

    def _is_of_harmed(self, noun: Definite) -> bool:
        """Say whether somebody is told of as hurt, where a story has a victim: "the boy was killed"."""
        return is_harmed(noun.token) and any(
            entity.suffers() and not entity.is_of_other_sex(noun.sex) and entity.may_be(noun.token)
            for entity in self._people
        )
