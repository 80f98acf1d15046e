"""A Ray of two workers gives what one process gives; what dies costs its shard's time, or is named."""

import json
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from pipeline.engine.cluster import Cluster
from pipeline.engine.shards import Shards
from pipeline.review.export.content import Content
from pipeline.review.export.lines import write_jsonl
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.queries import Records
from pipeline.store.writer import Store

for _name in ("ray", "fsspec", "msgspec"):
    if find_spec(_name) is None:  # looked for, and not imported, which takes every process of tests a second
        pytest.skip(f"there is no {_name}: python -m pip install 'blotter[ray]'", allow_module_level=True)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def ray_here():
    """Start one Ray for all tests; its processes find the stub reader."""
    import ray

    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folders[0])
        patch.setenv("PYTHONPATH", os.pathsep.join(folders))
        ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
        yield
        ray.shutdown()


@pytest.fixture
def go(tmp_path, ray_here):  # noqa: ARG001 - Ray has to be there
    """Return a function that runs a dump into a database with Ray, and gives the counts."""

    def call(source, path, workers=2):
        shards = Shards(f"file://{tmp_path}/shards")
        with (
            Cluster(Settings(), shards, workers=workers, factory="stub_reader:make", mean_pages=4) as engine,
            Store(path) as store,
        ):
            return run(store, engine, Intake((str(source),)), Settings(), lambda _: None)

    return call


def dump(path, texts):
    rows = (json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts))
    path.write_text("".join(f"{row}\n" for row in rows))
    return path


def texts(number, first=0):
    return [
        f"Ada Quill, {20 + i % 50}, was arrested by Salem police. They deported {i} people."
        for i in range(first, first + number)
    ]


def exported(path):
    lines = []
    with Content(path, "full") as content:
        write_jsonl(content, lines.append)
    return "".join(lines)


def issues(path):
    with Records(path) as records:
        return {(Path(issue["origin"]).name, issue["kind"]): issue["message"] for issue in records.issues()}


def test_the_database_is_that_of_one_process_though_workers_are_killed(tmp_path, go, reader):
    deadly = [
        f"They deported 3 people. ONCE {tmp_path / 'one'}",
        f"The fair opened. ACTOR {tmp_path / 'two'}",
    ]
    source = dump(
        tmp_path / "d.jsonl", [*texts(16), deadly[0], " ", *texts(16, 50), deadly[1], *texts(8, 90)]
    )
    assert go(source, tmp_path / "ray.db")["added"] == 42
    assert (tmp_path / "one").exists()
    assert (tmp_path / "two").exists()
    with Store(tmp_path / "here.db") as store:
        run(store, reader, Intake((str(source),)), Settings(), lambda _: None)
    assert exported(tmp_path / "ray.db") == exported(tmp_path / "here.db")
    assert issues(tmp_path / "ray.db") == issues(tmp_path / "here.db")
    # Another run, into a new database: all shards are there but one, and only that is read.
    files = sorted((tmp_path / "shards").iterdir())
    assert {"".join(file.suffixes) for file in files} == {".read.parquet"}
    before = {file.name: file.stat().st_mtime_ns for file in files}
    files[0].unlink()
    go(source, tmp_path / "again.db")
    after = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "shards").iterdir()}
    assert {name for name in before if before[name] != after[name]} == {files[0].name}
    assert exported(tmp_path / "again.db") == exported(tmp_path / "here.db")


def test_a_page_and_a_shard_that_always_fail_are_set_aside_and_named(tmp_path, go, monkeypatch):
    # Where a shard ends is told by its pages, the name of their file included: it is the same in any folder.
    monkeypatch.chdir(tmp_path)
    source = dump(Path("d.jsonl"), [*texts(16), "KILL", *texts(16, 50), "PARENT", *texts(8, 90)])
    counts = go(source, tmp_path / "ray.db", workers=1)
    named = issues(tmp_path / "ray.db")
    assert named["d.jsonl:17", "deadly"].startswith("expected to read it, found that it ends")
    assert "was killed 2 times" in named["d.jsonl:34", "unreadable_shard"]
    assert counts["added"] + counts["failed"] == 42
    assert counts["failed"] == len(named) < 21
