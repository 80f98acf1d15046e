"""When did it happen? Stories of one sentence, published on Wednesday, 4 September 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He was arrested on Monday.", {"arrest": "2024-09-02"}),
        ("On Monday, deputies arrested him at a motel.", {"arrest": "2024-09-02"}),
        (
            "He was arrested on March 3, 2023, and convicted on Feb. 9, 2024.",
            {"arrest": "2023-03-03", "conviction": "2024-02-09"},
        ),
        (
            "ICE lodged a detainer in October, and the jail released him on Feb. 1.",
            {"detainer_issued": "2023-10", "release": "2024-02-01"},
        ),
        (
            "He was deported in 2012 and came back to the United States in 2015.",
            {"removal": "2012", "entry": "2015"},
        ),
        ("He was arrested last week.", {"arrest": "2024-08-26/2024-09-01"}),
        ("He was arrested and charged on Tuesday.", {"arrest": "2024-09-03", "charge": "2024-09-03"}),
        ("He will be sentenced on Nov. 14.", {"sentence": "2024-11-14"}),
        (
            "He was arrested on Aug. 1. Two days later he was released.",
            {"arrest": "2024-08-01", "release": "2024-08-03"},
        ),
        (
            "He was arrested on Aug. 1 and released the next day.",
            {"arrest": "2024-08-01", "release": "2024-08-02"},
        ),
        ("He was convicted in 2019 of a robbery that happened in 2018.", {"conviction": "2019"}),
        ("Convicted of robbery in 2019, he was released in 2022.", {"conviction": "2019", "release": "2022"}),
        ("Sheriff Dana Whitlock said Monday that he was arrested on Friday.", {"arrest": "2024-08-30"}),
        ("He has been held since May 3.", {"detention": "2024-05-03/2024-09-04"}),
        ("He was arrested in the death of a man who was killed in 2020.", {"arrest": None}),
        ("His arrest on Sunday came a year after his deportation.", {"arrest": "2024-09-01"}),
        ("He was arrested between June 3 and June 5.", {"arrest": "2024-06-03/2024-06-05"}),
        ("He was released yesterday.", {"release": "2024-09-03"}),
        ("ICE arrested him early Friday outside his home.", {"arrest": "2024-08-30"}),
        (
            "He entered the United States in 2019 and was arrested in March.",
            {"entry": "2019", "arrest": "2024-03"},
        ),
        ("He was born in 1995 and was arrested in March.", {"arrest": "2024-03"}),
        # A noun's own date is not the verb's.
        ("He was arrested over the 2019 killing of a clerk.", {"arrest": None}),
        ("He was convicted in a 2019 trial.", {"conviction": "2019"}),
        # A charge is of the day its papers are.
        (
            "He was charged in an indictment returned by a grand jury on Aug. 8 and unsealed today.",
            {"charge": "2024-08-08"},
        ),
        # One date for what one scene holds, but not for what came of it.
        ("On May 6, 2024, he was convicted of robbery and sentenced to a year.", {"sentence": "2024-05-06"}),
        (
            "He entered the United States on May 6, 2024, near Yuma and was arrested by Border Patrol.",
            {"arrest": "2024-05-06"},
        ),
        (
            "A jury in May convicted him of dealing in stolen cars but acquitted him of arson.",
            {"conviction": "2024-05", "acquittal": "2024-05"},
        ),
        ("He has been held since May 3, when a trooper arrested him.", {"arrest": "2024-05-03"}),
        ("He was arrested Friday, police said.", {"arrest": "2024-08-30"}),
        # A date between two verbs is the first one's.
        ("He was arrested on July 4 and charged with assault.", {"arrest": "2024-07-04", "charge": None}),
        ("He was found guilty in March 2023 and sentenced to two years.", {"sentence": None}),
        ("He was arrested on July 4 on a charge of assault.", {"charge": "2024-07-04"}),
        ("He was arrested on July 4 and is being held at the Salem County Jail.", {"detention": None}),
        (
            "On July 4 he was hurt. The Salem County Jail let him go two days later.",
            {"release": "2024-07-06"},
        ),
        ("On July 4 his bail was set. The jail released him that evening.", {"release": "2024-07-04"}),
        ("A clerk was hurt on July 4. He was arrested at the scene.", {"arrest": "2024-07-04"}),
        ("He was charged today. He was arrested at the scene.", {"arrest": None}),
        (
            "He was convicted of theft, is held without bail and is due to come back on Jan. 21.",
            {"conviction": None, "detention": None},
        ),
        ("He was held at the Salem County Jail until June.", {"detention": None}),
        # Clauses that tell of no event hand their dates on.
        (
            "As his sister came for him on Aug. 1, he was arrested by ICE.",
            {"arrest": "2024-08-01"},
        ),
        ("He was arrested when he came to an Aug. 1 check-in.", {"arrest": "2024-08-01"}),
        ("The judge ordered him held and to come back on Nov. 7, 2024.", {"detention": None}),
        # A court's order is of the day of the hearing told before it.
        (
            "He was arraigned Tuesday on two counts of theft. He was ordered held without bail.",
            {"detention": "2024-09-03"},
        ),
        (
            "He was arraigned Tuesday on two counts of theft. He is being held at the Salem County Jail.",
            {"detention": None},
        ),
        # What reckons from another day reckons from the last that the story named.
        (
            "He was convicted on May 6, 2021. On Oct. 19, 2022, a man died. He was arrested four days later.",
            {"arrest": "2022-10-23"},
        ),
        ("He was convicted on May 6, 2021, and sentenced that November.", {"sentence": "2021-11"}),
        (
            "He was arrested two months later in Ohio, on July 9, 2024.",
            {"arrest": "2024-07-09"},
        ),
    ],
)
def test_each_event_has_its_own_date(
    sentence: str, expected: dict[str, str | None], read: Callable[..., Extraction]
) -> None:
    events = read(INTRODUCTION + sentence, published="2024-09-04").events
    dates = {event.type: event.date.value if event.date else None for event in events}
    assert {event: dates.get(event, "no such event") for event in expected} == expected


@pytest.mark.slow
def test_without_a_day_of_publication_the_order_of_the_story_gives_the_year(
    read: Callable[..., Extraction],
) -> None:
    text = (
        "Marco Quintanilla, 29, was arrested in September 2023. ICE lodged a detainer against him "
        "in October. The jail released him on Feb. 1."
    )
    extraction = read(text, published=None)
    dates = {event.type: event.date.value for event in extraction.events if event.date}
    assert dates == {
        "arrest": "2023-09",
        "detainer_issued": "2023-10",
        "detainer_declined": "2024-02-01",
        "release": "2024-02-01",
    }


@pytest.mark.slow
def test_without_a_day_of_publication_and_another_date_the_year_is_open(
    read: Callable[..., Extraction],
) -> None:
    [event] = read("Marco Quintanilla, 29, was arrested on Feb. 1.", published=None).events
    assert event.date is not None
    assert event.date.value == "XXXX-02-01"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("He was deported in 2014 and again in 2017.", ["2014", "2017"]),
        ("He was deported in 2011, in 2014 and 2017.", ["2011", "2014", "2017"]),
        ("He was arrested on March 4, 2021, and May 6, 2023.", ["2021-03-04", "2023-05-06"]),
        ("He was convicted of theft in 2011 and of arson in 2015.", ["2011", "2015"]),
        ("He was convicted of theft (2011) and arson (2015).", ["2011", "2015"]),
        ("He was convicted in 2015 of thefts between 2011 and 2013.", ["2015"]),
        ("He was convicted in 2015 and ordered to pay by 2017.", ["2015"]),
        ("He was held at the Salem County Jail in 2014 and 2015.", ["2014"]),
    ],
)
def test_dates_counted_up_are_as_many_events(
    sentence: str, dates: list[str], read: Callable[..., Extraction]
) -> None:
    events = read(INTRODUCTION + sentence, published="2024-09-04").events
    assert [event.date.value for event in events if event.date is not None] == dates
