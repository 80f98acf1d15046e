"""Finds the words that report an event, by the frames of `triggers.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Span, Token

from pipeline.errors import SettingsError
from pipeline.events.grammar.syntax import patient, text_of
from pipeline.ontology import ontology

_AGE = re.compile(r"^,\s\d{1,3},")
PATH = Path(__file__).with_name("triggers.toml")
_HEADLINE_VERB = frozenset({"ROOT", "acl", "relcl", "ccomp", "conj"})
_SILENT = frozenset({"PUNCT", "SPACE", "DET"})
"""What is no trigger of anything."""
_SHORT_BE = frozenset({"’s", "'s", "’re", "'re", "’m", "'m"})
_WORDS_KEPT = 50_000
"""Words whose frames are kept, with their readings: about those of a thousand articles."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of reporting an event."""

    id: str
    event: str
    place: str
    """Where the person stands: `object`, `subject`, `noun` and the rest of `arguments.py`."""
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    object: frozenset[str]
    not_object: frozenset[str]
    modality: str | None
    weak: bool
    of_people: bool


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports an event, and the frame that says so."""

    token: Token
    frame: Frame


@dataclass(frozen=True, slots=True)
class _Index:
    verbs: dict[str, list[Frame]]
    nouns: dict[str, list[Frame]]
    words: dict[str, list[Frame]]


@cache
def _index() -> _Index:
    index = _Index(defaultdict(list), defaultdict(list), defaultdict(list))
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    for entry in data["frame"]:
        frame = _frame(entry, data["terms"])
        for name, table in (("verbs", index.verbs), ("nouns", index.nouns), ("words", index.words)):
            for word in entry.get(name, ()):
                table[word].append(frame)
    return index


def _frame(entry: dict[str, Any], terms: Mapping[str, str]) -> Frame:
    if entry["event"] not in ontology().events:
        raise SettingsError(
            f"{PATH.name}: {entry['id']}: expected an event type of ontology.toml, found {entry['event']!r}"
        )

    def pattern(name: str) -> re.Pattern[str] | None:
        try:
            flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
            return re.compile(_with_terms(entry[name], terms), flags) if name in entry else None
        except re.error as error:
            raise SettingsError(
                f"{PATH.name}: {entry['id']}: `{name}` is no regular expression: {error}"
            ) from error

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
    )


def _with_terms(expression: str, terms: Mapping[str, str]) -> str:
    """Return a frame's expression with each `{name}` replaced by the words that it stands for."""
    for name, words in terms.items():
        expression = expression.replace(f"{{{name}}}", words)
    return expression


def find_triggers(doc: Doc) -> list[Trigger]:
    """Return the triggers of a parsed text, in text order; of frames for one event at one word, the first."""
    found: list[Trigger] = []
    for sentence in doc.sents:
        for token in sentence:
            if token.pos_ in _SILENT:
                continue
            seen: set[str] = set()
            for frame in _frames(token):
                if frame.event not in seen and _holds(frame, token, sentence):
                    seen.add(frame.event)
                    found.append(Trigger(token, frame))
    return found


def _frames(token: Token) -> tuple[Frame, ...]:
    pos = token.pos_
    headline = pos == "PROPN" and token.dep_ in _HEADLINE_VERB and token.text[:1].isupper()
    lemma = "be" if pos in ("AUX", "VERB") and token.lower_ in _SHORT_BE else token.lemma_
    return _frames_of(token.lower_, lemma, pos, token.tag_, headline)


@lru_cache(maxsize=_WORDS_KEPT)
def _frames_of(lower: str, lemma: str, pos: str, tag: str, headline: bool) -> tuple[Frame, ...]:
    """Return the frames that a word may be a trigger of; most words are none of any."""
    return tuple(_frames_for(lower, lemma.lower(), pos, tag, headline))


def _frames_for(lower: str, lemma: str, pos: str, tag: str, headline: bool) -> Iterator[Frame]:
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


def _holds(frame: Frame, token: Token, sentence: Span) -> bool:
    text = text_of(sentence.doc)
    before = text[sentence.start_char : token.idx].replace("\n", " ")
    after = text[token.idx + len(token) : sentence.end_char].replace("\n", " ")
    behind = _behind(frame, token, after)
    if frame.after and not any(frame.after.search(words) for words in behind):
        return False
    if frame.before and not frame.before.search(before):
        return False
    if frame.not_after and any(frame.not_after.search(words) for words in behind):
        return False
    if frame.not_before and frame.not_before.search(before):
        return False
    if frame.object or frame.not_object:
        held = patient(token)
        lemma = held.lemma_.lower() if held is not None else ""
        if (frame.object and lemma not in frame.object) or lemma in frame.not_object:
            return False
    return True


def _behind(frame: Frame, token: Token, after: str) -> list[str]:
    """Return what stands behind the trigger, and, where its object follows, what stands behind that.

    So one expression reads both voices: "was booked into the jail", "booked Ann Lee, 34, into the jail".
    """
    held = patient(token) if frame.place == "object" else None
    if held is None or held.i < token.i or held.sent != token.sent:
        return [after]
    start = token.idx + len(token)
    return [after, _AGE.sub("", after[held.idx + len(held) - start :])]
