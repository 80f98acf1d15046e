"""Addresses all the way into a database, and what a later run asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.review.export.content import Content
from pipeline.review.export.lines import write_jsonl
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.queries import Records
from pipeline.store.writer import Store

PAGE = (
    "<html><body><article><p>The agency deported {}. That is all it said today.</p></article></body></html>"
)


def go(path: Path, reader: Any, *sources: str) -> dict[str, int]:
    intake = Intake(
        sources, allow_private=True, warc=path.with_suffix(".warc"), contact="desk@news.example", delay=0.0
    )
    with Store(path) as store:
        counts = run(store, reader, intake, Settings(), lambda _: None)
    return {kind: number for kind, number in counts.items() if number}


def exported(path: Path) -> str:
    lines: list[str] = []
    with Content(path, "full") as content:
        write_jsonl(content, lines.append)
    return "".join(lines)


def test_a_later_run_asks_only_for_what_has_changed(site: Any, tmp_path: Path, new_reader: Any) -> None:
    path = tmp_path / "b.db"
    same = site.put("/same", PAGE.format("12 people"), ETag='"1"')
    other = site.put("/other", PAGE.format("30 people"), ETag='"1"')

    assert go(path, new_reader(), same, other) == {"added": 2}
    site.put("/other", PAGE.format("40 people"), ETag='"2"')
    again = new_reader()
    assert go(path, again, same, other) == {"changed": 1, "unchanged": 1}
    assert again.read_ids == [other]
    assert [etag for etag, _ in site.conditions if etag] == ['"1"', '"1"']


def test_another_reader_asks_for_the_whole_page_again(site: Any, tmp_path: Path, new_reader: Any) -> None:
    path = tmp_path / "b.db"
    url = site.put("/a", PAGE.format("12 people"), ETag='"1"')

    go(path, new_reader(), url)
    newer = new_reader(version="2")
    go(path, newer, url)

    assert newer.read_ids == [url]
    assert [etag for etag, _ in site.conditions] == [None] * len(site.conditions)


def test_a_failed_address_is_an_issue_until_it_is_read(site: Any, tmp_path: Path, new_reader: Any) -> None:
    path = tmp_path / "b.db"
    url = f"{site.root}/a"

    assert go(path, new_reader(), url) == {"failed": 1}
    with Records(path) as records:
        assert [(issue["origin"], issue["kind"]) for issue in records.issues()] == [(url, "http_404")]
    site.put("/a", PAGE.format("12 people"))
    assert go(path, new_reader(), url) == {"added": 1}
    with Records(path) as records:
        assert records.issues() == []


def test_a_run_is_made_again_from_what_was_kept(site: Any, tmp_path: Path, new_reader: Any) -> None:
    first, second = tmp_path / "first.db", tmp_path / "second.db"
    go(first, new_reader(), *(site.put(f"/{n}", PAGE.format(f"{n + 10} people")) for n in range(3)))
    asked = len(site.asked)

    go(second, new_reader(), str(first.with_suffix(".warc")))

    def told(path: Path) -> list[tuple[str, str, int]]:
        with Records(path) as records:
            return sorted(
                (article["id"], article["text"], rows["events"][0]["count"])
                for article, rows in records.articles()
            )

    assert told(second) == told(first)
    assert len(told(first)) == 3
    assert len(site.asked) == asked
