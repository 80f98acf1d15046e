"""The head of a plain text says when it was published; the story's own dates do not."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from pipeline.clean.header import find_header

RULES = tomllib.loads(files("pipeline.clean").joinpath("header.toml").read_text("utf-8"))["rule"]
STORY = (
    "\n\nThe county let the man go on June 1, 2019, in spite of a detainer, and told nobody that it had "
    "done so, officials of the agency said in a statement on Friday."
)
LONG = "Former guard charged with opening the gate of a county jail at night. Nobody saw him do it."


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_each_rule_finds_its_example_and_not_its_counter(rule: dict[str, Any]) -> None:
    found = find_header(rule["example"]["text"])

    assert found is not None
    assert (found.rule, found.published, found.marked) == (
        rule["id"],
        rule["example"]["published"],
        rule["mark"],
    )
    assert find_header(rule["counter"]) is None


@pytest.mark.parametrize(
    ("head", "published"),
    [
        pytest.param(" date 2021-02-14 Two men", "2021-02-14", id="field running into the story"),
        pytest.param("date 2021-02-14\nTwo men were let go", "2021-02-14", id="field on its own line"),
        pytest.param(
            "Jail frees man\n\nMarch 20, 2017 Updated: March 21, 2017", "2017-03-20", id="updated after"
        ),
        pytest.param("Jail frees man\nPosted on March 3, 2020", "2020-03-03", id="posted on"),
        pytest.param(
            "FOR IMMEDIATE RELEASE\nThursday, August 3, 2017\nJail frees man", "2017-08-03", id="release"
        ),
        pytest.param(
            "For Immediate Release\nCase # 16ZZ2770\nDate: May 4, 2016", "2016-05-04", id="case and date"
        ),
        pytest.param("Jail frees man\nBy Jane Roe | March 3, 2020", "2020-03-03", id="byline"),
        pytest.param(
            "Posted\nMay 4, 2016\nFor Immediate Release\nCase # 09ZZ2770\nMarch 2, 2010",
            "2010-03-02",
            id="the release's own date before the page's",
        ),
        pytest.param("June 10, 2024 Contact: Jane Roe\nOffice of the prosecutor", "2024-06-10", id="contact"),
        pytest.param("Jail frees man\nKZRV News | Aug. 10, 2018", "2018-08-10", id="outlet and bar"),
        pytest.param(
            "Jail frees man\nRoss County Policy Letter, February 4, 2026", "2026-02-04", id="outlet"
        ),
        pytest.param("Jail frees man\nUpdated: 4 May 2020", "2020-05-04", id="updated only"),
        pytest.param(
            "Jail frees man\nPort Miller (October 7, 2024)", "2024-10-07", id="city above the story"
        ),
        pytest.param("\u00ad\u00adMonday, November 4, 2024\nJail frees man", "2024-11-04", id="soft hyphens"),
        pytest.param(
            f"{LONG}\nPress\n{LONG}\nPublished\nMay 3, 2022\n{LONG}", "2022-05-03", id="a title in sentences"
        ),
        pytest.param("BOSTON, April 4, 2023 — A man", "2023-04-04", id="dateline with commas"),
        pytest.param("SPRINGFIELD, Ohio (April 4, 2023) - A man", "2023-04-04", id="dateline in brackets"),
        pytest.param(
            "LUND FALLS, Utah (Basin Wire, Nov. 18, 2024) — A man", "2024-11-18", id="agency in brackets"
        ),
        pytest.param("WASHINGTON, D.C. – March 3, 2020 – A man", "2020-03-03", id="dateline with dashes"),
    ],
)
def test_heads_give_the_publication_date(head: str, published: str) -> None:
    found = find_header(head + STORY)

    assert found is not None
    assert found.published == published


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Jail frees man" + STORY, id="date inside the story"),
        pytest.param("Jail frees man" + STORY + "\n\nMay 2, 2020", id="date line below the story"),
        pytest.param("More News\nMay 2, 2020\nAnother story" + STORY, id="date of a link"),
        pytest.param("WHEN:\nMay 2, 2020\nWHERE: the jail" + STORY, id="date of a meeting"),
        pytest.param("Team night\nDate: May 2, 2020\nTime: 5 p.m." + STORY, id="date of an appointment"),
        pytest.param("Published: March 2020" + STORY, id="no day"),
        pytest.param("Posted on Monday" + STORY, id="no date"),
        pytest.param(
            "Press box\nThe game of the Mill Hill Times eleven, May 2, 2020, was long" + STORY, id="sentence"
        ),
        pytest.param("", id="nothing"),
    ],
)
def test_other_dates_are_not_taken_for_it(text: str) -> None:
    assert find_header(text) is None


def test_only_the_header_itself_is_marked() -> None:
    text = " date 2021-02-14 Two men were let go."

    found = find_header(text)

    assert found is not None
    assert text[found.start : found.end] == "date 2021-02-14"
