"""Says when: gives each trigger the date expression of its own clause.

Each expression belongs to the nearest trigger above it in the tree, so that "arrested on Monday and released
on Friday" keeps its days apart; verbs coordinated with one subject share what only one of them carries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from pipeline.event_types import AT_COURT
from pipeline.events.dating.asides import comes_later, is_clause_or_person
from pipeline.events.dating.date_owners import Owners
from pipeline.events.dating.entries import Entries
from pipeline.events.dating.hearings import hearing_of
from pipeline.events.dating.hours import RELATIVE
from pipeline.events.dating.measured import MEASURED, counted_back, counted_from, find_anchors
from pipeline.events.dating.other_times import POINTS
from pipeline.events.dating.sharing import share
from pipeline.events.grammar.syntax import children, text_of
from pipeline.schema import Mention

_AND = re.compile(
    r"(?i)\)?,?(?: (?:and|then)\b)(?: [^.;:]{0,60}?)?[ (]|, (?:again |then )?(?:in |on )?"
    r"|\)?, (?!(?:an?|the|his|her|their|its|with) )"
    r"(?:(?!(?:after|before|when|who|since|but) )[a-z-]+ ){1,8}(?:in |\()"
    r"| (?:of|for|with|to) (?!an? |the )(?:(?!and )[\w’-]+ ){0,6}[\w’-]+(?:,| and)(?: again)? (?:in|on) "
)
"""Between the dates of several events: "and again in", "and of arson in", ", in", "of theft and in"."""
_COUNTED = re.compile(
    r",? (?:[\w-]+ ){1,4}(?:days?|mornings?|nights?|weeks?|months?|years?) (?:after|before)\b(?!\s*[.,;])"
)
"""Behind a day: how far it lies from what is told next."""
_UNKNOWN = re.compile(
    r"[^.;,]{0,60}?\b(?:on|at) an? (?:unknown|unspecified|undetermined|unrecorded) (?:date|day|time)\b"
)
"""Behind a trigger: no day told before is its own."""
_RESPECTIVELY = re.compile(r",? respectively\b")
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
        self.anchors = find_anchors(doc, dates)
        """By offset of a date counted from another: that other."""
        self._events = triggers
        self.counted: dict[int, tuple[Mention, frozenset[str]]] = {}
        """By index of a trigger: a date counted from a deed told elsewhere, and the events of that deed."""
        self._owned: dict[int, list[Mention]] = {}
        self._owners = Owners(doc, triggers)
        self._triggers = [doc[index] for index in sorted(triggers)]
        for date in dates:
            span = doc.char_span(date.start, date.end, alignment_mode="expand")
            if span is None:
                continue
            if date.detail == MEASURED and date.start not in self.anchors:
                self._count(span, date)
                continue
            for token in span:
                self._own_clause(list(token.children), date)
            after = doc[span.end : span.end + 2]
            if len(after) == 2 and after[0].text == "," and after[1].lower_ == "when":
                self._own_clause([after[1].head], date)  # "in custody since May 8, when he was arrested"
            owner = self._owners.of(span, date)
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
        for date, day, deeds in counted_back(doc, dates):
            self.anchors[date.start] = day
            for token in deeds:
                if token.i in triggers:
                    self._owned.setdefault(token.i, []).append(date)
        share(self._triggers, self._events, self._owned)
        for token in self._triggers:
            if token.i in self._owned and _UNKNOWN.match(text_of(doc), token.idx + len(token)):
                del self._owned[token.i]
        for token in self._triggers:
            if token.i in self._owned:
                continue
            hearing = hearing_of(token, self._events[token.i])
            if hearing and (heard := self._owners.hearings.get(hearing.i) or self._owned.get(hearing.i)):
                self._owned[token.i] = heard
        entries = Entries(text_of(doc), dates)
        for token in self._triggers:
            head = entries.date_of(token.idx) if token.i not in self._owned else None
            if head is not None and not any(child.lower_ == "had" for child in children(token, "aux")):
                self._owned[token.i] = [head]

    @property
    def reported(self) -> set[int]:
        """Offsets of the dates on which something was said."""
        return self._owners.reported

    def background(self) -> dict[int, tuple[int, bool]]:
        """Return the dates of what had been before: "rescinded on Tuesday a hold it had placed on May 28".

        By offset of a date: where its clause ends, and whether the sentence has a date of its own in front.
        """
        found: dict[int, tuple[int, bool]] = {}
        for index, dates in self._owned.items():
            verb = self.doc[index]
            had = any(child.lower_ == "had" for child in children(verb, "aux"))
            if not had or verb.dep_ not in ("relcl", "acl"):
                continue
            start, end = verb.left_edge.idx, verb.right_edge.idx
            main = any(
                verb.sent.start_char <= date.start < start for own in self._owned.values() for date in own
            )
            found |= {date.start: (end, main) for date in dates if start <= date.start <= end}
        return found

    def _count(self, span: Span, date: Mention) -> None:
        """Keep whose a date is that is counted from a deed, and from which: "two days after his arrest"."""
        owner = self._owners.of(span, date)
        told = [word for word in counted_from(span) if word.i in self._events]
        if owner is not None and told and owner != told[0].i:
            self.counted[owner] = date, self._events[told[0].i]

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
        own = {date.start for date in owned if (trigger.i, date.start) in self._owners.direct}
        # "shot a man on May 4 and was arrested the next day": May 4 is only of the clause in front
        exact = [date for date in owned if date.detail not in RELATIVE]
        apart = all(date.start < trigger.idx and date.start not in own for date in exact)

        def rank(date: Mention) -> tuple[bool, bool, int, int]:
            last = date.detail in RELATIVE and not (apart and date.start in own)
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
