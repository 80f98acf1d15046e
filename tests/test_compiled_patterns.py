"""Patterns that stay compiled between runs do what those compiled anew do, and no file of them does harm."""

import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import compiled_patterns
from pipeline.compiled_patterns import compile_pattern, keep

DATE = r"(?P<day>\d{1,2}) (?P<month>May|June)(?:, (\d{4}))?"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Keep patterns in a folder of the test's own; return the file."""
    path = tmp_path / "__pycache__" / "own.patterns"
    monkeypatch.setattr(compiled_patterns, "_path", lambda: path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled_patterns, "_new", {})
    compiled_patterns._kept.cache_clear()
    yield path
    compiled_patterns._kept.cache_clear()


@pytest.fixture
def next_run(file, monkeypatch):  # noqa: ARG001 - where they are kept
    """Return a function that ends a run and begins the next, which can compile nothing."""

    def begin():
        keep()
        compiled_patterns._kept.cache_clear()
        monkeypatch.setattr(compiled_patterns, "_compile", lambda *key: pytest.fail(f"compiled: {key}"))

    return begin


def same(made: re.Pattern[str], plain: re.Pattern[str]) -> bool:
    return (made.pattern, made.flags, made.groups, made.groupindex) == (
        plain.pattern,
        plain.flags,
        plain.groups,
        plain.groupindex,
    )


def test_a_pattern_of_the_run_before_is_not_compiled_again(file, next_run):
    compile_pattern(DATE, re.IGNORECASE)
    next_run()

    made = compile_pattern(DATE, re.IGNORECASE)

    assert same(made, re.compile(DATE, re.IGNORECASE))
    found = made.search("held on 4 may, 2024.")
    assert found is not None
    assert (found.span(), found.groups(), found.groupdict()) == (
        (8, 19),
        ("4", "may", "2024"),
        {"day": "4", "month": "may"},
    )
    assert [path.name for path in file.parent.iterdir()] == ["own.patterns"]


@given(st.text(alphabet="ab(|)?*+[]^$.\\w é", max_size=12), st.sampled_from([0, re.IGNORECASE, re.DOTALL]))
def test_what_is_made_matches_as_what_python_compiles(pattern, flags):
    try:
        plain = re.compile(pattern, flags)
    except re.error:
        with pytest.raises(re.error):
            compile_pattern(pattern, flags)
        return
    made = compile_pattern(pattern, flags)
    assert same(made, plain)
    text = "ab Ba\naé w a(b)"
    assert [match.span() for match in made.finditer(text)] == [match.span() for match in plain.finditer(text)]


@pytest.mark.usefixtures("file")
def test_later_runs_add_to_what_is_kept():
    compile_pattern("first")
    keep()
    compiled_patterns._kept.cache_clear()
    compile_pattern("second")
    keep()
    compiled_patterns._kept.cache_clear()
    assert {pattern for pattern, _ in compiled_patterns._kept()} == {"first", "second"}


@pytest.mark.parametrize("spoilt", [b"", b"no patterns", b"\xe9\x00", b"i\x01\x00\x00\x00"])
def test_a_file_that_is_no_such_file_is_passed_over(file, spoilt):
    file.parent.mkdir()
    file.write_bytes(spoilt)
    assert compile_pattern(DATE).search("4 June")


def test_a_file_older_than_a_word_list_is_passed_over(file):
    compile_pattern("first")
    keep()
    compiled_patterns._kept.cache_clear()
    os.utime(file, (0, 0))
    assert compiled_patterns._kept() == {}


def test_nothing_is_kept_where_python_writes_no_byte_code(file, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compile_pattern("first")
    keep()
    assert not file.exists()


def test_a_folder_that_may_not_be_written_to_stops_nothing(file):
    file.parent.write_text("a file where the folder should be")
    compile_pattern("first")
    keep()
    assert compile_pattern("first").search("the first")


def test_without_what_cpython_has_for_itself_patterns_are_compiled_as_ever(monkeypatch):
    monkeypatch.setattr(compiled_patterns, "_sre", None)
    assert compile_pattern(DATE, re.IGNORECASE) == re.compile(DATE, re.IGNORECASE)


def test_the_file_lies_with_the_byte_code():
    spec = find_spec("pipeline.compiled_patterns")
    assert spec is not None
    assert spec.cached is not None
    assert compiled_patterns._path().parent == Path(spec.cached).parent
