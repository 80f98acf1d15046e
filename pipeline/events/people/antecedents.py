"""Whom a pronoun or a definite noun points back to: by recency, role and what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from pipeline.events.grammar import nominals
from pipeline.events.grammar.clauses import is_accused, is_the_other
from pipeline.events.grammar.syntax import (
    agent,
    antecedent,
    children,
    is_relative,
    possessors,
    subject,
)
from pipeline.events.people import bound
from pipeline.events.people.circumstances import (
    DEEDS,
    beater,
    is_another,
    is_anybodys,
    is_before_court,
    is_let_go,
    is_named_near,
    is_of_time,
    is_told_apart_by_sex,
)
from pipeline.events.people.entity import Entity, namesake_since
from pipeline.events.people.focus import brought_in, is_of_paragraph_above
from pipeline.events.people.harm import died_held, is_object_of_harm
from pipeline.events.people.last_mentions import are_told_alike, last_before
from pipeline.events.people.likelihood import SIGN, asking, may_be, weight
from pipeline.events.people.rows import is_in_other_item
from pipeline.events.people.suspects import is_laid_to, looks_on, suspected
from pipeline.events.people.teasers import is_of_another_story
from pipeline.schema import Mention

_EVEN = 2.1
"""What counts less between two told of alike: of both the first alone is the subject, and accused."""
REACH = 4
"""Sentences that a pronoun is looked back over."""
_UNBOUND = frozenset({"conj", "advcl", "parataxis", "appos", "npadvmod", "ROOT"})


class Antecedents:
    """The people told of so far; the lists passed in grow as the text is read."""

    def __init__(
        self,
        people: Sequence[Entity],
        by_token: Mapping[int, Entity],
        sentences: Mapping[int, int],
        crimes: frozenset[int] = frozenset(),
    ) -> None:
        """Keep the people of the article, whom each token stands for, and each token's sentence.

        Args:
            people: all of them, so far.
            by_token: whom each token stands for, so far.
            sentences: the number of each token's sentence.
            crimes: the numbers of those that tell of an offense.
        """
        self.all = people
        self.by_token = by_token
        self.undecided: set[int] = set()
        """Words for one of two told of alike: nobody's."""
        self._sentence, self.crimes = sentences, crimes

    def antecedent(self, token: Token, sex: str | None) -> Entity | None:
        """Return the person that a pronoun most likely stands for, or None.

        "The prosecutor was himself convicted": a reflexive is the subject's, known or not (principle A).
        """
        if token.lower_.endswith("self"):  # past the deed that it is the subject of: "got himself arrested"
            verbs = (node for node in token.ancestors if node.pos_ == "VERB")
            own = (item for verb in verbs for item in children(verb, "nsubj", "nsubjpass"))
            own_subject = next((item for item in own if item.i != token.i), None)
            if own_subject is not None and not is_relative(own_subject):
                return self.by_token.get(own_subject.i)
        if is_anybodys(token):
            return None
        other, accused = self._co_argument(token), is_accused(token)
        doers = self._doers(token) if token.dep_ == "nsubjpass" else []
        parallel = bound.joined(token, self.by_token) if accused else None
        pool = [
            entity
            for entity in self.all
            if not (entity.sex and sex and entity.sex != sex)
            and entity is not other
            and entity not in doers
            and not is_another(token, [token.doc[item.token] for item in entity.references])
            # "raped a person. He was sentenced"
            and not (accused and entity.suffers() and not (entity.names or died_held(entity, token.doc)))
            # "Roe drove the van in which Poe broke his neck, and he was charged"
            and not (parallel not in (None, entity) and entity.suffers())
        ]
        found = namesake_since(self.recent(pool, token, sex, REACH), pool, token.i)
        of_other = found is not None and found.is_of_other_sex(sex)
        if of_other and (self._is_told(sex, token) or is_named_near(sex, token)):
            return None  # "A woman said Al Roe hit her. Roe was held. She was released": no Roe
        if found is not None and is_let_go(token) and self._is_hurt(found, token.doc):
            return None  # "She was robbed. ... She was released": from a hospital, for all one knows
        beating = beater(token, [token.doc[item.token] for item in found.references]) if found else None
        return found if beating is None else self.by_token.get(beating.i)

    def _is_hurt(self, entity: Entity, doc: Doc) -> bool:
        """Say whether somebody accused of nothing is told of as whom a crime was done to."""
        told = any(is_object_of_harm(doc[item.token]) for item in entity.references)
        return entity.suffers() or (told and not entity.accused)

    def _is_told(self, sex: str | None, token: Token) -> bool:
        """Say whether somebody known by a noun to be of a sex was told of not far in front of a token."""
        since = self._sentence[token.i] - REACH
        return any(item.sex == sex and last_before(item, token.i, since) for item in self.all)

    def _co_argument(self, token: Token) -> Entity | None:
        """Return the subject of the verb whose object the pronoun is: "Deputies held him" is no reflexive."""
        verb = token.head if token.dep_ in ("dobj", "dative") else None
        if token.dep_ == "pobj":
            verb = token.head.head
            paying = verb.head if verb.dep_ == "dobj" else verb
            if any(noun.lemma_ in ("bail", "bond") for noun in children(paying, "dobj")):
                payer = subject(paying)  # "Ann Roe, who posted bail for him"
                return self.by_token.get(payer.i) if payer is not None else None
        elif token.dep_ in ("nsubj", "nsubjpass") and token.lower_ in ("him", "them"):
            verb = token.head.head  # "The judge ordered him removed"
        if verb is None or token.lower_.endswith("self") or verb.pos_ not in ("VERB", "AUX"):
            return None
        found = children(verb, "nsubj", "nsubjpass")
        if not found and verb.dep_ in ("advcl", "xcomp") and verb.lemma_ in DEEDS:
            found = children(verb.head, "nsubj")  # "Roe choked Poe while arresting him"
        return self.by_token.get(found[0].i) if found else None

    def is_owner(self, entity: Entity | None, noun: Token) -> bool:
        """Say whether somebody is whose a noun is: "his tenant" is not he; "his client" is the lawyer's."""
        owners = [self.by_token.get(owner.i) for owner in possessors(noun)]
        return entity is not None and entity in owners and noun.lemma_.lower() != "client"

    def binders(self, noun: Token) -> list[Entity]:
        """Return whom a noun phrase cannot stand for: the subjects above it.

        "Ann Roe said the man fled", "the sheriff held the man", "the man was hit by Ann Roe": principle C of
        binding (Chomsky 1981).
        Clauses joined by "and" or "after" bind nothing here; "is the man", "as the man" say who somebody is.
        """
        if noun.dep_ == "attr" or (noun.dep_ == "pobj" and noun.head.lower_ == "as"):
            return []
        found: list[Entity] = []
        node = noun
        while node.dep_ not in _UNBOUND and node.head is not node and not is_of_time(node):
            subjects = children(node.head, "nsubj", "nsubjpass") or _shared_subject(node.head)
            if node is noun and noun.dep_ == "nsubjpass":
                found += self._doers(noun)
            if node not in subjects and subjects:
                first = subjects[0]
                if node is noun and noun.dep_ == "dobj" and is_relative(first):
                    first = antecedent(first) or first  # "Al Roe, who prosecuted the killer"
                found += [self.by_token[first.i]] if first.i in self.by_token else []
            node = node.head
        return found

    def _doers(self, held: Token) -> list[Entity]:
        """Return by whom something was done to a passive's subject, who has been named before."""
        doer = agent(held.head)
        by = doer.text if doer is not None and doer.i > held.i and doer.pos_ == "PROPN" else ""
        return [x for x in self.all if any(held.doc[item.token].text == by for item in x.references)]

    def called_before(self, lemma: str, doc: Doc) -> Entity | None:
        """Return who was arrested or charged under a noun that rules use of anybody: "a minor"."""
        return next(
            (
                entity
                for entity in reversed(self.all)
                if entity.accused and not entity.generic and entity.is_called(lemma, doc, unnamed=True)
            ),
            None,
        )

    def right_before(self, noun: Token) -> Entity | None:
        """Return who alone the sentence before tells of, in one paragraph: "A man ... The subject was"."""
        first = noun.doc[noun.sent.start - 1].sent.start if noun.sent.start else noun.sent.start
        told = [self.by_token[i] for i in range(first, noun.sent.start) if i in self.by_token]
        people = {id(item): item for item in told if not item.official}
        broken = any("\n" in token.text for token in noun.doc[noun.sent.start - 1 : noun.i])
        return next(iter(people.values())) if len(people) == 1 and not broken else None

    def another(self, noun: Token) -> Entity | None:
        """Return who was brought in as "another man", or "the other man", if a noun is for the other one."""
        if not is_the_other(noun):
            return None
        for entity in reversed(self.all):
            for item in entity.references:
                told = noun.doc[item.token]
                again = (
                    told.lemma_ == noun.lemma_ and told.dep_ in ("nsubj", "nsubjpass") and is_the_other(told)
                )
                if again or any(child.lower_ == "another" for child in told.children):
                    return entity
        return None

    def fellow(self, doc: Doc) -> Entity | None:
        """Return who was told of last as a co-defendant or the like."""
        fellows = nominals.lexicon().fellow
        return next(
            (
                entity
                for entity in reversed(self.all)
                for item in entity.references
                if item.kind == "nominal" and doc[item.token].lemma_.lower() in fellows
            ),
            None,
        )

    def of_age(self, noun: Token, age: Mention, country: Mention | None) -> Entity | None:
        """Return the unnamed person of that age told of before: headline and lead name one person twice.

        "Another boy, 15," is nobody told of before, nor one from elsewhere, nor whom the next item of a
        list tells of, or the next phrase: "a man, 41, from Elk and a man, 41, from Holt".
        """
        sex = nominals.sex_of(noun)
        if any(child.lower_ in nominals.lexicon().one_more for child in noun.children):
            return None
        same = [
            entity
            for entity in self.all
            if not entity.names
            and entity.age is not None
            and entity.age.value == age.value
            and sex in (None, entity.sex)
            and not entity.is_from_elsewhere(country)
            and not is_in_other_item(noun, entity.references[-1].token)
            and noun.doc[entity.references[-1].token] not in noun.conjuncts
        ]
        return same[-1] if same else None

    def suspected(self, pool: Sequence[Entity], noun: Token) -> list[Entity]:
        """Return whom "the suspect" may mean where nobody is accused; of several those laid something to."""
        kin = [entity for entity in self.all if entity.is_named_kin()]
        found = suspected(noun.doc, [*pool, *kin])
        if len(found) > 1 and not is_laid_to(noun.doc, found[0]):
            self.undecided.add(noun.i)
            return []
        return found

    def tried_before(self, noun: Token) -> Entity | None:
        """Return the only one accused who is called by a noun for an office: "freed the former officer"."""
        if not is_before_court(noun):
            return None
        lemma = noun.lemma_.lower()
        called = [item for item in self.all if item.accused and item.is_called(lemma, noun.doc)]
        return called[0] if len(called) == 1 else None

    def salient(self, token: Token) -> Entity | None:
        """Return the person that the passage around a token is about; officials and onlookers are left out.

        Who has been accused comes before anybody who has not.
        """
        pool = [entity for entity in self.all if not entity.official or entity.described()]
        ranked = [entity for _, entity in self._ranked(pool, token, None, 2)]
        ranked = [entity for entity in ranked if not looks_on(token.doc, entity)]
        best = next((entity for entity in ranked if entity.accused), ranked[0] if ranked else None)
        if best is None or not is_of_paragraph_above(best, token):
            return best
        new, turned = brought_in(token, self.all, self.crimes)
        if not turned:
            return best
        return new if new is not None and new.references[0].token < token.i else None

    def only_accused(self, charge: Token) -> Entity | None:
        """Return the one person of the story so far who is accused: "The license charge was dismissed".

        Args:
            charge: the noun; "a similar charge" may be anybody's.
        """
        told = [
            entity
            for entity in self.all
            if entity.accused
            and not (entity.suffers() or entity.generic)
            and entity.references[0].token < charge.i
        ]
        if len(told) != 1 or nominals.determiner(charge) != "given":
            return None
        above = is_of_paragraph_above(told[0], charge)
        return None if above and brought_in(charge, self.all, self.crimes)[1] else told[0]

    def recent(self, pool: Sequence[Entity], token: Token, sex: str | None, reach: int) -> Entity | None:
        """Return the likeliest of a pool, looking back over so many sentences; None where nobody is.

        Nor where a sentence before told of two alike, whom one word cannot mean both.
        """
        ranked = self._ranked(pool, token, sex, reach)
        if not ranked:
            return None
        most, best = ranked[0]
        near = [
            entity
            for score, entity in ranked[1:]
            if most - score < _EVEN
            and not (entity.official or entity.private or entity.suffers() or entity.generic)
            and not (entity.is_of_other_sex(sex) or entity.leaning * SIGN.get(sex or "", 0) < 0)
        ]
        if near and self._is_one_of_two(best, near, token):
            self.undecided.add(token.i)
            return None
        return best

    def _is_one_of_two(self, best: Entity, near: Sequence[Entity], token: Token) -> bool:
        """Say whether somebody near as likely was told of along with the likeliest one last."""
        here = self._sentence[token.i]
        last = last_before(best, token.i, 0)
        if last is None or last.sentence == here or is_told_apart_by_sex(token):
            return False
        others = [last_before(entity, token.i, last.sentence) for entity in near]
        return any(are_told_alike(token.doc, last, other) for other in others if other is not None)

    def _ranked(
        self, pool: Sequence[Entity], token: Token, sex: str | None, reach: int
    ) -> list[tuple[float, Entity]]:
        """Return those of a pool told of in so many sentences before a token, the likeliest first."""
        begin, end = token.sent.start, token.sent.end
        pool = [
            entity
            for entity in pool
            if not is_of_another_story(token.doc, entity)
            or any(begin <= item.token < end for item in entity.references)
        ]
        if not pool:
            return []
        asked = asking(token, sex, self._sentence, self.by_token, pool, self.crimes)
        told = [(entity, last_before(entity, token.i, asked.sentence - reach)) for entity in pool]
        ranked = [
            (weight(entity, last, asked), entity)
            for entity, last in told
            if last is not None and may_be(entity, last, asked)
        ]
        return sorted(ranked, key=lambda entry: -entry[0])


def _shared_subject(verb: Token) -> list[Token]:
    """Return the subject that a verb shares with the one it is joined to: "Roe took it and hit the man"."""
    found = subject(verb) if verb.dep_ == "conj" and verb.pos_ == "VERB" else None
    return [found] if found is not None else []
