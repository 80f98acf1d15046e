"""Headline, lead and body tell of one event; other dates, agencies, people or denials make it another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.events.assertion.happened import Modality
from pipeline.events.people.entity import Entity
from pipeline.events.people.plurals import Group
from pipeline.events.telling.merging import merge
from pipeline.events.telling.tellings import Telling
from pipeline.schema import Mention, Value
from tests.blank_english import ENGLISH


def sentences(*texts: str) -> Doc:
    words = [text.split() for text in texts]
    starts = [index == 0 for text in words for index, _ in enumerate(text)]
    return Doc(ENGLISH.vocab, [word for text in words for word in text], sent_starts=starts)


DOC = sentences("word " * 60)
PRADO, IBARRA, LUND = (Entity(order, names=[Mention("name", 0, 4, "name", 0.9)]) for order in range(3))
AGENCIES = {
    name: Mention("agency", 0, len(name), "agency", 0.9, None, kind)
    for name, kind in {
        "ICE": "ice",
        "ERO Boston": "ero",
        "Salem police": "police",
        "Border Patrol": "border_patrol",
    }.items()
}


PLACES = {
    name: Mention("facility", start, start + len(name), "facility", 0.9, "named", "jail")
    for start, name in ((0, "Ross County Jail"), (17, "Lund County Jail"), (34, "Ross jail"))
}


def told(
    index: int,
    event: str = "arrest",
    *people: Entity | Group,
    modality: str = "actual",
    agency: str | None = None,
    presupposed: bool = False,
) -> Telling:
    return Telling(
        token=DOC[index],
        event=event,
        rule="rule",
        modality=Modality(modality),
        people=people or (PRADO,),
        quote=(index * 5, index * 5 + 4),
        agency=AGENCIES[agency] if agency else None,
        presupposed=presupposed,
    )


def on(date: str | None) -> Value | None:
    return Value(date, 0, 4, "date.past", 0.9) if date else None


def group(count: int, detail: str = "") -> Group:
    return Group(Mention("count", 0, len(str(count)), "count", 0.9, count, detail))


@pytest.mark.parametrize(
    ("first", "second", "merged"),
    [
        (None, None, None),
        ("2024-03-04", None, "2024-03-04"),
        (None, "2024-03-04", "2024-03-04"),
        ("2024-03", "2024-03-04", "2024-03-04"),
        ("2024-03-04", "2024", "2024-03-04"),
    ],
)
def test_tellings_whose_dates_agree_are_one_event_with_the_finest_date(
    first: str | None, second: str | None, merged: str | None
) -> None:
    [(telling, owner, date)] = merge([(told(1), on(first)), (told(9), on(second))])
    # The words quoted are those that date it.
    assert telling.quote == told(9 if second and not first else 1).quote
    assert owner is PRADO
    assert (date.value if date else None) == merged


@pytest.mark.parametrize("first", ["XXXX-03-04", "2024-03-01/2024-03-07"])
def test_a_day_without_a_year_and_a_range_agree_with_the_day(first: str) -> None:
    assert len(merge([(told(1), on(first)), (told(9), on("2024-03-04"))])) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2024-03-04", "2024-03-05"),
        ("2023", "2024-03-05"),
        ("2024-02", "2024-03-05"),
        ("XXXX-03-04", "2024-03-05"),
        ("2024-03-01/2024-03-07", "2024-04-04"),
    ],
)
def test_other_dates_make_other_events(first: str, second: str) -> None:
    assert len(merge([(told(1), on(first)), (told(9), on(second))])) == 2


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ("ICE", "ICE", 1),
        ("ICE", "ERO Boston", 1),
        ("ICE", None, 1),
        (None, "Salem police", 1),
        ("Salem police", "ICE", 2),
        ("Border Patrol", "Salem police", 2),
    ],
)
def test_an_arrest_by_another_kind_of_agency_is_another(
    first: str | None, second: str | None, events: int
) -> None:
    assert len(merge([(told(1, agency=first), None), (told(9, agency=second), None)])) == events


@pytest.mark.parametrize(
    ("first", "second", "events"),
    [
        ("Ross County Jail", "Lund County Jail", 2),
        ("Ross County Jail", "Ross jail", 1),
        ("Ross County Jail", None, 1),
    ],
)
def test_held_in_two_places_is_held_twice(first: str, second: str | None, events: int) -> None:
    doc = sentences("Ross County Jail Lund County Jail Ross jail", "word " * 60)
    tellings = [
        replace(
            told(index, "detention"),
            token=doc[index],
            custodian=PLACES[place] if place else None,
        )
        for index, place in ((20, first), (40, second))
    ]
    assert len(merge([(telling, None) for telling in tellings])) == events


@pytest.mark.parametrize(
    ("words", "events"),
    [
        (("He was arrested in Salem .", "Then he was arrested at home ."), 1),
        (("He was arrested in Salem .", "Then he was arrested again ."), 2),
        (("He was arrested in Salem .", "He had previously been arrested ."), 2),
        (("He had previously been arrested .", "He was arrested in Salem ."), 2),
        (("He had previously been arrested .", "He was previously arrested ."), 1),
    ],
)
def test_another_time_is_another_event(words: tuple[str, str], events: int) -> None:
    filler = "word " * 70  # past the headline and the lead
    doc = sentences(filler.strip(), *words)
    tokens = [token for token in doc if token.lower_ == "arrested"]
    tellings = [replace(told(1), token=token) for token in tokens]
    assert len(merge([(telling, None) for telling in tellings])) == events


def test_what_happened_before_is_another_whatever_the_order_of_telling() -> None:
    doc = sentences("He was arrested .", "He had previously been arrested .")
    tellings = [replace(told(1), token=token) for token in doc if token.lower_ == "arrested"]
    dates = [
        date.value if date else None for *_, date in merge([(tellings[0], None), (tellings[1], on("2019"))])
    ]
    assert dates == [None, "2019"]


def test_headline_and_lead_may_tell_of_the_further_time() -> None:
    doc = sentences("Man arrested again .", "He was arrested in Salem .")
    tellings = [replace(told(1), token=token) for token in doc if token.lower_ == "arrested"]
    assert len(merge([(tellings[0], None), (tellings[1], on("2024-03-04"))])) == 1


def test_who_acts_is_taken_from_the_telling_that_says_it() -> None:
    [(telling, _, _)] = merge([(told(1), None), (told(9, agency="ERO Boston"), None)])
    assert telling.agency == AGENCIES["ERO Boston"]
    [(telling, _, _)] = merge([(told(1, agency="ICE"), None), (told(9, agency="ERO Boston"), None)])
    assert telling.agency == AGENCIES["ERO Boston"]


@pytest.mark.parametrize(
    ("other", "events"),
    [
        (told(9, "charge"), 2),
        (told(9, "arrest", IBARRA), 2),
        (told(9, modality="negated"), 2),
        (told(9, modality="planned"), 2),
        (told(9, modality="alleged"), 1),
    ],
)
def test_another_type_person_or_denial_is_another_event(other: Telling, events: int) -> None:
    assert len(merge([(told(1), None), (other, None)])) == events


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        (group(45), group(45), [45]),
        (group(45), group(60), [45, 60]),
        (group(200, "at_least"), group(206), [206]),
        (group(12, "at_least"), group(16), [16]),
        (group(12, "at_least"), group(24), [12, 24]),
        (group(206), group(200, "at_least"), [206]),
        (group(200, "at_least"), group(300), [200, 300]),
        (group(200, "at_most"), group(206), [200, 206]),
    ],
)
def test_counted_groups_are_one_where_their_counts_agree(
    first: Group, second: Group, counts: list[int]
) -> None:
    merged = merge([(told(1, "removal", first), None), (told(9, "removal", second), None)])
    assert [owner.count.value for _, owner, _ in merged if isinstance(owner, Group)] == counts


def test_a_group_is_nobody_in_particular() -> None:
    merged = merge([(told(1, "arrest", group(45)), None), (told(9, "arrest", PRADO), None)])
    assert len(merged) == 2


def test_a_small_group_told_apart_is_its_members() -> None:
    merged = merge(
        [
            (told(1, "arrest", group(2)), on("2024-05-10")),
            (told(9, "charge", PRADO), None),
            (told(14, "charge", IBARRA), None),
        ]
    )
    assert [(telling.event, owner, date.value if date else None) for telling, owner, date in merged] == [
        ("arrest", PRADO, "2024-05-10"),
        ("arrest", IBARRA, "2024-05-10"),
        ("charge", PRADO, None),
        ("charge", IBARRA, None),
    ]


def test_a_small_group_of_more_than_are_told_of_stays_a_group() -> None:
    merged = merge([(told(1, "arrest", group(3)), None), (told(9, "charge", PRADO), None)])
    assert [type(owner) for _, owner, _ in merged] == [Group, Entity]


def test_what_is_presupposed_gives_way_to_what_is_told_whatever_the_order() -> None:
    implied = told(2, "detainer_issued", presupposed=True)
    lodged = told(9, "detainer_issued", agency="ICE")
    [(telling, _, date)] = merge([(implied, None), (lodged, on("2024-03-04"))])
    assert telling.agency == AGENCIES["ICE"]
    assert not telling.presupposed
    assert date == on("2024-03-04")


def test_people_are_replaced_by_those_they_turned_out_to_be_and_named_once() -> None:
    telling = told(1, "arrest", PRADO, IBARRA, group(4))
    assert telling.renamed({IBARRA: PRADO}).people == (PRADO, telling.people[2])


DATES = st.sampled_from([None, "2024", "2024-03", "2024-03-04", "2024-03-05", "XXXX-03-04"])
TELLINGS = st.builds(
    lambda index, event, person, modality, agency, presupposed, date: (
        told(index, event, person, modality=modality, agency=agency, presupposed=presupposed),
        on(date),
    ),
    st.integers(0, 59),
    st.sampled_from(["arrest", "release", "detainer_issued"]),
    st.sampled_from([PRADO, IBARRA, LUND]),
    st.sampled_from(["actual", "alleged", "negated", "planned"]),
    st.sampled_from([None, *AGENCIES]),
    st.booleans(),
    DATES,
)


@given(st.lists(TELLINGS, max_size=8))
def test_merging_loses_nobody_and_invents_nothing(tellings: list[tuple[Telling, Value | None]]) -> None:
    merged = merge(tellings)
    assert len(merged) <= len(tellings)

    def key(telling: Telling, owner: object) -> tuple[str, int, str | None]:
        value = telling.modality.value
        return telling.event, id(owner), "actual" if value == "alleged" else value

    assert {key(telling, owner) for telling, owner, _ in merged} == {
        key(telling, owner) for telling, _ in tellings for owner in telling.people
    }
    assert all(a.token.i <= b.token.i for (a, *_), (b, *_) in pairwise(merged))
    dates = {date.value for _, date in tellings if date}
    assert all(date is None or date.value in dates for _, _, date in merged)


def test_the_words_of_further_tellings_are_kept_but_not_of_what_is_only_implied() -> None:
    tellings = [told(3), told(20), told(40, presupposed=True)]
    [(telling, _, _)] = merge([(item, None) for item in tellings])
    assert telling.quote == (15, 19)
    assert telling.retold == ((100, 104),)
