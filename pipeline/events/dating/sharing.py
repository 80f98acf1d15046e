"""Dates that coordinated verbs share, of which only one carries it.

"Arrested and charged on Monday"; "served him with a notice on the day that they stopped him".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path

from spacy.tokens import Token

from pipeline.event_types import ANSWERS, JUDGMENTS, LAID
from pipeline.events.dating.asides import comes_later, is_present, is_to_come
from pipeline.events.dating.hearings import PLEADING
from pipeline.events.dating.hours import RELATIVE
from pipeline.events.grammar.syntax import children, text_of
from pipeline.schema import Mention
from pipeline.word_lists import table, word_lists

_PATH = Path(__file__).with_name("dating.toml")
_AT_ONCE, _SOON = word_lists(_PATH, "at_once", "soon")
_SCENES = tuple(tuple(scene) for scene in table(_PATH)["scenes"])
_WITHIN = 10
"""Tokens between coordinated verbs that share a date."""
_NO_DAY = re.compile(
    r"\bun(?:known|specified|determined|disclosed) (?:dates?|times?|days?|place|location)\b", re.IGNORECASE
)
"""What leaves open when it was."""
_ON_THE_SPOT = frozenset({"arrest", "entry"})
_SERVED = frozenset({"notice_to_appear", "removal_order"})
"""What somebody stopped is served with."""
_AFTER_COURT = frozenset({"removal", "removal_order", "entry"})
"""What others do with those whom a court has judged, at another time."""
_TO_WHAT = frozenset({"to", "of", "for", "with", "on"})
"""Between a charge, plea or verdict and what it is for."""
_ORDERED = frozenset({"release", "detention"})
"""What a court orders at a hearing."""
_HEARINGS = frozenset({"arraignment"})
_AT = frozenset({"at", "during"})
_RIGHT_AFTER = frozenset({"after", "following", "upon"})
_LONG_AFTER = frozenset({"removal", "conviction", "sentence", "charge"})
"""What follows on an entry on another day."""
_BORDER = re.compile(r"\b(?:border|patrol|CBP|port of entry|checkpoint|crossing)\b", re.IGNORECASE)
_BOOKING = frozenset({"book", "take", "transport", "bring", "lodge", "jail"})
"""What is done with somebody arrested on the same day, if not at once: "arrested Monday, then booked"."""
_DONE_AT = frozenset({"detainer_issued", "arrest", "charge", "notice_to_appear", "transfer"})
"""What is done to somebody at what a clause tells: "was handed over when he made bail on May 3"."""
_HANDING = frozenset({"hand", "turn", "transfer", "give", "surrender", "release"})
"""What a jail does with those whom others wait for at the gate: "flown back to Ohio" is another day."""
_COARSE = frozenset({"month", "year"})
_COARSE_RELATIVE = re.compile(r"\b(?:month|year)\b", re.IGNORECASE)
_DEPORTING = frozenset({"deport", "remove"})
_PLANNED = frozenset({"schedule", "slate", "expect", "set", "plan"})
_BEFORE_OR_AFTER = frozenset({"before", "after", "following", "since"})
_PRONOUNS = frozenset({"he", "she", "they"})
_ENDING = frozenset({"release", "removal", "transfer"})
"""What ends a stay in custody."""
_BEFORE_AN_END = frozenset({"detention", "conviction"})
_THOUGH = frozenset({"although", "though", "while", "if", "unless", "despite"})
"""In front of a clause of another time: "Though convicted of murder, she was cleared in 2015"."""


def share(
    triggers: Sequence[Token],
    events: Mapping[int, frozenset[str]],
    owned: MutableMapping[int, list[Mention]],
) -> None:
    """Give triggers without a date those of the ones that they are told together with.

    Args:
        triggers: in text order.
        events: by index of a trigger, the types of the events it reports.
        owned: by index of a trigger, its dates; it takes the shared ones.
    """
    sharing = _Sharing(events, owned)
    for token in triggers:
        if token.i not in owned:
            sharing.give(token)


class _Sharing:
    def __init__(
        self, events: Mapping[int, frozenset[str]], owned: MutableMapping[int, list[Mention]]
    ) -> None:
        self._events, self._owned = events, owned

    def give(self, token: Token) -> None:
        """Give a trigger the dates of the one that it is told with, if there is one."""
        if token.pos_ == "NOUN":
            self._give_to_noun(token)
        if token.i not in self._owned and self._of(token) & ANSWERS:
            self._give_to_part(token)
        self._give_to_had(token)
        self._give_at_hearing(token)
        if token.i in self._owned or token.pos_ not in ("VERB", "ADJ"):
            return
        above = token.head.head
        if (token.dep_, token.tag_, token.head.tag_) == ("conj", "VBD", "VB") and (
            "notice_to_appear" in self._of(above)
        ):
            # "served him with a notice to appear and transferred him": parsed as if he were to do both
            self._take_over(token, above)
        told = [other for other in token.conjuncts if other.i in self._owned and self._shares(token, other)]
        if told:
            own = min(told, key=lambda other: (not self._is_told_with(token, other), abs(other.i - token.i)))
            self._owned[token.i] = self._owned[own.i]
        self._give_where(token)
        self._give_when(token)
        if token.i not in self._owned and self._is_in_row(token):
            self._owned[token.i] = self._owned[token.head.i]
        arrest = _of_same_row(token) if token.i not in self._owned else None
        if arrest is not None and self._of(arrest) == {"arrest"} and self._of(token) == {"detention"}:
            self._take_over(token, arrest)
        if token.i not in self._owned and token.dep_ in ("pcomp", "advcl"):
            self._give_from_above(token)

    def _give_from_above(self, token: Token) -> None:
        """Give a participle the year or month of the deed above: "was held in 2013, accused of arson"."""
        if "sentence" in self._events[token.i] or token.tag_ not in ("VBN", "VBG") or comes_later(token):
            return
        above = token.head.head if token.dep_ == "pcomp" else token.head
        marks = {child.lower_ for child in token.children} | {token.head.lower_}
        # "was let into the country in 2013 after being caught by Border Patrol": within days
        at_border = (
            self._of(token) == {"arrest"} and _BORDER.search(token.sent.text) and "before" not in marks
        )
        if marks & _THOUGH or (marks & _BEFORE_OR_AFTER and not at_border):
            return
        coarse = [date for date in self._owned.get(above.i, ()) if date.detail in ("year", "month")]
        apart = self._of(token) & LAID and self._of(above) & _AFTER_COURT
        # "pleaded guilty in 2011 to entering the country": what the plea is to came before
        tried = token.dep_ == "pcomp" and token.head.lower_ in _TO_WHAT and self._of(above) & LAID
        # "was deported in 2015, re-entered and was arrested": a row parsed as a clause, told in order
        row = token.i > above.i and token.dep_ == "advcl" and children(token, "conj")
        # "was removed in May after he was convicted": months before
        if coarse and not (apart or tried or row):
            self._owned[token.i] = coarse

    def _is_in_row(self, token: Token) -> bool:
        """Say whether a verb of a row is parsed as a clause: "On May 3 he was held, charged and booked"."""
        first = token.head
        row = token.dep_ == "advcl" and token.tag_ in ("VBN", "VBD") and token.i > first.i
        bare = not children(token, "mark", "nsubj", "nsubjpass", "aux", "advmod")
        in_front = any(date.start < first.idx for date in self._owned.get(first.i, ()))
        at_once = self._of(first) == {"arrest"} and self._of(token) <= {"charge", "detention"}
        return row and bare and in_front and at_once and token.nbor(-1).text == ","

    def _give_at_hearing(self, token: Token) -> None:
        """Give what a court orders at or after an arraignment its day, and the arraignment the order's.

        "Held without bail following his arraignment Friday"; "was held at his arraignment in Reno on Friday".
        """
        if token.pos_ == "NOUN":
            order = token.head.head
            above = order.head if order.dep_ == "xcomp" and order.i not in self._owned else order
            at = token.dep_ == "pobj" and token.head.lower_ in _AT and self._of(above) & _ORDERED
            if at and token.lemma_ in _HEARINGS and token.i not in self._owned:
                self._take_over(token, above)
            return
        told = [token, *(child for child in token.children if child.dep_ == "xcomp")]
        for prep in (child for verb in told for child in verb.children if child.dep_ == "prep"):
            for noun in (child for child in prep.children if child.dep_ == "pobj"):
                heard = noun.lemma_ in _HEARINGS and prep.lower_ in _AT | _RIGHT_AFTER
                if heard and self._of(token) & _ORDERED and token.i not in self._owned:
                    self._take_over(token, noun)

    def _give_where(self, token: Token) -> None:
        """Give an arrest at the border the crossing's date: "crossed May 3 at a spot where he was caught"."""
        where = token.dep_ == "relcl" and any(child.lower_ == "where" for child in token.children)
        if token.i in self._owned or not where:
            return
        above = next((node for node in token.ancestors if node.i in self._events), None)
        came = above is not None and self._of(above) == {"entry"}
        if above is not None and came and not self._is_long_after(above, token):
            self._take_over(token, above)

    def _give_when(self, token: Token) -> None:
        """Give a deed the date of what it was done at: "a hold was placed when he was booked on May 3".

        Or right after: "was caught shortly after crossing the river on May 3".
        """
        past = token.tag_ in ("VBD", "VBN") and not children(token, "advmod", "neg", "mark")
        had = any(child.lower_ in ("had", "has", "have") for child in children(token, "aux"))
        if token.i in self._owned or not past or had or not self._of(token) & _DONE_AT:
            return
        for clause in children(token, "advcl"):
            at = any(child.lower_ == "when" for child in children(clause, "advmod"))
            if at and clause.tag_ == "VBD" and clause.i > token.i:
                self._take_over(token, clause)
        if self._of(token) != {"arrest"}:
            return
        after = [mark for clause in children(token, "advcl") for mark in children(clause, "mark")]
        for mark in (*after, *children(token, "prep")):
            soon = mark.i > token.i and mark.lower_ == "after" and mark.nbor(-1).lemma_.lower() in _SOON
            for deed in (mark.head, *children(mark, "pcomp")) if soon else ():
                self._take_over(token, deed)

    def _give_to_part(self, verb: Token) -> None:
        """Give what became of some detainers the time of all: "honored 12 of the 40 it received in 2023"."""
        for number in verb.children:
            for whole in (item for part in number.children if part.lower_ == "of" for item in part.children):
                told = [*(child for child in whole.children if child.dep_ in ("relcl", "acl")), whole]
                if number.dep_ in ("dobj", "nsubjpass", "nsubj"):
                    for other in told:
                        self._take_over(verb, other)

    def _give_to_had(self, token: Token) -> None:
        """Give what was had done the date in front of all: "In May he was held and had a hold lodged"."""
        noun = token.head if token.dep_ == "acl" else token
        had = noun.head
        if noun.dep_ != "dobj" or had.lemma_ != "have" or had.dep_ != "conj" or comes_later(had):
            return
        for other in had.conjuncts:
            dates = self._owned.get(other.i, ())
            in_front = dates and min(date.start for date in dates) < other.idx < had.idx
            if token.i not in self._owned and in_front:
                self._owned[token.i] = self._owned[other.i]

    def _give_to_noun(self, noun: Token) -> None:
        if "charge" in self._events[noun.i]:
            # "arrested on Monday on a charge of theft": laid with the arrest.
            verb = noun.head.head
            if noun.dep_ == "pobj" and noun.head.lower_ == "on" and "arrest" in self._of(verb):
                self._take_over(noun, verb)
        if noun.i not in self._owned and self._events[noun.i] & _SERVED:
            self._give_to_notice(noun)

    def _give_to_notice(self, noun: Token) -> None:
        """Give a notice the day of the arrest that it came with: "stopped him May 3 and issued a notice"."""
        paper = noun.head if noun.dep_ == "conj" else noun  # "with a notice and an order of removal"
        served = paper.dep_ == "pobj" and paper.head.lower_ == "with"
        verb = paper.head.head if served else paper.head
        for other in () if not (served or paper.dep_ == "dobj") or comes_later(verb) else verb.conjuncts:
            if self._of(other) & _ON_THE_SPOT and other.i in self._owned:
                self._owned[noun.i] = self._owned[other.i]

    def _take_over(self, token: Token, other: Token) -> None:
        if other.i in self._owned:
            self._owned[token.i] = self._owned[other.i]

    def _of(self, token: Token) -> frozenset[str]:
        return self._events.get(token.i, frozenset())

    def _is_weeks_later(self, arrest: Token, removal: Token, dated: Token) -> bool:
        """Say whether a day is a deportation's alone: "was arrested and deported on May 29"."""
        told = self._of(arrest) == {"arrest"} and removal.lemma_ in _DEPORTING
        coarse = all(self._is_coarse(date, removal) for date in self._owned[dated.i])
        return told and not coarse and _BORDER.search(arrest.sent.text) is None

    def _shares(self, token: Token, other: Token) -> bool:
        """Say whether a verb shares the date of one it is coordinated with.

        A date in front of both, or behind both, is of both; one in between only where one scene holds both:
        "arrested July 4 and charged with assault" does not say when he was charged.
        """
        first, later = sorted((token, other), key=lambda item: item.i)
        if self._are_two_days(first, later, other) or self._has_own_time(token, first, later, other):
            return False
        start = min(date.start for date in self._owned[other.i])
        if start < first.idx:
            return True
        if start > later.idx:
            # "was convicted of murder and deported last May", "was charged, convicted and jailed in May"
            tried = self._of(first) == {"charge"} and self._of(later) & JUDGMENTS
            apart = tried or (self._of(first) & LAID and self._of(later) & _AFTER_COURT)
            return later.i - first.i <= _WITHIN and not (apart or self._is_weeks_later(first, later, other))
        return self._shares_between(token, first, later, other)

    def _are_two_days(self, first: Token, later: Token, other: Token) -> bool:
        """Say whether two verbs tell of different days by what they are, or by subjects of their own."""
        at_hearing = self._of(first) == {"conviction"} and self._is_day_in_front(first, other)
        if self._of(first) & _BEFORE_AN_END and self._of(later) & _ENDING and not at_hearing:
            return True  # "was held for two months and freed July 21", "was convicted and freed in 2020"
        at_court = self._is_at_court(first, later)
        subjects = [child for child in later.children if child.dep_ in ("nsubj", "nsubjpass")]
        one_scene = at_court or self._is_one_scene(first, later)
        goes_on = bool(subjects) and subjects[0].lower_ in _PRONOUNS and one_scene
        of_all = (at_court or self._of(first) == self._of(later)) and self._is_in_front_of_all(first, other)
        if subjects and not (goes_on or of_all):
            return True  # but "On May 3 he was convicted and he was sentenced"
        # "was arrested and will be arraigned on Friday"
        planned = later.lemma_ in _PLANNED and first.lemma_ not in _PLANNED
        return planned or is_to_come(first) != is_to_come(later)

    def _has_own_time(self, token: Token, first: Token, later: Token, other: Token) -> bool:
        """Say whether words say when one of two was, other than on the day of the other."""
        # "was convicted and sentenced four months later": the word is of the date that both have
        measured = self._is_at_court(first, later) and any(
            date.detail in RELATIVE and date.start > later.idx for date in self._owned[other.i]
        )
        # "was convicted of a theft in 2018 and sentenced two years later": the first may have its own
        measured = measured and not any(word.ent_type_ == "DATE" for word in token.doc[first.i : later.i])
        if comes_later(later) and not (measured or self._is_booked(first, later)):
            return True
        if _NO_DAY.search(text_of(token.doc), first.idx, later.idx):
            return True
        if is_present(token) and not is_present(other):
            return True  # "he was arrested on Monday and is being held"
        # "re-entered the country and was removed in 2011"
        return self._of(token) == {"entry"} and self._is_long_after(token, other)

    def _shares_between(self, token: Token, first: Token, later: Token, other: Token) -> bool:
        """Say whether a date between two verbs is of both."""
        if any(child.dep_ == "advmod" and child.lower_ in _AT_ONCE for child in later.children):
            return True
        if self._of(first) == {"entry"} and self._is_long_after(first, later):
            return False  # "entered in May 2011 and was arrested for theft"
        if first.lemma_ in PLEADING and self._of(later) & _ORDERED:
            return True  # "was arraigned today and released without bail"
        if self._is_by_police(first, later):
            return True
        coarse = all(self._is_coarse(date, token) for date in self._owned[other.i])
        if coarse and self._of(first) == {"arrest"} and "charge" in self._of(later):
            return True  # "were arrested last month and charged with arson"
        handed = (
            "release" not in self._of(first) or "transfer" not in self._of(later) or later.lemma_ in _HANDING
        )
        return self._is_booked(first, later) or (handed and self._is_one_scene(first, later))

    def _is_at_court(self, first: Token, later: Token) -> bool:
        return self._of(first) <= LAID and self._of(later) <= LAID

    def _is_booked(self, first: Token, later: Token) -> bool:
        taken = self._of(first) == {"arrest"} and self._of(later) == {"detention"}
        return taken and later.lemma_ in _BOOKING

    def _is_day_in_front(self, first: Token, other: Token) -> bool:
        """Say whether both are told of one day: "On Dec. 4 he pleaded guilty and was released"."""
        days = [date for date in self._owned[other.i] if not self._is_coarse(date, first)]
        return any(date.start < first.idx for date in days)

    def _is_in_front_of_all(self, first: Token, other: Token) -> bool:
        """Say whether a date opens the sentence: "Last year Roe pleaded guilty and Poe was acquitted"."""
        named = [child.left_edge.idx for child in first.children if child.dep_ in ("nsubj", "nsubjpass")]
        begin = first.sent.start_char
        return bool(named) and any(begin <= date.start < min(named) for date in self._owned[other.i])

    def _is_by_police(self, first: Token, later: Token) -> bool:
        """Say whether those who arrest somebody charge him: "police arrested Roe May 3 and charged him"."""
        arrested = self._of(first) == {"arrest"} and "charge" in self._of(later)
        doing = any(child.dep_ == "nsubj" for child in first.children)
        to_him = any(child.dep_ == "dobj" and child.pos_ == "PRON" for child in later.children)
        return arrested and doing and to_him and later.tag_ == "VBD"

    def _is_coarse(self, date: Mention, token: Token) -> bool:
        words = text_of(token.doc)[date.start : date.end]
        return date.detail in _COARSE or (
            date.detail == "relative" and _COARSE_RELATIVE.search(words) is not None
        )

    def _is_long_after(self, entry: Token, other: Token) -> bool:
        """Say whether what befell somebody befell him on another day than that on which he had come in."""
        at_border = "arrest" not in self._of(other) or _BORDER.search(entry.sent.text) is not None
        return bool(self._of(other) & _LONG_AFTER) or not at_border

    def _is_told_with(self, token: Token, other: Token) -> bool:
        first, later = sorted((token, other), key=lambda item: item.i)
        return self._is_one_scene(first, later)

    def _is_one_scene(self, first: Token, later: Token) -> bool:
        """Say whether one scene holds two events, in the order in which they are told."""
        earlier, then = self._of(first), self._of(later)
        return any(
            then.intersection(scene[place:])
            for scene in _SCENES
            for place, kind in enumerate(scene)
            if kind in earlier
        )


def _of_same_row(token: Token) -> Token | None:
    """Return the verb that opens a row which ends with a booking: "arrested Monday, treated, then booked"."""
    inner = token.head
    row = token.dep_ == "conj" and inner.dep_ == "advcl" and inner.tag_ == "VBN" and inner.i > inner.head.i
    bare = row and not children(inner, "mark", "nsubj", "nsubjpass", "aux", "auxpass", "advmod")
    return inner.head if bare and token.lemma_ in _BOOKING and not children(token, "nsubjpass") else None
