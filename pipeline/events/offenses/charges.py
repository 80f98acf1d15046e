"""Binds offenses to the people they are laid to, with how far each has got.

An offense takes its status from the trigger that governs it ("charged with", "convicted of") or from the
nearest cue of `statuses.toml`; where one offense has moved through several, the furthest is kept, and charged
is never made convicted. An act told without any of these is `alleged` of the one who does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from pipeline.events.assertion.specific import is_specific
from pipeline.events.grammar import nominals
from pipeline.events.grammar.labels import FINITE
from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.accusations import settled
from pipeline.events.offenses.accusers import Accusers
from pipeline.events.offenses.backgrounds import (
    is_looked_into,
    is_occasion,
    is_of_weapon,
    is_suffered,
    is_thing,
    is_threatened,
    without_connected,
)
from pipeline.events.offenses.cleared import acquitted, dropped, named_again, overturned, wrongful
from pipeline.events.offenses.deeds import is_deed, is_done
from pipeline.events.offenses.doers import (
    are_convicted,
    are_counted_as,
    describes_another,
    is_of_others,
    is_only_member,
    is_register,
    known_for,
    names_people,
    of_title,
    taken,
)
from pipeline.events.offenses.furthest import furthest, without_bare_deaths
from pipeline.events.offenses.gapped import (
    behind_own_clause,
    behind_own_name,
    behind_own_phrase,
    gapped,
    in_turn,
)
from pipeline.events.offenses.governors import Governors
from pipeline.events.offenses.grounds import on_grounds
from pipeline.events.offenses.grouped import is_of_some, of_group
from pipeline.events.offenses.headings import listed
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Laid, Owner, Recategorise, TriggerReport, in_one
from pipeline.events.offenses.members import told_apart
from pipeline.events.offenses.outcomes import convicted_later, sentenced
from pipeline.events.offenses.owners import Owners
from pipeline.events.offenses.patients import (
    accused_between,
    is_anothers_harm,
    is_done_to_child,
    is_told_of_another,
    suffers,
)
from pipeline.events.offenses.said_of import (
    is_anybody,
    is_below,
    is_closed,
    is_of_another,
    is_of_person,
    is_of_unknown,
    is_only_possible,
    is_outside,
)
from pipeline.events.offenses.same_case import of_same_case
from pipeline.events.offenses.same_offense import Pointer, pointers, standing_for, told_of_another
from pipeline.events.offenses.standing import Standing, is_flight, is_undecided
from pipeline.events.offenses.statuses import (
    StatusCue,
    are_charges,
    is_besides,
    is_instead,
    is_only_said,
    offense_cue,
)
from pipeline.events.offenses.undone import undone
from pipeline.events.offenses.victims import is_young, share_victims
from pipeline.events.people.entity import Entity
from pipeline.events.triggers.gapping import each_behind
from pipeline.events.triggers.participants import Participants
from pipeline.schema import Mention

_PRIOR = re.compile(
    r"\b(?:(?:prior|previous(?:ly)?|past|earlier)(?!\s(?:deport|remov|order|immigra))|history|record|already|(?:also|had)\sbeen(?!\s(?:deport|remov)))\b|"
    r"\bon\s(?:probation|parole)\b|\bwhile\s(?:(?:he|she|they)\s(?:was|were)\s)?(?:(?:still|already|out|free)\s){0,2}on\s(?:bail|bond)\b",
    re.IGNORECASE,
)
_SUSPECT = re.compile(r"\ssuspects?\b", re.IGNORECASE)
_CHARGES_OF = re.compile(r"(?:(?!of\b)\w+\s){0,3}(?:charges?|counts?)\sof\b", re.IGNORECASE)
_CONVICTIONS = re.compile(r"\bconvictions?$", re.IGNORECASE)
_SEEMING = re.compile(r"\bas\s(?:though|if)\s[^.;,]*$|\bfree\sfrom\s(?:\w+\s){0,3}$", re.IGNORECASE)
"""In front of a deed: what only seems so, "staged to look as though she had been raped"."""


@dataclass(frozen=True, slots=True)
class _Told:
    """An offense, with what says how far it has got."""

    mention: Mention
    span: Span
    governor: TriggerReport | None
    cue: StatusCue | None


class Charges:
    """The offenses of one article."""

    def __init__(
        self,
        doc: Doc,
        participants: Participants,
        reports: Sequence[TriggerReport],
        recategorise: Recategorise,
        accusers: Accusers,
    ) -> None:
        """Keep what the offenses are bound with."""
        self.doc = doc
        self._text = text_of(doc)
        self._entities = participants.entities
        self._owners = Owners(doc, participants, reports, accusers)
        self._all_reports = reports
        self._reports = in_one([report for report in reports if report.event in STATUS_OF_EVENT])
        self._governors = Governors(doc, self._reports)
        self._standing = Standing(self._text, self._reports, self._governors)
        self._recategorise = recategorise

    def lay(self, offenses: Sequence[Mention]) -> list[Laid]:
        """Return the offenses laid to people and groups, the furthest status of each, in text order."""
        laid: list[Laid] = []
        for mention in offenses:
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and not is_register(self._text, mention):
                if is_deed(span, str(mention.value)):
                    mention = replace(mention, detail="act")
                laid += self._of_list(mention, span, [*self._lay_one(mention, span, offenses)])
        for pointer in pointers(self._text, offenses):
            laid += self._of_pointer(pointer, laid, offenses)
        laid = share_victims(on_grounds(laid, self.doc, self._all_reports), self._text, self._recategorise)
        laid = of_same_case(settled(laid, self._reports), self._reports, self._text)
        laid = convicted_later(told_apart(laid, self._reports), self._reports, self._text)
        laid = sentenced(laid, self._reports, self._text)
        cleared = undone(overturned(wrongful(laid, self._reports), self._reports), self._reports)
        cleared = named_again(acquitted(cleared, self._reports), self._text)
        laid = without_connected(cleared, self._text)
        return furthest(without_bare_deaths(dropped(laid, self._text), self._text), self._text)

    def _of_list(self, mention: Mention, span: Span, found: list[Laid]) -> list[Laid]:
        """Return an offense as a group's list has it, where it is laid to no person."""
        if any(isinstance(item.owner, Entity) for item in found):
            return found
        listed_of = of_group(self.doc, mention, self._all_reports, self._entities.by_token)
        if listed_of is None:
            return found
        cue, least = listed_of
        if not found:
            found = [Laid(None, self._with_victim(mention, span, ()), str(cue.status), (cue.start, cue.end))]
        return [replace(item, status=str(cue.status)) for item in found] if least else found

    def _of_pointer(self, pointer: Pointer, laid: Sequence[Laid], offenses: Sequence[Mention]) -> list[Laid]:
        """Return what was laid to one person as laid to another: "Luna is wanted on the same charge"."""
        span = self.doc.char_span(pointer.start, pointer.end, alignment_mode="expand")
        if span is None:
            return []
        return [
            replace(item, mention=told.mention)
            for told in told_of_another(pointer, laid, self._reports)
            for item in self._lay_one(standing_for(pointer, told.mention), span, offenses)
            if isinstance(item.owner, Entity) and item.owner is not told.owner
        ]

    def _lay_one(self, mention: Mention, span: Span, offenses: Sequence[Mention]) -> Iterator[Laid]:
        called = self._called(mention, span)
        if called is not None:
            yield from called
            return
        told = self._told(mention, span, offenses)
        if told is None:
            return
        status, place, owners = self._reading(mention, span, told.governor, told.cue)
        owners = in_turn(gapped(self.doc, span, place, self._entities, owners), span, offenses)
        owners = self._narrowed(owners, told)
        if is_of_some(self._text, owners, place, mention):
            owners = [None]  # "four men wanted for various crimes, including": not each for each
        status, place, owners = self._by_name(status, place, owners, told)
        if status is None or not owners:
            return
        mention, sentence = self._with_victim(mention, span, owners), span.root.sent
        before = _PRIOR.search(self._text, max(sentence.start_char, mention.start - 80), mention.start)
        for owner in owners:
            if isinstance(owner, Entity) and is_anybody(self.doc, owner) and not is_specific(span.root):
                continue
            if not (isinstance(owner, Entity) and owner.victim):
                settled = self._standing.settled(status, place, owner, span)
                prior = before is not None or self._standing.is_earlier(settled, mention, owner)
                yield Laid(owner, mention, settled, place, prior, is_besides(self._text, sentence, place))

    def _called(self, mention: Mention, span: Span) -> list[Laid] | None:
        """Return what is said of people called by their offenses alone; None where there are no such people.

        "Agents arrested murderers and gang members", "a robbery suspect": of nobody else.
        """
        by_name = names_people(self._text, mention)
        if by_name and (taken(span) or are_counted_as(self._text, mention, span.root.sent)):
            status = "convicted" if are_convicted(self._text, mention) else "alleged"
            mention = self._with_victim(mention, span, ())
            return [Laid(owner, mention, status, None) for owner in self._owners.called(span.root) or [None]]
        if _SUSPECT.match(self._text, mention.end):
            owners = self._owners.behind(span)
            return [
                Laid(owner, self._with_victim(mention, span, owners), "alleged", None) for owner in owners
            ]
        return None

    def _told(self, mention: Mention, span: Span, offenses: Sequence[Mention]) -> _Told | None:
        """Return an offense with the trigger and the cue about it; None where it is laid to nobody."""
        if self._is_untold(mention, span):
            return None
        sentence, known = span.root.sent, self._entities.by_token
        cue = offense_cue(self._text, (sentence.start_char, sentence.end_char), (mention.start, mention.end))
        if cue is not None and (cue.status is None or is_only_possible(self.doc, cue)):
            return None
        if cue is not None and (is_below(self.doc, cue, span) or is_closed(self.doc, cue, span)):
            cue = None
        governor = self._governors.of(span, sentence, mention.end)
        if governor is not None and governor.event == "sentence":
            # "sentenced him to a term that takes into account the abuse allegations"
            governor = None if is_only_said(self._text, mention.start, mention.end) else governor
        denied = governor is not None and governor.modality == "negated"
        if governor is not None and denied and not is_instead(self._text, governor.cue()[1], mention.start):
            return None
        between = accused_between(span.root, governor.token) if governor is not None else None
        if between is not None and cue is not None and is_of_unknown(between, known):
            governor = None
        if mention.detail.startswith("act") and is_of_person(span.root, known):
            # "sentenced for the murder of a woman whom he kidnapped": told, and no part of the charge.
            if governor is not None and governor.event != "arrest" and governor.token in span.root.ancestors:
                governor = None
            cue = None if cue is not None and is_outside(cue, span.root) else cue
        if governor is not None and is_anothers_harm(span, governor.people, self._entities):
            return None
        if is_occasion(self.doc, mention, governor, cue, offenses):
            return None
        if is_looked_into(self._text, mention, governor):
            return None
        of_charges = _CHARGES_OF.match(self._text, mention.start, mention.end)
        if cue is not None and cue.status == "arrested" and of_charges:
            cue = replace(cue, status="charged")  # "booked for charges of theft"
        return _Told(mention, span, governor, cue)

    def _is_untold(self, mention: Mention, span: Span) -> bool:
        """Say whether words are of no offense that was done: what only seems so, a threat, a thing."""
        begin = span.root.sent.start_char
        return (
            _SEEMING.search(self._text[begin : mention.start]) is not None
            or is_threatened(mention, span.root)
            or is_thing(mention, span)
            or is_suffered(self._text, begin, mention)
            or is_of_weapon(self._text, begin, mention)
        )

    def _narrowed(self, owners: Sequence[Owner], told: _Told) -> Sequence[Owner]:
        """Return those of the owners of whom the offense is said: each behind a name has its own."""
        span, governor, known = told.span, told.governor, self._entities.by_token
        if governor is not None and len(owners) > 1:
            behind = each_behind(governor.token, governor.event, self._entities)
            owners = behind_own_name(owners, behind, span)
            owners = [*behind_own_phrase(owners, span, governor.token, self._entities)]
            reach = range(governor.token.idx + 1, span.start_char)
            if governor.event == "arrest" and told.cue is not None and told.cue.start in reach:
                owners = [*behind_own_clause(owners, told.cue.start, span, governor.token)]
        return [
            owner
            for owner in of_title(owners, span, known)
            if not (suffers(owner, span, self._entities) or is_of_another(owner, span, governor, known))
            and not is_told_of_another(span.root, owner, self._entities)
        ]

    def _by_name(
        self, status: str | None, place: tuple[int, int] | None, owners: Sequence[Owner], told: _Told
    ) -> tuple[str | None, tuple[int, int] | None, Sequence[Owner]]:
        """Return status, words and owners anew where the offense is what somebody is called."""
        mention, span, governor = told.mention, told.span, told.governor
        by_name = names_people(self._text, mention)
        person = self._owners.within(span) if governor is not None and governor.event == "arrest" else ()
        if person and status == "arrested" and by_name:
            # "arrested an alleged killer": what one is called is no ground of the arrest.
            status, place, owners = "alleged", None, person
        if mention.value == "gang" and is_only_member(self._text, mention, span.root.sent.start_char):
            # Membership is said of somebody, whatever else they are charged with.
            status, place = "alleged", None
            within = self._owners.within(span)
            owners = within or ([] if is_of_others(self._text, mention, span, owners) else owners)
        another = describes_another(span, owners, self._entities.by_token)
        if another and (by_name or nominals.is_person_noun(span.root)):
            title = span.root.dep_ in ("compound", "nmod")  # "hid accused killer Ed Poe"
            status, place, owners = "alleged", None, self._owners.titled(span) if title else ()
        return status, place, owners

    def _reading(
        self, mention: Mention, span: Span, governor: TriggerReport | None, cue: StatusCue | None
    ) -> tuple[str | None, tuple[int, int] | None, Sequence[Owner]]:
        """Return status, the words that give it, and owners."""
        known = known_for(span, self._text, mention)
        described = self._owners.described(span.root) if known else ()
        own = governor is None or governor.event in ("arrest", "charge")
        if known and described and (own or not set(described) & set(governor.people if governor else ())):
            return "convicted", known, described  # "arrested Ed Poe, a convicted drug dealer"
        if governor is not None:
            plea = self._standing.plea(governor)
            if plea is not None:
                return "convicted", plea.cue(), plea.people
            standing = self._standing
            apart = self._in_own_clause(cue, governor) if cue is not None else None
            if cue is not None and apart is not None:
                return cue.status, (cue.start, cue.end), apart
            split = standing.split(cue, governor) if cue is not None else None
            if cue is not None and (split is not None or standing.overrides(cue, governor, mention, span)):
                return cue.status, (cue.start, cue.end), governor.people if split is None else split
            if governor.event == "arrest" and are_charges(self._text, mention.start, mention.end):
                return "charged", governor.cue(), governor.people
            return self._standing.status_of(governor, mention), governor.cue(), governor.people
        told = mention.detail.startswith("act") or is_done(span)
        if cue is not None:
            place = (cue.start, cue.end)
            if cue.status == "alleged" and told and self._standing.is_bare(cue):
                return cue.status, place, self._owners.deeds.of_act(span)
            owners = self._owners.deeds.of_noun(span) if cue.status == "alleged" else ()
            if told and cue.status == "charged" and span.root.tag_ in FINITE:
                owners = self._owners.deeds.of_act(span, in_office=True)
            owners = owners or self._owners.of_cue(span, place, told=cue.status != "alleged")
            between = self._text[cue.end : mention.end]
            if cue.status == "convicted" and is_flight(between):
                return "alleged", place, owners  # "a conviction for theft and his subsequent escape"
            if cue.status == "convicted" and is_undecided(between):
                return "charged", place, owners  # "convictions for theft and a pending charge of arson"
            if cue.status == "alleged" and _CONVICTIONS.search(self._text, mention.start, mention.end):
                return "convicted", place, owners  # "his record includes two robbery convictions"
            if cue.status == "alleged" and not owners and span.root.tag_ not in FINITE:
                # "Among the acts alleged are": those of the indictment told of before.
                return "charged", place, self._owners.passage.indicted(span.root)
            return cue.status, place, owners
        item = listed(self.doc, span, self._entities, self._reports)
        if item is not None:
            people = item[1] or self._owners.passage.about(span.root)
            return item[0].status, (item[0].start, item[0].end), people
        done_by = self._owners.deeds.of_noun(span)
        if done_by:
            return "alleged", None, done_by  # "the shooting of Ann Roe by Ed Poe"
        if told:
            return "alleged", None, self._owners.deeds.of_act(span)
        titled = self._owners.titled(span) if names_people(self._text, mention) else ()
        return ("alleged", None, titled) if titled else (None, None, ())

    def _in_own_clause(self, cue: StatusCue, governor: TriggerReport) -> Sequence[Owner] | None:
        """Return of whom a cue behind a trigger is said: "two convicted of theft and one charged with arson".

        None where it is no participle behind another noun for people.
        """
        words = self.doc.char_span(cue.start, cue.end, alignment_mode="expand")
        verb = words[0] if words is not None else governor.token
        noun = self.doc[verb.i - 1] if verb.i > 0 else verb
        noun = verb.head if noun.text == "," and verb.head.pos_ == "PROPN" else noun
        if (
            verb.dep_ != "acl"
            or not governor.token.i < noun.i
            or not (noun.pos_ == "NUM" or noun.i in self._entities.by_token or nominals.is_person_noun(noun))
        ):
            return None
        person = self._entities.by_token.get(noun.i)
        if person is not None:
            return None if person in governor.people else [person]  # "hid Ed Poe, wanted for theft"
        return [None] if noun.pos_ == "NUM" or nominals.is_plural(noun) else None

    def _with_victim(self, mention: Mention, span: Span, owners: Sequence[Owner]) -> Mention:
        young = is_young(self._text, mention, span.root.sent.end_char) or any(
            entity.is_minor() and entity not in owners for entity in self._owners.named_in(span)
        )
        young |= is_done_to_child(span, self._entities)
        return replace(mention, value=self._recategorise(str(mention.value), young))
