"""What is not the story's own matter is marked, to the letter, and nothing else is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.boilerplate import find_boilerplate, find_byline, find_title, merge
from pipeline.clean.rules import read_table
from pipeline.schema import Boilerplate

RULES = read_table()["rule"]
EXAMPLES = [(rule["kind"], example) for rule in RULES for example in rule["examples"]]
COUNTERS = [(rule["id"], counter) for rule in RULES for counter in rule["counters"]]
FIRST = (
    "The county let a man go on Friday in spite of a detainer, and nobody at the federal office was told "
    "of it before he was on the street."
)
SECOND = "He was found two months later in a neighboring town, where officers took him in without a struggle."


def unmark(example: str) -> tuple[str, list[str]]:
    """Return the text of an example, and the stretches that stand between « and »."""
    return re.sub("[«»]", "", example), re.findall("«(.*?)»", example, re.DOTALL)


def marked(text: str) -> list[str]:
    return [text[item.start : item.end] for item in find_boilerplate(text)]


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_each_rule_marks_its_examples(kind: str, example: str) -> None:
    text, stretches = unmark(example)
    found = find_boilerplate(text)

    assert [text[item.start : item.end] for item in found] == stretches
    assert {item.kind for item in found} == {kind}


@pytest.mark.parametrize(("rule", "counter"), COUNTERS)
def test_no_rule_marks_a_counter_example(rule: str, counter: str) -> None:
    assert marked(counter) == [], rule


def test_every_rule_has_examples_and_counters() -> None:
    assert all(rule["examples"] and rule["counters"] for rule in RULES)
    assert len({rule["id"] for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("kind", "example"),
    [
        pytest.param(
            "promo",
            f"{FIRST}\n\n«SHERIFF OF NEXT COUNTY SAYS JAIL RULES ‘MAKE NO SENSE’»\n\n{SECOND}",
            id="between",
        ),
        pytest.param(
            "promo", f"{FIRST}\n{SECOND}\n«WHY ARE COUNTIES LETTING THESE MEN GO?»", id="at the end"
        ),
        pytest.param(
            "promo",
            f"{FIRST} {SECOND} «SHERIFF OF NEXT COUNTY DEFENDS JAIL RULES AGAIN» {SECOND}",
            id="line ends lost",
        ),
        pytest.param(
            "promo",
            f"{FIRST}\n«SHERIFF OF NEXT COUNTY DEFENDS JAIL RULES»\n«Watch: A year at the jail»\n{SECOND}",
            id="beside another link",
        ),
        pytest.param(
            "promo",
            f"{FIRST} «SHERIFF OF NEXT COUNTY DEFENDS JAIL RULES» ICE agents found him.",
            id="then an acronym",
        ),
        pytest.param(
            "contact",
            f"Man charged\n\n«Jane Roe\nPublic Affairs Counsel\nOffice: 555-010-0199»\n\n{FIRST}",
            id="name, office and number",
        ),
        pytest.param("contact", f"{FIRST}\n\n«Jane Roe\njroe@county.example»", id="name and address"),
        pytest.param("byline", f"Man charged\n«Author\nJane Roe»\n{FIRST}", id="author label"),
        pytest.param(
            "navigation",
            f"Man charged - County\n«Home\nGet Help\nVictims\nCareers\nContact Us»\n{FIRST}",
            id="menu",
        ),
        pytest.param(
            "navigation",
            f"{FIRST}\n{SECOND}\n«Latest Posts\nMother of Two Charged with Theft\nJune 9, 2021\nPress»",
            id="list of links at the end",
        ),
        pytest.param(
            "navigation",
            f"{FIRST}\n{SECOND}\n«Recent Posts\nPress\nFormer coach convicted of theft. Al Roe, 40, took"
            " the club's money for years and is charged in Ohio, too, prosecutors say.\nPress\nMan jailed»",
            id="a link that is a sentence",
        ),
        pytest.param(
            "navigation",
            f"{FIRST}\n«Related Articles\nMother of Two Charged with Theft»\n{SECOND}",
            id="list of links in the middle",
        ),
        pytest.param(
            "signoff",
            f"{FIRST} He was let go, he said.«Jane Roe is a reporter for Example News.»",
            id="glued without a blank",
        ),
        pytest.param(
            "signoff",
            f"{FIRST} «Jane Q. Roe and Joe Doe Jr. in Springfield contributed to this report.»",
            id="initials",
        ),
    ],
)
def test_shapes_and_places(kind: str, example: str) -> None:
    text, stretches = unmark(example)
    found = find_boilerplate(text)

    assert [text[item.start : item.end] for item in found] == stretches
    assert {item.kind for item in found} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"COUNTY LETS MAN GO IN SPITE OF DETAINER\n\n{FIRST}\n\n{SECOND}", id="headline in capitals"
        ),
        pytest.param(
            f"COUNTY LETS MAN GO IN SPITE OF DETAINER {FIRST} {SECOND}", id="headline, line ends lost"
        ),
        pytest.param(
            f"MAN CHARGED WITH\nBURNING DOWN THE JAIL IN TOWN\n\n{FIRST}", id="headline over two lines"
        ),
        pytest.param(f"{FIRST}\n\nSPRINGFIELD, OHIO (AP) — {SECOND}", id="dateline in capitals"),
        pytest.param(
            "\n".join(["COUNTY LETS MAN GO AGAIN", "HE WAS FOUND TWO MONTHS LATER"] * 4), id="all capitals"
        ),
        pytest.param(
            f"{FIRST}\n\nJOHN ROE, 35, OF SPRINGFIELD, CHARGED WITH THEFT\n\n{SECOND}", id="a person's line"
        ),
        pytest.param(
            f"{FIRST} The sign read:\n\nNOBODY MAY ENTER WITHOUT A PASS\n\n{SECOND}", id="a sign, quoted"
        ),
        pytest.param(f'{FIRST}\n\n"WE WILL NEVER LET THEM IN AGAIN"\n\n{SECOND}', id="a shout, quoted"),
        pytest.param(
            f"{FIRST} “HE SAID. WE WILL NEVER LET THEM IN AGAIN He shouted” {SECOND}", id="inside a quote"
        ),
        pytest.param(f"{FIRST}\n\nTHE COUNTY HAS LET HIM GO.\n\n{SECOND}", id="a sentence in capitals"),
        pytest.param(f"{FIRST} Call the SUSPECT’S TIP LINE at 555-010-0199. {SECOND}", id="tip line"),
        pytest.param(
            f"{FIRST}\n\nAnyone who knows more can call Detective Jane Roe at 555-010-0199.", id="witnesses"
        ),
        pytest.param(
            f"{FIRST}\n\nBy Friday night, Jane Roe, the sheriff, had heard of it.\n\n{SECOND}", id="by Friday"
        ),
        pytest.param(f"By law, the county may keep him for 48 hours. {FIRST}", id="by law"),
        pytest.param(
            f"{FIRST} Jane Roe, a reporter for Example News, was arrested. {SECOND}", id="reporter arrested"
        ),
        pytest.param(f"{FIRST}\n\nFollow the money, the judge said.\n\n{SECOND}", id="follow the money"),
        pytest.param(f"{FIRST} Police posted a video on Facebook. {SECOND}", id="facebook"),
        pytest.param(f"{FIRST}\n\nHome was far away, he said.\n\n{SECOND}", id="home"),
        pytest.param("", id="nothing"),
        pytest.param(" \n\n ", id="blanks"),
    ],
)
def test_the_story_is_not_marked(text: str) -> None:
    assert marked(text) == []


PIECES = [example for _, example in EXAMPLES] + [
    FIRST,
    SECOND,
    "\n",
    " ",
    "COUNTY LETS MAN GO ONCE MORE AGAIN",
    "By",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=12),
    st.sampled_from(["\n\n", "\n", " ", ""]),
)
def test_stretches_are_sorted_apart_and_inside(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    reached = 0

    for item in find_boilerplate(text):
        assert reached <= item.start < item.end <= len(text)
        reached = item.end


@given(st.integers(1, 5), st.sampled_from(["\n\n", "\n"]), st.data())
def test_planted_promo_is_found_where_it_was_planted(
    paragraphs: int, between: str, data: st.DataObject
) -> None:
    promo = data.draw(
        st.sampled_from(["CLICK HERE TO GET THE APP", "READ MORE: A year at the jail", "Advertisement"])
    )
    place = data.draw(st.integers(1, paragraphs))
    before, after = between.join([FIRST] * place), between.join([SECOND] * (paragraphs - place))
    text = between.join(part for part in (before, promo, after) if part)
    start = len(before) + len(between)

    assert [(item.start, item.end) for item in find_boilerplate(text)] == [(start, start + len(promo))]


SPANS = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(
    lambda pair: Boilerplate(pair[0], sum(pair), "promo")
)


@given(st.lists(SPANS, max_size=12))
def test_merging_keeps_every_marked_letter_once(spans: list[Boilerplate]) -> None:
    merged = merge(spans)
    letters = [i for item in merged for i in range(item.start, item.end)]

    assert letters == sorted({i for item in spans for i in range(item.start, item.end)})


def test_byline_gives_the_names() -> None:
    text = f"Jail lets man go\n\nBy Jane Roe and Joe Doe | March 3, 2020\n\n{FIRST}"

    assert find_byline(text, find_boilerplate(text)) == "Jane Roe and Joe Doe"
    assert find_byline(FIRST, find_boilerplate(FIRST)) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Jail lets man go\n\n{FIRST}", "Jail lets man go"),
        (f"\nJAIL LETS MAN GO.\n{FIRST}", "JAIL LETS MAN GO."),
        (f"{FIRST}\n\n{SECOND}", None),
        (f"The jail let him go.\n\n{FIRST}", None),
        (f"By Jane Roe\n\n{FIRST}", None),
        (f"FOR IMMEDIATE RELEASE\n\n{FIRST}", None),
        ("Jail lets man go", None),
    ],
)
def test_title_is_a_headline_above_the_story(text: str, title: str | None) -> None:
    assert find_title(text, find_boilerplate(text)) == title
