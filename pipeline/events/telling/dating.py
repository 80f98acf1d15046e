"""Says when: gives each trigger the date expression of its own clause.

Each expression belongs to the nearest trigger above it in the tree, so that "arrested on Monday and released
on Friday" keeps its days apart; verbs coordinated with one subject share what only one of them carries.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, Token

from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.telling.asides import is_aside, is_aside_of, is_present
from pipeline.schema import Mention

PATH = Path(__file__).with_name("dating.toml")
_WORDS = tomllib.loads(PATH.read_text(encoding="utf-8"))
_SAYING, _FILED, _PAPERS, _PROCEEDINGS, _DEEDS, _LATER, _HEARINGS, _STOPS, _UNDOING, _TIMES = (
    frozenset(_WORDS[name])
    for name in (
        "saying",
        "filed",
        "papers",
        "proceedings",
        "deeds",
        "later",
        "hearings",
        "stops",
        "undoing",
        "times",
    )
)
_SCENES = tuple(frozenset(scene) for scene in _WORDS["scenes"])
_BEHIND = frozenset({"after", "since", "following", "before", "until", "despite"})
"""Prepositions of a phrase whose event has a day of its own."""
_OTHER_SIDE = frozenset({"until", "till"})
"""What ends then did not happen then."""
_COMPARING = frozenset({"from", "than", "to", "with", "over"})
"""Prepositions of a number that another is set beside."""
_NEAR = 12
"""Tokens between a date and a trigger in the same clause."""
_WITHIN = 10
"""Tokens between coordinated verbs that share a date."""
_HEARING_REACH = 120
_OF_COURT = frozenset({"detention", "release"})
"""Events that a court orders at a hearing."""
_OF_DEEDS = frozenset({"charge", "conviction", "sentence"})
_ADMITTING = frozenset({"admit", "acknowledge"})
"""What is admitted happened earlier."""
_ORDERS = re.compile(
    r"\bordered (?:to be )?(?:held|detained|released|jailed)\b"
    r"|\bordered (?!to)[^.]{1,40} (?:held|detained|released)\b|\bremanded\b"
    r"|\bon (?:his|her|their) own recognizance|\bjudge (?:\w+ ){0,8}(?:released|held|freed)\b",
    re.IGNORECASE,
)
_ENDING = frozenset({"release", "removal", "transfer"})
"""What ends a stay in custody."""
_POINTS = frozenset({"day", "month", "year", "season"})
"""Kinds of dates that may be counted up."""
_AND = re.compile(r"\)?,?(?: (?:and|then)\b)(?: [^.;:]{0,60}?)?[ (]|, (?:in |on )?", re.IGNORECASE)
"""What stands between the dates of several events: "and again in", "and of arson in", ", in"."""
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
        self._events = triggers
        self._owned: dict[int, list[Mention]] = {}
        self._direct: set[tuple[int, int]] = set()
        """Trigger and offset of a date where nothing stands between them in the tree."""
        self._hearings: dict[int, list[Mention]] = {}
        """By index of a verb that tells of a hearing: its dates."""
        self._triggers = [doc[index] for index in sorted(triggers)]
        for date in dates:
            span = doc.char_span(date.start, date.end, alignment_mode="expand")
            if span is None:
                continue
            for token in span:
                self._own_clause(token, date)
            owner = self._owner(span.root, date)
            behind = owner is not None and ";" in text_of(doc)[date.end : max(date.end, doc[owner].idx)]
            if owner is not None and not (behind and _comes_later(doc[owner])):
                self._owned.setdefault(owner, []).append(date)
        self._share()
        for token in self._triggers:
            if token.i not in self._owned and self._events[token.i] & _OF_COURT:
                heard = self._hearing_before(token)
                if heard:
                    self._owned[token.i] = heard

    def _own_clause(self, token: Token, date: Mention) -> None:
        """Give the day to what happened then: "since Nov. 8, when an officer arrested him"."""
        for clause in token.children:
            if clause.i in self._events and any(
                word.dep_ == "advmod" and word.lower_ == "when" for word in clause.children
            ):
                since = _SINCE.match(text_of(self.doc), date.start) if date.detail == "since" else None
                day = replace(date, start=since.end(), detail="day") if since else date
                self._owned.setdefault(clause.i, []).append(day)

    def _owner(self, root: Token, date: Mention) -> int | None:
        if root.dep_ == "pobj" and root.head.lower_ in _OTHER_SIDE and not children(root.head.head, "neg"):
            return None  # but "was not released until May 3": that day
        beside = self._noun_beside(root)
        if beside is not None:
            return beside
        below = root
        for node in root.ancestors:
            if node.i in self._events:
                if date.detail in _POINTS and self._is_of_deed(root, node, date):
                    return None
                if node.i < root.i and node.dep_ == "dobj" and node.head.lemma_ in _UNDOING:
                    return None  # "The court upheld his conviction on Friday"
                self._direct.add((node.i, date.start))
                return node.i
            if node.lemma_ in _SAYING and self._is_of_saying(root, node):
                # "He was arrested, a spokeswoman said Monday": the day is the saying's.
                self.reported.add(date.start)
                return None
            if node.pos_ in ("NOUN", "PROPN") and _is_of_noun(root, below, node):
                return None
            if node.pos_ in ("VERB", "AUX"):
                if node.lemma_ in _UNDOING:
                    return None
                if node.lemma_ in _HEARINGS:
                    self._hearings.setdefault(node.i, []).append(date)
                return self._of_clause(root, node, date)
            below = node
        near = [
            index
            for index in self._events
            if self.doc[index].sent == root.sent and abs(index - root.i) <= _NEAR
        ]
        return min(near, key=lambda index: abs(index - root.i)) if near else None

    def _is_of_deed(self, root: Token, verb: Token, date: Mention) -> bool:
        """Say whether a date is that of the deed told in between.

        "Charged with robbing a bank on May 3"; "convicted of theft in the slaying of a man in 2006".
        """
        if not self._events[verb.i] & _OF_DEEDS:
            return False
        if (verb.lemma_ in _ADMITTING and verb.i < root.i) or any(
            deed.lemma_ in _DEEDS and deed.dep_ == "pobj" and deed.head.lower_ in ("in", "over")
            for deed in self.doc[verb.i + 1 : max(verb.i + 1, root.i)]
        ):
            return True
        return date.detail == "day" and any(
            prep.lower_ in ("for", "with", "of", "to")
            and any(deed.dep_ == "pcomp" and deed.i < root.i for deed in prep.children)
            for prep in (*verb.children, *(child for item in verb.children for child in item.children))
            if prep.dep_ == "prep" and verb.i < prep.i < root.i
        )

    def _noun_beside(self, root: Token) -> int | None:
        """Return the noun of an event right in front of a date, however the parser hung the date.

        "After his arrest Tuesday, he was taken to jail"; "The arrest Tuesday of Ann Roe"; "up from the 460
        arrests in 2016".
        """
        if root.dep_ == "pobj" and root.head.lower_ == "in" and root.head.i - 1 in self._events:
            compared = self.doc[root.head.i - 1]
            if compared.dep_ == "pobj" and compared.head.lower_ in _COMPARING and root.i == compared.i + 2:
                return compared.i
        start = root.left_edge.i
        if root.dep_ != "npadvmod" or start == 0 or start - 1 not in self._events:
            return None
        noun = self.doc[start - 1]
        behind = noun.dep_ == "pobj" and noun.head.lower_ in _BEHIND
        return noun.i if noun.pos_ == "NOUN" and (behind or noun.dep_ in ("nsubj", "nsubjpass")) else None

    def _is_of_saying(self, root: Token, verb: Token) -> bool:
        if not any(
            child == root or root in child.subtree
            for child in verb.children
            if child.dep_ in ("npadvmod", "prep")
        ):
            return False
        speakers = [child for child in verb.children if child.dep_ == "nsubj"]
        told = [child for child in verb.children if child.dep_ == "ccomp"]
        # "He was arrested Friday, police said": what stands in front of the speaker is of the story.
        between = told and speakers and told[0].i < root.i < speakers[0].left_edge.i < verb.i
        # "Last year, she told the board, the jail received 40": the saying stands between commas.
        return not (between or is_aside_of(verb, root, told[0] if told else verb.head))

    def _of_clause(self, root: Token, verb: Token, date: Mention) -> int | None:
        """Return which trigger below, or above, a verb that is none takes its date."""
        if verb.lemma_ in _FILED and verb.dep_ in ("acl", "relcl"):
            # "charged in an indictment returned on Oct. 31": the charge is of that day.
            for node in verb.ancestors:
                if node.i in self._events:
                    return node.i if "charge" in self._events[node.i] else None
                if node.pos_ == "NOUN" and node.lemma_ not in _PAPERS:
                    break
        if verb.dep_ == "ccomp" and verb.head.lemma_ == "let" and verb.head.i in self._events:
            return verb.head.i  # "let him go two days later, ignoring a detainer"
        labels = ("xcomp", "acl", "conj", "dobj", "nsubj", "nsubjpass", "ccomp", "advcl", "prep")
        below = [
            child.i
            for child in verb.children
            if child.i in self._events and child.dep_ in labels and not _comes_later(child)
        ]
        if below:
            return min(below, key=lambda index: abs(index - root.i))
        if verb.dep_ == "ccomp" and verb.head.i in self._events:
            return None if verb.head.lemma_ in _ADMITTING else verb.head.i
        deeper = [
            token.i
            for token in verb.subtree
            if token.i in self._events
            and abs(token.i - root.i) <= _NEAR
            and not (is_aside(token, verb) or _comes_later(token))
        ]
        if deeper:
            return min(deeper, key=lambda index: abs(index - root.i))
        return self._above(verb, date)

    def _above(self, verb: Token, date: Mention) -> int | None:
        """Return the trigger that a verb below it hands its date up to.

        "Ordered excluded and deported on May 6"; "refused 402 requests to hold inmates in 2023"; "as his aunt
        came on Oct. 3, he was arrested"; "was sentenced for leaving the gate open last week".
        """
        if verb.tag_ == "VBG" and verb.dep_ in ("pobj", "pcomp") and verb.head.head.pos_ == "VERB":
            # "was stopped for speeding on Tuesday, then arrested": the stop's day.
            scene = verb.head.head
            told = [item.i for item in children(scene, "advcl", "conj", "dep") if item.i in self._events]
            if scene.lemma_ in _STOPS and told:
                return told[0]
        node = verb
        to_come = any(child.lower_ == "to" for child in node.children)
        while node.dep_ in ("conj", "xcomp") and node.head.i not in self._events and node.head != node:
            node = node.head
            to_come = to_come or any(child.lower_ == "to" for child in node.children)
        if to_come and node.dep_ == "conj":
            return None  # "held without bail and scheduled to come back on May 6"
        above = node.head
        to_do = node.dep_ == "acl" and above.i not in self._events and node.tag_ == "VB"
        if to_do or (node.dep_ == "pcomp" and date.detail in ("weekday", "relative")):
            above = above.head
        elif node.dep_ == "advcl":
            if not any(child.lower_ in ("as", "when", "while") for child in node.children):
                return None
        elif node.dep_ not in ("ccomp", "xcomp", "oprd", "acl", "conj"):
            return None
        return above.i if above.i in self._events else None

    def _share(self) -> None:
        for token in self._triggers:
            if token.i not in self._owned and token.pos_ == "NOUN" and "charge" in self._events[token.i]:
                # "arrested on Monday on a charge of theft": laid with the arrest.
                verb = token.head.head
                if token.dep_ == "pobj" and token.head.lower_ == "on" and "arrest" in self._of(verb):
                    self._owned[token.i] = self._owned.get(verb.i, [])
            if token.i in self._owned or token.pos_ not in ("VERB", "ADJ"):
                continue
            for other in token.conjuncts:
                if other.i in self._owned and self._shares(token, other):
                    self._owned[token.i] = self._owned[other.i]
                    break
            if (
                token.i not in self._owned
                and token.dep_ in ("pcomp", "advcl")
                and "sentence" not in self._events[token.i]
                and token.tag_ in ("VBN", "VBG")
            ):
                # "was released in 2013 after being arrested": a month or a year holds for both.
                above = token.head.head if token.dep_ == "pcomp" else token.head
                coarse = [date for date in self._owned.get(above.i, ()) if date.detail in ("year", "month")]
                if coarse:
                    self._owned[token.i] = coarse

    def _of(self, token: Token) -> frozenset[str]:
        return self._events.get(token.i, frozenset())

    def _shares(self, token: Token, other: Token) -> bool:
        """Say whether a verb shares the date of one it is coordinated with.

        A date in front of both, or behind both, is of both; one in between only where one scene holds both:
        "arrested July 4 and charged with assault" does not say when he was charged.
        """
        first, later = sorted((token, other), key=lambda item: item.i)
        if self._of(first) == {"detention"} and self._of(later) & _ENDING:
            return False  # "was held for two months and freed July 21"
        if any(child.dep_ in ("nsubj", "nsubjpass") for child in later.children):
            return False
        if any(word.lower_ in _LATER for word in self.doc[first.i : later.i]):
            return False
        if is_present(token) and not is_present(other):
            return False  # "he was arrested on Monday and is being held"
        start = min(date.start for date in self._owned[other.i])
        if start < first.idx:
            return True
        if start > later.idx:
            return later.i - first.i <= _WITHIN
        return any(self._of(first) & scene and self._of(later) & scene for scene in _SCENES)

    def _hearing_before(self, trigger: Token) -> list[Mention]:
        """Return the dates of the hearing told right before an order that a court gives there.

        "He was arraigned today on two counts. He was ordered held without bail."
        """
        sentence = trigger.sent
        if not _ORDERS.search(sentence.text):
            return []
        for token in reversed(self.doc[max(0, trigger.i - _HEARING_REACH) : trigger.i]):
            if "\n" in token.text:
                return []
            if token.lemma_ in _HEARINGS:
                return self._hearings.get(token.i) or self._owned.get(token.i) or []
        return []

    def mentions(self, trigger: Token) -> list[Mention]:
        """Return the date expressions of a trigger.

        That is the one nearest to it, which says a date of its own, and those coordinated with it: "deported
        in 2014 and again in 2017" tells of two events.
        """
        owned = self._owned.get(trigger.i)
        if not owned:
            return []
        nearest = min(
            owned,
            key=lambda date: (
                date.detail == "event_relative",
                (trigger.i, date.start) not in self._direct,
                abs(date.start - trigger.idx),
                date.start,
            ),
        )
        found = [nearest]
        for date in sorted(owned, key=lambda item: -item.start):
            if date.end < found[0].start and self._is_coordinated(date, found[0], trigger):
                found.insert(0, date)
        for date in sorted(owned, key=lambda item: item.start):
            if date.start > found[-1].end and self._is_coordinated(found[-1], date, trigger):
                found.append(date)
        return found

    def _is_coordinated(self, one: Mention, other: Mention, trigger: Token) -> bool:
        if one.detail not in _POINTS or other.detail not in _POINTS or one.start < trigger.idx:
            return False
        between = text_of(self.doc)[one.end : other.start]
        span = self.doc.char_span(one.start, other.end, alignment_mode="expand")
        return (
            _AND.fullmatch(between) is not None
            and span is not None
            and not any(token.i in self._events or token.pos_ == "VERB" for token in span)
        )


def _comes_later(trigger: Token) -> bool:
    """Say whether it came after what its sentence dates: "In 2013 he shot her; he was later convicted"."""
    return any(child.dep_ == "advmod" and child.lower_ in _LATER for child in trigger.children)


def _is_of_noun(root: Token, below: Token, noun: Token) -> bool:
    """Say whether a date is a noun's own: "the 2001 killing", "held in the death of a woman this month"."""
    if below == root and root.i < noun.i and noun.lemma_ not in _PROCEEDINGS:
        return root.dep_ in ("amod", "nummod", "compound", "nmod", "poss")
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head == noun:
        return noun.lemma_ not in _TIMES | _PROCEEDINGS  # "the war of the 1990s"
    return noun.lemma_ in _DEEDS and noun.dep_ == "pobj" and noun.head.lower_ in ("in", "with", "over")
