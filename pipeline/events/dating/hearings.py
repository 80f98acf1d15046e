"""What a court did at the hearing that a story tells of right before.

"He was arraigned today on two counts. He was ordered held without bail": today. "He appeared in court on May
3. He pleaded guilty and was sentenced to a year": on May 3.
"""

from __future__ import annotations

import re
from collections.abc import Container, Set
from pathlib import Path

from spacy.tokens import Span, Token

from pipeline.event_types import JUDGMENTS, VERDICTS
from pipeline.events.dating.asides import is_present, is_to_come
from pipeline.events.grammar.syntax import children, text_of
from pipeline.word_lists import word_lists, words

_PATH = Path(__file__).with_name("dating.toml")
HEARINGS = words(_PATH, "hearings")
"""Lemmas of verbs that tell of a hearing."""
PLEADING = HEARINGS | words(_PATH, "pleading")
"""The same, and of pleas: what a court orders with them is of their day, what it comes to is not."""
_COURT_DAYS, _AHEAD = word_lists(_PATH, "court_days", "ahead")
_REACH = 120
"""Tokens from the hearing to what was ordered there."""
_SET = frozenset({"schedule", "slate", "set", "due", "expect", "await"})
"""How a day in court is told to be to come, at whatever time: "was scheduled for trial Monday"."""
_OF_COURT = frozenset({"detention", "release"})
"""Events that a court orders at a hearing."""
_ORDERS = re.compile(
    r"\bordered (?:to be )?(?:held|detained|released|jailed)\b"
    r"|\bordered (?!to)[^.]{1,40} (?:held|detained|released)\b|\bremanded\b"
    r"|\bon (?:his|her|their) own recognizance|\bjudge (?:\w+ ){0,8}(?:released|held|freed)\b"
    r"|\b(?:judge|magistrate|court) (?:\w+ ){0,3}(?:bail|bond)\b[^.;]{0,40}\breleased\b"
    r"|\b(?:granted|placed on|admitted to|given|allowed) (?:[\w$£€,.-]+ ){0,3}bail\b"
    r"|\breleased (?:without bail|(?:on|under|with) [^.;]{1,60}) and (?:was |were )?ordered to"
    r" (?:return|appear)\b",
    re.IGNORECASE,
)
_AFTER_VERDICT = re.compile(
    r"\bsentenc(?:e|ing)\b|\bnew trial\b|\bappeal|\bparole\b|\b(?:bail|bond)\b|\bprobation\b|\bretrial\b"
    r"|\bmistrial\b|\bhung jury\b",
    re.IGNORECASE,
)
"""In a hearing's sentence: what comes after a verdict, or has nothing to do with one."""
_OF_HEARING = re.compile(r"\b(?:plea|hearing|arraignment|court appearance)\b", re.IGNORECASE)
"""In the sentence of an order: it was made at what the paragraph before tells of."""
_LEDE = 120
"""Tokens from a story's begin to the order that the next sentence dates."""
_PRONOUNS = frozenset({"he", "she", "they"})
_JUDGED = frozenset({"him", "her", "them"})
_JUDGES = frozenset({"judge", "jury", "jurors", "juror", "magistrate", "court", "justice", "recorder"})
_EARLIER = frozenset(
    {"previously", "already", "earlier", "once", "before", "later", "since", "eventually", "ago", "again"}
)
_BEFORE_COURT = re.compile(
    r"\b(?:before (?:(?:U\.S\.|[A-Z][\w.’'-]*) ){0,8}?(?:Judge|Justice|Magistrate)(?: [A-Z][\w.’'-]*){1,4}"
    r"|by an? (?:(?!grand)[\w-]+ ){0,3}jury),? (?:on )?$"
)
"""In front of the day of a verdict or plea, whatever it is for: "before Justice Ann Roe on"."""
_UPON_TRIAL = re.compile(r",? (?:following|after) (?:an?|his|her|their) (?:[\w-]+ ){0,3}trial\b")
"""Behind the day of a verdict."""
_BEHIND_DAY = 60
"""Characters."""
_MEETINGS = frozenset({"hearing", "trial", "arraignment", "retrial", "inquest"})
_HOLDING = frozenset({"hold", "end", "conclude", "take", "close", "finish"})
_ENTERING = frozenset({"enter", "change", "give"})
"""What is done with a plea."""
_AT_HEARING = re.compile(
    r"attended (?:[\w.’'-]+ ){1,5}court\b|(?:was|were|took part|participated|went|came|stood|sat|attended)\b"
    r"(?! (?:\w+ )?(?:to|due|expected|set|scheduled)\b)"
    r"[^.;,\n]{0,50}?\b(?:in (?:[\w.]+ ){0,4}?court|hearing|"
    r"before (?:[\w.’']+ ){0,4}?(?:judge|magistrate|justice|court))\b",
    re.IGNORECASE,
)
"""A verb that tells of a hearing by what stands behind it: "was in court", "took part in a hearing"."""
_PRESENT = frozenset({"be", "take", "participate", "go", "come", "stand", "sit", "attend"})


def hearing_of(trigger: Token, events: Set[str]) -> Token | None:
    """Return the verb of the hearing at which a court did what a trigger tells of, or None."""
    return _hearing_before(trigger, events) or _hearing_behind(trigger, events)


def _hearing_before(trigger: Token, events: Set[str]) -> Token | None:
    """Return the verb of the hearing at which a court did what a trigger tells of, or None.

    Args:
        trigger: a trigger without a date of its own.
        events: types of the events that it reports.
    """
    if events & _OF_COURT and _ORDERS.search(trigger.sent.text):
        over = _OF_HEARING.search(trigger.sent.text) is not None
        return _last_hearing(trigger, max(0, trigger.i - _REACH), PLEADING, over)
    start = trigger.sent.start
    if events & JUDGMENTS and start:
        before = trigger.doc[start - 1].sent
        verdict = events & VERDICTS and _AFTER_VERDICT.search(before.text)
        if not verdict and _goes_on(trigger, before):
            return _last_hearing(trigger, before.start, HEARINGS, True)
    return None


def _hearing_behind(trigger: Token, events: Set[str]) -> Token | None:
    """Return the verb of the hearing that a story's second sentence tells of, behind what was ordered there.

    "A man has been ordered held without bail. Al Roe was arraigned Wednesday".
    """
    sentence, doc = trigger.sent, trigger.doc
    perfect = any(
        child.lower_ in ("has", "have") for verb in (trigger, trigger.head) for child in verb.children
    )
    if not (events & _OF_COURT and perfect and trigger.i < _LEDE and sentence.end < len(doc)):
        return None
    root = doc[sentence.end].sent.root
    arraigned = root.lemma_ in HEARINGS and root.tag_ in ("VBD", "VBN")
    return root if arraigned and _ORDERS.search(sentence.text) else None


def _last_hearing(trigger: Token, start: int, lemmas: Set[str], far: bool = False) -> Token | None:
    """Return the last verb of a hearing from a token on, in the same paragraph or the one before."""
    for token in reversed(trigger.doc[start : trigger.i]):
        if "\n" in token.text and not far:
            return None
        if token.tag_ in ("VB", "VBG"):
            continue  # "required to plead"; "took part in a hearing, appearing by phone"
        if token.lemma_ in lemmas or is_at_hearing(token):
            return token
    return None


def is_at_hearing(verb: Token) -> bool:
    """Say whether a verb tells that somebody was before a court: "appeared", "was in court".

    Or that the court met: "a hearing was held for Roe", "the trial of Roe ended", "entered her plea".
    """
    if verb.lemma_ in HEARINGS:
        return True
    if verb.tag_ not in ("VBD", "VBN") or is_to_come(verb):
        return False
    if any(noun.lemma_ in _MEETINGS for noun in children(verb, "nsubj", "nsubjpass")):
        return verb.lemma_ in _HOLDING
    if verb.lemma_ in _ENTERING and any(noun.lemma_ == "plea" for noun in children(verb, "dobj")):
        return True
    told = verb.lemma_ in _PRESENT and verb.tag_ == "VBD"
    return told and _AT_HEARING.match(text_of(verb.doc), verb.idx, verb.sent.end_char) is not None


def _goes_on(trigger: Token, before: Span) -> bool:
    """Say whether a clause goes on, in the past, about those named before: "He pleaded guilty".

    "Roe stood before Judge Page on Friday. Page sentenced him to six years"; "Roe pleaded guilty".

    Args:
        trigger: a trigger.
        before: the sentence before.
    """
    first = trigger.sent.root
    subjects = [child for child in first.children if child.dep_ in ("nsubj", "nsubjpass")]
    pleading = trigger.dep_ == "advcl" and trigger.tag_ == "VBG" and trigger.head == first
    told = trigger == first or trigger in first.conjuncts or pleading
    past = first.tag_ in ("VBD", "VBN") and not any(
        child.lower_ in ("has", "have", "had") for child in first.children if child.dep_ == "aux"
    )
    earlier = any(child.lower_ in _EARLIER for verb in (first, trigger) for child in verb.children)
    if not (told and past and subjects) or earlier:
        return False
    subject = subjects[0]
    if subject.lower_ in _PRONOUNS:
        return True
    names = {word.text for word in before if word.pos_ == "PROPN"}
    judged = [noun for verb in (first, trigger) for noun in children(verb, "dobj", "dative")]
    if any(word.lower_ in _JUDGES for word in (subject, *children(subject, "compound"))):
        return any(noun.lower_ in _JUDGED or noun.text in names for noun in judged)
    return subject.text in names


def is_ahead(verb: Token) -> bool:
    """Say whether a verb tells of a day in court that was still to come: what is charged was charged before.

    "Is due in court Monday on a charge of theft"; "was scheduled for trial Monday on a charge of it"; "will
    be tried in August on a charge of arson"; "is to appear on Friday".
    """
    if (verb.lemma_ in HEARINGS and verb.tag_ == "VB") or is_to_come(verb):
        return True
    told = [verb, *(child for child in verb.children if child.dep_ in ("acomp", "attr"))]
    return (
        (is_present(verb) or any(word.lemma_ in _SET for word in told))
        and any(word.lemma_ in _AHEAD for word in told)
        and any(word.lemma_ in _COURT_DAYS and word.i > verb.i for word in verb.subtree)
    )


def is_of_verdict(deed: Token, day: Span, events: Container[int]) -> bool:
    """Say whether a date behind what somebody was convicted of is that of the verdict or plea.

    "Was convicted of killing his wife on May 3, following a jury trial", "pleaded guilty to robbing a bank
    before Justice Ann Roe on May 3".

    Args:
        deed: a verb on the way from the date to the judgment.
        day: the date.
        events: indices of the triggers.
    """
    if deed.tag_ not in ("VBG", "VBN") or deed.dep_ == "prep" or deed.i in events:
        return False
    text, opening = text_of(deed.doc), max(deed.idx, day.start_char - 2 * _BEHIND_DAY)
    behind = text[day.end_char : day.end_char + _BEHIND_DAY].replace("\n", " ")
    in_front = text[opening : day.start_char].replace("\n", " ")
    return bool(_UPON_TRIAL.match(behind) or _BEFORE_COURT.search(in_front))
