"""What each sentence reports: its triggers, of whom they tell, whether it happened, who does it and holds.

in: a parsed `Doc`, its people and institutions    out: tellings; triggers of people without a number
writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.events.assertion.attributions import Attributions
from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.modality import modality_of
from pipeline.events.detainers.reader import find_detainers
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.grammar import nominals
from pipeline.events.grammar.papers import DETAINERS
from pipeline.events.grammar.quotes import quote_span
from pipeline.events.grammar.syntax import agent, children, is_passive, objects_of, text_of
from pipeline.events.institutions.arguments import Arguments
from pipeline.events.people.entities import Entities
from pipeline.events.people.entity import Entity
from pipeline.events.people.focus import has_own_story
from pipeline.events.people.plurals import Group
from pipeline.events.telling.tellings import Telling
from pipeline.events.triggers.befallen import befallen, is_at_a_rate, is_by_private_hands, is_rush
from pipeline.events.triggers.elided import elided
from pipeline.events.triggers.lists import listed_people, members_named, those_named
from pipeline.events.triggers.objects_listed import objects_listed
from pipeline.events.triggers.participants import Participants
from pipeline.events.triggers.subjects import Subjects
from pipeline.events.triggers.triggers import Trigger, find_triggers

_CUE_REACH = 90
"""Characters in front of a quote in which its cue is taken into it."""
_ACTUAL = Modality("actual")
_BANDS = frozenset({"group", "gang", "crew", "ring", "team", "cell"})
"""Several people as one: "The crew, including Ann Roe, was charged"."""
_UNDOING = frozenset(
    {"drop", "dismiss", "toss", "withdraw", "overturn", "reverse", "vacate", "appeal", "challenge"}
    | {"quash", "void", "uphold", "affirm", "reconsider", "reinstate"}
)
"""Verbs of which a charge, verdict or sentence made before is the object."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What the sentences of one article report."""

    tellings: list[Telling]
    untold: list[Trigger]
    """Triggers of people without a number: "dozens were arrested Friday"."""


def find_reported(
    doc: Doc,
    entities: Entities,
    participants: Participants,
    arguments: Arguments,
    is_quiet: Callable[[int], bool],
) -> Reported:
    """Return what the sentences of an article report.

    Args:
        doc: the parsed text.
        entities: the people of the article.
        participants: of whom its triggers speak.
        arguments: its agencies and custodians.
        is_quiet: whether what stands at an offset is none of the story.
    """
    reporter = _Reporter(doc, entities, participants, arguments)
    triggers = [trigger for trigger in find_triggers(doc) if not is_quiet(trigger.token.idx)]
    detainers = [report for report in find_detainers(doc, participants) if not is_quiet(report.start)]
    found = [telling for trigger in triggers for telling in reporter.of_trigger(trigger)]
    kept = {report.trigger.i for report in detainers if report.rule == "detainer.held_for"}
    # "The jail held him for the agency": the holding is the honoring
    found = [item for item in found if item.event != "detention" or item.token.i not in kept]
    found = [item for item in found if not _is_refusal(item)]
    found += [telling for report in detainers for telling in reporter.of_detainer(report)]
    return Reported(found, reporter.untold)


def _is_refusal(telling: Telling) -> bool:
    """Say whether it is only told that somebody would not be held: "the jail would not hold him"."""
    verb = telling.token
    refused = telling.event == "detention" and telling.modality.value == "negated" and not is_passive(verb)
    return refused and any(child.lower_ == "would" for child in verb.children)


class _Reporter:
    def __init__(
        self, doc: Doc, entities: Entities, participants: Participants, arguments: Arguments
    ) -> None:
        self._doc, self._entities = doc, entities
        self._participants = participants
        self._subjects, self._arguments = Subjects(participants), arguments
        self._attributions = Attributions(doc)
        self.untold: list[Trigger] = []

    def of_trigger(self, trigger: Trigger) -> Iterator[Telling]:
        """Yield what a trigger tells, if it tells of anybody."""
        modality = _modality_of(trigger)
        people = befallen(trigger, self._subjects.of(trigger))
        those = () if people else tuple(those_named(trigger, self._entities))
        if those and modality.value is None:
            modality = _ACTUAL  # "Those who walked free included Ann Roe" is no rule
        people = people or those
        if modality.value is None or self._is_accusation(trigger):
            return
        known = self._entities.by_token
        if is_by_private_hands(trigger, known) or is_rush(trigger, known) or is_at_a_rate(trigger.token):
            return
        if all(isinstance(item, Group) for item in people):
            # "arrested 370 people, including:" tells of the group and of each one listed.
            people += tuple(listed_people(self._doc, trigger, self._entities))
            people += tuple(self._members(trigger, people)) if people or _is_of_many(trigger) else ()
        single = tuple(item for item in people if isinstance(item, Entity))
        people += tuple(objects_listed(trigger, single, self._entities))
        if people:
            telling = self._telling(trigger.token, trigger.frame.event, trigger.frame.id, modality, people)
            yield telling
            yield from self._taken_up(trigger, telling)
        elif trigger.frame.of_people and modality.value == "actual":
            self.untold.append(trigger)

    def _taken_up(self, trigger: Trigger, telling: Telling) -> Iterator[Telling]:
        """Yield what clauses behind tell by a helping word alone: "as was Luna", "but Luna was not"."""
        if telling.modality.value not in ("actual", "negated", "alleged"):
            return
        for clause in elided(trigger.token):
            people = befallen(trigger, self._participants.resolve(clause.subject))
            people = tuple(item for item in people if isinstance(item, Entity) and item not in telling.people)
            start, end = clause.helping.left_edge.idx, clause.helping.idx + len(clause.helping)
            modality = Modality("negated", start, end) if clause.denied else _ACTUAL
            if telling.modality.value == "alleged" and not clause.denied:
                modality = telling.modality
            if people:
                quote = (
                    telling.quote[0],
                    max(end, clause.subject.right_edge.idx + len(clause.subject.right_edge)),
                )
                yield replace(telling, people=people, modality=modality, quote=quote)

    def of_detainer(self, report: DetainerReport) -> Iterator[Telling]:
        """Yield what became of a detainer, and that it was lodged."""
        telling = self._telling(
            report.trigger, report.event, report.rule, report.modality, report.people, report.noun
        )
        quote = (min(telling.quote[0], report.start), max(telling.quote[1], report.end))
        # "The ICE hold was lifted": the noun says whose it is where the verb does not.
        agency = telling.agency or self._arguments.agency(report.noun, report.event)
        telling = replace(telling, quote=quote, agency=agency)
        if report.custodian is not None:
            telling = replace(
                telling, custodian=report.custodian, quote=(report.start, report.end), agency=None
            )
        yield telling
        told = report.modality.value in ("actual", "alleged") or _is_given(report.noun)
        if report.event != "detainer_issued" and told:
            people = [item for item in report.people if isinstance(item, Entity)]
            if people:
                lodged = report.modality if report.disputed else _ACTUAL
                yield replace(
                    self._telling(report.noun, "detainer_issued", "detainer.presupposed", lodged, people),
                    custodian=telling.custodian,
                    presupposed=True,
                )

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
        near = told and any(isinstance(item, Entity) for item in people)
        above = not all(
            isinstance(item, Entity) and has_own_story(item, token, self._entities.all) for item in people
        )
        return Telling(
            token=token,
            event=event,
            rule=rule,
            modality=modality,
            people=tuple(people),
            quote=_with_cue(quote_span(token, noun), modality, token),
            agency=self._arguments.agency(token, event),
            custodian=self._arguments.custodian(token, event, noun, near=near, above=above),
            attribution=self._attributions.of(token),
        )

    def _members(self, trigger: Trigger, people: Sequence[Entity | Group]) -> list[Entity]:
        value = people[0].count.value if people and isinstance(people[0], Group) else None
        return members_named(self._doc, trigger, self._entities, value if isinstance(value, int) else None)

    def _is_accusation(self, trigger: Trigger) -> bool:
        """Say whether somebody in no office "charged her with creating unrest": no charge of a court."""
        if trigger.frame.id != "charge.verb" or is_passive(trigger.token):
            return False
        who = agent(trigger.token)
        accuser = self._entities.by_token.get(who.i) if who is not None else None
        named = who is not None and who.ent_type_ == "PERSON"
        return named and accuser is not None and bool(accuser.names) and not accuser.official


def _modality_of(trigger: Trigger) -> Modality:
    """Return whether it happened, by the words around a trigger and what its frame says of it."""
    modality = modality_of(trigger.token)
    none = _none_of(trigger.token)
    if none is not None:
        return Modality.by("negated", none)
    if trigger.frame.modality == "refused":
        denied = modality.value == "negated"
        return Modality("actual", modality.start, modality.end) if denied else modality
    if trigger.frame.modality == "sought":
        return Modality(None if modality.value == "negated" else "planned")
    if trigger.frame.modality and modality.value in ("actual", _presupposing(trigger)):
        return Modality(trigger.frame.modality)
    if trigger.frame.modality == "actual" and modality.value is None and _must(trigger, modality):
        return _ACTUAL  # "must now answer to three counts"
    if modality.value in ("planned", "negated") and _is_undone(trigger):
        return _ACTUAL
    return modality


def _none_of(verb: Token) -> Token | None:
    """Return the word that denies a verb of its object: "arrested neither Roe nor Poe".

    So does "charged with nothing", but not "with nothing more than speeding".
    """
    denied = [word for noun in children(verb, "dobj") for word in children(noun, "preconj", "det", "cc")]
    denied = [word for word in denied if word.lower_ == "neither" and word.i > verb.i]
    held = [noun for prep in children(verb, "prep") for noun in children(prep, "pobj")]
    nothing = [noun for noun in held if noun.lower_ == "nothing" and not any(noun.children)]
    return next(iter(denied + nothing), None)


def _is_given(noun: Token) -> bool:
    """Say whether there is one, whatever becomes of it: "will honor the detainer", "will lift its hold"."""
    named = noun.lemma_.lower() in DETAINERS and not nominals.is_plural(noun)
    owned = nominals.determiner(noun) == "given" or bool(children(noun, "poss"))
    return named and owned and bool(objects_of(noun, "on", "against", "for") or children(noun, "poss"))


def _presupposing(trigger: Trigger) -> str:
    """Return the modality behind which a frame's words still presuppose the deed: "flown to face charges"."""
    return "planned" if trigger.frame.modality == "actual" else "actual"


def _must(trigger: Trigger, modality: Modality) -> bool:
    """Say whether the cue around a trigger is that somebody must."""
    return text_of(trigger.token.doc)[modality.start : modality.end].startswith("must")


def _is_undone(trigger: Trigger) -> bool:
    """Say whether it is only what is to be dropped, appealed or overturned: it was made, undone or not."""
    noun = trigger.token
    made = trigger.frame.event in ("charge", "conviction", "sentence") and noun.pos_ == "NOUN"
    return made and noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in _UNDOING


def _with_cue(quote: tuple[int, int], modality: Modality, token: Token) -> tuple[int, int]:
    """Return the quote with the word that denies or plans the event: without it, it says the opposite."""
    near = modality.end and token.sent.start_char <= modality.start and quote[0] - modality.start < _CUE_REACH
    return (min(quote[0], modality.start), max(quote[1], modality.end)) if near else quote


def _is_of_many(trigger: Trigger) -> bool:
    """Say whether people without a number are told of: "Several organizers were arrested, including Roe"."""
    nouns = [noun for noun in children(trigger.token, "nsubjpass", "dobj") if noun.tag_ == "NNS"]
    bodies = nominals.lexicon().bodies
    many = any(nominals.is_people(noun) or noun.lemma_ not in bodies for noun in nouns)
    body = any(noun.lemma_ in _BANDS for noun in children(trigger.token, "nsubjpass", "dobj"))
    return trigger.frame.of_people and (many or body)
