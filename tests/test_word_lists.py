"""Lists and patterns of a TOML file, read as sets and as a record."""

from dataclasses import dataclass

import pytest

from pipeline.small_letters import AnyCase
from pipeline.word_lists import read_lists, table, word_lists, words


@dataclass(frozen=True)
class Birds:
    waders: frozenset[str]
    call: AnyCase


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "birds.toml"
    file.write_text('waders = ["heron", "stilt"]\nowls = ["boobook"]\ncall = "boo+k"\n', encoding="utf-8")
    return file


def test_lists_are_sets_in_the_order_asked_for(path):
    assert [*word_lists(path, "owls", "waders")] == [{"boobook"}, {"heron", "stilt"}]


def test_a_record_takes_the_lists_and_patterns_that_its_fields_name(path):
    birds = read_lists(Birds, path, AnyCase)
    assert birds.waders == words(path, "waders")
    assert birds.call.search("BOOOK")


def test_a_field_without_a_list_is_an_error(path):
    @dataclass(frozen=True)
    class Wrong:
        ducks: frozenset[str]

    with pytest.raises(KeyError, match="ducks"):
        read_lists(Wrong, path)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("x = '''\n  a\\s\n  |b\n    |c'''\n", r"a\s|b|c"),
        ("x = [\n  '''\n  a b\n    |c''', '''d''',\n]\n", ["a b|c", "d"]),
        ("x = '''it's\\b'''\ny = 'a'\n", r"it's\b"),
        ('x = "two\\nlines"\n', "two\nlines"),
    ],
    ids=["over lines", "in a list", "on one line", "line break that is meant"],
)
def test_a_pattern_laid_over_several_lines_is_read_without_its_line_breaks(written, read, tmp_path):
    file = tmp_path / "patterns.toml"
    file.write_text(written, encoding="utf-8")
    assert table(file)["x"] == read
