"""Whose each date is: the trigger of its own clause, found up the tree from the date's word.

In front of the climb are asked those that the words beside a date decide; on each node above it a row of
questions, whose order matters: what is passed over, the triggers, those who only say, nouns and verbs.

in: a date expression of a parsed `Doc`, the triggers    out: the index of a trigger's token
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from pipeline.events.dating.asides import (
    has_own_time,
    is_alternative,
    is_aside,
    is_awaited,
    is_contrasted,
    is_older_charge,
    is_on_one_side,
    is_own_sentence,
    is_served,
    is_told_after,
    is_told_before,
    is_topic,
    right_in_front,
)
from pipeline.events.dating.described import is_of_description
from pipeline.events.dating.handing_up import arrest_above, handed_up
from pipeline.events.dating.hearings import is_ahead, is_at_hearing, is_of_verdict
from pipeline.events.dating.measured import MEASURED, counted_from, governor, reaches_back
from pipeline.events.dating.operations import arrested_in, conducted, led_to, made_next
from pipeline.events.dating.other_times import (
    ADMITTING,
    is_behind_deed,
    is_long_after,
    is_of_apposition,
    is_of_deed,
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
from pipeline.events.dating.right_behind import is_behind, noun_beside
from pipeline.events.grammar.syntax import children, text_of
from pipeline.schema import Mention
from pipeline.word_lists import word_lists

_FILED, _PAPERS, UNDOING, _LINKING, _ESCAPING = word_lists(
    Path(__file__).with_name("dating.toml"), "filed", "papers", "undoing", "linking", "escaping"
)
_OTHER_SIDE = frozenset({"until", "till", "pending"})
"""What ends then did not happen then."""
_COARSE = frozenset({"year", "month", "season"})
"""Kinds of dates within which what came before is of another: "was jailed in 2012 after being convicted"."""
_NEAR = 12
"""Tokens between a date and a trigger in the same clause."""

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

_FIRST = re.compile(r"\bfirst [\w-]+,? \Z")
"""In front of "since": the day of the one before, "was arrested for the first time since 2019"."""


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose a date is, as decided: a trigger's, by index, or no trigger's."""

    trigger: int | None


_NOBODY = _Owner(None)


@dataclass(slots=True)
class _Climb:
    """A date on its way up the tree."""

    span: Span
    date: Mention
    node: Token
    below: Token
    """The node that the climb came from."""
    named: bool = False
    """Whether it has passed words that name an offense."""
    nouns: list[Token] = field(default_factory=list)

    @property
    def root(self) -> Token:
        """The date's own word."""
        return self.span.root


class Owners:
    """The triggers of one article, as owners of its dates."""

    def __init__(self, doc: Doc, events: Mapping[int, frozenset[str]]) -> None:
        """Keep the text and its triggers.

        Args:
            doc: the parsed article.
            events: by index of a trigger's token, the types of the events it reports.
        """
        self._doc, self._events = doc, events
        self.reported: set[int] = set()
        """Offsets of the dates on which something was said."""
        self.direct: set[tuple[int, int]] = set()
        """Trigger and offset of a date where nothing stands between them in the tree."""
        self.hearings: dict[int, list[Mention]] = {}
        """By index of a verb that tells of a hearing: its dates."""
        self._in_front = (self._beside, self._said_at_once, self._other_time, self._moved)
        self._on_node = (
            self._served,
            self._of_trigger,
            self._of_figures,
            self._of_saying,
            self._of_deed,
            self._of_noun,
            self._of_verb,
        )

    def of(self, span: Span, date: Mention) -> int | None:
        """Return the index of the trigger whose a date is."""
        if date.detail == MEASURED:
            return self._of_measured(span, date)
        climb = _Climb(span, date, span.root, span.root)
        for known in self._in_front:
            owner = known(climb)
            if owner is not None:
                return owner.trigger
        return self._up_the_tree(climb)

    def _beside(self, climb: _Climb) -> _Owner | None:
        """Decide on "after his arrest Tuesday"; "who had been free since March was booked": he was free."""
        beside = noun_beside(climb.root, self._events)
        return _Owner(beside) if beside is not None or climb.root.dep_ == "mark" else None

    def _said_at_once(self, climb: _Climb) -> _Owner | None:
        """Decide on "convicted Monday of fraud"; "for the first time since 2019" is nobody's."""
        text, date = text_of(self._doc), climb.date
        if date.detail == "since" and _FIRST.search(text, max(0, date.start - _TO_COME_REACH), date.start):
            return _NOBODY
        done = right_in_front(climb.span, self._events)
        if done is None:
            return None
        self.direct.add((done, date.start))
        return _Owner(done)

    def _other_time(self, climb: _Climb) -> _Owner | None:
        """Decide on days told with "before", "after" or "soon", of somebody else or sent away."""
        root, date = climb.root, climb.date
        if is_of_another(root):
            return _NOBODY
        if is_long_after(root):
            return _Owner(long_before(root, self._events))
        soon = soon_after(root, self._events)
        if soon is None:
            soon = sent_away(climb.span, date, self._events) or posted_on(root, date, self._events)
        return None if soon is None else _Owner(soon)

    def _moved(self, climb: _Climb) -> _Owner | None:
        """Decide on "free on bond pending sentencing Jan. 17", "originally set for Jan. 17"."""
        text, end = text_of(self._doc), climb.date.start
        start = max(0, end - _TO_COME_REACH)
        if hearing := _TO_COME.search(text, start, end):
            inside = [i for i in self._events if hearing.start() <= self._doc[i].idx < end]
            return _Owner(inside[-1] if inside else None)
        return _NOBODY if _MOVED.search(text, start, end) else None

    def _up_the_tree(self, climb: _Climb) -> int | None:
        for node in climb.root.ancestors:
            climb.node = node
            if self._is_not_then(climb):
                return None
            if self._passes(climb):
                continue
            for step in self._on_node:
                owner = step(climb)
                if owner is not None:
                    return owner.trigger
            climb.below = node
        return self._nearest(climb.root)

    def _nearest(self, root: Token) -> int | None:
        """Return the trigger nearest to a date that hangs on nothing."""
        near = [
            index
            for index in self._events
            if self._doc[index].sent == root.sent
            and abs(index - root.i) <= _NEAR
            and self._doc[index].dep_ != "amod"
        ]
        return min(near, key=lambda index: abs(index - root.i)) if near else None

    def _is_not_then(self, climb: _Climb) -> bool:
        """Say whether a preposition puts an event elsewhere: "held until May 3", "after September 2017"."""
        node = climb.node
        if node.dep_ != "prep":
            return False
        if node.lower_ in _OTHER_SIDE and not is_awaited(node.head):
            return True  # but "was not released until May 3": that day
        return is_on_one_side(node, climb.date) and node.i + 1 == climb.span.start

    def _passes(self, climb: _Climb) -> bool:
        """Say whether a date is of what stands above a node, and note what was passed."""
        node = climb.node
        served = (node.dep_, node.lower_, node.head.lower_) == ("acl", "served", "time")
        if served or is_alternative(node):  # "was sentenced to time served on Tuesday"
            climb.below = node
            return True  # "were let go rather than handed over last week": so was the letting go
        offense = is_within_offense(node) or is_of_verdict(node, climb.span, self._events)
        if offense and not is_served(node, self._events):
            climb.named = True
            return True  # "pleaded guilty to conspiracy to commit fraud on March 1"
        return False

    def _served(self, climb: _Climb) -> _Owner | None:
        """Leave "completed his sentence in May" to nobody."""
        return _NOBODY if is_served(climb.node, self._events) else None

    def _of_trigger(self, climb: _Climb) -> _Owner | None:
        """Decide on a trigger that the climb has come to."""
        node, root, date = climb.node, climb.root, climb.date
        if node.i not in self._events:
            return None
        events = self._events[node.i]
        if climb.named and "conviction" not in events:
            return _NOBODY
        if is_of_deed(root, node, date, events, climb.named) or is_older_charge(node, events, root):
            return _NOBODY
        if node.i < root.i and node.dep_ == "dobj" and node.head.lemma_ in UNDOING:
            # "The court upheld his conviction on Friday"; "vacated her conviction for it last week"
            return _Owner(node.head.i if "acquittal" in self._of(node.head) else None)
        above = removal_above(node, date, self._events)
        above = above or arrest_above(node, root, date, self._events)
        if above is None:
            self.direct.add((node.i, date.start))
        return _Owner(node.i if above is None else above)

    def _of_figures(self, climb: _Climb) -> _Owner | None:
        """Decide on what figures count: "figures for May show 40 arrests"."""
        climb.nouns += [climb.node] if climb.node.pos_ == "NOUN" else []
        told = figures_for(climb.node, climb.below, self._events)
        return None if told is None else _Owner(told)

    def _of_saying(self, climb: _Climb) -> _Owner | None:
        """Leave to nobody the day of a saying, or of who says it: "a spokeswoman said Monday"."""
        node, root, date = climb.node, climb.root, climb.date
        if node.lower_ == "according" and "," not in text_of(self._doc)[node.idx : date.start]:
            self.reported.add(date.start)  # "according to a release on Wednesday"
            return _NOBODY
        if is_of_apposition(node, climb.below) or is_of_speaker(root, climb.below):
            return _NOBODY  # "Roe, a resident since 1989, was arrested"
        if date.detail != "fiscal_year" and is_reported(root, node, self._events):
            self.reported.add(date.start)
            return _NOBODY
        return None

    def _of_deed(self, climb: _Climb) -> _Owner | None:
        """Decide on what a raid or a search led to; a shooting that charges are linked to is another's."""
        node = climb.node
        if ends := list(led_to(node, self._events)):
            return _Owner(ends[0])
        taken = arrested_in(climb.root, node, self._events)
        if taken is not None:
            return _Owner(taken)
        return _NOBODY if node.dep_ == "acl" and node.lemma_ in _LINKING else None

    def _of_noun(self, climb: _Climb) -> _Owner | None:
        """Leave a noun its own day: "the 2001 killing"; but "arrested since the May 3 attack"."""
        node = climb.node
        since = climb.date.detail == "since" and node.dep_ == "pobj" and node.head.lower_ == "since"
        if node.pos_ in ("NOUN", "PROPN") and not since and is_of_noun(climb.root, climb.below, node):
            return _NOBODY
        met = met_while(node, self._events)
        return None if met is None else _Owner(met)

    def _of_verb(self, climb: _Climb) -> _Owner | None:
        """Decide at the verb of a date's clause, which is no trigger itself."""
        node = climb.node
        if node.pos_ not in ("VERB", "AUX") or node.dep_ == "prep":
            return None
        if node.lemma_ in UNDOING:
            # "On May 3 the court vacated the sentence and overturned the conviction"
            return _Owner(next((item.i for item in node.conjuncts if "acquittal" in self._of(item)), None))
        if is_at_hearing(node):
            self.hearings.setdefault(node.i, []).append(climb.date)
        owner = self._of_clause(climb.root, node, climb.date)
        if owner is None or is_behind(self._doc[owner]):
            return _NOBODY  # "flew home on Friday after his release"
        return _Owner(owner if self._may_be_of(owner, climb.root, climb.nouns) else None)

    def _of_measured(self, span: Span, date: Mention) -> int | None:
        """Return the trigger of a date counted from another: "was freed two days after his arrest"."""
        verb = governor(span)
        if verb.i in self._events:
            self.direct.add((verb.i, date.start))
            return verb.i
        told = verb.pos_ in ("VERB", "AUX") and not is_reported(span.root, verb, self._events)
        owner = self._of_clause(span.root, verb, date) if told else None
        return owner if owner is None or self._doc[owner] not in counted_from(span) else None

    def _may_be_of(self, owner: int, root: Token, nouns: Sequence[Token]) -> bool:
        """Say whether nothing else that the sentence tells stands between a trigger and a date.

        "After the bombing of a site in 2025 and the capture of Roe": the year is the bombing's.
        """
        trigger = self._doc[owner]
        beside = owner > root.i and any(trigger in noun.conjuncts for noun in nouns)
        return not (beside or is_behind_deed(root, trigger, self._events[owner]))

    def _of_clause(self, root: Token, verb: Token, date: Mention) -> int | None:
        """Return which trigger below, or above, a verb that is none takes its date."""
        if reaches_back(verb) or (verb.lemma_ in _LINKING and verb.dep_ == "acl"):
            return None  # "charges stemming from two incidents in 2017", "a record dating back to 1994"
        if verb.dep_ == "xcomp" and "detainer_declined" in self._of(verb.head):
            return verb.head.i  # "refused to cooperate with detainers for him last year"
        papers = verb.i > 0 and self._doc[verb.i - 1].lemma_ in _PAPERS
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
            front = [index for index in below if index < root.i and self._doc[index].dep_ == "dobj"]
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
        if (ahead and verb.dep_ == "conj") or is_contrasted(verb):
            return None  # "was charged and is due in court Thursday"
        if root.i < verb.i and (made := made_next(verb, self._events)) is not None:
            return made
        return next(conducted(verb, self._events), None) or handed_up(verb, date, self._events)

    def _of(self, token: Token) -> frozenset[str]:
        return self._events.get(token.i, frozenset())
