"""What stands in names and titles is only ever text: stored, found again and handed out as it was written."""

import pytest

from pipeline.jobs.copies import find_copies
from pipeline.jobs.relinking import relink
from pipeline.review.verify import verify
from pipeline.schema import Article, Event, Extraction, Person, Value
from pipeline.store.queries import Records
from pipeline.store.rows import to_records
from pipeline.store.writer import RunRecord, Stamp, Store

NAMES = [
    "Robert'); DROP TABLE events; --",
    "Ana \"O' OR 1=1 --",
    "<script>alert(1)</script> Roe",
    "<b>Ivo</b> &amp; Brandt",
    "\u202eeoR nnA\u202c",
    "An\u200bna Ro\u200de",
    "מרים כהן",
    "{{ 7*7 }} %s ${HOME} \\0",
]
"""SQL, HTML, letters from right to left, letters without width, templates."""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_back_as_it_was_written(tmp_path, name):
    path = tmp_path / "names.db"
    text = f"Deputies arrested {name} on Monday."
    at = text.index(name)
    said_name = Value(name, at, at + len(name), "made up", 0.9)
    person = Person("p1", "subject", said_name, name=said_name, mentions=(said_name,))
    quote = Value(text[:at] + name, 0, at + len(name), "made up", 0.9)
    article = Article(name, text, name, title=name, source=name, byline=name, published="2024-03-05")
    said = Extraction(name, "2024-03-05", people=(person,), events=(Event("arrest", "p1", "actual", quote),))
    with Store(path) as store:
        run = store.begin_run(RunRecord("", "{}", "", "made up", "", (name,)))
        assert store.write(run, article, said, Stamp(name, name, "made up", "")) == "added"
        assert store.write(run, article, said, Stamp(name, name, "made up", "")) == "unchanged"

        find_copies(store)
    relink(path)

    with Records(path) as records:
        assert [to_records(row, rows) for row, rows in records.articles()] == [(article, said)]
        assert list(verify(records, lambda _field, words, *_: words)) == [None]
        assert records.db.execute("SELECT id, name FROM people").fetchall() == [(f"{name}:p1", name)]
        assert records.db.execute("SELECT name FROM linked_people").fetchall() == [(name,)]
