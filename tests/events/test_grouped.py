"""Which words go on to a list of what those of a group did; examples stand beside the patterns."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.events.offenses.grouped import PATH, is_untold, listed_of
from pipeline.word_lists import table

RECORDS = table(PATH)["record"]


def read(marked: str) -> str | None:
    found = listed_of(marked.replace("[", "").replace("]", ""), marked.index("["))
    if found is None or is_untold(marked.replace("[", "").replace("]", ""), found[0]):
        return None
    return found[0].status


@pytest.mark.parametrize(
    ("status", "marked"), [(entry["status"], marked) for entry in RECORDS for marked in entry["examples"]]
)
def test_a_record_says_how_far_the_offenses_of_its_list_have_got(status: str, marked: str) -> None:
    assert read(marked) == status


@pytest.mark.parametrize("marked", [marked for entry in RECORDS for marked in entry["counter"]])
def test_what_is_a_rule_or_of_nobody_is_no_record(marked: str) -> None:
    assert read(marked) is None


@pytest.mark.parametrize("entry", RECORDS)
def test_every_record_has_examples(entry: dict[str, Any]) -> None:
    assert entry["examples"]
    assert entry["counter"]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("They had arrests, pending charges or convictions for [arson].", "alleged"),
        ("They had pending charges or convictions for [arson].", "charged"),
    ],
)
def test_of_several_records_the_least_holds(words: str, status: str) -> None:
    assert read(words) == status


def test_a_list_ends_with_its_clause() -> None:
    assert read("They had convictions for theft. A guard was hurt in [an assault].") is None
    assert read("They had convictions for theft, which led a clerk to fear [robbery].") is None
