"""Whether the victim of an offense is a child, and to which offenses of a person that carries over."""

from __future__ import annotations

import pytest

from pipeline.entities.offenses.offenses import find_offenses, recategorise
from pipeline.events.offenses.laid import Laid
from pipeline.events.offenses.victims import is_young, share_victims
from pipeline.events.people.entity import Entity
from pipeline.schema import Mention

PERSON = Entity(0)


def mentions(text: str) -> list[Mention]:
    return [
        Mention(
            "offense",
            offense.start,
            offense.end,
            offense.rule,
            offense.confidence,
            offense.category,
            f"{offense.kind} minor" if offense.minor else offense.kind,
        )
        for offense in find_offenses(text)
    ]


@pytest.mark.parametrize(
    ("text", "young"),
    [
        ("He was charged with rape of a child.", True),
        ("He was charged with the rape of his stepdaughter.", True),
        ("He was charged with sodomy in the assault of a 12-year-old.", True),
        ("He was charged with rape.", False),
        ("He was charged with rape and told his daughter.", True),
        ("He was charged with rape as her young daughter slept.", False),
        ("He was charged with rape after a girl called police.", False),
    ],
)
def test_the_phrase_or_the_words_behind_it_show_a_child(text: str, young: bool) -> None:
    assert is_young(text, mentions(text)[0], len(text)) is young


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        (
            "He is charged with forcible sodomy. Police say he raped a 13-year-old girl.",
            ["child_sexual_abuse", "child_sexual_abuse"],
        ),
        (
            "He is charged with forcible sodomy of a woman. Police say he raped a 13-year-old girl.",
            ["sexual_assault", "child_sexual_abuse"],
        ),
        (
            "He is charged with sodomy and child molestation.",
            ["sexual_assault", "child_sexual_abuse"],
        ),
        (
            "He is charged with forcible sodomy. Police say he molested her.",
            ["sexual_assault", "child_sexual_abuse"],
        ),
        (
            "The trial is for the rape of a 13-year-old girl. He is charged with sodomy.",
            ["child_sexual_abuse", "child_sexual_abuse"],
        ),
        (
            "He was convicted of rape of a 13-year-old girl and of sodomy.",
            ["child_sexual_abuse", "sexual_assault"],
        ),
        (
            "He is charged with robbery. Police say he raped a 13-year-old girl.",
            ["robbery", "child_sexual_abuse"],
        ),
    ],
)
def test_a_deed_with_a_child_as_victim_tells_of_whom_the_charges_are(
    text: str, categories: list[str]
) -> None:
    laid = [Laid(PERSON, mention, "charged", None) for mention in mentions(text)]
    shared = share_victims(laid, text, recategorise)
    assert [item.mention.value for item in shared] == categories


def test_another_persons_deed_changes_nothing() -> None:
    text = "He is charged with sodomy. Police say she raped a 13-year-old girl."
    first, second = mentions(text)
    laid = [Laid(PERSON, first, "charged", None), Laid(Entity(1), second, "alleged", None)]
    assert share_victims(laid, text, recategorise) == laid
