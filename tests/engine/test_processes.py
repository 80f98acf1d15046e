"""Several processes give what one gives; one that dies costs nothing but time, and a deadly page is named."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.engine.processes import Processes
from pipeline.errors import EngineError, ModelError
from pipeline.review.export.content import Content
from pipeline.review.export.lines import write_jsonl
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import extract, run
from pipeline.store.queries import Records
from pipeline.store.writer import Store

pytestmark = pytest.mark.slow
PYTHONPATH = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[2])])
"""Where the processes that are started find the stub reader."""


@pytest.fixture
def workers(monkeypatch):
    """Return a function that starts worker processes with the stub reader."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setenv("PYTHONPATH", PYTHONPATH)
    return lambda number=2, factory="make": Processes(Settings(), number, f"stub_reader:{factory}")


@pytest.fixture
def dump(tmp_path):
    """Return a function that writes texts as a dump."""

    def write(texts):
        path = tmp_path / "dump.jsonl"
        rows = (json.dumps({"id": f"a{number}", "text": text}) for number, text in enumerate(texts))
        path.write_text("".join(f"{row}\n" for row in rows))
        return path

    return write


def go(path, reader, source):
    with Store(path) as store:
        return run(store, reader, Intake((str(source),)), Settings(), lambda _: None)


def exported(path):
    lines = []
    with Content(path, "full") as content:
        write_jsonl(content, lines.append)
    return "".join(lines)


def issues(path):
    with Records(path) as records:
        return [(Path(issue["origin"]).name, issue["kind"], issue["message"]) for issue in records.issues()]


def texts(number):
    return [
        f"Ada Quill, {20 + i % 50}, was arrested by Salem police. They deported {i} people."
        for i in range(number)
    ]


def test_the_database_is_the_same_however_many_processes_read(tmp_path, dump, workers, reader):
    source = dump([*texts(32), " ", *texts(32)])
    go(tmp_path / "one.db", reader, source)
    with workers(3) as engine:
        counts = go(tmp_path / "three.db", engine, source)
        assert (counts["added"], counts["failed"]) == (64, 1)
        assert go(tmp_path / "three.db", engine, source)["unchanged"] == 64
        told = [article.id for article, _ in extract(Intake((str(source),)), engine, lambda _: None)]
    assert exported(tmp_path / "three.db") == exported(tmp_path / "one.db")
    assert issues(tmp_path / "three.db") == issues(tmp_path / "one.db")
    assert told == [article.id for article, _ in extract(Intake((str(source),)), reader, lambda _: None)]
    assert go(tmp_path / "three.db", reader, source)["unchanged"] == 64


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(tmp_path, dump, workers, reader):
    harmless = [*texts(24), f"They deported 3 people. ONCE {tmp_path / 'mark'}", *texts(24)]
    source = dump(harmless)
    with workers() as engine:
        assert go(tmp_path / "killed.db", engine, source)["added"] == 49
    assert (tmp_path / "mark").exists()
    go(tmp_path / "whole.db", reader, source)
    assert exported(tmp_path / "killed.db") == exported(tmp_path / "whole.db")


def test_pages_that_always_fail_are_set_aside_and_named(tmp_path, dump, workers):
    source = dump([*texts(5), "KILL", *texts(20), "RAISE", *texts(10)])
    with workers() as engine:
        counts = go(tmp_path / "b.db", engine, source)
    assert (counts["added"], counts["failed"]) == (35, 2)
    [deadly, bug] = sorted(issues(tmp_path / "b.db"), key=lambda issue: issue[1], reverse=True)
    assert deadly[:2] == ("dump.jsonl:6", "deadly")
    assert "its process ended with status -9" in deadly[2]
    assert bug[:2] == ("dump.jsonl:27", "bug")
    assert "ZeroDivisionError: no such number, at stub_reader.py:" in bug[2]


def test_without_a_model_no_worker_is_kept(workers):
    with pytest.raises(ModelError, match="expected a model, found none"):
        workers(2, "none")


def test_workers_that_die_while_they_load_end_the_run(workers):
    with pytest.raises(EngineError, match="3 in a row died .its process ended with status -9."):
        workers(2, "deadly")


def test_rules_that_change_in_the_middle_end_the_run(tmp_path, dump, workers):
    with (
        pytest.raises(ModelError, match="have changed since the run began"),
        workers(2, "changing") as engine,
    ):
        go(tmp_path / "b.db", engine, dump([*texts(400)]))


_PARENT = """
import sys
from pipeline.engine.processes import Processes
from pipeline.settings import Settings

if __name__ == "__main__":
    engine = Processes(Settings(), 2, "stub_reader:make")
    print(*engine.pids(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def interruptible():
    """Let the processes of a test heed Ctrl-C, which they do not where the tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_parent(tmp_path, how):
    program = tmp_path / "parent.py"
    program.write_text(_PARENT)
    parent = subprocess.Popen(
        [sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, env={**os.environ, "PYTHONPATH": PYTHONPATH}, start_new_session=True,
    )  # fmt: skip
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    if how == signal.SIGINT:
        os.killpg(parent.pid, how)  # as Ctrl-C does
    else:
        parent.send_signal(how)
    # Standard error is at its end only when the workers, which share it, are gone too.
    assert len(pids) == 2
    assert parent.communicate(timeout=60)[1].count("KeyboardInterrupt") == (how == signal.SIGINT)


_RUN = """
import os, sys
from pathlib import Path
from pipeline.engine.processes import Processes
from pipeline.schema import Intake
from pipeline.settings import Settings
from pipeline.stages import run
from pipeline.store.writer import Store

left = int(sys.argv[3])

def report(_):
    global left
    left -= 1
    if left == 0:
        os.killpg(0, int(sys.argv[4])) if int(sys.argv[4]) == 2 else os.kill(os.getpid(), int(sys.argv[4]))

if __name__ == "__main__":
    with Store(Path(sys.argv[2])) as store, Processes(Settings(), 2, "stub_reader:make") as engine:
        run(store, engine, Intake((sys.argv[1],)), Settings(), report)
"""


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(("how", "at"), [(signal.SIGKILL, 47), (signal.SIGINT, 30)])
def test_a_run_that_is_cut_off_goes_on_where_it_stopped(tmp_path, dump, reader, how, at):
    source = dump(texts(80))
    program = tmp_path / "run.py"
    program.write_text(_RUN)
    cut = subprocess.run(
        [sys.executable, program, source, tmp_path / "cut.db", str(at), str(int(how))],
        env={**os.environ, "PYTHONPATH": PYTHONPATH},
        start_new_session=True, capture_output=True, check=False,
    )  # fmt: skip
    assert cut.returncode in (-how, 130)
    counts = go(tmp_path / "cut.db", reader, source)
    assert counts["unchanged"] >= at
    assert counts["unchanged"] + counts["added"] == 80
    go(tmp_path / "whole.db", reader, source)
    assert exported(tmp_path / "cut.db") == exported(tmp_path / "whole.db")
