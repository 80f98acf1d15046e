"""Binds offenses to the people they are laid to, with how far each has got.

An offense takes its status from the trigger that governs it ("charged with", "convicted of") or from the
nearest cue of `statuses.toml`; where one offense has moved through several, the furthest is kept, and charged
is never made convicted. An act told without any of these is `alleged` of the one who does it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from pipeline.events import syntax
from pipeline.events.entity import Entity
from pipeline.events.participants import Group, Participants
from pipeline.events.syntax import text_of
from pipeline.ontology import ontology
from pipeline.schema import Mention

PATH = Path(__file__).with_name("statuses.toml")
_STATUS = {
    "charge": "charged",
    "conviction": "convicted",
    "sentence": "convicted",
    "acquittal": "cleared",
    "arrest": "arrested",
}
_BREAK = re.compile(r"[;:]|\b(?:but|while|although|after|before|who|which|when)\b")
_CONDITION = re.compile(r"\b(?:if|unless|whether|should)\s(?:[\w’']+\s){0,8}$", re.IGNORECASE)
"""In front of a cue: "if convicted of theft" lays theft to nobody."""
_ANOTHER = re.compile(r"\b(?:pending|facing|faces|new|other|additional|awaiting|separate)\b", re.IGNORECASE)
"""Between a conviction and "charges": these are other charges, not those one is convicted of."""
_POINTS_BACK = re.compile(
    r"\b(?:the|his|her|their|that|those|all|both)\s(?:\w+\s)?(?:charges?|case|counts?|convictions?)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"\b(?:the|his|her|their|those|all)\s(?:charges|counts|case)\b", re.IGNORECASE)
_NO_OFFENSE = re.compile(r"registered sex offenders?", re.IGNORECASE)
_PRIOR = re.compile(
    r"\b(?:prior|previous(?:ly)?|past|earlier|history|record|already|also\sbeen|had\sbeen)\b", re.IGNORECASE
)
type Owner = Entity | Group | None
type Recategorise = Callable[[str, bool], str]
"""(category, victim is a minor) -> category."""


@dataclass(frozen=True, slots=True)
class TriggerReport:
    """What a trigger reports, as far as offenses need to know it."""

    token: Token
    event: str
    modality: str
    people: tuple[Entity | Group, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """One offense laid to one person or group."""

    owner: Owner
    mention: Mention
    status: str
    cue: tuple[int, int] | None
    prior: bool = False
    """Told of as an earlier case."""

    def renamed(self, joined: Mapping[Entity, Entity]) -> Laid:
        """Return the offense with its owner replaced by whom it turned out to be."""
        return (
            replace(self, owner=joined.get(self.owner, self.owner))
            if isinstance(self.owner, Entity)
            else self
        )


@dataclass(frozen=True, slots=True)
class _Cue:
    status: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None


@cache
def _minor() -> re.Pattern[str]:
    return re.compile(tomllib.loads(PATH.read_text(encoding="utf-8"))["minor"], re.IGNORECASE)


@cache
def _cues() -> tuple[_Cue, ...]:
    def pattern(entry: Mapping[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(entry[name], re.IGNORECASE) if name in entry else None

    entries = tomllib.loads(PATH.read_text(encoding="utf-8"))["cue"]
    return tuple(
        _Cue(entry["status"], pattern(entry, "before"), pattern(entry, "behind")) for entry in entries
    )


class Charges:
    """The offenses of one article."""

    def __init__(
        self,
        doc: Doc,
        participants: Participants,
        reports: Sequence[TriggerReport],
        recategorise: Recategorise,
    ) -> None:
        """Keep what the offenses are bound with."""
        self.doc = doc
        self._participants = participants
        self._reports = reports
        self._recategorise = recategorise

    def lay(self, offenses: Sequence[Mention]) -> list[Laid]:
        """Return the offenses laid to people and groups, the furthest status of each, in text order."""
        laid: list[Laid] = []
        for mention in offenses:
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None:
                laid += self._lay_one(mention, span)
        return self.furthest(self._overturned(laid))

    def _overturned(self, laid: Sequence[Laid]) -> list[Laid]:
        """Clear what "the charges were dropped" and "a judge threw out the conviction" point back to.

        The plural clears all that was charged before; the singular only where there is but one.
        """
        result = list(laid)
        for report in self._reports:
            words = report.token.sent.text
            if report.event != "acquittal" or report.modality != "actual" or not _POINTS_BACK.search(words):
                continue
            own = {
                item.owner
                for item in result
                if item.status == "cleared" and item.mention.start in _range(report)
            }
            done = "convicted" if "conviction" in words else "charged"
            for person in report.people:
                theirs = [
                    item
                    for item in result
                    if item.owner is person and item.status == done and item.mention.start < report.token.idx
                ]
                many = _MANY.search(words) is not None
                if person in own or not (many or len({item.mention.value for item in theirs}) == 1):
                    continue
                cue = (report.token.idx, report.token.idx + len(report.token))
                result = [
                    replace(item, status="cleared", cue=cue) if item in theirs else item for item in result
                ]
        return result

    def _lay_one(self, mention: Mention, span: Span) -> Iterator[Laid]:
        sentence = span.root.sent
        governor = self._governor(span, sentence, mention.end)
        cue_status, cue = self._cue(mention, sentence)
        if (cue is not None and cue_status is None) or _NO_OFFENSE.fullmatch(
            text_of(self.doc)[mention.start : mention.end]
        ):
            return
        status = None
        owners: Sequence[Owner] = ()
        if governor is not None:
            owners = governor.people
            status = _STATUS[governor.event]
            cue = (governor.token.idx, governor.token.idx + len(governor.token))
            if governor.modality == "negated":
                return
            if cue_status is not None and self._nearer(cue, mention, sentence, cue_status):
                status, cue = cue_status, self._cue(mention, sentence)[1]
        elif cue_status is not None:
            status = cue_status
            owners = self._owners_of_cue(span, cue)
        elif mention.detail.startswith("act"):
            status = "alleged"
            owners = self._actors(span)
        if mention.value == "gang" and not self._is_charged_with(mention, sentence):
            # Membership is said of somebody, whatever else they are charged with.
            status, cue = "alleged", None
            owners = self._within(span) or owners
        if status is None or not owners:
            return
        mention = self._with_victim(mention, sentence)
        prior = bool(
            _PRIOR.search(text_of(self.doc)[max(sentence.start_char, mention.start - 80) : mention.start])
        )
        for owner in owners:
            if isinstance(owner, Entity) and owner.victim:
                continue
            yield Laid(owner, mention, status, cue, prior)

    def _is_charged_with(self, mention: Mention, sentence: Span) -> bool:
        """Say whether the gang offense is one of a list of charges, and no mere membership."""
        if re.search(
            r"member|leader|associate|affiliate|banger|benefit",
            text_of(self.doc)[mention.start : mention.end],
            re.IGNORECASE,
        ):
            return False
        before = text_of(self.doc)[sentence.start_char : mention.start]
        return (
            re.search(r"\b(?:charge[sd]?|indicted|convicted|guilty|counts?|sentenced|conspir\w+)\b", before)
            is not None
        )

    def _within(self, span: Span) -> Sequence[Owner]:
        """Return the person that the phrase itself is said of: "a known member of the gang"."""
        known = self._participants.entities.by_token
        return [known[token.i] for token in span if token.i in known and not known[token.i].victim][:1]

    def _with_victim(self, mention: Mention, sentence: Span) -> Mention:
        minor = (
            mention.detail.endswith("minor")
            or _minor().search(text_of(self.doc)[mention.start : min(sentence.end_char, mention.end + 60)])
            is not None
        )
        return replace(mention, value=self._recategorise(str(mention.value), minor))

    def _governor(self, span: Span, sentence: Span, mention_end: int) -> TriggerReport | None:
        """Return the trigger whose offense this is: the nearest above it in the tree, else in front of it."""
        here = {
            report.token.i: report
            for report in self._reports
            if report.event in _STATUS and report.token.sent == sentence
        }
        inside = [report for index, report in here.items() if span.start <= index < span.end]
        if not here:
            return None
        for node in span.root.ancestors:
            if node.i in here and (node.i < span.start or _names_charges(self.doc, span)):
                return self._best_at(node.i)
            if node.pos_ == "VERB" and node.dep_ in ("relcl", "ccomp", "advcl") and node.i not in here:
                break
        left = [index for index in here if index < span.start]
        if left:
            index = max(left)
            between = text_of(self.doc)[self.doc[index].idx : self.doc[span.start].idx]
            if not _BREAK.search(between) and span.start - index < 45:
                return self._best_at(index)
        right = [index for index in here if index >= span.end]
        if right and min(right) - span.end < 6:
            trigger = self.doc[min(right)]
            between = text_of(self.doc)[mention_end : trigger.idx]
            if re.fullmatch(
                r"(?:[\s,]*(?:and|or|\w+))?\s*(?:(?:charges?|counts?|convictions?|case)(?:\s\w+){0,3}\s)?",
                between,
            ) and (trigger.pos_ == "NOUN" or re.search(r"charge|count|conviction|case", between)):
                return self._best_at(min(right))
        return inside[0] if inside else None

    def _best_at(self, index: int) -> TriggerReport:
        return max(
            (report for report in self._reports if report.token.i == index and report.event in _STATUS),
            key=lambda report: len(report.people),
        )

    def _cue(self, mention: Mention, sentence: Span) -> tuple[str | None, tuple[int, int] | None]:
        text = text_of(self.doc)
        before = text[sentence.start_char : mention.start].replace("\n", " ")
        behind = text[mention.end : sentence.end_char].replace("\n", " ")
        best: tuple[int, str, tuple[int, int]] | None = None
        for cue in _cues():
            if cue.before:
                for match in cue.before.finditer(before):
                    gap = before[match.end() :]
                    if _BREAK.search(gap) or len(gap) > 220:
                        continue
                    place = (sentence.start_char + match.start(), sentence.start_char + match.end() - 1)
                    if _CONDITION.search(before[: match.start()]):
                        return None, place
                    if best is None or match.end() > best[0]:
                        best = (match.end(), cue.status, place)
            elif cue.behind and (match_behind := cue.behind.search(behind)):
                if cue.status == "cleared":
                    return cue.status, (mention.end + match_behind.start(), mention.end + match_behind.end())
                reach = len(match_behind.group())
                if best is None or reach < len(before) - best[0]:
                    best = (
                        len(before) - reach,
                        cue.status,
                        (mention.end + match_behind.start(), mention.end + match_behind.end()),
                    )
        return (best[1], best[2]) if best else (None, None)

    def _nearer(self, trigger: tuple[int, int] | None, mention: Mention, sentence: Span, status: str) -> bool:
        """Say whether the cue stands between trigger and offense, so that the cue gives the status."""
        _, cue = self._cue(mention, sentence)
        if trigger is None or cue is None or not trigger[1] <= cue[0] < mention.start:
            return False
        if status == "alleged" and "suspicion" in text_of(self.doc)[trigger[1] : mention.start]:
            return False
        return (
            status != "charged" or _ANOTHER.search(text_of(self.doc)[trigger[1] : mention.start]) is not None
        )

    def _owners_of_cue(self, span: Span, cue: tuple[int, int] | None) -> Sequence[Owner]:
        root = span.root
        verb: Token | None = None
        if cue is not None:
            inner = self.doc.char_span(*cue, alignment_mode="expand")
            verb = next((token for token in inner or () if token.pos_ in ("VERB", "ADJ")), None)
        for node in ([verb] if verb is not None else []) + [
            node for node in root.ancestors if node.pos_ in ("VERB", "AUX")
        ]:
            for noun in (syntax.patient(node), syntax.subject(node)):
                if noun is not None:
                    people = [
                        item
                        for item in self._participants.resolve(noun)
                        if not (isinstance(item, Entity) and item.official)
                    ]
                    if people:
                        return people
        salient = self._participants.entities.antecedents.salient(root)
        return [salient] if salient is not None else []

    def _actors(self, span: Span) -> Sequence[Owner]:
        """Return who does the act, if it is somebody the article follows."""
        root = span.root
        verb = (
            root
            if root.pos_ == "VERB"
            else next((node for node in root.ancestors if node.pos_ == "VERB"), None)
        )
        if verb is None:
            return []
        noun = syntax.agent(verb)
        if noun is None:
            return []
        return [
            item
            for item in self._participants.resolve(noun)
            if isinstance(item, Entity) and not item.official and not item.victim
        ]

    def furthest(self, laid: Sequence[Laid]) -> list[Laid]:
        """Keep each (owner, category) once, at the furthest status; what was cleared stays beside."""
        gravity = ontology().statuses
        kept: dict[tuple[int, str, str], Laid] = {}
        for item in laid:
            apart = item.status if not isinstance(item.owner, Entity) or item.status == "cleared" else ""
            key = (_key(item.owner), str(item.mention.value), apart)
            other = kept.get(key)
            if other is None or gravity[item.status] > gravity[other.status]:
                kept[key] = item
        laid_to = {_key(item.owner) for item in kept.values() if item.status != "alleged"}
        for key, item in list(kept.items()):
            # "A predator", "a thief": a name for somebody whose offenses are told adds none.
            if item.status == "alleged" and item.mention.rule.endswith(".person") and key[0] in laid_to:
                del kept[key]
        return sorted(kept.values(), key=lambda item: (item.mention.start, _key(item.owner)))


def _range(report: TriggerReport) -> range:
    sentence = report.token.sent
    return range(sentence.start_char, sentence.end_char)


def _names_charges(doc: Doc, span: Span) -> bool:
    """Say whether an offense in front of its trigger names charges: "The murder charge was dropped"."""
    return (
        re.match(
            r"\W{0,2}(?:\w+\s){0,2}(?:charges?|counts?|convictions?|case)\b",
            text_of(doc)[span.end_char : span.end_char + 40].lstrip(),
        )
        is not None
    )


def _key(owner: Owner) -> int:
    if isinstance(owner, Entity):
        return owner.order
    return -1
