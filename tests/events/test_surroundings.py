"""What stands around an event or offense: words without names, its like, its person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.events.certainty.surroundings import Surroundings, sentence_of
from pipeline.schema import Event, Extraction, Offense, Person, Value

TEXT = (
    "Police say that Ivo Brandt was arrested in Troy. Lena Orsk saw how he was charged with theft on May 4.\n"
    "Brandt was arrested again on May 9."
)


def at(words, rule="r", value=None, number=0):
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(words, start + 1)
    return Value(words if value is None else value, start, start + len(words), rule, 0.7)


BRANDT = Person(
    "p1", "subject", at("Ivo Brandt"),
    mentions=(at("Ivo Brandt", "person.name"), at("he was", "person.pronoun"), at("Brandt was", number=1)),
)  # fmt: skip
ORSK = Person("p2", "other", at("Lena Orsk"))
ARREST = Event("arrest", "p1", "actual", at("Ivo Brandt was arrested"))
CHARGE = Event("charge", "p1", "actual", at("was charged with theft"), date=at("May 4", value="2024-05-04"))
AGAIN = Event("arrest", "p1", "planned", at("arrested again"), date=at("May 9", value="2024-05-09"))
GROUP = Event("arrest", None, "actual", at("arrested again"))
FOUND = Extraction(
    "a", None, (BRANDT, ORSK), (Offense("p1", "theft", "charged", at("theft")),),
    events=(ARREST, CHARGE, AGAIN, GROUP),
)  # fmt: skip


def of(event):
    return set(Surroundings(TEXT, FOUND).of(event))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (at("in Troy"), "Police say that Ivo Brandt was arrested in Troy"),
        (at("charged"), "Lena Orsk saw how he was charged with theft on May 4"),
        (at("May 9"), "Brandt was arrested again on May 9."),
    ],
)
def test_a_sentence_ends_at_its_point_or_with_its_line(value, sentence):
    start, end = sentence_of(value, TEXT)
    assert TEXT[start:end] == sentence


def test_words_are_those_in_lower_case_in_the_quote_and_around_it():
    words = {name for name in of(ARREST) if name.startswith(("word=", "before=", "behind="))}
    assert words == {"word=was", "word=arrested", "before=say", "before=that", "behind=in"}
    assert all(name.startswith(("word=", "before=", "behind=", "type.")) for name in of(GROUP))


def test_a_person_stands_in_the_quote_or_others_come_between():
    assert {"subject.quote=name", "subject.begins=True", "others.quote=0", "others.between=0"} <= of(ARREST)
    assert {
        "subject.quote=None", "subject.begins=False", "subject.sentence=True", "subject.rank=0",
        "reference.type=charge.pronoun", "subject.role=subject",
    } <= of(CHARGE)  # fmt: skip


def test_events_of_one_type_are_told_apart():
    assert {"like.later=1", "like.earlier=0", "like.dates=none", "like.modality=True"} <= of(ARREST)
    assert {"like.later=0", "like.earlier=1", "like.dates=some", "beside=arrest.charge"} <= of(AGAIN)
    assert {"beside=charge.arrest", "like.later=0", "like.earlier=0"} <= of(CHARGE)


def test_an_offense_in_the_sentence_speaks_for_a_charge():
    assert {"offense.sentence=True", "offense.type=charge.True", "offense.quote=True"} <= of(CHARGE)
    assert {"offense.sentence=False", "offense.quote=False"} <= of(ARREST)


def test_an_offense_is_seen_with_what_its_person_went_through():
    again = Offense("p1", "theft", "arrested", at("May 9"), status_cue=at("charged with"))
    found = replace(FOUND, offenses=(*FOUND.offenses, again))
    first, second = (set(Surroundings(TEXT, found).of_offense(item)) for item in found.offenses)
    assert {
        "like.category=True", "like.status=arrested", "category.status=theft.charged",
        "beside=charged.arrest",
        "sentence=charged.charge", "sentence.people=2", "sentence.subject=True", "sentence.cue=False",
    } <= first  # fmt: skip
    assert {"like.status=charged", "sentence=arrested.arrest", "sentence.cue=False"} <= second
    alone = set(Surroundings(TEXT, FOUND).of_offense(FOUND.offenses[0]))
    assert {"like.category=False", "like.status="} <= alone
