"""What is left by a confidence, as records and as rows."""

import pytest

from pipeline.schema import Article, Event, Extraction, Offense, Person, Value
from pipeline.store.rows import to_rows
from pipeline.threshold import surer, surer_rows

TEXT = "Ivo Brandt, 31, was arrested in May and deported. Lena Orsk saw 12, all held for theft at Elm Jail."
ARTICLE = Article("a", TEXT, "a.txt")


def at(words, confidence, value=None):
    start = TEXT.index(words)
    return Value(words if value is None else value, start, start + len(words), "r", confidence)


WHOLE = Extraction(
    "a",
    None,
    people=(
        Person("p1", "subject", at("Ivo Brandt", 0.6), age=at("31", 0.4, 31)),
        Person("p2", "other", at("Lena Orsk", 0.7)),
    ),
    offenses=(Offense("p1", "theft", "arrested", at("theft", 0.5)),),
    facilities=(at("Elm Jail", 0.8),),
    events=(
        Event("removal", "p1", "actual", at("deported", 0.5)),
        Event("arrest", "p1", "actual", at("was arrested", 0.9), date=at("May", 0.65, "2024-05")),
        Event("detention", None, "actual", at("all held", 0.9), count=at("12", 0.3, 12)),
    ),
)


@pytest.mark.parametrize(
    ("least", "people", "offenses", "facilities", "events"),
    [
        (0.0, ["p1", "p2"], 1, 1, ["removal", "arrest", "detention"]),
        (0.5, ["p1", "p2"], 1, 1, ["removal", "arrest", "detention"]),
        (0.75, ["p1"], 0, 1, ["arrest", "detention"]),
        (0.95, [], 0, 0, []),
    ],
)
def test_what_is_as_sure_as_asked_is_left(least, people, offenses, facilities, events):
    found = surer(WHOLE, least)
    assert [person.id for person in found.people] == people
    assert (len(found.offenses), len(found.facilities)) == (offenses, facilities)
    assert [event.type for event in found.events] == events


def test_details_go_alone_and_a_count_stays():
    found = surer(WHOLE, 0.66)
    assert found.people[0].age is None
    assert found.events[0].date is None
    assert found.events[1].count is not None


@pytest.mark.parametrize("least", [0.0, 0.5, 0.66, 0.95])
def test_rows_are_left_as_records_are_and_keep_their_ids(least):
    rows, records = surer_rows(to_rows(ARTICLE, WHOLE), least), surer(WHOLE, least)
    assert [row["type"] for row in rows["events"]] == [event.type for event in records.events]
    assert [row["id"] for row in rows["people"]] == [f"a:{person.id}" for person in records.people]
    assert [row["date"] for row in rows["events"]] == [
        event.date.value if event.date else None for event in records.events
    ]
    assert {row["id"] for row in rows["events"]} <= {"a:e1", "a:e2", "a:e3"}
    fields = {(row["owner_id"], row["field"]) for row in rows["mentions"]}
    assert (("a:e2", "date") in fields) == (least <= 0.65)
    owners = {row["id"] for table in ("people", "offenses", "facilities", "events") for row in rows[table]}
    assert {owner for owner, _ in fields} <= owners
