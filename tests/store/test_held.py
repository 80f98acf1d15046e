"""What people decided holds in the rows, wherever they are read, and can be taken out again."""

import dataclasses
from collections import Counter
from contextlib import contextmanager

import pytest

from pipeline.errors import QueryError
from pipeline.jobs.deciding import Deciding
from pipeline.review.decisions import Added, Decisions, locate
from pipeline.review.verify import verify
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.desk import DeskRecords
from pipeline.store.event_lists import EventFilters
from pipeline.store.linked import LinkedRecords
from pipeline.store.queries import Filters, Hit, Records
from pipeline.store.writer import Store

BY = ("Ada", "the docket")
BETA = "Ivo Brandt, 28, was not arrested by Dallas police on June 2, 2023. Brandt was convicted of assault."
ALPHA = (
    "Salem weekly\n\nAda Quill, 41, was arrested by Salem police on March 4, 2024, and charged "
    "with theft. She is at Polk County Jail. Finn Marsh, 9, the victim of it, is unhurt. "
    "Marsh went home."
)


@pytest.fixture
def deciding(database):
    return Deciding(database)


@pytest.fixture
def again(database, stories):
    def read(reader):
        with Store(database) as store:
            run(store, reader, Intake((str(stories),)), Settings(), lambda _: None)

    return read


@contextmanager
def desk_records(path):
    with Records(path) as records:
        yield DeskRecords(records.db.conn, path)


def everything(path):
    """All rows but the decisions and what linking made of them."""
    with Records(path) as records:
        names = ("articles", "people", "offenses", "events", "mentions", "read_values", "past_versions")
        return {name: list(records.db.query(f"SELECT * FROM {name} ORDER BY 1")) for name in names}


def tallies(path):
    with Records(path) as records:
        rows = records.db.execute("SELECT sort, value, type, number FROM tallies WHERE number <> 0")
        return Counter({row[:3]: row[3] for row in rows})


def faults(path, derive):
    with Records(path) as records:
        return [str(fault) for fault in verify(records, derive) if fault is not None]


def released(words="charged with theft"):
    start = ALPHA.index(words)
    values = {"date": "2024-03-05", "agency": "Salem police"}
    return Added("charge", "actual", start, start + len(words), "Ada Quill", values)


def test_a_rejected_event_is_left_out_wherever_events_are_told(database, deciding):
    deciding.decide("alpha:e1", "reject", None, BY)
    with desk_records(database) as records:
        assert [hit.id for hit in records.events(Filters())] == ["beta:e1", "gamma:e1"]
        assert "alpha:e1" in [hit.id for hit in records.events(Filters(rejected=True))]
        assert [hit.id for hit in records.search("arrested", Filters()) if hit.table == "events"] == [
            "beta:e1"
        ]
        assert [hit.id for hit in records.people(Filters(types=("arrest",)))] == ["beta:p1"]
        assert "alpha:e1" not in [hit.id for hit in records.event_page(EventFilters(), None, 9).hits]
        assert records.linked_id("alpha:e1") is None
        assert records.events_of(records.linked_id("alpha:p1")) == []
        assert records.overview().by_type["arrest"] == {"negated": 1}
        assert records.overview().by_month == {}


def test_a_corrected_value_stands_wherever_it_is_told_and_beside_it_what_was_read(database, deciding, derive):
    deciding.decide("alpha:e1", "correct", ("date", "2024-03-05"), BY, "March 4, 2024")
    deciding.decide("alpha:e1", "correct", ("agency", "Polk County"), BY)
    with desk_records(database) as records:
        [told] = records.events_of(records.linked_id("alpha:p1"))
        assert (told.date, told.reports[0].agency) == ("2024-03-05", "Polk County")
        article, extraction = records.records("alpha")
        event = extraction.events[0]
        assert event.decided == "corrected"
        assert (event.date.value, event.date.rule) == ("2024-03-05", "decision")
        assert article.text[event.date.start : event.date.end] == "March 4, 2024"
        assert article.text[event.agency.start : event.agency.end] == "Polk County"
        assert Decisions(records).of(Hit("events", "alpha:e1", "alpha")).differs == ()
    assert faults(database, derive) == []


def test_a_value_can_be_corrected_again(database, deciding, derive):
    deciding.decide("alpha:e1", "correct", ("date", "2024-03-05"), BY)
    second = deciding.decide("alpha:e1", "correct", ("date", "2024-03-06"), BY)
    with Records(database) as records:
        assert records.rows("alpha")[1]["events"][0]["date"] == "2024-03-06"
    assert faults(database, derive) == []
    deciding.undo(second, "Ada")
    with Records(database) as records:
        assert records.rows("alpha")[1]["events"][0]["date"] == "2024-03-05"


def test_an_added_event_is_a_row_among_the_others(database, deciding, derive):
    number = deciding.add("alpha", released(), BY)
    with desk_records(database) as records:
        assert [hit.id for hit in records.events(Filters(types=("charge",)))] == ["alpha:e2"]
        found = records.search('"charged with theft"', Filters())
        assert [hit.id for hit in found if hit.table == "events"] == ["alpha:e2"]
        _, extraction = records.records("alpha")
        event = extraction.events[1]
        assert (event.type, event.subject, event.date.value, event.decided) == (
            "charge", "p1", "2024-03-05", "added",
        )  # fmt: skip
        assert [told.type for told in records.events_of(records.linked_id("alpha:p1"))] == [
            "arrest",
            "charge",
        ]
        assert Decisions(records).of(Hit("events", "alpha:e2", "alpha")).words == "added by Ada"
    assert faults(database, derive) == []
    with pytest.raises(QueryError, match="undo that"):
        deciding.decide("alpha:e2", "reject", None, BY)
    deciding.undo(number, "Ada")
    with Records(database) as records:
        assert [hit.id for hit in records.events(Filters(types=("charge",)))] == []


def test_taking_all_back_leaves_what_was_read(database, deciding, again, reader):
    before, counted = everything(database), tallies(database)
    numbers = [
        deciding.decide("alpha:e1", "correct", ("date", "none"), BY),
        deciding.decide("alpha:e1", "correct", ("type", "detention"), BY),
        deciding.decide("alpha:e1", "correct", ("custodian", "Polk County Jail"), BY),
        deciding.decide("beta:e1", "correct", ("modality", "actual"), BY),
        deciding.decide("gamma:e1", "reject", None, BY),
        deciding.add("alpha", released(), BY),
        deciding.add("beta", Added("sentence", "actual", 67, 98, "Brandt was", {}), BY),
    ]
    held = everything(database)
    assert [row["decided"] for row in held["events"]] == [
        "corrected", "corrected", "rejected", "added", "added",
    ]  # fmt: skip
    again(reader)
    assert everything(database) == held
    for number in numbers:
        deciding.undo(number, "Ada")
    assert (everything(database), tallies(database)) == (before, counted)


def test_no_offense_stands_further_than_what_is_left_of_its_events(database, deciding):
    start = BETA.index("convicted of")
    conviction = Added("conviction", "actual", start, start + 20, "Ivo Brandt")
    number = deciding.add("beta", conviction, BY)

    def status():
        with LinkedRecords(database) as records:
            told = records.person(records.linked_id("beta:p1")).versions[0].offenses
            assert [(item.category, item.status) for item in records.records("beta")[1].offenses] == list(
                told
            )
            return told[0][1]

    assert status() == "convicted"
    deciding.undo(number, "Ada")
    assert status() == "convicted"


def test_an_offense_falls_with_the_only_event_that_it_rests_on(tmp_path, new_reader):
    reader = new_reader("3")
    extract = reader._extract

    def convicting(article):
        found = extract(article)
        quote = found.offenses[0].quote
        event = dataclasses.replace(found.events[0], type="conviction", modality="actual", quote=quote)
        return dataclasses.replace(found, events=(*found.events, event))

    reader._extract = convicting
    (tmp_path / "b.txt").write_text(BETA, encoding="utf-8")
    path = tmp_path / "b.db"
    with Store(path) as store:
        run(store, reader, Intake((str(tmp_path / "b.txt"),)), Settings(), lambda _: None)
    number = Deciding(path).decide("b:e2", "reject", None, BY)
    with Records(path) as records:
        assert [offense.status for offense in records.records("b")[1].offenses] == ["charged"]
        assert [hit.id for hit in records.people(Filters(statuses=("convicted",)))] == []
    Deciding(path).undo(number, "Ada")
    with Records(path) as records:
        assert [hit.id for hit in records.people(Filters(statuses=("convicted",)))] == ["b:p1"]


def test_an_added_event_goes_with_its_words_and_comes_back_when_they_are_gone(
    database, deciding, again, stories, new_reader
):
    deciding.add("alpha", released(), BY)
    (stories / "alpha.txt").write_text("Late news.\n\n" + ALPHA, encoding="utf-8")
    again(new_reader("2"))
    with Records(database) as records:
        article, extraction = records.records("alpha")
        quote = extraction.events[1].quote
        assert article.text[quote.start : quote.end] == quote.value == "charged with theft"
    (stories / "alpha.txt").write_text(ALPHA.replace("theft", "nothing at all"), encoding="utf-8")
    again(new_reader("3"))
    with Records(database) as records:
        assert len(records.records("alpha")[1].events) == 1
        [item] = Decisions(records).returned()
        assert "the words that tell the added event" in item.reason


def test_an_added_event_that_is_read_by_now_is_no_second_one(database, deciding, again, new_reader):
    deciding.add("alpha", dataclasses.replace(released(), values={}), BY)
    reader = new_reader("2")
    extract = reader._extract

    def charging(article):
        found = extract(article)
        if article.id != "alpha":
            return found
        quote = found.offenses[0].quote
        charge = dataclasses.replace(found.events[0], type="charge", quote=quote, date=None, agency=None)
        return dataclasses.replace(found, events=(*found.events, charge))

    reader._extract = charging
    again(reader)
    with Records(database) as records:
        assert [event.decided for event in records.records("alpha")[1].events] == [None, "accepted"]


@pytest.mark.parametrize(
    "added",
    [
        Added("parade", "actual", 0, 5),
        Added("arrest", "perhaps", 0, 5),
        Added("arrest", "actual", 5, 5),
        Added("arrest", "actual", 0, 10_000),
        Added("arrest", "actual", 0, 5, "Nobody Here"),
        Added("arrest", "actual", 0, 5, None, {"date": "soon"}),
        Added("arrest", "actual", 0, 5, None, {"agency": "FBI"}),
        Added("arrest", "actual", 0, 5, "Ada Quill", {"count": "3"}),
        Added("arrest", "actual", 0, 5, None, {"count_qualifier": "about"}),
        Added("arrest", "actual", ALPHA.index("arrested by"), ALPHA.index("arrested by") + 11, "Ada Quill"),
    ],
)
def test_an_event_that_makes_no_sense_or_is_read_already_is_not_added(database, deciding, added):
    before = everything(database)
    with pytest.raises(QueryError, match="expected"):
        deciding.add("alpha", added, BY)
    assert everything(database) == before


def test_words_are_found_in_a_text_as_they_were_pasted():
    assert locate("He was  let\ngo. He was let off.", "was let go") == (3, 14)
    assert locate("He ran. He hid.", "He", 8) == (8, 10)
    with pytest.raises(QueryError, match="found them 2 times"):
        locate("He ran. He hid.", "He")
    with pytest.raises(QueryError, match="paste them as they stand"):
        locate("He ran.", "She ran")


def test_what_a_copy_repeats_is_counted_once(tmp_path, reader):
    folder = tmp_path / "copies"
    folder.mkdir()
    rest = " ".join(
        f"The fair opened its gate number {word} early." for word in ("one", "two", "three", "four", "five")
    )
    text = f"Ada Quill, 41, was arrested by Salem police on March 4, 2024. {rest}"
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    path = tmp_path / "copies.db"
    with Store(path) as store:
        run(store, reader, Intake((str(folder),)), Settings(), lambda _: None)
    with desk_records(path) as records:
        assert records.overview().by_type == {"arrest": {"actual": 1}}
        assert [hit.id for hit in records.event_page(EventFilters(), None, 9).hits] == ["a:e1"]
        shown = records.event_page(EventFilters(copies=True), None, 9).hits
        assert sorted(hit.id for hit in shown) == ["a:e1", "b:e1"]
