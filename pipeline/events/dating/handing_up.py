"""Dates that a clause hands up to the event it hangs on or describes.

"As his aunt came on Oct. 3, he was arrested"; "arrested a man convicted of theft May 14".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from spacy.tokens import Token

from pipeline.event_types import ANSWERS, AT_COURT
from pipeline.events.dating.asides import is_to_come
from pipeline.events.dating.operations import made_in
from pipeline.events.grammar.syntax import children, objects_of, text_of
from pipeline.schema import Mention
from pipeline.word_lists import word_lists

_PATH = Path(__file__).with_name("dating.toml")
_STOPS, _SUSPECTING, _PENALTIES, _EXPECTING, _MAKING, _IN_THE_ACT, _FACING, _DROPPING, _SOON = word_lists(
    _PATH,
    "stops",
    "suspecting",
    "penalties",
    "expecting",
    "making",
    "in_the_act",
    "facing",
    "dropping",
    "soon",
)
_MOVING = frozenset({"transfer", "removal", "arrest"})
"""What brings somebody before a court."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
NEAR_DAYS = frozenset({"weekday", "relative"})
"""Kinds of dates by which news tells of what is new, rather than of the deed behind it."""
_NEAR_OR_DAY = NEAR_DAYS | {"day"}
_YEAR = re.compile(r"\d{4}")


def arrest_above(node: Token, root: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the arrest of somebody described by a charge: "arrested a man convicted of theft May 14".

    A day without its year, behind the offense: the news tells when he was arrested.
    """
    verb = node.head.head
    describes = node.dep_ == "acl" and node.tag_ == "VBN" and _of(node, events) <= AT_COURT
    taken = node.head.dep_ == "dobj" and "arrest" in _of(verb, events) and verb.i < node.i
    words = text_of(node.doc)[date.start : date.end]
    near = date.detail in NEAR_DAYS or (date.detail == "day" and _YEAR.search(words) is None)
    named = any(node.i < noun.i < root.i for noun in objects_of(node, "of", "with", "for"))
    return verb.i if describes and taken and near and named else None


def _caught_at(deed: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the arrest made in the act: "was arrested and charged with possessing a gun on Feb. 28".

    Not of a deed that may have been found out later: "arrested and charged with robbing a bank on May 3".
    """
    charge = deed.head.head
    act = deed.dep_ == "pcomp" and "charge" in _of(charge, events) and deed.lemma_ in _IN_THE_ACT
    made = charge.dep_ == "conj" and "arrest" in _of(charge.head, events)
    return charge.head.i if act and made and date.detail in _NEAR_OR_DAY else None


def handed_up(verb: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the trigger that a verb below it hands its date up to.

    "Ordered excluded and deported on May 6"; "refused 402 requests to hold inmates in 2023"; "as his aunt
    came on Oct. 3, he was arrested"; "was sentenced for leaving the gate open last week".
    """
    if verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN" and verb.head.head.lemma_ in _SUSPECTING:
        return _suspected(verb.head.head, date, events)
    known = [
        *(of_verb(verb, events) for of_verb in _BY_VERB),
        *(of_date(verb, date, events) for of_date in _BY_DATE),
    ]
    owner = next((index for index in known if index is not None), None)
    return owner if owner is not None else _clause_above(verb, date, events)


def _clause_above(verb: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the trigger above the row of verbs that one is in, where the day may be of both."""
    row = [verb]
    while row[-1].dep_ in ("conj", "xcomp") and row[-1].head.i not in events and row[-1].head != row[-1]:
        row.append(row[-1].head)
    node = row[-1]
    if node.dep_ == "conj" and _is_another_time(row, date, events):
        return None
    if node.lemma_ in _EXPECTING:
        told = _expected(node, events)
        if told is not None or node.dep_ == "conj":
            return told  # "is held on bail and is scheduled for a hearing on May 6"
    described = _described(node, events)
    if described is not None:
        return described
    above = node.head
    to_do = node.dep_ == "acl" and above.i not in events and node.tag_ == "VB"
    if to_do or (node.dep_ == "pcomp" and date.detail in NEAR_DAYS):
        above = above.head
        if _of(above, events) == {"detention"}:
            return None  # "is held for stealing a bus last year"
    elif not _is_of_one_time(node):
        return None
    elif node.dep_ == "relcl":
        return above.i if above.i in events else None  # "the 51 arrests it made in 2016"
    days = [word for word in verb.doc[above.i : node.i] if word.ent_type_ == "DATE"]
    if node.dep_ == "conj" and any(node.idx < date.start or word.idx < date.start for word in days):
        return None  # "charged Roe on May 4 and closed the file on May 9", "and on May 9 it closed the file"
    if above.dep_ == "dobj" and "acquittal" in _of(above.head, events):
        return above.head.i  # "vacated his conviction for beating a clerk last week"
    return above.i if above.i in events else None


def _is_another_time(row: Sequence[Token], date: Mention, events: Mapping[int, Set[str]]) -> bool:
    """Say whether a coordinated verb tells of what is to come, or of somebody else.

    "Held without bail and scheduled to come back on May 6"; "was charged, but a mistrial was declared in
    March 2022"; "was freed, and his aunt left".

    Args:
        row: the verb of the date and those above it, the last coordinated with another.
        date: the date.
        events: by index of a trigger's token, the types of the events it reports.
    """
    verb, last = row[0], row[-1]
    penalty = verb.lemma_ in _PENALTIES and date.detail in NEAR_DAYS
    to = [node for node in row if any(child.lower_ == "to" for child in node.children)]
    if is_to_come(verb) or any(node != verb or not penalty for node in to):
        return True
    first = _of(last.head, events)
    another = last.head.idx < date.start and bool(first) and not first & ANSWERS
    return another and any(item.pos_ != "PRON" for item in children(last, "nsubj", "nsubjpass"))


def _expected(verb: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return what is scheduled: "sentencing set for July 8", "which is set for", "sentencing is set"."""
    if verb.tag_ == "VBN" and verb.i - 1 in events:
        return verb.i - 1
    if verb.dep_ == "relcl" and verb.head.i in events:
        return verb.head.i
    return next((item.i for item in children(verb, *_SUBJECTS) if item.i in events), None)


def _described(node: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return the trigger above the noun that a clause describes, where the day is of both.

    "100 people were arrested and ten officers injured in Salem on Saturday"; "was flown to Peru aboard a
    flight coordinated by ICE on Friday"; "honored 12 of the 40 detainers it received in 2023".
    """
    above = node.head
    if node.dep_ == "acl" and node.tag_ == "VBN" and above.dep_ == "conj" and above.head.i in events:
        return above.head.i
    if node.dep_ == "acl" and above.lemma_ == "flight" and "removal" in _of(above.head.head, events):
        return above.head.head.i
    part = above.head.head if above.dep_ == "pobj" and above.head.lower_ == "of" else above
    answered = node.dep_ in ("relcl", "acl") and _of(part.head, events) & ANSWERS
    return part.head.i if answered else None


def _is_of_one_time(node: Token) -> bool:
    """Say whether a clause may be of the time of what it hangs on: "as his aunt came on Oct. 3, he was"."""
    if node.dep_ == "relcl":
        return node.lemma_ in _MAKING
    if node.dep_ != "advcl":
        return node.dep_ in ("ccomp", "xcomp", "oprd", "acl", "conj")
    forms = {child.lower_ for child in node.children}
    # "Before he could leave the next morning, agents arrested him": on that morning
    kept = "before" in forms and "could" in forms and node.i < node.head.i
    # "was removed three times, the last time being in 2010"
    return _is_last_time(node) or kept or bool(forms & {"as", "when", "while"})


def _stopped(verb: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return what followed on a stop: "was stopped for speeding on Tuesday, then arrested"."""
    scene = verb.head.head
    if verb.tag_ != "VBG" or verb.dep_ not in ("pobj", "pcomp") or scene.lemma_ not in _STOPS:
        return None
    told = children(scene, "advcl", "conj", "dep") if scene.pos_ == "VERB" else []
    return next((item.i for item in told if item.i in events), None)


def _wanted(verb: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return what befell a wanted man: "released a man wanted by ICE on May 3"."""
    deed = verb.head.head
    held = verb.head.dep_ in ("dobj", "nsubjpass") and deed.i in events
    wanted = verb.lemma_ == "want" and verb.dep_ == "acl" and date.detail in _NEAR_OR_DAY
    return deed.i if held and wanted else None


def _shown_behind(verb: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return what is told before those who tell it: "was booked before noon on Saturday, records show"."""
    speakers = children(verb, "nsubj")
    if verb.dep_ != "advcl" or not speakers or verb.head.i not in events:
        return None
    first = speakers[0].left_edge
    comma = first.i > 0 and first.nbor(-1).text == ","
    return verb.head.i if comma and verb.head.idx < date.start < first.idx < verb.idx else None


def _moved_to_court(verb: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return what brought somebody before a court: "was extradited to Ohio to face the charges in May"."""
    above = verb.head
    aim = verb.lemma_ in _FACING and verb.tag_ == "VB" and verb.dep_ in ("advcl", "xcomp")
    return above.i if aim and _of(above, events) & _MOVING and above.tag_ in ("VBN", "VBD") else None


def _soon_after(verb: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return the arrest made right after what a clause dates: "caught shortly after crossing on May 3"."""
    above, marks = verb.head, children(verb, "mark")
    if verb.dep_ == "pcomp":
        above, marks = verb.head.head, [verb.head]
    after = next((mark for mark in marks if mark.lower_ == "after"), None)
    if after is None or verb.dep_ not in ("pcomp", "advcl") or after.i == 0:
        return None
    return above.i if after.nbor(-1).lemma_.lower() in _SOON and _of(above, events) == {"arrest"} else None


def _dropped_before(verb: Token, events: Mapping[int, Set[str]]) -> int | None:
    """Return what charges dropped came to: "no longer faces charges after they were dismissed in May"."""
    after = any(mark.lower_ == "after" for mark in children(verb, "mark"))
    if verb.lemma_ not in _DROPPING or verb.dep_ != "advcl" or not after:
        return None
    told = [verb.head, *children(verb.head, "dobj")]
    return next((item.i for item in told if _of(item, events) == {"acquittal"}), None)


def _is_last_time(clause: Token) -> bool:
    """Say whether a clause tells when the last of several times was."""
    times = [noun for noun in children(clause, "nsubj") if noun.lemma_ in ("time", "occasion")]
    return clause.lemma_ == "be" and any(
        word.lower_ in ("last", "latest") for noun in times for word in noun.children
    )


def _suspected(noun: Token, date: Mention, events: Mapping[int, Set[str]]) -> int | None:
    """Return the arrest that a suspicion came with: "on suspicion of driving drunk on Sunday"."""
    verb = noun.head.head
    near = date.detail in NEAR_DAYS or (date.detail == "day" and noun.lemma_ == "suspicion")
    return verb.i if noun.dep_ == "pobj" and "arrest" in _of(verb, events) and near else None


def _of(token: Token, events: Mapping[int, Set[str]]) -> Set[str]:
    return events.get(token.i, frozenset())


_BY_VERB = (_stopped, _moved_to_court, _soon_after, _dropped_before, made_in)
_BY_DATE = (_shown_behind, _caught_at, _wanted)
"""What tells at once whose a date is, in the order in which it is asked."""
