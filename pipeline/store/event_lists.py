"""Lists events by many filters, latest first, looking at a bounded number of them for each page.

in: a connection that is open to read, filters    out: ids    writes: nothing
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.errors import StoreError
from pipeline.migrations.m011_desk import DAY
from pipeline.store.claims import ClaimRecords
from pipeline.store.queries import Hit

_SCANNED = 5_000
"""Events that one page looks through for those that match what no index answers."""


@dataclass(frozen=True, slots=True)
class EventFilters:
    """Which events to list; an empty field asks for nothing. Words match anywhere in a value, in any case."""

    type: str = ""
    modality: str = ""
    status: str = ""
    offense: str = ""
    place: str = ""
    facility: str = ""
    agency: str = ""
    source: str = ""
    state: str = ""
    custodian: str = ""
    """The custodian's exact name."""
    entry: str = ""
    """The gazetteer's entry that the custodian is linked to."""
    since: str = ""
    until: str = ""
    covers: Callable[[str], bool] | None = None
    """Tells whether a stored date may lie between `since` and `until`."""
    min_confidence: float = 0.0
    min_sources: int = 1
    decided: str = ""
    """accepted, rejected, corrected, added, decided (any of these) or undecided; empty: all but rejected."""
    copies: bool = False
    """Also what copies of an article repeat."""


@dataclass(frozen=True, slots=True)
class EventPage:
    """A page of a list of events, latest first, those without a day last."""

    hits: tuple[Hit, ...]
    after: str | None
    """Where the next page begins; null: there is none."""
    scanned: int
    """Events that were looked through for it."""


NOTHING_FOUND = EventPage((), None, 0)


class EventLists(ClaimRecords):
    """A database open to list events."""

    def event_page(self, filters: EventFilters, after: str | None, limit: int) -> EventPage:
        """Return the events that match, latest first; what has no day comes last.

        Looks through a bounded number of events: a page may hold fewer than `limit` and still have a next.

        Args:
            filters: which events.
            after: `EventPage.after` of the page before.
            limit: how many at most.

        Raises:
            StoreError: `after` is no place in this list.
        """
        inner, parameters = _indexed(filters)
        if after:
            # Not (day, key) < (?, ?): of a pair of which one is reckoned SQLite makes no range of an index.
            day, key = _place(after)
            inner.append(f"{DAY} <= ? AND ({DAY} < ? OR key < ?)")
            parameters.extend([day, day, key])
        scanned = list(
            self.db.execute(
                f"""SELECT key, {DAY} FROM events WHERE {" AND ".join(inner) or "1"}
                    ORDER BY {DAY} DESC, key DESC LIMIT 1 OFFSET ?""",
                [*parameters, _SCANNED - 1],
            )
        )
        bound = scanned[0] if scanned else None
        if bound is not None:
            inner.append(f"{DAY} >= ? AND ({DAY} > ? OR key >= ?)")
            parameters.extend([bound[1], bound[1], bound[0]])
        self._cover(filters)
        outer, more = _scanned(filters)
        sql = f"""SELECT e.id, e.article_id, e.day, e.key
            FROM (SELECT *, {DAY} AS day FROM events WHERE {" AND ".join(inner) or "1"}
                  ORDER BY {DAY} DESC, key DESC) e
            JOIN articles a ON a.id = e.article_id WHERE {" AND ".join(outer) or "1"}
            ORDER BY e.day DESC, e.key DESC LIMIT ?"""
        rows = self.db.execute(sql, [*parameters, *more, limit + 1]).fetchall()
        hits = tuple(Hit("events", row[0], row[1]) for row in rows[:limit])
        if len(rows) > limit:
            return EventPage(hits, f"{rows[limit - 1][2]}~{rows[limit - 1][3]}", limit)
        return EventPage(hits, f"{bound[1]}~{bound[0]}" if bound else None, _SCANNED)

    def _cover(self, filters: EventFilters) -> None:
        covers = filters.covers
        if covers is not None:
            self.db.register_function(
                lambda date: int(date is not None and covers(date)), name="covers", replace=True
            )


def _indexed(filters: EventFilters) -> tuple[list[str], list[Any]]:
    """Return the conditions that an index answers, with their parameters."""
    found: list[tuple[str, Any]] = []
    if filters.type:
        found.append(("type = ?", filters.type))
    if filters.custodian:
        found.append(("custodian = ?", filters.custodian))
    if filters.modality and not filters.type and not filters.custodian:
        found.append(("modality = ?", filters.modality))
    if filters.since:
        found.append((f"{DAY} >= ?", filters.since[:4]))
    if filters.until:
        found.append((f"{DAY} <= ?", f"{filters.until}~"))
        found.append((f"{DAY} > ?", ""))
    return [clause for clause, _ in found], [value for _, value in found]


def _scanned(filters: EventFilters) -> tuple[list[str], list[Any]]:
    """Return the conditions that each event is looked at for, with their parameters.

    A plus keeps SQLite from an index of a column, whose rows it would have to sort: all there are.
    """
    found: list[tuple[str, list[Any]]] = []
    if filters.modality:
        found.append(("+e.modality = ?", [filters.modality]))
    if filters.min_confidence:
        found.append(("e.confidence >= ?", [filters.min_confidence]))
    if filters.decided == "undecided":
        found.append(("+e.decided IS NULL", []))
    elif filters.decided == "decided":
        found.append(("+e.decided IS NOT NULL", []))
    elif filters.decided:
        found.append(("+e.decided = ?", [filters.decided]))
    else:
        found.append(("e.decided IS NOT 'rejected'", []))
    if not filters.copies:
        found.append(("e.repeated = 0", []))
    if filters.min_sources > 1:
        clause = """EXISTS (SELECT 1 FROM event_reports r JOIN linked_events l ON l.id = r.event
                    WHERE r.id = e.id AND l.sources >= ?)"""
        found.append((clause, [filters.min_sources]))
    if filters.covers:
        found.append(("covers(e.date)", []))
    if filters.agency:
        found.append(("contains(e.agency, ?)", [filters.agency]))
    if filters.source:
        found.append(("(contains(a.source, ?) OR contains(a.url, ?))", [filters.source] * 2))
    said = {"status": filters.status, "category": filters.offense}
    if any(said.values()):
        both = " AND ".join(f"o.{column} = ?" for column, value in said.items() if value)
        clause = f"""EXISTS (SELECT 1 FROM offenses o WHERE o.article_id = e.article_id
                     AND o.subject_id IS e.subject_id AND {both})"""
        found.append((clause, [value for value in said.values() if value]))
    link = "SELECT 1 FROM links l WHERE l.article_id = e.article_id AND l.name = e.custodian"
    if filters.state:
        found.append((f"EXISTS ({link} AND l.state = ?)", [filters.state]))
    if filters.entry:
        found.append((f"EXISTS ({link} AND l.entry = ?)", [filters.entry]))
    if filters.facility:
        clause = f"(contains(e.custodian, ?) OR EXISTS ({link} AND contains(l.official, ?)))"
        found.append((clause, [filters.facility] * 2))
    if filters.place:
        columns = ("l.official", "l.city", "l.county", "l.state")
        linked = " OR ".join(f"contains({column}, ?)" for column in columns)
        clause = f"(contains(e.custodian, ?) OR contains(e.agency, ?) OR EXISTS ({link} AND ({linked})))"
        found.append((clause, [filters.place] * (2 + len(columns))))
    return [clause for clause, _ in found], [value for _, values in found for value in values]


def _place(after: str) -> tuple[str, int]:
    """Return the day and key that a page begins after.

    Raises:
        StoreError: it is no such place.
    """
    day, _, key = after.rpartition("~")
    if not key.isdigit():
        raise StoreError(f"after={after}: expected a place in the list, found none: go to its first page")
    return day, int(key)
