"""From which day a date reckons: "the next day" follows the last day that the story named.

The day of publication anchors all others; a day on which something was said ("police said Friday") is none of
the story's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from pipeline.events.dating.anniversaries import Anniversaries
from pipeline.events.dating.hours import HOUR, RELATIVE
from pipeline.events.dating.measured import COUNTED_BACK, MEASURED
from pipeline.schema import Mention, Value

type Resolve = Callable[[str, str, str | None], str | None]
"""(rule, words, anchor) -> date; the rules are those of `entities.derive`."""

_REACH = 1500
"""Characters back to the day that a relative date may reckon from."""
_REACH_OF_SCENE = 1500
_REACH_OF_HOUR = 700
_SCENE = re.compile(r"scene|arrival", re.IGNORECASE)
_NO_ANCHORS = frozenset({"since", "past_span", "decade", "fiscal_year", "quarter", "season", "named_day"})
_NEEDS_DAY = re.compile(
    r"\b(?:day|night|morning|afternoon|evening|hour|minute|week|weekend|scene|arrival|short|soon)s?\b|day\b"
    r"|shortly|noon|night|time\b|dusk|sundown",
    re.IGNORECASE,
)
_THAT_YEAR = re.compile(r"(?:that|the same) (?:fiscal )?year", re.IGNORECASE)
_DAY_BEHIND = re.compile(
    r"\b(?:next|following) (?:day|morning|night)|\bday after|\bdays? later", re.IGNORECASE
)
_NEEDS_MONTH = re.compile(r"\bmonths?\b|\d(?:st|nd|rd|th)\b", re.IGNORECASE)
_DAY, _MONTH, _YEAR = 10, 7, 4
_PAST_PLAN = re.compile(
    r"\b(?:was|were|had\sbeen)\s(?:\w+ly\s)?"
    r"(?:due|set|scheduled|slated|supposed|expected|to\sbe)\b[^.;]{0,60}$"
)
_PLAN_REACH = 100
_TO_COME = re.compile(
    r"\b(?:due\s(?:back\s)?(?:in|to|for|at|on)"
    r"|(?:set|scheduled|slated|expected|ordered|summoned|told)\s(?:to|for|on)"
    r"|(?:will|would|(?:is|are|was|were)\sto)\s(?:next\s|again\s)?(?:be|appear|return|go|face|stand))\b"
    r"(?:\s[\w'’-]+){0,8}?(?<!\bthe)(?<!\bof)\s$",
    re.IGNORECASE,
)
"""In front of a day that was still to come when the story is told: no day from which the next one reckons."""
_BACK = re.compile(r"\bback\s(?:in|on|around|during)\s(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)
"""In front of a day that is behind, whatever was planned: "wanted to arrest him back in" May."""
_OF_NOW = re.compile(r"(?:\b|\s)(?:of\s)?(?:this|last|next)\syear\b", re.IGNORECASE)
_NOW_REACH = 13
_WITH_YEAR = re.compile(r"(?:19|20)\d\d|\d/\d|\byear\b|\b(?:last|this|next)\b", re.IGNORECASE)
_LISTED = re.compile(r",? (?:and|or) (?:on )?|, ")
"""Between two days of one list, of which one alone has a year: "on March 15 and March 18, 2016"."""
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s\w+)?")
_WITH_WEEKDAY = re.compile(r"(?:Mon|Tues?|Wed|Thu|Fri|Sat|Sun)\w*,?\s")
_ENDED = re.compile(r"[.!?]\s|\n")
_REACH_OF_MONTH = 500
"""Characters back to a month of which a day is."""
_HALF_A_YEAR = 183
"""Days."""
_A_SEASON = 90
"""Days back to what may be told behind a later day."""


class Timeline:
    """The dates of one story in the order in which it names them."""

    def __init__(
        self,
        text: str,
        dates: Sequence[Mention],
        published: str | None,
        reported: Set[int],
        resolve: Resolve,
        courts: Set[int] = frozenset(),
        anchors: Mapping[int, Mention] = MappingProxyType({}),
        background: Mapping[int, tuple[int, bool]] = MappingProxyType({}),
    ) -> None:
        """Resolve the story's dates.

        Args:
            text: the article's text.
            dates: its date expressions.
            published: day of publication, `YYYY-MM-DD`, if known.
            reported: offsets of the dates on which something was said.
            resolve: from words to a date.
            courts: offsets of the dates on which a court acted: no day of a scene.
            anchors: by offset of a date counted from another, that other.
            background: by offset of a date of what had been before: where its clause ends, and whether the
                sentence has a date of its own in front.
        """
        self._text, self._published, self._resolve = text, published, resolve
        self._days = [mention for mention in dates if mention.detail == "day"]
        self._courts, self._anchors, self._background = courts, anchors, background
        self._anniversaries = Anniversaries(text)
        self._named: list[tuple[int, str]] = []
        self._years: list[tuple[int, str]] = []
        self._ranges: set[int] = set()
        for mention in sorted(dates, key=lambda item: item.start):
            said = mention.start in reported and self._has_year(mention)
            year = said or mention.detail == "fiscal_year"
            if year and (found := self.value(mention, planned=False, told=None)) is not None:
                self._years.append((mention.start, str(found.value)))
            if mention.detail in _NO_ANCHORS or mention.start in reported or self._is_ahead(mention):
                continue
            found = self.value(mention, planned=False, told=None)
            if found is not None:
                self._named.append((mention.start, str(found.value)))
                if mention.detail == "range":
                    self._ranges.add(mention.start)

    def value(self, mention: Mention, planned: bool, told: str | None) -> Value | None:
        """Return the date that a mention means, or None where that cannot be known.

        Args:
            mention: the date expression.
            planned: the event is still to come.
            told: date of the event told of before, where no date in front anchors, and for years that only
                the order of the story gives.
        """
        if mention.detail in (MEASURED, COUNTED_BACK):
            found = self._measured(mention)
        elif mention.detail in RELATIVE:
            anchor = self._before(mention) or (None if self._is_scene(mention) else told)
            found = self._valued(mention, "date.relative", anchor) if anchor else None
        elif (day := self._anniversaries.day_of(mention)) is not None:
            anchor = self._resolve("date.past", day, self._published)
            found = self._valued(mention, "date.anniversary", anchor)
        else:
            rule = "date.future" if planned and not self._was_planned(mention) else "date.past"
            listed = self._listed_with(mention)
            found = self._valued(mention, *(listed or (rule, self._published)))
            story = rule == "date.past" and not listed
            told_last = (
                (self._month_told(mention, found) or self._day_told(mention, found)) if story else None
            )
            found = self._valued(mention, "date.after", told_last) if told_last is not None else found
        if found is not None and not planned and self._is_to_come(found):
            return None
        yearless = found is not None and str(found.value).startswith("XXXX")
        now = _OF_NOW.search(self._text, mention.start, mention.end + _NOW_REACH)
        if now is not None and now.start() <= mention.end and yearless:
            return found  # "in April this year", of an article whose year is not known
        if yearless and not planned and told and not told.startswith("XXXX") and len(told) > _YEAR:
            return self._valued(mention, "date.after", self._reckoned_from(told)) or found
        return found

    def counted(self, mention: Mention, day: str) -> Value | None:
        """Return the date that a mention counts from a day that is told elsewhere, if it is over."""
        found = self._valued(mention, "date.relative", day)
        return None if found is None or self._is_to_come(found) else found

    def _measured(self, mention: Mention) -> Value | None:
        """Return the date counted from another that is over: "two days after his arrest on May 4"."""
        other = self._anchors.get(mention.start)
        start = None if other is None or self._is_ahead(other) else self.value(other, False, None)
        if start is not None and other is not None and other.detail == "since":
            start = replace(start, value=str(start.value).partition("/")[0])
        exact = start is not None and "/" not in str(start.value)
        found = self._valued(mention, "date.relative", str(start.value)) if start and exact else None
        if start is None or found is None or mention.detail == MEASURED:
            return found
        if not len(str(start.value)) == len(str(found.value)) == _DAY:
            return None
        day = date.fromisoformat(str(start.value))
        return replace(found, value=(day - (date.fromisoformat(str(found.value)) - day)).isoformat())

    def _reckoned_from(self, told: str) -> str:
        """Return from which day a day without a year is reckoned behind another.

        A day whose year only the order gave may stand in front of what came before it: "was freed on
        Feb. 19 ... was charged on Feb. 16" is of one winter. From a day named with its year a story goes on.
        """
        if len(told) != _DAY or any(value.startswith(told) for _, value in self._named):
            return told
        return (date.fromisoformat(told) - timedelta(_A_SEASON)).isoformat()

    def _listed_with(self, mention: Mention) -> tuple[str, str] | None:
        """Return rule and day to reckon from where another day beside it has a year; null: none has."""
        if mention.detail != "day" or self._has_year(mention):
            return None
        for other in self._days:
            first, second = sorted((mention, other), key=lambda item: item.start)
            listed = _LISTED.fullmatch(self._text, first.end, second.start) is not None
            if listed and self._has_year(other):
                day = self._valued(other, "date.past", self._published)
                rule = "date.past" if other is second else "date.after"
                return (rule, str(day.value)) if day is not None else None
        return None

    def _has_year(self, mention: Mention) -> bool:
        return _WITH_YEAR.search(self._text, mention.start, mention.end) is not None

    def _month_told(self, mention: Mention, found: Value | None) -> str | None:
        """Return the month told of last with its year, where a day is in it: "in June 2021 ... on June 3".

        The latest such day before publication would be of another year.
        """
        if (
            mention.detail != "day"
            or found is None
            or self._has_year(mention)
            or len(str(found.value)) != _DAY
        ):
            return None
        line = max(self._text.rfind("\n", 0, mention.start), mention.start - _REACH_OF_MONTH)
        told = next((value for start, value in reversed(self._named) if line < start < mention.start), "")
        other = len(told) in (_DAY, _MONTH) and "/" not in told and told[:_YEAR] < str(found.value)[:_YEAR]
        return told[:_MONTH] if other and told[_YEAR:_MONTH] == str(found.value)[_YEAR:_MONTH] else None

    def _day_told(self, mention: Mention, found: Value | None) -> str | None:
        """Return the day told of with its weekday in the same sentence: "Thursday, May 16; on Friday".

        Who writes so means the Friday behind it, though others lie between it and publication.
        """
        if found is None or not _WEEKDAY.fullmatch(self._text, mention.start, mention.end):
            return None
        other = next((day for day in reversed(self._days) if day.end <= mention.start), None)
        if other is None or not _WITH_WEEKDAY.match(self._text, other.start, other.end):
            return None
        between = self._text[other.end : mention.start]
        day = None if _ENDED.search(between) else self._valued(other, "date.past", self._published)
        return str(day.value) if day is not None and str(day.value) < str(found.value) else None

    def _is_ahead(self, mention: Mention) -> bool:
        """Say whether something is due on a day: "is to appear in court on Aug. 3"."""
        return _TO_COME.search(self._text, max(0, mention.start - _PLAN_REACH), mention.start) is not None

    def _was_planned(self, mention: Mention) -> bool:
        """Say whether a plan of the past means the day behind: "was due to leave on May 1", told in June."""
        start = max(0, mention.start - _PLAN_REACH)
        if _BACK.search(self._text, start, mention.start):
            return True
        if not _PAST_PLAN.search(self._text, start, mention.start):
            return False
        ahead = self._valued(mention, "date.future", self._published)
        if ahead is None or self._published is None or len(str(ahead.value)) not in (_DAY, _MONTH):
            return False
        first = f"{ahead.value}-01"[:_DAY]
        wait = date.fromisoformat(first) - date.fromisoformat(self._published)
        return wait.days > _HALF_A_YEAR

    def _is_to_come(self, found: Value) -> bool:
        """Say whether a date lies after publication: what has happened did not happen then."""
        first = str(found.value).partition("/")[0][:_DAY]
        return self._published is not None and first > self._published[: len(first)]

    def _valued(self, mention: Mention, rule: str, anchor: str | None) -> Value | None:
        found = self._resolve(rule, self._text[mention.start : mention.end], anchor)
        if found is None:
            return None
        return Value(found, mention.start, mention.end, rule, mention.confidence, anchor)

    def _is_scene(self, mention: Mention) -> bool:
        return _SCENE.search(self._text, mention.start, mention.end) is not None

    def _before(self, mention: Mention) -> str | None:
        """Return the last date in front that is exact enough to reckon from."""
        words = self._text[mention.start : mention.end]
        exact = _DAY if _NEEDS_DAY.search(words) else _MONTH if _NEEDS_MONTH.search(words) else _YEAR
        at_scene = self._is_scene(mention)
        named = self._named
        if _THAT_YEAR.fullmatch(words):
            named = sorted([*named, *self._years])
        reach = _REACH_OF_SCENE if at_scene else _REACH_OF_HOUR if mention.detail == HOUR else _REACH
        for start, value in reversed(named):
            if not start < mention.start <= start + reach:
                continue
            if at_scene and (value == self._published or start in self._courts):
                continue  # "was charged today": no day of the deed
            told = len(value.rpartition("/")[2])
            ended, dated = self._background.get(start, (len(self._text), False))
            if ended < mention.start and (dated or told < exact):
                continue  # "On Tuesday it lifted a hold it had placed on May 28. He was freed that night"
            if start in self._ranges and _DAY_BEHIND.search(words):
                return value.rpartition("/")[2]  # "from May 13 to May 17. The next day": the one behind
            # "Arrested in December 2021. Later that day": in that month, whatever day was named before it.
            if told >= exact or (told == _MONTH and not at_scene and "/" not in value):
                return value
        return None
