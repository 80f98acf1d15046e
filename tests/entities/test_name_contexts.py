"""Which words around a name say that it is nobody's of the story, by the examples of the data file."""

from __future__ import annotations

import re

import pytest

from pipeline.entities.people.contexts import (
    PATH,
    is_company,
    is_located,
    is_nobody,
    is_run_together,
    is_signature,
    is_town,
)
from pipeline.word_lists import table

DATA = table(PATH)
LISTS = (
    "before",
    "behind",
    "place_before",
    "things_behind",
    "laws_behind",
    "company_behind",
    "vehicle_before",
)


def says(key: str, words: str) -> bool:
    """Say whether the list holds of words in front of, or behind, a name."""
    if key in ("before", "vehicle_before"):
        return is_nobody(f"{words}Ann Roe spoke.", len(words), len(words) + 7)
    if key == "behind":
        return is_nobody(f"Ann Roe{words} spoke.", 0, 7)
    if key == "place_before":
        return is_located(f"{words}Ann Roe, he spoke.", len(words), len(words) + 7)
    if key == "company_behind":
        return is_company(f"Roe{words} spoke.", "Roe", ())
    return is_nobody(f"Roe {words} spoke.", 0, 3)


@pytest.mark.parametrize("key", LISTS)
def test_examples_are_told_and_counter_examples_are_not(key: str) -> None:
    assert [words for words in DATA[f"{key}_examples"] if not says(key, words)] == []
    assert [words for words in DATA[f"{key}_counter_examples"] if says(key, words)] == []


@pytest.mark.parametrize("key", LISTS)
def test_every_pattern_compiles(key: str) -> None:
    assert all(re.compile(pattern) for pattern in DATA[key])


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Kate's Law passed.", "Kate", True),
        ("Kate's lawyer spoke.", "Kate", False),
        ("Roe's campaign grew.", "Roe", False),
        ("Officers of the GVPD came to the old house on the hill.", "GVPD", True),
        ("ROE WAS HELD.", "ROE", False),
        ("Explainer: what a bond is", "Explainer", True),
        ("He asked Roe: why?", "Roe", False),
        ("Lara led to court (Ben Ritter)\n\nHe was held.", "Ben Ritter", True),
        ("He named a friend. (Ben Ritter)\n\nHe was held.", "Ben Ritter", False),
        ("(Ben Ritter)\n\nHe was held.", "Ben Ritter", False),
        ("He drove a Ford Ranger.", "Ford Ranger", True),
        ("Then Ford Roe left.", "Ford Roe", False),
        ("Police found the Toyota Avalon.", "Toyota Avalon", True),
        ("A Chevrolet Malibu was stopped.", "Malibu", True),
        ("Mike Honda spoke.", "Mike Honda", False),
    ],
)
def test_things_letters_and_labels(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert is_nobody(text, start, start + len(name)) is expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ann Roe, 37, Dana Point, was held.", "Dana Point", True),
        ("Ann Roe, 37, Lee Moe, 40, were held.", "Lee Moe", False),
        ("He lives in Dale, N.Y. now.", "Dale", True),
        ("MILL CREEK, Mont. — Deputies spoke.", "MILL CREEK", True),
        ("MILL CREEK was held.", "MILL CREEK", False),
    ],
)
def test_towns(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert is_town(text, start, start + len(name)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The jail was full.\nAnn Roe\n2024-07-11", True),
        ("Charged in the complaint:\nAnn Roe", False),
        ("Lee Moe, 33\nAnn Roe\nIvo Hale, 40", False),
        ("Ann Roe was held.", False),
        ("Mayor is charged\n\nAnn Roe and Lee Moe, Ivo Hale\n\nTHE HERALD\n\nThe mayor", True),
        ("Ann Roe and Lee Moe were held.", False),
    ],
)
def test_a_name_alone_on_its_line_is_a_signature_but_in_a_list_is_not(text: str, expected: bool) -> None:
    start = text.index("Ann Roe")
    assert is_signature(text, start, start + 7) is expected


def test_a_company_is_no_persons_family_name() -> None:
    text = "Roe Shipping Ltd. was fined. Ann Roe was not."

    assert is_company(text, "Roe", ())
    assert not is_company(text, "Roe", {"Roe"})
    assert not is_company(text, "Ann Roe", ())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("FinCEN", True),
        ("MetroCard", True),
        ("McGee", False),
        ("LaShawn", False),
        ("Roe", False),
        ("ROE", False),
    ],
)
def test_words_run_together_are_brands(name: str, expected: bool) -> None:
    assert is_run_together(name) is expected
