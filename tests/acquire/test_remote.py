"""Files in storage are read as files on disk are; fsspec's own memory stands for a bucket."""

import gzip
import sys

import pytest

from pipeline.acquire.files import read_files
from pipeline.errors import SourceError
from pipeline.schema import Intake, RawPage
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.writer import Store

fsspec = pytest.importorskip("fsspec", reason="there is no fsspec: python -m pip install 'blotter[fsspec]'")

ROWS = b'{"text": "One."}\n{"text": "Two."}\n'
FILES = {
    "a/story.txt": b"The fair opened.",
    "b/story.txt": b"The fair closed.",
    "b/dump.jsonl.gz": gzip.compress(ROWS),
    "b/page.html": b"<html><body><p>It rained.</p></body></html>",
    "b/notes.pdf": b"%PDF",
    ".hidden/secret.txt": b"Nobody reads this.",
}


@pytest.fixture
def bucket():
    """Return the address of a folder in fsspec's memory that holds FILES."""
    storage = fsspec.filesystem("memory")
    for name, content in FILES.items():
        storage.pipe(f"/bucket/{name}", content)
    yield "memory://bucket"
    storage.rm("/bucket", recursive=True)


def pages(*sources):
    return list(read_files([str(source) for source in sources]))


def test_a_bucket_is_read_as_a_folder_with_the_same_ids(bucket, tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    told = [(page.id, page.kind, page.content) for page in pages(bucket)]
    assert len(told) == 5
    assert told == [(page.id, page.kind, page.content) for page in pages(tmp_path)]
    assert told == [(page.id, page.kind, page.content) for page in pages(tmp_path.as_uri())]


def test_where_a_page_lies_is_told_by_its_address(bucket):
    assert [page.origin for page in pages(f"{bucket}/b/dump.jsonl.gz")] == [
        f"memory:///bucket/b/dump.jsonl.gz:{line}" for line in (1, 2)
    ]


def test_a_pattern_stands_for_the_files_that_fit_it(bucket):
    assert [page.content for page in pages(f"{bucket}/*/story.txt")] == [
        "The fair opened.",
        "The fair closed.",
    ]


def test_a_file_of_one_name_on_disk_and_in_storage_is_two_articles(bucket, tmp_path):
    (tmp_path / "story.txt").write_text("The fair went on.")
    found = pages(tmp_path, f"{bucket}/a")
    assert len({page.id for page in found}) == len(found) == 2


@pytest.mark.parametrize(
    ("source", "kind", "words"),
    [
        ("memory://bucket/none.txt", "missing", "found nothing"),
        ("memory://bucket/b/notes.pdf", "unknown_ending", "expected files that end in .txt"),
        ("nosuch://bucket/a.txt", "unreadable", "nosuch"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(bucket, source, kind, words):
    first, second = pages(source, f"{bucket}/a")
    assert isinstance(first, SourceError)
    assert (first.origin, first.kind, words in str(first)) == (source, kind, True)
    assert isinstance(second, RawPage)


def test_storage_that_fails_in_the_middle_is_named(bucket, monkeypatch):
    class Denied(Exception):
        pass

    def refuse(*_arguments, **_options):
        raise Denied("no key")

    monkeypatch.setattr(fsspec.filesystem("memory"), "_open", refuse)
    [found] = pages(f"{bucket}/a")
    assert (found.kind, "Denied: no key" in str(found)) == ("unreadable", True)


def test_fsspec_that_is_not_installed_is_named_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    [found] = pages("s3://bucket/news/")
    assert (found.kind, "pip install 'blotter[fsspec]'" in str(found)) == ("no_fsspec", True)


def test_it_does_not_matter_where_a_run_over_a_bucket_is_started(bucket, tmp_path, new_reader, monkeypatch):
    outcomes = []
    for folder, text in (("one", b"They deported 3 people."), ("two", b"They deported 4 people.")):
        fsspec.filesystem("memory").pipe("/bucket/a/story.txt", text)
        (tmp_path / folder).mkdir()
        monkeypatch.chdir(tmp_path / folder)
        with Store(tmp_path / "b.db") as store:
            counts = run(store, new_reader(), Intake((f"{bucket}/a",)), Settings(), lambda _: None)
        outcomes += [outcome for outcome, number in counts.items() if number]
    assert outcomes == ["added", "changed"]
