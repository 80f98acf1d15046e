"""Weighs whether two reports are of one person.

in: two `PersonReport`s    out: what speaks for and against it, in bits, or a veto    writes: nothing

The sum follows Fellegi and Sunter (1969): each agreement and disagreement adds the log2 of how much likelier
it is of one person than of two. The weights are data (`weights.toml`); each is also a reason that is kept.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.link.reports.person_names import compare_names, name_keys, parse_name
from pipeline.link.reports.reports import PersonReport

PATH = Path(__file__).with_name("weights.toml")
_YEAR = 365.25
_NEAR_DAYS, _FAR_DAYS = 14, 1825
_UNNAMED_DAYS = 1100
"""Days between two articles within which somebody unnamed is looked for."""
_STATES = frozenset({"detention"})
"""Types of events that are no moment."""
_ONE_GENERATION = 10
"""Years within which two of one name are no father and son: one age may be wrong."""
_NEARLY = 3
"""Days between two days of one happening, up to which one of them may be wrong."""
_CASE = 3
"""Types of events from which two articles tell of cases that went alike."""
_FEW = 5
"""Proper words that an article must have before it can be said to be of another story."""
Reason = tuple[str, float]
"""What speaks for or against, in words, and how much."""


@dataclass(frozen=True, slots=True)
class Match:
    """What is known of two reports."""

    weight: float | None
    """Sum of the reasons; null: they cannot be one."""
    reasons: tuple[Reason, ...]
    """Those that cannot be made up for stand alone."""


@cache
def weights(table: str) -> dict[str, Any]:
    """Return a table of `weights.toml`."""
    loaded: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8"))[table]
    return loaded


def match_people(a: PersonReport, b: PersonReport) -> Match:
    """Return what speaks for and against two reports being of one person."""
    veto = _veto(a, b)
    if veto:
        return Match(None, ((veto, 0.0),))
    table = weights("people")
    reasons: list[Reason] = []
    least, prior = table["least_context"], table["prior"]
    if a.name and b.name:
        name = compare_names(parse_name(a.name), parse_name(b.name))
        if name.contradicted:
            return Match(None, ((name.reason, 0.0),))
        reasons.append((name.reason, min(name.bits, table["most_for_name"])))
        if name.bits >= table["rare_name"]:
            least = table["least_context_rare"]
    else:
        prior = table["prior_unnamed"]
    reasons += [*_age(a, b), *_namesakes(a, b), *_country(a, b)]
    context = [
        *_place(a, b), *_story(a, b), *_beside(a, b), *_offenses(a, b), *_events(a, b), *_time(a, b)
    ]  # fmt: skip
    reasons += context
    if a.role != b.role:
        reasons.append((f"{a.role} here, {b.role} there", table["other_role"]))
    if any(weight < 0 for _, weight in reasons):
        least = table["least_context"]
    total = prior + sum(weight for _, weight in reasons)
    short = least - sum(weight for _, weight in context)
    if short > 0 and total >= table["threshold"]:
        reasons.append(("too little beside the name", table["threshold"] - total - short))
        total = table["threshold"] - short
    return Match(round(total, 3), tuple((words, round(weight, 3)) for words, weight in reasons))


def _veto(a: PersonReport, b: PersonReport) -> str | None:
    if a.article == b.article:
        return "two people of one article"
    if {a.role, b.role} in ({"subject", "victim"}, {"subject", "official"}, {"victim", "official"}):
        return f"{a.role} and {b.role}"
    if (a.name is None or b.name is None) and a.role != "subject":
        return "not named"
    if _are_of_two_ages(a, b):
        return f"ages {a.age} and {b.age}"
    return None


def _are_of_two_ages(a: PersonReport, b: PersonReport) -> bool:
    """Tell whether no slip explains two ages: of those named, further apart than one generation."""
    apart = _years_apart(a, b)
    if apart is None or a.age is None or b.age is None or apart <= weights("people")["age_slip"]:
        return False
    if abs(a.age - b.age) > _ONE_GENERATION:
        return True
    return not (a.name and b.name) and not _mistyped(a.age, b.age)


def _mistyped(a: int, b: int) -> bool:
    """Tell whether one age is the other with a digit mistyped, or both swapped: 26 and 36, 43 and 34."""
    one, other = str(a), str(b)
    if len(one) != 2 or len(other) != 2:
        return False
    return one == other[::-1] or sum(x != y for x, y in zip(one, other, strict=True)) == 1


def _years_apart(a: PersonReport, b: PersonReport) -> float | None:
    """Return the years between the times of birth that two ages allow; 0: they fit; null: one is unknown."""
    if a.age is None or b.age is None:
        return None
    if a.published is None or b.published is None:
        return float(max(abs(a.age - b.age) - 1, 0))
    one = (a.published / _YEAR - a.age - 1, a.published / _YEAR - a.age)
    other = (b.published / _YEAR - b.age - 1, b.published / _YEAR - b.age)
    return max(one[0] - other[1], other[0] - one[1], 0.0)


def ages_fit(a: PersonReport, b: PersonReport) -> bool | None:
    """Tell whether two ages can be one person's, as time went by; null: one is unknown."""
    apart = _years_apart(a, b)
    return None if apart is None else apart == 0


def _age(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    apart, table = _years_apart(a, b), weights("people")
    if apart is None:
        return
    if apart == 0:
        yield f"ages {a.age} and {b.age} fit the dates", table["age_fits"]
    elif apart <= 1:
        yield f"ages {a.age} and {b.age} nearly fit", table["age_near"]
    elif apart <= table["age_slip"]:
        yield f"ages {a.age} and {b.age} do not fit", table["age_off"]
    elif a.age is not None and b.age is not None and _mistyped(a.age, b.age):
        yield f"ages {a.age} and {b.age}, one of them mistyped", table["age_mistyped"]
    else:
        yield f"ages {a.age} and {b.age} are far apart", table["age_far"]


def _namesakes(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    """Weigh that an article tells of two of one name: only an age tells which of them is meant."""
    if (a.namesake or b.namesake) and _years_apart(a, b) != 0:
        yield "an article tells of another of this name", weights("people")["namesake"]


def _country(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    table = weights("people")
    if a.nationality is None or b.nationality is None:
        return
    if a.nationality != b.nationality:
        yield f"of {a.nationality} and of {b.nationality}", table["other_country"]
    elif a.nationality in table["common_countries"]:
        yield f"both of {a.nationality}", table["common_country"]
    else:
        yield f"both of {a.nationality}", table["country"]


def _place(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    table = weights("people")
    places, states = a.places & b.places, a.states & b.states
    if a.firm and b.firm and not a.firm & b.firm and not states:
        yield f"{_list(a.firm)} and {_list(b.firm)}", table["other_state"]
    elif places:
        yield f"both at {min(places, key=lambda place: (-len(place), place))}", table["place"]
    elif states:
        yield f"both in {_list(states)}", table["state"]


def _story(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    table = weights("people")
    shared = (a.story & b.story) - name_words(a) - name_words(b)
    for least, weight in table["story"]:
        if len(shared) >= least:
            yield f"the articles share {_list(shared)}", weight
            return
    if not shared and min(len(a.story), len(b.story)) >= _FEW:
        yield "the articles share no proper word", table["other_story"]


def _beside(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    """Weigh who else both articles tell of: victims, relatives, other subjects."""
    table = weights("people")
    shared = a.beside & b.beside
    if shared:
        yield f"beside {_list(shared)} in both", min(table["beside"] * len(shared), table["beside_at_most"])


def name_words(report: PersonReport) -> frozenset[str]:
    """Return the words of a report's name: that two articles share them is said by the name already."""
    return parse_name(report.name).words if report.name else frozenset()


def _offenses(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    table = weights("people")
    if a.offenses & b.offenses:
        yield f"both {_list(a.offenses & b.offenses)}", table["offense"]
    elif a.offenses and b.offenses:
        yield f"{_list(a.offenses)} and {_list(b.offenses)}", table["other_offense"]


def _events(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    table, total = weights("people"), 0.0
    said = []
    for kind, first, last in a.events:
        for other, begin, end in b.events:
            apart = max(first - end, begin - last, 0)
            if kind != other or kind in _STATES or apart > _NEARLY:
                continue
            days = max(last - first, end - begin) + 1
            if apart and days <= _NEARLY:
                total += table["next_day_event"]
            elif apart:
                continue
            elif days <= 3:
                total += table["same_day_event"]
            elif days <= 31:
                total += table["same_month_event"]
            else:
                continue
            said.append(kind)
    if said:
        words = f"{', '.join(sorted(set(said)))} at one time"
        yield words, min(total, table["same_day_events_at_most"])
    if len(a.types & b.types) >= _CASE:
        yield f"both tell of {', '.join(sorted(a.types & b.types))}", table["case"]


def _time(a: PersonReport, b: PersonReport) -> Iterator[Reason]:
    table = weights("people")
    if a.published is None or b.published is None:
        return
    days = abs(a.published - b.published)
    if days <= _NEAR_DAYS:
        yield f"published {days} days apart", table["near_in_time"]
    elif days > _FAR_DAYS:
        yield f"published {days // 365} years apart", table["far_in_time"]


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words)[:4]) + (" ..." if len(words) > 4 else "")


def person_keys(report: PersonReport) -> frozenset[str]:
    """Return the keys of a report: reports that share none are not compared.

    By name; by day of an event with a state or one of the words that the article uses most; and, to find the
    unnamed, by year of birth with the same.
    """
    keys: set[str] = set()
    if report.name:
        keys |= name_keys(parse_name(report.name))
    if report.role != "subject":
        return frozenset(keys)
    where = (*sorted(report.states), *report.lead)
    for kind, first, last in report.events:
        if first == last and kind not in _STATES:
            keys |= {f"e:{kind}:{first}:{word}" for word in where}
    if report.age is not None and report.published is not None:
        born = int(report.published / _YEAR) - report.age
        country = report.nationality or "-"
        for year in (born - 1, born):
            keys |= {f"u:{country}:{year}:{state}" for state in report.states}
            keys |= {f"u:{year}:{word}" for word in report.lead}
    return frozenset(keys)


def comparable(key: str, a: PersonReport, b: PersonReport) -> bool:
    """Tell whether two reports that share a key are worth comparing: one of them unnamed, for some keys."""
    if not key.startswith("u:"):
        return True
    if a.name is not None and b.name is not None:
        return False
    if a.published is None or b.published is None:
        return True
    return abs(a.published - b.published) <= _UNNAMED_DAYS
