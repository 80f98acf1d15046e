import re

import pytest
from sqlite_utils import Database

from pipeline.migrations import APPLICATION_ID, migrations
from pipeline.store.queries import Records
from pipeline.store.writer import Store


def names():
    return [migration.name for migration in migrations.pending(Database(memory=True))]


def schema(db):
    return {row[0]: row[1] for row in db.execute("SELECT name, sql FROM sqlite_master")}


def test_each_migration_has_a_number_of_its_own():
    numbers = [int(re.match(r"m(\d{3})_\w+$", name)[1]) for name in names()]
    assert numbers == sorted(set(numbers))


def test_the_oldest_schema_comes_to_the_same_as_a_blank_database_and_keeps_its_rows(tmp_path):
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    db = Database(old)
    migrations.apply(db, stop_before=names()[1])
    run = {"version": "0", "settings": "{}", "settings_sha256": "", "model": "m", "model_sha256": ""}
    db.table("runs").insert({**run, "sources": "[]", "started": "2024", "status": "done"})
    article = {"id": "a", "text": "An arrest.", "text_sha256": "", "origin": "a", "place": "a"}
    db.table("articles").insert({**article, "input_sha256": "", "model": "", "reader_sha256": "", "run": 1})
    db.close()
    for path in (old, new):
        Store(path).__exit__(None, None, None)
    upgraded, blank = Database(old), Database(new)
    assert schema(upgraded) == schema(blank)
    assert [row["id"] for row in upgraded.table("articles").rows] == ["a"]
    assert list(upgraded.table("articles").search("arrests"))[0]["id"] == "a"


def test_a_migration_that_fails_leaves_nothing_behind():
    db = Database(memory=True)
    db.execute("CREATE TABLE boilerplate (x)")
    with pytest.raises(Exception, match="boilerplate"):
        migrations.apply(db)
    assert set(db.table_names()) == {"boilerplate", "_sqlite_migrations"}
    assert len(migrations.pending(db)) == len(names())


def test_a_database_says_that_it_is_blotters(database):
    with Records(database) as records:
        assert records.db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert records.db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_articles_and_events_have_the_columns_that_other_programs_read(database):
    articles = "id url source title byline published text"
    events = (
        "id article_id type subject_id count date agency custodian modality quote start end confidence "
        "count_qualifier rule modality_cue speaker attribution"
    )
    with Records(database) as records:
        assert set(articles.split()) <= set(records.db.table("articles").columns_dict)
        assert set(events.split()) <= set(records.db.table("events").columns_dict)
        columns = ", ".join(events.split())
        assert len(records.db.execute(f"SELECT {columns} FROM events").fetchall()) == 3


def test_names_of_victims_and_minors_read_before_they_were_kept_are_kept(tmp_path):
    db = Database(tmp_path / "old.db")
    migrations.apply(db, stop_before="m013_hidden_names")
    run = {"version": "0", "settings": "{}", "settings_sha256": "", "model": "m", "model_sha256": ""}
    db.table("runs").insert({**run, "sources": "[]", "started": "2024", "status": "done"})
    article = {"id": "a", "text": "", "text_sha256": "", "origin": "a", "place": "a", "input_sha256": ""}
    db.table("articles").insert({**article, "model": "", "reader_sha256": "", "run": 1})
    people = [
        ("victim", "Zoë Ábrego", "Zoë Ábrego, 30", 0),
        ("subject", "Ned Orr", "Ned Orr, 16", 1),
        ("subject", "Ida Moss", "Ida Moss", 0),
        ("victim", None, "a clerk, Lou Vance, 41", 0),
        ("victim", None, "a clerk in Fort Dell, 41", 0),
        ("victim", "Ruiz", "Ruiz", 0),
    ]
    for number, (role, name, mention, minor) in enumerate(people, 1):
        person = {"id": f"a:p{number}", "article_id": "a", "role": role, "name": name, "mention": mention}
        db.table("people").insert(
            {**person, "minor": minor, "start": 0, "end": 1, "rule": "r", "confidence": 1}
        )
    migrations.apply(db)
    assert sorted(db.execute("SELECT key, person, label FROM hidden_names")) == [
        ("lou vance", "a:p4", "[victim]"),
        ("ned orr", "a:p2", "[minor]"),
        ("zoe abrego", "a:p1", "[victim]"),
    ]
