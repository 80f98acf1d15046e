"""Places of custody and courts: which words name one, which only point at one, which do neither."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities.facilities import PATH, FacilityMention, antecedent, distinct, find_facilities
from pipeline.entities.people.runs import states
from pipeline.word_lists import table

FORMS = table(PATH)["form"]


def named(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_facilities(text) if m.named]


def marked(example: str) -> tuple[str, list[str]]:
    return re.sub(r"\[\[|\]\]", "", example), re.findall(r"\[\[(.*?)\]\]", example)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_example_of_each_form_is_found_whole(form: dict[str, str]) -> None:
    text, expected = marked(form["example"])
    assert named(text) == expected
    assert form["id"] in {m.rule for m in find_facilities(text)}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["id"])
def test_counter_example_of_each_form_names_no_place(form: dict[str, str]) -> None:
    assert [m for m in find_facilities(form["counter"]) if m.named and m.rule == form["id"]] == []


@pytest.mark.parametrize(
    "example",
    [
        "ICE lodged it with the [[Wessex County House of Correction]] in May.",
        "Held at [[Rikers Island]], then at [[San Quentin State Prison]].",
        "He stood in [[Brooklyn Supreme Court]] before a judge of the [[Wisconsin Supreme Court]].",
        "[[Fairmont County Juvenile and Domestic Relations District Court]] heard it.",
        "After the [[D. Ray Hull Correctional Facility]] came the [[Mead ICE Processing Center]].",
        "[[Prince George's County jail]] let her go to the [[St. Clair County Jail]].",
        "Papers lie with the [[U.S. District Court for the Western District of Ohio]] still.",
        "PLEAS HEARD\n\nShe is in the [[Ashby County Jail]]\nPolice said no more.",
        "She is due in Department N-12 [[North Justice Center]], Fullerton.",
        "A van enters the [[Otter Mesa detention center]] in San Diego.",
        "He is at the [[detention center in Otter Mesa]], not at a detention center in Ashby.",
        "The [[Municipal Court of Ashby]] fined him.",
        "SANTA ANA: the [[Superior Court of California, County of Orange]] ruled.",
    ],
)
def test_named_places(example: str) -> None:
    text, expected = marked(example)
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Supreme Court ruled, as the U.S. Supreme Court may.",
        "Man Gets Life in Prison After Court Hearing",
        "He got ten years in state prison and was sent to a county jail.",
        "The House of Representatives and Oakland General Hospital stayed silent.",
        "He has a hearing in Superior Court, then a Texas court.",
        "A Pennsylvania prison and a Mexican jail are unlike.",
        "An Anaheim jail held him.",
        "The Department of Corrections and the Federal Bureau of Prisons agreed.",
        "The FCC fined a carrier.",
        "Senior United States District Court Judge Ada Flint gave ten years.",
        "The Oakland Family Justice Center helps victims.",
    ],
)
def test_no_named_place(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("She is still in the county jail.", "county jail", "jail"),
        ("He was sent to state prison.", "state prison", "prison"),
        ("Now he is in an ICE detention center.", "ICE detention center", "detention"),
        ("They met at the courthouse.", "courthouse", "court"),
        ("A Texas jail held him.", "Texas jail", "jail"),
    ],
)
def test_unnamed_mentions_are_kept_apart(text: str, words: str, kind: str) -> None:
    (mention,) = find_facilities(text)
    assert (text[mention.start : mention.end], mention.kind, mention.named) == (words, kind, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Hartwell Correctional Center let him go. The correctional center had no comment.",
            ["Hartwell Correctional Center"],
        ),
        ("Held in Central Jail, the Men's Central Jail of old.", ["Men's Central Jail"]),
        (
            "MDC Brooklyn is the Metropolitan Detention Center, Brooklyn.",
            ["Metropolitan Detention Center, Brooklyn"],
        ),
        (
            "Orange County Jail is near Orange County Superior Court.",
            ["Orange County Jail", "Orange County Superior Court"],
        ),
        ("Ashby jail, or Ashby Correctional Center.", ["Ashby Correctional Center"]),
        ("Ashby County Jail and Corby County Jail.", ["Ashby County Jail", "Corby County Jail"]),
        ("The county jail is full.", []),
    ],
)  # fmt: skip
def test_distinct_gives_each_place_once_in_its_fullest_form(text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in distinct(text, find_facilities(text))] == expected


def at(text: str, words: str) -> FacilityMention:
    start = text.rindex(words)
    return next(m for m in find_facilities(text) if m.start <= start < m.end)


def test_the_jail_is_the_jail_named_before() -> None:
    text = "Ashby County Jail held him. Mead Superior Court heard him. The jail let him go."
    found = antecedent(text, at(text, "jail let"), find_facilities(text))
    assert found is not None
    assert text[found.start : found.end] == "Ashby County Jail"


def test_a_jail_is_no_jail_named_before() -> None:
    text = "Ashby County Jail held him. A jail is a sad place."
    assert antecedent(text, at(text, "jail is"), find_facilities(text)) is None


@given(
    st.lists(st.sampled_from([*"aT .,\n’", "Ashby ", "County ", "Jail ", "court in ", "the "])).map("".join)
)
def test_mentions_are_sorted_apart_and_inside_the_text(text: str) -> None:
    ends = 0
    for mention in find_facilities(text):
        assert ends <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
        ends = mention.end


def test_every_state_is_known_by_name_and_a_press_abbreviation() -> None:
    assert {"New York", "N.Y.", "Texas", "Pa."} <= states()
