import sqlite3
from contextlib import closing

import pytest
from sqlite_utils import Database

from pipeline.migrations import migrations
from pipeline.store.opening import open_reader

OLDER = [migration.name for migration in migrations.pending(Database(memory=True))][1::4]
"""Where each of some earlier schemas stops."""
HOSTILE = (
    "Ada Quill, 41, was arrested by Salem police. <script>alert(1)</script> \"quotes\" & 'more' \u202egnirts"
)


@pytest.fixture
def hostile(tmp_path, reader):
    from pipeline.schema import Intake
    from pipeline.settings import Settings
    from pipeline.stages import run
    from pipeline.store.writer import Store

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.b~c.txt").write_text(HOSTILE, encoding="utf-8")
    path = tmp_path / "events.db"
    with Store(path) as store:
        run(store, reader, Intake((str(tmp_path / "in"),)), Settings(), lambda _: None)
        store._db.execute("UPDATE articles SET url = 'javascript:alert(1)', title = '<b>\"x\"</b>'")
    return path


def test_a_hostile_text_is_shown_as_text(hostile, new_desk):
    get = new_desk(hostile)
    address = get("/articles").text.split('class="articles"')[1].split('href="')[1].split('"')[0]
    page = get(address)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "\u202e" not in page.text
    assert "[U+202E]" in page.text
    assert 'href="javascript:' not in page.text
    assert "&lt;b&gt;" in page.text


@pytest.mark.parametrize(
    "address", ["/", "/events.json", "/article/nobody", "/records", "/desk/desk.js", "/none"]
)
def test_every_answer_carries_the_safety_headers(get, address):
    headers = get(address).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("address", ["/", "/events", "/article/alpha", "/check"])
def test_pages_hold_no_inline_script_or_style_and_nothing_from_elsewhere(get, address):
    page = get(address).text
    assert page.count("<script") == page.count('<script src="/desk/desk.js" defer></script>') == 1
    assert " style=" not in page
    assert " on" + "click=" not in page
    assert 'src="http' not in page


@pytest.mark.parametrize(
    "address", ["/records", "/records/people", "/records.json?sql=select+1", "/-/databases"]
)
def test_raw_tables_and_sql_are_for_signed_in_people(database, new_desk, address):
    get = new_desk(database, reviewer="Ann")
    assert get(address).status_code == 403
    cookie = get(get.desk.sign_in_path, follow_redirects=False).cookies["ds_actor"]
    assert get(address, cookies={"ds_actor": cookie}).status_code == 200


def test_a_sign_in_link_works_once_and_only_with_its_token(database, new_desk):
    get = new_desk(database, reviewer="Ann")
    path = get.desk.sign_in_path
    assert get("/-/sign-in?token=guess").status_code == 403
    assert get(path, follow_redirects=False).status_code == 302
    assert get(path).status_code == 403
    assert new_desk(database)("/-/sign-in?token=").status_code == 403


def test_a_name_that_is_not_loopback_s_is_refused_unless_served_on_another_host(database, new_desk):
    elsewhere = {"host": "evil.example:8001"}
    assert new_desk(database)("/", headers=elsewhere).status_code == 403
    assert new_desk(database)("/", headers={"host": "127.0.0.1:8001"}).status_code == 200
    assert new_desk(database, host="0.0.0.0")("/", headers=elsewhere).status_code == 200


def test_the_desk_writes_nothing(database, new_desk):
    get = new_desk(database)
    assert get("/").status_code == 200

    def write(connection):
        connection.execute("DELETE FROM events")

    import asyncio

    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        asyncio.run(get.desk.get_database("records").execute_fn(write))


def test_an_empty_database_says_how_to_fill_it(tmp_path, new_desk):
    path = tmp_path / "empty.db"
    path.touch()
    for address in ("/", "/events", "/article/x"):
        answer = new_desk(path)(address)
        assert answer.status_code == 503
        assert "blotter run SOURCE" in answer.text


@pytest.mark.parametrize("schema", OLDER)
def test_a_database_of_an_older_schema_says_how_to_bring_it_up_to_date(tmp_path, new_desk, schema):
    path = tmp_path / "old.db"
    db = Database(path)
    migrations.apply(db, stop_before=schema)
    db.table("runs").insert(
        {"version": "0", "settings": "{}", "settings_sha256": "", "model": "m", "model_sha256": ""}
        | {"sources": "[]", "started": "2024", "status": "done"}
    )
    article = {"id": "a", "text": "An arrest.", "text_sha256": "", "origin": "a", "place": "a"}
    db.table("articles").insert({**article, "input_sha256": "", "model": "", "reader_sha256": "", "run": 1})
    db.close()
    before = path.read_bytes()
    get = new_desk(path)
    for address in ("/", "/events", "/article/a"):
        answer = get(address)
        assert answer.status_code == 503
        assert "made by an older blotter" in answer.text
        assert f"blotter doctor --db {path}" in answer.text
    assert schema in get("/index.json").json()["error"]
    assert path.read_bytes() == before
    open_reader(path).close()
    assert get("/").status_code == get("/article/a").status_code == 200


def test_a_run_in_the_middle_of_writing_does_not_disturb(database, new_desk):
    get = new_desk(database)
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            "INSERT INTO runs (version, settings, settings_sha256, model, model_sha256, sources, started,"
            " status) VALUES ('1', '', '', '', '', '[]', '2024-01-01', 'running')"
        )
        assert get("/").status_code == 200
        db.execute("COMMIT")
    assert "still running" in get("/").text
