"""Readers for worker processes, made by name: the tests' own, which some words make fail."""

import multiprocessing
import os
import signal
from pathlib import Path

from pipeline.errors import ModelError
from tests.fake_reader import FakeReader


class Reader(FakeReader):
    """KILL in a text kills the process, RAISE raises; `ONCE path` kills it the first time only.

    So do `ACTOR path`, and PARENT at any time, with the process that started it.
    """

    def _extract(self, article):
        words = article.text.split()
        once = {"ONCE", "ACTOR"} & set(words)
        first = bool(once) and not Path(words[-1]).exists()
        if first:
            Path(words[-1]).touch()
        if "PARENT" in words or ("ACTOR" in words and first):
            os.kill(multiprocessing.parent_process().pid, signal.SIGKILL)
        if {"KILL", "PARENT"} & set(words) or first:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISE" in article.text:
            raise ZeroDivisionError("no such number")
        return super()._extract(article)


def make(_settings):
    return Reader()


def changing(_settings):
    return Reader(version=str(os.getpid()))


def none(_settings):
    raise ModelError("expected a model, found none")


def deadly(_settings):
    os.kill(os.getpid(), signal.SIGKILL)
