import gc
import json

import pytest

from pipeline.clean import article
from pipeline.errors import SourceError
from pipeline.link.places import articles
from pipeline.review.export.content import Content
from pipeline.review.export.lines import write_jsonl
from pipeline.schema import Article, Intake, RawPage
from pipeline.settings import Settings
from pipeline.stages import STAGES, extract, read_pages, run
from pipeline.store.queries import Records
from pipeline.store.writer import Store


def go(path, reader, *sources):
    """Run the sources into the database, and return the counts of all outcomes."""
    with Store(path) as store:
        return dict(run(store, reader, Intake(tuple(map(str, sources))), Settings(), lambda _: None))


def exported(path):
    lines = []
    with Content(path, "full") as content:
        write_jsonl(content, lines.append)
    return "".join(lines)


def counts(**given):
    return {"added": 0, "changed": 0, "unchanged": 0, "failed": 0} | given


def test_stages_stand_in_the_order_of_the_alphabet_and_of_the_data():
    names = [name for name, _ in STAGES]
    assert names == sorted(names)


def test_the_same_input_again_is_not_read_and_changes_nothing(tmp_path, stories, new_reader):
    path, first, second = tmp_path / "b.db", new_reader(), new_reader()
    assert go(path, first, stories) == counts(added=4)
    before = exported(path)
    assert go(path, second, stories) == counts(unchanged=4)
    assert (len(first.read_ids), second.read_ids) == (4, [])
    assert exported(path) == before


def test_a_changed_article_alone_is_read_again(tmp_path, stories, new_reader):
    path, again = tmp_path / "b.db", new_reader()
    go(path, new_reader(), stories)
    (stories / "gamma.txt").write_text("The agency deported 12 people.")
    assert go(path, again, stories) == counts(changed=1, unchanged=3)
    assert again.read_ids == ["gamma"]
    with Records(path) as records:
        assert records.rows("gamma")[0]["version"] == 2
        assert [row["count"] for row in records.rows("gamma")[1]["events"]] == [12]
        assert [row["text"] for row, _ in records.past_versions()] == [
            "The agency deported more than 310 people. No one was named."
        ]


def test_another_reader_reads_all_again_and_keeps_what_it_reads_alike(tmp_path, stories, new_reader):
    path, newer = tmp_path / "b.db", new_reader(version="2")
    go(path, new_reader(), stories)
    assert go(path, newer, stories) == counts(unchanged=4)
    assert len(newer.read_ids) == 4
    assert go(path, new_reader(version="2"), stories) == counts(unchanged=4)


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(tmp_path, stories, new_reader):
    cut, whole = tmp_path / "cut.db", tmp_path / "whole.db"
    later = stories / "later.txt"
    later.write_text("INTERRUPT")
    with pytest.raises(KeyboardInterrupt):
        go(cut, new_reader(batch=1), stories)
    with Records(cut) as records:
        kept = records.counts()["articles"]
        assert (kept, records.runs()[0]["status"]) == (3, "interrupted")
        assert records.runs()[0]["ended"] is not None
    later.unlink()
    assert go(cut, new_reader(), stories) == counts(added=1, unchanged=3)
    go(whole, new_reader(), stories)
    assert exported(cut) == exported(whole)


def test_the_order_of_reading_does_not_show(tmp_path, stories, new_reader):
    one, other = tmp_path / "1.db", tmp_path / "2.db"
    go(one, new_reader(), stories)
    for name in ("quiet", "gamma", "alpha", "beta"):
        go(other, new_reader(), stories / f"{name}.txt")
    assert exported(one) == exported(other)


def test_each_failed_input_is_an_issue_and_the_rest_is_done(tmp_path, stories, reader):
    path = tmp_path / "b.db"
    (stories / "empty.txt").write_text(" \n")
    missing = tmp_path / "none.txt"
    assert go(path, reader, stories, missing) == counts(added=4, failed=2)
    with Records(path) as records:
        issues = {(issue["origin"], issue["kind"], issue["run"]) for issue in records.issues()}
        assert issues == {(str(missing), "missing", 1), (str(stories / "empty.txt"), "empty", 1)}
    missing.write_text("The fair opened.")
    go(path, reader, stories, missing)
    with Records(path) as records:
        assert [issue["origin"] for issue in records.issues()] == [str(stories / "empty.txt")]


def test_a_run_records_what_it_was_made_with(database, reader):
    with Records(database) as records:
        [row] = records.runs()
    assert (row["status"], row["added"], row["failed"]) == ("done", 4, 0)
    assert (row["model"], row["model_sha256"]) == ("fake 1", reader.hash)
    settings = {"contact": None, "gate": "on", "lock_wait": 30.0, "model": None, "unlikely": "leave"}
    assert json.loads(row["settings"]) == settings
    assert (row["settings_sha256"], row["started"] <= row["ended"]) == (Settings().hash, True)


def test_files_of_one_name_in_two_places_are_two_articles(tmp_path, reader):
    path = tmp_path / "b.db"
    pages = [tmp_path / day / "index.txt" for day in ("monday", "tuesday")]
    for number, page in enumerate(pages, 1):
        page.parent.mkdir()
        page.write_text(f"They deported {number} people.")
        assert go(path, reader, page) == counts(added=1)
    for page in pages:
        assert go(path, reader, page) == counts(unchanged=1)
    pages[1].write_text("They deported 22 people.")
    assert go(path, reader, pages[1]) == counts(changed=1)
    with Records(path) as records:
        found = [[event["count"] for event in rows["events"]] for _, rows in records.articles()]
    assert found == [[1], [22]]


def test_a_row_that_gives_its_id_is_that_article_wherever_it_lies(tmp_path, reader):
    path = tmp_path / "b.db"
    for number, name in enumerate(("may.jsonl", "june.jsonl"), 1):
        row = {"id": "story-7", "text": f"They deported {number} people."}
        (tmp_path / name).write_text(json.dumps(row))
    assert go(path, reader, tmp_path / "may.jsonl") == counts(added=1)
    assert go(path, reader, tmp_path / "june.jsonl") == counts(changed=1)


def test_what_breaks_the_rules_of_records_is_an_issue(tmp_path, stories, reader, monkeypatch):
    monkeypatch.setattr("pipeline.store.rows.ontology", lambda: _Nothing())
    assert go(tmp_path / "b.db", reader, stories / "quiet.txt", stories / "alpha.txt") == counts(
        added=1, failed=1
    )


class _Nothing:
    events = roles = modalities = offenses = statuses = ()


@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("at", ["clean", "read"])
def test_a_page_that_blotter_cannot_stand_is_an_issue_and_the_rest_is_done(
    tmp_path, new_reader, monkeypatch, batch, at
):
    rows = [{"id": f"n{number}", "text": f"They deported {number} people."} for number in range(9)]
    rows[4]["text"] = "BROKEN"
    (tmp_path / "d.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    reader = new_reader(batch=batch)

    def fragile(plain, text_of):
        def call(given):
            if text_of(given) == "BROKEN":
                raise ZeroDivisionError("no such number")
            return plain(given)

        return call

    if at == "read":
        monkeypatch.setattr(reader, "_extract", fragile(reader._extract, lambda article: article.text))
    else:
        monkeypatch.setattr(article, "clean_page", fragile(article.clean_page, lambda page: page.content))
    assert go(tmp_path / "b.db", reader, tmp_path / "d.jsonl") == counts(added=8, failed=1)
    with Records(tmp_path / "b.db") as records:
        [issue] = records.issues()
    assert (issue["origin"], issue["kind"]) == (f"{tmp_path / 'd.jsonl'}:5", "bug")
    assert "found ZeroDivisionError: no such number, at test_stages.py:" in issue["message"]


def test_an_error_of_the_sources_themselves_ends_the_run(reader):
    def pages():
        yield RawPage("a", "a", "text", "They deported 3 people.")
        raise ZeroDivisionError("no such number")

    with pytest.raises(ZeroDivisionError):
        list(read_pages(pages(), reader, pytest.fail))


def test_no_list_of_all_articles_is_held(tmp_path, reader):
    file = tmp_path / "many.jsonl"
    file.write_text("".join(json.dumps({"id": f"n{i}", "text": f"Story {i}."}) + "\n" for i in range(40)))
    counts = []
    gc.freeze()  # what other tests have left in memory, a model say, is not looked through each time
    try:
        for _ in extract(Intake((str(file),)), reader, pytest.fail):
            gc.collect()
            counts.append(sum(isinstance(thing, Article) for thing in gc.get_objects()))
    finally:
        gc.unfreeze()
    assert 0 < max(counts) < 10


@pytest.mark.parametrize("batch", [1, 3])
def test_a_page_that_the_reader_refuses_is_an_issue_under_its_own_name(
    tmp_path, new_reader, monkeypatch, batch
):
    rows = [{"id": f"n{number}", "text": f"They deported {number} people."} for number in range(9)]
    (tmp_path / "d.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    reader = new_reader(batch=batch)
    plain = reader._extract

    def refuse(given):
        if given.id == "n4":
            raise SourceError(given.origin, "too_slow", "expected to read it in time: it was set aside")
        return plain(given)

    monkeypatch.setattr(reader, "_extract", refuse)
    assert go(tmp_path / "b.db", reader, tmp_path / "d.jsonl") == counts(added=8, failed=1)
    with Records(tmp_path / "b.db") as records:
        [issue] = records.issues()
    assert (issue["origin"], issue["kind"]) == (f"{tmp_path / 'd.jsonl'}:5", "too_slow")


def test_a_page_whose_places_cannot_be_linked_is_an_issue_and_the_rest_is_done(stories, reader, monkeypatch):
    plain = articles.link_places

    def fragile(given, extraction):
        if given.id == "beta":
            raise ZeroDivisionError("no such number")
        return plain(given, extraction)

    monkeypatch.setattr(articles, "link_places", fragile)
    failed = []
    read = [found.id for found, _ in extract(Intake((str(stories),)), reader, failed.append)]
    assert (read, [error.kind for error in failed]) == (["alpha", "gamma", "quiet"], ["bug"])


def test_a_reader_that_fails_without_a_page_to_blame_ends_the_run():
    class Broken:
        def read(self, articles):
            list(articles)
            raise AttributeError("no model")

    with pytest.raises(AttributeError, match="no model"):
        list(read_pages(iter([]), Broken(), pytest.fail))
