"""Every column of an export is described, once and truly."""

import json

import pytest

from pipeline.ontology import ontology
from pipeline.review.decisions import decide
from pipeline.review.dictionary_page import PAGE, dictionary_page
from pipeline.review.export import dictionary
from pipeline.review.export.content import Content
from pipeline.review.export.ftm import write_ftm
from pipeline.review.export.gold import write_gold
from pipeline.review.export.lines import write_jsonl
from pipeline.score.gold import faults


def test_the_page_is_that_of_the_dictionary():
    assert PAGE.read_text(encoding="utf-8") == dictionary_page(), (
        "run: python -m pipeline.review.dictionary_page"
    )


def test_each_column_is_described_once():
    seen = [(column.part, column.column) for column in dictionary.columns()]
    assert len(seen) == len(set(seen))
    assert [column for column in dictionary.columns() if not column.meaning] == []


@pytest.mark.parametrize(
    ("part", "column", "words"),
    [
        ("events", "type", ontology().events),
        ("events", "modality", ontology().modalities),
        ("people", "role", ontology().roles),
        ("offenses", "category", ontology().offenses),
        ("offenses", "status", ontology().statuses),
    ],
)
def test_a_vocabulary_is_that_of_the_ontology(part, column, words):
    found = next(it for it in dictionary.tables()[part] if it.column == column)
    assert found.vocabulary == " ".join(words)


def paths(value, at=""):
    """Yield the path of each value in an object, as the dictionary writes it."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from paths(inner, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        for inner in value:
            yield from paths(inner, f"{at}[]")
    else:
        yield at


def written(content, form):
    lines = []
    if form == "jsonl":
        write_jsonl(content, lines.append)
    elif form == "gold":
        write_gold(content, faults, lines.append)
    else:
        write_ftm(content, lines.append)
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("form", dictionary.FORMS)
def test_each_path_of_an_object_is_described(told_of, form):
    described = {column.column: column.type for column in dictionary.columns() if column.part == form}
    for number in (1, 2):
        decide(told_of, f"held:e{number}", "accept", None, ("Ada", "seen"))
    with Content(told_of, "full") as content:
        objects = written(content, form)
    found = set()
    for told in objects:
        if form == "ftm":
            told = told | {"properties": {told["schema"]: told["properties"]}}
        found |= set(paths(told))
    if form == "ftm":
        found = {path.removesuffix("[]") for path in found}
    whole = tuple(path for path, kind in described.items() if kind == "json")
    assert [path for path in found if path not in described and not path.startswith(whole)] == []


def test_no_value_lies_outside_its_vocabulary(told_of):
    with Content(told_of) as content:
        for article in content.articles():
            for name, rows in article.rows.items():
                for column in dictionary.tables()[name]:
                    known = {None, *column.vocabulary.split()} if column.vocabulary else None
                    for row in rows:
                        if not column.column.startswith("date_"):
                            assert known is None or row[column.column] in known
