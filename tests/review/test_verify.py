import sqlite3

import pytest

from pipeline.review.verify import verify
from pipeline.store.queries import Records


def faults(database, derive):
    with Records(database) as records:
        return [fault for fault in verify(records, derive) if fault is not None]


def change(database, sql):
    with sqlite3.connect(database) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        assert db.execute(sql).rowcount > 0
    db.close()


def test_a_sound_database_has_no_fault_and_each_article_is_counted(database, derive):
    with Records(database) as records:
        assert list(verify(records, derive)) == [None] * 4


@pytest.mark.parametrize(
    ("sql", "table", "row", "field"),
    [
        ("UPDATE mentions SET start = start + 1 WHERE field = 'agency' AND article_id = 'alpha'",
         "events", "alpha:e1", "agency"),
        ("UPDATE mentions SET \"end\" = 9999 WHERE field = 'age' AND owner_id = 'alpha:p1'",
         "people", "alpha:p1", "age"),
        ("UPDATE mentions SET value = '2024-03-05' WHERE field = 'date' AND article_id = 'alpha'",
         "events", "alpha:e1", "date"),
        ("UPDATE events SET date = '2024-03-05' WHERE id = 'alpha:e1'", "events", "alpha:e1", "date"),
        ("UPDATE mentions SET value = '310' WHERE field = 'count'", "events", "gamma:e1", "count"),
        ("UPDATE people SET age = 42 WHERE id = 'alpha:p1'", "people", "alpha:p1", "age"),
        ("UPDATE events SET quote = 'hanged' WHERE id = 'beta:e1'", "events", "beta:e1", "quote"),
        ("UPDATE events SET start = 3 WHERE id = 'beta:e1'", "events", "beta:e1", "start"),
        ("DELETE FROM mentions WHERE field = 'facility'", "facilities", "alpha:f1", "facility"),
        ("UPDATE mentions SET owner_id = 'alpha:e9' WHERE field = 'facility'",
         "mentions", "alpha:e9", "facility"),
        ("UPDATE events SET subject_id = 'alpha:p1' WHERE id = 'beta:e1'", "events", "beta:e1", "subject_id"),
        ("UPDATE articles SET text = replace(text, 'sky', 'sea') WHERE id = 'quiet'",
         "articles", "quiet", "text_sha256"),
    ],
)  # fmt: skip
def test_one_broken_row_is_found_and_named(database, derive, sql, table, row, field):
    change(database, sql)
    found = faults(database, derive)
    assert (table, row, field) in [(fault.table, fault.id, fault.field) for fault in found]
    assert all(fault.id.startswith(row.split(":")[0]) for fault in found)
    assert f"{table} {row}, {field}: expected " in "\n".join(map(str, found))


def test_what_is_expected_and_what_is_found_are_told(database, derive):
    change(database, "UPDATE mentions SET value = 42 WHERE field = 'age' AND owner_id = 'alpha:p1'")
    fault = faults(database, derive)[0]
    assert (fault.expected, fault.found) == (41, 42)


def test_a_row_that_refers_to_nothing_is_found(database, derive):
    change(database, "DELETE FROM people WHERE id = 'beta:p1'")
    assert any(
        fault.table == "database" and "people" in str(fault.found) for fault in faults(database, derive)
    )


@pytest.fixture
def changed(database, stories, reader):
    """Return a database in which an article has an earlier version."""
    from pipeline.schema import Intake
    from pipeline.settings import Settings
    from pipeline.stages import run
    from pipeline.store.writer import Store

    (stories / "gamma.txt").write_text("They deported 12 people.")
    with Store(database) as store:
        run(store, reader, Intake((str(stories),)), Settings(), lambda _: None)
    return database


def test_earlier_versions_are_verified_too(changed, derive):
    assert faults(changed, derive) == []
    change(changed, "UPDATE past_versions SET rows = replace(rows, '\"value\": 310', '\"value\": 311')")
    assert {fault.id for fault in faults(changed, derive)} == {"gamma:e1 (version 1)"}


def test_an_earlier_version_may_lack_a_column_that_was_added_since(changed, derive):
    change(changed, "UPDATE past_versions SET rows = replace(rows, '\"attribution\": null, ', '')")
    assert faults(changed, derive) == []
