"""Whom a definite noun points back to: "the suspect", "the 22-year-old", "the Honduran", "the girl".

Sieves decide in order, as in Lee et al. (2013): the nouns that say most of whom they mean come first, and
what is left is said of whoever was told of last.

in: a noun of a parsed `Doc`, the people told of so far    out: one of them    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_of_story, is_untouched
from pipeline.events.grammar.on_trial import ACCUSED
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.grammar.what_is_told import is_told
from pipeline.events.people.antecedents import REACH, Antecedents
from pipeline.events.people.callings import has_titles, of_calling, of_kin
from pipeline.events.people.circumstances import LAID_TO
from pipeline.events.people.definite_nouns import (
    AT_THE_WHEEL,
    charged_above,
    home_named,
    is_man,
    is_named_as,
    is_named_otherwise,
    is_of_body,
    is_of_newly_named,
    is_of_post,
    is_somebodys,
    is_who_did_it,
    named_behind,
)
from pipeline.events.people.definite_pools import COMPARED, Definite, Pools, is_of_calling
from pipeline.events.people.entity import Entity
from pipeline.events.people.families import by_age, family, of_two
from pipeline.events.people.foreigners import from_abroad
from pipeline.events.people.told_apart import is_smuggled
from pipeline.events.people.vehicles import drives, is_of_what_was_hit
from pipeline.schema import Mention

_IN_ORDER = frozenset({"only", "first", "last", "latest"})
"""Beside a noun for somebody told apart from others: no word of whom that is."""
_INDEFINITE = frozenset({"a", "an", "another", "fellow"})
_NEAR = 80
"""Tokens from "an inmate" to "the inmate"."""


@dataclass(frozen=True, slots=True)
class _Decided:
    """What a sieve decides: this person, or none of those told of so far."""

    person: Entity | None


_NOBODY = _Decided(None)


class Definites:
    """Finds, among the people told of so far, the one whom a definite noun means."""

    def __init__(self, doc: Doc, people: Sequence[Entity], antecedents: Antecedents) -> None:
        """Keep the text, its people, who may grow in number, and who is near."""
        self._doc, self._people, self._antecedents = doc, people, antecedents
        self._pools = Pools(doc, people, antecedents)
        self._indefinites: dict[str, list[Token]] | None = None
        self._by_noun = (
            self._relative,
            self._of_somebody,
            self._fellow,
            self._named_behind,
            self._suspect,
            self._of_owner,
            self._acting,
            self._entitled,
            self._holder,
            self._elder,
            self._charged_above,
            self._driver,
            self._foreigner,
            self._anybody,
            self._apart,
            self._of_post,
            self._of_home,
        )
        """Sieves that ask what the noun says, of the people whom it says that of."""
        self._by_pool = (self._of_age, self._of_country, self._followed, self._still_unnamed)
        """Sieves among those of whom the noun may be said."""

    def meant(self, token: Token, age: Mention | None, country: Mention | None) -> Entity | None:
        """Return the person that a definite noun points back to."""
        noun = _definite(token, age, country)
        for sieve in self._by_noun:
            decided = sieve(noun)
            if decided is not None:
                return decided.person
        pool = self._pools.narrowed(noun)
        for among in self._by_pool:
            decided = among(noun, pool)
            if decided is not None:
                return decided.person
        return self._told_last(noun, pool)

    def paired(self, token: Token) -> Entity | None:
        """Return whom the second noun of "the driver and passenger" means: who was called so last."""
        first, lemma = token.head, token.lemma_.lower()
        given = any(child.lower_ in ("the", "both") for child in first.children)
        if token.dep_ != "conj" or not given:
            return None
        called = (item for item in self._people if item.is_called(lemma, self._doc, unnamed=True))
        return max(called, key=lambda item: item.references[-1].token, default=None)

    def _relative(self, noun: Definite) -> _Decided | None:
        """Decide on kin: "Roe and his father, Al Roe, were stopped. The father was arrested"."""
        if not noun.nameless or noun.has(COMPARED) or children(noun.token, "poss"):
            return None
        relative = of_kin(noun.token, self._people)
        return None if relative is None else _Decided(relative)

    def _of_somebody(self, noun: Definite) -> _Decided | None:
        """Decide on "the wrong man", who is nobody here, and on who is somebody's and was called so."""
        if noun.has({"wrong"}):
            return _NOBODY
        if noun.nameless and is_somebodys(noun.token):
            return _Decided(self._antecedents.called_before(noun.lemma, self._doc))
        return None

    def _fellow(self, noun: Definite) -> _Decided | None:
        """Decide on "the accomplice": the other one."""
        fellow = noun.lemma in nominals.lexicon().fellow
        return _Decided(self._antecedents.fellow(self._doc)) if fellow else None

    def _named_behind(self, noun: Definite) -> _Decided | None:
        """Decide on who is named behind it: "left a teacher in a coma ... The teacher, Ann Roe"."""
        named = any(child.ent_type_ == "PERSON" for child in named_behind(noun.token))
        told = self._pools.called(noun, self._people) if named else []
        if len(told) == 1 and not (told[0].accused or told[0].names) and is_of_calling(noun.lemma):
            return _Decided(told[0])
        if is_named_otherwise(noun.token) or (named and not told and self._is_bystander(noun)):
            return _NOBODY
        return None

    def _suspect(self, noun: Definite) -> _Decided | None:
        """Decide on the accused: "the suspect", "the accused person", "their abuser"."""
        lemma, words = noun.lemma, nominals.lexicon()
        said = any(child.lower_ == "accused" for child in children(noun.token, "amod", "compound"))
        if lemma in ACCUSED or (said and noun.nameless and (is_man(lemma) or lemma in words.generic)):
            return _Decided(self._accused(noun))
        if lemma in words.doer and children(noun.token, "poss"):
            return _Decided(self._accused(noun, alone=True))
        return None

    def _of_owner(self, noun: Definite) -> _Decided | None:
        """Leave "his brother", "Roe's victim" to whose they are, and whatever is somebody new's."""
        words = nominals.lexicon()
        related = words.relative | words.kin | words.man | words.woman | words.victim
        if noun.lemma in related and children(noun.token, "poss"):
            return _NOBODY
        new = is_of_newly_named(noun.token, self._antecedents.by_token)
        return _Decided(self._antecedents.called_before(noun.lemma, self._doc)) if new else None

    def _acting(self, noun: Definite) -> _Decided | None:
        """Decide on "the officer", "the judge": only somebody who was tried as one."""
        acting = noun.lemma in nominals.lexicon().acting and noun.nameless and not is_accused(noun.token)
        return _Decided(self._antecedents.tried_before(noun.token)) if acting else None

    def _entitled(self, noun: Definite) -> _Decided | None:
        """Decide on callings: "Rev. Al Poe drove Roe. The pastor was arrested"; on none that is new."""
        if not noun.nameless:
            return None
        titles = has_titles(noun.lemma, is_of_calling(noun.lemma))
        if titles and not children(noun.token, "poss"):
            entitled = of_calling(noun.token, self._people)
            if entitled is not None:
                return _Decided(entitled)
        return _NOBODY if is_untouched(noun.token) and self._is_new_calling(noun.lemma) else None

    def _holder(self, noun: Definite) -> _Decided | None:
        """Decide on who was told of as holding an office that a place has one of: "then-Sheriff Lee Roe"."""
        if noun.lemma not in nominals.lexicon().sole or not noun.nameless:
            return None
        text = text_of(self._doc)
        titles = (f" {noun.lemma.title()}", f"-{noun.lemma.title()}")
        held = [
            entity
            for entity in self._people
            if entity.is_called(noun.lemma, self._doc, unnamed=True)
            or any(text[: name.start].rstrip().endswith(titles) for name in entity.names)
        ]
        return _Decided(held[-1] if held else None)

    def _elder(self, noun: Definite) -> _Decided | None:
        """Decide on "the elder Roe", "the younger man": of a family, or of two."""
        elder = by_age(noun.token, family(noun.token, self._people))
        if elder is not None:
            return _Decided(elder)
        if noun.nameless and is_man(noun.lemma) and noun.has(COMPARED):
            two = of_two(noun.token, self._people)
            return _Decided(by_age(noun.token, two)) if two else None
        return None

    def _charged_above(self, noun: Definite) -> _Decided | None:
        """Decide on who is charged in the clause above; none is meant by the car that was hit."""
        charged = charged_above(noun.token)
        if charged is not None and charged.i in self._antecedents.by_token:
            return _Decided(self._antecedents.by_token[charged.i])
        return _NOBODY if is_of_what_was_hit(noun.token) else None

    def _driver(self, noun: Definite) -> _Decided | None:
        """Decide on "a car driven by Al Roe ... the driver", where nobody is called one."""
        if noun.lemma != "driver" or not noun.nameless or self._pools.called(noun, self._people):
            return None
        found = [
            person
            for person in self._people
            if any(item.token < noun.token.i and drives(self._doc[item.token]) for item in person.references)
        ]
        return _Decided(found[0]) if len(found) == 1 else None

    def _foreigner(self, noun: Definite) -> _Decided | None:
        """Decide on "the migrant": the one told of last of those from abroad, and no smuggler."""
        token = noun.token
        if noun.nameless and is_smuggled(token, self._people):
            return _NOBODY
        abroad = from_abroad(token, self._people) if noun.nameless and is_of_story(token) else []
        return _Decided(self._antecedents.recent(abroad, token, noun.sex, REACH * 3)) if abroad else None

    def _anybody(self, noun: Definite) -> _Decided | None:
        """Decide on "the individual": who was called so, or the one whose arrest the paragraph tells."""
        anybody = noun.lemma in nominals.lexicon().generic and noun.lemma not in ("inmate", "detainee")
        if not anybody or noun.age is not None or noun.has({"this"}) or is_of_story(noun.token):
            return None
        if not is_told(noun.token):
            return _NOBODY
        called = self._antecedents.called_before(noun.lemma, self._doc)
        return _Decided(called or self._only_accused_here(noun.token))

    def _apart(self, noun: Definite) -> _Decided | None:
        """Tell apart "the second man", "the only person ever convicted of it": none told of before."""
        told = noun.has(nominals.lexicon().one_more | _IN_ORDER) or is_who_did_it(noun.token)
        return _NOBODY if told else None

    def _of_post(self, noun: Definite) -> _Decided | None:
        """Decide on "the captain", said of a post and not of a person: who was called so before."""
        post = noun.nameless and (is_of_post(noun.token) or is_of_body(noun.token))
        return _Decided(self._antecedents.called_before(noun.lemma, self._doc)) if post else None

    def _of_home(self, noun: Definite) -> _Decided | None:
        """Decide on "the Salem man": the one told to be from there."""
        there = self._pools.told_from(noun.token, re.escape(noun.home)) if noun.home is not None else []
        return _Decided(there[0] if len(there) == 1 else None) if there else None

    def _of_age(self, noun: Definite, pool: Sequence[Entity]) -> _Decided | None:
        """Decide on "the 22-year-old"."""
        return None if noun.age is None else _Decided(self._pools.of_age(noun, pool))

    def _of_country(self, noun: Definite, pool: Sequence[Entity]) -> _Decided | None:
        """Decide on "the Honduran": the last told of, or whom the paragraph has brought in as "a man"."""
        same = self._pools.of_country(noun, pool)
        if not same:
            return None
        return _Decided(self._brought_in_since(noun.token, same[-1], pool) or same[-1])

    def _followed(self, noun: Definite, pool: Sequence[Entity]) -> _Decided | None:
        """Decide on "the teen", whom police arrested: no shopkeeper named since."""
        followed = [item for item in self._pools.called(noun, pool) if item.accused]
        others = (item for item in pool if item.described() or (item.names and item.accused))
        alone = bool(followed) and all(item in followed for item in others)
        return _Decided(max(followed, key=lambda item: item.references[-1].token)) if alone else None

    def _still_unnamed(self, noun: Definite, pool: Sequence[Entity]) -> _Decided | None:
        """Decide on "police named the cook as Ed Poe": no landlord named before."""
        if self._called_by_name(noun, pool) or not is_named_as(noun.token):
            return None
        so_far = [item for item in self._pools.called(noun, pool) if not item.names]
        return _Decided(so_far[-1] if so_far else None)

    def _called_by_name(self, noun: Definite, pool: Sequence[Entity]) -> list[Entity]:
        """Return those of a pool who are called so; of those without a name only where nobody has one."""
        young = noun.lemma in nominals.lexicon().young
        nobody = noun.has({"this"}) or not (young or any(entity.names for entity in pool))
        return [
            item
            for item in pool
            if not is_man(noun.lemma) and item.is_called(noun.lemma, self._doc, unnamed=nobody)
        ]

    def _told_last(self, noun: Definite, pool: Sequence[Entity]) -> Entity | None:
        """Return who of a pool was told of last, unless a noun for another one stands nearer."""
        token, sex = noun.token, noun.sex
        found = self._antecedents.recent(self._called_by_name(noun, pool) or pool, token, sex, REACH * 3)
        if found is None:
            return self._pools.called_beside(noun)
        if sex is not None and not found.is_of_sex(sex) and noun.nameless and is_man(noun.lemma):
            # "arrested a woman and two men. Ed Poe and Kim Dent were charged. The woman": she is no Dent
            same = [item for item in self._pools.called(noun, pool) if not (item.names or item.age)]
            if same:
                return same[-1]
            if not is_accused(token):
                # "choked a woman. Casey Roe is in jail. The woman told police": she who was choked
                harmed = [item for item in self._people if item.suffers() and not item.names]
                told = self._pools.called(noun, harmed)
                return told[-1] if told else found
        other = self._brought_in(noun, found) if noun.nameless else None
        if other is not None:
            return self._antecedents.by_token.get(other.i)
        return self._pools.called_so(noun, found) if noun.nameless and is_of_calling(noun.lemma) else found

    def _brought_in(self, noun: Definite, found: Entity) -> Token | None:
        """Return the noun of one told of before as "an inmate", where nothing calls the found one so.

        "Al Roe pleaded guilty to having sex with an inmate. The inmate was": no Roe.
        """
        token, lemma = noun.token, noun.lemma
        told = lemma in nominals.lexicon().locked_up | nominals.lexicon().staff
        if not told and not is_of_calling(lemma):
            return None
        if found.is_called(lemma, self._doc, unnamed=True):
            return None
        if self._indefinites is None:
            self._indefinites = {}
            for other in self._doc:
                first = any(child.lower_ in _INDEFINITE for child in other.children)
                if other.tag_ == "NN" and first:
                    self._indefinites.setdefault(other.lemma_.lower(), []).append(other)
        near = token.i - _NEAR
        before = [other for other in self._indefinites.get(lemma, ()) if near <= other.i < token.i]
        if not before or before[-1].dep_ in ("attr", "appos") or is_accused(before[-1]):
            return None  # "opposes the parole of an inmate convicted of murder": named below
        return before[-1]

    def _brought_in_since(self, token: Token, known: Entity, pool: Sequence[Entity]) -> Entity | None:
        """Return whom a token's paragraph has brought in as "a man", where one known is of another paragraph.

        "Agents arrested a Cuban, 40. [...] On Friday they arrested a man. The Cuban had been deported."
        """
        begin = text_of(self._doc).rfind("\n", 0, token.idx)
        unnamed = [item for item in pool if item.nationality is None and item.accused and not item.names]
        new = [item for item in unnamed if item.references[0].start > begin]
        new = [item for item in new if nominals.determiner(self._doc[item.references[0].token]) == "new"]
        return new[0] if len(new) == 1 and known.references[-1].start < begin else None

    def _is_bystander(self, noun: Definite) -> bool:
        """Say whether a trade brings in who is named behind it, of whom no deed is told there.

        "A man was convicted. The clerk, Ann Roe, 58, was hit": told of before as no clerk.
        """
        if noun.lemma in nominals.lexicon().of_group or noun.token.pos_ != "NOUN":
            return False
        if noun.lemma in AT_THE_WHEEL and any(x.names and x.age and not x.suffers() for x in self._people):
            return True  # "A man was held ... Al Roe, 38, is in jail. The driver, Ed Poe": neither of them
        laid = is_accused(noun.token) or LAID_TO.search(noun.token.sent.text) is not None
        return self._is_new_calling(noun.lemma) and not laid

    def _is_new_calling(self, lemma: str) -> bool:
        """Say whether a noun tells what somebody is or does whom the story has not called so."""
        known = any(item.is_called(lemma, self._doc, unnamed=True) for item in self._people)
        return is_of_calling(lemma) and lemma not in AT_THE_WHEEL and not known

    def _only_accused_here(self, token: Token) -> Entity | None:
        """Return the one person of whom a token's paragraph tells an arrest, for "the individual"."""
        begin = text_of(self._doc).rfind("\n", 0, token.idx)
        pool = self._pools.of(_definite(token, None, None))
        here = [item for item in pool if item.references[-1].start > begin]
        return here[0] if len(here) == 1 and here[0].accused and not here[0].names else None

    def _accused(self, noun: Definite, *, alone: bool = False) -> Entity | None:
        """Return whom "the suspect" means: the accused told of last, from afar.

        Args:
            noun: the noun.
            alone: nobody else where nobody is accused.
        """
        pool = self._pools.suspects(noun)
        accused = [entity for entity in pool if entity.accused]
        if not (alone or any(entity.accused for entity in self._people)):
            accused = self._antecedents.suspected(pool, noun.token)
        return self._antecedents.recent(accused, noun.token, noun.sex, REACH * 6)


def _definite(token: Token, age: Mention | None, country: Mention | None) -> Definite:
    lemma, words = token.lemma_.lower(), nominals.lexicon()
    anyone = words.man | words.woman | words.young
    home = home_named(token) if age is None and country is None and lemma in anyone else None
    return Definite(token, age, country, lemma, nominals.sex_of(token), home)
