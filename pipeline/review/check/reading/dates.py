"""Reads when a clause of a claim says that something was.

in: a tagged claim, its clauses    out: dates as they are stored    writes: nothing
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.review.check.reading.clauses import Clause
from pipeline.review.check.reading.tagged import Tagged
from pipeline.review.check.reading.vocabulary import words_of

_SEVERAL = 2
_JOINING = frozenset({"and", ",", "both", "in", "on", "again", "then", "later"})

_PART = re.compile(r"\b(?P<part>early|mid|late|spring|summer|fall|autumn)\b", re.IGNORECASE)
_MONTHS = {
    "early": (1, 5),
    "mid": (4, 9),
    "late": (8, 12),
    "spring": (2, 6),
    "summer": (5, 9),
    "fall": (8, 12),
    "autumn": (8, 12),
}
"""Part of a year -> its first and last month, both with some play."""
_DAYS = {"early": (1, 12), "mid": (8, 22), "late": (18, 28)}
"""Part of a month -> its days, likewise; the last are those of the shortest month."""
_YEAR, _MONTH = 4, 7
"""Characters of a stored year, and of a month of one."""
_DATED = re.compile(r"\d{4}(?:-\d\d){0,2}")
_FIRST_DAY = "YYYY-01-01"
"""What makes a year or a month the first day of it."""


def narrowed(words: str, value: str) -> str:
    """Return a stored year or month as the part of it that words name: "late 2023" -> 2023-08/2023-12."""
    part = _PART.search(words)
    name = "" if part is None else part["part"].lower()
    if len(value) == _YEAR and name in _MONTHS:
        first, last = _MONTHS[name]
        return f"{value}-{first:02}/{value}-{last:02}"
    if len(value) == _MONTH and name in _DAYS and not value.startswith("X"):
        first, last = _DAYS[name]
        end = f"{value}-{last:02}" if name != "late" else value
        return f"{value}-{first:02}/{end}"
    return value


class Dates:
    """The dates of one claim."""

    def __init__(self, tagged: Tagged, clauses: Sequence[Clause]) -> None:
        """Prepare to read."""
        self._tagged, self._words, self._clauses = tagged, tagged.words, clauses

    def of(self, clause: Clause, event: str | None = None) -> list[str]:
        """Return the date of a clause, and those joined to it: "in 2014 and 2015".

        Args:
            clause: of the claim.
            event: what it tells of.
        """
        apart = self._apart()
        dates = [
            tag
            for tag in self._tagged.all("DATE")
            if any(
                index in clause.inside and (index not in apart or not clause.main)
                for index in range(self._tagged.spans[tag][0], self._tagged.spans[tag][1] + 1)
            )
        ]
        if (
            not dates
            and clause.main
            and len([item for item in self._clauses if item.main and self._is_verb(item)]) == 1
        ):
            beside = {index for item in self._clauses if not item.main for index in item.inside}
            dates = [
                tag for tag in self._tagged.all("DATE") if self._tagged.spans[tag][0] not in apart | beside
            ]
        told = [
            tag
            for tag in dates
            if self._tagged.mentions[tag].value is not None and not self._is_of_crime(tag, event)
        ]
        found = told[:1]
        for tag in told[1:]:
            between = self._tagged.between(found[-1], tag)
            if not between or not _JOINING.issuperset(between):
                break
            found.append(tag)
        return [self._value(tag) for tag in found] or [self._last_before(tag) for tag in self._ends(clause)]

    def _ends(self, clause: Clause) -> list[str]:
        """Return the dates before which a clause says that something was: "deported once before 2024"."""
        return [
            tag
            for tag in self._tagged.all("DATE")
            if tag in self._tagged.mentions
            and _DATED.fullmatch(str(self._tagged.mentions[tag].value))
            and self._is_end_of(clause, self._tagged.spans[tag][0] - 1)
        ]

    def _is_end_of(self, clause: Clause, index: int) -> bool:
        """Tell whether a word is the "before" of a clause."""
        word = self._words[max(index, 0)]
        return word.text.lower() == "before" and word.head == clause.verb

    def _last_before(self, tag: str) -> str:
        """Return the last year, month or day before a date, as long as that."""
        value = str(self._tagged.mentions[tag].value)
        first = date.fromisoformat(value + _FIRST_DAY[len(value) :])
        return (first - timedelta(days=1)).isoformat()[: len(value)]

    def _is_verb(self, clause: Clause) -> bool:
        """Tell whether a clause's predicate is a verb, not the noun of "ICE's June raid brought in 40"."""
        return self._words[clause.verb].tag.startswith("VB")

    def apart(self, clause: Clause) -> dict[str, str]:
        """Return words of offenses -> the date of each, where they have more than one between them.

        Each has the first date behind it: "of theft in 2021 and of assault in 2022".
        """
        offenses = [tag for tag in self._tagged.all("OFF") if self._tagged.spans[tag][0] in clause.inside]
        dates = [
            tag
            for tag in self._tagged.all("DATE")
            if self._tagged.spans[tag][0] in clause.inside
            and self._tagged.mentions[tag].value is not None
            and not self._is_of_crime(tag)
        ]
        if len(dates) < _SEVERAL:
            return {}
        found = {}
        for offense in offenses:
            behind = [tag for tag in dates if self._tagged.spans[tag][0] > self._tagged.spans[offense][1]]
            if behind:
                first = min(behind, key=lambda tag: self._tagged.spans[tag][0])
                found[self._tagged.text(offense)] = self._value(first)
        return found

    def _value(self, tag: str) -> str:
        """Return the time that a date means: of "late 2023" or "the fall of 2023" its months."""
        return narrowed(self._tagged.text(tag), str(self._tagged.mentions[tag].value))

    def _is_of_crime(self, tag: str, event: str | None = None) -> bool:
        """Tell whether a date tells which crime it was, or which case ended: "a Christmas Eve killing".

        Of an acquittal also: "his 1994 murder conviction was overturned in May".
        """
        behind = self._tagged.spans[tag][1] + 1
        if (self._tagged.tags.get(behind) or "").startswith("OFF"):
            return True
        head = self._words[self._tagged.spans[tag][1]].head
        if head < behind or self._words[head].tag not in ("NN", "NNS"):
            return False
        lemma = self._words[head].lemma.lower()
        if lemma in words_of("outcomes"):
            return event == "acquittal"
        return lemma in words_of("deeds") | words_of("mishaps") or self._is_offense(head)

    def _is_offense(self, index: int) -> bool:
        """Tell whether a word stands within the words for an offense."""
        return any(
            first <= index <= last
            for tag, (first, last) in self._tagged.spans.items()
            if tag.startswith("OFF")
        )

    def is_by(self, day: str | None) -> bool:
        """Tell whether a date is said to be the last: "by November 2023", "before 2024"."""
        return any(
            self._value(tag) == day and "by" in (self._words[i].text.lower() for i in self._begin(tag))
            for tag in self._tagged.all("DATE")
            if tag in self._tagged.mentions
        ) or self.is_before(day)

    def is_before(self, day: str | None) -> bool:
        """Tell whether a date is the last before one by which something had been: "before 2024"."""
        return any(self._last_before(tag) == day for clause in self._clauses for tag in self._ends(clause))

    def _begin(self, tag: str) -> list[int]:
        """Return the indices of the first word of a tag and of the one in front of it."""
        first = self._tagged.spans[tag][0]
        return [max(first - 1, 0), first]

    def _apart(self) -> set[int]:
        """Return the words that tell of another time, up to the next comma ("before his arrest in June")."""
        found: set[int] = set()
        inside = denied = had = False
        for index, word in enumerate(self._words):
            if word.text.lower() in ("until", "till") and denied:
                continue  # "did not lodge one until May"
            denied |= word.dep == "neg" or word.text.lower() == "never"
            had |= word.text.lower() == "had" and word.dep == "aux"
            if word.text.lower() in words_of("apart") or (had and word.text.lower() == "when"):
                inside = True
            elif word.tag in (",", ".", ":"):
                inside = False
            if inside:
                found.add(index)
        return found
