"""The corpus says what it claims to say: every gold value is known, and every quote stands in its article."""

import json
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.ontology import ontology
from pipeline.schema import RawPage
from pipeline.score.corpus import SPLITS, count_split
from pipeline.score.gold import faults, read_annotations

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = {split: read_annotations(CORPUS / split / "gold.jsonl") for split in SPLITS}
ARTICLES = [pytest.param(split, gold, id=gold["id"]) for split, golds in GOLD.items() for gold in golds]


def forms(split, id):
    """The files in which the corpus has an article: as text, as a page, or as both."""
    paths = [CORPUS / split / "text" / f"{id}.txt", CORPUS / split / "html" / f"{id}.html"]
    return [path for path in paths if path.exists()]


@pytest.mark.parametrize(("split", "gold"), ARTICLES)
def test_gold_is_sound_and_its_words_stand_in_the_cleaned_article(split, gold):
    paths = forms(split, gold["id"])
    assert paths, "gold without an article"
    for path in paths:
        [page] = read_files([str(path)])
        assert isinstance(page, RawPage)
        assert page.id == gold["id"]
        assert list(faults(gold, clean_page(page).text)) == [], path


@pytest.mark.parametrize("split", SPLITS)
def test_every_article_has_gold(split):
    ids = {path.stem for kind in ("text/*.txt", "html/*.html") for path in (CORPUS / split).glob(kind)}
    assert ids == {gold["id"] for gold in GOLD[split]}


def test_ids_are_unique_over_all_splits():
    ids = Counter(gold["id"] for golds in GOLD.values() for gold in golds)
    assert [id for id, times in ids.items() if times > 1] == []


COUNTS = sum((count_split(CORPUS / split) for split in SPLITS), Counter())


@pytest.mark.parametrize(("row", "least"), [("annotated", 80), ("without an event", 20), ("HTML pages", 25)])
def test_the_corpus_is_large_enough_to_mean_something(row, least):
    assert COUNTS["articles", row] >= least


@pytest.mark.parametrize("type", ontology().events)
def test_every_event_type_occurs(type):
    assert COUNTS["events", type] > 0


@pytest.mark.parametrize("modality", ontology().modalities)
def test_every_modality_occurs(modality):
    assert COUNTS["modality", modality] > 0


@pytest.mark.parametrize("status", ontology().statuses)
def test_every_offense_status_occurs(status):
    assert COUNTS["offenses", status] > 0


def test_no_subject_is_told_of_in_two_splits():
    splits = {
        split: {p["name"] for gold in golds for p in gold["people"] if p["role"] == "subject" and p["name"]}
        for split, golds in GOLD.items()
    }
    shared = {(a, b): splits[a] & splits[b] for a, b in combinations(SPLITS, 2)}
    assert [pair for pair, names in shared.items() if names] == []


@pytest.mark.parametrize("name", ("train/claims.jsonl", "dev/claims.jsonl", "dev/contact.jsonl"))
def test_claims_rest_on_events_of_the_gold(name):
    file = CORPUS / name
    gold = {record["id"]: record for record in read_annotations(file.with_name("gold.jsonl"))}
    lines = file.read_text(encoding="utf-8").splitlines()
    claims = [json.loads(line) for line in lines]
    assert len({claim["claim"] for claim in claims}) == len({claim["id"] for claim in claims}) == len(claims)
    assert {claim["verdict"] for claim in claims} == {"supported", "contradicted", "mixed", "unknown"}
    for claim in claims:
        assert bool(claim["evidence"]) == (claim["verdict"] != "unknown"), claim["id"]
        assert all(gold[article]["events"][index] for article, index in claim["evidence"]), claim["id"]
        assert claim["kind"] == "fact" or (claim["kind"], claim["verdict"]) == ("opinion", "unknown")
