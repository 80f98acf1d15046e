"""Counts -> the parts of a report, in words, tables and pictures.

in: figures and holdings. out: `Section`s; writes nothing.

The words claim no more than the articles: a happening is "reported", nobody charged is told as convicted, and
what is alleged, planned or denied is told apart from facts.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.counted import counted
from pipeline.ontology import ontology
from pipeline.review.happenings import MODALITIES
from pipeline.review.report import drawing
from pipeline.review.report.figures import (
    ACTUAL,
    DETAINERS,
    LODGED,
    MANY_SOURCES,
    NONE_TOLD,
    OUTCOMES,
    SEVERAL,
    Asked,
    Figures,
)
from pipeline.store.report import Holdings

type Cell = str | int

_LISTED = 15
"""Rows of a picture; the table beside it has more."""
_LISTED_IN_TABLE = 100
_MOST_MONTHS = 48
"""Beyond, time is drawn by year."""
_SHORT_HASH = 12
_ENDS = {
    "detainer_honored": "honored",
    "detainer_declined": "declined",
    "detainer_withdrawn": "withdrawn",
    SEVERAL: "more than one of these",
    NONE_TOLD: "no outcome told",
}
_HIDDEN = "[name hidden]"
_LIMITS = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows beneath heads; the first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    folded: bool = False
    """Long: shown when asked for."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report."""

    name: str
    """Unique within the page, of small letters."""
    title: str
    paragraphs: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()
    """SVG."""
    tables: tuple[Table, ...] = ()
    points: tuple[str, ...] = ()
    """A list."""


def sections(
    found: Holdings, figures: Figures, asked: Asked, protected: Collection[str]
) -> Iterator[Section]:
    """Yield the parts of a report.

    Args:
        found: what the database holds.
        figures: what is counted of it.
        asked: what was asked for.
        protected: custodians' names that are those of people to hide.
    """
    yield _over_time(figures)
    yield _outcomes(figures)
    yield _states(figures)
    yield _custodians(figures, protected)
    yield _sources(found, figures)
    yield _apart(figures)
    yield _holdings(found)
    yield _method(found, figures, asked)
    yield _limits()


def key_figures(found: Holdings, figures: Figures) -> tuple[tuple[str, int], ...]:
    """Return what the page says first: words and number."""
    outcomes = figures.outcomes()
    return (
        ("articles", found.articles),
        ("outlets", sum(outlet is not None for outlet, _ in found.outlets)),
        ("events reported as fact", figures.facts),
        ("people with a detainer", len(figures.people)),
        ("of these, declined", outcomes["detainer_declined"]),
        ("of these, honored", outcomes["detainer_honored"]),
    )


def most_told(figures: Figures) -> list[str]:
    """Return the custodians of most answers to detainers, as many as a table lists."""
    answers = {
        name: tuple(counts[kind] for kind in ("detainer_declined", "detainer_honored", LODGED))
        for name, counts in figures.by_custodian.items()
    }
    order = sorted(answers, key=lambda name: (-answers[name][0] - answers[name][1], -answers[name][2], name))
    return order[:_LISTED_IN_TABLE]


def _over_time(figures: Figures) -> Section:
    types = [kind for kind in ontology().events if figures.by_type[kind]]
    months = _between({month for kind in types for month in figures.by_month[kind]})
    monthly = len(months) <= _MOST_MONTHS
    by, periods = figures.by_month, months
    if not monthly:
        years = {year for kind in types for year in figures.by_year[kind]}
        by = figures.by_year
        periods = [str(year) for year in range(int(min(years)), int(max(years)) + 1)]
    counts = {_words(kind): [by[kind][period] for period in periods] for kind in types if by[kind]}
    drawn = sum(map(sum, counts.values()))
    unit = "month" if monthly else "year"
    said = (
        f"{figures.facts:,} events are reported as fact, each counted once however many articles report it; "
        f"{drawn:,} of them have a date that lies within one {unit}, and are drawn. "
        "Each panel has a scale of its own: the number at its side is its highest."
    )
    pictures = []
    half = -(-len(counts) // 2)
    for name, kinds in (("time-1", list(counts)[:half]), ("time-2", list(counts)[half:])):
        told = (f"Events by {unit}: {', '.join(kinds)}", "The table beneath has the same numbers.")
        if kinds:
            pictures.append(drawing.panels(name, told, periods, {kind: counts[kind] for kind in kinds}))
    rows: list[tuple[Cell, ...]] = [
        (
            period,
            *(by[kind][period] for kind in types),
            sum(by[kind][period] for kind in types),
        )
        for period in periods
        if any(by[kind][period] for kind in types)
    ]
    undated = [figures.by_type[kind] - sum(by[kind].values()) for kind in types]
    rows.append((f"no single {unit}", *undated, sum(undated)))
    rows.append(("all", *(figures.by_type[kind] for kind in types), figures.facts))
    table = Table(f"Events by {unit} and type", (unit, *map(_words, types), "all"), tuple(rows), folded=True)
    return Section("time", "Events over time", (said,), tuple(pictures), (table,) if types else ())


def _outcomes(figures: Figures) -> Section:
    outcomes = figures.outcomes()
    rows = [(_ENDS[end], outcomes[end]) for end in _ENDS]
    said = (
        f"Articles report a detainer on {counted(len(figures.people), 'person', 'people')}: that it was "
        "lodged, or what became of it. No outcome told means that no article here tells one, not that there "
        "was none."
    )
    groups = tuple((_words(kind), figures.groups[kind]) for kind in DETAINERS)
    tables = [
        Table("People by what became of their detainers", ("outcome", "people"), tuple(rows)),
        Table("Reports about groups, not counted above", ("event", "reports"), groups),
    ]
    pictures: tuple[str, ...] = ()
    if figures.people:
        told = ("What became of detainers, by number of people", _listing(rows))
        drawn = [(name, [number]) for name, number in rows]
        pictures = (drawing.bars("outcomes-1", told, drawn, ["people"]),)
    return Section("outcomes", "Outcomes of detainers", (said,), pictures, tuple(tables))


def _states(figures: Figures) -> Section:
    kinds = (LODGED, *OUTCOMES)
    rows: list[tuple[Cell, ...]] = [
        (state, *(counts[kind] for kind in kinds), counts.total())
        for state, counts in sorted(figures.by_state.items(), key=lambda item: (-item[1].total(), item[0]))
    ]
    answered = {
        state: (counts["detainer_honored"], counts["detainer_declined"])
        for state, counts in figures.by_state.items()
    }
    drawn = sorted(
        ((state, *numbers) for state, numbers in answered.items() if any(numbers)),
        key=lambda row: (-row[1] - row[2], row[0]),
    )
    less = figures.stateless
    rows.append(("no state known", *(less[kind] for kind in kinds), less.total()))
    said = (
        "The state is that of the place of custody, where the article's words tell which of the gazetteer's "
        "places it is. Most events name no such place, so states compare badly with one another."
    )
    told = ("Detainers honored and declined, by state", "The table beside it has the same numbers.")
    heads = ("state", *(_words(kind) for kind in kinds), "events of all types")
    table = Table("Events by state", heads, tuple(rows))
    return Section("states", "By state", (said,), _answers("states-1", told, drawn), (table,))


def _custodians(figures: Figures, protected: Collection[str]) -> Section:
    kinds = (LODGED, *OUTCOMES)
    shown = {name: _HIDDEN if name in protected else name for name in most_told(figures)}
    rows: list[tuple[Cell, ...]] = [
        (words, *(figures.by_custodian[name][kind] for kind in kinds)) for name, words in shown.items()
    ]
    answered = {
        name: (
            figures.by_custodian[name]["detainer_honored"],
            figures.by_custodian[name]["detainer_declined"],
        )
        for name in shown
    }
    drawn = [(shown[name], *numbers) for name, numbers in answered.items() if any(numbers)]
    number = len(figures.by_custodian)
    said = f"{number:,} facilities and custodians are named in reports of detainers"
    said += f"; the longer table has the {len(rows)} with most answers." if number > len(rows) else "."
    said += (
        " Where no gazetteer entry fits it is the name that articles give, which several places may share."
    )
    told = ("Detainers honored and declined, by custodian", "The table beside it has the same numbers.")
    heads = ("custodian", *(_words(kind) for kind in kinds))
    caption = "Detainers by facility or custodian"
    tables = _first_and_all(caption, heads, rows)
    picture = _answers("custodians-1", told, drawn)
    return Section("custodians", "By facility and custodian", (said,), picture, tables)


def _first_and_all(caption: str, heads: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> tuple[Table, ...]:
    """Return a table of the first rows, and one of all, if these are more, to unfold."""
    found = [Table(caption, heads, tuple(rows[:_LISTED]))] if rows else []
    if len(rows) > _LISTED:
        found.append(Table(f"{caption}: {len(rows)} rows", heads, tuple(rows), folded=True))
    return tuple(found)


def _answers(name: str, told: tuple[str, str], rows: Sequence[tuple[str, int, int]]) -> tuple[str, ...]:
    """Return a picture of honored beside declined; none if there is nothing to draw."""
    if not rows:
        return ()
    shown = [(label, numbers) for label, *numbers in rows[:_LISTED]]
    return (drawing.bars(name, told, shown, ["honored", "declined"]),)


def _sources(found: Holdings, figures: Figures) -> Section:
    outlets = [(outlet, number) for outlet, number in found.outlets if outlet is not None]
    more = outlets[_LISTED_IN_TABLE:]
    rows: list[tuple[Cell, ...]] = list(outlets[:_LISTED_IN_TABLE])
    if more:
        rows.append((f"{len(more):,} others", sum(number for _, number in more)))
    unnamed = sum(number for outlet, number in found.outlets if outlet is None)
    voices = tuple(
        (f"{number} or more" if number == MANY_SOURCES else str(number), figures.sources[number])
        for number in range(1, MANY_SOURCES + 1)
    )
    said = (
        "Copies of one story, rewrites of one release and articles that only quote another outlet are one "
        f"source. Reports disagree on {figures.conflicting:,} of the events counted: `blotter conflicts` "
        f"lists them with both quotes. {unnamed:,} articles name no outlet."
    )
    told = ("Articles by outlet", _listing(rows[:_LISTED]))
    drawn = [(name, [number]) for name, number in outlets[:_LISTED]]
    pictures = (drawing.bars("sources-1", told, drawn, ["articles"]),) if drawn else ()
    tables = (
        Table("Events by number of independent sources", ("sources", "events"), voices),
        *_first_and_all("Articles by outlet", ("outlet", "articles"), rows),
    )
    return Section("sources", "Sources", (said,), pictures, tables)


def _apart(figures: Figures) -> Section:
    kinds = [kind for kind in MODALITIES if kind != ACTUAL]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_words(kind), *(figures.apart[modality][kind] for modality in kinds))
        for kind in ontology().events
        if any(figures.apart[modality][kind] for modality in kinds)
    )
    said = (
        "These are in none of the figures above: what articles keep their distance from, what is still to "
        "come, and what they report as not having happened."
    )
    table = Table("Events not reported as fact", ("event", *kinds), rows)
    return Section("apart", "Alleged, planned, denied", (said,), (), (table,) if rows else ())


def _holdings(found: Holdings) -> Section:
    run = found.run
    rows: list[tuple[Cell, ...]] = [
        ("articles", found.articles),
        ("outlets", sum(outlet is not None for outlet, _ in found.outlets)),
        ("first published", found.first or "no day given"),
        ("last published", found.last or "no day given"),
        ("articles without a day of publication", found.undated),
        ("copies of other articles, counted with them", found.copies),
        ("articles that mostly quote another", found.quoting),
        ("articles left unread: too few words of events", found.unread),
        ("articles read in part", found.partly_read),
        ("articles not linked yet: run `blotter link`", found.unlinked),
    ]
    if run is not None:
        rows += [
            ("last run", f"{run['status']}, ended {run['ended'] or 'not yet'}"),
            ("inputs that failed in it", int(run["failed"])),
        ]
    rows += [(f"inputs not read: {kind}", number) for kind, number in found.issues]
    table = Table("Contents", ("", ""), tuple(rows))
    said = "`blotter skipped` lists what was left unread, `blotter doctor` the inputs that failed."
    return Section("holdings", "What the database holds", (said,), (), (table,))


def _method(found: Holdings, figures: Figures, asked: Asked) -> Section:
    counted = figures.facts
    points = [
        "Every value is a slice of an article's text, found by a rule or model that stands beside it; "
        "`blotter verify` re-reads them all.",
        f"A person has decided on {figures.decided:,} of the events counted. What a person rejected is left "
        "out, and a corrected value is counted in the place of what was read.",
        "Events that are less likely right than wrong are not stored, unless a run was told to keep them "
        "(`--unlikely keep`).",
        "One happening told by several articles is counted once, as fact if any report tells it so.",
    ]
    if counted:
        points.append(
            f"The mean confidence of the events counted is {figures.confidence / counted:.2f}: were the "
            "confidences true, that share of them would be right. `blotter evaluate` measures it on "
            "annotated articles; `models/confidence.md` says how well it held when it was learnt."
        )
    cut = f"{figures.unsure:,} less sure than {asked.least:g} were left out." if asked.least else "none."
    points.append(f"Least confidence asked for: {cut}")
    if asked.window:
        since, until = asked.since or "the beginning", asked.until or "the end"
        points.append(
            f"Time asked for: from {since} to {until}. {figures.outside:,} events of other times, or without "
            "a date, were left out."
        )
    return Section("method", "How it was made", (), (), (_reading(found),), tuple(points))


def _reading(found: Holdings) -> Table:
    rows: list[tuple[Cell, ...]] = []
    if found.run is not None:
        settings = json.loads(found.run["settings"])
        gate = {"on": "on: only passages dense with words of events", "off": "off: everything"}
        rows.append(("blotter", str(found.run["version"])))
        rows.append(("gate of the last run", gate.get(settings.get("gate"), "not recorded")))
    for model, reader, number in found.readers:
        rows.append((f"{model}, reader {reader[:_SHORT_HASH]}", f"{number:,} articles"))
    return Table("What read the articles", ("", ""), tuple(rows))


def _limits() -> Section:
    return Section(
        "limits",
        "What it cannot say",
        points=tuple(tomllib.loads(_LIMITS.read_text(encoding="utf-8"))["limits"]),
    )


def _between(months: Collection[str]) -> list[str]:
    """Return all months, YYYY-MM, from the first to the last."""
    if not months:
        return []
    first, last = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (min(months), max(months)))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]


def _listing(rows: Sequence[tuple[Cell, ...]]) -> str:
    return "; ".join(f"{name}: {number:,}" for name, number in rows)


def _words(kind: str) -> str:
    return kind.replace("_", " ")
