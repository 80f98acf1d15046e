"""Shards: the same pages make the same shards, and what was read comes back as it was."""

from dataclasses import replace

import pytest

from pipeline.engine.batches import Outcome
from pipeline.engine.factory import Identity
from pipeline.engine.shards import Shards, shards_of
from pipeline.errors import EngineError, SourceError
from pipeline.schema import Boilerplate, RawPage
from pipeline.stages import read_pages

for _name in ("fsspec", "msgspec"):
    pytest.importorskip(_name, reason=f"there is no {_name}: python -m pip install 'blotter[ray]'")

READER = Identity("fake", "1", "0" * 64)
PAGES = [RawPage(f"a{number}", f"d.jsonl:{number}", "text", f"Story {number}.") for number in range(300)]


def shards(pages, reader=READER, mean=20):
    return list(shards_of(iter(pages), reader, pytest.fail, mean))


def test_shards_hold_all_pages_in_order():
    cut = shards(PAGES)
    assert [page for _, shard in cut for page in shard] == PAGES
    assert 8 <= len(cut) <= 30
    assert len({name for name, _ in cut}) == len(cut)


def test_pages_that_are_stored_by_now_or_new_leave_the_other_shards_as_they_are():
    names = [name for name, _ in shards(PAGES)]
    without = [name for name, _ in shards(PAGES[30:])]
    assert set(without) - set(names) == set(without[:1]) - set(names)
    more = [name for name, _ in shards([*PAGES[:100], RawPage("new", "new", "text", "New."), *PAGES[100:]])]
    assert len(set(names) - set(more)) == 1


def test_another_reader_makes_other_shards():
    names = {name for name, _ in shards(PAGES)}
    assert names.isdisjoint(name for name, _ in shards(PAGES, Identity("fake", "2", "0" * 64)))


def test_what_could_not_be_read_in_is_told_at_once():
    told = []
    error = SourceError("x", "empty", "nothing")
    assert [len(shard) for _, shard in shards_of(iter([error, PAGES[0]]), READER, told.append)] == [1]
    assert told == [error]


@pytest.mark.parametrize("kind", ["memory", "file", "plain"])
def test_pages_and_what_was_read_come_back_as_they_were(tmp_path, reader, kind):
    folder = {"memory": "memory://shards", "file": f"file://{tmp_path}/s", "plain": str(tmp_path / "s")}[kind]
    texts = ["Ada Quill, 41, was arrested by Salem police on March 4, 2024.", "They deported 3 people — 5½."]
    pages = [
        RawPage(f"p{number}", "-", "text", text, url="https://a.example/")
        for number, text in enumerate(texts)
    ]
    read = [
        (place, article, extraction)
        for place, (_, article, extraction) in enumerate(read_pages(iter(pages), reader, pytest.fail))
    ]
    place, article, extraction = read[0]
    outcome = Outcome(
        [(place, _marked(article), extraction), *read[1:]], [SourceError("p9", "no_article", "found none")]
    )
    here = Shards(folder)
    here.write_pages("one", pages)
    assert (here.is_read("one"), here.begin("one"), here.begin("one")) == (False, 1, 2)
    assert here.pages("one") == pages
    here.write_outcome("one", outcome)
    again = Shards(folder).outcome("one")
    assert again.read == outcome.read
    assert [vars(error) for error in again.failed] == [vars(error) for error in outcome.failed]
    assert (here.is_read("one"), here.begin("one")) == (True, 1)
    here.drop_pages("one")
    assert here.is_read("one")


def _marked(article):
    return replace(article, boilerplate=(Boilerplate(0, 3, "byline"),))


def test_a_folder_that_cannot_be_is_refused(tmp_path):
    (tmp_path / "file").touch()
    for address in ("nosuch://bucket/shards", str(tmp_path / "file" / "below")):
        with pytest.raises(EngineError, match="expected a folder for shards"):
            Shards(address)
