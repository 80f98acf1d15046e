"""Reads off the words around an offense how far it has got, by the cues of `statuses.toml`.

in: the text, and where sentence and offense stand in it    out: a `StatusCue`    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Span

from pipeline.small_letters import in_small_letters, without_capitals
from pipeline.word_lists import table

PATH = Path(__file__).with_name("statuses.toml")
_IN_NAMES = (
    r"(?!(?<=while)\s(?:(?:his|her|their|the)\s)?(?:licen[cs]e|intoxicated|impaired|(?:legally\s)?drunk|under\sthe|"
    r"suspended|revoked|disqualified|ability|unlicen[cs]ed|uninsured|texting|armed|in\spossession|"
    r"on\s(?:probation|parole|bail|bond|pretrial|release)(?!\s(?:for|in|on))|"
    r"(?:driving|operating\s(?:an?|the)\s(?:motor\s)?vehicle)\s(?:drunk|intoxicated|impaired|under|while|with|without))\b|"
    r"(?<=after)\s(?:the\sfact|deport\w+|removal|suspension|revocation|(?:\w+\s)?warning|being\s(?:deported|removed|warned|"
    r"forbidden)|(?:an?|the)\s(?:crash|accident|collision)|underground|former|prior)\b|(?<=before)\sthe\senemy\b)"
)
"""Behind "while" and "after" in a charge's name: "driving while suspended", "accessory after the fact"."""
_ALSO = re.compile(r"\b(?:also|additionally|separately)\s(?:\w+\s)?(?:accus|suspect)\w+\b", re.IGNORECASE)
BREAK = re.compile(
    r";|\bdeadlock(?:ed|ing)?\b|(?<!charges)(?<!following\scrimes)(?<!following\sfelonies)(?<!following\soffenses)(?<!following\scounts):|\b(?:but|(?:while|after|(?<!accessory\s)(?<!accessories\s)before)\b"
    rf"{_IN_NAMES}|although|whom?|whose|when|testify|cooperate|advised|warned|admonished)\b|"
    r"(?<!felonies,\s)(?<!charges,\s)(?<!counts,\s)(?<!crimes,\s)(?<!offenses,\s)(?<!convictions,\s)\bwhich\b"
)
"""What a cue in front of an offense does not reach across."""
_ASIDE = re.compile(
    r",\s(?:however|meanwhile|(?:according\sto|per)\s[^,;.]{3,50}|"
    r"[^,;.]{2,50}\s(?:said|says?|shows?|alleged?|announced)),(?=\s(?:of|for|on|with|to)\s)",
    re.IGNORECASE,
)
"""Between a cue's words, who says so: "is accused, prosecutors said, of theft"."""
_VERDICTS = re.compile(r"\b(not[\s-])?guilty\b", re.IGNORECASE)
_BLANK = re.compile(r"\s")
_REACH = 600
_FRONT = 400
"""Characters in front of a cue that are looked at: more than its longest condition or denial has."""
_CONDITION = re.compile(
    r"\b(?:(?:if|unless|whether|should)\s(?:[\w’']+\s){0,8}|den(?:y|ies|ied)\sthat\s(?:[\w’']+\s){0,6}|(?:nothing|no\s(?:evidence|proof|dna|witness(?:es)?))\s(?:\w+\s){0,3}|"
    r"(?:could|(?-i:may)|might|would|not(?!\sguilty)|never|\w+n[’']t)\s(?:\w+\s){0,2})$",
    re.IGNORECASE,
)
"""In front of a cue: "if convicted of theft", "never charged with theft" lay the offense to nobody."""
_ANEW = re.compile(
    r"(?:,|\band|\bbut)\s(?:(?:he|she|they|then|later|also|instead|now)\s){0,2}"
    r"(?:was|were|is|are|has|had|pleaded|pled|admitted)\s(?:\w+\s){0,2}?\w+(?:ed|t|y)\s",
    re.IGNORECASE,
)
"""Behind such a cue: "could face prison, was charged with theft" begins anew."""
_NONE = re.compile(
    r"(?:\b(?:no(?!\scontest)|nor|without|zero|never)|n[’']t\s(?:\w+\s){0,3}any|"
    r"\bnot\s(?:\w+\s){0,3}any)\s(?:\w+\s){0,2}$|\b(?:neither|none|nobody)\s(?:\w+\s){1,8}$",
    re.IGNORECASE,
)
"""In front of a noun: "has no prior convictions for theft" lays no theft to anybody."""
_UNLIKE = re.compile(
    r"(?:,|\bbut|\band)\snot\s(?:(?:an?|the|any)\s|(?:with|of|for|to)\s(?:(?!but\b)\w+\s){0,4})?$|"
    r"\b(?:rather\sthan|instead\sof|as\sopposed\sto|in\slieu\sof|(?:lesser|less\s(?:serious|grave|severe))\s"
    r"(?:offen[cs]e|charge|crime|count)\sthan|short\sof)\s(?:with\s|of\s|for\s)?(?:an?\s|the\s)?"
    r"(?:(?:attempted|armed|aggravated)\s)?$",
    re.IGNORECASE,
)
"""In front of an offense: "charged with theft, not with robbery", "a lesser crime than"."""
_INSTEAD = re.compile(r"\bbut\s(?:only\s|instead\s)?(?:with|of|for|on|to)\s(?:[\w-]+\s){0,4}$", re.IGNORECASE)
_RECORDED = re.compile(r"(?:convictions?|arrests?|charges?|history|histories|records?)\b", re.IGNORECASE)
_EXISTING = re.compile(r"\bthere\s(?:have\sbeen|has\sbeen|were|are)\s(?:\w+\s){0,3}$", re.IGNORECASE)
"""In front of "arrests for": there have been such arrests, of others."""
_MERELY_SAID = re.compile(r"(?:(?:an?|the|his|her|their)\s)?alleged(?:ly)?\s(?:\w+\s)?", re.IGNORECASE)
"""Between a warrant and its offense: "wanted for an alleged homicide" is wanted for it."""
_CAUGHT = re.compile(r"\b(?:arrested|captured|caught|apprehended|nabbed|booked)\b", re.IGNORECASE)
"""In front of a warrant for somebody's arrest: it was carried out."""
_FACING = re.compile(r"fac(?:es?|ing)\s", re.IGNORECASE)
_UNRULED = re.compile(r"(?:fac(?:es?|ing)|sentenced)\s", re.IGNORECASE)
"""Cues behind which "allegations" were never ruled on, as they were by who found somebody guilty."""
_ADMITTED = re.compile(r"admitted\s", re.IGNORECASE)
_MOST_ADMITTED = 6
"""Words between "admitted" and what was admitted."""
_SUFFERING = re.compile(r"torture\b", re.IGNORECASE)
"""What one who is sent away may face: no charge."""
_OWN_CUE = re.compile(r"(?:\w+\s){0,4}?(?:charges?|convictions?|history)\s(?:of|for|on)\s", re.IGNORECASE)
"""What an offense's words may begin with: "in jail on a charge of arson", "a history of violent crimes"."""
_OPENING = re.compile(r"(?:in|for|over)\s(?:the\s)?", re.IGNORECASE)
"""What an offense's words may begin with and a cue may end with: "accused in the death of Ann Roe"."""
_POINTED = re.compile(
    r"\b(?:the|his|her|this|that|those|these|(?:an?\s)?(?:outstanding|pending|open|active))\s$", re.IGNORECASE
)
_THE_CHARGE = re.compile(r".*\s(charges?|counts?)$", re.IGNORECASE | re.DOTALL)
"""An offense that ends in the word for it: "The arson charge stems from a fire in May"."""
_ONLY_SAID = re.compile(r"\s(?:allegations?|accusations?|claims?)$", re.IGNORECASE)
"""An offense that ends in a word for what is said of somebody: "is facing sexual assault allegations"."""
_SAID_BEHIND = re.compile(r"\s(?:allegations?|accusations?)\b", re.IGNORECASE)
"""The same word behind one: "a term that takes into account the abuse allegations"."""
_COUNTS = re.compile(r"\b(?:charges?|counts?)\b", re.IGNORECASE)
_OTHER_CHARGES = re.compile(
    r"(?:,?\s(?!(?:who|which|that|when|after|but|was|were|is|are|has|had|faces?|facing|on|with)\b)[\w’-]+){0,14}?"
    r",?\s(?:among|and)\s(?:(?:several|related|other)\s){1,2}charges\b"
)
"""Behind an offense in a list: "arrested for assault and violation of bail, among other charges"."""
_PUNISHED = re.compile(r"\s(?:\w+\s){0,4}?(?:carr(?:y|ies|ied)|is\spunishable)\b", re.IGNORECASE)

_POSSIBLE = re.compile(
    r"\b(?:maximum|minimum|possible|potential|"
    r"fac(?:es?|ing|ed)(?!\s(?:\w+\s)?(?:deportation|removal|expulsion))|up\sto)\s(?:[\w-]+\s){0,4}[\w-]*$",
    re.IGNORECASE,
)
"""In front of a punishment that may come: "faces a maximum 10-year sentence for"."""
_OR_LESS = re.compile(r"\b(?:accused|suspected|charged|indicted|arrested)\s(?:or|and/or)\s$", re.IGNORECASE)
"""In front of a verdict that not all of them had: "soldiers accused or convicted of war crimes"."""
_TERM = re.compile(r"(?:sentence|term|prison|jail|bars|custody)\s(?:\w+\s){0,3}for\s?$", re.IGNORECASE)
_IF_CONVICTED = re.compile(
    r"\b(?:fac(?:es?|ing)|carr(?:y|ies)|punishable|could|may|might|subject\sto|if\s(?:\w+\s){0,3}convicted)\b"
    r"(?!\s(?:\w+\s)?(?:deportation|removal|expulsion))"
    r"(?:(?!\b(?:sentenced|receiv|serving|served|gave|got|given|impos|hand|after|following)).)*$",
    re.IGNORECASE | re.DOTALL,
)
"""In front of another: "faces 20 years for the fraud counts and a mandatory two-year sentence for"."""


@dataclass(frozen=True, slots=True)
class StatusCue:
    """Words that say how far an offense has got."""

    status: str | None
    """None: the words set a condition, so that the offense is laid to nobody."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    status: str
    before: re.Pattern[str]
    """This and the next two are for texts in small letters."""
    behind: re.Pattern[str] | None
    """Past the rest of a list."""
    next: re.Pattern[str] | None
    """Right behind an offense."""
    whole: bool
    """Goes before a cue that ends at the same word: "the indictment against Roe alleges"."""


@cache
def minor() -> re.Pattern[str]:
    """Return the words beside a sex offense that show a victim under 18."""
    return re.compile(_data()["minor"], re.IGNORECASE)


@cache
def described() -> re.Pattern[str]:
    """Return how a cue begins that only describes somebody: "a convicted felon, for theft"."""
    return re.compile(_data()["described"], re.IGNORECASE)


@cache
def _data() -> dict[str, Any]:
    return table(PATH)


@cache
def _patterns() -> tuple[_Patterns, ...]:

    def behind(entry: Mapping[str, Any], name: str) -> re.Pattern[str] | None:
        return _spaced(rf" (?:{'|'.join(entry[name])})\b") if name in entry else None

    return tuple(
        _Patterns(
            entry["status"],
            _spaced(rf"\b(?:{'|'.join(entry['before'])}) "),
            behind(entry, "behind"),
            behind(entry, "next"),
            entry.get("whole", False),
        )
        for entry in _data()["cue"]
    )


@cache
def _gap() -> re.Pattern[str]:
    """Return what may stand between an offense and a cue behind it: the rest of a list."""
    return _spaced(_data()["gap"])


def _spaced(pattern: str) -> re.Pattern[str]:
    return re.compile(without_capitals(pattern.replace(" ", r"\s")))


def _end_behind(pattern: _Patterns, behind: str, blanks: Sequence[int]) -> int | None:
    """Return where a cue behind an offense ends, None without one.

    Args:
        pattern: of the cue.
        behind: what stands behind the offense, in small letters.
        blanks: where in it a cue may begin.
    """
    if pattern.behind is not None:
        for blank in blanks:
            match = pattern.behind.match(behind, blank)
            if match is not None:
                return match.end()
    match = pattern.next.match(behind) if pattern.next is not None else None
    return match.end() if match is not None else None


def status_cue(text: str, sentence: tuple[int, int], offense: tuple[int, int]) -> StatusCue | None:
    """Return the cue nearest to an offense in its sentence, or None.

    Args:
        text: the article's text.
        sentence: half-open character offsets of the sentence.
        offense: half-open character offsets of the offense.
    """
    told = text[sentence[0] : offense[0]].replace("\n", " ")
    asides = [aside.span() for aside in _ASIDE.finditer(told)]
    before = _ASIDE.sub("", told) if asides else told
    behind = text[offense[1] : sentence[1]].replace("\n", " ")
    if _UNLIKE.search(before, max(0, len(before) - _FRONT)):
        return StatusCue(None, offense[0], offense[0])
    best: tuple[tuple[int, bool, int], StatusCue] | None = None
    sought: StatusCue | None = None
    open_cue: StatusCue | None = None
    near = max(0, len(before) - _REACH - _FRONT)
    small_before, small_behind = in_small_letters(before), in_small_letters(behind)
    last_break = max((cut.start() for cut in BREAK.finditer(before, near)), default=-1)
    listed = _gap().match(small_behind)
    blanks = [blank.start() for blank in _BLANK.finditer(small_behind, 0, listed.end() + 1)] if listed else []
    for pattern in _patterns():
        for match in pattern.before.finditer(small_before, near):
            gap = before[match.end() :]
            if len(gap) > _REACH or last_break >= match.end():
                continue
            found = StatusCue(
                pattern.status,
                sentence[0] + _told_at(match.start(), asides),
                sentence[0] + _told_at(match.end() - 1, asides),
            )
            front = before[max(0, match.start() - _FRONT) : match.start()]
            if _RECORDED.match(match.group()) and _ends_in(front, _NONE):
                return replace(found, status=None)
            if _ends_in(front, _CONDITION) or (pattern.status == "arrested" and _ends_in(front, _EXISTING)):
                open_cue = replace(found, status=None)
                if _ANEW.search(gap) is None:
                    return open_cue
                continue
            if described().match(match.group() + gap):
                continue
            if pattern.status == "wanted" and pattern.whole and _CAUGHT.search(before, 0, match.start()):
                continue
            if pattern.status == "convicted" and _ends_in(front, _POSSIBLE):
                continue
            if pattern.status == "convicted" and _ends_in(front, _OR_LESS):
                found = replace(found, status="alleged")
            may_come = pattern.status == "convicted" and _TERM.search(match.group()) is not None
            if may_come and _IF_CONVICTED.search(front):
                continue
            if _ADMITTED.match(match.group()) and len(gap.split()) > _MOST_ADMITTED and "plea" not in gap:
                continue
            if _FACING.match(match.group()) and _SUFFERING.match(text, offense[0]):
                continue
            if _UNRULED.match(match.group()) and is_only_said(text, *offense):
                found = replace(found, status="alleged")
            if pattern.status == "wanted" and _MERELY_SAID.fullmatch(gap):
                sought = found
            rank = (match.end(), pattern.whole, match.start())
            if best is None or rank > best[0]:
                best = (rank, found)
        end = _end_behind(pattern, small_behind, blanks)
        if end is not None:
            found = StatusCue(pattern.status, offense[1], offense[1] + end)
            rank = (len(before) - end, False, 0)
            if pattern.status == "cleared" or "which" in small_behind[:end]:
                return found
            if best is None or (rank > best[0] and best[1].status != "cleared"):
                best = (rank, found)
    if open_cue is not None and (best is None or best[1].start < open_cue.end):
        return open_cue
    if best is not None and best[1].status == "alleged" and sought is not None:
        return sought
    return best[1] if best else None


def _told_at(place: int, asides: Sequence[tuple[int, int]]) -> int:
    """Return where in a text a place lies that was found without its asides."""
    for start, end in asides:
        if place > start:
            place += end - start
    return place


@lru_cache(1024)
def _ends_in(front: str, words: re.Pattern[str]) -> bool:
    """Say whether what stands in front of a cue ends in words; asked for each offense behind the cue."""
    return words.search(front) is not None


def offense_cue(text: str, sentence: tuple[int, int], offense: tuple[int, int]) -> StatusCue | None:
    """Return the cue in front of or behind an offense, else the one that its own words begin or end with.

    Args:
        text: the article's text.
        sentence: half-open character offsets of the sentence.
        offense: half-open character offsets of the offense.
    """
    cue = status_cue(text, sentence, offense)
    if cue is None and (opening := _OPENING.match(text, *offense)):
        cue = status_cue(text, sentence, (opening.end(), offense[1]))
    if cue is not None or _PUNISHED.match(text, offense[1]):
        return cue
    if own := _OWN_CUE.match(text, *offense):
        return status_cue(text, sentence, (own.end(), offense[1]))
    ends = _THE_CHARGE.fullmatch(text, *offense)
    pointed = _POINTED.search(text, sentence[0], offense[0])
    return StatusCue("charged", *ends.span(1)) if ends is not None and pointed else None


_LIST = 300
_LISTED_CHARGES = re.compile(r"\bon\s(?:[\w-]+\s){0,4}charges(?:\s[\w’'-]+){0,8}?:[^.:;]*$", re.IGNORECASE)
"""In front of an offense of a list: "arrested on a host of charges: theft, arson"."""


def are_charges(text: str, start: int, end: int) -> bool:
    """Say whether what somebody is arrested for is called a charge, by its own words or those of its list.

    Args:
        text: the article's text.
        start: character offset of the offense.
        end: where it ends.
    """
    listed = _LISTED_CHARGES.search(text[max(0, start - _LIST) : start]) is not None
    return (
        listed or _COUNTS.search(text, start, end) is not None or _OTHER_CHARGES.match(text, end) is not None
    )


def nearest_verdict(words: str) -> str | None:
    """Return the status of the last verdict in words: "guilty of theft but not guilty of" clears."""
    verdicts = _VERDICTS.findall(words)
    return None if not verdicts else "cleared" if verdicts[-1] else "convicted"


def is_only_said(text: str, start: int, end: int) -> bool:
    """Say whether an offense is one of which words only say that it is alleged: "the abuse allegations"."""
    return _ONLY_SAID.search(text, start, end) is not None or _SAID_BEHIND.match(text, end) is not None


def is_besides(text: str, sentence: Span, place: tuple[int, int] | None) -> bool:
    """Say whether somebody is accused of one more offense: "is also accused of", "also suspected of".

    Args:
        text: the article's text.
        sentence: the sentence of the offense.
        place: the words that give its status.
    """
    return place is not None and _ALSO.search(text, sentence.start_char, place[1]) is not None


def is_instead(text: str, start: int, end: int) -> bool:
    """Say whether words go on to what is so instead: "was not charged with theft but with robbery"."""
    return _INSTEAD.search(text, start, end) is not None
