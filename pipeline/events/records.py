"""What an article reports -> records, each value with the words that say it.

in: people, events and offenses of one article    out: an `Extraction`    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from pipeline.events.assertion.attributions import Attribution
from pipeline.events.institutions.places_held import places_held
from pipeline.events.offenses.laid import Laid
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity, Reference
from pipeline.events.people.plurals import Group
from pipeline.events.people.roles import role_of
from pipeline.events.telling.tellings import Telling, Told
from pipeline.schema import Article, Event, Extraction, Mention, Offense, Person, Value

_COUNT_REACH = 60
"""Characters in front of a quote in which its count is taken into it."""
_BESIDE = 4
"""Characters between a name and an age of one mention: "Ann Roe, 41"."""
_AGE_OF_MAJORITY = 18
_HEADLINE = re.compile(r"[^\n]+(?<![.!?”\"])\n\n?(?=[^\n])")
"""A first line that is no sentence, with text below it."""
_DEFINITE = ("the ", "this ", "that ")
_CONFIDENCE = {"actual": 0.8, "alleged": 0.7, "negated": 0.7, "planned": 0.7}


def to_records(
    article: Article,
    entities: Entities,
    joined: Container[Entity],
    events: Sequence[Told],
    laid: Sequence[Laid],
    facilities: Sequence[Mention],
) -> Extraction:
    """Return what an article reports, as records.

    Args:
        article: the article.
        entities: its people.
        joined: those of them who turned out to be others.
        events: what happened, each with whose it is and when it was.
        laid: the offenses, with whose they are.
        facilities: those it names.
    """
    subjects = {owner for _, owner, _ in events} | {item.owner for item in laid}
    people = [
        entity
        for entity in entities.all
        if entity not in joined
        and (entity.names or entity in subjects or entity.age is not None or entity.victim)
    ]
    ids = {entity: f"p{number}" for number, entity in enumerate(people, 1)}
    held = [item.custodian for item, _, _ in events if item.custodian is not None]
    write = _Records(article.text, entities, ids)
    return Extraction(
        article_id=article.id,
        published=article.published,
        people=tuple(write.person(entity, role_of(entity, entity in subjects)) for entity in people),
        offenses=tuple(map(write.offense, laid)),
        facilities=tuple(map(write.slice, places_held(article.text, facilities, held))),
        events=tuple(write.event(*event) for event in events),
    )


class _Records:
    def __init__(self, text: str, entities: Entities, ids: dict[Entity, str]) -> None:
        self._text, self._entities, self._ids = text, entities, ids

    def slice(self, mention: Mention) -> Value:
        return self._words(mention.start, mention.end, mention.rule, mention.confidence)

    def _words(self, start: int, end: int, rule: str, confidence: float) -> Value:
        return Value(self._text[start:end], start, end, rule, confidence)

    def _valued(self, mention: Mention, value: str | int) -> Value:
        return Value(value, mention.start, mention.end, mention.rule, mention.confidence)

    def _id_of(self, owner: Entity | Group | None) -> str | None:
        return self._ids.get(owner) if isinstance(owner, Entity) else None

    def person(self, entity: Entity, role: str) -> Person:
        name, age, country = entity.name(self._text), entity.age, entity.nationality
        if name is not None:
            beside = age is not None and 0 <= age.start - name.end <= _BESIDE
            end = age.end if age is not None and beside else name.end
            mention = self._words(name.start, end, "person.mention", 0.9)
        else:
            first = self._introduced(entity)
            mention = self._words(first.start, first.end, "person.mention", 0.8)
        return Person(
            id=self._ids[entity],
            role=role,
            mention=mention,
            name=self._valued(name, " ".join(self._text[name.start : name.end].split())) if name else None,
            age=self._valued(age, int(age.value)) if age is not None and age.value is not None else None,
            nationality=self._valued(country, str(country.value)) if country is not None else None,
            mentions=tuple(
                self._words(item.start, item.end, f"person.{item.kind}", 0.8) for item in entity.references
            ),
            minor=age is not None and isinstance(age.value, int) and age.value < _AGE_OF_MAJORITY,
        )

    def _introduced(self, entity: Entity) -> Reference:
        """Return where an unnamed person is brought in: below the headline, where the story does it again."""
        nouns = [item for item in entity.references if item.kind != "pronoun"] or entity.references[:1]
        headline = _HEADLINE.match(self._text)
        if headline is None or nouns[0].start >= headline.end():
            return nouns[0]
        below = (item for item in nouns if item.start >= headline.end())
        return next((item for item in below if not self._is_definite(item)), nouns[0])

    def _is_definite(self, reference: Reference) -> bool:
        return self._text[reference.start : reference.end].lower().startswith(_DEFINITE)

    def offense(self, item: Laid) -> Offense:
        return Offense(
            subject=self._id_of(item.owner),
            category=str(item.mention.value),
            status=item.status,
            quote=self.slice(item.mention),
            status_cue=self._words(*item.cue, "offense.status", 0.8) if item.cue else None,
        )

    def event(self, item: Telling, owner: Entity | Group, date: Value | None) -> Event:
        modality, attribution = item.modality, item.attribution
        value = modality.value or "actual"
        count = owner.count if isinstance(owner, Group) else None
        sure = _CONFIDENCE[value]
        return Event(
            type=item.event,
            subject=self._id_of(owner),
            modality=value,
            quote=self._words(*self._with_count(item.quote, count), item.rule, sure),
            count=self._valued(count, int(count.value or 0)) if count is not None else None,
            count_qualifier=count.detail or None if count is not None else None,
            date=date,
            agency=self.slice(item.agency) if item.agency is not None else None,
            custodian=self.slice(item.custodian) if item.custodian is not None else None,
            modality_cue=self._words(modality.start, modality.end, "modality.cue", 0.8)
            if modality.end
            else None,
            speaker=self._speaker(attribution) if attribution else None,
            tellings=tuple(self._words(*quote, "event.telling", sure) for quote in sorted(set(item.retold))),
            attribution=self._words(*attribution.words, "attribution", 0.8) if attribution else None,
        )

    def _with_count(self, quote: tuple[int, int], count: Mention | None) -> tuple[int, int]:
        """Return the quote with the number it is about, where that stands right in front of it."""
        if count is None or not 0 <= quote[0] - count.start < _COUNT_REACH:
            return quote
        if "\n" in self._text[count.start : quote[0]]:
            return quote
        # "(149) of the declined detainers": a bracket that closes in the quote opens in it.
        opened = self._text[count.start - 1 : count.start] == "("
        bracketed = opened and ")" in self._text[slice(count.start, quote[1])]
        return count.start - bracketed, quote[1]

    def _speaker(self, attribution: Attribution) -> Value | None:
        """Return who is said to say so: a pronoun's antecedent by name; None where that is not known."""
        if attribution.speaker.pos_ != "PRON":
            return self._words(*attribution.source, "speaker", 0.8)
        entity = self._entities.by_token.get(attribution.speaker.i)
        if entity is None:
            return None
        named = entity.name(self._text) or next(
            (item for item in entity.references if item.kind != "pronoun"), None
        )
        return self._words(named.start, named.end, "speaker.antecedent", 0.7) if named is not None else None
