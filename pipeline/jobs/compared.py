"""The reports of articles as linking compares them, known as far as it has looked at them.

in: a store of links, articles and ids of reports    out: reports, weights of pairs    writes: reports of
articles that are added, with the keys by which others are found
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import asdict

from pipeline.link.reports.decided import find_event, find_person
from pipeline.link.reports.match_events import Disputed, event_keys, match_events
from pipeline.link.reports.match_people import Match, comparable, match_people, person_keys
from pipeline.link.reports.reports import (
    EventReport,
    PersonReport,
    event_from_json,
    person_from_json,
    report_of,
    to_json,
)
from pipeline.link.reports.voices import Voice
from pipeline.store.linking import LinkStore, Of


class Compared:
    """Reports of people and of events, by id."""

    def __init__(self, store: LinkStore) -> None:
        """Know none yet."""
        self._store = store
        self._articles: dict[str, tuple[Voice, frozenset[str]]] = {}
        self.people: dict[str, PersonReport] = {}
        self.events: dict[str, EventReport] = {}

    def add(self, article_id: str, rules: str) -> dict[Of, list[str]]:
        """Store the reports of an article, and return those that others are to be linked with, by kind.

        Args:
            article_id: `articles.id`.
            rules: the hash of the rules by which it is linked.
        """
        new: dict[Of, list[str]] = {"people": [], "events": []}
        report = report_of(*self._store.records(article_id))
        voice = json.dumps(asdict(report.voice), ensure_ascii=False, sort_keys=True)
        self._store.add_article(article_id, rules, voice, report.story)
        self._articles[article_id] = (report.voice, report.story)
        for person in report.people:
            self._store.add_person(person.id, article_id, to_json(person), person_keys(person))
            self.people[person.id] = person
            new["people"].append(person.id)
        for event in report.events:
            keys = event_keys(event) if event.person is None else ()
            self._store.add_event(event.id, article_id, event.person, to_json(event), keys)
            self.events[event.id] = event
            if event.person is None:
                new["events"].append(event.id)
        return new

    def load(self, of: Of, reports: Collection[str]) -> None:
        """Make the reports known that are not yet."""
        known = self.people if of == "people" else self.events
        missing = self._store.features(of, [report for report in reports if report not in known])
        articles = {report: report.rpartition(":")[0] for report in missing}
        self._load_articles(articles.values())
        for report, features in missing.items():
            story = self._articles[articles[report]][1]
            if of == "people":
                self.people[report] = person_from_json(features, story)
            else:
                self.events[report] = event_from_json(features, story)

    def voices(self, articles: Iterable[str]) -> dict[str, Voice]:
        """Return whose voice each article is."""
        self._load_articles(articles)
        return {article: self._articles[article][0] for article in articles}

    def _load_articles(self, articles: Iterable[str]) -> None:
        missing = {article for article in articles if article not in self._articles}
        for article, (voice, story) in self._store.article_features(missing).items():
            values = json.loads(voice)
            lists = {name: tuple(values[name]) for name in ("outlets", "cited")}
            self._articles[article] = (Voice(**{**values, **lists}), story)

    def weigh(self, of: Of, a: str, b: str, disputed: Collection[Disputed] = ()) -> Match:
        """Return how likely two reports are of one, and why."""
        if of == "people":
            return match_people(self.people[a], self.people[b])
        one, other = self.events[a], self.events[b]
        return match_events(one, other, one.person is not None, disputed)

    def are_comparable(self, of: Of, key: str, a: str, b: str) -> bool:
        """Say whether two reports that share a key are worth weighing."""
        return of == "events" or comparable(key, self.people[a], self.people[b])

    def find(self, of: Of, article: str, words: str) -> str | None:
        """Return the report of an article that words kept as JSON tell; null: none."""
        reports = self._store.reports_of(of, article)
        self.load(of, reports)
        told = json.loads(words)
        if of == "people":
            return find_person(told, [self.people[report] for report in reports])
        return find_event(told, [self.events[report] for report in reports])
