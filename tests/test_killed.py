"""A run that is killed outright, at several moments, and run again ends as one that nobody disturbed."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.writer import Store

# The child reads with the tests' own reader and kills itself right after it takes `step` for the `at`th time.
_CHILD = """
import importlib.util, os, signal, sys
from pathlib import Path
from pipeline import stages
from pipeline.store import writer
from pipeline.schema import Intake
from pipeline.settings import Settings

conftest, path, sources, step, at = sys.argv[1:]
spec = importlib.util.spec_from_file_location("conftest", conftest)
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
owner, name = {"read": (module.FakeReader, "_extract"), "insert": (writer.Store, "_insert"),
               "replace": (writer.Store, "_move_to_past"), "written": (writer.Store, "resolve_issues")}[step]
plain, times = getattr(owner, name), 0

def deadly(*arguments):
    global times
    times += 1
    result = plain(*arguments)
    if times == int(at):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, name, deadly)
with writer.Store(Path(path)) as opened:
    stages.run(opened, module.FakeReader(), Intake((sources,)), Settings(), lambda _: None)
"""


def exported(path):
    from pipeline.review.export import write_jsonl
    from pipeline.store.queries import Records

    lines = []
    with Records(path) as records:
        write_jsonl(records, lines.append, with_names=True)
    return "".join(lines)


def go(path, sources, reader):
    with Store(path) as store:
        return run(store, reader, Intake((str(sources),)), Settings(), lambda _: None)


@pytest.mark.slow
@pytest.mark.parametrize(("step", "at"), [("read", 3), ("insert", 2), ("replace", 1), ("written", 2)])
def test_a_killed_run_goes_on_to_the_end_of_an_undisturbed_one(
    tmp_path, stories, new_reader, derive, request, step, at
):
    killed, whole = tmp_path / "killed.db", tmp_path / "whole.db"
    if step == "replace":  # an article of both databases that has changed since
        text = (stories / "gamma.txt").read_text()
        (stories / "gamma.txt").write_text("The agency deported 7 people.")
        for path in (killed, whole):
            go(path, stories / "gamma.txt", new_reader())
        (stories / "gamma.txt").write_text(text)
    conftest = request.config.rootpath / "tests" / "conftest.py"
    child = subprocess.run(
        [sys.executable, "-c", _CHILD, conftest, killed, stories, step, str(at)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (child.returncode, child.stderr) == (-signal.SIGKILL, "")
    before = _articles(killed)
    counts = go(killed, stories, new_reader())
    assert counts["failed"] == 0
    assert before < 4 or step == "replace"
    go(whole, stories, new_reader())
    assert exported(killed) == exported(whole)
    assert _faults(killed, derive) == []


def _articles(path):
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT count(*) FROM articles").fetchone()[0]


def _faults(path, derive):
    from pipeline.review.verify import verify
    from pipeline.store.queries import Records

    with Records(path) as records:
        return [fault for fault in verify(records, derive) if fault is not None]
