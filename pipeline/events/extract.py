"""Doc and mentions -> the article's people, offenses, facilities and events.

In order: who is who; which words report an event, of whom, and whether it happened; when, by whom, where;
tellings of one event made one; offenses bound to people; unnamed people of the opening joined with those
named later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.events.assertion.attributions import Attribution, Attributions
from pipeline.events.assertion.modality import Modality, modality_of
from pipeline.events.assertion.retractions import taken_back
from pipeline.events.dating.timeline import Resolve
from pipeline.events.detainers.reader import find_detainers
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar.nominals import capital_lines
from pipeline.events.grammar.quotes import quote_span
from pipeline.events.grammar.syntax import agent, is_passive, text_of
from pipeline.events.institutions.arguments import Arguments
from pipeline.events.institutions.places_held import places_held
from pipeline.events.offenses.backgrounds import without_attacks, without_backgrounds
from pipeline.events.offenses.charges import Charges
from pipeline.events.offenses.laid import Laid, Recategorise, TriggerReport
from pipeline.events.offenses.outcomes import furthest
from pipeline.events.openings.openings import join_openings
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.people.roles import role_of
from pipeline.events.telling.breakdowns import without_parts
from pipeline.events.telling.comparisons import compared
from pipeline.events.telling.encounters import find_encounters
from pipeline.events.telling.merging import merge
from pipeline.events.telling.recast import met_at_border, taken_over
from pipeline.events.telling.rosters import rosters, shared_out
from pipeline.events.telling.set_aside import without_journeys, without_other_cases, without_unfreed
from pipeline.events.telling.shared_actors import share_actors
from pipeline.events.telling.shared_custodians import share_custodians
from pipeline.events.telling.tellings import Telling, Told
from pipeline.events.telling.when import When
from pipeline.events.triggers.befallen import befallen
from pipeline.events.triggers.lists import listed_people, members_named
from pipeline.events.triggers.participants import Participants
from pipeline.events.triggers.triggers import Trigger, find_triggers
from pipeline.schema import Article, Event, Extraction, Mention, Offense, Person, Value

_COUNT_REACH = 60
"""Characters in front of a quote in which its count is taken into it."""
_CUE_REACH = 90
"""Characters in front of a quote in which its cue is taken into it."""
_ACTUAL = Modality("actual")
_CONFIDENCE = {"actual": 0.8, "alleged": 0.7, "negated": 0.7, "planned": 0.7}


@dataclass(frozen=True, slots=True)
class Derivations:
    """What `events` takes from `entities` to turn words into values."""

    resolve: Resolve
    recategorise: Recategorise


def extract(doc: Doc, article: Article, mentions: Sequence[Mention], derive: Derivations) -> Extraction:
    """Return everything that the article reports.

    Args:
        doc: the parsed text of the article; sentence boundaries and dependencies are needed.
        article: the article itself, for its date of publication and its boilerplate.
        mentions: what `entities` found in the text, sorted.
        derive: how words become dates and categories.
    """
    return _Reading(doc, article, mentions, derive).extraction()


def _with_cue(quote: tuple[int, int], modality: Modality, token: Token) -> tuple[int, int]:
    """Return the quote with the word that denies or plans the event: without it, it says the opposite."""
    near = modality.end and token.sent.start_char <= modality.start and quote[0] - modality.start < _CUE_REACH
    return (min(quote[0], modality.start), max(quote[1], modality.end)) if near else quote


def _presupposing(trigger: Trigger) -> str:
    """Return the modality behind which a frame's words still presuppose the deed: "flown to face charges"."""
    return "planned" if trigger.frame.modality == "actual" else "actual"


def _is_undone(trigger: Trigger) -> bool:
    """Say whether a charge is only what is to be dropped: it was made, dropped or not."""
    noun = trigger.token
    charged = trigger.frame.event == "charge" and noun.dep_ in ("dobj", "nsubjpass")
    return charged and noun.head.lemma_ in ("drop", "dismiss", "toss", "withdraw")


class _Reading:
    def __init__(self, doc: Doc, article: Article, mentions: Sequence[Mention], derive: Derivations) -> None:
        self.doc, self.article, self.derive = doc, article, derive
        self.text = article.text
        self.quiet = [(part.start, part.end) for part in article.boilerplate]
        self.quiet += [
            span for span in capital_lines(text_of(doc)) if span[1] - span[0] < len(text_of(doc)) / 2
        ]
        self.quiet += taken_back(doc)
        self.mentions = [mention for mention in mentions if not self._is_quiet(mention.start)]
        self.entities = Entities(doc, self.mentions, self.quiet)
        self.participants = Participants(doc, self.entities, self._labelled("count"))
        self.arguments = Arguments(doc, self.mentions)
        self.attributions = Attributions(doc)
        self.untold: list[Trigger] = []
        """Triggers of people without a number: "dozens were arrested Friday"."""

    def _labelled(self, label: str) -> list[Mention]:
        return [mention for mention in self.mentions if mention.label == label]

    def _is_quiet(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self.quiet)

    def extraction(self) -> Extraction:
        tellings = list(without_other_cases(list(self._tellings()), self.text))
        reports = [
            TriggerReport(item.token, item.event, item.modality.value or "", item.people) for item in tellings
        ]
        charges = Charges(self.doc, self.participants, reports, self.derive.recategorise)
        laid = charges.lay(self._labelled("offense"))
        told = {person for item in tellings for person in item.people if isinstance(person, Entity)}
        joined = join_openings(self.doc, self.entities, told, laid)
        tellings = [item.renamed(joined) for item in tellings]
        laid = without_backgrounds([item.renamed(joined) for item in laid], self.text)
        laid = without_attacks(furthest(laid), self.text)
        tellings = list(without_unfreed(list(taken_over(list(without_journeys(tellings, laid))))))
        untold = [(trigger.token, trigger.frame.event) for trigger in self.untold]
        when = When(self.doc, self._labelled("date"), tellings, untold)
        days = when.of(
            share_custodians(self.text, met_at_border(tellings)), self.article.published, self.derive.resolve
        )
        encounters = find_encounters(self.doc, when.story_days, self.arguments.institutions)
        lists = rosters(self.doc, self.entities)
        published = self.article.published
        events = merge(days.tellings, days.crowds, days.valued(encounters), lists, published, days.recalls)
        laid = furthest(shared_out(laid, events))
        events = without_parts(events)
        events = share_actors(self.arguments.operations, events, published)
        return self._assemble(events, laid, joined)

    # ------------------------------------------------------------------ tellings
    def _tellings(self) -> Iterator[Telling]:
        detainers = [
            report
            for report in find_detainers(self.doc, self.participants)
            if not self._is_quiet(report.start)
        ]
        found: list[Telling] = []
        for trigger in find_triggers(self.doc):
            if self._is_quiet(trigger.token.idx):
                continue
            modality = modality_of(trigger.token)
            if trigger.frame.modality and modality.value in ("actual", _presupposing(trigger)):
                modality = Modality(trigger.frame.modality)
            elif modality.value in ("planned", "negated") and _is_undone(trigger):
                modality = Modality("actual")
            people = befallen(trigger, self.participants.of(trigger))
            if modality.value is None or self._is_accusation(trigger):
                continue
            if all(isinstance(item, Group) for item in people):
                # "arrested 370 people, including:" tells of the group and of each one listed.
                people += tuple(listed_people(self.doc, trigger, self.entities))
                people += tuple(self._members(trigger, people)) if people else ()
            if not people:
                if trigger.frame.of_people and modality.value == "actual":
                    self.untold.append(trigger)
                continue
            found.append(
                self._telling(trigger.token, trigger.frame.event, trigger.frame.id, modality, people)
            )
        kept = {report.trigger.i for report in detainers if report.rule == "detainer.held_for"}
        # "The jail held him for the agency": the holding is the honoring
        found = [item for item in found if item.event != "detention" or item.token.i not in kept]
        for report in detainers:
            found += self._of_detainer(report)
        found += compared(self.doc, found, self._labelled("count"))
        yield from sorted(found, key=lambda item: (item.token.i, item.event))

    def _is_accusation(self, trigger: Trigger) -> bool:
        """Say whether somebody in no office "charged her with creating unrest": no charge of a court."""
        if trigger.frame.id != "charge.verb" or is_passive(trigger.token):
            return False
        who = agent(trigger.token)
        accuser = self.entities.by_token.get(who.i) if who is not None else None
        named = who is not None and who.ent_type_ == "PERSON"
        return named and accuser is not None and bool(accuser.names) and not accuser.official

    def _members(self, trigger: Trigger, people: Sequence[Entity | Group]) -> list[Entity]:
        value = people[0].count.value if isinstance(people[0], Group) else None
        return members_named(self.doc, trigger, self.entities, value if isinstance(value, int) else None)

    def _telling(
        self,
        token: Token,
        event: str,
        rule: str,
        modality: Modality,
        people: Sequence[Entity | Group],
        noun: Token | None = None,
    ) -> Telling:
        told = modality.value in ("actual", "alleged")
        return Telling(
            token=token,
            event=event,
            rule=rule,
            modality=modality,
            people=tuple(people),
            quote=_with_cue(quote_span(token, noun), modality, token),
            agency=self.arguments.agency(token, event),
            custodian=self.arguments.custodian(
                token, event, noun, told and any(isinstance(item, Entity) for item in people)
            ),
            attribution=self.attributions.of(token),
        )

    def _of_detainer(self, report: DetainerReport) -> Iterator[Telling]:
        telling = self._telling(
            report.trigger, report.event, report.rule, report.modality, report.people, report.noun
        )
        quote = (min(telling.quote[0], report.start), max(telling.quote[1], report.end))
        # "The ICE hold was lifted": the noun says whose it is where the verb does not.
        agency = telling.agency or self.arguments.agency(report.noun, report.event)
        telling = replace(telling, quote=quote, agency=agency)
        if report.custodian is not None:
            telling = replace(
                telling, custodian=report.custodian, quote=(report.start, report.end), agency=None
            )
        yield telling
        if report.event != "detainer_issued" and report.modality.value in ("actual", "alleged"):
            people = [item for item in report.people if isinstance(item, Entity)]
            if people:
                lodged = report.modality if report.disputed else _ACTUAL
                yield replace(
                    self._telling(report.noun, "detainer_issued", "detainer.presupposed", lodged, people),
                    custodian=telling.custodian,
                    presupposed=True,
                )

    def _with_count(self, quote: tuple[int, int], count: Mention | None) -> tuple[int, int]:
        """Return the quote with the number it is about, where that stands right in front of it."""
        if count is None or not 0 <= quote[0] - count.start < _COUNT_REACH:
            return quote
        if "\n" in self.text[count.start : quote[0]]:
            return quote
        # "(149) of the declined detainers": a bracket that closes in the quote opens in it.
        bracketed = (
            self.text[count.start - 1 : count.start] == "(" and ")" in self.text[slice(count.start, quote[1])]
        )
        return count.start - bracketed, quote[1]

    # ------------------------------------------------------------------ records
    def _assemble(
        self,
        events: Sequence[Told],
        laid: Sequence[Laid],
        joined: dict[Entity, Entity],
    ) -> Extraction:
        subjects = {owner for _, owner, _ in events if isinstance(owner, Entity)}
        subjects |= {item.owner for item in laid if isinstance(item.owner, Entity)}
        held = [item.custodian for item, _, _ in events if item.custodian is not None]
        people: list[Person] = []
        ids: dict[Entity, str] = {}
        for entity in self.entities.all:
            if entity in joined or not (
                entity.names or entity in subjects or entity.age is not None or entity.victim
            ):
                continue
            ids[entity] = f"p{len(people) + 1}"
            people.append(self._person(entity, ids[entity], role_of(entity, entity in subjects)))
        return Extraction(
            article_id=self.article.id,
            published=self.article.published,
            people=tuple(people),
            offenses=tuple(self._offense(item, ids) for item in laid),
            facilities=tuple(map(self._slice, places_held(self.text, self._labelled("facility"), held))),
            events=tuple(self._event(item, owner, date, ids) for item, owner, date in events),
        )

    def _slice(self, mention: Mention) -> Value:
        return Value(
            self.text[mention.start : mention.end],
            mention.start,
            mention.end,
            mention.rule,
            mention.confidence,
        )

    def _words(self, start: int, end: int, rule: str, confidence: float) -> Value:
        return Value(self.text[start:end], start, end, rule, confidence)

    def _person(self, entity: Entity, person_id: str, role: str) -> Person:
        text = self.text
        name = entity.name(text)
        first = next((item for item in entity.references if item.kind != "pronoun"), entity.references[0])
        age, country = entity.age, entity.nationality
        if name is not None and age is not None and 0 <= age.start - name.end <= 4:
            mention = self._words(name.start, age.end, "person.mention", 0.9)
        elif name is not None:
            mention = self._words(name.start, name.end, "person.mention", 0.9)
        else:
            mention = self._words(first.start, first.end, "person.mention", 0.8)
        return Person(
            id=person_id,
            role=role,
            mention=mention,
            name=Value(
                " ".join(text[name.start : name.end].split()),
                name.start,
                name.end,
                name.rule,
                name.confidence,
            )
            if name
            else None,
            age=Value(int(age.value), age.start, age.end, age.rule, age.confidence)
            if age is not None and age.value is not None
            else None,
            nationality=Value(
                str(country.value), country.start, country.end, country.rule, country.confidence
            )
            if country is not None
            else None,
            mentions=tuple(
                self._words(item.start, item.end, f"person.{item.kind}", 0.8) for item in entity.references
            ),
            minor=age is not None and isinstance(age.value, int) and age.value < 18,
        )

    def _offense(self, item: Laid, ids: dict[Entity, str]) -> Offense:
        cue = item.cue
        return Offense(
            subject=ids.get(item.owner) if isinstance(item.owner, Entity) else None,
            category=str(item.mention.value),
            status=item.status,
            quote=self._slice(item.mention),
            status_cue=self._words(*cue, "offense.status", 0.8) if cue else None,
        )

    def _event(
        self, item: Telling, owner: Entity | Group, date: Value | None, ids: dict[Entity, str]
    ) -> Event:
        modality = item.modality
        value = modality.value or "actual"
        count = owner.count if isinstance(owner, Group) else None
        return Event(
            type=item.event,
            subject=ids.get(owner) if isinstance(owner, Entity) else None,
            modality=value,
            quote=self._words(*self._with_count(item.quote, count), item.rule, _CONFIDENCE[value]),
            count=Value(int(count.value or 0), count.start, count.end, count.rule, count.confidence)
            if count is not None
            else None,
            count_qualifier=count.detail or None if count is not None else None,
            date=date,
            agency=self._slice(item.agency) if item.agency is not None else None,
            custodian=self._slice(item.custodian) if item.custodian is not None else None,
            modality_cue=self._words(modality.start, modality.end, "modality.cue", 0.8)
            if modality.end
            else None,
            speaker=self._speaker(item.attribution) if item.attribution else None,
            tellings=tuple(
                self._words(*quote, "event.telling", _CONFIDENCE[value]) for quote in sorted(set(item.retold))
            ),
            attribution=self._words(*item.attribution.words, "attribution", 0.8)
            if item.attribution
            else None,
        )

    def _speaker(self, attribution: Attribution) -> Value | None:
        """Return who is said to say so: a pronoun's antecedent by name; None where that is not known."""
        if attribution.speaker.pos_ != "PRON":
            return self._words(*attribution.source, "speaker", 0.8)
        entity = self.entities.by_token.get(attribution.speaker.i)
        if entity is None:
            return None
        named = entity.name(self.text) or next(
            (item for item in entity.references if item.kind != "pronoun"), None
        )
        return self._words(named.start, named.end, "speaker.antecedent", 0.7) if named is not None else None
