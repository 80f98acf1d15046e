"""Links the people and events of all articles, as far as articles came or changed since the last time.

    articles that changed -> reports -> pairs that share a key -> links -> clusters

in: a database    out: how much was done    writes: the tables of `m009_linked`, in one transaction

What is found depends on the articles and decisions alone, not on the order in which they came: only what
links lead to from something new is clustered again, and clustering looks at sets, not at sequences.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.jobs.compared import Compared
from pipeline.link.reports.clusters import Pair, cluster, components, pair
from pipeline.link.reports.conflicts import OPPOSED, conflicts_of
from pipeline.link.reports.decided import Decided
from pipeline.link.reports.match_events import (
    disputed_by,
    near_in_time,
)
from pipeline.link.reports.match_people import weights
from pipeline.link.reports.person_names import parse_name, unjoined_families
from pipeline.link.reports.summaries import best_date, cluster_id, day_of, fullest, most, telling_order
from pipeline.link.reports.voices import group_voices
from pipeline.settings import LOCK_WAIT
from pipeline.store.linking import LinkStore, Of, StoredLink


@dataclass(frozen=True, slots=True)
class Linking:
    """What a linking did."""

    articles: int
    """New or changed."""
    people: int
    """Linked people made anew."""
    events: int
    lost: tuple[int, ...]
    """Numbers of decisions whose reports are in no article now; they wait."""


def relink(
    path: Path,
    tick: Callable[[str], None] = lambda _: None,
    again: Mapping[Of, Collection[str]] | None = None,
    wait: float = LOCK_WAIT,
) -> Linking:
    """Bring the links of a database up to date.

    Args:
        path: of the database.
        tick: is told how far the work has got.
        again: reports that are to be clustered anew though their articles are as they were.
        wait: how many seconds to wait while another program writes.

    Raises:
        StoreError: the database cannot be written; nothing is changed.
    """
    with LinkStore(path, wait) as store:
        return Linker(store, tick).run(again or {})


def relink_article(path: Path, article_id: str) -> Linking:
    """Link one article anew, and no other that waits for it.

    Raises:
        StoreError: the database cannot be written; nothing is changed.
    """
    with LinkStore(path) as store:
        return Linker(store).run({}, [article_id])


@cache
def linker_hash() -> str:
    """Return the SHA-256 of the rules and weights: another may link otherwise."""
    digest = hashlib.sha256()
    for file in linker_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def linker_files() -> list[Path]:
    """Return the files that hold the rules and weights of linking: this one, `compared`, all of `link`."""
    here = Path(__file__)
    rules = (here.parents[1] / "link").rglob("*")
    own = [here.with_name("compared.py"), here]
    return [*own, *sorted(file for file in rules if file.suffix in (".py", ".toml", ".csv"))]


class Linker:
    """Links within one transaction of a store."""

    def __init__(self, store: LinkStore, tick: Callable[[str], None] = lambda _: None) -> None:
        """Link what the store holds."""
        self._store = store
        self._tick = tick
        self.compared = Compared(store)
        self._old_events: set[str] = set()

    def run(self, again: Mapping[Of, Collection[str]], only: Sequence[str] | None = None) -> Linking:
        """Link what is new or changed, or `only` some articles, and the reports `again`."""
        silent = self._store.add_silent(linker_hash()) if only is None else 0
        stale = self._store.stale(linker_hash()) if only is None else only
        gone = self._store.gone() if only is None else []
        people, groups = self._forget([*stale, *gone])
        new: dict[Of, list[str]] = {"people": [], "events": []}
        for number, article in enumerate(stale, 1):
            for of, reports in self.compared.add(article, linker_hash()).items():
                new[of] += reports
            self._tick(f"{number} of {len(stale)} articles compared")
        rerouted = self._store.reroot() if only is None else []
        moved = {report for article in rerouted for report in self._store.reports_of("events", article)}
        decided = self._decided("people")
        people |= self._compare("people", new["people"]) | decided.changed | set(again.get("people", ()))
        people = self._cluster_people(people, decided)
        groups |= self._compare("events", new["events"])
        events = self._decided("events")
        spoken = events.changed | set(again.get("events", ())) | moved
        subjects = self._store.subjects(spoken)
        groups |= spoken - subjects.keys()
        number = self._cluster_events(people | set(subjects.values()), groups, events)
        return Linking(silent + len(stale), len(people), number, (*decided.lost, *events.lost))

    def _forget(self, articles: Sequence[str]) -> tuple[set[str], set[str]]:
        """Delete what was compared of articles; return the reports that were linked with theirs."""
        people: set[str] = set()
        groups: set[str] = set()
        for article in articles:
            own = self._store.reports_of("people", article)
            if own:
                old = self._store.clusters("people", own)
                people |= set(self._store.members("people", old))
                self._store.drop_clusters("people", old)
            own = self._store.reports_of("events", article)
            if own:
                old = self._store.clusters("events", own)
                groups |= self._store.groups_among(set(self._store.members("events", old)))
                self._old_events |= old
            self._store.forget(article)
        return self._there("people", people), self._there("events", groups)

    def _there(self, of: Of, reports: Collection[str]) -> set[str]:
        return set(self._store.features(of, reports))

    def _compare(self, of: Of, new: Sequence[str]) -> set[str]:
        """Link new reports with those that share a key, and return the new ones."""
        threshold = weights("people" if of == "people" else "groups")["threshold"]
        fresh = set(new)
        for number, report in enumerate(new, 1):
            sharing = [
                (key, other)
                for key, other in self._store.sharing(of, report)
                if other not in fresh or other < report
            ]
            self.compared.load(of, {other for _, other in sharing})
            others = {other for key, other in sharing if self.compared.are_comparable(of, key, report, other)}
            found = [
                (pair(report, other), self.compared.weigh(of, *pair(report, other)))
                for other in sorted(others)
            ]
            self._store.add_links(
                of,
                [
                    StoredLink(*ids, match.weight, match.reasons)
                    for ids, match in found
                    if match.weight is not None and match.weight >= threshold
                ],
            )
            self._tick(f"{number} of {len(new)} reports of {of} linked")
        return fresh

    def _decided(self, of: Of) -> Decided:
        """Return the decisions in force, by the reports that they are about now."""
        pairs: dict[str, set[Pair]] = {"merge": set(), "split": set()}
        lost = []
        for row in self._store.decisions(of):
            ends = [self.compared.find(of, row[f"{side}_article"], row[f"{side}_words"]) for side in "ab"]
            if ends[0] is None or ends[1] is None:
                lost.append(row["id"])
            else:
                for kind in pairs:
                    pairs[kind].discard(pair(ends[0], ends[1]))
                pairs[row["kind"]].add(pair(ends[0], ends[1]))
        return Decided(frozenset(pairs["merge"]), frozenset(pairs["split"]), tuple(lost))

    def _reach(self, of: Of, start: Collection[str], decided: Decided) -> set[str]:
        """Return all reports that links and decisions to merge lead to."""
        reached = self._store.reached(of, start)
        while more := {end for ends in decided.together if set(ends) & reached for end in ends} - reached:
            reached = self._store.reached(of, reached | more)
        return reached

    def _cluster_people(self, again: Collection[str], decided: Decided) -> set[str]:
        """Cluster the people anew that reports lead to, and return all reports looked at."""
        reached = self._reach("people", again, decided)
        self.compared.load("people", reached)
        self._store.drop_clusters("people", self._store.clusters("people", reached))
        links = self._store.links("people", reached)
        threshold = weights("people")["threshold"]
        for group in components(reached, [*links, *decided.together]):
            for members in self._clusters("people", group, links, threshold, decided):
                self._add_person(members)
        return reached

    def _clusters(
        self, of: Of, group: Collection[str], links: Mapping[Pair, float], threshold: float, decided: Decided
    ) -> list[list[str]]:
        if len(group) == 1:
            return [list(group)]
        inside = set(group)
        own = {ends: weight for ends, weight in links.items() if ends[0] in inside}
        known: dict[Pair, float | None] = {**own}
        groups = [self.compared.events[item] for item in group] if of == "events" else []
        disputed = disputed_by(groups)

        def weigh(a: str, b: str) -> float | None:
            if (a, b) not in known:
                known[a, b] = self.compared.weigh(of, a, b, disputed).weight
            return known[a, b]

        def has_one_name(members: Sequence[str]) -> bool:
            """Say whether those of other family names are linked themselves, not by somebody unnamed."""
            named = {item: parse_name(name) for item in members if (name := self.compared.people[item].name)}
            return all(
                any(
                    (weigh(*pair(a, b)) or 0.0) >= threshold
                    for a, name in named.items()
                    for b, other in named.items()
                    if name.family == (one,) and other.family == (two,)
                )
                for one, two in unjoined_families(named.values())
            )

        average = weights("people" if of == "people" else "groups")["average"]
        holds = has_one_name if of == "people" else None
        return cluster(group, own, weigh, threshold, decided.together, decided.apart, average, holds)

    def _add_person(self, members: Sequence[str]) -> None:
        reports = [self.compared.people[member] for member in members]
        days = [report.published for report in reports if report.published is not None]
        self._store.add_person_cluster(
            {
                "id": cluster_id("P", reports),
                "name": fullest([report.name for report in reports if report.name]),
                "role": most([report.role for report in reports]),
                "minor": int(any(report.minor for report in reports)),
                "reports": len(reports),
                "first": day_of(min(days, default=None)),
                "last": day_of(max(days, default=None)),
            },
            members,
        )

    def _cluster_events(self, people: Collection[str], groups: Collection[str], decided: Decided) -> int:
        """Cluster the events of people and the events of groups anew, and return how many there are."""
        linked = self._store.people_of(people)
        units: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        own = self._store.events_of_people(set(linked.values()))
        reached = self._reach("events", groups, decided)
        reached = self._store.groups_among(reached)
        self.compared.load("events", {*(report for report, _ in own), *reached})
        for report, person in own:
            units[person, self.compared.events[report].type].append(report)
        everything = {*(report for report, _ in own), *reached}
        old = self._store.clusters("events", everything) | self._old_events
        self._store.drop_clusters("events", old)
        clusters = {unit: self._cluster_unit(reports, decided) for unit, reports in sorted(units.items())}
        for (person, kind), found in clusters.items():
            against = clusters.get((person, OPPOSED.get(kind, "")), [])
            for members in found:
                beside = [other for other in found if other is not members]
                self._add_event(person, members, [*against, *beside])
        number = sum(map(len, clusters.values()))
        links = self._store.links("events", reached)
        threshold = weights("groups")["threshold"]
        for group in components(reached, [*links, *decided.together]):
            for members in self._clusters("events", group, links, threshold, decided):
                self._add_event(None, members, ())
                number += 1
        return number

    def _cluster_unit(self, reports: Sequence[str], decided: Decided) -> list[list[str]]:
        """Return the reports of one type about one person in clusters; keep their links."""
        self._store.drop_links("events", reports)
        threshold = weights("events")["threshold"]
        told = near_in_time(self.compared.events[report] for report in reports)
        matches = {ends: self.compared.weigh("events", *ends) for ends in (pair(a.id, b.id) for a, b in told)}

        def weigh(a: str, b: str) -> float | None:
            if (a, b) not in matches:
                matches[a, b] = self.compared.weigh("events", a, b)
            return matches[a, b].weight

        links = {ends: match.weight for ends, match in matches.items() if match.weight is not None}
        clusters = cluster(
            reports,
            links,
            weigh,
            threshold,
            decided.together,
            decided.apart,
            weights("events")["average"],
        )
        place = {report: number for number, members in enumerate(clusters) for report in members}
        kept: dict[str, Pair] = {}
        for ends in sorted(links, key=lambda ends: (-links[ends], ends)):
            if place[ends[0]] == place[ends[1]]:
                for report in ends:
                    kept.setdefault(report, ends)
        strongest = [
            StoredLink(*ends, links[ends], matches[ends].reasons) for ends in sorted(set(kept.values()))
        ]
        self._store.add_links("events", strongest)
        return clusters

    def _add_event(
        self, person: str | None, members: Sequence[str], against: Sequence[Sequence[str]]
    ) -> None:
        reports = sorted((self.compared.events[member] for member in members), key=telling_order)
        subjects = {report.person for report in reports if report.person is not None}
        self.compared.load("people", subjects)
        articles = list(dict.fromkeys(report.article for report in reports))
        voices = self.compared.voices(articles)
        numbers = dict(
            zip(articles, group_voices(articles, voices, self._store.roots(articles)), strict=True)
        )
        others = [[self.compared.events[report] for report in other] for other in against]
        conflicts = conflicts_of(reports, self.compared.people, others)
        self._store.add_event_cluster(
            {
                "id": cluster_id("E", reports),
                "type": reports[0].type,
                "person": person,
                "date": best_date(reports, numbers),
                "reports": len(reports),
                "articles": len(articles),
                "sources": max(numbers.values()),
                "conflicts": len(conflicts),
            },
            {report.id: numbers[report.article] for report in reports},
            [(conflict.field, *value) for conflict in conflicts for value in conflict.values],
        )
