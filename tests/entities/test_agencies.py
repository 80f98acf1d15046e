"""Agencies, courts, judges and juries: the whole most specific form, and its kind."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.agencies import PATH, find_agencies
from pipeline.word_lists import table

FORMS = table(PATH)["form"]
KINDS = {
    "ice", "ero", "hsi", "border_patrol", "cbp", "dhs", "police", "sheriff", "prosecutor", "court", "judge",
    "grand_jury", "jury", "fbi", "dea", "atf", "marshals", "federal", "state", "corrections", "foreign",
    "other",
}  # fmt: skip


def marked(example: str) -> tuple[str, list[str]]:
    return re.sub(r"\[\[|\]\]", "", example), re.findall(r"\[\[(.*?)\]\]", example)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_example_of_each_form_is_found_whole(form: dict[str, str]) -> None:
    text, expected = marked(form["example"])
    found = [m for m in find_agencies(text) if m.rule == form["id"]]
    assert [text[m.start : m.end] for m in found] == expected
    assert form["kind"] in KINDS


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_counter_example_of_each_form_is_not_found(form: dict[str, str]) -> None:
    assert [m for m in find_agencies(form["counter"]) if m.rule == form["id"]] == []


@pytest.mark.parametrize(
    ("example", "kinds"),
    [
        ("[[ICE]] agents took him to [[ERO Boston]].", ["ice", "ero"]),
        ("[[Enforcement and Removal Operations (ERO) Newark]] lodged it.", ["ero"]),
        ("Staff of the [[San Diego field office of U.S. Immigration and Customs Enforcement]] did.", ["ice"]),
        ("[[New Britain police]] and the [[Boston Police Department]] did.", ["police", "police"]),
        ("He fled.\n[[Irvine police]] found him.", ["police"]),
        ("BRIDGEPORT [[Hartwell Police Department]] found him.", ["police"]),
        ("[[Travis County Sheriff’s Office]] let him go.", ["sheriff"]),
        ("[[Brooklyn District Attorney]] and [[federal prosecutors]] agreed.", ["prosecutor", "prosecutor"]),
        ("Indicted by a [[federal grand jury in Kansas City, Mo.]], he fled.", ["grand_jury"]),
        ("A [[grand jury in the Southern District of Iowa]] met.", ["grand_jury"]),
        ("It met a [[grand jury in Boston]]. The end.", ["grand_jury"]),
        ("[[U.S. District Judge Leo M. Flint of the District of Arizona]] sat.", ["judge"]),
        ("[[Brooklyn Supreme Court Justice Ada Moss]]. The end.", ["judge"]),
        ("Chief [[Judge Flint]] sat.", ["judge"]),
        ("An [[immigration judge]] ordered it.", ["judge"]),
        ("A [[Dauphin County judge]] agreed.", ["judge"]),
        ("[[Mexican authorities]] and [[Cambodian National Police]] helped.", ["foreign", "foreign"]),
        ("[[Georgia authorities]] helped.", ["other"]),
    ],
)
def test_most_specific_form(example: str, kinds: list[str]) -> None:
    text, expected = marked(example.replace("Chief [[", "[[Chief "))
    mentions = find_agencies(text)
    assert [text[m.start : m.end] for m in mentions] == expected
    assert [m.kind for m in mentions] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Justice is slow and the jury trial was long.",
        "She ate ice cream at an officer's ball in Homeland.",
        "The injury was minor, the coffee Colombian, the food Mexican.",
    ],
)
def test_no_agency(text: str) -> None:
    assert find_agencies(text) == []


def test_general_words_are_less_sure_than_names() -> None:
    text = "Officers and Ashby police came."
    general, named = find_agencies(text)
    assert general.confidence < named.confidence


@given(
    st.lists(
        st.sampled_from([*"aT .,\n’", "ICE ", "Mexican ", "police ", "Judge ", "Boston ", "court "])
    ).map("".join)
)
def test_mentions_are_sorted_apart_and_inside_the_text(text: str) -> None:
    ends = 0
    for mention in find_agencies(text):
        assert ends <= mention.start < mention.end <= len(text)
        ends = mention.end
