"""What became of a detainer, by sentences: lodged, honored, declined, withdrawn, or nothing at all.

Each sentence stands behind an introduction that names one person, and is read as a whole article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.events.detainers.references import PATH
from pipeline.schema import Event, Extraction
from pipeline.word_lists import table

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "
ISSUED, DECLINED, HONORED, WITHDRAWN = (
    ("detainer_issued", "actual"),
    ("detainer_declined", "actual"),
    ("detainer_honored", "actual"),
    ("detainer_withdrawn", "actual"),
)
NEVER_ISSUED, STILL_TO_COME = ("detainer_issued", "negated"), ("detainer_issued", "planned")
RELEASE, DETENTION, TRANSFER = ("release", "actual"), ("detention", "actual"), ("transfer", "actual")
DATA = table(PATH)
READINGS: list[dict[str, Any]] = DATA["reading"]
NAMES = {name: words for section in ("noun", "weak") for name, words in DATA[section].items()}
each_reading = pytest.mark.parametrize("reading", READINGS, ids=[item["event"] for item in READINGS])

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("words", NAMES.values(), ids=NAMES)
def test_no_name_of_a_detainer_is_in_a_sentence_that_is_passed_over(words: str) -> None:
    assert re.search(DATA["passage"]["named"], words.replace("[Hh]", "h"))


def told_of_him(read: Callable[..., Extraction], sentence: str) -> list[tuple[str, str]]:
    """Return type and modality of each event behind the introduction; all must be his."""
    extraction = read(INTRODUCTION + sentence)
    assert {event.subject for event in extraction.events} <= {"p1"}
    assert [person.name.value for person in extraction.people if person.name] == ["Marco Quintanilla"]
    return sorted((event.type, event.modality) for event in extraction.events)


@each_reading
def test_a_reading_holds_in_its_example_and_not_in_its_counter(
    reading: dict[str, Any], read: Callable[..., Extraction]
) -> None:
    example = reading["example"].replace("[", "").replace("]", "")
    assert (reading["event"], "actual") in told_of_him(read, example)
    counter = reading["counter"].replace("[", "").replace("]", "")
    assert (reading["event"], "actual") not in told_of_him(read, counter)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ICE lodged a detainer against him with the Polk County Jail.", [ISSUED]),
        ("An immigration detainer was placed on Quintanilla the same afternoon.", [ISSUED]),
        ("ERO Portland filed a detainer with the jail on Tuesday, asking deputies to hold him.", [ISSUED]),
        ("Federal agents issued an immigration detainer for Quintanilla on May 3.", [ISSUED]),
        ("Immigration officers put a hold on him in June.", [ISSUED]),
        ("He has an ICE detainer.", [ISSUED]),
        ("Quintanilla is the subject of an immigration detainer.", [ISSUED]),
        ("Jail records show an active ICE detainer for Quintanilla.", [ISSUED]),
        ("The jail ignored the detainer and released him on Friday.", [DECLINED, ISSUED, RELEASE]),
        ("Polk County did not honor the detainer that ICE had lodged against him.", [DECLINED, ISSUED]),
        ("The sheriff refused to honor an ICE detainer on Quintanilla.", [DECLINED, ISSUED]),
        ("The county declined an immigration detainer lodged against Quintanilla.", [DECLINED, ISSUED]),
        ("ICE's detainer on Quintanilla was declined by the jail.", [DECLINED, ISSUED]),
        ("The detainer against him was not honored.", [DECLINED, ISSUED]),
        ("Officials failed to honor the detainer on Quintanilla.", [DECLINED, ISSUED]),
        ("He was released despite an immigration detainer.", [DECLINED, ISSUED, RELEASE]),
        ("The county rejected ICE's request to hold him.", [DECLINED, ISSUED]),
        ("Deputies let him go without honoring the detainer.", [DECLINED, ISSUED, RELEASE]),
        ("The jail honored the detainer and held him until agents came.", [HONORED, ISSUED, DETENTION]),
        ("The detainer against Quintanilla was honored by Marion County.", [HONORED, ISSUED]),
        ("Deputies handed him over to ICE under a detainer.", [HONORED, ISSUED, TRANSFER]),
        (
            "The jail complied with the detainer and turned him over to ICE on Monday.",
            [HONORED, ISSUED, TRANSFER],
        ),
        ("ICE lifted the detainer against him a week later.", [ISSUED, WITHDRAWN]),
        ("The detainer on Quintanilla was dropped in August.", [ISSUED, WITHDRAWN]),
        ("ICE canceled its detainer on Quintanilla after he showed his passport.", [ISSUED, WITHDRAWN]),
        ("ICE rescinded the detainer it had placed on him.", [ISSUED, WITHDRAWN]),
        ("No detainer was ever filed against him.", [NEVER_ISSUED]),
        ("ICE never lodged a detainer against Quintanilla.", [NEVER_ISSUED]),
        ("ICE said it would lodge a detainer against him.", [STILL_TO_COME]),
        ("The agency plans to file a detainer against Quintanilla.", [STILL_TO_COME]),
        ("He was released before ICE could lodge a detainer.", [NEVER_ISSUED, RELEASE]),
        (
            "The county allegedly ignored a detainer on Quintanilla.",
            [("detainer_declined", "alleged"), ISSUED],
        ),
        ("He is being held on an ICE hold.", [ISSUED, DETENTION]),
        ("Quintanilla remains in the Polk County Jail on an immigration detainer.", [ISSUED, DETENTION]),
        (
            "Quintanilla was released over ICE's objection even though a detainer was in place.",
            [DECLINED, ISSUED, RELEASE],
        ),
        (
            "The detainer was lodged on March 2 but went unanswered, and Quintanilla posted bond.",
            [DECLINED, ISSUED, RELEASE],
        ),
        ("The county has not received a detainer for Quintanilla, a spokeswoman said.", [NEVER_ISSUED]),
        ("ICE did not request a detainer in his case.", [NEVER_ISSUED]),
        ("There is no detainer on Quintanilla.", [NEVER_ISSUED]),
        ("ICE had not placed a detainer on Quintanilla at the time.", [NEVER_ISSUED]),
        (
            "ICE accused the county of ignoring the detainer on Quintanilla.",
            [("detainer_declined", "alleged"), ISSUED],
        ),
        ("Quintanilla had a detainer on him when he was freed, ICE said.", [ISSUED, RELEASE]),
        (
            "The detainer, which ICE filed on June 2, was never acted upon, and Quintanilla walked free.",
            [DECLINED, ISSUED, RELEASE],
        ),
        (
            "ICE officers took custody of Quintanilla after the jail honored its detainer.",
            [("arrest", "actual"), HONORED, ISSUED],
        ),
    ],
)
def test_a_sentence_tells_of_one_person(
    sentence: str, expected: list[tuple[str, str]], read: Callable[..., Extraction]
) -> None:
    assert told_of_him(read, sentence) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "A detainer is a request that a jail hold a person for up to 48 hours.",
        "Jurisdictions that do not honor detainers put the public at risk, the agency says.",
        "State law bars jails from honoring detainers.",
        "The sheriff has long opposed the federal detainer policy.",
        "Detainers may be issued against people in local custody.",
        "The jail does not honor detainers.",
        "Under state law, a sheriff may ignore a detainer.",
        "The bill would require jails to honor detainers.",
        "Sheriff Ann Tolliver said her office honors detainers signed by a judge.",
        "Supporters say honoring detainers keeps officers safe.",
        "Had ICE lodged a detainer, the jail would have held him.",
    ],
)
def test_what_a_detainer_is_and_what_is_done_with_them_is_no_event(
    sentence: str, read: Callable[..., Extraction]
) -> None:
    extraction = read(INTRODUCTION + sentence)
    assert [(event.type, event.quote.value) for event in extraction.events] == []


def counted(event: Event) -> tuple[str, int | str | None, str | None]:
    return event.type, event.count.value if event.count else None, event.count_qualifier


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("ICE issued 3,083 detainers in the state last year.", [("detainer_issued", 3083, None)]),
        (
            "ICE lodged more than 400 detainers with the county between January and June.",
            [("detainer_issued", 400, "at_least")],
        ),
        ("The county declined 51 detainers in 2023.", [("detainer_declined", 51, None)]),
        ("About 120 detainers were ignored by Chicago jails.", [("detainer_declined", 120, "about")]),
        ("Marion County honored 77 detainers last year.", [("detainer_honored", 77, None)]),
        ("The agency filed dozens of detainers.", []),
        ("Nearly 40 percent of detainers were declined.", []),
        (
            "ICE issued about 2,000 detainers and the county honored 12 of them.",
            [("detainer_issued", 2000, "about"), ("detainer_honored", 12, None)],
        ),
        (
            "Of the 90 detainers ICE sent to the county, 61 were declined.",
            [("detainer_issued", 90, None), ("detainer_declined", 61, None)],
        ),
    ],
)
def test_counted_detainers_are_events_of_a_group(
    sentence: str, expected: list[tuple[str, int, str | None]], read: Callable[..., Extraction]
) -> None:
    events = read(sentence).events
    assert [counted(event) for event in events] == expected
    assert all(event.subject is None and event.modality == "actual" for event in events)


def test_a_declined_detainer_says_who_declined_it_and_who_had_lodged_it(
    read: Callable[..., Extraction],
) -> None:
    extraction = read(
        "ICE lodged a detainer against Marco Quintanilla, 29, with the Polk County Jail on Aug. 12, 2024. "
        "The Polk County Jail ignored the detainer and released him on Aug. 15, 2024."
    )
    found = {
        event.type: (
            event.agency and event.agency.value,
            event.custodian and event.custodian.value,
            event.date and event.date.value,
        )
        for event in extraction.events
    }
    assert found == {
        "detainer_issued": ("ICE", "Polk County Jail", "2024-08-12"),
        "detainer_declined": (None, "Polk County Jail", "2024-08-15"),
        "release": (None, "Polk County Jail", "2024-08-15"),
    }
