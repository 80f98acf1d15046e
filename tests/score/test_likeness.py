import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.score.likeness import (
    event_likeness,
    facility_likeness,
    overlap,
    pair_up,
    plain,
    same_agency,
    same_name,
    same_place,
    subject_likeness,
)

WORDS = st.text(alphabet="ab cé-'.", max_size=20)


def test_plain_text_has_no_accents_case_or_punctuation():
    assert plain("  José Peña-Núñez, Jr. ") == "jose pena nunez jr"
    assert plain(None) == ""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Marta Quell", "Quell"),
        ("José Ramírez", "Jose Ramirez"),
        ("Dana R. Holt", "Dana Holt"),
        ("Luis Alberto Vega", "Luis Carlos Vega"),
    ],
)
def test_names_of_one_person_agree(first, second):
    assert same_name(first, second)
    assert same_name(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [("Marta Quell", "Dana Quell"), ("Marta Quell", "Marta Holt"), ("", "Quell"), (None, None)],
)
def test_names_of_different_people_do_not_agree(first, second):
    assert not same_name(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Larch County Jail", "Larch Co. jail"),
        ("the Larch County House of Correction", "Larch County House of Corrections"),
        ("Dept. of Correction", "Department of Corrections"),
        ("Oakmere District Court", "Oakmere District Courts"),
    ],
)
def test_spellings_of_one_place_agree(first, second):
    assert same_place(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Larch County Jail", "Alder County Jail"),
        ("Larch", "Larch County Jail"),
        ("the", "the"),
        ("Jail", None),
    ],
)
def test_different_places_do_not_agree(first, second):
    assert not same_place(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ICE", "U.S. Immigration and Customs Enforcement"),
        ("U.S. Border Patrol", "Border Patrol"),
        ("CBP", "Customs and Border Protection"),
        ("ERO Boston", "ERO"),
    ],
)
def test_long_and_short_names_of_an_agency_agree(first, second):
    assert same_agency(first, second)


def test_different_agencies_do_not_agree():
    assert not same_agency("ICE", "Border Patrol")
    assert not same_agency("Larch police", None)


def test_a_place_in_the_same_words_is_liker_than_another_spelling():
    assert facility_likeness("Larch County Jail", "Larch County jail") == 2
    assert facility_likeness("Larch County Jail", "Larch Co. Jail") == 1
    assert facility_likeness("Larch County Jail", "Alder County Jail") == 0


def test_a_short_quote_within_a_long_one_overlaps_wholly():
    assert overlap("lodged a detainer", "ICE lodged a detainer with the jail") == 1
    assert overlap("lodged a detainer", "posted bond") == 0
    assert overlap("", "posted bond") == 0


def test_a_subject_without_a_name_is_known_by_age_and_nationality():
    gold = {"name": None, "age": 31, "nationality": "Peru", "mention": "a 31-year-old Peruvian man"}
    assert subject_likeness(gold, {"age": 31, "nationality": "Peru", "mention": "the man"}) > 0
    assert subject_likeness(gold, {"age": 32, "nationality": "Peru", "mention": "the man"}) == 0
    assert subject_likeness(gold, {"age": 31, "nationality": "Chile", "mention": "the man"}) == 0
    assert subject_likeness(gold, {"mention": "her neighbor"}) == 0


def test_a_subject_with_another_name_is_another_subject_whatever_else_agrees():
    gold = {"name": "Marta Quell", "age": 31, "mention": "Marta Quell, 31"}
    assert subject_likeness(gold, {"name": "Dana Holt", "age": 31, "mention": "Marta Quell, 31"}) == 0


ARREST = {"type": "arrest", "modality": "actual", "quote": "deputies arrested her on Monday", "count": None}


@pytest.mark.parametrize(
    "change", [{"type": "charge"}, {"modality": "negated"}, {"modality": "planned"}], ids=str
)
def test_events_of_another_type_or_polarity_are_different(change):
    assert event_likeness(ARREST, ARREST | change, ("p1", "p1")) == 0


def test_an_alleged_event_pairs_with_one_told_as_fact():
    assert event_likeness(ARREST, ARREST | {"modality": "alleged"}, ("p1", "p1")) > 0


def test_events_of_two_people_are_different_even_in_the_same_words():
    assert event_likeness(ARREST, ARREST, ("p1", "p2")) == 0


def test_groups_pair_by_number_or_else_by_words():
    group = ARREST | {"count": 40, "quote": "agents arrested 40 people"}
    other_words = {"quote": "a sweep of the valley"}
    assert event_likeness(group, group | other_words, (None, None)) > 0
    assert event_likeness(group, group | {"count": 41}, (None, None)) > 0
    assert event_likeness(group, group | other_words | {"count": 41}, (None, None)) == 0


def test_a_person_pairs_with_a_group_only_in_the_same_words():
    assert event_likeness(ARREST, ARREST, ("p1", None)) > 0
    assert event_likeness(ARREST, ARREST | {"quote": "a sweep of the valley"}, ("p1", None)) == 0


def test_equal_details_make_events_liker():
    full = ARREST | {"date": "2024-05-06", "agency": "ICE", "custodian": "Larch County Jail"}
    for key in ("date", "agency", "custodian"):
        assert event_likeness(full, full, ("p1", "p1")) > event_likeness(
            full, full | {key: None}, ("p1", "p1")
        )


@given(WORDS, WORDS)
def test_likeness_does_not_depend_on_which_comes_first(first, second):
    assert same_name(first, second) == same_name(second, first)
    assert same_place(first, second) == same_place(second, first)
    assert same_agency(first, second) == same_agency(second, first)


@given(st.lists(st.integers(0, 6), max_size=8), st.lists(st.integers(0, 6), max_size=8))
def test_pairs_are_one_to_one_and_no_pair_is_left_to_make(gold, predicted):
    pairs = pair_up(gold, predicted, lambda g, p: max(0, 2 - abs(g - p)))
    left = {i for i, _ in pairs}, {j for _, j in pairs}
    assert len(left[0]) == len(left[1]) == len(pairs)
    assert all(abs(gold[i] - predicted[j]) < 2 for i, j in pairs)
    assert not any(
        abs(g - p) < 2
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if i not in left[0] and j not in left[1]
    )


def test_the_likest_pair_goes_first():
    assert pair_up([10, 12], [12], lambda g, p: 5 - abs(g - p)) == [(1, 0)]
    assert pair_up([10, 12], [11], lambda g, p: 5 - abs(g - p)) == [(0, 0)]
