"""What takes too much computing is set aside by name, whatever it is doing, and nothing else is disturbed."""

from __future__ import annotations

import re
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.errors import SourceError
from pipeline.time_limit import time_limit


def ponder() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001 - as some libraries do
            continue


@pytest.mark.parametrize("work", [ponder, lambda: re.match(r"(a|a)*b", "a" * 40)])
def test_what_has_no_end_is_ended_and_named(work: object) -> None:
    before = signal.getsignal(signal.SIGPROF)

    with (
        pytest.raises(SourceError, match="expected to read it within") as raised,
        time_limit(0.05, "a", "read"),
    ):
        work()  # type: ignore[operator]

    assert (raised.value.origin, raised.value.kind) == ("a", "too_slow")
    assert (signal.getsignal(signal.SIGPROF), signal.getitimer(signal.ITIMER_PROF)) == (before, (0.0, 0.0))


def test_errors_and_results_pass_as_they_are() -> None:
    with pytest.raises(ZeroDivisionError), time_limit(5, "story.txt", "read"):
        raise ZeroDivisionError
    with time_limit(5, "story.txt", "read"):
        found = sum(range(1000))

    assert (found, signal.getitimer(signal.ITIMER_PROF)) == (499500, (0.0, 0.0))


def test_in_another_thread_there_is_no_limit() -> None:
    def work() -> int:
        with time_limit(0.001, "story.txt", "read"):
            return sum(range(1_000_000))

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() == 499999500000
