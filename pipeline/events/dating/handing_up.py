"""Dates that a clause hands up to the event it hangs on or describes.

"As his aunt came on Oct. 3, he was arrested"; "arrested a man convicted of theft May 14".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from pathlib import Path

from spacy.tokens import Token

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
_ANSWERS = frozenset({"detainer_honored", "detainer_declined", "detainer_withdrawn"})
AT_COURT = frozenset({"charge", "conviction", "sentence", "acquittal", "removal_order"})
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
    if verb.tag_ == "VBG" and verb.dep_ in ("pobj", "pcomp") and verb.head.head.pos_ == "VERB":
        # "was stopped for speeding on Tuesday, then arrested": the stop's day.
        scene = verb.head.head
        told = [item.i for item in children(scene, "advcl", "conj", "dep") if item.i in events]
        if scene.lemma_ in _STOPS and told:
            return told[0]
    if verb.dep_ == "pcomp" and verb.head.head.pos_ == "NOUN" and verb.head.head.lemma_ in _SUSPECTING:
        return _suspected(verb.head.head, date, events)
    if (shown := _shown_behind(verb, date, events)) is not None:
        return shown
    if (moved := _moved_to_court(verb, events)) is not None:
        return moved
    if (soon := _soon_after(verb, events)) is not None:
        return soon
    if (dropped := _dropped_before(verb, events)) is not None:
        return dropped
    if (during := made_in(verb, events)) is not None:
        return during
    if (caught := _caught_at(verb, date, events)) is not None:
        return caught
    held = verb.head.dep_ in ("dobj", "nsubjpass") and verb.head.head.i in events
    if verb.lemma_ == "want" and verb.dep_ == "acl" and held and date.detail in _NEAR_OR_DAY:
        return verb.head.head.i  # "released a man wanted by ICE on May 3"
    node = verb
    to_come = any(child.lower_ == "to" for child in node.children) and not (
        verb.lemma_ in _PENALTIES and date.detail in NEAR_DAYS
    )
    to_come = to_come or is_to_come(node)
    while node.dep_ in ("conj", "xcomp") and node.head.i not in events and node.head != node:
        node = node.head
        to_come = to_come or any(child.lower_ == "to" for child in node.children)
    if to_come and node.dep_ == "conj":
        return None  # "held without bail and scheduled to come back on May 6"
    subjects = children(node, "nsubj", "nsubjpass")
    first = _of(node.head, events)
    another = node.dep_ == "conj" and node.head.idx < date.start and bool(first) and not first & _ANSWERS
    if another and any(item.pos_ != "PRON" for item in subjects):
        return (
            None  # "was charged, but a mistrial was declared in March 2022", "was freed, and his aunt left"
        )
    if node.lemma_ in _EXPECTING and node.tag_ == "VBN" and node.i - 1 in events:
        return node.i - 1  # "faces 20 years at sentencing scheduled for July 8"
    if node.lemma_ in _EXPECTING:
        # "Sentencing is expected to be set for May"
        told = [item.i for item in children(node, *_SUBJECTS) if item.i in events]
        if told:
            return told[0]
        if node.dep_ == "conj":
            return None  # "is held on bail and is scheduled for a hearing on May 6"
    above = node.head
    if node.dep_ == "acl" and node.tag_ == "VBN" and above.dep_ == "conj" and above.head.i in events:
        return above.head.i  # "100 people were arrested and ten officers injured in Salem on Saturday"
    if node.dep_ == "acl" and above.lemma_ == "flight" and "removal" in _of(above.head.head, events):
        return above.head.head.i  # "was flown to Peru aboard a flight coordinated by ICE on Friday"
    part = above.head.head if above.dep_ == "pobj" and above.head.lower_ == "of" else above
    if node.dep_ in ("relcl", "acl") and _of(part.head, events) & _ANSWERS:
        return part.head.i  # "honored 12 of the 40 detainers it received in 2023"
    to_do = node.dep_ == "acl" and above.i not in events and node.tag_ == "VB"
    if to_do or (node.dep_ == "pcomp" and date.detail in NEAR_DAYS):
        above = above.head
        if _of(above, events) == {"detention"}:
            return None  # "is held for stealing a bus last year"
    elif node.dep_ == "advcl" and _is_last_time(node):
        pass  # "was removed three times, the last time being in 2010"
    elif node.dep_ == "advcl":
        forms = {child.lower_ for child in node.children}
        # "Before he could leave the next morning, agents arrested him": on that morning
        kept = "before" in forms and "could" in forms and node.i < above.i
        if not (kept or forms & {"as", "when", "while"}):
            return None
    elif node.dep_ not in ("ccomp", "xcomp", "oprd", "acl", "conj"):
        made = node.dep_ == "relcl" and node.lemma_ in _MAKING
        return above.i if made and above.i in events else None  # "the 51 arrests it made in 2016"
    dated = any(word.ent_type_ == "DATE" for word in verb.doc[above.i : node.i])
    if node.dep_ == "conj" and dated and node.idx < date.start:
        return None  # "charged Roe with theft on May 4 and closed the file on May 9"
    if above.dep_ == "dobj" and "acquittal" in _of(above.head, events):
        return above.head.i  # "vacated his conviction for beating a clerk last week"
    return above.i if above.i in events else None


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
