"""Who acts: the agency of a trigger, as the article names it; and who holds, by `custodians`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.event_types import AT_COURT, JUDGMENTS
from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.labels import TENSED
from pipeline.events.grammar.syntax import text_of
from pipeline.events.institutions.bodies import acting_body
from pipeline.events.institutions.check_ins import appointed_at, taking_in
from pipeline.events.institutions.custodians import Custodians
from pipeline.events.institutions.doers import doer, is_behind_day
from pipeline.events.institutions.institutions import IMMIGRATION, Institutions
from pipeline.events.institutions.operations import Operations
from pipeline.events.institutions.words import cue, words
from pipeline.schema import Mention

_COURTS = frozenset({"court", "judge", "jury", "grand_jury", "immigration_court"})
_ACTORS = {
    "release": frozenset({"ice", "ero", "dhs", "judge", "court", "federal", "border_patrol", "cbp"}),
    "entry": frozenset({"border_patrol", "cbp"}),
    "removal": frozenset({"ice", "ero", "hsi", "dhs", "cbp", "border_patrol", "federal", "foreign", "other"}),
    "conviction": frozenset({"prosecutor", "jury", "court", "judge"}),
}
"""Kinds of agency that may do it; of other events any may."""
_NO_COURT = frozenset({"arrest", "removal", "transfer", "notice_to_appear"})
"""Events that no judge or jury does."""
_INFERRED = 0.7
"""Confidence of an agency that no word of the trigger's clause points to."""
_OF_PERSONS_OWN = frozenset({"detention", "detainer_declined", "detainer_honored"})
"""Events whose actor is the custodian."""
_SURE = 0.6
"""Confidence from which an agency is one: "officers" is none."""
_CARRYING = frozenset({"of", "with", "for"})
"""Prepositions by which a noun of a deed hangs on the verb that does it: "made a total of 45 arrests"."""
_ARRESTING = frozenset({"police", "sheriff", "state", "marshals", "fbi"} | IMMIGRATION)
_ARTICLE = 6
"""Characters of an article between "with" and a name."""


class Arguments:
    """Finds agencies and custodians around the triggers of one article."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        """Index agencies, facilities and places by token."""
        self.doc = doc
        self.institutions = Institutions(doc, mentions)
        self.operations = Operations(self.institutions)
        self._custodians = Custodians(doc, self.institutions)

    def agency(self, trigger: Token, event: str) -> Mention | None:
        """Return who does it; None where the article does not say, and where a custodian does."""
        if event in _OF_PERSONS_OWN:
            return None
        for found in self._candidates(trigger, event):
            if found is not None and self._may_act(found, event):
                judge = found.detail == "judge"
                whole = self.institutions.fullest_judge if judge else self.institutions.fullest_office
                return whole(found)
        return None

    def _candidates(self, trigger: Token, event: str) -> Iterator[Mention | None]:
        """Yield those who may have done it, what the sentence says most plainly first."""
        institutions = self.institutions
        if event == "transfer":
            yield self._handing_over(trigger)
            return
        if trigger.lemma_ == "plead":
            return  # who pleads is no agency
        undergone = event in AT_COURT and trigger.lemma_ in words("undergoing")
        actor = None if undergone else doer(trigger)
        found = self._whose_officers(actor, institutions.agency_meant(actor) or self._of_officer(actor))
        # "arrested by Salem police and charged": prosecutors charge, too.
        shared = syntax.is_passive(trigger) and actor is not None and actor.i < trigger.i
        other = shared and event in AT_COURT and found is not None and found.detail in _ARRESTING
        if trigger.dep_ == "ccomp" and not syntax.children(trigger, "nsubj", "nsubjpass"):
            yield self._subject_before(trigger)  # "ICE said Polk police, once again, arrested him"
        yield found if not other else None
        yield acting_body(actor, event) if found is None else None
        if trigger.pos_ in ("NOUN", "PROPN"):
            yield self._of_noun(trigger, event)
        else:
            yield None if undergone else self._subject_before(trigger)
            yield self._subject_above(trigger) if event == "arrest" else None
        if event in AT_COURT or trigger.lemma_ in words("bailing"):
            named = event != "acquittal"  # "was acquitted in a criminal court": no name tells which
            yield from (x for x in self._courts(trigger) if named or x is None or x.rule != "court_unnamed")
        if event == "charge":
            yield self._indicting(trigger)
            yield self._charging(trigger)
        if event in ("arrest", "removal"):
            yield self.operations.behind(trigger, many=False)
        if event == "removal" and syntax.is_passive(trigger):
            yield appointed_at(trigger, self.institutions)  # "was deported after a check-in with ICE"
        if event == "arrest" and (syntax.is_passive(trigger) or trigger.pos_ == "NOUN"):
            yield self._by_behind(trigger)
            yield self._coming_upon(trigger)
            yield taking_in(trigger, self.institutions)
            yield self._made_by(trigger)
        if event in ("detainer_issued", "detainer_withdrawn"):
            yield self._lodging(trigger)

    def _handing_over(self, trigger: Token) -> Mention | None:
        """Return who moves somebody, as the clause itself says: who is handed somebody is the custodian.

        "arrested by Peruvian police and extradited": those who arrest do not extradite.
        """
        if syntax.is_passive(trigger):
            found = next(map(self.institutions.agency, syntax.objects_of(trigger, "by")), None)
        else:
            actor = doer(trigger) if trigger.lemma_ != "take" else None
            found = self.institutions.agency(actor)
            if found is None or found.confidence < _SURE:
                found = self.institutions.agency_meant(actor)
                if found is not None and found.detail in IMMIGRATION:
                    return None  # "it gave him to ICE officers": the jail did
        return found if found is not None and found.confidence >= _SURE else None

    def _may_act(self, found: Mention, event: str) -> bool:
        plain = text_of(self.doc)[found.start : found.end].lower().split("-person ")[-1] in words("plain")
        if event in ("conviction", "acquittal") and plain:
            return False
        if event == "conviction" and found.detail == "foreign":
            return text_of(self.doc)[found.start : found.end].lower().endswith(("court", "courts"))
        if event.startswith("detainer"):
            return found.detail in IMMIGRATION or (found.detail == "federal" and found.confidence > 0.5)
        if (event in _NO_COURT and found.detail in _COURTS) or (event == "charge" and found.detail == "jury"):
            return False
        return found.detail in _ACTORS.get(event, (found.detail,))

    def _of_officer(self, actor: Token | None) -> Mention | None:
        """Return the agency of an officer by name: "Lee Moss, an agent with the Pike Drug Task Force"."""
        for noun in syntax.children(actor, "appos") if actor is not None else []:
            if noun.lemma_.lower() in words("officers"):
                return self.institutions.agency(noun)
        return None

    def _whose_officers(self, actor: Token | None, found: Mention | None) -> Mention | None:
        """Return the agency right behind officers without a name: "arrested by officers with ERO Boston".

        The parser may hang "with" on the verb.
        """
        text = text_of(self.doc)
        plain = found is None and actor is not None and actor.lemma_.lower() in words("officers")
        general = found is not None and (found.confidence < _SURE or text[found.start : found.end].islower())
        if actor is None or not (plain or general):
            return found
        for owner in syntax.children(actor, "poss"):
            # "According to the FBI, its agents arrested him"; "called the FBI, whose agents arrested him"
            meant = self.institutions.antecedent_of_owner(owner)
            if meant is not None:
                return meant
        match = cue("of_office").match(text, actor.idx + len(actor))
        if match is None:
            return found
        start = match.end()
        return next(
            (
                item
                for item in self.institutions.agencies
                if start < item.start <= start + _ARTICLE and text[start : item.start].strip() in ("", "the")
            ),
            found,
        )

    def _of_noun(self, noun: Token, event: str) -> Mention | None:
        """Return the agency of a noun: "an ICE arrest", "the arrest by ICE", "ICE made an arrest".

        Who announces a plea or a verdict has not given it.
        """
        institutions = self.institutions
        for child in noun.children:
            own = institutions.agency_at(child.i)
            if own is None and child.dep_ == "poss":
                own = institutions.antecedent_of_owner(child)  # "ICE defended its arrest of him"
            if own is not None and child.dep_ in ("compound", "nmod", "amod", "poss"):
                return own
        from_whom = [noun, noun.head, *syntax.objects_of(noun, "of")] if event == "removal_order" else []
        by_whom = [item for node in from_whom for item in syntax.objects_of(node, "from")]
        for held in (*syntax.objects_of(noun, "by"), *by_whom):
            if institutions.agency(held) is not None:
                return institutions.agency(held)
        for verb in syntax.children(noun, "relcl", "acl"):
            if verb.lemma_ in words("light") and not syntax.is_passive(verb):
                own = institutions.agency(syntax.subject(verb))
                if own is not None:
                    return own  # "the arrests the FBI has made"
        head = noun.head
        while head.dep_ in ("prep", "pobj", "dobj", "conj") and head.pos_ != "VERB" and head.head != head:
            carrying = head.lower_ in _CARRYING or head.head.lemma_ in words("resulting")
            if head.dep_ == "prep" and not carrying:
                return None  # "after his arrest, ICE lodged a detainer": others arrested him
            head = head.head
        if head.lemma_ in words("resulting") and head.dep_ in ("advcl", "relcl", "acl"):
            return self._with_result(head)
        if head.lemma_ in words("showing"):
            return self._of_records(head)
        if head.lemma_ not in words("light") or (head.lemma_ == "announce" and event in JUDGMENTS):
            return None
        found = institutions.agency_meant(doer(head))
        if found is not None and head.lemma_ == "announce":
            if event == "charge":
                return None  # whoever laid it
            return replace(found, confidence=min(found.confidence, _INFERRED))  # others may have made it
        return found

    def _with_result(self, verb: Token) -> Mention | None:
        """Return whose deed came to arrests: "deputies searched the house, which led to the arrest of"."""
        for above in verb.ancestors:
            for subject in syntax.children(above, "nsubj"):
                found = self.institutions.agency(subject)
                may = found is not None and found.detail in _ARRESTING and not syntax.is_passive(above)
                return found if may else None
        return None

    def _of_records(self, verb: Token) -> Mention | None:
        """Return whose records tell of a number: "ICE's own figures showed more than 100 arrests"."""
        records = syntax.subject(verb)
        told = records is not None and records.lemma_.lower() in words("records")
        found = self.institutions.agency(records) if told else None
        return found if found is not None and found.detail in IMMIGRATION else None

    def _subject_before(self, verb: Token) -> Mention | None:
        """Return the agency right in front of an active verb, where the parse gives no subject."""
        own = any(child.pos_ == "PRON" for child in syntax.children(verb, "nsubj"))
        if own or (syntax.is_passive(verb) and not is_behind_day(verb)):
            return None  # "They called ICE and they released him"
        for index in range(verb.i - 1, verb.sent.start - 1, -1):
            found = self.institutions.agency_at(index)
            if found is not None:
                gap = text_of(self.doc)[found.end : verb.idx]
                return found if cue("to_verb").match(gap.replace("\n", " ")) else None
        return None

    def _subject_above(self, verb: Token) -> Mention | None:
        """Return the agency that a clause above is about, where the verb's own subject is a thing.

        "Officers of the Salem police found him in a car parked outside and arrested him": the parser hangs
        the second verb on what stands between.
        """
        if syntax.is_passive(verb) or verb.dep_ != "conj" or not syntax.children(verb, "dobj"):
            return None
        own = doer(verb)
        if own is not None and (own.pos_ in ("PROPN", "PRON") or nominals.is_person_noun(own)):
            return None
        for node in verb.ancestors:
            for above in syntax.children(node, "nsubj"):
                found = self.institutions.agency(above)
                return found if found is not None and found.confidence >= _SURE else None
        return None

    def _courts(self, trigger: Token) -> Iterator[Mention | None]:
        """Yield the courts that somebody is arraigned, convicted or sentenced before, in or by."""
        # "is charged with theft and will appear before Judge Roe": that judge has not charged him
        below = syntax.children(trigger, "advcl", "acl", "conj")
        nodes = [trigger, *(node for node in below if all(word.tag_ != "MD" for word in node.children))]
        if trigger.dep_ == "conj" and not syntax.children(trigger, "nsubj", "nsubjpass"):
            nodes.append(trigger.head)  # not of "was indicted by a grand jury, but the case was thrown out"
        yield self._court_behind(trigger)
        for node in nodes:
            giving = ("from",) if node.lemma_ in ("get", "receive", "draw") else ()  # "got two years from"
            for noun in syntax.objects_of(node, "before", "in", "by", "at", *giving):
                for found in (self.institutions.agency(noun), self.institutions.facility(noun)):
                    if found is not None and found.detail in _COURTS and self._named_court(found):
                        yield found
        # "convicted Tuesday of murder by a county jury": the parser hangs the jury on the offense.
        for token in trigger.doc[trigger.i + 1 : trigger.right_edge.i + 1]:
            if token.tag_ in TENSED:
                return
            found = self.institutions.agency(token) if token.dep_ == "pobj" else None
            if trigger.lemma_ == "sentence" and token.head.head.lemma_ in ("find", "convict", "guilty"):
                continue  # "was sentenced after being found guilty by a jury"
            near = ("by", "in") if trigger.lemma_ in ("convict", "arraign", "sentence") else ("by",)
            if found is not None and token.head.lower_ in near and found.detail in _COURTS:
                yield found

    def _court_behind(self, trigger: Token) -> Mention | None:
        """Return who judges, right behind a trigger: no court behind "his conviction was erased by"."""
        end = trigger.head.i if trigger.dep_ in ("nsubj", "nsubjpass") else trigger.sent.end
        for token in trigger.doc[trigger.i + 1 : min(trigger.i + 6, end)]:
            found = self.institutions.agency_at(token.i)
            if found is not None:
                gap = text_of(self.doc)[trigger.idx + len(trigger) : found.start]
                return found if found.detail in _COURTS and cue("before_court").search(gap) else None
        return None

    def _by_behind(self, trigger: Token) -> Mention | None:
        """Return who arrested, where the parser hangs it on the offense.

        "He was arrested on a warrant for theft by Salem police".
        """
        for token in trigger.doc[trigger.i + 1 : trigger.sent.end]:
            if token.tag_ in TENSED or (
                token.pos_ == "VERB" and token.dep_ in ("conj", "acl", "relcl", "advcl")
            ):
                return None
            # "by responding officers from the Salem Police Department" is parsed as a clause
            found = self.institutions.agency(token) if token.dep_ in ("pobj", "pcomp") else None
            if found is not None and token.head.lower_ == "by":
                told = token.head.head.lemma_ not in words("informing")
                return found if told and found.confidence >= _SURE else None
        return None

    def _charging(self, trigger: Token) -> Mention | None:
        """Return the police or prosecutors named behind the offense: "charged with theft by Salem police"."""
        found = self._by_behind(trigger) if syntax.is_passive(trigger) else None
        return found if found and found.detail in _ARRESTING | {"prosecutor"} else None

    def _coming_upon(self, trigger: Token) -> Mention | None:
        """Return whose deed an arrest followed on at once: "were arrested after ICE raided the plant".

        Or to whom somebody gave himself up: "surrendered to the FBI and was arrested".
        """
        days = [noun for noun in syntax.objects_of(trigger, "on", "in") if noun.ent_type_ == "DATE"]
        clauses = syntax.children(trigger, "advcl")  # "on May 4 when ICE raided": hung on the day
        for verb in [*clauses, *(verb for day in days for verb in syntax.children(day, "relcl"))]:
            joined = any(
                child.lower_ in ("after", "when", "as") for child in syntax.children(verb, "mark", "advmod")
            )
            if joined and verb.lemma_ in words("coming_upon"):
                passive = syntax.is_passive(verb)  # "when he was stopped by ICE"
                by = next(iter(syntax.objects_of(verb, "by")), None) if passive else syntax.subject(verb)
                found = self.institutions.agency_meant(by)
                if found is not None and found.detail in _ARRESTING:
                    return found
        gave_up = trigger.head if trigger.dep_ == "conj" else trigger
        if gave_up.lemma_ in words("surrendering") and gave_up != trigger:
            own = gave_up.lemma_ in ("surrender", "report") or any(
                child.lower_.endswith(("self", "selves")) for child in syntax.children(gave_up, "dobj")
            )
            for found in map(self.institutions.agency, syntax.objects_of(gave_up, "to") if own else ()):
                if found is not None and found.detail in _ARRESTING:
                    return found
        return None

    def _made_by(self, trigger: Token) -> Mention | None:
        """Return who made "the arrest" told of: "was arrested on May 4. The FBI made the arrest"."""
        doc = trigger.doc
        end = doc[trigger.sent.end].sent.end if trigger.sent.end < len(doc) else trigger.sent.end
        for noun in doc[trigger.i + 1 : end]:
            given = any(child.lower_ in words("given") for child in noun.children)
            if noun.lemma_ != "arrest" or noun.pos_ != "NOUN" or not given or noun.head.lemma_ != "make":
                continue
            made = noun.head
            if noun.dep_ == "dobj" and not syntax.is_passive(made):
                return self.institutions.agency(syntax.subject(made))
            if noun.dep_ == "nsubjpass":
                return next(map(self.institutions.agency, syntax.objects_of(made, "by")), None)
        return None

    def _named_court(self, found: Mention) -> bool:
        return found.label == "agency" or found.value == "named"

    def _indicting(self, trigger: Token) -> Mention | None:
        """Return the grand jury of the trigger's sentence that returned the indictment."""
        text = text_of(self.doc)
        for token in trigger.sent:
            found = self.institutions.agency_at(token.i)
            if found is not None and found.detail == "grand_jury":
                before = text[trigger.sent.start_char : found.start].replace("\n", " ")
                if cue("indictment").search(before):
                    return found
        return None

    def _lodging(self, trigger: Token) -> Mention | None:
        """Return who lodged a detainer: the immigration agency of its sentence.

        "There is no detainer on him" does not say whose, whoever lodged others before.
        """
        start = trigger.sent.start_char
        here = [
            item
            for item in self.institutions.agencies
            if start <= item.start < trigger.sent.end_char and item.detail in IMMIGRATION
        ]
        found = min(here, key=lambda item: abs(item.start - trigger.idx), default=None)
        return replace(found, confidence=_INFERRED) if found else None

    def custodian(
        self, trigger: Token, event: str, noun: Token | None = None, *, near: bool = True, above: bool = True
    ) -> Mention | None:
        """Return who holds, declines, honors, releases or receives.

        Args:
            trigger: the word that reports the event.
            event: its type; others than those of custody have no custodian.
            noun: the detainer, where the event is one.
            near: take the jail named nearest where a detainer's own is not said.
            above: look for that in the sentences above, too.
        """
        return self._custodians.of(trigger, event, doer(trigger), noun, near=near, above=above)
