"""The stories of the corpus say what they claim to say: sound gold, and links that name each report once."""

import json
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.schema import RawPage
from pipeline.score.corpus import SPLITS, STORY_SPLITS
from pipeline.score.gold import faults, read_annotations

CORPUS = Path(__file__).parents[1] / "corpus"
CONFLICT_FIELDS = {"age", "date", "count", "status", "outcome", "custodian", "agency", "nationality"}


class Half:
    """The files of one half of the stories."""

    def __init__(self, split):
        self.folder = CORPUS / "stories" / split
        self.gold = {gold["id"]: gold for gold in read_annotations(self.folder / "gold.jsonl")}
        self.stories = rows(self.folder / "links.jsonl")
        self.people = {
            (id, person["id"]): person for id, gold in self.gold.items() for person in gold["people"]
        }
        self.mentions = [
            (story["story"], cluster, tuple(mention))
            for story in self.stories
            for cluster in story["people"]
            for mention in cluster["mentions"]
        ]
        self.clusters = [cluster for story in self.stories for cluster in story["events"]]

    def event(self, report):
        """The gold event that a report names."""
        id, index = report
        return self.gold[id]["events"][index]


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


HALVES = {split: Half(split) for split in STORY_SPLITS}
pytestmark = pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)


def test_every_article_is_read_as_it_is_written_and_its_gold_is_sound(half):
    pages = list(read_files([str(half.folder / "articles.jsonl")]))
    assert all(isinstance(page, RawPage) for page in pages)
    assert [page.id for page in pages] == list(half.gold)
    articles = [clean_page(page) for page in pages]
    assert {a.id: list(faults(half.gold[a.id], a.text)) for a in articles} == {a.id: [] for a in articles}
    assert all(a.published == half.gold[a.id]["published"] and a.source and a.title for a in articles)


def test_every_subject_is_in_exactly_one_cluster_and_nobody_is_in_two(half):
    times = Counter(mention for _, _, mention in half.mentions)
    subjects = {mention for mention, person in half.people.items() if person["role"] == "subject"}
    assert set(times) <= set(half.people)
    assert subjects - set(times) == set()
    assert [mention for mention, n in times.items() if n > 1] == []


def test_every_event_is_in_exactly_one_cluster(half):
    reports = Counter(tuple(report) for cluster in half.clusters for report in cluster["reports"])
    events = {(id, index) for id, gold in half.gold.items() for index in range(len(gold["events"]))}
    assert set(reports) == events
    assert [report for report, n in reports.items() if n > 1] == []


def test_reports_of_an_event_are_of_its_type_and_of_one_person_or_of_groups(half):
    linked = {mention: cluster["id"] for _, cluster, mention in half.mentions}
    for cluster in half.clusters:
        events = [(report[0], half.event(report)) for report in cluster["reports"]]
        assert {event["type"] for _, event in events} == {cluster["type"]}, cluster["id"]
        subjects = {linked[id, event["subject"]] if event["subject"] else None for id, event in events}
        assert len(subjects) == 1, cluster["id"]


def test_the_sources_of_an_event_are_the_articles_that_report_it(half):
    for cluster in half.clusters:
        named = list(chain.from_iterable(cluster["sources"]))
        assert sorted(named) == sorted({id for id, _ in cluster["reports"]}), cluster["id"]


def test_conflicts_hold_at_least_two_values_of_reports(half):
    for cluster in half.clusters:
        for conflict in cluster["conflicts"]:
            assert conflict["field"] in CONFLICT_FIELDS, cluster["id"]
            assert {id for id, _ in conflict["values"]} <= {id for id, _ in cluster["reports"]}, cluster["id"]
            assert len({value for _, value in conflict["values"]}) > 1, cluster["id"]


def test_look_alikes_are_people_of_different_clusters(half):
    linked = {mention: cluster["id"] for _, cluster, mention in half.mentions}
    for story in half.stories:
        for one, other in story["not_same"]:
            assert linked[tuple(one)] != linked[tuple(other)], story["story"]


def test_ids_are_those_of_their_story_and_of_no_other_article(half):
    names = {story["story"] for story in half.stories}
    assert {id.split("-")[0] for id in half.gold} == names
    others = [read_annotations(CORPUS / split / "gold.jsonl") for split in SPLITS]
    others += [list(other.gold.values()) for other in HALVES.values() if other is not half]
    assert {gold["id"] for golds in others for gold in golds} & set(half.gold) == set()
    ids = Counter(c["id"] for story in half.stories for c in (*story["people"], *story["events"]))
    assert [id for id, n in ids.items() if n > 1] == []


def test_no_subject_is_told_of_in_another_part_of_the_corpus(half):
    def names(golds):
        return {p["name"] for gold in golds for p in gold["people"] if p["role"] == "subject" and p["name"]}

    others = [read_annotations(CORPUS / split / "gold.jsonl") for split in SPLITS]
    others += [list(other.gold.values()) for other in HALVES.values() if other is not half]
    assert names(chain.from_iterable(others)) & names(half.gold.values()) == set()


def test_claims_are_spread_over_the_verdicts_and_rest_on_reports(half):
    claims = rows(half.folder / "claims.jsonl")
    spread = Counter(claim["verdict"] for claim in claims)
    assert set(spread) == {"supported", "contradicted", "mixed", "unknown"}
    assert max(spread.values()) - min(spread.values()) <= 1
    assert len({claim["id"] for claim in claims}) == len({claim["claim"] for claim in claims}) == len(claims)
    for claim in claims:
        assert bool(claim["evidence"]) == (claim["verdict"] != "unknown"), claim["id"]
        assert all(half.event(report) for report in claim["evidence"]), claim["id"]
        assert claim["kind"] == "fact" or (claim["kind"], claim["verdict"]) == ("opinion", "unknown")


def test_no_claim_is_in_an_article_s_own_words(half):
    articles = rows(half.folder / "articles.jsonl")
    runs = {run for article in articles for run in runs_of_words(article["text"])}
    copied = {
        claim["id"]: set(runs_of_words(claim["claim"])) & runs for claim in rows(half.folder / "claims.jsonl")
    }
    assert {id: found for id, found in copied.items() if found} == {}


def runs_of_words(text, length=8):
    """Every run of so many words, in lower case."""
    words = text.lower().split()
    return (" ".join(words[start : start + length]) for start in range(len(words) - length + 1))
