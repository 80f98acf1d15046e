"""Says of each word of a claim what stands there: a person, a jail, an agency, an offense, a date.

in: the parsed claim    out: tags by word    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.review.check.reading.known import Known
from pipeline.review.check.reading.names import NOUN, PROPER, Names
from pipeline.review.check.reading.phrases import ARGUMENTS, Phrases
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import crimes, words_of
from pipeline.schema import Mention, ReadText

_PLURAL = frozenset({"NNS", "NNPS"})
_AGENCIES = {
    "ice": "ICE",
    "ero": "ICE",
    "hsi": "ICE",
    "dhs": "ICE",
    "cbp": "ICE",
    "border_patrol": "ICE",
    "federal": "ICE",
    "judge": "COURT",
    "jury": "COURT",
    "grand_jury": "COURT",
    "court": "COURT",
    "prosecutor": "PROS",
    "sheriff": "JAIL",
    "corrections": "JAIL",
}
"""Kind of an agency -> its tag; all others are police."""
_DOER = re.compile(r"(?:er|or|ist)$")
_DEED = re.compile(r"\w+ing (?!(?:his|her|their)\b)")
_QUANTITIES = frozenset({"at least", "at most", "more than", "fewer than", "less than", "no fewer", "up to"})
"""In front of a number."""


class Tagger:
    """Tags one claim."""

    def __init__(self, read: ReadText, known: Known) -> None:
        """Prepare to tag a claim, knowing which names the database has."""
        self._out = Tagged(read)
        self._words = read.words
        self._names, self._known = Names(self._out, known), known
        self._phrases = Phrases(self._out)
        self._counts: dict[str, int] = {}
        self._children: dict[int, list[int]] = {}
        for index, word in enumerate(self._words):
            if word.head != index:
                self._children.setdefault(word.head, []).append(index)

    def tagged(self) -> Tagged:
        """Return what stands at each word."""
        by_label: dict[str, list[Mention]] = {}
        for mention in self._out.read.mentions:
            by_label.setdefault(mention.label, []).append(mention)
        for mention in by_label.get("date", ()):
            self._set("DATE", self._span(mention), mention)
        for index, word in enumerate(self._words):
            itself = word.text.lower() == "immigration" and word.dep in ("pobj", "nsubj", "dobj", "agent")
            if itself or word.text.lower() in words_of("feds"):
                self._set("ICE", (index, index))
        self._crimes(deeds=True)
        self._detainers(by_label.get("agency", ()))
        for mention in by_label.get("facility", ()):
            kind = "X" if mention.detail == "court" else "JAIL" if mention.value else "CELL"
            self._set(kind, self._span(mention), mention)
        for mention in by_label.get("agency", ()):
            self._set(_AGENCIES.get(mention.detail, "POL"), self._span(mention), mention)
        self._people(by_label.get("name", ()))
        self._counted_arrests()
        for mention in by_label.get("offense", ()):
            first, last = self._span(mention)
            led = first < last and self._words[first].text.lower() in words_of("laid")
            self._set("OFF", (first + led, last), mention)
        self._crimes(deeds=False)
        self._proper()
        for index, word in enumerate(self._words):
            if word.lemma.lower() in words_of("court"):
                self._set("COURT", self._phrases.phrase(index))
        for tag, span in self._out.spans.items():
            if tag.rstrip("0123456789") == "P" and span[0] < span[1]:
                head = next(index for index, other in self._out.tags.items() if other == tag)
                if span[0] <= head <= span[1]:
                    self._out.join_name(span, head)
        return self._out

    def _span(self, mention: Mention) -> tuple[int, int]:
        inside = [
            i for i, word in enumerate(self._words) if word.start < mention.end and word.end > mention.start
        ]
        return (inside[0], inside[-1]) if inside else (0, -1)

    def _set(self, kind: str, span: tuple[int, int], mention: Mention | None = None) -> str | None:
        """Tag a span at its head, if none of it is tagged."""
        first, last = span
        if last < first or any(self._out.tags.get(index) is not None for index in range(first, last + 1)):
            return None
        self._counts[kind] = self._counts.get(kind, 0) + 1
        tag = f"{kind}{self._counts[kind]}"
        head = self._phrases.root(first, last)
        for index in range(first, last + 1):
            self._out.tags[index] = tag if index == head else ""
        self._out.spans[tag] = span
        if mention is not None:
            self._out.mentions[tag] = mention
        return tag

    def _counted(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return a phrase with the number in front of it: "100 of the detainers", "both Pratt brothers"."""
        first, last = span
        if (
            first >= 2
            and self._words[first - 1].text == "of"
            and (
                self._words[first - 2].tag == "CD" or self._words[first - 2].text.lower() in words_of("some")
            )
        ):
            first -= 2
        while first > 0 and self._words[first - 1].text.lower() in words_of("counting"):
            first -= 1
        if first >= 2 and self._words[first].tag == "CD":
            before = f"{self._words[first - 2].text} {self._words[first - 1].text}".lower()
            first -= 2 * (before in _QUANTITIES)
        return first, last

    # ---------------------------------------------------------------- detainers
    def _detainers(self, agencies: Iterable[Mention]) -> None:
        asking = {
            index
            for mention in agencies
            if _AGENCIES.get(mention.detail) == "ICE"
            for index in range(self._span(mention)[0], self._span(mention)[1] + 1)
        }
        for index, word in enumerate(self._words):
            lemma = word.lemma.lower()
            if lemma == "hold" and index >= 2 and index - 1 in asking and self._words[index - 2].tag == "CD":
                self._set("DET", self._counted((index - 2, index)))  # "refused 12 ICE holds"
            if word.tag not in NOUN or self._out.tags.get(index) is not None:
                continue
            if lemma in words_of("detainers"):
                head = word.head if word.dep == "compound" and self._words[word.head].tag in NOUN else index
                first, _ = self._phrases.phrase(head)
                self._set("DET", self._counted((self._behind_owner(first, head, asking), head)))
            elif lemma in words_of("asked"):
                first, _ = self._phrases.phrase(index)
                if lemma == "order" and self._words[index - 1].lemma.lower() in words_of("sending_off"):
                    continue
                near = set(range(max(0, first - 3), index)) | self._below(index)
                said = {self._words[i].text.lower() for i in near}
                own = lemma == "hold" and self._words[first].tag in ("DT", "PRP$", "CD") and first < index
                own |= self._words[first].text.lower() == "its" and bool(asking)
                if own or near & asking or said & {"immigration", "federal", "detainer"}:
                    self._set("DET", (first, index))

    def _behind_owner(self, first: int, head: int, asking: Collection[int]) -> int:
        """Return where the words for a detainer begin behind whom it is for: "Ann Roe's detainer"."""
        return next(
            (
                index + 1
                for index in range(first + 1, head)
                if self._words[index].tag == "POS"
                and self._words[index - 1].tag in PROPER
                and index - 1 not in asking
            ),
            first,
        )

    def _below(self, index: int) -> set[int]:
        """Return the indices of the words right behind a noun that say whose it is ("from ICE")."""
        return {
            item
            for child in self._children.get(index, ())
            if self._words[child].dep in ("prep", "poss")
            for item in (child, *self._children.get(child, ()))
        }

    # ------------------------------------------------------------------- people
    def _people(self, names: Iterable[Mention]) -> None:
        for span, mention in self._names.among(names, self._span):
            self._name(span, mention)
        for index, word in enumerate(self._words):
            if self._out.tags.get(index) is None and self._is_somebody(index):
                several = self._is_several(index) or word.tag in _PLURAL or word.lemma.lower() == "people"
                self._set("G" if several else "P", self._counted(self._phrases.phrase(index)))

    def _name(self, span: tuple[int, int], mention: Mention | None) -> None:
        first, last = span
        kin = self._words[last + 1] if last + 1 < len(self._words) else None
        of_kin = kin is not None and kin.tag == "NNS" and kin.lemma in words_of("kin")
        if of_kin and self._words[last].dep == "compound":
            self._set("FAM", self._counted(self._phrases.phrase(last + 1)), mention)
        elif first > 0 and self._words[first - 1].text.lower() == "not":
            self._set("NOT", span)  # "Lee Moe, not Ann Roe, was"
        elif self._set("P", span, mention) is not None:
            self._swallow(span)
            self._stand_in(span)

    def _is_somebody(self, index: int) -> bool:
        """Tell whether a word stands for somebody by himself: "man", "Hondurans", "those", "two"."""
        word = self._words[index]
        if self._is_owner(index) or self._is_kin(index):
            return False
        if word.dep in ("attr", "compound", "amod", "nmod", "npadvmod"):
            return False
        if word.lemma.lower() in words_of("people") and word.tag in NOUN:
            return True
        return self._is_doer(index) or self._is_demonym(index) or self._is_several(index)

    def _is_several(self, index: int) -> bool:
        """Tell whether a word without a noun stands for several: "those", "29 of the 47"."""
        word = self._words[index]
        if word.text.lower() in ("those", "others") and word.dep in ARGUMENTS:
            return self._words[word.head].text.lower() != "among"
        return word.tag == "CD" and word.dep in ("nsubj", "nsubjpass") and self._is_part(index)

    def _is_demonym(self, index: int) -> bool:
        """Tell whether a word is somebody by his country: "a Honduran"."""
        word = self._words[index]
        nations = (
            item for item in self._out.read.mentions if item.label == "nationality" and item.detail != "from"
        )
        if any(item.start <= word.start < item.end for item in nations) and word.tag in (*NOUN, "JJ"):
            return True
        return word.dep in ARGUMENTS and index > 0 and self._country(index) is not None

    def _is_owner(self, index: int) -> bool:
        """Tell whether a noun says whose somebody is: "the teacher's aide"."""
        word = self._words[index]
        return word.dep == "poss" and self._words[word.head].lemma.lower() in words_of("people")

    def _is_kin(self, index: int) -> bool:
        """Tell whether a noun tells somebody by whose he is: "Ann Roe's father", "Ann Roe's killer"."""
        below = (child for child in self._children.get(index, ()) if self._words[child].dep == "poss")
        return any((self._out.tags.get(child) or "").startswith("P") for child in below)

    def _is_doer(self, index: int) -> bool:
        """Tell whether a noun that no list has is somebody's, by its end and the country in front of it."""
        word = self._words[index]
        return (
            word.tag == "NN"
            and _DOER.search(word.lemma.lower()) is not None
            and word.lemma.lower() not in words_of("no_doers")
            and any(self._country(child) for child in self._children.get(index, ()))
        )

    def _country(self, index: int) -> str | None:
        """Return the country of which a word is the adjective: "Chilean"."""
        return self._known.country(self._words[index].text)

    def _is_part(self, index: int) -> bool:
        """Tell whether a number is of so many: "29 of the 47"."""
        return any(
            self._words[child].text.lower() == "of"
            and any(self._words[item].tag == "CD" for item in self._children.get(child, ()))
            for child in self._children.get(index, ())
        )

    def _counted_arrests(self) -> None:
        """Tag what is counted by the arrests themselves: "267 arrests"."""
        for index, word in enumerate(self._words):
            if word.tag != "NNS" or word.lemma.lower() != "arrest" or self._out.tags.get(index) is not None:
                continue
            first, last = self._counted(self._phrases.phrase(index))
            if any(self._words[item].tag == "CD" for item in range(first, last)):
                self._set("ARR", (first, last))

    def _swallow(self, name: tuple[int, int]) -> None:
        """Take what describes somebody in front of the name for part of it ("murder suspect Ann Roe")."""
        first, last = name
        head = self._phrases.root(first, last)
        index = first - 1
        if index > 1 and self._words[index].lemma.lower() == "suspect" and self._words[index - 1].tag == "NN":
            self._out.tags[index] = self._out.tags[index - 1] = ""  # "let murder suspect Ann Roe go"
            index -= 2
        called = index if index >= 0 and self._is_calling(index) else None
        while index >= 0 and self._out.tags.get(index) is None:
            below = self._phrases.is_below(index, head) or index == called
            if not below and (called is None or not self._phrases.is_below(index, called)):
                return
            if self._words[index].tag in (",", "DT", "PRP$"):
                return
            self._out.tags[index] = ""
            index -= 1

    def _is_calling(self, index: int) -> bool:
        """Tell whether a noun right in front of a name says what somebody is: "caregiver Ann Roe"."""
        word = self._words[index]
        return word.tag == "NN" and (word.lemma.lower() in words_of("people") or self._is_doer(index))

    def _stand_in(self, name: tuple[int, int]) -> None:
        """Let a name in commas stand for the subject in front of it: "A lawyer from Salem, Ann Roe, was"."""
        first, last = name
        if first == 0 or last + 1 >= len(self._words):
            return
        if self._words[first - 1].text != "," or self._words[last + 1].text != ",":
            return
        head = self._phrases.root(first, last)
        tag = self._out.tags[head]
        index = head
        while self._words[index].dep in ("appos", "pobj", "prep") and self._words[index].head < index:
            index = self._words[index].head
        word = self._words[index]
        if word.dep in ("nsubj", "nsubjpass") and word.tag == "NN" and self._out.tags.get(index) is None:
            for other in range(self._phrases.phrase(index)[0], index):
                self._out.tags[other] = ""
            self._out.tags[head], self._out.tags[index] = "", tag

    def _crimes(self, deeds: bool) -> None:
        """Tag what people call crimes in words of their own; of deeds, whom they are done to is a part."""
        for category, pattern in crimes():
            for match in pattern.finditer(self._out.read.text):
                if deeds and _DEED.match(match[0]) is None:
                    continue
                mention = Mention("offense", match.start(), match.end(), "claim.crime", 0.7, category)
                self._set("OFF", self._span(mention), mention)

    # ------------------------------------------------------------------- places
    def _proper(self) -> None:
        index = 0
        while index < len(self._words):
            word = self._words[index]
            if word.tag not in PROPER or self._out.tags.get(index) is not None:
                index += 1
                continue
            last = index
            while (
                last + 1 < len(self._words)
                and self._words[last + 1].tag in PROPER
                and self._out.tags.get(last + 1) is None
            ):
                last += 1
            text = self._out.read.text[word.start : self._words[last].end]
            if text in ("American", "Americans") or self._out.read.text[self._words[last].end :].startswith(
                "-born"
            ):
                index = last + 1
                continue
            county = re.search(r"\b(?:County|Parish|Borough)$", text)
            index -= county is not None and county[0] == text and self._may_begin(index - 1)
            land = text.lower() in words_of("usa")
            self._set("USA" if land else "JAIL" if county else "X", (index, last))
            index = last + 1
        self._own_land()

    def _may_begin(self, index: int) -> bool:
        """Tell whether the first word of a claim, of whatever part of speech, begins the county behind it."""
        return index == 0 and self._out.tags.get(0) is None and self._words[0].tag != "DT"

    def _own_land(self) -> None:
        for index, word in enumerate(self._words):
            if (
                self._out.tags.get(index) is None
                and word.lemma.lower() in words_of("usa")
                and word.tag in (*NOUN, "PRP")
            ):
                if word.text in ("us", "Us"):
                    continue
                first, _ = self._phrases.phrase(index)
                own = any(other.text.lower() in words_of("native") for other in self._words[first:index])
                self._set("X" if own else "USA", (first, index))
