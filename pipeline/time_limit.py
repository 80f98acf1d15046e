"""A bound on the computing that a page may take: no input, however it was made, holds a run up.

Bounds on length, elements and words (`acquire.columns`, `clean.markup`, `nlp`) keep most of what is too much
out; this one is for what nobody has thought of. Seconds are those of the processor (setitimer(2),
ITIMER_PROF): a machine that is busy with other things sets no more pages aside.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import SourceError

CLEANING = 30.0
READING = 30.0
"""Seconds of the processor for taking the article out of a page, and for reading it beside what the base
model takes, whose time grows with the words alone. Articles of news take hundredths; but the first that a
process reads also compiles the patterns, five seconds on a slow machine."""


class _OutOfTime(BaseException):
    """No `Exception`: what catches everything a page may raise, as libraries do, must not catch it."""


@contextmanager
def time_limit(seconds: float, origin: str, doing: str) -> Iterator[None]:
    """Let what is inside take so many seconds of the processor.

    Only the main thread can be interrupted, and only on systems that have the timer; elsewhere there is no
    limit. Nothing within may set the same timer.

    Args:
        seconds: how many.
        origin: the page, as errors name it.
        doing: what is done with it, for the message ("clean", "read").

    Raises:
        SourceError: `too_slow`.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(*_: object) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGPROF, interrupt)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _OutOfTime:
        message = (
            f"expected to {doing} it within {seconds:g} s of computing, found that it takes more: it was set"
            " aside; give the article's text alone, or split it"
        )
        raise SourceError(origin, "too_slow", message) from None
    finally:
        signal.signal(signal.SIGPROF, before)
