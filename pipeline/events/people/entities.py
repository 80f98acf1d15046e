"""Within-document coreference: which mentions are one person.

Ordered sieves after Lee et al. (2013, "Deterministic coreference resolution based on entity-centric,
precision-ranked rules"): names by their parts, appositions, nouns with attributes, pronouns by recency.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.anybody import is_extreme, is_nobody_known
from pipeline.events.grammar.clauses import (
    is_accused,
    is_arrested,
    is_beside_another,
    is_doer,
    is_of_charge,
    is_one_more,
    is_one_of_several,
    is_the_other,
)
from pipeline.events.grammar.days import aged_object
from pipeline.events.grammar.labels import SUBJECT
from pipeline.events.grammar.one_by_one import is_one_told_apart
from pipeline.events.grammar.phrases import noun_phrase
from pipeline.events.grammar.said_of import is_source, is_supposed, told_of
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.grammar.voice import objects
from pipeline.events.grammar.what_is_told import is_in_past
from pipeline.events.people.antecedents import Antecedents
from pipeline.events.people.appositions import Appositions, is_named_as
from pipeline.events.people.cataphora import described_ahead, named_ahead
from pipeline.events.people.definites import Definites
from pipeline.events.people.descriptions import Descriptions
from pipeline.events.people.entity import Entity, Reference, name_words
from pipeline.events.people.first_person import told_of_themselves
from pipeline.events.people.harm import (
    is_harmed,
    is_harmed_child,
    is_hurt_by_somebody,
    is_kept,
    is_murdered,
    mark_harm,
)
from pipeline.events.people.kinship import THEIRS, Key, Kinship
from pipeline.events.people.mention_tokens import head_of, head_of_age, is_fronted_age, tokens_in, tokens_of
from pipeline.events.people.naming import Naming
from pipeline.events.people.roles import mark_part
from pipeline.schema import Mention

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr", "conj", "ROOT"})
_OF_DRIVERS = frozenset({"license", "licence", "permit", "seat", "door", "side", "window", "education"})
_NOBODY = frozenset({"any", "every", "each", "no", "neither", "either"})
_DESCRIBING = frozenset({"citizen", "national", "native", "resident", "felon", "fugitive", "immigrant"})
"""Nouns that, without an article, say more of the one in front: "a felon and citizen of Peru"."""
_COMING = frozenset({"be", "come", "hail"})
"""Verbs that say where somebody is from."""
_OWNERS = frozenset({"his", "her", "their"})
_AROUND = 110
"""Characters around a mention that say what part somebody plays."""
_REFERRING = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET"})
"""What refers to somebody, heads of names, ages and nationalities apart."""


class Entities:
    """The people of one article and the tokens that stand for them."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], quiet: Sequence[tuple[int, int]]) -> None:
        """Link all mentions of the document, in text order.

        Args:
            doc: the parsed text.
            mentions: what `entities` found, sorted.
            quiet: character spans of boilerplate, in which nobody is mentioned.
        """
        self.doc = doc
        self.all: list[Entity] = []
        self.by_token: dict[int, Entity] = {}
        self.sentences = {
            place: index for index, sent in enumerate(doc.sents) for place in range(sent.start, sent.end)
        }
        crimes = frozenset(self.sentences[index] for index in tokens_of(doc, mentions, "offense"))
        self.antecedents = Antecedents(self.all, self.by_token, self.sentences, crimes)
        self._definites = Definites(doc, self.all, self.antecedents)
        self._naming = Naming(text_of(doc), self.all, self.by_token)
        self._ahead: dict[int, list[tuple[Token, str]]] = {}
        """By index of a name's head: pronouns and titles in front that stand for it."""
        self._kin: dict[Key, Entity] = {}
        self._names = tokens_of(doc, mentions, "name")
        self._kinship = Kinship(doc, self._names, self._naming, self.by_token)
        self._ages = tokens_of(doc, mentions, "age")
        self.countries = tokens_of(doc, mentions, "nationality")
        self._heads = {head_of(doc, mention): mention for mention in mentions if mention.label == "name"}
        self._age_heads = {head_of_age(doc, item): item for item in mentions if item.label == "age"}
        aged = (doc[index] for index in self._age_heads if index >= 0)
        self._aged = {age.head.i for age in aged if age.head != age}
        self._country_heads = {
            head_of(doc, mention): mention for mention in mentions if mention.label == "nationality"
        }
        self._descriptions = Descriptions(doc, self._names, self._heads, self._age_heads, self._country_heads)
        self._appositions = Appositions(
            doc, self.by_token, self._naming, self._names, self._ages, self.countries
        )
        self._heads_at = {*self._heads, *self._age_heads, *self._country_heads}
        silent = tokens_in(doc, quiet)
        for token in doc:
            if token.i not in silent:
                self._read(token)
        for token, speaker in [*told_of_themselves(doc, mentions, self.by_token)]:
            self.by_token[token.i] = speaker
            speaker.accused = speaker.accused or is_accused(token)
        for entity in self.all:  # A prisoner who died is still the one who was sentenced.
            entity.accused = entity.accused or (entity.died and (entity.kept or entity.held))
            entity.victim = entity.victim and not ((entity.died or entity.survived) and entity.accused)

    def is_name(self, token: Token) -> bool:
        """Say whether the token is part of a person's name."""
        return token.i in self._names

    def _read(self, token: Token) -> None:
        if token.pos_ not in _REFERRING and token.i not in self._heads_at and token.lower_ != "one":
            return
        if token.i in self._names:
            mention = self._names[token.i]
            if token.i in self._heads and self._heads[token.i] is mention:
                self._read_name(token, mention)
        elif nominals.is_singular_pronoun(token) and not nominals.is_misread_owner(token):
            ahead = named_ahead(token, self._heads, self.all)
            if ahead is not None:
                self._ahead.setdefault(ahead.i, []).append((token, "pronoun"))
                return
            found = self.antecedents.antecedent(token, nominals.sex_of(token))
            if found is not None:
                self._add(found, token, "pronoun", (token.idx, token.idx + len(token)))
        elif self._is_nominal(token):
            name, meant = self._appositions.entitled(token), described_ahead(token)
            if name is not None:
                self._ahead.setdefault(head_of(self.doc, name), []).append((token, "nominal"))
            elif meant is not None and meant.i in self._heads:
                self._ahead.setdefault(meant.i, []).append((token, "nominal"))
            elif meant is not None and nominals.is_singular_pronoun(meant):
                self._read_described(token, meant)
            else:
                self._read_nominal(token)
        elif token.i in self._age_heads and (token.dep_ in ("attr", "acomp") or is_fronted_age(token)):
            self._read_told_age(token)
        elif token.i in self._country_heads and token.dep_ == "pobj":
            self._read_told_country(token)

    def _is_nominal(self, token: Token) -> bool:
        country = self._country_heads.get(token.i)
        noun = country is not None and country.detail in ("demonym", "adjective") and token.tag_ != "NNPS"
        described = (token.i in self._age_heads or noun) and not nominals.is_plural(token)
        # "a Cuban held for theft, a Peruvian held for arson", "the 34-year-old's arrest"
        of_its_own = (noun or token.dep_ == "poss") and bool(children(token, "det"))
        held = [*objects(token.head), *aged_object(token.head)] if described else ()
        of_its_own |= (
            described and token.dep_ == "poss" and bool(children(token, "det"))
        )  # "The man's arrest"
        if described and (of_its_own or token.dep_ in _ARGUMENTS or token in held):
            beside_name = token.dep_ in ("appos", "conj") and token.head.i in self._names
            beside_name = beside_name and not children(token, "det")  # "Roe, 34", and not "Roe, a Haitian"
            if not beside_name and token.i not in self._names:
                age = self._age_heads.get(token.i)
                person = token.text[-1:].isalpha() and token.lemma_.lower() != "age"
                return person and not (age is not None and age.rule == "age.behind_name")
        if is_one_more(token) or is_one_of_several(token) or is_one_told_apart(token):
            return True
        somebody = nominals.is_person_noun(token) or is_arrested(token) or self._is_aged_and_accused(token)
        somebody = somebody or nominals.is_told_who(token)
        tried = token.lemma_ == "adult" and token.head.lower_ == "as"  # "tried as an adult"
        if not somebody or nominals.is_plural(token) or is_of_charge(token) or tried or is_extreme(token):
            return False
        if token.dep_ == "poss" and token.lemma_ == "driver" and token.head.lemma_.lower() in _OF_DRIVERS:
            return False  # "his driver's license"
        if token.lower_ == "person" and children(token, "poss"):
            return False  # "no drugs on his person"
        if token.dep_ in ("compound", "amod", "npadvmod", "nmod", "quantmod", "oprd"):
            return False
        return not any(child.lower_ in _NOBODY for child in token.children)

    def _is_aged_and_accused(self, noun: Token) -> bool:
        """Say whether a noun that no list knows has an age and is charged: "a 44-year-old LPN was held"."""
        if noun.i not in self._aged or noun.lemma_.lower() in nominals.lexicon().bodies:
            return False
        return noun.tag_ in ("NN", "NNP") and noun.i not in self._names and is_accused(noun)

    def _add(self, entity: Entity, token: Token, kind: str, span: tuple[int, int]) -> None:
        told_of = token.dep_ in SUBJECT or is_accused(token) or is_named_as(token)
        speaks = nominals.speaks(token) or is_source(token)
        entity.references.append(Reference(*span, kind, token.i, self.sentences[token.i], told_of, speaks))
        self.by_token[token.i] = entity
        if not (kind == "pronoun" and entity.official):  # of an official it takes a name to say so
            entity.accused = entity.accused or is_accused(token)
            entity.generic &= not (is_accused(token) and is_in_past(token))
        entity.held = entity.held or is_kept(text_of(self.doc), span[1])
        sex = nominals.sex_of(token)
        if sex and kind != "pronoun":
            entity.sex = entity.sex or sex
        elif sex:
            entity.leaning += 1 if sex == "m" else -1
        if kind == "pronoun":
            entity.harmed = entity.harmed or is_murdered(token)

    # ------------------------------------------------------------------ names
    def _read_name(self, token: Token, mention: Mention) -> None:
        text = text_of(self.doc)
        entity = self._naming.person(token, mention)
        if entity is None:
            entity = Entity(len(self.all))
            self.all.append(entity)
        entity.names.append(mention)
        if self._naming.is_assumed(token, mention):
            entity.aliases.append(mention)
        entity.generic = False
        if words_of_it := name_words(text[mention.start : mention.end]):
            family = self._naming.family_of(mention) if len(entity.names) == 1 else None
            self._naming.add(entity, [*words_of_it, family] if family is not None else words_of_it)
        for word, kind in self._ahead.pop(token.i, []):
            self._add(entity, word, kind, (word.idx, word.idx + len(word)))
            if kind == "nominal":
                self._entitle(entity, word)
        self._add(entity, token, "name", (mention.start, mention.end))
        for other in self.doc.char_span(mention.start, mention.end, alignment_mode="expand") or ():
            if self._names.get(other.i) is mention:
                self.by_token[other.i] = entity
        if token.dep_ == "compound" and token.head.lower_ in ("age", "aged"):
            self.by_token[token.head.i] = entity  # "Joe Sly age 35 of Gary was arrested"
        before = text[max(0, mention.start - _AROUND) : mention.start].rpartition("\n\n")[2]
        mark_part(entity, before, text[mention.end : mention.end + _AROUND], token)
        entity.harmed = entity.harmed or is_harmed(token)
        self._describe(entity, mention)

    def _read_described(self, noun: Token, pronoun: Token) -> None:
        """Give a description in front of a pronoun to whom the pronoun means: "A native of Peru, he"."""
        entity = self.antecedents.antecedent(pronoun, nominals.sex_of(pronoun))
        if entity is None:
            self._read_nominal(noun)
        else:
            self._entitle(entity, noun)
            self._add(entity, noun, "nominal", noun_phrase(noun))

    def _entitle(self, entity: Entity, noun: Token) -> None:
        """Take what a noun in front of a name says of the person: "77-year-old victim Ann Roe"."""
        age, country = self._appositions.attributes(noun)
        if age is not None:
            self._set_age(entity, age)
        if country is not None:
            self._set_country(entity, country)
        entity.victim = entity.victim or noun.lemma_.lower() in nominals.lexicon().victim

    def _describe(self, entity: Entity, mention: Mention) -> None:
        """Take the age and nationality that stand in the name's own phrase."""
        for age in self._descriptions.ages(mention):
            self._set_age(entity, age)
        for country in self._descriptions.countries(mention):
            self._set_country(entity, country)

    def _read_told_age(self, token: Token) -> None:
        """Give an age to whom it is said of: "He is 34.", "Now 34 years old, he runs a shop."."""
        told = token.head.lemma_ == "be" or token.dep_ == "advcl"
        subjects = children(token.head, "nsubj", "nsubjpass") if told else []
        entity = self.by_token.get(subjects[0].i) if subjects else None
        if entity is not None:
            self._set_age(entity, self._age_heads[token.i])

    def _read_told_country(self, token: Token) -> None:
        """Give a country to whom it is said of: "The suspect, who is from Peru," "He came from Peru."."""
        verb = token.head.head
        if verb.lemma_ not in _COMING or token.head.lower_ != "from" or children(verb, "neg", "dobj"):
            return
        told = told_of(verb)
        entity = self.by_token.get(told.i) if told is not None else None
        if entity is not None and not (entity.generic or is_supposed(verb, entity.nationality is not None)):
            self._set_country(entity, self._country_heads[token.i])

    def _set_age(self, entity: Entity, age: Mention) -> None:
        if entity.age is None and age.detail != "then":
            entity.age = age
            entity.generic = False

    def _set_country(self, entity: Entity, country: Mention) -> None:
        """Keep the first country; citizenship of the United States yields to where somebody is from."""
        if entity.nationality is None or entity.nationality.value == "United States" != country.value:
            entity.nationality = country

    # --------------------------------------------------------------- nominals
    def _read_nominal(self, token: Token) -> None:
        """Give a noun to whom it means, or to somebody new, with the age and country of its phrase."""
        age, country = self._appositions.attributes(token)
        kin = self._kinship.key(token)
        entity = self._meant(token, age, country)
        if token.i in self.antecedents.undecided and entity is None:
            return  # "Al Roe and Ed Poe were held. The man": neither, and nobody else
        entity = entity or self._new(token, age, country)
        if token.lemma_.lower() in nominals.lexicon().young:
            entity.harmed = entity.harmed or is_harmed(token)
        entity.harmed = entity.harmed or is_hurt_by_somebody(token)
        if entity.harmed and token.lemma_.lower() in nominals.lexicon().victim:
            entity.victim = entity.victim or not entity.accused
        if age is not None:
            self._set_age(entity, age)
        if country is not None:
            self._set_country(entity, country)
        if kin is not None:
            self._kin.setdefault(kin, entity)
        aged = self._age_heads.get(token.i)
        start, end = noun_phrase(token)
        if aged is not None and aged.end <= token.idx:
            end = aged.end  # "a 15-year-old suspected of theft"
        self._add(entity, token, "nominal", (start, end))

    def _meant(self, token: Token, age: Mention | None, country: Mention | None) -> Entity | None:
        """Return the person told of before, or beside, whom a noun means."""
        entity = self._appositions.named_by(token) or self.antecedents.another(token)
        entity = entity or self._kinship.told_back(token)
        kin = self._kinship.key(token)
        if entity is None and kin is not None:
            entity = self._kin.get(kin) or self._kin.get((THEIRS, kin[1]))
        how = _how(token, age)
        if entity is None and how == "given":
            entity = self._meant_by_definite(token, age, country)
        elif entity is None and age is not None:
            entity = self.antecedents.of_age(token, age, country)
        elif entity is None and how == "bare":
            entity = self._definites.paired(token)
        described = self.by_token.get(token.head.i) if token.lemma_ in _DESCRIBING else None
        if entity is None and described is not None and token.dep_ == "conj" and how == "bare":
            # "a felon and citizen of Peru"; "a Cuban national and Peruvian citizen" are two
            own = described.nationality
            entity = described if country is None or own is None or own.value == country.value else None
        return entity

    def _meant_by_definite(self, token: Token, age: Mention | None, country: Mention | None) -> Entity | None:
        """Return whom a definite noun points back to, where no name beside it is another's."""
        entity = self.antecedents.right_before(token) if token.lemma_.lower() == "subject" else None
        entity = entity or self._definites.meant(token, age, country)
        if entity is None or self.antecedents.is_owner(entity, token):
            return None
        lemma, names = token.lemma_.lower(), self._appositions.names_of(token)
        called = entity.kin or entity.is_called(lemma, self.doc, unnamed=True)
        owned = any(owner.lower_ in _OWNERS for owner in children(token, "poss"))
        apart = lemma in nominals.lexicon().relative or (owned and lemma not in nominals.lexicon().doer)
        if names and apart and not called:
            return None  # "the friend, Ann Roe": nobody whom the story has not called so
        return None if entity.is_named_otherwise(names, text_of(self.doc)) else entity

    def _new(self, token: Token, age: Mention | None, country: Mention | None) -> Entity:
        """Return somebody new whom a noun brings in, with what the noun and the words around say of them."""
        entity = Entity(len(self.all))
        self.all.append(entity)
        words, text, lemma = nominals.lexicon(), text_of(self.doc), token.lemma_.lower()
        unknown = age is None and country is None
        entity.sex = nominals.sex_of(token)
        entity.kin = _is_anothers_child(token, age) or nominals.is_ones_relative(token)
        entity.victim = lemma in words.victim
        if entity.kin or _how(token, age) != "given":
            start, end = noun_phrase(token)
            mark_harm(entity, text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
        entity.harmed = is_harmed(token)
        of_victim = any(owner.lemma_.lower() in words.victim for owner in children(token, "poss"))
        entity.victim = entity.victim or is_harmed_child(token, age) or (of_victim and not is_accused(token))
        entity.official = lemma in words.acting and unknown
        entity.private = lemma in words.private
        entity.generic = unknown and self._is_anybody(token)
        entity.generic |= any(owner.lower_ == "your" for owner in children(token, "poss"))
        return entity

    def _is_anybody(self, token: Token) -> bool:
        """Say whether a noun without age and country stands for no one in particular: "a person"."""
        if (is_one_of_several(token) and not is_accused(token)) or is_nobody_known(token):
            return True
        words = nominals.lexicon()
        pointed = token.left_edge.lower_ in ("this", "that", "said")
        pointed = pointed or any(child.lower_ in words.one_more for child in token.children)
        told = is_in_past(token) and (is_accused(token) or is_doer(token))
        return token.lemma_.lower() in words.generic and not pointed and not told


def _how(token: Token, age: Mention | None) -> str:
    """Return how a noun brings somebody in: `new`, `given` or `bare`."""
    alone = is_one_of_several(token) or is_the_other(token) or is_beside_another(token)
    alone = alone or is_one_told_apart(token)
    if alone or _is_anothers_child(token, age):
        return "new"
    return "given" if token.lemma_.lower() == "subject" else nominals.determiner(token)


def _is_anothers_child(token: Token, age: Mention | None) -> bool:
    return age is not None and nominals.is_ones_child(token)
