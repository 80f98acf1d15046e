"""Which offense is laid to a person, and how far it has got; each sentence stands behind an introduction."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He was charged with burglary.", [("burglary", "charged")]),
        ("He was convicted of burglary.", [("burglary", "convicted")]),
        (
            "He was charged with burglary and convicted of theft.",
            [("burglary", "charged"), ("theft", "convicted")],
        ),
        ("He was arrested for shoplifting.", [("theft", "arrested")]),
        ("He is wanted for robbery in Nevada.", [("robbery", "wanted")]),
        ("He is accused of stabbing a coworker.", [("assault", "alleged")]),
        ("He was acquitted of arson.", [("arson", "cleared")]),
        (
            "He was charged with raping a cousin, Ada Brill, 13, in May.",
            [("child_sexual_abuse", "charged")],
        ),
        ("He was charged with raping a cousin, Ada Brill, 33, in May.", [("sexual_assault", "charged")]),
        (
            "He was charged with rape and faces lifetime sex offender registration.",
            [("sexual_assault", "charged")],
        ),
        ("Prosecutors dropped the robbery charge against him.", [("robbery", "cleared")]),
        ("He pleaded guilty to identity theft.", [("fraud", "convicted")]),
        ("He pleaded not guilty to robbery.", [("robbery", "charged")]),
        ("He was found guilty of murder.", [("homicide", "convicted")]),
        ("He was found not guilty of murder.", [("homicide", "cleared")]),
        ("He was sentenced to six years in prison for kidnapping.", [("kidnapping", "convicted")]),
        ("He faces charges of kidnapping and assault.", [("assault", "charged"), ("kidnapping", "charged")]),
        ("He was indicted on two counts of robbery.", [("robbery", "charged")]),
        (
            "He has prior convictions for drunken driving and assault.",
            [("assault", "convicted"), ("dui", "convicted")],
        ),
        ("His criminal history includes convictions for theft.", [("theft", "convicted")]),
        ("He was charged with attempted murder.", [("homicide", "charged")]),
        ("He was charged with conspiracy to distribute cocaine.", [("drug_trafficking", "charged")]),
        ("He was charged with resisting arrest.", [("obstruction", "charged")]),
        ("He was charged with illegal reentry.", [("illegal_reentry", "charged")]),
        ("A jury convicted him of assault and battery.", [("assault", "convicted")]),
        ("Police said he stabbed a coworker.", [("assault", "alleged")]),
        ("He allegedly robbed a bank.", [("robbery", "alleged")]),
        ("He was booked on a drunken driving charge.", [("dui", "charged")]),
        ("He was arraigned on charges of raping a 13-year-old girl.", [("child_sexual_abuse", "charged")]),
        (
            "He was convicted of possessing a firearm and sentenced to three years.",
            [("weapons", "convicted")],
        ),
        ("The charges of robbery against him were dismissed.", [("robbery", "cleared")]),
        ("A warrant for his arrest on a fraud charge was issued.", [("fraud", "wanted")]),
        ("He was cited for driving without a license.", [("traffic", "charged")]),
        ("He was arrested on a charge of burglary.", [("burglary", "charged")]),
        ("He was charged with allegedly stealing a bicycle.", [("theft", "charged")]),
        ("The indictment alleges that he laundered drug money.", [("fraud", "charged")]),
        (
            "He pleaded guilty to an information charging him with mail fraud.",
            [("fraud", "convicted")],
        ),
        (
            "He was out on bail on one count of robbery and one count of burglary.",
            [("burglary", "charged"), ("robbery", "charged")],
        ),
        ("Deputies held him on suspicion of arson.", [("arson", "arrested")]),
        ("Deputies arrested him on a burglary charge.", [("burglary", "charged")]),
        ("He was arrested on a warrant for burglary.", [("burglary", "arrested")]),
        ("He was charged with murder. Police said he stabbed a coworker.", [("homicide", "charged")]),
        ("He was charged with theft and is a member of MS-13.", [("gang", "alleged"), ("theft", "charged")]),
    ],
)
def test_an_offense_has_the_status_that_the_sentence_gives_it(
    sentence: str, expected: list[tuple[str, str]], read: Callable[..., Extraction]
) -> None:
    offenses = read(INTRODUCTION + sentence).offenses
    assert sorted((item.category, item.status) for item in offenses) == expected
    assert {item.subject for item in offenses} == {"p1"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "sentence",
    [
        "He was never charged with robbery.",
        "He was arrested by the robbery unit.",
        "He was a witness to the robbery.",
        "He wrote a book about fraud.",
        "He could face a murder charge.",
        "Agents were told not to arrest drug dealers.",
        "Police say that killers shall find no shelter here.",
        "He must register as a sex offender.",
        "The storm came after ranchers convicted of arson went to prison.",
        "New rules say how schools handle allegations of sexual misconduct.",
    ],
)
def test_what_is_laid_to_nobody_is_no_offense(sentence: str, read: Callable[..., Extraction]) -> None:
    assert read(INTRODUCTION + sentence).offenses == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        ("He was arrested for robbery.", "He was charged with robbery.", "charged"),
        ("He was charged with robbery.", "He was convicted of robbery.", "convicted"),
        ("He is accused of robbery.", "He was arrested for robbery.", "arrested"),
        ("He was convicted of robbery.", "He had been charged with robbery.", "convicted"),
    ],
)
def test_an_offense_told_of_twice_has_got_as_far_as_the_graver_says(
    first: str, then: str, status: str, read: Callable[..., Extraction]
) -> None:
    offenses = read(f"{INTRODUCTION}{first} {then}").offenses
    assert [(item.category, item.status) for item in offenses] == [("robbery", status)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Officers arrested fugitives with convictions for arson.", ("arson", "convicted")),
        ("Others charged with robbery were held.", ("robbery", "charged")),
        ("Immigration agents are arresting murderers.", ("homicide", "alleged")),
        ("Agents deported convicted rapists.", ("sexual_assault", "convicted")),
    ],
)
def test_people_without_a_number_are_a_group(
    sentence: str, expected: tuple[str, str], read: Callable[..., Extraction]
) -> None:
    offenses = read(INTRODUCTION + sentence).offenses
    assert [(item.subject, item.category, item.status) for item in offenses] == [(None, *expected)]


@pytest.mark.slow
def test_a_clause_behind_a_place_is_said_of_the_person(read: Callable[..., Extraction]) -> None:
    offenses = read("Tomas Reza, 38, of Peru, who is charged with arson, was held.").offenses
    assert [(item.subject, item.category, item.status) for item in offenses] == [("p1", "arson", "charged")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("He was charged with arson. He pleaded guilty in May.", [("arson", "convicted")]),
        (
            "He was charged with arson and theft. He pleaded guilty in May.",
            [("arson", "charged"), ("theft", "charged")],
        ),
        ("He was charged with arson. He was previously convicted.", [("arson", "charged")]),
        ("He was charged with arson. A jury found him not guilty.", [("arson", "cleared")]),
        ("He was charged with arson. Prosecutors dropped the arson charge.", [("arson", "cleared")]),
        ("He was charged with larceny, for which he was later convicted.", [("theft", "convicted")]),
        ("He was arrested after allegedly stealing a bicycle.", [("theft", "arrested")]),
        ("He was charged with arson. He was acquitted in another case.", [("arson", "charged")]),
    ],
)
def test_what_comes_of_a_charge_is_told_later(
    story: str, expected: list[tuple[str, str]], read: Callable[..., Extraction]
) -> None:
    offenses = read(INTRODUCTION + story).offenses
    assert sorted((item.category, item.status) for item in offenses) == expected


@pytest.mark.slow
def test_a_suspect_of_one_offense_is_not_the_person_told_of(read: Callable[..., Extraction]) -> None:
    offenses = read(INTRODUCTION + "Police said he took the phone of a robbery suspect.").offenses
    assert "p1" not in {item.subject for item in offenses if item.category == "robbery"}


@pytest.mark.slow
def test_charged_is_never_made_convicted_by_anothers_conviction(read: Callable[..., Extraction]) -> None:
    extraction = read(
        "Rosa Ibarra, 24, was charged with robbery. Peter Lund, 40, was convicted of robbery in 2019."
    )
    names = {person.id: person.name.value for person in extraction.people if person.name}
    found = {(names[item.subject or ""], item.status) for item in extraction.offenses}
    assert found == {("Rosa Ibarra", "charged"), ("Peter Lund", "convicted")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("lead", "owners"),
    [
        ("Two men were charged with burglary.", {"Ivo Brandt", "Karl Moe"}),
        ("Three men were charged with burglary.", {None}),
    ],
)
def test_what_is_laid_to_a_counted_group_is_laid_to_the_members_that_are_named(
    lead: str, owners: set[str | None], read: Callable[..., Extraction]
) -> None:
    extraction = read(f"{lead} Ivo Brandt, 40, and Karl Moe, 33, were indicted on Monday in Salem.")
    names = {person.id: person.name.value for person in extraction.people if person.name}
    found = {names.get(item.subject or "") for item in extraction.offenses if item.category == "burglary"}
    assert found == owners
