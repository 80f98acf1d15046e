"""How many? Counts of people and detainers with their qualifiers; ages, sums, shares and dates are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.counts import find_counts, parse_count


def found(text: str) -> list[tuple[str, int | str | None, str]]:
    return [(text[item.start : item.end], item.value, item.detail) for item in find_counts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Agents arrested 45 people.", [("45", 45, "")]),
        ("Agents held 40 people, plus 50 on the initial charge.", [("40", 40, ""), ("50", 50, "")]),
        ("Deputies arrested 12 in 3 raids.", [("12", 12, ""), ("3", 3, "")]),
        ("ICE lodged 3,083 detainers last year.", [("3,083", 3083, "")]),
        ("Twelve men were deported.", [("Twelve", 12, "")]),
        ("The county declined twenty-one detainers.", [("twenty-one", 21, "")]),
        ("More than 300 were held.", [("300", 300, "at_least")]),
        ("At least four people were charged.", [("four", 4, "at_least")]),
        ("Over 1,000 migrants were released.", [("1,000", 1000, "at_least")]),
        ("The agency removed upwards of 200 men.", [("200", 200, "at_least")]),
        ("About 120 detainers were ignored.", [("120", 120, "about")]),
        ("Roughly 50 people were freed.", [("50", 50, "about")]),
        ("Nearly 90 were convicted.", [("90", 90, "about")]),
        ("An estimated 700 were deported.", [("700", 700, "about")]),
        ("Up to 80 people may be held there.", [("80", 80, "at_most")]),
        ("Fewer than 40 were arrested.", [("40", 40, "at_most")]),
        ("ICE arrested 400 or more people.", [("400", 400, "at_least")]),
        ("They removed 1.5 million people.", [("1.5 million", 1_500_000, "")]),
        ("Three hundred people marched.", [("Three hundred", 300, "")]),
        ("A dozen men were held.", [("A dozen", 12, "")]),
        ("Half a dozen men were held.", [("Half a dozen", 6, "")]),
        ("One hundred twenty men were held.", [("One hundred twenty", 120, "")]),
        ("Some two hundred and five were held.", [("two hundred and five", 205, "about")]),
        ("ICE arrested 300-plus people.", [("300", 300, "at_least")]),
        ("No fewer than 300 were held.", [("300", 300, "at_least")]),
        ("No more than 300 were held.", [("300", 300, "at_most")]),
        ("More than 2000 people were removed.", [("2000", 2000, "at_least")]),
        ("In all, 2015 people were removed.", [("2015", 2015, "")]),
        (
            "Of the 90 detainers, 61 were declined and 29 honored.",
            [("90", 90, ""), ("61", 61, ""), ("29", 29, "")],
        ),
    ],
)
def test_a_count_is_found_with_its_qualifier(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A 26-year-old man was arrested.",
        "The orders prevent about 9-in-10 deportations.",
        "Roughly nine in 10 deportations were of convicts.",
        "He is 26 years old.",
        "Roe spent 576 days in jail, plus 50 on the initial charge.",
        "Prado, aged 31, lives here.",
        "Bond was set at $5,000.",
        "He stole €40 and £12.",
        "About 40% of detainers were declined.",
        "Some 40 percent of them were freed.",
        "He was arrested on March 12.",
        "He was arrested on 3/12/2024.",
        "He was convicted in 2019.",
        "The hearing is at 9:30 a.m.",
        "He faces two counts of robbery.",
        "He was sentenced to 12 years and six months.",
        "They crossed 14 miles from the port.",
        "Deputies found 3 pounds of heroin.",
        "She was held for 48 hours.",
        "It was his 3rd arrest.",
        "He lives on Highway 26.",
        "The case is No. 44 on the docket.",
        "The law is known as Section 287.",
        "They fired 12 rounds.",
        "One in 10 inmates was charged.",
        "Several dozen people were held.",
        "A few dozen were held.",
        "Nobody was counted.",
    ],
)
def test_what_is_no_count_of_people_or_detainers(text: str) -> None:
    assert found(text) == []


@given(st.integers(0, 999_999_999))
def test_a_number_with_commas_is_read_back(number: int) -> None:
    assert parse_count(f"{number:,}") == parse_count(str(number)) == number


@given(st.integers(1, 999), st.sampled_from(["million", "billion"]))
def test_a_number_with_its_scale_is_read_back(number: int, scale: str) -> None:
    assert parse_count(f"{number} {scale}") == number * {"million": 10**6, "billion": 10**9}[scale]


TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@given(st.integers(0, 7), st.integers(0, 9), st.sampled_from([str.lower, str.title, str.upper]))
def test_a_number_in_words_is_read_back(tens: int, ones: int, case: object) -> None:
    words = TENS[tens] + (f"-{ONES[ones - 1]}" if ones else "")
    assert parse_count(case(words)) == (tens + 2) * 10 + ones  # type: ignore[operator]


@pytest.mark.parametrize("words", ["", "many", "dozens", "1.5", "two men", "1,2,x"])
def test_what_gives_no_whole_number(words: str) -> None:
    assert parse_count(words) is None


@given(st.text(max_size=80))
def test_any_text_is_searched_and_each_count_is_its_words_value(text: str) -> None:
    mentions = find_counts(text)
    assert mentions == sorted(mentions, key=lambda item: item.start)
    for item in mentions:
        assert parse_count(text[item.start : item.end]) == item.value
