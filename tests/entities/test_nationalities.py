"""Nationalities given to people, and words of nationality that are not."""

import csv
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.people.nationalities import PATH, WORDS_PATH, country_of, find_nationalities
from pipeline.word_lists import table

FORMS = table(PATH)["form"]
with WORDS_PATH.open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))


def marked(example: str) -> tuple[str, list[str]]:
    return re.sub(r"\[\[|\]\]", "", example), re.findall(r"\[\[(.*?)\]\]", example)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_example_of_each_form_is_found(form: dict[str, str]) -> None:
    text, expected = marked(form["example"])
    mentions = find_nationalities(text)
    assert [text[m.start : m.end] for m in mentions] == expected
    assert {m.rule for m in mentions} == {form["id"]}
    assert {m.kind for m in mentions} == {form["kind"]}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_counter_example_of_each_form_gives_none(form: dict[str, str]) -> None:
    assert find_nationalities(form["counter"]) == []


@pytest.mark.parametrize(
    ("example", "countries"),
    [
        ("Leo, a 27-year-old [[Dominican]] national", ["Dominican Republic"]),
        ("a twice-deported [[Salvadoran]] gang member", ["El Salvador"]),
        ("a [[Guatemalan]] illegal immigrant", ["Guatemala"]),
        ("an illegal [[Venezuelan]] migrant", ["Venezuela"]),
        ("a [[South Korean]] student", ["South Korea"]),
        ("Ann, a [[U.S.]] citizen", ["United States"]),
        ("Two [[Hondurans]] and a [[Cuban]] were removed.", ["Honduras", "Cuba"]),
        ("a native of [[Ghana]] and naturalized citizen of [[Mexico]]", ["Ghana", "Mexico"]),
        ("a citizen and national of the [[Dominican Republic]]", ["Dominican Republic"]),
        ("an immigrant from [[Ivory Coast]]", ["Ivory Coast"]),
        ("a [[Georgian]] national", ["Georgia"]),
        ("a [[Polish]] man", ["Poland"]),
        ("an [[Indian]] national named Roe", ["India"]),
    ],
)
def test_a_persons_nationality(example: str, countries: list[str]) -> None:
    text, expected = marked(example)
    mentions = find_nationalities(text)
    assert [text[m.start : m.end] for m in mentions] == expected
    assert [m.country for m in mentions] == countries


@pytest.mark.parametrize(
    "text",
    [
        "Mexican food at the Mexican border",
        "the Cuban missile crisis",
        "a man from Georgia met Jordan Poe and Chad Lee",
        "the Colombian cartel and Mexican authorities",
        "American Airlines, Turkey dinner, New Jersey man",
        "an American Indian man",
        "he is to polish the floor",
        "a New Mexico man from New England",
        "he was deported from Honduras",
        "a Mexican-American woman",
        "an African American man",
        "Leo Roe, 40, of Cuba, Missouri",
        "a man from Panama City",
    ],
)
def test_no_persons_nationality(text: str) -> None:
    assert find_nationalities(text) == []


def test_every_word_of_the_list_gives_its_country() -> None:
    wrong = [
        (row["country"], word, country_of(word))
        for row in ROWS
        for column in ("names", "adjectives", "nouns")
        for word in row[column].split("|")
        if word and country_of(word) != row["country"]
    ]
    assert wrong == []
    assert [row["country"] for row in ROWS if not any((row["names"], row["adjectives"], row["nouns"]))] == []


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("citizen of Honduras", "Honduras"),
        ("Honduran national", "Honduras"),
        ("the Dominican Republic", "Dominican Republic"),
        ("South Koreans", "South Korea"),
        ("hondurans", None),
        ("someone", None),
    ],
)
def test_country_of_a_phrase(words: str, country: str | None) -> None:
    assert country_of(words) == country


@given(
    st.lists(st.sampled_from([*"aT .,\n’", "Honduran ", "man ", "from ", "Peru ", "a ", "citizen of "])).map(
        "".join
    )
)
def test_the_slice_gives_the_country(text: str) -> None:
    for mention in find_nationalities(text):
        assert country_of(text[mention.start : mention.end]) == mention.country
