"""Learnt confidences: which values get one, and that nothing else changes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.events.certainty.confidence import KINDS, calibrated
from pipeline.events.certainty.features import Features
from pipeline.logistic import BIAS
from pipeline.nlp import MODELS
from pipeline.schema import Article, Event, Extraction, Offense, Person, Value

TEXT = (
    "Man held\n\nIvo Brandt, 31, was arrested by Troy police on May 4, 2024. “He was charged with theft,” "
    "police said. Brandt is at Larch County Jail. Lena Orsk saw it. He was arrested in town."
)
EVEN = {kind: {BIAS: 0.0} for kind in KINDS}


def at(words: str, rule: str = "r", value: str | int | None = None, number: int = 0) -> Value:
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Value(words if value is None else value, start, start + len(words), rule, 0.7)


ARTICLE = Article("a", TEXT, "a.txt", published="2024-05-06")
EXTRACTION = Extraction(
    "a",
    "2024-05-06",
    people=(
        Person(
            "p1",
            "subject",
            at("Ivo Brandt, 31"),
            name=at("Ivo Brandt"),
            age=at("31", value=31),
            mentions=(at("Ivo Brandt", "person.name"), at("He", "person.pronoun")),
        ),
        Person("p2", "other", at("Lena Orsk"), name=at("Lena Orsk")),
    ),
    offenses=(Offense("p1", "theft", "charged", at("theft"), status_cue=at("charged with")),),
    facilities=(at("Larch County Jail"),),
    events=(
        Event(
            "arrest",
            "p1",
            "actual",
            at("was arrested", "arrest.verb"),
            date=at("May 4, 2024", value="2024-05-04"),
            agency=at("Troy police"),
            tellings=(at("was arrested", number=1),),
        ),
        Event("charge", "p1", "actual", at("He was charged"), speaker=at("police", number=1)),
    ),
)


def test_each_kind_gets_its_chance_and_details_that_of_their_event_too() -> None:
    found = calibrated(ARTICLE, EXTRACTION, EVEN)
    event = found.events[0]
    assert event.quote.confidence == found.people[0].mention.confidence == 0.5
    assert found.people[0].name and found.people[0].name.confidence == 0.5
    assert found.offenses[0].quote.confidence == found.facilities[0].confidence == 0.5
    assert event.date and event.agency and found.people[0].age
    assert event.date.confidence == event.agency.confidence == found.people[0].age.confidence == 0.25


def test_nothing_but_confidences_changes_and_what_gold_cannot_judge_keeps_its_own() -> None:
    found = calibrated(ARTICLE, EXTRACTION, EVEN)
    assert found.offenses[0].status_cue == EXTRACTION.offenses[0].status_cue
    assert found.events[1].speaker == EXTRACTION.events[1].speaker
    assert replace(found.events[0].quote, confidence=0.7) == EXTRACTION.events[0].quote
    assert calibrated(ARTICLE, found, EVEN) == found


def test_features_say_where_and_of_whom() -> None:
    features = Features(ARTICLE, EXTRACTION)
    arrest, charge = (features.event(event) for event in EXTRACTION.events)
    assert {"type=arrest", "rule=arrest.verb", "told=1", "quoted=False", "heading=False"} <= set(arrest)
    assert {"reference=name.1", "reference.sentence=name.True", "subject=named"} <= set(arrest)
    assert {"quoted=True", "told=0", "reference=pronoun.0", "others=pronoun.0"} <= set(charge)
    assert {"cue=charged with", "subject.charge", "status=charged"} <= set(
        features.offense(EXTRACTION.offenses[0])
    )


@pytest.mark.parametrize(("start", "heading"), [(0, True), (10, False)])
def test_the_first_line_is_the_heading(start: int, heading: bool) -> None:
    event = Event("arrest", None, "actual", Value(TEXT[start : start + 3], start, start + 3, "r", 0.7))
    assert f"heading={heading}" in Features(ARTICLE, replace(EXTRACTION, events=(event,))).event(event)


def test_the_weights_that_are_shipped_serve_every_kind_and_hold_to_what_is_asked_of_them() -> None:
    trained = json.loads((MODELS / "confidence.json").read_text(encoding="utf-8"))
    assert tuple(trained["kinds"]) == KINDS
    assert all(BIAS in weights for weights in trained["kinds"].values())
    assert trained["figures"]["event"]["calibration_error"] <= 0.05
    found = calibrated(ARTICLE, EXTRACTION, trained["kinds"])
    assert all(0 < event.quote.confidence < 1 for event in found.events)
