"""Who a trigger speaks of: single people, counted groups, or people told of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from pipeline.events import nominals, syntax
from pipeline.events.entities import Entities
from pipeline.events.entity import Entity
from pipeline.events.triggers import Trigger
from pipeline.schema import Mention

_POINTING = frozenset({"both", "two", "pair", "duo", "couple"})
_PREPOSITIONS = {
    "given_to": ("on", "to", "with"),
    "custody": ("of",),
    "against": ("against", "for"),
    "charges": ("against", "for"),
    "on": ("against", "for"),
}
"""Where the person stands, and the prepositions in front."""


@dataclass(frozen=True, slots=True)
class Group:
    """A counted group, never told apart."""

    count: Mention


class Participants:
    """Resolves tokens to people and groups of one article."""

    def __init__(self, doc: Doc, entities: Entities, counts: Sequence[Mention]) -> None:
        """Index the counts by token."""
        self.entities = entities
        self._counts: dict[int, Mention] = {}
        for count in counts:
            span = doc.char_span(count.start, count.end, alignment_mode="expand")
            self._counts |= {token.i: count for token in span or ()}

    def of(self, trigger: Trigger) -> list[Entity | Group]:
        """Return whom the trigger's event is reported of, in text order; nobody where it is not said."""
        noun = self._place(trigger)
        if noun is None:
            return self._told_before(trigger)
        found = self.resolve(noun)
        if not found and not trigger.frame.weak and self._is_pointer(noun):
            return self._told_before(trigger)
        if (
            not found
            and trigger.frame.place == "object"
            and trigger.token.dep_ in ("conj", "acl", "advcl")
            and self._is_thing(noun)
        ):
            # "was issued a notice to appear and released": the parser hung the verb on the wrong noun.
            return self._above(trigger.token)
        return found

    def _above(self, token: Token) -> list[Entity | Group]:
        """Return whom the nearest clause above is about, in the same sentence."""
        for node in token.ancestors:
            for subject in syntax.children(node, "nsubjpass", "nsubj"):
                people = [
                    item for item in self.resolve(subject) if not (isinstance(item, Entity) and item.official)
                ]
                if people:
                    return people
        return []

    def _is_thing(self, noun: Token) -> bool:
        return (
            noun.pos_ == "NOUN"
            and not nominals.is_person_noun(noun)
            and noun.ent_type_ not in ("PERSON", "NORP")
        )

    def resolve(self, noun: Token) -> list[Entity | Group]:
        """Return whom a noun and those coordinated with it stand for."""
        found: list[Entity | Group] = []
        for token in syntax.with_conjuncts(noun):
            for item in self._one(token):
                if item not in found:
                    found.append(item)
        return found

    def _one(self, token: Token) -> Sequence[Entity | Group]:
        known = self.entities.by_token.get(token.i)
        if known is not None:
            return [known]
        count = self.count_of(token)
        if count is not None and isinstance(count.value, int):
            if (
                nominals.determiner(token) == "given"
                or token.lower_ == "both"
                or (token.i in self._counts and token.left_edge.lower_ == "the")
            ):
                people = (
                    self.entities.antecedents.recent_people(token, count.value) if count.value <= 12 else []
                )
                if people:
                    return people
            return [Group(count)]
        if token.lower_ in _POINTING:
            return self.entities.antecedents.recent_people(token, 2)
        if token.left_edge.lower_ == "both" or token.lower_ == "both":
            return self.entities.antecedents.recent_people(token, 2)
        if nominals.is_plural_pronoun(token) or (
            nominals.is_plural(token)
            and nominals.is_person_noun(token)
            and nominals.determiner(token) == "given"
        ):
            return self.entities.antecedents.recent_people(token, None)
        return []

    def count_of(self, token: Token) -> Mention | None:
        """Return the count of a noun for people, or of a number that stands for people itself."""
        if (
            token.i in self._counts
            and token.pos_ == "NUM"
            and token.dep_ not in ("nummod", "quantmod", "compound")
        ):
            return self._counts[token.i]
        counted = nominals.is_person_noun(token) or token.lemma_.lower() in nominals.lexicon().counted
        if not counted and token.i not in self.entities.nationality_tokens:
            return None
        for child in token.children:
            if (
                child.dep_ in ("nummod", "quantmod", "amod", "compound", "det", "appos")
                and child.i < token.i
                and child.i in self._counts
            ):
                return self._counts[child.i]
        return None

    def number_at(self, token: Token) -> Mention | None:
        """Return the count that a token is part of."""
        return self._counts.get(token.i)

    def _is_pointer(self, noun: Token) -> bool:
        """Say whether a noun that names nobody leaves it to the passage: a body part, "charges", "case"."""
        return noun.lemma_.lower() in (
            "charge",
            "count",
            "case",
            "indictment",
            "which",
            "it",
            "that",
            "complaint",
            "conviction",
        )

    def _told_before(self, trigger: Trigger) -> list[Entity | Group]:
        """Return the person that the passage is about, for triggers that leave the patient unsaid."""
        if trigger.frame.weak or trigger.frame.place in ("number", "have"):
            return []
        token = trigger.token
        first = [
            child
            for child in token.sent
            if child.i < token.i
            and child.i in self.entities.by_token
            and child.dep_ in ("nsubj", "nsubjpass", "ROOT", "appos", "pobj", "dobj")
        ]
        if trigger.frame.place in ("on", "against", "charges", "given_to") or syntax.is_passive(token):
            people = [
                self.entities.by_token[child.i]
                for child in first
                if not self.entities.by_token[child.i].official
            ]
            if people:
                return [people[-1]]
            salient = self.entities.antecedents.salient(token)
            return [salient] if salient is not None else []
        return []

    # ------------------------------------------------------------------ where the person stands
    def _place(self, trigger: Trigger) -> Token | None:
        token, place = trigger.token, trigger.frame.place
        if place == "object":
            return syntax.patient(token)
        if place == "subject":
            return syntax.subject(token)
        if place == "noun":
            return self._of_noun(token)
        if place == "number":
            return token
        if place == "copula":
            return syntax.subject(token.head if token.head.pos_ in ("AUX", "VERB") else token)
        if place == "have":
            return self._holder(token)
        if place == "given":
            return self._given(token)
        if place == "ordered":
            return self._ordered(token)
        if place == "governor":
            verb = token.head.head if token.dep_ == "pobj" else token.head
            return (
                syntax.patient(verb) or syntax.subject(verb)
                if token.dep_ == "pobj"
                else syntax.subject(verb)
                if token.dep_ in ("dobj", "oprd", "attr")
                else None
            )
        if place in _PREPOSITIONS:
            return self._by_preposition(token, place)
        return None

    def _of_noun(self, noun: Token) -> Token | None:
        """Return the possessor, the object of "of", or the noun that a participle modifies."""
        if noun.dep_ == "amod" or (noun.tag_ in ("VBN", "JJ") and noun.pos_ in ("ADJ", "VERB")):
            return noun.head
        owner = syntax.children(noun, "poss")
        if owner:
            return owner[0]
        held = syntax.objects_of(noun, "of", "for")
        if held:
            return held[0]
        head = noun.head
        if (
            noun.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")
            and head.dep_ == "prep"
            and head.lower_ in ("after", "since", "following", "before", "upon", "despite", "until")
        ):
            return syntax.subject(head.head)
        return None

    def _holder(self, noun: Token) -> Token | None:
        """Return who has a conviction or an order: the verb's subject, "with"'s noun, the possessor."""
        owner = syntax.children(noun, "poss")
        if owner:
            return owner[0]
        node = noun
        for _ in range(5):
            head = node.head
            if node.dep_ == "pobj" and head.lower_ in (
                "with",
                "against",
                "for",
                "of",
                "on",
                "including",
                "under",
                "following",
                "after",
                "to",
            ):
                up = head.head
                if up.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
                    if up.lemma_.lower() in (
                        "history",
                        "record",
                        "background",
                        "string",
                        "number",
                        "series",
                        "list",
                        "rap",
                    ):
                        node = up
                        owner = syntax.children(up, "poss")
                        if owner:
                            return owner[0]
                        continue
                    return up
                return syntax.subject(up) or syntax.patient(up)
            if head.pos_ in ("VERB", "AUX"):
                if head.lemma_ in (
                    "issue",
                    "sign",
                    "enter",
                    "order",
                    "receive",
                    "include",
                    "show",
                    "reveal",
                    "have",
                    "get",
                    "face",
                    "ignore",
                    "defy",
                    "violate",
                    "carry",
                    "rack",
                    "be",
                    "hold",
                ):
                    held = syntax.subject(head)
                    if held is not None and held.lemma_.lower() in (
                        "history",
                        "record",
                        "background",
                        "sheet",
                        "past",
                    ):
                        owner = syntax.children(held, "poss")
                        return owner[0] if owner else None
                    if head.lemma_ in ("issue", "sign", "enter"):
                        against = syntax.objects_of(head, "against", "for") or syntax.objects_of(
                            noun, "against", "for"
                        )
                        return against[0] if against else None
                    return held
                return None
            if node.dep_ in ("conj", "appos", "compound", "nmod", "dobj", "attr"):
                node = head
                continue
            return None
        return None

    def _given(self, verb: Token) -> Token | None:
        if verb.lemma_ in ("receive", "get"):
            return syntax.subject(verb)
        dative = syntax.children(verb, "dative")
        if dative:
            inner = syntax.children(dative[0], "pobj")
            return inner[0] if inner else dative[0]
        if syntax.is_passive(verb):
            return syntax.subject(verb)
        held = syntax.objects_of(verb, "on", "to")
        return held[0] if held else None

    def _ordered(self, verb: Token) -> Token | None:
        if syntax.is_passive(verb):
            return syntax.subject(verb)
        inner = [
            token for token in verb.subtree if token.lower_ in ("removed", "deported", "excluded", "released")
        ]
        for token in inner:
            own = syntax.children(token, "nsubj", "nsubjpass")
            if own:
                return own[0]
        held = syntax.children(verb, "dobj")
        return held[0] if held else None

    def _by_preposition(self, token: Token, place: str) -> Token | None:
        names = _PREPOSITIONS[place]
        nodes = [token, *syntax.children(token, "dobj", "nsubjpass")]
        if token.pos_ == "NOUN":
            nodes.append(token.head)
        for node in nodes:
            held = syntax.objects_of(node, *names)
            if held and (
                held[0].i in self.entities.by_token or place == "against" or nominals.is_person_noun(held[0])
            ):
                return held[0]
        if place == "given_to":
            verb = (
                token.head
                if token.dep_ in ("dobj", "nsubjpass", "dative")
                else (token.head.head if token.dep_ == "pobj" else token.head)
            )
            dative = syntax.children(verb, "dative", "dobj")
            people = [noun for noun in dative if noun != token]
            if people:
                return people[0]
            return syntax.subject(verb)
        if place == "on":
            verb = token.head.head if token.dep_ == "pobj" else token.head
            return syntax.patient(verb) or syntax.subject(verb)
        if place == "charges":
            owner = [
                grand
                for child in syntax.children(token, "dobj", "nsubjpass")
                for grand in syntax.children(child, "poss")
            ]
            return owner[0] if owner and re.fullmatch(r"[A-Za-z’']+", owner[0].text) else None
        return None
