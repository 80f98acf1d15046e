"""Whose is a date? Stories of one sentence, published on Wednesday, 5 June 2024."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.schema import Extraction

INTRODUCTION = "Marco Quintanilla, 29, of Salem, is a Guatemalan citizen. "


def dates_of(extraction: Extraction) -> dict[str, list[str | None]]:
    dates: dict[str, list[str | None]] = {}
    for event in extraction.events:
        dates.setdefault(event.type, []).append(str(event.date.value) if event.date else None)
    return dates


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Several events, a date each; and one in front of them all.
        (
            "He was arrested May 3, convicted June 4 and deported in 2011.",
            {"arrest": "2024-05-03", "conviction": "2024-06-04", "removal": "2011"},
        ),
        (
            "On Jan. 8, 2020, he pleaded guilty to being an accessory after the fact and was sentenced.",
            {"conviction": "2020-01-08", "sentence": "2020-01-08"},
        ),
        (
            "On Jan. 8, 2020, he pleaded guilty to theft and was later sentenced to one year.",
            {"conviction": "2020-01-08", "sentence": None},
        ),
        (
            "He pleaded guilty Tuesday to theft and was immediately sentenced to two years.",
            {"conviction": "2024-06-04", "sentence": "2024-06-04"},
        ),
        # What a court orders with a sentence, and what it orders for later.
        (
            "He was sentenced to 19 years in prison and ordered to pay a fine today for defrauding a church.",
            {"sentence": "2024-06-05"},
        ),
        ("He was released without bail and ordered to return to court on June 26.", {"release": None}),
        ("Sentencing for him is expected to be scheduled for January 2025.", {"sentence": "2025-01"}),
        ("He is being held without bail until a hearing on June 20.", {"detention": None}),
        # An arrest on suspicion is new where the date is near; the deed's where it is far.
        (
            "ICE arrested him on suspicion of being in the country illegally on Tuesday, May 28.",
            {"arrest": "2024-05-28"},
        ),
        (
            "He was arrested on suspicion of driving under the influence Sunday night.",
            {"arrest": "2024-06-02"},
        ),
        ("He was arrested on a charge of robbing a bank in 2019.", {"arrest": None}),
        ("He was arrested following a fight at a bar Saturday night.", {"arrest": "2024-06-01"}),
        # A deed's date is no judgment's.
        (
            "He was sentenced to 17 years in prison for the strangling death of his aunt in 2017.",
            {"sentence": None},
        ),
        (
            "He was sentenced to 17 years in prison for the murder of his aunt on March 3, 2017.",
            {"sentence": None},
        ),
        ("He was sentenced to 17 years in prison for murder on March 3, 2017.", {"sentence": "2017-03-03"}),
        ("He was sentenced to life in prison for killing his aunt in 2021.", {"sentence": None}),
        # What stands has no day: a charge that is pending.
        ("He is charged with murder in the shooting of a woman in Salem this month.", {"charge": None}),
        ("He is charged with theft in an indictment returned on May 14.", {"charge": "2024-05-14"}),
        ("He was charged in an indictment unsealed on May 14.", {"charge": "2024-05-14"}),
        # Nor is a date of what a phrase names the event's.
        ("Since its founding in March 2007, the task force has charged 450 people.", {"charge": None}),
        ("DOB: 11-29-76, he was charged with theft on May 3.", {"charge": "2024-05-03"}),
        (
            "He entered the country at an unknown date and was ordered removed on May 3, 2019.",
            {"entry": None, "removal_order": "2019-05-03"},
        ),
        # What was not done, and what was done in its place.
        (
            "Jails freed 40 people rather than handing them over during the week of May 6 to May 12.",
            {"release": "2024-05-06/2024-05-12"},
        ),
        # Days that reckon from the one before.
        ("A clerk was hurt on May 5. He was arrested a short time later.", {"arrest": "2024-05-05"}),
        ("A clerk was hurt on May 5. He was arrested several hours later.", {"arrest": "2024-05-05"}),
        ("He was deported as recently as 2019.", {"removal": "2019"}),
        ("He pleaded not guilty on May 30 to 12 felonies.", {"charge": "2024-05-30"}),
        # What police did at the scene that the story has dated, and what they did much later.
        (
            "A shop was robbed on May 5. Officers chased the car and he was arrested when it crashed.",
            {"arrest": "2024-05-05"},
        ),
        ("A shop was robbed on May 5. He was arrested a few blocks away.", {"arrest": "2024-05-05"}),
        (
            "A shop was robbed on May 5. Officers found him in a shed and arrested him.",
            {"arrest": "2024-05-05"},
        ),
        (
            "A shop was robbed on May 5. Officers got a warrant and he was arrested in Ohio.",
            {"arrest": None},
        ),
        ("A shop was robbed on May 5. Police later stopped his car and arrested him.", {"arrest": None}),
        ("He is due in court on May 5. Officers chased the car and he was arrested.", {"arrest": None}),
        (
            "Agents stopped him on May 5 near Yuma and issued him a notice to appear before a judge.",
            {"notice_to_appear": "2024-05-05"},
        ),
        # What a court did at the hearing told of before.
        (
            "He appeared in court Tuesday on a theft charge. He pleaded guilty and was sentenced.",
            {"conviction": "2024-06-04", "sentence": "2024-06-04"},
        ),
        (
            "He was arraigned Tuesday for theft. He was released without bail and ordered to return July 8.",
            {"release": "2024-06-04"},
        ),
        ("He appeared in court Tuesday. He has been convicted of theft.", {"conviction": None}),
        # One report, one period; but not what went before it, nor the number set beside it.
        (
            "Agents arrested 40 people in fiscal year 2023. The agency deported 31 people.",
            {"arrest": "2022-10-01/2023-09-30", "removal": "2022-10-01/2023-09-30"},
        ),
        (
            "Agents arrested 40 people between May 6 and May 10. Fourteen had been deported before.",
            {"arrest": "2024-05-06/2024-05-10", "removal": None},
        ),
        ("Agents arrested 40 people on Monday. The agency deported 31 people.", {"removal": None}),
    ],
)
def test_a_date_is_given_to_what_it_dates(
    sentence: str, expected: dict[str, str | None], read: Callable[..., Extraction]
) -> None:
    dates = dates_of(read(INTRODUCTION + sentence, published="2024-06-05"))
    assert {event: dates.get(event, "no such event") for event in expected} == {
        event: [date] for event, date in expected.items()
    }
