"""Whole stories, read as the command reads them, and what must hold of any story whatever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.entities.derive import derive
from pipeline.guide import to_guide
from pipeline.nlp import Reader
from pipeline.schema import Article, Boilerplate, Extraction, Value

pytestmark = pytest.mark.slow

PEOPLE = ("id", "role", "name", "age", "nationality", "mention")
OFFENSES = ("subject", "category", "status", "quote")
EVENTS = ("type", "subject", "count", "count_qualifier", "date", "agency", "custodian", "modality", "quote")


def rows(found: dict[str, Any], kind: str, keys: tuple[str, ...]) -> list[tuple[Any, ...]]:
    return [tuple(item.get(key) for key in keys) for item in found[kind]]


# fmt: off
STORIES = {
    "one named man": (
        "2024-09-04",
        ("SALEM — Deputies arrested Tomas Prado, 31, a Honduran national, at a motel on Monday and "
         "charged him with burglary. "
         "He is being held at the Polk County Jail. "
         "Sheriff Dana Whitlock said her office had watched the motel for a week."),
        {
            "people": [
                ("p1", "subject", "Tomas Prado", 31, "Honduras", "Tomas Prado, 31"),
                ("p2", "official", "Dana Whitlock", None, None, "Dana Whitlock"),
            ],
            "offenses": [
                ("p1", "burglary", "charged", "burglary"),
            ],
            "facilities": [
                "Polk County Jail",
            ],
            "events": [
                ("arrest", "p1", None, None, "2024-09-02", "Deputies", None, "actual",
                 "Deputies arrested Tomas Prado, 31, a Honduran national, at a motel on Monday"),
                ("charge", "p1", None, None, "2024-09-02", "Deputies", None, "actual",
                 "charged him with burglary"),
                ("detention", "p1", None, None, None, None, "Polk County Jail", "actual",
                 "He is being held at the Polk County Jail"),
            ],
        },
    ),
    "two defendants with charges of their own": (
        "2024-05-15",
        ("Two people were arrested in Albany on May 10, police said. "
         "Rosa Ibarra, 24, was charged with shoplifting. "
         "Peter Lund, 40, was charged with possession of heroin and resisting arrest. "
         "Ibarra was released on bond on Sunday."),
        {
            "people": [
                ("p1", "subject", "Rosa Ibarra", 24, None, "Rosa Ibarra, 24"),
                ("p2", "subject", "Peter Lund", 40, None, "Peter Lund, 40"),
            ],
            "offenses": [
                ("p1", "theft", "charged", "shoplifting"),
                ("p2", "drug_possession", "charged", "possession of heroin"),
                ("p2", "obstruction", "charged", "resisting arrest"),
            ],
            "facilities": [],
            "events": [
                ("arrest", "p1", None, None, "2024-05-10", None, None, "actual",
                 "Two people were arrested in Albany on May 10"),
                ("arrest", "p2", None, None, "2024-05-10", None, None, "actual",
                 "Two people were arrested in Albany on May 10"),
                ("charge", "p1", None, None, None, None, None, "actual",
                 "Rosa Ibarra, 24, was charged with shoplifting"),
                ("charge", "p2", None, None, None, None, None, "actual",
                 "Peter Lund, 40, was charged with possession of heroin and resisting arrest"),
                ("release", "p1", None, None, "2024-05-12", None, None, "actual",
                 "Ibarra was released on bond on Sunday"),
            ],
        },
    ),
    "held back at first, named later": (
        "2024-03-20",
        ("Guatemalan man held after crash in Oregon\n\n"
         "A 27-year-old Guatemalan man was arrested on Saturday after a fatal crash in Oregon. "
         "Wilmer Ochoa is charged with vehicular homicide. "
         "He has not been convicted."),
        {
            "people": [
                ("p1", "subject", "Wilmer Ochoa", 27, "Guatemala", "Wilmer Ochoa"),
            ],
            "offenses": [
                ("p1", "vehicular_homicide", "charged", "vehicular homicide"),
            ],
            "facilities": [],
            "events": [
                ("arrest", "p1", None, None, "2024-03-16", None, None, "actual",
                 "A 27-year-old Guatemalan man was arrested on Saturday after a fatal crash in Oregon"),
                ("charge", "p1", None, None, None, None, None, "actual",
                 "Wilmer Ochoa is charged with vehicular homicide"),
                ("conviction", "p1", None, None, None, None, None, "negated", "He has not been convicted"),
            ],
        },
    ),
    "counted groups": (
        "2024-10-02",
        ("ICE officers arrested 45 people in Oregon last week, the agency said. "
         "More than 30 of them had been convicted of a crime. "
         "In August the agency deported 210 people to Mexico."),
        {
            "people": [],
            "offenses": [],
            "facilities": [],
            "events": [
                ("arrest", None, 45, None, "2024-09-23/2024-09-29", "ICE", None, "actual",
                 "ICE officers arrested 45 people in Oregon last week"),
                ("conviction", None, 30, "at_least", None, None, None, "actual",
                 "More than 30 of them had been convicted of a crime"),
                ("removal", None, 210, None, "2024-08", "ICE", None, "actual",
                 "the agency deported 210 people to Mexico"),
            ],
        },
    ),
    "a policy, and no event": (
        "2024-10-02",
        ("Commissioners will weigh a new policy on immigration detainers. "
         "A detainer asks a jail to hold a person for up to two days. "
         "Under the proposal, jails could decline any request that no judge has signed. "
         "Critics say arrests would become harder; nobody can say by how much."),
        {
            "people": [],
            "offenses": [],
            "facilities": [],
            "events": [],
        },
    ),
    "arrest, detainer, release, arrest": (
        "2024-08-21",
        ("Portland police arrested Ivan Ruelas, a 38-year-old citizen of Mexico, on June 3, 2024, and "
         "charged him with assault. "
         "ICE lodged a detainer against Ruelas with the Multnomah County Jail on June 4, 2024. "
         "The jail ignored the detainer and released him on June 10, 2024. "
         "ICE officers arrested Ruelas at his home on August 19, 2024."),
        {
            "people": [
                ("p1", "subject", "Ivan Ruelas", 38, "Mexico", "Ivan Ruelas, a 38-year-old"),
            ],
            "offenses": [
                ("p1", "assault", "charged", "assault"),
            ],
            "facilities": [
                "Multnomah County Jail",
            ],
            "events": [
                ("arrest", "p1", None, None, "2024-06-03", "Portland police", None, "actual",
                 "Portland police arrested Ivan Ruelas, a 38-year-old citizen of Mexico, on June 3, 2024"),
                ("charge", "p1", None, None, "2024-06-03", "Portland police", None, "actual",
                 "charged him with assault"),
                ("detainer_issued", "p1", None, None, "2024-06-04", "ICE", "Multnomah County Jail", "actual",
                 "ICE lodged a detainer against Ruelas with the Multnomah County Jail on June 4, 2024"),
                ("detainer_declined", "p1", None, None, "2024-06-10", None, "Multnomah County Jail", "actual",
                 "The jail ignored the detainer"),
                ("release", "p1", None, None, "2024-06-10", None, "Multnomah County Jail", "actual",
                 "released him on June 10, 2024"),
                ("arrest", "p1", None, None, "2024-08-19", "ICE", None, "actual",
                 "ICE officers arrested Ruelas at his home on August 19, 2024"),
            ],
        },
    ),
    "removed once, to be removed again": (
        "2024-11-08",
        ("Elmer Pineda, 45, a citizen of El Salvador, was sentenced for illegal reentry on "
         "Nov. "
         "6. "
         "Pineda was deported in 2010. "
         "He will be deported again, U.S. "
         "Attorney Carol Finch said."),
        {
            "people": [
                ("p1", "subject", "Elmer Pineda", 45, "El Salvador", "Elmer Pineda, 45"),
                ("p2", "official", "Carol Finch", None, None, "Carol Finch"),
            ],
            "offenses": [
                ("p1", "illegal_reentry", "convicted", "illegal reentry"),
            ],
            "facilities": [],
            "events": [
                ("sentence", "p1", None, None, "2024-11-06", None, None, "actual",
                 "Elmer Pineda, 45, a citizen of El Salvador, was sentenced for illegal reentry on Nov. 6"),
                ("removal", "p1", None, None, "2010", None, None, "actual", "Pineda was deported in 2010"),
                ("removal", "p1", None, None, None, None, None, "planned", "He will be deported again"),
            ],
        },
    ),
    "acquitted": (
        "2024-02-10",
        ("Nadia Karim, 52, was acquitted of arson on Thursday. "
         "She had been charged in 2022. "
         "Karim was released from the Polk County Jail on Friday."),
        {
            "people": [
                ("p1", "subject", "Nadia Karim", 52, None, "Nadia Karim, 52"),
            ],
            "offenses": [
                ("p1", "arson", "cleared", "arson"),
            ],
            "facilities": [
                "Polk County Jail",
            ],
            "events": [
                ("acquittal", "p1", None, None, "2024-02-08", None, None, "actual",
                 "Nadia Karim, 52, was acquitted of arson on Thursday"),
                ("charge", "p1", None, None, "2022", None, None, "actual", "She had been charged in 2022"),
                ("release", "p1", None, None, "2024-02-09", None, "Polk County Jail", "actual",
                 "Karim was released from the Polk County Jail on Friday"),
            ],
        },
    ),
}
# fmt: on
"""Title: publication date, text, and what is expected: people, offenses, facilities, events."""


@pytest.mark.parametrize(("published", "text", "expected"), STORIES.values(), ids=STORIES)
def test_a_story_gives_the_whole_object(
    published: str, text: str, expected: dict[str, list[Any]], base_reader: Reader
) -> None:
    article = Article("story", text, "story.txt", published=published)
    [extraction] = base_reader.read([article])
    found = to_guide(extraction, article)
    assert (found["id"], found["published"]) == ("story", published)
    assert rows(found, "people", PEOPLE) == expected["people"]
    assert rows(found, "offenses", OFFENSES) == expected["offenses"]
    assert found["facilities"] == expected["facilities"]
    assert rows(found, "events", EVENTS) == expected["events"]


SENTENCES = [
    "Deputies arrested Tomas Prado, 31, a Honduran national, on Monday.",
    "ICE lodged a detainer against him in March.",
    "The Polk County Jail ignored the detainer and released him on Feb. 1.",
    "A 26-year-old citizen of Brazil was charged with two counts of robbery last week.",
    "She pleaded guilty in 2019 and was sentenced to six years in prison.",
    "“He was never deported,” said Ruth Amos, a lawyer for the family.",
    "More than 1,200 people were removed to Guatemala between January and June.",
    "Marion County (17) and Linn County (5) declined detainers.",
    "He’s being held without bond at the Otay Mesa Detention Center…",
    "Three days later, Prado was convicted of assault with a dangerous weapon.",
    "* José Peña-Ruiz, 40, was deported in 2012 *",
    "GANG MEMBER HELD IN SLAYING OF SHOPKEEPER",
    "His attorney, Lee\u00a0Chan, denied that Prado had been arrested.",
    "A detainer is a request that a jail hold a person for 48 hours.",
    "Nobody was hurt.",
]
"""Sentences of every kind that the rules read, with marks and blanks that saved pages have."""
stories = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=7).flatmap(
    lambda items: st.sampled_from([" ", "\n\n", "\n", "  "]).map(lambda gap: gap.join(items))
)
any_reading = settings(max_examples=30, deadline=None)


def derived(extraction: Extraction) -> Iterator[tuple[str, Value]]:
    """Yield the values that are worked out from their words, with the field that says how."""
    for person in extraction.people:
        yield from (
            (field, value)
            for field, value in (
                ("name", person.name),
                ("age", person.age),
                ("nationality", person.nationality),
            )
            if value is not None
        )
    for event in extraction.events:
        yield from (
            (field, value)
            for field, value in (("date", event.date), ("count", event.count))
            if value is not None
        )


def quoted(extraction: Extraction) -> Iterator[Value]:
    """Yield the values that are their words."""
    yield from extraction.facilities
    for person in extraction.people:
        yield from (person.mention, *person.mentions)
    for offense in extraction.offenses:
        yield from (value for value in (offense.quote, offense.status_cue) if value is not None)
    for event in extraction.events:
        values = (
            event.quote,
            event.agency,
            event.custodian,
            event.modality_cue,
            event.speaker,
            event.attribution,
        )
        yield from (value for value in values if value is not None)


def assert_sound(extraction: Extraction, text: str) -> None:
    """Assert what `blotter verify` asks of a row, and that all subjects are people of the story."""
    for value in quoted(extraction):
        assert 0 <= value.start < value.end <= len(text)
        assert value.value == text[value.start : value.end]
    for field, value in derived(extraction):
        assert 0 <= value.start < value.end <= len(text)
        assert derive(field, text[value.start : value.end], value.rule, value.anchor) == value.value
    ids = [person.id for person in extraction.people]
    assert ids == [f"p{number}" for number in range(1, len(ids) + 1)]
    for item in (*extraction.events, *extraction.offenses):
        assert item.subject is None or item.subject in ids
    for event in extraction.events:
        assert (event.subject is None) == (event.count is not None)


@any_reading
@given(text=stories, published=st.sampled_from(["2024-04-10", None]))
def test_every_value_is_a_slice_of_the_text_and_derives_again(
    text: str, published: str | None, base_reader: Reader
) -> None:
    [extraction] = base_reader.read([Article("story", text, "story.txt", published=published)])
    assert_sound(extraction, text)


@any_reading
@given(text=st.text(max_size=300))
def test_any_text_at_all_is_read(text: str, base_reader: Reader) -> None:
    [extraction] = base_reader.read([Article("story", text, "story.txt")])
    assert_sound(extraction, text)


@any_reading
@given(before=stories, marked=stories, after=stories)
def test_marked_boilerplate_yields_nothing(before: str, marked: str, after: str, base_reader: Reader) -> None:
    start = len(before) + 2
    text = f"{before}\n\n{marked}\n\n{after}"
    part = Boilerplate(start, start + len(marked), "promo")
    [extraction] = base_reader.read([Article("story", text, "story.txt", boilerplate=(part,))])
    assert_sound(extraction, text)
    for person in extraction.people:
        assert not part.start <= person.mention.start < part.end
    for item in (*extraction.events, *extraction.offenses):
        assert not part.start <= item.quote.start < part.end


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_article_that_is_all_boilerplate_is_empty(sentence: str, base_reader: Reader) -> None:
    part = Boilerplate(0, len(sentence), "promo")
    [extraction] = base_reader.read([Article("story", sentence, "story.txt", boilerplate=(part,))])
    assert extraction == Extraction("story", None)


def test_reading_many_at_once_is_reading_each_in_turn(base_reader: Reader) -> None:
    articles = [
        Article(f"a{number}", " ".join(SENTENCES[number % 7 : number % 7 + 4]), "-", published="2024-04-10")
        for number in range(20)
    ]
    together = list(base_reader.read(articles))
    assert [item.article_id for item in together] == [item.id for item in articles]
    assert together == [next(base_reader.read([item])) for item in articles]


@pytest.mark.parametrize("marks", ["**{}**", "*{}*", "\u00a0{}\u00a0", "\u200b{}"])
def test_marks_of_emphasis_and_odd_blanks_change_neither_names_nor_events(
    marks: str, read: Callable[..., Extraction]
) -> None:
    text = f"Deputies arrested {marks.format('Tomas Prado')}, 31, at a motel."
    extraction = read(text)
    [person] = extraction.people
    assert person.name is not None
    assert person.name.value == "Tomas Prado"
    assert [event.type for event in extraction.events] == ["arrest"]
    assert_sound(extraction, text)
