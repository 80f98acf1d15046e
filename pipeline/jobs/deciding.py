"""What a person decides: merge, split, accept, reject, correct, add; linked anew at once.

in: ids, a database    out: the decision's number
writes: `link_decisions`, `event_decisions`, and the rows and links that follow

A decision is kept by the words of the reports, and goes before the rules in every later run.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pipeline.clock import now
from pipeline.errors import QueryError
from pipeline.jobs.relinking import Linker, relink_article
from pipeline.link.reports.decided import event_words, person_words
from pipeline.link.reports.reports import event_from_json, person_from_json
from pipeline.review import decisions
from pipeline.review.decisions import Added
from pipeline.review.decisions import Kind as EventKind
from pipeline.store.linked import LinkedRecords
from pipeline.store.linking import LinkStore, Of

Kind = Literal["merge", "split"]


class Deciding:
    """All that a person can decide of one database."""

    def __init__(self, path: Path) -> None:
        """Decide on what the database at `path` holds."""
        self._path = path

    def decide(
        self,
        event_id: str,
        kind: EventKind,
        correction: tuple[str, str] | None,
        by: tuple[str, str],
        words: str | None = None,
    ) -> int:
        """Decide on an event (`review.decisions.decide`) and link anew."""
        number = decisions.decide(self._path, event_id, kind, correction, by, words)
        relink_article(self._path, event_id.rpartition(":")[0])
        return number

    def add(self, article_id: str, added: Added, by: tuple[str, str]) -> int:
        """Add an event that no reader found (`review.decisions.add`) and link anew."""
        number = decisions.add(self._path, article_id, added, by)
        relink_article(self._path, article_id)
        return number

    def undo(self, number: int, by: str) -> None:
        """Take a decision on an event back (`review.decisions.undo`) and link anew."""
        relink_article(self._path, decisions.undo(self._path, number, by))

    def link(self, kind: Kind, a: str, b: str, by: tuple[str, str] | None = None) -> int:
        """Decide on a link (`decide`)."""
        return decide(self._path, kind, a, b, by)

    def unlink(self, number: int, by: str | None = None) -> None:
        """Take a decision on a link back (`undo`)."""
        undo(self._path, number, by)


def decide(path: Path, kind: Kind, a: str, b: str, by: tuple[str, str] | None = None) -> int:
    """Keep that two are one (`merge`) or two (`split`), link anew, and return the decision's number.

    Args:
        path: of the database.
        kind: what is decided.
        a: id of a person or event of an article, or of a linked one, which stands for its first report.
        b: another of the same sort.
        by: who decides, and why; null: nobody says.

    Raises:
        QueryError: there is nothing of such an id, or the two are of two sorts, or are one report.
        StoreError: the database cannot be written.
    """
    with LinkedRecords(path) as records:
        of, first = _report(records, a)
        other, second = _report(records, b)
        if of != other:
            raise QueryError(f"{a}, {b}: expected two people or two events, found one of each")
        if first == second:
            raise QueryError(f"{a}, {b}: expected two, found one and the same: name two of its reports")
        if of == "events":
            _check_events(records, first, second)
    with LinkStore(path) as store:
        found = store.features(of, [first, second])
        words = [_words(of, found[report]) for report in (first, second)]
        number = store.decide(
            {
                "kind": kind,
                "of": of,
                "a_article": first.rpartition(":")[0],
                "a_words": words[0],
                "b_article": second.rpartition(":")[0],
                "b_words": words[1],
                "made": now(),
                "decider": by and by[0],
                "why": by and by[1],
            }
        )
        Linker(store).run({of: [first, second]})
    return number


def undo(path: Path, number: int, by: str | None = None) -> None:
    """Take a decision back and link anew.

    Raises:
        QueryError: there is no decision of this number in force.
        StoreError: the database cannot be written.
    """
    with LinkStore(path) as store:
        row = store.undo(number, now(), by)
        linker = Linker(store)
        of: Of = row["of"]
        ends = [linker.compared.find(of, row[f"{side}_article"], row[f"{side}_words"]) for side in "ab"]
        linked = store.clusters(of, [end for end in ends if end is not None])
        linker.run({of: list(store.members(of, linked))})


def _report(records: LinkedRecords, any_id: str) -> tuple[Of, str]:
    """Return whether an id is of people or events, and the report that it stands for."""
    linked = records.linked_id(any_id)
    if linked is None:
        raise QueryError(
            f"{any_id}: expected the id of a person or event, found none in {records.path}: "
            "`blotter timeline`, `blotter people` and `blotter events` show ids"
        )
    if linked == any_id:
        if linked.startswith("P"):
            return "people", records.person(linked).versions[0].id
        return "events", records.event(linked).reports[0].id
    return ("people" if any_id in records.person_of_report() else "events"), any_id


def _check_events(records: LinkedRecords, a: str, b: str) -> None:
    one, other = (records.event(str(records.linked_id(report))) for report in (a, b))
    if one.type != other.type:
        raise QueryError(f"{a}, {b}: expected events of one type, found {one.type} and {other.type}")
    if one.person != other.person:
        raise QueryError(f"{a}, {b}: expected events about one person, found two: merge the people first")


def _words(of: Of, features: str) -> str:
    nothing: frozenset[str] = frozenset()
    if of == "people":
        words = person_words(person_from_json(features, nothing))
    else:
        words = event_words(event_from_json(features, nothing))
    return json.dumps(words, ensure_ascii=False, sort_keys=True)
