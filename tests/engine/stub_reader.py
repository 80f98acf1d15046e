"""Readers for worker processes, made by name: the tests' own, which some words make fail."""

import importlib.util
import os
import signal
from pathlib import Path

from pipeline.errors import ModelError

_spec = importlib.util.spec_from_file_location("conftest", Path(__file__).parents[1] / "conftest.py")
_conftest = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_conftest)


class Reader(_conftest.FakeReader):
    """KILL in a text kills the process, RAISE raises; `ONCE path` kills it the first time only."""

    def _extract(self, article):
        if "KILL" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "ONCE" in article.text:
            mark = Path(article.text.split()[-1])
            if not mark.exists():
                mark.touch()
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
