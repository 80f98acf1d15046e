"""Who is who: names, nouns and pronouns of one person, by stories of two or three sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

pytestmark = pytest.mark.slow


def told(extraction: Extraction) -> dict[str | int | None, list[str]]:
    """Return each person's name with the types of the events told of them."""
    return {
        person.name.value if person.name else None: [
            event.type for event in extraction.events if event.subject == person.id
        ]
        for person in extraction.people
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tomas Prado, 31, was arrested. Sheriff Dana Whitlock said he was charged with theft.",
            {"Tomas Prado": ["arrest", "charge"], "Dana Whitlock": []},
        ),
        (
            "Tomas Prado, 31, was arrested. The Honduran national was later deported.",
            {"Tomas Prado": ["arrest", "removal"]},
        ),
        (
            "Tomas Prado, 31, was arrested. His lawyer, Ruth Amos, said he would be released.",
            {"Tomas Prado": ["arrest", "release"], "Ruth Amos": []},
        ),
        (
            "Tomas Prado, 31, was arrested after he attacked his wife, Lena Prado. She was not hurt.",
            {"Tomas Prado": ["arrest"], "Lena Prado": []},
        ),
        ("A 26-year-old man was arrested. The suspect was charged with theft.", {None: ["arrest", "charge"]}),
        (
            "Judge Ruth Amos sentenced Tomas Prado to six years in prison. Amos said he showed no remorse.",
            {"Ruth Amos": [], "Tomas Prado": ["sentence"]},
        ),
        (
            "Three men were arrested on Monday. Tomas Prado, 31, was charged with theft. "
            "Peter Lund, 40, was charged with arson. Ivan Ruelas, 22, was released.",
            {
                "Tomas Prado": ["arrest", "charge"],
                "Peter Lund": ["arrest", "charge"],
                "Ivan Ruelas": ["arrest", "release"],
            },
        ),
        (
            "Tomas Prado was killed by a driver. Peter Lund, 40, was arrested.",
            {"Tomas Prado": [], "Peter Lund": ["arrest"]},
        ),
        (
            "Police arrested Tomas Prado, 31. President Trump praised the arrest. "
            "He vowed to deport more people.",
            {"Tomas Prado": ["arrest"], "Trump": []},
        ),
        (
            "Tomas Prado, 31, was deported in 2015. He came back and was arrested in 2019. "
            "In 2021 he was deported again.",
            {"Tomas Prado": ["removal", "arrest", "removal"]},
        ),
        (
            "Officer Neil Hart arrested Tomas Prado, 31, at a store. Hart was not hurt.",
            {"Neil Hart": [], "Tomas Prado": ["arrest"]},
        ),
        (
            "Tomas Prado, 31, was arrested, Sheriff Dana Whitlock said. She said the man would be charged.",
            {"Tomas Prado": ["arrest", "charge"], "Dana Whitlock": []},
        ),
        ("Former officer Neil Hart, 45, was charged with theft.", {"Neil Hart": ["charge"]}),
        (
            "Police arrested Tomas Prado, 31, and Peter Lund, 40. They were charged with theft.",
            {"Tomas Prado": ["arrest", "charge"], "Peter Lund": ["arrest", "charge"]},
        ),
        (
            "Tomas Prado, 31, was arrested in May. Peter Lund, 40, was arrested in June. "
            "Both were charged with theft.",
            {"Tomas Prado": ["arrest", "charge"], "Peter Lund": ["arrest", "charge"]},
        ),
        (
            "The defendants, Tomas Prado and Peter Lund, were arrested. Sheriff Dana Whitlock said the "
            "men were charged with theft.",
            {
                "Tomas Prado": ["arrest", "charge"],
                "Peter Lund": ["arrest", "charge"],
                "Dana Whitlock": [],
            },
        ),
        (
            "Tomas Prado, 31, of Honduras, who was charged with theft, was released.",
            {"Tomas Prado": ["charge", "release"]},
        ),
        (
            "Tomas Prado, 31, was arrested. A co-defendant, Peter Lund, pleaded guilty to theft.",
            {"Tomas Prado": ["arrest"], "Peter Lund": ["conviction"]},
        ),
        (
            "The Salem office arrested Tomas Prado, Dana Whitlock, a spokeswoman for the office, said.",
            {"Tomas Prado": ["arrest"], "Dana Whitlock": []},
        ),
        (
            "Elena was held. Elena Prado, 31, was deported.",
            {"Elena Prado": ["detention", "removal"]},
        ),
        (
            "Tomas Ouattara, 31, was arrested. Outtara was charged with theft.",
            {"Tomas Ouattara": ["arrest", "charge"]},
        ),
        (
            "Tomas Prado aka Luis Marte and Juan Rivas, 31, was arrested.",
            {"Tomas Prado": ["arrest"]},
        ),
        (
            "A 31-year-old Honduran was charged with theft. Salem police arrested the noncitizen on Monday. "
            "A jail may call before the noncitizen is released.",
            {None: ["charge", "arrest"]},
        ),
        (
            "A Gravesend man was arrested. The District Attorney identified the defendant as "
            "Tomas Prado, 31. He was charged with theft.",
            {"Tomas Prado": ["arrest", "charge"]},
        ),
        (
            "Tomas Prado was charged with rape. He had met his friend, Rosa Lund, in May. "
            "The defendant was released.",
            {"Tomas Prado": ["charge", "release"], "Rosa Lund": []},
        ),
        (
            "Tomas Prado and Lucia Marte were arrested. Marte was released. He was deported.",
            {"Tomas Prado": ["arrest", "removal"], "Lucia Marte": ["arrest", "release"]},
        ),
        (
            "Officers arrested a deacon of the church, Tomas Prado, 31, on Monday.",
            {"Tomas Prado": ["arrest"]},
        ),
        (
            "Every inmate is released at noon. Any member may be deported. Tomas Prado, 31, was deported.",
            {"Tomas Prado": ["removal"]},
        ),
        (
            "TOMAS PRADO RUIZ, 31, was arrested. Prado Ruiz was deported.",
            {"TOMAS PRADO RUIZ": ["arrest", "removal"]},
        ),
        (
            "Luis Ruiz-Lara, 40, and Juan Ruiz-Lara, 26, were arrested. The older Ruiz-Lara was charged. "
            "Juan Ruiz-Lara was released.",
            {"Luis Ruiz-Lara": ["arrest", "charge"], "Juan Ruiz-Lara": ["arrest", "release"]},
        ),
        (
            "Tomas Prado, 31, and his brother Peter Prado, 33, were charged with theft.",
            {"Tomas Prado": ["charge"], "Peter Prado": ["charge"]},
        ),
        (
            "Tomas Prado, 31, was charged. Peter Lund, 40, was charged. A 30-year-old woman wept. "
            "Both men were deported.",
            {"Tomas Prado": ["charge", "removal"], "Peter Lund": ["charge", "removal"], None: []},
        ),
        (
            "Tomas Prado and Peter Lund were charged. Prado, a cast member, wept. Both pleaded guilty.",
            {"Tomas Prado": ["charge", "conviction"], "Peter Lund": ["charge", "conviction"]},
        ),
        (
            "The judge ordered Tomas Prado held without bond.",
            {"Tomas Prado": ["detention"]},
        ),
        (
            "The arrest and deportation of Tomas Prado drew a crowd.",
            {"Tomas Prado": ["arrest"]},
        ),
    ],
)
def test_each_event_is_told_of_the_right_person(
    text: str, expected: dict[str | None, list[str]], read: Callable[..., Extraction]
) -> None:
    extraction = read(text)
    assert told(extraction) == expected
    assert len(extraction.people) == len(expected)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "Sheriff Dana Whitlock said Tomas Prado, 31, was arrested.",
            {"Dana Whitlock": "official", "Tomas Prado": "subject"},
        ),
        ("Former officer Neil Hart, 45, was charged with theft.", {"Neil Hart": "subject"}),
        (
            "Neil Hart, Assistant Attorney General for the Civil Rights Division, praised the police.",
            {"Neil Hart": "official"},
        ),
        ("The report was written by demographer Neil Hart.", {"Neil Hart": "other"}),
        ("Defense attorney Neil Hart wept.", {"Neil Hart": "other"}),
        ("District attorney Neil Hart wept.", {"Neil Hart": "official"}),
        (
            "The case was prosecuted by Trial Attorneys Neil Hart and Ruth Amos of the Tax Division.",
            {"Neil Hart": "official", "Ruth Amos": "official"},
        ),
        ("Neil Hart, executive director of the Open Doors Coalition, wept.", {"Neil Hart": "other"}),
        (
            "Tomas Prado, 31, was arrested, said his lawyer, Ruth Amos.",
            {"Tomas Prado": "subject", "Ruth Amos": "other"},
        ),
        (
            "Peter Lund, 40, was arrested in the killing of Rosa Ibarra.",
            {"Peter Lund": "subject", "Rosa Ibarra": "victim"},
        ),
    ],
)
def test_everybody_has_the_part_they_play(
    text: str, roles: dict[str, str], read: Callable[..., Extraction]
) -> None:
    found = {person.name.value: person.role for person in read(text).people if person.name}
    assert found == roles


@pytest.mark.parametrize(
    ("text", "age", "nationality", "minor"),
    [
        ("Tomas Prado, 31, a Honduran national, was arrested.", 31, "Honduras", False),
        ("Tomas Prado was arrested. The 31-year-old is a citizen of Honduras.", 31, "Honduras", False),
        ("A 17-year-old boy was arrested on Monday.", 17, None, True),
        ("Tomas Prado was charged with raping a girl under the age of 13.", None, None, False),
        ("ICE arrested Ana Prado with her 18-month-old American child.", None, None, False),
        ("A mother of an 18-month-old was deported.", None, None, False),
        ("Tomas Prado, an 18-month-old boy, was arrested.", 1, None, True),
        ("Tomas Prado, 31, was deported to Guatemala.", 31, None, False),
        (
            "Tomas Prado, a U.S. citizen, was arrested. Prado, a native of Peru, was freed.",
            None,
            "Peru",
            False,
        ),
    ],
)
def test_age_and_country_are_the_persons_own(
    text: str, age: int | None, nationality: str | None, minor: bool, read: Callable[..., Extraction]
) -> None:
    [person] = [person for person in read(text).people if person.role == "subject"]
    assert (person.age and person.age.value) == age
    assert (person.nationality and person.nationality.value) == nationality
    assert person.minor is minor


@pytest.mark.parametrize(
    "text",
    [
        "A person who is arrested must be told why.",
        "Sheriffs may arrest anybody who resists.",
        "If a man is charged, he must be told of what.",
        "Immigrants who are convicted can be deported.",
        "The Trump administration deported nobody, critics said.",
    ],
)
def test_anybody_is_nobody(text: str, read: Callable[..., Extraction]) -> None:
    extraction = read(text)
    assert extraction.people == ()
    assert extraction.events == ()
