"""Finds the words that report an event, by the frames in `frames/`."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, Token

from pipeline.errors import SettingsError
from pipeline.events.grammar.syntax import children, is_passive, patient, text_of
from pipeline.ontology import ontology
from pipeline.small_letters import in_small_letters, without_capitals

_AGE = re.compile(
    r"^,\s\d{1,3},(?:\s(?:of|from)\s[^,;.]{2,30}(?:,\s[A-Z][\w. ]{1,20})?,)?"
    r"|^,\s(?:of|from)\s[^,;.]{2,30},"
)
"""What stands between a name and what was done: ", 28, of Salem, Ohio,"."""
PATH = Path(__file__).with_name("triggers.toml")
FRAMES = tuple(
    PATH.parent / "frames" / f"{name}.toml"
    for name in (
        "arrest",
        "charge",
        "conviction",
        "acquittal",
        "sentence",
        "release",
        "detention",
        "transfer",
        "removal_order",
        "removal",
        "entry",
    )
)
"""The files of frames, in the order in which frames are tried."""
_HEADLINE_VERB = frozenset({"ROOT", "acl", "relcl", "ccomp", "conj"})
_OF_ITS_OWN = frozenset({"acl", "advcl", "ROOT", "conj", "relcl", "appos"})
"""Dependencies of a participle that tells a deed without an auxiliary."""
_PARTICIPLES = frozenset({"VBN", "VBD"})
_SILENT = frozenset({"PUNCT", "SPACE", "DET"})
"""What is no trigger of anything."""
_THOUSANDS = re.compile(r",(?<=\d,)(?!(?<=(?<![\d,])1,)9\d\d\b)(?!(?<=(?<![\d,])2,)0\d\d\b)(?=\d{3}(?!\d))")
"""The comma of a number: frames count words, of which "1,303 men" are two."""
_AGAIN = "re-"
"""In front of a verb that has no frames of its own with it."""
_TAKEN_FOR_NOUNS = frozenset({"faces"})
"""Verbs that the model takes for the plural of a noun behind "and"."""
_SHORT_BE = frozenset({"’s", "'s", "’re", "'re", "’m", "'m"})
_NEAR = 700
"""Characters in front of a trigger and behind it that are its passage."""
_WORDS_KEPT = 50_000
"""Words whose frames are kept, with their readings: about those of a thousand articles."""
_FRAMES: dict[tuple[int, ...], tuple[Frame, ...]] = {}
"""By the hashes of word, lemma, part of speech, tag and dependency: the frames of the word in that use."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A regular expression that is compiled when it is first looked for: all of them take a second.

    Where capitals count nowhere it is looked for in small letters, in a fraction of the time.
    """

    where: str
    """Frame and name."""
    written: str
    case: bool
    """Capitals count."""

    def compiled(self) -> re.Pattern[str]:
        """Return it compiled.

        Raises:
            SettingsError: it is no regular expression.
        """
        try:
            return _compiled(self.written, self.case)
        except re.error as error:
            raise SettingsError(f"frames: {self.where} is no regular expression: {error}") from error

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> bool:
        """Say whether it is met in a text, or between two offsets of it."""
        pattern = self.compiled()
        small = not self.case and not pattern.flags & re.IGNORECASE
        return pattern.search(in_small_letters(text) if small else text, start, end) is not None


@cache
def _compiled(written: str, case: bool) -> re.Pattern[str]:
    if case:
        return re.compile(written)
    if "(?-i" in written:
        return re.compile(written, re.IGNORECASE)
    return re.compile(without_capitals(written))


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of reporting an event."""

    id: str
    event: str
    place: str
    """Where the person stands: `object`, `subject`, `noun` and the rest of `arguments.py`."""
    after: Expression | None
    before: Expression | None
    not_after: Expression | None
    not_before: Expression | None
    object: frozenset[str]
    not_object: frozenset[str]
    modality: str | None
    weak: bool
    of_people: bool
    near: Expression | None
    """What must stand in the passage around."""
    own: bool
    """What the accused do themselves: "turned himself in"."""
    journey: bool
    """Tells of a mere journey where nothing else is told of the person."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event, and the frame that says so."""

    token: Token
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Index:
    """The numbers of the frames by their words: a frame is made when one of these turns up."""

    verbs: dict[str, list[int]]
    nouns: dict[str, list[int]]
    words: dict[str, list[int]]


@cache
def _data() -> dict[str, Any]:
    terms = tomllib.loads(PATH.read_text(encoding="utf-8"))["terms"]
    return {"terms": terms, "frame": [frame for path in FRAMES for frame in read_frames(path)]}


def read_frames(path: Path) -> list[dict[str, Any]]:
    """Return the frames of a file as they are written down, in their order."""
    entries: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["frame"]
    return entries


@cache
def _index() -> _Index:
    index = _Index(defaultdict(list), defaultdict(list), defaultdict(list))
    for number, entry in enumerate(_data()["frame"]):
        for name, table in (("verbs", index.verbs), ("nouns", index.nouns), ("words", index.words)):
            for word in entry.get(name, ()):
                table[word].append(number)
    return index


@cache
def _numbered(number: int) -> Frame:
    return _frame(_data()["frame"][number], _data()["terms"])


@cache
def frames() -> tuple[Frame, ...]:
    """Return all frames, their expressions compiled.

    Raises:
        SettingsError: one is not as it should be.
    """
    found = tuple(map(_numbered, range(len(_data()["frame"]))))
    for frame in found:
        for expression in (frame.after, frame.before, frame.not_after, frame.not_before, frame.near):
            if expression is not None:
                expression.compiled()
    return found


def _frame(entry: dict[str, Any], terms: Mapping[str, str]) -> Frame:
    if entry["event"] not in ontology().events:
        raise SettingsError(
            f"frames: {entry['id']}: expected an event type of ontology.toml, found {entry['event']!r}"
        )

    def pattern(name: str) -> Expression | None:
        case = bool(entry.get("case")) or name == "near"
        where = f"{entry['id']}: `{name}`"
        return Expression(where, _with_terms(entry[name], terms), case) if name in entry else None

    return Frame(
        id=entry["id"],
        event=entry["event"],
        place=entry["patient"],
        after=pattern("after"),
        before=pattern("before"),
        not_after=pattern("not_after"),
        not_before=pattern("not_before"),
        object=frozenset(entry.get("object", ())),
        not_object=frozenset(entry.get("not_object", ())),
        modality=entry.get("modality"),
        weak=entry.get("weak", False),
        of_people=entry.get("of_people", False),
        near=pattern("near"),
        own=entry.get("own", False),
        journey=entry.get("journey", False),
    )


def _with_terms(expression: str, terms: Mapping[str, str]) -> str:
    """Return a frame's expression with each `{name}` replaced by the words that it stands for."""
    for name, words in terms.items():
        expression = expression.replace(f"{{{name}}}", words)
    return expression


@cache
def journeys() -> frozenset[str]:
    """Return the ids of the frames that may tell of a mere journey: "he returned to the United States"."""
    return frozenset(entry["id"] for entry in _data()["frame"] if entry.get("journey"))


def find_triggers(doc: Doc) -> list[Trigger]:
    """Return the triggers of a parsed text, in text order; of frames for one event at one word, the first."""
    found: list[Trigger] = []
    told = list(_frames(doc))
    for sentence in doc.sents:
        for index in range(sentence.start, sentence.end):
            if not told[index]:
                continue
            seen: set[str] = set()
            place = _Place(doc[index], sentence)
            for frame in told[index]:
                if frame.event not in seen and _holds(frame, place):
                    seen.add(frame.event)
                    found.append(Trigger(place.token, frame))
    return found


def _frames(doc: Doc) -> Iterator[tuple[Frame, ...]]:
    """Yield for each token the frames that it may be a trigger of: none for most."""
    strings = doc.vocab.strings
    for row in doc.to_array(["ORTH", "LEMMA", "POS", "TAG", "DEP"]).tolist():
        use = tuple(row)
        known = _FRAMES.get(use)
        if known is None:
            if len(_FRAMES) == _WORDS_KEPT:
                _FRAMES.clear()
            known = _FRAMES[use] = tuple(_frames_of(*(strings[value] if value else "" for value in row)))
        yield known


def _frames_of(text: str, lemma: str, pos: str, tag: str, dep: str) -> Iterator[Frame]:
    if pos in _SILENT:
        return
    headline = pos == "PROPN" and dep in _HEADLINE_VERB and text[:1].isupper()
    if pos in ("AUX", "VERB") and text.lower() in _SHORT_BE:
        lemma = "be"
    if text.lower() in _TAKEN_FOR_NOUNS and dep == "conj":
        pos = "VERB"  # "was arrested and faces charges"
    found = list(_frames_for(text.lower(), lemma.lower(), pos, tag, headline))
    if not found and text.lower().startswith(_AGAIN):
        # "was re-detained": what is done again
        word, base = (item.lower().removeprefix(_AGAIN) for item in (text, lemma))
        found = list(_frames_for(word, base, pos, tag, headline))
    yield from found


def _frames_for(lower: str, lemma: str, pos: str, tag: str, headline: bool) -> Iterator[Frame]:
    return map(_numbered, _numbers_for(lower, lemma, pos, tag, headline))


def _numbers_for(lower: str, lemma: str, pos: str, tag: str, headline: bool) -> Iterator[int]:
    index = _index()
    yield from index.words.get(lower, ())
    if pos in ("VERB", "AUX", "ADJ") or tag.startswith("VB") or lower.endswith("ed"):
        for word in dict.fromkeys((lemma, *(_bases(lower) if lower.endswith(("ed", "ing")) else ()))):
            yield from index.verbs.get(word, ())
    elif headline:
        # In headlines verbs in capitals are taken for names.
        for word in _bases(lower):
            yield from index.verbs.get(word, ())
    if pos in ("NOUN", "PROPN") or tag.startswith("NN"):
        yield from index.nouns.get(lemma, ())


def _bases(word: str) -> tuple[str, ...]:
    """Return what a verb form may be a form of, where the lemmatizer took it for an adjective or a name."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            return (stem, stem + "e", doubled, word[:-1])
    return (word,)


class _Place:
    """A word of a sentence with what stands before and behind it, made once for all frames."""

    def __init__(self, token: Token, sentence: Span) -> None:
        self.token = token
        self._sentence = sentence

    @cached_property
    def before(self) -> str:
        return _THOUSANDS.sub("", self._words(self._sentence.start_char, self.token.idx))

    @cached_property
    def after(self) -> str:
        return _THOUSANDS.sub("", self._after)

    @cached_property
    def _after(self) -> str:
        """What stands behind with the commas in its numbers, so that offsets hold."""
        return self._words(self.token.idx + len(self.token), self._sentence.end_char)

    def _words(self, start: int, end: int) -> str:
        return text_of(self.token.doc)[start:end].replace("\n", " ")

    @cached_property
    def patient(self) -> Token | None:
        return patient(self.token)

    @cached_property
    def behind(self) -> list[str]:
        """What stands behind the trigger, and, where its object follows, what stands behind that.

        So one expression reads both voices: "was booked into the jail", "booked Ann Lee, 34, into the jail".
        """
        return [self.after, *(_THOUSANDS.sub("", words) for words in self._behind_object())]

    def _behind_object(self) -> list[str]:
        held = self.patient
        if held is None or held.i < self.token.i or held.sent != self.token.sent:
            return []
        start = self.token.idx + len(self.token)
        found = [_AGE.sub("", self._after[held.idx + len(held) - start :])]
        last = self._last_of_object(held)
        if last is not None:
            # "took the driver, Luis Roe, 28, into custody": whom the clause names, too, stands between
            found.append(_AGE.sub("", self._after[last.idx + len(last) - start :]).removeprefix(","))
        return found

    def _last_of_object(self, held: Token) -> Token | None:
        """Return the last token of what names and describes the object behind it; None where nothing does."""
        named = [other for other in children(self.token, "dobj") if other.i > held.i]
        beside = [other for noun in (held, *named) for other in children(noun, "appos")]
        named += [other for other in beside if other.pos_ in ("NOUN", "PROPN")]
        alone = held if held.ent_type_ == "PERSON" else None
        return max(named, key=lambda item: item.i, default=alone)

    def is_near(self, words: Expression) -> bool:
        """Say whether the passage around has words that a frame asks for."""
        middle = self.token.idx
        return words.search(text_of(self.token.doc), max(0, middle - _NEAR), middle + _NEAR)


def _is_cut_short(frame: Frame, place: _Place) -> bool:
    """Say whether what a frame wants in front of its passive is left out: "Noel Fry, 31, caught by ICE"."""
    token = place.token
    if frame.place != "object" or frame.before is None or token.tag_ not in _PARTICIPLES:
        return False
    if token.dep_ not in _OF_ITS_OWN or children(token, "aux", "auxpass") or not is_passive(token):
        return False
    apart = token.i > 0 and token.nbor(-1).text in (",", "–", "—", ":")
    if not apart and not children(token, "agent"):
        return False  # "to have a part of it removed"
    return frame.before.search(f"{place.before.rstrip()} was ")


def _holds(frame: Frame, place: _Place) -> bool:
    behind: Sequence[str] = ()
    if frame.after or frame.not_after:
        behind = place.behind if frame.place == "object" else (place.after,)
    if frame.after and not any(frame.after.search(words) for words in behind):
        return False
    if frame.before and not frame.before.search(place.before) and not _is_cut_short(frame, place):
        return False
    if frame.not_after and any(frame.not_after.search(words) for words in behind):
        return False
    if frame.not_before and frame.not_before.search(place.before):
        return False
    if frame.near and not place.is_near(frame.near):
        return False
    if frame.object or frame.not_object:
        lemma = place.patient.lemma_.lower() if place.patient is not None else ""
        if (frame.object and lemma not in frame.object) or lemma in frame.not_object:
            return False
    return True
