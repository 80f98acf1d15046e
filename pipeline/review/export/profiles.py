"""Says of whom an export may not give the name.

in: the open database and its decisions. out: for the people of an article what stands for their names.

- `public`: names of victims and of minors are left out, also where only another article shows them to be so,
  or hides the same name; an official, and who is charged with something, keeps the name there.
- `pseudonymous`: also the names of everybody but officials who is charged with nothing, by what is reported
  last; each is `[person N]`, the same in the whole export. The numbers follow the order of the articles and
  say nothing of a name.
- `full`: all names stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.protected import MINOR, VICTIM, protecting_label
from pipeline.review.charged import is_charged
from pipeline.review.decisions import Decisions
from pipeline.review.privacy.known_names import KnownNames
from pipeline.store.linked import LinkedRecords, PersonVersion
from pipeline.store.rows import Row, row_id
from pipeline.store.withheld import Withheld

Profile = Literal["public", "pseudonymous", "full"]
PROFILES: tuple[Profile, ...] = ("public", "pseudonymous", "full")
_CACHED = 256


@dataclass(frozen=True, slots=True)
class _Report:
    """What one article says of a person."""

    id: str
    """`people.id`."""
    role: str
    name: str | None


class Protection:
    """Who is hidden in one export."""

    def __init__(
        self, records: LinkedRecords, known: Decisions, withheld: Withheld, profile: Profile
    ) -> None:
        """Ask `records`; keep the numbers of people in `withheld`, and look names up there."""
        self._records = records
        self._known = known
        self._withheld = withheld
        self._names = KnownNames(withheld)
        self._profile = profile
        self._versions = lru_cache(maxsize=_CACHED)(self._read_versions)
        self.mark = lru_cache(maxsize=_CACHED)(self._mark_of)
        """Linked person -> what stands for the name; null: it is given. Asked when all names are known."""

    def labels(self, article_id: str, people: Sequence[Row]) -> dict[str, str]:
        """Return what stands for each person of an article whose name is hidden, by id within the article.

        Args:
            article_id: `articles.id`.
            people: the article's rows of `people`.
        """
        if self._profile == "full":
            return {}
        links = self._records.linked_of(article_id)
        found: dict[str, str] = {}
        for person in people:
            mark = protecting_label(person["role"], bool(person["minor"]))
            report = _Report(person["id"], person["role"], person["name"])
            mark = mark or self._elsewhere(report, links.get(person["id"]))
            if mark:
                found[person["id"][len(row_id(article_id, "")) :]] = mark
        return found

    def shows(self, linked_person: str) -> bool:
        """Tell whether any report of a linked person gives the name."""
        if self._profile == "full":
            return True
        return any(self._mark(version, linked_person) is None for version in self._versions(linked_person))

    def _mark_of(self, linked_person: str) -> str | None:
        if self._profile == "full":
            return None
        marks = [self._mark(version, linked_person) for version in self._versions(linked_person)]
        return next((mark for mark in marks if mark), None)

    def _mark(self, version: PersonVersion, linked_person: str) -> str | None:
        if version.role == "victim":
            return VICTIM
        return self._elsewhere(_Report(version.id, version.role, version.name), linked_person)

    def _elsewhere(self, report: _Report, linked: str | None) -> str | None:
        """Return what stands for somebody whose own article need not show that the name is to be hidden."""
        versions = self._versions(linked) if linked else ()
        if any(version.minor for version in versions):
            return MINOR
        mark = self._names.label(report.name) if report.name else None
        if any(version.role == "victim" for version in versions):
            mark = VICTIM
        asked = mark or self._profile == "pseudonymous"
        if report.role == "official" or not asked:
            return None
        if is_charged(self._records, self._known, report.id, versions):
            return None
        if mark:
            return mark
        return f"[person {self._withheld.number(linked or report.id)}]"

    def _read_versions(self, linked_person: str) -> Sequence[PersonVersion]:
        return self._records.person(linked_person).versions
