"""Who holds, lets go or receives somebody, by single words of a sentence: an actor, a prepositional object.

in: a word, or the trigger that it hangs on    out: the custodian that it names, if any
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.institutions import CUSTODY, IMMIGRATION, Institutions
from pipeline.events.institutions.jails import KEEPERS, Jails, bearers, held_under
from pipeline.events.institutions.jurisdictions import Jurisdictions
from pipeline.events.institutions.words import cue, words
from pipeline.schema import Mention

NO_CUSTODIAN = frozenset({"judge", "court", "jury", "grand_jury", "immigration_court", "prosecutor"})
PREPOSITIONS = {
    "detention": ("in", "at", "by", "inside", "to", "into", "with"),
    "release": ("from", "by", "out", "of"),
    "transfer": ("to", "into"),
    "detainer_issued": ("with", "at", "to", "in"),
    "detainer_honored": ("by", "at", "in"),
    "detainer_withdrawn": ("with", "at"),
    "detainer_declined": ("by", "at", "in", "with"),
}
"""In front of a custodian, by event."""
_ON = ("for", "on", "of", "against")
_ASKED = KEEPERS | {"other"}
"""Whom ICE may ask to hold somebody."""
_AT_REQUEST = re.compile(r"\bat\s(?:[\w’'.-]+\s){1,4}?(?:request|behest|urging)\b")
"""Behind somebody held: who asked for it."""
_ACCORDING = re.compile(r"\baccording\sto\b", re.IGNORECASE)
"""Behind somebody held: who says so."""
_ANOTHER_DEED = re.compile(r"\b(?:after|when|while|before|turned|handed|transferred|extradited)\b")
"""Between somebody held and a place of what was done before."""
_OF_REQUEST = len("’s request")


class Holders:
    """Reads custodians off the words of one article."""

    def __init__(self, doc: Doc, institutions: Institutions, jails: Jails, places: Jurisdictions) -> None:
        """Keep what finds institutions, jails and counties."""
        self._doc, self._institutions, self._jails, self._places = doc, institutions, jails, places

    def holder(self, noun: Token, event: str) -> Mention | None:
        """Return who holds by a prepositional object: "in ICE custody", "to the Polk County Jail"."""
        institutions = self._institutions
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

    def letting_go(self, trigger: Token, actor: Token | None, event: str) -> Mention | None:
        """Return the jail, office or county that lets go, declines or honors, by grammar."""
        institutions = self._institutions
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
            found = found if found and " " in text_of(self._doc)[found.start : found.end] else None
        if found is None and actor is not None and actor.lower_ in ("it", "they", "which"):
            above = syntax.subject_above(actor)
            found = institutions.facility(above) or self._places.county(above)
            local = above is not None and above.lemma_.lower() in words("acting_for")
            if found is None and not local:  # "officials say they did not release him"
                found = institutions.agency_meant(actor) or self._jails.meant(actor)
        if found is not None and (
            found.label != "agency" or event == "release" or found.detail not in IMMIGRATION
        ):
            return found
        return (self._keeper_meant(actor) if found else None) or self._county_meant(actor, event)

    def _county_meant(self, actor: Token | None, event: str) -> Mention | None:
        """Return the county that "it" is: "Polk County has reversed itself. It honored a detainer"."""
        answered = event in ("detainer_declined", "detainer_honored")
        if actor is None or actor.lower_ != "it" or not answered:
            return None
        county = self._jails.county_meant(actor)
        if county is None or county.start < self._institutions.since(actor, 1):
            return None
        words_of_it = self._doc.char_span(county.start, county.end, alignment_mode="expand")
        does = ("nsubj", "nsubjpass", "dobj")
        return county if words_of_it is not None and words_of_it.root.dep_ in does else None

    def letting_out(self, owner: Token) -> Mention | None:
        """Return whose a release is: "the jail's release of him", "ICE defended its release of him"."""
        found = self._institutions.facility(owner) or self._institutions.agency(owner)
        found = found or self._places.county(owner) or self._institutions.antecedent_of_owner(owner)
        return found or (self._jails.meant(owner) if owner.lower_ == "its" else None)

    def objects(self, verb: Token, event: str) -> Iterator[Mention | None]:
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
            found = self._institutions.facility(noun) or self._places.county(noun)
            found = found or self._institutions.described(noun)
            if asked:
                found = found or self._institutions.place(noun) or self._places.authorities(noun)
                agency = self._institutions.agency(noun)  # "asked local authorities to hold him"
                found = found or (agency if agency is not None and agency.detail in _ASKED else None)
            office = noun.lower_ in ("office", "department") and event == "detainer_issued"
            yield found or (self._institutions.before(noun, KEEPERS) if office else None)

    def in_spite(self, noun: Token) -> Iterator[Mention | None]:
        """Yield who released somebody in spite of a detainer, or handed him over under it."""
        verb = next((node for node in noun.ancestors if node.pos_ == "VERB" and node.sent == noun.sent), None)
        if verb is None:
            return
        first = verb.head if verb.dep_ == "conj" and verb.head.lemma_ in ("release", "free") else verb
        for node in (verb, first):  # "the prison released him, and he was handed over under it"
            yield self.letting_go(node, syntax.agent(node), "release")
        for held in syntax.objects_of(verb, "from", "by"):
            yield self.holder(held, "release")

    def of_those_held(self, noun: Token) -> Iterator[Mention | None]:
        """Yield where those are held whom detainers are on: "for 90 men in Ohio prisons", or who is."""
        if noun.dep_ == "pobj" and noun.head.head.lemma_ in ("hold", "detain", "keep"):
            for held in syntax.objects_of(noun.head.head, "in", "inside", "at"):
                yield self.holder(held, "detention")
            yield self.letting_go(noun.head.head, syntax.agent(noun.head.head), "detention")
        if noun.dep_ in ("nsubjpass", "dobj"):
            # "were placed on inmates at the Polk County Jail"
            for person in syntax.objects_of(noun.head, *_ON):
                yield from map(self._institutions.facility, syntax.objects_of(person, "in", "inside", "at"))
        yield from map(self._keeper_of, held_under(noun))
        people = syntax.objects_of(noun, *_ON)
        people += syntax.objects_of(noun.head, *_ON) if noun.dep_ in ("nsubjpass", "dobj") else []
        yield from map(self._jails.of_inmate, people)
        for person in [*syntax.objects_of(noun, *_ON), *bearers(noun)]:
            for held in syntax.objects_of(person, "in", "inside", "at"):
                yield self.holder(held, "detention")

    def _keeper_of(self, inmates: Token) -> Mention | None:
        """Return who has those under detainers: "The county had 13 inmates on an ICE hold"."""
        verb = inmates.head if inmates.dep_ == "dobj" else None
        keeps = verb is not None and verb.lemma_ in words("keeping")
        return self.letting_go(verb, syntax.agent(verb), "detention") if verb is not None and keeps else None

    def _keeper_meant(self, actor: Token | None) -> Mention | None:
        """Return the office in the sentence that "it" means where that is not ICE, which declines none."""
        if actor is None or actor.lower_ not in ("it", "they"):
            return None
        keeper = self._institutions.before(actor, KEEPERS)
        return keeper if keeper is not None and keeper.start >= actor.sent.start_char else None

    def before_where(self, trigger: Token) -> Mention | None:
        """Return the jail or court in front of "where": "in Ashby District Court, where ICE lodged one"."""
        where = next(child.i for child in trigger.children if child.lower_ == "where")
        return self._institutions.facility_at(where - 1) or self._institutions.facility_at(where - 2)

    def inside(self, trigger: Token) -> Mention | None:
        """Return the named place that somebody is held in, whoever holds him there.

        "ICE is holding him at the Ashby Processing Center", "in ICE custody at the Polk County Jail".
        """
        for token in self._doc[trigger.i + 1 : min(trigger.i + 18, trigger.sent.end)]:
            found = self._institutions.facility_at(token.i)
            if found is None or found.value != "named" or found.detail not in CUSTODY:
                continue
            gap = text_of(self._doc)[trigger.idx + len(trigger) : found.start]
            return found if cue("inside").search(gap.replace("\n", " ")) else None
        return None

    def behind(self, trigger: Token, event: str) -> Mention | None:
        """Return the first facility or holder shortly behind the trigger in its sentence."""
        prepositions = "|".join(PREPOSITIONS[event])
        for token in self._doc[trigger.i + 1 : min(trigger.i + 14, trigger.sent.end)]:
            found = self._institutions.facility_at(token.i) or (
                self._institutions.agency_at(token.i) if event != "release" else None
            )
            if token.dep_ == "nsubjpass" and token.head in trigger.ancestors:
                return None  # "of 23 people held, 19 were picked up by ICE"
            if found is None or token.dep_ == "nsubj" or found.detail in NO_CUSTODIAN:
                continue
            gap = text_of(self._doc)[trigger.idx + len(trigger) : found.start]
            if _AT_REQUEST.search(text_of(self._doc)[trigger.idx : found.end + _OF_REQUEST]):
                continue
            if _ACCORDING.search(gap) or (event == "detention" and _ANOTHER_DEED.search(gap)):
                return None  # "is held on bail after he crashed into a Salem police car"
            if re.search(rf"\b(?:{prepositions})\s(?:[\w’'.-]+\s){{0,5}}$", gap):
                return found
        return None
