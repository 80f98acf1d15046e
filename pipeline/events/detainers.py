"""Reads what became of a detainer: lodged, honored, declined or withdrawn.

What a detainer is ("a detainer is a request that ...") is no event.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from pipeline.events import nominals, syntax
from pipeline.events.entity import Entity
from pipeline.events.participants import Participants
from pipeline.events.plurals import Group
from pipeline.schema import Mention

PATH = Path(__file__).with_name("detainers.toml")
_LODGING = frozenset({"lodge", "issue", "file", "place", "request", "send", "submit"})
_NEAR = 60
"""Tokens behind a total in which its parts are looked for."""
_PERSON_BEHIND = re.compile(
    r"^s?[”\"’']?\s(?:requests?\s|orders?\s)?(?:was\s|were\s|had\sbeen\s|being\s)?(?:\w+ed\s)?(?:in\s\w+\s)?(?:against|on|for|regarding|targeting|naming|to\shold)\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DetainerReport:
    """One sentence's word on one detainer."""

    noun: Token
    """Head of the phrase that names the detainer."""
    trigger: Token
    """The verb that says what became of it, else the noun itself."""
    event: str
    rule: str
    start: int
    end: int
    people: tuple[Entity | Group, ...]
    custodian: Mention | None = None
    """Of a total broken down by place: the place."""


@dataclass(frozen=True, slots=True)
class _Reading:
    event: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    within: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    noun: re.Pattern[str]
    not_noun: re.Pattern[str]
    definition: re.Pattern[str]
    readings: tuple[_Reading, ...]
    participles: Mapping[str, str]
    breakdowns: tuple[re.Pattern[str], ...]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))

    def pattern(entry: dict[str, str], name: str) -> re.Pattern[str] | None:
        return re.compile(entry[name], re.IGNORECASE) if name in entry else None

    return _Patterns(
        noun=re.compile(rf"(?<![\w-]){data['noun']}(?![\w-])"),
        not_noun=re.compile(data["not_noun"], re.IGNORECASE),
        definition=re.compile(data["definition_after"], re.IGNORECASE),
        participles=data["participle"],
        breakdowns=tuple(re.compile(pattern) for pattern in data["breakdown"].values()),
        readings=tuple(
            _Reading(
                entry["event"],
                pattern(entry, "before"),
                pattern(entry, "after"),
                pattern(entry, "needs"),
                pattern(entry, "within"),
            )
            for entry in data["reading"]
        ),
    )


def find_detainers(doc: Doc, participants: Participants) -> list[DetainerReport]:
    """Return what the text reports of detainers on individuals and counted groups, in text order."""
    reports: list[DetainerReport] = []
    for sentence in doc.sents:
        here = [*_in_sentence(doc, sentence, participants), *_counted(sentence, participants)]
        reports += here
        reports += _broken_down(doc, sentence, here, reports)
    return reports


def _counted(sentence: Span, participants: Participants) -> Iterator[DetainerReport]:
    """Yield what is told of a number that stands for detainers: "of the 90 detainers, 61 were declined"."""
    told = {"decline", "honor", "reject", "ignore", "refuse", "withdraw", "lift", "cancel"}
    if not any(token.lower_ == "detainers" for token in sentence):
        return
    for verb in sentence:
        if verb.lemma_ not in told or verb.dep_ == "amod":
            continue
        for noun in syntax.children(verb, "nsubjpass") + (
            [] if syntax.is_passive(verb) else syntax.children(verb, "dobj")
        ):
            count = participants.number_at(noun)
            event = _patterns().participles.get(verb.lower_) or _patterns().participles.get(
                verb.lemma_ + "ed"
            )
            if count is not None and event is not None:
                yield DetainerReport(
                    noun, verb, event, "detainer.counted", noun.idx, verb.idx + len(verb), (Group(count),)
                )


def _broken_down(
    doc: Doc, sentence: Span, here: Sequence[DetainerReport], reports: Sequence[DetainerReport]
) -> Iterator[DetainerReport]:
    """Yield the parts of a total of detainers that the text gives by place: "Clark County (51)"."""
    counted = [report for report in reports if any(isinstance(item, Group) for item in report.people)]
    text = sentence.text.replace("\n", " ")
    noun = next((token for token in sentence if token.lower_ == "detainers"), None)
    near = counted and sentence.start - counted[-1].noun.sent.end <= _NEAR
    if not near and not (noun is not None and counted):
        return
    reading = (
        _reading(
            text[: noun.idx - sentence.start_char], text[noun.idx + len(noun) - sentence.start_char :], text
        )[0]
        if noun is not None
        else None
    )
    event = reading or counted[-1].event
    for pattern in _patterns().breakdowns:
        verb = ""
        for match in pattern.finditer(text):
            # "A declined 188, B 21": the verb holds for those behind it.
            verb = match.groupdict().get("verb") or verb
            start, end = (sentence.start_char + place for place in match.span("count"))
            count = Mention(
                "count", start, end, "detainer.breakdown", 0.8, int(match["count"].replace(",", ""))
            )
            told = {item.count.start for report in here for item in report.people if isinstance(item, Group)}
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or start in told:
                continue
            place = Mention(
                "place",
                sentence.start_char + match.start("place"),
                sentence.start_char + match.end("place"),
                "detainer.breakdown",
                0.8,
            )
            bounds = (sentence.start_char + match.start(), sentence.start_char + match.end())
            said = _patterns().participles.get(verb, event)
            yield DetainerReport(
                span.root, span.root, said, "detainer.breakdown", *bounds, (Group(count),), place
            )


def _in_sentence(doc: Doc, sentence: Span, participants: Participants) -> Iterator[DetainerReport]:
    patterns = _patterns()
    text = sentence.text.replace("\n", " ")
    for match in patterns.noun.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if patterns.not_noun.search(after):
            continue
        span = doc.char_span(
            sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand"
        )
        if span is None:
            continue
        noun = span.root
        reading, cue = _reading(before, after, text)
        asked = next(
            (item.event for item in patterns.readings if item.within and item.within.match(match.group())),
            None,
        )
        if asked is not None:
            reading, cue = asked, None
        if patterns.definition.search(after) and (cue is None or not cue[2]):
            continue
        participle = next(
            (child.lower_ for child in noun.children if child.lower_ in patterns.participles), None
        )
        if participle is not None:
            reading, cue = patterns.participles[participle], None
        if reading is None:
            continue
        start, end = sentence.start_char + match.start(), sentence.start_char + match.end()
        trigger = noun
        if cue is not None:
            offset = sentence.start_char + (cue[0] if cue[2] else match.end() + cue[0])
            stop = sentence.start_char + (cue[1] if cue[2] else match.end() + cue[1])
            start, end = min(start, offset), max(end, stop)
            trigger = _verb(doc, noun, offset, stop)
        people = _people(noun, trigger, after, participants)
        if people:
            yield DetainerReport(
                noun,
                trigger,
                reading,
                f"detainer.{reading.removeprefix('detainer_')}",
                start,
                end,
                tuple(people),
            )
            lodged = next(
                (
                    child
                    for child in noun.children
                    if child.dep_ in ("acl", "relcl") and child.lemma_ in _LODGING
                ),
                None,
            )
            if reading != "detainer_issued" and lodged is not None:
                # "ignored a detainer lodged on May 3": the day is the lodging's.
                span_end = lodged.idx + len(lodged)
                yield DetainerReport(
                    noun,
                    lodged,
                    "detainer_issued",
                    "detainer.issued",
                    start,
                    max(end, span_end),
                    _lodged_on(noun, people, participants),
                )


def _lodged_on(
    noun: Token, people: Sequence[Entity | Group], participants: Participants
) -> tuple[Entity | Group, ...]:
    """Return whom the detainers were lodged on: of "412 of the 1,236 detainers" all 1,236."""
    total = participants.count_of(noun)
    return (Group(total),) if total is not None else tuple(people)


def _part_of(noun: Token, participants: Participants) -> Mention | None:
    """Return the count in "149 of the declined detainers"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        above = noun.head.head
        inside = [token for token in above.subtree if token.i < noun.head.i]
        return next((found for token in inside if (found := participants.number_at(token)) is not None), None)
    return None


def _reading(before: str, after: str, text: str) -> tuple[str | None, tuple[int, int, bool] | None]:
    """Return the event type and the cue's place: start, end, and whether it stands in front of the noun."""
    for reading in _patterns().readings:
        if reading.needs and not reading.needs.search(text):
            continue
        found = reading.before.search(before) if reading.before else None
        if found:
            return reading.event, (found.start(), found.end(), True)
        found = reading.after.search(after) if reading.after else None
        if found:
            return reading.event, (found.start(), found.end(), False)
    return None, None


def _verb(doc: Doc, noun: Token, start: int, end: int) -> Token:
    span = doc.char_span(start, end, alignment_mode="expand")
    verbs = [
        token for token in span or () if token.pos_ in ("VERB", "AUX") and token.lemma_ not in ("be", "have")
    ]
    if not verbs:
        return noun
    linked = [verb for verb in verbs if verb in noun.ancestors or verb == noun.head]
    return (linked or verbs)[-1]


def _people(noun: Token, trigger: Token, after: str, participants: Participants) -> Sequence[Entity | Group]:
    doc = noun.doc
    plural = nominals.is_plural(noun) or noun.lower_ in ("detainers", "holds")
    count = _part_of(noun, participants) or participants.count_of(noun)
    if count is not None and count.value != 1:
        return [Group(count)]
    behind = _PERSON_BEHIND.match(after)
    if behind:
        start = noun.idx
        for token in doc[noun.i + 1 : noun.i + 16]:
            if token.sent != noun.sent or token.idx < start:
                break
            if token.dep_ in ("pobj", "dobj", "appos", "nsubj") or token.i in participants.entities.by_token:
                found = [
                    item
                    for item in participants.resolve(token)
                    if not (
                        isinstance(item, Entity)
                        and (item.generic or (item.official and not item.described()))
                    )
                ]
                if found:
                    return found
    if plural:
        numbers = [
            Group(mention)
            for token in noun.sent
            if (mention := participants.count_of(token)) is not None
            and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")
            and nominals.is_person_noun(token)
        ]
        return numbers[:1]
    passive = syntax.patient(trigger) if trigger != noun and trigger.pos_ == "VERB" else None
    candidates = [passive] if passive is not None and passive != noun else []
    candidates += [token for token in noun.sent if token.dep_ in ("dobj", "nsubjpass") and token != noun]
    candidates += [token for token in noun.sent if token.dep_ in ("nsubj", "poss", "pobj") and token != noun]
    for token in candidates:
        found = [
            item
            for item in participants.resolve(token)
            if not (isinstance(item, Entity) and (item.official or item.victim or item.generic))
        ]
        if found:
            return found
    if (
        nominals.determiner(noun) == "bare"
        and noun.sent.start_char > 0
        and not any(token.tag_ in ("VBD", "VBN") for token in noun.sent)
    ):
        return []
    told = any(token.tag_ == "VBD" or token.lower_ in ("has", "had", "was", "were") for token in noun.sent)
    salient = participants.entities.antecedents.salient(noun) if told else None
    return [salient] if salient is not None and not salient.generic else []
