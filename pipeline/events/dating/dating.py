"""Says when: gives each trigger the date expression of its own clause.

Each expression belongs to the nearest trigger above it in the tree, so that "arrested on Monday and released
on Friday" keeps its days apart; verbs coordinated with one subject share what only one of them carries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from pipeline.events.dating.asides import (
    comes_later,
    has_own_time,
    is_alternative,
    is_aside,
    is_awaited,
    is_clause_or_person,
    is_older_charge,
    is_over_by,
    is_own_sentence,
    is_served,
    is_told_after,
    is_told_before,
    is_topic,
    right_in_front,
)
from pipeline.events.dating.beside import noun_beside
from pipeline.events.dating.handing_up import AT_COURT, arrest_above, handed_up
from pipeline.events.dating.hearings import hearing_of, is_ahead, is_at_hearing
from pipeline.events.dating.measured import MEASURED, counted_from, find_anchors, governor, reaches_back
from pipeline.events.dating.operations import arrested_in, conducted, led_to, made_next
from pipeline.events.dating.other_times import (
    ADMITTING,
    POINTS,
    is_behind_deed,
    is_long_after,
    is_of_apposition,
    is_of_deed,
    is_of_description,
    is_of_noun,
    is_of_speaker,
    is_reported,
    is_within_offense,
    long_before,
    met_while,
    removal_above,
    sent_away,
    soon_after,
)
from pipeline.events.dating.reports import figures_for, is_of_another, posted_on
from pipeline.events.dating.sharing import share
from pipeline.events.grammar.syntax import children, text_of
from pipeline.schema import Mention
from pipeline.word_lists import word_lists

PATH = Path(__file__).with_name("dating.toml")
_FILED, _PAPERS, UNDOING, _LINKING, _ESCAPING = word_lists(
    PATH, "filed", "papers", "undoing", "linking", "escaping"
)
_OTHER_SIDE = frozenset({"until", "till", "pending"})
"""What ends then did not happen then."""
_NOT_THEN = frozenset({"before", "after"})
"""What happened on one side of a day did not happen on it: "entered after September 2017"."""
_COARSE = frozenset({"year", "month", "season"})
"""Kinds of dates within which what came before is of another: "was jailed in 2012 after being convicted"."""
_NEAR = 12
"""Tokens between a date and a trigger in the same clause."""
_AND = re.compile(
    r"(?i)\)?,?(?: (?:and|then)\b)(?: [^.;:]{0,60}?)?[ (]|, (?:again |then )?(?:in |on )?"
    r"|\)?, (?!(?:an?|the|his|her|their|its|with) )"
    r"(?:(?!(?:after|before|when|who|since|but) )[a-z-]+ ){1,8}(?:in |\()"
    r"| (?:of|for|with|to) (?!an? |the )(?:(?!and )[\w’-]+ ){0,6}[\w’-]+(?:,| and)(?: again)? (?:in|on) "
)
"""Between the dates of several events: "and again in", "and of arson in", ", in", "of theft and in"."""
_TO_COME = re.compile(
    r"(?:(?<=, )(?P<off>)|(?<!, ))\b(?:pending|awaiting|until|ahead of) (?:\w+ ){0,3}"
    r"(?:sentencing|hearing|trial|arraignment|appearance)s?(?(off)|,?) (?:on |in )?$",
    re.IGNORECASE,
)
"""In front of the day of a hearing that was still to come: "free on bond pending sentencing Jan. 17"."""
_MOVED = re.compile(
    r"\b(?:(?:beginning|starting) (?:on )?|(?:origin|initi|previous)\w+ (?:set|due|scheduled) (?:for|on) "
    r"|according to (?:[\w’'.-]+ ){1,6}[\w’'.-]+, (?:filed|released|issued|published|obtained) (?:on )?)$",
    re.IGNORECASE,
)
"""In front of a day on which it was to be, what is ordered begins, or papers that tell of it were filed."""
_TO_COME_REACH = 80
"""Characters."""
_COUNTED = re.compile(
    r",? (?:[\w-]+ ){1,4}(?:days?|mornings?|nights?|weeks?|months?|years?) (?:after|before)\b(?!\s*[.,;])"
)
"""Behind a day: how far it lies from what is told next."""
_UNKNOWN = re.compile(
    r"[^.;,]{0,60}?\b(?:on|at) an? (?:unknown|unspecified|undetermined|unrecorded) (?:date|day|time)\b"
)
"""Behind a trigger: no day told before is its own."""
_RESPECTIVELY = re.compile(r",? respectively\b")
_FIRST = re.compile(r"\bfirst [\w-]+,? \Z")
"""In front of "since": the day of the one before, "was arrested for the first time since 2019"."""
_SINCE = re.compile(r"since (?:at least |around |about |approximately )?", re.IGNORECASE)


class Dating:
    """The date expressions of one article, given to its triggers."""

    def __init__(self, doc: Doc, dates: Sequence[Mention], triggers: Mapping[int, frozenset[str]]) -> None:
        """Give each date to one trigger.

        Args:
            doc: the parsed article.
            dates: its date expressions.
            triggers: by index of a trigger's token, the types of the events it reports.
        """
        self.doc = doc
        self.reported: set[int] = set()
        """Offsets of the dates on which something was said."""
        self.anchors = find_anchors(doc, dates)
        """By offset of a date counted from another: that other."""
        self._events = triggers
        self._owned: dict[int, list[Mention]] = {}
        self._direct: set[tuple[int, int]] = set()
        """Trigger and offset of a date where nothing stands between them in the tree."""
        self._hearings: dict[int, list[Mention]] = {}
        """By index of a verb that tells of a hearing: its dates."""
        self._triggers = [doc[index] for index in sorted(triggers)]
        for date in dates:
            span = doc.char_span(date.start, date.end, alignment_mode="expand")
            if span is None or (date.detail == MEASURED and date.start not in self.anchors):
                continue
            for token in span:
                self._own_clause(list(token.children), date)
            after = doc[span.end : span.end + 2]
            if len(after) == 2 and after[0].text == "," and after[1].lower_ == "when":
                self._own_clause([after[1].head], date)  # "in custody since May 8, when he was arrested"
            owner = self._owner(span, date)
            counted = _COUNTED.match(text_of(doc), date.end)
            told = doc[owner].idx if owner is not None else 0
            if counted and told >= counted.end() and "," not in text_of(doc)[counted.end() : told]:
                owner = None  # "on June 20, two days after they arrested him"
            behind = owner is not None and ";" in text_of(doc)[date.end : max(date.end, doc[owner].idx)]
            if owner is not None and not (behind and comes_later(doc[owner])):
                self._owned.setdefault(owner, []).append(date)
        for start, anchor in self.anchors.items():
            for own in self._owned.values():
                if anchor in own and any(date.start == start for date in own):
                    own.remove(anchor)
        share(self._triggers, self._events, self._owned)
        for token in self._triggers:
            if token.i in self._owned and _UNKNOWN.match(text_of(doc), token.idx + len(token)):
                del self._owned[token.i]
        for token in self._triggers:
            if token.i in self._owned:
                continue
            hearing = hearing_of(token, self._events[token.i])
            if hearing and (heard := self._hearings.get(hearing.i) or self._owned.get(hearing.i)):
                self._owned[token.i] = heard

    def _own_clause(self, clauses: Sequence[Token], date: Mention) -> None:
        """Give the day to what happened then: "since Nov. 8, when an officer arrested him"."""
        made = [
            noun
            for clause in clauses
            for noun in children(clause, "dobj")
            if clause.i not in self._events and noun.i in self._events
        ]  # "since last year, when agents made 400 arrests"
        for clause in [*clauses, *made]:
            if clause.i in self._events and any(
                word.dep_ == "advmod" and word.lower_ == "when"
                for word in (clause.head if clause in made else clause).children
            ):
                since = _SINCE.match(text_of(self.doc), date.start) if date.detail == "since" else None
                day = replace(date, start=since.end(), detail="day") if since else date
                self._owned.setdefault(clause.i, []).append(day)

    def _owner(self, span: Span, date: Mention) -> int | None:
        if date.detail == MEASURED:
            return self._of_measured(span, date)
        root = span.root
        beside = noun_beside(root, self._events)
        if beside is not None or root.dep_ == "mark":
            return beside  # "who had been free since March was booked": he was free since then
        text = text_of(self.doc)
        if date.detail == "since" and _FIRST.search(text, max(0, date.start - _TO_COME_REACH), date.start):
            return None
        if (done := right_in_front(span, self._events)) is not None:
            self._direct.add((done, date.start))
            return done
        if is_long_after(root) or is_of_another(root):
            return None if is_of_another(root) else long_before(root, self._events)
        if (soon := soon_after(root, self._events)) is not None:
            return soon
        if (away := sent_away(span, date, self._events) or posted_on(root, date, self._events)) is not None:
            return away
        if hearing := _TO_COME.search(text, max(0, date.start - _TO_COME_REACH), date.start):
            inside = [i for i in self._events if hearing.start() <= self.doc[i].idx < date.start]
            return inside[-1] if inside else None
        if _MOVED.search(text, max(0, date.start - _TO_COME_REACH), date.start):
            return None
        below, named = root, False
        nouns: list[Token] = []
        for node in root.ancestors:
            if node.dep_ == "prep" and node.lower_ in _OTHER_SIDE and not is_awaited(node.head):
                return None  # "held until May 3"; but "was not released until May 3": that day
            if (
                node.dep_ == "prep"
                and node.i + 1 == span.start
                and (node.lower_ in _NOT_THEN or is_over_by(node, date))
            ):
                return None
            served = node.dep_ == "acl" and (node.lower_, node.head.lower_) == ("served", "time")
            if served or is_alternative(node):  # "was sentenced to time served on Tuesday"
                below = node
                continue  # "were let go rather than handed over last week": so was the letting go
            if is_served(node, self._events):
                return None  # "completed his sentence in May"
            if is_within_offense(node):
                named = True
                continue  # "pleaded guilty to conspiracy to commit fraud on March 1"
            if node.i in self._events:
                if named and "conviction" not in self._events[node.i]:
                    return None
                events = self._events[node.i]
                if is_of_deed(root, node, date, events) or is_older_charge(node, events, root):
                    return None
                if node.i < root.i and node.dep_ == "dobj" and node.head.lemma_ in UNDOING:
                    # "The court upheld his conviction on Friday"; "vacated her conviction for it last week"
                    return node.head.i if "acquittal" in self._of(node.head) else None
                above = removal_above(node, date, self._events)
                above = above or arrest_above(node, root, date, self._events)
                if above is not None:
                    return above
                self._direct.add((node.i, date.start))
                return node.i
            nouns += [node] if node.pos_ == "NOUN" else []
            if (told := figures_for(node, below, self._events)) is not None:
                return told
            if node.lower_ == "according" and "," not in text[node.idx : date.start]:
                self.reported.add(date.start)  # "according to a release on Wednesday"
                return None
            if is_of_apposition(node, below) or is_of_speaker(root, below):
                return None  # "Roe, a resident since 1989, was arrested"
            if date.detail != "fiscal_year" and is_reported(root, node, self._events):
                self.reported.add(date.start)
                return None  # "He was arrested, a spokeswoman said Monday": the day is the saying's
            if ends := list(led_to(node, self._events)):
                return ends[0]
            if (taken := arrested_in(root, node, self._events)) is not None:
                return taken
            if node.dep_ == "acl" and node.lemma_ in _LINKING:
                return None  # "on charges linked to a shooting last month"
            since = date.detail == "since" and node.dep_ == "pobj" and node.head.lower_ == "since"
            if node.pos_ in ("NOUN", "PROPN") and not since and is_of_noun(root, below, node):
                return None  # but "arrested since the May 3 attack"
            if (met := met_while(node, self._events)) is not None:
                return met
            if node.pos_ in ("VERB", "AUX") and node.dep_ != "prep":
                if node.lemma_ in UNDOING:
                    # "On May 3 the court vacated the sentence and overturned the conviction"
                    return next((item.i for item in node.conjuncts if "acquittal" in self._of(item)), None)
                if is_at_hearing(node):
                    self._hearings.setdefault(node.i, []).append(date)
                owner = self._of_clause(root, node, date)
                return owner if owner is None or self._may_be_of(owner, root, nouns) else None
            below = node
        near = [
            index
            for index in self._events
            if self.doc[index].sent == root.sent
            and abs(index - root.i) <= _NEAR
            and self.doc[index].dep_ != "amod"
        ]
        return min(near, key=lambda index: abs(index - root.i)) if near else None

    def _of_measured(self, span: Span, date: Mention) -> int | None:
        """Return the trigger of a date counted from another: "was freed two days after his arrest"."""
        verb = governor(span)
        if verb.i in self._events:
            self._direct.add((verb.i, date.start))
            return verb.i
        told = verb.pos_ in ("VERB", "AUX") and not is_reported(span.root, verb, self._events)
        owner = self._of_clause(span.root, verb, date) if told else None
        return owner if owner is None or self.doc[owner] not in counted_from(span) else None

    def _may_be_of(self, owner: int, root: Token, nouns: Sequence[Token]) -> bool:
        """Say whether nothing else that the sentence tells stands between a trigger and a date.

        "After the bombing of a site in 2025 and the capture of Roe": the year is the bombing's.
        """
        trigger = self.doc[owner]
        beside = owner > root.i and any(trigger in noun.conjuncts for noun in nouns)
        return not (beside or is_behind_deed(root, trigger, self._events[owner]))

    def _of_clause(self, root: Token, verb: Token, date: Mention) -> int | None:
        """Return which trigger below, or above, a verb that is none takes its date."""
        if reaches_back(verb) or (verb.lemma_ in _LINKING and verb.dep_ == "acl"):
            return None  # "charges stemming from two incidents in 2017", "a record dating back to 1994"
        if verb.dep_ == "xcomp" and "detainer_declined" in self._of(verb.head):
            return verb.head.i  # "refused to cooperate with detainers for him last year"
        papers = verb.i > 0 and self.doc[verb.i - 1].lemma_ in _PAPERS
        if verb.lemma_ in _FILED and (verb.dep_ in ("acl", "relcl") or papers):
            # "charged in an indictment returned on Oct. 31": the charge is of that day.
            for node in verb.ancestors:
                if node.i in self._events:
                    return node.i if "charge" in self._events[node.i] else None
                if node.pos_ == "NOUN" and node.lemma_ not in _PAPERS:
                    break
        if verb.dep_ == "ccomp" and verb.head.lemma_ == "let" and verb.head.i in self._events:
            return verb.head.i  # "let him go two days later, ignoring a detainer"
        labels = ("xcomp", "acl", "conj", "dobj", "nsubj", "nsubjpass", "ccomp", "advcl", "prep")
        ahead = is_ahead(verb)
        below = [
            child.i
            for child in verb.children
            if child.i in self._events
            and child.dep_ in labels
            and not has_own_time(child, verb, root, self._events[child.i])
            and not (ahead and child.lemma_ == "face")
        ]
        if verb.lemma_ in _ESCAPING and any(
            child.i > root.i and self._of(child) == {"arrest"} for child in children(verb, "conj")
        ):
            return None  # "escaped May 2 and was recaptured"
        if below:
            # "made 21 arrests in October and 20 in November"
            front = [index for index in below if index < root.i and self.doc[index].dep_ == "dobj"]
            return min(front or below, key=lambda index: abs(index - root.i))
        if verb.dep_ == "ccomp" and verb.head.i in self._events:
            above = verb.head
            day = date.detail in ("day", "weekday", "relative", "since")
            apart = is_told_before(above) or (day and is_own_sentence(above, verb, root))
            return None if above.lemma_ in ADMITTING or apart else above.i
        deeper = [
            token.i
            for token in verb.subtree
            if token.i in self._events
            # "is to appear on Friday on a murder charge": it was laid before.
            and not (
                ahead and (token.pos_ == "NOUN" or token.lemma_ == "face") and "charge" in self._of(token)
            )
            and abs(token.i - root.i) <= _NEAR
            and not (is_aside(token, verb) or is_of_description(token, verb) or is_topic(token, verb))
            and not (date.detail in _COARSE and is_told_after(token, verb))
            and not has_own_time(token, verb, root, self._events[token.i])
        ]
        if deeper:
            return min(deeper, key=lambda index: abs(index - root.i))
        if ahead and verb.dep_ == "conj":
            return None  # "was charged and is due in court Thursday"
        if root.i < verb.i and (made := made_next(verb, self._events)) is not None:
            return made
        return next(conducted(verb, self._events), None) or handed_up(verb, date, self._events)

    def _of(self, token: Token) -> frozenset[str]:
        return self._events.get(token.i, frozenset())

    def of_courts(self) -> frozenset[int]:
        """Return the offsets of the dates on which a court acted: no day of a scene."""
        acts = [self._owned[index] for index in self._owned if self._events[index] <= AT_COURT]
        return frozenset(date.start for dates in acts for date in dates)

    def mentions(self, trigger: Token) -> list[Mention]:
        """Return the date expressions of a trigger.

        That is the one nearest to it, which says a date of its own, and those coordinated with it: "deported
        in 2014 and again in 2017" tells of two events.
        """
        owned = self._owned.get(trigger.i)
        if not owned:
            return []
        own = {date.start for date in owned if (trigger.i, date.start) in self._direct}
        # "shot a man on May 4 and was arrested the next day": May 4 is only of the clause in front
        exact = [date for date in owned if date.detail != "event_relative"]
        apart = all(date.start < trigger.idx and date.start not in own for date in exact)

        def rank(date: Mention) -> tuple[bool, bool, int, int]:
            last = date.detail == "event_relative" and not (apart and date.start in own)
            return last, date.start not in own, abs(date.start - trigger.idx), date.start

        found = [min(owned, key=rank)]
        for date in sorted(owned, key=lambda item: -item.start):
            if date.end < found[0].start and self._is_coordinated(date, found[0], trigger):
                found.insert(0, date)
        for date in sorted(owned, key=lambda item: item.start):
            if date.start > found[-1].end and self._is_coordinated(found[-1], date, trigger):
                found.append(date)
        return found

    def _is_coordinated(self, one: Mention, other: Mention, trigger: Token) -> bool:
        each = _RESPECTIVELY.match(text_of(self.doc), other.end) is not None
        if one.detail not in POINTS or other.detail not in POINTS or (one.start < trigger.idx and not each):
            return False
        span = self.doc.char_span(one.start, other.end, alignment_mode="expand")
        joined = _AND.fullmatch(text_of(self.doc), one.end, other.start) is not None
        apart = (x.i in self._events or (x.tag_ != "VBG" and is_clause_or_person(x)) for x in span or ())
        return joined and span is not None and not any(apart)
