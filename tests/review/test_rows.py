import pytest

from pipeline.review.decisions import Decisions
from pipeline.review.rows import Desk, context, event_words, furthest_status, standing
from pipeline.review.tables import COLUMNS, FIELDS
from pipeline.schema import Event, Offense, Value
from pipeline.store.queries import Filters, Records

HERE = Value("x", 0, 1, "r", 1.0)


@pytest.fixture
def desk(database):
    with Records(database) as records:
        yield Desk(records), records


def test_events_tell_who_and_where(desk):
    rows = list(desk[0].events(desk[1].events(Filters())))
    assert [row["who"] for row in rows] == ["Ivo Brandt, 28", "Ada Quill, 41", "at least 310 people"]
    assert [row["event"] for row in rows] == ["arrest (not)", "arrest", "removal"]


def test_rows_have_the_fields_that_are_announced(desk):
    known = Decisions(desk[1])
    found = {
        "events": known.mark(desk[0].events(desk[1].events(Filters()))),
        "people": desk[0].people(desk[1].people(Filters())),
        "search": known.mark(desk[0].search(desk[1].search("arrested", Filters()))),
    }
    for kind, rows in found.items():
        for row in rows:
            assert tuple(row) == FIELDS[kind]
            assert set(COLUMNS[kind]) <= set(row)


def test_a_victims_name_is_shown_only_if_asked_for(database):
    with Records(database) as records:
        for with_names, name in ((False, "[victim]"), (True, "Finn Marsh")):
            rows = list(Desk(records, with_names).people(records.people(Filters(roles=("victim",)))))
            assert [row["name"] for row in rows] == [name]


def offenses(*statuses):
    return [Offense("p1", category, status, HERE) for category, status in statuses]


@pytest.mark.parametrize(
    ("found", "words", "furthest"),
    [
        ([("dui", "charged")], "charged, not convicted: dui", "charged"),
        ([("dui", "arrested")], "arrested, no charge reported: dui", "arrested"),
        ([("dui", "alleged"), ("theft", "convicted")], "convicted: theft; alleged only: dui", "convicted"),
        ([("dui", "charged"), ("theft", "charged")], "charged, not convicted: dui, theft", "charged"),
        ([("dui", "cleared")], "cleared: dui", "cleared"),
        ([], "no offense reported", None),
    ],
)
def test_nobody_reads_as_convicted_who_is_not(found, words, furthest):
    assert standing(offenses(*found), "subject") == words
    assert furthest_status(offenses(*found)) == furthest


@pytest.mark.parametrize(
    ("modality", "words"),
    [
        ("actual", "release"),
        ("negated", "release (not)"),
        ("planned", "release (planned)"),
        ("alleged", "release (alleged)"),
    ],
)
def test_an_event_that_is_no_fact_does_not_read_as_one(modality, words):
    assert event_words(Event("release", None, modality, HERE)) == words


def test_context_is_cut_at_words():
    text = "word " * 40
    before, words, after = context(text, 100, 104)
    assert (before[0], words, after[-1]) == ("…", "word", "…")
    assert set((before + after).split()) <= {"…word", "word", "word…"}


def test_a_short_quote_is_found_with_what_stands_around_it(desk):
    [row, *_] = desk[0].search(desk[1].search("theft", Filters()))
    assert row["id"] == "alpha:o1"
    assert "charged with theft. She is" in row["words"]
