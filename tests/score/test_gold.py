import copy
import json

import pytest

from pipeline.errors import SourceError
from pipeline.score.gold import faults, read_annotations

TEXT = "Deputies arrested Marta Quell, 31, of Peru, at Larch County Jail on a theft charge Monday."
GOLD = {
    "id": "g1",
    "published": "2024-03-06",
    "people": [
        {
            "id": "p1",
            "role": "subject",
            "name": "Marta Quell",
            "age": 31,
            "nationality": "Peru",
            "mention": "Marta Quell, 31",
        }
    ],
    "offenses": [{"subject": "p1", "category": "theft", "status": "arrested", "quote": "a theft charge"}],
    "facilities": ["Larch County Jail"],
    "events": [
        {
            "type": "arrest",
            "subject": "p1",
            "count": None,
            "date": "2024-03-04",
            "agency": "Deputies",
            "custodian": None,
            "modality": "actual",
            "quote": "Deputies arrested Marta Quell",
        }
    ],
}


def test_sound_gold_has_no_faults():
    assert list(faults(GOLD, TEXT)) == []


@pytest.mark.parametrize(
    ("where", "key", "value"),
    [
        ("people", "role", "suspect"),
        ("people", "age", "31"),
        ("people", "mention", "marta quell"),
        ("people", "mention", None),
        ("people", "name", "Dana Quell"),
        ("offenses", "category", "larceny"),
        ("offenses", "status", "guilty"),
        ("offenses", "subject", "p2"),
        ("offenses", "quote", "theft charges"),
        ("events", "type", "arrested"),
        ("events", "modality", None),
        ("events", "subject", "p2"),
        ("events", "count", "3"),
        ("events", "count", 3),
        ("events", "count_qualifier", "nearly"),
        ("events", "date", "March 4"),
        ("events", "date", "2024-13"),
        ("events", "agency", "deputies"),
        ("events", "custodian", "Alder County Jail"),
        ("events", "quote", ""),
    ],
)
def test_a_fault_names_the_record_and_what_is_wrong(where, key, value):
    gold = copy.deepcopy(GOLD)
    gold[where][0][key] = value
    [fault] = faults(gold, TEXT)
    assert key in fault
    assert repr(value) in fault


@pytest.mark.parametrize("date", ["2024", "2024-03", "2024-03-04", "2024-03/2024-05", "XXXX-02-01", None])
def test_dates_may_be_reduced_ranges_or_without_a_year(date):
    gold = copy.deepcopy(GOLD)
    gold["events"][0]["date"] = date
    assert list(faults(gold, TEXT)) == []


def test_an_id_that_stands_for_two_people_is_a_fault():
    gold = GOLD | {"people": GOLD["people"] * 2}
    assert any("'p1'" in fault for fault in faults(gold, TEXT))


def test_a_missing_list_is_a_fault():
    gold = {key: value for key, value in GOLD.items() if key != "events"}
    assert list(faults(gold, TEXT)) == ["expected lists, found none: events"]


def test_annotations_are_read_in_order_and_blank_lines_passed_over(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "b"}\n\n{"id": "a", "quote": "one\u2028line"}\n', encoding="utf-8")
    assert [record["id"] for record in read_annotations(path)] == ["b", "a"]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 3}', "{}", json.dumps({"id": "a"})])
def test_a_bad_line_is_named(tmp_path, line):
    path = tmp_path / "gold.jsonl"
    path.write_text(f'{{"id": "a"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"gold\.jsonl:2: expected"):
        read_annotations(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceError, match="absent"):
        read_annotations(tmp_path / "absent.jsonl")
