"""The small database of `export/told.py`, linked and decided on."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline.jobs.deciding import decide as link_by_hand
from pipeline.review.decisions import decide
from tests.review.export.told import ARTICLES, write


@pytest.fixture(scope="session")
def told_once(tmp_path_factory):
    """Return the database, read, linked and decided on, once for all tests: none may change it."""
    path = tmp_path_factory.mktemp("told") / "told.db"
    write(path, ARTICLES)
    link_by_hand(path, "merge", "boy:p1", "boy-again:p1")
    link_by_hand(path, "merge", "held:p1", "held-again:p1")
    by = ("Ada Quill", "Ysa Tarn told me")
    decide(path, "held:e3", "reject", None, by)
    decide(path, "held:e1", "accept", None, by)
    decide(path, "crash:e3", "correct", ("custodian", "assault on Ysa Tarn"), by)
    decide(path, "held-again:e1", "correct", ("date", "2023-04-03"), by)
    return path


@pytest.fixture
def told_of(told_once, tmp_path):
    """Return a database of the test's own like it."""
    return Path(shutil.copy(told_once, tmp_path))


@pytest.fixture
def says():
    """Return a function that tells whether a text says a name, however its words are joined."""

    def call(text, name):
        first, last = name.split()
        joined = rf"(?<![^\W_]){first}[\W_]+{last}(?![^\W_])"
        return re.search(joined, text, re.IGNORECASE) is not None

    return call
