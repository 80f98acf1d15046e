"""One person's names, and whether two names are one person's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.events.people.entity import Entity, is_one_name, name_words
from pipeline.events.people.roles import role_of
from pipeline.schema import Mention

AGE = Mention("age", 0, 2, "age.words", 0.9, 31)
NAME = Mention("name", 0, 5, "name.recogniser", 0.9)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tomas Prado", ["tomas", "prado"]),
        ("José Peña-Ruiz", ["jose", "pena", "ruiz"]),
        ("Robert J. Hale Jr.", ["robert", "hale"]),
        ("Tomas de la Cruz", ["tomas", "cruz"]),
        ("TOMAS PRADO", ["tomas", "prado"]),
        ("Ana O'Neil", ["ana", "o'neil"]),
        ("J. P.", ["j", "p"]),
        ("O.J. Prado", ["o.j.", "prado"]),
        ("O. J. Prado", ["o.j.", "prado"]),
        ("T. Luis Prado", ["t.", "luis", "prado"]),
        ("D Prado", ["d.", "prado"]),
    ],
)
def test_the_words_of_a_name_that_tell_people_apart(name: str, expected: list[str]) -> None:
    assert name_words(name) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tomas Prado", "Prado", True),
        ("Tomas Prado", "Tomás Prado", True),
        ("Tomas Luis Prado", "Tomas Prado", True),
        ("Tony Prado", "Anthony Prado", True),
        ("Tony Prado", "Andrew Prado", False),
        ("Tony Prado", "Anthony Vega", False),
        ("Tomas Prado-Vega", "Tomas Prado", True),
        ("Robert Hale Jr.", "Robert Hale", True),
        ("Luis Mora Vega", "Mora", True),
        ("Tomas Prado", "Tomas", False),
        ("Tomas Prado", "Rosa Prado", False),
        ("Tomas Prado", "Tomas Lund", False),
        ("Prado", "Lund", False),
        ("O.J. Prado", "Prado", True),
        ("O.J. Prado", "O. J. Prado", True),
        ("T. Prado", "Tomas Prado", True),
        ("J.D. Prado", "James David Prado", True),
        ("O.J. Prado", "Rosa Prado", False),
        ("O.J. Prado", "Rosa Mora Prado", False),
        ("D Prado", "Rosa Prado", False),
    ],
)
def test_whether_two_names_may_be_one_persons(one: str, other: str, same: bool) -> None:
    assert is_one_name(name_words(one), name_words(other)) is same
    assert is_one_name(name_words(other), name_words(one)) is same


WORDS = st.lists(
    st.sampled_from(["tomas", "luis", "mora", "prado", "vega"]), min_size=1, max_size=4, unique=True
)


@given(WORDS, WORDS)
def test_being_one_name_is_mutual_and_every_name_is_itself(one: list[str], other: list[str]) -> None:
    assert is_one_name(one, one)
    assert is_one_name(one, other) == is_one_name(other, one)


def test_the_fullest_name_is_the_persons() -> None:
    text = "Prado, then Tomas Prado, then Tomas"
    spans = [(0, 5), (12, 23), (30, 35)]
    entity = Entity(0, names=[Mention("name", *span, "name.recogniser", 0.9) for span in spans])
    name = entity.name(text)
    assert name is not None
    assert text[name.start : name.end] == "Tomas Prado"
    assert Entity(1).name(text) is None


@pytest.mark.parametrize(
    ("entity", "is_subject", "role"),
    [
        (Entity(0, names=[NAME]), True, "subject"),
        (Entity(0, names=[NAME], official=True), True, "subject"),
        (Entity(0, names=[NAME], official=True), False, "official"),
        (Entity(0, names=[NAME], victim=True), False, "victim"),
        (Entity(0, age=AGE), False, "victim"),
        (Entity(0, names=[NAME], age=AGE), False, "other"),
        (Entity(0, names=[NAME]), False, "other"),
    ],
)
def test_the_part_that_a_person_plays(entity: Entity, is_subject: bool, role: str) -> None:
    assert role_of(entity, is_subject) == role
