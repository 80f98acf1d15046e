"""A report dates its first figure, and the others with it; a group's day is its members'."""

from __future__ import annotations

import pytest

from pipeline.events.assertion.happened import Modality
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.sameness import Happening
from pipeline.events.telling.scenes import Crowd, lend_dates
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention, Value
from tests.blank_english import ENGLISH

DOC = ENGLISH(" ".join(["word"] * 200))


def figure(index: int, event: str, date: str | None, modality: str = "actual") -> Happening:
    owner = Group(Mention("count", 0, 2, "count", 0.9, 45, ""))
    telling = Telling(DOC[index], event, "rule", Modality(modality), (owner,), (index * 5, index * 5 + 4))
    value = Value(date, 0, 4, "date.past", 0.9) if date else None
    return Happening(telling, owner, value, index, [DOC[index]])


@pytest.mark.parametrize(
    ("first", "second", "distance", "lent"),
    [
        ("detainer_declined", "detainer_declined", 20, "2018"),
        ("detainer_issued", "detainer_honored", 20, "2018"),
        ("detainer_declined", "release", 5, "2018"),
        ("detainer_honored", "transfer", 5, "2018"),
        ("detainer_declined", "detainer_declined", 120, None),  # too far
        ("detainer_declined", "conviction", 20, None),  # they were convicted before
        ("detainer_declined", "arrest", 20, None),
        ("arrest", "detainer_declined", 20, None),
    ],
)
def test_figures_of_detainers_share_the_period_of_the_report(
    first: str, second: str, distance: int, lent: str | None
) -> None:
    events = [figure(1, first, "2018"), figure(1 + distance, second, None)]
    lend_dates(events)
    date = events[1].date
    assert (date.value if date else None) == lent


def test_a_figure_with_a_date_of_its_own_keeps_it_and_lends_it_on() -> None:
    events = [
        figure(1, "detainer_issued", "2018"),
        figure(9, "detainer_issued", "2019"),
        figure(19, "detainer_declined", None),
        figure(29, "detainer_declined", None, "planned"),
    ]
    lend_dates(events)
    assert [event.date.value if event.date else None for event in events] == ["2018", "2019", "2019", None]


def person(index: int, event: str, name: str, date: str | None = None) -> Happening:
    owner = Entity(index, names=[Mention("name", 0, len(name), "name", 0.9)])
    telling = Telling(DOC[index], event, "rule", Modality("actual"), (owner,), (index * 5, index * 5 + 4))
    return Happening(
        telling, owner, Value(date, 0, 4, "date.past", 0.9) if date else None, index, [DOC[index]]
    )


@pytest.mark.parametrize(
    ("events", "dates"),
    [
        ([figure(1, "arrest", "2024-03"), person(9, "arrest", "Prado")], ["2024-03", "2024-03"]),
        ([figure(1, "arrest", "2024-03"), person(9, "conviction", "Prado")], ["2024-03", None]),
        ([figure(1, "arrest", "2024-03", "planned"), person(9, "arrest", "Prado")], ["2024-03", None]),
        ([person(1, "arrest", "Prado"), figure(9, "arrest", "2024-03")], [None, "2024-03"]),
        (
            [figure(1, "arrest", "2024-03"), figure(5, "arrest", "2024-04"), person(9, "arrest", "Prado")],
            ["2024-03", "2024-04", None],
        ),
    ],
)
def test_members_of_a_group_were_arrested_when_it_was(
    events: list[Happening], dates: list[str | None]
) -> None:
    lend_dates(events)
    assert [event.date.value if event.date else None for event in events] == dates


@pytest.mark.parametrize(("members", "lent"), [(("Ann", "Bob"), "2024-06-03"), (("Ann",), None)])
def test_a_crowd_lends_its_day_to_several_named_below(members: tuple[str, ...], lent: str | None) -> None:
    crowd = Crowd("arrest", 5, Value("2024-06-03", 0, 6, "date.past", 0.9))
    before = person(2, "arrest", "Cid")
    below = [person(10 + index, "arrest", name) for index, name in enumerate(members)]
    lend_dates([before, *below], [crowd])
    assert [event.date.value if event.date else None for event in below] == [lent] * len(members)
    assert before.date is None
