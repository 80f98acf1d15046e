"""Claims as fact-checkers put them, read and answered, over articles whose contents are given by hand."""

import tomllib
from pathlib import Path

import pytest

from pipeline.jobs.checking import check
from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.schema import Article
from pipeline.score.gold_records import gold_extraction
from pipeline.store.claims import ClaimRecords
from pipeline.store.writer import RunRecord, Stamp, Store

TOLD = tomllib.loads(Path(__file__).with_name("told_claims.toml").read_text(encoding="utf-8"))
FALSE = tomllib.loads(Path(__file__).with_name("false_claims.toml").read_text(encoding="utf-8"))
UNSAID = {"count": None, "date": None, "agency": None, "custodian": None, "modality": "actual"}


def contents(item):
    people = [
        {"id": f"p{n}", "role": "subject", "name": name, "age": age or None, "nationality": land or None}
        | {"mention": name}
        for n, (name, age, land) in enumerate(item["people"], 1)
    ]
    events = [
        {"type": kind, "subject": subject or None, "quote": quote, **UNSAID, **said}
        for kind, subject, quote, said in item["events"]
    ]
    names = ("subject", "category", "status", "quote")
    offenses = [dict(zip(names, laid, strict=True)) for laid in item["offenses"]]
    return {"people": people, "offenses": offenses, "facilities": [], "events": events}


def filled(path, articles):
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for item in articles:
            said = {name: item[name] for name in ("id", "text", "source", "published")}
            article = Article(**said, origin=item["id"])
            extraction = link_places(article, gold_extraction(contents(item), article))
            store.write(run, article, extraction, Stamp(item["id"], item["id"], "gold", ""))
    relink(path)
    return path


def answered_wrongly(reader, path, claims):
    asked = [(verdict, claim) for verdict, told in claims.items() for claim in told]
    with ClaimRecords(path) as records:
        given = [answer.verdict for answer in check(records, reader, [claim for _, claim in asked])]
    return [(*pair, got) for pair, got in zip(asked, given, strict=True) if pair[0] != got]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("told") / "told.db", TOLD["article"])


@pytest.mark.slow
def test_claims_in_fact_checkers_words_are_answered(base_reader, told):
    wrong = answered_wrongly(base_reader, told, TOLD["claims"])
    assert not wrong, wrong


@pytest.mark.slow
def test_claims_that_are_false_in_one_thing_are_contradicted_and_no_others(base_reader, tmp_path):
    path = filled(tmp_path / "false.db", FALSE["article"])
    wrong = answered_wrongly(base_reader, path, FALSE["claims"])
    assert not wrong, wrong


@pytest.mark.slow
def test_a_claim_that_is_not_understood_is_shown_what_is_reported_nearest(base_reader, told):
    claims = ["Ilmar Brodt's lawyer praised the Holm County Jail.", "Bottles broke at the fair in Pellam."]
    with ClaimRecords(told) as records:
        near, none = check(records, base_reader, claims)
    assert near.verdict == none.verdict == "unknown"
    assert {finding.side for finding in near.parts[0].findings} == {"near"}
    assert "Holm County Jail" in near.parts[0].findings[0].report.quote
    assert not none.parts
