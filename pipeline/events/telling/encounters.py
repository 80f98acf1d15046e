"""When and by whom, where a story first tells how police came upon somebody and then that he was arrested.

"On May 28 deputies stopped a truck. The driver smelled of beer. He was arrested": the arrest is of that day,
and theirs. Only what police do there counts: a crime of that day may have been solved much later.

in: a parsed `Doc`, its dates and agencies    out: encounters; undated arrests take a day    writes: nothing
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from pipeline.events.dating.hours import RELATIVE
from pipeline.events.grammar import syntax
from pipeline.events.grammar.syntax import children, text_of
from pipeline.events.institutions.check_ins import appointed_at
from pipeline.events.institutions.institutions import ARRESTING, BORDER, Institutions
from pipeline.events.telling.others_days import is_of_anothers
from pipeline.events.telling.sameness import Happening
from pipeline.schema import Mention, Value
from pipeline.small_letters import in_small_letters
from pipeline.word_lists import table, word_lists

PATH = Path(__file__).with_name("encounters.toml")
(
    _ACTS,
    _SUFFERED,
    _POLICE,
    _OPERATIONS,
    _LASTING,
    _BEGINNING,
    _APART,
    _TRACING,
    _FOUND,
    _REPORTING,
    _LEADING,
    _TRYING,
    _FLEEING,
    _TELLING,
) = word_lists(
    PATH,
    "acts",
    "suffered",
    "police",
    "operations",
    "lasting",
    "beginning",
    "apart",
    "tracing",
    "found",
    "reporting",
    "leading",
    "trying",
    "fleeing",
    "telling",
)
_SPOT, _TO_COME = re.compile(table(PATH)["spot"]), re.compile(table(PATH)["to_come"], re.IGNORECASE)
_GAP = re.compile(table(PATH)["gap"], re.IGNORECASE)
_SAME_DAY = re.compile(table(PATH)["same_day"], re.IGNORECASE)
_STOPPING = frozenset({"stop", "pull"})
"""What ends with an arrest on the spot, however it is told: "was subsequently arrested"."""
_NOTICE = re.compile(r"\b(?:notices? to appear|cited|ticketed|citation|summons|ticket),? and (?:\w+ ){0,2}\Z")
"""In front of a release: "was served a notice to appear and released", "was cited and released"."""
_AT_BORDER = re.compile(r"\bnotices? to appear")
_FRONT = 60
_SAME_EVENING = re.compile(r"(?:in the|that|the same) (?:day|morning|afternoon|evening|night)\b")
_SHORT_TIMES = frozenset({"time", "while", "moments", "minutes", "hours", "minute", "hour"})
_DAYS = RELATIVE | {"day", "weekday", "relative", "range"}
"""Kinds of dates that tell the day of an encounter, or the days of an operation."""
_ONE_DAY = _DAYS - {"range"}
_SURE = 0.6
"""Confidence from which an agency is one by name: "officers" is none."""
_INFERRED = 0.6
"""Confidence of an agency that another sentence names."""
_REACH = 260
"""Tokens from the day to the arrest."""
_SENTENCES = 12
_SINCE_SCENE = 6
"""Sentences from the day that a story tells of to what police did then, without a day of its own."""
_SOON = 3
"""Sentences from there to the arrest."""
_NO_VISIT = frozenset(
    {"had", "has", "have", "last", "first", "always", "regularly", "annually", "previously"}
)
"""Beside a verb of reporting to an agency: it was another time, or many."""
_CITED = re.compile(r"\b(?:cit|ticket|summon)", re.IGNORECASE)


type _Placed = tuple[Span, Mention]
"""A date, with its tokens."""


@dataclass(frozen=True, slots=True)
class Encounter:
    """Police came upon somebody: what follows between two tokens happened then."""

    start: int
    end: int
    date: Mention
    agency: Mention | None
    inferred: bool = False
    """The day stands in an earlier sentence, or those whom police came upon got away at first."""


def find_encounters(doc: Doc, dates: Sequence[Mention], institutions: Institutions) -> list[Encounter]:
    """Return the encounters that a story dates, in text order.

    Args:
        doc: the parsed article.
        dates: its date expressions, in text order, but for those on which something was said.
        institutions: its agencies.
    """
    found: list[Encounter] = []
    text = text_of(doc)
    placed = _placed(doc, (date for date in dates if not _SAME_DAY.fullmatch(text, date.start, date.end)))
    # "the driver had a prior DUI in 2007": no year ends what was told of a day
    starts = [span.start for span, date in placed if date.detail != "year"]
    for date in dates:
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        above = _verb_above(span.root) if span is not None else None
        if above is not None and date.detail not in _DAYS and not _is_at_border(date, above, institutions):
            continue
        verb = _told(above) if above is not None else None
        if verb is not None and verb.lemma_ in _BEGINNING:
            verb = _beginning(verb) or verb
        if verb is not None and verb.dep_ == "advcl" and not _is_encounter(verb, institutions):
            verb = _done_while(verb)  # "police stopped Roe as he drove home on May 6"
        if verb is None or not _is_encounter(verb, institutions):
            continue
        sentence = verb.sent
        later = bisect_left(starts, sentence.end)
        end = min([*starts[later : later + 1], verb.i + _REACH, _end_of_sentences(sentence.end, doc)])
        fled = verb.lemma_ in _FLEEING
        found.append(Encounter(verb.i, end, date, _agency(verb, institutions), inferred=fled))
    told = {encounter.start for encounter in found}
    found += [item for item in _undated(doc, placed, institutions) if item.start not in told]
    return sorted(found, key=lambda item: (item.start, item.end))


def _is_at_border(date: Mention, verb: Token, institutions: Institutions) -> bool:
    """Say whether a month is told of an encounter at the border, of which agencies give no day."""
    agency = _agency(verb, institutions) if date.detail == "month" and verb.lemma_ == "encounter" else None
    return agency is not None and agency.detail in BORDER


def _placed(doc: Doc, dates: Iterable[Mention]) -> list[_Placed]:
    """Return dates with their tokens, in text order."""
    spans = ((doc.char_span(date.start, date.end, alignment_mode="expand"), date) for date in dates)
    return [(span, date) for span, date in spans if span is not None]


def _undated(doc: Doc, placed: Sequence[_Placed], institutions: Institutions) -> Iterator[Encounter]:
    """Yield what police did on the day that the sentences before tell of.

    "A clerk was robbed on May 3. Officers chased a man, and he was arrested"; "... was arrested a few blocks
    away".
    """
    for sentence in doc.sents:
        day = _day_before(sentence, placed)
        if day is None:
            continue
        for verb in sentence:
            if verb.pos_ == "VERB" and _is_encounter(verb, institutions):
                end = min(
                    [verb.i + _REACH, _end_of_sentences(sentence.end, doc, _SOON), *_next(placed, verb)]
                )
                yield Encounter(verb.i, end, day, _agency(verb, institutions), inferred=True)
    for match in _SPOT.finditer(in_small_letters(text_of(doc))):
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        day = _day_before(span.sent, placed) if span is not None else None
        if span is not None and day is not None:
            yield Encounter(span.sent.start - 1, span.sent.end, day, None, inferred=True)


def _start(entry: _Placed) -> int:
    return entry[0].start


def _next(placed: Sequence[_Placed], verb: Token) -> list[int]:
    later = bisect_right(placed, verb.i, key=_start)
    return [span.start for span, _ in placed[later : later + 1]]


def _day_before(sentence: Span, placed: Sequence[_Placed]) -> Mention | None:
    """Return the day last named in front of a sentence without one, if it is near and not to come."""
    start, end = sentence.start, sentence.end
    before = bisect_left(placed, start, key=_start)
    own = before < len(placed) and _start(placed[before]) < end
    if own or not before or placed[before - 1][1].detail not in _ONE_DAY:
        return None
    span, date = placed[before - 1]
    doc, told = sentence.doc, span.sent
    if _end_of_sentences(told.end, doc, _SINCE_SCENE) <= start:
        return None
    planned = _TO_COME.search(text_of(doc), told.start_char, date.start) is not None
    return None if planned else date


def _end_of_sentences(start: int, doc: Doc, sentences: int = _SENTENCES) -> int:
    index = start
    for _ in range(sentences):
        index = doc[index].sent.end if index < len(doc) else index
    return index


def _verb_above(token: Token) -> Token | None:
    for node in token.ancestors:
        if node.pos_ in ("VERB", "AUX"):
            return node
        if node.pos_ in ("NOUN", "PROPN") and node.dep_ not in ("attr", "npadvmod", "pobj", "dobj"):
            return None
    return None


def _told(verb: Token) -> Token:
    """Return what police tell, or tried, on a day: "on Sunday, deputies say they pulled over a truck"."""
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _TRYING:
        return verb.head
    told = children(verb, "ccomp") if verb.lemma_ in _TELLING and verb.tag_ in ("VBP", "VBZ") else []
    return told[0] if told else verb


def _beginning(verb: Token) -> Token | None:
    """Return what happened when it began: "It began on Monday when deputies stopped a truck"."""
    return next(
        (
            clause
            for clause in children(verb, "advcl")
            if any(child.lower_ in ("when", "after", "as") for child in clause.children)
        ),
        None,
    )


def _done_while(clause: Token) -> Token | None:
    """Return what happened while a clause went on."""
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return clause.head if marks & {"while", "as", "when"} and clause.i > clause.head.i else None


def _is_encounter(verb: Token, institutions: Institutions) -> bool:
    if verb.tag_ not in ("VBD", "VBN", "VBG") or verb.dep_ in ("relcl", "acl", "xcomp", "csubj"):
        return False
    if any(child.dep_ == "neg" for child in verb.children):
        return False
    if any(child.tag_ in ("MD", "TO", "VBZ", "VBP") for child in verb.children if child.dep_ == "aux"):
        return False
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if subjects and subjects[0].lower_ == "they" and _told(verb.head) == verb:
        subjects = children(verb.head, "nsubj")
    if not subjects:
        return False
    if _reported_to(verb, institutions) is not None:
        return True
    if subjects[0].lemma_.lower() in _OPERATIONS:
        return verb.lemma_ in _LASTING
    joined = any(noun.lemma_.lower() in _OPERATIONS for noun in syntax.objects_of(verb, "during", "in"))
    if syntax.is_passive(verb):
        hurt = joined and subjects[0].lemma_.lower() in _POLICE
        return hurt or verb.lemma_ in _SUFFERED
    finding = verb.lemma_ in ("find", "locate") and any(
        child.ent_type_ == "PERSON" or child.tag_ == "PRP" or child.lemma_ in _FOUND
        for child in (*children(verb, "dobj"), *(word for word in children(verb, "nsubj") if word.i > verb.i))
    )
    if verb.lemma_ in _FLEEING:
        before = [*children(verb, "dobj"), *syntax.objects_of(verb, "from")]
        return any(noun.lemma_.lower() in _POLICE for noun in before)
    trying = verb.lemma_ in _TRYING and any(deed.lemma_ in _ACTS for deed in children(verb, "xcomp"))
    patrolling = verb.lemma_ == "be" and any(token.lemma_ == "patrol" for token in verb.subtree)
    return (verb.lemma_ in _ACTS or patrolling or finding or trying or joined) and (
        subjects[0].lemma_.lower() in _POLICE or _police(subjects[0], institutions) is not None
    )


def _reported_to(verb: Token, institutions: Institutions) -> Mention | None:
    """Return the immigration agency that somebody went to see: "checked in with ICE on May 6"."""
    helping = [child.lower_ for child in verb.children if child.dep_ in ("aux", "advmod")]
    if verb.lemma_ not in _REPORTING or not _NO_VISIT.isdisjoint(helping):
        return None
    return appointed_at(verb, institutions, going=True)


def _police(noun: Token | None, institutions: Institutions) -> Mention | None:
    found = institutions.agency_meant(noun)
    return found if found is not None and found.detail in ARRESTING else None


def _agency(verb: Token, institutions: Institutions) -> Mention | None:
    subject = syntax.agent(verb) if syntax.is_passive(verb) else syntax.subject(verb)
    visited = _reported_to(verb, institutions)
    if visited is not None:
        return visited
    found = _police(subject, institutions)
    return found if found is not None and found.confidence >= _SURE else None


def lend_encounters(events: Sequence[Happening], encounters: Sequence[tuple[Encounter, Value]]) -> None:
    """Give undated arrests the day of the encounter that they ended, and arrests without one its agency.

    Args:
        events: the events of an article; they take the dates and agencies.
        encounters: each with the date it comes to, in text order.
    """
    for event in events:
        told_so = event.telling.modality.value in ("actual", "alleged")
        if event.date is not None or event.telling.presupposed or not told_so:
            continue
        told = [item for item in encounters if any(_ends(item[0], token) for token in _arrests(event))]
        if event.telling.event in ("notice_to_appear", "release"):
            cited = event.telling.event == "release" and not _AT_BORDER.search(event.telling.token.sent.text)
            told = [item for item in told if cited or _is_of_border(item[0])]
        told = [x for x in told if not (x[0].inferred and is_of_anothers(x[0].date, event, events))]
        own = [item for item in told if not item[0].inferred] or told
        if len({str(item[1].value) for item in own}) != 1:
            continue
        encounter, event.date = own[0]
        if event.telling.agency is None and encounter.agency is not None and event.telling.event == "arrest":
            agency = replace(encounter.agency, confidence=_INFERRED)
            event.telling = replace(event.telling, agency=agency)


def _is_of_border(encounter: Encounter) -> bool:
    return encounter.agency is not None and encounter.agency.detail in BORDER


def _arrests(event: Happening) -> Iterator[Token]:
    """Yield the triggers that tell of somebody taken in, or cited, or served and let go, on the spot."""
    if event.telling.event in ("arrest", "notice_to_appear"):
        yield from event.tokens
    elif event.telling.event == "release":
        text = text_of(event.telling.token.doc)
        yield from (
            token for token in event.tokens if _NOTICE.search(text, max(0, token.idx - _FRONT), token.idx)
        )
    elif event.telling.event == "charge":
        yield from (token for token in event.tokens if _CITED.match(token.lemma_))


def _ends(encounter: Encounter, token: Token) -> bool:
    if not encounter.start < token.i < encounter.end or any(
        node.dep_ == "relcl" for node in (token, token.head)
    ):
        return False
    if any(
        child.dep_ in ("aux", "auxpass") and child.lower_ in ("had", "have", "has")
        for child in token.children
    ):
        return False
    served = token.dep_ == "pobj" and token.head.lower_ == "with"  # "served him with a notice"
    led = token.dep_ == "pobj" and token.head.head.lemma_ in _LEADING and token.head.head.tag_ == "VBD"
    if token.pos_ == "NOUN" and token.dep_ not in ("nsubj", "nsubjpass", "dobj") and not (served or led):
        return False
    if any(child.dep_ == "mark" and child.lower_ == "after" for child in token.children):
        return False  # "ERO found him on May 20, two days after the sheriff had arrested him"
    on_spot = encounter.start == token.sent.start - 1
    verb = token.sent[0] if on_spot else token.doc[encounter.start]
    if _GAP.search(text_of(token.doc), verb.idx, token.sent.end_char):
        return False  # "officers searched a barn on May 3. After a month-long inquiry he was arrested"
    taken = [child for child in token.children if child.dep_ in ("nsubjpass", "dobj")]
    if verb.lemma_ in _REPORTING and any(children(noun, "poss") for noun in taken):
        return False  # "Roe went to an ICE office on May 6. His brother was arrested"
    words = _words(token.doc, token.sent.start, token.sent.end)
    if not encounter.inferred and verb.lemma_ in _STOPPING:
        words.discard("subsequently")
    if any(
        word.lower_ == "before" and word.dep_ in ("mark", "prep")
        for word in token.sent[: token.i - token.sent.start]
    ):
        words.discard("before")  # "sped off before they crashed and were caught"
    if encounter.inferred:
        told = _words(token.doc, verb.sent.start, token.sent.end)
        if told & ((_APART - {"before"}) | _TRACING):
            return False  # but "sped away before he hit a fence" tells of the same scene
    return not words & _APART


def _words(doc: Doc, start: int, end: int) -> set[str]:
    # "a notice to appear before a judge" tells of no earlier time.
    return {
        token.lower_
        for token in doc[start:end]
        if token.i == 0
        or not (
            token.nbor(-1).lower_ == "appear"
            or (token.lower_ == "later" and _is_soon(token))
            or (token.lower_ == "prior" and token.i + 1 < end and token.nbor(1).lower_ == "to")
        )
    }


def _is_soon(later: Token) -> bool:
    """Say whether no day lies between: "a short time later", "minutes later", "later in the evening"."""
    behind = later.doc[later.i + 1 : later.i + 4].text.lower()
    return later.nbor(-1).lower_ in _SHORT_TIMES or _SAME_EVENING.match(behind) is not None
