"""A linked event is shown with what its reports, and those of an opposed event, disagree on."""

import pytest

from pipeline.jobs.relinking import relink
from pipeline.link.places.articles import link_places
from pipeline.review.rows import Desk
from pipeline.review.timeline import event_dict, event_lines, find, lines
from pipeline.schema import Article
from pipeline.score.gold_records import gold_extraction
from pipeline.store.linked import LinkedRecords
from pipeline.store.writer import RunRecord, Stamp, Store

PERSON = {"id": "p1", "role": "subject", "name": "Nilo Quarrel", "age": 31, "nationality": "Peru"}
SAID = {"subject": "p1", "count": None, "agency": None, "modality": "actual"}
TOLD = {
    "agency": (
        "SALEM, Ore. - The Alder County Jail ignored a detainer on Nilo Quarrel, 31, of Peru, on May 6.",
        "detainer_declined",
        "ignored a detainer on Nilo Quarrel",
    ),
    "sheriff": (
        "SALEM, Ore. - The Alder County Jail honored a detainer on Nilo Quarrel, 31, of Peru, on May 6.",
        "detainer_honored",
        "honored a detainer on Nilo Quarrel",
    ),
}


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "told.db"
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for name, (text, kind, quote) in TOLD.items():
            article = Article(name, text, name, source=name, published="2024-05-08")
            event = {**SAID, "type": kind, "quote": quote, "date": "2024-05-06"}
            event["custodian"] = "Alder County Jail"
            people = [{**PERSON, "mention": "Nilo Quarrel"}]
            gold = {"people": people, "offenses": [], "facilities": [], "events": [event]}
            extraction = link_places(article, gold_extraction(gold, article))
            store.write(run, article, extraction, Stamp(name, name, "gold", ""))
    relink(path)
    with LinkedRecords(path) as found:
        yield found


def test_a_conflict_with_an_opposed_event_shows_both_quotes(records):
    told = {event.type: event_dict(Desk(records), event) for event in records.conflicting()}
    declined = told["detainer_declined"]
    assert [report["id"] for report in declined["reports"]] == ["agency:e1"]
    assert [report["id"] for report in declined["against"]] == ["sheriff:e1"]
    assert list(event_lines(declined))[1:] == [
        "    source 1: “ignored a detainer on Nilo Quarrel”  2024-05-08 agency  agency:e1",
        "    against it: “honored a detainer on Nilo Quarrel”  2024-05-08 sheriff  sheriff:e1",
        "    they disagree on outcome: declined (agency); honored (sheriff)",
    ]


def test_an_age_without_a_date_of_publication_stands_alone(tmp_path):
    path = tmp_path / "told.db"
    text, kind, quote = TOLD["agency"]
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "gold", "", ()))
        for name in ("a", "b"):
            article = Article(name, text, name, source="Post")
            event = {**SAID, "type": kind, "quote": quote, "date": None, "custodian": "Alder County Jail"}
            people = [{**PERSON, "mention": "Nilo Quarrel"}]
            gold = {"people": people, "offenses": [], "facilities": [], "events": [event]}
            store.write(
                run,
                article,
                link_places(article, gold_extraction(gold, article)),
                Stamp(name, name, "gold", ""),
            )
    relink(path)
    with LinkedRecords(path) as records:
        person, events = find(records, Desk(records), "Nilo Quarrel")
        told = list(lines(Desk(records), person, events))

    assert told[0].startswith("Nilo Quarrel, 31, Peru  [")
    assert told[3:] == [
        "    source 1: “ignored a detainer on Nilo Quarrel”  Post  a:e1  (and in 1 more article)"
    ]
