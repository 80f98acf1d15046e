"""Numbers that stand for detainers, and totals of detainers that the text gives by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from pipeline.events.assertion.happened import Modality
from pipeline.events.assertion.modality import modality_of
from pipeline.events.detainers.references import data, flat, pattern
from pipeline.events.detainers.report import DetainerReport
from pipeline.events.detainers.verbs import Deed, deeds, is_reversed
from pipeline.events.grammar import syntax
from pipeline.events.grammar.nominals import is_person_noun
from pipeline.events.grammar.papers import DETAINERS
from pipeline.events.people.plurals import Group
from pipeline.events.triggers.participants import Participants
from pipeline.schema import Mention

_YEAR = re.compile(r"(?:19|20)\d\d")
"""No number of detainers: "Polk County has had five since Jan. 1, 2017"."""
_NEAR = 60
"""Tokens behind a total in which its parts are looked for."""
_RESULTS = frozenset({"declined", "honored", "withdrawn"})
_LODGING = frozenset({"lodge", "issue", "file"})
"""Verbs that say of a bare number that so many detainers were lodged; other verbs have other objects."""
_GETTING = frozenset({"receive", "get"})
"""Verbs that say of a bare number that so many detainers came."""
_OF_PEOPLE = frozenset({"release"})
"""Verbs that say of a bare number what became of so many people, and not of their detainers."""
_EXCEPTING = frozenset({"but", "except", "save"})
"""In front of the number of those left out."""
_CASES = frozenset({"case", "instance", "occasion", "time"})
_OPPOSITES = {"honored": "declined", "declined": "honored"}
_EVENT = "detainer_"


@cache
def _breakdowns() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return the patterns of parts, each with how many a sentence must have of it."""
    sections = (("breakdown", 1), ("breakdown_several", 2))
    return tuple((re.compile(item), least) for name, least in sections for item in data()[name].values())


def counted_alone(
    sentence: Span, participants: Participants, total: DetainerReport | None
) -> Iterator[DetainerReport]:
    """Yield what is told of a number that stands for detainers: "of the 90 detainers, 61 were declined".

    Args:
        sentence: read after the one that gives the total, or the same.
        participants: for the numbers.
        total: the last total of detainers told of nearby, if any.
    """
    here = any(token.lower_ in ("detainers", "holds", "requests") for token in sentence)
    if not here and total is None:
        return
    for verb in sentence:
        if verb.dep_ == "amod":
            continue
        for deed in (*deeds(verb), *_led_to_handover(verb)):
            got = deed.kind == "having" and verb.lemma_ in _GETTING
            if deed.kind not in _RESULTS and not (deed.kind == "issued" and verb.lemma_ in _LODGING or got):
                continue
            loose = [child for child in verb.children if child.dep_ == "npadvmod"]
            for theme in (not got and loose) or deed.themes:
                number = participants.counted.at(theme.i)
                clause = theme.head if theme.dep_ in ("nsubj", "nsubjpass") else verb
                elsewhere = clause != verb and any(map(syntax.is_relative, syntax.objects_of(theme, "of")))
                if number is None or not _stands_alone(theme) or elsewhere or verb.lemma_ in _OF_PEOPLE:
                    continue
                if deed.kind == "withdrawn" and any(
                    is_person_noun(item) for item in syntax.objects_of(theme, "of")
                ):
                    continue  # "5 of the men had been removed before"
                kind = "issued" if got else deed.kind
                if kind == "honored" and is_reversed(verb):
                    kind = "declined"
                if theme.i > verb.i and theme.nbor(-1).lower_ in _EXCEPTING:
                    kind = _OPPOSITES.get(kind, kind)  # "honored every detainer it got but two"
                modality = modality_of(verb)
                if modality.value not in ("actual", "alleged") and (got or kind == deed.kind):
                    continue
                yield DetainerReport(
                    noun=theme,
                    trigger=verb,
                    event=_EVENT + kind,
                    rule="detainer.counted",
                    start=min(theme.idx, verb.idx),
                    end=max(theme.idx + len(theme), verb.idx + len(verb)),
                    people=(Group(number),),
                    modality=modality if got or kind == deed.kind else Modality("actual"),
                )


def by_cases(
    sentence: Span, participants: Participants, total: DetainerReport | None
) -> Iterator[DetainerReport]:
    """Yield what became of the detainers in so many cases: "in 17 cases the agency canceled its request".

    Args:
        sentence: of a parsed document.
        participants: for the numbers.
        total: the last total of detainers told of nearby, if any: without one the detainer must be named.
    """
    for verb in sentence:
        for deed in deeds(verb) if verb.dep_ != "amod" else ():
            paper = next((theme for theme in deed.themes if theme.lemma_ in DETAINERS), None)
            pointing = next((theme for theme in deed.themes if theme.lower_ in ("it", "one", "them")), None)
            theme = paper or (pointing if total is not None else None)
            told, cases = _cases_of(verb)
            counts = [
                count
                for noun in cases
                for child in syntax.children(noun, "nummod")
                if (count := participants.counted.at(child.i)) is not None
            ]
            issued = deed.kind == "issued" and paper is not None
            if theme is None or not counts or not (issued or deed.kind in _RESULTS):
                continue
            turned = deed.kind == "honored" and is_reversed(verb)
            modality = Modality("actual") if turned else modality_of(told if issued else verb)
            if modality.value in ("actual", "alleged"):
                event = "declined" if turned else deed.kind
                yield DetainerReport(
                    noun=theme,
                    trigger=told if issued else verb,
                    event=_EVENT + event,
                    rule="detainer.cases",
                    start=min(counts[0].start, verb.idx, theme.idx),
                    end=max(counts[0].end, verb.idx + len(verb), theme.idx + len(theme)),
                    people=(Group(counts[0]),),
                    modality=modality,
                )


def _cases_of(verb: Token) -> tuple[Token, list[Token]]:
    """Return the verb that a deed's clause tells by, and the cases it tells of.

    "In 14 cases the jail ignored it", "52 cases in which ICE asked the jail to place a hold".
    """
    told = verb
    while told.dep_ in ("xcomp", "ccomp") and told.head.pos_ == "VERB":
        told = told.head
    nouns = syntax.objects_of(verb, "in", "on")
    nouns += (
        [told.head] if told.dep_ == "relcl" else syntax.objects_of(told, "in", "on") if told != verb else []
    )
    return told, [noun for noun in nouns if noun.lemma_ in _CASES]


def coordinated(reports: Sequence[DetainerReport], participants: Participants) -> Iterator[DetainerReport]:
    """Yield what is told of further detainers beside: "12 detainers to Polk County and five to Ashby County".

    Args:
        reports: what a sentence tells of detainers.
        participants: for the numbers.
    """
    for report in reports:
        for noun in report.noun.conjuncts if any(isinstance(item, Group) for item in report.people) else ():
            count = participants.counted.of(noun) if noun.i > report.noun.i else None
            behind = syntax.children(noun, "prep")
            parts = any(whole.lower_ in ("which", "them") for whole in syntax.objects_of(noun, "of"))
            paper = noun.lemma_ in DETAINERS or (noun.pos_ == "NUM" and behind and not parts)
            if count is not None and paper and not any(noun == other.noun for other in reports):
                yield replace(
                    report,
                    noun=noun,
                    start=min(noun.idx, count.start),
                    end=noun.idx + len(noun),
                    people=(Group(count),),
                    custodian=None,
                )


def _event_of(verb: str) -> str | None:
    """Return what a place did with its part of a total: "Cook County received 97" lodged them with it."""
    return "detainer_issued" if verb == "received" else data()["participle"].get(verb)


def _led_to_handover(verb: Token) -> Iterator[Deed]:
    """Yield the honoring in "1,500 led to a handover at the jail door"."""
    words = data()["verbs"]
    if verb.lemma_ not in words["coming_to"]:
        return
    came_to = [noun.lemma_ for noun in syntax.objects_of(verb, "to", "in", "with")]
    if any(lemma in words["handover"] for lemma in came_to):
        yield Deed(verb, "honored", tuple(syntax.children(verb, "nsubj")))


def _stands_alone(token: Token) -> bool:
    """Say whether a number has no noun of its own: "96", "96 of them", "the other 13"."""
    if token.pos_ != "NUM" and token.tag_ != "CD":
        return False
    return not any(child.pos_ == "NOUN" and child.i == token.i + 1 for child in token.children)


def broken_down(
    doc: Doc, sentence: Span, here: Sequence[DetainerReport], total: DetainerReport | None, event: str | None
) -> Iterator[DetainerReport]:
    """Yield the parts of a total of detainers that the text gives by place: "Clark County (51)".

    Args:
        doc: the parsed text.
        sentence: where the parts are looked for.
        here: what is told of detainers in the sentence already.
        total: the last total in this sentence or above.
        event: what the sentence says of detainers itself.
    """
    if total is None:
        return
    near = sentence.start - total.noun.sent.end <= _NEAR
    if not near and event is None:
        return
    words = flat(sentence)
    spoken = next(
        (name for name in data()["breakdown_event"] if pattern("breakdown_event", name).search(words)), None
    )
    told = {item.count.start for report in here for item in report.people if isinstance(item, Group)}
    for breakdown, least in _breakdowns():
        verb = ""
        matches = list(breakdown.finditer(words))
        for match in matches if len(matches) >= least else ():
            # "A declined 188, B 21": the verb holds for those behind it.
            groups = match.groupdict()
            verb = groups.get("verb") or ("received" if groups.get("got") else verb)
            start, end = (sentence.start_char + place for place in match.span("count"))
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or start in told or _YEAR.fullmatch(match["count"]):
                continue
            told.add(start)
            value = int(match["count"].replace(",", ""))
            count = Mention("count", start, end, "detainer.breakdown", 0.8, value)
            first, last = (sentence.start_char + place for place in match.span("place"))
            yield DetainerReport(
                noun=span.root,
                trigger=span.root,
                event=_event_of(verb) or event or spoken or total.event,
                rule="detainer.breakdown",
                start=sentence.start_char + match.start(),
                end=sentence.start_char + match.start() + len(match.group().rstrip()),
                people=(Group(count),),
                modality=Modality("actual"),
                custodian=Mention("place", first, last, "detainer.breakdown", 0.8),
            )
