"""Ages behind a noun for one person, between commas or in brackets."""

import pytest

from pipeline.entities.people.ages import find_ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("The man, 19, lived near the harbor.", [19]),
        ("Police arrested a Guatemalan, 31, on a charge of theft.", [31]),
        ("A Salvadoran, 19, and a New Zealander (20) were charged.", [19, 20]),
        ("Officers arrested a Honduran, 26 Mexicans and a Cuban.", []),
        ("A Fenwick woman, 27, and a boy, 14, were hurt.", [27, 14]),
        ("The driver (32) fled.", [32]),
        ("The driver, 12 passengers and a guard were hurt.", []),
        ("The officer, 10,000 feet up, saw it.", []),
        ("He is 39 today and is held. She is now 41.", [39, 41]),
        ("He was 39 today in class.", []),
    ],
)
def test_a_bare_number_behind_a_noun_is_an_age(text: str, ages: list[int]) -> None:
    assert [mention.age for mention in find_ages(text)] == ages
