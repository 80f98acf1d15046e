"""Decisions on events outlive every run, and come back only where the text and the reading changed."""

import dataclasses

import pytest

from pipeline.errors import QueryError
from pipeline.ontology import ontology
from pipeline.review.decisions import Decisions, decide, queue, undo, weights
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.queries import Filters, Hit, Records
from pipeline.store.writer import Store

BY = ("Ada", "the docket")
NUMBER = 50


def text(number, day="March 4, 2024", opening="The county reported this today."):
    name = f"Kestrel {chr(65 + number // 26)}{chr(97 + number % 26)}ill"
    return f"{opening} {name}, 41, was arrested by Salem police on {day}."


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "fifty"
    made.mkdir()
    for number in range(NUMBER):
        (made / f"s{number:02}.txt").write_text(text(number), encoding="utf-8")
    return made


@pytest.fixture
def read_all(tmp_path, folder):
    def call(reader):
        with Store(tmp_path / "fifty.db") as store:
            run(store, reader, Intake((str(folder),)), Settings(), lambda _: None)
        return tmp_path / "fifty.db"

    return call


def other_agency(reader, ids):
    """Return a reader whose rule for agencies takes one word fewer in some articles."""
    told = reader._extract

    def extract(article):
        found = told(article)
        if article.id not in ids:
            return found
        event = found.events[0]
        shorter = dataclasses.replace(event.agency, value="Salem", end=event.agency.start + len("Salem"))
        return dataclasses.replace(found, events=(dataclasses.replace(event, agency=shorter),))

    reader._extract = extract
    return reader


def test_of_fifty_decisions_those_come_back_whose_text_and_reading_both_changed(
    folder, read_all, reader, new_reader
):
    path = read_all(reader)
    for number in range(NUMBER):
        decide(path, f"s{number:02}:e1", "reject" if number % 2 else "accept", None, BY)
    # s00: text alone; s01: rule alone; s02: both; s03 (rejected), s04: told no more; s05: text, other date
    (folder / "s00.txt").write_text(text(0, opening="Corrected: the county reported it."), encoding="utf-8")
    (folder / "s02.txt").write_text(text(2, opening="Corrected: the county reported it."), encoding="utf-8")
    for name in ("s03", "s04"):
        (folder / f"{name}.txt").write_text("The fair closed early.", encoding="utf-8")
    (folder / "s05.txt").write_text(text(5, day="March 5, 2024"), encoding="utf-8")
    read_all(other_agency(new_reader("2"), {"s01", "s02"}))
    with Records(path) as records:
        known = Decisions(records)
        assert [(item.row["article_id"], item.event_id, item.reason) for item in known.returned()] == [
            ("s02", "s02:e1", "the text changed, and what is read: agency"),
            ("s04", None, "the text changed, and the event is not read there any more"),
            ("s05", "s05:e1", "the text changed, and what is read: quote, date"),
        ]
        assert known.held() == NUMBER - 4
        assert known.of(Hit("events", "s00:e1", "s00")).words == "accepted by Ada"
        assert known.of(Hit("events", "s01:e1", "s01")).words == (
            "rejected by Ada (read otherwise since: agency)"
        )
        assert {hit.id for hit in queue(records, 9)} == {"s02:e1", "s05:e1"}
        left = {hit.id for hit in records.events(Filters())}
        assert left == {f"s{number:02}:e1" for number in range(0, NUMBER, 2) if number != 4} | {"s05:e1"}
    decide(path, "s05:e1", "accept", None, BY)
    with Records(path) as records:
        assert [item.row["article_id"] for item in Decisions(records).returned()] == ["s02", "s04"]


def test_a_decision_of_one_person_is_not_taken_for_anothers_of_the_same_words(tmp_path, reader, new_reader):
    story = tmp_path / "two.txt"
    story.write_text("Ada Quill, 41, was arrested by Salem police.", encoding="utf-8")

    def read(reader):
        with Store(tmp_path / "two.db") as store:
            run(store, reader, Intake((str(story),)), Settings(), lambda _: None)

    read(reader)
    decide(tmp_path / "two.db", "two:e1", "reject", None, BY)
    story.write_text("Ivo Brandt, 28, was arrested by Salem police.", encoding="utf-8")
    read(new_reader("2"))
    with Records(tmp_path / "two.db") as records:
        assert Decisions(records).of(Hit("events", "two:e1", "two")) is None


def test_what_was_said_last_holds_and_can_be_taken_back(database):
    def words():
        with Records(database) as records:
            decided = Decisions(records).of(Hit("events", "alpha:e1", "alpha"))
            return decided and decided.words

    assert decide(database, "alpha:e1", "accept", None, BY) == 1
    decide(database, "alpha:e1", "correct", ("date", "2024-03-05"), BY)
    decide(database, "alpha:e1", "correct", ("agency", "none"), ("Ivo", "it was the county"))
    assert words() == "corrected by Ivo: date 2024-03-05, agency none"
    decide(database, "alpha:e1", "reject", None, BY)
    assert words() == "rejected by Ada"
    for number in (4, 3, 2):
        undo(database, number, "Ada")
    assert words() == "accepted by Ada"
    with pytest.raises(QueryError, match="blotter undecide"):
        undo(database, 4, "Ada")


@pytest.mark.parametrize(
    ("event", "kind", "correction", "by"),
    [
        ("nobody:e1", "accept", None, BY),
        ("alpha:p1", "accept", None, BY),
        ("alpha:e1", "correct", None, BY),
        ("alpha:e1", "accept", ("date", "2024"), BY),
        ("alpha:e1", "correct", ("date", "2024-02-30"), BY),
        ("alpha:e1", "correct", ("date", "soon"), BY),
        ("alpha:e1", "correct", ("count", "0"), BY),
        ("alpha:e1", "correct", ("modality", "none"), BY),
        ("alpha:e1", "correct", ("type", "parade"), BY),
        ("alpha:e1", "correct", ("quote", "x"), BY),
        ("alpha:e1", "correct", ("agency", " "), BY),
        ("alpha:e1", "accept", None, ("", "why")),
        ("alpha:e1", "accept", None, ("Ada", " ")),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(database, event, kind, correction, by):
    with pytest.raises(QueryError, match="expected"):
        decide(database, event, kind, correction, by)
    with Records(database) as records:
        assert Decisions(records).held() == 0


@pytest.mark.parametrize("value", ["2024", "2024-03", "XXXX-02-29", "2024-03-04/2024-03-06"])
def test_dates_are_corrected_in_the_forms_that_the_database_has(database, value):
    assert decide(database, "alpha:e1", "correct", ("date", value), BY) == 1


def test_each_event_type_and_modality_has_a_weight():
    assert set(weights()["events"]) == set(ontology().events)
    assert set(weights()["modalities"]) == set(ontology().modalities)
