"""What ICE had to correct in its reports of declined detainers of 2017, read and linked from start to end."""

import tomllib
from pathlib import Path

import pytest

from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.link.places.gazetteer import gazetteer
from pipeline.schema import Article
from pipeline.store.linked import LinkedRecords
from pipeline.store.writer import RunRecord, Stamp, Store

DATA = Path(__file__).with_name("declined_detainers.toml")
CASES = tomllib.loads(DATA.read_text(encoding="utf-8"))["article"]
COUNTIES = {f"county:{e.fips}": (e.county, e.state) for e in gazetteer().entries if e.kind == "county"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def told(base_reader):
    articles = [
        Article(case["id"], case["text"], case["id"], source=case["source"], published=case["published"])
        for case in CASES
    ]
    extractions = base_reader.read(articles)
    return {a.id: (a, link_places(a, e)) for a, e in zip(articles, extractions, strict=True)}


@pytest.fixture(scope="module")
def records(told, tmp_path_factory):
    path = tmp_path_factory.mktemp("linked") / "x.db"
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "", "", ()))
        for article, extraction in told.values():
            store.write(run, article, extraction, Stamp(article.id, article.id, "", ""))
    relink(path)
    with LinkedRecords(path) as open_records:
        yield open_records


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_jail_is_that_of_its_own_county(told, case):
    _, extraction = told[case["id"]]
    assert COUNTIES[case["county"]] in {(link.county, link.state) for link in extraction.links}


@pytest.mark.parametrize("case", [case for case in CASES if case.get("moved")], ids=lambda case: case["id"])
def test_a_transfer_is_no_declined_detainer(told, case):
    types = {event.type for event in told[case["id"]][1].events}
    assert "transfer" in types
    assert "detainer_declined" not in types


def test_counties_of_one_name_are_told_apart_and_a_denial_is_of_its_own_county(records):
    declined = {
        frozenset(report.article_id for report in event.reports): event
        for event in map(records.event, set(records.event_of_report().values()))
        if event.type == "detainer_declined"
    }
    assert set(declined) == {
        frozenset({"list-iowa", "denial-iowa"}),
        frozenset({"list-new-york"}),
        frozenset({"list-pennsylvania"}),
        frozenset({"list-montgomery-iowa"}),
        frozenset({"list-montgomery-maryland"}),
        frozenset({"list-williamson"}),
    }
    (conflict,) = declined[frozenset({"list-iowa", "denial-iowa"})].conflicts
    assert [value for _, value in conflict.values] == ["declined", "not declined"]


def test_the_man_who_was_moved_is_the_man_on_the_list(records):
    people = records.person_of_report()
    assert people["list-williamson:p1"] == people["moved-williamson:p1"]
