"""Who holds, declines, honors, releases or receives: the custodian of a trigger, as the article names it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.institutions import CUSTODY, IMMIGRATION, UNNAMED, Institutions
from pipeline.events.institutions.jails import KEEPERS, Jails, bearers, held_under, time_spent
from pipeline.events.institutions.jurisdictions import Jurisdictions
from pipeline.events.institutions.words import cue, words
from pipeline.schema import Mention

_HOLDING = frozenset(
    {
        "detention",
        "release",
        "transfer",
        "detainer_issued",
        "detainer_declined",
        "detainer_honored",
        "detainer_withdrawn",
    }
)
_NO_CUSTODIAN = frozenset({"judge", "court", "jury", "grand_jury", "immigration_court", "prosecutor"})
_ON = ("for", "on", "of", "against")
_NO_HOLDER = frozenset({"administration"})
"""Rules of agencies that hold nobody themselves."""
_PREPOSITIONS = {
    "detention": ("in", "at", "by", "inside", "to", "into", "with"),
    "release": ("from", "by", "out", "of"),
    "transfer": ("to", "into"),
    "detainer_issued": ("with", "at", "to", "in"),
    "detainer_honored": ("by", "at", "in"),
    "detainer_withdrawn": ("with", "at"),
    "detainer_declined": ("by", "at", "in", "with"),
}
_ASKED = KEEPERS | {"other"}
"""Whom ICE may ask to hold somebody."""
_ASKING = frozenset({"request", "behest", "urging"})
_AT_REQUEST = re.compile(r"\bat\s(?:[\w’'.-]+\s){1,4}?(?:request|behest|urging)\b")
"""Behind somebody held: who asked for it."""
_ACCORDING = re.compile(r"\baccording\sto\b", re.IGNORECASE)
"""Behind somebody held: who says so."""
_ANOTHER_DEED = re.compile(r"\b(?:after|when|while|before|turned|handed|transferred|extradited)\b")
"""Between somebody held and a place of what was done before."""
_OF_REQUEST = len("’s request")
_LOOK_BACK = 4
"""Sentences in front of a detainer's in which its jail is named."""


class Custodians:
    """Finds custodians around the triggers of one article."""

    def __init__(self, doc: Doc, institutions: Institutions) -> None:
        """Keep what finds institutions."""
        self.doc = doc
        self.institutions = institutions
        self._jails = Jails(institutions)
        self._places = Jurisdictions(institutions, self._jails)

    def of(
        self, trigger: Token, event: str, actor: Token | None, noun: Token | None, near: bool
    ) -> Mention | None:
        """Return the custodian of an event, or None where the article does not say.

        Args:
            trigger: the word that reports the event.
            event: its type.
            actor: who does it.
            noun: the detainer, where the event is one.
            near: take the jail named nearest where a detainer's own is not said.
        """
        if event not in _HOLDING:
            return None
        unnamed: Mention | None = None
        for found in self._candidates(trigger, event, actor, noun):
            if found is None or found.rule in _NO_HOLDER or not self._may_hold(found, event):
                continue
            if text_of(self.doc)[found.start : found.end].lower() in words("nobody"):
                continue
            if event.startswith("detainer") and self._of_immigration(found):
                continue
            if found.label == "facility":
                found = self._jails.placed(self._jails.fuller(found))
            if found.detail == "court":
                found = self._jails.court_meant(found)
            found = self.institutions.fullest_office(found)
            if text_of(self.doc)[found.start : found.end].lower() not in words("bare"):
                return found
            # "The jail ignored it": the only office that keeps one, else as the article names it.
            of_town = text_of(self.doc)[found.start : found.end].lower() in words("towns") - {"county"}
            keeper = None if of_town else self._jails.only_keeper()
            if keeper is not None and keeper.start < found.start:
                return keeper
            name = text_of(self.doc)[found.start : found.end].lower()
            told = found.label == "place" or name == "police"  # "Police released him"
            if event.startswith("detainer") or (event == "release" and told):
                unnamed = unnamed or replace(found, confidence=UNNAMED)
            if found.label == "facility" and event != "transfer":
                break
        if near and event.startswith("detainer"):
            beside = self._jails.beside(trigger), self._jails.last(trigger, _LOOK_BACK)
            return next(
                (item for item in beside if item is not None and not self._of_immigration(item)), unnamed
            )
        return unnamed

    def _may_hold(self, found: Mention, event: str) -> bool:
        """Say whether it may have custody; a court may have a detainer lodged with it, and decline it."""
        if found.detail == "court" and event in ("detainer_issued", "detainer_declined"):
            return True
        if found.rule == "court.acting":
            return True
        if event in ("detention", "release") and found.rule == "justice_center":
            return True  # a court and the jail beside it
        return found.detail not in _NO_CUSTODIAN

    def _of_immigration(self, found: Mention) -> bool:
        """Say whether a custodian is of those who lodge detainers: none is lodged with it."""
        place = text_of(self.doc)[found.start : found.end]
        of_government = found.label == "agency" and found.detail == "federal"  # "federal officials"
        return of_government or found.detail in IMMIGRATION or bool(cue("immigration_place").search(place))

    def _candidates(
        self, trigger: Token, event: str, actor: Token | None, noun: Token | None
    ) -> Iterator[Mention | None]:
        institutions = self.institutions
        if event == "detention":
            yield self._inside(trigger)
        if (
            event == "detention"
            and not syntax.is_passive(trigger)
            and trigger.lemma_ not in words("bringing")  # "police brought him to the jail"
        ):
            found = institutions.facility(actor) or institutions.agency_meant(actor)
            found = found or institutions.described(actor) or institutions.place(actor)
            found = found or self._jails.by_noun(actor)
            if found is None and actor is not None and actor.lower_ in ("it", "which"):
                found = institutions.facility(syntax.subject_above(actor)) or self._jails.meant(actor)
            if found is not None and found.confidence > 0.5:
                yield found
        if event == "detention" and trigger.pos_ in ("NOUN", "PROPN"):
            # "people in ICE custody", "at the detention center"
            yield institutions.facility(trigger) or institutions.agency(trigger)
            yield next(filter(None, map(self._places.owner, syntax.children(trigger, "poss"))), None)
        brought = event == "detainer_honored" and trigger.lemma_ in ("take", "bring", "book", "transport")
        if event == "release":
            yield self._jails.left(trigger)
        if brought:
            yield self._inside(trigger)  # "deputies took him to the Polk County Jail at ICE's request"
        elif event in ("release", "detainer_declined", "detainer_honored"):
            yield self._letting_go(trigger, actor, event)
        taking = trigger.lemma_ in ("take", "assume", "receive", "get", "pick", "collect")
        if event == "transfer" and taking and not syntax.objects_of(trigger, "to"):
            # "ICE took custody of him"
            yield institutions.agency_meant(actor)
        if event == "transfer":
            for hands in syntax.objects_of(trigger, "in", "into"):
                if hands.lower_ == "hands":
                    yield self._holder(hands, event)
        if event == "release" and trigger.pos_ == "NOUN":
            yield from map(
                self._letting_out, [*syntax.children(trigger, "poss"), *syntax.objects_of(trigger, "by")]
            )
        if event in ("release", "detainer_issued"):
            yield from self._objects(trigger, event)
        if event == "detainer_issued" and noun is not None:
            yield self._jails.lodged_with(noun)
        if event == "detainer_issued":  # "lodged a detainer, asking the jail to hold him"
            for node in (trigger, noun):
                for clause in syntax.children(node, "acl", "advcl", "relcl") if node is not None else []:
                    yield from self._objects(clause, event)
        if event == "detainer_issued" and trigger.lemma_ in words("receiving"):
            # "The Ashby jail received 157 detainers"
            yield self._letting_go(trigger, actor, event)
        if event == "release":
            yield self._jails.of_inmate(syntax.patient(trigger))
            if trigger.lemma_ in ("post", "make"):
                # "posted bail at the Ashby Detention Center": the parser may hang it on the bail
                bails = [trigger, *syntax.children(trigger, "dobj")]
                yield from (
                    institutions.facility(place) for node in bails for place in syntax.objects_of(node, "at")
                )
        near_first = (noun, trigger) if noun is not None and noun.dep_ == "conj" else (trigger, noun)
        for node in (node for node in near_first if node is not None):
            # "flown back to Orange County": the parser hangs "to" on "back".
            back = [child for child in node.children if child.lower_ == "back"]
            nodes = [node, *back] if event == "transfer" else [node]
            if event == "transfer" and node.dep_ == "dobj":
                nodes.append(node.head)  # "awaits extradition to Ohio": the parser hangs "to" on the verb
            for held in (item for above in nodes for item in syntax.objects_of(above, *_PREPOSITIONS[event])):
                if held.lemma_ in _ASKING:
                    continue  # "held at the request of ICE": not by ICE
                yield self._holder(held, event)
        if event == "detainer_issued" and noun is not None:
            yield from self._of_those_held(noun)
            verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "with" else noun
            if verb.lemma_ in words("leading"):
                yield self._letting_go(verb, syntax.agent(verb), event)
        if event in ("detainer_declined", "detainer_honored"):
            yield from self._in_spite(noun or trigger)
        if event.startswith("detainer"):
            yield from map(institutions.place, syntax.origins(noun or trigger))
        if event in ("detention", "release", "transfer"):
            yield from (self._behind(trigger, event), self._jails.told_beside(trigger, event))
        if event == "release":
            yield from (self._holder(noun, event) for noun in time_spent(trigger))
        adverbs = {child.lower_ for child in trigger.children if child.dep_ == "advmod"}
        if adverbs & {"there", "where"}:
            if "where" in adverbs:
                yield self._before_where(trigger)
            yield self._jails.last(trigger, 0 if "where" in adverbs else 2)

    def _letting_out(self, owner: Token) -> Mention | None:
        """Return whose a release is: "the jail's release of him", "ICE defended its release of him"."""
        found = self.institutions.facility(owner) or self.institutions.agency(owner)
        found = found or self._places.county(owner) or self.institutions.antecedent_of_owner(owner)
        return found or (self._jails.meant(owner) if owner.lower_ == "its" else None)

    def _before_where(self, trigger: Token) -> Mention | None:
        """Return the jail or court in front of "where": "in Ashby District Court, where ICE lodged one"."""
        where = next(child.i for child in trigger.children if child.lower_ == "where")
        return self.institutions.facility_at(where - 1) or self.institutions.facility_at(where - 2)

    def _letting_go(self, trigger: Token, actor: Token | None, event: str) -> Mention | None:
        """Return the jail, office or county that lets go, declines or honors, by grammar."""
        institutions = self.institutions
        if event == "release" and syntax.is_passive(trigger):
            # "sentenced by a court and released": those who sentence do not release.
            loose = [child for child in trigger.children if child.lower_ in ("go", "free", "loose")]
            actor = next((by for node in (trigger, *loose) for by in syntax.objects_of(node, "by")), None)
        actor = self._jails.right_before(trigger) or actor
        found = (
            self._jails.whose_people(actor) or institutions.facility(actor) or self._places.authorities(actor)
        )
        found = found or self._jails.court(actor, event)
        found = found or institutions.agency(actor) or self._jails.called(actor) or self._places.county(actor)
        found = found or institutions.described(actor) or institutions.place(actor)
        found = found or self._jails.office_meant(actor)
        if found is None and actor is not None and actor.lower_ == "we":
            found = institutions.agency_meant(actor)
            found = found if found and " " in text_of(self.doc)[found.start : found.end] else None
        if found is None and actor is not None and actor.lower_ in ("it", "they", "which"):
            above = syntax.subject_above(actor)
            found = institutions.facility(above) or self._places.county(above)
            local = above is not None and above.lemma_.lower() in words("acting_for")
            if found is None and not local:  # "officials say they did not release him"
                found = institutions.agency_meant(actor) or self._jails.meant(actor)
        if found is None or found.label != "agency":
            return found
        if event == "release" or found.detail not in IMMIGRATION:
            return found
        return self._keeper_meant(actor)

    def _keeper_meant(self, actor: Token | None) -> Mention | None:
        """Return the office in the sentence that "it" means where that is not ICE, which declines none."""
        if actor is None or actor.lower_ not in ("it", "they"):
            return None
        keeper = self.institutions.before(actor, KEEPERS)
        return keeper if keeper is not None and keeper.start >= actor.sent.start_char else None

    def _objects(self, verb: Token, event: str) -> Iterator[Mention | None]:
        """Yield the place that is left ("he left the jail"), or asked ("ICE asked the jail to hold him")."""
        wanted = ("dobj",) if event == "release" else ("dobj", "dative", "nsubjpass")
        if event == "release" and verb.lemma_ != "leave":
            return
        asked = verb.lemma_ in ("ask", "request", "urge", "petition") and event == "detainer_issued"
        nouns = syntax.children(verb, *wanted)
        if asked:  # "ICE asked that San Francisco hold him"
            nouns += [
                who for held in syntax.children(verb, "ccomp") for who in syntax.children(held, "nsubj")
            ]
        for noun in nouns:
            found = self.institutions.facility(noun) or self._places.county(noun)
            found = found or self.institutions.described(noun)
            if asked:
                found = found or self.institutions.place(noun) or self._places.authorities(noun)
                agency = self.institutions.agency(noun)  # "asked local authorities to hold him"
                found = found or (agency if agency is not None and agency.detail in _ASKED else None)
            office = noun.lower_ in ("office", "department") and event == "detainer_issued"
            yield found or (self.institutions.before(noun, KEEPERS) if office else None)

    def _in_spite(self, noun: Token) -> Iterator[Mention | None]:
        """Yield who released somebody in spite of a detainer, or handed him over under it."""
        verb = next((node for node in noun.ancestors if node.pos_ == "VERB" and node.sent == noun.sent), None)
        if verb is None:
            return
        first = verb.head if verb.dep_ == "conj" and verb.head.lemma_ in ("release", "free") else verb
        for node in (verb, first):  # "the prison released him, and he was handed over under it"
            yield self._letting_go(node, syntax.agent(node), "release")
        for held in syntax.objects_of(verb, "from", "by"):
            yield self._holder(held, "release")

    def _of_those_held(self, noun: Token) -> Iterator[Mention | None]:
        """Yield where those are held whom detainers are on: "for 90 men in Ohio prisons", or who is."""
        if noun.dep_ == "pobj" and noun.head.head.lemma_ in ("hold", "detain", "keep"):
            for held in syntax.objects_of(noun.head.head, "in", "inside", "at"):
                yield self._holder(held, "detention")
            yield self._letting_go(noun.head.head, syntax.agent(noun.head.head), "detention")
        if noun.dep_ in ("nsubjpass", "dobj"):
            # "were placed on inmates at the Polk County Jail"
            for person in syntax.objects_of(noun.head, *_ON):
                yield from map(self.institutions.facility, syntax.objects_of(person, "in", "inside", "at"))
        yield from map(self._keeper_of, held_under(noun))
        people = syntax.objects_of(noun, *_ON)
        people += syntax.objects_of(noun.head, *_ON) if noun.dep_ in ("nsubjpass", "dobj") else []
        yield from map(self._jails.of_inmate, people)
        for person in [*syntax.objects_of(noun, *_ON), *bearers(noun)]:
            for held in syntax.objects_of(person, "in", "inside", "at"):
                yield self._holder(held, "detention")

    def _keeper_of(self, inmates: Token) -> Mention | None:
        """Return who has those under detainers: "The county had 13 inmates on an ICE hold"."""
        verb = inmates.head if inmates.dep_ == "dobj" else None
        keeps = verb is not None and verb.lemma_ in words("keeping")
        return self._letting_go(verb, syntax.agent(verb), "detention") if verb is not None and keeps else None

    def _holder(self, noun: Token, event: str) -> Mention | None:
        institutions = self.institutions
        whose = [
            institutions.agency_at(child.i) for child in syntax.children(noun, "compound", "poss", "nmod")
        ]
        if event == "transfer" and noun.lower_ in ("custody", "detention") and any(whose):
            return next(filter(None, whose))  # "to ICE custody from the Polk County Jail"
        facility = institutions.facility(noun)
        if facility is not None:
            return facility
        agency = self._places.authorities(noun) or institutions.agency(noun)
        if agency is None:
            agency = institutions.described(noun) or institutions.agency_meant(noun)
        if agency is None and noun.lower_ in ("custody", "detention"):
            agency = next(
                (found for child in noun.subtree if (found := institutions.agency_at(child.i))), None
            )
            agency = agency or next(
                (
                    found
                    for child in noun.children
                    if (found := self._places.county(child) or self._places.owner(child))
                ),
                None,
            )
        if agency is None and noun.lower_ == "bars":
            agency = next(map(institutions.place, syntax.objects_of(noun.head.head, "in")), None)
        if agency is None:
            for inner in syntax.objects_of(noun, "of", "by", "in", "at"):
                agency = (
                    institutions.agency(inner) or institutions.facility(inner) or self._places.county(inner)
                )
                if agency is not None:
                    break
        if agency is None:
            agency = self._jails.called(noun)
        if agency is None and event == "detainer_issued":
            agency = self._jails.court(noun, event)  # "lodged a detainer with the court"
        if agency is None:
            # "1,300 detainers in Minnesota"
            many = event == "detainer_issued" and noun.head.lower_ == "in" and noun.head.head.tag_ == "NNS"
            agency = institutions.place(noun) if event == "transfer" or many else self._places.county(noun)
        return agency

    def _inside(self, trigger: Token) -> Mention | None:
        """Return the named place that somebody is held in, whoever holds him there.

        "ICE is holding him at the Ashby Processing Center", "in ICE custody at the Polk County Jail".
        """
        for token in self.doc[trigger.i + 1 : min(trigger.i + 18, trigger.sent.end)]:
            found = self.institutions.facility_at(token.i)
            if found is None or found.value != "named" or found.detail not in CUSTODY:
                continue
            gap = text_of(self.doc)[trigger.idx + len(trigger) : found.start]
            return found if cue("inside").search(gap.replace("\n", " ")) else None
        return None

    def _behind(self, trigger: Token, event: str) -> Mention | None:
        """Return the first facility or holder shortly behind the trigger in its sentence."""
        prepositions = "|".join(_PREPOSITIONS[event])
        for token in self.doc[trigger.i + 1 : min(trigger.i + 14, trigger.sent.end)]:
            found = self.institutions.facility_at(token.i) or (
                self.institutions.agency_at(token.i) if event != "release" else None
            )
            if token.dep_ == "nsubjpass" and token.head in trigger.ancestors:
                return None  # "of 23 people held, 19 were picked up by ICE"
            if found is None or token.dep_ == "nsubj" or found.detail in _NO_CUSTODIAN:
                continue
            gap = text_of(self.doc)[trigger.idx + len(trigger) : found.start]
            if _AT_REQUEST.search(text_of(self.doc)[trigger.idx : found.end + _OF_REQUEST]):
                continue
            if _ACCORDING.search(gap) or (event == "detention" and _ANOTHER_DEED.search(gap)):
                return None  # "is held on bail after he crashed into a Salem police car"
            if re.search(rf"\b(?:{prepositions})\s(?:[\w’'.-]+\s){{0,5}}$", gap):
                return found
        return None
