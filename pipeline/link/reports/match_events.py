"""Weighs whether two reports are of one event.

in: two `EventReport`s of one type    out: what speaks for and against it, in bits    writes: nothing

Reports about one person and reports about counted groups are weighed apart: the first are of one event unless
something speaks against it, the second are not unless count, date, place and story together speak for it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from pipeline.link.places.names import parse
from pipeline.link.reports.match_people import Match, Reason, weights
from pipeline.link.reports.reports import PATH, EventReport, content_words
from pipeline.link.reports.spans import Span, gap, width

_STAYS = frozenset({"detention"})
_ONCE = frozenset({"removal", "conviction", "sentence"})
"""Types of which few people have two within weeks: another day is rather another version of it."""
_DAY, _MONTH, _YEAR = 7, 62, 800
"""Days of a stretch up to which it says the day, the month or the year."""
_ABOUT = 0.1
"""How far a number that is said to be about so much may be off."""
_ROUGH = 0.25
"""How far two counts of one day may be apart that nobody calls exact."""
_VERSIONS = 0.6
"""How far two counts may be apart of which nothing but the number says that they are of two matters."""
_LARGE = 10
Disputed = frozenset[int | None]
"""Two numbers."""
_NEAR_DAYS, _FAR_DAYS = 7, 60
_WORDS = 3
_WEIGHED = 80
"""Reports of one type about one person, next in time, that each is weighed with."""
_AHEAD = 2
"""Days after its publication on which an article may report something as done: time zones, late pages."""


def match_events(
    a: EventReport, b: EventReport, same_person: bool, disputed: Collection[Disputed] = ()
) -> Match:
    """Return what speaks for and against two reports being of one event.

    Args:
        a: a report.
        b: another of the same type.
        same_person: they are known to be about one person; else both are about groups.
        disputed: pairs of numbers that some third report sets side by side (`disputed_by`).
    """
    if a.article == b.article:
        return Match(None, (("told apart in one article", 0.0),))
    table = weights("events" if same_person else "groups")
    reasons = list(_person_reasons(a, b) if same_person else _group_reasons(a, b, disputed))
    total = table["same_person" if same_person else "prior"] + sum(weight for _, weight in reasons)
    return Match(round(total, 3), tuple((words, round(weight, 3)) for words, weight in reasons))


def _person_reasons(a: EventReport, b: EventReport) -> Iterator[Reason]:
    table = weights("events")
    yield from _modalities(a, b)
    if a.type in _STAYS:
        yield from _stay(a, b)
        return
    yield from _dates(a, b)
    ends = _ends(a.quote), _ends(b.quote)
    if a.type == "acquittal" and all(ends) and not ends[0] & ends[1]:
        yield f"{' and '.join(sorted(ends[0]))}, {' and '.join(sorted(ends[1]))}", table["other_end"]
    if a.actor and b.actor and a.actor != b.actor:
        yield f"by {a.actor} and by {b.actor}", table["other_actor"]
    elif a.actor and a.actor == b.actor:
        yield f"by {a.actor}", table["same_actor"]
    if a.holder and b.holder:
        lodged = a.type.startswith("detainer") and _apart(a, b) > table["stay_days"]
        yield _holders(a, b, table["same_holder"], table["other_stay" if lodged else "other_holder"])
    shared = content_words(a.quote) & content_words(b.quote)
    if shared:
        yield f"both say {', '.join(sorted(shared)[:_WORDS])}", table["words"] * min(len(shared), _WORDS)


def _ends(quote: str) -> frozenset[str]:
    """Return in which ways words say that a case ended: charges dropped, a verdict, a conviction undone."""
    return frozenset(name for name, pattern in _end_patterns().items() if pattern.search(quote))


@cache
def _end_patterns() -> dict[str, re.Pattern[str]]:
    ends = tomllib.loads(PATH.read_text(encoding="utf-8"))["ends"]
    return {name: re.compile(pattern) for name, pattern in ends.items()}


def _apart(a: EventReport, b: EventReport) -> int:
    """Return the days between the articles; 0: one has none."""
    return 0 if a.published is None or b.published is None else abs(a.published - b.published)


def _modalities(a: EventReport, b: EventReport) -> Iterator[Reason]:
    """Weigh whether one report denies or plans what the other tells, or something else."""
    table = weights("events")
    kinds = {a.modality, b.modality}
    if kinds == {"planned", "negated"}:
        yield "planned in one, denied in the other", table["planned_and_denied"]
    elif "negated" in kinds and _apart(a, b) > table["denied_days"]:
        yield "denied at another time", table["denied"]
    elif "planned" in kinds and len(kinds) == 2:
        yield "planned in one", table["planned"]
        plan, done = (a, b) if a.modality == "planned" else (b, a)
        if done.span is not None and plan.published is not None and done.span[1] < plan.published - _AHEAD:
            yield "planned after it was done", -100.0


def _holders(a: EventReport, b: EventReport, same: float, other: float) -> Reason:
    if same_holder(a, b):
        return f"both by {a.custodian}", same
    return f"{a.custodian} and {b.custodian}", other


def same_holder(a: EventReport, b: EventReport) -> bool:
    """Tell whether two custodians may be one: an entry, a county and its jail, a name and a shorter form."""
    if a.holder == b.holder or (a.holder_county and a.holder_county == b.holder_county):
        return True
    if "immigration" in (a.holder, b.holder):
        return False
    if "local" in (a.holder, b.holder):
        return True
    if ":" in f"{a.holder}{b.holder}":
        return _words_within(a.custodian, b.custodian) and not (a.holder_county and b.holder_county)
    return _words_within(a.holder, b.holder)


def _words_within(a: str | None, b: str | None) -> bool:
    one, other = parse(a or "").core, parse(b or "").core
    return bool(one and other) and (one <= other or other <= one)


def _stay(a: EventReport, b: EventReport) -> Iterator[Reason]:
    """Weigh two reports of being held: by one holder, or by two after one another.

    All of immigration custody is one holder. Two jails told of within days are one stay told in two ways.
    """
    table = weights("events")
    apart = _apart(a, b)
    if a.holder and b.holder:
        if ("immigration" in (a.holder, b.holder)) and a.holder != b.holder:
            yield f"held by {a.custodian} and by {b.custodian}", -100.0
        elif same_holder(a, b):
            yield f"held by {a.custodian}", table["same_holder"]
        else:
            other = "other_stay" if apart > table["stay_days"] else "other_holder"
            yield f"held by {a.custodian} and by {b.custodian}", table[other]
    elif apart > table["unknown_stay_days"]:
        yield f"by whom is not said, {apart} days apart", table["unknown_stay"]


def _dates(a: EventReport, b: EventReport) -> Iterator[Reason]:
    table = weights("events")
    if a.span is None or b.span is None:
        yield from _undated(a, b)
        return
    apart = gap(a.span, b.span)
    if not apart:
        yield _same_time(a, b, max(width(a.span), width(b.span)), table)
        return
    for most, weight in table["off_once" if a.type in _ONCE else "off"]:
        if apart <= most:
            yield f"{a.date} and {b.date}", weight
            return
    yield f"{a.date} and {b.date}, {apart} days apart", -100.0


def _same_time(a: EventReport, b: EventReport, days: int, table: dict[str, float]) -> Reason:
    words = f"on {a.date}" if a.date == b.date else f"{a.date} and {b.date}"
    if days <= _DAY:
        return words, table["day"]
    if days <= _MONTH:
        return words, table["month"]
    return words, table["year"] if days <= _YEAR else 0.0


def _undated(a: EventReport, b: EventReport) -> Iterator[Reason]:
    """Weigh a report without a date: it cannot tell as done what came after its article."""
    for one, other in ((a, b), (b, a)):
        if one.span is None and other.span is not None and one.published is not None:
            if other.span[0] > one.published + _AHEAD and one.modality != "planned":
                yield f"reported before {other.date}", -100.0
            return
    yield "no date in one", weights("events")["undated"]


def disputed_by(reports: Iterable[EventReport]) -> frozenset[Disputed]:
    """Return the pairs of numbers that reports set side by side: "96 people; ICE says 83"."""
    return frozenset(
        frozenset({report.count, number})
        for report in reports
        if report.count is not None
        for number in report.numbers
    )


def _group_reasons(a: EventReport, b: EventReport, disputed: Collection[Disputed]) -> Iterator[Reason]:
    table = weights("groups")
    yield _counts(a, b, disputed)
    if a.span is not None and b.span is not None:
        apart = gap(a.span, b.span)
        if apart > 1:
            yield f"{a.date} and {b.date}", table["other_date"]
        else:
            yield _same_time(a, b, max(width(a.span), width(b.span)), table)
    days = _apart(a, b)
    if days > _FAR_DAYS and not (a.span and a.span == b.span and width(a.span) <= _DAY):
        yield f"published {days} days apart", table["published_far"]
    elif days <= _NEAR_DAYS:
        yield f"published {days} days apart", table["published_near"]
    yield from _places(a, b)
    yield from _story(a, b)
    words = content_words(a.quote) & content_words(b.quote)
    if len(words) >= _WORDS:
        yield f"both say {', '.join(sorted(words)[:_WORDS])}", table["words"]


def _places(a: EventReport, b: EventReport) -> Iterator[Reason]:
    table = weights("groups")
    if a.count == b.count and (a.holder_county in b.namesakes or b.holder_county in a.namesakes):
        yield f"{a.holder_county} or {b.holder_county}, as one of them says", table["disputed_holder"]
        return
    if a.holder and b.holder:
        yield _holders(a, b, table["holder"], table["other_holder"])
    if a.holder_county and b.holder_county and a.holder_county != b.holder_county:
        yield f"{a.holder_county} and {b.holder_county}", table["other_state"]
    elif a.states and b.states:
        shared = a.states & b.states
        where = ", ".join(sorted(shared or a.states | b.states))
        yield (f"both in {where}", table["state"]) if shared else (where, table["other_state"])


def _story(a: EventReport, b: EventReport) -> Iterator[Reason]:
    shared = a.story & b.story
    for least, weight in weights("people")["story"]:
        if len(shared) >= least:
            yield f"the articles share {', '.join(sorted(shared)[:4])}", weight
            return


def _counts(a: EventReport, b: EventReport, disputed: Collection[Disputed]) -> Reason:
    table = weights("groups")
    if a.count is None or b.count is None:
        return "no number in one", table["no_count"]
    if a.count == b.count:
        return f"both {a.count}", table["same_large_count" if a.count >= _LARGE else "same_count"]
    if counts_fit(a, b):
        return f"{a.count} and {b.count}, which fit", table["same_count"]
    if _names(a, b) or _names(b, a):
        return f"{a.count} and {b.count}, one of which names the other", table["disputed_count"]
    if {a.count, b.count} in disputed:
        return f"{a.count} and {b.count}, which a third sets side by side", table["disputed_count"]
    apart, most = abs(a.count - b.count), max(a.count, b.count)
    if apart <= max(1, _ABOUT * most):
        return f"{a.count} and {b.count}", table["near_count"]
    if apart <= _ROUGH * most and most >= _LARGE and a.date == b.date and a.span and width(a.span) <= _DAY:
        return f"{a.count} and {b.count} of one day", table["rough_count"]
    if apart <= _VERSIONS * most and _one_tally(a, b):
        return f"{a.count} and {b.count}, of {a.custodian} in {a.date}", table["tally_count"]
    if apart <= _VERSIONS * most and _one_deed(a, b):
        return f"{a.count} and {b.count}, the only ones of one day", table["sole_count"]
    return f"{a.count} and {b.count}", table["other_count"]


def _one_tally(a: EventReport, b: EventReport) -> bool:
    """Tell whether two numbers are of one custodian's detainers over one stretch of time, such as a year."""
    if not a.type.startswith("detainer") or a.span is None or a.span != b.span or width(a.span) <= _DAY:
        return False
    return bool(a.holder and b.holder) and "local" not in (a.holder, b.holder) and same_holder(a, b)


def _one_deed(a: EventReport, b: EventReport) -> bool:
    """Tell whether two numbers are each the only one of its kind in its article, and of one day."""
    one_day = a.span is not None and a.span == b.span and width(a.span) <= 1
    return a.sole and b.sole and one_day


def _names(a: EventReport, b: EventReport) -> bool:
    """Tell whether a report names, beside its own number, one that the other may mean."""
    if b.count is None:
        return False
    low, high = b.count, b.count
    if b.qualifier is not None:
        low, high = round(b.count * (1 - _ABOUT)), round(b.count * (1 + _ABOUT))
    return any(low <= number <= high for number in a.numbers)


def counts_fit(a: EventReport, b: EventReport) -> bool:
    """Tell whether two numbers can both be right, as they are qualified."""
    if a.count is None or b.count is None:
        return True
    one, other = _range(a.count, a.qualifier), _range(b.count, b.qualifier)
    return one[0] <= other[1] and other[0] <= one[1]


def _range(count: int, qualifier: str | None) -> tuple[float, float]:
    if qualifier == "at_least":
        return count, float("inf")
    if qualifier == "at_most":
        return 0, count
    slack = _ABOUT * count if qualifier == "about" else 0
    return count - slack, count + slack


def near_in_time(reports: Iterable[EventReport]) -> Iterator[tuple[EventReport, EventReport]]:
    """Yield the pairs of one type about one person that are worth weighing: all, if there are few reports.

    Of many, each is weighed with those nearest in time, by the day told of, else by that of the article.
    Which pairs these are depends on the set of reports alone.
    """

    def time(report: EventReport) -> tuple[int, str]:
        return (report.span[0] if report.span else report.published or 0), report.id

    ordered = sorted(reports, key=time)
    for index, a in enumerate(ordered):
        for b in ordered[index + 1 : index + 1 + _WEIGHED]:
            yield a, b


def event_keys(report: EventReport) -> frozenset[str]:
    """Return the keys of a group's report: reports that share none are not compared.

    By type and month (of the date, of the publication and of the one before it) with a state or one of the
    words that the article uses most.
    """
    span: Span | None = report.span
    if span is not None:
        months = {span[0] // 30, span[1] // 30} if width(span) <= _MONTH else {span[0] // 30}
    elif report.published is not None:
        months = {report.published // 30, report.published // 30 - 1}
    else:
        return frozenset()
    if report.published is not None:
        months |= {report.published // 30, report.published // 30 - 1}
    where = (*sorted(report.states), *report.lead)
    return frozenset(f"g:{report.type}:{word}:{month}" for word in where for month in months)


def stay(report: EventReport) -> bool:
    """Tell whether a report is of a state rather than of something that happened."""
    return report.type in _STAYS
