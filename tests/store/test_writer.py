import itertools
import random
import sqlite3
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import RecordError, SourceError, StoreError
from pipeline.schema import Article, Boilerplate, Event, Extraction, Link, Offense, Person, Value
from pipeline.score.bench.linking import generate
from pipeline.store.queries import Records
from pipeline.store.rows import to_records, to_rows
from pipeline.store.writer import RunRecord, Stamp, Store

RUN = RunRecord("0.1", "{}", "0", "fake 1", "0", ("x",))
STAMP = Stamp("/a.txt", "1", "fake 1", "2")
TEXT = "Sheriff Ann Poe said Ray Cole, 30, was arrested Monday by Troy police near Lake County Jail."


def value(words, given_value=None, text=TEXT):
    start = text.index(words)
    return Value(words if given_value is None else given_value, start, start + len(words), "r1", 0.5)


def article(text=TEXT, **more):
    return Article("a", text, "a.txt", published="2024-05-01", **more)


def extraction(**more):
    person = Person(
        "p1",
        "subject",
        value("Ray Cole, 30"),
        value("Ray Cole"),
        value("30", 30),
        mentions=(value("Ray Cole"),),
    )
    date = replace(value("Monday", "2024-04-29"), anchor="2024-05-01")
    event = Event(
        "arrest",
        "p1",
        "actual",
        value("arrested"),
        date=date,
        agency=value("Troy police"),
        speaker=value("Sheriff Ann Poe"),
        attribution=value("Sheriff Ann Poe said"),
        tellings=(value("arrested Monday"), value("by Troy police")),
    )
    fields = {
        "people": (person, Person("p2", "official", value("Sheriff Ann Poe"))),
        "offenses": (Offense("p1", "dui", "arrested", value("arrested")),),
        "facilities": (value("Lake County Jail"),),
        "events": (event, Event("detention", None, "alleged", value("near"), count=value("30", 30))),
        **more,
    }
    return Extraction("a", "2024-05-01", **fields)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "t.db") as opened:
        yield opened


def test_what_is_written_can_be_read_back_whole(store):
    whole = article(url="u", title="t", source="s", byline="b", boilerplate=(Boilerplate(0, 7, "header"),))
    assert store.write(store.begin_run(RUN), whole, extraction(), STAMP) == "added"
    with Records(store.path) as records:
        assert records.records("a") == (whole, extraction())
        assert records.damage() == []


def test_links_to_the_gazetteer_are_read_back_and_those_of_an_old_version_are_none(store):
    linked = Link(
        "Travis City Jail", "hifld:1", "Travis County Jail", "jail", state="TX", score=0.9, guess=True
    )
    unlinked = Link("Franklin County", reason="undecided", candidates=("county:1", "county:2"))
    whole = extraction(links=(linked, unlinked))
    store.write(store.begin_run(RUN), article(), whole, STAMP)
    with Records(store.path) as records:
        row, rows = records.rows("a")
    assert to_records(row, rows)[1].links == (linked, unlinked)
    del rows["links"]
    assert to_records(row, rows)[1].links == ()


def test_ids_come_from_the_article_and_the_place_in_it(store):
    store.write(store.begin_run(RUN), article(), extraction(), STAMP)
    with Records(store.path) as records:
        _, rows = records.rows("a")
    ids = {
        table: [row["id"] for row in rows[table]] for table in ("people", "offenses", "facilities", "events")
    }
    assert ids == {
        "people": ["a:p1", "a:p2"],
        "offenses": ["a:o1"],
        "facilities": ["a:f1"],
        "events": ["a:e1", "a:e2"],
    }


def test_the_same_again_changes_nothing(store):
    run = store.begin_run(RUN)
    store.write(run, article(), extraction(), STAMP)
    assert store.write(run, article(), extraction(), replace(STAMP, reader_sha256="3")) == "unchanged"
    with Records(store.path) as records:
        assert records.counts()["past_versions"] == 0
    assert store.known("a").stamp.reader_sha256 == "3"


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept(store):
    first, second = store.begin_run(RUN), store.begin_run(RUN)
    store.write(first, article(), extraction(), STAMP)
    changed = article(TEXT + " He was let go.")
    assert store.write(second, changed, extraction(events=()), replace(STAMP, input_sha256="9")) == "changed"
    with Records(store.path) as records:
        [(row, _)] = list(records.articles())
        [past] = list(records.past_versions())
        assert (row["version"], row["run"], row["text"]) == (2, second, changed.text)
        assert to_records(*past) == (article(), extraction())
        assert list(records.db.query("SELECT * FROM events")) == []
        assert records.damage() == []


def test_other_values_from_the_same_text_are_a_new_version_too(store):
    run = store.begin_run(RUN)
    store.write(run, article(), extraction(), STAMP)
    assert store.write(run, article(), extraction(facilities=()), STAMP) == "changed"


@pytest.mark.parametrize(
    "broken",
    [
        {"facilities": (Value("x", 5, 9000, "r", 0.5),)},
        {"facilities": (Value("x", 5, 5, "r", 0.5),)},
        {"facilities": (replace(value("Lake County Jail"), value="Lake Jail"),)},
        {"facilities": (replace(value("Lake County Jail"), confidence=1.2),)},
        {"events": (Event("arrest", "p9", "actual", value("arrested")),)},
        {"events": (Event("parade", "p1", "actual", value("arrested")),)},
        {"events": (Event("arrest", "p1", "certain", value("arrested")),)},
        {"events": (Event("arrest", None, "actual", value("arrested"), count_qualifier="many"),)},
        {"offenses": (Offense("p1", "dui", "guilty", value("arrested")),)},
        {"people": (Person("p1", "hero", value("Ray Cole")),)},
        {"people": (Person("p1", "other", value("Ray Cole")), Person("p1", "other", value("Ray Cole")))},
    ],
)
def test_a_record_that_breaks_its_rules_is_refused_whole(store, broken):
    run = store.begin_run(RUN)
    with pytest.raises(RecordError, match="a"):
        store.write(run, article(), extraction(**broken), STAMP)
    with Records(store.path) as records:
        assert records.counts()["articles"] == records.counts()["people"] == 0


def test_an_article_is_written_wholly_or_not_at_all(store):
    run = store.begin_run(RUN)
    store.write(run, article(), extraction(), STAMP)
    with sqlite3.connect(store.path) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON mentions BEGIN SELECT RAISE(ABORT, 'disk'); END")
    other.close()
    with pytest.raises(StoreError, match="disk"):
        store.write(run, article(TEXT + " More."), extraction(), STAMP)
    with Records(store.path) as records:
        assert records.records("a") == (article(), extraction())
        assert records.counts()["past_versions"] == 0


def test_an_issue_is_open_once_until_its_input_is_read(store):
    first, second = store.begin_run(RUN), store.begin_run(RUN)
    for run in (first, second):
        store.add_issue(run, SourceError("b.txt", "missing", "expected a file"))
    with Records(store.path) as records:
        issue = {"run": first, "origin": "b.txt", "kind": "missing", "message": "expected a file"}
        assert records.issues() == [{"id": 1, **issue, "resolved": None}]
    store.resolve_issues(second, "b.txt")
    with Records(store.path) as records:
        assert records.issues() == []
        assert records.db.table("issues").get(1)["resolved"] == second


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=40)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(text=WORDS, data=st.data())
def test_any_text_keeps_its_offsets_through_the_database(store, text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Extraction("a", None, facilities=(Value(text[start:end], start, end, "r", 1.0),))
    whole = Article("a", text, "a.txt")
    store.write(store.begin_run(RUN), whole, found, STAMP)
    with Records(store.path) as records:
        assert records.records("a") == (whole, found)


def test_rows_and_records_are_two_forms_of_the_same():
    row = {name: getattr(article(), name) for name in ("id", "text", "origin", "published")}
    row |= dict.fromkeys(("url", "title", "source", "byline"))
    assert to_records(row, to_rows(article(), extraction())) == (article(), extraction())


def test_the_work_of_storing_an_article_does_not_grow_with_the_database(store):
    told = generate(random.Random(1))
    run = store.begin_run(RUN)
    steps = Counter()

    def work(number):
        steps.clear()
        for whole, found in itertools.islice(told, number):
            store.write(run, whole, found, Stamp(whole.id, whole.id, "fake 1", "2"))
        return steps["now"]

    store._db.conn.set_progress_handler(lambda: steps.update(now=20), 20)
    first = work(200)
    work(600)
    assert work(200) < 1.3 * first
