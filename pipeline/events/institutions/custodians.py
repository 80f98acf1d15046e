"""Who holds, declines, honors, releases or receives: the custodian of a trigger, as the article names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.event_types import AT_CUSTODIAN
from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.holders import NO_CUSTODIAN, PREPOSITIONS, Holders
from pipeline.events.institutions.institutions import IMMIGRATION, UNNAMED, Institutions
from pipeline.events.institutions.jails import Jails, time_spent
from pipeline.events.institutions.jurisdictions import Jurisdictions
from pipeline.events.institutions.words import cue, words
from pipeline.schema import Mention

_NO_HOLDER = frozenset({"administration"})
"""Rules of agencies that hold nobody themselves."""
_ASKING = frozenset({"request", "behest", "urging"})
_HALF = 0.5
"""Confidence above which an actor is taken for who holds."""
_LOOK_BACK = 4
"""Sentences in front of a detainer's in which its jail is named."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """An event, and the words that say who has custody in it."""

    trigger: Token
    event: str
    actor: Token | None
    noun: Token | None
    """The detainer, where the event is one."""


class Custodians:
    """Finds custodians around the triggers of one article."""

    def __init__(self, doc: Doc, institutions: Institutions) -> None:
        """Keep what finds institutions."""
        self.doc = doc
        self.institutions = institutions
        self._jails = Jails(institutions)
        self._places = Jurisdictions(institutions, self._jails)
        self._holders = Holders(doc, institutions, self._jails, self._places)
        self._first: dict[str, Callable[[_Deed], Iterator[Mention | None]]] = {
            "detention": self._detaining,
            "release": self._releasing,
            "transfer": self._taking_over,
            "detainer_issued": self._asked,
            "detainer_declined": self._answering,
            "detainer_honored": self._answering,
        }
        """What is asked first, by event: the actor, the words of the deed itself."""

    def of(
        self,
        trigger: Token,
        event: str,
        actor: Token | None,
        noun: Token | None,
        *,
        near: bool,
        above: bool,
    ) -> Mention | None:
        """Return the custodian of an event, or None where the article does not say.

        Args:
            trigger: the word that reports the event.
            event: its type.
            actor: who does it.
            noun: the detainer, where the event is one.
            near: take the jail named nearest where a detainer's own is not said.
            above: look for that in the sentences above, too.
        """
        if event not in AT_CUSTODIAN:
            return None
        unnamed: Mention | None = None
        for found in self._candidates(_Deed(trigger, event, actor, noun)):
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
            bare = text_of(self.doc)[found.start : found.end].lower()
            of_town = bare in words("towns") - {"county"}
            keeper = None if of_town else self._jails.only_keeper(of_jail=bare.endswith("jail"))
            if keeper is not None and keeper.start < found.start:
                return keeper
            name = text_of(self.doc)[found.start : found.end].lower()
            told = found.label == "place" or name == "police"  # "Police released him"
            named = event.startswith("detainer") or (event == "release" and told)
            if named and name not in words("people"):
                unnamed = unnamed or replace(found, confidence=UNNAMED)
            if found.label == "facility" and event != "transfer":
                break
        if near and event.startswith("detainer"):
            last = self._jails.last(trigger, _LOOK_BACK) if above else None
            beside = self._jails.beside(trigger), last
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
        return found.detail not in NO_CUSTODIAN

    def _of_immigration(self, found: Mention) -> bool:
        """Say whether a custodian is of those who lodge detainers: none is lodged with it."""
        place = text_of(self.doc)[found.start : found.end]
        of_government = found.label == "agency" and found.detail == "federal"  # "federal officials"
        return of_government or found.detail in IMMIGRATION or bool(cue("immigration_place").search(place))

    def _candidates(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield who may have custody, the likeliest first."""
        if deed.event in self._first:
            yield from self._first[deed.event](deed)
        yield from self._by_preposition(deed)
        if deed.event.startswith("detainer"):
            yield from self._of_detainer(deed)
        else:
            yield self._holders.behind(deed.trigger, deed.event)
            yield self._jails.told_beside(deed.trigger, deed.event)
        if deed.event == "release":
            yield from (self._holders.holder(noun, deed.event) for noun in time_spent(deed.trigger))
        yield from self._there(deed.trigger)

    def _detaining(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield where somebody is held, who holds him, and whose custody it is by the noun for it."""
        institutions, trigger, actor = self.institutions, deed.trigger, deed.actor
        yield self._holders.inside(trigger)
        # "police brought him to the jail"
        if not syntax.is_passive(trigger) and trigger.lemma_ not in words("bringing"):
            found = institutions.facility(actor) or institutions.agency_meant(actor)
            found = found or institutions.described(actor) or institutions.place(actor)
            found = found or self._jails.by_noun(actor)
            if found is None and actor is not None and actor.lower_ in ("it", "which"):
                found = institutions.facility(syntax.subject_above(actor)) or self._jails.meant(actor)
            if found is not None and found.confidence > _HALF:
                yield found
        if trigger.pos_ in ("NOUN", "PROPN"):
            # "people in ICE custody", "at the detention center"
            yield institutions.facility(trigger) or institutions.agency(trigger)
            yield next(filter(None, map(self._places.owner, syntax.children(trigger, "poss"))), None)

    def _releasing(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield what is left, who lets go, and where somebody was held or posted bail."""
        trigger, holders = deed.trigger, self._holders
        yield self._jails.left(trigger)
        yield holders.letting_go(trigger, deed.actor, deed.event)
        if trigger.pos_ == "NOUN":
            owners = [*syntax.children(trigger, "poss"), *syntax.objects_of(trigger, "by")]
            yield from map(holders.letting_out, owners)
        yield from holders.objects(trigger, deed.event)
        yield self._jails.of_inmate(syntax.patient(trigger))
        if trigger.lemma_ in ("post", "make"):
            # "posted bail at the Ashby Detention Center": the parser may hang it on the bail
            for node in (trigger, *syntax.children(trigger, "dobj")):
                yield from map(self.institutions.facility, syntax.objects_of(node, "at"))

    def _taking_over(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield who takes somebody over: "ICE took custody of him", "into the hands of ICE"."""
        trigger = deed.trigger
        taking = trigger.lemma_ in ("take", "assume", "receive", "get", "pick", "collect")
        if taking and not syntax.objects_of(trigger, "to"):
            yield self.institutions.agency_meant(deed.actor)
        for hands in syntax.objects_of(trigger, "in", "into"):
            if hands.lower_ == "hands":
                yield self._holders.holder(hands, deed.event)

    def _asked(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield who is asked to hold somebody, or has been: "lodged one, asking the jail to hold him"."""
        trigger, noun, holders = deed.trigger, deed.noun, self._holders
        yield from holders.objects(trigger, deed.event)
        if noun is not None:
            yield self._jails.lodged_with(noun)
        for node in (trigger, noun):
            for clause in syntax.children(node, "acl", "advcl", "relcl") if node is not None else []:
                yield from holders.objects(clause, deed.event)
        if trigger.lemma_ in words("receiving"):  # "The Ashby jail received 157 detainers"
            yield holders.letting_go(trigger, deed.actor, deed.event)

    def _answering(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield who declines or honors a detainer."""
        brought = deed.trigger.lemma_ in ("take", "bring", "book", "transport")
        if deed.event == "detainer_honored" and brought:
            yield self._holders.inside(deed.trigger)  # "took him to the Polk County Jail at ICE's request"
        else:
            yield self._holders.letting_go(deed.trigger, deed.actor, deed.event)

    def _by_preposition(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield who stands behind a preposition that the deed or its detainer governs."""
        trigger, noun, event = deed.trigger, deed.noun, deed.event
        near_first = (noun, trigger) if noun is not None and noun.dep_ == "conj" else (trigger, noun)
        for node in (node for node in near_first if node is not None):
            # "flown back to Orange County": the parser hangs "to" on "back".
            back = [child for child in node.children if child.lower_ == "back"]
            nodes = [node, *back] if event == "transfer" else [node]
            if event == "transfer" and node.dep_ == "dobj":
                nodes.append(node.head)  # "awaits extradition to Ohio": the parser hangs "to" on the verb
            for held in (item for above in nodes for item in syntax.objects_of(above, *PREPOSITIONS[event])):
                if held.lemma_ not in _ASKING:  # "held at the request of ICE": not by ICE
                    yield self._holders.holder(held, event)
        if event == "detention":
            yield from map(self.institutions.facility, syntax.objects_of(trigger, "on"))  # "on Rikers Island"

    def _of_detainer(self, deed: _Deed) -> Iterator[Mention | None]:
        """Yield who holds those whom a detainer is on, who lets go in spite of it, and where it is from."""
        trigger, noun, holders = deed.trigger, deed.noun, self._holders
        if deed.event == "detainer_issued" and noun is not None:
            yield from holders.of_those_held(noun)
            verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "with" else noun
            if verb.lemma_ in words("leading"):
                yield holders.letting_go(verb, syntax.agent(verb), deed.event)
        if deed.event in ("detainer_declined", "detainer_honored"):
            yield from holders.in_spite(noun or trigger)
        yield from map(self.institutions.place, syntax.origins(noun or trigger))

    def _there(self, trigger: Token) -> Iterator[Mention | None]:
        """Yield what "there" and "where" stand for."""
        adverbs = {child.lower_ for child in trigger.children if child.dep_ == "advmod"}
        if "where" in adverbs:
            yield self._holders.before_where(trigger)
        if adverbs & {"there", "where"}:
            yield self._jails.last(trigger, 0 if "where" in adverbs else 2)
