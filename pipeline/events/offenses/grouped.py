"""Reads what those of a group did off the list that a story gives: "Those arrested had convictions for".

in: an offense laid to nobody, its text, what is reported of whom    out: a `StatusCue`    writes: nothing

What a group is merely accused of is left out: nearly always it is that of people told of one by one.

Where no verb or cue says whose an offense is, words for a record ("convictions", "pending charges", "criminal
histories") that go on to a list may: they are of the group that was told of last, by a number or as those
taken, and of no group where the last told of is a person. Of "charges or convictions" each may be any: the
least holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from pipeline.events.grammar.syntax import text_of
from pipeline.events.offenses.doers import are_counted_as, names_people
from pipeline.events.offenses.laid import Laid, Owner, TriggerReport
from pipeline.events.offenses.statuses import StatusCue
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.ontology import ontology
from pipeline.schema import Mention
from pipeline.small_letters import in_small_letters
from pipeline.word_lists import table

PATH = Path(__file__).with_name("grouped.toml")
_REACH = 600
"""Characters from a list's beginning to an offense in it, and from where a group is told of to its list."""
_NO_LIST = re.compile(
    r"[.!?]\s|[\n]|\b(?:who|which|that|but|was|were|is|are|had|has|have|said|says|while\s(?:others?|some|the|an?|\d+))\b"
)
"""Between a record and an offense: the list has ended."""
_SENTENCE = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])")
_ACCUSING = re.compile(r"\b(?:accus|suspect|alleg|responsible|believe)", re.IGNORECASE)
_IMMIGRATION = re.compile(
    r"\b(?:immigra\w+|migrants?|aliens?|deport\w*|sanctuary|(?-i:ICE|DHS)|homeland\ssecurity|border|undocumented|"
    r"illegals|MS-13|Tren\sde\sAragua|rid\s(?:of|our)|remov(?:ed|ing|es?|al))\b",
    re.IGNORECASE,
)
_AROUND = 400
"""Characters on either side of people called killers: where immigration is told of, they are many."""
_BESIDE = 80
"""Characters between those called by one deed and those by another: "killers, rapists and gang members"."""

_VARIOUS = re.compile(
    r"\b(?:vari(?:ous|ety)|range|ranging|different|several|multiple)\b[^;.]*?\b(?:including|such\sas|from)\b|"
    r"\b(?:conspiracy|enterprise|scheme|ring)\s[^;.]*?\binvolv(?:ing|ed)\b",
    re.IGNORECASE,
)
_VARIOUSLY = re.compile(r"\bvariously\s$", re.IGNORECASE)
"""In front of what some of them did and others not: "are variously charged with"."""
"""Between many people's case and an offense: "wanted for various crimes, including", "a ring involving"."""
_MANY = 3
_BESIDE_CUE = 12
"""Characters in front of a cue."""


@dataclass(frozen=True, slots=True)
class _Lists:
    records: tuple[tuple[str, re.Pattern[str]], ...]
    either: tuple[tuple[str, re.Pattern[str]], ...]
    taken: re.Pattern[str]
    theirs: re.Pattern[str]
    bare: re.Pattern[str]
    untold: re.Pattern[str]


@cache
def _lists() -> _Lists:
    data = table(PATH)

    def compiled(pattern: str) -> re.Pattern[str]:
        for name in ("listing", "crimes"):
            pattern = pattern.replace("{" + name + "}", data[name])
        return re.compile(pattern.replace(" ", r"\s"))

    return _Lists(
        tuple(
            (entry["status"], compiled(rf"\b(?:{'|'.join(entry['before'])}):?\s")) for entry in data["record"]
        ),
        tuple((entry["status"], compiled(entry["words"])) for entry in data["either"]),
        *(compiled(data[name]) for name in ("taken", "theirs", "bare", "untold")),
    )


def listed_of(text: str, start: int) -> tuple[StatusCue, bool] | None:
    """Return what the words in front of a list that an offense stands in say of it; None: it is in none.

    With it, whether that is the least of several.

    Args:
        text: the article's text.
        start: character offset of the offense.
    """
    first = max(text.rfind("\n", 0, start) + 1, start - _REACH)
    front = in_small_letters(text[first:start])
    best: StatusCue | None = None
    for status, pattern in _lists().records:
        for match in pattern.finditer(front):
            if _NO_LIST.search(front, match.end()):
                continue
            if best is None or (first + match.end() - 1, -match.start()) > (best.end, first - best.start):
                best = StatusCue(status, first + match.start(), first + match.end() - 1)
    if best is None:
        return None
    before = front[: best.start - first]
    least = [(status, best.start) for status, words in _lists().either if words.search(before)]
    gravity = ontology().statuses
    graver = [status for status, _ in least if gravity[status] < gravity[str(best.status)]]
    return (StatusCue(graver[0], best.start, best.end), True) if graver else (best, False)


def is_untold(text: str, cue: StatusCue) -> bool:
    """Say whether the sentence of a record tells a rule or a wish, or that there is none."""
    return _lists().untold.search(in_small_letters(text[_sentence_of(text, cue) : cue.end])) is not None


def _sentence_of(text: str, cue: StatusCue) -> int:
    begin = text.rfind("\n", 0, cue.start) + 1
    for end in _SENTENCE.finditer(text, begin, cue.start):
        begin = end.end()
    return begin


def of_group(
    doc: Doc, mention: Mention, reports: Sequence[TriggerReport], known: Mapping[int, Entity]
) -> tuple[StatusCue, bool] | None:
    """Return how far an offense of a group's list has got, and if that is the least of what each may have.

    None where it is in no list, or the group is not told of.

    Args:
        doc: the parsed text.
        mention: the offense.
        reports: what happened to whom.
        known: whom each token stands for.
    """
    groups = [
        report
        for report in reports
        if report.modality == "actual" and any(isinstance(item, Group) for item in report.people)
    ]
    if not groups:
        return None
    text, lists = text_of(doc), _lists()
    found = listed_of(text, mention.start)
    if found is None:
        return None
    cue = found[0]
    begin = _sentence_of(text, cue)
    front, through = in_small_letters(text[begin : cue.start]), in_small_letters(text[begin : cue.end])
    if is_untold(text, cue):
        return None
    span = doc.char_span(begin, mention.start, alignment_mode="expand")
    named = any(token.i in known and not known[token.i].official for token in span or ())
    if lists.taken.search(through):
        return found
    told = [
        report
        for report in reports
        if cue.start - _REACH < report.token.idx < mention.start and report.people
    ]
    last = max(told, key=lambda report: report.token.idx, default=None)
    if named or last is None or any(isinstance(item, Entity) for item in last.people):
        return None
    return found if lists.theirs.search(through) or lists.bare.search(front) else None


def without_accused(laid: Sequence[Laid], doc: Doc) -> list[Laid]:
    """Leave out what a group is merely said to have done, or called, unless those taken for removal are.

    "Two Marines were arrested and accused of smuggling" are told of one by one, "a crew of burglars" by what
    they were charged with; "ICE is deporting killers and rapists" is of nobody else.
    """
    text = text_of(doc)
    said = [item for item in laid if item.status == "alleged" and not isinstance(item.owner, Entity)]
    called = [item for item in said if names_people(text, item.mention)]
    mere = [item for item in said if item not in called and _is_mere(item, text)]
    mere += [item for item in called if not _is_of_removal(item, called, doc)]
    return [item for item in laid if not any(item is other for other in mere)]


def _is_mere(item: Laid, text: str) -> bool:
    cue = text[item.cue[0] : item.cue[1]] if item.cue is not None else ""
    return item.mention.detail.startswith("act") or _ACCUSING.search(cue) is not None


def _is_of_removal(item: Laid, called: Sequence[Laid], doc: Doc) -> bool:
    """Say whether people are called killers where immigration is told of, or other kinds beside them."""
    text, mention = text_of(doc), item.mention
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    around = text[max(0, mention.start - _AROUND) : mention.end + _AROUND]
    beside = any(
        other.mention.value != mention.value and abs(other.mention.start - mention.start) < _BESIDE
        for other in called
    )
    return (
        beside
        or _IMMIGRATION.search(around) is not None
        or span is None
        or span.root.dep_ == "attr"
        or are_counted_as(text, mention, span.root.sent)
    )


def is_of_some(text: str, owners: Sequence[Owner], place: tuple[int, int] | None, mention: Mention) -> bool:
    """Say whether an offense is one of several that not each of many people is said to have done.

    Args:
        text: the article's text.
        owners: the people.
        place: the words that say how far it has got.
        mention: the offense.
    """
    people = len(owners) >= _MANY and all(isinstance(owner, Entity) for owner in owners)
    many = people or any(isinstance(owner, Group) for owner in owners)
    if len(owners) > 1 and place is not None and _VARIOUSLY.search(text, place[0] - _BESIDE_CUE, place[0]):
        return True
    return many and place is not None and _VARIOUS.search(text, place[0], mention.start) is not None
