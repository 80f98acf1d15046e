"""Finds the words that report an event, by the frames in `frames/`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from pipeline.events.grammar.inserted import first_adverb, inserted, inserted_behind
from pipeline.events.grammar.syntax import children, is_passive, patient, text_of
from pipeline.events.triggers.frame import Expression, Frame, no_case, numbered, written

_AGE = re.compile(
    r"^,\s\d{1,3},(?:\s(?:of|from)\s[^,;.]{2,30}(?:,\s[A-Z][\w. ]{1,20})?,)?"
    r"|^,\s(?:of|from)\s[^,;.]{2,30},"
)
"""What stands between a name and what was done: ", 28, of Salem, Ohio,"."""
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
_AROUND = 90
"""Characters in front of a trigger and behind it that may say that its case is no criminal one."""
_WORDS_KEPT = 50_000
"""Words whose frames are kept, with their readings: about those of a thousand articles."""
_FRAMES: dict[tuple[int, ...], tuple[Frame, ...]] = {}
"""By the hashes of word, lemma, part of speech, tag and dependency: the frames of the word in that use."""


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
def _index() -> _Index:
    index = _Index(defaultdict(list), defaultdict(list), defaultdict(list))
    for number, entry in enumerate(written()["frame"]):
        for name, table in (("verbs", index.verbs), ("nouns", index.nouns), ("words", index.words)):
            for word in entry.get(name, ()):
                table[word].append(number)
    return index


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
                if frame.event in seen or not _holds(frame, place):
                    continue
                if not place.is_ofno_case(frame.event):
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
    if pos in _SILENT or (tag == "VBG" and dep == "amod"):
        return  # "the arresting officer"
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
    return map(numbered, _numbers_for(lower, lemma, pos, tag, headline))


def _numbers_for(lower: str, lemma: str, pos: str, tag: str, headline: bool) -> Iterator[int]:
    index = _index()
    yield from index.words.get(lower, ())
    bare = pos == "ADJ" and lower == lemma and not headline  # "made it clear that": no verb
    if (pos in ("VERB", "AUX", "ADJ") and not bare) or tag.startswith("VB") or lower.endswith("ed"):
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
    def fronts(self) -> list[str]:
        """What stands before the trigger, and the same without the adverbs right in front of it."""
        return [self._front(end) for end in self._ends]

    @cached_property
    def joined(self) -> list[str]:
        """The same without what is inserted there: nothing where nothing is."""
        aside = inserted(self.token)
        return [] if aside is None else [self._front(end, aside) for end in self._ends]

    @property
    def _ends(self) -> dict[int, None]:
        return dict.fromkeys((self.token.idx, first_adverb(self.token).idx))

    def _front(self, end: int, aside: tuple[int, int] | None = None) -> str:
        start, words = self._sentence.start_char, ""
        if aside is not None:
            words, start = self._words(start, aside[0]).rstrip(), aside[1]
        return _THOUSANDS.sub("", words + self._words(start, end))

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
    def afters(self) -> list[str]:
        """What stands behind the trigger, and the same without what is inserted there."""
        aside = inserted_behind(self.token)
        if aside is None:
            return [self.after]
        end = self.token.idx + len(self.token)
        words = self._words(end, aside[0]).rstrip() + self._words(aside[1], self._sentence.end_char)
        return [self.after, _THOUSANDS.sub("", words)]

    @cached_property
    def patient(self) -> Token | None:
        return patient(self.token)

    @cached_property
    def behind(self) -> list[str]:
        """What stands behind the trigger, and, where its object follows, what stands behind that.

        So one expression reads both voices: "was booked into the jail", "booked Ann Lee, 34, into the jail".
        """
        return [*self.afters, *(_THOUSANDS.sub("", words) for words in self._behind_object())]

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
        named += [other for noun in (held, *named) for other in _names_joined(noun)]  # "Roe, 22, and Poe, 31"
        alone = held if held.ent_type_ == "PERSON" else None
        return max(named, key=lambda item: item.i, default=alone)

    def is_ofno_case(self, event: str) -> bool:
        """Say whether the words around tell of no criminal case: "disciplinary charges"."""
        words, middle = no_case(event), self.token.idx
        start = max(self._sentence.start_char, middle - _AROUND)
        end = min(self._sentence.end_char, middle + _AROUND)
        return words is not None and words.search(text_of(self.token.doc), start, end)

    def is_near(self, words: Expression) -> bool:
        """Say whether the passage around has words that a frame asks for."""
        middle = self.token.idx
        return words.search(text_of(self.token.doc), max(0, middle - _NEAR), middle + _NEAR)


def _names_joined(noun: Token) -> list[Token]:
    return [other for other in noun.conjuncts if other.i > noun.i and other.ent_type_ == "PERSON"]


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
        behind = place.behind if frame.place == "object" else place.afters
    if frame.after and not any(frame.after.search(words) for words in behind):
        return False
    told = [*place.fronts, *place.joined] if frame.before else []
    front = next((words for words in told if frame.before and frame.before.search(words)), None)
    if frame.before and front is None and not _is_cut_short(frame, place):
        return False
    if frame.not_after and any(frame.not_after.search(words) for words in behind):
        return False
    if frame.not_before and any(map(frame.not_before.search, (*place.fronts, front or ""))):
        return False
    if frame.near and not place.is_near(frame.near):
        return False
    if frame.object or frame.not_object:
        lemma = place.patient.lemma_.lower() if place.patient is not None else ""
        # "dismissed murder and other charges", whose head the parser takes to be "murder"
        joined = [] if place.patient is None else [item.lemma_.lower() for item in place.patient.conjuncts]
        if frame.object and not frame.object & {lemma, *joined}:
            return False
        if lemma in frame.not_object:
            return False
    return True
