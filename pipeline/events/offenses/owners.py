"""Whom an offense is laid to where no trigger says it: by its cue, its doer, or the phrase it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.events.assertion.modality import modality_of
from pipeline.events.grammar import nominals, syntax
from pipeline.events.grammar.against import is_of_deed
from pipeline.events.offenses.accusers import Accusers
from pipeline.events.offenses.deeds import Deeds
from pipeline.events.offenses.laid import Owner, TriggerReport
from pipeline.events.offenses.passage import PAPERS, Passage
from pipeline.events.offenses.uncounted import are_told_of, is_many
from pipeline.events.offenses.whose import (
    RECORDS,
    doer_of_crimes,
    holder,
    is_listed,
    is_of_anybody,
    is_on_leave,
    named_in_front,
)
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.enumerations import said_of_several
from pipeline.events.triggers.participants import Participants

_UNTOLD = frozenset({"another", "other", "others"})
_CASE = frozenset({"charge", "count", "indictment", "complaint", "information", "case", "warrant"})
"""Nouns that stand for the accused: "the indictment alleges", "charges include"."""
_TRIALS = frozenset({"charge", "count", "case", "trial", "retrial", "indictment"})
"""Nouns for what is brought against the accused."""
_SAYING = frozenset({"say", "tell", "announce", "add", "note", "state", "claim", "argue", "write", "call"})
_TELLING = frozenset(
    {"describe", "detail", "recount", "discuss", "condemn", "witness", "ask", "press", "spar", "debate"}
    | {"question", "grill", "clash", "talk", "speak", "sue"}
)
"""Verbs whose subject has nothing to do with the offense: "Roe described the alleged murders"."""
_ACCUSED = frozenset({"accused", "suspected", "alleged", "reputed", "purported"})
_BEHIND = 90
"""Tokens from a group's convictions to the list of what they were for."""
_ACCUSING = frozenset(
    {"convict", "accuse", "indict", "charge", "arrest", "acquit", "sentence", "want", "cite"}
)
_CHARGING = frozenset({"charge", "indict", "cite"})
"""Verbs that a trigger reads wherever the person is known; left over are those said of many."""
_INQUIRIES = frozenset({"investigation", "probe", "inquiry", "case"})
_AT = ("into", "against", "of")
_STEPS = 6
_DONE_TO = frozenset({"convict", "sentence", "indict", "acquit", "accuse"})
"""Verbs whose patient is a person, whatever noun stands for them."""


class Owners:
    """Finds the people of one article that offenses are laid to."""

    def __init__(
        self, doc: Doc, participants: Participants, reports: Sequence[TriggerReport], accusers: Accusers
    ) -> None:
        """Keep the document, who its nouns stand for, whom its events are reported of, and who accuses."""
        self.doc = doc
        self._participants = participants
        self._reports = reports
        self._charged_at = {
            report.token.i: report.people
            for report in reports
            if report.event == "charge" and report.modality == "actual" and report.people
        }
        self._followed = {
            item
            for report in reports
            for item in report.people
            if isinstance(item, Entity) and not item.suffers()
        }
        done = {id(x) for report in reports if report.modality == "actual" for x in report.people}
        self._taken = {item for item in self._followed if id(item) in done}
        self.deeds = Deeds(participants, self._followed.__contains__, accusers)
        self.passage = Passage(participants, reports, self._followed)

    def of_cue(self, span: Span, cue: tuple[int, int], *, told: bool) -> Sequence[Owner]:
        """Return whom a cue speaks of: its verb's patient or subject, else whom the passage is about.

        Args:
            span: the offense.
            cue: the cue's character offsets.
            told: where nobody is named, take the one whom the passage is about.
        """
        inner = self.doc.char_span(*cue, alignment_mode="expand")
        words = list(inner or ())
        convictions = next((token for token in words if token.lemma_.lower() == "conviction"), None)
        if convictions is not None and is_listed(convictions):
            return self._convicted_before(convictions)
        told = told and not (convictions is not None and is_of_anybody(convictions))
        recorded = any(token.lemma_.lower() in RECORDS for token in words)
        said = (token for token in words if token.pos_ in ("VERB", "ADJ") and token.dep_ != "prep")
        verb = None if recorded else next(said, None)
        if verb is not None:
            if verb.lemma_.lower() in _CHARGING and not _is_of_paper(verb, span):
                noun = syntax.patient(verb)
                return [None] if noun is not None and is_many(noun) and are_told_of(noun) else []
            if verb.lemma_ == "allege" and self._is_accuser(syntax.subject(verb)):
                return []
            clause = verb.dep_ in ("acl", "relcl")
            if self._is_of_unknown(verb) or not (clause or modality_of(verb).value):
                return []
            nearest = named_in_front(verb, self._participants.entities)
            if nearest is not None:
                return [nearest]
            for noun in (syntax.patient(verb), syntax.subject(verb)):
                found = None if noun == span.root else self._said_of(noun, verb, alone=clause)
                if found is not None:
                    return found
            if clause and verb.lemma_.lower() in _ACCUSING:
                # "two ranchers convicted of": said of the noun in front, whomever the sentence is about.
                return []
        else:
            suspect = next((token for token in words if token.lemma_.lower() == "suspect"), None)
            if suspect is not None:
                who = syntax.subject(suspect.head) if suspect.dep_ == "attr" else None
                # "Roe and Poe are the suspects in the robbery"
                return self.described(suspect) or (self._people(who) if who is not None else [])
            his = any(token.lemma_.lower() == "arrest" and syntax.children(token, "poss") for token in words)
            for token in words:
                sought = _sought_by(token) if token.lemma_.lower() == "warrant" else []
                sought += [held for item in sought for held in syntax.objects_of(item, "of")]
                wanted = [person for item in sought if item.pos_ != "PRON" for person in self._people(item)]
                if wanted:
                    return wanted  # "a warrant for Ed Poe related to"
                tried = self._tried(token)
                if tried:
                    return tried
                if his and token.lemma_.lower() == "warrant":
                    continue  # "a judge issued a warrant for his arrest": no matter of the judge's
                noun = (holder(token) or doer_of_crimes(token)) if token.pos_ in ("NOUN", "PROPN") else None
                found = self._said_of(noun, token, alone=False)
                if found is not None:
                    return found
            doers = [item for node in (span.root, *words) for item in syntax.objects_of(node, "by")]
            if doers:  # "allegations of excessive force by officers"
                return [person for doer in doers for person in self._people(doer)]
        for node in span.root.ancestors:
            if node.i in self._charged_at:
                return self._charged_at[node.i]
            reported = verb is None or syntax.subject(verb) is not None  # “He faces a charge,” Ann Lee said
            speaking = reported and node.lemma_.lower() in _SAYING
            if node.pos_ in ("VERB", "AUX") and not speaking and node.lemma_ not in _TELLING:
                told_of = (syntax.patient(node), syntax.subject(node))
                for noun in reversed(told_of) if any(map(is_on_leave, words)) else told_of:
                    listed = noun is not None and (noun == span.root or span.root in noun.conjuncts)
                    people = self._people(noun) if noun is not None and not listed else []
                    people = people or (self._looked_into(noun) if noun is not None else [])
                    if people:
                        return people
        return self.passage.about(span.root) if told else []

    def _convicted_before(self, noun: Token) -> Sequence[Owner]:
        """Return the group whose convictions a list goes on to name: "Felony convictions included murder"."""
        before = [
            report
            for report in self._reports
            if report.event == "conviction" and noun.i - _BEHIND < report.token.i < noun.i
        ]
        last = before[-1].people if before else ()
        return [None] if last and all(isinstance(item, Group) for item in last) else []

    def _tried(self, noun: Token) -> Sequence[Owner]:
        """Return whose trial or charges a noun names, officials too: "the murder trial of Officer Ed Poe".

        "Announced charges, including kidnapping, against Ed Poe" hangs whom they are against on the verb.
        """
        if noun.lemma_.lower() not in _TRIALS:
            return []
        nodes = (noun, noun.head) if noun.dep_ in ("dobj", "nsubjpass") else (noun,)
        held = [item for node in nodes if not is_of_deed(noun) for item in syntax.objects_of(node, "against")]
        held += syntax.objects_of(noun, "of") if noun.lemma_.lower() in ("trial", "retrial") else []
        return [
            person
            for item in held[:1]
            for person in self._participants.resolve(item)
            if not isinstance(person, Entity) or not person.suffers()
        ]

    def _looked_into(self, noun: Token) -> Sequence[Owner]:
        """Return whom an inquiry is about: "opened an investigation into Ed Poe over"."""
        if noun.lemma_.lower() not in _INQUIRIES:
            return []
        looked = [item for prep in _AT for item in syntax.objects_of(noun, prep)]
        return [person for item in looked for person in self._people(item)]

    def _is_accuser(self, noun: Token | None) -> bool:
        """Say whether somebody alleges what others did: "Ann Roe, a blogger, alleged fraud at clinics"."""
        who = syntax.stands_for(noun)
        return who is not None and who.dep_ != "nsubjpass" and bool(self._people(who))

    def _is_of_unknown(self, verb: Token) -> bool:
        """Say whether a verdict is on somebody unknown: "convicted an aide", "convicted Borders of"."""
        if verb.dep_ in ("acl", "relcl") and verb.head.lower_ in nominals.ANYBODY:
            return True  # "someone who was booked for theft"
        noun = syntax.patient(verb) if verb.lemma_ in _DONE_TO else None
        named = noun is not None and noun.is_title and noun.i > noun.sent.start
        return noun is not None and (named or noun.tag_ == "NN") and not self._people(noun, verb)

    def _said_of(self, noun: Token | None, saying: Token, *, alone: bool) -> Sequence[Owner] | None:
        """Return whom a noun stands for, nobody where it is somebody unknown; None where it is no person.

        Args:
            noun: the noun, if there is one.
            saying: the cue's word.
            alone: leave out those coordinated with it.
        """
        if noun is None or noun.lemma_.lower() in _CASE:
            return None
        people = self._people(noun, saying)
        if noun.lower_ in _UNTOLD:
            return people  # "acquitted one man and convicted another of theft": whoever it is
        if people and not (alone and is_many(noun) and any(isinstance(item, Entity) for item in people)):
            return people
        if is_many(noun):
            return [None] if are_told_of(noun) else []
        return [] if nominals.is_person_noun(noun) or noun.pos_ == "PROPN" else None

    def _people(self, noun: Token, saying: Token | None = None) -> Sequence[Owner]:
        # "Bo Lor (convicted of murder), Ed Poe (convicted of theft)": said of a name alone, known or not
        own = saying is not None and saying.dep_ == "acl" and saying.head == noun and noun.pos_ == "PROPN"
        # "a former teacher accused of theft": of whom it is said, whatever his office
        said = saying is not None and saying.lemma_ == "accuse" and saying.dep_ == "acl"
        for token in (noun, noun.head) if noun.dep_ == "appos" and not own else (noun,):
            people = [
                item
                for item in self._participants.resolve(token, saying)
                if not (
                    isinstance(item, Entity)
                    and item.official
                    and not (item.accused and (item.names or (said and item in self._taken)))
                )
            ]
            if people:
                return people
        return []

    def named_in(self, span: Span) -> list[Entity]:
        """Return the people spoken of in a phrase or as its object right behind it, victims among them."""
        known = self._participants.entities.by_token
        verb = span.root
        objects = [
            token.i for token in verb.children if token.dep_ in ("dobj", "pobj") and token.i >= span.start
        ]
        return [known[index] for index in {*range(span.start, span.end), *objects} if index in known]

    def behind(self, span: Span) -> Sequence[Owner]:
        """Return the person whose noun the offense stands in front of: "robbery suspect Ann Roe"."""
        known = self._participants.entities.by_token
        kin = syntax.children(self.doc[min(span.end, len(self.doc) - 1)], "nmod")
        if any(noun.lemma_.lower() in nominals.lexicon().relative for noun in kin):
            return []  # "Father of Marlow rape suspect held"
        found = next((known[i] for i in (span.end, span.end + 1) if i in known), None)
        return [found] if found is not None and not found.suffers() else []

    def described(self, noun: Token) -> Sequence[Owner]:
        """Return whom a noun for a doer describes: "convicted rapist Ed Poe", "Roe and Poe, gang members"."""
        if several := said_of_several(noun, self._participants.entities):
            return several
        node = noun
        for _ in range(_STEPS):
            known = self._participants.entities.by_token.get(node.i)
            if known is not None and (known.names or node is noun):
                return [] if known.suffers() or known.official or nominals.is_plural(noun) else [known]
            if node.dep_ == "pobj" and node.head.lower_ == "as" and node.head.head.pos_ == "VERB":
                node = syntax.patient(node.head.head) or node
            elif node.dep_ == "attr":
                node = syntax.subject(node.head) or node
            elif node.dep_ == "oprd":
                node = syntax.patient(node.head) or node  # "the agency called him a gang member"
            elif node.dep_ in ("compound", "amod", "appos", "nmod"):
                node = node.head
            else:
                return []
        return []

    def titled(self, span: Span) -> Sequence[Owner]:
        """Return whose name an offense's doer stands in front of like a title, if events are told of them."""
        known = self._participants.entities.by_token.get(span.end)
        front = span[-1].dep_ in ("compound", "nmod", "amod")
        titled = known is not None and front and known.names
        accused = any(token.lower_ in _ACCUSED for token in self.doc[max(0, span.start - 1) : span.end])
        if accused and known is None:
            return self.described(span[-1])  # "Ed Poe, an accused killer"
        if known is None or not titled or known.suffers() or known.official:
            return []
        return [known] if accused or known in self._followed else []

    def within(self, span: Span) -> Sequence[Owner]:
        """Return whom the phrase is said of: "a known member of the gang", "the three gang members"."""
        known = self._participants.entities.by_token
        found = [known[token.i] for token in span if token.i in known and not known[token.i].suffers()][:1]
        if included := self._included(span):
            return [*found, *(person for person in included if person not in found)]
        held = next(
            (token for token in self.doc[max(0, span.start - 1) : span.end] if token.lower_ == "with"), None
        )
        if not found and span.root.dep_ == "oprd":
            return self.described(span.root)  # "the agency called him a gang member"
        if not found and held is not None and held.dep_ == "prep":
            noun = held.nbor(-1) if held.head.pos_ == "VERB" and held.i > held.sent.start else held.head
            return self._people(noun)  # "a Salvadoran with gang ties"
        many = [token for token in span if token.tag_ == "NNS" and nominals.is_person_noun(token)]
        if found or not many:
            return found
        named = self.called(many[-1])
        if named:
            return named
        people = self._people(many[-1])
        alone = len(people) == 1 and isinstance(people[0], Entity)
        own = all(not isinstance(item, Group) or self._is_counted(many[-1], item) for item in people)
        return [] if alone or None in people or not own else people

    def _included(self, span: Span) -> list[Entity]:
        """Return who is named as one of many: "members of his gang, including Ann Roe and Ed Poe"."""
        named = [item for token in span for item in syntax.objects_of(token, "including")]
        people = [x for item in named for x in self._participants.resolve(item) if isinstance(x, Entity)]
        return [person for person in people if person.names and not person.suffers()]

    def called(self, many: Token) -> Sequence[Owner]:
        """Return all those named as what a plural says: "gang members Ann Roe and Ed Poe".

        Nobody where fewer are named than the noun counts.
        """
        known = self._participants.entities.by_token
        titled = many.dep_ in ("compound", "nmod") and many.head.i > many.i
        heads = [many.head] if titled else syntax.children(many, "appos")
        people = [
            known[name.i]
            for head in heads[:1]
            for name in (head, *head.conjuncts)
            if name.i in known and known[name.i].names and not known[name.i].suffers()
        ]
        number = self._participants.counted.of(many)
        least = number.value if number is not None and isinstance(number.value, int) else 2
        return people if len(people) >= max(least, 2) else []

    def _is_counted(self, noun: Token, group: Group) -> bool:
        """Say whether a noun's own number is a group's, of whom something is reported."""
        return noun.left_edge.idx <= group.count.start < noun.idx and any(
            isinstance(item, Group) and item.count.start == group.count.start
            for report in self._reports
            for item in report.people
        )


def _sought_by(warrant: Token) -> list[Token]:
    """Return what or whom a warrant is for: "a warrant for Roe", "Warrants were put out for all three"."""
    nodes = (warrant, warrant.head) if warrant.dep_ in ("dobj", "nsubjpass") else (warrant,)
    return [item for node in nodes for item in syntax.objects_of(node, "for")]


def _is_of_paper(verb: Token, span: Span) -> bool:
    """Say whether an offense is what a paper charges, of nobody named: "The indictment charges fraud"."""
    paper = syntax.subject(verb)
    return paper is not None and paper.lemma_.lower() in PAPERS and syntax.patient(verb) == span.root
