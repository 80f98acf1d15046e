"""Whom a definite noun points back to: "the suspect", "the 22-year-old", "the Honduran", "the girl".

in: a noun of a parsed `Doc`, the people told of so far    out: one of them    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_of_story, is_told, is_told_apart, is_untouched
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.people.antecedents import REACH, Antecedents
from pipeline.events.people.callings import has_titles, of_calling, of_kin
from pipeline.events.people.circumstances import LAID_TO
from pipeline.events.people.definite_nouns import (
    AT_THE_WHEEL,
    charged_above,
    complains,
    home_named,
    is_culprit,
    is_known_by_deed,
    is_man,
    is_named_as,
    is_named_otherwise,
    is_of_other_age,
    is_of_post,
    is_on_other_side,
    is_somebodys,
    named_behind,
)
from pipeline.events.people.entity import Entity
from pipeline.events.people.families import by_age, family, of_two
from pipeline.events.people.foreigners import from_abroad
from pipeline.events.people.harm import is_harmed
from pipeline.events.people.vehicles import drives, is_of_what_was_hit
from pipeline.schema import Mention

_ACCUSED = frozenset({"defendant", "suspect", "accused"})
_IN_ORDER = frozenset({"only", "first", "last", "latest"})
"""Beside a noun for somebody told apart from others: no word of whom that is."""
_COMPARED = frozenset({"older", "younger", "elder", "oldest", "youngest"})
"""Beside a noun for one of several: "the older employee" is nobody only named before."""
_INDEFINITE = frozenset({"a", "an", "another", "fellow"})
_NEAR = 80
"""Tokens from "an inmate" to "the inmate"."""


class Definites:
    """Finds, among the people told of so far, the one whom a definite noun means."""

    def __init__(self, doc: Doc, people: Sequence[Entity], antecedents: Antecedents) -> None:
        """Keep the text, its people, who may grow in number, and who is near."""
        self._doc, self._people, self._antecedents = doc, people, antecedents
        self._indefinites: dict[str, list[Token]] | None = None

    def meant(self, token: Token, age: Mention | None, country: Mention | None) -> Entity | None:
        """Return the person that a definite noun points back to."""
        lemma, words, sex = token.lemma_.lower(), nominals.lexicon(), nominals.sex_of(token)
        nameless = age is None and country is None
        pointed = any(child.lower_ == "this" for child in token.children)
        compared = any(child.lower_ in _COMPARED for child in token.children)
        if nameless and not compared and not children(token, "poss"):
            relative = of_kin(token, self._people)
            if relative is not None:
                return relative  # "Roe and his father, Al Roe, were stopped. The father was arrested"
        if any(child.lower_ == "wrong" for child in token.children):
            return None  # "freed the wrong man"
        if nameless and is_somebodys(token):
            return self._antecedents.called_before(lemma, self._doc)
        if lemma in words.fellow:
            return self._antecedents.fellow(self._doc)
        named = any(child.ent_type_ == "PERSON" for child in named_behind(token))
        told = [item for item in self._people if named and item.is_called(lemma, self._doc, unnamed=True)]
        if len(told) == 1 and not (told[0].accused or told[0].names) and self._is_of_calling(lemma):
            return told[0]  # "left a teacher in a coma ... The teacher, Ann Roe, 71, told police"
        if is_named_otherwise(token) or (named and not told and self._is_bystander(token)):
            return None
        said = any(child.lower_ == "accused" for child in children(token, "amod", "compound"))
        if lemma in _ACCUSED or (said and nameless and (is_man(lemma) or lemma in words.generic)):
            return self._accused(token, sex)  # "the suspect", "the accused person"
        if lemma in words.doer and children(token, "poss"):
            return self._accused(token, sex, alone=True)  # "their abuser"
        related = words.relative | words.man | words.woman | words.victim
        if lemma in related and children(token, "poss"):
            return None
        if lemma in words.acting and nameless and not is_accused(token):
            return self._antecedents.tried_before(token)
        if nameless and has_titles(lemma, self._is_of_calling(lemma)) and not children(token, "poss"):
            entitled = of_calling(token, self._people)
            if entitled is not None:
                return entitled  # "Rev. Al Poe drove Roe. The pastor was arrested"
        if nameless and is_untouched(token) and self._is_new_calling(lemma):
            return None  # "Ed Poe, 24, was arrested. The homeowner was not charged"
        if lemma in words.sole and nameless:
            return self._holder_of(token)
        elder = by_age(token, family(token, self._people))
        if elder is not None:
            return elder
        if nameless and is_man(lemma) and any(child.lower_ in _COMPARED for child in token.children):
            two = of_two(token, self._people)
            if two:
                return by_age(token, two)
        charged = charged_above(token)
        if charged is not None and charged.i in self._antecedents.by_token:
            return self._antecedents.by_token[charged.i]
        if is_of_what_was_hit(token):
            return None
        if lemma == "driver" and nameless and (driving := self._driving(token)) is not None:
            return driving
        abroad = from_abroad(token, self._people) if nameless and is_of_story(token) else []
        if abroad:
            return self._antecedents.recent(abroad, token, sex, REACH * 3)
        anybody = lemma in words.generic and lemma not in ("inmate", "detainee")
        if anybody and age is None and not pointed and not is_of_story(token):
            if not is_told(token):
                return None
            return self._antecedents.called_before(lemma, self._doc) or self._only_accused_here(token)
        if any(child.lower_ in words.one_more or child.lower_ in _IN_ORDER for child in token.children):
            return None  # "the second man", "the only person ever convicted of it"
        anyone = words.man | words.woman | words.young
        if nameless and lemma in words.of_group and is_of_post(token):
            return self._antecedents.called_before(lemma, self._doc)
        home = home_named(token) if nameless and lemma in anyone else None
        if home is not None and (there := self._from(token, re.escape(home))):
            return there[0] if len(there) == 1 else None
        pool = self._pool(token, nameless, sex)
        if self._is_of_calling(lemma) and is_harmed(token):
            # "The man accused is held. The cyclist, Ann Roe, 44, died": she is no one accused
            pool = [
                item for item in pool if not item.accused or item.is_called(lemma, self._doc, unnamed=True)
            ]
        elsewhere = self._from(token, r"(?:[A-Z][\w.’-]+\s){0,2}[A-Z][\w.’-]+") if home is not None else []
        pool = [entity for entity in pool if entity not in elsewhere]
        if age is not None:
            pool = [one for one in pool if not one.is_from_elsewhere(country)]
            pool = [one for one in pool if not one.is_beyond_age(age.value, self._doc)]
            return self._of_age(token, age, pool, sex)
        if country is not None:
            same = [
                entity
                for entity in pool
                if entity.nationality is not None and entity.nationality.value == country.value
            ]
            if same:
                return self._brought_in_since(token, same[-1], pool) or same[-1]
            pool = [entity for entity in pool if entity.nationality is None]
        nobody = pointed or (lemma not in words.young and not any(entity.names for entity in pool))
        called = [
            item for item in pool if not is_man(lemma) and item.is_called(lemma, self._doc, unnamed=nobody)
        ]
        followed = [item for item in pool if item.accused and item.is_called(lemma, self._doc, unnamed=True)]
        others = (item for item in pool if item.described() or (item.names and item.accused))
        if followed and all(item in followed for item in others):
            # "the teen" whom police arrested is no shopkeeper named since
            return max(followed, key=lambda item: item.references[-1].token)
        if not called and is_named_as(token):
            # "Police named the cook as Ed Poe": no landlord named before
            so_far = [
                item for item in pool if not item.names and item.is_called(lemma, self._doc, unnamed=True)
            ]
            return so_far[-1] if so_far else None
        found = self._antecedents.recent(called or pool, token, sex, REACH * 3)
        unknown = found is not None and sex is not None and not found.is_of_sex(sex)
        if unknown and nameless and is_man(lemma):
            # "arrested a woman and two men. Ed Poe and Kim Dent were charged. The woman": she is no Dent
            same = [x for x in pool if not (x.names or x.age) and x.is_called(lemma, self._doc, unnamed=True)]
            if same:
                return same[-1]
        if unknown and nameless and is_man(lemma) and not is_accused(token):
            # "choked a woman. Casey Roe is in jail. The woman told police": she who was choked
            harmed = [item for item in self._people if item.suffers() and not item.names]
            told = [item for item in harmed if item.is_called(lemma, self._doc, unnamed=True)]
            return told[-1] if told else found
        other = self._brought_in(token, found) if found is not None and nameless else None
        if other is None and found is not None and nameless and self._is_of_calling(lemma):
            return self._called_so(lemma, found)
        return found if other is None else self._antecedents.by_token.get(other.i)

    def _driving(self, token: Token) -> Entity | None:
        """Return the one told of as driving, where nobody is called a driver: "a car driven by Al Roe"."""
        if any(item.is_called("driver", self._doc, unnamed=True) for item in self._people):
            return None
        found = [
            person
            for person in self._people
            if any(item.token < token.i and drives(self._doc[item.token]) for item in person.references)
        ]
        return found[0] if len(found) == 1 else None

    def _called_so(self, lemma: str, found: Entity) -> Entity:
        """Return who is called by a noun for what somebody does, where the one found is not called so.

        "A charge against a teacher was dropped ... a student sat ... The teacher was arrested": no student.
        """
        called = [item for item in self._people if item.is_called(lemma, self._doc, unnamed=True)]
        told = [item for item in called if nominals.determiner(self._doc[item.references[0].token]) == "new"]
        if not told or found in called:
            return found
        return next((item for item in reversed(told) if item.accused), told[0])

    def _brought_in(self, token: Token, found: Entity) -> Token | None:
        """Return the noun of one told of before as "an inmate", where nothing calls the found one so.

        "Al Roe pleaded guilty to having sex with an inmate. The inmate was": no Roe.
        """
        lemma = token.lemma_.lower()
        told = lemma in nominals.lexicon().locked_up | nominals.lexicon().staff
        if not told and not self._is_of_calling(lemma):
            return None
        if found.is_called(lemma, self._doc, unnamed=True):
            return None
        if self._indefinites is None:
            self._indefinites = {}
            for noun in self._doc:
                first = any(child.lower_ in _INDEFINITE for child in noun.children)
                if noun.tag_ == "NN" and first:
                    self._indefinites.setdefault(noun.lemma_.lower(), []).append(noun)
        near = token.i - _NEAR
        before = [noun for noun in self._indefinites.get(lemma, ()) if near <= noun.i < token.i]
        if not before or before[-1].dep_ in ("attr", "appos") or is_accused(before[-1]):
            return None  # "opposes the parole of an inmate convicted of murder": named below
        return before[-1]

    def _is_of_calling(self, lemma: str) -> bool:
        """Say whether a noun tells what somebody is or does: a cyclist, no man, inmate or suspect."""
        words = nominals.lexicon()
        anybody = words.man | words.woman | words.young | words.generic | words.doer | words.locked_up
        return lemma not in anybody | words.relative | words.fellow | _ACCUSED and not is_man(lemma)

    def _is_bystander(self, token: Token) -> bool:
        """Say whether a trade brings in who is named behind it, of whom no deed is told there.

        "A man was convicted. The clerk, Ann Roe, 58, was hit": told of before as no clerk.
        """
        lemma = token.lemma_.lower()
        if lemma in nominals.lexicon().of_group or token.pos_ != "NOUN":
            return False
        if lemma in AT_THE_WHEEL and any(x.names and x.age and not x.suffers() for x in self._people):
            return True  # "A man was held ... Al Roe, 38, is in jail. The driver, Ed Poe": neither of them
        return (
            self._is_new_calling(lemma) and not is_accused(token) and LAID_TO.search(token.sent.text) is None
        )

    def _is_new_calling(self, lemma: str) -> bool:
        """Say whether a noun tells what somebody is or does whom the story has not called so."""
        known = any(item.is_called(lemma, self._doc, unnamed=True) for item in self._people)
        return self._is_of_calling(lemma) and lemma not in AT_THE_WHEEL and not known

    def _only_accused_here(self, token: Token) -> Entity | None:
        """Return the one person of whom a token's paragraph tells an arrest, for "the individual"."""
        begin = text_of(self._doc).rfind("\n", 0, token.idx)
        here = [item for item in self._pool(token, True, None) if item.references[-1].start > begin]
        return here[0] if len(here) == 1 and here[0].accused and not here[0].names else None

    def _brought_in_since(self, token: Token, known: Entity, pool: Sequence[Entity]) -> Entity | None:
        """Return whom a token's paragraph has brought in as "a man", where one known is of another paragraph.

        "Agents arrested a Cuban, 40. [...] On Friday they arrested a man. The Cuban had been deported."
        """
        begin = text_of(self._doc).rfind("\n", 0, token.idx)
        new = [
            item
            for item in pool
            if item.nationality is None
            and item.accused
            and not item.names
            and item.references[0].start > begin
        ]
        new = [item for item in new if nominals.determiner(self._doc[item.references[0].token]) == "new"]
        return new[0] if len(new) == 1 and known.references[-1].start < begin else None

    def paired(self, token: Token) -> Entity | None:
        """Return whom the second noun of "the driver and passenger" means: who was called so last."""
        first, lemma = token.head, token.lemma_.lower()
        given = any(child.lower_ in ("the", "both") for child in first.children)
        if token.dep_ != "conj" or not given:
            return None
        called = [item for item in self._people if item.is_called(lemma, self._doc, unnamed=True)]
        return max(called, key=lambda item: item.references[-1].token, default=None)

    def _from(self, token: Token, place: str) -> list[Entity]:
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

    def _holder_of(self, token: Token) -> Entity | None:
        """Return who was told of as holding an office that a place has one of: "then-Sheriff Lee Roe"."""
        office, text = token.lemma_.lower(), text_of(self._doc)
        held = [
            entity
            for entity in self._people
            if entity.is_called(office, self._doc, unnamed=True)
            or any(
                text[: name.start].rstrip().endswith((f" {office.title()}", f"-{office.title()}"))
                for name in entity.names
            )
        ]
        return held[-1] if held else None

    def _accused(self, token: Token, sex: str | None, *, alone: bool = False) -> Entity | None:
        """Return whom "the suspect" means: the accused told of last, from afar.

        Args:
            token: the noun.
            sex: the sex that it says.
            alone: nobody else where nobody is accused.
        """
        pool = [
            entity
            for entity in self._people
            if not entity.suffers() and not entity.kin and not (entity.official and not entity.described())
        ]
        accused = [entity for entity in pool if entity.accused]
        if not (accused or alone):
            accused = self._antecedents.suspected(pool, token)
        return self._antecedents.recent(accused, token, sex, REACH * 6)

    def _pool(self, token: Token, nameless: bool, sex: str | None) -> list[Entity]:
        """Return those of whom a noun may be said."""
        lemma, words = token.lemma_.lower(), nominals.lexicon()
        about, relation = is_man(lemma), lemma in words.relative
        wants_victim = lemma in words.victim or self._is_of_harmed(token, sex)
        bound = self._antecedents.binders(token)
        acting = about and is_known_by_deed(token)
        told = acting or (about and is_told_apart(token))
        compared = any(child.lower_ in _COMPARED for child in token.children)
        bare = nameless and not (about or wants_victim)
        return [
            entity
            for entity in self._people
            if (
                (entity.suffers() if wants_victim else not entity.victim)
                or (entity.kin and lemma in words.young)
            )
            and not entity.is_of_other_sex(sex)
            and not (entity.official and not entity.described())
            and (about or not entity.bystander() or entity.accused)
            and entity.may_be(token)
            and not is_of_other_age(token, self._nouns_of(entity))
            and not ((acting or lemma in words.doer) and entity.suffers())
            and entity not in bound
            and not is_on_other_side(lemma, self._mentions_of(entity))
            and not (entity.kin and relation and not entity.is_called(lemma, self._doc, unnamed=True))
            and (
                entity.accused
                or entity.described()
                or not (told or (bare and (entity.kin or compared)))
                or entity.is_called(lemma, self._doc)
            )
        ]

    def _mentions_of(self, entity: Entity) -> list[Token]:
        return [self._doc[item.token] for item in entity.references]

    def _nouns_of(self, entity: Entity) -> list[Token]:
        return [self._doc[item.token] for item in entity.references if item.kind == "nominal"]

    def _is_of_harmed(self, token: Token, sex: str | None) -> bool:
        """Say whether somebody is told of as hurt, where a story has a victim: "the boy was killed"."""
        return is_harmed(token) and any(
            entity.suffers() and not entity.is_of_other_sex(sex) and entity.may_be(token)
            for entity in self._people
        )

    def _of_age(self, token: Token, age: Mention, pool: Sequence[Entity], sex: str | None) -> Entity | None:
        """Return whom a noun with an age means: one of that age, else one whose age is news."""
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
