"""Dates that one event lends to another, where the story dates a scene once and tells on.

in: the events of an article, tellings merged    out: nothing; undated events take a date    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.events.dating.right_behind import COMPARING
from pipeline.events.people.plurals import Group
from pipeline.events.telling.comparisons import COMPARED, TIME_FIRST
from pipeline.events.telling.sameness import Happening
from pipeline.schema import Value

_BESIDE = 8
"""Tokens between two deeds of one clause."""
_OF_DETAINERS = frozenset({"release", "transfer"})
"""What becomes of those whom a detainer is for."""
_OF_PERIODS = frozenset({"arrest", "removal"})
"""What an agency's report gives the numbers of, for one period."""
_OF_GROUPS = ("arrest", "charge")
"""Events that a group meets at once."""
_ACQUITTING = frozenset({"acquit", "guilty", "find", "declare", "clear"})
"""What a jury or a judge does at the end of a trial."""
_DISMISSING = frozenset({"dismiss", "drop"})
"""What a plea does with other charges."""
_PLEA = re.compile(r"\b(?:guilty plea|plea (?:deal|agreement|bargain))\b", re.IGNORECASE)
"""In a sentence that tells what came of a plea: "As part of the plea deal, prosecutors dropped a charge"."""
_ANOTHER_TRIAL = re.compile(
    r"\b(?:retri|new trial|second trial|appeal|overturn|revers|vacat|quash|DNA|exonerat|wrongful|later\b"
    r"|years? (?:later|after|earlier)|earlier|previous|prior)",
    re.IGNORECASE,
)
_TAKEN_IN = frozenset({"arrest", "detention"})
_AT_VERDICT = re.compile(
    r"\b(?:when|after|as|once|following) (?:the|his|her|their) (?:guilty )?(?:verdicts?|pleas?|sentence)\b"
    r"|\bimmediately (?:taken into custody|handcuffed|remanded|jailed|led away)\b",
    re.IGNORECASE,
)
"""In the sentence of somebody taken in by a court: it was at the end of the trial told of."""
_INDICTED = re.compile(r"\bindict|\bgrand jury\b", re.IGNORECASE)
_A_DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""A date that is one day."""
_OF_CROWDS = ("arrest", "charge", "removal")
"""Events of many that stories tell twice, once with their number."""
_STANDING = frozenset({"charge.await_trial", "charge.pending", "charge.on_record"})
"""Rules by which a charge is told as standing, whenever it was brought."""
_MEMBERS = 2
"""So many undated arrests below a crowd's are of it."""
_LATER = re.compile(
    r"\b(?:days?|weeks?|months?|years?|nights?|mornings?) (?:later|earlier|after|before)\b", re.IGNORECASE
)
"""In front of what befell a member of a group: it was another day."""
_FRONT = 12
"""Tokens."""
_YEAR = 4
_FIGURES = 80
"""Tokens between two figures of one report."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What happened to people without a number: "dozens were arrested on Friday"."""

    event: str
    order: int
    """Number of the token that tells of it."""
    date: Value


def lend_dates(events: Sequence[Happening], crowds: Sequence[Crowd] = ()) -> None:
    """Date what no telling dates, from the event that it belongs to.

    Args:
        events: the events of an article; they take the dates.
        crowds: what is told of people without a number.
    """
    for event in events:
        told = event.telling
        if event.date is None and not told.presupposed and told.modality.value == "actual":
            if _is_repeated(told.token):
                continue
            lender = _coordinate(event, events)
            if lender is not None:
                event.date = lender.date
    _lend_to_broken(events)
    _lend_to_sentences(events)
    _lend_verdicts(events)
    _lend_to_custody(events)
    _lend_indictments(events, crowds)
    _lend_days(events, crowds)
    _lend_figures(events)
    _lend_to_members(events, crowds)


def _is_repeated(token: Token) -> bool:
    """Say whether it happened on no single day: "deported five times"."""
    return any(word.lower_ == "times" for word in token.doc[token.i + 1 : token.i + 4])


def _lend_to_broken(events: Sequence[Happening]) -> None:
    """Give a detainer that was declined the day of the release that broke it, and the other way round.

    Only where the story tells of one of either for the person.
    """
    for event in events:
        if event.telling.event != "detainer_declined" or isinstance(event.owner, Group):
            continue
        own = [other for other in events if other.owner is event.owner and _is_told(other)]
        declined = [other for other in own if other.telling.event == "detainer_declined"]
        released = [other for other in own if other.telling.event == "release"]
        if len(declined) == 1 and len(released) == 1:
            declined[0].date = declined[0].date or released[0].date
            released[0].date = released[0].date or declined[0].date


def _lend_to_sentences(events: Sequence[Happening]) -> None:
    """Give a sentence the day of a conviction that fell on the day of publication.

    Who pleaded guilty today and was sentenced was sentenced today. Only where the story tells of one of each
    for the person.
    """
    for event in events:
        if event.telling.event != "sentence" or event.date is not None or isinstance(event.owner, Group):
            continue
        own = [other for other in events if other.owner is event.owner and _is_told(other)]
        convicted = [other for other in own if other.telling.event == "conviction"]
        sentenced = [other for other in own if other.telling.event == "sentence"]
        if len(convicted) == len(sentenced) == 1 and sentenced[0] is event:
            date = convicted[0].date
            first = convicted[0].order < event.order or _is_plea_behind(convicted[0], event)
            if date is not None and date.value == date.anchor and first:
                event.date = date


def _is_plea_behind(plea: Happening, event: Happening) -> bool:
    """Say whether a sentence tells of the plea behind it: "was sentenced after pleading guilty Monday"."""
    token = plea.telling.token
    return token.dep_ == "pcomp" and token.head.lower_ == "after" and token.head.head in event.tokens


def _lend_verdicts(events: Sequence[Happening]) -> None:
    """Give both halves of a verdict one day: "found guilty of theft on May 3. He was acquitted of arson".

    Only where the story tells of one conviction and one acquittal of the person, and of no other trial.
    Charges that are dismissed are of a plea's day where its sentence says so.
    """
    for event in events:
        if event.telling.event != "acquittal" or isinstance(event.owner, Group) or not _is_told(event):
            continue
        own = [other for other in events if other.owner is event.owner and _is_told(other)]
        convicted = [other for other in own if other.telling.event == "conviction"]
        if len(convicted) != 1 or sum(other.telling.event == "acquittal" for other in own) != 1:
            continue
        verdict = convicted[0]
        if not all(_is_of_verdict(token, verdict) for token in event.tokens):
            continue
        event.date, verdict.date = event.date or verdict.date, verdict.date or event.date


def _is_of_verdict(token: Token, verdict: Happening) -> bool:
    """Say whether an acquittal was told with a conviction: by a jury, or in a plea's own sentence."""
    here = any(token.sent == other.sent for other in verdict.tokens)
    lemmas = {token.lemma_.lower(), token.head.lemma_.lower()}
    if _ANOTHER_TRIAL.search(token.sent.text):
        return False
    of_plea = here or _PLEA.search(token.sent.text) is not None
    return bool(lemmas & _ACQUITTING) or (of_plea and bool(lemmas & _DISMISSING))


def _lend_to_custody(events: Sequence[Happening]) -> None:
    """Give whom a court took in right after a verdict its day: "was handcuffed after the verdict was read".

    Only where the story tells of one verdict on the person.
    """
    for event in events:
        taken = event.telling.event in _TAKEN_IN and event.date is None and _is_told(event)
        if not taken or isinstance(event.owner, Group):
            continue
        own = [other for other in events if other.owner is event.owner and _is_told(other)]
        verdicts = [other for other in own if other.telling.event == "conviction"]
        token = event.telling.token
        if len(verdicts) == 1 and _AT_VERDICT.search(token.sent.text) and verdicts[0].order < event.order:
            event.date = verdicts[0].date


def _lend_indictments(events: Sequence[Happening], crowds: Sequence[Crowd]) -> None:
    """Give those charged in the one indictment of a story its day: "The indictment was returned on May 3".

    Not where it dates any charge otherwise, or by a month only.
    """
    charges = [event for event in events if event.telling.event == "charge" and _is_told(event)]
    days = [event.date for event in charges if event.date is not None]
    days += [crowd.date for crowd in crowds if crowd.event == "charge"]
    if not charges or len({str(day.value) for day in days}) != 1:
        return
    doc = charges[0].telling.token.doc
    span = doc.char_span(days[0].start, days[0].end, alignment_mode="expand")
    one_day = _A_DAY.fullmatch(str(days[0].value)) is not None
    if one_day and span is not None and any(word.lemma_ == "indictment" for word in span.sent):
        for event in charges:
            if event.telling.modality.value == "actual" and _INDICTED.search(event.telling.token.sent.text):
                event.date = event.date or days[0]


def _is_told(event: Happening) -> bool:
    return event.telling.modality.value in ("actual", "alleged")


def _coordinate(event: Happening, events: Sequence[Happening]) -> Happening | None:
    """Return the dated event with which another of its tellings is coordinated.

    "He was released in 2013 ... He was given a notice to appear and released": the notice is of 2013 too.
    """
    for other in events:
        if other.date is None or other.owner is not event.owner or other.telling.token in event.tokens:
            continue
        if not _is_told(other):
            continue  # "is held on bail and is scheduled for arraignment on May 6"
        if event.telling.event == "conviction" and other.telling.event == "acquittal":
            continue  # "vacated his conviction last week and dismissed the case"
        if any(_coordinated(event.telling.token, token) for token in other.tokens[1:]):
            return other
    return None


def _coordinated(a: Token, b: Token) -> bool:
    verbs = [a, a.head] if a.pos_ == "NOUN" else [a]
    beside = b.dep_ == "conj" and abs(a.i - b.i) <= _BESIDE and a.sent == b.sent and b.head in a.head.subtree
    return beside or any(b == other for verb in verbs for other in verb.conjuncts)


def _lend_days(events: Sequence[Happening], crowds: Sequence[Crowd]) -> None:
    """Give the day of a crowd's event to the number that the story gives for the same event.

    "Dozens were arrested on Friday ... The police said that 61 people were arrested."
    """
    for kind in _OF_CROWDS:
        told = {str(crowd.date.value): crowd.date for crowd in crowds if crowd.event == kind}
        groups = [
            event
            for event in events
            if event.telling.event == kind
            and isinstance(event.owner, Group)
            and event.date is None
            and event.telling.modality.value in ("actual", "alleged")
        ]
        if len(told) == len(groups) == 1:
            groups[0].date = next(iter(told.values()))


def _lend_figures(events: Sequence[Happening]) -> None:
    """Give the period of a report's first figure to those that follow it.

    "Jails declined 214 detainers in 2018. Most were in Ross County (97)": so are the 97. "Officers arrested
    40 people in fiscal year 2019. They deported 31": in that year, too. What the people were charged with
    or convicted of is not.
    """
    last: Happening | None = None
    for event in sorted(events, key=lambda item: item.order):
        kind = event.telling.event
        detainers = kind.startswith("detainer_")
        if not isinstance(event.owner, Group) or event.telling.modality.value != "actual":
            continue
        of_detainers = last is not None and last.telling.event not in _OF_PERIODS
        lent = (
            (detainers or kind in _OF_DETAINERS)
            if of_detainers
            else kind == "removal" and not _is_since(event.telling.token, last)
        )
        if event.date is None and last is not None and lent:
            event.date = last.date if event.order - last.order <= _FIGURES else None
        compared = event.telling.rule in (COMPARED, TIME_FIRST) or _is_compared(event.telling.token)
        if event.date is None or compared:
            continue
        if (
            detainers
            or (last is not None and of_detainers)
            or (kind in _OF_PERIODS and _is_period(event.date))
        ):
            last = event


def _is_compared(token: Token) -> bool:
    """Say whether a number is one that another is set beside: "up from the 811 arrests in 2016"."""
    return token.dep_ == "pobj" and token.head.lower_ in COMPARING


def _is_since(verb: Token, figure: Happening | None) -> bool:
    """Say whether a deed was done before a period told of, or since: "Of those, 87 have been deported"."""
    perfect = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    told = figure.telling.token if figure is not None else verb
    words = (child.lower_ for node in (told, told.head) for child in node.children)
    beside = figure is not None and not {"have", "has"}.isdisjoint(words)
    return "had" in perfect or (bool(perfect & {"have", "has"}) and not beside)


def _is_period(date: Value) -> bool:
    """Say whether a date is a year or a stretch of days, months or years."""
    value = str(date.value)
    return "/" in value or len(value) == _YEAR


def _is_deadline(event: Happening) -> bool:
    """Say whether an event's date only says when it was over: "By October all ten had been captured"."""
    if event.date is None:
        return False
    doc = event.telling.token.doc
    day = doc.char_span(event.date.start, event.date.end, alignment_mode="expand")
    return day is not None and day.start > 0 and "by" in (day[0].lower_, day[0].nbor(-1).lower_)


def _lend_to_members(events: Sequence[Happening], crowds: Sequence[Crowd]) -> None:
    """Give the date of a group's arrest or charge to the members that the story goes on to name.

    "Officers arrested 84 people during a raid on Monday. Among them were A, arrested in Salem ..."; a crowd
    without a number lends it where the story tells of several.
    """
    for kind in _OF_GROUPS:
        told = [
            event
            for event in events
            if event.telling.event == kind and event.telling.modality.value == "actual"
        ]
        groups = [event for event in told if isinstance(event.owner, Group)]
        dated = [(event.order, event.date) for event in groups if event.date and not _is_deadline(event)]
        if not groups:
            dated = [(crowd.order, crowd.date) for crowd in crowds if crowd.event == kind][:1]
        if len(dated) != 1:
            continue
        order, day = dated[0]
        members = [
            event
            for event in told
            if not isinstance(event.owner, Group)
            and event.date is None
            and order <= event.order
            and not _LATER.search(_words_in_front(event.telling.token))
            and event.telling.rule not in _STANDING
            and sum(other.owner is event.owner for other in told) == 1
        ]
        if groups or len(members) >= _MEMBERS:
            for event in members:
                event.date = day


def _words_in_front(token: Token) -> str:
    return token.doc[max(0, token.i - _FRONT) : token.i + 1].text
