"""Decided articles are gold: nothing undecided, nothing in doubt, nothing hidden."""

import json

import pytest

from pipeline.acquire.files import read_files
from pipeline.clean.article import clean_page
from pipeline.review.decisions import decide
from pipeline.review.export.content import Content
from pipeline.review.export.gold import write_gold
from pipeline.score.annotated import AnnotatedSet
from pipeline.score.gold import faults, read_annotations
from pipeline.score.judgement import judge
from pipeline.score.metrics import score

BY = ("Ada Quill", "seen")


def gold(path, profile="full", faults=faults):
    lines = []
    with Content(path, profile) as content:
        told = write_gold(content, faults, lines.append)
    return [json.loads(line) for line in lines], told


def test_an_article_is_gold_when_every_event_is_decided(told_of):
    records, told = gold(told_of)
    assert [record["id"] for record in records] == ["held-again"]
    assert records[0]["events"] == [
        {
            "type": "detainer_declined", "subject": "p1", "count": None, "date": "2023-04-03", "agency": None,
            "custodian": "A jail", "modality": "actual",
            "quote": "let Abel Rusk go in spite of the detainer",
        }
    ]  # fmt: skip
    assert (told.written, told.unfinished, told.hiding) == (1, 2, 0)
    decide(told_of, "held:e2", "accept", None, BY)
    records, told = gold(told_of)
    assert [event["type"] for event in records[0]["events"]] == ["detainer_issued", "detention"]
    assert (told.written, told.unfinished) == (2, 1)


def test_an_article_with_a_hidden_name_is_left_out_and_said_so(told_of):
    for number in (1, 2):
        decide(told_of, f"crash:e{number}", "accept", None, BY)
    assert [record["id"] for record in gold(told_of, faults=lambda *_: iter(()))[0]] == [
        "crash",
        "held-again",
    ]
    records, told = gold(told_of, "public")
    assert [record["id"] for record in records] == ["held-again"]
    assert told.hiding == 1


def test_what_is_no_gold_is_left_out_and_named(told_of):
    def wrong(record, _text):
        if record["id"] == "held-again":
            yield "event 1: expected words of the text"

    decide(told_of, "held:e2", "accept", None, BY)
    records, told = gold(told_of, faults=wrong)
    assert [record["id"] for record in records] == ["held"]
    assert told.faulty == ("held-again: event 1: expected words of the text",)


def test_the_file_is_articles_and_gold_in_one_and_agrees_with_itself(told_of, tmp_path):
    decide(told_of, "held:e2", "accept", None, BY)
    records, _ = gold(told_of)
    path = tmp_path / "decided.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    assert read_annotations(path) == records
    pages = [clean_page(page) for page in read_files([str(path)])]
    assert [page.text for page in pages] == [record["text"] for record in records]
    figures = score(records, {record["id"]: record for record in records})
    assert figures.fields["events"].f1 == figures.fields["dates"].f1 == 1.0
    assert [article.id for article in AnnotatedSet("decided", (path,), path).articles()] == [
        "held",
        "held-again",
    ]


@pytest.mark.parametrize("part", ["people", "offenses", "facilities"])
def test_by_what_nobody_has_decided_nothing_is_measured(told_of, part):
    record = gold(told_of)[0][0]
    figures = score([record], {record["id"]: record})
    assert figures.fields[part].gold == figures.fields[part].predicted == 0
    assert figures.fields["subjects"].gold == figures.fields["ages"].gold == 0
    found = judge(record, record)
    assert not getattr(found, part)
    assert not found.ages
    assert list(found.events.values()) == [True]
    whole = {name: value for name, value in record.items() if name != "decided"}
    assert score([whole], {record["id"]: whole}).fields["people"].gold == 1
