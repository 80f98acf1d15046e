import io
import json
import logging
import os
import signal
import warnings

import pytest
from rich.console import Console

from pipeline.cli import reporting
from pipeline.cli.bar import Bar
from pipeline.cli.tally import Tally
from pipeline.errors import SourceError
from pipeline.stages import Progress


def logged(err):
    return [json.loads(line) for line in err.splitlines()]


def test_a_log_for_machines_is_one_object_a_line(blotter, stories, reader, monkeypatch):
    monkeypatch.setattr(reporting, "PROGRESS_EVERY", 0.0)

    def read(articles):
        logging.getLogger("some.library").warning("beware of %s", "dogs")
        warnings.warn("old habit", stacklevel=1)
        yield from type(reader).read(reader, articles)

    monkeypatch.setattr(reader, "read", read, raising=False)
    status, out, err = blotter("run", stories, "none.txt", "--log-format", "json")
    events = logged(err)
    assert (status, out.splitlines()[0][:8]) == (1, "5 inputs")
    assert all(event["time"] and event["level"] for event in events)
    assert (events[0]["event"], events[0]["sources"]) == ("run_started", [str(stories), "none.txt"])
    [failed] = [event for event in events if event["event"] == "input_failed"]
    assert (failed["origin"], failed["kind"], failed["level"]) == ("none.txt", "missing", "WARNING")
    assert {event["logger"] for event in events} == {"blotter", "some.library", "py.warnings"}
    assert "beware of dogs" in [event["event"] for event in events]
    progress = [event for event in events if event["event"] == "progress"]
    assert [sum(event["inputs"].values()) for event in progress] == [1, 2, 3, 4, 5]
    assert (events[-1]["event"], events[-1]["status"], events[-1]["problem"]) == ("run_ended", "done", None)
    assert events[-1]["inputs"] == {"failed": 1, "added": 4}
    assert events[-1]["events"] == {"arrest": 2, "removal": 1}


def test_the_log_tells_what_stopped_a_run(blotter, stories, tmp_path):
    (stories / "zeta.txt").write_text("INTERRUPT")
    status, out, err = blotter("run", stories, "--log-format", "json")
    assert (status, out) == (1, "")
    assert logged(err)[-1]["status"] == "interrupted"
    assert "run the same again" in logged(err)[-1]["problem"]
    (tmp_path / "letter.db").write_text("Dear reader")
    status, out, err = blotter("run", stories, "--db", "letter.db", "--log-format", "json")
    assert (status, out) == (1, "")
    assert [event["event"] for event in logged(err)] == ["run_started", "run_ended"]
    assert logged(err)[-1]["status"] == "stopped"
    assert "another kind of file" in logged(err)[-1]["problem"]
    assert blotter("run", stories, "--log-format", "xml")[0] == 2


def test_a_log_is_written_for_extract_too_and_leaves_the_results_alone(blotter, stories):
    plain = blotter("extract", stories)[1]
    status, out, err = blotter("extract", stories, "--log-format", "json")
    assert (status, out) == (0, plain)
    assert logged(err)[-1]["inputs"] == {"read": 4}


def test_quiet_says_nothing_but_what_failed(blotter, stories):
    status, out, err = blotter("run", stories, "none.txt", "--quiet")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert "none.txt" in err


@pytest.fixture
def heeded():
    """Have signals do what they do by default, whatever the tests were started by."""
    defaults = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
    defaults[signal.SIGHUP] = signal.SIG_DFL
    before = {number: signal.signal(number, handler) for number, handler in defaults.items()}
    yield
    assert {number: signal.getsignal(number) for number in defaults} == defaults
    for number, handler in before.items():
        signal.signal(number, handler)


def killing(reader, number, at=2):
    """Return a `read` that sends this process a signal when so many articles are read."""

    def read(articles):
        for count, extraction in enumerate(type(reader).read(reader, articles)):
            if count == at:
                os.kill(os.getpid(), number)
            yield extraction

    return read


@pytest.mark.usefixtures("heeded")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_ends_cleanly_and_says_how_to_go_on(blotter, stories, reader, monkeypatch, number):
    monkeypatch.setattr(reader, "read", killing(reader, number), raising=False)
    status, out, err = blotter("run", stories)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("blotter: interrupted after 2 inputs; what was read is in blotter.db: run the same")
    assert "interrupted" in blotter("doctor")[1]


@pytest.mark.usefixtures("heeded")
def test_what_nohup_has_ignored_stays_so(blotter, stories, reader, monkeypatch):
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    monkeypatch.setattr(reader, "read", killing(reader, signal.SIGHUP), raising=False)
    status, out, _ = blotter("run", stories)
    assert (status, out[:8], signal.getsignal(signal.SIGHUP)) == (0, "4 inputs", signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def test_a_bar_shows_rate_events_and_failures_and_the_time_left_if_the_end_is_known():
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True, width=120, color_system=None)
    tally = Tally()
    with Bar(console) as bar:
        bar.show(tally, None)
        console.print(bar._progress.get_renderable())
        assert "0/?" in screen.getvalue()
        assert "so far" in screen.getvalue()
        for number in range(9):
            tally.add(Progress("added", f"{number}.txt"))
            bar.show(tally, 1000)
        tally.add(Progress("failed", "x", SourceError("x", "empty", "nothing there")))
        bar.show(tally, 1000)
        bar.say("x: [nothing] there")
        console.print(bar._progress.get_renderable())
    drawn = screen.getvalue()
    assert "x: [nothing] there" in drawn
    for words in ("10/1000", "/s", " left", "0 events", "1 failed"):
        assert words in drawn
