"""How far an offense got by the trigger that governs it and the cue beside it.

in: a trigger's report, a cue, an offense    out: a status, yes or no    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from pipeline.events.grammar.labels import FINITE
from pipeline.events.offenses.doers import names_people
from pipeline.events.offenses.governors import Governors
from pipeline.events.offenses.laid import STATUS_OF_EVENT, Owner, TriggerReport
from pipeline.events.offenses.outcomes import DENYING
from pipeline.events.offenses.statuses import StatusCue, nearest_verdict
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

_ANOTHER = re.compile(r"\b(?:pending|facing|faces?|new|other|additional|awaiting|separate)\b", re.IGNORECASE)
"""Between a conviction and "charges": these are other charges, not those one is convicted of."""
_OPEN = re.compile(
    r"\b(?:pending|open(?!\sand\b)|active|unresolved|ongoing|outstanding|facing|faces?)\s(?:[\w-]+\s){0,3}?"
    r"(?:cases?|charges?|counts?|matters?|prosecutions?|trials?)\b|"
    r"\bon\s(?:bail|bond)\s(?:\w+\s){0,3}?(?:for|on|in)\b|\bawaiting\strial\b",
    re.IGNORECASE,
)
"""Behind a conviction, around an offense: no verdict yet, "two convictions and a pending theft case"."""
_ON_CHARGES = re.compile(r"\b(?:of|on|to)\s(?:[\w-]+\s){0,3}charges\sincl", re.IGNORECASE)
"""What a verdict was on: "convicted on multiple charges including"."""
_ON_ALLEGATIONS = re.compile(
    r"\b(?:on|over)\s(?:\w+\s){0,2}(?:allegations?|accusations?)\b|suspicion", re.IGNORECASE
)
_OPEN_BEHIND = 14
_INSTRUMENT = frozenset({"information", "indictment", "complaint", "count", "charge", "bill", "petition"})
_ALLEGED = re.compile(r"(?:alleged(?:ly)?|reportedly)\s*", re.IGNORECASE)
_ACTS = re.compile(r"\b(?:acts|crimes|offen[sc]es)\s$", re.IGNORECASE)
"""In front of a participle that is said of them all: "Among the acts alleged are"."""
_NOUN = 12
_ADMITTED = re.compile(r"admit(?!\w*\s(?:guilt|(?:in|before)\s(?:\w+\s)?court))", re.IGNORECASE)
_ADMITTED_THERE = re.compile(r"admitted\s(?:guilt|(?:in|before)\s(?:\w+\s)?court)\b", re.IGNORECASE)
_IN_COURT = re.compile(
    r"\badmit\w*\s(?:[\w-]+\s){0,3}(?:counts?|charges?)\s(?:of|in)\b|\bin\s(?:\w+\s){1,2}plea\s(?:agreement|deal)\b|\b(?:at|in|before)\s(?:[\w.’'-]+\s){1,4}Court\b"
)
_APPEARED = re.compile(
    r"\bappear(?:ed|ing|s)\s(?:in|at|before)\s(?:[\w.’'-]+\s){0,6}?(?:court|magistrates?|judge|sheriff)\b",
    re.IGNORECASE,
)
_TO_POLICE = re.compile(
    r"\b(?:police|officers?|detectives?|deput(?:y|ies)|troopers?|investigators?|agents?|interview(?:ed)?|affidavit)\b",
    re.IGNORECASE,
)
"""To whom somebody admits what no court has heard."""
_ON_ARREST = re.compile(
    r"\b(?:after|following|upon|on|since|during|under)\s(?:(?:his|her|their|the|police|being)\s){0,2}"
    r"(?:arrest(?:ed)?|questioning|interrogation|interviews?)\b|\bto\s(?:the\s)?(?:police|officers|detectives)\b",
    re.IGNORECASE,
)
_CHARGE = re.compile(r"\bcharges?\b", re.IGNORECASE)
_FLIGHT = re.compile(
    r"\bsubsequent(?:ly)?\b|\band\s(?:his|her|their)\s(?:\w+\s){0,2}?(?:escape|flight|failure|disappearance)\b",
    re.IGNORECASE,
)
"""From a conviction to an offense that is none it is for: "a conviction for theft and his escape"."""
_COME_UPON = re.compile(
    r"^(?!.*\b(?:after|when|because|once|as)\b).*\b(?:found|discover|notic|learn|reveal|show|uncover|determin|turned\sup)",
    re.IGNORECASE | re.DOTALL,
)
"""From an arrest to a warrant that it was not made on: "arrested him and found that he was wanted for"."""
_CUE_TO_CHARGE = 30
"""Characters from a word that clears to the charge that it is said of."""
_VERDICTS = {"convicted": "conviction", "cleared": "acquittal"}
_PLEADING = frozenset({"plead", "enter", "tender"})
_TO_COME = {"charge": "alleged", "arrest": "alleged", "acquittal": "charged"}


def _is_come_upon(words: str) -> bool:
    return _COME_UPON.search(words) is not None


def is_flight(words: str) -> bool:
    """Say whether the words from a conviction to an offense tell what came after it."""
    return _FLIGHT.search(words) is not None


def is_undecided(words: str) -> bool:
    """Say whether the words from a conviction to an offense tell of a case without a verdict."""
    return _OPEN.search(words) is not None


class Standing:
    """Weighs the triggers and cues of one article."""

    def __init__(self, text: str, reports: Sequence[TriggerReport], governors: Governors) -> None:
        """Keep what the article reports of courts, and which trigger governs what."""
        self._text, self._reports, self._governors = text, reports, governors
        self._convicted = {
            person
            for report in reports
            if report.event in ("conviction", "sentence") and report.modality == "actual"
            for person in report.people
        }
        self._is_held_back = any(isinstance(item, Entity) and not item.names for item in self._convicted)
        """An opening tells of somebody sentenced, whom the article names later: "A Leeds man was jailed"."""

    def status_of(self, governor: TriggerReport, mention: Mention) -> str:
        """Return how far the offense has got by its trigger: what is only to come is not there yet."""
        if governor.event == "charge" and self._are_dropped(governor.token):
            return "cleared"
        if governor.event == "conviction":
            words = self._text[governor.cue()[1] : mention.end]
            if is_flight(words):
                return "alleged"
            undecided = _OPEN.search(self._text, governor.cue()[1], mention.end + _OPEN_BEHIND) is not None
            if (
                undecided
                or governor.modality == "planned"
                or (_ANOTHER.search(words) and _CHARGE.search(words))
            ):
                return "charged"
        both = len({report.event for report in self._governors.at(governor.token)}) > 1
        verdict = nearest_verdict(self._text[governor.cue()[1] : mention.start])
        if governor.token.lemma_ in _PLEADING and verdict == "cleared":
            return "charged"  # "pleaded guilty to theft and not guilty to arson"
        if both and verdict is not None and governor.modality == "actual":
            return verdict
        status = STATUS_OF_EVENT[governor.event]
        if governor.modality == "alleged" and status == "convicted":
            return "alleged"  # "claimed that he had been convicted of rape"
        return _TO_COME.get(governor.event, status) if governor.modality == "planned" else status

    def _are_dropped(self, charges: Token) -> bool:
        """Say whether charges are what a verb drops: "dropped bribery, wire fraud and conspiracy charges"."""
        held = charges.pos_ == "NOUN" and charges.dep_ in ("dobj", "nsubjpass")
        above = self._governors.at(charges.head) if held else ()
        return any(item.event == "acquittal" and item.modality == "actual" for item in above)

    def plea(self, governor: TriggerReport) -> TriggerReport | None:
        """Return the plea to a charge: "pleaded guilty to an information charging her with theft"."""
        noun = governor.token.head
        if governor.event != "charge" or noun.lemma_.lower() not in _INSTRUMENT:
            return None
        above = {node.i for node in noun.ancestors}
        found = [
            report for report in self._reports if report.event == "conviction" and report.token.i in above
        ]
        return found[0] if found and found[0].modality == "actual" else None

    def overrides(self, cue: StatusCue, governor: TriggerReport, mention: Mention, span: Span) -> bool:
        """Say whether the cue stands between trigger and offense, so that the cue gives the status."""
        start = governor.cue()[1]
        if cue.status == "wanted" and governor.event == "charge" and cue.start < governor.cue()[0] < cue.end:
            return True  # "wanted on charges of theft"
        if (
            cue.status == "wanted"
            and governor.event == "arrest"
            and _is_come_upon(self._text[start : cue.start])
        ):
            return True
        if governor.event == "acquittal" and cue.end <= mention.start < governor.cue()[0]:
            # "In exchange for a guilty plea to theft, the arson charge was dropped"
            return cue.status == "convicted" and "plea" in self._text[cue.start : cue.end]
        noun = governor.event == "charge" and governor.token.pos_ == "NOUN"
        if cue.status == "cleared" and noun and 0 <= governor.cue()[0] - cue.start < _CUE_TO_CHARGE:
            return True  # "dropped two charges of theft"
        if cue.status == "cleared" and cue.start >= mention.end:
            return governor.event != "acquittal"  # "pleaded guilty to theft, and an arson charge was dropped"
        if governor.event == "arrest" and cue.status == "charged":
            # "arrested on a charge of", "arrested on an assault charge"
            return start <= cue.start
        if cue.status == "convicted" and cue.start >= mention.end and governor.event in ("charge", "arrest"):
            # "theft, of which he was later convicted"
            return "which" in self._text[cue.start : cue.end]
        if not start <= cue.start < mention.start:
            return False
        if DENYING.match(self._text, cue.start):
            return True  # "was convicted of theft but denied robbery"
        between = self._text[start : mention.start]
        if cue.status == "alleged" and _ON_ALLEGATIONS.search(between):
            return False  # "indicted on allegations that he stole"
        people = governor.event == "arrest" and names_people(self._text, mention)
        if self.is_bare(cue) and span.root.tag_ not in FINITE and not people:
            # "charged with allegedly stealing": what is charged is the deed.
            return False
        if governor.event == "arrest" and cue.status == "wanted":
            return "warrant" not in between
        listed = "charges incl" in between and _ON_CHARGES.search(between) is None
        return cue.status != "charged" or _ANOTHER.search(between) is not None or listed

    def split(self, cue: StatusCue, governor: TriggerReport) -> Sequence[Owner] | None:
        """Return whom one of a verb's two verdicts is on: "found guilty of lying, not guilty of murder".

        None where it gives no two.
        """
        told = {report.event: report.people for report in self._governors.at(governor.token)}
        if not told.keys() >= set(_VERDICTS.values()):
            return None
        return told[_VERDICTS[cue.status]] if cue.status in _VERDICTS else None

    def settled(self, status: str, place: tuple[int, int] | None, owner: Owner, span: Span) -> str:
        """Return the status; what is not admitted in court is alleged: "admitted to police that"."""
        if status != "convicted" or place is None or not _ADMITTED.match(self._text, *place):
            return status
        in_court = _IN_COURT.search(self._text, place[0], span.root.sent.end_char) is not None
        in_court = in_court or _ADMITTED_THERE.match(self._text, place[0]) is not None
        in_court = in_court or _APPEARED.search(self._text, span.root.sent.start_char, place[0]) is not None
        if not in_court and _ON_ARREST.search(self._text, place[0], span.root.sent.end_char):
            return "alleged"  # "admitted murder after his arrest", whatever else he was convicted of
        held_back = self._is_held_back and isinstance(owner, Entity) and bool(owner.names)
        told = held_back and _TO_POLICE.search(span.root.sent.text) is None
        return "convicted" if in_court or told or owner in self._convicted else "alleged"

    def is_earlier(self, status: str, mention: Mention, owner: Owner) -> bool:
        """Say whether a conviction only says who somebody is: "a convicted burglar shot a deputy".

        Of who is sentenced in the article it may be the case told.
        """
        described = status == "convicted" and mention.rule.endswith((".person", ".felon"))
        return described and not any(
            report.event == "sentence" and owner in report.people for report in self._reports
        )

    def is_bare(self, cue: StatusCue) -> bool:
        """Say whether the cue is a mere adverb or adjective: "allegedly robbed", "the alleged robbery"."""
        bare = _ALLEGED.fullmatch(self._text, cue.start, cue.end) is not None
        return bare and _ACTS.search(self._text, max(0, cue.start - _NOUN), cue.start) is None
