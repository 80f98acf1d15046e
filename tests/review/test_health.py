import sqlite3

from pipeline.review.health import examine
from pipeline.store.queries import Records


def test_a_sound_database_has_no_troubles(database):
    with Records(database) as records:
        health = examine(records)
    assert health.troubles == []
    assert "4 articles" in health.facts["holds"]
    assert "4 added" in health.facts["last run"]


def test_a_run_that_was_cut_off_is_told(database):
    with sqlite3.connect(database) as db:
        db.execute("UPDATE runs SET status = 'running', ended = NULL")
    db.close()
    with Records(database) as records:
        assert "Run the same command again" in examine(records).facts["last run"]


def test_damage_is_trouble(database):
    with sqlite3.connect(database) as db:
        db.execute("INSERT INTO events_fts (events_fts) VALUES ('delete-all')")
        db.execute("DELETE FROM runs")
    db.close()
    with Records(database) as records:
        troubles = examine(records).troubles
    assert any("full-text index of events" in trouble for trouble in troubles)
    assert any("runs" in trouble for trouble in troubles)
