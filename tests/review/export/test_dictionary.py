"""Every column of an export is described, once and truly."""

import pytest

from pipeline.ontology import ontology
from pipeline.review.dictionary_page import PAGE, dictionary_page
from pipeline.review.export import dictionary
from pipeline.review.export.content import Content


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


def test_no_value_lies_outside_its_vocabulary(told_of):
    with Content(told_of) as content:
        for article in content.articles():
            for name, rows in article.rows.items():
                for column in dictionary.tables()[name]:
                    known = {None, *column.vocabulary.split()} if column.vocabulary else None
                    for row in rows:
                        if not column.column.startswith("date_"):
                            assert known is None or row[column.column] in known
