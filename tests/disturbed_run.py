"""Runs `blotter run` in processes of its own, each with a signal at a chosen moment; loads no model.

A program: takes jobs as lines of JSON, and answers each with a line. The first is run by this process itself,
from which, with all imported by then, those for the others are forked. A moment is one line of blotter's
or sqlite-utils' code, or 20 steps of SQLite's virtual machine, whichever comes; or it is a byte: the process
dies when it writes past that one. Moments are counted, which takes most of a run's time, where a job names
one or asks how many there are.
"""

import contextlib
import json
import os
import resource
import signal
import sqlite3
import sys
import traceback
from pathlib import Path

import pipeline
import pipeline.migrations  # before sqlite-utils, which would load pandas, whose threads forbid to fork
from pipeline import cli
from pipeline.cli import models
from pipeline.settings import Settings
from tests.fake_reader import FakeReader

sqlite_utils = sys.modules["sqlite_utils"]

_WATCHED = tuple(str(Path(module.__file__).parent) for module in (pipeline, sqlite_utils))
_STEPS = 20
_LINE = sys.monitoring.events.LINE
_INPUT_DONE = ("_Run._done", "_Run._failed")


class _Clock:
    """Counts moments, and sends this process a signal at one of them."""

    def __init__(self, at, signal_number):
        self.now = 0
        self.inputs = []
        self._at, self._signal = at, signal_number

    def tick(self):
        self.now += 1
        if self.now == self._at:
            os.kill(os.getpid(), self._signal)

    def line(self, code, _line):
        if not code.co_filename.startswith(_WATCHED):
            return sys.monitoring.DISABLE
        if code.co_qualname in _INPUT_DONE:
            self.inputs.append(self.now)
        return self.tick()

    def start(self, counting):
        plain = sqlite3.connect

        def connect(*arguments, **options):
            connection = plain(*arguments, **options)
            connection.execute(
                "PRAGMA synchronous = OFF"
            )  # a killed process loses nothing that it has written
            if counting:
                connection.set_progress_handler(self.tick, _STEPS)
            return connection

        sqlite3.connect = connect
        if not counting:
            return
        sys.monitoring.use_tool_id(sys.monitoring.DEBUGGER_ID, "moments")
        sys.monitoring.register_callback(sys.monitoring.DEBUGGER_ID, _LINE, self.line)
        sys.monitoring.set_events(sys.monitoring.DEBUGGER_ID, _LINE)

    def stop(self):
        if sys.monitoring.get_tool(sys.monitoring.DEBUGGER_ID):
            sys.monitoring.set_events(sys.monitoring.DEBUGGER_ID, 0)


def _run(job):
    models.load_reader = lambda **_: (Settings(), FakeReader())
    sys.argv = ["blotter", "run", *job["sources"], "--db", job["db"]]
    cli.main()


def _disturbed(job, answer):
    """Run blotter, and write to `answer` which moments it had."""
    if job.get("byte") is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (job["byte"], job["byte"]))
    clock = _Clock(job.get("at"), job.get("signal", signal.SIGKILL))
    clock.start(counting=bool(job.get("at") or job.get("count")))
    try:
        _run(job)
    finally:
        clock.stop()
        os.write(answer, json.dumps({"inputs": clock.inputs, "all": clock.now}).encode())


def _fork(job):
    """Return what became of a run: its status, what it said, the moments it had."""
    answer, said = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        status = 70
        try:
            os.close(answer[0])
            os.close(said[0])
            sys.stdout = sys.stderr = os.fdopen(said[1], "w")
            _disturbed(job, answer[1])
            status = 0
        except SystemExit as end:
            status = end.code or 0
        except BaseException:  # noqa: BLE001 - whatever it is, it ends this process, and is told
            traceback.print_exc()
        finally:
            with contextlib.suppress(OSError):
                sys.stdout.flush()
            os._exit(status)
    for end in (answer[1], said[1]):
        os.close(end)
    with os.fdopen(said[0]) as words, os.fdopen(answer[0]) as moments:
        spoken, told = words.read(), moments.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {"status": status, "said": spoken, "moments": json.loads(told or "null")}


def main():
    with contextlib.suppress(SystemExit), contextlib.redirect_stdout(sys.stderr):
        _run(json.loads(sys.stdin.readline()))
    for line in sys.stdin:
        answer = _fork(json.loads(line))
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
