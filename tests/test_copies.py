"""Copies in a database: found at the end of a run, counted once, and the same whatever came first."""

import json
import random
from pathlib import Path

import pytest

from pipeline.jobs.copies import find_copies
from pipeline.link.copies.wording import METHOD
from pipeline.review.export.content import Content
from pipeline.review.export.lines import write_jsonl
from pipeline.review.filters import build_filters
from pipeline.review.rows import Desk
from pipeline.review.show import show
from pipeline.schema import Article, Extraction, Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.queries import Records
from pipeline.store.writer import RunRecord, Stamp, Store

STORY = (
    "Ada Quill, 41, was arrested by Salem police on March 4, 2024, and charged with theft. "
    "Officers had looked for "
    "her since the winter, when a shop on Court Street reported that somebody had carried off "
    "eleven lamps by "
    "night. Two of the lamps stood in her kitchen, the report says, and a third was found at a "
    "neighbor's."
)
ADDED = (
    " In a second case that week, Ivo Brandt, 28, was arrested by Dallas police on March 6, "
    "2024, after a caller "
    "saw him climb over the fence of a lumber yard with a coil of wire on each shoulder."
)
TEXTS = {
    "wire": ("2024-03-05", STORY),
    "cut": ("2024-03-06", STORY[: STORY.index("Two of")]),
    "more": ("2024-03-07", STORY + ADDED),
    "apart": ("2024-03-05", STORY),
}
for _ours, _theirs in (
    ("Ada Quill, 41", "Eva Stone, 23"),
    ("Court Street", "Mill Road"),
    ("Salem", "Albany"),
    ("March 4", "March 9"),
    ("eleven", "four"),
):
    TEXTS["apart"] = ("2024-03-05", TEXTS["apart"][1].replace(_ours, _theirs))


def read(path: Path, reader, names) -> None:
    lines = [
        json.dumps({"id": name, "text": TEXTS[name][1], "published": TEXTS[name][0], "source": name})
        for name in names
    ]
    dump = path.with_suffix(".jsonl")
    dump.write_text("\n".join(lines))
    with Store(path) as store:
        run(store, reader, Intake((str(dump),)), Settings(), lambda _: None)


def listed(path, **options):
    filters = build_filters(options)
    with Records(path) as records:
        return [hit.id for hit in records.events(filters)], [hit.id for hit in records.people(filters)]


@pytest.fixture
def copied(tmp_path, reader):
    path = tmp_path / "copied.db"
    read(path, reader, TEXTS)
    return path


def test_the_earliest_is_the_source_and_what_is_one_pattern_stays_apart(copied):
    with Records(copied) as records:
        assert records.copy_roots() == {"cut": "wire", "more": "wire"}
        assert records.quoted_sources() == {}
        assert records.copies()["cut"]["share"] == 1.0


def test_events_and_people_of_copies_are_listed_once_and_those_of_added_passages_too(copied):
    events, people = listed(copied)
    assert sorted(events) == ["apart:e1", "more:e2", "wire:e1"]
    assert people == ["apart:p1", "more:p2", "wire:p1"]
    events, people = listed(copied, copies=True)
    assert sorted(events) == ["apart:e1", "cut:e1", "more:e1", "more:e2", "wire:e1"]
    assert len(people) == 5


def test_search_shows_a_story_once(copied):
    with Records(copied) as records:
        found = {hit.id for hit in records.search("arrested", build_filters({}))}
        everything = {hit.id for hit in records.search("arrested", build_filters({"copies": True}))}
    assert found == {"apart", "apart:e1", "wire", "wire:e1", "more:e2"}
    assert everything - found == {"cut", "cut:e1", "more", "more:e1"}


def test_a_copy_is_shown_as_one(copied):
    with Records(copied) as records:
        desk = Desk(records)
        assert next(show(desk, records.find("cut"))) == (
            "copy of wire (100% of its words): what both tell is listed there"
        )
        assert next(show(desk, records.find("wire"))) == "article wire"


def test_the_order_of_arrival_and_the_number_of_runs_do_not_matter(tmp_path, copied, new_reader):
    for seed in range(3):
        names = random.Random(seed).sample(sorted(TEXTS), len(TEXTS))
        path = tmp_path / f"{seed}.db"
        for some in (names[:2], names[2:]):
            read(path, new_reader(), some)
        with Records(path) as records, Records(copied) as whole:
            assert records.copies() == whole.copies()


def test_the_reader_is_done_with_before_copies_are_looked_for(tmp_path, reader):
    dump = tmp_path / "dump.jsonl"
    dump.write_text(json.dumps({"id": "wire", "text": STORY}))
    with Store(tmp_path / "released.db") as store:
        waiting = []
        run(
            store,
            reader,
            Intake((str(dump),)),
            Settings(),
            lambda _: None,
            lambda: waiting.extend(name for _, name in store.copies().waiting(METHOD, 9)),
        )
        assert (waiting, store.copies().waiting(METHOD, 9)) == (["wire"], [])


def test_what_a_pass_left_is_made_up_by_the_next(copied, monkeypatch):
    with Records(copied) as records:
        whole = records.copies()
    monkeypatch.setattr("pipeline.jobs.copies._PORTION", 1)
    with Store(copied) as store:
        index = store.copies()
        with index.whole():
            index.forget("wire")
            index.forget("cut")
            index.replace(["wire", "cut", "more"], [])
        assert find_copies(store) == 2
        assert find_copies(store) == 0
    with Records(copied) as records:
        assert records.copies() == whole


def test_an_article_that_changes_is_looked_at_again(copied, new_reader, monkeypatch):
    monkeypatch.setitem(TEXTS, "wire", ("2024-03-08", TEXTS["wire"][1]))
    read(copied, new_reader(), ["wire"])
    with Records(copied) as records:
        assert records.copy_roots() == {"wire": "cut", "more": "cut"}
    monkeypatch.setitem(TEXTS, "cut", ("2024-03-06", "The county fair opened under a bright sky on Friday."))
    read(copied, new_reader(), ["cut"])
    with Records(copied) as records:
        assert records.copy_roots() == {"wire": "more"}


def test_an_export_keeps_copies_and_says_so(copied):
    lines = []
    with Content(copied) as content:
        write_jsonl(content, lines.append)
    told = {found["id"]: found["article"]["copy"] for found in map(json.loads, lines)}
    assert told["wire"] is told["apart"] is None
    assert (told["cut"]["kind"], told["cut"]["source"]) == ("copy", "wire")


def test_what_the_gate_left_unread_is_not_compared(tmp_path):
    path = tmp_path / "unread.db"
    whole = ((0, len(STORY)),)
    part = ((STORY.index("Two of"), len(STORY)),)
    with Store(path) as store:
        number = store.begin_run(RunRecord("", "{}", "", "none", "", ()))
        for name, skipped in (("unread", whole), ("half", part), ("read", ())):
            article = Article(name, STORY, name, source=name, published="2024-03-05")
            store.write(
                number,
                article,
                Extraction(name, "2024-03-05", skipped=skipped),
                Stamp(name, name, "none", ""),
            )
        assert find_copies(store) == 2
        assert find_copies(store) == 0
    with Records(path) as records:
        assert records.copy_roots() == {"read": "half"}
